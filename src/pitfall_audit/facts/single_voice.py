"""Finds wording that speaks as if service users, or carers, were of one mind.

What is looked for, and what keeps it from being found, are the words in
``single_voice.yaml`` beside this module. A text is cut into words once, and each word is
compared with the beginnings of phrases, so that time grows with the length of the text
alone, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from msgspec import Struct

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.records import Field
from pitfall_audit.engagement.model.scalars import Count, ListedText, Text
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.yaml.document_parts import packaged_document

__all__ = ["Found", "Names", "known_names", "single_voice_in"]

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_|\n\s*\n")  # noqa: RUF001
_ENDS = frozenset(".!?")
_CLAUSE_ENDS = frozenset(";:()—–")  # noqa: RUF001
_SILENT = frozenset("'’-‐‑")  # noqa: RUF001  # apostrophes and hyphens, whichever is typed
_QUOTES = {"“": "”", "‘": "’", '"': '"', "«": "»", "'": "'"}  # noqa: RUF001
_LONGEST_NAME = 12


class Word(Struct):
    """A word of a text: its form to compare, where it stands, and in what it stands."""

    form: str
    start: int
    end: int
    sentence: int
    clause: int
    run: int
    quoted: bool
    first: bool
    named: bool = False


def _form(piece: str) -> str:
    word = piece.casefold().replace("’", "'")  # noqa: RUF001
    return word.removesuffix("'s")


def words_of(text: str) -> list[Word]:
    """The words of a text. Words of one ``run`` have no punctuation between them."""
    words: list[Word] = []
    sentence = clause = run = 0
    closing: str | None = None
    first = True
    for piece in _PIECE.finditer(text):
        sign, start, end = piece[0], piece.start(), piece.end()
        if sign[0].isalnum() or sign in "&/":
            words.append(Word(_form(sign), start, end, sentence, clause, run,
                               closing is not None, first))  # fmt: skip
            first = False
            continue
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if closing is not None and sign == closing and not after.isalnum():
            closing = None
        elif closing is None and sign in _QUOTES and not before.isalnum() and not after.isspace():
            closing = _QUOTES[sign]
            first = True
        if sign in _SILENT and (before.isalnum() or after.isalnum()):
            continue
        run += 1
        if sign in _CLAUSE_ENDS or (sign in _SILENT and before.isspace()):
            clause += 1
        elif sign.isspace() or (sign in _ENDS and not after.isalnum()):
            sentence += 1
            clause += 1
            first = True
    return words


class Entries:
    """Rows of words to be found at a place in a text, the longest first."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            row = tuple(word.form for word in words_of(entry))
            if row:
                self.by_first.setdefault(row[0], []).append(row)
        for rows in self.by_first.values():
            rows.sort(key=len, reverse=True)

    def at(self, words: Sequence[Word], index: int) -> int | None:
        """Where the entry that begins at a word ends; None where none does."""
        if index >= len(words):
            return None
        for row in self.by_first.get(words[index].form, ()):
            end = index + len(row)
            within = words[index:end]
            if tuple(word.form for word in within) == row and within[-1].run == within[0].run:
                return end
        return None


class Names(Struct, frozen=True, dict=True):
    """Names and titles, whose words say nothing of anybody's view.

    They are cut into words when that is first asked for, as it is for few files. Of a name, the
    first twelve words count.
    """

    names: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> frozenset[tuple[str, ...]]:
        """The words of each name."""
        rows = {tuple(word.form for word in words_of(name)[:_LONGEST_NAME]) for name in self.names}
        return frozenset(rows - {()})

    @cached_property
    def lengths(self) -> dict[str, frozenset[int]]:
        """For each word that a name begins with, how many words such names have."""
        lengths: dict[str, set[int]] = {}
        for row in self.rows:
            lengths.setdefault(row[0], set()).add(len(row))
        return {first: frozenset(all_) for first, all_ in lengths.items()}


def known_names(names: Iterable[str]) -> Names:
    """Make names ready to be left out of texts."""
    return Names(tuple(names))


def mark_names(words: Sequence[Word], names: Names) -> None:
    """Mark the words that stand in a name."""
    for index, word in enumerate(words):
        for length in names.lengths.get(word.form, ()):
            within = words[index : index + length]
            if tuple(one.form for one in within) in names.rows:
                for one in within:
                    one.named = True


class Guards(Model):
    """Words that keep a phrase from being found."""

    titles: ListedText[Text]
    plurality: ListedText[Text]
    several: ListedText[Text]
    negation: ListedText[Text]
    missing: ListedText[Text]
    questions: ListedText[Text]


class Wording(Model):
    """The phrases and guards, as ``single_voice.yaml`` writes them."""

    longest_text: Count
    phrases: ListedText[Text] = Field(min_length=1)
    lists: dict[str, ListedText[Text]]
    joiners: ListedText[Text]
    guards: Guards


class Found(NamedTuple):
    """The phrases of a text, in its own words; ``whole`` is false where it is too long to read."""

    phrases: tuple[str, ...]
    whole: bool


_PLAIN_WORD = re.compile(r"[^\W_]+")
_MOST_SHOWN = 5

# --- phrases --------------------------------------------------------------------------


class _Step(NamedTuple):
    entries: Entries
    optional: bool
    name: str


