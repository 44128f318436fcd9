"""Reading YAML: the one place where a file's text becomes data with positions.

Every scalar is read as text, whatever it looks like; only an empty value, ``~`` and ``null``
without quotes become None, "not stated". What type a value has is said by the field it is
written for, not guessed from its look: the models coerce from text. That is because YAML's
own guessing changes what people meant: version 2.10 would become 2.1, the answer ``no``
false, 12:30 the number 750, and a telephone extension 010 the number 8. Mappings become dicts
with text keys, lists become lists. Tags for the standard types are accepted and say nothing;
merges (``<<``) are carried out.
"""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path
from typing import Any, Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pitfall_audit.yaml import document_limits as limits
from pitfall_audit.yaml.composing import NOT_STATED, TEXT, compose, is_merge_key
from pitfall_audit.yaml.disk import trouble_with
from pitfall_audit.yaml.document_limits import alias_limits, in_order, text_limits
from pitfall_audit.yaml.places import Place, Problem, Related, SourceText, Span, one_line
from pitfall_audit.yaml.positions import Document, NodePositions, path_text

__all__ = ["Document", "path_text", "read_content", "read_file", "read_source", "read_text"]

_CORE: Final = "tag:yaml.org,2002:"
_CORE_TAGS: Final = frozenset(
    _CORE + name for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp")
)
# With the anchor that may stand before it.
_LONE_MARK: Final = re.compile(r"(?:&\S+\s+)?!(?=\s)")
_SAVE_AS_TEXT: Final = "Write the arrangement as plain text, saved as UTF-8."


def read_file(path: Path, shown: str) -> Document | tuple[Problem, ...]:
    """Read one YAML file; ``shown`` is its name in places, slash-separated.

    It never raises for what it finds there: all problems of the file come back together.
    """
    source = read_source(path, shown)
    return read_text(source, shown) if isinstance(source, str) else source


