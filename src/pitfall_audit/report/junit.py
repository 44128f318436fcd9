"""A result as JUnit XML: each check of each arrangement is a case, for lists of test results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree

from pitfall_audit.engine.on_demand import Aside
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome, OutcomeKind
from pitfall_audit.report.listing import plain
from pitfall_audit.report.wording import accepted_in_words

__all__ = ["to_junit"]

_RANK: Final[tuple[OutcomeKind, ...]] = (
    "error", "failed", "cannot-tell", "passed", "not-applicable",
)  # fmt: skip
_ELEMENT: Final[dict[OutcomeKind, tuple[str, str]]] = {
    "error": ("error", "errors"),
    "failed": ("failure", "failures"),
    "cannot-tell": ("skipped", "skipped"),
    "not-applicable": ("skipped", "skipped"),
}


def to_junit(result: AuditResult) -> Iterator[str]:
    """Write in parts a suite for each arrangement, and one for the problems of the files, if any.

    A check that found something is a failure, one that broke off an error; what cannot be told,
    does not apply or did not run is skipped, with the reason.
    """
    # How many there are of all stands before them.
    aside, totals = Aside(on_disk=not result.ties_files), Counter[str]()
    suites = list(map(aside.put, _suites(result, totals)))
    top = ElementTree.Element("testsuites", name="pitfall-audit")
    for key in _TOTALS[:3]:
        top.set(key, str(totals[key]))
    top.text = _HERE
    before, _, after = ElementTree.tostring(top, "unicode").partition(_HERE)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{before}'
    for number in suites:
        yield f"\n {aside.get(number).decode()}"
    yield f"\n{after}\n"


def _suites(result: AuditResult, totals: Counter[str]) -> Iterator[bytes]:
    """Each suite as it is written; how many cases came out how is added to the ``totals``."""
    if result.problems:
        suite = _Suite("files")
        for one in result.problems:
            told = [f"{one.place.file}:{one.place.line}: {one.message}", one.help]
            suite.case(one.place.file, one.id, "error", one.message, told)
        yield suite.written(totals)
    for engagement in result.engagements:
        suite = _Suite(engagement.title or engagement.id)
        _add_cases(suite, engagement, result)
        yield suite.written(totals)


_HERE: Final = "here"
_TOTALS: Final = ("tests", "failures", "errors", "skipped")


class _Suite:
    """A suite of cases, which counts them."""

    def __init__(self, name: str) -> None:
        self._element = ElementTree.Element("testsuite", name=plain(name))
        self._totals = Counter[str]()

    def case(
        self, file: str, check: str, kind: OutcomeKind, message: str, told: Sequence[str] = ()
    ) -> None:
        """Add a case; ``message`` is the reason where it did not pass, ``told`` its lines."""
        case = ElementTree.SubElement(
            self._element, "testcase", classname=plain(file), name=plain(check)
        )
        self._totals["tests"] += 1
        if kind in _ELEMENT:
            name, counted = _ELEMENT[kind]
            self._totals[counted] += 1
            element = ElementTree.SubElement(case, name, message=plain(message), type=kind)
            element.text = "\n".join(map(plain, told)) or None

    def written(self, totals: Counter[str]) -> bytes:
        """Write the suite; how many cases came out how is added to the ``totals``."""
        for key in _TOTALS:
            self._element.set(key, str(self._totals[key]))
        totals.update(self._totals)
        ElementTree.indent(self._element, " ", level=1)
        return ElementTree.tostring(self._element, "unicode").encode()


def _add_cases(suite: _Suite, one: EngagementResult, result: AuditResult) -> None:
    named = one.id if one.joins else one.file
    by_rule = gathered(one.outcomes, lambda outcome: outcome.rule)
    for rule, outcomes in by_rule.items():
        kind = next(kind for kind in _RANK if any(_kind(o) == kind for o in outcomes))
        telling = [outcome for outcome in outcomes if _kind(outcome) == kind]
        reason = _message(telling[0]) or "does not apply here"
        if len(telling) > 1:
            reason = f"{reason} (And {len(telling) - 1} more.)"
        # What was found besides is not to be lost where a check broke off.
        found = [each for each in outcomes if _kind(each) == kind or each.outcome in _RANK[:2]]
        suite.case(named, rule, kind, reason, [_told(each) for each in found])
    without = {rule.id: "there is nothing here that it looks at" for rule in result.rules}
    for rule, reason in {**without, **result.rules_not_run, **one.rules_not_run}.items():
        if rule not in by_rule:
            suite.case(named, rule, "not-applicable", reason)


def _kind(outcome: Outcome) -> OutcomeKind:
    """How an outcome counts: what is accepted for now is skipped, with its reason."""
    return "cannot-tell" if outcome.accepted else outcome.outcome


def _message(outcome: Outcome) -> str:
    why = f" {accepted_in_words(outcome.accepted)}" if outcome.accepted else ""
    return f"{outcome.message}{why}"


def _told(outcome: Outcome) -> str:
    place = outcome.place
    return f"{place.file}:{place.line}: {_message(outcome)}" if place else _message(outcome)
