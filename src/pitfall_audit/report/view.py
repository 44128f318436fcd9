"""What every format for people shows, counted, sorted and gathered once.

Pure functions of one :class:`~pitfall_audit.engine.result.AuditResult`. A format asks for
:func:`view_of` and lays out what it gets; it never sorts or counts for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import astuple

from pitfall_audit.engine.result import (
    AuditResult,
    EngagementResult,
    Outcome,
    PitfallId,
)
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.matters import (
    CheckGroup,
    by_check,
    findings_of,
    in_place_of,
    of_kind,
    severity_of,
    weight,
)
from pitfall_audit.report.questions import Check, Question, checks_of, questions_in
from pitfall_audit.report.wording import BEYOND, SIX
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = [
    "Check", "CheckGroup", "Counts", "EngagementView", "PitfallCounts", "Question",
    "ResultView", "checks_of", "findings_of", "severity_of", "together", "view_of",
]  # fmt: skip


class Counts(Struct, frozen=True):
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


class ResultView(Struct, frozen=True):
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


def view_of(result: AuditResult, *, foremost: int = 3) -> ResultView:
    """Lay out a whole result; ``foremost`` bounds the checks shown at the top."""
    ids = {outcome.rule for each in result.engagements for outcome in each.outcomes}
    checks = checks_of(result, sorted(ids))
    engagements = [_engagement_view(each, result, checks) for each in result.engagements]
    return together(result, engagements, foremost=foremost)


def together(
    result: AuditResult, engagements: Sequence[EngagementView], *, foremost: int = 3
) -> ResultView:
    """Lay out a whole result of which each engagement has been laid out."""
    audited = {each.file for each in result.engagements}
    return ResultView(
        result=result,
        engagements=tuple(engagements),
        counts=sum((each.counts for each in engagements), Counts()),
        pitfalls=_added(each.pitfalls for each in engagements) or _pitfalls(_Groups(), result),
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
        speaks_of_ties=any(
            each.picture.ties or any(map(_speaks_of_ties, each.outcomes))
            for each in result.engagements
        ),
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
    the most pressing first. Advice comes after all that is to be acted on or looked into.
    Where one is as pressing as another, the engagement not yet spoken of comes first.
    """
    placed = [
        (position, group) for position, each in enumerate(engagements) for group in each.findings
    ]

    # Sorting is stable: within one weight the files keep their order.
    placed.sort(key=lambda pair: weight(pair[1]))
    pitfalls: Counter[PitfallId | None] = Counter()
    spoken_of: Counter[int] = Counter()

    def rank(index: int) -> tuple[bool, int, int, int]:
        position, group = placed[index]
        waits = group.severity == "advice"
        severity = SEVERITY_ORDER[group.severity]
        return waits, pitfalls[group.check.pitfall], severity, spoken_of[position]

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
    passed = of_kind("passed", outcomes, checks)
    groups = _Groups(
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
    counts, pitfalls = _counts(groups), _pitfalls(groups, result)
    return EngagementView(engagement, counts, pitfalls, *groups)


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

    def by_pitfall(self) -> dict[PitfallId | None, _Groups]:
        """What bears on each; a question stands under all those that its answer bears on."""
        found: defaultdict[PitfallId | None, list[list[Any]]] = defaultdict(
            lambda: [[] for _ in self]
        )
        parts: Sequence[Sequence[CheckGroup | Question]] = self
        for at, part in enumerate(parts):
            for one in part:
                for of in one.pitfalls if isinstance(one, Question) else (one.check.pitfall,):
                    found[of][at].append(one)
        return {of: _Groups(*map(tuple, bearing)) for of, bearing in found.items()}


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


def _pitfalls(groups: _Groups, result: AuditResult) -> tuple[PitfallCounts, ...]:
    """Count each pitfall: the six always, those beyond where a check of theirs ran."""
    ran = Counter(rule.pitfall for rule in result.rules)
    bearing = groups.by_pitfall()
    return tuple(
        PitfallCounts(pitfall, _counts(bearing.get(pitfall, _Groups())), ran[pitfall])
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
