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
from pitfall_audit.engagement.model.records import Field, optional
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


# fmt: off
class Expectation(FilePart):
    """A condition that must hold, and what to say where it does not."""

    that: Text = Field(description="The condition, in CEL.", examples=["has(seat.status)"])
    says: Text | None = optional("What to say where it does not hold.", "The status is missing.")
    points_at: ListedText[Text] = Field(
        (),
        description="The place a finding shows where this is the first that does not hold, if "
        "that is not the rule's own.", examples=["role.status"])


class SeverityClause(FilePart):
    """A severity, and when it stands; one without ``when`` always does."""

    when: Text | None = optional("The condition, in CEL.", "seat.body.kind == 'board'")
    severity: Severity = Field(alias="is", description="The severity.", examples=["error"])


class Addition(FilePart):
    """A sentence that is said besides, when a condition holds."""

    when: Text = Field(description="The condition, in CEL.", examples=["!has(seat.body.kind)"])
    says: Text = Field(description="The sentence.", examples=["The kind of body is not stated."])


class RelatedEntry(FilePart):
    """A second place to show with a finding."""

    at: Text = Field(description="The place, as an anchor and a key.", examples=["body.kind"])
    says: Text = Field(description="What it has to do with it.", examples=["declared here"])


class RuleLogic(FilePart):
    """What a rule checks: the first part of its file."""

    id: Id = Field(description="The rule's public name.", examples=["role-status-undefined"])
    pitfall: PitfallId = Field(
        description="The pitfall it belongs to, or the group beyond the six.", examples=["roles"])
    title: Text = Field(
        description="The problem in a few words.", examples=["The status of a seat is not stated"])
    subject: SubjectKind = Field(description="What it looks at, one by one.", examples=["seat"])
    scope: Literal["engagement", "portfolio"] = Field(
        "engagement", description="Whether it looks at one file by itself, or at what several "
        "files of one organisation show together.", examples=["portfolio"])
    level: Level = Field(
        "core", description="How thorough an audit must be to run it.", examples=["core"])
    priority: Priority = Field(
        "usual", description="Whether its findings come before or after others that are as "
        "serious.", examples=["high"])
    silence: Silence = Field(
        "asks", description="Whether what is not stated is itself the problem, or a question.",
        examples=["fails"])
    private: Flag = Field(
        False, description="Whether its findings speak of ties or disputes.", examples=["no"])
    asks_everybody: Flag = Field(
        False, description="Whether it asks of every arrangement of which little is known. Of "
        "published documents other questions come first.", examples=["yes"])
    asks_of_papers: Flag = Field(
        True, description="Whether it puts questions where published documents alone are "
        "described: of what papers seldom say it does better not to.", examples=["no"])
    asks_of_policies: Flag = Field(
        True, description="Whether it puts questions where these are law, or describe no body and "
        "nobody, but rules that many follow.", examples=["no"])
    python: Flag = Field(
        False, description="Whether what it checks is written in Python, in a plugin.",
        examples=["no"])
    values: ListedText[FactName] = Field(
        (), description="The values that a check written in Python gives to its message.",
        examples=["months"])
    applies: Text = Field(
        "true", description="Which subjects it speaks about, in CEL.",
        examples=["seat.lived_experience"])
    expect: Listed[Annotated[Expectation, Shorthand("that")]] = Field(
        (), description="The conditions that must all hold, in CEL.",
        examples=[["has(seat.status)"]])
    severity: Listed[Annotated[SeverityClause, Shorthand("is")]] = Field(
        (), description="How serious a finding is: the first clause that holds.",
        examples=[[{"when": "seat.body.kind == 'board'", "is": "error"}, {"is": "warning"}]])
    thresholds: dict[FactName, ThresholdNumber] = Field(
        {}, description="Numbers chosen by judgement, with their defaults.",
        examples=[{"days_overdue": "30"}])
    let: dict[FactName, Text] = Field(
        {}, description="Values for the message, in CEL.",
        examples=[{"bodies": "connection.shared_bodies"}])
    message: Text = Field(
        description="What a finding says; blanks as {{ seat.label }}.",
        examples=["{{ seat.label }}: whether this is a full seat is not stated."],
    )
    passed: Text = Field(
        description="What is said where all is as it should be.",
        examples=["{{ seat.label }}: the status is stated."],
    )
    before_question: Text | None = optional(
        "What is said before a question, of what it is about; blanks as in `message`.",
        "The papers say {{ contradiction.sayings|list }}.")
    earned: Text = Field(
        "true",
        description="Where a pass tells of something good that is stated, in CEL. Elsewhere it "
        "says no more than that nothing of the kind was found.", examples=["has(seat.support)"])
    praises: Listed[Addition] = Field(
        (), description="Something good that is said of a subject, whatever else is found.",
        examples=[[{"when": "seat.supported", "says": "Support is named."}]])
    adds: Listed[Addition] = Field((), description="Sentences added to a finding.", examples=[[]])
    points_at: ListedText[Text] = Field(
        min_length=1,
        description="The place a finding shows, as an anchor and a key; the first that there is.",
        examples=["role.status"])
    related: Listed[RelatedEntry] = Field(
        (), description="Other places it shows.",
        examples=[[{"at": "body.kind", "says": "the kind of body"}]])


