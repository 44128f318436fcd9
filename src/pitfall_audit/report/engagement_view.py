"""What is shown of one engagement, counted, sorted and gathered once, and its digest among many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import add
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from pitfall_audit.engine.on_demand import packed
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import EngagementResult, Outcome, PitfallId, RuleSummary, Severity
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.matters import (
    CheckGroup,
    Weight,
    by_check,
    findings_of,
    in_order,
    in_place_of,
)
from pitfall_audit.report.questions import Check, Question, checks_of, questions_in
from pitfall_audit.report.wording import BEYOND, SIX
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = [
    "Counts", "Digest", "EngagementView", "PitfallCounts", "Weighed", "digest_of", "gravest",
    "laid_out", "packed_digest", "rows_of",
]  # fmt: skip


class Counts(Struct, frozen=True, array_like=True):
    """How many of each, merged as they are shown.

    A finding is what one check finds of one severity, wherever it finds it; a question is asked
    once. ``in_place`` is what is stated to be good; ``nothing_found`` what was looked for, and
    not found; ``not_told`` what papers do not tell, and seldom do, so that it is not asked.
    ``accepted`` counts each finding that does not count for now.
    """

    act_now: int = 0
    look_into: int = 0
    consider: int = 0
    to_ask: int = 0
    in_place: int = 0
    nothing_found: int = 0
    not_told: int = 0
    does_not_apply: int = 0
    not_completed: int = 0
    accepted: int = 0

    @property
    def needs_attention(self) -> int:
        """Findings of every severity together."""
        return self.act_now + self.look_into + self.consider

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(add, astuple(self), astuple(other)))


class PitfallCounts(Struct, frozen=True):
    """The counts of one pitfall; ``checks`` is how many checks of it ran."""

    pitfall: PitfallId
    counts: Counts
    checks: int


class EngagementView(Struct, frozen=True):
    """One engagement, laid out: each part in the order shown.

    ``findings`` holds one group for each check and severity, the weightiest first. ``in_place``
    is what is stated to be good, and ``nothing_found`` where a check looked, and found nothing.
    """

    engagement: EngagementResult
    counts: Counts
    by_pitfall: dict[PitfallId, Counts]
    ran: Mapping[PitfallId, int]
    findings: tuple[CheckGroup, ...]
    questions: tuple[Question, ...]
    in_place: tuple[CheckGroup, ...]
    nothing_found: tuple[CheckGroup, ...]
    not_told: tuple[CheckGroup, ...]
    does_not_apply: tuple[CheckGroup, ...]
    not_completed: tuple[CheckGroup, ...]
    accepted: tuple[CheckGroup, ...]

    @property
    def pitfalls(self) -> tuple[PitfallCounts, ...]:
        """The counts of each pitfall."""
        return rows_of(self.by_pitfall, self.ran)


def laid_out(
    engagement: EngagementResult, ran: Mapping[PitfallId, int], checks: Mapping[str, Check]
) -> EngagementView:
    """Lay out an engagement; ``ran`` is how many checks of each pitfall did, on any."""
    outcomes = engagement.outcomes
    of = gathered(outcomes, _part_of)
    parts = (
        findings_of(outcomes, checks),
        questions_in(engagement, checks),
        in_place_of(outcomes, checks),
        in_order(of.get("nothing_found", ()), checks),
        by_check(_not_told(engagement, checks), checks),
        in_order(of.get("not-applicable", ()), checks),
        in_order(of.get("error", ()), checks),
        in_order(of.get("accepted", ()), checks),
    )
    counts, by_pitfall = _counted(*parts)
    return EngagementView(engagement, counts, by_pitfall, ran, *parts)


def _part_of(one: Outcome) -> str:
    if one.outcome == "passed" and not one.earned:
        return "nothing_found"
    return "accepted" if one.outcome == "failed" and one.accepted else one.outcome


def _not_told(engagement: EngagementResult, checks: Mapping[str, Check]) -> list[Outcome]:
    """What published papers do not tell, of the checks that put no questions about papers."""
    asked = {at for question in engagement.questions for at in question.outcomes}
    return [
        one
        for at, one in enumerate(engagement.outcomes)
        if one.outcome == "cannot-tell"
        and at not in asked
        and (rule := checks[one.rule].rule) is not None
        and not (rule.asks_of_papers and rule.asks_of_policies)
    ]


def _counted(
    *parts: Sequence[CheckGroup | Question],
) -> tuple[Counts, dict[PitfallId, Counts]]:
    """The counts of all parts of a view, in all and of what bears on each pitfall.

    A question bears on all that its answer does.
    """
    none = [0] * len(Counts.__struct_fields__)
    every, found = none.copy(), defaultdict[PitfallId | None, list[int]](none.copy)
    for part, place in zip(parts, _PLACES, strict=True):
        for one in part:
            if isinstance(one, Question):
                at, number, pitfalls = place, 1, one.pitfalls
            else:
                at = SEVERITY_ORDER[one.severity] if place == _FINDINGS else place
                number = len(one.outcomes) if place >= _NOT_COMPLETED else 1
                pitfalls = (one.check.pitfall,)
            every[at] += number
            for of in pitfalls:
                found[of][at] += number
    return Counts(*every), {of: Counts(*own) for of, own in found.items() if of}


_FINDINGS: Final = 0
_NOT_COMPLETED: Final = Counts.__struct_fields__.index("not_completed")
_PLACES: Final = (_FINDINGS, *range(len(SEVERITY_ORDER), len(Counts.__struct_fields__)))
"""Where the counts of each part of a view stand; those of findings begin with the most serious."""


def rows_of(
    counts: Mapping[PitfallId, Counts], ran: Mapping[PitfallId, int]
) -> tuple[PitfallCounts, ...]:
    """A row of counts for each pitfall: the six, and those beyond where a check of theirs ran."""
    return tuple(
        PitfallCounts(pitfall, counts.get(pitfall, _NOTHING), ran.get(pitfall, 0))
        for pitfall in (*SIX, *BEYOND)
        if pitfall in SIX or ran.get(pitfall)
    )


_NOTHING: Final = Counts()


class Weighed(Struct, frozen=True, array_like=True):
    """A finding of an engagement, as what matters most is chosen: what it weighs, and of which."""

    weight: Weight
    pitfall: PitfallId | None
    severity: Severity
    check: str


class Digest(Struct, frozen=True, array_like=True):
    """What is told of an engagement among many: counts, in all and by pitfall, and its findings."""

    counts: Counts
    pitfalls: dict[PitfallId, Counts]
    findings: tuple[Weighed, ...]
    speaks_of_ties: bool


def digest_of(each: EngagementView) -> Digest:
    """The digest of an engagement that was laid out."""
    return Digest(
        each.counts,
        each.by_pitfall,
        tuple(
            Weighed(group.weight, group.check.pitfall, group.severity, group.check.id)
            for group in each.findings
        ),
        bool(each.engagement.picture.ties or any(map(_speaks_of_ties, each.engagement.outcomes))),
    )


def packed_digest(engagement: EngagementResult, rules: Mapping[str, RuleSummary]) -> bytes:
    """The digest of an engagement that was audited by ``rules``."""
    return packed(digest_of(laid_out(engagement, {}, checks_of(rules.values()))))


def _speaks_of_ties(outcome: Outcome) -> bool:
    """Whether an outcome tells of a tie or a dispute that somebody has."""
    if not outcome.private or outcome.outcome == "not-applicable":
        return False
    # Of a body, or of one seat, only a finding tells that there is something.
    section, names = read_identity(outcome.subject)
    of_body_or_seat = section in ("bodies", "seats") or (section == "hats" and len(names) == 1)
    return outcome.outcome == "failed" or not of_body_or_seat


def gravest(counts: Counts) -> str:
    """The shape of the gravest that was found; empty where nothing was."""
    numbers = (*astuple(counts)[: _SHAPES.index("broken")], counts.not_completed)
    return next((shape for shape, number in zip(_SHAPES, numbers, strict=True) if number), "")


_SHAPES: Final = ("error", "warning", "advice", "ask", "passed", "broken")
