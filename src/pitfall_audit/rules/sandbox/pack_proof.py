"""Runs the examples of packs from outside before their rules are: what proves them must hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Final

from pitfall_audit.errors import PackError
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.packs.pack import Pack
from pitfall_audit.rules.proving import ExampleFailure, prove_rule
from pitfall_audit.rules.sandbox.rule_runner import Runner, StoppedError
from pitfall_audit.rules.sandbox.worker import Prove
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["SECONDS_TO_PROVE", "SECONDS_TO_PROVE_ALL", "verify_packs"]

SECONDS_TO_PROVE: Final = 10.0
"""How long the examples of one rule from outside may take."""

SECONDS_TO_PROVE_ALL: Final = 60.0
"""How long the examples of all rules from outside may take together."""


def verify_packs(
    packs: Sequence[Pack],
    runner: Runner,
    *,
    seconds: float = SECONDS_TO_PROVE,
    seconds_for_all: float = SECONDS_TO_PROVE_ALL,
) -> None:
    """Run the examples of every rule that did not come with the program.

    Those of a pack of conditions run where ``runner`` runs the rules. Raises
    :class:`PackError` with every example that does not hold, and each rule whose examples
    took too long.
    """
    problems: list[Problem] = []
    begun = perf_counter()
    for pack in packs:
        if pack.is_built_in:
            continue
        for rule in pack.rules:
            left = seconds_for_all - (perf_counter() - begun)
            if left <= 0:
                problems.append(_all_too_long(pack, seconds_for_all))
                raise PackError(tuple(problems))
            problems.extend(_unproved(rule, pack, runner, min(seconds, left)))
    if problems:
        raise PackError(tuple(problems))


def _unproved(rule: Rule, pack: Pack, runner: Runner, seconds: float) -> Iterator[Problem]:
    try:
        found = _failures(rule, runner, seconds)
    except StoppedError as stopped:
        yield Problem(
            "examples-stopped",
            f"The examples of `{rule.id}` were not run to the end: {stopped.why}",
            Place(rule.file, 0, 0, 0, 0),
            "Take out what makes it slow or large; or leave the check out of the pack.",
        )
        return
    for one in found:
        yield Problem(
            "example-does-not-hold",
            f"The example “{one.example}” of `{rule.id}` does not hold, so nothing was audited. "
            f"Expected: {one.expected}. What happened: {one.happened}.",
            one.place,
            f"`pitfall-audit rules test {pack.name}` shows which condition decided it. A check "
            "whose own examples do not hold is not run; `--no-verify-packs` runs it all the same, "
            "and the report says so.",
        )


def _failures(rule: Rule, runner: Runner, seconds: float) -> Sequence[ExampleFailure]:
    if not runner.is_from_outside(rule):
        return prove_rule(rule)[1]
    return tuple(
        ExampleFailure(
            rule.id, said["example"], said["expected"], said["happened"], Place(**said["place"])
        )
        for said in runner.ask(Prove(rule.id), seconds)
    )


def _all_too_long(pack: Pack, seconds: float) -> Problem:
    return Problem(
        "examples-stopped",
        f"The examples of the checks from outside took longer than {seconds:g} seconds together.",
        Place(pack.name, 0, 0, 0, 0),
        "Run them once with `pitfall-audit rules test`, and then audit with `--no-verify-packs`; "
        "the report says so.",
    )
