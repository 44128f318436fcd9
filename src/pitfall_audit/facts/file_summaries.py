"""What is kept of each file for a look over several: small, and joined with others by ids alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, is_yes, named
from pitfall_audit.facts.connections import CARE, sitters_of
from pitfall_audit.facts.matters import promise_key, role_key, stated_in
from pitfall_audit.facts.people import counted_seats
from pitfall_audit.facts.subjects import Anchor, DeclaredCare, FileSummary, HeldSeat, PersonInFile
from pitfall_audit.facts.supporters import supporters_in
from pitfall_audit.facts.workload import sittings_of, workload_of

__all__ = ["summary_of"]


def summary_of(
    arrangement: Arrangement, seats: Seats, facts_of: Mapping[str, Mapping[str, Any]]
) -> FileSummary:
    """What is kept of one file; ``facts_of`` are the facts of its people, by id."""
    engagement = arrangement.engagement
    organisation = engagement.organisation
    limits = {
        id_: facts["hours_limit_a_month"]
        for id_, facts in facts_of.items()
        if "hours_limit_a_month" in facts
    }
    bodies = arrangement.bodies.items()
    everyone = {name for name, body in bodies if is_yes(body.everyone_is_a_patient_of_staff)}
    private = {
        name
        for name, body in bodies
        if body.interests and (held := body.interests.held_privately) and held.handled
    }
    ties = ({tie.of, named(tie.with_) or ""} for tie, _ in arrangement.ties)
    conflicts = ({named(who) or "" for who in one.between} for one, _ in arrangement.conflicts)
    return FileSummary(
        organisation=organisation.id if organisation else None,
        name=organisation.name if organisation else None,
        id=engagement.id,
        title=engagement.title,
        described_from=arrangement.described_from,
        ties=arrangement.tie_knowledge,
        people={id_: _person(arrangement, seats, id_, facts) for id_, facts in facts_of.items()},
        sitters={
            (name, arrangement.body_label(name)): dict(on_it)
            for name, on_it in sitters_of(arrangement, seats).items()
            if name not in everyone
        },
        privately=frozenset(private),
        care=tuple(
            DeclaredCare(
                tie.of,
                tie.with_.person,
                None
                if tie.until is None or tie.until >= arrangement.as_of
                else (arrangement.as_of - tie.until).days,
                anchor,
            )
            for tie, anchor in arrangement.ties
            if tie.kind in CARE and tie.with_.person is not None
        ),
        carers=tuple(
            (id_, cared_for)
            for id_, person in arrangement.people.items()
            for cared_for in person.carer_for or ()
        ),
        mentioned=frozenset(frozenset(pair) for pair in (*ties, *conflicts)),
        declared=frozenset(arrangement.people),
        no_ties=Anchor(("ties",), arrangement.ties_file is not None and engagement.ties is None)
        if arrangement.ties_stated_to_be_none
        else None,
        roles={
            **{role.id: role_key(arrangement, role) for role in engagement.roles or ()},
            **{
                f"promises/{one.id}": promise_key(arrangement, one.id)
                for one in engagement.promises or ()
            },
        },
        same_roles=(
            *(
                (role.id, same.engagement, same.role)
                for role in engagement.roles or ()
                if (same := role.same_as) is not None and same.engagement and same.role
            ),
            *(
                (f"promises/{one.id}", same.engagement, f"promises/{same.promise}")
                for one in engagement.promises or ()
                for same in one.same_as or ()
            ),
        ),
        stated=tuple(stated_in(arrangement, limits)),
        supporters=tuple(supporters_in(arrangement, seats)),
    )


def _person(
    arrangement: Arrangement, seats: Seats, id_: str, facts: Mapping[str, Any]
) -> PersonInFile:
    own = [seat for seat in seats.of(id_) if seat.current and seat.lived is not False]
    counted = counted_seats(own)
    held = []
    for seat in own:
        place, load = seat.place, workload_of(arrangement, [seat])
        path = ("roles", place.role_index, "holders", place.holder_index or 0)
        held.append(
            HeldSeat(
                role_key(arrangement, place.role), arrangement.body_label(place.body),
                seat.stated_lived, seat in counted,
                load.at_least, load.complete or seat not in counted, Anchor(path),
            )
        )  # fmt: skip
    meetings = sittings_of(arrangement, own)
    return PersonInFile(tuple(held), facts, Anchor(("people", id_)), meetings)
