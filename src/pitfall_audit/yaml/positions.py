"""Where each piece of a document's data stands in its file.

The node tree that libyaml's composer built is kept, and walked when a place is asked for:
most data are never pointed at, so a full map from path to position would be wasted work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, TypeAlias

import yaml
from msgspec import Struct
from msgspec.structs import replace
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pitfall_audit.yaml.composing import Loader, is_merge_key
from pitfall_audit.yaml.places import (
    DataPath,
    Place,
    Related,
    SourceText,
    Span,
    one_line,
    span_between,
)

__all__ = ["Document", "NodePositions", "alias_spans", "path_text"]


def alias_spans(text: str, root: Node) -> Iterator[tuple[Node, int, Span]]:
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


class _Reached(Struct, frozen=True):
    """The node that a path leads to, and the last step of the way there.

    ``key`` is the node of its key (none in a list, nor at the top), ``key_alias`` and ``alias``
    where aliases stand for the key and for the node, ``via`` the alias or merge (``<<``) that the
    way went through before, and ``label`` the last key on it.
    """

    node: Node
    key: Node | None = None
    key_alias: Span | None = None
    alias: Span | None = None
    via: Span | None = None
    label: Node | None = None


_Shown: TypeAlias = tuple[Node | Span, Span | None]
"""What is shown of something, and the alias or merge that stands for it."""


class NodePositions:
    """The positions of the nodes of one document.

    ``has_aliases`` may be true where there are none; false promises that there are none.
    """

    def __init__(self, source: SourceText, root: Node, *, has_aliases: bool) -> None:
        self.source = source
        self.root = root
        self._aliases: dict[tuple[int, int], Span] | None = None if has_aliases else {}
        self._written: dict[int, dict[str, int]] = {}
        self._merges: dict[int, dict[str, _Reached]] = {}
        # Many of the paths that are asked for begin alike.
        self._reached: dict[DataPath, _Reached] = {(): _Reached(root)}

    def alias(self, parent: Node, position: int) -> Span | None:
        """Where the alias stands that is the child of a node at a position, if it is one.

        The children of a mapping are counted key, value, key, value…, from 0.
        """
        # The composer puts the anchor's node in the alias's stead and forgets where the alias
        # was, so the first question of a document parses it once more.
        if self._aliases is None:
            self._aliases = {
                (id(node), at): span for node, at, span in alias_spans(self.source.text, self.root)
            }
        return self._aliases.get((id(parent), position))

    def span(self, parent: Node, position: int, node: Node) -> Span:
        """Where the child of a node at a position is written: its alias, or itself."""
        return self.alias(parent, position) or self.node_span(node)

    def node_span(self, node: Node) -> Span:
        """Where a node itself is written, without blank lines and comments after it."""
        start, stop = node.start_mark, node.end_mark
        span = Span(start.line + 1, start.column + 1, stop.line + 1, stop.column + 1)
        if span[0] == span[2]:  # it begins and ends on one line, as most do
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

    def locate(
        self, path: DataPath, *, key: bool, excerpt: str | None
    ) -> tuple[Place, tuple[Related, ...]]:
        """See `Document.locate`."""
        reached, missing = self._reach(path)
        if missing or not path:
            target, via = self._where_missing(reached)
        else:
            at_key = key or (reached.key is not None and _is_blank(reached.node))
            target, via = self._where(reached.node, reached, at_key=at_key)
        span = self.node_span(target) if isinstance(target, Node) else target
        file, path_in_words = self.source.file, path_text(path)
        if via is None:
            text = _text(_words(target, reached)) if excerpt is None else excerpt
            return Place(file, *span, text, path_in_words), ()
        written = Place(file, *span, _text(_words(target, reached)), path_in_words)
        # What stands there is the alias or the merge, and the text it brings stands elsewhere.
        alias = "" if excerpt == "" else self.source.text_of(via)  # or None
        primary = Place(file, *via, alias, path_in_words)
        return primary, (Related(written, "written here"),)

    def written(self, path: DataPath) -> tuple[Node, Span] | None:
        """The node at a path, and where it, or the alias for it, is written; None if missing."""
        reached, missing = self._reach(path)
        return None if missing else (reached.node, reached.alias or self.node_span(reached.node))

    def _reach(self, path: DataPath) -> tuple[_Reached, bool]:
        """Where a path leads, or the nearest that is there; and whether it is missing."""
        reached = self._reached.get(path)
        if reached is not None:
            return reached, False
        above, missing = self._reach(path[:-1])
        found = None if missing else self._step(above, path[-1])
        if found is None:
            return above, True
        self._reached[path] = found
        return found, False

    def _where(self, node: Node, reached: _Reached, *, at_key: bool) -> _Shown:
        """Where a key or value that exists is shown; ``node`` is what is reached, or in it."""
        # A key that is looked for is written here even if its value is an alias.
        if at_key and reached.key is not None:
            return reached.key, reached.via or reached.key_alias
        return node, reached.via or reached.alias

    def _where_missing(self, reached: _Reached) -> _Shown:
        """Where is shown what the data lack: at the nearest that is there."""
        if reached.node is self.root and reached.key is None:
            return Span(1, 1, 1, len(self.source.line_text(1)) + 1), None
        if reached.key is not None:
            return self._where(reached.node, reached, at_key=True)
        return self._where(_first_key(reached.node) or reached.node, reached, at_key=False)

    def _step(self, above: _Reached, step: str | int) -> _Reached | None:
        """One step further down, if there is anything."""
        node = above.node
        children, via = node.value, above.via or above.alias
        if isinstance(node, MappingNode) and isinstance(step, str):
            at = self._keys(node).get(step)
            if at is None:
                merged = self._merged_children(node).get(step)
                return merged and replace(merged, via=via or merged.via)
            key, value = children[at]
            if self._aliases == {}:
                return _Reached(value, key, None, None, via, key)
            key_alias, alias = self.alias(node, 2 * at), self.alias(node, 2 * at + 1)
            return _Reached(value, key, key_alias, alias, via, key)
        if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(children):
            alias = self.alias(node, step)
            return _Reached(children[step], None, None, alias, via, above.label)
        return None

    def _keys(self, mapping: MappingNode) -> dict[str, int]:
        """The keys that are written in a mapping itself, each with its number among them."""
        keys = self._written.get(id(mapping))
        if keys is None:
            keys = self._written[id(mapping)] = {
                key.value: at
                for at, (key, _) in enumerate(mapping.value)
                if key.value != "<<" or not is_merge_key(key)
            }
        return keys

    def _merged_children(self, mapping: MappingNode) -> dict[str, _Reached]:
        """The children that merges bring to a mapping, with the precedence of merges."""
        known = self._merges.get(id(mapping))
        if known is not None:
            return known
        known = self._merges[id(mapping)] = {}
        if len(self._keys(mapping)) == len(mapping.value):
            return known
        for at, (key, value) in enumerate(mapping.value):
            if is_merge_key(key):
                for source, span in self._merged(key, value, self.alias(mapping, 2 * at + 1)):
                    for name in (*self._keys(source), *self._merged_children(source)):
                        child = self._step(_Reached(source), name)
                        if child is not None:
                            known.setdefault(name, replace(child, via=span or child.via))
        return known

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


def _words(target: Node | Span, reached: _Reached) -> Node | None:
    """By which node what is shown is told: a scalar by itself, all else by a key."""
    if isinstance(target, ScalarNode) and not _is_blank(target):
        return target
    within = target if isinstance(target, Node) else reached.node
    return reached.key or _first_key(within) or reached.label


def _text(words: Node | None) -> str:
    return one_line(words.value) if isinstance(words, ScalarNode) else ""


def _first_key(node: Node) -> Node | None:
    if isinstance(node, MappingNode) and node.value:
        first: Node = node.value[0][0]
        return first
    return None


class Document(Struct, frozen=True):
    """One YAML document: its data and where they stand.

    ``file`` is the shown name, slash-separated. ``data`` is made of dicts with text keys,
    lists, text and None ("not stated"); what aliases share is one object, so treat it as
    read-only.
    """

    file: str
    data: dict[str, Any]
    positions: NodePositions

    def locate(
        self, path: DataPath, *, key: bool = False, excerpt: str | None = None
    ) -> tuple[Place, tuple[Related, ...]]:
        """The place of the value at a path, or of its key, and where it is written if elsewhere.

        The excerpt is a scalar's own text on one line, otherwise the text of the nearest key
        (of a list's item: its first key). A value left empty is placed at its key. Where a value
        is reached through an alias or a merge (``<<``), the place is that of the alias or merge,
        with its own text, and the related one, "written here", that of the value at the anchor. A
        path that does not exist is placed at the nearest of its ancestors that does: at that
        one's key, at the first key of a list's item, or on line 1 for the top level.

        ``excerpt`` is what to give the place in the stead of a scalar's text; where it is empty,
        nothing is quoted there of an alias or a merge either.
        """
        return self.positions.locate(path, key=key, excerpt=excerpt)

    def line_excerpt(self, line: int) -> str:
        """The text of a line as a problem shows it: "" where it is too long, or private."""
        return self.positions.source.line_excerpt(line)

    def line_text(self, line: int) -> str:
        """The text of a line, counted from 1; "" if the file has no such line."""
        return self.positions.source.line_text(line)
