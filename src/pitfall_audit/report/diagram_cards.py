"""What stands on each card of the diagram, before anything has a place, and how its text fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from pitfall_audit.engine.result import (
    Picture,
    PictureBody,
    PictureParty,
    PictureSeat,
    PictureTie,
    TieState,
)
from pitfall_audit.language import numbered, translated
from pitfall_audit.report.screen import safe_line
from pitfall_audit.report.wording import TIE_STATES, TIES_ON_BODY, joined

__all__ = [
    "CardKind", "Entry", "Group", "Port", "cut", "groups_of", "mark_of", "mark_of_body",
    "party_name", "seat_name", "width_of", "wrapped",
]  # fmt: skip

CardKind = Literal["lived", "other", "unstated", "open", "team"]

Port = tuple[str, str | int, str | int]
"""Where a line meets a card: ``("tie", 0, 1)`` is the second end of the first tie,
``("gives", "sam", "")`` where sam's support begins, ``("has", "sam", "asha")`` where it goes."""


class Entry(Struct, frozen=True):
    """A row: its words, their style, a shape before them, and the line that meets it."""

    text: str
    style: Literal["title", "name", "plain"] = "plain"
    mark: str | None = None
    port: Port | None = None
    indented: bool = True


class Group(Struct, frozen=True):
    """A body with the cards on it, or those who sit on none (``outside``)."""

    outside: bool
    head: tuple[Entry, ...]
    cards: tuple[tuple[CardKind, tuple[Entry, ...]], ...]
    foot: tuple[Entry, ...] = ()


def groups_of(picture: Picture) -> tuple[Group, ...]:
    """Give every body with somebody or an open place on it, then those who sit on none."""
    where = _cards_of_lines(picture)
    groups = []
    for body in picture.bodies:
        seats = [(at, seat) for at, seat in enumerate(body.seats) if seat.current or seat.open]
        cards = tuple(
            (
                _kind(seat),
                (
                    Entry(seat_name(seat), "name", mark=_kind(seat)),
                    Entry(seat.role),
                    *where.get((body.id, at), ()),
                ),
            )
            for at, seat in seats
        )
        if cards:
            groups.append(Group(False, _head(body), cards, _foot(body)))
    if groups and picture.others:
        outside = tuple(
            (
                _kind_of(party),
                (
                    Entry(party_name(party), "name", mark=_kind_of(party)),
                    *where.get((None, at), ()),
                ),
            )
            for at, party in enumerate(picture.others)
        )
        head = (Entry(translated("Not on a body here"), "title", indented=False),)
        groups.append(Group(True, head, outside))
    return tuple(groups)


def seat_name(seat: PictureSeat) -> str:
    """Name who sits in a seat, and as what: ``asha, carer``; ``2 not named, carer``."""
    if seat.person is not None:
        name = seat.person
    elif seat.places is None or seat.places == 1:
        name = translated("Open place") if seat.open else translated("Not named")
    elif seat.open:
        none = translated("no open places")
        name = numbered(seat.places, "%(number)s open place", "%(number)s open places", none)
    else:
        name = numbered(seat.places, "%(number)s not named", "%(number)s not named")
    return f"{name}, {seat.sits_as}" if seat.sits_as else name


def party_name(party: PictureParty) -> str:
    """Name somebody who sits on no body, and what they do: ``sam, peer worker``."""
    return f"{party.name}, {party.words}" if party.words else party.name


def mark_of(tie: PictureTie) -> str:
    """Name the shape that stands for how a tie is: the same as for findings elsewhere."""
    return tie.severity or "error" if tie.state == "needs-attention" else _MARKS[tie.state]


def mark_of_body(state: TieState) -> str:
    """Name the shape that stands for what is known of ties on a body."""
    return _MARKS[state]


_MARKS: Mapping[TieState, str] = {
    "needs-attention": "error",
    "to-ask": "ask",
    "handled": "passed",
    "attested": "passed",
    "not-looked-at": "none",
}

_Place = tuple[str | None, int]
"""The body and the position of a seat on it; no body and the position among the others."""


