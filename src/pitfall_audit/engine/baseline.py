"""A baseline: the findings that were there when checking began, so that new ones alone count.

A finding is known again by its check, its engagement and its subject: lines may move, lists be
sorted and files renamed. One that has become more serious counts as new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.on_demand import mapped
from pitfall_audit.engine.result import (
    Accepted,
    AuditResult,
    BaselineUse,
    EngagementResult,
    Outcome,
)
from pitfall_audit.errors import usage
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER, Severity

__all__ = ["Baseline", "KnownFinding", "baseline_of", "key_of", "pruned", "read_baseline",
           "with_baseline", "written"]  # fmt: skip

_ACCEPTED: Final = Accepted("baseline")
Key = tuple[str, str, str]


class KnownFinding(Struct, frozen=True, order=True):
    """A finding of a baseline. The subject of one on ties is not written out, but its hash."""

    engagement: str
    rule: str
    subject: str
    severity: Severity

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.engagement, self.rule, self.subject


class Baseline(Struct, frozen=True):
    """The findings that were there on a day."""

    baseline: Literal[1]
    as_of: str
    findings: tuple[KnownFinding, ...]


def key_of(engagement: EngagementResult, outcome: Outcome) -> Key:
    """What an outcome is known by in a baseline."""
    subject = outcome.subject
    if outcome.private:
        text = "\0".join((engagement.id, outcome.rule, subject)).encode("utf-8", "backslashreplace")
        subject = f"sha256:{hashlib.sha256(text).hexdigest()[:32]}"
    return engagement.id, outcome.rule, subject


def baseline_of(result: AuditResult) -> Baseline:
    """The baseline that a result comes to: each finding that no waiver accepts."""
    found = {
        KnownFinding(*key_of(one, outcome), outcome.severity or "error")
        for one in result.engagements
        for outcome in one.outcomes
        if outcome.outcome == "failed"
        and (outcome.accepted is None or outcome.accepted.by != "waiver")
    }
    return Baseline(1, result.as_of, tuple(sorted(found)))


def written(baseline: Baseline) -> bytes:
    """Write a baseline as JSON, a finding on each line, so that changes are easily seen."""
    lines = [msgspec.json.encode(one).decode() for one in baseline.findings]
    findings = "".join(f"\n  {line}," for line in lines).removesuffix(",")
    day = msgspec.json.encode(baseline.as_of).decode()
    return f'{{\n "baseline": 1,\n "as_of": {day},\n "findings": [{findings}\n ]\n}}\n'.encode()


def read_baseline(content: bytes, shown: str) -> Baseline:
    """Read what :func:`written` wrote. Raises UsageProblem for anything else."""
    try:
        return msgspec.json.decode(content, type=Baseline)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise usage("no-baseline", shown=shown, error=error) from error


def with_baseline(result: AuditResult, baseline: Baseline, shown: str) -> AuditResult:
    """Mark the findings that were there before, and say which are there no more."""
    known = {one.key: one for one in baseline.findings}

    def marked(one: EngagementResult) -> EngagementResult:
        outcomes = tuple(
            replace(outcome, accepted=_ACCEPTED)
            if outcome.outcome == "failed"
            and not outcome.accepted
            and _was_there(known.get(key_of(one, outcome)), outcome)
            else outcome
            for outcome in one.outcomes
        )
        return replace(one, outcomes=outcomes)

    fixed = _fixed(result, baseline.findings)
    use = BaselineUse(shown, len(known), tuple(" ".join(one.key) for one in fixed))
    return replace(result, engagements=mapped(marked, result.engagements), baseline=use)


def pruned(result: AuditResult, baseline: Baseline) -> Baseline:
    """The baseline without what is fixed."""
    fixed = set(_fixed(result, baseline.findings))
    left = tuple(one for one in baseline.findings if one not in fixed)
    return Baseline(1, result.as_of, left)


def _was_there(known: KnownFinding | None, outcome: Outcome) -> bool:
    severity = SEVERITY_ORDER[outcome.severity or "error"]
    return known is not None and severity >= SEVERITY_ORDER[known.severity]


def _fixed(result: AuditResult, findings: Iterable[KnownFinding]) -> list[KnownFinding]:
    """The findings that an audit looked for, and that are there no more.

    What could not be looked at, and what is a question now, may still be there.
    """
    ran = {rule.id: rule for rule in result.rules}
    by_id = {one.id: one for one in result.heads}
    there, broke_off = set(), set()
    for each in result.engagements:
        for outcome in each.outcomes:
            if outcome.outcome in ("failed", "cannot-tell", "error"):
                there.add(key_of(each, outcome))
            if outcome.outcome == "error":
                broke_off.add(each.id)
    fixed = []
    for known in findings:
        one, rule = by_id.get(known.engagement), ran.get(known.rule)
        if one is None or known.key in there:
            continue
        without_ties = one.ties in ("none-given", "not-usable")
        of_waivers = known.rule.startswith("waiver-")
        if not of_waivers and (
            rule is None or known.rule in one.rules_not_run or (rule.private and without_ties)
        ):
            continue
        in_part = bool(one.joins and result.problems)
        if not in_part and known.engagement not in broke_off:
            fixed.append(known)
    return fixed
