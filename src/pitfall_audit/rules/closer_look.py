"""A closer look at one subject, condition by condition, where the whole rule did not settle it.

What is not stated is settled by CEL's own logic: reading it is an error, ``error || true``
is true, ``error && false`` is false, and what stays unsettled is a question. Only a rule
whose pitfall is the silence itself takes it for a no, and then only of an organisation that
describes itself, or where a document read whole should have said it. What is stated to be
none is no silence: it settles whatever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from pitfall_audit.engagement.model.vocabulary import SaidAbout
from pitfall_audit.facts.subjects import Saying, Subject, Unsaid
from pitfall_audit.rules.conditions.expressions import Answer, Batch, Crashed, Program, Unsettled
from pitfall_audit.rules.conditions.fact_paths import Unstated, field_at, waits_for
from pitfall_audit.rules.conditions.syntax_tree import Path
from pitfall_audit.rules.form.messages import Form
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER, PitfallId, Severity
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict

__all__ = [
    "LOOKED_AT_BESIDES", "CloserLook", "Silent", "asks_whose_seat", "facts_if_lived", "holding",
]  # fmt: skip


class Silent(NamedTuple):
    """A condition that does not hold because of what is not there, and is not open for it.

    ``document`` is what was read whole and does not say it; None where it is stated that
    there is none.
    """

    document: Unsaid | None


def holding(sentences: Sequence[tuple[Program, Form]], batch: Batch, index: int) -> tuple[int, ...]:
    """The indexes of the sentences whose condition holds."""
    return tuple(
        number for number, (when, _) in enumerate(sentences) if when.run(batch, index) is True
    )


class CloserLook:
    """A closer look at one subject, condition by condition."""

    def __init__(self, rule: Rule, subject: Subject, batch: Batch, index: int) -> None:
        self.rule = rule
        self.subject = subject
        self.batch = batch
        self.index = index
        self.silence_fails = rule.logic.silence == "fails"
        self.published = subject.described_from == "published-documents"
        in_words = subject.silence.facts_in_words
        self.in_words = None if in_words is None else Batch(batch.variable, [in_words])

    def look(self) -> Verdict:  # noqa: PLR0911  # one for each outcome, and two ways to crash
        """The verdict on the subject."""
        applies = self.answer(self.rule.applies)
        if isinstance(applies, Crashed):
            return self._crashed(applies)
        if isinstance(applies, Unsettled):
            return self._cannot_tell([(self.rule.applies, applies)], strict=False)
        if not applies or isinstance(applies, Silent):
            return Verdict(self.rule, self.subject, "not-applicable")
        strictly = self.silence_fails and self.published
        answers = [
            self.answer(one.program, strictly=strictly, silence_counts=self.silence_fails)
            for one in self.rule.expect
        ]
        crashed = next((answer for answer in answers if isinstance(answer, Crashed)), None)
        if crashed is not None:
            return self._crashed(crashed)
        waiting = [index for index, answer in enumerate(answers) if isinstance(answer, Unsettled)]
        silent = {n: answer for n, answer in enumerate(answers) if isinstance(answer, Silent)}
        failing = [index for index, answer in enumerate(answers) if answer is False]
        if silent and not self.silence_fails and not failing:
            # There is none of what this speaks of.
            return Verdict(self.rule, self.subject, "not-applicable")
        if failing or silent or (waiting and self.silence_fails and not self.published):
            rests_on = {n: answer.document for n, answer in silent.items()}
            rests_on |= {n: self._resting(self.rule.expect[n].program) for n in failing}
            if self.silence_fails and not self.published:
                rests_on |= dict.fromkeys(waiting)
            to_read = {n: said for n in sorted(rests_on) if (said := self._in_words(n))}
            if len(to_read) == len(rests_on):
                return self._asking([one for said in to_read.values() for one in said])
            rests_on = {n: document for n, document in rests_on.items() if n not in to_read}
            stated = None in rests_on.values()
            document = None if stated else next(iter(rests_on.values()))
            return self._failed(sorted(rests_on), document)
        if waiting:
            pairs = [(self.rule.expect[index].program, answers[index]) for index in waiting]
            return self._cannot_tell(pairs, strict=strictly)
        return Verdict(self.rule, self.subject, "passed")

    def answer(
        self, program: Program, *, strictly: bool = False, silence_counts: bool = False
    ) -> Answer:
        """What a condition comes to, where what is known of what is not there settles it."""
        answer = self._answer(program, self.batch, self.index, strictly, frozenset())
        # To has() what was looked for in vain is simply not there.
        in_vain = silence_counts and answer is False and bool(self.subject.silence.not_found)
        if not isinstance(answer, Unsettled) and (strictly or not in_vain):
            return answer
        gaps = self._gaps(program, presence=strictly or in_vain)
        known = {
            one.path: gap
            for one in gaps
            if (gap := _gap(self.subject, one)) is not None
            and (silence_counts or gap.document is None)
        }
        if not known:
            return answer
        document = next((gap.document for gap in known.values() if gap.document), None)
        settled = frozenset((program.variable, *path) for path in known)
        found = self._answer(program, self.batch, self.index, strictly, settled)
        if isinstance(found, Unsettled) and self.in_words is not None:
            found = self._answer(program, self.in_words, 0, strictly, settled)
        if isinstance(found, Unsettled):
            return Silent(document) if len(known) == len(gaps) else found
        return Silent(document) if found is False and document else found

    def _answer(
        self, program: Program, batch: Batch, index: int, strictly: bool, settled: frozenset[Path]
    ) -> Answer:
        return (
            program.run_strictly(batch, index, settled) if strictly else program.run(batch, index)
        )

    def _gaps(self, program: Program, *, presence: bool) -> list[Unstated]:
        """The absent facts that a condition reads; with ``presence``, or only asks for."""
        shape = self.rule.vocabulary.shapes[self.rule.logic.subject]
        return waits_for(program, shape, self.subject.facts, "", strict=presence)

    def _resting(self, program: Program) -> Unsaid | None:
        """In what a condition found no word, None where it rests on what is said."""
        resting = self.subject.silence.resting
        if not resting:
            return None
        routes = (".".join(read.path[1:]) for read in program.tree.reads)
        return next((resting[route] for route in routes if route in resting), None)

    def _failed(self, failing: Sequence[int], silent: Unsaid | None = None) -> Verdict:
        could_raise: list[tuple[Severity, list[Unstated]]] = []
        settled: Severity = self.rule.severity[-1][1]
        for program, severity in self.rule.severity:
            if program is None:
                settled = severity
                break
            answer = self.answer(program)
            if isinstance(answer, Crashed):
                return self._crashed(answer)
            if isinstance(answer, Unsettled):
                could_raise.append((severity, self._unstated(program, answer, strict=False)))
            elif answer and not isinstance(answer, Silent):
                settled = severity
                break
        if silent is not None or "capacity_taken_from" in self.subject.facts:
            # What a document leaves out, or whose seat it is taken to be, may be known elsewhere.
            settled = max(settled, _MOST_FOR_SILENCE, key=SEVERITY_ORDER.__getitem__)
            could_raise = []
        raising = [
            unstated
            for severity, facts in could_raise
            if SEVERITY_ORDER[severity] < SEVERITY_ORDER[settled]
            for unstated in facts
        ]
        return Verdict(
            self.rule,
            self.subject,
            "failed",
            severity=settled,
            failing=tuple(failing),
            could_raise=_distinct(raising),
            adds=holding(self.rule.adds, self.batch, self.index),
            silent=silent,
        )

    def _cannot_tell(
        self, waiting: Sequence[tuple[Program, Unsettled]], *, strict: bool
    ) -> Verdict:
        unstated = [
            one
            for program, answer in waiting
            for one in self._unstated(program, answer, strict=strict)
        ]
        return self._asking(unstated)

    def _asking(self, waiting: Sequence[Unstated]) -> Verdict:
        """A question, with what is said in words of the first that it waits for."""
        unstated = _distinct(waiting)
        found = (self._saying(one) for one in unstated)
        sayings = [saying._replace(of=None) for saying in found if saying is not None]
        told = (
            one for one in sayings if self.silence_fails or one.strength or self._made(unstated)
        )
        hangs = self._if_lived(unstated)
        worst = self._failed(()) if hangs is None else hangs
        return Verdict(
            self.rule,
            self.subject,
            "cannot-tell",
            unstated=unstated,
            said=next(told, None),
            hangs=hangs,
            stake=worst.severity or worst.stake,
        )

    def _in_words(self, index: int) -> list[Unstated]:
        """The facts of which something is said in words, where a condition hangs on those.

        Silence is no no where there are words to be read.
        """
        program = self.rule.expect[index].program
        reads = {read.path[1:] for read in program.tree.reads if read.path[0] == program.variable}
        shape = self.rule.vocabulary.shapes[self.rule.logic.subject]
        made = [
            Unstated(path, field)
            for path in sorted(reads)
            if ".".join(path) in self.subject.silence.of_silence
            and (field := field_at(shape, path)) is not None
        ]
        said = [one for one in made if self._saying(one) is not None]
        if said:
            return said
        gaps = self._gaps(program, presence=True)
        said = [one for one in gaps if self._saying(one) is not None]
        others = frozenset((program.variable, *one.path) for one in gaps if one not in said)
        answer = self._answer(program, self.batch, self.index, True, others) if said else None
        return said if isinstance(answer, Unsettled) else []

    def _made(self, facts: Sequence[Unstated]) -> bool:
        return any(".".join(one.path) in self.subject.silence.of_silence for one in facts)

    def _saying(self, unstated: Unstated) -> Saying | None:
        """What is said in words of a fact that is not there; None where nothing is."""
        silence, route = self.subject.silence, ".".join(unstated.path)
        if route in silence.absent or route in silence.not_found:
            return None
        found = silence.in_words.get(route)
        field = unstated.field.fact.field
        if found is None and field is not None:
            word = _ABOUT.get(self.rule.logic.pitfall, self.rule.logic.pitfall)
            about = (
                say for said, says in silence.said_about.items() if said == word for say in says
            )
            found = next((say for say in about if say.speaks_of(field)), None)
        return found

    def _if_lived(self, unstated: Sequence[Unstated]) -> Verdict | None:
        """What there would be to say if a seat of which it is open were a service user's."""
        if not asks_whose_seat(unstated) or _IF_LIVED.keys() <= self.subject.facts.keys():
            return None
        facts = facts_if_lived(self.subject.facts)
        subject = replace(self.subject, facts=facts)
        found = CloserLook(self.rule, subject, Batch(self.batch.variable, [facts]), 0).look()
        return found if found.outcome in ("failed", "cannot-tell") else None

    def _crashed(self, crash: Crashed) -> Verdict:
        return Verdict(self.rule, self.subject, "error", crash=crash.message)

    def _unstated(self, program: Program, answer: Unsettled, *, strict: bool) -> list[Unstated]:
        """What a question waits for: not what is known to be absent, if there is anything else."""
        shape = self.rule.vocabulary.shapes[self.rule.logic.subject]
        found = waits_for(program, shape, self.subject.facts, answer.key, strict=strict)
        return [one for one in found if _gap(self.subject, one) is None] or found