def _cards_of_lines(picture: Picture) -> Mapping[_Place, Sequence[Entry]]:
    """Give the rows that speak of ties and support, for each card that has any."""
    on_body: dict[tuple[str, str], _Place] = {}
    first: dict[str, _Place] = {}
    for body in picture.bodies:
        for at, seat in enumerate(body.seats):
            if seat.person is not None and seat.current:
                on_body.setdefault((body.id, seat.person), (body.id, at))
                first.setdefault(seat.person, (body.id, at))
    for at, party in enumerate(picture.others):
        first.setdefault(party.name, (None, at))
    rows: dict[_Place, list[Entry]] = {}

    def add(place: _Place | None, entry: Entry) -> None:
        if place is not None:
            rows.setdefault(place, []).append(entry)

    for number, tie in enumerate(picture.ties):
        body_id = tie.bodies[0] if tie.bodies else ""
        for end, (one, other) in enumerate(((tie.person, tie.other), (tie.other, tie.person))):
            state = TIE_STATES[tie.state].title
            words = translated("Tie with %(other)s: %(state)s", other=other, state=state)
            place = on_body.get((body_id, one)) or first.get(one)
            add(place, Entry(words, mark=mark_of(tie), port=("tie", number, end)))
    supported: dict[str, list[str]] = {}
    for support in picture.supports:
        if support.by is not None and support.of in first:
            supported.setdefault(support.by, []).append(support.of)
    for by, people in supported.items():
        words = translated("Supports %(whom)s", whom=joined(people))
        add(first.get(by), Entry(words, mark="gives", port=("gives", by, "")))
    for support in picture.supports:
        place = first.get(support.of)
        if support.declined:
            add(place, Entry(translated("Was offered support, preferred none")))
        elif support.by is not None:
            words = translated("Supported by %(who)s", who=support.by)
            add(place, Entry(words, mark="has", port=("has", support.by, support.of)))
    return rows


def _head(body: PictureBody) -> tuple[Entry, ...]:
    title = Entry(body.label, "title", indented=False)
    if body.ties is None:
        return (title,)
    words = TIES_ON_BODY[body.ties].title
    return title, Entry(words, mark=mark_of_body(body.ties))


def _foot(body: PictureBody) -> tuple[Entry, ...]:
    if not body.other_members:
        return ()
    words = numbered(
        body.other_members,
        "and %(number)s other member, not listed",
        "and %(number)s other members, not listed",
    )
    return (Entry(words, indented=False),)


def _kind(seat: PictureSeat) -> CardKind:
    return "open" if seat.open else _lived(seat.lived_experience)


def _kind_of(party: PictureParty) -> CardKind:
    return _lived(party.lived_experience) if party.is_person else "team"


def _lived(lived: bool | None) -> CardKind:
    return "unstated" if lived is None else ("lived" if lived else "other")


_NARROW = frozenset("ijl.,:;'|!()[]` \u2018\u2019")
_WIDE = frozenset("mwMW@%—…")


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text comes out at most, in the unit in which ``size`` is given."""
    return size * sum(map(_em, text))


def cut(text: str, size: float, room: float) -> str:
    """Make a text safe to show, on one line, and cut it with an ellipsis where it is too wide."""
    # Only the beginning is looked at: a text may be long, and the narrowest letters are 0.4 em.
    shown = safe_line(" ".join(text[: int(8 * room / size)].split()))
    if width_of(shown, size) <= room:
        return shown
    used = width_of("…", size)
    kept = ""
    for character in shown:
        used += width_of(character, size)
        if used > room:
            break
        kept += character
    return f"{kept.rstrip()}…"


def wrapped(text: str, size: float, room: float, most: int = 2) -> tuple[str, ...]:
    """Break a text into at most ``most`` lines between its words; the last is cut to fit."""
    return _in_lines(text[: int(8 * most * room / size)], size, room, most)


# The same words stand in many pictures, and each picture is laid out twice.
@lru_cache(maxsize=2048)
def _in_lines(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        line: list[str] = []
        while words and width_of(safe_line(" ".join([*line, words[0]])), size) <= room:
            line.append(words.pop(0))
        if not line:
            break  # a word that is too wide for a line is cut
        lines.append(safe_line(" ".join(line)))
    if words:
        lines.append(cut(" ".join(words), size, room))
    return tuple(lines)


# Each letter of each word is measured, and there are few letters.
@lru_cache(maxsize=1024)
def _em(character: str) -> float:
    if character in _NARROW:
        return 0.42
    if character in _WIDE or character.isupper():
        return 1.0 if character in _WIDE else 0.8
    if unicodedata.combining(character):
        return 0.0
    if character.isascii():
        return 0.66
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    return 1.1 if wide else 0.8
