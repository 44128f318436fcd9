"""Checks on a terminal: whether their examples hold, and what mutants show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.terminal_places import write_place
from pitfall_audit.report.wording import OUTCOMES, SEVERITIES, count, joined
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_form import unwritten
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.proving import ExampleFailure, Proof
from pitfall_audit.workbench.condition_pages import write_look
from pitfall_audit.workbench.condition_trace import Look, deciding
from pitfall_audit.workbench.mutation_proof import MutationProof, UnnoticedMutant

__all__ = ["render_mutation_proof", "render_proof"]


def render_proof(proofs: Sequence[tuple[str, Pack, Proof]], screen: Screen) -> str:
    """Return, for each pack by its name in words, whether its examples hold, and which do not.

    Besides, what is still to be written in it.
    """
    page = Page(screen)
    for name, pack, proof in proofs:
        page.blank()
        for failure in proof.failures:
            _write_failure(page, failure)
        total = f"{count(proof.rules, 'check')}, {count(proof.examples, 'example')}"
        if proof.failures:
            does_not = "does not hold" if len(proof.failures) == 1 else "do not hold"
            says = f"{len(proof.failures)} {does_not}"
        else:
            says = "all hold" if proof.examples else "nothing to run"
        page.write((f"{name}: ", "bold"), f"{total}: {says}.")
        for one in pack.standards.values():
            if one.placeholder:
                page.write(
                    f"Still to be filled in, in {pack.name}/{STANDARDS_FILE}: “{one.name}”. Write "
                    "there what these checks rest on, and take out the line `placeholder`.",
                    indent=2,
                )
        for rule in pack.rules:
            if keys := unwritten(rule.words):
                written = joined([f"`{key}`" for key in keys])
                page.write(f"Still to be written, in {rule.file}: {written}.", indent=2, hanging=2)
    return page.text()


def _write_failure(page: Page, failure: ExampleFailure) -> None:
    """Write an example that does not hold, and the conditions that brought about what happened."""
    verdict, wanted, place = failure.verdict, failure.wanted, failure.place
    expected, happened = failure.expected, failure.happened
    decided: Sequence[Look] = ()
    # Where only the words are wrong, no condition is.
    if verdict is not None and wanted is not None:
        identity = verdict.subject.identity
        expected = f"{identity}: {_outcome(wanted, failure.severity)}"
        happened = f"{identity}: {_outcome(verdict.outcome, verdict.severity)}"
        decided = deciding(verdict, wanted)
    page.write((failure.rule, "bold"), f": the example “{failure.example}” does not hold.")
    at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    page.write(f"{page.symbols.arrow} {at}", indent=2, hanging=2, fold=False)
    page.write(f"expected: {expected}", indent=2, hanging=10)
    page.write(f"happened: {happened}", indent=2, hanging=10)
    if decided:
        page.write("decided by:", indent=2)
        for look in decided:
            write_look(page, look, indent=4)
    help_ = "help: put right the condition, or the example if that is what is wrong."
    page.write(help_, indent=2, hanging=6)
    page.blank()


def _outcome(outcome: OutcomeKind, severity: Severity | None) -> str:
    """An outcome in words, with the name that a rule file gives it."""
    words = f"{OUTCOMES[outcome].title} ({outcome})"
    return words if severity is None else f"{words}, {SEVERITIES[severity].title} ({severity})"


_INDENT: Final = 2


def render_mutation_proof(proofs: Sequence[tuple[str, MutationProof]], screen: Screen) -> str:
    """Return, for each pack by its name, what its examples notice, and each mutant they do not."""
    page = Page(screen)
    for pack, proof in proofs:
        for check, mutants in groupby(proof.unnoticed, lambda one: one.rule):
            _write_check(page, check, list(mutants))
        page.apart((f"{pack}: ", "bold"), _total(proof))
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
        page.apart(
            "A mutant is a check with one small change in it. Where no example notices the "
            "change, nothing shows that the check has to be as it is: an example is missing, or "
            "a part of the condition is idle. Where nothing can notice it, say why in the "
            "examples of the check:"
        )
        page.exactly("unnoticed:", indent=4)
        page.exactly("  - {mutant: ID, because: the reason in words}", indent=4)
    return page.text()


def _write_check(page: Page, check: str, mutants: Sequence[UnnoticedMutant]) -> None:
    page.apart((check, "bold"), f": {count(len(mutants), 'unnoticed mutant')}.")
    for one in mutants:
        page.blank()
        at, column = one.place.line, one.place.column
        begins = replace(one.place, end_line=at, end_column=column + 1)
        write_place(page, begins, whole_line=True, indent=_INDENT)
        page.write(one.mutant.words, indent=_INDENT, hanging=2)
        if one.mutant.became is not None:
            page.write(f"now reads: {one.mutant.became}", indent=_INDENT, hanging=11)
        page.write(f"help: {one.mutant.hint}", indent=_INDENT, hanging=6)
        page.write(f"id: {one.mutant.id}", indent=_INDENT, hanging=4, fold=False)


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
