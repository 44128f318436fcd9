"""Whose a report is, as the command line and the settings say it; the logo is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pitfall_audit.cli.command_classes import Command
from pitfall_audit.errors import UsageProblem

if TYPE_CHECKING:
    from pitfall_audit.report.brand import Brand
    from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["brand_files", "brand_of", "brand_options", "language_option"]

_KEY: Final = "pitfall_audit.brand"
_READ: Final = ("logo", "templates", "reference")
_OPTIONS: Final = {
    "title": "TEXT",
    "client": "TEXT",
    "author": "TEXT",
    "marking": "TEXT",
    "accent": "COLOUR",
    "logo": "FILE",
    "templates": "FOLDER",
    "reference": "FILE.docx",
    "language": "CODE",
}


def _keep(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta.setdefault(_KEY, {})[parameter.name] = value


def brand_options(command: Command) -> Command:
    """Give a command the options for the looks of a report; :func:`brand_of` has their values."""
    for name in reversed(_OPTIONS):
        command = _option(name)(command)
    return command


def language_option(command: Command) -> Command:
    """Give a command the option for the language alone; :func:`brand_of` has its value."""
    return _option("language")(command)


def _option(name: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", metavar=_OPTIONS[name], callback=_keep, expose_value=False)


def brand_files(settings: SettingsFile | None = None) -> list[Path]:
    """The files of which a report's looks are made: the logo, and templates of one's own."""
    said = _all_said(settings)
    named = [_path(name, said[name], settings) for name in _READ if name in said]
    return [
        each for path in named for each in (sorted(path.glob("*")) if path.is_dir() else [path])
    ]


def _options() -> dict[str, str]:
    said: dict[str, str] = click.get_current_context().meta.get(_KEY, {})
    return said


def _all_said(settings: SettingsFile | None) -> dict[str, str]:
    table = settings.configuration.report if settings is not None else None
    said = vars(table) if table is not None else {}
    return {**{key: one for key, one in said.items() if one is not None}, **_options()}


def _path(name: str, value: str, settings: SettingsFile | None) -> Path:
    """Where a file or folder is: one of the settings is looked for beside these."""
    return Path(value) if name in _options() or settings is None else settings.folder / value


def brand_of(settings: SettingsFile | None = None) -> Brand:
    """Return what is shown in this run of whoever makes the report; options go before settings.

    Raises UsageProblem where something cannot be shown, with where it was said.
    """
    from pitfall_audit.report import brand

    makers: dict[str, Callable[[str], Any]] = {
        "accent": brand.colour_of,
        "logo": lambda name: brand.picture_of(
            _beginning(_path("logo", name, settings), brand.LARGEST_LOGO)
        ),
        "reference": lambda name: brand.reference_of(
            _beginning(_path("reference", name, settings), brand.LARGEST_REFERENCE)
        ),
        "templates": lambda name: tuple(_templates(_path("templates", name, settings))),
        "introduction": brand.in_markup,
        "language": brand.language_of,
        "sign_off": brand.in_markup,
    }
    made: dict[str, Any] = {}
    for name, value in _all_said(settings).items():
        try:
            made[name] = makers.get(name, str)(value)
        except brand.UnusableBrandError as problem:
            raise UsageProblem(f"{_said_at(name, settings)}: {problem}", problem.help) from None
        except OSError as problem:
            folder = "folder that is there, with files alone in it"
            raise UsageProblem(
                f"{_said_at(name, settings)}: {problem.filename or value} cannot be read "
                f"({problem.strerror or problem})",
                f"name a {folder if name == 'templates' else 'file that is there'}",
            ) from None
    return brand.Brand(**made)


def _beginning(path: Path, most: int) -> bytes:
    """What a file begins with, enough of it to tell that it has more than ``most`` bytes."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _templates(folder: Path) -> Iterator[tuple[str, str]]:
    """The templates in a folder, each checked, by their names."""
    from pitfall_audit.report.own_templates import LARGEST, checked

    for path in sorted(folder.iterdir()):
        if not path.name.startswith("."):
            with path.open(encoding="utf-8", errors="replace") as file:
                yield path.name, checked(path.name, file.read(LARGEST + 1))


def _said_at(name: str, settings: SettingsFile | None) -> str:
    if name in _options() or settings is None:
        return f"--{name}"
    key = name.replace("_", "-")
    place = settings.place(("report", key))
    return f"{place.file}, line {place.line}, {key}"
