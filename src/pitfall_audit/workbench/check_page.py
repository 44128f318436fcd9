"""A check in full, as data: what its page says, on a terminal and in the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import (
    ARTICLE,
    BEARS,
    LEVELS,
    OUTCOMES,
    OWN_JUDGEMENT,
    PITFALLS,
    SEVERITIES,
    SHARE_WITH_CARE,
    VERIFIED,
)
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.form.outcomes import Level, OutcomeKind, PitfallId, Severity, Silence
from pitfall_audit.rules.form.pack_file import Standard
from pitfall_audit.rules.form.rule_file import GroundEntry
from pitfall_audit.rules.rule import Rule

__all__ = [
    "CheckPage", "ClauseOfCheck", "ConditionOfCheck", "GroundOfCheck", "NumberOfCheck",
    "check_page", "facts_read_by", "render_check", "write_expression",
]  # fmt: skip


class ConditionOfCheck(Struct, frozen=True):
    """One condition as it is written, and the form of what is said where it does not hold."""

    text: str
    says: str | None = None


class ClauseOfCheck(Struct, frozen=True):
    """One severity, and the condition under which it stands (None: always)."""

    severity: Severity
    when: str | None


class GroundOfCheck(Struct, frozen=True):
    """One thing that a check rests on, in words, and where it can be read."""

    words: str
    link: str | None = None


class NumberOfCheck(Struct, frozen=True):
    """A threshold in use, and in words whose judgement it is, or where it was set."""

    name: str
    value: int | float
    whose: str


class CheckPage(Struct, frozen=True):
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

    Raises :class:`~pitfall_audit.errors.PackError` where its words or examples are not
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


_SILENCE: dict[Silence, str] = {
    "fails": "needs attention: here the pitfall is the silence itself. In a description made "
    "from published documents it is a question.",
    "asks": "becomes a question to ask.",
}


def render_check(check: CheckPage, screen: Screen) -> str:
    """Return everything that is to be known of a check."""
    page = Page(screen)
    page.heading(check.title)
    level = LEVELS[check.level]
    page.write(("Check: ", "bold"), check.id)
    page.write(("Pitfall: ", "bold"), f"{PITFALLS[check.pitfall].title} ({check.pitfall})")
    page.write(("Level: ", "bold"), f"{level.title}. {level.says}")
    page.write(("Looks at: ", "bold"), f"each {check.subject}. {check.subject_says}", hanging=2)
    page.write(("What is not stated ", "bold"), _SILENCE[check.silence], hanging=2)
    if check.private:
        page.write(
            ("Private: ", "bold"), f"it speaks of ties or disputes. {SHARE_WITH_CARE}", hanging=2
        )
    for title, text in (
        ("Why it matters", check.why),
        ("What to do", check.remedy),
        ("Where to write it in a file", check.write_in),
        ("What to ask, where it cannot be told", check.question),
        ("When it may speak though nothing is wrong", check.false_positives),
    ):
        _write_prose(page, title, text)
    _write_conditions(page, check)
    _write_severity(page, check)
    page.blank()
    page.write(("What it rests on", "bold"))
    for ground in check.grounds:
        page.write(f"{page.symbols.bullet} {ground.words}", indent=2, hanging=2)
        if ground.link is not None:
            page.write(ground.link, indent=4, fold=False)
    page.blank()
    page.write(
        ("Examples: ", "bold"),
        ", ".join(f"{number} {OUTCOMES[kind].title}" for kind, number in check.examples.items())
        + ".",
        hanging=2,
    )
    page.write(("Written in: ", "bold"), check.file, hanging=2, fold=False)
    return page.text()


def write_expression(page: Page, text: str, *, indent: int) -> None:
    """Write an expression on lines of its own, as it is written."""
    for line in text.split("\n"):
        page.exactly(line, indent=indent)


def _write_prose(page: Page, title: str, text: str) -> None:
    if not text.strip():
        return
    page.blank()
    page.write((title, "bold"))
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            page.blank()
        page.write(paragraph, indent=2)


def _write_conditions(page: Page, check: CheckPage) -> None:
    page.blank()
    page.write(("The conditions", "bold"))
    if check.in_python:
        page.write("It has none: it is written in Python, and says itself what it finds.", indent=2)
        return
    page.write(f"It speaks of a {check.subject} where", indent=2)
    write_expression(page, check.applies, indent=6)
    page.write("and then expects" + (" all of these" if len(check.expect) > 1 else ""), indent=2)
    for condition in check.expect:
        write_expression(page, condition.text, indent=6)
        if condition.says is not None:
            page.write(f"where that does not hold, it adds: {condition.says}", indent=8, hanging=2)
    if check.reads:
        page.blank()
        page.write(("What these read", "bold"))
        for name, says in check.reads.items():
            page.write((name, "bold"), f": {says}.", indent=2, hanging=4)


def _write_severity(page: Page, check: CheckPage) -> None:
    page.blank()
    page.write(("How serious it is", "bold"))
    for number, clause in enumerate(check.severity):
        words = SEVERITIES[clause.severity]
        said = "otherwise" if number else "always"
        page.write(
            (f"{words.title} ", "bold"),
            f"({clause.severity}), {said if clause.when is None else 'where'}",
            indent=2,
        )
        if clause.when is not None:
            write_expression(page, clause.when, indent=6)
    if check.numbers:
        page.blank()
        page.write(("Numbers", "bold"), " (can be set otherwise)")
        for one in check.numbers:
            page.write((one.name, "bold"), f": {one.value}, {one.whose}", indent=2)