class GroundEntry(FilePart):
    """What a rule rests on: a published standard, or the article that names the pitfalls."""

    standard: Id | None = optional("The id of a standard.", "involve-terms-of-reference")
    article: PitfallId | None = optional("The pitfall in the article.", "roles")
    bears: Literal["bears-on", "derived"] = Field(
        "derived", description="Whether the standard speaks of this, or we reason from it.",
        examples=["derived"])


class RuleWords(FilePart):
    """What a rule says to people: the second part of its file."""

    why: Text = Field(description="Why it matters.", examples=["People who do not know …"])
    remedy: Text = Field(description="What to do about it.", examples=["Write in the terms …"])
    write_in: Text | None = optional(
        "Where in a file it is written what was done about it, in words, with keys between "
        "backticks.", "the role's `status`")
    question: Text = Field(
        description="What to ask where it can't be told.", examples=["What is the status?"])
    who_knows: WhoKnows | None = optional(
        "Whom to ask: the person it is about, whoever runs the body, whoever owns the promise or "
        "said they would follow a concern up, or whoever leads the arrangement. Left out, the "
        "subject decides. A fact that says who knows it goes before.", "body")
    false_positives: Text = Field(
        description="When it may speak where nothing is wrong, and what it does about that.",
        examples=["Groups that never vote …"])
    grounds: Listed[GroundEntry] = Field(
        min_length=1, description="What it rests on.", examples=[[{"article": "roles"}]])


class ExampleExpectation(FilePart):
    """What a rule is to say of one subject of an example."""

    subject: Text = Field(
        description="The subject's identity.", examples=["seats[panel-member/asha]"])
    outcome: OutcomeKind | None = optional("The outcome, where it is not the heading's.", "failed")
    severity: Severity | None = optional("The severity of a finding.", "error")
    earned: Flag | None = optional("Whether a pass tells of something good.", "yes")
    says: Text | None = optional("Words that its message must hold.", "not stated")
    does_not_say: Text | None = optional(
        "Words that its message must not hold.", "The kind of body")


class Example(FilePart):
    """An engagement, or several, the shortest that show it, and what the rule says of it."""

    title: Text | None = optional("What it shows.", "a job share")
    as_of: Day | None = optional("The audit date; 2026-06-30 if left out.", "2026-06-30")
    files: dict[str, dict[str, Any]] = Field(
        min_length=1,
        description="The engagement by its file's name; version, id and title may be left out. "
        "Several are files of one organisation, and for a check of the scope `portfolio`.",
        examples=[{"panel.yaml": {"roles": []}}])
    ties: dict[str, Any] | None = optional("The ties file, where one is given.", {"ties": []})
    expect: Listed[Annotated[ExampleExpectation, Shorthand("subject")]] = Field(
        min_length=1, description="What the rule says of which subject.",
        examples=[[{"subject": "seats[panel-member/asha]", "severity": "error"}]])


class UnnoticedEntry(FilePart):
    """Why a small change to the rule can't be noticed by any example."""

    mutant: Text = Field(
        description="The id, or the words, that `rules test --mutate` has for it.",
        examples=["expect-boundary-3f9a2c"])
    because: Text = Field(
        description="Why no example can notice it.",
        examples=["Days are never counted where the date lies ahead."])


_EXAMPLES_WRITTEN = [{"files": {"a.yaml": {"roles": [{"id": "m"}]}}, "expect": ["roles[m]"]}]


class Examples(FilePart):
    """The examples that prove a rule: the third part of its file."""

    failed: Listed[Example] = Field(
        min_length=1, description="It finds this.", examples=[_EXAMPLES_WRITTEN])
    passed: Listed[Example] = Field(
        min_length=1, description="It lets this pass.", examples=[_EXAMPLES_WRITTEN])
    cannot_tell: Listed[Example] = Field(
        (), alias="cannot-tell", description="It asks about this.", examples=[[]])
    not_applicable: Listed[Example] = Field(
        (), alias="not-applicable", description="It does not speak of this.", examples=[[]])
    unnoticed: Listed[UnnoticedEntry] = Field(
        (),
        description="Small changes to the rule that no example can notice, each with the reason.",
        examples=[[{"mutant": "expect-boundary-3f9a2c", "because": "It is never 30."}]])
