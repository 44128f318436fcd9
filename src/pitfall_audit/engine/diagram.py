"""Gathers what a picture of an arrangement shows: who sits where, who supports whom, which ties.

What bears on no seat is left out, and so is a tie of which no check spoke: nobody's care is
shown without need.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pitfall_audit.engagement.model import Body, Engagement, Holder, Person, Role
from pitfall_audit.engagement.model.part_dates import PartDate
from pitfall_audit.engagement.model.vocabulary import LIVED_EXPERIENCE
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import (
    Outcome,
    Picture,
    PictureBody,
    PictureDay,
    PictureParty,
    PicturePromise,
    PictureSeat,
    PictureSupport,
    PictureTie,
    Severity,
    TieState,
)
from pitfall_audit.facts.arrangement import holders_of_posts, in_words, named, slug
from pitfall_audit.facts.subjects import Anchor, FactSheet, Subject, read_identity
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = ["picture_of"]


def picture_of(
    engagement: Engagement, facts: FactSheet, outcomes: Iterable[Outcome], as_of: dt.date
) -> Picture:
    """Gather the picture of one engagement; ``outcomes`` tell how each tie stands.

    Bodies and seats come in the order of the file.
    """
    connections = {one.identity: one for one in facts.subjects["connection"]}
    # NOTE: a body is the subject of other checks too; those that are private speak of ties.
    about_ties: dict[str, list[Outcome]] = {identity: [] for identity in connections}
    for outcome in outcomes:
        if outcome.private and outcome.subject in about_ties:
            about_ties[outcome.subject].append(outcome)
    seats = facts.subjects["seat"]
    roles = {role.identity: role for role in facts.subjects["role"]}
    by_group = gathered(seats, lambda seat: seat.group)
    bodies = (
        *(
            PictureBody(
                id=read_identity(body.identity).names[0],
                label=body.label,
                seats=_with_officers(
                    engagement,
                    _described(engagement, body),
                    _seats(engagement, by_group.get(body.identity, ())),
                ),
                other_members=_other_members(engagement, body),
                ties=_body_state(connections.get(body.identity), about_ties.get(body.identity, ())),
            )
            for body in facts.subjects["body"]
        ),
        *(
            # What stands in the place of a body for each role that names none.
            PictureBody(
                id=group,
                label=roles[group].label,
                seats=tuple(_seats(engagement, of_role)),
                is_body=False,
            )
            for group, of_role in by_group.items()
            if not of_role[0].facts["on_body"]
        ),
    )
    supports = tuple(_supports(engagement, seats, as_of))
    ties = tuple(
        tie
        for identity, connection in connections.items()
        if not connection.facts["whole_body"]
        and (tie := _tie(engagement, connection, about_ties[identity], bodies)) is not None
    )
    promises = tuple(_promises(engagement, facts.subjects["promise"], as_of))
    return Picture(bodies, _others(engagement, bodies, supports, ties), supports, ties, promises)


def _promises(
    engagement: Engagement, subjects: Iterable[Subject], as_of: dt.date
) -> Iterator[PicturePromise]:
    for subject in subjects:
        section, at = subject.anchors["promise"].path
        if section != "promises":
            continue  # what is implied has no day
        promise, facts = (engagement.promises or ())[int(at)], subject.facts
        told = promise.told and promise.told.on
        made, due = _day(promise.made_on), promise.due
        by = _day(due) if isinstance(due, dt.date) else None
        done, told_on = (
            _day(one) if one and one <= as_of else None for one in (promise.done_on, told)
        )
        if not (made or by or done or told_on):
            continue
        # The facts do not settle what became of it where it is done and its status is open.
        over = facts.get("status", "kept") if facts.get("closed") else "done"
        late = facts.get("open", False) and facts.get("days_overdue", 0) > 0
        closed = None if facts.get("open") else over
        yield PicturePromise(subject.label, made, by, done, told_on, closed, late)


def _day(day: dt.date | None) -> PictureDay | None:
    if isinstance(day, PartDate):
        if day.yearless:
            return None
        return PictureDay(day.words, day.earliest, day.latest)
    return None if day is None else PictureDay("", day, day)


def _others(
    engagement: Engagement,
    bodies: Iterable[PictureBody],
    supports: Iterable[PictureSupport],
    ties: Iterable[PictureTie],
) -> tuple[PictureParty, ...]:
    """Those who are spoken of and sit on no body, in the order of their first coming."""
    sitting = {one.person for body in bodies for one in body.seats if one.current}
    spoken_of = [
        *((one.by, one.by_person) for one in supports if one.by is not None),
        *(
            party
            for tie in ties
            for party in ((tie.person, True), (tie.other, tie.other_is_person))
        ),
    ]
    others = []
    for name, is_person in dict.fromkeys(spoken_of):
        if not is_person:
            others.append(PictureParty(name, is_person=False))
        elif name not in sitting:
            words, lived = _known_as(engagement, name)
            others.append(PictureParty(name, True, words, lived))
    return tuple(others)


def _known_as(engagement: Engagement, person_id: str) -> tuple[str | None, bool | None]:
    """A person's post, else their experience in their words; and whether it is lived."""
    person = (engagement.people or {}).get(person_id)
    if person is None:
        return None, None
    lived = True if person.lived_experience else (False if person.post is not None else None)
    return person.post or person.word or _experience(person) or None, lived


