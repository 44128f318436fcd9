"""Ways to spoil a text at random, by its bytes, its lines, its values or its data.

All chance comes from the ``Random`` that is handed in, so that a seed gives the same again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, Final

import yaml

__all__ = ["by_bytes", "by_data", "by_lines", "by_values", "in_some_way"]

_NASTY: Final = (
    "", "~", "null", "no", "yes", "none", "not-stated", "-1", "0", "1e309", "99999999999999999999",
    "0x1F", "12:30:45", "2026-02-30", "2026-13", "0000-00-00", "9999-12-31", "spring 2026",
    "ongoing", "[]", "{}", "[[[]]]", "{a: {b: {c: 1}}}", "*nowhere", "&here x", "<<", "!Ref x",
    "!!python/object:os.system x", "|", ">-", "'", '"', "\u201cquoted\u201d", "a\u00a0b", "\u2013",
    "\uff1a", "\u202eright", "\x1b[2J", "\x07", "\ufeff", "\x85", "\u2028", "a" * 2_000,
    "{{ 7 * 7 }}", "${x}", "<script>", "../../etc", "/dev/zero", "%s%n", "\U0001f600", "e\u0301",
    "x-own", "asha", "panel",
)  # fmt: skip
_VALUE: Final = re.compile(r"(?<=[:,\[] )[^\s,\[\]{}#][^,\[\]{}#\n]*")
_MOST_STEPS: Final = 4


def by_bytes(text: str, chance: Random) -> bytes:
    """Bytes changed, taken out, doubled or put in, at a few places."""
    content = bytearray(text.encode())
    for _ in range(chance.randint(1, _MOST_STEPS)):
        at = chance.randrange(len(content) + 1)
        length = chance.choice((1, 1, 2, 8, 64))
        match chance.randrange(4):
            case 0:
                content[at : at + length] = chance.randbytes(length)
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = content[at : at + length]
            case _:
                content[at:at] = chance.choice(_NASTY).encode("utf-8", "surrogatepass")
    return bytes(content)


def by_lines(text: str, chance: Random) -> bytes:
    """Lines taken out, doubled, swapped, pushed in or cut, at a few places."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, _MOST_STEPS)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = " " * chance.randrange(9) + lines[at].lstrip()
            case 4:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case _:
                lines[at] += chance.choice((":", " #", " -", "]", "}", ",", "\t", "|", "\r"))
    return "\n".join(lines).encode()


def by_values(text: str, chance: Random) -> bytes:
    """Values replaced by others that mean something in YAML, on a screen, in a page or on disk."""
    for _ in range(chance.randint(1, _MOST_STEPS)):
        if places := [*_VALUE.finditer(text)]:
            place = chance.choice(places)
            text = text[: place.start()] + chance.choice(_NASTY) + text[place.end() :]
    return text.encode("utf-8", "surrogatepass")


def by_data(text: str, chance: Random) -> bytes:
    """Parts of the data put where others were, doubled, taken out or made another kind of thing."""
    data = yaml.safe_load(text)
    for _ in range(chance.randint(1, _MOST_STEPS)):
        parts = [*_parts(data)]
        if not parts:
            break
        (parent, key), (donor, from_) = chance.choice(parts), chance.choice(parts)
        match chance.randrange(6):
            case 0:
                parent[key] = json.loads(json.dumps(donor[from_], default=str))
            case 1:
                parent[key] = chance.choice(_NASTY)
            case 2:
                del parent[key]
            case 3:
                parent[key] = [parent[key]] if chance.random() < 0.5 else {"id": parent[key]}
            case 4 if isinstance(parent, dict):
                parent[chance.choice((f"{key}x", "x-own", str(from_), "id"))] = parent.pop(key)
            case _:
                parent[key] = chance.choice(([], {}, None, True, -1, 1.5, 10**20, [None], {"": ""}))
    return json.dumps(data, indent=1, default=str).encode()


def _parts(data: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            found.append((one, key))
            if isinstance(one[key], dict | list):
                waiting.append(one[key])
    return found


_TEXTUAL: Final[tuple[Callable[[str, Random], bytes], ...]] = (by_bytes, by_lines, by_values)


def in_some_way(text: str, chance: Random) -> bytes:
    """By its bytes, its lines or its values."""
    return chance.choice(_TEXTUAL)(text, chance)
