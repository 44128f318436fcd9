"""What keeps checks, expressions and files from being used, in words ready for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from pitfall_audit.report.faults import (
    ExpressionUnusableError,
    FileUnreadableError,
    PackUnusableError,
    SettingsUnusableError,
)

if TYPE_CHECKING:
    from pitfall_audit.report.screen import Screen
    from pitfall_audit.yaml.places import Problem

__all__ = ["said_on", "unusable"]

# ruff: noqa: PLC0415  # loaded where first needed, as in the module `services`


@contextmanager
def said_on(screen: Screen, *, expression: bool = False) -> Iterator[None]:
    """Tell of checks, expressions, settings and files that can't be used in words.

    ``expression`` says that the problems of a PackError are those of one on the command line.
    Raises PackUnusableError, SettingsUnusableError, ExpressionUnusableError or
    FileUnreadableError in their stead.
    """
    from pitfall_audit.errors import PackError, SettingsError
    from pitfall_audit.workbench.samples import UnreadableFileError

    try:
        yield
    except PackError as problem:
        pack_unusable = unusable(problem.problems, screen)
        if expression:
            raise ExpressionUnusableError(pack_unusable.text) from problem
        raise pack_unusable from problem
    except SettingsError as problem:
        raise SettingsUnusableError(unusable(problem.problems, screen).text) from problem
    except UnreadableFileError as problem:
        raise FileUnreadableError(unusable(problem.problems, screen).text) from problem


def unusable(problems: Sequence[Problem], screen: Screen) -> PackUnusableError:
    """Return what says, on standard error, what is wrong in a pack."""
    from pitfall_audit.report.terminal import render_problems

    # NOTE: this goes to standard error, of which the screen says nothing: no colour there.
    return PackUnusableError(render_problems(problems, replace(screen, colour=False)))
