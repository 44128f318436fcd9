"""The form of the settings, as somebody writes them in TOML, and what is wrong with one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal, get_args

from pydantic_core import ErrorDetails, PydanticCustomError

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.engagement.model.markers import Before, SeenAs, Within
from pitfall_audit.engagement.model.records import Declared, Field, Model, fields_of
from pitfall_audit.errors import Worded, worded, worded_at
from pitfall_audit.rules.form.outcomes import SEVERITY_TITLES, Level, severity_with_title
from pitfall_audit.settings.toml_files import TomlFile
from pitfall_audit.yaml.places import DataPath, Problem

__all__ = [
    "Configuration", "FailOn", "Override", "ReportSettings", "SeverityWord", "explain", "keys_of",
]  # fmt: skip

LARGEST_THRESHOLD: Final = 1_000_000
"""The largest number that a threshold may be set to; the smallest is nought."""
MOST_OVERRIDES: Final = 100
MOST_NAMES: Final = 1_000
MOST_PATTERNS: Final = 100
"""How many patterns one override may have: each file is held against each."""

FailOn = Literal["error", "warning", "advice", "never"]
SeverityWord = Literal["error", "warning", "advice", "off"]


def _threshold(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("threshold_type", "a number")
    # NOTE: what is not a number at all (nan) is not within the bounds either.
    if not 0 <= value <= LARGEST_THRESHOLD:
        raise PydanticCustomError("threshold_range", "out of range")
    return value


Threshold = Annotated[int | float, Before(_threshold), SeenAs({})]
StrictStr = Annotated[str, Within({"strict": True})]
Thresholds = Annotated[dict[StrictStr, Threshold], Within({"min_length": 1})]
Names = Annotated[tuple[StrictStr, ...], Within({"min_length": 1, "max_length": MOST_NAMES})]

Patterns = Annotated[tuple[StrictStr, ...], Within({"min_length": 1, "max_length": MOST_PATTERNS})]

DaysOfWaiver = Annotated[int, Within({"ge": 1, "le": 3660, "strict": True})]


class _Settings(Model):
    """What may be set for a whole run, and for some of its files."""

    takes_own_fields = False

    level: Level | None = None
    select: Names | None = None
    ignore: Names | None = None
    severity: Annotated[dict[StrictStr, SeverityWord], Within({"min_length": 1})] | None = None
    thresholds: Annotated[dict[StrictStr, Thresholds], Within({"min_length": 1})] | None = None


class Override(_Settings):
    """Other settings for some of the files."""

    paths: Patterns


Overrides = Annotated[tuple[Override, ...], Within({"min_length": 1, "max_length": MOST_OVERRIDES})]


class ReportSettings(Model):
    """Whose the HTML report is, and how it looks."""

    takes_own_fields = False

    title: StrictStr | None = None
    client: StrictStr | None = None
    author: StrictStr | None = None
    marking: StrictStr | None = None
    accent: StrictStr | None = None
    logo: StrictStr | None = None
    introduction: StrictStr | None = None
    sign_off: StrictStr | None = Field(None, key="sign-off")
    templates: StrictStr | None = None
    reference: StrictStr | None = None
    language: StrictStr | None = None


class Configuration(_Settings):
    """The settings of one file."""

    fail_on: FailOn | None = Field(None, key="fail-on")
    exclude: Patterns | None = None
    rules: Names | None = None
    required_version: StrictStr | None = Field(None, key="required-version")
    waivers: StrictStr | None = None
    registers: Names | None = None
    longest_waiver_days: DaysOfWaiver | None = Field(None, key="longest-waiver-days")
    never_waive: Names | None = Field(None, key="never-waive")
    plugins: Names | None = None
    report: ReportSettings | None = None
    overrides: Overrides | None = None


_WORDS: dict[str, tuple[str, ...]] = {
    "level": get_args(Level),
    "severity": get_args(SeverityWord),
    "fail-on": ("error", "warning", "advice", "never"),
}
_TO_BE = {
    "level": "a word in quotation marks",
    "fail-on": "a word in quotation marks",
    "select": "a list of names",
    "ignore": "a list of names",
    "rules": "a list of names",
    "plugins": "a list of names",
    "paths": "a list of patterns",
    "exclude": "a list of patterns",
    "required-version": 'versions in quotation marks, as ">=0.1,<2"',
    "waivers": "the name of a file in quotation marks",
    "registers": "a list of names",
    "longest-waiver-days": "a whole number of days, from 1 to 3660",
    "never-waive": "a list of names",
    "severity": "a table, with a severity for each check",
    "thresholds": "a table, with the thresholds of each check",
    "overrides": "a list of tables",
    "report": "a table",
}


def keys_of(model: type[Model]) -> dict[str, Declared]:
    """The fields of a model by the keys that are written."""
    return {field.key: field for field in fields_of(model).values()}


def explain(file: TomlFile, top: DataPath, error: ErrorDetails) -> Problem | None:
    """Translate one pydantic error into plain words; the settings stand in the file at ``top``.

    None where it only comes of another one.
    """
    path: DataPath = error["loc"]
    in_override = path[:1] == ("overrides",) and len(path) > 2
    in_report = path[:1] == ("report",) and len(path) > 1
    model = Override if in_override else ReportSettings if in_report else Configuration
    own = path[2:] if in_override else path[1:] if in_report else path
    key = str(own[0])
    found, kind = error["input"], error["type"]
    if kind == "extra_forbidden":
        return _unknown(file, (*top, *path), model, key)
    if kind == "missing":
        place = file.place((*top, *path[:-1]), key=True)
        return worded_at(place, "missing-key/paths", like=_like(keys_of(Override)[key]))
    field = keys_of(model)[key]
    place = file.place((*top, *path))
    if kind == "too_short" and found:
        return None  # its entries are wrong, each by itself
    said = _wrong_value(key, kind, found, str(path[-1]))
    if said is not None:
        return Problem(said.id, said.message, place, said.help)
    to_be = _TO_BE.get(key, "text in quotation marks")
    label = f"`{key}`"
    if len(own) > 1:
        label = f"What stands in `{key}`"
        to_be = {"severity": "a word in quotation marks", "overrides": "a table"}.get(
            key, "a table of numbers" if key == "thresholds" else "text in quotation marks"
        )
    return worded_at(
        place,
        "wrong-type/setting",
        label=label,
        to_be=to_be,
        found=_shape(found),
        like=_like(field),
    )


def _wrong_value(key: str, kind: str, found: Any, last: str) -> Worded | None:
    """What is wrong with a value of the right shape; None with another."""
    if kind == "threshold_type":
        return worded("wrong-threshold/type", found=_shape(found), last=last)
    if kind == "threshold_range":
        return worded("wrong-threshold/range", most=LARGEST_THRESHOLD)
    if kind == "too_short":
        return worded("wrong-type/too-short", last=last)
    if kind == "too_long":
        return worded("wrong-type/too-long", last=last)
    if kind == "literal_error" and isinstance(found, str):
        words = _WORDS[key]
        shown = ", ".join(map(severity_with_title, words))
        meant = " ".join(filter(None, [_meant(found, words), f"It takes: {shown}."]))
        return worded("not-one-of/setting", key=key, found=found, help=meant)
    return None


def _meant(found: str, words: Sequence[str]) -> str:
    """What was meant: the word nearest to it, or that of what is said on screen."""
    for severity, title in SEVERITY_TITLES.items():
        if severity in words and found.strip().casefold() == title.casefold():
            return f"For “{title}” write `{severity}`."
    return did_you_mean(found, words)


def _unknown(file: TomlFile, path: DataPath, model: type[Model], key: str) -> Problem:
    known = keys_of(model)
    place = file.place(path, key=True)
    if model is Override and key in keys_of(Configuration):
        return worded_at(place, "unknown-key/whole-run", key=key)
    if model is Configuration and key == "paths":
        return worded_at(place, "unknown-key/paths")
    help_text = did_you_mean(key, known) or f"The settings are: {', '.join(known)}."
    return worded_at(place, "unknown-key/setting", key=key, help=help_text)


def _like(field: Declared) -> str:
    heading, *lines = str(field.examples[0]).splitlines()
    below = f", and below it `{lines[0]}`" if lines else ""
    return f"Write it in this shape: `{heading}`{below}."


def _shape(found: Any) -> str:
    for kinds, words in _shapes():
        if isinstance(found, kinds):
            return words
    return "something else"


def _shapes() -> Iterator[tuple[type | tuple[type, ...], str]]:
    # NOTE: a truth value is a whole number too, so it comes first.
    yield bool, "true or false"
    yield str, "text"
    yield (int, float), "a number"
    yield (list, tuple), "a list"
    yield dict, "a table"
    yield (dt.date, dt.time), "a date or a time"
