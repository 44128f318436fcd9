"""Explains a verdict: condition by condition, with the values of the fields that each one read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.facts.fact_schema import FactShape
from pitfall_audit.rules.closer_look import CloserLook, Silent
from pitfall_audit.rules.conditions.expressions import Answer, Batch, Crashed, Program, Unsettled
from pitfall_audit.rules.conditions.fact_paths import ABSENT, field_at, values_at, waits_for
from pitfall_audit.rules.form.outcomes import Severity
from pitfall_audit.rules.verdicts import Verdict

__all__ = ["FactRead", "Look", "Part", "Standing", "deciding", "facts_read", "looks_at", "title_of"]

Part = Literal["applies", "expect", "severity", "adds"]
Standing = Literal["holds", "does-not-hold", "not-settled", "crashed"]


class FactRead(Struct, frozen=True):
    """A field that an expression reads of one subject.

    ``name`` is how it is written in an expression, with ``[]`` for each item of a list.
    ``values`` holds one value, or through a list one for each item;
    :data:`~pitfall_audit.rules.conditions.fact_paths.ABSENT` stands for one that is not stated.
    ``says`` is what the field means.
    """

    name: str
    values: tuple[Any, ...]
    says: str

    @property
    def is_unstated(self) -> bool:
        """Whether any of its values is not stated."""
        return any(value is ABSENT for value in self.values)


class Look(Struct, frozen=True):
    """How one condition stands for one subject.

    ``number`` counts from 1 within its part. ``waits_for`` names the fields that keep it from
    being settled; ``settled_without`` those that it reads, that are not stated, and on which
    nothing hangs. ``silence`` is true where what is not settled counts as not holding, and
    ``strict`` where ``has()`` of what is not stated is not settled. ``severity`` is that of
    its clause; a clause that always stands has no ``text``.
    """

    part: Part
    number: int
    text: str | None
    standing: Standing
    reads: tuple[FactRead, ...] = ()
    waits_for: tuple[str, ...] = ()
    settled_without: tuple[str, ...] = ()
    silence: bool = False
    strict: bool = False
    severity: Severity | None = None
    crash: str | None = None


def looks_at(verdict: Verdict) -> tuple[Look, ...]:
    """Every condition that had a say in a verdict, in the order in which they are looked at.

    ``applies`` first. Where it holds, all of ``expect``. Of a finding, the clauses of its
    severity up to the one that stands, and then the sentences that may be added. A check that
    is written in Python has no conditions.
    """
    if verdict.rule.python is not None:
        return ()
    return tuple(_Explainer(verdict).looks())


def deciding(verdict: Verdict, wanted: str | None = None) -> tuple[Look, ...]:
    """The conditions that decided a verdict.

    ``wanted`` is the outcome that was expected, if another was or the same: of a finding that
    was expected, and came out with the wrong severity, the clauses decide.
    """
    looks = looks_at(verdict)
    crashed = [look for look in looks if look.standing == "crashed"]
    if verdict.outcome == "error":
        return tuple(crashed)
    if verdict.outcome == "failed" and wanted == "failed":
        return tuple(look for look in looks if look.part == "severity")
    if verdict.outcome == "failed":
        failing = {index + 1 for index in verdict.failing}
        return tuple(look for look in looks if look.part == "expect" and look.number in failing)
    if verdict.outcome == "cannot-tell":
        return tuple(
            look
            for look in looks
            if look.part in {"applies", "expect"} and look.standing == "not-settled"
        )
    part = "applies" if verdict.outcome == "not-applicable" else "expect"
    return tuple(look for look in looks if look.part == part)


def facts_read(
    program: Program, shape: FactShape, facts: Mapping[str, Any], thresholds: Mapping[str, Any]
) -> tuple[FactRead, ...]:
    """The fields that an expression reads of a subject's facts, each once, with their values.

    ``shape`` is that of the facts.
    """
    found: dict[str, FactRead] = {}
    for read in program.tree.reads:
        name = ".".join(read.path).replace(".[]", "[]")
        if read.path[0] == "thresholds" and len(read.path) == 2:
            found[name] = FactRead(name, (thresholds[read.path[1]],), "A number of this check")
        elif read.path[0] == program.variable and read.used and read.path[1:]:
            field = field_at(shape, read.path[1:])
            if field is not None and (field.shape is None or read.presence_only):
                values = tuple(values_at(facts, read.path[1:]))
                found[name] = FactRead(name, values, field.fact.says)
    return tuple(found.values())


class _Explainer:
    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.rule = verdict.rule
        self.facts = verdict.subject.facts
        self.batch = Batch(self.rule.logic.subject, [self.facts])
        self.closer = CloserLook(verdict.rule, verdict.subject, self.batch, 0)
        self.published = verdict.subject.described_from == "published-documents"
        self.silence_fails = self.rule.logic.silence == "fails"

    def looks(self) -> Iterator[Look]:
        applies = self.look("applies", 1, self.rule.applies)
        yield applies
        if applies.standing != "holds":
            return
        strict = self.silence_fails and self.published
        for number, condition in enumerate(self.rule.expect, 1):
            look = self.look("expect", number, condition.program, strict=strict)
            if self.verdict.outcome == "cannot-tell" and look.standing == "does-not-hold":
                # What the papers say of it, less firmly or in words, is asked about.
                paths = [one.path for one in self.verdict.unstated]
                waits = _names(condition.program.variable, paths)
                look = replace(look, standing="not-settled", waits_for=waits)
            yield look
        if self.verdict.failing:
            yield from self.severity()
        if self.verdict.outcome == "failed":
            for number, (program, _) in enumerate(self.rule.adds, 1):
                yield self.look("adds", number, program)

    def severity(self) -> Iterator[Look]:
        for number, (program, severity) in enumerate(self.rule.severity, 1):
            # Of what is only silent the clause that stands can say more than what comes of it.
            stands = self.verdict.severity or severity
            if program is None:
                yield Look("severity", number, None, "holds", severity=stands)
                return
            look = self.look("severity", number, program, severity=severity)
            holds = look.standing == "holds"
            yield replace(look, severity=stands) if holds else look
            if holds or look.standing == "crashed":
                return

    def look(
        self,
        part: Part,
        number: int,
        program: Program,
        *,
        strict: bool = False,
        severity: Severity | None = None,
    ) -> Look:
        counts = part == "expect" and self.silence_fails
        answer = self.closer.answer(program, strictly=strict, silence_counts=counts)
        silent = isinstance(answer, Silent)
        if silent:
            # What is stated to be none, or what a document read whole does not say.
            answer = Unsettled("") if counts else False
        shape = self.rule.vocabulary.shapes[program.variable]
        reads = facts_read(program, shape, self.facts, self.rule.thresholds)
        waiting: tuple[str, ...] = ()
        if isinstance(answer, Unsettled):
            waiting = _names(
                program.variable,
                [
                    one.path
                    for one in waits_for(program, shape, self.facts, answer.key, strict=strict)
                ],
            )
        standing = _standing(answer)
        settled = standing in {"holds", "does-not-hold"} and not strict
        return Look(
            part,
            number,
            program.text,
            standing,
            reads,
            waiting,
            _settled_without(program, reads) if settled else (),
            silence=counts and standing == "not-settled" and (silent or not self.published),
            strict=strict and standing == "not-settled",
            severity=severity,
            crash=answer.message if isinstance(answer, Crashed) else None,
        )


def _standing(answer: Answer) -> Standing:
    if isinstance(answer, Crashed):
        return "crashed"
    if isinstance(answer, Unsettled):
        return "not-settled"
    return "holds" if answer else "does-not-hold"


def _names(variable: str, paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(f"{variable}.{'.'.join(path)}".replace(".[]", "[]") for path in paths)
    )


def _settled_without(program: Program, reads: tuple[FactRead, ...]) -> tuple[str, ...]:
    """The fields whose silence CEL passed over, as it does in ``true || …`` and ``false && …``.

    A field that ``has()`` asks about is left out: its silence is an answer there.
    """
    asked = [read.path for read in program.tree.reads if read.presence_only]
    unstated = {read.name for read in reads if read.is_unstated}
    passed_over = [
        read.path[1:]
        for read in program.tree.reads
        if read.used
        and not read.presence_only
        and not any(read.path[: len(path)] == path for path in asked)
    ]
    return tuple(name for name in _names(program.variable, passed_over) if name in unstated)


_MOST_FACTS: Final = 3
_LONGEST: Final = 40


def title_of(verdict: Verdict) -> str:
    """The facts that decided a verdict, as ``body.kind is committee and seat.voting is no``."""
    about = _facts_in_words(verdict)
    if verdict.subject.described_from == "published-documents":
        return f"{about}, in published documents"
    return about


def _facts_in_words(verdict: Verdict) -> str:
    looks = deciding(verdict)
    parts = list(dict.fromkeys(part for look in looks for part in _parts(look)))
    if not parts:
        return verdict.subject.label
    shown = parts[:_MOST_FACTS]
    if len(parts) > _MOST_FACTS:
        return f"{', '.join(shown)} and more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _parts(look: Look) -> list[str]:
    if look.standing == "not-settled" and look.waits_for:
        return [f"{name} is not stated" for name in look.waits_for]
    # A threshold is the same in all of them.
    return [_part(read) for read in look.reads if not read.name.startswith("thresholds.")]


def _part(read: FactRead) -> str:
    values = [_in_words(value) for value in read.values]
    return f"{read.name} is {'; '.join(values) or 'none'}"


def _in_words(value: Any) -> str:
    if value is ABSENT:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "stated"
    if isinstance(value, Sequence) and not isinstance(value, str):
        text = ", ".join(_in_words(one) for one in value) or "none"
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
