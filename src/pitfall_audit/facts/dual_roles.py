"""Facts about people who take part in two capacities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.engagement.model.body_parts import TwoHats
from pitfall_audit.engagement.model.people import Tie
from pitfall_audit.engagement.model.vocabulary import LIVED_EXPERIENCE, DescribedFrom
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, named, slug
from pitfall_audit.facts.conflicts import Pair, conflicts_between, is_handled
from pitfall_audit.facts.connections import CARE
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["HatsFacts", "dual_role_subjects"]


class HatsFacts(TypedDict, total=False):
    """Two capacities that meet in one person: on a body, or in the team that employs them.

    There is one for each person and body, one for each person whose care may come from the
    team they work in, and one for each body as a whole, which says whether anybody asked.
    """

    label: Required[str]
    whole_body: Required[bool]
    person: str
    both_on_body: Required[bool]
    about_own_role: Required[bool]
    seat_elsewhere: Required[bool]
    in_own_team: Required[bool]
    cared_for_there: bool
    lived_experience_post: bool
    care_current: Required[bool]
    days_since_end: int
    recorded: bool
    handled: bool
    members_asked: bool


def dual_role_subjects(
    arrangement: Arrangement, seats: Seats, bodies: Sequence[Subject]
) -> tuple[Subject, ...]:
    """People with two capacities on a body, or cared for in their own team; then each body."""
    found: list[Subject] = []
    for body in bodies:
        name = body.identity.removeprefix("bodies[").removesuffix("]")
        people = dict.fromkeys(seat.person for seat in seats.on(name) if seat.current)
        for person in people:
            held = [seat for seat in seats.of(person) if seat.current]
            subject = person and _body_member_subject(arrangement, held, body, name, person)
            if subject:
                found.append(subject)
    found.extend(_own_team_subjects(arrangement, seats))
    found.extend(
        _whole_body_subject(arrangement, body)
        for body in bodies
        if body.facts["has_lived_experience"]
    )
    return tuple(found)


def _body_member_subject(
    arrangement: Arrangement, held: Sequence[Seat], body: Subject, name: str, person: str
) -> Subject | None:
    """Somebody who has a post and lived experience, or has a say in another role of theirs."""
    here = [seat for seat in held if seat.place.body == name]
    capacities = {capacity for seat in here for capacity in _sits_as(seat)}
    lived = set(LIVED_EXPERIENCE)
    both = "staff" in capacities and bool(capacities & lived)
    described = arrangement.bodies.get(name)
    about = set(described.decides_about_roles or ()) if described else set()
    elsewhere = {seat.place.role.id for seat in held if seat.place.body != name}
    judged = any(one.person == person for one in (described.judges or ())) if described else False
    known = arrangement.people.get(person)
    takes_part = any(seat.stated_lived for seat in held) or bool(known and known.lived_experience)
    own_role = takes_part and (judged or bool(about & elsewhere))
    has_post = known is not None and (known.post is not None or known.post_kind is not None)
    also = takes_part and any(seat.place.holder and seat.place.holder.also_sits for seat in here)
    if not (both or own_role or also or (has_post and takes_part)):
        return None
    hats = [
        (index, one)
        for index, one in enumerate((described.hats if described else None) or ())
        if one.person == person
    ]
    openly_dual = known is not None and known.post_kind == "lived-experience"
    # A seat elsewhere may bear on nothing here: of that alone it is only asked.
    own_records = body.described_from == "own-records" and (both or own_role)
    recorded = _recorded(here, [one for _, one in hats], openly_dual, own_records)
    first = here[0].place
    path = ("roles", first.role_index, "holders", first.holder_index)
    anchors = {
        "body": body.anchors["body"], "holder": Anchor(path), "person": Anchor(("people", person)),
        "two_hats": _hats_anchor(body.anchors["body"], hats[0][0] if hats else None),
    }  # fmt: skip
    facts = _new_facts(f"{person} on {body.label}")
    facts["person"] = person
    facts["both_on_body"] = both
    facts["about_own_role"] = own_role
    facts["seat_elsewhere"] = also
    if recorded is not None:
        facts["recorded"] = recorded
    return Subject(
        kind="hats",
        identity=f"hats[{name}/{person}]",
        facts=facts,
        anchors=anchors,
        described_from=body.described_from,
        under=body.identity,
    )


def _hats_anchor(body: Anchor, index: int | None) -> Anchor:
    """Where a body says who has two capacities, or would say it."""
    if index is not None:
        return Anchor((*body.path, "hats", index))
    shown = None if body.shown is None else f"{body.shown}.hats"
    return Anchor((*body.path, "hats"), shown=shown)


def _sits_as(seat: Seat) -> set[str]:
    """What somebody sits as; a role open to two capacities leaves that open."""
    own = seat.place.holder.capacity if seat.place.holder else None
    stated = seat.stated_capacity or ()
    return set(stated) if own or len(stated) == 1 else set()


def _recorded(
    here: Sequence[Seat], hats: Sequence[TwoHats], openly_dual: bool, own_records: bool
) -> bool | None:
    """Whether it is written which capacity counts when; None where that is open.

    A post for which lived experience is required is dual by its nature: to name both
    capacities says enough.
    """
    if any(seat.place.holder and seat.place.holder.which_hat for seat in here):
        return True
    if any(one.which_when or (openly_dual and one.hats) for one in hats):
        return True
    return False if own_records and not hats else None


def _own_team_subjects(arrangement: Arrangement, seats: Seats) -> Iterator[Subject]:
    """People with a post whose care comes, or may come, from the team they work in."""
    for person, known in arrangement.people.items():
        teams = {slug(team) for team in known.teams or ()}
        if known.post is None and known.post_kind is None:
            continue
        ties: list[tuple[Tie, Anchor, bool]] = []
        for tie, anchor in arrangement.ties_of.get(person, ()):
            if tie.kind in CARE:
                certain = _from_team(arrangement, tie, teams)
                if certain is not None:
                    ties.append((tie, anchor, certain))
        if ties:
            yield _own_team_subject(arrangement, seats, person, ties)


def _from_team(arrangement: Arrangement, tie: Tie, teams: set[str]) -> bool | None:
    """Whether care comes from one of some teams; None where it does not.

    False where it may: whoever gives it works in one of them, and in another besides.
    """
    if tie.with_.person is None:
        return True if slug(tie.with_.name) in teams else None
    other = arrangement.people.get(tie.with_.person or "")
    theirs = {slug(team) for team in (other.teams if other else None) or ()}
    if not theirs & teams:
        return None
    return theirs <= teams


def _own_team_subject(
    arrangement: Arrangement, seats: Seats, person: str, ties: Sequence[tuple[Tie, Anchor, bool]]
) -> Subject:
    """The care that somebody has from the team they work in."""
    known = arrangement.people[person]
    going_on = [tie.until is None or tie.until >= arrangement.as_of for tie, _, _ in ties]
    # What goes on and is certain comes first.
    told = sorted(zip(going_on, ties, strict=True), key=lambda one: (not one[0], not one[1][2]))
    is_current, (_, anchor, certain) = told[0]
    label = f"{person} in the team where they work"
    facts = _new_facts(label)
    facts["person"] = person
    facts["in_own_team"] = True
    facts["care_current"] = is_current
    if certain:
        facts["cared_for_there"] = True
    if known.post_kind is not None:
        facts["lived_experience_post"] = known.post_kind == "lived-experience"
    ends = [one.until for one, _, _ in ties if one.until is not None]
    if not is_current:
        facts["days_since_end"] = (arrangement.as_of - max(ends)).days
    # In one's own records of any of these ties, silence on how it is handled says something.
    own = any(arrangement.described(one.source) == "own-records" for one, _, _ in ties)
    described_from: DescribedFrom = "own-records" if own else "published-documents"
    answers = []
    written: Anchor | None = None
    bodies = {seat.place.body for seat in seats.of(person) if seat.current}
    for one, _, _ in ties:
        pair = Pair(person, named(one.with_) or "", one.with_.person is not None, own_care=True)
        recorded = conflicts_between(arrangement, pair, ())
        written = written or (recorded[0][1] if recorded else None)
        published = described_from == "published-documents"
        answers.append(
            is_handled(arrangement, pair, recorded, bodies, over_power=False, published=published)
        )
    if None not in answers or False in answers:
        facts["handled"] = all(answers)
    anchors = {"tie": anchor, "person": Anchor(("people", person)), "conflict": written or anchor}
    return Subject(
        kind="hats",
        identity=f"people[{person}]",
        facts=facts,
        anchors=anchors,
        described_from=described_from,
    )


def _whole_body_subject(arrangement: Arrangement, body: Subject) -> Subject:
    """The subject that says whether anybody asked who takes part in two capacities."""
    name = body.identity.removeprefix("bodies[").removesuffix("]")
    described = arrangement.bodies.get(name)
    interests = described.interests if described else None
    private = interests.held_privately if interests else None
    stated = described is not None and described.hats is not None
    asked = interests is not None and arrangement.has_come(interests.everyone_asked_on)
    facts = _new_facts(body.label)
    facts["whole_body"] = True
    if stated or asked or (private is not None and private.handled):
        facts["members_asked"] = True
    return Subject(
        kind="hats",
        identity=f"hats[{name}]",
        facts=facts,
        anchors={"body": body.anchors["body"]},
        described_from=body.described_from,
        under=body.identity,
        attested=private is not None and not stated and not asked,
    )


def _new_facts(label: str) -> HatsFacts:
    return {
        "label": label,
        "whole_body": False,
        "both_on_body": False,
        "about_own_role": False,
        "seat_elsewhere": False,
        "in_own_team": False,
        "care_current": False,
    }
