"""Facts about roles: the terms that hold for everybody in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Required

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.roles import UnequalTerms
from pitfall_audit.engagement.model.vocabulary import (
    ConstituencyLink,
    DescribedFrom,
    Level,
    SpeaksFor,
    Stage,
    Status,
)
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, all_yes, any_yes, is_yes
from pitfall_audit.facts.asked_words import asked_in, written
from pitfall_audit.facts.bodies import BodyFacts
from pitfall_audit.facts.claimed_levels import said_together
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, as_stated, copied
from pitfall_audit.facts.payment import PaidFacts, PaymentTerms
from pitfall_audit.facts.phrases import differ_on_whose_views, speaks_of
from pitfall_audit.facts.role_bodies import RoleBody
from pitfall_audit.facts.role_descriptions import description_gaps, left_blank
from pitfall_audit.facts.seat_company import comes_freely, stands_as_another
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = [
    "RoleFacts", "all_left", "for_lived_experience", "role_subjects", "taken_from",
]  # fmt: skip


class RoleFacts(PaidFacts, TypedDict, total=False):
    """A part that people are asked to play, with its terms, whoever holds it."""

    label: Required[str]
    body: Required[BodyFacts]
    on_body: Required[bool]
    ended: Required[bool]
    lived_experience: bool | None
    capacity_taken_from: str | None
    levels_claimed: Required[list[Level]]
    said_together: Required[list[str]]
    level: Level
    status: Status | None
    voting: bool
    differs: list[str] | None
    counted_with_lesser: str | None
    others_without_vote: Required[bool]
    described_from: Required[DescribedFrom]
    differs_reason: str
    stands_as_another: Required[bool]
    comes_freely: Required[bool]
    description: bool
    description_gaps: list[str] | None
    left_blank: Required[list[str]]
    speaks_for: SpeaksFor
    asked_to_represent: Required[list[str]]
    link: ConstituencyLink
    told_what_others_think: Required[bool]
    means_may_be_unread: Required[bool]
    asked_in_words: str | None
    before_shortlisting: bool
    missed_beginning: Required[list[str]]
    given_finished: Required[list[str]]
    interviews_on: IsoDate
    days_of_notice: int
    days_of_notice_at_least: int
    every_invitation_dated: bool


_BEFORE_SHORTLISTING: frozenset[Stage] = frozenset(
    {"planning", "role-design", "person-specification", "advert", "design", "recruitment"}
)


def all_left(seats: Sequence[Seat]) -> bool:
    """Whether every seat of a role has come to its end."""
    return all(seat.ended for seat in seats)


def for_lived_experience(seats: Sequence[Seat]) -> bool | None:
    """Whether one of a role's seats is for lived experience; None where that is open."""
    lived = [seat.lived for seat in seats if not seat.ended] or [seat.lived for seat in seats]
    return any_yes(lived)


def taken_from(seats: Sequence[Seat]) -> str | None:
    """The words by which alone some seats are for lived experience; None where it is stated."""
    counted = [seat for seat in seats if not seat.ended] or list(seats)
    if any(seat.stated_lived for seat in counted):
        return None
    return next((seat.taken_from for seat in counted if seat.taken_from), None)


def role_subjects(
    arrangement: Arrangement,
    seats: Seats,
    bodies: Mapping[int, RoleBody],
    payments: Sequence[PaymentTerms],
) -> tuple[Subject, ...]:
    """Every role that somebody holds, held or can hold, in the order of the file.

    ``bodies`` has the body of each role, by its index there.
    """
    others = [seat for seat in seats if seat.lived is False and not seat.ended]
    others_vote = {seat.place.body for seat in others if _votes(seat)}
    # Staff without a vote serve the meeting; they are no members beside whom others are less.
    others_without = {
        seat.place.body
        for seat in others
        if _votes(seat) is False and "staff" not in (seat.capacity or ("staff",))
    }
    subjects = []
    for index, of_role in seats.by_role.items():
        place = of_role[0].place
        body = bodies[index]
        as_another = all(stands_as_another(seats, one.place) for one in _counting_seats(of_role))
        subjects.append(
            Subject(
                kind="role",
                identity=f"roles[{place.role.id}]",
                facts=_role_facts(
                    arrangement,
                    of_role,
                    body,
                    payments[index],
                    others_vote=place.body in others_vote,
                    others_without=place.body in others_without,
                    as_another=as_another,
                ),
                anchors={
                    "role": Anchor(("roles", index)),
                    **body.anchors,
                    "engagement": Anchor(()),
                    **payments[index].anchors,
                },
                described_from=arrangement.described(place.role.source),
                under=body.group,
            )
        )
    return tuple(subjects)


