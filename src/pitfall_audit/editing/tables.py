"""Reading a list of people out of a spreadsheet, a CSV file, JSON or YAML: rows of plain text.

Nothing in a cell is ever carried out. What a formula comes to is not read; its text is.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.editing.extracting import decoding
from pitfall_audit.errors import UnreadableFileError, UsageProblem
from pitfall_audit.yaml.document_limits import NODES
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import Document, read_content, read_text

__all__ = ["Row", "Table", "read_tables"]

_UNPACKED: Final = 20_000_000
"""How many bytes a workbook may come to once it is unpacked."""
_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_LONG_CELL: Final = 2_000
_EXCEL_ROWS: Final = 1_048_576
_MOST_MERGED: Final = 1_000
_ALONE: Final = "\0"
"""Where a list stands that has no name; no key of a file has this sign."""


class Row(Struct, frozen=True):
    """One row, by its number as a spreadsheet shows it; of records, the names are row 0."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """The rows of one sheet that hold anything, and how it was read; a lone sheet has no name."""

    file: str
    sheet: str
    rows: tuple[Row, ...]
    read_as: str

    @property
    def name(self) -> str:
        """What it is called on a page."""
        return f"{self.file}, sheet “{self.sheet}”" if self.sheet else self.file


def read_tables(path: Path, shown: str) -> tuple[Table, ...]:
    """The tables of one file; ``shown`` is its name on a page.

    Raises UnreadableFileError where it can't be read, or is larger than anything is read, and
    UsageProblem where what reads it is not installed.
    """
    content = read_content(path, shown)
    if not isinstance(content, bytes):
        raise UnreadableFileError(content)
    suffix = path.suffix.lower()
    if content.startswith(b"PK"):
        return tuple(_sheets(content, shown))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unreadable(
            shown, "This is an old workbook (.xls), or one with a password.",
            "Save it as .xlsx without a password, or as CSV.",
        )  # fmt: skip
    text, encoding = _decoded(content, shown)
    if suffix in (".json", ".yaml", ".yml"):
        return tuple(_records(text, shown))
    return (_comma_separated(text, shown, encoding),)


def _unreadable(shown: str, message: str, help_: str) -> UnreadableFileError:
    return UnreadableFileError((Problem("unreadable", message, Place(shown), help_),))


def _too_many(name: str) -> UnreadableFileError:
    return _unreadable(
        name, f"There are more than {NODES:,} cells here, empty ones counted.",
        "Delete the empty rows and columns at the end, or copy the list into a file of its own.",
    )  # fmt: skip


def _table(file: str, sheet: str, rows: Iterable[tuple[int, Sequence[str]]], how: str) -> Table:
    kept = []
    for number, cells in rows:
        texts = tuple([_plain(cell, f"{file}, row {number}") for cell in cells])
        if any(texts):
            kept.append(Row(number, texts))
    if sum(len(row.cells) for row in kept) > NODES:
        raise _too_many(file)
    return Table(file, sheet, tuple(kept), how)


def _plain(text: str, where: str) -> str:
    if len(text) > _LONG_CELL:
        raise _unreadable(
            where, f"A cell has more than {_LONG_CELL:,} characters.", "Shorten it: this is a list."
        )
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFKC", text).splitlines())
    return "\n".join(line for line in lines if line)


def _decoded(content: bytes, shown: str) -> tuple[str, str]:
    """The text of a file, and in what it is written: as Excel and others save it."""
    read = decoding(content)
    if read is None or (b"\0" in content and read[1] != "utf-16"):
        raise _unreadable(
            shown, "This is no text, and no workbook that is read.",
            "Save the list as .xlsx, or as CSV with the encoding UTF-8.",
        )  # fmt: skip
    return read[0], read[1].removesuffix("-sig")


def _comma_separated(text: str, shown: str, encoding: str) -> Table:
    first, _, rest = text.partition("\n")
    said = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if said in _DELIMITERS:
        # A line for Excel, and a row to it: it is kept as an empty one.
        text = f"\n{rest}"
    try:
        read = {
            mark: [*csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
            for mark in ([said] if said in _DELIMITERS else _DELIMITERS)
        }
    except csv.Error as trouble:
        raise _unreadable(
            shown, f"This can't be read as CSV: {trouble}.", "Save the list again, as CSV or .xlsx."
        ) from trouble
    delimiter = max(read, key=lambda mark: _evenness(read[mark]))
    how = f"cells between {_DELIMITERS[delimiter]}, {encoding.upper().replace('CP', 'Windows-')}"
    return _table(shown, "", enumerate(read[delimiter], 1), how)


def _evenness(rows: Sequence[Sequence[str]]) -> int:
    """How many rows have as many cells as most have, where those are several."""
    return max(Counter(len(row) for row in rows if len(row) > 1).values(), default=0)


def _sheets(content: bytes, shown: str) -> Iterator[Table]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  # few need it
    except ImportError as missing:
        raise UsageProblem(
            f"{shown} is a workbook, and what reads those is not installed",
            "run: pip install 'pitfall-audit[xlsx]', or save the list as CSV",
        ) from missing
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > _UNPACKED:
            raise _unreadable(
                shown, f"Unpacked, this comes to {size:,} bytes; the most is {_UNPACKED:,}.",
                "Copy the list into a file of its own.",
            )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of colours and buttons, which nobody looks at
            book = load_workbook(io.BytesIO(content), read_only=True)
            for sheet in book.worksheets:
                visible = sheet.sheet_state == "visible"
                rows = _rows(sheet, shown) if visible else ()
                how = "a sheet" if visible else "a hidden sheet, which is not read"
                yield _table(shown, sheet.title, rows, how)
    except (UnreadableFileError, UsageProblem):
        raise
    except Exception as trouble:  # whatever a stranger's archive brings about
        raise _unreadable(
            shown, "This can't be read as a workbook.", "Save it again as .xlsx, or as CSV."
        ) from trouble


def _rows(sheet: Any, shown: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet; a cell merged over several rows says the same of each."""
    below = _merged(sheet)
    held: dict[tuple[int, int], str] = {}
    cells = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_EXCEL_ROWS), 1):
        texts = [_cell_text(cell.value) for cell in row]
        cells += len(texts) if any(texts) else 0
        if cells > NODES:
            raise _too_many(f"{shown}, sheet “{sheet.title}”")
        for column in below.get(number, ()):
            if column <= len(texts):
                top = held.get((number - 1, column), "")
                texts[column - 1] = texts[column - 1] or top
        if number + 1 in below:
            held = {(number, at): text for at, text in enumerate(texts, 1)}
        yield number, texts


