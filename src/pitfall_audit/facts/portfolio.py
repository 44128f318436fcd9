"""What several files of one organisation show together, joined by ids from small summaries.

The same id is the same person or body within one organisation, named by its id, and nowhere else:
neither words nor names ever join two files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Required

from pitfall_audit.facts.arrangement import gathered, in_words
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.matters import RoleNames, contested_bodies, one_role, told_by_files
from pitfall_audit.facts.people import MOST_BODIES, SeatsOfOne
from pitfall_audit.facts.subjects import (
    Anchor,
    DeclaredCare,
    FactSheet,
    FileSummary,
    HeldSeat,
    Subject,
    SubjectKind,
    TieKnowledge,
)
from pitfall_audit.facts.supporters import supporters_over
from pitfall_audit.facts.workload import MOST_SHOWN, overlapping

__all__ = ["EncounterFacts", "MemberFacts", "together"]


class MemberFacts(SeatsOfOne, TypedDict, total=False):
    """Somebody with lived-experience seats, over all files of one organisation that were given.

    A role on a body that two files describe counts once. It says nothing of the person: what is
    asked is what the organisation asks of them.
    """

    label: Required[str]
    files: Required[list[str]]
    file_count: Required[int]
    chose_many_seats: bool
    successor_named: bool
    hours_limit_a_month: float
    overlapping_meetings: list[str]


class EncounterFacts(TypedDict, total=False):
    """Two people who sit together in one file, where another declares a tie of care."""

    label: Required[str]
    person: Required[str]
    other: Required[str]
    sit_in: Required[str]
    bodies: Required[list[str]]
    declared_in: Required[list[str]]
    own_care: Required[bool]
    cared_for: Required[list[str]]
    current: Required[bool]
    days_since_end: int
    said_to_be_none: Required[bool]
    mentioned: Required[bool]


def together(files: Sequence[FileSummary], said: FileSummary | None = None) -> FactSheet:
    """What some files show together, in which one id is one person or body.

    ``said`` is what a register that they share says itself. Whatever order the files come in, the
    outcome is the same.
    """
    files = sorted(files, key=lambda one: one.id)
    all_said = files if said is None else [*files, said]
    apart = one_role(files, contested_bodies(all_said))
    subjects: dict[SubjectKind, tuple[Subject, ...]] = {
        "member": tuple(_members(files, said, one_role(files), apart)),
        "encounter": tuple(_encounters(files, said)),
        "matter": tuple(_matters(all_said, apart)),
        "supporter": tuple(
            _subject("supporter", f"people[{one['label']}]", one, anchors, theirs)
            for one, anchors, theirs in supporters_over(files, apart)
        ),
    }
    knowledge = {one.ties for one in files}
    known: TieKnowledge = next(
        (one for one in ("ties-file", "in-file") if one in knowledge), "none-given"
    )
    return FactSheet(subjects, known)


def _matters(files: Sequence[FileSummary], role_of: RoleNames) -> Iterator[Subject]:
    for one in told_by_files(files, role_of):
        identity = f"{one.thing}.{one.matter}"
        theirs = [file for file, _ in one.said]
        yield _subject("matter", identity, one.facts, one.anchors, theirs)


def _members(
    files: Sequence[FileSummary], said: FileSummary | None, merged: RoleNames, apart: RoleNames
) -> Iterator[Subject]:
    sits_in: dict[str, list[FileSummary]] = {}
    for file in files:
        for id_ in file.people:
            sits_in.setdefault(id_, []).append(file)
    for id_ in sorted(sits_in):
        registers = () if said is None or id_ not in said.people else (said,)
        yield _member(id_, sits_in[id_], registers, merged, apart)


def _member(
    id_: str,
    files: Sequence[FileSummary],
    registers: Sequence[FileSummary],
    merged: RoleNames,
    apart: RoleNames,
) -> Subject:
    # What two files say of one role on one body is one seat, and the fuller word of it stands.
    seats: dict[str, tuple[FileSummary, HeldSeat]] = {}
    at_most = set()
    for file in files:
        for seat in file.people[id_].seats:
            key = merged(file, seat.role)
            if key not in seats or (seat.lived is not None, seat.hours) > (
                seats[key][1].lived is not None, seats[key][1].hours,
            ):  # fmt: skip
                seats[key] = file, seat
            if seat.counts:
                at_most.add(apart(file, seat.role))
    held = [seat for _, seat in seats.values()]
    counted = [seat for seat in held if seat.counts]
    sure = sum(1 for seat in counted if seat.lived)
    hours = round(sum(seat.hours for seat in held), 2)
    one_each = len(at_most) == len(counted)
    said = [file.people[id_].facts for file in (*files, *registers)]
    facts: MemberFacts = {
        "label": id_,
        "files": [file.title for file in files],
        "file_count": len(files),
        "bodies": list(dict.fromkeys(seat.label for seat in held))[:MOST_BODIES],
        "seats_at_least": sure,
        "seats_at_most": len(at_most),
        "hours_at_least": hours,
    }
    if sure == len(counted) and one_each:
        facts["seats_held"] = sure
    if all(seat.complete for seat in held) and one_each:
        facts["hours_a_month"] = hours
    every = {
        key: [one[key] for one in said if key in one]
        for key in ("chose_many_seats", "successor_named", "hours_limit_a_month")
    }
    if chose := every["chose_many_seats"]:
        facts["chose_many_seats"] = any(chose)
    if learning := every["successor_named"]:
        facts["successor_named"] = any(learning)
    if limits := every["hours_limit_a_month"]:
        facts["hours_limit_a_month"] = min(limits)
    if (clashes := _across(id_, files)) is not None:
        facts["overlapping_meetings"] = clashes
    unclear = sorted(seats.values(), key=lambda one: (one[1].lived is not None, one[1].complete))
    first = unclear[0][0]
    described = next(
        (file for file in (*files, *registers) if "hours_limit_a_month" in file.people[id_].facts),
        first,
    )
    person = described.at(described.people[id_].anchor)
    anchors = {"role": first.at(unclear[0][1].anchor), "person": person}
    others = [file for file in files if file is not first]
    for name, file in zip(("second_file", "third_file"), others, strict=False):
        anchors[name] = file.at(file.people[id_].seats[0].anchor)
    return _subject("member", f"people[{id_}]", facts, anchors, files)


def _across(id_: str, files: Sequence[FileSummary]) -> list[str] | None:
    """Somebody's meetings that overlap where no one file shows it; None where that stays open."""
    labels = {name: label for file in reversed(files) for (name, label), _ in file.sitters.items()}

    def label(body: str) -> str:
        return labels.get(body) or in_words(body)

    by_file = [file.people[id_].meetings for file in files]
    alone = [overlapping(meetings, label, _ALL) for meetings in by_file]
    whole = overlapping(dict.fromkeys(one for each in by_file for one in each), label, _ALL)
    if whole is None:
        # Where one file alone leaves it open, its own check asks.
        return [] if None in alone else None
    known = {one for each in alone for one in each or ()}
    return [one for one in whole if one not in known][:MOST_SHOWN]


