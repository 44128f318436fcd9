"""Who has power over a seat, and who judges whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Required

from msgspec import Struct

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.model.vocabulary import JudgedAs, TieKind
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, named, slug
from pitfall_audit.facts.conflicts import Pair
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.sitters import Sitters
from pitfall_audit.facts.subjects import Anchor

__all__ = [
    "POWER_TIES", "PowerFacts", "future_care_settled", "judged_people", "judges_somebody",
    "judging_between", "may_treat_members", "power_over",
]  # fmt: skip


class PowerFacts(TypedDict, total=False):
    """The power of somebody over a seat."""

    seat: Required[str]
    how: Required[str]
    over_carer: bool


POWER_TIES: dict[TieKind, str] = {
    "supervised-by": "supervises",
    "line-managed-by": "manages",
    "appraised-by": "appraises",
    "funded-by": "funds",
}
"""The ties in which one person has power over another, and what that one does."""


class Power(Struct):
    """The power found, whether it is known to be all, and where it stands."""

    found: list[tuple[PowerFacts, Anchor]]
    complete: bool
    anchors: dict[str, Anchor]


def power_over(arrangement: Arrangement, seats: Seats, pair: Pair) -> Power:
    """What power the other has over the person's current seats, and whether that is all.

    It is not known to be all while a seat's supervisor is not stated.
    """
    found: list[tuple[PowerFacts, Anchor]] = []
    complete = True
    unstated: Anchor | None = None
    for seat in seats.of(pair.person):
        if not seat.current or seat.lived is False:
            continue
        for party, how, anchor in _overseers(arrangement, seat):
            if party == pair.other or (
                not pair.other_is_person and slug(party) == slug(pair.other)
            ):
                fact: PowerFacts = {"seat": seat.label, "how": how}
                if seat.stated_capacity is not None:
                    fact["over_carer"] = "carer" in seat.stated_capacity
                if fact not in [known for known, _ in found]:
                    found.append((fact, anchor))
        if seat.place.role.supervised_by is None and (
            seat.place.holder is None or seat.place.holder.supervised_by is None
        ):
            complete = False
            unstated = unstated or Anchor(("roles", seat.place.role_index))
    anchors: dict[str, Anchor] = {}
    if found:
        anchors["oversight"] = found[0][1]
    if unstated is not None:
        anchors["role"] = unstated
    return Power(found, complete, anchors)


def _overseers(arrangement: Arrangement, seat: Seat) -> Iterator[tuple[str, str, Anchor]]:
    """Whoever supervises, manages, appraises, funds or supports the holder of a seat."""
    place = seat.place
    role_path = ("roles", place.role_index)
    for key, how in (
        ("supervised_by", "supervises"),
        ("line_managed_by", "manages"),
        ("appraised_by", "appraises"),
        ("funded_by", "funds"),
    ):
        # Nobody, where that is what a holder has, is not whom the role names.
        own: PersonOrTeam | Literal["none"] | None = (
            getattr(place.holder, key) if place.holder else None
        )
        party = named(own or getattr(place.role, key))
        path = (*role_path, "holders", place.holder_index, key) if own else (*role_path, key)
        if party is not None:
            yield party, how, Anchor(path)
    for tie, anchor in arrangement.ties_of.get(seat.person or "", ()):
        how_tie = POWER_TIES.get(tie.kind)
        still = tie.until is None or tie.until >= arrangement.as_of
        if how_tie and still:
            yield named(tie.with_) or "", how_tie, anchor
    for index, support in arrangement.support_for(seat.person, place.role.id):
        party = named(support.by)
        if party is not None and not support.declined:
            yield party, "supports", Anchor(("support", index, "by"))


_IN_WORDS: Mapping[JudgedAs, str] = {
    "appointment": "an appointment",
    "appraisal": "an appraisal",
    "assessment": "an assessment",
    "complaint": "a complaint",
    "incident-review": "an incident review",
}


class Judging(Struct, frozen=True):
    """One of a pair judges the other: on which body, in what, and where that is written.

    ``certain`` is false where a team is named, and only its membership joins it to the care.
    """

    body: str
    how: str
    anchor: Anchor
    certain: bool


def judging_between(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> list[Judging]:
    """Every body on which one of a pair judges the other, in the order of the file.

    ``sitters`` are the ids of those who sit on each body on the audit date.
    """
    found = []
    for name in sitters.judging(pair):
        body, sitting = arrangement.bodies[name], sitters[name]
        for index, judged in enumerate(body.judges or ()):
            certain: bool | None = None
            if pair.person in sitting:
                certain = _is_other(arrangement, pair, judged)
            # The other way round: whoever treats somebody is to judge them.
            if pair.other_is_person and pair.other in sitting and judged.person == pair.person:
                certain = True
            if certain is not None:
                how = _IN_WORDS[judged.judged_as] if judged.judged_as else "a judgement"
                anchor = Anchor(("bodies", name, "judges", index))
                found.append(Judging(name, how, anchor, certain))
    return found


def _is_other(arrangement: Arrangement, pair: Pair, judged: PersonOrTeam) -> bool | None:
    """Whether the one judged treats the person of a pair; None where nothing joins them.

    False where only a team joins them: that somebody belongs to it says nothing of whom
    they treat.
    """
    if named(judged) == pair.other and (judged.person is not None) == pair.other_is_person:
        return True
    if pair.other_is_person:
        teams = {slug(team) for team in _teams(arrangement, pair.other)}
        return True if judged.person is None and slug(judged.name) in teams else None
    if judged.person is None:
        return None
    teams = {slug(team) for team in _teams(arrangement, judged.person)}
    return False if slug(pair.other) in teams else None


def _teams(arrangement: Arrangement, person: str) -> tuple[str, ...]:
    known = arrangement.people.get(person)
    return (known.teams or ()) if known is not None else ()


def judged_people(arrangement: Arrangement) -> Iterator[str]:
    """The ids of people with lived experience whom a body judges."""
    for body in arrangement.bodies.values():
        for judged in body.judges or ():
            person = arrangement.people.get(judged.person or "")
            if judged.person is not None and person is not None and person.lived_experience:
                yield judged.person


def judges_somebody(body: Body | None) -> bool | None:
    """Whether a body judges anybody; None where its work suggests it, and nothing says so."""
    if body is None:
        return False
    if body.judges is not None:
        return bool(body.judges)
    work = {*(body.decides_on or ()), *(body.handles or ())}
    suggests = {"staffing", "complaints", "interviews", "serious-incidents"}
    return None if body.kind == "panel" or work & suggests else False


def may_treat_members(arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]) -> bool:
    """Whether some of a body may treat its members; papers tell of posts, and whom it judges."""
    if arrangement.described_from != "published-documents" or judges_somebody(body) is not False:
        return True
    if body is not None and body.kind == "research":
        return True
    # A seat is called by its role, and by whoever holds it: a post, or an id.
    others = (seat for seat in on_it if not seat.ended and seat.lived is not True)
    return any(speaks_of("treating", seat.label) for seat in others)


def future_care_settled(
    arrangement: Arrangement, body: Body | None, members: Mapping[str, Anchor]
) -> bool | None:
    """Whether it is settled what follows if the one judged comes to treat a member.

    None where somebody judged might treat a member one day, and nothing is written on it.
    """
    private = body.interests.held_privately if body and body.interests else None
    if private is not None and private.handled:
        return True
    for judged in (body.judges if body else None) or ():
        if judged.might_treat and not any(
            conflict.handling and any(named(one) in members for one in conflict.between)
            for conflict in arrangement.conflicts_with.get(named(judged) or "", ())
        ):
            return None
    return True
