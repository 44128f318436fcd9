"""What goes wrong when settings are read."""

from __future__ import annotations

from pitfall_audit.yaml.places import Problem

__all__ = ["SettingsError"]


class SettingsError(Exception):
    """Settings that can't be used; ``problems`` are all that stand in their way."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
