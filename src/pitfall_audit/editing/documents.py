"""Reading a document of a word processor: paragraphs of plain text, in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.errors import UnreadableFileError, UsageProblem
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import read_content

__all__ = ["Paragraph", "read_document"]

_UNPACKED: Final = 50_000_000
"""How many bytes a document may come to once it is unpacked."""


class Paragraph(Struct, frozen=True):
    """A paragraph, heading or cell; its lines are kept apart."""

    text: str
    heading: bool = False


def read_document(path: Path, shown: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a document; ``shown`` is its name on a page.

    Raises UnreadableFileError where it can't be read, or is larger than anything is read, and
    UsageProblem where what reads it is not installed.
    """
    content = read_content(path, shown)
    if not isinstance(content, bytes):
        raise UnreadableFileError(content)
    try:
        import docx  # noqa: PLC0415, F401  # few need it
    except ImportError as missing:
        raise UsageProblem(
            f"{shown} is a document, and what reads those is not installed",
            "run: pip install 'pitfall-audit[documents]'",
        ) from missing
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > _UNPACKED:
            raise _unreadable(
                shown, f"Unpacked, this comes to {size:,} bytes; the most is {_UNPACKED:,}.",
                "Save it without its pictures.",
            )  # fmt: skip
        return tuple(_of_word(content))
    except UnreadableFileError:
        raise
    except Exception as trouble:  # whatever a stranger's archive brings about
        raise _unreadable(
            shown, "This can't be read as a document of a word processor.", "Save it as .docx."
        ) from trouble


def _unreadable(shown: str, message: str, help_: str) -> UnreadableFileError:
    return UnreadableFileError((Problem("unreadable", message, Place(shown), help_),))


def _of_word(content: bytes) -> Iterator[Paragraph]:
    from docx import Document  # noqa: PLC0415  # few need it

    yield from _within(Document(io.BytesIO(content)))


def _within(part: Any) -> Iterator[Paragraph]:
    """The paragraphs of a document or a cell; a cell that spans several is read once."""
    for one in part.iter_inner_content():
        if hasattr(one, "rows"):
            cells = {id(cell._tc): cell for row in one.rows for cell in row.cells}
            for cell in cells.values():
                yield from _within(cell)
        else:
            yield Paragraph(one.text, (one.style.name or "").startswith("Heading"))
