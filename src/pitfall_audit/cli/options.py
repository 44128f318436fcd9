"""Options that more than one command has, and the settings and packs that they lead to."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec import Struct

from pitfall_audit.cli.command_classes import Command, GivenPath, Misuse
from pitfall_audit.errors import UsageProblem
from pitfall_audit.yaml.disk import real_path

if TYPE_CHECKING:
    from pitfall_audit.rules.packs import Pack
    from pitfall_audit.settings.settings_file import SettingsFile
    from pitfall_audit.yaml.places import Problem

__all__ = [
    "SettingsWanted", "as_of_option", "chosen_packs", "from_option", "no_verify_option",
    "rules_option", "settings_options", "subject_option", "ties_option", "ties_options",
]  # fmt: skip


def _day(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> datetime.date | None:
    """Return the day that an option was given; raises Misuse where it is not one."""
    if value is None:
        return None
    option = max(parameter.opts, key=len)
    if value == "commit":
        from pitfall_audit.cli.git import day_of_last_commit  # seldom needed

        try:
            return day_of_last_commit(Path.cwd())
        except UsageProblem as problem:
            raise Misuse(problem.message, advice=problem.help, ctx=context) from problem
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    # NOTE: Python reads 20260630 and 2026-W27-2 as well, which nothing else here does.
    if day is None or day.isoformat() != value:
        raise Misuse(
            f"{option}: {value} is not a day written as YYYY-MM-DD",
            advice=f"write it as in {option} 2026-06-30, or leave it out for today",
            ctx=context,
        )
    return day


as_of_option = click.option("--as-of", metavar="DATE", callback=_day)


ties_option = click.option("--ties", metavar="FILE", type=GivenPath())
ties_options = click.option("--ties", metavar="FILE", multiple=True, type=GivenPath())
subject_option = click.option("--subject", "identity", metavar="IDENTITY")
from_option = click.option("--from", "files", metavar="FILE", multiple=True, type=GivenPath())


class SettingsWanted(Struct, frozen=True):
    """Which settings are meant: one file by name, none, or the one that is found.

    ``packs`` are those of ``--rules``, which are run besides theirs.
    """

    file: Path | None = None
    none: bool = False
    packs: tuple[str, ...] = ()

    def settings(self, paths: Sequence[Path], base: Path) -> SettingsFile | None:
        """The settings for some paths, None where there are none; raises SettingsError."""
        # Where there are no settings, none of what reads them is loaded.
        from pitfall_audit.settings.settings_file import find_settings
        from pitfall_audit.yaml.disk import shown_name

        if self.none:
            return None
        found = self.file or find_settings(paths, base)
        if found is None:
            return None
        from pitfall_audit.settings.settings_file import read_settings

        return read_settings(base / found, shown_name(found, base))

    def in_force(self, *paths: Path) -> tuple[tuple[Pack, ...], SettingsFile | None]:
        """The packs that an audit of some paths would run, and the settings that it would read.

        Without paths they are those of this folder. Of the ``packs`` those that are plugins are
        loaded besides. Raises PackError and SettingsError.
        """
        from pitfall_audit.rules.plugins import PLUGIN

        base = Path.cwd()
        settings = self.settings(paths or [Path()], base)
        # To look at a plugin's checks it may be named here; an audit takes it from settings alone.
        plugins = [name for name in self.packs if name.startswith(PLUGIN)]
        folders = [name for name in self.packs if not name.startswith(PLUGIN)]
        return chosen_packs(folders, settings, base, plugins), settings


def settings_options(command: Command) -> Command:
    """Give a command the options ``--config`` and ``--no-config``, as its argument ``wanted``.

    Where it has ``--rules`` too, the packs are in that argument.
    """

    @wraps(command)
    def with_settings(
        *args: Any,
        config: Path | None,
        no_config: bool,
        rules: tuple[str, ...] = (),
        **options: Any,
    ) -> Any:
        if config is not None and no_config:
            raise Misuse(
                "--config and --no-config exclude each other", advice="leave one of them out"
            )
        return command(*args, wanted=SettingsWanted(config, no_config, tuple(rules)), **options)

    for option in (
        click.option("--no-config", is_flag=True),
        click.option("--config", metavar="FILE", type=GivenPath()),
    ):
        option(with_settings)
    return cast("Command", with_settings)


def _each_named(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the packs that are named; raises Misuse where one is without a name."""
    return tuple(
        value
        if value.startswith(("python:", "plugin:"))
        else str(GivenPath().convert(value, parameter, context))
        for value in values
    )


rules_option = click.option("--rules", metavar="PATH", multiple=True, callback=_each_named)
no_verify_option = click.option("--no-verify-packs", is_flag=True)


def chosen_packs(
    named: Sequence[str],
    settings: SettingsFile | None,
    base: Path,
    plugins_named: Sequence[str] = (),
) -> tuple[Pack, ...]:
    """The built-in checks, those of ``--rules``, and those that the settings name.

    ``plugins_named`` are plugins beside those of the settings, as ``plugin:NAME``. Raises
    PackError with everything that keeps any of them from being used.
    """
    from pitfall_audit.errors import PackError
    from pitfall_audit.rules.packs import load_packs
    from pitfall_audit.rules.plugins import PLUGIN, pack_folder
    from pitfall_audit.yaml.disk import shown_name
    from pitfall_audit.yaml.places import Place

    wanted: list[tuple[str, Path, Place | None]] = [(name, base, None) for name in named]
    if settings is not None:
        wanted.extend(
            (one.value, settings.folder, settings.place(one.path)) for one in settings.rules
        )
    folders: dict[Path, str] = {}
    problems: list[Problem] = []
    for name, start, place in wanted:
        try:
            folder = real_path(pack_folder(name, start, place))
        except PackError as error:
            problems.extend(error.problems)
            continue
        shown = name if name.startswith("python:") else shown_name(folder, base)
        folders.setdefault(folder, shown)
    plugins: list[Pack] = []
    places: dict[str, Place] = {}
    if settings is not None:
        places.update((one.value, settings.place(one.path)) for one in settings.plugins)
    for name in plugins_named:
        places.setdefault(name.removeprefix(PLUGIN), Place(name))
    if places:
        from pitfall_audit.rules.plugins import load_plugin

        for name, place in places.items():
            try:
                plugins.append(load_plugin(name, place))
            except PackError as error:
                problems.extend(error.problems)
    if problems:
        raise PackError(tuple(problems))
    return load_packs(tuple(folders.items()), plugins)
