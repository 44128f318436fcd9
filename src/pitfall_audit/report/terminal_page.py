"""A page of text for a terminal: wrapped, indented and coloured, and safe to show.

All text reaches the page through :class:`Page`, which makes every control character in it
visible and never reads markup in it; so no caller has to think of either. Below it is how a page
shows where something is: the file and line, and the words there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from pitfall_audit.engine.result import Severity
from pitfall_audit.report.screen import Screen, plain_ascii, safe_line, safe_text
from pitfall_audit.yaml.places import Place, Problem, Related

__all__ = [
    "PLACE_STYLE", "SEVERITY_STYLES", "Page", "Piece", "Symbols", "excerpt_lines", "wrapped",
    "write_place", "write_problems", "write_related",
]  # fmt: skip

PLACE_STYLE: Final = "cyan"
SEVERITY_STYLES: Final[Mapping[Severity, str]] = {
    "error": "bold red",
    "warning": "bold yellow",
    "advice": "bold",
}

Piece = str | tuple[str, str]
"""Words, or words and the style they stand in, as ``("Act now", "bold red")``."""

_SPACE = re.compile(r"[ \n]+")
_ONE_CELL_EACH = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2190-\u2193]*")
_LONGEST_LOOKED_AT: Final = 400
"""Characters of one line, either side of a caret, that may come into an excerpt."""


class Symbols(Struct, frozen=True):
    """The signs a page uses beside words."""

    arrow: str
    bar: str
    rule: str
    bullet: str
    more: str


_UNICODE_SYMBOLS = Symbols(arrow="→", bar="│", rule="─", bullet="•", more="…")
_ASCII_SYMBOLS = Symbols(arrow="->", bar="|", rule="-", bullet="*", more="...")


class Page:
    """Lines of text, ``width`` cells wide; only words that cannot be broken stand out further."""

    def __init__(self, screen: Screen) -> None:
        self.width = screen.width
        self.symbols = _UNICODE_SYMBOLS if screen.unicode else _ASCII_SYMBOLS
        self._unicode = screen.unicode
        self._lines: list[Text | str] = []
        # NOTE: rich would read width, colour and more from the environment and the process's
        # own streams. The page is told them, so that it is the same everywhere.
        self._console = Console(
            file=io.StringIO(),
            width=screen.width,
            force_terminal=screen.colour,
            color_system="standard" if screen.colour else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            _environ={},
        )

    def blank(self) -> None:
        """Leave a line empty; two in a row become one, and none stands at the top."""
        if self._lines and str(self._lines[-1]):
            self._lines.append("")

    def write(
        self, *pieces: Piece, indent: int = 0, hanging: int = 0, fold: bool = True, most: int = 0
    ) -> None:
        """Write one paragraph of ``pieces``, run together with their white space made even.

        ``indent`` is the cells before each line, ``hanging`` the cells more before each after
        the first. Without ``fold`` a word that is too long for a line is left whole, so that a
        file name can be copied. What is more than ``most`` lines is cut, visibly; 0 cuts nothing.
        """
        if not (self._console.is_terminal or most) and self._write_plain(pieces, indent, hanging):
            return
        paragraph = self._paragraph(pieces)
        room = max(self.width - indent - hanging, 10)
        if not fold:
            room = max(room, *map(cell_len, paragraph.plain.split(" ")))
        lines = list(paragraph.wrap(self._console, room, overflow="fold", no_wrap=False))
        if most and len(lines) > most:
            lines = lines[:most]
            lines[-1].truncate(room - cell_len(self.symbols.more))
            lines[-1].rstrip()
            lines[-1].append(self.symbols.more)
        for number, line in enumerate(lines):
            line.rstrip()
            before = indent + (hanging if number else 0)
            self._lines.append(Text.assemble(" " * before, line))

    def _write_plain(self, pieces: tuple[Piece, ...], indent: int, hanging: int) -> bool:
        """Write a paragraph of plain letters in a tenth of the time; False where it is none."""
        words = _SPACE.sub(
            " ", "".join(self._even(one if isinstance(one, str) else one[0]) for one in pieces)
        )
        lines = wrapped(words.lstrip(" "), max(self.width - indent - hanging, 10))
        before = " " * indent
        for line in lines:
            self._lines.append(before + line)
            before = " " * (indent + hanging)
        return bool(lines)

    def apart(self, *pieces: Piece, indent: int = 0, hanging: int = 0, fold: bool = True) -> None:
        """Write one paragraph, as :meth:`write` does, below an empty line."""
        self.blank()
        self.write(*pieces, indent=indent, hanging=hanging, fold=fold)

    def exactly(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Write one line as it is, neither wrapped nor its spaces made even."""
        line = " " * indent + self._shown(safe_line(text)).rstrip()
        self._lines.append(Text(line, style=style) if self._console.is_terminal else line)

    def heading(self, title: str) -> None:
        """Write a heading with a rule under it, as wide as the words."""
        self.apart((title, "bold"))
        self.exactly(self.symbols.rule * min(cell_len(str(self._lines[-1])), self.width))

    def text(self) -> str:
        """Return the whole page, ending with a newline."""
        if not self._console.is_terminal:
            # Without colours that is what rich would write, in a fraction of the time.
            return "".join(self.lines())
        with self._console.capture() as captured:
            for line in self._lines:
                self._console.print(line, soft_wrap=True)
        return captured.get()

    def taken(self) -> Iterator[str]:
        """Take away the lines there are, as :meth:`lines` gives them, but for the last."""
        *lines, last = self._lines or [""]
        self._lines = [last]
        return (f"{line}\n" for line in lines)

    def lines(self) -> Iterator[str]:
        """Return each line without colours, ending with a newline."""
        return (f"{line}\n" for line in self._lines)

    def _paragraph(self, pieces: tuple[Piece, ...]) -> Text:
        paragraph = Text()
        for piece in pieces:
            words, style = (piece, "") if isinstance(piece, str) else piece
            even = self._even(words)
            if not paragraph.plain or paragraph.plain.endswith(" "):
                even = even.lstrip(" ")
            paragraph.append(even, style=style)
        return paragraph

    def _even(self, words: str) -> str:
        safe = safe_text(words.replace("\r\n", "\n").replace("\t", " "))
        return _SPACE.sub(" ", self._shown(safe))

    def _shown(self, text: str) -> str:
        return text if self._unicode else plain_ascii(text)


def wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines of ``room`` letters, as rich does.

    There are none where it has letters that may be wider than one cell, or a word that is too
    long for a line.
    """
    if not _ONE_CELL_EACH.fullmatch(text) or max(map(len, text.split(" "))) > room:
        return []
    lines, start = [], 0
    while len(text) - start > room:
        end = text.rindex(" ", start, start + room + 1)
        lines.append(text[start:end])
        start = end + 1
    lines.append(text[start:].rstrip(" "))
    return lines


def excerpt_lines(
    line: str, start: int, end: int, *, room: int, symbols: Symbols
) -> tuple[str, str]:
    """Return a part of ``line`` that is at most ``room`` cells wide, and carets to go under it.

    The carets stand under the characters from ``start`` up to but without ``end`` (from 0), as
    many as can be shown and at least one. Both texts are safe to show.
    """
    start = max(0, min(start, len(line)))
    if start == len(line):
        line += " "  # what a caret behind the last character stands under
    end = max(start + 1, min(end, len(line)))
    first = max(0, start - _LONGEST_LOOKED_AT)
    last = min(len(line), start + _LONGEST_LOOKED_AT)
    # Each character as shown, which may be longer than one: an escape takes four or more.
    shown = [safe_line(character) for character in line[first:last]]
    at = start - first
    space = room - 2 * cell_len(symbols.more)
    if first == 0 and last == len(line) and cell_len("".join(shown)) <= room:
        low, high = 0, len(shown)
    else:
        low = at
        while low > 0 and cell_len("".join(shown[low - 1 : at])) <= space // 3:
            low -= 1
        high = low
        used = 0
        while high < len(shown) and used + cell_len(shown[high]) <= space:
            used += cell_len(shown[high])
            high += 1
    left = symbols.more if first + low > 0 else ""
    right = symbols.more if first + high < len(line) else ""
    before = cell_len(left + "".join(shown[low:at]))
    under = cell_len("".join(shown[at : min(end - first, high)]))
    return (left + "".join(shown[low:high]) + right, " " * before + "^" * max(1, under))


def write_problems(page: Page, problems: Sequence[Problem]) -> None:
    """Write what kept files from being audited, where, and what to write instead."""
    for problem in problems:
        page.apart((problem.id, "bold red"), f": {problem.message}", indent=0, hanging=2)
        write_place(page, problem.place, whole_line=True, indent=2)
        for related in problem.related:
            write_related(page, related, whole_line=True, indent=2)
        # What stands on lines of its own is to be copied, so it is left as it is.
        says, *shown = problem.help.split("\n")
        page.write(("help: ", "bold"), says, indent=2, hanging=6)
        for line in shown:
            page.exactly(line, indent=8)


def write_place(
    page: Page, place: Place | None, *, whole_line: bool, indent: int = 4, excerpt: bool = True
) -> None:
    """Write where something is, and its excerpt with carets if it has one and is to be shown.

    The excerpt is the whole line that the place names, or (not ``whole_line``) only the value.
    """
    if place is None:
        return
    at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    page.write(f"{page.symbols.arrow} ", (at, PLACE_STYLE), indent=indent, hanging=2, fold=False)
    line, *further = place.excerpt.split("\n", 1)
    if not line.strip() or not excerpt:
        return
    if whole_line:
        start = place.column - 1
        end = place.end_column - 1 if place.end_line == place.line else len(line)
    else:
        start, end = 0, len(line)
        line = line.rstrip("\r") + (f" {page.symbols.more}" if further else "")
    number = str(place.line)
    gutter = f"{number} {page.symbols.bar} "
    shown, carets = excerpt_lines(
        line, start, end, room=max(page.width - indent - 2 - len(gutter), 20), symbols=page.symbols
    )
    page.exactly(gutter + shown, indent=indent + 2)
    page.exactly(f"{' ' * len(number)} {page.symbols.bar} {carets}", indent=indent + 2)


def write_related(
    page: Page, related: Related, *, whole_line: bool = False, indent: int = 4
) -> None:
    """Write a second place, with what it has to do with the first."""
    page.write(f"{related.says}:", indent=indent)
    write_place(page, related.place, whole_line=whole_line, indent=indent)
