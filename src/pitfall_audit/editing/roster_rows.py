"""What the rows of a list say, one by one: who sits where, and what they declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.editing.roster import Sheet, lone_text
from pitfall_audit.editing.roster_words import date_text, month_comes_first, plain, words
from pitfall_audit.editing.tables import Row
from pitfall_audit.engagement.message_words import plain_form, quoted
from pitfall_audit.engagement.model import Holder
from pitfall_audit.engagement.model.outlines import outline
from pitfall_audit.engagement.model.vocabulary import capacity_words

__all__ = ["Left", "Said", "said_in"]

_DATES: Final = ("from", "until", "since", "ended", "declared")
_NAMES: Final = ("name", "first-name", "last-name")
_MOST_WORDS: Final = 8


class Left(Struct, frozen=True):
    """Something that was not placed: where it stands, and why not."""

    where: str
    why: str


class Said(Struct, frozen=True):
    """What one row says of one person, or of a seat that is vacant, or of which no name is told."""

    where: str
    vacant: bool
    name: str
    id: str
    person: dict[str, str]
    body: tuple[str, ...]
    title: str
    seat: dict[str, str]
    interests: tuple[tuple[str, str], ...]
    interest: dict[str, str]


def said_in(sheet: Sheet, left: list[Left]) -> Iterator[Said]:
    """What the rows of a sheet say; what they say and can't be placed is added to ``left``."""
    titles = dict(sheet.bodies)
    body = next((titles[at] for at in sorted(titles, reverse=True) if at < sheet.header), "")
    months = {
        kind
        for kind in _DATES
        if month_comes_first(text for row in sheet.rows for _, text in sheet.values(row, kind))
    }
    header = [name for name, _ in sheet.columns]
    for row in sheet.rows:
        if row.number in titles:
            body = titles[row.number]
        elif [" ".join(cell.split()) for cell in row.cells] != header:
            yield from _said(sheet, row, body, months, left)


def _said(sheet: Sheet, row: Row, body: str, months: set[str], left: list[Left]) -> Iterator[Said]:
    where = f"{sheet.table.name}, row {row.number}"

    def leave(kind: str, why: str) -> None:
        column = next((name for name, one in sheet.columns if one == kind), "")
        left.append(Left(f"{where}, {column}" if column else where, why))

    for (column, kind), text in zip(sheet.columns, row.cells, strict=False):
        if kind and text.startswith("="):
            left.append(Left(f"{where}, {column}", "a formula; what it comes to is not read"))
    row = Row(row.number, tuple("" if text[:1] == "=" else text for text in row.cells))
    name = " ".join(filter(None, (sheet.value(row, kind) for kind in ("first-name", "last-name"))))
    name = sheet.value(row, "name") or name
    id_, title = sheet.value(row, "id"), sheet.value(row, "role")
    nobody = any(
        plain(text).startswith(word)
        for kind in _NAMES
        for _, text in sheet.values(row, kind)
        for word in words()["nobody"]
    )
    if why := _no_name(name):
        leave("name", why)
        return
    if not (nobody or name or id_):
        leave("", "nobody is named here")
        if lone_text(row) or not title:
            return
    if "(" in name:
        leave("name", "what stands in brackets is not written")
    bodies = tuple(filter(None, re.split(r"\s*[;\n]\s*", sheet.value(row, "body"))))
    if not bodies and any(kind == "body" for _, kind in sheet.columns) and not body:
        leave("body", "no body is named in this row; if the one above is meant, write it here too")
    days = dict(_days(sheet, row, months, leave))
    seat: dict[str, str] = {key: days[key] for key in ("from", "until") if key in days}
    seat |= _standing(sheet, row, leave)
    interest = {
        key: days[kind]
        for kind, key in (("since", "since"), ("ended", "until"), ("declared", "declared_on"))
        if kind in days
    } | {kind: sheet.value(row, kind) for kind in ("organisation", "kind", "action")}
    post = sheet.value(row, "post")
    yield Said(
        where, nobody, "" if nobody else name, id_, {"post": post} if post else {},
        bodies or (body,), title, seat, tuple(sheet.values(row, "interest")), interest,
    )  # fmt: skip


def _no_name(name: str) -> str:
    """Why a text in the place of a name is none; "" where it may be one."""
    if re.search(r"[;&/\n]| and ", name):
        return "more than one person seems to be named; give each a row"
    if re.search(r"[\d:=@*]", name) or len(name.split()) > _MOST_WORDS:
        return "this does not look like a name"
    return ""


def _days(sheet: Sheet, row: Row, months: set[str], leave: Any) -> Iterator[tuple[str, str]]:
    for kind in _DATES:
        text = sheet.value(row, kind)
        day = date_text(text) if text else None
        if day is not None and (kind not in months or not re.match(r"\d{1,2}[/.\- ]\d", text)):
            yield kind, day
        elif kind in months and text:
            leave(
                kind,
                f"{quoted(text)}: in this column the month comes first; write 2025-03-31",
            )
        elif text and plain(text) not in words()["open-ended"]:
            leave(kind, f"{quoted(text)} is not a date")


def _standing(sheet: Sheet, row: Row, leave: Any) -> dict[str, str]:
    """What a row says of how somebody sits: as what, with which standing, with a vote or not."""
    found: dict[str, str] = {}
    if capacity := sheet.value(row, "capacity"):
        word = words()["capacities"].get(plain(capacity).replace("-", " "), capacity)
        if plain_form(word) in capacity_words():
            found["as"] = word
        else:
            leave("capacity", f"{quoted(capacity)} does not say what they sit as: not written")
    if status := sheet.value(row, "status"):
        text = plain(status).replace("-", " ")
        accepted = {plain_form(word): word for word in outline(Holder)["status"].words}
        word = accepted.get(text) or words()["statuses"].get(text)
        if word is None:
            leave("status", f"{quoted(status)} is no standing that is known")
        else:
            found["status"] = word
    if vote := sheet.value(row, "voting"):
        text = plain(vote).replace("-", " ")
        answer = next((one for one in ("yes", "no") if text in words()[one]), "")
        if answer:
            found["voting"] = answer
        else:
            leave("voting", f"{quoted(vote)} is neither yes nor no")
    return found
