"""The picture of an arrangement, laid out: cards on bodies, and lines between people.

One column, narrow enough for a telephone. Ties run down the left side and support down the
right, each line in a lane of its own, so that no line crosses a text. Nothing is drawn here:
a template does that, from the numbers given. Units are those of the drawing, 400 to its width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from pitfall_audit.engine.result import Picture
from pitfall_audit.report.diagram_cards import CardKind, Entry, Group, Port, groups_of, wrapped

__all__ = [
    "MOST_CARDS", "MOST_LANES", "MOST_TIES", "WIDTH", "Card", "Drawing", "Frame", "Link", "Mark",
    "Text", "drawing_of", "in_brief",
]  # fmt: skip

WIDTH: Final = 400
MOST_CARDS: Final = 40
MOST_TIES: Final = 24
MOST_LANES: Final = 8
"""On each side. Beyond these a drawing would confuse more than it shows."""

_LANE: Final = 11.0
_EDGE: Final = 12.0
_INDENT: Final = 31.0
_PADDING: Final = 10.0
_BETWEEN: Final = 10.0
_SIZES: Final[Mapping[str, tuple[float, float]]] = {
    "title": (16.5, 22.0),
    "name": (16.0, 21.0),
    "plain": (14.5, 19.0),
}
"""For each style the size of its letters, and the step from line to line."""


class Text(Struct, frozen=True):
    """One line of text; ``x`` is its start and ``y`` its baseline."""

    x: float
    y: float
    text: str
    style: str


class Mark(Struct, frozen=True):
    """A small shape, 12 units wide, with its corner at ``x`` and ``y``."""

    kind: str
    x: float
    y: float


class Card(Struct, frozen=True):
    """Somebody, a team or an open place."""

    kind: CardKind
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    marks: tuple[Mark, ...]


class Frame(Struct, frozen=True):
    """A body, around the cards of those who sit on it; ``outside`` frames those on none."""

    outside: bool
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    marks: tuple[Mark, ...]
    cards: tuple[Card, ...]


class Link(Struct, frozen=True):
    """A line between cards: ``path`` is drawn, ``heads`` are arrow heads, ``ends`` dots."""

    kind: str
    path: str
    heads: tuple[str, ...]
    ends: tuple[tuple[float, float], ...]


class Drawing(Struct, frozen=True):
    """A whole drawing, 400 units wide; ``shown`` are the kinds of things in it, for its key."""

    height: float
    frames: tuple[Frame, ...]
    links: tuple[Link, ...]
    shown: frozenset[str]


def drawing_of(picture: Picture) -> Drawing | None:
    """Lay out a picture, alike for alike; None where there is nothing, or too much, to draw."""
    groups = groups_of(picture)
    cards = sum(len(group.cards) for group in groups)
    if not cards or cards > MOST_CARDS or len(picture.ties) > MOST_TIES:
        return None
    # Lanes make the cards narrower, and those may then become longer. What stands above what
    # does not change, so the lanes hold.
    _, ports = _frames(groups, 0, WIDTH)
    left = _lanes(_ties(picture, ports))
    right = _lanes(_supports(ports))
    start, end = (_EDGE + _LANE * (max(lanes, default=-1) + 1) for lanes in (left, right))
    if max((*left, *right), default=0) >= MOST_LANES:
        return None
    frames, ports = _frames(groups, start, WIDTH - end)
    links = (
        *(
            _link(line, start, start - _LANE * (lane + 1))
            for line, lane in zip(_ties(picture, ports), left, strict=True)
        ),
        *(
            _link(line, WIDTH - end, WIDTH - end + _LANE * (lane + 1))
            for line, lane in zip(_supports(ports), right, strict=True)
        ),
    )
    last = frames[-1]
    return Drawing(
        height=last.y + last.height + 1,
        frames=frames,
        links=links,
        shown=frozenset(
            [card.kind for frame in frames for card in frame.cards] + [one.kind for one in links]
        ),
    )


# Cards and frames


def _frames(
    groups: Sequence[Group], left: float, right: float
) -> tuple[tuple[Frame, ...], dict[Port, float]]:
    """Place every body and card, one below another, and say at what height each line begins."""
    ports: dict[Port, float] = {}
    frames: list[Frame] = []
    y = 1.0
    for group in groups:
        texts, marks, below = _entries(group.head, left, y + 8, right - left, {})
        cards = []
        for kind, entries in group.cards:
            top = below + 4
            own, own_marks, bottom = _entries(entries, left, top + 5, right - left, ports)
            cards.append(Card(kind, left, top, right - left, bottom + 4 - top, own, own_marks))
            below = bottom + 4 + _BETWEEN - 4
        height = below + 6 - y
        if group.foot:
            foot, _, below = _entries(group.foot, left, below + 2, right - left, {})
            texts = (*texts, *foot)
            height = below + 8 - y
        frames.append(Frame(group.outside, 1, y, WIDTH - 2, height, texts, marks, tuple(cards)))
        y += height + 14
    return tuple(frames), ports


def _entries(
    entries: Sequence[Entry], x: float, y: float, width: float, ports: dict[Port, float]
) -> tuple[tuple[Text, ...], tuple[Mark, ...], float]:
    """Place entries below ``y``; give their lines, their shapes, and where they end."""
    texts: list[Text] = []
    marks: list[Mark] = []
    for entry in entries:
        size, step = _SIZES[entry.style]
        indent = _INDENT if entry.indented else _PADDING
        middle = y + step / 2
        if entry.mark is not None:
            marks.append(Mark(entry.mark, x + _PADDING, middle - 6))
        if entry.port is not None:
            ports[entry.port] = middle
        for line in wrapped(entry.text, size, width - indent - _PADDING):
            texts.append(Text(x + indent, y + step / 2 + size * 0.35, line, entry.style))
            y += step
    return tuple(texts), tuple(marks), y


# Lines


class _Line(Struct, frozen=True):
    """A line at one side: the heights at which it begins, and those it has an arrow head at."""

    kind: str
    starts: tuple[float, ...]
    heads: tuple[float, ...] = ()

    @property
    def heights(self) -> tuple[float, ...]:
        return (*self.starts, *self.heads)


def _ties(picture: Picture, ports: Mapping[Port, float]) -> list[_Line]:
    return [
        _Line(f"tie-{tie.state}", (ports[("tie", number, 0)], ports[("tie", number, 1)]))
        for number, tie in enumerate(picture.ties)
        if ("tie", number, 0) in ports and ("tie", number, 1) in ports
    ]


def _supports(ports: Mapping[Port, float]) -> list[_Line]:
    """One line for each who supports others, with an arrow head at each of those."""
    heads: dict[str | int, list[float]] = {}
    for port, height in ports.items():
        if port[0] == "has":
            heads.setdefault(port[1], []).append(height)
    return [
        _Line("support", (height,), tuple(heads[port[1]]))
        for port, height in ports.items()
        if port[0] == "gives" and port[1] in heads
    ]


def _lanes(lines: Sequence[_Line]) -> list[int]:
    """Give each line a lane, counted from the cards outward, in which it meets no other."""
    lanes: list[list[tuple[float, float]]] = []
    given: dict[int, int] = {}
    spans = [(min(line.heights), max(line.heights)) for line in lines]
    shortest_first = sorted(range(len(lines)), key=lambda one: (spans[one][1] - spans[one][0], one))
    for number in shortest_first:
        low, high = spans[number]
        free = (
            lane
            for lane, taken in enumerate(lanes)
            if all(high < other_low or low > other_high for other_low, other_high in taken)
        )
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        given[number] = lane
    return [given[number] for number in range(len(lines))]


def _link(line: _Line, edge: float, lane: float) -> Link:
    """Draw a line from the cards' edge out to its lane, along it, and back."""
    _n, away = in_brief, 1 if lane > edge else -1
    low, high = min(line.heights), max(line.heights)
    between = [height for height in line.heights if low < height < high]
    turn = 5 * away
    path = (
        f"M{_n(edge)} {_n(low)}H{_n(lane - turn)}Q{_n(lane)} {_n(low)} {_n(lane)} {_n(low + 5)}"
        f"V{_n(high - 5)}Q{_n(lane)} {_n(high)} {_n(lane - turn)} {_n(high)}H{_n(edge)}"
    ) + "".join(f"M{_n(lane)} {_n(height)}H{_n(edge)}" for height in between)
    heads = tuple(f"M{_n(edge)} {_n(height)}l{_n(8 * away)} -4.5v9Z" for height in line.heads)
    return Link(line.kind, path, heads, tuple((edge, height) for height in line.starts))


def in_brief(number: float) -> str:
    """Write a number of a drawing as briefly as two decimals allow."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
