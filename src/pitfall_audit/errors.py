"""What keeps an audit from being run as it was asked for: one exception for each cause.

And the words for what is wrong: what is said of each problem, and what to do about it, stands in
``problems.yaml``, with the values that go into it in braces: ``{rule.id}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from pitfall_audit.yaml.places import DataPath, Place, Problem, Related

if TYPE_CHECKING:
    from pitfall_audit.yaml.positions import Document

__all__ = [
    "PackError", "ProblemsError", "SettingsError", "UnreadableFileError", "UnusableActionsError",
    "UnusableAnswerError", "UnusableExpressionError", "UsageProblem", "Worded", "usage", "worded",
    "worded_at", "worded_in",
]  # fmt: skip

# ruff: noqa: PLC0415  # what reads words is not loaded where nothing is wrong


class ProblemsError(Exception):
    """Something that can't be used; ``problems`` are all that stand in its way."""

    what: ClassVar[str] = ""
    """What can't be used as it is; empty where the problems say so themselves."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, place: Place, name: str, /, *related: Related, **values: object) -> Self:
        """The one problem that :func:`worded_at` makes of a place and a name."""
        return cls((worded_at(place, name, *related, **values),))


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


class Worded(NamedTuple):
    """What is said of a problem: the id of its kind, what is wrong, and what to do about it."""

    id: str
    message: str
    help: str


def worded(name: str, /, **values: object) -> Worded:
    """What ``problems.yaml`` says under a name, with some values in it.

    The name is the problem's id; where one kind has several wordings, with what tells them apart
    behind a slash (``wrong-type/empty``). Raises KeyError where there is no such name or value.
    """
    from pitfall_audit.yaml.document_parts import packaged_data

    words = packaged_data("pitfall_audit", "problems.yaml")[name]
    message, help_ = (words[key].format(**values) for key in ("says", "help"))
    return Worded(name.partition("/")[0], message, help_)


def worded_at(place: Place, name: str, /, *related: Related, **values: object) -> Problem:
    """The problem of that name at a place, and at those that belong to it."""
    id_, message, help_ = worded(name, **values)
    return Problem(id_, message, place, help_, related)


def worded_in(
    document: Document, path: DataPath, name: str, /, *, at_key: bool = False, **values: object
) -> Problem:
    """The problem of that name with what stands at a path of a document, or with its key."""
    from pitfall_audit.yaml.document_parts import problem_at

    return problem_at(document, path, *worded(name, **values), key=at_key)


def usage(name: str, /, **values: object) -> UsageProblem:
    """What was asked for and can't be done, in the words of that name."""
    return UsageProblem(*worded(name, **values)[1:])
