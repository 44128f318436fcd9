"""Writing one value into the text of a file, or taking it out, and leaving all else as it is.

Where the text goes is told by the positions of the nodes that were read. How YAML will take it
there is not reckoned with here but tried: the new text is read again, and counts only where it
holds the same data and the one value more. So whatever anchors, merges and styles a file may
have, nothing in it changes its meaning unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from pitfall_audit.yaml.places import DataPath, SourceText, value_at, values_along
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text
from pitfall_audit.yaml.writing import as_flow, as_yaml

__all__ = ["Splice", "nested", "spliced", "taken_out", "with_value", "without_value"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_COMMENT: Final = re.compile(r"(?:^|\s)#", re.MULTILINE)
_WIDTH: Final = 100


_Candidate = tuple[int, int, str]
"""Where a text begins and ends, and what is to stand in its place."""


class Splice(Struct, frozen=True):
    """``text`` in place of what stands from ``start`` to ``end`` of a document's text.

    ``result`` is the document as it is read from the new text.
    """

    start: int
    end: int
    text: str
    result: Document


def spliced(document: Document, path: DataPath, value: Any) -> Splice | None:
    """The splice that makes ``value``, plain data, stand at a path; None where none can be made.

    What stands there is replaced. Where nothing does, the entry is written at the end of the
    nearest that is there, with what has to stand around it. Comments are never replaced.
    """
    wanted = with_value(document.data, path, value)
    return None if wanted is None else _first(document, _candidates(document, path, value), wanted)


def taken_out(document: Document, path: DataPath) -> Splice | None:
    """The splice that takes out what stands at a path; None where none can be made.

    A list that would be left empty goes with its last entry: an empty one says that there is none.
    Comments are never taken out.
    """
    while isinstance(path[-1], int) and len(value_at(document.data, path[:-1])) == 1:
        path = path[:-1]
    wanted = without_value(document.data, path)
    return _first(document, _removing(document, path), wanted)


def _first(document: Document, candidates: Iterable[_Candidate], wanted: Any) -> Splice | None:
    """The first way of writing that comes out as the data that are wanted."""
    text = document.positions.source.text
    for start, end, new in candidates:
        result = read_text(text[:start] + new + text[end:], document.file)
        if isinstance(result, Document) and result.data == wanted:
            return Splice(start, end, new, result)
    return None


def without_value(data: Any, path: DataPath) -> Any:
    """Plain data without what stands at a path, which leads to something."""
    step, below = path[0], path[1:]
    if isinstance(step, int):
        inner = [without_value(data[step], below)] if below else []
        return [*data[:step], *inner, *data[step + 1 :]]
    if below:
        return {**data, step: without_value(data[step], below)}
    return {key: value for key, value in data.items() if key != step}


def with_value(data: Any, path: DataPath, value: Any) -> Any:
    """Plain data with a value at a path; None where the path can't lead into them."""
    if not path:
        return value
    step, below = path[0], path[1:]
    if isinstance(step, int):
        entries = [] if data is None else data
        if not isinstance(entries, list) or step > len(entries):
            return None
        inner = with_value(entries[step] if step < len(entries) else None, below, value)
        return None if inner is None else [*entries[:step], inner, *entries[step + 1 :]]
    known = {} if data is None else data
    if not isinstance(known, dict):
        return None
    inner = with_value(known.get(step), below, value)
    return None if inner is None else {**known, step: inner}


def nested(path: DataPath, value: Any) -> Any:
    """A value within the lists and mappings that a path names."""
    return with_value(None, path, value)


def _candidates(document: Document, path: DataPath, value: Any) -> Iterator[_Candidate]:
    """Ways to write a value, the best first; some may come out as something else."""
    reached = len(values_along(document.data, path)) - 1
    if reached == len(path) or value_at(document.data, path[:reached]) is None:
        yield from _replacing(document, path[:reached], nested(path[reached:], value))
        reached = min(reached, len(path) - 1)
    # What a merge brought is written over in the mapping that has it.
    yield from _adding(document, path[:reached], path[reached], nested(path[reached + 1 :], value))


def _replacing(document: Document, path: DataPath, value: Any) -> Iterator[_Candidate]:
    written = document.positions.written(path)
    if written is None or not path:
        return
    node, span = written
    source = document.positions.source
    start = source.index_of(span.line, span.column)
    end = source.index_of(span.end_line, span.end_column)
    before = source.text[:start]
    comments = not isinstance(node, ScalarNode) or node.style in ("|", ">")
    starts = [start]
    is_block = isinstance(node, MappingNode | SequenceNode) and not node.flow_style
    if is_block and before.rstrip().endswith(":"):
        starts.insert(0, len(before.rstrip()))
    for at in starts:
        if not (comments and _COMMENT.search(source.text[at:end])):
            yield at, end, " " * before[:at].endswith((":", "-")) + as_flow(value)


