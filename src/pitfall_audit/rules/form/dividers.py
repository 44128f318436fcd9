"""The lines of three hyphens that set the parts of a rule file apart, where one is not right.

Without one, two parts are read as one, and every field of the second seems to be a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.rules.form.parts import PART_NAMES, is_divider
from pitfall_audit.rules.form.rule_file import Examples, RuleLogic, RuleWords
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["divider_problems", "part_with"]

_INDENTED: Final = re.compile(r"([ \t]+)---[ \t]*")
# Signs that people draw a line with, and dashes into which word processors turn hyphens.
_NEARLY: Final = re.compile(r"(?:[-\u2010-\u2015\u2212]+|[=*_]{2,})\s*")
_KEY: Final = re.compile(r"([a-z][a-z_-]*)[ \t]*:(?=\s|$)")
_ENOUGH: Final = 2
"""So many fields of the next part show that it has begun; one may be in the wrong place."""


def part_with(key: str) -> int | None:
    """The one part (from 0) to which a field belongs; None where that is none, or several."""
    found = [number for number, keys in enumerate(_keys()) if key in keys]
    return found[0] if len(found) == 1 else None


def divider_problems(file: str, lines: Sequence[str], missing: int) -> tuple[Problem, ...]:
    """What is wrong with the dividers of a file in which so many are missing.

    None of it, where a whole part is not there. ``lines`` are those of the file.
    """
    for row, line in enumerate(lines, 1):
        if found := _INDENTED.fullmatch(line.rstrip("\r\n")):
            return (_indented(file, row, line, len(found[1]) + 1),)
    return tuple(_missing(file, lines, missing))


def _missing(file: str, lines: Sequence[str], missing: int) -> Iterator[Problem]:
    part = 0
    for row, line in enumerate(lines, 1):
        if row == 1 and is_divider(line):
            continue
        if is_divider(line):
            part += 1
        elif missing and part + 1 < len(PART_NAMES):
            text = line.rstrip()
            if _NEARLY.fullmatch(text):
                yield _typed_otherwise(file, row, text, part)
            elif _begins(part + 1, lines, row):
                yield _lost(file, row, text, part)
            else:
                continue
            part, missing = part + 1, missing - 1


def _begins(part: int, lines: Sequence[str], row: int) -> bool:
    """Whether a part begins with the field of a line (from 1), though no divider says so."""
    here = _KEY.match(lines[row - 1])
    new = _keys()[part] - _keys()[part - 1]
    if here is None or here[1] not in new:
        return False
    found = set()
    for line in lines[row - 1 :]:
        if is_divider(line):
            break
        key = _KEY.match(line)
        if key is not None and key[1] in _keys()[part]:
            found.add(key[1])
    return len(found) >= _ENOUGH


def _typed_otherwise(file: str, row: int, text: str, part: int) -> Problem:
    return Problem(
        "rule-divider-missing",
        f"`{text}` does not set {_parts(part)} apart.",
        Place(file, row, 1, row, len(text) + 1, excerpt=text),
        "Write three hyphens on this line, and nothing else: ---",
    )


def _lost(file: str, row: int, text: str, part: int) -> Problem:
    key = text.partition(":")[0].rstrip()
    return Problem(
        "rule-divider-missing",
        f"The line of three hyphens between {_parts(part)} is missing.",
        Place(file, row, 1, row, len(key) + 1, excerpt=text),
        f"Write --- on a line of its own before line {row}, which begins with `{key}`.",
    )


def _indented(file: str, row: int, line: str, column: int) -> Problem:
    return Problem(
        "rule-divider-indented",
        "This line of dashes does not begin at the margin.",
        Place(file, row, column, row, column + 3, excerpt=line.rstrip()),
        "Take out the spaces before `---`: only then does it set two parts apart.",
    )


def _parts(part: int) -> str:
    """A part and the next one, in words."""
    return f"part {part + 1} ({PART_NAMES[part]}) and part {part + 2} ({PART_NAMES[part + 1]})"


def _keys() -> tuple[frozenset[str], ...]:
    """The fields of each part, as files write them."""
    parts: tuple[type[Model], ...] = (RuleLogic, RuleWords, Examples)
    return tuple(
        frozenset(field.alias or name for name, field in part.model_fields.items())
        for part in parts
    )
