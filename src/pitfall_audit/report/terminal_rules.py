"""Checks on a terminal: the list of them, one in full, and whether their examples hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pitfall_audit.engagement.places import Place
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import LEVELS, PITFALLS, Words, count
from pitfall_audit.rules.outcomes import PITFALLS as PITFALL_ORDER
from pitfall_audit.rules.outcomes import Level, PitfallId, Silence

__all__ = [
    "CheckCard",
    "ExampleThatDoesNotHold",
    "Proof",
    "render_check",
    "render_check_list",
    "render_proof",
]

_SILENCE: dict[Silence, str] = {
    "fails": "What is not stated needs attention: here the pitfall is the silence itself.",
    "asks": "What is not stated becomes a question to ask.",
}


@dataclass(frozen=True, slots=True)
class CheckCard:
    """One check, as a reader of the terminal gets to know it; texts are plain words.

    ``grounds`` are what it rests on, each in words.
    """

    id: str
    pitfall: PitfallId
    title: str
    level: Level
    silence: Silence
    private: bool
    why: str
    remedy: str
    question: str
    false_positives: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleThatDoesNotHold:
    """An example of a check that came out otherwise than it says it should."""

    check: str
    example: str
    expected: str
    happened: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What running the examples of one pack showed; ``pack`` is its name in words."""

    pack: str
    checks: int
    examples: int
    not_holding: tuple[ExampleThatDoesNotHold, ...]


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
            page.write((card.id, "bold"), indent=2)
            page.write(card.title, indent=6)
    page.blank()
    page.write(f"{count(len(cards), 'check')}. For one in full: pitfall-audit rules show ID")
    return page.text()


def render_check(card: CheckCard, *, width: int, colour: bool, unicode: bool) -> str:
    """Return everything that ``card`` says."""
    page = Page(width=width, colour=colour, unicode=unicode)
    page.heading(card.title)
    level: Words = LEVELS[card.level]
    page.write(("Check: ", "bold"), card.id)
    page.write(("Pitfall: ", "bold"), f"{PITFALLS[card.pitfall].title} ({card.pitfall})")
    page.write(("Level: ", "bold"), f"{level.title}. {level.says}")
    page.write(("Silence: ", "bold"), _SILENCE[card.silence])
    if card.private:
        page.write(
            ("Private: ", "bold"),
            "It speaks of ties or disputes, so its findings are kept out of what others see.",
        )
    for title, text in (
        ("Why it matters", card.why),
        ("What to do", card.remedy),
        ("What to ask", card.question),
        ("When it may not apply", card.false_positives),
    ):
        if text.strip():
            page.blank()
            page.write((title, "bold"))
            for number, paragraph in enumerate(text.strip().split("\n\n")):
                if number:
                    page.blank()
                page.write(paragraph, indent=2)
    if card.grounds:
        page.blank()
        page.write(("What it rests on", "bold"))
        for ground in card.grounds:
            page.write(f"{page.symbols.bullet} {ground}", indent=2, hanging=2, fold=False)
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
    return page.text()


def _write_example(page: Page, example: ExampleThatDoesNotHold) -> None:
    page.write((example.check, "bold"), f": the example “{example.example}” does not hold.")
    if example.place is not None:
        place = example.place
        at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
        page.write(f"{page.symbols.arrow} {at}", indent=2, hanging=2, fold=False)
    page.write(f"expected: {example.expected}", indent=2, hanging=10)
    page.write(f"happened: {example.happened}", indent=2, hanging=10)
    page.write(
        "help: put right the condition, or the example if that is what is wrong.",
        indent=2,
        hanging=6,
    )
    page.blank()