def _seats(engagement: Engagement, subjects: Sequence[Subject]) -> list[PictureSeat]:
    """The seats of one body; all places of a role whose holders are not named are one entry."""
    found: list[PictureSeat] = []
    for subject in subjects:
        facts, role = subject.facts, (engagement.roles or ())[_index(subject.anchors["role"])]
        anchor = subject.anchors.get("holder")
        holder = (role.holders or ())[_index(anchor)] if anchor else None
        seat = PictureSeat(
            role.title or in_words(role.id),
            facts["person"].get("id") or (holder.name if holder else None),
            _sits_as(engagement, role, holder),
            facts.get("lived_experience"),
            open=facts["open"],
            current=facts["current"],
            places=facts.get("places"),
        )
        found.append(seat)
    return found


def _sits_as(engagement: Engagement, role: Role, holder: Holder | None) -> str | None:
    """What the holder of a seat sits as, in the word that the file uses."""
    person = (engagement.people or {}).get(holder.person or "") if holder else None
    own = holder.capacity if holder else None
    capacity = own or role.capacity
    experience = (person.lived_experience if person is not None else None) or ()
    if person is not None and len(experience) == 1:
        allowed = {one.capacity for one in capacity or ()} & {*LIVED_EXPERIENCE}
        # What a holder is said to sit as goes before the person's word for themselves; what a
        # role is for does not, and neither does a role that is for somebody else altogether.
        theirs = allowed <= {*experience} if own else bool(allowed)
        # The word that a person chose is theirs as a whole: of two experiences it names neither.
        if person.word is not None and ((theirs and allowed) or not capacity):
            return person.word
        if not own and allowed:
            return _experience(person)
    if capacity:
        return " or ".join(_word(one.word) for one in capacity)
    return None if person is None else person.post or _experience(person) or None


def _experience(person: Person) -> str:
    """All that a person has lived through, in the words of the file."""
    return " and ".join(_word(one.word) for one in person.experience or ())


def _word(word: str) -> str:
    """A word of the file's as prose: ``service-user`` becomes ``service user``."""
    return word.replace("-", " ").replace("_", " ")


def _index(anchor: Anchor) -> int:
    """The place in its list of what an anchor leads to."""
    return int(anchor.path[-1])


def _with_officers(
    engagement: Engagement, body: Body | None, seats: Sequence[PictureSeat]
) -> tuple[PictureSeat, ...]:
    """The seats of a body, with the office of whoever holds one, listed under a role or not."""
    if body is None:
        return tuple(seats)
    found = list(seats)
    sitting = {one.person: place for place, one in enumerate(found) if one.current}
    holder_of = holders_of_posts(engagement.people or {})
    for office, who in (
        *(("Chair", one) for one in (body.chair,) if one is not None),
        *(("Co-chair", one) for one in body.co_chairs or ()),
        *(("Vice-chair", one) for one in body.vice_chairs or ()),
        # A secretary may be no member, and is in the room all the same.
        *(("Secretary", one) for one in (body.secretary,) if one is not None),
    ):
        person = who.person or holder_of.get(slug(who.name), who.name)
        if person in sitting:
            seat = found[sitting[person]]
            found[sitting[person]] = replace(seat, role=f"{seat.role}, {office.lower()}")
        else:
            sitting[person] = len(found)
            found.append(PictureSeat(office, person, *_known_as(engagement, person)))
    return tuple(found)


