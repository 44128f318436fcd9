"""Where each piece of a document's data stands in its file.

The node tree that libyaml's composer built is kept, and walked when a place is asked for:
most data are never pointed at, so a full map from path to position would be wasted work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pitfall_audit.engagement.depth import Loader, is_merge_key
from pitfall_audit.engagement.excerpts import SourceText, Span, one_line, span_between
from pitfall_audit.engagement.places import DataPath, Place, Related

__all__ = ["Document", "NodePositions", "path_text"]

_PLAIN_KEY: Final = re.compile(r"[^\s.\[\]\"'\\\x00-\x1f\x7f-\x9f]+")


# The files of one audit are alike, so that the same paths come again.
@lru_cache(maxsize=10_000)
def path_text(path: DataPath) -> str:
    """A data path as text: ``roles[0].status``; a key with other signs as ``["a key"]``."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        else:
            parts.append(_key_text(step))
    return "".join(parts).removeprefix(".")


@lru_cache(maxsize=1_000)
def _key_text(key: str) -> str:
    """A key as a step below another: ``.roles`` or ``["a key"]``."""
    if _PLAIN_KEY.fullmatch(key):
        return f".{key}"
    return f"[{json.dumps(key, ensure_ascii=False)}]"


class _Child(NamedTuple):
    """A child of a node: its key (none in a list), its value, and where aliases stand for
    them. ``merge`` is where the merge (``<<``) that brought the whole pair stands."""

    key: Node | None
    key_alias: Span | None
    value: Node
    alias: Span | None
    merge: Span | None


class _Reached(NamedTuple):
    """How far a path leads: to a node, or (``missing``) to the nearest that is there.

    ``found`` is the last child on the way, ``via`` the alias or merge it went through first,
    ``label`` the last key on it.
    """

    node: Node
    found: _Child | None
    via: Span | None
    label: Node | None
    missing: bool


class NodePositions:
    """The positions of the nodes of one document.

    ``has_aliases`` may be true where there are none; false promises that there are none.
    """

    def __init__(self, source: SourceText, root: Node, *, has_aliases: bool) -> None:
        self.source = source
        self.root = root
        self._aliases: dict[tuple[int, int], Span] | None = None if has_aliases else {}
        self._indexes: dict[int, dict[str, _Child]] = {}
        # Many of the paths that are asked for begin alike.
        self._reached: dict[DataPath, _Reached] = {(): _Reached(root, None, None, None, False)}

    def alias(self, parent: Node, position: int) -> Span | None:
        """Where the alias stands that is the child of a node at a position, if it is one.

        The children of a mapping are counted key, value, key, value…, from 0.
        """
        # The composer puts the anchor's node in the alias's stead and forgets where the alias
        # was, so the first question of a document parses it once more.
        if self._aliases is None:
            self._aliases = {
                (id(node), at): span for node, at, span in _aliases(self.source.text, self.root)
            }
        return self._aliases.get((id(parent), position))

    def span(self, parent: Node, position: int, node: Node) -> Span:
        """Where the child of a node at a position is written: its alias, or itself."""
        return self.alias(parent, position) or self.node_span(node)

    def node_span(self, node: Node) -> Span:
        """Where a node itself is written, without blank lines and comments after it."""
        span = span_between(node.start_mark, node.end_mark)
        if span.line == span.end_line:
            return span
        last, end = node, span
        while isinstance(last, MappingNode | SequenceNode) and last.value and not last.flow_style:
            children = len(last.value)
            parent, position = last, children - 1
            if isinstance(last, MappingNode):
                position = 2 * children - 1
                last = last.value[-1][1]
            else:
                last = last.value[-1]
            alias = self.alias(parent, position)
            end = alias or span_between(last.start_mark, last.end_mark)
            if alias:
                break
        return self.source.trimmed(Span(span.line, span.column, end.end_line, end.end_column))

    def locate(self, path: DataPath, *, key: bool) -> tuple[Place, tuple[Related, ...]]:
        """See `Document.locate`."""
        node, found, via, label, missing = self._reach(path)
        if missing or found is None:
            return self._missing(path, node, found, via, label)
        at_key = key or (found.key is not None and _is_blank(node))
        return self._at(path, node, found, via, label, at_key=at_key)

    def _reach(self, path: DataPath) -> _Reached:
        reached = self._reached.get(path)
        if reached is None:
            reached = self._reach(path[:-1])
            if not reached.missing:
                child = self._child(reached.node, path[-1])
                if child is None:
                    reached = reached._replace(missing=True)
                else:
                    before = reached.found
                    via = reached.via or (before.alias if before else None) or child.merge
                    label = child.key or reached.label
                    reached = _Reached(child.value, child, via, label, False)
            self._reached[path] = reached
        return reached

    def _at(
        self,
        path: DataPath,
        node: Node,
        found: _Child,
        via: Span | None,
        label: Node | None,
        *,
        at_key: bool,
    ) -> tuple[Place, tuple[Related, ...]]:
        """The place of a key or value that exists."""
        # A key that is looked for is written here even if its value is an alias.
        target, own_alias = node, found.alias
        if at_key and found.key is not None:
            target, own_alias = found.key, found.key_alias
        via = via or own_alias
        shown: Node | None = target
        if not isinstance(target, ScalarNode) or _is_blank(target):
            shown = found.key or _first_key(target) or label
        text = one_line(shown.value) if isinstance(shown, ScalarNode) else ""
        written = Place(self.source.file, *self.node_span(target), text, path_text(path))
        if via is None:
            return written, ()
        primary = Place(self.source.file, *via, text, path_text(path))
        return primary, (Related(written, "written here"),)

    def _missing(
        self,
        path: DataPath,
        node: Node,
        found: _Child | None,
        via: Span | None,
        label: Node | None,
    ) -> tuple[Place, tuple[Related, ...]]:
        """The place for what a path asks for but the data lack: the nearest that is there."""
        if found is None:
            first = _first_key(node)
            text = one_line(first.value) if first is not None else ""
            width = len(self.source.line_text(1)) + 1
            return Place(self.source.file, 1, 1, 1, width, text, path_text(path)), ()
        if found.key is not None:
            return self._at(path, node, found, via, label, at_key=True)
        nearest = _first_key(node) or node
        return self._at(path, nearest, found, via, label, at_key=False)

    def _child(self, node: Node, step: str | int) -> _Child | None:
        if isinstance(node, MappingNode) and isinstance(step, str):
            return self._index(node).get(step)
        if isinstance(node, SequenceNode) and isinstance(step, int):
            if not 0 <= step < len(node.value):
                return None
            return _Child(None, None, node.value[step], self.alias(node, step), None)
        return None

    def _index(self, mapping: MappingNode) -> dict[str, _Child]:
        """The children of a mapping by key, merged ones too, with the precedence of merges."""
        index = self._indexes.get(id(mapping))
        if index is not None:
            return index
        index = {}
        merged: list[tuple[MappingNode, Span | None]] = []
        has_aliases = self._aliases != {}
        for at, (key, value) in enumerate(mapping.value):
            alias = self.alias(mapping, 2 * at + 1) if has_aliases else None
            if is_merge_key(key):
                merged.extend(self._merged(key, value, alias))
            else:
                key_alias = self.alias(mapping, 2 * at) if has_aliases else None
                index[key.value] = _Child(key, key_alias, value, alias, None)
        for source, span in merged:
            for name, child in self._index(source).items():
                index.setdefault(name, child._replace(merge=span or child.merge))
        self._indexes[id(mapping)] = index
        return index

    def _merged(
        self, key: Node, value: Node, alias: Span | None
    ) -> Iterator[tuple[MappingNode, Span | None]]:
        """The mappings that a merge names, each with where its alias stands, if it has one."""
        span = None
        if alias is not None:
            start = span_between(key.start_mark, key.end_mark)
            span = Span(start.line, start.column, alias.end_line, alias.end_column)
        if isinstance(value, MappingNode):
            yield value, span
        elif isinstance(value, SequenceNode):
            for at, item in enumerate(value.value):
                yield item, span or self.alias(value, at)


