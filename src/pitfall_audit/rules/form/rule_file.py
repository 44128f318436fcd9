"""The form of a rule file, as its author writes it.

A rule file has three parts, set apart by lines of ``---``: what the rule checks, what it
says to people, and the examples that prove it. The first part is all that an audit reads
until something is to be said.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec.structs import replace
from pydantic_core import core_schema

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.markers import Within
from pitfall_audit.engagement.model.records import Field
from pitfall_audit.engagement.model.scalars import (
    AMOUNT,
    Day,
    Flag,
    Id,
    Listed,
    ListedText,
    Shorthand,
    Text,
)
from pitfall_audit.facts.fact_schema import WhoKnows
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.form.outcomes import (
    Level,
    OutcomeKind,
    PitfallId,
    Priority,
    Severity,
    Silence,
)

__all__ = [
    "Addition", "Example", "ExampleExpectation", "Examples", "Expectation", "GroundEntry",
    "RuleLogic", "RuleWords",
]  # fmt: skip


class FilePart(Model):
    """A part of a rule file: frozen, and refusing keys it does not know, but `x-` ones."""


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


ThresholdNumber = Annotated[
    int | float,
    replace(AMOUNT, example="30", convert=core_schema.no_info_plain_validator_function(_number)),
]
"""A number in plain decimals; whole where it is written without a point."""
FactName = Annotated[str, Within({"pattern": r"^[a-z][a-z0-9_]{0,59}$"})]


class Expectation(FilePart):
    """A condition that must hold, and what to say where it does not."""

    that: Text
    says: Text | None = None
    points_at: ListedText[Text] = ()


class SeverityClause(FilePart):
    """A severity, and when it stands; one without ``when`` always does."""

    when: Text | None = None
    severity: Severity = Field(key="is")


class Addition(FilePart):
    """A sentence that is said besides, when a condition holds."""

    when: Text
    says: Text


class RelatedEntry(FilePart):
    """A second place to show with a finding."""

    at: Text
    says: Text


class RuleLogic(FilePart):
    """What a rule checks: the first part of its file."""

    id: Id
    pitfall: PitfallId
    title: Text
    subject: SubjectKind
    scope: Literal["engagement", "portfolio"] = "engagement"
    level: Level = "core"
    priority: Priority = "usual"
    silence: Silence = "asks"
    private: Flag = False
    asks_everybody: Flag = False
    asks_of_papers: Flag = True
    asks_of_policies: Flag = True
    python: Flag = False
    values: ListedText[FactName] = ()
    applies: Text = "true"
    expect: Listed[Annotated[Expectation, Shorthand("that")]] = ()
    severity: Listed[Annotated[SeverityClause, Shorthand("is")]] = ()
    thresholds: dict[FactName, ThresholdNumber] = Field({})
    let: dict[FactName, Text] = Field({})
    message: Text
    passed: Text
    before_question: Text | None = None
    earned: Text = "true"
    praises: Listed[Addition] = ()
    adds: Listed[Addition] = ()
    points_at: ListedText[Text] = Field(min_length=1)
    related: Listed[RelatedEntry] = ()


class GroundEntry(FilePart):
    """What a rule rests on: a published standard, or the article that names the pitfalls."""

    standard: Id | None = None
    article: PitfallId | None = None
    bears: Literal["bears-on", "derived"] = "derived"


class RuleWords(FilePart):
    """What a rule says to people: the second part of its file."""

    why: Text
    remedy: Text
    write_in: Text | None = None
    question: Text
    who_knows: WhoKnows | None = None
    false_positives: Text
    grounds: Listed[GroundEntry] = Field(min_length=1)


class ExampleExpectation(FilePart):
    """What a rule is to say of one subject of an example."""

    subject: Text
    outcome: OutcomeKind | None = None
    severity: Severity | None = None
    earned: Flag | None = None
    says: Text | None = None
    does_not_say: Text | None = None


class Example(FilePart):
    """An engagement, or several, the shortest that show it, and what the rule says of it."""

    title: Text | None = None
    as_of: Day | None = None
    files: dict[str, dict[str, Any]] = Field(min_length=1)
    ties: dict[str, Any] | None = None
    expect: Listed[Annotated[ExampleExpectation, Shorthand("subject")]] = Field(min_length=1)


class UnnoticedEntry(FilePart):
    """Why a small change to the rule can't be noticed by any example."""

    mutant: Text
    because: Text


class Examples(FilePart):
    """The examples that prove a rule: the third part of its file."""

    failed: Listed[Example] = Field(min_length=1)
    passed: Listed[Example] = Field(min_length=1)
    cannot_tell: Listed[Example] = Field((), key="cannot-tell")
    not_applicable: Listed[Example] = Field((), key="not-applicable")
    unnoticed: Listed[UnnoticedEntry] = ()
