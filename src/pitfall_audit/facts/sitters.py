"""Who sits on which body on the audit date, found by body, person and team.

And where somebody sits beside people of a team from which they have care; a reason to ask alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pitfall_audit.facts.arrangement import Arrangement, gathered, is_yes, slug
from pitfall_audit.facts.conflicts import Pair
from pitfall_audit.facts.subjects import Anchor

__all__ = ["Sitters", "asked_of_team", "sits_with_team"]


class Sitters(dict[str, dict[str, Anchor]]):
    """The ids of those who sit on each body, with where that is written.

    It is filled before anything is looked for in it.
    """

    def __init__(self, arrangement: Arrangement) -> None:
        super().__init__()
        self._arrangement = arrangement

    def bodies_of(self, person: str) -> Sequence[str]:
        """The bodies on which somebody sits."""
        return self._bodies_of.get(person, ())

    @cached_property
    def _bodies_of(self) -> Mapping[str, Sequence[str]]:
        return gathered((person, body) for body, people in self.items() for person in people)

    def judging(self, pair: Pair) -> list[str]:
        """The bodies that judge somebody and on which one of a pair sits, in the file's order."""
        theirs = {*self.bodies_of(pair.person)}
        if pair.other_is_person:
            theirs |= {*self.bodies_of(pair.other)}
        return sorted(theirs & self._order.keys(), key=self._order.__getitem__)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        bodies = self._arrangement.bodies.items()
        return {name: at for at, (name, body) in enumerate(bodies) if body.judges}

    def of_team(self, body: str, team: str) -> Mapping[str, None]:
        """Those on a body who work in a team, which is given by its name as an id."""
        return self._of_teams.get((body, team), {})

    @cached_property
    def _of_teams(self) -> Mapping[tuple[str, str], Mapping[str, None]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for body, people in self.items():
            for person in people:
                known = self._arrangement.people.get(person)
                for team in (known.teams if known else None) or ():
                    found.setdefault((body, slug(team)), {})[person] = None
        return found


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
