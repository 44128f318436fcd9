"""How the holder of a seat was told of it, who is in touch with them, and from where."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.engagement.facts.arrangement import Arrangement, Place, is_yes, named
from pitfall_audit.engagement.facts.shapes.seat_practice import SeatBackingFacts, SeatTermsFacts
from pitfall_audit.engagement.model import Support
from pitfall_audit.engagement.model.vocabulary import (
    DescribedFrom,
    Handles,
    SupportKind,
    SupportWhen,
)

__all__ = ["backing_facts", "terms_facts"]

_DEMANDING: frozenset[Handles] = frozenset(
    {"complaints", "serious-incidents", "interviews", "deaths", "personal-stories"}
)
_BESIDE_THE_PERSON: frozenset[SupportKind] = frozenset({"peer", "advocacy"})


def terms_facts(place: Place) -> SeatTermsFacts:
    """How the holder of a place was told its terms."""
    holder = place.holder
    facts: SeatTermsFacts = {}
    if holder is None:
        return facts
    in_writing = is_yes(holder.terms_told_in_writing)
    if in_writing is not None:
        facts["terms_in_writing"] = in_writing
    as_asked = is_yes(holder.terms_in_form_asked_for)
    if as_asked is not None:
        facts["terms_in_form_asked_for"] = as_asked
    if holder.terms_told_on is not None and holder.from_ is not None:
        facts["days_told_after_start"] = (holder.terms_told_on - holder.from_).days
    return facts


def backing_facts(
    arrangement: Arrangement,
    place: Place,
    supports: Sequence[Support],
    described_from: DescribedFrom,
) -> SeatBackingFacts:
    """Who is in touch with the holder of a place; ``supports`` is all the support they have."""
    taken_up = [support for support in supports if not support.declined]
    facts: SeatBackingFacts = {
        "comes_to_meetings": _comes_to_meetings(arrangement, place),
        "supporter_named": any(support.by is not None for support in taken_up),
    }
    demanding = _demanding(arrangement, place)
    if demanding is not None:
        facts["demanding"] = demanding
    if place.holder is not None:
        none_at_all = arrangement.engagement.support == ()
        published = described_from == "published-documents"
        before = _contact(taken_up, "before", none_at_all=none_at_all, published=published)
        if before is not None:
            facts["contact_before"] = before
        after = _contact(taken_up, "after", none_at_all=none_at_all, published=published)
        if after is not None:
            facts["contact_after"] = after
    outside = _outside(arrangement, place, taken_up)
    if outside is not None:
        facts["outside_supporter"] = outside
    organisation = arrangement.engagement.organisation
    if organisation is not None and organisation.staff is not None:
        facts["organisation_staff"] = organisation.staff
    return facts


def _comes_to_meetings(arrangement: Arrangement, place: Place) -> bool:
    body = arrangement.bodies.get(place.body)
    if body is None:
        return place.role.body is not None
    return body.kind != "social" or body.meetings is not None


def _demanding(arrangement: Arrangement, place: Place) -> bool | None:
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


def _outside(arrangement: Arrangement, place: Place, supports: Sequence[Support]) -> bool | None:
    """Whether a supporter stands outside the body's chain; None where nobody can tell."""
    answers = [
        _is_outside(arrangement, place, support) for support in supports if support.by is not None
    ]
    if any(answers):
        return True
    return None if None in answers or not answers else False


def _is_outside(arrangement: Arrangement, place: Place, support: Support) -> bool | None:
    stated = is_yes(support.independent)
    if stated is not None:
        return stated
    supporter = named(support.by)
    overseers = {
        named(getattr(place.holder, key) if place.holder else None)
        or named(getattr(place.role, key))
        for key in ("line_managed_by", "supervised_by")
    }
    body = arrangement.bodies.get(place.body)
    officers = [body.chair, body.secretary, body.budget_holder] if body else [None]
    if (
        supporter in overseers
        or supporter in officers
        or supporter in (body.co_chairs or () if body else ())
    ):
        return False
    if not _BESIDE_THE_PERSON.isdisjoint(support.kind or ()):
        return True
    is_person = support.by is not None and support.by.person is not None
    # A team may be the very one that holds the budget, and an office not named be anybody's.
    return True if is_person and None not in officers else None
