"""What the ``rules`` commands ask of rule packs: the one module of the rim that knows them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pitfall_audit.report.terminal_rules import CheckCard, ExampleThatDoesNotHold, Proof
from pitfall_audit.report.wording import ARTICLE, BEARS
from pitfall_audit.rules.errors import PackError
from pitfall_audit.rules.packs import Pack, load_built_in, load_pack
from pitfall_audit.rules.proving import prove_pack
from pitfall_audit.rules.rule_file import GroundEntry
from pitfall_audit.rules.standards import Standard

__all__ = ["check_cards", "proof_of"]


def check_cards(path: Path | None) -> tuple[CheckCard, ...]:
    """Return the checks of a pack, or (None) of the built-in one; raises PackError."""
    pack = _load(path)
    return tuple(
        CheckCard(
            id=rule.id,
            pitfall=rule.logic.pitfall,
            title=rule.logic.title,
            level=rule.logic.level,
            silence=rule.logic.silence,
            private=rule.logic.private,
            why=rule.words.why,
            remedy=rule.words.remedy,
            question=rule.words.question,
            false_positives=rule.words.false_positives,
            grounds=tuple(_in_words(ground, pack.standards) for ground in rule.words.grounds),
        )
        for rule in pack.rules
    )


def proof_of(path: Path | None) -> Proof:
    """Run the examples of a pack, or (None) of the built-in one.

    Raises PackError where it does not load, or where its examples are not fit to be run.
    """
    proof = prove_pack(_load(path))
    if proof.problems:
        raise PackError(proof.problems)
    return Proof(
        pack="Built-in checks" if path is None else path.as_posix(),
        checks=proof.rules,
        examples=proof.examples,
        not_holding=tuple(
            ExampleThatDoesNotHold(
                check=failure.rule,
                example=failure.example,
                expected=failure.expected,
                happened=failure.happened,
                place=failure.place,
            )
            for failure in proof.failures
        ),
    )


def _load(path: Path | None) -> Pack:
    return load_built_in() if path is None else load_pack(path)


def _in_words(ground: GroundEntry, standards: Mapping[str, Standard]) -> str:
    bears = BEARS[ground.bears].title
    if ground.standard is None:
        return f"{bears}: {ARTICLE.title}"
    standard = standards.get(ground.standard)
    if standard is None:
        return f"{bears}: {ground.standard}"
    return f"{bears}: {standard.name}, {standard.publisher}. {standard.link}"
