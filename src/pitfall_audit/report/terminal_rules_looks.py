"""Conditions under a magnifying glass, on a terminal: how each stands, and what it read."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len

from pitfall_audit.report.cel_values import NOT_STATED, values_in_words
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import SEVERITIES, joined
from pitfall_audit.rules.proof.explaining import FactRead, Look, Part, Standing

__all__ = ["write_look", "write_reads"]

_PARTS: dict[Part, str] = {
    "applies": "applies",
    "expect": "expect, condition",
    "severity": "severity, clause",
    "adds": "adds, sentence",
}
_STANDINGS: dict[Standing, tuple[str, str]] = {
    "holds": ("holds", "bold green"),
    "does-not-hold": ("does not hold", "bold yellow"),
    "not-settled": ("not settled", "bold magenta"),
    "crashed": ("broke off", "bold red"),
}
_WIDEST_NAME: Final = 40


def write_look(page: Page, look: Look, *, indent: int) -> None:
    """Write one condition: how it stands, its text, what it read, and why it was settled so."""
    name = _PARTS[look.part] + ("" if look.part == "applies" else f" {look.number}")
    if look.severity is not None:
        name += f" ({SEVERITIES[look.severity].title})"
    standing, style = _STANDINGS[look.standing]
    page.write(f"{name}: ", (standing if look.text else "stands always", style), indent=indent)
    for line in (look.text or "").split("\n"):
        if line.strip():
            page.exactly(line, indent=indent + 4)
    write_reads(page, look.reads, indent=indent + 6)
    for words in _reasons(look):
        page.write(f"{page.symbols.arrow} {words}", indent=indent + 4, hanging=len("→ "))


def write_reads(page: Page, reads: tuple[FactRead, ...], *, indent: int) -> None:
    """Write the fields that were read, one a line, each with its value."""
    column = min(max((cell_len(read.name) for read in reads), default=0), _WIDEST_NAME)
    for read in reads:
        value = values_in_words(read)
        line = f"{read.name.ljust(column)} = {value}"
        if indent + cell_len(line) <= page.width:
            page.exactly(line, indent=indent, style="italic" if read.is_unstated else "")
        else:
            page.write(f"{read.name} = {value}", indent=indent, hanging=4)


def _reasons(look: Look) -> list[str]:
    words = []
    if look.crash is not None:
        words.append(f"It broke off: {look.crash}")
    if look.waits_for:
        many = "are" if len(look.waits_for) > 1 else "is"
        words.append(f"It waits for {joined(look.waits_for)}, which {many} {NOT_STATED}.")
    if look.silence:
        words.append(
            "It counts as not holding: under `silence: fails` what is not stated is itself the "
            "problem."
        )
    if look.strict:
        words.append(
            "has() of what is not stated is left open here, and not false: the description is "
            "made from published documents, which may leave it out."
        )
    if look.settled_without:
        holds = look.standing == "holds"
        law = "true || anything is true" if holds else "false && anything is false"
        many = "are" if len(look.settled_without) > 1 else "is"
        words.append(
            f"{joined(look.settled_without)} {many} {NOT_STATED}, and that makes no difference "
            f"here: {law}."
        )
    return words
