"""Questions to ask, laid out: what each is about, what it bears on, and who would know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from pitfall_audit.engine.questions import WHO_IS_NOT_STATED, gathered
from pitfall_audit.engine.result import EngagementResult, Outcome, PitfallId, RuleSummary
from pitfall_audit.engine.waivers import WAIVER_CHECKS
from pitfall_audit.language import translated
from pitfall_audit.report.wording import PITFALLS

__all__ = [
    "NOBODY_NAMED", "Check", "Question", "asked_of", "by_who", "checks_of", "order_of",
    "questions_in",
]  # fmt: skip

NOBODY_NAMED = " (nobody named)"
"""How the label of a role's seat ends of which nobody is named."""
_PITFALL_ORDER: Mapping[PitfallId, int] = {pitfall: place for place, pitfall in enumerate(PITFALLS)}


def order_of(pitfall: PitfallId | None) -> int:
    """Where a pitfall comes on screen; what is of none comes last."""
    return len(PITFALLS) if pitfall is None else _PITFALL_ORDER[pitfall]


class Check(Struct, frozen=True):
    """A check by its id.

    ``rule`` and ``pitfall`` are None, and ``title`` is the id, where an outcome names a
    check that the result does not list (``rule-error``).
    """

    id: str
    title: str
    pitfall: PitfallId | None
    rule: RuleSummary | None


class Question(Struct, frozen=True):
    """One question of the result, with the outcomes that wait for its answer.

    ``texts`` are the distinct wordings (mostly one), ``labels`` what the question is
    about, ``checks`` what the answer bears on, ``who`` those who would know.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    checks: tuple[Check, ...]
    outcomes: tuple[Outcome, ...]
    who: tuple[str, ...]

    @property
    def unstated(self) -> bool:
        """Whether there are fields that would hold the answer."""
        return any(outcome.unstated for outcome in self.outcomes)

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
    def pitfalls(self) -> tuple[PitfallId | None, ...]:
        """The pitfalls on which its answer bears."""
        return tuple(dict.fromkeys(check.pitfall for check in self.checks))


class _Checks(dict[str, Check]):
    def __missing__(self, id_: str) -> Check:
        return self.setdefault(id_, Check(id_, _title_of(id_), None, None))


def checks_of(rules: Iterable[RuleSummary]) -> Mapping[str, Check]:
    """Give the check of each rule that ran, and one without a rule for each other id, by id."""
    return _Checks({one.id: Check(one.id, one.title, one.pitfall, one) for one in rules})


def _title_of(rule_id: str) -> str:
    title = WAIVER_CHECKS.get(rule_id)
    return translated(title) if title else rule_id


def questions_in(engagement: EngagementResult, checks: Mapping[str, Check]) -> tuple[Question, ...]:
    """Lay out the questions of an engagement, the weightiest first."""
    found = []
    for question in engagement.questions:
        # Another program may have left outcomes out of a result that it passes on.
        there = (at for at in question.outcomes if 0 <= at < len(engagement.outcomes))
        outcomes = tuple(engagement.outcomes[at] for at in there)
        found.append(
            Question(
                texts=question.texts,
                labels=_labels(outcomes),
                checks=tuple(checks[rule] for rule in _distinct(one.matter for one in outcomes)),
                outcomes=outcomes,
                who=question.who,
            )
        )
    return tuple(found)


def asked_of(question: Question, who: str) -> Question:
    """What of a question one of its respondents would know: nothing of what is asked of others."""
    outcomes = tuple(
        one for one in question.outcomes if (one.who or translated(WHO_IS_NOT_STATED)) == who
    )
    checks = tuple(one for one in question.checks if one.id in {each.matter for each in outcomes})
    asks = {one.message for one in outcomes} | {one.rule.question for one in checks if one.rule}
    return Question(
        texts=tuple(text for text in question.texts if text in asks) or question.texts[:1],
        labels=_labels(outcomes),
        checks=checks,
        outcomes=outcomes,
        who=(who,),
    )


def by_who(questions: Iterable[Question]) -> dict[tuple[str, ...], list[Question]]:
    """Gather questions by who would know, in the order of their first question."""
    return gathered(questions, lambda question: question.who)


def _labels(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """What some outcomes are about: a seat that nobody is named in goes by its role.

    What a reader asks says of what by itself.
    """
    about = (outcome.label for outcome in outcomes if not outcome.is_noted)
    return _distinct(label.removesuffix(NOBODY_NAMED) for label in about)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
