"""Where somebody sits beside people of a team from which they have care; a reason to ask alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pitfall_audit.facts.arrangement import Arrangement, is_yes, slug
from pitfall_audit.facts.conflicts import Pair
from pitfall_audit.facts.sitters import Sitters

__all__ = ["asked_of_team", "sits_with_team"]


def sits_with_team(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> list[str]:
    """The bodies on which the person of a pair sits beside somebody of its team."""
    return [body for body, _ in _meetings(arrangement, sitters, pair)]


def asked_of_team(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> bool | None:
    """Whether those whom a pair brings together were asked; None where nothing says so."""
    for body, colleagues in _meetings(arrangement, sitters, pair):
        described = arrangement.bodies.get(body)
        interests = described.interests if described else None
        private = interests.held_privately if interests else None
        asked = interests is not None and arrangement.has_come(interests.everyone_asked_on)
        settled = asked or (private is not None and private.handled is True)
        if not settled and not all(_tied(arrangement, pair.person, one) for one in colleagues):
            return None
    return True


def _meetings(
    arrangement: Arrangement, sitters: Sitters, pair: Pair
) -> Iterator[tuple[str, Iterable[str]]]:
    """Each body on which somebody of the team sits beside the person, and who they are.

    Where all members are patients of the staff there, it goes without saying.
    """
    for body in sitters.bodies_of(pair.person) if not pair.other_is_person else ():
        described = arrangement.bodies.get(body)
        of_team = sitters.of_team(body, slug(pair.other))
        others = len(of_team) > (pair.person in of_team)
        if others and not (described and is_yes(described.everyone_is_a_patient_of_staff)):
            yield body, (one for one in of_team if one != pair.person)


def _tied(arrangement: Arrangement, one: str, other: str) -> bool:
    between = arrangement.ties_between
    return (one, other) in between or (other, one) in between
