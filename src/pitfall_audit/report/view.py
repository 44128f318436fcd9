"""What every format for people shows, counted, sorted and gathered once.

Pure functions of one :class:`~pitfall_audit.engine.result.AuditResult`. A format asks for
:func:`view_of` and lays out what it gets; it never sorts or counts for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from pitfall_audit.engine.result import (
    AuditResult,
    EngagementResult,
    Outcome,
    OutcomeKind,
    PitfallId,
    Severity,
)
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.questions import Check, Question, checks_of, gathered, questions_of
from pitfall_audit.report.wording import BEYOND, SIX
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = [
    "Check", "CheckGroup", "Counts", "EngagementView", "PitfallCounts", "Question",
    "ResultView", "checks_of", "findings_of", "more_like_it", "questions_of", "severity_of",
    "view_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each; ``to_ask`` counts questions after they are merged."""

    act_now: int = 0
    look_into: int = 0
    consider: int = 0
    to_ask: int = 0
    in_place: int = 0
    does_not_apply: int = 0
    not_completed: int = 0

    @property
    def needs_attention(self) -> int:
        """Findings of every severity together."""
        return self.act_now + self.look_into + self.consider

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(self)
            }
        )


@dataclass(frozen=True, slots=True)
class PitfallCounts:
    """The counts of one pitfall; ``checks`` is how many checks of it ran."""

    pitfall: PitfallId
    counts: Counts
    checks: int


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Outcomes of one kind that belong to one check, in the order shown."""

    check: Check
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class EngagementView:
    """One engagement, laid out: each part in the order shown.

    ``findings`` holds one group for each check, the most pressing first.
    """

    engagement: EngagementResult
    counts: Counts
    pitfalls: tuple[PitfallCounts, ...]
    findings: tuple[CheckGroup, ...]
    questions: tuple[Question, ...]
    in_place: tuple[CheckGroup, ...]
    does_not_apply: tuple[CheckGroup, ...]
    not_completed: tuple[CheckGroup, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A whole result, laid out.

    ``foremost`` are the checks whose findings matter most, of all engagements, each with the
    position of its engagement: one of each pitfall comes before a second of any.
    ``most_pressing_first`` are the positions of all engagements in the order to look at them.
    ``not_audited`` are the files that should have given an engagement and did not.
    ``organisations`` are the distinct ones that are named, in order. ``speaks_of_ties``
    tells whether a tie, or a dispute, of somebody is shown: to ask whether there are any, or to
    say that people were asked, shows none.
    """

    result: AuditResult
    engagements: tuple[EngagementView, ...]
    counts: Counts
    pitfalls: tuple[PitfallCounts, ...]
    foremost: tuple[tuple[int, CheckGroup], ...]
    most_pressing_first: tuple[int, ...]
    not_audited: tuple[str, ...]
    organisations: tuple[str, ...]
    speaks_of_ties: bool


def severity_of(outcome: Outcome) -> Severity:
    """Give a finding's severity; one without is taken as the highest, so that it shows."""
    return outcome.severity or "error"


