"""Checks on a terminal: the list of them, whether their examples hold, and what mutants show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import PLACE_STYLE, Page, excerpt_lines
from pitfall_audit.report.wording import PITFALLS, count, joined
from pitfall_audit.rules.form.outcomes import PITFALLS as PITFALL_ORDER
from pitfall_audit.rules.form.outcomes import Level, PitfallId
from pitfall_audit.workbench.condition_pages import write_look
from pitfall_audit.workbench.condition_trace import Look
from pitfall_audit.workbench.mutation_proof import MutationProof, UnnoticedMutant
from pitfall_audit.yaml.places import Place

__all__ = [
    "CheckCard", "ExampleThatDoesNotHold", "Proof", "render_check_list",
    "render_mutation_proof", "render_proof",
]  # fmt: skip


class CheckCard(Struct, frozen=True):
    """One check as it stands in a list; ``why_not`` says why settings keep it from being run."""

    id: str
    pitfall: PitfallId
    title: str
    level: Level
    why_not: str | None = None


class ExampleThatDoesNotHold(Struct, frozen=True):
    """An example of a check that came out otherwise than it says it should.

    ``decided`` are the conditions that brought about what happened.
    """

    check: str
    example: str
    expected: str
    happened: str
    place: Place | None = None
    decided: tuple[Look, ...] = ()


class Proof(Struct, frozen=True):
    """What running the examples of one pack showed; ``pack`` is its name in words.

    ``placeholders`` are the names of what its checks rest on that are still to be filled in, and
    ``standards_file`` where they stand. ``unwritten`` maps a check's file to the keys of the
    words that its author has still to write.
    """

    pack: str
    checks: int
    examples: int
    not_holding: tuple[ExampleThatDoesNotHold, ...]
    placeholders: tuple[str, ...] = ()
    standards_file: str = ""
    unwritten: Mapping[str, Sequence[str]] = {}


def render_check_list(cards: Sequence[CheckCard], screen: Screen) -> str:
    """Return the ids and titles of ``cards``, by pitfall, in the order of the pitfalls."""
    page = Page(screen)
    for pitfall in PITFALL_ORDER:
        own = sorted((card for card in cards if card.pitfall == pitfall), key=lambda card: card.id)
        if not own:
            continue
        page.blank()
        page.write((PITFALLS[pitfall].title, "bold"), f" ({pitfall})")
        for card in own:
            page.write((card.id, "bold"), f" ({card.level})", indent=2)
            page.write(card.title, indent=6)
            if card.why_not is not None:
                page.write(f"Not run: {card.why_not}.", indent=6, hanging=2)
    page.blank()
    off = sum(card.why_not is not None for card in cards)
    not_run = f", {off} of them not run by the settings" if off else ""
    page.write(
        f"{count(len(cards), 'check')}{not_run}. For one in full: pitfall-audit rules show ID"
    )
    return page.text()


def render_proof(proofs: Sequence[Proof], screen: Screen) -> str:
    """Return, for each pack, whether its examples hold, and each that does not."""
    page = Page(screen)
    for proof in proofs:
        page.blank()
        for example in proof.not_holding:
            _write_example(page, example)
        total = f"{count(proof.checks, 'check')}, {count(proof.examples, 'example')}"
        if proof.not_holding:
            does_not = "does not hold" if len(proof.not_holding) == 1 else "do not hold"
            says = f"{len(proof.not_holding)} {does_not}"
        else:
            says = "all hold" if proof.examples else "nothing to run"
        page.write((f"{proof.pack}: ", "bold"), f"{total}: {says}.")
        for name in proof.placeholders:
            page.write(
                f"Still to be filled in, in {proof.standards_file}: “{name}”. Write there what "
                "these checks rest on, and take out the line `placeholder`.",
                indent=2,
            )
        for file, keys in proof.unwritten.items():
            written = joined([f"`{key}`" for key in keys])
            page.write(f"Still to be written, in {file}: {written}.", indent=2, hanging=2)
    return page.text()


def _write_example(page: Page, example: ExampleThatDoesNotHold) -> None:
    page.write((example.check, "bold"), f": the example “{example.example}” does not hold.")
    if example.place is not None:
        place = example.place
        at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
        page.write(f"{page.symbols.arrow} {at}", indent=2, hanging=2, fold=False)
    page.write(f"expected: {example.expected}", indent=2, hanging=10)
    page.write(f"happened: {example.happened}", indent=2, hanging=10)
    if example.decided:
        page.write("decided by:", indent=2)
        for look in example.decided:
            write_look(page, look, indent=4)
    page.write(
        "help: put right the condition, or the example if that is what is wrong.",
        indent=2,
        hanging=6,
    )
    page.blank()


_INDENT: Final = 2


def render_mutation_proof(proofs: Sequence[tuple[str, MutationProof]], screen: Screen) -> str:
    """Return, for each pack by its name, what its examples notice, and each mutant they do not."""
    page = Page(screen)
    for pack, proof in proofs:
        for check, mutants in groupby(proof.unnoticed, lambda one: one.rule):
            _write_check(page, check, list(mutants))
        page.blank()
        page.write((f"{pack}: ", "bold"), _total(proof))
        if proof.unproved:
            page.write(
                f"Not tried, as their examples do not hold yet: {joined(proof.unproved)}.",
                indent=_INDENT,
            )
        if proof.in_python:
            page.write(
                f"Not tried, as what they check is written in Python: {joined(proof.in_python)}.",
                indent=_INDENT,
            )
    if any(proof.unnoticed for _, proof in proofs):
        page.blank()
        page.write(
            "A mutant is a check with one small change in it. Where no example notices the "
            "change, nothing shows that the check has to be as it is: an example is missing, or "
            "a part of the condition is idle. Where nothing can notice it, say why in the "
            "examples of the check:"
        )
        page.exactly("unnoticed:", indent=4)
        page.exactly("  - {mutant: ID, because: the reason in words}", indent=4)
    return page.text()


def _write_check(page: Page, check: str, mutants: Sequence[UnnoticedMutant]) -> None:
    page.blank()
    page.write((check, "bold"), f": {count(len(mutants), 'unnoticed mutant')}.")
    for one in mutants:
        page.blank()
        _write_place(page, one)
        page.write(one.mutant.words, indent=_INDENT, hanging=2)
        if one.mutant.became is not None:
            page.write(f"now reads: {one.mutant.became}", indent=_INDENT, hanging=11)
        page.write(f"help: {one.mutant.hint}", indent=_INDENT, hanging=6)
        page.write(f"id: {one.mutant.id}", indent=_INDENT, hanging=4, fold=False)


def _write_place(page: Page, one: UnnoticedMutant) -> None:
    place = one.place
    at = f"{place.file}:{place.line}:{place.column}"
    page.write(f"{page.symbols.arrow} ", (at, PLACE_STYLE), indent=_INDENT, hanging=2, fold=False)
    if not place.excerpt.strip():
        return
    number = str(place.line)
    gutter = f"{number} {page.symbols.bar} "
    shown, carets = excerpt_lines(
        place.excerpt,
        place.column - 1,
        place.column,
        room=max(page.width - _INDENT - 2 - len(gutter), 20),
        symbols=page.symbols,
    )
    page.exactly(gutter + shown, indent=_INDENT + 2)
    page.exactly(f"{' ' * len(number)} {page.symbols.bar} {carets}", indent=_INDENT + 2)


def _total(proof: MutationProof) -> str:
    """The counts: how many were noticed, and what became of the others."""
    noticed = proof.mutants - len(proof.unnoticed) - len(proof.excused)
    mutants = "1 mutant" if proof.mutants == 1 else f"{proof.mutants:,} mutants"
    words = f"{count(proof.rules, 'check')}, {mutants}: "
    if not proof.mutants:
        return f"{words}nothing was tried."
    words += "all noticed" if noticed == proof.mutants else f"{noticed:,} noticed"
    if proof.excused:
        words += f", {len(proof.excused):,} unnoticed for a written reason"
    if proof.unnoticed:
        words += f", {len(proof.unnoticed):,} unnoticed"
    return f"{words}."
