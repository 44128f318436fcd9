"""The audit in an editor, as one types: what it finds, what it asks, and answers to choose from.

Speaks the protocol of language servers on standard input and output. Nothing is written to a file:
an answer is an edit that the editor makes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from lsprotocol import types
from msgspec import Struct
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument
from yaml.nodes import MappingNode, Node, SequenceNode

from pitfall_audit.editing.answering import Answer, with_answers
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.spots import where
from pitfall_audit.engine.entries import steps_of
from pitfall_audit.engine.result import AuditResult, Entry, Outcome
from pitfall_audit.errors import PackError, ProblemsError, UnusableAnswerError, UsageProblem
from pitfall_audit.facts.fact_schema import record_name
from pitfall_audit.report.listing import Listed, listing
from pitfall_audit.report.path_words import path_words
from pitfall_audit.report.wording import NOTHING_FOUND, OUTCOMES
from pitfall_audit.version import __version__
from pitfall_audit.yaml.places import DataPath, Place
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import path_text, read_text

__all__ = ["Audit", "Readers", "server_of"]

_SETTLED: Final = 0.2
"""Seconds for which nothing is typed before it is looked at."""
_MOST_ANSWERS: Final = 12
_LEVELS: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "advice": types.DiagnosticSeverity.Information,
    None: types.DiagnosticSeverity.Hint,
}

Audit = Callable[[Path, str], AuditResult]
"""Audits a text as that of a file; raises as the engine does."""
Readers = Callable[[Path], Mapping[str, Sequence[str]]]
"""Gives the checks that look at a file by the fields that they read, as `checks_by_field`."""


class _Looked(Struct, frozen=True):
    """What came of the last look at a text."""

    text: str
    result: AuditResult
    listed: Sequence[Listed]


def server_of(audit: Audit, readers: Readers) -> LanguageServer:
    """A server that looks at each document that is open with an audit, and tells what reads it."""
    server = LanguageServer(
        "pitfall-audit", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    looked: dict[str, _Looked] = {}

    def look(uri: str) -> None:
        document = server.workspace.get_text_document(uri)
        try:
            result = audit(Path(document.path), document.source)
        except (ProblemsError, UsageProblem, PackError) as trouble:
            server.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"pitfall-audit: {trouble}")
            )
            return
        looked[uri] = _Looked(document.source, result, tuple(listing(result, questions=True)))
        found = [_diagnostic(one, document, result.files) for one in looked[uri].listed]
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, found, document.version)
        )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        look(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(_SETTLED)
        if server.workspace.get_text_document(uri).version == version:
            look(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        looked.pop(uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        document = server.workspace.get_text_document(params.text_document.uri)
        now = looked.get(params.text_document.uri)
        at = document.position_codec.position_from_client_units(document.lines, params.position)
        place = (at.line + 1, at.character + 1)
        reading = readers(Path(document.path)) if now else {}
        said = _hover(document.source, place, now.result if now else None, reading)
        markdown = types.MarkupContent(types.MarkupKind.PlainText, said)
        return types.Hover(markdown) if said else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.workspace.get_text_document(params.text_document.uri)
        now = looked.get(params.text_document.uri)
        if now is None or now.text != document.source:
            return []
        codes = {one.code for one in params.context.diagnostics}
        asked = [
            (one, _diagnostic(one, document, now.result.files))
            for one in now.listed
            if one.kind == "question" and (not codes or one.check in codes)
        ]
        near = [(one, each) for one, each in asked if _meet(each.range, params.range)]
        found = (
            _action(document, diagnostic, answer, now.result.engagements[0].entries)
            for one, diagnostic in near
            for answer in _answers(now, one)
        )
        return [*islice(found, _MOST_ANSWERS)]  # each answer is tried in the text

    return server


def _diagnostic(one: Listed, document: TextDocument, files: tuple[str, ...]) -> types.Diagnostic:
    """A finding, question or problem as an editor shows it; of another file, on the first line."""
    said = {"question": "To ask: "}.get(one.kind, "") + one.message
    accepted = f"\nAccepted for now: {one.accepted}" if one.accepted else ""
    own = one.place.file in files[:1] or not files
    return types.Diagnostic(
        range=_range(one.place if own else Place(""), document),
        message=said + accepted + (f"\nWhat to do: {one.help}" if one.help else ""),
        severity=types.DiagnosticSeverity.Hint if one.accepted else _LEVELS[one.severity],
        code=one.check,
        source="pitfall-audit",
    )


def _range(place: Place, document: TextDocument) -> types.Range:
    """Where something stands, as the editor counts; the first line for a file as a whole."""
    line, column = max(place.line, 1) - 1, max(place.column, 1) - 1
    end = (place.end_line - 1, place.end_column - 1) if place.end_line else (line, column)
    if end <= (line, column):
        text = document.lines[line].rstrip("\r\n") if line < len(document.lines) else ""
        end = (line, max(len(text), column))
    return document.position_codec.range_to_client_units(
        document.lines, types.Range(types.Position(line, column), types.Position(*end))
    )


def _meet(one: types.Range, other: types.Range) -> bool:
    return one.start.line <= other.end.line and one.end.line >= other.start.line


def _outcome(now: _Looked, one: Listed) -> Outcome | None:
    asked = ("cannot-tell", one.check, one.subject)
    found = (each for engagement in now.result.engagements for each in engagement.outcomes)
    return next((each for each in found if (each.outcome, each.rule, each.subject) == asked), None)


def _answers(now: _Looked, one: Listed) -> Iterator[tuple[str, str, str]]:
    """The answers from which one can choose: place, value, and the text that holds it."""
    outcome = _outcome(now, one)
    for place in outcome.unstated if outcome else ():
        field = where(Engagement, tuple([step for step, _ in steps_of(place)]))[1]
        for value in field.said_alone.choices if field is not None else ():
            try:
                yield place, value, with_answers(now.text, one.place.file, [Answer(place, value)])
            except UnusableAnswerError:
                continue  # it fits here no more, or its entry is still to be written


def _action(
    document: TextDocument,
    diagnostic: types.Diagnostic,
    answer: tuple[str, str, str],
    entries: Mapping[str, Entry],
) -> types.CodeAction:
    place, value, new = answer
    edit = types.TextEdit(*_changed(document, new))
    return types.CodeAction(
        title=f"Answer: {path_words(place, entries)}: {value}".replace("`", ""),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        edit=types.WorkspaceEdit(changes={document.uri: [edit]}),
    )


def _changed(document: TextDocument, new: str) -> tuple[types.Range, str]:
    """The lines that differ, and what stands there then."""
    before, after = document.lines, new.splitlines(keepends=True)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    stretch = types.Range(types.Position(start, 0), types.Position(len(before) - end, 0))
    return stretch, "".join(after[start : len(after) - end])


def _hover(
    text: str, at: tuple[int, int], result: AuditResult | None, readers: Mapping[str, Sequence[str]]
) -> str:
    """What the field at a line and column means, which checks read it, and what they said.

    Of a check that reads it, that is what it says of the record around the field, or of what that
    is in. Told as well is what others say at the place itself.
    """
    document = read_text(text, "")
    if not isinstance(document, Document):
        return ""
    path = _path_at(document, document.positions.root, at)
    owner, field = where(Engagement, path)
    if field is None:
        return ""
    here = path_text(path)
    around = path_text(path[: len(path) - 1 - path[::-1].index(field.key)])
    reading = readers.get(f"{record_name(owner)}.{field.key}", ())
    lines = [f"{here}: {field.description}"]
    silent = dict.fromkeys(reading)
    for engagement in result.engagements if result else ():
        for one in engagement.outcomes:
            at_record = one.place.path if one.place else ""
            reads = one.rule in reading and (
                _is_at(at_record, around) or _is_at(around, at_record))  # fmt: skip
            places = [*one.unstated, *([at_record] if one.place else [])]
            if one.outcome != "not-applicable" and (
                reads or any(_is_at(each, here) for each in places)):  # fmt: skip
                silent.pop(one.rule, None)
                words = OUTCOMES[one.outcome]
                if one.outcome == "passed" and not one.earned:
                    words = NOTHING_FOUND
                lines.append(f"{words.title}: {one.message} [{one.rule}]")
    if silent:
        lines.append(f"Read as well, with nothing to say here, by: {', '.join(silent)}")
    if result and len(lines) == 1:
        lines.append("No check reads it by itself.")
    return "\n".join(dict.fromkeys(lines))


def _is_at(place: str, here: str) -> bool:
    return not here or place == here or place.startswith((f"{here}.", f"{here}["))


def _path_at(document: Document, node: Node, at: tuple[int, int]) -> DataPath:
    """The path to the innermost entry that is written at a line and column."""
    children: list[tuple[str | int, Node, Node]] = []
    if isinstance(node, MappingNode):
        children = [(str(key.value), key, value) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        children = [(number, value, value) for number, value in enumerate(node.value)]
    for step, first, value in children:
        begun, ended = document.positions.node_span(first), document.positions.node_span(value)
        if (begun.line, begun.column) <= at <= (ended.end_line, ended.end_column):
            return (step, *_path_at(document, value, at))
    return ()
