"""What an audit is asked for, in one piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pitfall_audit.engine.result import FailOn
    from pitfall_audit.rules.form.outcomes import Level
    from pitfall_audit.rules.packs import Pack
    from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["AuditRequest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """What is audited, as of which day, and by which checks and settings."""

    paths: Sequence[Path]
    """The files, and the folders that are searched for files."""

    as_of: dt.date
    """The day as of which everything is looked at."""

    ties: Sequence[Path] = ()
    """Files of ties kept apart, each of one engagement."""

    select: Sequence[str] = ()
    """The checks that are run, by the ids of rules or of pitfalls; all, if there are none."""

    ignore: Sequence[str] = ()
    """The checks that are left out, named likewise."""

    level: Level | None = None
    """How closely to look; None leaves that to the settings."""

    fail_on: FailOn | None = None
    """From which severity on findings count; None leaves that to the settings."""

    settings: SettingsFile | None = None
    """A file of settings. What is stated beside it goes before, and the rest is as by default."""

    packs: Sequence[Pack] | None = None
    """The packs whose rules are run (:func:`~pitfall_audit.rules.packs.load_packs`).

    None stands for the built-in ones.
    """

    verify_packs: bool = True
    """Whether the examples of packs from outside are run first."""

    base: Path | None = None
    """The folder from which paths are shown; the working folder, if None."""
