"""What is told to one person: what the files say of them, and what rests on it.

Nothing of anybody else goes in: what is theirs is left out whole, and where they stand in what is
this person's, they are "somebody else". Pure functions of a result and of the data of its files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.engine.result import (
    AuditResult,
    Correction,
    EngagementResult,
    Outcome,
    OutcomeKind,
    RuleSummary,
)
from pitfall_audit.errors import UsageProblem
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.language import Word
from pitfall_audit.report.fact_words import words_by_key
from pitfall_audit.report.matters import about_whom, beside
from pitfall_audit.report.publishing import names_any, people_named, plain
from pitfall_audit.report.screen import did_you_mean
from pitfall_audit.report.wording import date_in_words, first_sentences, joined

__all__ = [
    "ELSE", "LEFT_OUT", "SECTIONS", "PersonPage", "PersonPart", "Rests", "Told", "page_on", "shown",
]  # fmt: skip

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENTRIES: Final = ("promises", "complaints")
"""The sections of which an entry is as much somebody's as what is found of it."""
_WHOSE: Final = ("for", "of", "person")
"""The keys that say whose an entry is, where others are named in it too."""
_Record = tuple[tuple[str, ...], Any]
"""An entry of a file, and the words that lead to it."""
SECTIONS: Final = {"people": "About you", "conflicts": "How a tie is handled"}
"""What sections are called in prose, where that is not their key."""
ELSE: Final = "somebody else"
LEFT_OUT: Final = "(left out: it names somebody else)"


class Told(Struct, frozen=True):
    """An entry of a file that is about somebody: where it stands in words, and what it says."""

    where: str
    says: tuple[tuple[str, str], ...]


class Rests(Struct, frozen=True):
    """An outcome of a ``rule`` that is about somebody: what to do, and what they say of it."""

    rule: str
    kind: OutcomeKind
    says: str
    remedy: str
    accepted: bool
    corrections: tuple[Correction, ...]


class PersonPart(Struct, frozen=True):
    """What one arrangement says of somebody; ``corrections`` answer nothing that is shown."""

    title: str
    organisation: str
    told: tuple[Told, ...]
    rests: tuple[Rests, ...]
    corrections: tuple[Correction, ...]


class PersonPage(Struct, frozen=True):
    """All that is told to one person."""

    person: str
    parts: tuple[PersonPart, ...]


def page_on(person: str, result: AuditResult, files: Mapping[str, Any]) -> PersonPage:
    """Gather what is told to ``person``; ``files`` has the data of every file of the result.

    Raises UsageProblem where nobody has that id, or where it may be more than one person's.
    """
    named = {each.id: dict.fromkeys(people_named(each)) for each in result.arrangements}
    own = [each for each in result.arrangements if person in named[each.id]]
    everybody = {one for ids in named.values() for one in ids if one}
    if not own:
        meant = did_you_mean(person, sorted(everybody))
        raise UsageProblem(
            f"None of the files that were read names anybody {person}.",
            f"did you mean {meant}?" if meant else "write the id that the file uses",
        )
    if len(own) > 1 and len({each.organisation or each.file for each in own}) > 1:
        raise UsageProblem(
            f"{person} stands in files of more than one organisation, and may be two people.",
            "name one of them: " + joined([each.file for each in own], "or"),
        )
    others = {plain(one) for one in everybody if one != person}
    together = [one for each in result.engagements if each.joins for one in each.outcomes]
    rules = {rule.id: rule for rule in result.rules}
    reader = _Reader(person, everybody - {person}, others)
    apart = [files[name] for name in result.ties_files]
    parts = []
    for each in own:
        data = [
            files[each.file],
            *(one for one in apart if one.get("engagement") in (None, each.id)),
        ]
        shared = _known_to_them(data, person)
        # What several files show together is told once.
        outcomes = [*each.outcomes, *(together if each is own[0] else ())]
        entries = [entry for one in data for entry in reader.entries(one, shared)]
        theirs = {
            f"{path[0]}[{record.get('id')}]" for path, record in entries if path[0] in _ENTRIES
        }
        rests = [
            told
            for one in outcomes
            if one.subject in theirs or _is_theirs(one, person, shared, others)
            if (told := reader.rests(one, rules.get(one.rule), each))
        ]
        answered = {said for one in rests for said in one.corrections}
        parts.append(
            PersonPart(
                reader.shown(each.title),
                reader.shown(each.organisation or ""),
                tuple(map(reader.told, entries)),
                tuple(dict.fromkeys(rests)),
                tuple(one for one in each.corrections if one.by == person and one not in answered),
            )
        )
    return PersonPage(person, tuple(parts))


