"""Where the aliases of a document stand, which the composer forgets."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node

from pitfall_audit.yaml.depth import Loader
from pitfall_audit.yaml.excerpts import Span, span_between

__all__ = ["alias_spans"]


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