def _role_facts(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    body: RoleBody,
    payment: PaymentTerms,
    *,
    others_vote: bool,
    others_without: bool,
    as_another: bool,
) -> RoleFacts:
    role = seats[0].place.role
    unequal = role.equal_terms if isinstance(role.equal_terms, UnequalTerms) else None
    words, levels = said_together(arrangement, seats[0].place.body)
    facts: RoleFacts = {
        "label": arrangement.role_label(role),
        "body": body.facts,
        "on_body": seats[0].place.on_body,
        "ended": all_left(seats),
        "stands_as_another": as_another,
        "comes_freely": comes_freely(arrangement, seats[0].place),
        "left_blank": left_blank(arrangement, role)[:1],
        "others_without_vote": others_without,
        "described_from": arrangement.described(role.source),
        "asked_to_represent": [one for one in role.duties or () if speaks_of("for-others", one)],
        "missed_beginning": _missed_beginning(arrangement, seats),
        "given_finished": [],
        "said_together": words,
        "levels_claimed": levels,
        "told_what_others_think": False,
        "means_may_be_unread": False,
        "payment": payment.facts,
        **copied(RoleFacts, arrangement.as_of, arrangement.engagement, unequal),
    }
    if not _views_contested(arrangement, seats[0]):
        facts.update(copied(RoleFacts, arrangement.as_of, role.speaks_for))
    _add_means(facts, arrangement, role)
    facts["lived_experience"] = for_lived_experience(seats)
    facts["capacity_taken_from"] = taken_from(seats)
    facts["status"] = _status(seats)
    if (voting := all_yes(map(_votes, _counting_seats(seats)))) is not None:
        facts["voting"] = voting
    facts["differs"] = _differs(role, without_vote=voting is False and others_vote)
    facts["counted_with_lesser"] = _counted_with_lesser(arrangement, seats[0])
    if role.description is not None:
        facts["description"] = role.description is not False
    facts["description_gaps"] = description_gaps(arrangement, role, seats[0].place.role_index)
    _add_interview_notice(facts, arrangement, seats)
    if not facts.get("before_shortlisting"):
        facts["given_finished"] = [
            one for one in role.duties or () if speaks_of("begins-finished", one)
        ]
    return as_stated(facts)


def _add_means(facts: RoleFacts, arrangement: Arrangement, role: Role) -> None:
    """In which words a role is asked to speak for others, and whether means for it may be told.

    Where many sit together, the rest of a paper may tell how they hear from everyone.
    """
    asked, body = role.speaks_for, arrangement.bodies.get(role.body or "")
    if asked is None:
        return
    if asked.whom not in ("own-experience", "nobody"):
        facts["asked_in_words"] = (asked.says or asked.group or "").rstrip(".") or None
    if arrangement.described(role.source) == "published-documents":
        many = role.places is not None and (role.places.at_most or 0) > 1
        unread = many and not arrangement.silence_counts(role.source, "role.speaks_for")
        facts["means_may_be_unread"] = asked.whom != "everyone" or unread
        # Whoever is there as the chair of a forum is of it; a body may be said to hear from forums.
        name = (asked.group or "").casefold().removeprefix("the ")
        theirs = bool(name) and name in (role.title or "").casefold()
        told = theirs or (body is not None and bool(body.fed_by))
        facts["told_what_others_think"] = asked.whom == "organisation" and told


def _views_contested(arrangement: Arrangement, seat: Seat) -> bool:
    """Whether papers say different things of for whom those in a role, or on its body, speak."""
    return any(
        one.role in (None, seat.place.role.id)
        and one.body in (None, seat.place.body)
        and (one.about == "speaks-for" or differ_on_whose_views(each.text for each in one.said))
        for one in arrangement.engagement.said_differently or ()
    )


