"""Checks on a terminal: the list of them, and whether their examples hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.terminal_rules_looks import write_look
from pitfall_audit.report.wording import PITFALLS, count, joined
from pitfall_audit.rules.form.outcomes import PITFALLS as PITFALL_ORDER
from pitfall_audit.rules.form.outcomes import Level, PitfallId
from pitfall_audit.rules.proof.explaining import Look
from pitfall_audit.yaml.places import Place

__all__ = [
    "CheckCard",
    "ExampleThatDoesNotHold",
    "Proof",
    "render_check_list",
    "render_proof",
]


@dataclass(frozen=True, slots=True)
class CheckCard:
    """One check as it stands in a list; ``why_not`` says why settings keep it from being run."""

    id: str
    pitfall: PitfallId
    title: str
    level: Level
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class ExampleThatDoesNotHold:
    """An example of a check that came out otherwise than it says it should.

    ``decided`` are the conditions that brought about what happened.
    """

    check: str
    example: str
    expected: str
    happened: str
    place: Place | None = None
    decided: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
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
    unwritten: Mapping[str, Sequence[str]] = field(default_factory=dict)


def render_check_list(
    cards: Sequence[CheckCard], *, width: int, colour: bool, unicode: bool
) -> str:
    """Return the ids and titles of ``cards``, by pitfall, in the order of the pitfalls."""
    page = Page(width=width, colour=colour, unicode=unicode)
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


def render_proof(proofs: Sequence[Proof], *, width: int, colour: bool, unicode: bool) -> str:
    """Return, for each pack, whether its examples hold, and each that does not."""
    page = Page(width=width, colour=colour, unicode=unicode)
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
