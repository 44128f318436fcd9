"""One file of settings: read, of the right form, and ready to be held against the rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pitfall_audit.errors import SettingsError
from pitfall_audit.settings.finding import OWN_FILE, SHARED_FILE, SHARED_TABLE, what_is_wrong_with
from pitfall_audit.settings.layers import Layer, Origin, Stated
from pitfall_audit.settings.model import Configuration, Override, explain
from pitfall_audit.settings.toml_files import TomlFile, read_toml, read_toml_text
from pitfall_audit.yaml.places import DataPath, Place, Problem

__all__ = ["SettingsFile", "read_settings", "settings_from_text"]

_MOST_PROBLEMS = 100
Value = TypeVar("Value")


@dataclass(frozen=True)
class SettingsFile:
    """The settings of one file, each with its place; ``folder`` is what its paths start from.

    ``rules`` and ``plugins`` are what the file names, for whoever loads them.
    """

    folder: Path
    shown: str
    configuration: Configuration
    toml: TomlFile
    top: DataPath

    @property
    def rules(self) -> tuple[Stated[str], ...]:
        """The folders and packages of rules that it names."""
        return _listed(self, self.configuration.rules, ("rules",), 0)

    @property
    def plugins(self) -> tuple[Stated[str], ...]:
        """The plugins that it names."""
        return _listed(self, self.configuration.plugins, ("plugins",), 0)

    @property
    def fail_on(self) -> Stated[str] | None:
        """The severity that an exit code tells of, where the file says so."""
        value = self.configuration.fail_on
        return None if value is None else _stated(self, value, ("fail-on",), 0)

    def layers(self) -> tuple[Layer, ...]:
        """What it states for all files, then each override in its order."""
        one = self.configuration
        return (
            _layer(self, one, (), 0),
            *(
                _layer(self, override, ("overrides", index), index + 1)
                for index, override in enumerate(one.overrides or ())
            ),
        )

    def place(self, path: DataPath, *, key: bool = False) -> Place:
        """Where a setting stands, by its path from the top of the settings."""
        return self.toml.place((*self.top, *path), key=key)


def read_settings(path: Path, shown: str) -> SettingsFile:
    """Read a file of settings; ``shown`` is its name in places, slash-separated.

    A file called ``pyproject.toml`` has them under ``[tool.pitfall-audit]``. Raises
    :class:`SettingsError` with everything that is wrong with its form.
    """
    return _checked(read_toml(path, shown), path)


def settings_from_text(text: str, shown: str = OWN_FILE, folder: Path = Path()) -> SettingsFile:
    """Read the text of a file of settings. Raises :class:`SettingsError`."""
    return _checked(read_toml_text(text, shown), folder / shown)


def _checked(toml: TomlFile, path: Path) -> SettingsFile:
    top: DataPath = ("tool", SHARED_TABLE) if path.name == SHARED_FILE else ()
    data: object = toml.data
    for step in top:
        data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        message = f"This file has no table [tool.{SHARED_TABLE}]."
        place = Place(toml.shown, 0, 0, 0, 0)
        help_text = f"Write one, or name a {OWN_FILE}."
        raise SettingsError((Problem("no-settings", message, place, help_text),))
    try:
        configuration = Configuration.model_validate(data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)[:_MOST_PROBLEMS]
        told = [explain(toml, top, error) for error in errors]
        raise SettingsError(_in_order([one for one in told if one is not None])) from None
    file = SettingsFile(path.parent, toml.shown, configuration, toml, top)
    problems = [
        Problem("wrong-pattern", wrong[0], file.place(stated.path), wrong[1])
        for layer in file.layers()
        for stated in layer.patterns
        if (wrong := what_is_wrong_with(stated.value))
    ]
    if problems:
        raise SettingsError(_in_order(problems))
    return file


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.place.line, one.place.column, one.id)))


def _layer(file: SettingsFile, one: Configuration | Override, at: DataPath, number: int) -> Layer:
    return Layer(
        level=None if one.level is None else _stated(file, one.level, (*at, "level"), number),
        select=None if one.select is None else _listed(file, one.select, (*at, "select"), number),
        ignore=_listed(file, one.ignore, (*at, "ignore"), number),
        severity={
            name: _stated(file, value, (*at, "severity", name), number)
            for name, value in (one.severity or {}).items()
        },
        thresholds={
            id_: {
                name: _stated(file, value, (*at, "thresholds", id_, name), number)
                for name, value in values.items()
            }
            for id_, values in (one.thresholds or {}).items()
        },
        patterns=_listed(file, one.paths, (*at, "paths"), number)
        if isinstance(one, Override)
        else (),
    )


def _listed(
    file: SettingsFile, names: tuple[str, ...] | None, at: DataPath, number: int
) -> tuple[Stated[str], ...]:
    return tuple(
        _stated(file, name, (*at, index), number) for index, name in enumerate(names or ())
    )


def _stated(file: SettingsFile, value: Value, path: DataPath, number: int) -> Stated[Value]:
    line = file.place(path).line
    return Stated(
        value, Origin("override" if number else "file", file.shown, line, override=number), path
    )
