"""Two results held against each other: what is new, what is fixed, and what changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, get_args

from pitfall_audit.engine.change_records import Cause, Change, Comparison, Kind
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome, Severity
from pitfall_audit.engine.tallies import tally
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = ["compared", "counted"]

_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


Key = tuple[str, str, str]


def compared(old: AuditResult, new: AuditResult) -> Comparison:
    """Hold two results against each other, finding by finding.

    Findings are known again by check, engagement and subject, so that lines may have moved, lists
    been sorted and files renamed.
    """
    before, after = _outcomes(old), _outcomes(new)
    engagements = {one.id: one for one in new.heads}
    earlier = {one.id: one for one in old.heads}
    broke_off = {id_ for (_, id_, _), (_, found) in after.items() if found.outcome == "error"}
    changes = []
    for key in dict.fromkeys((*before, *after)):
        one, was = after.get(key), before.get(key)
        kind = _kind(was and was[1], one and one[1])
        if kind is None:
            continue
        if one is None or kind == "fixed":
            gone = _if_gone(key, old, new, earlier, engagements)
            kind = "not-looked-at" if gone == "fixed" and key[1] in broke_off else gone
        shown = one or was
        if shown is not None:
            cause = _cause(earlier.get(key[1]), engagements.get(key[1]), old, new)
            severity = shown[1].severity or (was and was[1].severity) or "error"
            cause = "" if kind == "persisting" else cause
            changes.append(_change(kind, *shown, severity, cause))
    changes.sort(key=lambda one: (_KINDS.index(one.kind), SEVERITY_ORDER[one.severity]))
    broken = any(one.broke_off for one in tally(new))
    complete = not new.problems and not broken
    return Comparison(1, old.as_of, new.as_of, complete, tuple(changes))


def _outcomes(result: AuditResult) -> dict[Key, tuple[EngagementResult, Outcome]]:
    return {
        (outcome.rule, head.id, outcome.subject): (head, outcome)
        for head, one in zip(result.heads, result.engagements, strict=True)
        for outcome in one.outcomes
    }


def _kind(was: Outcome | None, now: Outcome | None) -> Kind | None:
    """What became of a finding; None where there was none and is none."""
    found = now is not None and now.outcome == "failed"
    if was is None or was.outcome != "failed":
        in_place = was is not None and was.outcome == "passed"
        anew: Kind = "waived" if now and now.accepted else "reopened" if in_place else "new"
        return anew if found else None
    if now is None or not found:
        return "asked" if now is not None and now.outcome == "cannot-tell" else "fixed"
    if bool(was.accepted) != bool(now.accepted):
        return "waived" if now.accepted else "waiver-ended"
    worse = SEVERITY_ORDER[now.severity or "error"] < SEVERITY_ORDER[was.severity or "error"]
    return "worse" if worse and not now.accepted else "persisting"


def _if_gone(
    key: Key,
    old: AuditResult,
    new: AuditResult,
    earlier: Mapping[str, EngagementResult],
    engagements: Mapping[str, EngagementResult],
) -> Kind:
    """Whether what is found no more is fixed, or was only not looked at."""
    rule, id_, _ = key
    one, was = engagements.get(id_), earlier.get(id_)
    if one is None:
        unreadable = any(
            was and problem.place.file in (was.file, *was.joins) for problem in new.problems
        )
        return "unreadable" if unreadable else "not-looked-at"
    summary = next((each for each in (*new.rules, *old.rules) if each.id == rule), None)
    did_not_run = summary is not None and (
        rule not in {each.id for each in new.rules} or rule in one.rules_not_run
    )
    without_ties = (
        summary is not None
        and summary.private
        and was is not None
        and one.ties in ("none-given", "not-usable")
        and was.ties != one.ties
    )
    unseen = did_not_run or without_ties or _sees_less(was, one, old, new)
    return "not-looked-at" if unseen else "fixed"


def _sees_less(
    was: EngagementResult | None, now: EngagementResult, old: AuditResult, new: AuditResult
) -> bool:
    """Whether a file is missing of those that were looked at together, or their register."""
    if was is None or not was.joins:
        return False
    before, after = _registers(old), _registers(new)
    amiss = {problem.place.file for problem in new.problems} & (before | after)
    return not {*was.joins} <= {*now.joins} or bool(before and (amiss or not after))


def _registers(result: AuditResult) -> set[str]:
    return {seal.file for seal in result.seals if seal.kind == "register"}


def _cause(
    was: EngagementResult | None, now: EngagementResult | None, old: AuditResult, new: AuditResult
) -> Cause | Literal[""]:
    """Why something changed; empty where it can't be told."""
    if was is None or now is None or not (was.digest and now.digest):
        return ""
    if was.digest != now.digest:
        return "file"
    time = old.as_of != new.as_of
    program = any(
        before != after
        for before, after in (
            (old.tool, new.tool),
            (old.packs, new.packs),
            (old.settings, new.settings),
            (was.settings, now.settings),
            ([rule.id for rule in old.rules], [rule.id for rule in new.rules]),
        )
    )
    if time and program:
        return "time-or-program"
    return "time" if time else "program" if program else ""


def _change(
    kind: Kind,
    engagement: EngagementResult,
    outcome: Outcome,
    severity: Severity,
    cause: Cause | Literal[""],
) -> Change:
    place = outcome.place
    return Change(
        kind, outcome.rule, engagement.id, outcome.subject, outcome.label, outcome.message,
        severity, outcome.private,
        place.file if place else engagement.file, place.line if place else 0, cause,
    )  # fmt: skip


def counted(comparison: Comparison) -> Iterator[tuple[Kind, int]]:
    """How many there are of each kind, in the order shown; those of which there are any."""
    for kind in _KINDS:
        if number := sum(one.kind == kind for one in comparison.changes):
            yield kind, number
