"""What a file says of what is not there: stated to be none, looked for in vain, or read whole.

``none`` and ``not-stated`` are taken out of a file before it is validated. Here they are put
beside the facts of each subject, by the places where those would stand in the file; and so is
what the documents that were read whole should have settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from msgspec.structs import replace

from pitfall_audit.engagement.absence import NONE, NOT_STATED, looked_for
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.sayings import Sayings
from pitfall_audit.facts.subjects import Saying, Silence, Subject, Unsaid
from pitfall_audit.yaml.places import DataPath

__all__ = ["SilenceOfFile"]


class _Gap(NamedTuple):
    """A fact that a subject does not have, and the way to it."""

    route: tuple[str, ...]
    field: FactField


class _Made(NamedTuple):
    """A fact that was made of what is not stated, and what there is where that would stand."""

    route: str
    field: FactField
    stated: Model | tuple[Any, ...] | None

    @property
    def may_be_said(self) -> bool:
        """Whether words can speak for it: where a part is stated to be a no, that stands."""
        return not isinstance(self.stated, Model) or False not in self.stated.__dict__.values()


class _Step(NamedTuple):
    """What is stated at a path, None for nothing; the source nearest above, and how far down the
    innermost record is that the file has."""

    stated: Any
    cited: str | None
    records_down: int


class SilenceOfFile:
    """What one file, and the ties beside it, say of what is not there.

    Many subjects stand at one place, and so what was found there is kept.
    """

    def __init__(self, arrangement: Arrangement, sayings: Sayings) -> None:
        ties = arrangement.ties_file
        self._arrangement = arrangement
        self._engagement = arrangement.engagement
        self._absences = arrangement.engagement.absences
        self._of_ties = ties.absences if ties is not None else {}
        self._documents = arrangement.documents
        self._sayings = sayings
        self._steps: dict[DataPath, _Step] = {(): _Step(self._engagement, None, 0)}
        self._said: dict[tuple[DataPath, str | None], Saying | None] = {}
        # Of a whole section, what is said in one of its entries is true of that one alone.
        self._weak_below: dict[DataPath, Saying] = {}
        for path, saying in sayings.weak.items():
            for end in range(2, len(path)):
                self._weak_below.setdefault(path[:end], saying)

    def beside(self, subject: Subject, shape: FactShape) -> Subject:
        """The subject with what is known of the facts that it does not have."""
        published = subject.described_from == "published-documents"
        counts = bool(self._documents) and published
        if not counts and not self._absences and not self._of_ties and not self._sayings:
            return subject
        in_words: dict[str, Saying] = {}
        unsaid: dict[str, Unsaid] = {}
        absent: dict[str, str] = {}
        words: list[_Gap] = []
        settled: list[tuple[_Gap, Any]] = []
        for gap in _gaps(shape, subject.facts, ()):
            saying = self._saying(subject, gap.field) if self._sayings else None
            if saying is not None:
                in_words[".".join(gap.route)] = saying
            said, itself = self._said_of(subject, gap.field)
            if saying is not None and saying.strength is not None:
                said = None
            document = self._unsaid(subject, gap.field, said == NOT_STATED) if counts else None
            if document is not None:
                unsaid[".".join(gap.route)] = document
            if said is None:
                continue
            if said == NONE and gap.field.repeated:
                settled.append((gap, []))
                continue
            if said == NONE and itself and gap.field.kind == "yes or no":
                # Whether there is one, of what there is none of.
                settled.append((gap, False))
                continue
            absent[".".join(gap.route)] = said
            if said == NONE and gap.field.kind == "text":
                words.append(gap)
        facts = _filled(subject.facts, settled)
        made = list(self._of_silence(subject, shape, subject.facts))
        in_words |= {
            one.route: saying
            for one in made
            if self._sayings and (saying := self._saying(subject, one.field)) is not None
        }
        return replace(
            subject,
            facts=facts,
            silence=Silence(
                absent=frozenset(name for name, said in absent.items() if said == NONE),
                not_found=frozenset(name for name, said in absent.items() if said != NONE),
                unsaid=unsaid,
                resting=self._resting(subject, made) if published else {},
                facts_in_words=_filled(facts, [(gap, NONE) for gap in words]) if words else None,
                in_words=in_words,
                said_about=self._sayings.about,
                of_silence=frozenset(one.route for one in made if one.may_be_said)
                if self._sayings
                else frozenset(),
            ),
        )

    def _said_of(self, subject: Subject, field: FactField) -> tuple[str | None, bool]:
        """What is said of a field at its place, or of a record that it would be in.

        Beside it: whether it is said of the field itself.
        """
        if not self._absences and not self._of_ties:
            return None, False
        name, keys = _place(field.fact.field)
        # What is true of one holder goes before what is true of the role.
        for anchor_name in ("holder", "role") if name == "role" else (name,):
            anchor = subject.anchors.get(anchor_name)
            if anchor is None or (anchor_name != name and not isinstance(anchor.path[-1], int)):
                continue
            absences = self._of_ties if anchor.in_ties_file else self._absences
            path = (*anchor.path, *keys)
            for end in range(len(path), 0, -1):
                said = absences.get(path[:end])
                if said == NOT_STATED and self._may_stand_unread(path, field):
                    return None, False
                if said is not None:
                    return said, end == len(path)
        return None, False

    def _may_stand_unread(self, path: DataPath, field: FactField) -> bool:
        """Whether what was looked for may stand in a paper that was not read to its end."""
        body = self._arrangement.body_at(path)
        return self._documents.may_say(field.fact.field, self._step(path).cited, body)

    def _unsaid(self, subject: Subject, field: FactField, sought: bool) -> Unsaid | None:
        """What was read whole that should have said what stands at a field, or None.

        What was ``sought`` in vain may stand in no paper that should say it.
        """
        name, keys = _place(field.fact.field)
        anchor = subject.anchors.get(name)
        path = () if anchor is None else (*anchor.path, *keys)
        body, cited = self._arrangement.body_at(path), self._at(subject, field)[1]
        found = self._documents.settling(field.fact.field, cited, body)
        if found is None and sought:
            found = self._documents.read_whole(cited, body)
        bodies = found.bodies if found is not None and subject.kind == "engagement" else ()
        return found and Unsaid(found.words, self._labels(bodies))

    def _labels(self, bodies: Collection[str]) -> str:
        """Bodies in words, in the order of the file."""
        label = self._arrangement.body_label
        *others, last = [label(one) for one in self._arrangement.bodies if one in bodies] or [""]
        return " and ".join([", ".join(others), last]) if others else last

    def _at(self, subject: Subject, field: FactField) -> tuple[Any, str | None]:
        """What is stated where a field stands, None for nothing; and the source nearest above."""
        name, keys = _place(field.fact.field)
        anchor = subject.anchors.get(name)
        return (None, None) if anchor is None else self._step((*anchor.path, *keys))[:2]

    def _step(self, path: DataPath) -> _Step:
        found = self._steps.get(path)
        if found is None:
            above, step = self._step(path[:-1]), path[-1]
            record = above.stated
            if isinstance(record, Model):
                record = getattr(record, str(step), None)
            elif isinstance(record, Mapping):
                record = record.get(step)
            else:
                record = record[step] if record and isinstance(step, int) else None
            source = getattr(record, "source", None)
            found = self._steps[path] = _Step(
                record,
                above.cited if source is None else source.id or above.cited,
                len(path) if isinstance(record, Model) else above.records_down,
            )
        return found

    def _saying(self, subject: Subject, field: FactField) -> Saying | None:
        """What is said in words where a field stands: of itself, or beside it in its record."""
        name, keys = _place(field.fact.field)
        for anchor_name in ("holder", "role") if name == "role" else (name,):
            anchor = subject.anchors.get(anchor_name)
            if anchor is None or anchor.in_ties_file:
                continue
            at = ((*anchor.path, *keys), field.fact.field)
            if at not in self._said:
                self._said[at] = self._said_at(*at)
            if (found := self._said[at]) is not None:
                return found
        return None

    def _said_at(self, path: DataPath, field: str | None) -> Saying | None:
        for end in range(len(path), 0, -1):
            found = self._sayings.weak.get(path[:end])
            if found is not None:
                return found
        if (lower := self._weak_below.get(path)) is not None:
            return lower
        found = self._sayings.beside.get(path[: self._step(path).records_down])
        return found if found is not None and found.speaks_of(field) else None

    def _of_silence(
        self, subject: Subject, shape: FactShape, facts: Mapping[str, Any], before: str = ""
    ) -> Iterator[_Made]:
        """The facts that were made of what is not stated, as far as it is not."""
        for name, field in shape.fields.items():
            if name not in facts:
                continue
            route = f"{before}{name}"
            if field.fact.of_silence:
                stated = self._at(subject, field)[0]
                # A plain answer is no silence; a record may leave things out.
                if stated is None or isinstance(stated, Model | tuple):
                    yield _Made(route, field, stated)
            elif field.shape is not None and isinstance(facts[name], Mapping):
                yield from self._of_silence(subject, field.shape, facts[name], f"{route}.")

    def _resting(self, subject: Subject, made: Sequence[_Made]) -> Mapping[str, Unsaid]:
        """The facts that were made of what a document does not say, with that document."""
        found = (
            (one.route, self._unsaid(subject, one.field, self._sought(subject, one.field)))
            for one in made
        )
        return {route: document for route, document in found if document is not None}

    def _sought(self, subject: Subject, field: FactField) -> bool:
        """Whether a field, or a part of what stands there, was looked for and is not there."""
        if self._said_of(subject, field)[0] == NOT_STATED:
            return True
        name, keys = _place(field.fact.field)
        anchor = subject.anchors.get(name)
        path = () if anchor is None else (*anchor.path, *keys)
        return bool(path) and next(looked_for(self._absences, path), None) is not None


@cache
def _place(field: str | None) -> tuple[str, tuple[str, ...]]:
    """The anchor of a field, and the keys from there."""
    name, *keys = (field or "").split(".")
    return name, tuple(keys)


def _gaps(shape: FactShape, facts: Mapping[str, Any], route: tuple[str, ...]) -> Iterator[_Gap]:
    for name, field in shape.fields.items():
        here = (*route, name)
        if name not in facts:
            if field.fact.field is not None:
                yield _Gap(here, field)
        elif field.shape is not None and isinstance(facts[name], Mapping):
            yield from _gaps(field.shape, facts[name], here)


def _filled(facts: Mapping[str, Any], values: Sequence[tuple[_Gap, Any]]) -> Mapping[str, Any]:
    """The facts with values where there were none; what is not touched is shared."""
    filled: Mapping[str, Any] = facts
    for gap, value in values:
        filled = _with(filled, gap.route, value)
    return filled


def _with(facts: Mapping[str, Any], route: tuple[str, ...], value: Any) -> dict[str, Any]:
    first, *rest = route
    return {**facts, first: _with(facts[first], tuple(rest), value) if rest else value}
