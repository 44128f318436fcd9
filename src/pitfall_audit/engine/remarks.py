"""What a reader noted: which of it comes first, and under which check it is told as theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.arrangement import Observation
from pitfall_audit.engine.result import Outcome, Severity
from pitfall_audit.errors import worded_in
from pitfall_audit.rules.form.outcomes import PITFALLS, SEVERITY_ORDER
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.checking import check_that_was_meant
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document

__all__ = ["unknown_checks", "with_their_checks"]

_NOT_RUN: Final = "It belongs to a check that was not run: {}."


def with_their_checks(
    outcomes: Sequence[Outcome], engagement: Engagement, ran: Mapping[str, Rule]
) -> tuple[Outcome, ...]:
    """Say of what a reader noted on which check of those that ``ran`` it bears, where one is named.

    It is never more serious than that check can be, nor to be acted on now. What they would say
    first is marked so. All other outcomes stay as they are.
    """
    noted = engagement.observations or ()
    if not any(one.check or one.weight == "most" for one in noted):
        return tuple(outcomes)

    def told(one: Outcome) -> Outcome:
        remark = _remark(one, engagement)
        if remark is None:
            return one
        one = replace(one, foremost=remark.weight == "most" and one.outcome == "failed")
        named = remark.check
        if not named or named == one.rule:
            return one
        if (rule := ran.get(named)) is None:
            not_run = (_NOT_RUN.format(named),) if one.outcome == "failed" else ()
            return replace(one, details=(*one.details, *not_run))
        can_be = min((is_ for _, is_ in rule.severity), key=SEVERITY_ORDER.__getitem__)
        at_most: tuple[Severity, ...] = ("warning", can_be, one.severity or "advice")
        least = max(at_most, key=SEVERITY_ORDER.__getitem__)
        severity = None if one.severity is None else least
        return replace(one, bears_on=named, severity=severity)

    return tuple(map(told, outcomes))


def _remark(outcome: Outcome, engagement: Engagement) -> Observation | None:
    """What was noted that an outcome is about; None where it is about something else."""
    path = outcome.place.path if outcome.place else ""
    noted = engagement.observations or ()
    found = (one for at, one in enumerate(noted) if path.startswith(f"observations[{at}]"))
    return next(found, None)


def unknown_checks(
    engagement: Engagement, document: Document, known: Collection[str]
) -> Iterator[Problem]:
    """The checks that are named beside what was noted, and are not among the ``known``."""
    for at, one in enumerate(engagement.observations or ()):
        if one.check and one.check not in known:
            meant = check_that_was_meant(one.check, (*known, *PITFALLS))
            problem = worded_in(
                document, ("observations", at, "check"), "unknown-check/noted", one=one, meant=meant
            )
            yield replace(problem, place=replace(problem.place, excerpt=""))
