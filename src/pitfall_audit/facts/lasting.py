"""Facts about how long things are to last: what is to end or be looked at again, and when."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Required

from pitfall_audit.engagement.model import Body, Engagement, SourceDocument
from pitfall_audit.engagement.model.base import Citation
from pitfall_audit.engagement.model.frequencies import days_between
from pitfall_audit.engagement.model.part_dates import as_written, date_words, span_of
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.interim import interims
from pitfall_audit.facts.lookups import gathered

__all__ = ["LastingFacts", "lasting_facts"]


class LastingFacts(TypedDict, total=False):
    """How long an arrangement is to last, and what has run past its day."""

    dated: bool
    told_of_lately: Required[bool]
    runs_on: bool
    stands: bool
    past: Required[list[str]]
    days_past: int
    end_past: Required[bool]
    ahead: Required[bool]
    unseen: list[str]
    reviews_told: bool
    terms_renewed: bool
    interim: Required[list[str]]
    filled_for_good: bool
    left_without: Required[list[str]]


class _Past(NamedTuple):
    """A day that is past: what it was of, in words that the day follows.

    ``sure`` is whether it counts that no more is said of it; else that may stand elsewhere.
    """

    says: str
    day: dt.date
    end: bool
    sure: bool = True

    def in_words(self) -> str:
        """What it was, with its day."""
        return f"{self.says} {date_words(self.day)}"


def lasting_facts(arrangement: Arrangement, seats: Sequence[Seat]) -> LastingFacts:
    """How long an arrangement is to last, and what has run past its day."""
    engagement, as_of = arrangement.engagement, arrangement.as_of
    days = list(_days(arrangement))
    past = [one for one in days if one.day < as_of and one.sure]
    open_ = [one for one in days if one.day < as_of and not one.sure]
    reviews, terms = list(_reviews_unseen(arrangement)), list(_terms_over(arrangement))
    reviews += [one.in_words() for one in open_ if not one.end]
    ends = [one.in_words() for one in open_ if one.end]
    acting = interims(arrangement)
    facts: LastingFacts = {
        "past": [one.in_words() for one in past],
        "interim": list(acting.long),
        "end_past": any(one.end for one in past),
        "told_of_lately": _told_of_lately(arrangement),
        "ahead": len(past) + len(open_) < len(days)
        or bool(engagement.ends and engagement.ends >= as_of),
        "left_without": list(_left_without(engagement, seats)),
    }
    if past:
        facts["days_past"] = max((as_of - one.day).days for one in past)
    unseen = [*ends, *reviews, *terms, *acting.unseen]
    serve = any(role.term for role in engagement.roles or ())
    if not serve or arrangement.described_from == "own-records":
        facts["stands"] = False
    if days or _is_open_ended(arrangement) or engagement.ends is not None:
        facts["dated"] = True
    if not reviews:
        facts["reviews_told"] = True
    if not terms:
        facts["terms_renewed"] = True
    if not acting.unseen:
        facts["filled_for_good"] = True
    ended_on = engagement.ending.ended_on if engagement.ending else None
    if engagement.ends is None or engagement.ends >= as_of or ended_on is not None:
        if not ends:
            facts["runs_on"] = False
    elif arrangement.described_from == "own-records":
        # What an old paper was to end may well have ended.
        facts["runs_on"] = True
    else:
        unseen.insert(0, f"its end on {date_words(engagement.ends)}")
    if unseen:
        facts["unseen"] = unseen
    return facts


_A_YEAR: Final = dt.timedelta(days=365)
_NONE_YET: Final = dt.timedelta()
_NOT_NOW: Final = ("planned", "ended")


def _moved(day: dt.date, days: int) -> dt.date:
    """The day so many days later; the first or last there is, where that is beyond it."""
    ordinal = min(max(day.toordinal() + days, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def _dated(engagement: Engagement) -> Iterator[tuple[SourceDocument, dt.date]]:
    """The papers that were read and have a date, with the last of it."""
    for one in engagement.sources or ():
        day = one.last_dated
        if day is not None and one.seen is not False:
            yield one, day


def _told_of_lately(arrangement: Arrangement) -> bool:
    days = (span_of(day)[0] for _, day in _dated(arrangement.engagement))
    published = arrangement.described_from == "published-documents"
    return published and any(_A_YEAR >= arrangement.as_of - day >= _NONE_YET for day in days)


def _standing(
    arrangement: Arrangement,
) -> Iterator[tuple[str, Engagement | Body, Sequence[dt.date]]]:
    """The arrangement and its bodies that are neither planned nor over.

    Each as it is called, with the days of the reviews that are among the events.
    """
    reviews = gathered(
        (one.body, day)
        for one in arrangement.engagement.events or ()
        if one.kind == "reviewed" and one.role is None and (day := one.dated or one.until)
    )
    yield "this", arrangement.engagement, reviews.get(None, ())
    for name, body in arrangement.bodies.items():
        if body.state not in _NOT_NOW:
            yield arrangement.body_label(name), body, reviews.get(name, ())


def _is_open_ended(arrangement: Arrangement) -> bool:
    standing = [one for _, one, _ in _standing(arrangement)]
    return any(one.ends_with or one.review_every or one.review_due for one in standing)


def _shown_since(arrangement: Arrangement, day: dt.date) -> bool:
    """Whether a paper that was read was written after a day."""
    return any(span_of(dated)[1] > day for _, dated in _dated(arrangement.engagement))


def _reviews_unseen(arrangement: Arrangement) -> Iterator[str]:
    """What is to be looked at every so often, where no paper is young enough to show it."""
    if arrangement.described_from == "own-records":
        return
    for label, one, told in _standing(arrangement):
        every = days_between(one.review_every or "")
        if every is None or one.reviewed_on or one.review_due or told:
            continue
        if not _shown_since(arrangement, _moved(arrangement.as_of, -every)):
            yield f"the review of {label} ({one.review_every})"


_OF_NOW: Final = frozenset({"advert", "news", "page"})
"""Kinds of papers that tell of people who are taken on, and not of how it is as a rule."""


def _terms_over(arrangement: Arrangement) -> Iterator[str]:
    """The terms that are over: by their day, or the first of those of whom papers told then."""
    if arrangement.described_from == "own-records":
        return
    sources = {one.id: one for one in arrangement.engagement.sources or ()}
    for role in arrangement.engagement.roles or ():
        term, who = role.term, arrangement.role_label(role)
        body = arrangement.bodies.get(role.body or "")
        if term is None or (body is not None and body.state in _NOT_NOW):
            continue
        if term.ends is not None:
            over = span_of(term.ends)[1]
            told = f"the term of {who}, which was to end on {date_words(term.ends)}"
        else:
            cited = term.source or role.source
            source = sources.get(cited.id) if cited and cited.id else None
            day = source.last_dated if source else None
            if day is None or term.months is None or source is None or source.kind not in _OF_NOW:
                continue
            over = _moved(span_of(day)[1], math.ceil(term.months * 30.5))
            told = f"the first term of {who} ({term.months} months, told of in {as_written(day)})"
        if over < arrangement.as_of and not _shown_since(arrangement, over):
            yield told


def _days(arrangement: Arrangement) -> Iterator[_Past]:
    """The days on which something is to be looked at again or ends, where that is left open."""
    engagement = arrangement.engagement
    for label, one, told in _standing(arrangement):
        cited = one.source if isinstance(one, Body) else None
        sure = _settles(arrangement, cited)
        for past in _reviews(one, label, arrangement.as_of, told):
            yield past._replace(sure=sure)
        if isinstance(one, Body) and one.ends is not None and not _told_after(arrangement, one):
            yield _Past(f"{label} was to end on", one.ends, end=True, sure=sure)
    replaced = {one.replaces for one in engagement.sources or ()}
    for source in engagement.sources or ():
        if source.id not in replaced and _counts(source):
            title = source.title or source.id
            own = (source.described_from or arrangement.described_from) == "own-records"
            whole = own or source.read == "whole"
            if source.valid_until is not None and not _followed(engagement, source):
                # That rules have run out is so however they go on; a plan was for its time.
                sure = whole or source.kind not in ("plan", "strategy")
                yield _Past(f"{title} held until", source.valid_until, end=True, sure=sure)
            if source.review_due is not None:
                says = f"{title} was to be looked at again on"
                yield _Past(says, source.review_due, end=False, sure=whole)


def _settles(arrangement: Arrangement, cited: Citation | None) -> bool:
    """Whether the paper that sets a day would tell what came of it: it is known whole."""
    return arrangement.silence_counts(cited, "engagement.review_due") or any(
        cited is not None and one.id == cited.id and one.read == "whole"
        for one in arrangement.engagement.sources or ()
    )


def _told_after(arrangement: Arrangement, body: Body) -> bool:
    """Whether another published paper, or a later one, tells what happened to a body."""
    cited = body.source.id if body.source else None
    return arrangement.described(body.source) != "own-records" and any(
        arrangement.bodies.get(one.body or "") is body
        and one.kind not in ("set-up", "commissioned", "applications-opened")
        and (
            span_of(day)[1] >= body.ends
            if body.ends is not None and (day := one.dated or one.until) is not None
            else one.source is not None and one.source.id != cited
        )
        for one in arrangement.engagement.events or ()
    )


def _reviews(
    of: Engagement | Body, label: str, as_of: dt.date, told: Iterable[dt.date]
) -> Iterator[_Past]:
    """The review that is past; ``told`` are the days of those that are among the events."""
    days = (*told, of.reviewed_on)
    due, held = of.review_due, max((day for day in days if day and day <= as_of), default=None)
    if due is not None and not (held is not None and due <= held):
        yield _Past(f"{label} was to be looked at again on", due, end=False)
    elif due is None and held is not None:
        every = days_between(of.review_every or "")
        if every is not None:
            says = f"{label} was last looked at on {date_words(held)}, and was to be again by"
            yield _Past(says, _moved(span_of(held)[1], every), end=False)


def _followed(engagement: Engagement, source: SourceDocument) -> bool:
    """Whether a plan was for a time that is over, and a later paper tells how it went on."""
    until = source.valid_until
    return source.kind in ("plan", "strategy") and any(
        until is not None and span_of(day)[0] > until
        for one, day in _dated(engagement)
        if one is not source and one.in_force
    )


def _counts(source: SourceDocument) -> bool:
    """Whether a document is one that is in force, and that can run out."""
    return (
        source.kind not in ("interview", "law", "report", "advert", "minutes")
        and source.in_force
        and source.seen is not False
    )


def _left_without(engagement: Engagement, seats: Sequence[Seat]) -> Iterator[str]:
    """What is stated to be missing where people leave, each once."""
    ending = engagement.ending
    records = [seat.place.holder.ended for seat in seats if seat.place.holder is not None]
    stated = [one for one in records if one is not None]
    for words, general, own in (
        ("thanks", ending and ending.thanks, [one.thanked for one in stated]),
        ("asking how it was", ending and ending.feedback, [one.feedback_asked for one in stated]),
        ("a handover", ending and ending.handover, [one.handed_over for one in stated]),
    ):
        if general is False or False in own:
            yield words
