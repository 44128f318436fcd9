"""Posts that somebody fills for the time being: since when, and until when papers tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from pitfall_audit.engagement.model.base import Citation
from pitfall_audit.engagement.model.part_dates import (
    MONTHS,
    date_alone,
    read_date,
    span_of,
)
from pitfall_audit.facts.arrangement import Arrangement, in_words
from pitfall_audit.facts.lookups import gathered
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["Interims", "interims"]

_LONG: Final = dt.timedelta(days=183)
_MONTH: Final = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{4}}\b")


class Interims(NamedTuple):
    """Posts in words: filled so for more than half a year, and not known to be so still."""

    long: tuple[str, ...]
    unseen: tuple[str, ...]


def interims(arrangement: Arrangement) -> Interims:
    """The posts that are filled for the time being, with no day by which that ends."""
    long, unseen, as_of = [], [], arrangement.as_of
    for body, told in gathered(_told(arrangement)).items():
        days = sorted((day for day in told if span_of(day)[1] <= as_of), key=span_of)
        if not days or _filled_since(arrangement, body, days[0]):
            continue
        first, last = days[0], days[-1]
        where = arrangement.engagement.title if body is None else arrangement.body_label(body)
        if span_of(last)[0] - span_of(first)[1] > _LONG:
            since, still = date_alone(first), date_alone(last)
            long.append(f"a post of {where} is filled for the time being from {since} to {still}")
        elif as_of - span_of(first)[1] > _LONG:
            unseen.append(
                f"a post of {where} that is filled for the time being ({date_alone(last)})"
            )
    return Interims(tuple(long), tuple(unseen))


def _told(arrangement: Arrangement) -> Iterator[tuple[str | None, dt.date]]:
    """The bodies of which it is told, each with a day on which it was so."""
    engagement = arrangement.engagement
    dated = {one.id: one.last_dated for one in engagement.sources or ()}

    def days(source: Citation | None, words: str | None) -> Iterator[dt.date]:
        if arrangement.described(source) == "own-records":
            yield arrangement.as_of
        elif source is not None and source.id and (day := dated.get(source.id)) is not None:
            yield day
        # Two days on which somebody acted are no one spell, unless it is said that it went on.
        if speaks_of("goes-on-since", words):
            yield from filter(None, map(read_date, _MONTH.findall(words or "")))

    for name, body in arrangement.bodies.items():
        for chair in (body.chair, *(body.co_chairs or ())):
            if chair is not None and (_for_now(chair.post) or _for_now(chair.says)):
                yield from ((name, day) for day in days(chair.source or body.source, chair.says))
    for role in engagement.roles or ():
        words = f"{role.title or in_words(role.id)}. {role.says or ''}"
        ends = role.term is not None and role.term.ends is not None
        if _is_chosen(words) and _for_now(words) and not ends:
            begun = [one.from_ for one in role.holders or () if one.from_ is not None]
            yield from ((role.body, day) for day in (*days(role.source, role.says), *begun))
    for event in engagement.events or ():
        took_it = event.kind in ("appointed", "elected", "joined") and _for_now(event.what)
        if took_it and event.dated is not None and event.until is None:
            who = " ".join(one.post or "" for one in event.who or ())
            if _is_chosen(f"{who} {event.what}"):
                yield event.body, event.dated


_for_now = partial(speaks_of, "for-the-time-being")
_is_chosen = partial(speaks_of, "post-that-members-fill")


def _filled_since(arrangement: Arrangement, body: str | None, day: dt.date) -> bool:
    """Whether somebody was chosen for good after a day."""
    return any(
        one.kind in ("appointed", "elected")
        and one.body == body
        and not _for_now(one.what)
        and (one.dated is None or span_of(one.dated)[0] > day)
        for one in arrangement.engagement.events or ()
    )
