"""Whose experience a title shows that a role is for, by the words in ``capacity_words.yaml``.

A title is cut into words once. A phrase counts only where all that follows it belongs to a seat,
or to a body made up of such people: a patient member is a patient, a patient liaison officer
is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast, get_args

from pitfall_audit.engagement.model.vocabulary import Capacity
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["Taken", "is_plain", "taken_from_body", "taken_from_role"]

_BREAK = "|"
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[,;:()\[\]–—]|\s-\s")  # noqa: RUF001
_APOSTROPHE = re.compile(r"['’]")  # noqa: RUF001
_ARTICLES = frozenset({"the", "our", "a", "an"})
_LONGEST_TITLE = 200


class Taken(NamedTuple):
    """What a title shows: its words that say so, and the capacity, None where the kind is open."""

    words: str
    capacity: Capacity | None


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def taken_from_role(title: str) -> Taken | None:
    """What the title of a role shows; None where it names nobody, or is that of a post."""
    return _taken(title, _of("seats"))


@lru_cache(maxsize=1024)
def taken_from_body(title: str) -> Taken | None:
    """What the title of a body shows of those who make it up; None where it shows nothing."""
    return _taken(title, _of("bodies"))


def is_plain(title: str) -> bool:
    """Whether a role is called a member or the like, and nothing beside that."""
    words = [word.text for word in _cut(title)]
    return bool(words) and _of("plain").issuperset(words)


def _taken(title: str, may_follow: Set[str]) -> Taken | None:
    words = _cut(title)
    of_phrases = _of_phrases(words)
    if any(word.text in _of("posts") and word not in of_phrases for word in words):
        return None
    kinds: list[Capacity | None] = []
    start, end, at = None, 0, 0
    while at < len(words):
        length, kind = _phrase_at(words, at)
        if not length:
            at += 1
            continue
        if _is_about(words, at):
            return None
        start = words[at].start if start is None else start
        kinds.append(kind)
        at += length
        while at < len(words) and words[at].text in may_follow and not _phrase_at(words, at)[0]:
            at += 1
        end = _last_said(words, at).end
        if (
            at < len(words)
            and not _phrase_at(words, at)[0]
            and not (words[at].text == _BREAK or words[at].text in _of("ends"))
        ):
            return None
    if start is None:
        return None
    return Taken(title[start:end].casefold(), kinds[0] if len(set(kinds)) == 1 else None)


def _cut(title: str) -> Sequence[_Word]:
    """The words of a title in lower case, without apostrophes; and what parts them."""
    found = []
    for match in _TOKEN.finditer(title[:_LONGEST_TITLE]):
        text = match.group()
        is_word = text[0].isalnum()
        plain = _APOSTROPHE.sub("", text.casefold()) if is_word else _BREAK
        found.append(_Word(plain, match.start(), match.end()))
    return found


def _of_phrases(words: Sequence[_Word]) -> Set[_Word]:
    """Those words that belong to a phrase: of `self-advocate` neither is that of a post."""
    return {word for at in range(len(words)) for word in words[at : at + _phrase_at(words, at)[0]]}


def _phrase_at(words: Sequence[_Word], at: int) -> tuple[int, Capacity | None]:
    """How many words the longest phrase has that begins at a word, and whose it is; 0 for none."""
    for phrase, kind in _by_length():
        if tuple(word.text for word in words[at : at + len(phrase)]) == phrase:
            return len(phrase), kind
    return 0, None


def _is_about(words: Sequence[_Word], at: int) -> bool:
    """Whether what stands before a phrase makes the title one about them."""
    before = next((word.text for word in reversed(words[:at]) if word.text not in _ARTICLES), None)
    return before in _of("about")


def _last_said(words: Sequence[_Word], at: int) -> _Word:
    """The last word before a place that says something: no `and`, `the` or comma."""
    idle = {*_ARTICLES, "and", "or", _BREAK}
    return next(word for word in reversed(words[:at]) if word.text not in idle)


@cache
def _of(name: str) -> frozenset[str]:
    """The words that ``capacity_words.yaml`` has under a name."""
    return frozenset(_data()[name])


@cache
def _by_length() -> Sequence[tuple[tuple[str, ...], Capacity | None]]:
    """Each phrase of ``capacity_words.yaml`` as its words, the longest first."""
    return sorted(_phrases(_data()["phrases"]), key=lambda one: -len(one[0]))


def _data() -> Mapping[str, Any]:
    return packaged_data("pitfall_audit.facts", "capacity_words.yaml")


def _phrases(
    by_kind: Mapping[str, Sequence[str]],
) -> Iterator[tuple[tuple[str, ...], Capacity | None]]:
    for kind, phrases in by_kind.items():
        capacity = cast(Capacity, kind) if kind in get_args(Capacity) else None
        for phrase in phrases:
            yield tuple(phrase.split()), capacity
