"""Where somebody sits beside people of a team from which they have care; a reason to ask alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pitfall_audit.facts.arrangement import Arrangement, is_yes, named, slug
from pitfall_audit.facts.conflicts import Pair
from pitfall_audit.facts.subjects import Anchor

__all__ = ["asked_of_team", "sits_with_team"]

Sitters = Mapping[str, Mapping[str, Anchor]]
"""The ids of those who sit on each body, with where that is written."""


def sits_with_team(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> list[str]:
    """The bodies on which the person of a pair sits beside somebody of its team."""
    return list(dict.fromkeys(body for body, _ in _meetings(arrangement, sitters, pair)))


def asked_of_team(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> bool | None:
    """Whether those whom a pair brings together were asked; None where nothing says so."""
    for body, colleague in _meetings(arrangement, sitters, pair):
        described = arrangement.bodies.get(body)
        interests = described.interests if described else None
        private = interests.held_privately if interests else None
        asked = interests is not None and arrangement.has_come(interests.everyone_asked_on)
        settled = asked or (private is not None and private.handled is True)
        if not settled and not _tied(arrangement, pair.person, colleague):
            return None
    return True


def _meetings(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> Iterator[tuple[str, str]]:
    """Each body, and somebody of the team who sits there beside the person.

    Where all members are patients of the staff there, it goes without saying.
    """
    for body, people in sitters.items() if not pair.other_is_person else ():
        described = arrangement.bodies.get(body)
        if pair.person in people and not (
            described and is_yes(described.everyone_is_a_patient_of_staff)
        ):
            for other in people:
                known = arrangement.people.get(other)
                teams = {slug(team) for team in (known.teams if known else None) or ()}
                if other != pair.person and slug(pair.other) in teams:
                    yield body, other


def _tied(arrangement: Arrangement, one: str, other: str) -> bool:
    return any({tie.of, named(tie.with_)} == {one, other} for tie, _ in arrangement.ties())
