"""What keeps an audit from being run as it was asked for: one exception for each cause."""

from __future__ import annotations

from typing import ClassVar

from pitfall_audit.yaml.places import Problem


class ProblemsError(Exception):
    """Something that can't be used; ``problems`` are all that stand in its way."""

    what: ClassVar[str] = ""
    """What can't be used as it is; empty where the problems say so themselves."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class PackError(ProblemsError):
    """A rule pack that can't be loaded."""

    what = "checks"


class UnusableExpressionError(PackError):
    """An expression on the command line that can't be used."""

    what = ""


class SettingsError(ProblemsError):
    """Settings that can't be used."""

    what = "settings"


class UnreadableFileError(ProblemsError):
    """A file that was named, and can't be read as an engagement or as its ties."""


class UnusableAnswerError(ProblemsError):
    """Answers that can't be written into a file: it would not be valid, or say something else."""

    what = "answers"


class UnusableActionsError(ProblemsError):
    """A plan of actions of which something can't be understood."""

    what = "actions"


class UsageProblem(Exception):  # noqa: N818  # it is the caller's to mend, and named as people are told
    """It was asked for in a way that can't be done; ``help`` says what to do instead."""

    def __init__(self, message: str, help: str) -> None:  # the field's word
        super().__init__(message)
        self.message = message
        self.help = help
