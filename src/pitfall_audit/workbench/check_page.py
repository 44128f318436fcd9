"""A check in full on a terminal, and what its conditions read, which its page tells too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
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
from pitfall_audit.rules.form.outcomes import Silence
from pitfall_audit.rules.form.pack_file import Standard
from pitfall_audit.rules.form.rule_file import GroundEntry
from pitfall_audit.rules.proving import HEADINGS
from pitfall_audit.rules.rule import Rule

__all__ = ["facts_read_by", "render_check"]


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


def _in_words(ground: GroundEntry, standards: Mapping[str, Standard]) -> tuple[str, str | None]:
    """One thing that a check rests on, in words, and where it can be read."""
    if ground.standard is None:
        return f"{ARTICLE.title}. {ARTICLE.says}", None
    bears = BEARS[ground.bears].title
    standard = standards.get(ground.standard)
    if standard is None:
        return f"{bears}: {ground.standard}", None
    year = f" ({standard.year})" if standard.year is not None else ""
    says = f"{bears}: {standard.name}, {standard.publisher}{year}"
    return f"{says}; {VERIFIED[standard.verified].title}.", standard.link


_SILENCE: dict[Silence, str] = {
    "fails": "needs attention: here the pitfall is the silence itself. In a description made "
    "from published documents it is a question.",
    "asks": "becomes a question to ask.",
}


def render_check(
    rule: Rule, standards: Mapping[str, Standard], whose: Mapping[str, str], screen: Screen
) -> str:
    """Return everything that is to be known of a check; ``standards`` are those it may name.

    ``whose`` says of each of its thresholds, by name, whose judgement it is or where it was set.

    Raises :class:`~pitfall_audit.errors.PackError` where its words or examples are not
    fit to be read.
    """
    page, logic, words = Page(screen), rule.logic, rule.words
    page.heading(logic.title)
    level = LEVELS[logic.level]
    page.write(("Check: ", "bold"), rule.id)
    page.write(("Pitfall: ", "bold"), f"{PITFALLS[logic.pitfall].title} ({logic.pitfall})")
    page.write(("Level: ", "bold"), f"{level.title}. {level.says}")
    says = SUBJECT_SHAPES[logic.subject].says
    page.write(("Looks at: ", "bold"), f"each {logic.subject}. {says}", hanging=2)
    page.write(("What is not stated ", "bold"), _SILENCE[logic.silence], hanging=2)
    if logic.private:
        page.write(
            ("Private: ", "bold"), f"it speaks of ties or disputes. {SHARE_WITH_CARE}", hanging=2
        )
    for title, text in (
        ("Why it matters", words.why),
        ("What to do", words.remedy),
        ("Where to write it in a file", words.write_in or ""),
        ("What to ask, where it cannot be told", words.question),
        ("When it may speak though nothing is wrong", words.false_positives),
    ):
        _write_prose(page, title, text)
    _write_conditions(page, rule, whose)
    _write_severity(page, rule, whose)
    page.apart(("What it rests on", "bold"))
    for said, link in (_in_words(ground, standards) for ground in words.grounds):
        page.write(f"{page.symbols.bullet} {said}", indent=2, hanging=2)
        if link is not None:
            page.write(link, indent=4, fold=False)
    page.blank()
    shown = (
        f"{len(getattr(rule.examples, key))} {OUTCOMES[outcome].title}" for key, outcome in HEADINGS
    )
    page.write(("Examples: ", "bold"), f"{', '.join(shown)}.", hanging=2)
    page.write(("Written in: ", "bold"), rule.file, hanging=2, fold=False)
    return page.text()


def write_expression(page: Page, text: str, *, indent: int) -> None:
    """Write an expression on lines of its own, as it is written."""
    for line in text.split("\n"):
        page.exactly(line, indent=indent)


def _write_prose(page: Page, title: str, text: str) -> None:
    if not text.strip():
        return
    page.apart((title, "bold"))
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            page.blank()
        page.write(paragraph, indent=2)


def _write_conditions(page: Page, rule: Rule, whose: Mapping[str, str]) -> None:
    page.apart(("The conditions", "bold"))
    if rule.python is not None:
        page.write("It has none: it is written in Python, and says itself what it finds.", indent=2)
        return
    expect = rule.logic.expect
    page.write(f"It speaks of a {rule.logic.subject} where", indent=2)
    write_expression(page, rule.logic.applies.strip(), indent=6)
    page.write("and then expects" + (" all of these" if len(expect) > 1 else ""), indent=2)
    for condition in expect:
        write_expression(page, condition.that.strip(), indent=6)
        if condition.says is not None:
            page.write(f"where that does not hold, it adds: {condition.says}", indent=8, hanging=2)
    programs = [
        rule.applies,
        *(condition.program for condition in rule.expect),
        *(program for program, _ in rule.severity if program is not None),
    ]
    if reads := facts_read_by(rule, programs, whose):
        page.apart(("What these read", "bold"))
        for name, says in reads.items():
            page.write((name, "bold"), f": {says}.", indent=2, hanging=4)


def _write_severity(page: Page, rule: Rule, whose: Mapping[str, str]) -> None:
    page.apart(("How serious it is", "bold"))
    for number, clause in enumerate(rule.logic.severity):
        said = "where" if clause.when else "otherwise" if number else "always"
        title = SEVERITIES[clause.severity].title
        page.write((f"{title} ", "bold"), f"({clause.severity}), {said}", indent=2)
        if clause.when:
            write_expression(page, clause.when.strip(), indent=6)
    if rule.thresholds:
        page.apart(("Numbers", "bold"), " (can be set otherwise)")
        for name, value in rule.thresholds.items():
            page.write((name, "bold"), f": {value}, {whose[name]}", indent=2)
