"""The options that say which settings are meant, and the file that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pitfall_audit.cli.misuse import Misuse

if TYPE_CHECKING:
    from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["SettingsWanted", "settings_file", "settings_options", "settings_wanted"]

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class SettingsWanted:
    """Which file of settings is meant: one by name, none, or the one that is found."""

    file: Path | None = None
    none: bool = False


def settings_options(command: Command) -> Command:
    """Give a command the options ``--config`` and ``--no-config``."""
    for option in (
        click.option(
            "--no-config", is_flag=True, help="Look for no settings: all is as by default."
        ),
        click.option(
            "--config",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="The file of settings; otherwise the nearest one upwards from what is looked at, "
            "or from the folder you are in.",
        ),
    ):
        command = option(command)
    return command


def settings_wanted(config: Path | None, *, no_config: bool) -> SettingsWanted:
    """What the two options say; raises Misuse where they contradict each other."""
    if config is not None and no_config:
        raise Misuse("--config and --no-config exclude each other", advice="leave one of them out")
    return SettingsWanted(config, no_config)


def settings_file(paths: Sequence[Path], wanted: SettingsWanted, base: Path) -> SettingsFile | None:
    """The settings for some paths, None where there are none; raises SettingsError."""
    # Where there are no settings, none of what reads them is loaded.
    from pitfall_audit.engine.gathering import shown_name  # noqa: PLC0415
    from pitfall_audit.settings.finding import find_settings  # noqa: PLC0415

    if wanted.none:
        return None
    found = wanted.file or find_settings(paths, base)
    if found is None:
        return None
    from pitfall_audit.settings.settings_file import read_settings  # noqa: PLC0415

    return read_settings(base / found, shown_name(found, base))
