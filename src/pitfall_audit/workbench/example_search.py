"""Finds examples that prove a rule: one for each outcome, and what notices each small change.

What is found shows what the rule does. Whether that is what its author means, only the author
can tell, so each says what it is about in a few words, to be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.conditions.expressions import ExpressionError
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.proving import HEADINGS
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict
from pitfall_audit.workbench.condition_trace import title_of
from pitfall_audit.workbench.mutants import Mutant, mutants_of
from pitfall_audit.workbench.sample_variations import gathered, stated, varied
from pitfall_audit.workbench.samples import Sample, shrunk

__all__ = ["FoundExample", "Search", "find_examples"]


class FoundExample(Struct, frozen=True):
    """An engagement and what a rule says of one subject in it.

    ``title`` says what decided that. ``data`` is the engagement, or with ``several`` the
    engagements by the names of their files, ``ties`` the file of ties beside it, if any.
    ``notices`` is the small change to the rule for which it was looked for; None where it was for
    its outcome.
    """

    outcome: OutcomeKind
    severity: Severity | None
    subject: str
    title: str
    data: Mapping[str, Any]
    ties: Mapping[str, Any] | None
    as_of: dt.date
    notices: str | None = None
    several: bool = False


class Search(Struct, frozen=True):
    """What was found for a rule.

    ``missing`` are the outcomes for which there is no example, ``unnoticed`` the words of each
    small change that none of the examples notices.
    """

    examples: tuple[FoundExample, ...]
    missing: tuple[OutcomeKind, ...]
    unnoticed: tuple[str, ...]

    @property
    def proves(self) -> bool:
        """Whether there is an example of a finding, and one of what is let pass."""
        return not {"failed", "passed"} & set(self.missing)


_AT_ONCE: Final = 100
_MOST_VARIATIONS: Final = 2_000

_Answer = tuple[OutcomeKind, Severity | None]


class _Case(Struct, frozen=True):
    """A subject of a sample, and what the rule says of it.

    ``failing`` are the indexes of the conditions that do not hold.
    """

    sample: Sample
    subject: Subject
    said: _Answer
    failing: tuple[int, ...]


def find_examples(rule: Rule, samples: Sequence[Sample]) -> Search:
    """Look among samples for examples of a rule, the first first, and shorten what is found.

    Where they do not show everything, variations of them are looked at too. For the sentences
    under ``adds`` nothing is looked for. A rule whose check
    is written in Python has no conditions that could be changed, so there is one example for
    each outcome.
    """
    finder = _Finder(rule)
    finder.look(_cases(rule, samples))
    if not finder.has_all:
        finder.look(_cases(rule, tuple(gathered(rule))))
    left = varied(rule, samples)
    if not finder.has_all_outcomes:
        # Nobody states what it asks about; so that is written in.
        left = chain(stated(rule, samples), left)
    for _ in range(_MOST_VARIATIONS // _AT_ONCE):
        if finder.has_all:
            break
        some = list(islice(left, _AT_ONCE))
        if not some:
            break
        finder.look(_cases(rule, some))
    return finder.search()


_SHOWN_BY_WORDS = ("adds", "praises", "earned")


class _Finder:
    """What was found so far, and what is still looked for."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._chosen: list[tuple[_Case, str | None]] = []
        self._missing = [outcome for _, outcome in HEADINGS]
        # What is changed in a further sentence, or in what is praised, only words would show.
        mutants = mutants_of(rule) if rule.python is None else ()
        self._unnoticed = [one for one in mutants if one.path[0] not in _SHOWN_BY_WORDS]
        self._noticed: list[Mutant] = []
        # A finding in which it alone does not hold shows what a condition is for.
        self._unshown = list(range(len(rule.expect)))

    @property
    def has_all(self) -> bool:
        """Whether nothing is looked for any more."""
        return not self._missing and not self._unnoticed and not self._unshown

    @property
    def has_all_outcomes(self) -> bool:
        """Whether there is something that it finds, and something that it lets pass."""
        return not {"failed", "passed"} & set(self._missing)

    def look(self, cases: Sequence[_Case]) -> None:
        """Take what is still looked for from some cases."""
        for outcome in tuple(self._missing):
            case = next((one for one in cases if one.said[0] == outcome), None)
            if case is not None:
                self._missing.remove(outcome)
                self._chosen.append((_shortened(self._rule, case, None), None))
        for index in tuple(self._unshown):
            if not any(case.failing == (index,) for case, _ in self._chosen):
                case = next((one for one in cases if one.failing == (index,)), None)
                if case is None:
                    continue
                self._chosen.append((_shortened(self._rule, case, None), None))
            self._unshown.remove(index)
        for mutant in tuple(self._unnoticed):
            if _noticing(mutant, [case for case, _ in self._chosen]) is None:
                case = _noticing(mutant, cases)
                if case is None:
                    continue
                self._chosen.append((_shortened(self._rule, case, mutant), mutant.words))
            self._unnoticed.remove(mutant)
            self._noticed.append(mutant)

    def search(self) -> Search:
        """All that was found, by outcome, and what was not."""
        order = [outcome for _, outcome in HEADINGS]
        found = [_example(self._rule, case, words) for case, words in self._needed()]
        return Search(
            tuple(sorted(found, key=lambda one: order.index(one.outcome))),
            tuple(self._missing),
            tuple(mutant.words for mutant in self._unnoticed),
        )

    def _needed(self) -> list[tuple[_Case, str | None]]:
        """What was chosen, without what later ones show as well."""
        needed = list(self._chosen)
        for one in self._chosen:
            others = [case for case, _ in needed if case is not one[0]]
            alone = one[0].failing if len(one[0].failing) == 1 else None
            if (
                any(case.said[0] == one[0].said[0] for case in others)
                and (alone is None or any(case.failing == alone for case in others))
                and all(_noticing(mutant, others) is not None for mutant in self._noticed)
            ):
                needed.remove(one)
        return needed


