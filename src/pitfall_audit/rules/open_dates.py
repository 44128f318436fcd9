"""What a rule says of a subject whose dates are not whole: what it says of all their readings.

A finding is one that there is on whichever day was meant, as grave as it is at the least. What
hangs on the day is asked. Of deadlines the mildest reading counts, for nothing is late before
the last day that its date can mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from pitfall_audit.facts.fact_schema import Fact, FactField
from pitfall_audit.facts.readings import told
from pitfall_audit.facts.subjects import OpenDate, Subject
from pitfall_audit.rules.conditions.fact_paths import Unstated, facts_read, values_at
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER, OutcomeKind
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict

__all__ = ["verdict_of_all"]

_MILDEST_FIRST: Final[Sequence[OutcomeKind]] = (
    "error", "passed", "not-applicable", "cannot-tell", "failed",
)  # fmt: skip


def verdict_of_all(rule: Rule, subject: Subject, groups: Sequence[Sequence[Verdict]]) -> Verdict:
    """One verdict on a subject, of those on its readings.

    ``groups`` are the verdicts in the order of the subject's readings; where a reading does not
    have the subject, the verdict is that the rule does not apply.
    """
    mildest = [_mildest(group) for group in groups]
    outcomes = {one.outcome for one in mildest}
    for outcome in ("error", "not-applicable"):
        if outcome in outcomes and outcomes <= {outcome, "passed"}:
            return replace(_first(mildest, outcome), subject=subject)
    if outcomes == {"passed"}:
        return _agreed(subject, mildest)
    if outcomes == {"failed"}:
        return _agreed(subject, sorted(mildest, key=_gravity))
    asked = {one.path: one for verdict in mildest for one in verdict.unstated}
    if "failed" not in outcomes and asked:
        first = _first(mildest, "cannot-tell")
        return replace(first, subject=subject, unstated=tuple(asked.values()))
    asked = {one.path: one for one in _hanging_on(rule, subject)} | asked
    return Verdict(rule, subject, "cannot-tell", unstated=tuple(asked.values()))


def _mildest(verdicts: Sequence[Verdict]) -> Verdict:
    return min(verdicts, key=lambda one: (_MILDEST_FIRST.index(one.outcome), _gravity(one)))


def _gravity(verdict: Verdict) -> int:
    return -SEVERITY_ORDER[verdict.severity] if verdict.severity is not None else 0


def _first(verdicts: Sequence[Verdict], outcome: str) -> Verdict:
    return next(one for one in verdicts if one.outcome == outcome)


def _agreed(subject: Subject, verdicts: Sequence[Verdict]) -> Verdict:
    """The first of verdicts that agree, with no more than all of them say."""
    first = verdicts[0]
    stated = [one.values for one in verdicts if one.values is not None]
    values: Mapping[str, Any] | None = told(stated) if stated else None
    return replace(
        first,
        subject=subject,
        failing=tuple(n for n in first.failing if all(n in one.failing for one in verdicts)),
        adds=tuple(n for n in first.adds if all(n in one.adds for one in verdicts)),
        values=values,
    )


def _hanging_on(rule: Rule, subject: Subject) -> list[Unstated]:
    """What to ask where a rule says different things of the readings of a subject.

    The facts that it reads and that differ, where they have questions of their own; else the
    dates themselves.
    """
    differing = [one for one in _differing(rule, subject) if one.field.fact.asks]
    return differing or _dates_asked(subject.open_dates[:_MOST_ASKED])


_MOST_ASKED: Final = 3
"""So many dates are asked for at a time."""


def _dates_asked(dates: Sequence[OpenDate]) -> list[Unstated]:
    *others, last = dict.fromkeys(f"“{one.words}”" for one in dates)
    days = f"days are meant by {', '.join(others)} and" if others else "day is meant by"
    fact = Fact("The day that is meant", asks=f"Which {days} {last}?")
    return [
        Unstated((one.path,), FactField(one.path, "date", fact, optional=True)) for one in dates
    ]


def _differing(rule: Rule, subject: Subject) -> list[Unstated]:
    """The facts that a rule reads, and that are not the same in all readings of a subject."""
    shape = rule.vocabulary.shapes[rule.logic.subject]
    facts = [one.facts for group in subject.readings for one in group if one is not None]
    programs = [rule.applies, *(one.program for one in rule.expect)]
    found = []
    for program in programs:
        for read, field in facts_read(program, shape):
            first, *others = [list(values_at(one, read.path[1:])) for one in facts]
            if field.shape is None and any(other != first for other in others):
                found.append(Unstated(read.path[1:], field))
    return found