class _Finder:
    """The phrases and guards, made ready once."""

    def __init__(self, wording: Wording) -> None:
        self.longest = wording.longest_text
        self.joiners = frozenset(wording.joiners)
        lists = {name: Entries(entries) for name, entries in wording.lists.items()}
        self.phrases = [
            [self._step(part, lists) for part in phrase.split()] for phrase in wording.phrases
        ]
        # Of each phrase, the words of which one must be there, for each step that must be.
        self.needed = [
            [frozenset(step.entries.by_first) for step in steps if not step.optional]
            for steps in self.phrases
        ]
        self.needed_by_all = frozenset.intersection(*map(frozenset, self.needed))
        guards = wording.guards
        self.titles = Entries(guards.titles)
        self.plurality = Entries(guards.plurality)
        self.several = Entries(guards.several)
        self.negation = Entries(guards.negation)
        self.missing = Entries(guards.missing)
        self.questions = Entries(guards.questions)

    @staticmethod
    def _step(part: str, lists: dict[str, Entries]) -> _Step:
        name = part.removesuffix("?")
        entries = lists.get(name) or Entries(name.split("|"))
        return _Step(entries, part.endswith("?"), name)

    def find(self, text: str, names: Names) -> Iterator[str]:
        there = set(_PLAIN_WORD.findall(text.casefold()))
        # NOTE: most texts lack a word that every phrase needs, which is quick to see.
        if any(map(there.isdisjoint, self.needed_by_all)):
            return
        if all(any(map(there.isdisjoint, needed)) for needed in self.needed):
            return
        words = words_of(text)
        mark_names(words, names)
        plural = self._plural_sentences(words)
        index = 0
        while index < len(words):
            end, view = self._longest(words, index)
            if end is None:
                index += 1
                continue
            if not self._guarded(words, index, end, view, text) and (
                words[index].sentence not in plural
            ):
                yield " ".join(text[words[index].start : words[end - 1].end].split())
            index = end

    def _longest(self, words: Sequence[Word], index: int) -> tuple[int | None, int | None]:
        """Where the longest phrase that begins at a word ends, and where its view stands."""
        best: tuple[int | None, int | None] = (None, None)
        for steps in self.phrases:
            end, view = self._phrase(words, index, steps)
            if end is not None and (best[0] is None or end > best[0]):
                best = end, view
        return best

    def _phrase(
        self, words: Sequence[Word], index: int, steps: Sequence[_Step]
    ) -> tuple[int | None, int | None]:
        here, view = index, None
        for step in steps:
            end = step.entries.at(words, here)
            if end is not None and step.name == "GROUP":
                end = self._joined(words, end, step.entries)
            if end is not None and here > index and words[here].run != words[index].run:
                end = None
            if end is None:
                if step.optional:
                    continue
                return None, None
            if step.name == "VIEW":
                view = end - 1
            here = end
        return here, view

    def _joined(self, words: Sequence[Word], end: int, groups: Entries) -> int:
        """Past the groups that are joined to one by “and” and the like, three at most."""
        for _ in range(3):
            if end >= len(words) or words[end].form not in self.joiners:
                break
            further = groups.at(words, end + 1)
            if further is None:
                break
            end = further
        return end

    # --- guards

    def _plural_sentences(self, words: Sequence[Word]) -> set[int]:
        """The sentences in which, or beside which, it is said that people differ."""
        plural: set[int] = set()
        for index, word in enumerate(words):
            if self.several.at(words, index) is not None:
                plural.add(word.sentence)
            if self.plurality.at(words, index) is not None:
                plural.update((word.sentence - 1, word.sentence, word.sentence + 1))
        return plural

    def _guarded(
        self, words: Sequence[Word], start: int, end: int, view: int | None, text: str
    ) -> bool:
        within = words[start:end]
        if any(word.quoted for word in within) or all(word.named for word in within[1:]):
            return True
        behind = end < len(words) and words[end].run == words[end - 1].run
        if behind and self.titles.at(words, end) is not None:
            return True
        if view is not None and _is_name(words[view], within, text):
            return True
        if self._ahead(words, start, 8, self.negation):
            return True
        after = range(end, min(end + 6, len(words)))
        if any(
            words[index].clause == words[start].clause and self.missing.at(words, index) is not None
            for index in after
        ):
            return True
        asks = words[start].form in ("what", "how")
        return asks and self._ahead(words, start, 4, self.questions)

    @staticmethod
    def _ahead(words: Sequence[Word], start: int, most: int, guard: Entries) -> bool:
        """Whether a guard stands a few words ahead, in the same clause."""
        return any(
            words[index].clause == words[start].clause and guard.at(words, index) is not None
            for index in range(max(start - most, 0), start)
        )


def _is_name(view: Word, within: Sequence[Word], text: str) -> bool:
    """Whether a capital letter makes a name of it: the Patient Voice, but not THE PATIENT VOICE."""
    if view.first or not text[view.start].isupper():
        return False
    return not all(text[word.start : word.end].isupper() for word in within)


@cache
def _finder() -> _Finder:
    """Read ``single_voice.yaml``, when it is first needed."""
    document = packaged_document("pitfall_audit.facts", "single_voice.yaml")
    wording, problems = validate_as(Wording, document)
    if wording is None:
        raise RuntimeError(f"single_voice.yaml is not valid: {problems[0].message}")
    return _Finder(wording)


def single_voice_in(text: str, names: Names | None = None) -> Found:
    """Find where a text speaks of one view, voice or wish for all.

    ``names`` are left out of it. At most five phrases are given, each once, as written.
    """
    finder = _finder()
    found: dict[str, None] = {}
    for phrase in finder.find(text[: finder.longest], names or Names()):
        found.setdefault(phrase)
        if len(found) == _MOST_SHOWN:
            break
    return Found(tuple(found), len(text) <= finder.longest)
