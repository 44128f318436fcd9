"""The settings that hold, and where each comes from: as data, and on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pitfall_audit.facts.lookups import gathered
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.settings.layers import DEFAULT, Layer, RuleSetting, Stated
from pitfall_audit.settings.settings import Settings
from pitfall_audit.yaml.disk import is_folder

__all__ = ["render_settings", "shown_settings"]


def shown_settings(settings: Settings, path: Path, shown: str) -> dict[str, Any]:
    """What holds for a file, as plain data; for a folder, what holds where no override does.

    ``shown`` is the path as it is to be printed. Each value stands with its ``source``, where it
    comes from in words. ``file`` is the file of settings, None where there is none; ``select`` is
    None where every check of the level is meant; ``waiving`` is what the file says of waivers. An
    override ``holds`` where it is for the file that was asked about. Of a check ``why_not`` is why
    it does not run, and ``severity`` None where it decides itself.
    """
    file = settings.file
    holding = settings.overrides_for(path) if not is_folder(path) else ()
    effective = settings.base if is_folder(path) else settings.for_file(path)
    fail_on = None if file is None else file.fail_on
    return {
        "path": shown,
        "file": None if file is None else file.shown,
        "level": _value(effective.level),
        "fail_on": _value(fail_on or Stated(settings.fail_on)),
        "select": None if effective.select is None else _values(effective.select),
        "ignore": _values(effective.ignore),
        "rules": [] if file is None else _values(file.rules),
        "plugins": [] if file is None else _values(file.plugins),
        "overrides": [
            {
                "paths": [pattern.value for pattern in one.patterns],
                "source": one.patterns[0].origin.words,
                "holds": index in holding,
                "changes": _changes(one),
            }
            for index, one in enumerate(settings.overrides)
        ],
        "checks": [_check(id_, one) for id_, one in effective.rules.items()],
        "waiving": {} if file is None else {key: _value(one) for key, one in file.waiving.items()},
    }


def _changes(one: Layer) -> dict[str, Any]:
    """What an override sets (``level``, ``severity.lone-member``), lists of names as one text."""
    changes = {}
    if one.level is not None:
        changes["level"] = _value(one.level)
    for key, names in (("select", one.select), ("ignore", one.ignore)):
        if names:
            listed = ", ".join(name.value for name in names)
            changes[key] = {"value": listed, "source": names[0].origin.words}
    for name, severity in one.severity.items():
        changes[f"severity.{name}"] = _value(severity)
    for id_, values in one.thresholds.items():
        for name, value in values.items():
            changes[f"thresholds.{id_}.{name}"] = _value(value)
    return changes


def _check(id_: str, one: RuleSetting) -> dict[str, Any]:
    return {
        "id": id_,
        "runs": one.on,
        "source": one.by.origin.words,
        "why_not": one.why_not,
        "severity": None if one.severity is None else _value(one.severity),
        "thresholds": {name: _value(value) for name, value in one.thresholds.items()},
    }


def _value(stated: Stated[str] | Stated[ThresholdValue]) -> dict[str, str | ThresholdValue]:
    return {"value": stated.value, "source": stated.origin.words}


def _values(stated: Iterable[Stated[str]]) -> list[dict[str, str | ThresholdValue]]:
    return [_value(one) for one in stated]


def render_settings(shown: Mapping[str, Any], screen: Screen) -> str:
    """Return the settings that hold for a file or folder, each with where it comes from."""
    running = [check for check in shown["checks"] if check["runs"]]
    return page_from(
        "workbench/settings.txt",
        screen,
        shown=shown,
        stated=(
            ("level", [shown["level"]], ""),
            ("fail-on", [shown["fail_on"]], ""),
            ("select", shown["select"] or [], "every check of the level"),
            ("ignore", shown["ignore"], "none"),
            ("rules", shown["rules"], "none but those that come with the program"),
            ("plugins", shown["plugins"], "none"),
            *((name, [value], "") for name, value in shown["waiving"].items()),
        ),
        running=running,
        off=gathered((one["why_not"], one) for one in shown["checks"] if not one["runs"]),
        thresholds=[
            (f"{check['id']}.{name}", value)
            for check in running
            for name, value in check["thresholds"].items()
        ],
        default=DEFAULT.words,
    )
