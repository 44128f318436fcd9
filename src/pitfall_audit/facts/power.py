"""Who has power over somebody's seat: supervises, manages, appraises, funds or supports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.model.vocabulary import TieKind
from pitfall_audit.facts.arrangement import Arrangement, named, slug
from pitfall_audit.facts.pairs import Pair
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes import PowerFacts
from pitfall_audit.facts.subjects import Anchor

__all__ = ["POWER_TIES", "Power", "power_over"]

POWER_TIES: dict[TieKind, str] = {
    "supervised-by": "supervises",
    "line-managed-by": "manages",
    "appraised-by": "appraises",
    "funded-by": "funds",
}
"""The ties in which one person has power over another, and what that one does."""


@dataclass(slots=True)
class Power:
    """The power found, whether it is known to be all, and where it stands."""

    found: list[tuple[PowerFacts, Anchor]]
    complete: bool
    anchors: dict[str, Anchor]


def power_over(arrangement: Arrangement, seats: Sequence[Seat], pair: Pair) -> Power:
    """What power the other has over the person's current seats, and whether that is all.

    It is not known to be all while a seat's supervisor is not stated.
    """
    found: list[tuple[PowerFacts, Anchor]] = []
    complete = True
    unstated: Anchor | None = None
    for seat in seats:
        if seat.person != pair.person or not seat.current or seat.lived is False:
            continue
        for party, how, anchor in _overseers(arrangement, seat):
            if party == pair.other or (
                not pair.other_is_person and slug(party) == slug(pair.other)
            ):
                fact: PowerFacts = {"seat": seat.label, "how": how}
                if seat.capacity is not None:
                    fact["over_carer"] = "carer" in seat.capacity
                if fact not in [known for known, _ in found]:
                    found.append((fact, anchor))
        if seat.place.role.supervised_by is None and (
            seat.place.holder is None or seat.place.holder.supervised_by is None
        ):
            complete = False
            unstated = unstated or Anchor(("roles", seat.place.role_index))
    anchors: dict[str, Anchor] = {}
    if found:
        anchors["oversight"] = found[0][1]
    if unstated is not None:
        anchors["role"] = unstated
    return Power(found, complete, anchors)


def _overseers(arrangement: Arrangement, seat: Seat) -> Iterator[tuple[str, str, Anchor]]:
    """Whoever supervises, manages, appraises, funds or supports the holder of a seat."""
    place = seat.place
    role_path = ("roles", place.role_index)
    for key, how in (
        ("supervised_by", "supervises"),
        ("line_managed_by", "manages"),
        ("appraised_by", "appraises"),
        ("funded_by", "funds"),
    ):
        # Nobody, where that is what a holder has, is not whom the role names.
        own: PersonOrTeam | Literal["none"] | None = (
            getattr(place.holder, key) if place.holder else None
        )
        party = named(own or getattr(place.role, key))
        path = (*role_path, "holders", place.holder_index, key) if own else (*role_path, key)
        if party is not None:
            yield party, how, Anchor(path)
    for tie, anchor in arrangement.ties():
        how_tie = POWER_TIES.get(tie.kind)
        still = tie.until is None or tie.until >= arrangement.as_of
        if how_tie and tie.of == seat.person and still:
            yield named(tie.with_) or "", how_tie, anchor
    for index, support in enumerate(arrangement.engagement.support or ()):
        supports = support.for_ == seat.person or support.role == place.role.id
        still = support.until is None or support.until >= arrangement.as_of
        party = named(support.by)
        if supports and still and party is not None and not support.declined:
            yield party, "supports", Anchor(("support", index, "by"))
