"""What the other seats on a body are to one: is its holder alone, is its standing another's.

Alone is with nobody else on the body who is there for lived experience.
"""

from __future__ import annotations

from collections.abc import Iterator

from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, any_yes, in_words
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.seat_places import SeatPlace

__all__ = ["comes_freely", "is_alone", "stands_as_another", "unasked"]

_OF_ITS_MEMBERS = ("council", "group", "social", "training")
"""Bodies that are made up of their members; on a panel or a board one of these sits with others."""


def is_alone(
    arrangement: Arrangement, seats: Seats, seat: Seat, described_from: DescribedFrom
) -> bool | None:
    """Whether no other current lived-experience seat is on the body; None where that is open.

    A deputy who comes alongside is company; a substitute, or somebody who shares the seat in
    turn, is not. Another seat of the same person is no company either. People who are not named
    are company for each other where there are two places or more, and for those who are named;
    so are the members of whom alone a group is said to be made up.

    One place, whoever holds it, is a lone seat by structure. Where nothing at all is said of
    who else sits on the body, published papers leave that open.
    """
    only = not _others_are_stated(arrangement, seats, seat)
    described = arrangement.bodies.get(seat.place.body)
    made_up = only and described is not None and described.kind in _OF_ITS_MEMBERS
    company = any_yes([*_among_themselves(seat, made_up=made_up), *_beside(seats, seat)])
    if company is not False:
        return None if company is None else False
    if seat.person is None and described_from == "published-documents":
        return None if only else True
    return True


def _among_themselves(seat: Seat, *, made_up: bool) -> Iterator[bool | None]:
    """Whether those for whom a seat speaks, who are not named, are company for each other."""
    if seat.person is not None or not seat.keeps_company:
        return
    role = seat.place.role
    several = made_up and speaks_of("several", role.title or role.id)
    if (seat.place.at_least or 0) > 1 or (seat.place.places is None and several):
        yield seat.lived
    elif seat.place.places is None:
        yield False if seat.lived is False else None


def _beside(seats: Seats, seat: Seat) -> Iterator[bool | None]:
    """Whether each who comes to the same body in another place is there for lived experience."""
    for lived, who in seats.company(seat.place.body).items():
        if len(who) > (seat.who in who):
            yield lived


def _others_are_stated(arrangement: Arrangement, seats: Seats, seat: Seat) -> bool:
    """Whether anything is said of who else sits on the body of a seat."""
    described = arrangement.bodies.get(seat.place.body)
    if described is not None and described.other_members is not None:
        return True
    return len(seats.roles_on(seat.place.body)) > 1


def stands_as_another(seats: Seats, place: SeatPlace) -> bool:
    """Whether the standing of a role follows from that of another.

    So it does of an office for which one of the members is chosen, stated or by its title beside
    a role for members; and of those who come in another's place. Nothing that is said of the
    role itself is lost by this: it says only that silence about it is no silence.
    """
    role = place.role
    if role.chosen_from is not None or place.attends == "substitute":
        return True
    if not place.on_body or not _by_title(place):
        return False
    return any(
        other.lived and not _by_title(other.place)
        for other in seats.on(place.body)
        if other.place.role is not role and not other.ended
    )


def comes_freely(arrangement: Arrangement, place: SeatPlace) -> bool:
    """Whether people come to a place as they like, or once, and nothing is said of its terms.

    So by its words, or where all who use a service belong without being asked; whoever sits on a
    board, a council, a committee or a panel does not.
    """
    role, body = place.role, arrangement.bodies.get(place.body)
    if body is not None and body.kind in ("board", "council", "committee", "panel"):
        return False
    terms = (role.status, role.voting, role.term, role.holders, role.chosen_from)
    label = arrangement.body_label(place.body) if place.on_body else None
    belong = getattr(body.members_use_this_service, "says", None) if body is not None else None
    return all(one is None for one in terms) and (
        unasked(arrangement, place)
        or speaks_of("unasked", belong)
        or speaks_of("as-they-like", role.title or in_words(role.id))
        or speaks_of("body-as-they-like", label)
    )


def unasked(arrangement: Arrangement, place: SeatPlace) -> bool:
    """Whether people put themselves forward for a role of a group, and nobody chooses them."""
    recruitment, body = arrangement.engagement.recruitment, arrangement.bodies.get(place.body)
    return (body is not None and body.kind == "group" and place.role.chosen_by is None) and any(
        one.kind == "self-referral" and place.role.id in (one.roles or ())
        for one in (recruitment.channels if recruitment else None) or ()
    )


def _by_title(place: SeatPlace) -> bool:
    """Whether the title of a role is that of an office; an id says nothing."""
    return speaks_of("office", place.role.title)
