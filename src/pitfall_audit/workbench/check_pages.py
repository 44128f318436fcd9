"""A check in full on a terminal, what its conditions read, and the standards it may rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import usage
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.wording import ARTICLE, BEARS, OUTCOMES, TEXTS, VERIFIED, count
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.form.outcomes import Silence
from pitfall_audit.rules.form.pack_file import Standard
from pitfall_audit.rules.form.rule_file import GroundEntry
from pitfall_audit.rules.packs import Pack, in_order
from pitfall_audit.rules.proving import HEADINGS
from pitfall_audit.rules.rule import Rule

__all__ = ["facts_read_by", "render_check", "render_standard", "render_standards"]


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
                found[name] = (
                    f"{rule.thresholds[number]}, {whose.get(number, TEXTS['own_judgement'])}"
                )
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
    logic = rule.logic
    programs = [
        rule.applies,
        *(condition.program for condition in rule.expect),
        *(program for program, _ in rule.severity if program is not None),
    ]
    return page_from(
        "workbench/check.txt",
        screen,
        rule=rule,
        subject=SUBJECT_SHAPES[logic.subject],
        silence=_SILENCE[logic.silence],
        reads=facts_read_by(rule, programs, whose) if rule.python is None else {},
        whose=whose,
        grounds=[_in_words(ground, standards) for ground in rule.words.grounds],
        examples=[
            f"{len(getattr(rule.examples, key))} {OUTCOMES[outcome].title}"
            for key, outcome in HEADINGS
        ],
    )


def _standards(packs: Sequence[Pack]) -> dict[str, Standard]:
    return {id_: one for pack in packs for id_, one in pack.standards.items()}


def _resting(packs: Sequence[Pack], standard: str) -> Iterator[tuple[Rule, str]]:
    """The checks that rest on a standard, by pitfall, each with how firmly."""
    for rule in in_order(rule for pack in packs for rule in pack.rules):
        for ground in rule.words.grounds:
            if ground.standard == standard:
                yield rule, BEARS[ground.bears].title.lower()


def render_standards(packs: Sequence[Pack], screen: Screen) -> str:
    """Return the ids and names of the standards of some packs, and how many checks rest on each."""
    return page_from(
        "workbench/standards.txt", screen,
        standards=[
            (one, count(len([*_resting(packs, one.id)]), "check"))
            for one in _standards(packs).values()
        ],
    )  # fmt: skip


def render_standard(id_: str, packs: Sequence[Pack], screen: Screen) -> str:
    """Return what is to be known of a standard; raises UsageProblem where there is none."""
    known = _standards(packs)
    if id_ not in known:
        meant = did_you_mean(id_, known) or "`pitfall-audit standards list` shows them all."
        raise usage("no-standard", id=id_, meant=meant)
    return page_from(
        "workbench/standard.txt", screen,
        standard=known[id_],
        checks=_resting(packs, id_),
    )  # fmt: skip
