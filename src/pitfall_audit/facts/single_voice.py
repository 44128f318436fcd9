"""Finds wording that speaks as if service users, or carers, were of one mind.

What is looked for, and what keeps it from being found, are the words in
``single_voice.yaml`` beside this module. They become expressions that begin with a word and
repeat nothing but the space between words, so that time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["Found", "single_voice_in"]

_MOST_SHOWN = 5
_NEAR = 400  # characters, in which eight words have room
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[&/]")
_SENTENCE_END = re.compile(r"[.!?](?!\w)|\n\s*\n")
_CLAUSE_END = re.compile(r"[;:()—–]|(?<=\s)['’‐‑-](?=\s)")  # noqa: RUF001
_QUOTED = re.compile(
    "|".join(
        rf"(?<!\w){opening}(?=\S).*?(?:{closing}(?!\w)|\Z)"
        for opening, closing in ("“”", "‘’", '""', "«»", "''")  # noqa: RUF001
    ),
    re.DOTALL,
)
# An expression with more in its gaps takes ten times as long to make. So anything but a word may
# stand in one, and what may not is looked for where one was found: no punctuation but hyphens and
# apostrophes within words, and nothing blank.
_GAP = r"\W++"
_BROKEN = re.compile(r"[^\w\s'‐‑&/-]|_|\n[^\S\n]*\n|(?<=\s)['‐‑-](?=\s)")  # noqa: RUF001
_BEGIN = r"(?<!\w)(?<!\w')"
_END = r"(?!\w)(?!'\w)"


class Found(NamedTuple):
    """The phrases of a text, in its own words; ``whole`` is false where it is too long to read."""

    phrases: tuple[str, ...]
    whole: bool


class _Sentence(NamedTuple):
    """A sentence; the same in which what is quoted is blank; and where it begins."""

    text: str
    own: str
    start: int


class _Phrase(NamedTuple):
    """A phrase, with sets of words of each of which a text that has it has one."""

    written: re.Pattern[str]
    needed: tuple[frozenset[str], ...]


class _Wording(NamedTuple):
    """The phrases and guards, made ready once."""

    longest: int
    phrases: tuple[_Phrase, ...]
    guards: dict[str, re.Pattern[str]]


def _any_of(entries: Iterable[str]) -> str:
    """The expression for any of some rows of words, the longest first."""
    rows = sorted((_WORD.findall(one) for one in entries), key=len, reverse=True)
    return f"(?:{'|'.join(map(_GAP.join, rows))})"


@cache
def _wording() -> _Wording:
    """Read ``single_voice.yaml``, when it is first needed."""
    data: Any = packaged_data("pitfall_audit.facts", "single_voice.yaml")
    parts = {name: _any_of(entries) for name, entries in data["lists"].items()}
    joined = "|".join(data["joiners"])
    group, view = parts["GROUP"], parts["VIEW"]
    parts["GROUP"] = rf"{group}(?:(?:{_GAP}(?:{joined}){_GAP}|\s?[&/]\s?){group}){{0,3}}"
    parts["VIEW"] = f"(?P<view>{view})"

    def phrase(row: str) -> _Phrase:
        written, needed = "", []
        for step in row.split():
            name = step.removesuffix("?")
            part = parts.get(name) or _any_of(name.split("|"))
            gap = _GAP if written else ""
            if name == step:
                entries = data["lists"].get(name) or name.split("|")
                needed.append(frozenset(one.split()[0] for one in entries))
            written = f"(?:{written}{gap}{part})" if name == step else f"{written}(?:{gap}{part})?"
        return _Phrase(re.compile(_BEGIN + written + _END, re.IGNORECASE), tuple(needed))

    return _Wording(
        int(data["longest_text"]),
        tuple(map(phrase, data["phrases"])),
        {
            name: re.compile(_BEGIN + _any_of(entries) + _END, re.IGNORECASE)
            for name, entries in data["guards"].items()
        },
    )


def _normal(text: str) -> str:
    """A text of the same length, with apostrophes of one kind, and no possessive with an s."""
    return _POSSESSIVE.sub("  ", text.replace("’", "'"))  # noqa: RUF001


def _sentences(text: str) -> list[_Sentence]:
    own = _normal(_QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), text))
    text = _normal(text)
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    return [_Sentence(text[start:end], own[start:end], start) for start, end in pairwise(starts)]


def _phrases(text: str, names: Iterable[str]) -> Iterator[str]:
    wording, there = _wording(), {*re.findall(r"[^\W_]+", text.casefold())}
    # Most texts lack a word that a phrase needs, which is quick to see.
    phrases = [one.written for one in wording.phrases if not any(map(there.isdisjoint, one.needed))]
    if not phrases:
        return
    sentences, guards = _sentences(text), wording.guards
    named = [_plain(_normal(name)) for name in names]
    differ = [bool(guards["plurality"].search(one.text)) for one in sentences]
    for number, one in enumerate(sentences):
        if any(differ[max(number - 1, 0) : number + 2]) or guards["several"].search(one.text):
            continue
        matches = (match for phrase in phrases for match in phrase.finditer(one.own))
        past, named_here = 0, None
        for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
            if match.start() < past or _BROKEN.search(match[0]):
                continue
            past = match.end()
            if named_here is None:
                plain = _plain(one.text)
                named_here = [name for name in named if name in plain]
            if not _guarded(one.text, match, guards, named_here):
                written = text[one.start + match.start() : one.start + match.end()]
                yield " ".join(written.split())


def _guarded(
    text: str, match: re.Match[str], guards: dict[str, re.Pattern[str]], names: list[str]
) -> bool:
    """Whether something keeps a phrase of a sentence from speaking of one view for all.

    ``names`` are those that stand in the sentence.
    """
    words = _WORD.findall(match[0])
    within = _plain(" ".join(words[1:]))
    view = match.groupdict().get("view")
    if view and view.split()[-1][0].isupper() and not match[0].isupper():
        return True  # a capital letter makes a name of it: the Patient Voice
    ahead = _CLAUSE_END.split(text[max(match.start() - _NEAR, 0) : match.start()])[-1]
    behind = _CLAUSE_END.split(text[match.end() : match.end() + _NEAR])[0]
    gap = re.match(r"(?:[^\S\n]|\n(?![^\S\n]*\n)|['‐‑-](?=\w))+", behind)  # noqa: RUF001
    return bool(
        (gap and guards["titles"].match(behind, gap.end()))
        or any(within in name for name in names)
        or guards["negation"].search(_last(ahead, 8))
        or guards["missing"].search(_first(behind, 8))
        or (words[0].casefold() in ("what", "how") and guards["questions"].search(_last(ahead, 4)))
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


def _last(text: str, words: int) -> str:
    each = [one.start() for one in _WORD.finditer(text)]
    return text[each[-words] :] if len(each) > words else text


def _first(text: str, words: int) -> str:
    each = [one.end() for one in _WORD.finditer(text)]
    return text[: each[words - 1]] if len(each) > words else text


def single_voice_in(text: str, names: Iterable[str] = ()) -> Found:
    """Find where a text speaks of one view, voice or wish for all.

    ``names`` say nothing of anybody's view. At most five phrases are given, each once, as written.
    """
    longest = _wording().longest
    found: dict[str, None] = {}
    for phrase in _phrases(text[:longest], names):
        found.setdefault(phrase)
        if len(found) == _MOST_SHOWN:
            break
    return Found(tuple(found), len(text) <= longest)