_MOST_FOR_SILENCE: Final[Severity] = "warning"
_READ_WHOLE: Final = Unsaid("")
_ABOUT: Mapping[PitfallId, SaidAbout] = {"boundaries": "interests", "induction": "training"}
"""What a file calls the subject of a pitfall, where it is not called as the pitfall is."""
LOOKED_AT_BESIDES: Final = ("capacity_taken_from", "capacity", "lived_experience")
"""The facts whose presence alone a closer look goes by, whether or not the conditions read them."""
_WHOSE_SEAT: Final = frozenset({"lived_experience", "capacity"})
_IF_LIVED: Mapping[str, Any] = {"lived_experience": True, "capacity": ["service-user"]}


def asks_whose_seat(unstated: Sequence[Unstated]) -> bool:
    """Whether a question waits for whose seat a seat is, or a role for, and for nothing else."""
    return bool(unstated) and all(one.path[-1] in _WHOSE_SEAT for one in unstated)


def facts_if_lived(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a seat as they would be if it were a service user's."""
    return {**_IF_LIVED, **facts}


def _gap(subject: Subject, unstated: Unstated) -> Silent | None:
    """What is known of a fact that is not there; None where it is open."""
    route = ".".join(unstated.path)
    silence = subject.silence
    if route in silence.absent:
        return Silent(None)
    document = silence.unsaid.get(route)
    if document is None and route in silence.not_found:
        document = _READ_WHOLE
    return None if document is None else Silent(document)


def _distinct(facts: Sequence[Unstated]) -> tuple[Unstated, ...]:
    return tuple({one.path: one for one in facts}.values())
