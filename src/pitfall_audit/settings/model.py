"""The form of the settings, as somebody writes them in TOML."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictStr
from pydantic_core import PydanticCustomError

from pitfall_audit.rules.form.outcomes import Level

__all__ = [
    "LARGEST_THRESHOLD",
    "MOST_NAMES",
    "MOST_OVERRIDES",
    "MOST_PATTERNS",
    "Configuration",
    "FailOn",
    "Override",
    "SeverityWord",
]

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


Threshold = Annotated[int | float, PlainValidator(_threshold)]
Thresholds = Annotated[dict[StrictStr, Threshold], Field(min_length=1)]
Names = Annotated[tuple[StrictStr, ...], Field(min_length=1, max_length=MOST_NAMES)]


class _Settings(BaseModel):
    """What may be set for a whole run, and for some of its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Level | None = Field(
        None,
        description="How closely to look. `core` is what every arrangement should meet, "
        "`standard` adds what is expected of one that is up and running, `thorough` is every "
        "check. Left out, it is `thorough`.",
        examples=['level = "standard"'],
    )
    select: Names | None = Field(
        None,
        description="Run these checks only: ids of checks, or of pitfalls. A check that is named "
        "by its own id runs whatever the level. It begins afresh: what was selected, left out or "
        "turned off before it counts no more.",
        examples=['select = ["roles", "lone-member"]'],
    )
    ignore: Names | None = Field(
        None,
        description="Leave these checks out: ids of checks, or of pitfalls.",
        examples=['ignore = ["recruitment"]'],
    )
    severity: Annotated[dict[StrictStr, SeverityWord], Field(min_length=1)] | None = Field(
        None,
        description="How serious each finding of a check is, in place of what the check itself "
        "says: `error` (act now), `warning` (look into) or `advice` (consider); `off` does not "
        "run it. The name is the id of a check or of a pitfall; the check's own id goes before.",
        examples=['severity.closed-recruitment = "warning"'],
    )
    thresholds: Annotated[dict[StrictStr, Thresholds], Field(min_length=1)] | None = Field(
        None,
        description="The numbers that a check uses, by its id and their names; the page of each "
        f"check lists them. From 0 to {LARGEST_THRESHOLD:,}, whole where the check's own is whole.",
        examples=["thresholds.promise-overdue.long_overdue_days = 60"],
    )


class Override(_Settings):
    """Other settings for some of the files."""

    paths: Annotated[tuple[StrictStr, ...], Field(min_length=1, max_length=MOST_PATTERNS)] = Field(
        description="The files it is for, from the folder of these settings, with forward "
        "slashes: `*` stands for anything in one name, `?` for one character, `**` for any "
        "number of folders.",
        examples=['paths = ["research/**"]'],
    )


class Configuration(_Settings):
    """The settings of one file."""

    fail_on: FailOn | None = Field(
        None,
        alias="fail-on",
        description="End with exit code 1 on findings of this severity or above. Left out, it "
        "is `error`.",
        examples=['fail-on = "warning"'],
    )
    rules: Names | None = Field(
        None,
        description="Checks of your own, beside those that come with the program: folders, from "
        "the folder of these settings, or an installed package after `python:`.",
        examples=['rules = ["house-rules", "python:our_house_rules"]'],
    )
    plugins: Names | None = Field(
        None,
        description="Plugins that may run: installed packages with checks written in Python. "
        "None runs that is not named.",
        examples=['plugins = ["our-plugin"]'],
    )
    overrides: (
        Annotated[tuple[Override, ...], Field(min_length=1, max_length=MOST_OVERRIDES)] | None
    ) = Field(
        None,
        description="Other settings for some of the files; where two are for one file, the later "
        "goes before.",
        examples=['[[overrides]]\npaths = ["research/**"]\nlevel = "core"'],
    )
