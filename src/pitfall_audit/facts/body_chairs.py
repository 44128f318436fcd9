"""Who leads a body: whether its members do, or somebody of the service that it looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.vocabulary import OrganisationKind
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, in_words, is_yes, slug
from pitfall_audit.facts.capacity_words import taken_from_body, taken_from_role
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["chair_from_service", "chair_shared", "founder_from_staff", "lived_chair", "officers"]

_CHAIR = re.compile(
    r"(?<!past )(?<!past-)\b(?:co-?|vice-?)?chair\w*"
    r"(?: of (?:the |an? )?(?P<of>[\w' -]+?)(?= (?:since|until|from|and|with)\b|[^\w' -]|$))?",
    re.IGNORECASE,
)
# Looked for before the word alone: at each letter of a long title it would take time squared.
_WHOSE = re.compile(r"(\w[\w-]{0,60})['’]s $")  # noqa: RUF001
_LONGEST_WHOSE = 64
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def chair_shared(body: Body | None) -> bool:
    """Whether one of several who chair is from another organisation than the rest."""
    co_chairs = (body.co_chairs if body else None) or ()
    leading = [one for one in (body.chair if body else None, *co_chairs) if one is not None]
    return len({one.of or one.organisation for one in leading}) > 1


def lived_chair(arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]) -> bool:
    """Whether an officer of a body sits from lived experience, or an office is for such people."""
    lived = {seat.person for seat in on_it if seat.stated_lived and not seat.ended}
    if body is not None and any(name in lived for name, _ in officers(arrangement, body)):
        return True
    lived_roles = {seat.place.role.id for seat in on_it if seat.lived and not seat.ended}
    for seat in on_it:
        role = seat.place.role
        chairs = _chairs(role.title or in_words(role.id), arrangement.body_label(seat.place.body))
        if chairs and not seat.ended and (seat.lived or role.chosen_from in lived_roles):
            return True
    return False


def _chairs(title: str, body: str) -> bool:
    """Whether a role of that title leads that body, and not another from which its holder comes."""
    plain = _IN_BRACKETS.sub("", title)
    found = _CHAIR.search(plain)
    if found is None:
        return False
    begin = found.start()
    whose = _WHOSE.search(plain[max(begin - _LONGEST_WHOSE, 0) : begin])
    named = [slug(one) for one in (found["of"], whose and whose[1]) if one]
    return {*"-".join(named).split("-")} <= {"", *slug(body).split("-")}


def officers(arrangement: Arrangement, body: Body) -> Iterator[tuple[str, str]]:
    """Those who sit on a body by an office, each once, with the key under which that stands."""
    held: dict[str, str] = {}
    for key in ("chair", "co_chairs", "vice_chairs"):
        value = getattr(body, key)
        for who in value if isinstance(value, tuple) else (value,):
            name = arrangement.known_as(who)
            if name is not None:
                held.setdefault(name, key)
    return iter(held.items())


_PROVIDERS: frozenset[OrganisationKind] = frozenset(
    {"nhs-trust", "nhs-foundation-trust", "gp-practice", "social-care-provider"}
)
_OF_THEIR_OWN: frozenset[OrganisationKind] = frozenset(
    {"charity", "user-led-organisation", "social-enterprise"}
)


def _is_staff_of_provider(arrangement: Arrangement, body: Body) -> bool:
    """Whether a post of those who give the care, or set a body up, chairs one of the users."""
    organisation = arrangement.engagement.organisation
    chair, founders = body.chair, {slug(one) for one in body.set_up_by or ()}
    if chair is None or chair.post is None:
        return False
    post = chair.post
    if speaks_of("office", post) and not speaks_of("runs-services", post):
        # "Acting chair" says what they do here, and not whose they are.
        return False
    if chair.of is not None and slug(chair.of) not in founders:
        return False
    if chair.of is None:
        kind = None if organisation is None else organisation.kind
        runs = kind not in (None, *_OF_THEIR_OWN) and speaks_of("runs-services", post)
        if kind not in _PROVIDERS and not runs:
            return False
    theirs = body.concerns is not None or taken_from_body(body.title or "") is not None
    return theirs and taken_from_role(post) is None and not speaks_of("from-outside", post)


def chair_from_service(arrangement: Arrangement, body: Body) -> bool | None:
    """Whether the chair is from the service looked at: as stated, or by their post."""
    if body.chair_from_service is not None:
        return is_yes(body.chair_from_service)
    if _is_staff_of_provider(arrangement, body):
        return True
    chair = arrangement.people.get(arrangement.known_as(body.chair) or "")
    if chair is None or not body.scrutinises:
        return None
    looked_at = {slug(one) for one in body.scrutinises}
    theirs = (*(chair.manages or ()), *(chair.commissions or ()), *(chair.funded_by or ()))
    return True if looked_at & {slug(one) for one in theirs} else None


def founder_from_staff(arrangement: Arrangement, seats: Seats, name: str) -> str | None:
    """The post that set a body up, where it is that of staff who sit on another body, too.

    None where anybody is said to chair it, to set its agenda or to call its meetings: then it is
    plain who leads, or what hold members have.
    """
    body = arrangement.bodies.get(name)
    if body is None:
        return None
    leads = (body.chair, body.co_chairs, body.chair_from_service)
    has_hold = (body.agenda_set_by, body.meetings_called_by, body.members_only_slot)
    if any(one is not None for one in (*leads, *has_hold)):
        return None
    if any(_CHAIR.search(seat.place.role.title or "") for seat in seats.on(name)):
        return None
    founders = {slug(one): one for one in body.set_up_by or ()}
    for seat in seats:
        role = seat.place.role
        title = role.title or in_words(role.id)
        elsewhere = seat.place.on_body and seat.place.body != name
        if elsewhere and "staff" in (seat.capacity or ()) and slug(title) in founders:
            return founders[slug(title)]
    return None
