"""What every format for people shows, counted, sorted and gathered once.

Pure functions of one :class:`~pitfall_audit.engine.result.AuditResult`. A format asks for
:func:`view_of` and lays out what it gets; it never sorts or counts for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from operator import add
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import astuple

from pitfall_audit.engine.on_demand import made_into
from pitfall_audit.engine.result import (
    AuditResult,
    EngagementResult,
    Outcome,
    PitfallId,
)
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.foremost import Foremost
from pitfall_audit.report.matters import (
    CheckGroup,
    by_check,
    findings_of,
    in_place_of,
    of_kind,
    severity_of,
)
from pitfall_audit.report.questions import Check, Question, checks_of, questions_in
from pitfall_audit.report.wording import BEYOND, SIX

__all__ = [
    "Brief", "Check", "CheckGroup", "Counts", "EngagementView", "PitfallCounts", "Question",
    "ResultView", "Together", "checks_of", "findings_of", "gravest", "severity_of", "view_of",
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


class Brief(Struct, frozen=True):
    """What is shown of an engagement among many: its ``head``, and the gravest of each pitfall.

    That is of the pitfalls of which a check ran; empty where nothing was found.
    """

    head: EngagementResult
    counts: Counts
    gravest: tuple[str, ...]


class ResultView(Struct, frozen=True):
    """A whole result, laid out; ``briefs`` are of all engagements, in their order.

    ``foremost`` are the checks whose findings matter most, of all engagements, each with the
    position of its engagement: one of each pitfall comes before a second of any.
    ``also_to_act_on`` names the others of which something is to be acted on, and ``found`` all that
    found something. ``most_pressing_first`` are the positions of all engagements in the order to
    look at them.
    ``not_audited`` are the files that should have given an engagement and did not.
    ``organisations`` are the distinct ones that are named, in order. ``speaks_of_ties``
    tells whether a tie, or a dispute, of somebody is shown: to ask whether there are any, or to
    say that people were asked, shows none.
    """

    result: AuditResult
    engagements: Sequence[EngagementView]
    briefs: Sequence[Brief]
    counts: Counts
    pitfalls: tuple[PitfallCounts, ...]
    foremost: tuple[tuple[int, CheckGroup], ...]
    also_to_act_on: tuple[str, ...]
    found: frozenset[str]
    most_pressing_first: tuple[int, ...]
    not_audited: tuple[str, ...]
    organisations: tuple[str, ...]
    speaks_of_ties: bool


def view_of(result: AuditResult, *, foremost: int = 3) -> ResultView:
    """Lay out a whole result; ``foremost`` bounds the checks shown at the top.

    Of many engagements the view of each is made when it is asked for.
    """
    checks, every = checks_of(result), Together(result, foremost=foremost)
    of = partial(_engagement_view, result=result, checks=checks)
    views = made_into(of, result.engagements)
    for each in views:
        every.add(each)
    return every.view(views)


class Together:
    """What is to be said of a whole result, of which one engagement after another is laid out."""

    def __init__(self, result: AuditResult, *, foremost: int = 3) -> None:
        self._result = result
        self._foremost = Foremost(foremost)
        self._briefs: list[Brief] = []
        self._counts = Counts()
        self._pitfalls: tuple[PitfallCounts, ...] = _pitfalls(_Groups(), result)
        self._found: set[str] = set()
        self._speaks_of_ties = False
        self._rows: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, each: EngagementView) -> None:
        """Count one in."""
        self._foremost.add(len(self._briefs), each.findings)
        self._found.update(group.check.id for group in each.findings)
        self._counts += each.counts
        self._pitfalls = tuple(map(_added, self._pitfalls, each.pitfalls))
        row = tuple(gravest(one.counts) for one in each.pitfalls if one.checks)
        head = self._result.heads[len(self._briefs)]
        # Many have the same row.
        self._briefs.append(Brief(head, each.counts, self._rows.setdefault(row, row)))
        one = each.engagement
        self._speaks_of_ties = self._speaks_of_ties or bool(
            one.picture.ties or any(map(_speaks_of_ties, one.outcomes))
        )

    def view(self, engagements: Sequence[EngagementView]) -> ResultView:
        """The whole, once all were counted in."""
        result, heads = self._result, self._result.heads
        audited = {each.file for each in heads}
        chosen, others = self._foremost.chosen()
        return ResultView(
            result=result,
            engagements=engagements,
            briefs=self._briefs,
            counts=self._counts,
            pitfalls=self._pitfalls,
            foremost=chosen,
            also_to_act_on=others,
            found=frozenset(self._found),
            most_pressing_first=_most_pressing_first(self._briefs),
            not_audited=tuple(
                file
                for file in result.files
                if file not in audited and file not in result.files_passed_over
            ),
            organisations=tuple(
                dict.fromkeys(each.organisation for each in heads if each.organisation)
            ),
            speaks_of_ties=self._speaks_of_ties,
        )


def _speaks_of_ties(outcome: Outcome) -> bool:
    """Whether an outcome tells of a tie or a dispute that somebody has."""
    if not outcome.private or outcome.outcome == "not-applicable":
        return False
    # Of a body, or of one seat, only a finding tells that there is something.
    section, names = read_identity(outcome.subject)
    of_body_or_seat = section in ("bodies", "seats") or (section == "hats" and len(names) == 1)
    return outcome.outcome == "failed" or not of_body_or_seat


def _most_pressing_first(briefs: Sequence[Brief]) -> tuple[int, ...]:
    """Sort the positions of engagements by how much there is to do; ties keep the files' order."""

    def pressing(position: int) -> tuple[int, ...]:
        counts = briefs[position].counts
        return (-counts.act_now, -counts.look_into, -counts.consider, -counts.to_ask)

    return tuple(sorted(range(len(briefs)), key=pressing))


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


def _added(one: PitfallCounts, other: PitfallCounts) -> PitfallCounts:
    return PitfallCounts(one.pitfall, one.counts + other.counts, one.checks)


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
