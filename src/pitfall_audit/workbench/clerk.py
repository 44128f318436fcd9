"""What a sentence of a document speaks of, and in which fields that may stand.

Nothing is understood: words are looked for, and phrases that documents have. What is proposed is
for somebody to confirm who has read the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.engagement.model.scalars import FLAG, ID, Scalar
from pitfall_audit.engagement.spots import Proposed, field_named
from pitfall_audit.workbench.where_search import Match, says_no, within
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text

__all__ = ["UNKNOWN", "Spoken", "spoken_of"]

UNKNOWN: Final = "…"
"""Stands in a proposal for what the sentence does not tell, or only a reader can."""
_MOST_PROPOSED: Final = 2
_BEFORE: Final = 20
_BESIDE_THE_BEST: Final = 0.6
_OF_NO_FIELD: Final = ("sources", "also_says", "said_differently", "described_from", "organisation")
"""Fields on the papers themselves: a reader says these of the whole, and not of one sentence."""
_UNITS: Final = ("unit", "per")
_LONGEST_VALUE: Final = 6
"""Words that a value has at most: *the second half of 2026*."""
_WORDS: Final = re.compile(r"[^\s,;:()“”\"]+")
_YEAR: Final = re.compile(r"(19|20)\d\d")
_SUM: Final = re.compile(r"[£€]\s?\d+(?:,\d{3})*(?:\.\d+)?")
_HALF_DAY: Final = re.compile(r"half(?: a)? day")
_OF_NUMBER: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|one|once|twice|every|each|week"
    r"|month|quarter|annual|year|fortnight|dai|spring|summer|autumn|winter)",
    re.IGNORECASE,
)
"""What a value has that is no word of a field: a number, or a stretch of time."""


class Spoken(Struct, frozen=True):
    """What a sentence speaks of: subjects by their titles, and how firmly it says it.

    ``about`` is the subject as `also_says` has it. What is ``proposed`` has `UNKNOWN` in it where
    something is not told.
    """

    subjects: tuple[str, ...]
    about: str
    proposed: tuple[Proposed, ...]
    strength: str


def spoken_of(sentence: str, lead: str = "") -> Spoken | None:
    """What a sentence speaks of that matters here; None where it is nothing.

    ``lead`` is what an item of a list goes on from: *Members will:*
    """
    turns = [one for one in _turns() if one.is_in(f"{lead} {sentence}")]
    found = [one for one in within(f"{lead} {sentence}".strip()) if _is_proposed(one)]
    best = [*(one.place for one in turns), *(one.phrase.place for one in found)]
    subjects = [*filter(None, map(_subject_of, best[:1]))]
    subjects += [name for name, words in _words().items() if words.search(sentence)]
    if not subjects:
        return None
    near = [one for one in found if one.score >= found[0].score * _BESIDE_THE_BEST]
    proposals = [
        *(_proposed(one.place, one.write, sentence) for one in turns),
        *(_of_phrase(one, sentence) for one in near),
    ]
    by_place = {one.place: one for one in reversed(proposals)}
    named = [_data()["subjects"][name] for name in dict.fromkeys(subjects)]
    return Spoken(
        tuple(one["title"] for one in named),
        named[0]["about"],
        tuple([*reversed(by_place.values())][:_MOST_PROPOSED]),
        next((name for name, word in _strengths().items() if word.search(sentence)), ""),
    )


def _is_proposed(match: Match) -> bool:
    return not match.phrase.place.startswith((*_OF_NO_FIELD, *_data()["not_proposed"]))


class _Turn(Struct, frozen=True):
    """A turn of phrase, and what is written where it stands."""

    place: str
    says: re.Pattern[str]
    write: Any

    def is_in(self, sentence: str) -> bool:
        """Whether it stands there, and is not denied: *has no voting rights*."""
        found = self.says.search(sentence)
        if found is None or says_no(self.says.pattern):
            return found is not None
        return not says_no(sentence[max(0, found.start() - _BEFORE) : found.end()])


@cache
def _turns() -> tuple[_Turn, ...]:
    return tuple(
        _Turn(one["place"], re.compile(one["says"], re.IGNORECASE), one["write"])
        for one in _data()["turns"]
    )


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = packaged_data("pitfall_audit.workbench", "clerk.yaml")
    return data


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"(?<![^\W_])(?:{'|'.join(one['words'])})", re.IGNORECASE)
        for name, one in _data()["subjects"].items()
    }


@cache
def _strengths() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        for name, words in _data()["strengths"].items()
    }


def _subject_of(place: str) -> str | None:
    """The subject to which a field belongs: that of which the longest beginning is named."""
    fits = [
        (len(one), name)
        for name, subject in _data()["subjects"].items()
        for one in subject["places"]
        if place.startswith(one)
    ]
    return max(fits)[1] if fits else None


def _proposed(place: str, example: Any, sentence: str) -> Proposed:
    value = _adapted(example, field_named(place), sentence)
    return Proposed(place, value, UNKNOWN not in str(value))


def _of_phrase(match: Match, sentence: str) -> Proposed:
    place = match.phrase.place
    document = read_text(match.phrase.write, "phrase")
    assert isinstance(document, Document)  # noqa: S101  # a test reads every phrase
    return _proposed(place, _along(document.data, place.split(".")), sentence)


def _along(data: Any, steps: Sequence[str]) -> Any:
    """What stands at a place in an example; of several entries in the first that has it."""
    if not steps or data is None:
        return data
    step, *rest = steps
    inner = data.get(step.removesuffix("[]")) if isinstance(data, dict) else None
    if not step.endswith("[]") or not rest:
        return _along(inner, rest)
    entries = [*inner.values()] if isinstance(inner, dict) else inner or []
    return next((found for one in entries if (found := _along(one, rest)) is not None), None)


def _adapted(example: Any, field: FieldOutline, sentence: str) -> Any:
    """An example as the sentence has it: words of a field stay, the rest is looked for in it."""
    if isinstance(example, list):
        said = sentence.casefold()
        named = [one for one in example if isinstance(one, str) and one in said] or example
        return [_adapted(one, field, sentence) for one in named]
    if isinstance(example, dict):
        fields = outline(field.model) if field.model is not None else {}
        return {
            key: _adapted(value, fields[key], sentence)
            for key, value in example.items()
            if key in fields and key != "id"
        } or UNKNOWN
    field = field.said_alone
    flags = ("yes", "no", "none", "true", "false")
    if field.key in _UNITS and (unit := _unit(field.words, sentence)):
        return unit
    if example in field.words or (
        example in flags and (FLAG in field.scalars or example == "none")
    ):
        return example
    return next(filter(None, (_told(scalar, sentence) for scalar in field.scalars)), UNKNOWN)


def _unit(words: Sequence[str], sentence: str) -> str:
    """Per what something is, where the sentence says so: first what stands behind the sum."""
    said = _HALF_DAY.sub("half-day", sentence.casefold())
    behind = said[found.end() :] if (found := _SUM.search(said)) else said
    for text in (behind, said):
        places = {text.find(one): one for one in sorted(words) if one in text}
        if places:
            return places[min(places)]
    return ""


def _told(scalar: Scalar, sentence: str) -> str:
    """What a sentence tells in the form of a scalar; "" for nothing, and of any text."""
    if scalar in (FLAG, ID) or re.fullmatch(scalar.pattern, "any words at all") is not None:
        return ""
    sums = [found[0] for found in _SUM.finditer(sentence)]
    for text in (*sums, *_stretches(sentence)):
        fits = _OF_NUMBER.search(text) and not _YEAR.fullmatch(text)
        if fits and re.fullmatch(scalar.pattern, text, re.IGNORECASE):
            return text
    return ""


def _stretches(sentence: str) -> Iterator[str]:
    """Stretches of a sentence, the longest first."""
    words = [*_WORDS.finditer(sentence)]
    for length in range(_LONGEST_VALUE, 0, -1):
        for at in range(len(words) - length + 1):
            yield sentence[words[at].start() : words[at + length - 1].end()].rstrip(".")