def read_source(path: Path, shown: str, content: bytes | None = None) -> str | tuple[Problem, ...]:
    """Read the text of one file, whatever it holds; never raises for what it finds there.

    Where the ``content`` that it is taken to hold is given, nothing is opened.
    """

    def problem(kind: str, message: str, help_text: str) -> tuple[Problem, ...]:
        return (Problem(kind, message, Place(shown), help_text),)

    found = read_content(path, shown) if content is None else content
    if not isinstance(found, bytes):
        return found
    content = found
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "This file is saved as UTF-16, not as UTF-8 (byte 0)."
        return problem("not-utf8", message, "Save it again with the encoding UTF-8.")
    if (at := content.find(b"\0")) >= 0:
        message = f"This is not a text file: byte {at:,} is zero."
        return problem("binary-file", message, _SAVE_AS_TEXT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        return (_not_utf8(content, trouble.start, shown),)


def read_content(
    path: Path, shown: str, *, most: int = limits.BYTES
) -> bytes | tuple[Problem, ...]:
    """Read what one file holds, as bytes: at most so many of them.

    The only function that opens a file, and it never raises for what it finds there.
    """

    def problem(kind: str, message: str, help_text: str) -> tuple[Problem, ...]:
        return (Problem(kind, message, Place(shown), help_text),)

    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return problem("is-a-folder", "This is a folder.", "Name a file inside it.")
        if not stat.S_ISREG(status.st_mode):
            # A pipe or a device may never end, or never begin.
            message = "This is not an ordinary file."
            return problem("unreadable", message, "Save the text in a file and name that.")
        if status.st_size > most:
            return problem("too-large", *_too_large(status.st_size, most))
        with path.open("rb") as file:
            content = file.read(status.st_size + 1)
            if len(content) > status.st_size:
                # It has grown since, or is of a kind that tells no size.
                content += file.read(most)
            return content
    except (OSError, ValueError) as trouble:
        return (trouble_with(trouble, shown),)


def read_text(  # noqa: PLR0911
    text: str, file: str, *, list_at: str = ""
) -> Document | tuple[Problem, ...]:
    """Read the text of one YAML file into a document, or give all problems that prevent it.

    ``file`` is its name in places, slash-separated. A list at the top is refused, unless a key
    ``list_at`` is given, under which it then stands. Never raises for what the text holds.
    """
    source = SourceText(file, text.lstrip("\ufeff"))
    if len(text) > limits.BYTES // 4:
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > limits.BYTES:
            message, help_text = _too_large(size)
            return (Problem("too-large", message, source.whole_file(), help_text),)
    if problem := text_limits(source):
        return (problem,)
    try:
        root = compose(source)
    except yaml.MarkedYAMLError as error:
        # Imported where there is something to explain: a run begins sooner without.
        from pitfall_audit.yaml.syntax_errors import syntax_problem  # noqa: PLC0415

        return (syntax_problem(error, source),)
    except (yaml.YAMLError, UnicodeEncodeError):
        return _unreadable_signs(source)
    if root is None or (isinstance(root, ScalarNode) and root.tag is NOT_STATED):
        message = "This file is empty." if not source.text else "This file holds no data."
        help_text = "Describe the arrangement, beginning with a name and its value: name: value"
        return (Problem("empty-file", message, source.whole_file(), help_text),)
    has_aliases = "*" in source.text and "&" in source.text
    positions = NodePositions(source, root, has_aliases=has_aliases)
    if has_aliases and (problems := alias_limits(positions)):
        return in_order(problems)
    builder = _Builder(positions, shared={} if has_aliases else None)
    data = builder.build(root)
    if "!" in source.text and _LONE_MARK.search(source.text):
        builder.note_lone_marks(root)
    if list_at and isinstance(data, list):
        data = {list_at: data}
    elif not isinstance(root, MappingNode):
        builder.note_not_a_mapping(root)
    if builder.problems:
        return in_order(builder.problems)
    return Document(file, data, positions)


class _Builder:
    """Makes plain data of a node tree, and notes all that keeps it from being what was meant."""

    def __init__(self, positions: NodePositions, shared: dict[int, Any] | None) -> None:
        self.positions = positions
        self.shared = shared
        self.problems: list[Problem] = []

    def build(self, node: Node) -> Any:
        """The data of a node; built once where aliases share it, so problems are noted once."""
        if self.shared is None or node.__class__ is ScalarNode:
            return self._build(node)
        if id(node) not in self.shared:
            self.shared[id(node)] = self._build(node)
        return self.shared[id(node)]

    def _build(self, node: Node) -> Any:
        tag = node.tag
        if tag is TEXT and node.__class__ is ScalarNode:
            return node.value
        if tag is not TEXT and tag is not NOT_STATED:
            self._check_tag(node)
        if isinstance(node, ScalarNode):
            if tag is NOT_STATED:
                return None
            if tag is not TEXT and not node.style and tag != _CORE + "str":
                return None if node.value in ("", "~", "null", "Null", "NULL") else node.value
            return node.value
        if isinstance(node, SequenceNode):
            return [
                item.value
                if item.tag is TEXT and item.__class__ is ScalarNode
                else self.build(item)
                for item in node.value
            ]
        return self._build_mapping(node)

    def _build_mapping(self, node: Node) -> dict[str, Any]:
        data: dict[str, Any] = {}
        merged: list[dict[str, Any]] = []
        merge_at: int | None = None
        for at, (key, value) in enumerate(node.value):
            if key.tag is TEXT and key.__class__ is ScalarNode and key.value != "<<":
                # As nearly every key is.
                if key.value not in data:
                    plain = value.tag is TEXT and value.__class__ is ScalarNode
                    data[key.value] = value.value if plain else self.build(value)
                    continue
            elif key.tag is not TEXT and key.tag is not NOT_STATED:
                self._check_tag(key)
            if not isinstance(key, ScalarNode):
                self._note_bad_key(node, at, key)
                self.build(value)
            elif is_merge_key(key):
                if merge_at is not None:
                    self._note_duplicate(node, merge_at, at)
                else:
                    merge_at = at
                merged.extend(self._merged(node, at, value))
            elif key.value in data:
                self._note_duplicate(node, _first_of(node, key.value), at)
                self.build(value)
            else:
                data[key.value] = self.build(value)
        for mapping in merged:
            for name, value in mapping.items():
                data.setdefault(name, value)
        return data

    def _merged(self, node: Node, at: int, value: Node) -> list[dict[str, Any]]:
        """The mappings that a merge brings, the one that goes before the others first."""
        built = self.build(value)
        if isinstance(built, dict):
            return [built]
        if not isinstance(built, list):
            self._note_bad_merge(self.positions.span(node, 2 * at + 1, value))
            return []
        for position, item in enumerate(built):
            if not isinstance(item, dict):
                self._note_bad_merge(self.positions.span(value, position, value.value[position]))
        return [item for item in built if isinstance(item, dict)]

    def _note(self, kind: str, message: str, span: Span, help_text: str, *related: Related) -> None:
        place = self.positions.source.problem_place(span)
        self.problems.append(Problem(kind, message, place, help_text, related))

    def _check_tag(self, node: Node) -> None:
        if node.tag in _CORE_TAGS:
            return
        tag = node.tag
        shown = f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
        message = f"The tag {one_line(shown)} has no meaning here."
        span = self.positions.node_span(node)
        if span.end_line > span.line:
            span = Span(span.line, span.column, span.line, span.column + 1)
        self._note("unknown-tag", message, span, "Remove the tag; write the value itself.")

    def _note_duplicate(self, node: Node, first: int, second: int) -> None:
        key = node.value[second][0]
        source = self.positions.source
        before = self.positions.span(node, 2 * first, node.value[first][0])
        merge = is_merge_key(key)
        self._note(
            "duplicate-key",
            f"{one_line(key.value) or 'The empty name'} is written twice in the same place.",
            self.positions.span(node, 2 * second, key),
            "Write one merge with a list: <<: [*one, *two]"
            if merge
            else "Take one of the two out, or give it another name.",
            Related(source.problem_place(before), "first written here"),
        )

    def _note_bad_key(self, node: Node, at: int, key: Node) -> None:
        kind = "mapping" if isinstance(key, MappingNode) else "list"
        self._note(
            "key-not-text",
            f"A {kind} stands where a name should be.",
            self.positions.span(node, 2 * at, key),
            "Write a name, a colon and a space, then the value. If it is text: put it in "
            "quotation marks.",
        )

    def _note_bad_merge(self, span: Span) -> None:
        self._note(
            "bad-merge",
            "A merge (<<) needs a mapping, or a list of mappings.",
            span,
            "Name an anchor that marks a mapping: <<: *anchor. If it is text: write '<<'.",
        )

    def note_lone_marks(self, root: Node) -> None:
        """Note each ``!`` with a space behind it: YAML drops it, and with it a "not"."""
        waiting, seen = [root], set()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if _LONE_MARK.match(self.positions.source.text, node.start_mark.index):
                start = self.positions.node_span(node)
                span = Span(start.line, start.column, start.line, start.column + 1)
                self._note(
                    "lone-mark",
                    "YAML drops a `!` at the beginning of a value, with a space behind it.",
                    span,
                    "Put the whole text in quotation marks; in a condition, write `!` and what "
                    "it denies without a space, in quotation marks or under `|`.",
                )
            if isinstance(node, MappingNode):
                waiting.extend(part for pair in node.value for part in pair)
            elif isinstance(node, SequenceNode):
                waiting.extend(node.value)

    def note_not_a_mapping(self, root: Node) -> None:
        """Note that the document is not made of names and values."""
        what = "a list" if isinstance(root, SequenceNode) else "text"
        message = f"The file holds {what} where names with values should be."
        help_text = "Begin with a name, a colon and a space, then its value: name: value"
        span = self.positions.node_span(root)
        line = self.positions.source.line_text(span.line)
        end = (span.line, max(span.column, len(line.rstrip()) + 1))
        self._note("not-a-mapping", message, Span(span.line, span.column, *end), help_text)


def _first_of(mapping: Node, name: str) -> int:
    """The number of the first key of a mapping that is written so."""
    return next(
        at
        for at, (key, _) in enumerate(mapping.value)
        if isinstance(key, ScalarNode) and key.value == name and not is_merge_key(key)
    )


def _too_large(size: int, most: int = limits.BYTES) -> tuple[str, str]:
    in_words = f"{most / 1_000_000:g} MB"
    message = f"This file has {size:,} bytes; the most that is read is {most:,} ({in_words})."
    return message, "Divide it into several files."


def _not_utf8(content: bytes, at: int, shown: str) -> Problem:
    source = SourceText(shown, content.decode("utf-8", "replace"))
    span = source.span_at(len(content[:at].decode("utf-8")))
    message = f"This file is not saved as UTF-8: byte {at:,}, in line {span.line}, is not."
    place = source.problem_place(span)
    return Problem("not-utf8", message, place, "Save it again with the encoding UTF-8.")


def _unreadable_signs(source: SourceText) -> tuple[Problem, ...]:
    """The problem of a text with a character that YAML does not allow: the first of them."""
    found = source.unreadable_sign()
    if found is None:  # libyaml would have to refuse a character that YAML allows
        place, message = source.whole_file(), "This file cannot be read as text."
    else:
        place = source.problem_place(source.span_at(found.start()))
        message = f"This line holds a character that is not text (U+{ord(found[0]):04X})."
    return (Problem("binary-file", message, place, f"Take it out. {_SAVE_AS_TEXT}"),)
