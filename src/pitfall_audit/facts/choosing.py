"""Facts about who chose the person in a seat, and whether it was somebody who treats them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pitfall_audit.facts.arrangement import Arrangement, named
from pitfall_audit.facts.connections import CARE
from pitfall_audit.facts.power import POWER_TIES
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes.choosing import ChoosingFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["with_choosers"]


def with_choosers(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    subjects: Sequence[Subject],
    connections: Sequence[Subject],
) -> tuple[Subject, ...]:
    """The subjects of seats, in the order of ``seats``, with who chose their holders."""
    work = _Chooser(arrangement, connections)
    return tuple(
        replace(
            subject,
            facts={**subject.facts, **work.facts(seat)},
        )
        for seat, subject in zip(seats, subjects, strict=True)
    )


class _Chooser:
    def __init__(self, arrangement: Arrangement, connections: Sequence[Subject]) -> None:
        self.arrangement = arrangement
        self.pairs: dict[tuple[str, str], Mapping[str, object]] = {}
        self.asked: dict[str, bool | None] = {}
        for one in connections:
            if one.facts["whole_body"]:
                self.asked[one.identity] = one.facts.get("members_asked")
            else:
                self.pairs[one.facts["person"], one.facts["other"]] = one.facts
        self.ties: dict[tuple[str, str], Anchor] = {}
        for tie, anchor in arrangement.ties():
            still = tie.until is None or tie.until >= arrangement.as_of
            if still and (tie.kind in CARE or tie.kind in POWER_TIES):
                self.ties.setdefault((tie.of, named(tie.with_) or ""), anchor)
        recruitment = arrangement.engagement.recruitment
        self.judges = [
            judge
            for criterion in (recruitment.criteria if recruitment else None) or ()
            if criterion.kind == "being-well-enough" and (judge := named(criterion.judged_by))
        ]

    def choosers(self, seat: Seat) -> list[str]:
        """Those who put the holder forward or judged them well enough, but the holder."""
        holder = seat.place.holder
        if holder is None:
            return []
        found = [named(holder.nominated_by), named(holder.judged_ready_by), *self.judges]
        return [one for one in dict.fromkeys(found) if one is not None and one != seat.person]

    def facts(self, seat: Seat) -> ChoosingFacts:
        """Who chose the holder of a seat; nothing for a seat that is open or has ended."""
        holder = seat.place.holder
        facts: ChoosingFacts = {}
        if holder is None or seat.ended or seat.lived is False:
            return facts
        choosers = self.choosers(seat)
        if choosers or holder.self_referred or named(holder.nominated_by) == seat.person:
            facts["choosers_stated"] = True
        own = [one for one in choosers if self.is_tied(holder.person, one)]
        if own:
            facts["chosen_by_own_clinician"] = True
            oversees = [self.oversees(holder.person, one) for one in own]
            if True in oversees:
                facts["chooser_also_oversees"] = True
            elif None not in oversees:
                facts["chooser_also_oversees"] = False
        elif not choosers or self.asked.get(f"bodies[{seat.place.body}]"):
            # Where nobody was asked, a tie that is not written down may be there all the same.
            facts["chosen_by_own_clinician"] = False
        return facts

    def is_tied(self, person: str, chooser: str) -> bool:
        """Whether somebody treats or supervises a person, or treats one they care for."""
        if (person, chooser) in self.ties:
            return True
        pair = self.pairs.get((person, chooser))
        return pair is not None and bool(pair["current"])

    def oversees(self, person: str, chooser: str) -> bool | None:
        """Whether somebody who treats a person has power over their seat, and it is not handled."""
        pair = self.pairs.get((person, chooser))
        if pair is None or not pair["current"]:
            return False
        if "power" not in pair:
            return None
        handled = pair.get("handled_for_power")
        if not pair["power"]:
            return False
        return None if handled is None else not handled
