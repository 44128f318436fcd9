"""The three parts of a rule file, each read as a document with true line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.message_words import AT_THE_TOP
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.errors import PackError, worded_at
from pitfall_audit.rules.form.rule_file import Examples, RuleLogic, RuleWords
from pitfall_audit.rules.form.yaml_help import about_conditions, about_split_conditions, about_texts
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import Document, read_text

__all__ = ["PART_NAMES", "RuleText", "examples_of", "holds_a_rule", "words_of"]

PART_NAMES = ("what it checks", "what it says", "its examples")
_Part = TypeVar("_Part", bound=Model)

# A divider that is indented is a slip of the pen; the file is meant as a rule all the same.
_DIVIDER = re.compile(r"^ *---[ \t]*$", re.MULTILINE)
_PITFALL = re.compile(r"^pitfall[ \t]*:", re.MULTILINE)


def is_divider(line: str) -> bool:
    """Whether a line sets two parts apart."""
    return line.startswith("---") and line.rstrip() == "---"


def holds_a_rule(text: str) -> bool:
    """Whether a file's text is that of a rule, by its look alone: nothing of it is parsed."""
    if "pitfall" not in text or "---" not in text:
        # As nearly every file that holds none.
        return False
    pitfall = _PITFALL.search(text)
    divider = _DIVIDER.search(text)
    if divider is not None and not text[: divider.start()].strip("\ufeff \t\r\n"):
        divider = _DIVIDER.search(text, divider.end())
    return pitfall is not None and divider is not None and pitfall.start() < divider.start()


class RuleText(Struct, frozen=True):
    """The text of a rule file, and how it is to be named."""

    file: str
    text: str

    def part(self, number: int) -> str | None:
        """One part's text (from 0), with blank lines in the place of what stands before it.

        None where the file has no such part.
        """
        start = 0
        lines = self.text.splitlines(keepends=True)
        marks = [index for index, line in enumerate(lines) if is_divider(line)]
        if lines and marks[:1] == [0]:
            start, marks = 1, marks[1:]
        edges = [start - 1, *marks, len(lines)]
        if number + 1 >= len(edges):
            return None
        first, last = edges[number] + 1, edges[number + 1]
        return "\n" * first + "".join(lines[first:last])

    def parts(self) -> int:
        """How many parts the file has."""
        return sum(self.part(number) is not None for number in range(len(PART_NAMES) + 1))

    def read(
        self, number: int, model: type[_Part]
    ) -> tuple[_Part | None, Document | None, tuple[Problem, ...]]:
        """Read one part; None, and every problem, where it is missing or not valid."""
        if problems := self._divider_problems():
            return None, None, problems
        text = self.part(number)
        if text is None:
            place = Place(self.file, len(self.text.splitlines()) or 1, 1, 1, 1)
            problem = worded_at(
                place,
                "rule-part-missing",
                number=number + 1,
                part=PART_NAMES[number],
                parts=", ".join(PART_NAMES),
            )
            return None, None, (problem,)
        document = read_text(text, self.file)
        if not isinstance(document, Document):
            if number == 0:
                document = tuple(about_conditions(one, text) for one in document)
            return None, None, _with_remarks(document, text)
        built, problems = validate_as(model, document)
        problems = tuple(_of_another_part(one, number) for one in _with_remarks(problems, text))
        if number == 0:
            problems = tuple(about_texts(one, text) for one in problems)
            return built, document, about_split_conditions(problems)
        return built, document, tuple(_in_part(one, number, document, text) for one in problems)

    def _divider_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the dividers of a file that lacks a part, and may have it."""
        # Nearly every file has both, which is quick to see.
        if self.text.count("\n---\n") >= len(PART_NAMES) - 1:
            return ()
        missing = len(PART_NAMES) - self.parts()
        if missing <= 0:
            return ()

        return divider_problems(self.file, self.text.splitlines(), missing)


def _with_remarks(problems: tuple[Problem, ...], text: str) -> tuple[Problem, ...]:
    if not problems:
        return ()
    from pitfall_audit.rules.form.template_lint import about_remarks  # noqa: PLC0415

    return tuple(about_remarks(one, text) for one in problems)


def _of_another_part(problem: Problem, number: int) -> Problem:
    """A field that nobody knows in this part, and that belongs to another."""
    if problem.id != "unknown-key" or "." in problem.place.path:
        return problem

    other = part_with(problem.place.path)
    if other is None or other == number:
        return problem
    return replace(problem, help=f"It belongs in part {other + 1}, {PART_NAMES[other]}.")


def _in_part(problem: Problem, number: int, document: Document, text: str) -> Problem:
    """A problem of a later part, which is not told of the top of the whole file."""
    there = f"in part {number + 1}, {PART_NAMES[number]}"
    place = problem.place
    if place.path == "" and place.line <= len(text) - len(text.lstrip("\n")):
        # It is of the part as a whole, which begins where something is written.
        line = next(at for at, one in enumerate(text.splitlines(), 1) if one.strip())
        excerpt = document.line_excerpt(line)
        place = replace(place, line=line, column=1, end_line=line, end_column=1, excerpt=excerpt)
    return replace(
        problem,
        message=problem.message.replace(AT_THE_TOP, there),
        help=problem.help.replace(AT_THE_TOP, there),
        place=place,
    )


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
    return worded_at(
        Place(file, row, 1, row, len(text) + 1, excerpt=text),
        "rule-divider-missing/typed-otherwise",
        text=text,
        parts=_parts(part),
    )


def _lost(file: str, row: int, text: str, part: int) -> Problem:
    key = text.partition(":")[0].rstrip()
    return worded_at(
        Place(file, row, 1, row, len(key) + 1, excerpt=text),
        "rule-divider-missing/lost",
        parts=_parts(part),
        row=row,
        key=key,
    )


def _indented(file: str, row: int, line: str, column: int) -> Problem:
    return worded_at(
        Place(file, row, column, row, column + 3, excerpt=line.rstrip()), "rule-divider-indented"
    )


def _parts(part: int) -> str:
    """A part and the next one, in words."""
    return f"part {part + 1} ({PART_NAMES[part]}) and part {part + 2} ({PART_NAMES[part + 1]})"


def _keys() -> tuple[frozenset[str], ...]:
    """The fields of each part, as files write them."""
    parts: tuple[type[Model], ...] = (RuleLogic, RuleWords, Examples)
    return tuple(frozenset(file_keys(part).values()) for part in parts)


def words_of(text: RuleText) -> RuleWords:
    """Read the second part of a rule file. Raises :class:`PackError` where it is not valid."""
    words, _, problems = text.read(1, RuleWords)
    if words is None:
        raise PackError(problems)
    return words


def examples_of(text: RuleText) -> Examples:
    """Read the third part of a rule file. Raises :class:`PackError` where it is not valid."""
    examples, _, problems = text.read(2, Examples)
    if examples is None:
        raise PackError(problems)
    return examples
