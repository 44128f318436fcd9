"""What matters most among the findings of many engagements, chosen as one after another comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from pitfall_audit.engine.result import PitfallId, Severity
from pitfall_audit.report.engagement_view import Weighed
from pitfall_audit.report.matters import Weight
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = ["Foremost"]

_WEIGHED_ANEW: Final = 50


class _Placed(NamedTuple):
    finding: Weighed
    position: int
    at: int


class Foremost:
    """Chooses what matters most, ``most`` at the most.

    Of one engagement it is what comes first there. Of several, each pitfall's most pressing
    check comes before a second of any pitfall, and among those the most pressing first; advice
    comes after all that is to be acted on or looked into. Where one is as pressing as another,
    the engagement not yet spoken of comes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._alike: dict[tuple[PitfallId | None, Severity], list[_Placed]] = {}
        self._to_act_on: dict[str, list[tuple[int, int]]] = {}

    def add(self, position: int, findings: Iterable[Weighed]) -> None:
        """Count in the findings of an engagement; positions come in their order."""
        for at, one in enumerate(findings):
            alike = self._alike.setdefault((one.pitfall, one.severity), [])
            alike.append(_Placed(one, position, at))
            if len(alike) >= _WEIGHED_ANEW * self._most:
                self._leave_out(alike)
            if one.severity == "error":
                places = self._to_act_on.setdefault(one.check, [])
                if len(places) <= self._most:
                    places.append((position, at))

    def _leave_out(self, alike: list[_Placed]) -> None:
        """Leave out what can't be chosen any more, of what is alike in pitfall and severity.

        Of no more than ``most`` engagements anything is chosen, and of none more than that many.
        """
        alike.sort(key=_in_order)
        of: Counter[int] = Counter()
        kept = []
        for one in alike:
            if (one.position in of or len(of) < self._most) and of[one.position] < self._most:
                of[one.position] += 1
                kept.append(one)
        alike[:] = kept

    def chosen(self) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
        """What matters most, by its engagement's position and its own among the findings there.

        With it come the ids of the other checks of which something is to be acted on.
        """
        placed = sorted((one for alike in self._alike.values() for one in alike), key=_in_order)
        pitfalls: Counter[PitfallId | None] = Counter()
        spoken_of: Counter[int] = Counter()
        # A single arrangement has its own order of weight, which breadth would only disturb.
        of_several = len({one.position for one in placed}) > 1

        def rank(index: int) -> tuple[bool, int, int, int]:
            one = placed[index].finding
            waits, severity = one.severity == "advice", SEVERITY_ORDER[one.severity]
            spread = pitfalls[one.pitfall] if of_several else 0
            return waits, spread, severity, spoken_of[placed[index].position]

        chosen: list[tuple[int, int]] = []
        while placed and len(chosen) < self._most:
            one = placed.pop(min(range(len(placed)), key=rank))
            pitfalls[one.finding.pitfall] += 1
            spoken_of[one.position] += 1
            chosen.append((one.position, one.at))
        others = {
            min(left): id_
            for id_, places in self._to_act_on.items()
            if (left := [one for one in places if one not in chosen])
        }
        named = tuple(others[at] for at in sorted(others))
        return chosen, named


def _in_order(one: _Placed) -> tuple[Weight, int, int]:
    return one.finding.weight, one.position, one.at
