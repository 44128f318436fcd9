"""One file of settings: read, of the right form, and ready to be held against the rules."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from msgspec import Struct

from pitfall_audit.errors import SettingsError, Worded, worded, worded_at
from pitfall_audit.settings.layers import Layer, Origin, Stated
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import is_folder, is_there, shown_name
from pitfall_audit.yaml.document_limits import in_order
from pitfall_audit.yaml.places import DataPath, Place, Problem, Related

if TYPE_CHECKING:
    from pitfall_audit.settings.model import Configuration, Override
    from pitfall_audit.settings.toml_files import TomlFile

__all__ = [
    "OWN_FILE", "SHARED_FILE", "SHARED_TABLE", "SettingsFile", "find_settings", "matches",
    "read_settings", "settings_below", "settings_from_text", "what_is_wrong_with",
]  # fmt: skip

OWN_FILE = "pitfall-audit.toml"
SHARED_FILE = "pyproject.toml"
SHARED_TABLE = "pitfall-audit"


def find_settings(paths: Sequence[Path], base: Path) -> Path | None:
    """The file of settings for some audited paths; None where there is none.

    The folder of each path is looked in, then the folders above it, up to one that holds
    ``.git`` (which is looked in too) or to the top of the disk; the nearest file counts.
    Raises :class:`SettingsError` where one folder holds two, where the paths lead to
    different ones, and where a ``pyproject.toml`` on the way can't be read.
    """
    found: dict[Path | None, Path] = {}
    looked: dict[Path, Path | None] = {}
    for path in paths:
        # NOTE: not resolved: where a link leads is not where somebody would look.
        start = Path(os.path.abspath(base / path))  # noqa: PTH100
        found.setdefault(_above(start if is_folder(start) else start.parent, base, looked), path)
    if len(found) > 1:
        raise SettingsError((_different(found, base),))
    return next(iter(found), None)


def settings_below(folders: Sequence[Path], files: Iterable[Path]) -> tuple[Path, ...]:
    """Files of settings that lie below audited folders, beside or above files found there.

    They hold where their own folder is audited, so an audit from above passes them by.
    """
    tops = set(folders)
    between: dict[Path, None] = {}
    for file in files:
        for folder in file.parents:
            if folder in tops or folder in between:
                break
            between[folder] = None
    return tuple(folder / OWN_FILE for folder in between if is_there(folder / OWN_FILE))


def holds_settings(path: Path, base: Path) -> bool:
    """Whether a ``pyproject.toml`` has a table of settings. Raises :class:`SettingsError`."""
    # Only here is TOML read where there are no settings, as mostly there are none.
    from pitfall_audit.settings.toml_files import read_toml  # noqa: PLC0415

    data = read_toml(path, shown_name(path, base)).data
    tool = data.get("tool")
    return isinstance(tool, dict) and SHARED_TABLE in tool


def _above(folder: Path, base: Path, looked: dict[Path, Path | None]) -> Path | None:
    for one in (folder, *folder.parents):
        if one not in looked:
            looked[one] = _in(one, base)
        if looked[one] is not None or is_there(one / ".git"):
            return looked[one]
    return None


def _in(folder: Path, base: Path) -> Path | None:
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    has_own = is_there(own) and not is_folder(own)
    in_shared = is_there(shared) and not is_folder(shared) and holds_settings(shared, base)
    if has_own and in_shared:
        place = Place(shown_name(own, base))
        other = Place(shown_name(shared, base))
        raise SettingsError.of(
            place,
            "two-settings",
            Related(other, f"the other, under [tool.{SHARED_TABLE}]"),
            own=OWN_FILE,
            table=SHARED_TABLE,
            shared=SHARED_FILE,
        )
    if has_own:
        return own
    return shared if in_shared else None


def _different(found: dict[Path | None, Path], base: Path) -> Problem:
    # Where one of two paths has no settings, it is told last.
    two = sorted(list(found.items())[:2], key=lambda one: one[0] is None)
    (first, first_path), (second, second_path) = two
    of, other = shown_name(first_path, base), shown_name(second_path, base)
    place = Place(shown_name(first, base) if first else "")
    if second is None:
        return worded_at(place, "several-settings/one", of=of, other=other)
    related = Related(Place(shown_name(second, base)), "the other one")
    return worded_at(place, "several-settings", related, of=of, other=other)


LONGEST_PATTERN = 300
"""The most characters of a pattern."""


def matches(pattern: str, path: str) -> bool:
    """Whether a path, slash-separated and from the same folder as the pattern, is meant."""
    names = path.split("/")
    # For each number of names: could the part of the pattern so far stand for these?
    reached = [True] + [False] * len(names)
    steps = pattern.split("/")
    for at, step in enumerate(steps, 1):
        if step == "**":
            first = reached.index(True) if True in reached else len(reached)
            # At the end it stands for what is below a folder, not for the folder itself.
            first += at == len(steps)
            reached = [number >= first for number in range(len(reached))]
        else:
            reached = [False] + [
                before and fnmatch.fnmatchcase(name, step)
                for before, name in zip(reached, names, strict=False)
            ]
    return reached[-1]


def what_is_wrong_with(pattern: str) -> Worded | None:
    """What keeps a pattern from standing for any file; None where it may."""
    steps = pattern.split("/")
    if not pattern.strip() or len(pattern) > LONGEST_PATTERN:
        return worded("wrong-pattern/length", most=LONGEST_PATTERN)
    if "\\" in pattern:
        return worded("wrong-pattern/backslashes", right=pattern.replace("\\", "/"))
    if pattern.startswith("/") or ":" in steps[0]:
        return worded("wrong-pattern/from-the-top")
    if steps[-1] == "":
        return worded("wrong-pattern/folder", pattern=pattern)
    if any(step in ("", ".", "..") for step in steps):
        return worded("wrong-pattern/steps")
    return None


_MOST_PROBLEMS = 100
Value = TypeVar("Value")


class SettingsFile(Struct, frozen=True, dict=True):
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
        return self.listed(self.configuration.rules, ("rules",))

    @property
    def plugins(self) -> tuple[Stated[str], ...]:
        """The plugins that it names."""
        return self.listed(self.configuration.plugins, ("plugins",))

    @property
    def waiving(self) -> dict[str, Stated[str]]:
        """What it says of waivers, by key, as text."""
        said = self.configuration
        values = {
            "waivers": said.waivers,
            "longest-waiver-days": said.longest_waiver_days,
            "never-waive": ", ".join(said.never_waive or ()) or None,
        }
        return {
            key: self.stated(str(value), (key,))
            for key, value in values.items()
            if value is not None
        }

    @property
    def fail_on(self) -> Stated[str] | None:
        """The severity that an exit code tells of, where the file says so."""
        value = self.configuration.fail_on
        return None if value is None else self.stated(value, ("fail-on",))

    def layers(self) -> tuple[Layer, ...]:
        """What it states for all files, then each override in its order."""
        one = self.configuration
        overrides = enumerate(one.overrides or ())
        return (
            self._layer(one, ()),
            *(self._layer(each, ("overrides", index)) for index, each in overrides),
        )

    def stated(self, value: Value, path: DataPath) -> Stated[Value]:
        """A value of the file, with where it stands."""
        number = int(path[1]) + 1 if path[0] == "overrides" else 0
        kind: Literal["override", "file"] = "override" if number else "file"
        origin = Origin(kind, self.shown, self.place(path).line, override=number)
        return Stated(value, origin, path)

    def listed(self, names: tuple[str, ...] | None, path: DataPath) -> tuple[Stated[str], ...]:
        """The names of a list, each with where it stands."""
        return tuple(self.stated(name, (*path, at)) for at, name in enumerate(names or ()))

    def _layer(self, one: Configuration | Override, at: DataPath) -> Layer:
        return Layer(
            level=None if one.level is None else self.stated(one.level, (*at, "level")),
            select=None if one.select is None else self.listed(one.select, (*at, "select")),
            ignore=self.listed(one.ignore, (*at, "ignore")),
            severity={
                name: self.stated(value, (*at, "severity", name))
                for name, value in (one.severity or {}).items()
            },
            thresholds={
                id_: {
                    name: self.stated(value, (*at, "thresholds", id_, name))
                    for name, value in values.items()
                }
                for id_, values in (one.thresholds or {}).items()
            },
            patterns=self.listed(getattr(one, "paths", None), (*at, "paths")),
        )

    def place(self, path: DataPath, *, key: bool = False) -> Place:
        """Where a setting stands, by its path from the top of the settings."""
        return self.toml.place((*self.top, *path), key=key)


def read_settings(path: Path, shown: str) -> SettingsFile:
    """Read a file of settings; ``shown`` is its name in places, slash-separated.

    A file called ``pyproject.toml`` has them under ``[tool.pitfall-audit]``. Raises
    :class:`SettingsError` with everything that is wrong with its form.
    """
    from pitfall_audit.settings.toml_files import read_toml  # noqa: PLC0415

    return _checked(read_toml(path, shown), path)


def settings_from_text(text: str, shown: str = OWN_FILE, folder: Path = Path()) -> SettingsFile:
    """Read the text of a file of settings. Raises :class:`SettingsError`."""
    from pitfall_audit.settings.toml_files import read_toml_text  # noqa: PLC0415

    return _checked(read_toml_text(text, shown), folder / shown)


def _refuse_other_version(data: dict[str, Any], toml: TomlFile, top: DataPath) -> None:
    """Raise :class:`SettingsError` where the settings are for another version of the program.

    Before all else: they may have settings that this one does not know.
    """
    wanted = data.get("required-version")
    if not isinstance(wanted, str):
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415

    place = toml.place((*top, "required-version"))
    try:
        fits = SpecifierSet(wanted).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        raise SettingsError.of(place, "required-version/unclear", wanted=wanted) from None
    if not fits:
        raise SettingsError.of(place, "required-version", wanted=wanted, version=__version__)


def _checked(toml: TomlFile, path: Path) -> SettingsFile:
    top: DataPath = ("tool", SHARED_TABLE) if path.name == SHARED_FILE else ()
    data: object = toml.data
    for step in top:
        data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        raise SettingsError.of(Place(toml.shown), "no-settings", table=SHARED_TABLE, own=OWN_FILE)
    _refuse_other_version(data, toml, top)
    # Where nothing is set, none of it is needed.
    from pydantic_core import ValidationError  # noqa: PLC0415

    from pitfall_audit.settings.model import Configuration, explain  # noqa: PLC0415

    try:
        configuration = Configuration.model_validate(data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)[:_MOST_PROBLEMS]
        told = [explain(toml, top, error) for error in errors]
        raise SettingsError(in_order([one for one in told if one is not None])) from None
    file = SettingsFile(path.parent, toml.shown, configuration, toml, top)
    problems = [
        Problem(wrong.id, wrong.message, file.place(stated.path), wrong.help)
        for stated in (
            *file.listed(configuration.exclude, ("exclude",)),
            *(one for layer in file.layers() for one in layer.patterns),
        )
        if (wrong := what_is_wrong_with(stated.value))
    ]
    if problems:
        raise SettingsError(in_order(problems))
    return file
