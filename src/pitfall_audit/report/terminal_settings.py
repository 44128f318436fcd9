"""Settings on a terminal: what holds, and where each of it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import SEVERITIES, count
from pitfall_audit.settings.layers import DEFAULT
from pitfall_audit.settings.showing import ShownSettings, ShownValue

__all__ = ["render_settings"]


def render_settings(shown: ShownSettings, *, width: int, colour: bool, unicode: bool) -> str:
    """Return the settings that hold for a file or folder, each with where it comes from."""
    page = Page(width=width, colour=colour, unicode=unicode)
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
    page.blank()
    page.write(("Overrides", "bold"))
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
            page.blank()
            page.write(("Severities that the checks do not decide themselves", "bold"))
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
            page.blank()
            page.write((title, "bold"))
        for name, value in of_it.items():
            words = _in_words(value) if of_it is set_ else str(value.value)
            page.write(f"{name}: {words}", indent=2, hanging=2)


def _write_checks(page: Page, shown: ShownSettings) -> None:
    off: dict[str, list[str]] = {}
    for check in shown.checks:
        if check.why_not is not None:
            off.setdefault(check.why_not, []).append(check.id)
    running = sum(check.runs for check in shown.checks)
    page.blank()
    page.write(("Checks", "bold"))
    page.write(f"{count(running, 'check')} of {len(shown.checks)} will run.", indent=2)
    for why, ids in off.items():
        page.write(
            f"{count(len(ids), 'check')} not run, {why}: {', '.join(ids)}", indent=2, hanging=2
        )