def _is_blank(node: Node) -> bool:
    """Whether nothing at all is written for a value (``status:``)."""
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def _first_key(node: Node) -> Node | None:
    if isinstance(node, MappingNode) and node.value:
        first: Node = node.value[0][0]
        return first
    return None


def _aliases(text: str, root: Node) -> Iterator[tuple[Node, int, Span]]:
    """Each alias of a document: the node it is a child of, its position there, its stretch.

    Walks the parse events and the node tree side by side.
    """
    loader = Loader(text)
    stack: list[tuple[Node, Iterator[tuple[int, Node]]]] = []
    try:
        while (event := loader.get_event()) is not None:
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                child, at = root, 0
                if stack:
                    at, child = next(stack[-1][1])
                if isinstance(event, yaml.AliasEvent):
                    assert event.start_mark is not None and event.end_mark is not None  # noqa: S101
                    yield stack[-1][0], at, span_between(event.start_mark, event.end_mark)
                elif isinstance(event, yaml.CollectionStartEvent):
                    stack.append((child, enumerate(_children(child))))
    finally:
        loader.dispose()


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, MappingNode):
        for pair in node.value:
            yield from pair
    else:
        yield from node.value


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: its data and where they stand.

    ``file`` is the shown name, slash-separated. ``data`` is made of dicts with text keys,
    lists, text and None ("not stated"); what aliases share is one object, so treat it as
    read-only.
    """

    file: str
    data: dict[str, Any]
    positions: NodePositions = field(repr=False, compare=False)

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[Related, ...]]:
        """The place of the value at a path, or of its key, and where it is written if elsewhere.

        The excerpt is a scalar's own text on one line, otherwise the text of the nearest key
        (of a list's item: its first key). A value left empty is placed at its key. Where a
        value is reached through an alias or a merge (``<<``), the place is that of the alias
        or merge and the related one, "written here", that of the value at the anchor. A path
        that does not exist is placed at the nearest of its ancestors that does: at that one's
        key, at the first key of a list's item, or on line 1 for the top level.
        """
        return self.positions.locate(path, key=key)

    def line_excerpt(self, line: int) -> str:
        """The text of a line as a problem shows it: "" where it is too long, or private."""
        return self.positions.source.line_excerpt(line)

    def line_text(self, line: int) -> str:
        """The text of a line, counted from 1; "" if the file has no such line."""
        return self.positions.source.line_text(line)
