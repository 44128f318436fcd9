"""Values and places of a file as messages name them, and the names that were likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from pitfall_audit.engagement.model import Model
from pitfall_audit.engagement.model.outlines import all_models, outline
from pitfall_audit.yaml.places import DataPath, values_along

__all__ = [
    "AT_THE_TOP", "LONGEST_QUOTE", "PRIVATE", "SEVERAL_WORDS", "as_written", "capital",
    "data_path", "did_you_mean", "homes", "is_private", "label", "nearest", "plain_form",
    "quoted", "slug", "standing", "stands_alone", "very_near",
]  # fmt: skip

LONGEST_QUOTE = 60
PRIVATE = ("ties", "conflicts")
"""The sections that tell of ties between people."""
SEVERAL_WORDS = "a text of several words"
"""What is said in the place of words that may be private."""


def quoted(value: object) -> str:
    """A value as it is shown in a message: on one line, and not too long."""
    text = " ".join(str(value).split())
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[: LONGEST_QUOTE - 1]}…”"


def as_written(value: object) -> str:
    """A value as it would be written on one line of a file."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {as_written(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(as_written(item) for item in value)}]"
    text = str(value)
    if text != "…" and re.search(r"[,\[\]{}#&*!|>%@`\"]|: |^\W", text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def is_private(path: DataPath, text: object) -> bool:
    """Whether a value may tell of a tie or a conflict in somebody's own words."""
    return bool(path) and path[0] in PRIVATE and re.search(r"\s", str(text)) is not None


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def slug(text: str) -> str:
    """An id that might be meant; "" where the text has no letter or digit of an id.

    A suggestion only: unlike the slugs of facts it need not tell two texts apart.
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()[:LONGEST_QUOTE]).strip("-")


AT_THE_TOP = "at the top of the file"
"""Where the outermost record of a file stands, in words."""


def data_path(location: tuple[int | str, ...], data: Any) -> tuple[DataPath, bool]:
    """The path through the data, and whether the last key itself is meant.

    pydantic's location has steps that are not in the data: tags of a choice (in angle
    brackets), and ``[key]`` where the key of a mapping is wrong. A file may have such keys, too.
    """
    steps: list[int | str] = []
    for step in location:
        is_there = isinstance(data, dict) and step in data
        if step == "[key]" and not is_there:
            return tuple(steps), True
        if is_there or not (isinstance(step, str) and step[:1] == "<"):
            steps.append(step)
            in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
            data = data[step] if is_there or in_list else None
    return tuple(steps), False


@cache
def homes(top: type[Model]) -> dict[str, tuple[str, ...]]:
    """For each field, where it may stand in words: “under `roles`”."""
    places: dict[type[Model], dict[str, None]] = {top: {AT_THE_TOP: None}}
    for model in all_models(top):
        for key, field in outline(model).items():
            if field.model is not None:
                places.setdefault(field.model, {}).setdefault(f"under `{key}`", None)
    homes: dict[str, dict[str, None]] = {}
    for model, where in places.items():
        for key in outline(model):
            homes.setdefault(key, {}).update(where)
    return {key: tuple(where) for key, where in homes.items()}


def standing(path: DataPath) -> str:
    """Where a record stands, in words: “under `roles.holders`”."""
    keys = [step for step in path if isinstance(step, str)]
    return f"under `{'.'.join(keys)}`" if keys else AT_THE_TOP


def stands_alone(data: Any, path: DataPath) -> bool:
    """Whether the value stands for a record by itself: ``jo`` for ``{person: jo}``."""
    return any(isinstance(value, str) for value in values_along(data, path)[: len(path)])


def label(data: Any, path: DataPath) -> str:
    """The value's name in a message: of the last key that stands in the file.

    Steps beyond it come from a shorthand: ``told: 2026-02-20`` for ``told: {on: 2026-02-20}``.
    """
    key, in_list = "", False
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            key, in_list, data = step, False, data.get(step)
        elif isinstance(step, int) and isinstance(data, list):
            in_list, data = True, data[step]
        else:
            break
    if not key:
        return "The file"
    return f"An entry of `{key}`" if in_list else f"`{key}`"


_LONGEST_WORD = 60
_MOST_OPTIONS = 1_000
_LIKENESS = 0.6
_SHORTEST_WORD = 3
_LONG_WORD = 9
"""From so many letters on a word may be two letters off; a shorter one would be another word."""


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like ``word``, or None where none is like it.

    Hyphens, underscores, spaces and case make no difference. Long words and long lists are
    not compared, so that a file made to be slow is not. What says the opposite is not like it.
    """
    known = list(dict.fromkeys(options))
    if len(word) > _LONGEST_WORD or len(known) > _MOST_OPTIONS:
        return None
    by_plain_form: dict[str, str] = {}
    for option in known:
        by_plain_form.setdefault(plain_form(option), option)
    plain = plain_form(word)
    import difflib  # noqa: PLC0415  # seldom needed

    found = difflib.get_close_matches(plain, by_plain_form, n=1, cutoff=_LIKENESS)
    return by_plain_form[found[0]] if found and not _reverses(plain, found[0]) else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """“Did you mean `status`?”, or an empty text where nothing is like ``word``."""
    found = nearest(word, options)
    return f"Did you mean `{found}`?" if found is not None else ""


_NOT = frozenset({"not", "no", "non", "never", "nobody", "none", "nor", "without", "cannot"})
_NOT_BEFORE = ("un", "in", "im", "ir", "il", "dis", "non", "not", "no")


def _reverses(word: str, other: str) -> bool:
    """Whether one of two words in plain form says “not” to the other."""
    if _has_not(word) != _has_not(other):
        return True
    apart = _slips(word, other)
    return any(
        min(_slips(word, before + other), _slips(before + word, other)) < min(apart, 2)
        for before in _NOT_BEFORE
        if apart >= len(before)
    )


def _has_not(word: str) -> bool:
    return any(part in _NOT or part.endswith(("n't", "n\u2019t")) for part in word.split())


def very_near(word: str, options: Iterable[str]) -> str | None:
    """The option that was meant where ``word`` has a slip of the pen; None where none is so near.

    One letter may be wrong, missing, too many, or have changed places with the next; in a long
    word two. Where nothing but such a slip is likely, :func:`nearest` would guess at other
    words.
    """
    if len(word) < _SHORTEST_WORD:
        return None
    allowed = 2 if len(word) >= _LONG_WORD else 1
    found = nearest(word, (one for one in options if abs(len(one) - len(word)) <= allowed))
    if found is None or _slips(plain_form(word), plain_form(found)) > allowed:
        return None
    return found


def _slips(word: str, other: str) -> int:
    """How many letters to change, add, leave out or swap with the next, to make one the other."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # seldom needed

    return OSA.distance(word, other)


def plain_form(word: str) -> str:
    """A word without what makes no difference: hyphens, underscores, spaces and case."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