def findings_of(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[Outcome, ...]:
    """Give the findings, sorted by severity, pitfall, check and subject."""
    return tuple(
        sorted(
            (outcome for outcome in outcomes if outcome.outcome == "failed"),
            key=lambda outcome: (
                SEVERITY_ORDER[severity_of(outcome)],
                checks[outcome.rule].order,
                outcome.rule,
                outcome.subject,
            ),
        )
    )


def view_of(result: AuditResult, *, foremost: int = 3) -> ResultView:
    """Lay out a whole result; ``foremost`` bounds the checks shown at the top."""
    outcomes = [outcome for each in result.engagements for outcome in each.outcomes]
    checks = checks_of(result, (outcome.rule for outcome in outcomes))
    engagements = tuple(_engagement_view(each, result, checks) for each in result.engagements)
    audited = {each.file for each in result.engagements}
    return ResultView(
        result=result,
        engagements=engagements,
        counts=sum((each.counts for each in engagements), Counts()),
        pitfalls=_added(each.pitfalls for each in engagements) or _pitfalls((), (), result, checks),
        foremost=_foremost(engagements, foremost),
        most_pressing_first=_most_pressing_first(engagements),
        not_audited=tuple(
            file
            for file in result.files
            if file not in audited and file not in result.files_passed_over
        ),
        organisations=tuple(
            dict.fromkeys(each.organisation for each in result.engagements if each.organisation)
        ),
        speaks_of_ties=any(each.picture.ties for each in result.engagements)
        or any(_speaks_of_ties(outcome) for outcome in outcomes),
    )


def _speaks_of_ties(outcome: Outcome) -> bool:
    """Whether an outcome tells of a tie or a dispute that somebody has."""
    if not outcome.private or outcome.outcome == "not-applicable":
        return False
    # Of a body, or of one seat, only a finding tells that there is something.
    section, names = read_identity(outcome.subject)
    of_body_or_seat = section in ("bodies", "seats") or (section == "hats" and len(names) == 1)
    return outcome.outcome == "failed" or not of_body_or_seat


def _most_pressing_first(engagements: Sequence[EngagementView]) -> tuple[int, ...]:
    """Sort the positions of engagements by how much there is to do; ties keep the files' order."""

    def pressing(position: int) -> tuple[int, ...]:
        counts = engagements[position].counts
        return (-counts.act_now, -counts.look_into, -counts.consider, -counts.to_ask)

    return tuple(sorted(range(len(engagements)), key=pressing))


def _foremost(
    engagements: Sequence[EngagementView], most: int
) -> tuple[tuple[int, CheckGroup], ...]:
    """Choose what matters most among the findings of all engagements, with breadth.

    Each pitfall's most pressing check comes before a second of any pitfall, and among those
    the most pressing first. Advice waits a round, so that it displaces nothing to act on.
    Where one is as pressing as another, the engagement not yet spoken of comes first.
    """
    placed = [
        (position, group) for position, each in enumerate(engagements) for group in each.findings
    ]

    def severity(group: CheckGroup) -> int:
        return SEVERITY_ORDER[severity_of(group.outcomes[0])]

    # Sorting is stable: within one severity and pitfall the files keep their order.
    placed.sort(key=lambda pair: (severity(pair[1]), pair[1].check.order))
    pitfalls: Counter[PitfallId | None] = Counter()
    spoken_of: Counter[int] = Counter()

    def rank(index: int) -> tuple[int, int, int]:
        position, group = placed[index]
        waits = severity_of(group.outcomes[0]) == "advice"
        return pitfalls[group.check.pitfall] + waits, severity(group), spoken_of[position]

    chosen: list[tuple[int, CheckGroup]] = []
    while placed and len(chosen) < most:
        position, group = placed.pop(min(range(len(placed)), key=rank))
        pitfalls[group.check.pitfall] += 1
        spoken_of[position] += 1
        chosen.append((position, group))
    return tuple(chosen)


def _engagement_view(
    engagement: EngagementResult, result: AuditResult, checks: Mapping[str, Check]
) -> EngagementView:
    outcomes = engagement.outcomes
    questions = questions_of(outcomes, checks)
    return EngagementView(
        engagement=engagement,
        counts=_counts(outcomes, questions),
        pitfalls=_pitfalls(outcomes, questions, result, checks),
        findings=_by_check(findings_of(outcomes, checks), checks),
        questions=questions,
        in_place=_by_check(_of_kind("passed", outcomes, checks), checks),
        does_not_apply=_by_check(_of_kind("not-applicable", outcomes, checks), checks),
        not_completed=_by_check(_of_kind("error", outcomes, checks), checks),
    )


def _counts(outcomes: Iterable[Outcome], questions: Sequence[Question]) -> Counts:
    kinds: Counter[str] = Counter()
    for outcome in outcomes:
        kinds[severity_of(outcome) if outcome.outcome == "failed" else f"is {outcome.outcome}"] += 1
    return Counts(
        act_now=kinds["error"],
        look_into=kinds["warning"],
        consider=kinds["advice"],
        to_ask=len(questions),
        in_place=kinds["is passed"],
        does_not_apply=kinds["is not-applicable"],
        not_completed=kinds["is error"],
    )


def _pitfalls(
    outcomes: Iterable[Outcome],
    questions: Iterable[Question],
    result: AuditResult,
    checks: Mapping[str, Check],
) -> tuple[PitfallCounts, ...]:
    """Count each pitfall: the six always, those beyond where a check of theirs ran."""
    ran = Counter(rule.pitfall for rule in result.rules)
    own_outcomes = gathered(outcomes, lambda outcome: checks[outcome.rule].pitfall)
    own_questions = gathered(questions, lambda question: question.pitfall)
    return tuple(
        PitfallCounts(
            pitfall=pitfall,
            counts=_counts(own_outcomes.get(pitfall, []), own_questions.get(pitfall, [])),
            checks=ran[pitfall],
        )
        for pitfall in (*SIX, *BEYOND)
        if pitfall in SIX or ran[pitfall]
    )


def _added(tables: Iterable[tuple[PitfallCounts, ...]]) -> tuple[PitfallCounts, ...]:
    """Add tables that have the same rows, as all tables of one result do."""
    return tuple(
        PitfallCounts(
            pitfall=rows[0].pitfall,
            counts=sum((row.counts for row in rows), Counts()),
            checks=rows[0].checks,
        )
        for rows in zip(*tables, strict=True)
    )


def _of_kind(
    kind: OutcomeKind, outcomes: Iterable[Outcome], checks: Mapping[str, Check]
) -> list[Outcome]:
    # Within a check the outcomes keep the order of the file's own subjects.
    return sorted(
        (outcome for outcome in outcomes if outcome.outcome == kind),
        key=lambda outcome: (checks[outcome.rule].order, outcome.rule),
    )


def _by_check(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[CheckGroup, ...]:
    """Gather outcomes by check; a check stands where its first outcome stood."""
    return tuple(
        CheckGroup(checks[rule_id], tuple(own))
        for rule_id, own in gathered(outcomes, lambda outcome: outcome.rule).items()
    )


def more_like_it(group: CheckGroup) -> str:
    """How many more there are of the first one's severity, and how many are less pressing.

    Empty where it stands alone, else as ``and 2 more like it, and 1 less pressing``.
    """
    first, *others = map(severity_of, group.outcomes)
    alike = sum(one == first for one in others)
    less = len(others) - alike
    parts = [
        f"and {alike} more like it" if alike else "",
        f"and {less} less pressing" if less else "",
    ]
    return ", ".join(filter(None, parts))
