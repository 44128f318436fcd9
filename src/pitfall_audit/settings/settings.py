"""The settings of one run: what holds for each file, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.errors import SettingsError, worded_at
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.form.outcomes import Level, Severity
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.checking import problems_with
from pitfall_audit.settings.layers import Effective, Layer, Origin, RuleSetting, Stated, resolve
from pitfall_audit.settings.settings_file import matches
from pitfall_audit.yaml.disk import folders_below, is_folder

if TYPE_CHECKING:
    from pitfall_audit.settings.model import FailOn
    from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["Settings", "WaiverTerms", "command_line"]

LONGEST_WAIVER_DAYS: Final = 365
_MOST_FILES_LOOKED_AT: Final = 100_000
"""Beyond this many files below a folder it is not said that a pattern matches none."""


class WaiverTerms(Struct, frozen=True):
    """What waivers may do: for how many days, and of which checks or pitfalls they never speak."""

    longest_days: int
    never: frozenset[str]


def command_line(
    *, level: Level | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Layer:
    """What was said on the command line, as the highest layer."""

    def said(option: str) -> Origin:
        return Origin("command-line", option=option)

    return Layer(
        level=None if level is None else Stated(level, said("--level")),
        select=tuple(Stated(name, said("--select")) for name in select) or None,
        ignore=tuple(Stated(name, said("--ignore")) for name in ignore),
    )


class Settings:
    """What holds for each file of a run.

    ``file`` is the file of settings, None where there is none; ``said`` what was said on the
    command line. Raises :class:`SettingsError` where the file's settings point at nothing, or
    change nothing, for these rules.
    """

    def __init__(
        self, rules: Sequence[Rule], file: SettingsFile | None = None, said: Layer | None = None
    ) -> None:
        if file is not None and (problems := problems_with(file, rules)):
            raise SettingsError(problems)
        self.file = file
        self.rules = tuple(rules)
        self._said = said or Layer()
        self._base, *overrides = file.layers() if file is not None else (Layer(),)
        self.overrides: tuple[Layer, ...] = tuple(overrides)
        self._effective: dict[tuple[int, ...], Effective] = {}
        self._copies: dict[
            tuple[str, tuple[tuple[str, ThresholdValue], ...], Severity | None], Rule
        ] = {}

    @property
    def fail_on(self) -> FailOn:
        """The severity that an exit code tells of, by the file or by default."""
        return (self.file and self.file.configuration.fail_on) or "error"

    @property
    def waiver_terms(self) -> WaiverTerms:
        """What waivers may do."""
        said = self.file.configuration if self.file is not None else None
        days = said.longest_waiver_days if said is not None else None
        never = said.never_waive if said is not None else None
        return WaiverTerms(days or LONGEST_WAIVER_DAYS, frozenset(never or ()))

    @property
    def waivers(self) -> Path | None:
        """The central file of waivers, if the settings name one."""
        name = self.file.configuration.waivers if self.file is not None else None
        return None if self.file is None or name is None else self.file.folder / name

    @property
    def registers(self) -> tuple[Path, ...] | None:
        """The files of the register that all share, if the settings name any."""
        names = self.file.configuration.registers if self.file is not None else None
        if self.file is None or names is None:
            return None
        return tuple(self.file.folder / name for name in names)

    @property
    def base(self) -> Effective:
        """What holds for a file that no override is for."""
        return self._resolve(())

    def overrides_for(self, path: Path) -> tuple[int, ...]:
        """The overrides that are for a file, as indexes."""
        if not self.overrides or self.file is None:
            return ()
        name = _below(path, self.file.folder)
        if name is None:
            return ()
        return tuple(
            index
            for index, one in enumerate(self.overrides)
            if any(matches(pattern.value, name) for pattern in one.patterns)
        )

    def excludes(self, path: Path) -> bool:
        """Whether the settings exclude a file, or a whole folder."""
        file = self.file
        patterns = file.configuration.exclude if file is not None else None
        name = _below(path, file.folder) if file is not None and patterns else None
        if name is None or name == ".":
            return False
        steps = name.split("/")
        inside = ["/".join(steps[:end]) for end in range(1, len(steps) + 1)]
        return any(
            matches(one, above) or (one.endswith("/**") and matches(one[:-3], above))
            for one in patterns or ()
            for above in inside
        )

    def for_file(self, path: Path) -> Effective:
        """What holds for one file, and the rules to run on it."""
        return self._resolve(self.overrides_for(path))

    def check_patterns(self, files: Iterable[Path]) -> None:
        """Raise :class:`SettingsError` where a pattern is for no file at all.

        The files of the run are looked at first, then all below the folder of the settings:
        a run may be over some of them.
        """
        file = self.file
        if file is None or not self.overrides:
            return
        waiting = {one.path: one for layer in self.overrides for one in layer.patterns}
        of_run = (_below(path, file.folder) for path in files)
        _leave_matched_out(waiting, (name for name in of_run if name is not None))
        unlisted: list[Path] = []
        names = _names_below(file.folder, unlisted)
        if (waiting and not _leave_matched_out(waiting, names)) or unlisted:
            return
        if waiting:
            raise SettingsError(tuple(
                worded_at(
                    file.place(one.path), "no-effect/no-file",
                    one=one, instead=_instead(one.value, file),
                )
                for one in waiting.values()
            ))  # fmt: skip

    def _resolve(self, which: tuple[int, ...]) -> Effective:
        if which not in self._effective:
            layers = [self._base, *(self.overrides[index] for index in which), self._said]
            effective = resolve(self.rules, layers)
            runs = (rule for rule in self.rules if effective.rules[rule.id].on)
            to_run = tuple(self.as_set(rule, effective.rules[rule.id]) for rule in runs)
            self._effective[which] = replace(effective, to_run=to_run)
        return self._effective[which]

    def as_set(self, rule: Rule, setting: RuleSetting) -> Rule:
        """A rule with the thresholds and the severity that are set for it."""
        values = tuple((name, one.value) for name, one in setting.thresholds.items())
        severity = None if setting.severity is None else setting.severity.value
        key = (rule.id, values, severity)
        if key not in self._copies:
            self._copies[key] = rule.with_settings(dict(values), severity)
        return self._copies[key]


def _below(path: Path, folder: Path) -> str | None:
    """A path from a folder, slash-separated; None where it does not lie below."""
    try:
        name = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        # NOTE: on Windows there is no way from one drive to another.
        return None
    return None if name == ".." or name.startswith("../") else name


def _leave_matched_out(
    waiting: dict[tuple[str | int, ...], Stated[str]], names: Iterable[str]
) -> bool:
    """Take out the patterns that one of the names matches; false where there are too many."""
    for number, name in enumerate(names):
        if not waiting:
            break
        if number >= _MOST_FILES_LOOKED_AT:
            return False
        for path in [path for path, one in waiting.items() if matches(one.value, name)]:
            del waiting[path]
    return True


def _names_below(folder: Path, unlisted: list[Path]) -> Iterator[str]:
    """The files below a folder; those that can't be looked into go to ``unlisted``."""
    for one in folders_below(folder, lambda path, _: unlisted.append(path)):
        one.folders[:] = (name for name in one.folders if not name.startswith("."))
        for name in one.files:
            below = _below(one.path / name, folder)
            if below is not None:
                yield below


def _instead(pattern: str, file: SettingsFile) -> str:
    wild = any(sign in pattern for sign in "*?[")
    if not wild and is_folder(file.folder / pattern):
        return f'It is a folder. For all files in it, write "{pattern}/**".'
    if pattern.startswith("*") and not pattern.startswith("**"):
        return f'For files in folders below as well, write "**/{pattern}".'
    return f"Patterns are read from the folder that holds {file.shown}."
