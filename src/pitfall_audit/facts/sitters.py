"""Who sits on which body on the audit date, found by body, person and team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pitfall_audit.facts.arrangement import Arrangement, gathered, slug
from pitfall_audit.facts.conflicts import Pair
from pitfall_audit.facts.subjects import Anchor

__all__ = ["Sitters"]


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
