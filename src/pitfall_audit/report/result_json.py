"""The result of an audit as JSON, and back.

The JSON is the machine's copy of :class:`~pitfall_audit.engine.result.AuditResult`: the same
keys, the same words, nothing left out. What is read back is equal to what was written, so
any other format can be made from the file alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json as parsed_json

from pitfall_audit.engine.result import AuditResult

__all__ = [
    "DESCRIPTIONS", "SCHEMA_VERSION", "ResultError", "from_json", "in_order", "result_schema",
    "to_json",
]  # fmt: skip

DESCRIPTIONS: Mapping[str, str] = {
    "AuditResult": "One audit: what was looked at, what was found, what could not be read.",
    "AuditResult.schema_version": "The version of this shape. A change of meaning raises it.",
    "AuditResult.tool": "The program that made the result.",
    "AuditResult.as_of": "The audit date, ISO 8601 (2026-06-30): an input, never the clock.",
    "AuditResult.fail_on": "The lowest severity at which the run's exit code tells of findings.",
    "AuditResult.files": "Every file looked at, slash-separated, in order.",
    "AuditResult.files_passed_over": "Files found in folders that describe no engagement, and why.",
    "AuditResult.ties_files": "The files of ties given for this run, in the order given.",
    "AuditResult.engagements": "What was found, one entry for each engagement, in order.",
    "AuditResult.problems": "What kept files from being audited as their authors meant.",
    "AuditResult.rules": "The rules that ran.",
    "AuditResult.rules_not_run": "The id of each rule that did not run, and why, in words.",
    "AuditResult.settings": "What was set for the run.",
    "AuditResult.packs": "Where the rules came from.",
    "AuditResult.standards": "The standards that the rules rest on.",
    "Tool": "The program that made the result.",
    "Tool.name": "Its name.",
    "Tool.version": "Its version.",
    "EngagementResult": "Everything the audit says of one engagement.",
    "EngagementResult.file": "The file that describes it.",
    "EngagementResult.id": "Its id, stable across audits.",
    "EngagementResult.title": "Its title, as the file has it.",
    "EngagementResult.organisation": "The name of the organisation, or null if not stated.",
    "EngagementResult.described_from": "Whose description it is.",
    "EngagementResult.ties": "What the audit was told about ties between people.",
    "EngagementResult.sources": "The documents the description rests on.",
    "EngagementResult.outcomes": "What each rule says of each subject, in the order of the rules.",
    "EngagementResult.picture": "Who sits where, who supports whom, and which ties bear on a seat.",
    "EngagementResult.entries": "The parts of the file that findings and questions point at, "
    "by data path (roles[0]).",
    "Entry": "A part of the file: an entry of a list, a body, a person or a section.",
    "Entry.name": "What tells it from others: its id, its key or its person; empty if none.",
    "Entry.line": "The line on which it begins.",
    "EngagementResult.settings": "What was set for it otherwise than for the run.",
    "EngagementResult.rules_not_run": "The id of each rule that ran on other files and not on "
    "this one, and why, in words.",
    "Setting": "What was set of a rule.",
    "Setting.rule": "The id of the rule.",
    "Setting.name": "severity, or the name of a threshold.",
    "Setting.value": "The value that it was set to.",
    "Setting.source": "Where it was set, in words.",
    "SettingsUsed": "The settings of a run.",
    "SettingsUsed.file": "The file they are in, slash-separated, or null.",
    "SettingsUsed.level": "How closely to look: rules of this level and those below it run.",
    "SettingsUsed.level_from": "Where the level was set, in words; default where it was not.",
    "SettingsUsed.not_used": "Files of settings in folders below, which were not used.",
    "SettingsUsed.changed": "What was set of the rules that ran.",
    "Picture": "What a picture of the arrangement shows, as it is on the audit date.",
    "Picture.bodies": "The bodies, in the order of the file.",
    "Picture.others": "Those who support somebody, or have a tie, and sit on no body.",
    "Picture.supports": "Who supports whom.",
    "Picture.ties": "The ties of care that bear on a seat, or are handled. Private.",
    "PictureBody": "A body and those who sit on it.",
    "PictureBody.id": "Its id.",
    "PictureBody.label": "Its title, or its name in words.",
    "PictureBody.seats": "The seats, and those who sit by an office.",
    "PictureBody.other_members": "How many more members the file counts without listing them, "
    "or null.",
    "PictureBody.ties": "What is known of ties on the body as a whole, or null.",
    "PictureParty": "Somebody who sits on no body.",
    "PictureParty.name": "The id of a person, or the name of a team.",
    "PictureParty.is_person": "Whether it is a person.",
    "PictureParty.words": "Their post or experience, in the file's words, or null.",
    "PictureParty.lived_experience": "Whether they have lived experience; null if not stated.",
    "PictureSeat": "A place on a body: who sits there, or that it is open.",
    "PictureSeat.role": "The role or office, in words.",
    "PictureSeat.person": "The id of who sits there; null for an open place.",
    "PictureSeat.sits_as": "What they sit as, in the file's words, or null.",
    "PictureSeat.lived_experience": "Whether it is a seat of lived experience; null if not stated.",
    "PictureSeat.open": "Whether nobody holds it.",
    "PictureSeat.current": "Whether it is held on the audit date.",
    "PictureSeat.places": "How many open places are alike; 1 for a seat that is held.",
    "PictureSupport": "That somebody is supported, or was offered support.",
    "PictureSupport.of": "The id of the person supported.",
    "PictureSupport.by": "The id of the supporter, or the name of a team; null if none is named.",
    "PictureSupport.by_person": "Whether the supporter is a person.",
    "PictureSupport.declined": "Whether it was offered, and the person preferred none.",
    "PictureTie": "Care between a person with a seat and somebody else.",
    "PictureTie.person": "The id of the person with the seat.",
    "PictureTie.other": "The id of the other person, or the name of a team.",
    "PictureTie.state": "How it stands: needs-attention, to-ask, handled, attested or "
    "not-looked-at.",
    "PictureTie.other_is_person": "Whether the other is a person.",
    "PictureTie.severity": "That of the most pressing finding; null unless it needs attention.",
    "PictureTie.bodies": "The ids of the bodies on which both sit.",
    "Source": "A document that an engagement rests on, as the file names it.",
    "Source.id": "Its id in the file.",
    "Source.title": "Its title.",
    "Source.version": "Its version, or null.",
    "Source.dated": "Its date, or null.",
    "Outcome": "What one rule says of one subject.",
    "Outcome.rule": "The id of the rule. With the engagement's id and the subject it is the "
    "identity of the outcome.",
    "Outcome.subject": "The identity of the subject: seats[panel-member/asha].",
    "Outcome.label": "The subject in words.",
    "Outcome.outcome": "passed; failed (needs attention); cannot-tell (a question); "
    "not-applicable; error (the rule broke off).",
    "Outcome.message": "The finding, the words for what is in place, the question, or what broke.",
    "Outcome.severity": "For failed alone: error (act now), warning (look into), advice "
    "(consider).",
    "Outcome.place": "Where in the file it points, or null.",
    "Outcome.related": "Other places that belong to it.",
    "Outcome.unstated": "The fields whose absence left it open, as data paths counted from "
    "nought (roles[0].status).",
    "Outcome.would_raise": "What, if it were known, would make the finding more severe; or null.",
    "Outcome.details": "Further lines of detail.",
    "Outcome.evidence": "What it rests on, or null where there is nothing to name.",
    "Outcome.attested": "Whether it rests on someone's word that it is held privately.",
    "Outcome.private": "Whether it speaks of ties or disputes, and is not for sharing.",
    "Outcome.group": "The identity under which questions asked once are gathered, or null.",
    "Outcome.who": "Who would know the answer to a question, in words; null for other outcomes.",
    "Evidence": "What an outcome rests on: a named source, or a bare statement in the file.",
    "Evidence.source": "The title of the source; null where it is stated without one.",
    "Evidence.at": "The place within the source, or null.",
    "Place": "Where something stands in a file.",
    "Place.file": "The file, slash-separated.",
    "Place.line": "The first line, from 1; 0 where the file as a whole is meant.",
    "Place.column": "The first column, from 1, in characters.",
    "Place.end_line": "The last line.",
    "Place.end_column": "The column after the last character.",
    "Place.excerpt": "The text to show; empty where it is private or there is none.",
    "Place.path": "The data path (roles[0].status); empty where there is none.",
    "Related": "A second place, and what it has to do with the first.",
    "Related.place": "The place.",
    "Related.says": "What it has to do with it.",
    "Problem": "Something that keeps a file from being audited as its author meant.",
    "Problem.id": "The kind of problem.",
    "Problem.message": "What is wrong.",
    "Problem.place": "Where.",
    "Problem.help": "What to write or do in its place.",
    "Problem.related": "Other places that belong to it.",
    "RuleSummary": "A rule as the report shows it.",
    "RuleSummary.id": "Its id, the product's public name for it.",
    "RuleSummary.pitfall": "The pitfall, or the group beyond the six, that it belongs to.",
    "RuleSummary.title": "The problem it looks for, in words.",
    "RuleSummary.level": "How early it is asked for.",
    "RuleSummary.why": "Why it matters.",
    "RuleSummary.remedy": "What to do about it.",
    "RuleSummary.question": "What to ask where it cannot be told.",
    "RuleSummary.grounds": "What it rests on.",
    "RuleSummary.thresholds": "The numbers it used, by name: the judgement of its pack, unless a "
    "setting is named for it.",
    "RuleSummary.private": "Whether its outcomes speak of ties or disputes.",
    "RuleSummary.pack": "The id of the pack that it came with.",
    "RuleSummary.write_in": "Where in a file what was done about it is written; empty where "
    "the rule does not say.",
    "PackSummary": "Rules that came together.",
    "PackSummary.id": "The pack's id.",
    "PackSummary.version": "Its version.",
    "PackSummary.title": "What it is for, or null.",
    "PackSummary.authors": "Who wrote it.",
    "PackSummary.licence": "Its licence, or null.",
    "PackSummary.kind": "Whether it came with the program, from a folder, or as a plugin.",
    "PackSummary.folder": "Where it stands; null for the one that comes with the program.",
    "PackSummary.unwritten": "The ids of rules whose words, or sources, are still to be written.",
    "PackSummary.examples": "Whether the examples of its rules were run before this audit, and "
    "held; those of the rules that come with the program are before each release.",
    "Ground": "A standard, or the article that names the pitfalls, that a rule rests on.",
    "Ground.standard": "The id of the standard; article, or article:<pitfall>, for the article.",
    "Ground.bears": "bears-on: it speaks of this; derived: we reason from it.",
    "StandardSummary": "A published standard.",
    "StandardSummary.id": "Its id.",
    "StandardSummary.name": "Its name.",
    "StandardSummary.publisher": "Who published it.",
    "StandardSummary.year": "The year, or null.",
    "StandardSummary.link": "Where it can be read.",
    "StandardSummary.verified": "How far its page was read by those who name it.",
}  # fmt: skip


SCHEMA_VERSION = 1
"""The version of the result's shape that this module writes and reads."""

