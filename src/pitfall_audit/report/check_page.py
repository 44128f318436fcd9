"""A check in full, as data: what its page says, on a terminal and in the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.report.wording import ARTICLE, BEARS, OWN_JUDGEMENT, VERIFIED
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.form.outcomes import Level, OutcomeKind, PitfallId, Severity, Silence
from pitfall_audit.rules.form.rule_file import GroundEntry
from pitfall_audit.rules.form.standards import Standard

__all__ = [
    "CheckPage",
    "ClauseOfCheck",
    "ConditionOfCheck",
    "GroundOfCheck",
    "NumberOfCheck",
    "check_page",
    "facts_read_by",
]


@dataclass(frozen=True, slots=True)
class ConditionOfCheck:
    """One condition as it is written, and the form of what is said where it does not hold."""

    text: str
    says: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseOfCheck:
    """One severity, and the condition under which it stands (None: always)."""

    severity: Severity
    when: str | None


@dataclass(frozen=True, slots=True)
class GroundOfCheck:
    """One thing that a check rests on, in words, and where it can be read."""

    words: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class NumberOfCheck:
    """A threshold in use, and in words whose judgement it is, or where it was set."""

    name: str
    value: int | float
    whose: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that is to be known of one check; texts are as its file has them.

    ``file`` is where it is written, ``subject_says`` what it looks at in a sentence, ``reads``
    maps each field that its conditions read to what it means. ``examples`` counts its examples
    by the outcome they show. ``in_python`` says that it has no conditions, but is a function.
    """

    id: str
    file: str
    pitfall: PitfallId
    title: str
    level: Level
    silence: Silence
    private: bool
    subject: SubjectKind
    subject_says: str
    applies: str
    expect: tuple[ConditionOfCheck, ...]
    severity: tuple[ClauseOfCheck, ...]
    numbers: tuple[NumberOfCheck, ...]
    reads: Mapping[str, str]
    why: str
    remedy: str
    question: str
    false_positives: str
    grounds: tuple[GroundOfCheck, ...]
    examples: Mapping[OutcomeKind, int]
    in_python: bool = False
    write_in: str = ""


def check_page(
    rule: Rule, standards: Mapping[str, Standard], whose: Mapping[str, str]
) -> CheckPage:
    """Return the page of a rule; ``standards`` are those it may name.

    ``whose`` says of each of its thresholds, by name, whose judgement it is or where it was set.

    Raises :class:`~pitfall_audit.rules.form.errors.PackError` where its words or examples are not
    fit to be read.
    """
    logic, words, examples = rule.logic, rule.words, rule.examples
    programs = [
        rule.applies,
        *(condition.program for condition in rule.expect),
        *(program for program, _ in rule.severity if program is not None),
    ]
    return CheckPage(
        id=rule.id,
        file=rule.file,
        pitfall=logic.pitfall,
        title=logic.title,
        level=logic.level,
        silence=logic.silence,
        private=logic.private,
        subject=logic.subject,
        subject_says=SUBJECT_SHAPES[logic.subject].says,
        applies=logic.applies.strip(),
        expect=tuple(ConditionOfCheck(one.that.strip(), one.says) for one in logic.expect),
        severity=tuple(
            ClauseOfCheck(one.severity, one.when.strip() if one.when else None)
            for one in logic.severity
        ),
        numbers=tuple(
            NumberOfCheck(name, value, whose[name]) for name, value in rule.thresholds.items()
        ),
        reads=facts_read_by(rule, programs, whose),
        why=words.why,
        remedy=words.remedy,
        question=words.question,
        false_positives=words.false_positives,
        grounds=tuple(_in_words(ground, standards) for ground in words.grounds),
        examples={
            "failed": len(examples.failed),
            "passed": len(examples.passed),
            "cannot-tell": len(examples.cannot_tell),
            "not-applicable": len(examples.not_applicable),
        },
        in_python=rule.python is not None,
        write_in=words.write_in or "",
    )


def facts_read_by(
    rule: Rule, programs: Iterable[Program], whose: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return what each field means that some of a rule's conditions read, by how it is written.

    A threshold that ``whose`` says nothing of is the program's own.
    """
    shape = rule.vocabulary.shapes[rule.logic.subject]
    found: dict[str, str] = {}
    for program in programs:
        for read in program.tree.reads:
            name = ".".join(read.path).replace(".[]", "[]")
            field = field_at(shape, read.path[1:]) if read.path[0] == program.variable else None
            if field is not None and field.shape is None:
                found[name] = field.fact.says
            elif read.path[0] == "thresholds" and len(read.path) == 2:
                number = read.path[1]
                found[name] = f"{rule.thresholds[number]}, {whose.get(number, OWN_JUDGEMENT)}"
    return found


def _in_words(ground: GroundEntry, standards: Mapping[str, Standard]) -> GroundOfCheck:
    if ground.standard is None:
        return GroundOfCheck(f"{ARTICLE.title}. {ARTICLE.says}")
    bears = BEARS[ground.bears].title
    standard = standards.get(ground.standard)
    if standard is None:
        return GroundOfCheck(f"{bears}: {ground.standard}")
    year = f" ({standard.year})" if standard.year is not None else ""
    return GroundOfCheck(
        f"{bears}: {standard.name}, {standard.publisher}{year}; "
        f"{VERIFIED[standard.verified].title}.",
        standard.link,
    )
