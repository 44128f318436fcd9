"""Writing one value into the text of a file, and leaving every other character as it is.

Where the text goes is told by the positions of the nodes that were read. How YAML will take it
there is not reckoned with here but tried: the new text is read again, and counts only where it
holds the same data and the one value more. So whatever anchors, merges and styles a file may
have, nothing in it changes its meaning unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from pitfall_audit.yaml.places import DataPath, SourceText, value_at, values_along
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text
from pitfall_audit.yaml.writing import as_flow, as_yaml

__all__ = ["Splice", "nested", "spliced", "with_value"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_COMMENT: Final = re.compile(r"(?:^|\s)#", re.MULTILINE)
_WIDTH: Final = 100


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
    text = document.positions.source.text
    for start, end, new in () if wanted is None else _candidates(document, path, value):
        result = read_text(text[:start] + new + text[end:], document.file)
        if isinstance(result, Document) and result.data == wanted:
            return Splice(start, end, new, result)
    return None


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


_Candidate = tuple[int, int, str]


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
