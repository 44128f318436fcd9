"""What is shown of one engagement, counted, sorted and gathered once, and its digest among many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import add
from typing import Any, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import astuple

from pitfall_audit.engine.on_demand import packed, unpacked
from pitfall_audit.engine.result import EngagementResult, Outcome, PitfallId, RuleSummary, Severity
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.matters import (
    CheckGroup,
    Weight,
    by_check,
    findings_of,
    in_place_of,
    of_kind,
    weight,
)
from pitfall_audit.report.questions import Check, Question, checks_of, questions_in
from pitfall_audit.report.wording import BEYOND, SIX


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
    pitfalls: tuple[PitfallCounts, ...]
    findings: tuple[CheckGroup, ...]
    questions: tuple[Question, ...]
    in_place: tuple[CheckGroup, ...]
    nothing_found: tuple[CheckGroup, ...]
    not_told: tuple[CheckGroup, ...]
    does_not_apply: tuple[CheckGroup, ...]
    not_completed: tuple[CheckGroup, ...]
    accepted: tuple[CheckGroup, ...]


def laid_out(
    engagement: EngagementResult, ran: Mapping[PitfallId, int], checks: Mapping[str, Check]
) -> EngagementView:
    """Lay out an engagement; ``ran`` is how many checks of each pitfall did, on any."""
    groups = _groups_of(engagement, checks)
    return EngagementView(engagement, _counts(groups), rows_of(groups.counts(), ran), *groups)


def _groups_of(engagement: EngagementResult, checks: Mapping[str, Check]) -> _Groups:
    outcomes = engagement.outcomes
    passed = of_kind("passed", outcomes, checks)
    return _Groups(
        findings=findings_of(outcomes, checks),
        questions=questions_in(engagement, checks),
        in_place=in_place_of(outcomes, checks),
        nothing_found=by_check((one for one in passed if not one.earned), checks),
        not_told=by_check(_not_told(engagement, checks), checks),
        does_not_apply=by_check(of_kind("not-applicable", outcomes, checks), checks),
        not_completed=by_check(of_kind("error", outcomes, checks), checks),
        accepted=by_check(
            (one for one in of_kind("failed", outcomes, checks) if one.accepted), checks
        ),
    )


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


class _Groups(NamedTuple):
    """All that is said of an engagement, as it is shown."""

    findings: tuple[CheckGroup, ...] = ()
    questions: tuple[Question, ...] = ()
    in_place: tuple[CheckGroup, ...] = ()
    nothing_found: tuple[CheckGroup, ...] = ()
    not_told: tuple[CheckGroup, ...] = ()
    does_not_apply: tuple[CheckGroup, ...] = ()
    not_completed: tuple[CheckGroup, ...] = ()
    accepted: tuple[CheckGroup, ...] = ()

    def counts(self) -> dict[PitfallId, Counts]:
        """The counts of what bears on each; a question does on all that its answer bears on."""
        found: defaultdict[PitfallId | None, list[list[Any]]] = defaultdict(
            lambda: [[] for _ in self]
        )
        parts: Sequence[Sequence[CheckGroup | Question]] = self
        for at, part in enumerate(parts):
            for one in part:
                for of in one.pitfalls if isinstance(one, Question) else (one.check.pitfall,):
                    found[of][at].append(one)
        return {of: _counts(_Groups(*map(tuple, own))) for of, own in found.items() if of}


def _counts(groups: _Groups) -> Counts:
    severities = Counter(group.severity for group in groups.findings)
    return Counts(
        act_now=severities["error"],
        look_into=severities["warning"],
        consider=severities["advice"],
        to_ask=len(groups.questions),
        in_place=len(groups.in_place),
        nothing_found=len(groups.nothing_found),
        not_told=len(groups.not_told),
        does_not_apply=len(groups.does_not_apply),
        not_completed=sum(len(group.outcomes) for group in groups.not_completed),
        accepted=sum(len(group.outcomes) for group in groups.accepted),
    )


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
    groups = _Groups(*(getattr(each, part) for part in _Groups._fields))
    one = each.engagement
    return Digest(
        each.counts,
        groups.counts(),
        tuple(
            Weighed(weight(group), group.check.pitfall, group.severity, group.check.id)
            for group in each.findings
        ),
        bool(one.picture.ties or any(map(_speaks_of_ties, one.outcomes))),
    )


def packed_digest(engagement: EngagementResult, rules: Mapping[str, RuleSummary]) -> bytes:
    """The digest of an engagement that was audited by ``rules``; :func:`read_digest` reads it."""
    return packed(digest_of(laid_out(engagement, {}, checks_of(rules.values()))))


def read_digest(content: bytes) -> Digest:
    """The digest that was packed."""
    read: Digest = unpacked(content, Digest)
    return read


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
    kinds = (
        ("error", counts.act_now),
        ("warning", counts.look_into),
        ("advice", counts.consider),
        ("ask", counts.to_ask),
        ("passed", counts.in_place),
        ("broken", counts.not_completed),
    )
    return next((kind for kind, number in kinds if number), "")
