"""On a terminal: which small changes to checks their examples notice, and which they do not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from pitfall_audit.report.terminal_page import PLACE_STYLE, Page, excerpt_lines
from pitfall_audit.report.wording import count, joined
from pitfall_audit.rules.proof.mutation_proof import MutationProof, UnnoticedMutant

__all__ = ["render_mutation_proof"]

_INDENT: Final = 2


def render_mutation_proof(
    proofs: Sequence[tuple[str, MutationProof]], *, width: int, colour: bool, unicode: bool
) -> str:
    """Return, for each pack by its name, what its examples notice, and each mutant they do not."""
    page = Page(width=width, colour=colour, unicode=unicode)
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