def _counting_seats(seats: Sequence[Seat]) -> list[Seat]:
    """The seats that say what a role's terms are: those that have not ended, if there are any.

    A seat that is known not to be for lived experience says nothing of those that are.
    """
    still = [seat for seat in seats if not seat.ended] or list(seats)
    return [seat for seat in still if seat.lived is not False] or still


def _votes(seat: Seat) -> bool | None:
    own = is_yes(seat.place.holder.voting) if seat.place.holder else None
    return is_yes(seat.place.role.voting) if own is None else own


def _status(seats: Sequence[Seat]) -> Status | None:
    stated = {
        (seat.place.holder.status if seat.place.holder else None) or seat.place.role.status
        for seat in _counting_seats(seats)
    }
    return stated.pop() if len(stated) == 1 else None


def _differs(role: Role, *, without_vote: bool) -> list[str] | None:
    terms = role.equal_terms
    named = ["something that is not named"] if terms is False else []
    if isinstance(terms, UnequalTerms):
        # Whoever is locked up can't come, and nobody has to give that as a reason.
        who = " ".join((role.title or "", *(role.groups or ()))).replace("-", " ")
        held = speaks_of("in-custody", who)
        named = [one for one in terms.differs if not (held and speaks_of("from-afar", one))]
        terms = terms if named or not terms.differs else None
    # What the terms say of themselves does not undo a vote that only others have.
    if without_vote and not any("vot" in one.casefold() for one in named):
        named.append("the vote")
    return named if named or terms is not None else None


def _counted_with_lesser(arrangement: Arrangement, seat: Seat) -> str | None:
    body = arrangement.bodies.get(seat.place.body)
    if seat.place.role.chosen_from is not None:
        return None
    for one in (body.composition if body else None) or ():
        theirs = {word.capacity for word in one.of} & set(seat.capacity or ())
        source = one.source or (body.source if body else None)
        said = written(arrangement, (one.says, source)) if theirs else []
        if asked_in("lesser", [text.replace("(", " ") for text in said]):
            return said[0].rstrip(".")
    return None


def _missed_beginning(arrangement: Arrangement, seats: Sequence[Seat]) -> list[str]:
    place = seats[0].place
    body = arrangement.bodies.get(place.body)
    missed = place.role.not_at_stages
    if missed is None:
        missed = body.not_at_stages if body else None
    stages = {*(place.role.stages or ()), *((body.stages if body else None) or ())}
    early = {*_BEFORE_SHORTLISTING, *(() if stages & _BEFORE_SHORTLISTING else ("shortlisting",))}
    return [one.replace("-", " ") for one in missed or () if one in early]


def _add_interview_notice(
    facts: RoleFacts, arrangement: Arrangement, seats: Sequence[Seat]
) -> None:
    """When the holders of a role come to an interview or selection panel."""
    role = seats[0].place.role
    body = arrangement.bodies.get(seats[0].place.body)
    stages = role.stages if role.stages is not None else (body.stages if body else None)
    if stages is not None:
        early = any(stage in _BEFORE_SHORTLISTING for stage in stages)
        # A published paper that names some stages may leave out others.
        if early or arrangement.silence_counts(role.source, "role.stages", role):
            facts["before_shortlisting"] = early
    day = body.panel.interviews_on if body and body.panel else None
    if day is None:
        return
    notices: list[tuple[int | None, bool]] = []
    for seat in _counting_seats(seats):
        holder = seat.place.holder
        stated = [one for one in (holder.invited_on, holder.from_) if one] if holder else []
        if seat.place.vacant or any(one > day for one in stated):
            continue
        facts["interviews_on"] = day.isoformat()
        # Whoever began in March was invited by then, and maybe long before.
        notice = (day - min(stated)).days if stated else None
        notices.append((notice, holder is not None and holder.invited_on is not None))
    known = [notice for notice, _ in notices if notice is not None]
    if invited := [notice for notice, dated in notices if notice is not None and dated]:
        facts["days_of_notice"] = min(invited)
    if known and len(known) == len(notices):
        facts["days_of_notice_at_least"] = min(known)
    if known and all(dated for _, dated in notices):
        facts["every_invitation_dated"] = True
