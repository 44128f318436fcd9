"""Checks on a terminal: whether their examples hold, and what mutants show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from pitfall_audit.facts.lookups import gathered
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page, write_place
from pitfall_audit.report.wording import OUTCOMES, SEVERITIES, count
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_form import unwritten
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.proving import ExampleFailure, Proof
from pitfall_audit.workbench.condition_pages import write_look
from pitfall_audit.workbench.condition_trace import deciding
from pitfall_audit.workbench.mutation_proof import MutationProof, UnnoticedMutant

__all__ = ["render_mutation_proof", "render_proof"]


def render_proof(proofs: Sequence[tuple[str, Pack, Proof]], screen: Screen) -> str:
    """Return, for each pack by its name in words, whether its examples hold, and which do not.

    Besides, what is still to be written in it.
    """
    return page_from(
        "workbench/proof.txt",
        screen,
        proofs=proofs,
        shown=_shown,
        standards_file=STANDARDS_FILE,
        unwritten=lambda rule: [f"`{key}`" for key in unwritten(rule.words)],
    )


class _Shown(NamedTuple):
    """What was expected of an example and what happened, in words, and what decided that."""

    expected: str
    happened: str
    decided: Sequence[Callable[[Page, int], None]] = ()


def _shown(failure: ExampleFailure) -> _Shown:
    verdict, wanted = failure.verdict, failure.wanted
    # Where only the words are wrong, no condition is.
    if verdict is None or wanted is None:
        return _Shown(failure.expected, failure.happened)
    identity = verdict.subject.identity
    return _Shown(
        f"{identity}: {_outcome(wanted, failure.severity)}",
        f"{identity}: {_outcome(verdict.outcome, verdict.severity)}",
        [partial(write_look, look) for look in deciding(verdict, wanted)],
    )


def _outcome(outcome: OutcomeKind, severity: Severity | None) -> str:
    """An outcome in words, with the name that a rule file gives it."""
    words = f"{OUTCOMES[outcome].title} ({outcome})"
    return words if severity is None else f"{words}, {SEVERITIES[severity].title} ({severity})"


def render_mutation_proof(proofs: Sequence[tuple[str, MutationProof]], screen: Screen) -> str:
    """Return, for each pack by its name, what its examples notice, and each mutant they do not."""
    return page_from(
        "workbench/mutation_proof.txt",
        screen,
        proofs=[
            (pack, proof, gathered((one.rule, one) for one in proof.unnoticed))
            for pack, proof in proofs
        ],
        at=_place_writer,
        total=_total,
    )


def _place_writer(mutant: UnnoticedMutant) -> Callable[[Page, int], None]:
    place = mutant.place
    begins = replace(place, end_line=place.line, end_column=place.column + 1)
    return lambda page, indent: write_place(page, begins, whole_line=True, indent=indent)


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
