"""Facts about people who support others in several files of one organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, gathered
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.matters import RoleNames, role_key
from pitfall_audit.facts.strain import SupporterOfOne, support_hours_a_week, supported
from pitfall_audit.facts.subjects import Anchor, FileSummary, SupportInFile

__all__ = ["SupporterOfSeveralFacts", "supporters_in", "supporters_over"]


class SupporterOfSeveralFacts(SupporterOfOne, TypedDict, total=False):
    """Somebody who supports people in their roles, over several files of one organisation."""

    label: Required[str]
    files: Required[list[str]]
    file_count: Required[int]
    hours_for_each: float


def supporters_in(arrangement: Arrangement, seats: Seats) -> Iterator[tuple[str, SupportInFile]]:
    """The people who support others by a file, by id, and whom."""
    lived = [seat for seat in seats if seat.current and seat.lived]
    by = [arrangement.known_as(one.by) for one in arrangement.engagement.support or ()]
    for who, theirs in gathered(supported(arrangement, lived)).items():
        if who in arrangement.people:
            yield (
                who,
                SupportInFile(
                    frozenset(seat.person for seat in theirs if seat.person is not None),
                    {
                        role_key(arrangement, seat.place.role): seat.place.places or 1
                        for seat in theirs
                        if seat.person is None
                    },
                    support_hours_a_week(arrangement, who),
                    Anchor(("support", by.index(who))),
                    Anchor(("people", who)),
                ),
            )


def supporters_over(
    files: Sequence[FileSummary], role_of: RoleNames
) -> Iterator[tuple[SupporterOfSeveralFacts, dict[str, Anchor], list[FileSummary]]]:
    """The facts of each who supports somebody, where that is said, and by which files.

    Whoever is named in several files is one, and so are the places of one role without names.
    """
    by_id = gathered((who, (file, one)) for file in files for who, one in file.supporters)
    for who, theirs in sorted(by_id.items(), key=lambda one: one[0]):
        in_files = {file.id: file for file, _ in theirs}.values()
        people = {id_ for _, one in theirs for id_ in one.people}
        places: dict[str, int] = {}
        for file, one in theirs:
            for key, number in one.unnamed.items():
                role = role_of(file, key)
                places[role] = max(number, places.get(role, 0))
        facts: SupporterOfSeveralFacts = {
            "label": who,
            "files": [file.title for file in in_files],
            "file_count": len(in_files),
            "people": len(people) + sum(places.values()),
        }
        hours = [one.hours for _, one in theirs if one.hours is not None]
        if hours:
            facts["hours_for_each"] = round(min(hours) / facts["people"], 2)
        names = ("support", "second_file", "third_file")
        anchors = {
            name: file.at(one.anchor) for name, (file, one) in zip(names, theirs, strict=False)
        }
        anchors["person"] = theirs[0][0].at(theirs[0][1].person)
        yield facts, anchors, list(in_files)