def _described(engagement: Engagement, body: Subject) -> Body | None:
    return (engagement.bodies or {}).get(read_identity(body.identity).names[0])


def _other_members(engagement: Engagement, body: Subject) -> int | None:
    described = _described(engagement, body)
    others = described.other_members if described else None
    return others.exactly if others is not None else None


def _supports(
    engagement: Engagement, seats: Sequence[Subject], as_of: dt.date
) -> Iterator[PictureSupport]:
    """Who supports whom on the day; support for a role is support for each who holds it."""
    seen = set()
    sitting = [
        (person, seat.facts["role"])
        for seat in seats
        if (person := seat.facts["person"].get("id")) is not None and seat.facts["current"]
    ]
    people = {person for person, _ in sitting}
    by_role = gathered(sitting, lambda one: one[1])
    for support in engagement.support or ():
        if support.until is not None and support.until < as_of:
            continue
        theirs = [one for one in (support.for_,) if one in people]
        for person in dict.fromkeys([*theirs, *dict(by_role.get(support.role, ()))]):
            one = PictureSupport(
                of=person,
                by=None if support.declined else named(support.by),
                by_person=support.by is None or support.by.person is not None,
                declined=bool(support.declined),
            )
            if one not in seen and (one.by is not None or one.declined) and one.by != person:
                seen.add(one)
                yield one


_HANDLED = ("handled", "handled_for_power", "handled_for_judging")


def _tie(
    engagement: Engagement,
    connection: Subject,
    outcomes: Sequence[Outcome],
    bodies: Sequence[PictureBody],
) -> PictureTie | None:
    """How a tie stands; None where no check spoke of it, or there is nothing to handle."""
    facts = connection.facts
    state, severity = _state(connection, outcomes)
    if state is None or (state == "handled" and not any(facts.get(one) for one in _HANDLED)):
        return None
    return PictureTie(
        person=facts["person"],
        other=facts["other"],
        state=state,
        other_is_person=facts["other"] in (engagement.people or {}),
        severity=severity,
        bodies=tuple(body.id for body in bodies if body.label in facts["shared_bodies"]),
    )


def _body_state(connection: Subject | None, outcomes: Sequence[Outcome]) -> TieState | None:
    if connection is None or not connection.facts["whole_body"]:
        return None
    state, _ = _state(connection, outcomes)
    asked = connection.facts.get("members_asked")
    # Other checks of a body may pass without anybody having been asked, and may not have run.
    return None if state in ("handled", "not-looked-at") and not asked else state


def _state(
    connection: Subject, outcomes: Sequence[Outcome]
) -> tuple[TieState | None, Severity | None]:
    """The most pressing of what checks say of a tie; None where none applies."""
    kinds = {outcome.outcome for outcome in outcomes}
    if "failed" in kinds:
        severities = [one.severity or "error" for one in outcomes if one.outcome == "failed"]
        worst = min(severities, key=SEVERITY_ORDER.__getitem__)
        # What could be better about how a tie is handled leaves it handled.
        if worst != "advice" or not connection.facts.get("handled"):
            return "needs-attention", worst
    if "cannot-tell" in kinds:
        return "to-ask", None
    if "passed" in kinds:
        return ("attested" if connection.attested else "handled"), None
    facts = connection.facts
    # Whoever leaves the checks on ties out may mean to keep ties out of what they pass on.
    if not kinds:
        return None, None
    if kinds == {"error"}:
        return ("not-looked-at" if facts["current"] else None), None
    # A tie that no check asks to be handled, and that is handled all the same.
    together = facts["current"] and facts["shared_bodies"]
    return ("handled" if together and facts.get("handled") else None), None
