"""The classes of input that are spoilt at random, and what must hold of each.

Whatever a file holds, it is audited or what is wrong with it is told, with a place and what to do;
nothing breaks off, nothing acts on a screen, and the exit code says which of the two it was.
"""

from __future__ import annotations

import contextlib
import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Final, NamedTuple

from tests.fuzz.mutating import by_bytes, by_data, by_lines, by_values, in_some_way
from tests.rules.pack_texts import PACK, house_rule

from pitfall_audit.cli.main import main
from pitfall_audit.errors import PackError
from pitfall_audit.rules.packs import load_built_in, load_pack

__all__ = ["CLASSES", "InputClass", "chance_of", "try_one"]

_ROOT: Final = Path(__file__).parents[2]
_EXAMPLES: Final = tuple(sorted((_ROOT / "examples").glob("*.yaml")))
_DAY: Final = "2026-06-30"
_WHOLE_AT_EVERY: Final = 10
"""Of so many inputs one is looked at by every check, and written as JSON and as a page, too."""


_TURNS_TEXT: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


class InputClass(NamedTuple):
    """What is spoilt (``make``), and what is then done with it in a folder (``run``)."""

    make: Callable[[Random], bytes]
    run: Callable[[bytes, Path, Random], None]


def chance_of(name: str, seed: int, number: int) -> Random:
    """The chance for one input of a class: the same for the same three."""
    return Random(f"{name}/{seed}/{number}")


def try_one(name: str, seed: int, number: int, folder: Path) -> bytes:
    """Make one input and try it; raises AssertionError, or whatever breaks."""
    chance = chance_of(name, seed, number)
    content = CLASSES[name].make(chance)
    CLASSES[name].run(content, folder, chance)
    return content


# --- engagements, ties and settings, through the command line -----------------------------


def _spoilt_example(how: Callable[[str, Random], bytes]) -> Callable[[Random], bytes]:
    def make(chance: Random) -> bytes:
        return how(chance.choice(_EXAMPLES).read_text("utf-8"), chance)

    return make


_TIES: Final = """\
version: 1
engagement: board-seat
ties:
  - {id: t1, of: mary, with: {person: mary-2}, kind: receives-care-from, since: 2025-01-01}
  - {of: mary, with: {team: ward 3}, kind: family, until: 2026-01-01}
conflicts:
  - {between: [mary, mary-2], because: care, tie: t1, acknowledged_on: 2026-01-02,
     handling: [{step: steps out, by: mary-2}], review_due: 2026-12-01}
"""
_SETTINGS: Final = """\
level = "standard"
fail-on = "warning"
ignore = ["payment", "one-way-in"]
exclude = ["old/**"]

[severity]
lone-member = "error"

[thresholds.load-over-limit]
seats = 4

[[overrides]]
paths = ["research/**"]
level = "core"
"""


def _check(content: bytes, folder: Path, chance: Random) -> None:
    (folder / "a.yaml").write_bytes(content)
    _audited(folder, chance, "a.yaml")


def _check_with_ties(content: bytes, folder: Path, chance: Random) -> None:
    text = (_ROOT / "examples" / "smallest-useful-file.yaml").read_text("utf-8")
    text = text.replace("people:\n", "people:\n  mary-2: {}\n")
    (folder / "a.yaml").write_text(text, "utf-8")
    (folder / "ties.yaml").write_bytes(content)
    _audited(folder, chance, "a.yaml", "--ties", str(folder / "ties.yaml"), may_refuse=True)


def _check_with_settings(content: bytes, folder: Path, chance: Random) -> None:
    (folder / "a.yaml").write_bytes(_EXAMPLES[0].read_bytes())
    (folder / "settings.toml").write_bytes(content)
    options = ("--config", str(folder / "settings.toml"))
    _audited(folder, chance, "a.yaml", *options, may_refuse=True)


def _check_folder(content: bytes, folder: Path, chance: Random) -> None:
    """The file is found and not named; nothing that another program wrote ends an audit."""
    (folder / "found").mkdir(exist_ok=True)
    (folder / "found" / "a.yaml").write_bytes(content)
    _audited(folder, chance, "found")


