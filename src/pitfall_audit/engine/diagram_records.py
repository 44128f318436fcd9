"""What the picture of an arrangement shows: who sits where, who supports whom, and ties."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from pitfall_audit.rules.form.outcomes import Severity

__all__ = [
    "Picture", "PictureBody", "PictureDay", "PictureParty", "PicturePromise", "PictureSeat",
    "PictureSupport", "PictureTie", "TieState",
]  # fmt: skip

TieState = Literal["needs-attention", "to-ask", "handled", "attested", "not-looked-at"]


class PictureSeat(Struct, frozen=True):
    """A place on a body: who sits there, that nobody is named, or that it is open.

    ``role`` is the role in words, or the office of somebody who sits by one. ``person`` is
    an id, and None where nobody is named; ``open`` is true where it is stated that nobody holds
    it. ``sits_as`` is the word that the file uses, or None where it is not stated.
    ``lived_experience`` is None where that is left open. ``places`` is how many there are of
    which nobody is named, None where that is not stated; it is one where somebody is.
    """

    role: str
    person: str | None
    sits_as: str | None
    lived_experience: bool | None
    open: bool = False
    current: bool = True
    places: int | None = 1


class PictureBody(Struct, frozen=True):
    """A body and those who sit on it; with ``is_body`` false, a role of which none is stated.

    ``other_members`` is how many more the file counts without listing them, or None.
    ``ties`` says what is known of ties on the body as a whole; None where nothing was asked.
    """

    id: str
    label: str
    seats: tuple[PictureSeat, ...]
    other_members: int | None = None
    ties: TieState | None = None
    is_body: bool = True


class PictureSupport(Struct, frozen=True):
    """That somebody is supported: ``of`` and ``by`` are ids, or ``by`` the name of a team.

    ``by`` is None where nobody is named, ``declined`` true where it was offered and the
    person preferred none.
    """

    of: str
    by: str | None
    by_person: bool = True
    declined: bool = False


class PictureTie(Struct, frozen=True):
    """Care between a person with a seat and somebody else, and how it stands.

    ``other`` is an id, or the name of a team. ``severity`` is set where it needs attention:
    that of the most pressing finding. ``bodies`` are the ids of those on which both sit.
    """

    person: str
    other: str
    state: TieState
    other_is_person: bool = True
    severity: Severity | None = None
    bodies: tuple[str, ...] = ()


class PictureParty(Struct, frozen=True):
    """Somebody in the picture who sits on no body: a person by id, or a team by its name.

    ``words`` is their post or experience in the file's words, or None.
    """

    name: str
    is_person: bool
    words: str | None = None
    lived_experience: bool | None = None


class PictureDay(Struct, frozen=True):
    """A day of a promise in words; ``first`` and ``last`` are the days that it can mean."""

    words: str
    first: dt.date
    last: dt.date


class PicturePromise(Struct, frozen=True):
    """A promise in time: when it was made, due and done, and when people were told.

    ``closed`` says what became of it, None while it is open; ``late`` that it is open and its day
    is past, whatever day that can mean.
    """

    label: str
    made: PictureDay | None
    due: PictureDay | None
    done: PictureDay | None
    told: PictureDay | None
    closed: str | None
    late: bool


class Picture(Struct, frozen=True):
    """Who sits where on the audit date, who supports whom, and which ties bear on a seat.

    ``others`` are those who support somebody, or have a tie, and sit on no body. ``promises`` are
    those that have a day.
    """

    bodies: tuple[PictureBody, ...] = ()
    others: tuple[PictureParty, ...] = ()
    supports: tuple[PictureSupport, ...] = ()
    ties: tuple[PictureTie, ...] = ()
    promises: tuple[PicturePromise, ...] = ()
