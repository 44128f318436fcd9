"""What is said of a role anywhere in a file, and what is not."""

from __future__ import annotations

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.base import Sourced
from pitfall_audit.engagement.model.roles import RoleDescription
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.asked_words import all_asked, texts_of
from pitfall_audit.facts.documents import by_law_alone

__all__ = ["description_gaps", "left_blank"]

_PARTS = {
    "purpose": "what the role is for",
    "tasks": "what is to be done",
    "hours": "how much time it takes",
    "term": "for how long",
    "contact": "whom to ask",
    "how_to_leave": "how to leave",
}
_PART_WORDS = {
    "purpose": {"purpose", "aim", "aims"},
    "tasks": {"task", "tasks", "duties"},
    "hours": {"hours", "time", "commitment"},
    "term": {"term", "tenure", "terms"},
    "contact": {"contact"},
    "how_to_leave": {"leave", "leaving", "resign"},
}
"""The words by which a sentence speaks of a part."""


def description_gaps(arrangement: Arrangement, role: Role, role_index: int) -> list[str] | None:
    """What is nowhere said of a role; None where a published text may just not mention it.

    How much time it takes is no gap of a law: that is for each of the many who follow it to say.
    """
    by_law = by_law_alone(arrangement.engagement)
    looked_for = {part: words for part, words in _PARTS.items() if part != "hours" or not by_law}
    parts = role.description if isinstance(role.description, RoleDescription) else None
    at = ("roles", role_index, "description")
    sought = arrangement.not_found(at)
    # No description was found: what nothing else says of the role was looked for as well.
    none_found = role.description is False or at in arrangement.engagement.absences
    said = {
        part: sought.get(part, is_yes(getattr(parts, part)))
        if parts
        else (False if none_found else None)
        for part in looked_for
    } | dict.fromkeys(_said_elsewhere(arrangement, role), True)
    for blank in left_blank(arrangement, role):
        said |= dict.fromkeys(_parts_in(blank), False)
    counts = arrangement.silence_counts(role.source, "role.description", role)
    if not counts and None in said.values():
        refused = [words for part, words in looked_for.items() if said[part] is False]
        return refused or None
    return [words for part, words in looked_for.items() if not said[part]]


def left_blank(arrangement: Arrangement, role: Role) -> list[str]:
    """What says that a part of a description is still to come, as a blank."""
    said = all_asked("blank", [one.replace(":", " ") for one in texts_of(arrangement, role)])
    return [one for one in said if _parts_in(one)]


def _parts_in(said: str) -> list[str]:
    words = set(said.casefold().split())
    return [part for part, own in _PART_WORDS.items() if words & own]


def _said_elsewhere(arrangement: Arrangement, role: Role) -> list[str]:
    ending = arrangement.engagement.ending
    leaving: bool | Sourced | None = ending.exit_terms if ending else None
    term = role.term
    body = arrangement.bodies.get(role.body or "")
    meets = body is not None and body.meetings is not None and body.meetings.a_year is not None
    elsewhere = {
        "purpose": (body is not None and body.purpose is not None)
        or bool(role.duties and arrangement.described(role.source) != "own-records"),
        "tasks": bool(role.duties),
        "hours": role.hours is not None or meets,
        "term": term is not None
        and any(one is not None for one in (term.months, term.ends, term.ends_with)),
        "contact": any(
            one is not None and one.contact is not None
            for one in (role, body, arrangement.engagement)
        ),
        "how_to_leave": bool(is_yes(leaving)),
    }
    return [part for part, is_said in elsewhere.items() if is_said]
