"""Questions to ask: what could not be told, merged so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pitfall_audit.engine.result import AuditResult, Outcome, PitfallId, RuleSummary
from pitfall_audit.report.wording import PITFALLS, WHO_IS_NOT_STATED

__all__ = ["Check", "Question", "by_who", "checks_of", "gathered", "questions_of"]

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

NOBODY_NAMED = " (nobody named)"
"""How the label of a role's seat ends of which nobody is named."""
_PITFALL_ORDER: Mapping[PitfallId, int] = {pitfall: place for place, pitfall in enumerate(PITFALLS)}


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its id.

    ``rule`` and ``pitfall`` are None, and ``title`` is the id, where an outcome names a
    check that the result does not list (``rule-error``).
    """

    id: str
    title: str
    pitfall: PitfallId | None
    rule: RuleSummary | None

    @property
    def order(self) -> int:
        """Where the check's pitfall comes on screen; checks without one come last."""
        return len(PITFALLS) if self.pitfall is None else _PITFALL_ORDER[self.pitfall]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to put to the organisation, merged from outcomes that ask the same.

    ``texts`` are the distinct wordings (mostly one), ``labels`` what the question is
    about, ``checks`` what the answer bears on, ``unstated`` the fields that would hold it,
    ``who`` those who would know.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    checks: tuple[Check, ...]
    unstated: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    who: str

    @property
    def hangs(self) -> tuple[str, ...]:
        """What there would be to say if the seats it asks about were for lived experience."""
        return _distinct(one.hangs for one in self.outcomes if one.hangs is not None)

    @property
    def private(self) -> bool:
        """Whether it is to be asked in private: it speaks of ties or disputes.

        Whose seat a seat is can be asked openly, though a check on ties waits for it, too.
        """
        private = (outcome.private for outcome in self.outcomes)
        return all(private) if self.hangs else any(private)

    @property
    def pitfall(self) -> PitfallId | None:
        """The pitfall under which the question is listed: that of its first check."""
        return self.checks[0].pitfall


def checks_of(result: AuditResult, rule_ids: Iterable[str] = ()) -> dict[str, Check]:
    """Give every check that ran, and one without a rule for each other id, by id."""
    checks = {rule.id: Check(rule.id, rule.title, rule.pitfall, rule) for rule in result.rules}
    for rule_id in rule_ids:
        checks.setdefault(rule_id, Check(rule_id, rule_id, None, None))
    return checks


def questions_of(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[Question, ...]:
    """Merge what cannot be told into questions, in the order of the pitfalls.

    Outcomes of one check with one ``group`` (a body, mostly) are one question. Outcomes
    that lack the same fields of the same subject or group are one question too, which
    bears on each of their checks. What different people would know are different questions:
    what one is asked in private, another is not.
    """
    open_outcomes = sorted(
        (outcome for outcome in outcomes if outcome.outcome == "cannot-tell"),
        key=lambda outcome: (
            checks[outcome.rule].order,
            outcome.rule,
            outcome.subject,
        ),
    )
    by_check = gathered(open_outcomes, _asks_once)
    merged = gathered(by_check.values(), _asks_the_same)
    return tuple(_question(parts, checks) for parts in merged.values())


def gathered(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Gather items by key, keys and items in the order of their first coming."""
    lists: dict[Key, list[Item]] = {}
    for item in items:
        lists.setdefault(key(item), []).append(item)
    return lists


def _asks_once(outcome: Outcome) -> tuple[str, ...]:
    """Give the key of the outcomes of one check that are asked as one."""
    if outcome.group is not None:
        return ("group", outcome.rule, outcome.group, outcome.who or "")
    return ("subject", outcome.rule, outcome.subject, outcome.who or "")


def _asks_the_same(asked: Sequence[Outcome]) -> tuple[str, ...]:
    """Give the key of the checks that one answer would settle."""
    first = asked[0]
    about = first.subject if first.group is None else first.group
    words = {outcome.message for outcome in asked}
    if about == "engagement" and len(words) == 1:
        return ("words", about, first.who or "", *words)
    unstated = sorted({field for outcome in asked for field in outcome.unstated})
    # Without a named field there is nothing to tell that two checks ask the same.
    who = first.who or ""
    return ("fields", about, who, *unstated) if unstated else ("check", about, who, first.rule)


def _question(parts: Sequence[Sequence[Outcome]], checks: Mapping[str, Check]) -> Question:
    """Make one question from the outcomes of one or more checks, one part for each."""
    outcomes = tuple(outcome for part in parts for outcome in part)
    return Question(
        texts=_distinct(_asked(part, checks) for part in parts),
        labels=_labels(outcomes),
        checks=tuple(checks[rule_id] for rule_id in _distinct(each.rule for each in outcomes)),
        unstated=_distinct(field for outcome in outcomes for field in outcome.unstated),
        outcomes=outcomes,
        who=outcomes[0].who or WHO_IS_NOT_STATED,
    )


def _labels(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """What some outcomes are about; a role once, and not as the seats of nobody named, too."""
    labels = _distinct(outcome.label for outcome in outcomes)
    return tuple(
        one
        for one in labels
        if one.removesuffix(NOBODY_NAMED) not in labels or not one.endswith(NOBODY_NAMED)
    )


def by_who(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """Gather questions by who would know, in the order of their first question."""
    return gathered(questions, lambda question: question.who)


def _asked(part: Sequence[Outcome], checks: Mapping[str, Check]) -> str:
    """Word what one check asks: as the outcome has it, or, of several, as the check has it."""
    messages = {outcome.message for outcome in part}
    rule = checks[part[0].rule].rule
    return part[0].message if len(messages) == 1 or rule is None else rule.question


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