def _known_to_them(data: list[Any], person: str) -> set[str]:
    """Those of whom a tie is the person's own, or is acknowledged by them."""
    ties = [tie for one in data for tie in _entries(one, "ties") if tie.get("of") == person]
    handled = [
        one
        for each in data
        for one in _entries(each, "conflicts")
        if person in _listed(one.get("acknowledged_by"))
    ]
    return {
        str(_bare(one))
        for one in (
            *(tie.get("with") for tie in ties),
            *(party for one in handled for party in _listed(one.get("between"))),
        )
    } - {person}


def _is_theirs(outcome: Outcome, person: str, shared: set[str], others: Collection[str]) -> bool:
    """Whether somebody is told of an outcome: it is about them, and gives away nobody's tie."""
    if person not in about_whom(outcome) or (outcome.outcome == "passed" and not outcome.earned):
        return False
    section, names = read_identity(outcome.subject)
    if section in ("ties", "support"):
        return names[0] == person
    if section == "conflicts":
        return not set(names[:2]).isdisjoint(shared)
    return not (outcome.private and names_any(f"{outcome.label} {outcome.message}", others))


class _Reader:
    """Reads what files say of one person, with everybody else made out of reach."""

    def __init__(self, person: str, others: Collection[str], plain_others: Collection[str]) -> None:
        self.person, self.others, self.plain_others = person, others, plain_others
        ids = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
        self._ids = re.compile(rf"(?<![\w-])(?:{ids or '(?!)'})(?![\w-])")

    def shown(self, text: str) -> str:
        """A text; in its place that it is left out, where it names somebody else."""
        return Word(LEFT_OUT) if names_any(text, self.plain_others) else text

    def rests(
        self, outcome: Outcome, rule: RuleSummary | None, each: EngagementResult
    ) -> Rests | None:
        """An outcome as it is told, with "somebody else" for others; None where it can't be told.

        Where others can be made out all the same, as in words that are quoted, the check's own take
        its place. Of something good there are none: a check is called by what is amiss.
        """
        words = outcome.message if "“" in outcome.message else self._ids.sub(ELSE, outcome.message)
        if rule is None or outcome.outcome not in ("failed", "cannot-tell", "passed"):
            return None
        if names_any(words, self.plain_others):
            words = {"failed": rule.title, "cannot-tell": rule.question}.get(outcome.outcome, "")
        if not words:
            return None
        said = [one for one in beside([outcome], each) if one.by == self.person and one.rule]
        return Rests(
            outcome.rule,
            outcome.outcome,
            words,
            first_sentences(rule.remedy) if outcome.outcome == "failed" else "",
            outcome.accepted is not None,
            tuple(said),
        )

    def told(self, entry: _Record) -> Told:
        """An entry in words."""
        path, record = entry
        shared = path[0] == "conflicts"
        says = dict.fromkeys(
            one for one in self._says(record, whole=shared) if one != ("person", "you")
        )
        where = (SECTIONS.get(path[0], path[0]), *path[1:])
        return Told(_row(map(self._word, where), ", ".join), tuple(says))

    def entries(self, data: dict[str, Any], shared: set[str]) -> Iterator[_Record]:
        """The entries of a file that are about the person."""
        for section, value in data.items():
            yield from self._of_section(section, value, shared)

    def _of_section(self, section: str, value: Any, shared: set[str]) -> Iterator[_Record]:
        if section == "people":
            if isinstance(value, dict) and self.person in value:
                yield (section,), value[self.person]
        elif self._is(value):
            yield (section,), {section: value}
        elif section == "complaints":  # of which nobody else is told, and least whom they are about
            for one in _listed(value):
                if isinstance(one, dict) and self._is(one.get("by")):
                    yield (section,), one
        elif section not in ("corrections", "waivers"):  # beside what they are about
            for path, record in self._records(value, (section,)):
                if section == "bodies":
                    yield path, {key: one for key, one in record.items() if self._is(one)}
                elif section != "conflicts" or not shared.isdisjoint(
                    str(_bare(one)) for one in _listed(record.get("between"))
                ):
                    yield path, record

    def _records(self, value: Any, path: tuple[str, ...]) -> Iterator[_Record]:
        """The smallest entries that name the person and are nobody else's, with where they are."""
        if isinstance(value, dict):
            if any(_bare(value.get(key)) in self.others for key in _WHOSE):
                return
            name = value.get("title") or value.get("id")
            if name and len(path) == 1:
                path = (*path, str(name))
            if any(map(self._is, value.values())):
                yield path, value
                return
            for key, one in value.items():
                yield from self._records(one, (*path, str(key)))
        elif isinstance(value, list):
            for one in value:
                yield from self._records(one, path)

    def _is(self, value: Any) -> bool:
        """Whether a value is the person, or a list in which they stand by themselves."""
        return _bare(value) == self.person or (
            isinstance(value, list) and any(_bare(one) == self.person for one in value)
        )

    def _says(
        self, value: Any, name: str = "", field: str = "", *, whole: bool = False
    ) -> Iterator[tuple[str, str]]:
        """What an entry says; what is somebody else's alone within it only of a ``whole`` one."""
        value = _bare(value)
        if isinstance(value, dict):
            for key, one in value.items():
                word = self._word(str(key))
                within = _row((name, word), ", ".join) if name else word
                yield from self._says(one, within, str(key), whole=whole)
        elif isinstance(value, list):
            bare = [_bare(one) for one in value]
            if texts := [
                self._text(one, field) for one in bare if not isinstance(one, dict | list)
            ]:
                yield name, _row(dict.fromkeys(texts), joined)
            for one in bare:
                if isinstance(one, dict | list) and (whole or not _holds(one, self.others)):
                    yield from self._says(one, name, field, whole=whole)
        elif value is not None:
            yield name, self._text(value, field)

    def _text(self, value: Any, field: str) -> str:
        text = str(value)
        if text in (self.person, *self.others):
            return Word("you" if text == self.person else ELSE)
        if text in words_by_key().get(field, ()):
            return Word(text)
        if _DATE.fullmatch(text):
            return Word(date_in_words(text), lambda: date_in_words(text))
        return self.shown(text)

    def _word(self, key: str) -> str:
        shown = self.shown(key.replace("_", " "))
        return Word(shown) if key in words_by_key() or key in SECTIONS.values() else shown


def shown(text: str) -> str:
    """A text as it is shown in the language spoken: its own words as they are."""
    return text.say() if isinstance(text, Word) else text


def _row(parts: Iterable[str], join: Callable[[list[str]], str]) -> Word:
    """Words and texts in a row."""
    row = [*parts]
    return Word(
        join(row), lambda: join([one.say() if isinstance(one, Word) else one for one in row])
    )


def _bare(value: Any) -> Any:
    """A person who stands as ``{person: asha}``, as their id."""
    return value["person"] if isinstance(value, dict) and [*value] == ["person"] else value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _entries(data: Any, section: str) -> list[dict[str, Any]]:
    return [one for one in _listed(data.get(section)) if isinstance(one, dict)]


def _holds(value: Any, ids: Collection[str]) -> bool:
    """Whether an id stands by itself anywhere in a value."""
    if isinstance(value, dict):
        return any(_holds(one, ids) for one in value.values())
    if isinstance(value, list):
        return any(_holds(one, ids) for one in value)
    return value in ids
