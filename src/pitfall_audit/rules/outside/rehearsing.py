"""Does with a stranger's rules first, where it can be stopped, what is then done here.

An author wants to see conditions and values, which would have to be sent from one process to
another whole. What has ended once ends again: so it is done there, what comes of it is let go,
and only then is it done here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.rules.outside.running import Runner, StoppedError
from pitfall_audit.rules.outside.tasks import Task
from pitfall_audit.rules.packs.packs import Pack
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["SECONDS_TO_LOOK", "SECONDS_TO_MUTATE", "rehearse"]

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
                    Problem(
                        "rule-stopped",
                        f"`{task.rule}` was not looked at to the end: {stopped.why}",
                        Place(files[task.rule], 0, 0, 0, 0),
                        "Look for loops over loops in its conditions, and say the same with fewer "
                        "steps.",
                    )
                )
    if problems:
        raise PackError(tuple(problems))
