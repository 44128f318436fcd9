"""Facts about what is good: what is said to be done well, and what a field states.

What is good to state, and how it is then told, stands in ``good_practice.yaml``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Required

from pitfall_audit.engagement.model import Body, Promise, Role, SourceDocument
from pitfall_audit.engagement.model.all_records import Standing
from pitfall_audit.engagement.model.base import Citation, Model
from pitfall_audit.engagement.model.part_dates import as_written
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.facts.arrangement import Arrangement, gathered, in_words, is_yes, shortened, slug
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import DataPath

__all__ = ["GoodPractice", "MeritFacts", "good_practice", "merit_subjects"]


class MeritFacts(TypedDict, total=False):
    """Something good that is stated, or is said to be done well."""

    label: Required[str]
    in_a_field: Required[bool]
    told: Required[str]
    rests_on_somebody: bool


class GoodPractice(NamedTuple):
    """Something good that a field may state: what has to stand there, and what is then said.

    ``about`` is the pitfall that it keeps people from. ``unless`` names another field of the
    record, and what must not stand there; ``unless_said`` a matter of which its ``says`` must not
    speak.
    """

    about: str
    record: str
    field: str
    says: str
    value: str | None
    several: bool
    unless: tuple[str, str] | None = None
    unless_said: str | None = None

    def ruled_out(self, record: Model) -> bool:
        """Whether another field of the record speaks against it."""
        other = self.unless is not None and getattr(record, self.unless[0]) == self.unless[1]
        said = self.unless_said
        return other or (said is not None and speaks_of(said, getattr(record, "says", None)))

    def stated_by(self, value: Any) -> bool:
        """Whether what stands at the field states it."""
        if self.several:
            return isinstance(value, tuple) and len(value) > 1
        if self.value is not None:
            return value == self.value or (isinstance(value, tuple) and self.value in value)
        return value is not None and is_yes(value) is not False and value not in ((), "none")


class _At(NamedTuple):
    """Where something stands: whose it is, by its id and its name, and the source nearest above."""

    path: DataPath
    owner: str
    name: str
    cited: Citation | None


class _Found(NamedTuple):
    practice: GoodPractice
    words: str
    at: _At

    @property
    def told_with(self) -> tuple[GoodPractice, str]:
        """What is told as one: a practice, and whose it is where it is told of somebody."""
        of_each = "{name}" in self.practice.says or "{text}" in self.practice.says
        return self.practice, self.at.owner if of_each else ""


@cache
def good_practice() -> Mapping[str, tuple[GoodPractice, ...]]:
    """What ``good_practice.yaml`` has, by the record that states it; read when first needed."""
    sections: dict[str, list[dict[str, Any]]]
    sections = packaged_data("pitfall_audit.facts", "good_practice.yaml")
    found = []
    for about, row in ((about, row) for about, rows in sections.items() for row in rows):
        record, _, field = row["field"].partition(".")
        value = row.get("is") or row.get("has")
        unless = next(iter(row.get("unless", {}).items()), None)
        found.append(
            GoodPractice(
                about,
                record,
                field,
                row["says"],
                value,
                "several" in row,
                unless,
                row.get("unless_said"),
            )
        )
    return {
        name: tuple(ones) for name, ones in gathered((one.record, one) for one in found).items()
    }


def merit_subjects(arrangement: Arrangement, records: Sequence[Standing]) -> tuple[Subject, ...]:
    """Everything that is said to be done well, and what fields state; the same text once.

    ``records`` are all of the file.
    """
    said = (*_said(arrangement), *_stated(arrangement, records))
    found = {one.identity: one for one in said}
    return tuple(found.values())


def _said(arrangement: Arrangement) -> Iterator[Subject]:
    for index, one in enumerate(arrangement.engagement.done_well or ()):
        by = ", ".join(one.said_by or ()) or "the papers"
        facts: MeritFacts = {
            "label": f"“{shortened(one.text)}”",
            "in_a_field": False,
            "told": f"{one.text} (Said by: {by}.)",
        }
        if one.source is not None or one.said_by is not None:
            facts["rests_on_somebody"] = one.source is not None or bool(one.said_by)
        at = _At(("done_well", index), "", "", one.source)
        yield _subject(arrangement, f"done_well[{slug(one.text)}]", facts, at)


def _stated(arrangement: Arrangement, records: Sequence[Standing]) -> Iterator[Subject]:
    """What fields state; what is told of nobody by name is one, wherever it stands."""
    sources = arrangement.engagement.sources or ()
    replaced = {one.id for one in sources if one.state in ("draft", "proposed", "superseded")}
    found = [
        one
        for one in _found(records)
        if (one.at.cited is None or one.at.cited.id not in replaced)
        and not _is_over(arrangement, one.at.path)
    ]
    for (practice, owner), ones in gathered((one.told_with, one) for one in found).items():
        at = ones[0].at
        words = "; ".join(dict.fromkeys(one.words for one in ones))
        text = practice.says.replace("{name}", at.name)
        text = text.replace("{value}", words).replace("{text}", words)
        label = at.name if "{name}" in practice.says else text
        facts: MeritFacts = {"label": label, "in_a_field": True, "told": text}
        field = f"{practice.record}.{practice.field}"
        which = "/".join(filter(None, (practice.about, field, practice.value, owner)))
        yield _subject(arrangement, f"stated[{which}]", facts, at)


def _is_over(arrangement: Arrangement, path: DataPath) -> bool:
    """Whether what stands at a path is of a body that has ended, or of a role on one."""
    section, *rest = path
    name = rest[0] if section == "bodies" else None
    if section == "roles":
        name = (arrangement.engagement.roles or ())[int(rest[0])].body
    body = None if name is None else arrangement.bodies.get(arrangement.body_id(str(name)))
    return body is not None and body.state == "ended"


def _found(records: Sequence[Standing]) -> Iterator[_Found]:
    """All that the records of a file state, each with its place."""
    practices = good_practice()
    firm: list[bool] = []
    for record, path, within, _ in records:
        # What stands in what only should be so is no more so than that.
        # What another paper says besides is not what holds.
        holds = (
            record.__dict__.get("strength") in (None, "must")
            and (within < 0 or firm[within])
            and "also_stated" not in path[-2:]
        )
        firm.append(holds)
        for practice in practices.get(type(record).__name__, ()) if holds else ():
            stated = record.__dict__[practice.field]
            # Most is not stated, and that states nothing good.
            if stated is not None and practice.stated_by(stated) and not practice.ruled_out(record):
                at = (*path, file_keys(type(record))[practice.field])
                words = getattr(record, "text", "") if "{text}" in practice.says else stated
                yield _Found(practice, _words(words), _at(records, len(firm) - 1, at))


def _at(records: Sequence[Standing], number: int, path: DataPath) -> _At:
    """Whose it is that stands in a record of that number, and which source is nearest above."""
    owner = name = cited = None
    while number >= 0:
        record, _, number, called = records[number]
        cited = cited or record.__dict__.get("source")
        if isinstance(record, Promise | Role | SourceDocument):
            title = None if isinstance(record, Promise) else record.title
            owner, name = owner or record.id, name or title or in_words(record.id)
        elif isinstance(record, Body):
            name = name or record.title
        if called is not None:
            owner, name = owner or called, name or in_words(called)
    return _At(path, owner or "", name or "The arrangement", cited)


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_words(one) for one in value)
    if isinstance(value, dt.date):
        return as_written(value)
    if isinstance(value, str):
        return value.rstrip(".") if " " in value else value.replace("-", " ")
    return str(value) if isinstance(value, int) else ""


def _subject(arrangement: Arrangement, identity: str, facts: MeritFacts, at: _At) -> Subject:
    return Subject(
        kind="merit",
        identity=identity,
        label=facts["label"],
        facts=facts,
        anchors={"merit": Anchor(at.path)},
        described_from=arrangement.described(at.cited),
        group="engagement",
        group_label="the arrangement",
    )
