"""What keeps an audit from being run as it was asked for: one exception for each cause."""

from __future__ import annotations

from pitfall_audit.yaml.places import Problem

__all__ = ["PackError", "SettingsError", "UsageProblem"]


class PackError(Exception):
    """A rule pack that can't be loaded; ``problems`` are all that stand in its way."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class SettingsError(Exception):
    """Settings that can't be used; ``problems`` are all that stand in their way."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class UsageProblem(Exception):  # noqa: N818  # it is the caller's to mend, and named as people are told
    """The audit was asked for in a way that can't be done; ``help`` says what to do instead."""

    def __init__(self, message: str, help: str) -> None:  # the field's word
        super().__init__(message)
        self.message = message
        self.help = help