def _merged(sheet: Any) -> Mapping[int, set[int]]:
    """By row, the columns in which a cell belongs to the one above."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415  # few need it
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    found: dict[int, set[int]] = {}
    # NOTE: read so, a sheet does not tell its merged cells; read whole, one of them that covers
    # everything would fill the memory.
    with sheet.parent._archive.open(sheet._worksheet_path) as part:
        for _, element in iterparse(part):
            if element.tag.endswith("}mergeCell") and len(found) < NODES:
                left, top, _, bottom = range_boundaries(element.get("ref"))
                for row in range(top + 1, min(bottom, top + _MOST_MERGED) + 1):
                    found.setdefault(row, set()).add(left)
            element.clear()
    return found


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return f"{value:.15g}"
    # A formula over several cells is an object that has its text.
    return str(getattr(value, "text", value))


def _records(text: str, shown: str) -> Iterator[Table]:
    """The tables of a file of records: a list of them, or several, each under its name."""
    document = read_text(text, shown, list_at=_ALONE)
    if not isinstance(document, Document):
        raise UnreadableFileError(document)
    tables = {
        key: entries
        for key, entries in document.data.items()
        if isinstance(entries, list) and entries and all(isinstance(one, dict) for one in entries)
    }
    if not tables:
        raise _unreadable(
            shown, "There is no list of records here.",
            "Write a list, of which each entry has the same names: - {name: …, role: …}",
        )  # fmt: skip
    for key, entries in tables.items():
        names = tuple(dict.fromkeys(name for entry in entries for name in entry))
        rows = [names, *([_value_text(entry.get(name)) for name in names] for entry in entries)]
        yield _table(shown, "" if key == _ALONE else key, enumerate(rows), "records")
    beside = [key for key in document.data if key not in tables]
    if beside:
        yield Table(shown, ", ".join(beside), (), "no list of records, and not read")


def _value_text(value: Any) -> str:
    """A value of a record as the text of a cell; several go one to a line."""
    if isinstance(value, list):
        return "\n".join(_value_text(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_value_text(one)}" for key, one in value.items())
    return "" if value is None else str(value)
