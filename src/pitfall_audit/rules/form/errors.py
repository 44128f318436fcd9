"""What goes wrong when rules are loaded."""

from __future__ import annotations

from pitfall_audit.yaml.places import Problem

__all__ = ["PackError"]


class PackError(Exception):
    """A rule pack that can't be loaded; ``problems`` are all that stand in its way."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
