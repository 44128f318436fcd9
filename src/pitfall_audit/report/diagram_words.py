"""The picture of an arrangement in words: all that is drawn, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pitfall_audit.engine.result import Picture, PictureBody, PictureSeat
from pitfall_audit.report.diagram_cards import mark_of, mark_of_body, party_name, seat_name
from pitfall_audit.report.questions import gathered
from pitfall_audit.report.wording import TIE_STATES, TIES_ON_BODY, count, joined

__all__ = ["picture_words"]


class TieWords(Struct, frozen=True):
    """How a tie is, or what is known of ties on a body: a shape, whom it is of, and words."""

    mark: str
    of: str
    says: str


class BodyWords(Struct, frozen=True):
    """A body: a sentence for each seat, and for what else is known of it."""

    label: str
    seats: tuple[str, ...]


class PictureWords(Struct, frozen=True):
    """A whole picture in words; ``summary`` is one or two sentences for all of it."""

    summary: str
    bodies: tuple[BodyWords, ...]
    others: tuple[str, ...]
    supports: tuple[str, ...]
    ties: tuple[TieWords, ...]


def picture_words(picture: Picture) -> PictureWords:
    """Put a picture into words, in the order in which it is drawn."""
    ties = (
        *(
            TieWords(
                mark_of(tie), f"{tie.person} and {tie.other}", f"{TIE_STATES[tie.state].title}."
            )
            for tie in picture.ties
        ),
        *(
            TieWords(mark_of_body(body.ties), body.label, TIES_ON_BODY[body.ties].says)
            for body in picture.bodies
            if body.ties is not None
        ),
    )
    return PictureWords(
        summary=_summary(picture),
        bodies=tuple(_body(body) for body in picture.bodies),
        others=tuple(party_name(party) for party in picture.others),
        supports=_supports(picture),
        ties=ties,
    )


def _summary(picture: Picture) -> str:
    seats = [seat for body in picture.bodies for seat in body.seats]
    people = {seat.person for seat in seats if seat.current} - {None}
    not_named = [seat for seat in seats if seat.person is None and not seat.open and seat.current]
    who = joined(
        [
            *([count(len(people), "person", "people")] if people or not not_named else []),
            *([f"{_places(not_named, 'place')} whose holders are not named"] if not_named else []),
            *([_places(vacant, "open place")] if (vacant := _vacant(seats)) else []),
        ]
    )
    bodies = sum(body.is_body for body in picture.bodies)
    sentences = [f"{who} on {count(bodies, 'body', 'bodies')}." if bodies else f"{who}."]
    by_state = gathered(picture.ties, lambda tie: tie.state)
    if by_state:
        told = [f"{TIE_STATES[state].title} ({len(ties)})" for state, ties in by_state.items()]
        sentences.append(f"Ties between people: {'; '.join(told)}.")
    return " ".join(sentences)


def _vacant(seats: Iterable[PictureSeat]) -> list[PictureSeat]:
    return [seat for seat in seats if seat.open]


def _places(seats: Sequence[PictureSeat], noun: str) -> str:
    """How many places some seats have; where one does not say, only that they are some."""
    numbers = [seat.places for seat in seats]
    known = [number for number in numbers if number is not None]
    return count(sum(known), noun) if len(known) == len(numbers) else f"{noun}s"


def _body(body: PictureBody) -> BodyWords:
    lines = [_seat(seat) for seat in body.seats]
    if body.other_members:
        lines.append(f"{count(body.other_members, 'other member')}, not listed")
    return BodyWords(body.label, tuple(lines))


def _seat(seat: PictureSeat) -> str:
    words = f"{seat_name(seat)}: {seat.role}"
    return words if seat.current or seat.open else f"{words} (not on the audit date)"


def _supports(picture: Picture) -> tuple[str, ...]:
    named = [one for one in picture.supports if one.by is not None]
    by_supporter = gathered(named, lambda one: one.by)
    return (
        *(f"{by} supports {_people(one.of for one in own)}" for by, own in by_supporter.items()),
        *(
            f"{one.of} was offered support, and preferred none"
            for one in picture.supports
            if one.declined
        ),
    )


def _people(people: Iterable[str]) -> str:
    return joined(list(dict.fromkeys(people)))
