"""The picture of an arrangement in words: all that is drawn, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import Picture, PictureBody, PictureSeat
from pitfall_audit.language import numbered, translated
from pitfall_audit.report.diagram_cards import mark_of, mark_of_body, party_name, seat_name
from pitfall_audit.report.wording import TIE_STATES, TIES_ON_BODY, joined


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
                mark_of(tie), joined([tie.person, tie.other]), f"{TIE_STATES[tie.state].title}."
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
            *([_people_in(len(people))] if people or not not_named else []),
            *([_places_of_unnamed(not_named)] if not_named else []),
            *([_open_places(vacant)] if (vacant := _vacant(seats)) else []),
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


def _vacant(seats: Iterable[PictureSeat]) -> list[PictureSeat]:
    return [seat for seat in seats if seat.open]


def _people_in(number: int) -> str:
    return numbered(number, "%(number)s person", "%(number)s people", translated("no people"))


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


def _body(body: PictureBody) -> BodyWords:
    lines = [_seat(seat) for seat in body.seats]
    if body.other_members:
        lines.append(
            numbered(
                body.other_members,
                "%(number)s other member, not listed",
                "%(number)s other members, not listed",
            )
        )
    return BodyWords(body.label, tuple(lines))


def _seat(seat: PictureSeat) -> str:
    words = f"{seat_name(seat)}: {seat.role}"
    now = seat.current or seat.open
    return words if now else translated("%(who)s (not on the audit date)", who=words)


def _supports(picture: Picture) -> tuple[str, ...]:
    named = [one for one in picture.supports if one.by is not None]
    by_supporter = gathered(named, lambda one: one.by)
    return (
        *(
            translated("%(who)s supports %(whom)s", who=by, whom=_people(one.of for one in own))
            for by, own in by_supporter.items()
        ),
        *(
            translated("%(who)s was offered support, and preferred none", who=one.of)
            for one in picture.supports
            if one.declined
        ),
    )


def _people(people: Iterable[str]) -> str:
    return joined(list(dict.fromkeys(people)))
