"""The phrases of documents in ``where/``, and where what is like one stands in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.scalars import Listed, ListedText, Text
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.facts.lookups import gathered
from pitfall_audit.workbench.fact_search import singular, words_of
from pitfall_audit.yaml.document_parts import packaged_data, packaged_document

__all__ = [
    "SUBJECTS", "Match", "Phrase", "PhrasesOfSubject", "like", "phrases_by_subject", "says_no",
    "within",
]  # fmt: skip

SUBJECTS: Final = (
    "documents", "arrangement", "bodies", "seats", "tasks", "joining", "money", "support",
    "interests", "conduct", "outcomes", "happenings", "voices", "words", "remarks",
)  # fmt: skip
"""The files in ``where/``, in the order in which they are told."""
_ALIKE: Final = 0.93
"""How like two words must be, so that one may be taken for the other: *elected*, *election*."""
_SHORTEST_ALIKE: Final = 5
"""Letters that a word must have, so that it may be taken for another."""
_BESIDE_A_KNOWN_WORD: Final = 0.7
"""What a like word counts, where the word itself is known: *selection* beside *election*."""
_NEAR_ENOUGH: Final = 0.28
_ENOUGH_OF_IT: Final = 0.5
_ENOUGH_OF_THE_PHRASE: Final = 0.6
"""How like a phrase must be to be told at all; and how much of either must be in the other."""
_MOST_OF_IT: Final = 0.72
"""How much of a phrase must stand in a sentence that is longer."""
_NO: Final = re.compile(
    r"\b(no|not|nor|never|nobody|none|nothing|without|cannot|un(?:paid|able))\b|n['\u2019]t\b", re.I
)
_AS_A_NAME: Final = 0.9
"""How much the name of a field counts beside the wordings of documents."""
_BESIDE_THE_BEST: Final = 0.6
"""How like it must be beside the best one."""


class Phrase(Model):
    """Something that documents say, and where it goes."""

    says: ListedText[Text]
    place: Text
    write: Text
    near: Text | None = None
    which: Text | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """What to write, by section, each on as many lines as it is kept."""
        parts: list[str] = []
        for line in self.write.strip("\n").splitlines():
            if line.startswith(" "):
                parts[-1] += f"\n{line}"
            else:
                parts.append(line)
        return tuple(parts)

    @property
    def advice(self) -> str:
        """Which of two places to take, and what else to look out for; "" where that is nothing."""
        if self.near is None or self.which is None:
            return self.which or ""
        begins_small = self.which[1:2].islower() or self.which.startswith("A ")
        which = self.which[:1].lower() + self.which[1:] if begins_small else self.which
        return f"Here, or `{self.near}`? Here: {which}"


class PhrasesOfSubject(Model):
    """What documents say of one subject."""

    title: Text
    phrases: Listed[Phrase]


@cache
def phrases_by_subject() -> tuple[PhrasesOfSubject, ...]:
    """All phrases, by subject."""
    return tuple(_subject(name) for name in SUBJECTS)


def _subject(name: str) -> PhrasesOfSubject:
    file = f"where/{name}.yaml"
    read, problems = validate_as(
        PhrasesOfSubject, packaged_document("pitfall_audit.workbench", file)
    )
    if read is None:
        raise RuntimeError(f"{file} can't be read: {problems[0].message}")
    return read


class Match(NamedTuple):
    """A phrase that was found; ``score`` is at most 1."""

    phrase: Phrase
    wording: str
    score: float


class _Wording(NamedTuple):
    phrase: Phrase
    text: str
    words: frozenset[str]
    counts: float


def like(said: str) -> tuple[Match, ...]:
    """The phrases that are like what a document says, the likest first; none where none is.

    Small words count for nothing, and rare ones for more than frequent ones. Each phrase is there
    once, with the one of its wordings that is likest; equals stand in the order of the index.
    """
    wanted = _telling(said)
    near = {word: _alike(word) for word in wanted}
    weights = _weights()
    rarest = max(weights.values())
    asked = {
        word: weights.get(word) or max((weights[one] for one in near[word]), default=rarest)
        for word in sorted(wanted)
    }
    whole = sum(asked.values())
    best: dict[int, Match] = {}
    for at, shared in _shared(near, asked).items():
        wording = _wordings()[at]
        held = _weight(wording.words)
        if shared < _ENOUGH_OF_IT * whole and shared < _ENOUGH_OF_THE_PHRASE * held:
            continue
        score = round(min(1.0, 2 * shared / (whole + held)) * wording.counts, 6)
        known = best.get(id(wording.phrase))
        if score >= _NEAR_ENOUGH and (known is None or score > known.score):
            best[id(wording.phrase)] = Match(wording.phrase, wording.text, score)
    found = sorted(best.values(), key=lambda match: -match.score)
    return tuple(one for one in found if one.score >= found[0].score * _BESIDE_THE_BEST)


def within(said: str) -> tuple[Match, ...]:
    """The phrases of which most stands in a longer sentence, those with most of them first.

    A phrase that says no, as *members are not paid*, stands in a sentence alone that does, and
    the other way round. ``score`` is how much of the sentence's words the phrase accounts for.
    """
    said_no = says_no(said)
    wanted = _telling(said)
    near = {word: _alike(word) for word in wanted}
    weights = _weights()
    own = {word: max((weights[one] for one in near[word]), default=0.0) for word in sorted(wanted)}
    best: dict[int, Match] = {}
    for at, shared in _shared(near, own).items():
        wording = _wordings()[at]
        held = _weight(wording.words)
        if len(wording.words) == 1 or wording.counts < 1 or shared < _MOST_OF_IT * held:
            continue  # of a single word, much else may be said
        if wording.phrase.place.startswith("observations"):
            continue  # what a reader says of a document, it does not say itself
        if says_no(wording.text) != said_no:
            continue
        score = round(shared * min(1.0, shared / held), 6)
        known = best.get(id(wording.phrase))
        if known is None or score > known.score:
            best[id(wording.phrase)] = Match(wording.phrase, wording.text, score)
    return tuple(sorted(best.values(), key=lambda match: -match.score))


def says_no(text: str) -> bool:
    """Whether a text denies something: *members are not paid*."""
    return _NO.search(text) is not None


def _shared(
    near: Mapping[str, Mapping[str, float]], asked: Mapping[str, float]
) -> dict[int, float]:
    """By its number, how much of each wording is in what is asked; those of which nothing is not.

    ``near`` has the words that each word of it may mean, ``asked`` how much each counts.
    """
    found: dict[int, float] = {}
    for word, most in asked.items():
        best: dict[int, float] = {}
        for one, how in near[word].items():
            for at in _having()[one]:
                best[at] = max(best.get(at, 0.0), how)
        for at, how in best.items():
            found[at] = found.get(at, 0.0) + most * how
    return dict(sorted(found.items()))


@cache
def _empty() -> frozenset[str]:
    """Words that every document is full of, and that lead nowhere."""
    return frozenset(packaged_data("pitfall_audit.workbench", "clerk.yaml")["empty"])


def _telling(text: str) -> frozenset[str]:
    """The words of a text that tell anything; all of them, where none does: *should*, *may*."""
    words = words_of(text)
    telling = [word for word in words if word not in _empty()]
    return frozenset(singular(word) for word in telling or words)


@cache
def _alike(word: str) -> Mapping[str, float]:
    """The words of the index that may be meant by a word, and how like it they are."""
    if len(word) < _SHORTEST_ALIKE:
        return {word: 1.0} if word in _weights() else {}
    found: Sequence[tuple[str, float, int]] = process.extract(
        word, _known_words(), scorer=JaroWinkler.similarity, score_cutoff=_ALIKE, limit=None
    )
    others = _BESIDE_A_KNOWN_WORD if word in _weights() else 1.0
    return {one: how if one == word else how * others for one, how, _ in found}


@cache
def _known_words() -> Sequence[str]:
    return sorted(_weights())


@cache
def _weight(words: frozenset[str]) -> float:
    """How much the words of a phrase tell together."""
    return sum(_weights()[word] for word in sorted(words))


@cache
def _wordings() -> tuple[_Wording, ...]:
    """Each wording of each phrase; the name of its field counts for a little less than these."""
    texts = [
        (phrase, text, counts)
        for subject in phrases_by_subject()
        for phrase in subject.phrases
        for text, counts in (*((one, 1.0) for one in phrase.says), (_name(phrase), _AS_A_NAME))
    ]
    # A field that is called by a small word, as `of`, is not found by it.
    cut = [_Wording(phrase, text, _telling(text), counts) for phrase, text, counts in texts]
    return tuple(one for one in cut if one.counts == 1 or not one.words <= _empty())


@cache
def _having() -> Mapping[str, Sequence[int]]:
    """By each word of the index, the wordings that have it."""
    return gathered((word, at) for at, one in enumerate(_wordings()) for word in one.words)


def _name(phrase: Phrase) -> str:
    return phrase.place.rpartition(".")[2].replace("_", " ").removesuffix("[]")


@cache
def _weights() -> Mapping[str, float]:
    """Of each word of the index, how much it tells."""
    wordings = _wordings()
    number = Counter(word for one in wordings for word in one.words)
    return {word: log(1 + len(wordings) / count) for word, count in number.items()}