def _cases(rule: Rule, samples: Sequence[Sample]) -> list[_Case]:
    pairs = [
        (sample, subject)
        for sample in samples
        for subject in sample.facts.subjects.get(rule.logic.subject, ())
    ]
    verdicts = _verdicts(rule, [subject for _, subject in pairs])
    return [
        _Case(sample, subject, _answer(verdict), verdict.failing)
        for (sample, subject), verdict in zip(pairs, verdicts, strict=True)
        if verdict.outcome != "error"
    ]


def _verdicts(rule: Rule, subjects: Sequence[Subject]) -> Iterator[Verdict]:
    return evaluate(rule, Batches(FactSheet({rule.logic.subject: tuple(subjects)}, "none-given")))


def _answer(verdict: Verdict) -> _Answer:
    return verdict.outcome, verdict.severity


def _noticing(mutant: Mutant, cases: Sequence[_Case]) -> _Case | None:
    """The first case of which the mutant says something else than the rule."""
    try:
        verdicts = _verdicts(mutant.rule, [case.subject for case in cases])
        return next(
            (
                case
                for case, verdict in zip(cases, verdicts, strict=True)
                if _answer(verdict) != case.said
            ),
            None,
        )
    except (ExpressionError, RuntimeError):
        # It nests too deep to be run; no example is asked of it.
        return cases[0] if cases else None


def _shortened(rule: Rule, case: _Case, mutant: Mutant | None) -> _Case:
    """The case in as short an engagement as shows it: and where there is a mutant, notices it."""
    identity = case.subject.identity

    def keeps(facts: FactSheet) -> bool:
        subject = _subject(facts, rule, identity)
        if subject is None:
            return False
        verdict = next(_verdicts(rule, [subject]))
        if _answer(verdict) != case.said or verdict.failing != case.failing:
            return False
        return mutant is None or next(map(_answer, _verdicts(mutant.rule, [subject]))) != case.said

    sample = shrunk(case.sample, keeps, rule.vocabulary)
    subject = _subject(sample.facts, rule, identity)
    assert subject is not None  # noqa: S101  # it is kept, or the sample is as it was
    return _Case(sample, subject, case.said, case.failing)


def _subject(facts: FactSheet, rule: Rule, identity: str) -> Subject | None:
    subjects = facts.subjects.get(rule.logic.subject, ())
    return next((one for one in subjects if one.identity == identity), None)


def _example(rule: Rule, case: _Case, notices: str | None = None) -> FoundExample:
    verdict = next(_verdicts(rule, [case.subject]))
    return FoundExample(
        case.said[0],
        case.said[1],
        case.subject.identity,
        title_of(verdict),
        case.sample.data,
        case.sample.ties,
        case.sample.as_of,
        notices,
        case.sample.several,
    )