def _adding(
    document: Document, path: DataPath, step: str | int, value: Any
) -> Iterator[_Candidate]:
    """Write one entry more in the mapping or list at a path: behind the last, or the first."""
    written = document.positions.written(path)
    if written is None or not isinstance(node := written[0], MappingNode | SequenceNode):
        return
    entry = {step: value} if isinstance(step, str) else [value]
    source = document.positions.source
    if not node.value:
        at = source.index_of(node.end_mark.line + 1, node.end_mark.column)
        yield at, at, as_flow(entry)[1:-1]
        return
    for number in (len(node.value) - 1, 0):
        child = node.value[number]
        if isinstance(node, MappingNode):
            column = node.value[0][0].start_mark.column
            end = document.positions.span(node, 2 * number + 1, child[1])
        else:
            column = node.start_mark.column
            end = document.positions.span(node, number, child)
        if node.flow_style:
            at = source.index_of(end.end_line, end.end_column)
            yield at, at, f", {as_flow(entry)[1:-1]}"
        else:
            yield _on_lines_of_its_own(source, end.end_line, column, entry)


def _on_lines_of_its_own(source: SourceText, line: int, column: int, entry: Any) -> _Candidate:
    """Write an entry after a line, with its lines ended as they are in the file."""
    at = source.index_of(line, len(source.line_text(line)) + 1)
    found = _LINE_END.match(source.text, at) or _LINE_END.search(source.text)
    ended = found[0] if found else "\n"
    (value,) = entry.values() if isinstance(entry, dict) else entry
    if isinstance(value, dict | list) and value:
        lines = as_yaml(entry, width=max(_WIDTH - column, _WIDTH // 2)).splitlines()
    else:
        lines = [as_flow(entry)[1:-1] if isinstance(entry, dict) else f"- {as_flow(value)}"]
    return at, at, "".join(f"{ended}{' ' * column}{one}".rstrip(" ") for one in lines)


def _removing(document: Document, path: DataPath) -> Iterator[_Candidate]:
    """Ways to take out what is written at a path, with its key; none that takes a comment."""
    written = document.positions.written(path[:-1])
    if written is None or not isinstance(node := written[0], MappingNode | SequenceNode):
        return
    spans = list(_entries(document, node))
    at = path[-1] if isinstance(path[-1], int) else _number(node, path[-1])
    if at is None:
        return
    source = document.positions.source
    text = source.text
    start, end = spans[at]
    if _COMMENT.search(_without_texts(document, path, start, end)):
        return
    if len(spans) == 1:
        # Of a block, what remains has to be written as nothing.
        span = written[1]
        whole = source.index_of(span.line, span.column)
        yield (start, end, "") if node.flow_style else (whole, end, "{}")
        return
    first = text.rfind("\n", 0, start) + 1
    last = found.end() if (found := _LINE_END.search(text, end)) else len(text)
    if not (node.flow_style or text[end:last].strip() or text[first:start].strip()):
        yield first, last, ""
    if at + 1 < len(spans) and not _COMMENT.search(text[end : spans[at + 1][0]]):
        yield start, spans[at + 1][0], ""
    if node.flow_style and at and not _COMMENT.search(text[spans[at - 1][1] : start]):
        yield spans[at - 1][1], end, ""
    if not node.flow_style:
        yield start, end, ""


def _entries(document: Document, node: MappingNode | SequenceNode) -> Iterator[tuple[int, int]]:
    """Where each entry of a mapping or list begins, with its key or its dash, and ends."""
    source = document.positions.source
    for number, child in enumerate(node.value):
        if isinstance(node, MappingNode):
            key, value = child
            begun = document.positions.span(node, 2 * number, key)
            ended = document.positions.span(node, 2 * number + 1, value)
        else:
            begun = ended = document.positions.span(node, number, child)
        start = source.index_of(begun.line, begun.column)
        if isinstance(node, SequenceNode) and not node.flow_style:
            start = source.text.rfind("-", 0, start)
        end = source.index_of(ended.end_line, ended.end_column)
        # A text under `|` or `>` ends with the blank lines below it.
        yield start, start + len(source.text[start:end].rstrip())


def _number(node: MappingNode | SequenceNode, key: str) -> int | None:
    keys = [one[0].value for one in node.value if isinstance(one, tuple)]
    return keys.index(key) if key in keys else None


def _without_texts(document: Document, path: DataPath, start: int, end: int) -> str:
    """A stretch of text without the value at a path, where that is a text on its lines."""
    text = document.positions.source.text
    written = document.positions.written(path)
    if written is None or not isinstance(written[0], ScalarNode) or written[0].style in ("|", ">"):
        return text[start:end]
    return text[start : document.positions.source.index_of(written[1].line, written[1].column)]