_ALL: Final = 1_000


def _encounters(files: Sequence[FileSummary], said: FileSummary | None) -> Iterator[Subject]:
    carers: dict[str, set[str]] = {}
    sits_in: dict[str, dict[str, FileSummary]] = {}
    for file in files if said is None else [*files, said]:
        for carer, cared_for in file.carers:
            carers.setdefault(cared_for, set()).add(carer)
    for file in files:
        for on_it in file.sitters.values():
            for id_ in on_it:
                sits_in.setdefault(id_, {})[file.id] = file
    all_care = ((file, care) for file in files for care in file.care)
    pairs = gathered(
        ((person, care.other), (file, care))
        for file, care in all_care
        for person in (care.of, *sorted(carers.get(care.of, ())))
        if person != care.other
    )
    for (person, other), declared in sorted(pairs.items(), key=lambda one: one[0]):
        theirs, others = sits_in.get(person, {}), sits_in.get(other, {})
        fewer, more = sorted((theirs, others), key=len)
        for file in (theirs[id_] for id_ in sorted(fewer) if id_ in more):
            elsewhere = [one for one in declared if one[0] is not file]
            shared = [
                body for body, on_it in file.sitters.items() if person in on_it and other in on_it
            ]
            if elsewhere and shared and person in file.people:
                yield _encounter(file, person, other, shared, elsewhere)


def _encounter(
    file: FileSummary,
    person: str,
    other: str,
    shared: Sequence[tuple[str, str]],
    declared: Sequence[tuple[FileSummary, DeclaredCare]],
) -> Subject:
    ended = [care.ended for _, care in declared if care.ended is not None]
    cared_for = {care.of for _, care in declared} - {person}
    privately = all(name in file.privately for name, _ in shared)
    written = any(frozenset((of, other)) in file.mentioned for of in (person, *cared_for))
    facts: EncounterFacts = {
        "label": f"{person} and {other}",
        "person": person,
        "other": other,
        "sit_in": file.title,
        "bodies": [label for _, label in shared],
        "declared_in": list(dict.fromkeys(one.title for one, _ in declared)),
        "own_care": any(care.of == person for _, care in declared),
        "cared_for": sorted(cared_for),
        "current": len(ended) < len(declared),
        "said_to_be_none": any(
            care.ended is None and file.denies(care.of, other) for _, care in declared
        ),
        "mentioned": written or privately,
    }
    if not facts["current"]:
        facts["days_since_end"] = min(ended)
    on_it = file.sitters[shared[0]]
    first, care = min(declared, key=lambda one: (one[1].ended is not None, one[1].ended or 0))
    anchors = {
        "seat": file.at(on_it[person]),
        "other_seat": file.at(on_it[other]),
        "declared": first.at(care.anchor),
    }
    identity = f"ties[{person}/{other}/{file.id}]"
    files = [file, *(one for one, _ in declared)]
    return _subject(
        "encounter", identity, facts, anchors, files, attested=privately and not written
    )


def _subject(
    kind: SubjectKind,
    identity: str,
    facts: Mapping[str, Any],
    anchors: Mapping[str, Anchor],
    files: Iterable[FileSummary],
    *,
    attested: bool = False,
) -> Subject:
    papers = any(file.described_from == "published-documents" for file in files)
    return Subject(
        kind=kind,
        identity=identity,
        facts=facts,
        anchors=anchors,
        described_from="published-documents" if papers else "own-records",
        attested=attested,
    )
