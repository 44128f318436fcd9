# ruff: noqa: PLC0415  # loaded where first needed, as in the module `services`
"""What the commands for those who write checks need, loaded only when asked for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pitfall_audit.cli.options import packs_in_force
from pitfall_audit.cli.problem_text import said_on

if TYPE_CHECKING:
    from pitfall_audit.cli.options import SettingsWanted
    from pitfall_audit.report.screen import Screen
    from pitfall_audit.rules.form.outcomes import PitfallId, Severity
    from pitfall_audit.workbench.new_check import Said

__all__ = ["AuthoringServices"]


class AuthoringServices:
    """What is asked for by those who write checks."""

    def facts_text(
        self,
        route: str | None,
        packs: Sequence[str],
        wanted: SettingsWanted,
        screen: Screen,
        sought: str | None = None,
    ) -> str:
        """Return what a check may look at, for a terminal; or where ``sought`` is found in it.

        Raises CannotRunError, PackUnusableError and SettingsUnusableError.
        """
        from pitfall_audit.workbench.facts_and_tries import facts_text, vocabulary_of

        with said_on(screen):
            loaded, _ = packs_in_force(packs, [Path()], wanted)
        vocabulary = vocabulary_of(loaded, "pitfall-audit rules facts")
        if sought is not None:
            from pitfall_audit.workbench.facts_and_tries import searched_text

            return searched_text(sought, route, screen, vocabulary)
        return facts_text(route, screen, vocabulary)

    def tried_text(
        self,
        expression: str,
        file: Path,
        *,
        packs: Sequence[str],
        wanted: SettingsWanted,
        as_of: datetime.date,
        ties: Path | None,
        identity: str | None,
        screen: Screen,
    ) -> str:
        """Return what an expression gives on a file, for a terminal.

        Raises CannotRunError, PackUnusableError, SettingsUnusableError and FileUnreadableError;
        and ExpressionUnusableError where it is the expression that can't be used.
        """
        from pitfall_audit.workbench.facts_and_tries import tried_text, vocabulary_of

        with said_on(screen):
            loaded, _ = packs_in_force(packs, [file], wanted)
        with said_on(screen, expression=True):
            return tried_text(
                expression,
                file,
                as_of=as_of,
                ties=ties,
                identity=identity,
                screen=screen,
                vocabulary=vocabulary_of(loaded, "pitfall-audit rules try"),
            )

    def explanation_text(
        self,
        name: str,
        file: Path,
        *,
        packs: Sequence[str],
        wanted: SettingsWanted,
        as_of: datetime.date,
        ties: Path | None,
        identity: str | None,
        screen: Screen,
    ) -> str:
        """Return why a check gave each outcome on a file, for a terminal.

        Raises CannotRunError, PackUnusableError, SettingsUnusableError and FileUnreadableError.
        """
        from pitfall_audit.workbench.facts_and_tries import explanation_text

        with said_on(screen):
            loaded, settings = packs_in_force(packs, [file], wanted)
            return explanation_text(
                name,
                file,
                packs=loaded,
                settings=settings,
                as_of=as_of,
                ties=ties,
                identity=identity,
                screen=screen,
            )

    def begin_check(
        self,
        check_id: str,
        pitfall: PitfallId,
        subject: str | None,
        folder: Path,
        *,
        expect: tuple[str, ...],
        applies: str | None,
        severity: Severity | None,
        files: tuple[Path, ...],
        as_of: datetime.date,
        replace: bool,
        screen: Screen,
    ) -> Said:
        """Write the file of a new check, and return what to say of it.

        Raises CannotRunError, PackUnusableError, FileUnreadableError; and ExpressionUnusableError
        where it is a condition that can't be used.
        """
        from pitfall_audit.workbench.new_check import Conditions, begin

        conditions = (
            Conditions(expect, applies or "true", severity or "warning", files, as_of)
            if expect
            else None
        )
        with said_on(screen, expression=True):
            return begin(
                check_id,
                pitfall,
                folder,
                subject=subject,
                conditions=conditions,
                replace=replace,
                screen=screen,
            )

    def found_examples(
        self,
        name: str,
        files: Sequence[Path],
        *,
        packs: Sequence[str],
        wanted: SettingsWanted,
        as_of: datetime.date,
        screen: Screen,
    ) -> Said:
        """Return examples for a check, ready for its file, and what they show.

        Raises CannotRunError, PackUnusableError, SettingsUnusableError and FileUnreadableError.
        """
        from pitfall_audit.workbench.new_check import found_examples

        with said_on(screen):
            loaded, _ = packs_in_force(packs, [Path()], wanted)
            return found_examples(name, loaded, files, as_of, screen)
