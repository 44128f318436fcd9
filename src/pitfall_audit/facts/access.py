"""Facts about what people need in order to take part, and what keeps them from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Required

from pitfall_audit.engagement.model import Body, Fee
from pitfall_audit.engagement.model.body_parts import Meeting, Meetings
from pitfall_audit.engagement.model.part_dates import PartDate
from pitfall_audit.engagement.model.practice import Need
from pitfall_audit.engagement.model.recruitment import WayIn
from pitfall_audit.engagement.model.vocabulary import PaidBy
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, copied
from pitfall_audit.facts.subjects import Anchor

__all__ = [
    "AccessFacts", "NeedsFacts", "ParticipationFacts", "access_facts", "all_needs",
    "needs_of", "participation_anchors", "participation_limits",
]  # fmt: skip


class NeedsFacts(TypedDict, total=False):
    """What is needed in order to take part: whether it is met, and never what it is."""

    needs_recorded: bool
    needs_met: bool


class AccessFacts(NeedsFacts, TypedDict, total=False):
    """What people need in order to take part, and how they are asked."""

    needs_asked_on: IsoDate
    days_since_needs_asked: int
    welsh_offered: bool


class ParticipationFacts(TypedDict, total=False):
    """What narrows the ways in which people can join and take part."""

    joining_limits: list[str]
    payment_limits: Required[list[str]]
    meeting_limits: list[str]
    working_day_only: Required[bool]
    known_unmet_need: Required[bool]


def access_facts(arrangement: Arrangement) -> AccessFacts:
    """What is stated of access for the arrangement as a whole."""
    return {
        **all_needs(arrangement),
        **copied(AccessFacts, arrangement.as_of, arrangement.engagement.access),
    }


def all_needs(arrangement: Arrangement) -> NeedsFacts:
    """Whether anybody has needs, and each is met."""
    access = arrangement.engagement.access
    return {} if access is None or access.needs is None else _needs_facts(access.needs)


def needs_of(arrangement: Arrangement, person: str | None, bodies: Collection[str]) -> NeedsFacts:
    """Whether a person, or the members of the bodies on which they sit, have needs that are met.

    Of somebody who is not named nothing is stated, unless people were asked, or it is stated
    that nothing is needed.
    """
    access = arrangement.engagement.access
    needs: Sequence[Need] | None = access.needs if access else None
    if needs is None or person is None:
        return {}
    own = arrangement.needs_of(person, bodies)
    asked = access is not None and arrangement.has_come(access.needs_asked_on)
    return _needs_facts(own) if own or asked or not needs else {}


def _needs_facts(needs: Iterable[Need]) -> NeedsFacts:
    met = [is_yes(need.met) for need in needs]
    facts: NeedsFacts = {"needs_recorded": bool(met)}
    if False in met:
        facts["needs_met"] = False
    elif None not in met:
        facts["needs_met"] = True
    return facts


_AT_A_PLACE = frozenset({"in-person", "visit"})
_AT_ANY_TIME = frozenset({"post", "email"})
_MOST_LIMITS = 10
_IN_PERSON, _IN_THE_DAYTIME = "only in person", "only in the daytime"
_A_FEW: Final = 2
"""From so many meetings on their hours show when a body meets."""
_EVENING, _SATURDAY = 17, 5


def participation_limits(arrangement: Arrangement, seats: Sequence[Seat]) -> ParticipationFacts:
    """What narrows the ways of joining, and of taking part in meetings."""
    engagement = arrangement.engagement
    needs = (engagement.access.needs if engagement.access else None) or ()
    facts: ParticipationFacts = {
        "payment_limits": _payment_limits(arrangement),
        "working_day_only": False,
        "known_unmet_need": any(is_yes(need.met) is False for need in needs),
    }
    ways = engagement.recruitment.ways_in if engagement.recruitment else None
    recruited = engagement.recruitment.source if engagement.recruitment else None
    if ways is not None:
        joining = list(_joining_limits(ways))
        # An address in a published paper is where to ask, and need not be the only way.
        an_address = ways and {way.mode for way in ways} < _AT_ANY_TIME
        own = arrangement.described(recruited) == "own-records"
        settled = arrangement.silence_counts(recruited, "recruitment.ways_in")
        if not joining or own or (settled and not an_address):
            facts["joining_limits"] = joining
    limits: list[str] = []
    lived = [seat for seat in seats if not seat.ended and seat.lived is not False]
    bodies = dict.fromkeys(seat.place.body for seat in lived if seat.place.on_body)
    # Where it is not said on which body people sit, nothing is said of how it meets.
    stated = bool(bodies) or not lived
    for name in bodies:
        body = arrangement.bodies.get(name)
        meetings = body.meetings if body else None
        stated = stated and meetings is not None and bool(meetings.modes)
        if body is not None and meetings is not None and _is_all(arrangement, body, meetings):
            found = list(_meeting_limits(meetings))
            label = arrangement.body_label(name)
            limits.extend([f"{label} ({', '.join(found)})"] if found else [])
            facts["working_day_only"] |= {_IN_PERSON, _IN_THE_DAYTIME} <= {*found}
        elif meetings is not None and any(_meeting_limits(meetings)):
            # Where there are several ways to come, the hours of some are no cause to ask.
            stated = stated and len({*(meetings.modes or ())}) > 1
    if limits or stated:
        facts["meeting_limits"] = limits[:_MOST_LIMITS]
    return facts


_ONLY_BY: Mapping[PaidBy, str] = {
    "bank-transfer": "only into a bank account",
    "cheque": "only by cheque",
    "payroll": "only through the payroll",
    "voucher": "only in vouchers",
}
"""Ways of being paid that leave somebody out; cash, in hand, does not."""


def _payment_limits(arrangement: Arrangement) -> list[str]:
    payments = [arrangement.engagement.payment]
    payments += [role.payment for role in arrangement.engagement.roles or ()]
    # A wage is paid as wages are.
    ways = dict.fromkeys(
        one.only_by
        for one in payments
        if one is not None and not (isinstance(one.fee, Fee) and "wage" in (one.fee.kind or ()))
    )
    return [_ONLY_BY[way] for way in ways if way is not None and way in _ONLY_BY]


def participation_anchors(arrangement: Arrangement, seats: Sequence[Seat]) -> dict[str, Anchor]:
    """Where the first narrow way stands, and the first body that does not say how it meets."""
    anchors: dict[str, Anchor] = {}
    recruitment = arrangement.engagement.recruitment
    ways = recruitment.ways_in if recruitment else None
    if ways is not None and any(_joining_limits(ways)):
        anchors["narrow_way"] = Anchor(("recruitment", "ways_in"))
    # A body that is named is asked how it meets before a role that names none.
    for seat in sorted(seats, key=lambda seat: not seat.place.on_body):
        if seat.ended or seat.lived is False:
            continue
        body = arrangement.bodies.get(seat.place.body)
        meetings = body.meetings if body else None
        if meetings is not None and any(_meeting_limits(meetings)):
            anchors.setdefault("narrow_way", Anchor(("bodies", seat.place.body, "meetings")))
        if meetings is None or not meetings.modes:
            anchors.setdefault("body", arrangement.body_anchor(seat.place))
    return anchors


def _joining_limits(ways: Sequence[WayIn]) -> Iterator[str]:
    modes = {way.mode for way in ways}
    if not modes:
        yield "no way of joining is named"
        return
    if len(modes) == 1 and "hybrid" not in modes:
        yield f"the only way of joining is {_mode_in_words(next(iter(modes)))}"
    timed = [way.times for way in ways if way.mode not in _AT_ANY_TIME]
    times = {time for stated in timed for time in stated or ()}
    if (
        timed
        and all(timed)
        and len(times) == 1
        and len(timed) == len(ways)
        and ("flexible" not in times)
    ):
        yield f"the only time for joining is {next(iter(times))}"
    sites = {way.site for way in ways}
    if len(sites) == 1 and None not in sites and modes <= _AT_A_PLACE:
        yield f"the only place for joining is {next(iter(sites))}"
    if all(way.needs_email for way in ways):
        yield "every way of joining needs email"
    if all(way.needs_fluent_english and len(way.languages or ()) < 2 for way in ways):
        yield "every way of joining needs fluent English"


def _meeting_limits(meetings: Meetings) -> Iterator[str]:
    modes, times, sites = set(meetings.modes or ()), _times(meetings), meetings.sites
    if len(modes) == 1 and "hybrid" not in modes:
        yield f"only {_mode_in_words(next(iter(modes)))}"
    if len(times) == 1 and "flexible" not in times:
        time = next(iter(times))
        yield {"daytime": _IN_THE_DAYTIME, "evening": "only in the evening"}.get(
            time, "only at weekends"
        )
    if modes and modes <= _AT_A_PLACE and len(set(sites or ())) == 1:
        yield f"only at {(sites or ('one place',))[0]}"


def _is_all(arrangement: Arrangement, body: Body, meetings: Meetings) -> bool:
    """Whether what is stated of how a body meets is all there is.

    A paper that names one way may leave out others, unless it is of a kind that would say so and
    was read whole, or calls so many meetings and no more. Hours alone may be those of a few.
    """
    if arrangement.described(body.source) == "own-records":
        return True
    settled = arrangement.silence_counts(body.source, "body.meetings")
    return bool(meetings.modes and (settled or meetings.in_all))


def _times(meetings: Meetings) -> set[str]:
    """The times of day or week that are stated, or at which all meetings that have one begin."""
    dates = meetings.dates or ()
    if meetings.times or len(dates) < _A_FEW or any(one.starts_at is None for one in dates):
        return set(meetings.times or ())
    return {_time_of(one) for one in dates}


def _time_of(meeting: Meeting) -> str:
    if not isinstance(meeting.date, PartDate) and meeting.date.weekday() >= _SATURDAY:
        return "weekend"
    return "daytime" if int((meeting.starts_at or "0").partition(":")[0]) < _EVENING else "evening"


def _mode_in_words(mode: str) -> str:
    return {"in-person": "in person", "phone": "by phone", "post": "by post", "email": "by email",
            "visit": "by a visit"}.get(mode, mode)  # fmt: skip
