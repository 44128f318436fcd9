"""Facts about how the holder of a seat was told of it, and who supports them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Required

from pitfall_audit.engagement.model import Support
from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.model.vocabulary import (
    BodyKind,
    DescribedFrom,
    Handles,
    SupportKind,
    SupportWhen,
)
from pitfall_audit.facts.arrangement import Arrangement, is_yes, named, slug
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.seat_company import comes_freely
from pitfall_audit.facts.seat_places import SeatPlace
from pitfall_audit.facts.subjects import Anchor

__all__ = ["SeatSupportFacts", "support_facts", "supporter_anchors"]


class SeatSupportFacts(TypedDict, total=False):
    """How the holder of a seat was told its terms, and who is in touch with them."""

    terms_in_writing: bool
    terms_in_form_asked_for: bool
    days_told_after_start: int
    comes_to_meetings: Required[bool]
    demanding: bool | None
    contact_before: bool | None
    contact_after: bool | None
    supporter_named: Required[bool]
    outside_supporter: bool | None
    supporters_within: Required[list[str]]
    organisation_staff: int


_DEMANDING: frozenset[Handles] = frozenset(
    {"complaints", "serious-incidents", "interviews", "deaths", "personal-stories"}
)
_NAMED_BY = ("person", "team", "post", "organisation")
_WITH_SEATS: frozenset[BodyKind] = frozenset({"board", "council", "committee", "panel"})
_BESIDE_THE_PERSON: frozenset[SupportKind] = frozenset({"peer", "advocacy"})


def support_facts(
    arrangement: Arrangement,
    place: SeatPlace,
    supports: Sequence[tuple[Support, Anchor]],
    described_from: DescribedFrom,
) -> SeatSupportFacts:
    """How the holder of a place was told of it, and by which of all their support is in touch."""
    used = [(support, anchor) for support, anchor in supports if not support.declined]
    taken_up = [support for support, _ in used]
    outside, within = _independence(arrangement, place, used)
    facts: SeatSupportFacts = {
        "comes_to_meetings": _comes_to_meetings(arrangement, place, supports),
        "supporter_named": any(support.by is not None for support in taken_up),
        "supporters_within": within,
    }
    holder = place.holder
    if holder is not None and holder.terms_told_on is not None and holder.from_ is not None:
        facts["days_told_after_start"] = (holder.terms_told_on - holder.from_).days
    facts["demanding"] = _demanding(arrangement, place)
    if not place.vacant:
        none_at_all = arrangement.engagement.support == ()
        published = described_from == "published-documents"
        contact = partial(_contact, taken_up, none_at_all=none_at_all, published=published)
        facts["contact_before"] = contact("before")
        facts["contact_after"] = contact("after")
    facts["outside_supporter"] = outside
    return as_stated(facts)


def _comes_to_meetings(
    arrangement: Arrangement, place: SeatPlace, supports: Sequence[object]
) -> bool:
    body = arrangement.bodies.get(place.body)
    if not supports and comes_freely(arrangement, place):
        return False
    if arrangement.described_from == "published-documents" and not _demanding(arrangement, place):
        told = bool(supports) or arrangement.engagement.support == ()
        return told or (body is not None and body.kind in _WITH_SEATS)
    if body is None:
        return place.role.body is not None
    return body.kind != "social" or body.meetings is not None


def _demanding(arrangement: Arrangement, place: SeatPlace) -> bool | None:
    body = arrangement.bodies.get(place.body)
    if "tell-own-story" in (place.role.expects or ()) or (body and body.panel):
        return True
    if body is None or body.handles is None:
        return None
    return not _DEMANDING.isdisjoint(body.handles)


def _contact(
    supports: Sequence[Support], when: SupportWhen, *, none_at_all: bool, published: bool
) -> bool | None:
    """Whether somebody is in touch at a time; None where what is written leaves it open."""
    for support in supports:
        if when in (support.when or ()):
            return True
        if when == "before" and "chair-premeet" in (support.kind or ()):
            return True
    if none_at_all:
        return False
    # What published papers do not mention may be done all the same.
    if published or not supports or any(support.when is None for support in supports):
        return None
    return False


def supporter_anchors(
    arrangement: Arrangement, place: SeatPlace, supports: Sequence[tuple[Support, Anchor]]
) -> dict[str, Anchor]:
    """Where the supporter stands who settles whether one is outside, or leaves it open.

    ``support`` is the support statement, ``supporter`` who supports, ``supporter_link`` what
    ties them to the running of the body or makes them the person's manager, where something does.
    """
    judged = [
        (_judge_independence(arrangement, place, support, anchor), support.by, anchor)
        for support, anchor in supports
        if support.by is not None and not support.declined
    ]
    for answer in (True, None, False):
        for (outside, link), by, anchor in judged:
            if outside is answer:
                key = next(key for key in _NAMED_BY if getattr(by, key) is not None)
                known = {"support": anchor, "supporter": Anchor((*anchor.path, "by", key))}
                return known if link is None else {**known, "supporter_link": link.anchor}
    return {}


class _Link(NamedTuple):
    """What ties a supporter to the running of a body, or to managing the person."""

    says: str
    anchor: Anchor


def _independence(
    arrangement: Arrangement, place: SeatPlace, supports: Sequence[tuple[Support, Anchor]]
) -> tuple[bool | None, list[str]]:
    """Whether a supporter stands outside the body's chain, and those who don't, with why.

    None where nobody can tell.
    """
    answers = []
    within = []
    for support, anchor in supports:
        if support.by is not None:
            outside, link = _judge_independence(arrangement, place, support, anchor)
            answers.append(outside)
            if link is not None:
                within.append(f"{named(support.by)} ({link.says})")
    if any(answers):
        return True, list(dict.fromkeys(within))
    return None if None in answers or not answers else False, list(dict.fromkeys(within))


def _judge_independence(
    arrangement: Arrangement, place: SeatPlace, support: Support, anchor: Anchor
) -> tuple[bool | None, _Link | None]:
    """Whether a supporter stands outside, None where nobody can tell; if not, by what link."""
    stated = is_yes(support.independent)
    if stated is not None:
        link = _Link("stated not to be independent", Anchor((*anchor.path, "independent")))
        return stated, None if stated else link
    by, itself = support.by, {slug(place.body), slug(arrangement.body_label(place.body))}
    if by is not None and (not (by.person or by.post or by.team) or slug(by.name) in itself):
        # Whom an organisation, or the body itself, sends may be anybody, and manage nobody.
        return None, None
    found = _find_link(arrangement, place, arrangement.known_as(support.by))
    if found is not None:
        return False, found
    if not _BESIDE_THE_PERSON.isdisjoint(support.kind or ()):
        return True, None
    body = arrangement.bodies.get(place.body)
    all_named = body is not None and all(
        arrangement.known_as(one) in arrangement.people
        for one in (body.chair, body.secretary, body.budget_holder)
    )
    is_person = arrangement.known_as(support.by) in arrangement.people
    # A team may be the very one that holds the budget, and an office not named be anybody's.
    return True if is_person and all_named else None, None


def _find_link(arrangement: Arrangement, place: SeatPlace, supporter: str | None) -> _Link | None:
    body = arrangement.bodies.get(place.body)
    if body is not None:
        label = arrangement.body_label(place.body)
        for key, says, holders in (
            ("chair", "chairs", (body.chair,)),
            ("co_chairs", "co-chairs", body.co_chairs or ()),
            ("secretary", "is secretary of", (body.secretary,)),
            ("budget_holder", "holds the budget of", (body.budget_holder,)),
        ):
            if supporter in [arrangement.known_as(one) for one in holders if one is not None]:
                return _Link(f"{says} {label}", Anchor(("bodies", place.body, key)))
    role_path = ("roles", place.role_index)
    for key, says in (
        ("line_managed_by", "manages the person"),
        ("supervised_by", "supervises the person"),
    ):
        own = getattr(place.holder, key) if place.holder else None
        path = (*role_path, "holders", place.holder_index, key) if own else (*role_path, key)
        party = own or getattr(place.role, key)
        if isinstance(party, PersonOrTeam) and arrangement.known_as(party) == supporter:
            return _Link(says, Anchor(path))
    return None
