"""The text of documents, taken out in a process of its own: they come from anywhere.

The process is told the kind of document, and given its bytes; it answers in JSON. What reads each
kind is a library; of what that finds, paragraphs are made, each with its page and its line.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from pitfall_audit.editing.paragraphs import Paragraph, cleaned, grouped, of_row, without_margins

__all__ = [
    "KINDS", "MOST_CHARACTERS", "Extracted", "Found", "RefusedError", "decoding", "extracted",
    "main",
]  # fmt: skip

MOST_CHARACTERS: Final = 2_000_000
_MOST_PAGES: Final = 1_000
_MOST_PARTS: Final = 10_000
_MOST_XML: Final = 50_000_000
_MOST_UNPACKED: Final = 500_000_000
"""How many characters, pages, parts and unpacked bytes a document may have."""


class Extracted(Struct, frozen=True):
    """What a document holds: ``unit`` is what is counted, ``notes`` are on what was not read."""

    paragraphs: tuple[Paragraph, ...] = ()
    unit: str = "line"
    notes: tuple[str, ...] = ()
    refused: tuple[str, str] | None = None


class RefusedError(Exception):
    """A document that is not read: why, and what to do."""


def extracted(kind: str, content: bytes) -> Extracted:
    """The paragraphs of a document of one of `KINDS`; raises RefusedError."""
    if not content.strip():
        raise RefusedError("There is nothing in it.", "Name the document that was meant.")
    paragraphs, unit, notes = KINDS[kind][1](content)
    kept = [one for one in map(cleaned, paragraphs) if one.text]
    if sum(len(one.text) for one in kept) > MOST_CHARACTERS:
        raise RefusedError(
            f"It has more than {MOST_CHARACTERS:,} characters.", "Save the part that matters."
        )
    return Extracted(tuple(kept), unit, tuple(notes))


Found = tuple[Iterable[Paragraph], str, list[str]]


def _unpacked(content: bytes) -> None:
    """Raise RefusedError where an archive comes to too much, before anything of it is read."""
    refused = RefusedError("It is not what its name says.", "Save it again, or as PDF.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError) as trouble:
        raise refused from trouble
    parts = archive.infolist()
    read = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    xml, size = (sum(part.file_size for part in some) for some in (read, parts))
    if xml > _MOST_XML or size > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        raise RefusedError(
            f"Unpacked, this comes to {size:,} bytes in {len(parts):,} parts: more than is read.",
            "Copy what matters into a document of its own.",
        )
    try:
        # In UTF-16 there is nothing beside each plain letter.
        declared = any(b"<!DOCTYPE" in archive.read(one).replace(b"\0", b"") for one in read)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as trouble:
        raise refused from trouble
    if declared:
        raise RefusedError(
            "It declares entities of its own, as no word processor does.",
            "Save it again, or as PDF.",
        )


# --- word processors --------------------------------------------------------------------


def _word(content: bytes) -> Found:
    from docx import Document  # noqa: PLC0415  # an extra

    _unpacked(content)
    reading = _Word()
    return reading.paged(list(reading.within(Document(io.BytesIO(content)))))


class _Reading:
    """One reading of a document that tells its pages only if it was laid out before."""

    def __init__(self) -> None:
        self.page, self.number, self.broken = 1, 0, False

    def paged(self, found: Sequence[Paragraph]) -> Found:
        """What was found, without pages where none were told."""
        if not self.broken:
            found = [msgspec.structs.replace(one, page=0) for one in found]
        return found, "paragraph", []


class _Word(_Reading):
    """One reading of a Word document: pages as they broke when it was last laid out."""

    def within(self, part: Any) -> Iterator[Paragraph]:
        for one in part.iter_inner_content():
            if not hasattr(one, "rows"):
                yield self._paragraph(one)
                continue
            for row in one.rows:
                cells = {id(cell._tc): cell for cell in row.cells}
                yield from of_row([list(self.within(cell)) for cell in cells.values()])

    def _paragraph(self, one: Any) -> Paragraph:
        pieces: list[str] = []
        begun = None
        for node in one._p.iter():
            tag = str(node.tag).rpartition("}")[2]
            if any(str(up.tag).endswith("}Fallback") for up in node.iterancestors()):
                continue
            if tag == "lastRenderedPageBreak" or (tag == "br" and "page" in node.values()):
                self.page, self.broken = self.page + 1, True
            elif tag == "t" and node.text:
                begun = begun or self.page
                pieces.append(node.text)
            elif tag in ("tab", "br", "cr") and not str(node.getparent().tag).endswith("}tabs"):
                pieces.append("\t" if tag == "tab" else "\n")
            elif tag == "noBreakHyphen":
                pieces.append("-")
        self.number += 1
        style = one.style.name or "" if one.style is not None else ""
        return Paragraph(
            "".join(pieces), style.startswith(("Heading", "Title")), begun or self.page,
            self.number, style.startswith("List") or bool(one._p.xpath("./w:pPr/w:numPr")),
        )  # fmt: skip


def _open(content: bytes) -> Found:
    from odfdo import Document  # noqa: PLC0415  # an extra

    _unpacked(content)
    reading = _Open()
    return reading.paged(list(reading.within(Document(io.BytesIO(content)).body)))


class _Open(_Reading):
    """One reading of an OpenDocument text: pages as they broke when it was last saved."""

    def within(self, part: Any, *, item: bool = False) -> Iterator[Paragraph]:
        for one in part.children:
            if one.tag == "text:soft-page-break":
                self.page, self.broken = self.page + 1, True
            elif one.tag in ("text:h", "text:p"):
                self.number += 1
                yield Paragraph(one.inner_text, one.tag == "text:h", self.page, self.number, item)
                if breaks := len(one.get_elements("descendant::text:soft-page-break")):
                    self.page, self.broken = self.page + breaks, True
            elif one.tag == "table:table-row":
                yield from of_row([list(self.within(cell)) for cell in one.children])
            elif one.tag != "text:tracked-changes":
                yield from self.within(one, item=item or one.tag == "text:list-item")


# --- pages of lines ---------------------------------------------------------------------


def _pdf(content: bytes) -> Found:
    import logging  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415  # an extra

    logging.disable(logging.CRITICAL)  # of slips in the form of a file, which nobody looks at
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("It opens with a password alone.", "Save it without a password.")
    if len(reader.pages) > _MOST_PAGES:
        raise RefusedError(
            f"It has more than {_MOST_PAGES:,} pages.", "Save the part that matters."
        )
    pages = [page.extract_text().splitlines() for page in reader.pages]
    blank = [str(at) for at, lines in enumerate(pages, 1) if not any(map(str.strip, lines))]
    if len(blank) == len(pages):
        raise RefusedError(
            "No text is in it: its pages are pictures, as a scanner makes them.",
            "Have the text recognised first (OCR), or take the document that was printed.",
        )
    said = f"No text is on page {', '.join(blank)}: a picture, perhaps, and not read."
    return grouped(without_margins(pages)), "line", [said] if blank else []


def _plain(content: bytes) -> Found:
    pages = _decoded(content).split("\f")
    lines = [
        (page if len(pages) > 1 else 0, number, line)
        for page, text in enumerate(pages, 1)
        for number, line in enumerate(text.splitlines(), 1)
    ]
    return grouped(lines), "line", []


def decoding(content: bytes) -> tuple[str, str] | None:
    """A text in one of the encodings in which people save it, and which; None where in none."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def _decoded(content: bytes) -> str:
    """The text of a file of plain text; raises RefusedError."""
    read = decoding(content)
    if read is None:
        raise RefusedError("It is in no encoding that is known.", "Save it as UTF-8.")
    text = read[0]
    if found := re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        line = text.count("\n", 0, found.start()) + 1
        raise RefusedError(
            f"Line {line} holds a control character, so this is no plain text.",
            "Take it out, or name the document itself, with its own ending (.docx, .pdf, .odt).",
        )
    return text


