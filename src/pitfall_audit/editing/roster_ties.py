"""From the words of a register of interests to ties: of which kind, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.editing.roster_rows import Left, Said
from pitfall_audit.editing.roster_words import Names, holds, is_nothing, known_name, words

__all__ = ["RegisteredTie", "registered_ties"]

_PARTED: Final = re.compile(r"\s*[;\n•]\s*|(?:^|\s)(?:\d{1,2}[.)]|[*-])\s+")
_WITH: Final = re.compile(r"\b(?:of|at|for|with|in|from|to)\s+(?:the\s+)?(.+)", re.IGNORECASE)
_BESIDE: Final = re.compile(r"[^,]{3,40},\s+((?-i:[A-Z]).+)", re.IGNORECASE)
"""“Member, Labour Party”: what a capital begins behind a comma."""
_ENDS: Final = re.compile(r"\s*(?:[(,:]|\s[\u2013\u2014-]\s|\.\s|\.$|\ssince\s).*", re.DOTALL)
_LONGEST: Final = 200


class RegisteredTie(Struct, frozen=True):
    """A tie, and what is done about it where that is said, both as they stand in a file."""

    tie: dict[str, Any]
    handled: dict[str, Any] | None


def registered_ties(
    said: Said, person: str, names: Names, ids: Mapping[str, str], left: list[Left]
) -> Iterator[RegisteredTie]:
    """The ties that a row tells of a person; ``ids`` are those of everybody, by their names."""
    items = [
        (column, item)
        for column, cell in said.interests
        if not is_nothing(cell)
        for item in (part.strip(" .") for part in _PARTED.split(cell) if part)
        if item and not is_nothing(item)
    ]
    for column, item in items:
        found = _tie(said, column, item, names, ids)
        where = f"{said.where}, {column}"
        if isinstance(found, str):
            left.append(Left(where, found))
            continue
        if found["with"] == person:
            left.append(Left(where, "a tie with oneself is none"))
            continue
        tie = {"of": person, **found}
        if why := names.why_not(item) or ("it is long" if len(item) > _LONGEST else ""):
            left.append(Left(where, f"the tie is written without its words: {why}"))
        else:
            tie["what"] = item
        for key in ("since", "until", "declared_on"):
            if key in said.interest and (key == "declared_on" or len(items) == 1):
                tie[key] = said.interest[key]
            elif key in said.interest:
                left.append(Left(where, f"the row has several interests; `{key}` is not written"))
        yield RegisteredTie(tie, _handled(said, tie, names, left))


def _tie(
    said: Said, column: str, item: str, names: Names, ids: Mapping[str, str]
) -> dict[str, Any] | str:
    """The kind of a tie and with whom it is, or why it is not written."""
    if holds(item, "private"):
        return (
            "this may tell of somebody's health, care or quarrel, and is not written; "
            "where it should be is for them to say"
        )
    if any(holds(text, "family", r"\b") for text in (item, said.interest["kind"], column)):
        return "this speaks of somebody's family or friends: write by hand whose tie it is"
    kind, rest = _kind(item)
    if kind == "other":
        kind = next(
            (one for text in (said.interest["kind"], column) if (one := _kind(text)[0]) != "other"),
            kind,
        )
        found = _WITH.search(item) or _BESIDE.fullmatch(item)
        # Under “Shareholdings” a name may stand alone.
        rest = found[1] if found else item if kind != "other" else ""
    organisation = said.interest["organisation"]
    whole = organisation or rest
    party = whole if organisation else _ENDS.sub("", re.sub(r"^the\s+", "", rest)).strip(" .)")
    if not party:
        return "it does not say with whom or what: not written"
    if known := ids.get(known_name(party)):
        return {"with": known, "kind": kind}
    if why := names.why_not(party):
        return f"with whom it is can't be written: {why}"
    return {"with": {"organisation": party}, "kind": kind}


def _kind(text: str) -> tuple[str, str]:
    """The kind that the words of an interest tell, and what follows them; else ``other``."""
    if holds(text, "non-financial"):
        return "other", ""
    for kind, phrases in words()["kinds"].items():
        for phrase in phrases:
            pattern = re.escape(phrase).replace(r"\ ", r"[\s-]+(?:the\s+)?")
            if found := re.search(rf"\b{pattern}\b\s*(.*)", text, re.IGNORECASE | re.DOTALL):
                rest = found[1].lstrip(" ,:(\u2013\u2014-")
                below = _WITH.match(rest)
                return kind, below[1] if below else rest
    return "other", ""


def _handled(
    said: Said, tie: dict[str, Any], names: Names, left: list[Left]
) -> dict[str, Any] | None:
    action = said.interest["action"]
    if not action:
        return None
    why = names.why_not(action)
    if why or holds(action, "private"):
        why = why or "this may tell of somebody's health, care or quarrel"
        left.append(Left(said.where, f"what is done about the tie is not written: {why}"))
        return None
    return {
        "between": [tie["of"], tie["with"]],
        "because": words()["reasons"][tie["kind"]],
        "handling": [{"step": " ".join(action.split())}],
    }
