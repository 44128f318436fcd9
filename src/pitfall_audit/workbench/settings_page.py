"""The settings that hold, and where each comes from: as data, and on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import SEVERITIES, count
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.settings.layers import DEFAULT, Layer, RuleSetting, Stated
from pitfall_audit.settings.settings import Settings
from pitfall_audit.yaml.disk import is_folder

__all__ = ["render_settings", "shown_settings"]


class ShownValue(Struct, frozen=True):
    """A value, and where it comes from in words."""

    value: str | int | float
    source: str


class ShownCheck(Struct, frozen=True):
    """What holds for one check: whether it runs, and what decides that.

    ``why_not`` is the reason in words where it does not run. ``severity`` is None where the
    check itself decides.
    """

    id: str
    runs: bool
    source: str
    why_not: str | None
    severity: ShownValue | None
    thresholds: dict[str, ShownValue]


class ShownOverride(Struct, frozen=True):
    """An override; ``holds`` is whether it is for the file that was asked about.

    ``changes`` maps what it sets (``level``, ``severity.lone-member``) to the value; lists of
    names are one text, with commas.
    """

    paths: tuple[str, ...]
    source: str
    holds: bool
    changes: dict[str, ShownValue]


class ShownSettings(Struct, frozen=True):
    """All that holds for a file or a folder, ``path``.

    ``file`` is the file of settings, None where there is none. ``select`` is None where every
    check of the level is meant. ``waiving`` is what the file says of waivers, by key.
    """

    path: str
    file: str | None
    level: ShownValue
    fail_on: ShownValue
    select: tuple[ShownValue, ...] | None
    ignore: tuple[ShownValue, ...]
    rules: tuple[ShownValue, ...]
    plugins: tuple[ShownValue, ...]
    overrides: tuple[ShownOverride, ...]
    checks: tuple[ShownCheck, ...]
    waiving: dict[str, ShownValue] = {}


def shown_settings(settings: Settings, path: Path, shown: str) -> ShownSettings:
    """What holds for a file; for a folder, what holds where no override does.

    ``shown`` is the path as it is to be printed.
    """
    file = settings.file
    holding = settings.overrides_for(path) if not is_folder(path) else ()
    effective = settings.base if is_folder(path) else settings.for_file(path)
    fail_on = None if file is None else file.fail_on
    return ShownSettings(
        path=shown,
        file=None if file is None else file.shown,
        level=_value(effective.level),
        fail_on=_value(fail_on or Stated(settings.fail_on)),
        select=None if effective.select is None else _values(effective.select),
        ignore=_values(effective.ignore),
        rules=() if file is None else _values(file.rules),
        plugins=() if file is None else _values(file.plugins),
        overrides=tuple(
            ShownOverride(
                tuple(pattern.value for pattern in one.patterns),
                one.patterns[0].origin.words,
                index in holding,
                _changes(one),
            )
            for index, one in enumerate(settings.overrides)
        ),
        checks=tuple(_check(id_, one) for id_, one in effective.rules.items()),
        waiving={} if file is None else {key: _value(one) for key, one in file.waiving.items()},
    )


def _changes(one: Layer) -> dict[str, ShownValue]:
    changes: dict[str, ShownValue] = {}
    if one.level is not None:
        changes["level"] = _value(one.level)
    for key, names in (("select", one.select), ("ignore", one.ignore)):
        if names:
            listed = ", ".join(name.value for name in names)
            changes[key] = ShownValue(listed, names[0].origin.words)
    for name, severity in one.severity.items():
        changes[f"severity.{name}"] = _value(severity)
    for id_, values in one.thresholds.items():
        for name, value in values.items():
            changes[f"thresholds.{id_}.{name}"] = _value(value)
    return changes


def _check(id_: str, one: RuleSetting) -> ShownCheck:
    return ShownCheck(
        id=id_,
        runs=one.on,
        source=one.by.origin.words,
        why_not=one.why_not,
        severity=None if one.severity is None else _value(one.severity),
        thresholds={name: _value(value) for name, value in one.thresholds.items()},
    )


def _value(stated: Stated[str] | Stated[ThresholdValue]) -> ShownValue:
    return ShownValue(stated.value, stated.origin.words)


def _values(stated: Iterable[Stated[str]]) -> tuple[ShownValue, ...]:
    return tuple(_value(one) for one in stated)


def render_settings(shown: ShownSettings, screen: Screen) -> str:
    """Return the settings that hold for a file or folder, each with where it comes from."""
    page = Page(screen)
    page.heading(f"Settings for {shown.path}")
    page.write(
        "No file of settings was found: all is as by default."
        if shown.file is None
        else f"The file of settings is {shown.file}.",
        fold=False,
    )
    page.blank()
    for name, values, none in (
        ("level", (shown.level,), ""),
        ("fail-on", (shown.fail_on,), ""),
        ("select", shown.select or (), "every check of the level"),
        ("ignore", shown.ignore, "none"),
        ("rules", shown.rules, "none but those that come with the program"),
        ("plugins", shown.plugins, "none"),
    ):
        _write_values(page, name, values, none)
    for name, value in shown.waiving.items():
        _write_values(page, name, (value,), "")
    _write_overrides(page, shown)
    _write_severities(page, shown)
    _write_thresholds(page, shown)
    _write_checks(page, shown)
    return page.text()


def _write_values(page: Page, name: str, values: Sequence[ShownValue], none: str) -> None:
    if not values:
        page.write((f"{name}: ", "bold"), f"{none} (default)", hanging=2)
    elif len(values) == 1:
        page.write((f"{name}: ", "bold"), _in_words(values[0]), hanging=2)
    else:
        page.write((f"{name}:", "bold"))
        for value in values:
            page.write(_in_words(value), indent=2, hanging=2)


def _in_words(one: ShownValue) -> str:
    return f"{one.value} ({one.source})"


def _write_overrides(page: Page, shown: ShownSettings) -> None:
    if not shown.overrides:
        return
    page.apart(("Overrides", "bold"))
    for number, one in enumerate(shown.overrides, 1):
        holds = "; holds here" if one.holds else ""
        mark = f"{number}. "
        said = f"{mark}{', '.join(one.paths)} ({one.source}){holds}"
        page.write(said, indent=2, hanging=len(mark))
        for name, value in one.changes.items():
            page.write(f"{name}: {_in_words(value)}", indent=2 + len(mark), hanging=2)


def _write_severities(page: Page, shown: ShownSettings) -> None:
    for first, one in enumerate(
        check for check in shown.checks if check.runs and check.severity is not None
    ):
        if not first:
            page.apart(("Severities that the checks do not decide themselves", "bold"))
        severity = one.severity
        if severity is not None:
            words = {key: value.title for key, value in SEVERITIES.items()}
            title = words.get(severity.value, "")  # type: ignore[call-overload]
            page.write(
                f"{one.id}: {severity.value}, {title} ({severity.source})", indent=2, hanging=2
            )


def _write_thresholds(page: Page, shown: ShownSettings) -> None:
    having = [check for check in shown.checks if check.runs and check.thresholds]
    if not having:
        return
    values = {
        f"{check.id}.{name}": value for check in having for name, value in check.thresholds.items()
    }
    set_ = {name: value for name, value in values.items() if value.source != DEFAULT.words}
    ours = {name: value for name, value in values.items() if name not in set_}
    for title, of_it in (("Thresholds that are set", set_), ("Thresholds as by default", ours)):
        if of_it:
            page.apart((title, "bold"))
        for name, value in of_it.items():
            words = _in_words(value) if of_it is set_ else str(value.value)
            page.write(f"{name}: {words}", indent=2, hanging=2)


def _write_checks(page: Page, shown: ShownSettings) -> None:
    off: dict[str, list[str]] = {}
    for check in shown.checks:
        if check.why_not is not None:
            off.setdefault(check.why_not, []).append(check.id)
    running = sum(check.runs for check in shown.checks)
    page.apart(("Checks", "bold"))
    page.write(f"{count(running, 'check')} of {len(shown.checks)} will run.", indent=2)
    for why, ids in off.items():
        page.write(
            f"{count(len(ids), 'check')} not run, {why}: {', '.join(ids)}", indent=2, hanging=2
        )
