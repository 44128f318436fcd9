"""The packs whose checks a command is about: the built-in ones, and those that are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pitfall_audit.cli.settings_options import SettingsWanted, settings_file

if TYPE_CHECKING:
    from pitfall_audit.rules.packs.packs import Pack
    from pitfall_audit.settings.settings_file import SettingsFile
    from pitfall_audit.yaml.places import Problem

__all__ = ["chosen_packs", "no_verify_option", "packs_in_force", "rules_option"]

Command = TypeVar("Command", bound=Callable[..., Any])


def rules_option(command: Command) -> Command:
    """Give a command the option ``--rules``, which may be given more than once."""
    return click.option(
        "--rules",
        "packs",
        metavar="PATH",
        multiple=True,
        help="A folder of checks of your own, with a pack.yaml, run besides the built-in ones; "
        "python:NAME for an installed package of checks. May be repeated.",
    )(command)


def no_verify_option(command: Command) -> Command:
    """Give a command the option ``--no-verify-packs``."""
    return click.option(
        "--no-verify-packs",
        is_flag=True,
        help="Do not first run the examples that prove the checks of your own; the report says so.",
    )(command)


def packs_in_force(
    named: Sequence[str], paths: Sequence[Path], wanted: SettingsWanted
) -> tuple[tuple[Pack, ...], SettingsFile | None]:
    """The packs that an audit of some paths would run, and the settings that it would read.

    Those among ``named`` that are plugins are loaded besides. Raises PackError and SettingsError.
    """
    from pitfall_audit.rules.packs.pack_sources import PLUGIN  # noqa: PLC0415

    base = Path.cwd()
    settings = settings_file(paths, wanted, base)
    # To look at a plugin's checks it may be named here; an audit takes it from settings alone.
    plugins = [name for name in named if name.startswith(PLUGIN)]
    folders = [name for name in named if not name.startswith(PLUGIN)]
    return chosen_packs(folders, settings, base, plugins), settings


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
    from pitfall_audit.engine.gathering import shown_name  # noqa: PLC0415
    from pitfall_audit.rules.form.errors import PackError  # noqa: PLC0415
    from pitfall_audit.rules.packs.pack_sources import PLUGIN, pack_folder  # noqa: PLC0415
    from pitfall_audit.rules.packs.packs import load_packs  # noqa: PLC0415
    from pitfall_audit.yaml.places import Place  # noqa: PLC0415

    wanted: list[tuple[str, Path, Place | None]] = [(name, base, None) for name in named]
    if settings is not None:
        wanted.extend(
            (one.value, settings.folder, settings.place(one.path)) for one in settings.rules
        )
    folders: dict[Path, str] = {}
    problems: list[Problem] = []
    for name, start, place in wanted:
        try:
            folder = pack_folder(name, start, place).resolve()
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
        places.setdefault(name.removeprefix(PLUGIN), Place(name, 0, 0, 0, 0))
    if places:
        from pitfall_audit.rules.packs.plugins import load_plugin  # noqa: PLC0415

        for name, place in places.items():
            try:
                plugins.append(load_plugin(name, place))
            except PackError as error:
                problems.extend(error.problems)
    if problems:
        raise PackError(tuple(problems))
    return load_packs(tuple(folders.items()), plugins)