def _audited(
    folder: Path, chance: Random, path: str, *options: str, may_refuse: bool = False
) -> None:
    out, err = io.StringIO(), io.StringIO()
    line = ["check", str(folder / path), "--as-of", _DAY, *options]
    if "--config" not in options:
        line.append("--no-config")
    written = {one: folder / f"r.{one}" for one in ("json", "html")}
    if with_files := not chance.randrange(_WHOLE_AT_EVERY):
        line += [part for one, file in written.items() for part in (f"--{one}", str(file))]
    elif "--config" not in options:
        line += ["--select", chance.choice(("promises", "boundaries", "support"))]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(line)
    screen = out.getvalue() + err.getvalue()
    assert code in (0, 1, 3, 4, *((2,) if may_refuse else ())), screen
    assert "a fault in pitfall-audit" not in screen, screen
    assert "Traceback" not in screen, screen
    # Line ends aside, nothing that a file holds reaches a screen as a command to it.
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in screen.replace("\n", ""))
    assert not any(unicodedata.bidirectional(sign) in _TURNS_TEXT for sign in screen), screen
    assert (code == 4) == ("What could not be read" in screen or "that broke off" in screen), screen
    if code in (2, 4):
        assert "help:" in screen or "as the help above says" in screen, screen
    if code == 4:
        assert "Nothing was hidden" not in screen, screen
    if with_files and code != 2:
        json.loads(written["json"].read_bytes())
        page = written["html"].read_text("utf-8")
        assert page.rstrip().endswith("</html>")
        assert "<script" not in page


# --- packs ------------------------------------------------------------------------------


@cache
def _conditions() -> tuple[str, ...]:
    logic = [rule.logic for rule in load_built_in().rules]
    return tuple(
        text for one in logic for text in (one.applies, *(each.that for each in one.expect)) if text
    )


def _spoilt_condition(chance: Random) -> bytes:
    text = chance.choice(_conditions())
    for _ in range(chance.randint(1, 3)):
        parts = text.split(" ")
        at = chance.randrange(len(parts))
        match chance.randrange(4):
            case 0:
                parts[at] = chance.choice(chance.choice(_conditions()).split(" "))
            case 1:
                del parts[at]
            case 2:
                parts[at] = chance.choice(_TOKENS)
            case _:
                cut = chance.randrange(len(parts[at]) + 1)
                parts[at] = parts[at][:cut] + chance.choice(_TOKENS) + parts[at][cut:]
        text = " ".join(parts) or "x"
    return " ".join(text.split()).encode()


_TOKENS: Final = (
    *"()[]{}!+-*/%<?:.,'\"", "&&", "||", "==", "true", "null", "1", "-1", "9223372036854775808",
    "in",
    "1.5e400", "b'x'", "r'\\'", "has(", ".size()", ".exists(x, x)", ".map(x, x)", "timestamp('x')",
    ".matches('(a*)*$')", "duration('-1h')", ".getHours('localtime')", ".getHours('../x')",
    "int('x')", "dyn(1)", "type(1)", "__import__", "bytes('x')", "\u00e9", "\u202e", "\\u0000",
    "a.b.c", "seat", "engagement.title",
)  # fmt: skip


def _try_condition(content: bytes, folder: Path, _chance: Random) -> None:
    condition = json.dumps(content.decode())
    rule = house_rule(expect="EXPECTED").replace("EXPECTED", condition, 1)
    _load(folder, PACK.encode(), rule.encode())


@cache
def _house_rules() -> tuple[str, ...]:
    folder = _ROOT / "examples" / "house-rules"
    names = sorted(one for one in folder.glob("*.yaml") if one.name not in _NO_RULES)
    return tuple(one.read_text("utf-8") for one in names)


_NO_RULES: Final = ("pack.yaml", "standards.yaml")


def _spoilt_rule(chance: Random) -> bytes:
    return in_some_way(chance.choice(_house_rules()), chance)


def _try_rule(content: bytes, folder: Path, _chance: Random) -> None:
    _load(folder, PACK.encode(), content)


def _spoilt_pack(chance: Random) -> bytes:
    return in_some_way(
        (_ROOT / "examples" / "house-rules" / "pack.yaml").read_text("utf-8"), chance
    )


def _try_pack(content: bytes, folder: Path, _chance: Random) -> None:
    _load(folder, content, house_rule().encode())


def _load(folder: Path, pack: bytes, rule: bytes) -> None:
    """A pack is loaded whole, or every problem with it is told, each with what to do."""
    (folder / "pack.yaml").write_bytes(pack)
    (folder / "a-rule.yaml").write_bytes(rule)
    try:
        load_pack(folder, "house")
    except PackError as refused:
        assert refused.problems
        for one in refused.problems:
            assert one.message, one
            assert one.help, one
            assert one.place.file, one


CLASSES: Final[Mapping[str, InputClass]] = MappingProxyType(
    {
        "bytes": InputClass(_spoilt_example(by_bytes), _check),
        "lines": InputClass(_spoilt_example(by_lines), _check),
        "values": InputClass(_spoilt_example(by_values), _check),
        "data": InputClass(_spoilt_example(by_data), _check),
        "found": InputClass(_spoilt_example(in_some_way), _check_folder),
        "ties": InputClass(lambda chance: in_some_way(_TIES, chance), _check_with_ties),
        "settings": InputClass(lambda chance: in_some_way(_SETTINGS, chance), _check_with_settings),
        "packs": InputClass(_spoilt_pack, _try_pack),
        "rules": InputClass(_spoilt_rule, _try_rule),
        "conditions": InputClass(_spoilt_condition, _try_condition),
    }
)
