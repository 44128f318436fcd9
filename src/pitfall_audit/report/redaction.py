"""A result without what it says of ties and disputes, for formats that are passed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pitfall_audit.engine.entries import steps_of
from pitfall_audit.engine.on_demand import mapped
from pitfall_audit.engine.questions import gathered, questions_of
from pitfall_audit.engine.result import (
    Accepted,
    AuditResult,
    EngagementResult,
    Outcome,
    OutcomeKind,
    Plan,
)
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.language import ENGLISH, spoken
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.wording import count
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["for_audience", "is_reduced", "redacted"]

_SECTIONS: Final = frozenset({"ties", "conflicts"})
_TOLD: Final = ", told in full only where ties and disputes may be read."
_COUNTED: Final[dict[OutcomeKind, tuple[str, str | None]]] = {
    "failed": ("finding", None),
    "cannot-tell": ("question", None),
    "passed": ("thing in place", "things in place"),
    "not-applicable": ("case to which it does not apply", "cases to which it does not apply"),
    "error": ("case in which it broke off", "cases in which it broke off"),
}


def for_audience(result: AuditResult, audience: Audience) -> AuditResult:
    """Take out of a result what an audience is not to see; the working report has everything.

    A board sees of ties, disputes and complaints which check spoke of them, and how often; the
    public nothing of single people at all, in easy words or in others.
    """
    if audience in ("public", "easy-read"):
        from pitfall_audit.report.publishing import published  # noqa: PLC0415  # seldom needed

        return published(result)
    return result if audience == "working" else redacted(result, by_section=False)


def redacted(result: AuditResult, *, by_section: bool = True) -> AuditResult:
    """Reduce what is private in a result to the check, how many, and the section of the file.

    What a check says of one kind and severity in one section becomes one outcome without names,
    and the picture draws no ties. What is not private stays as it is. Without ``by_section`` all
    that a check says of one kind and severity becomes one outcome.
    """
    rules = {rule.id: rule for rule in result.rules}

    def reduced(one: EngagementResult) -> EngagementResult:
        outcomes = _without_private(one, by_section=by_section)
        picture = replace(
            one.picture,
            ties=(),
            bodies=tuple(replace(body, ties=None) for body in one.picture.bodies),
        )
        entries = {
            path: entry
            for path, entry in one.entries.items()
            if path in _SECTIONS or steps_of(path)[0][0] not in _SECTIONS
        }
        published = one.described_from == "published-documents"
        return replace(
            one,
            outcomes=outcomes,
            questions=questions_of(outcomes, rules, published=published),
            picture=picture,
            people=(),
            phrases=(),
            corrections=(),
            carrying=(),
            entries=entries,
            waivers=tuple(
                replace(
                    each,
                    subject=read_identity(each.subject).section,
                    says=Accepted(each.says.by, until=each.says.until),
                )
                if each.private
                else each
                for each in one.waivers
            ),
        )

    problems = tuple(_problem(one, result.ties_files) for one in result.problems)
    plan = result.plan and Plan(
        result.plan.file,
        tuple(
            replace(one, owner="", comment="", reply="") if one.private else one
            for one in result.plan.actions
        ),
    )
    since = result.since and replace(
        result.since,
        changes=tuple(
            replace(one, subject=read_identity(one.subject).section, label="", message="", line=0)
            if one.private
            else one
            for one in result.since.changes
        ),
    )
    engagements = mapped(reduced, result.engagements)
    return replace(result, engagements=engagements, problems=problems, plan=plan, since=since)


def _without_private(engagement: EngagementResult, *, by_section: bool) -> tuple[Outcome, ...]:
    merged = gathered(
        enumerate(engagement.outcomes),
        lambda item: (
            (
                item[1].rule,
                item[1].bears_on,
                item[1].foremost,
                item[1].outcome,
                item[1].severity,
                _section(item[1]) if by_section else "",
                item[1].accepted and item[1].accepted.by,
            )
            if _to_reduce(item[1])
            else item[0]
        ),
    )
    return tuple(
        _merged([outcome for _, outcome in items], engagement)
        if _to_reduce(items[0][1])
        else items[0][1]
        for items in merged.values()
    )


def _to_reduce(outcome: Outcome) -> bool:
    """Whether an outcome is private, and has not been reduced already."""
    return outcome.private and not is_reduced(outcome)


def is_reduced(outcome: Outcome) -> bool:
    """Whether an outcome is one of those that stand for others, and name nobody."""
    return (
        outcome.private
        and outcome.subject == outcome.label == _section(outcome)
        # In another language they are known by what no question lacks that an audit asks.
        and (outcome.message.endswith(_TOLD) or (spoken() != ENGLISH and outcome.group is None))
    )


def _section(outcome: Outcome) -> str:
    """The section of the file in which an outcome has its place."""
    if outcome.place is not None and (steps := steps_of(outcome.place.path)):
        return str(steps[0][0])
    return read_identity(outcome.subject).section


def _merged(outcomes: Sequence[Outcome], engagement: EngagementResult) -> Outcome:
    first, section = outcomes[0], _section(outcomes[0])
    noun, many = _COUNTED[first.outcome]
    number = count(len(outcomes), noun, many)
    stakes = [one.stake for one in outcomes]
    return Outcome(
        first.rule,
        section,
        section,
        first.outcome,
        f"{number[:1].upper()}{number[1:]}{_TOLD}",
        first.severity,
        first.place and _place(first.place, section, engagement),
        attested=all(one.attested for one in outcomes),
        private=True,
        stake=next((one for one in ("error", "warning", "advice") if one in stakes), None),
        touches=sum(one.touches for one in outcomes),
        earned=any(one.earned for one in outcomes),
        accepted=first.accepted and Accepted(first.accepted.by),
        bears_on=first.bears_on,
        foremost=first.foremost,
    )


def _place(place: Place, section: str, engagement: EngagementResult | None = None) -> Place:
    """Where the section begins; the head of the file where that is not known."""
    entry = None
    if engagement is not None and place.file == engagement.file:
        entry = engagement.entries.get(section)
    line = entry.line if entry is not None else 1
    return Place(place.file, line, 1, line, 1, path=section)


def _problem(problem: Problem, ties_files: Sequence[str]) -> Problem:
    steps = steps_of(problem.place.path)
    section = str(steps[0][0]) if steps else ""
    if section not in _SECTIONS and problem.place.file not in ties_files:
        return problem
    where = f"`{section}`" if section in _SECTIONS else "This file of ties"
    return Problem(
        problem.id,
        f"{where} cannot be used as it stands.",
        _place(problem.place, section),
        "Run the audit where ties and disputes may be read: it says there what to mend.",
    )
