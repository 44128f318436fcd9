"""What else the process that runs rules from outside can be asked to do, for their authors.

Each is done there first, where it can be stopped, only to see whether it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.errors import PackError, worded_at
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.proving import prove_rule
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_process import Evaluate, Task
from pitfall_audit.rules.rule_runner import Runner, StoppedError
from pitfall_audit.workbench.condition_trace import deciding, looks_at
from pitfall_audit.yaml.places import Place

__all__ = [
    "SECONDS_TO_LOOK", "SECONDS_TO_MUTATE", "Rehearsal", "look_closely", "prove_closely",
    "rehearse",
]  # fmt: skip


class Rehearsal(Struct, frozen=True):
    """Some work with a rule, and what else it is given; what comes of it is let go."""

    rule: str
    work: Callable[..., object]
    given: tuple[Any, ...] = ()

    def done(self, rule: Rule) -> None:
        """Do it: whoever waits for it learns whether it ends."""
        self.work(rule, *self.given)


def look_closely(rule: Rule, run: Evaluate) -> None:
    """Look closely at every condition of a rule, for some subjects."""
    for verdict in run.verdicts(rule):
        looks_at(verdict)


def prove_closely(rule: Rule) -> None:
    """Run the examples of a rule, and look at what decided those that do not hold."""
    for one in prove_rule(rule)[1]:
        if one.verdict is not None:
            deciding(one.verdict, one.wanted)


SECONDS_TO_LOOK: Final = 10.0
"""How long the examples of one rule may take, or a close look at it over one engagement."""

SECONDS_TO_MUTATE: Final = 120.0
"""How long the examples of one rule may take against all its mutants, or to be looked for."""


def rehearse(pack: Pack, tasks: Iterable[Task], seconds: float) -> None:
    """Do some tasks with rules of a pack, each in at most so many seconds.

    Nothing is done where the rules run here in an audit too: those that come with the program,
    and those written in Python. Raises :class:`PackError` with each rule that was stopped.
    """
    if pack.is_built_in:
        return
    files = {rule.id: rule.file for rule in pack.rules if rule.python is None}
    problems = []
    with Runner([pack]) as runner:
        for task in tasks:
            if task.rule not in files:
                continue
            try:
                runner.ask(task, seconds)
            except StoppedError as stopped:
                problems.append(
                    worded_at(Place(files[task.rule]), "rule-stopped", task=task, stopped=stopped)
                )
    if problems:
        raise PackError(tuple(problems))
