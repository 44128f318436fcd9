"""The picture of an arrangement in a sentence or two: the rest of it in words is a template."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import Picture, PictureSeat
from pitfall_audit.language import numbered, translated
from pitfall_audit.report.wording import TIE_STATES, joined

__all__ = ["picture_summary"]


def picture_summary(picture: Picture) -> str:
    """One or two sentences for all of a picture: who sits on what, and how ties are."""
    seats = [seat for body in picture.bodies for seat in body.seats]
    people = {seat.person for seat in seats if seat.current} - {None}
    not_named = [seat for seat in seats if seat.person is None and not seat.open and seat.current]
    vacant = [seat for seat in seats if seat.open]
    nobody = translated("no people")
    people_said = numbered(len(people), "%(number)s person", "%(number)s people", nobody)
    who = joined(
        [
            *([people_said] if people or not not_named else []),
            *([_places_of_unnamed(not_named)] if not_named else []),
            *([_open_places(vacant)] if vacant else []),
        ]
    )
    bodies = sum(body.is_body for body in picture.bodies)
    alone = f"{who}."
    sentences = [
        numbered(
            bodies, "%(who)s on %(number)s body.", "%(who)s on %(number)s bodies.", alone, who=who
        )
    ]
    by_state = gathered(picture.ties, lambda tie: tie.state)
    if by_state:
        told = [f"{TIE_STATES[state].title} ({len(ties)})" for state, ties in by_state.items()]
        sentences.append(translated("Ties between people: %(ties)s.", ties="; ".join(told)))
    return " ".join(sentences)


def _places_of_unnamed(seats: Sequence[PictureSeat]) -> str:
    number = _places(seats)
    if number is None:
        return translated("places whose holders are not named")
    return numbered(
        number,
        "%(number)s place whose holders are not named",
        "%(number)s places whose holders are not named",
        translated("no places whose holders are not named"),
    )


def _open_places(seats: Sequence[PictureSeat]) -> str:
    number = _places(seats)
    if number is None:
        return translated("open places")
    none = translated("no open places")
    return numbered(number, "%(number)s open place", "%(number)s open places", none)


def _places(seats: Sequence[PictureSeat]) -> int | None:
    """How many places some seats have; None where one does not say."""
    known = [seat.places for seat in seats if seat.places is not None]
    return sum(known) if len(known) == len(seats) else None
