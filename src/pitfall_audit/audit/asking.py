"""Says who would know the answer to a question, from what the file itself states."""

from __future__ import annotations

from collections.abc import Mapping

from pitfall_audit.engagement.facts.arrangement import body_name, named
from pitfall_audit.engagement.facts.subjects import Subject
from pitfall_audit.engagement.model import Engagement, Promise

__all__ = ["who_would_know"]


def who_would_know(engagement: Engagement, subject: Subject, *, private: bool) -> str:
    """Say whom to ask about a subject, in words to be printed.

    A private question about somebody goes to that person, in private; one about a promise to
    its owner; one about a body, or a seat on it, to the body's secretary or chair; any other
    to whoever leads the arrangement, or is its contact.
    """
    person = subject.facts.get("person")
    if isinstance(person, Mapping):
        person = person.get("id")
    if private and person is not None:
        return f"{person}, in private"
    if subject.kind == "promise":
        return _owner(engagement, subject) or _lead(engagement)
    if subject.group.startswith("bodies["):
        return _of_body(engagement, subject) or _lead(engagement)
    return _lead(engagement)


def _owner(engagement: Engagement, subject: Subject) -> str | None:
    promise = next(
        (one for one in engagement.promises or () if subject.identity == f"promises[{one.id}]"),
        None,
    )
    if promise is None:
        return None
    if promise.owner is not None:
        return f"{promise.owner}, who owns the promise"
    return _promised_by(promise)


def _promised_by(promise: Promise) -> str | None:
    party = promise.by
    by = (named(party) or party.body) if party is not None else None
    return None if by is None else f"{by}, who made the promise"


def _of_body(engagement: Engagement, subject: Subject) -> str | None:
    name = subject.group.removeprefix("bodies[").removesuffix("]")
    body = (engagement.bodies or {}).get(name)
    if body is not None:
        for post, person in (("secretary", body.secretary), ("chair", body.chair)):
            if person is not None:
                return f"{person}, {post} of {subject.group_label}"
    if engagement.lead is not None:
        return _lead(engagement)
    # A role that names no body has one of its own name, and nobody runs that.
    named_by_role = any(
        role.body is not None and body_name(role.body) == name for role in engagement.roles or ()
    )
    return f"Whoever runs {subject.group_label}" if body or named_by_role else None


def _lead(engagement: Engagement) -> str:
    if engagement.lead is not None:
        return f"{engagement.lead}, who leads the arrangement"
    contact = engagement.contact
    if contact is not None and contact.post is not None:
        return f"{contact.post}, the contact for those who take part"
    return "Whoever leads the arrangement"