Value = TypeVar("Value")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ERRORS_SHOWN = 5


class ResultError(ValueError):
    """Text that is not a result this version can read; the message says why, in words."""


def to_json(result: AuditResult) -> str:
    """Write a result as JSON text: keys in a fixed order, one line each, a newline last.

    Half a character pair, which UTF-8 cannot hold (it comes from file names alone), is
    written as the escape that names it. Raises ``ValueError`` if a threshold is not a finite
    number.
    """
    text = json.dumps(
        result, default=_keys_and_values, ensure_ascii=False, allow_nan=False, indent=1
    )
    return _LONE_SURROGATE.sub(lambda match: "\\" + _escape(match), text) + "\n"


def from_json(text: str) -> AuditResult:
    """Read a result that :func:`to_json` wrote.

    Keys it does not know are left out of account. Raises :class:`ResultError` for text that
    is not JSON, is of another schema version, or does not have the shape of a result.
    """
    try:
        return _adapter().validate_json(text, strict=True)
    except ValidationError as error:
        raise ResultError(_why_unreadable(text, error)) from error


def result_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what :func:`to_json` writes."""
    schema = _adapter().json_schema(mode="serialization")
    definitions = schema.pop("$defs")
    top = {key: value for key, value in schema.items() if key not in ("title", "description")}
    for name, definition in {**definitions, "AuditResult": top}.items():
        _describe(name, definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Result of an audit by pitfall-audit",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def in_order(mapping: Mapping[str, Value]) -> dict[str, Value]:
    """Give a mapping of the result, which has no order of its own, in the order written."""
    return dict(sorted(mapping.items(), key=lambda item: _LONE_SURROGATE.sub(_escape, item[0])))


def _keys_and_values(part: object) -> dict[str, object]:
    """Give a dataclass as a mapping, for the JSON encoder: its keys in the declared order."""
    if not is_dataclass(part):
        raise TypeError(f"{type(part).__name__} has no place in a result")
    values = ((field.name, getattr(part, field.name)) for field in fields(part))
    return {name: in_order(value) if isinstance(value, dict) else value for name, value in values}


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


@cache
def _adapter() -> TypeAdapter[AuditResult]:
    return TypeAdapter(AuditResult)


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Give a definition and its properties their descriptions; all keys are always written."""
    definition.pop("title", None)
    definition["description"] = DESCRIPTIONS[name]
    definition["required"] = list(definition["properties"])
    for key, value in definition["properties"].items():
        value.pop("title", None)
        value.pop("default", None)
        value["description"] = DESCRIPTIONS[f"{name}.{key}"]


def _why_unreadable(text: str, error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if problems[0]["type"] == "string_unicode" and problems[0]["loc"] == ():
        return "This is not a result: it holds text that is not UTF-8."
    if problems[0]["type"] == "json_invalid":
        return f"This is not a result: it is not JSON ({problems[0]['msg']})."
    data = parsed_json(text)
    if not isinstance(data, Mapping) or "schema_version" not in data:
        return "This is not a result of pitfall-audit: it has no schema_version."
    version = data["schema_version"]
    if version != SCHEMA_VERSION or isinstance(version, bool):
        said = json.dumps(version)[:40]
        return (
            f"This result has schema_version {said}; this version of pitfall-audit reads "
            f"schema_version {SCHEMA_VERSION}. Use the version that wrote it."
        )
    shown = [
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in problems[:_ERRORS_SHOWN]
    ]
    more = len(problems) - len(shown)
    rest = f" (and {more} more)" if more else ""
    return f"This result does not have the shape of schema_version 1: {'; '.join(shown)}{rest}."