def _markdown(content: bytes) -> Found:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # an extra

    tokens = MarkdownIt("commonmark").enable("table").parse(_decoded(content))
    paragraphs: list[Paragraph] = []
    row: list[list[Paragraph]] = []
    items = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            paragraphs += of_row(row)
        elif token.type == "inline" and before is not None:
            pieces = [
                "\n" if one.type.endswith("break") else one.content for one in token.children or ()
            ]
            made = Paragraph(
                "".join(pieces), before.type == "heading_open", 0,
                (token.map or before.map or [0])[0] + 1, items > 0,
            )  # fmt: skip
            if before.type in ("td_open", "th_open"):
                row.append([made])
            else:
                paragraphs.append(made)
    return paragraphs, "line", []


KINDS: Final[Mapping[str, tuple[str, Callable[[bytes], Found]]]] = {
    ".docx": ("docx", _word),
    ".odt": ("odfdo", _open),
    ".pdf": ("pypdf", _pdf),
    ".md": ("markdown_it", _markdown),
    ".txt": ("", _plain),
}
"""By the end of a document's name, the module that has to be installed, and what reads it."""


def main() -> None:
    """Answer what the document on standard input holds; its kind is the last argument."""
    try:
        made = extracted(sys.argv[-1], sys.stdin.buffer.read())
    except RefusedError as refused:
        made = Extracted(refused=(str(refused.args[0]), str(refused.args[1])))
    except Exception:  # whatever a stranger's document brings about
        made = Extracted(refused=("It is not what its name says.", "Save it again, or as PDF."))
    sys.stdout.buffer.write(msgspec.json.encode(made))
