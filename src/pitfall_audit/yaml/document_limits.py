"""The parser, and every limit on what is read, kept before anything is built.

libyaml's composer calls itself for every level: a file of 50,000 ``[`` would end the process.
So what the signs in the text could at most come to is counted first, which is cheap, and only
where that could pass a limit are the parse events counted, which needs no recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from pitfall_audit.yaml.composing import Loader
from pitfall_audit.yaml.places import Problem, SourceText, Span, span_between
from pitfall_audit.yaml.positions import NodePositions

__all__ = [
    "ALIASES", "BYTES", "LEVELS", "LINES_OF_TAG_DIRECTIVES", "NODES", "PROBLEMS",
    "TAG_DIRECTIVE_LENGTH", "alias_limits", "in_order", "most_levels", "most_nodes", "text_limits",
]  # fmt: skip

_BEGINNING: Final = re.compile(r"^[ \t?:-]+", re.MULTILINE)
_INNERMOST_FLOW: Final = re.compile(r"""\[[^][{}"'#!\n]*\]|\{[^][{}"'#!\n]*\}""")
_MOST_PEELED: Final = 8  # each takes a look at the whole text
_OTHER_LINE_ENDS: Final = ("\r", "\x85", "\u2028", "\u2029")
# libyaml 0.2.6 scans ahead of its events, and refuses more than 1,000 levels by itself.
_TOO_DEEP_FOR_LIBYAML: Final = "exceeded maximum nesting depth"
_SIMPLER: Final = "Describe the arrangement with fewer mappings and lists one inside another."
_SMALLER: Final = "Divide it into several files."


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of the file; beyond the limit only how many more."""
    ordered = sorted(
        dict.fromkeys(problems), key=lambda one: (one.place.line, one.place.column, one.id)
    )
    if (more := len(ordered) - PROBLEMS) <= 0:
        return tuple(ordered)
    message = f"From here on there are {more:,} more; the first {PROBLEMS:,} are told."
    help_text = "Put the first ones right, then read again."
    told = Problem("too-many-problems", message, ordered[PROBLEMS].place, help_text)
    return (*ordered[:PROBLEMS], told)


def text_limits(source: SourceText) -> Problem | None:
    """The first limit of depth or number that a text passes, before aliases are written out."""
    text = source.text
    if "%TAG" in text and (problem := _tag_directives(source)):
        return problem
    if most_nodes(text) <= NODES and most_levels(text) <= LEVELS:
        return None
    loader = Loader(text)
    levels = nodes = documents = 0
    try:
        while (event := loader.get_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:  # which composing tells, without looking into it
                    return None
            elif isinstance(event, yaml.CollectionEndEvent):
                levels -= 1
            elif isinstance(event, yaml.NodeEvent):
                nodes += 1
                levels += isinstance(event, yaml.CollectionStartEvent)
                if levels > LEVELS or nodes > NODES:
                    break
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return _too_deep_to_scan(source, error)
    finally:
        loader.dispose()
    if event is None:
        return None
    at = span_between(event.start_mark, event.end_mark)  # type: ignore[arg-type]
    return _too_deep(source, at) if levels > LEVELS else _too_many_nodes(source, at)


def most_nodes(text: str) -> int:
    """A number of nodes that a text cannot pass, counted from its signs."""
    pairs = sum(map(text.count, ":?,{"))
    return 1 + 2 * pairs + sum(map(text.count, "-[,"))


def most_levels(text: str) -> int:
    """A depth that a text cannot pass, counted from its signs.

    Nested block mappings and lists begin in columns further and further right, at most a
    mapping and a list in each; each begins after the spaces, dashes, question marks and
    colons at the beginning of a line. Brackets count each, except that those with no other
    bracket, quotation mark, comment or tag inside cannot hold one another; nor can those that
    hold only such brackets, and so on outwards.
    """
    for end in _OTHER_LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    columns = {0}
    for start in set(_BEGINNING.findall(text)):
        columns.add(len(start))
        columns.update(at for at, sign in enumerate(start) if sign in "-?:")
        if len(columns) > LEVELS:
            break
    # A list holds one more level where an item is a pair: [name: value].
    levels = 2 * len(columns)
    for _ in range(_MOST_PEELED):
        if levels + 2 * text.count("[") + text.count("{") <= LEVELS:
            break
        text, peeled = _INNERMOST_FLOW.subn("", text)
        if not peeled:
            break
        levels += 2
    return levels + 2 * text.count("[") + text.count("{")


def _tag_directives(source: SourceText) -> Problem | None:
    count = 0
    for number, line in enumerate(source.lines, start=1):
        if not line.startswith("%TAG"):
            continue
        count += 1
        span = Span(number, 1, number, len(line) + 1)
        if count > LINES_OF_TAG_DIRECTIVES:
            most = f"the most that are read are {LINES_OF_TAG_DIRECTIVES}"
            message = f"There are more than {LINES_OF_TAG_DIRECTIVES} %TAG lines; {most}."
        elif len(line) > TAG_DIRECTIVE_LENGTH:
            most = f"the longest that is read has {TAG_DIRECTIVE_LENGTH}"
            message = f"This %TAG line has {len(line):,} characters; {most}."
        else:
            continue
        place = source.problem_place(span)
        return Problem("yaml-syntax", message, place, "Take the %TAG lines out: none is needed.")
    return None


class _Size(NamedTuple):
    """What a node comes to with its aliases written out."""

    nodes: int
    characters: int
    levels: int


def alias_limits(positions: NodePositions) -> tuple[Problem, ...]:
    """The problems of a document's aliases: endless ones, or too much once written out.

    Each node is looked at once, so this takes time in proportion to the file.
    """
    walk = _AliasWalk(positions)
    walk.size(positions.root, 1)
    return tuple(walk.problems.values())


class _AliasWalk:
    """Adds up a document from its top to its end, with each alias for its whole anchor.

    A node met for the second time is an alias, for anchors come before their aliases.
    """

    def __init__(self, positions: NodePositions) -> None:
        self.positions = positions
        self.problems: dict[object, Problem] = {}
        self.sizes: dict[int, _Size | None] = {}
        self.aliases = 0
        self.nodes = 0
        self.characters = 0

    def size(self, node: Node, level: int) -> _Size:
        """Add up a node that stands at a level (1 at the top), and give its size."""
        self.sizes[id(node)] = None
        self.nodes += 1
        if isinstance(node, ScalarNode):
            size = _Size(1, len(node.value), 0)
            self.characters += size.characters
        else:
            nodes, characters, levels = 1, 0, 0
            for at, child in enumerate(_children(node)):
                if id(child) in self.sizes:
                    part = self.alias(node, at, child, level)
                else:
                    part = self.size(child, level + 1)
                nodes += part.nodes
                characters += part.characters
                levels = max(levels, part.levels)
            size = _Size(nodes, characters, levels + 1)
        self.sizes[id(node)] = size
        return size

    def alias(self, parent: Node, at: int, target: Node, level: int) -> _Size:
        """Add up an alias, note its problems, and give the size of what it stands for."""
        source = self.positions.source
        self.aliases += 1
        size = self.sizes[id(target)]
        if size is None:
            span = self.positions.span(parent, at, target)
            place = source.problem_place(span)
            message = "This alias stands inside the very value that it names, without an end."
            help_text = "Write the value itself, or name another anchor."
            self.problems[span] = Problem("recursive-alias", message, place, help_text)
            return _Size(1, 0, 0)
        self.nodes += size.nodes
        self.characters += size.characters
        passed = {
            _too_many_aliases: self.aliases > ALIASES,
            _too_many_nodes: self.nodes > NODES,
            _too_much_text: self.characters > BYTES,
            _too_deep: level + size.levels > LEVELS,
        }
        for problem, is_passed in passed.items():
            if is_passed and problem not in self.problems:
                span = self.positions.span(parent, at, target)
                self.problems[problem] = problem(source, span)
        return size


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    children: list[Node] = node.value
    return children


def _too_deep_to_scan(source: SourceText, error: Exception) -> Problem | None:
    """None of other trouble: composing meets it at the same place, and tells it."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or getattr(error, "problem", None) != _TOO_DEEP_FOR_LIBYAML:
        return None
    return _too_deep(source, span_between(mark, mark))


def _too_deep(source: SourceText, span: Span) -> Problem:
    says = f"Here mappings and lists are {LEVELS + 1} levels deep or deeper; the most that is read"
    return Problem("too-deep", f"{says} is {LEVELS}.", source.problem_place(span), _SIMPLER)


def _too_many_nodes(source: SourceText, span: Span) -> Problem:
    says = f"By this line the file comes to more than {NODES:,} names and values{_WRITTEN_OUT}"
    return Problem("too-many-nodes", f"{says} {NODES:,}.", source.problem_place(span), _SMALLER)


def _too_much_text(source: SourceText, span: Span) -> Problem:
    says = f"By this line the file's text comes to more than {BYTES:,} characters{_WRITTEN_OUT}"
    return Problem("too-large", f"{says} {BYTES:,}.", source.problem_place(span), _SMALLER)


def _too_many_aliases(source: SourceText, span: Span) -> Problem:
    says = f"This is alias number {ALIASES + 1:,} of the file; the most that are read are"
    return Problem("too-many-aliases", f"{says} {ALIASES:,}.", source.problem_place(span), _SMALLER)


_WRITTEN_OUT: Final = ", aliases written out; the most that is read is"

LEVELS: Final = 50
"""How many mappings and lists may stand one inside another, aliases written out."""

BYTES: Final = 5_000_000
"""How long a file may be in bytes; also how much text its values may come to with every alias
written out."""

NODES: Final = 200_000
"""How many values (mappings, lists, keys and scalars) a file may hold, aliases written out."""

ALIASES: Final = 1_000
"""How many aliases (``*name``) a file may use."""

PROBLEMS: Final = 1_000
"""How many problems of one file are told; a file with more says so in its last one."""

LINES_OF_TAG_DIRECTIVES: Final = 100
"""How many ``%TAG`` lines a file may hold. libyaml compares each with every other, so 300,000
of them would take minutes."""

TAG_DIRECTIVE_LENGTH: Final = 200
"""How long a ``%TAG`` line may be in characters: each use of the tag writes it out again."""
