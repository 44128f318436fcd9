"""The text of documents, taken out in a process of its own: they come from anywhere.

The process is told the kind of document, and given its bytes; it answers in JSON. What reads each
kind is a library; of what that finds, paragraphs are made here, each with its page and its line.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

__all__ = ["KINDS", "MOST_CHARACTERS", "Extracted", "Paragraph", "RefusedError", "extracted"]

MOST_CHARACTERS: Final = 2_000_000
_MOST_PAGES: Final = 1_000
_MOST_PARTS: Final = 10_000
_MOST_XML: Final = 50_000_000
_MOST_UNPACKED: Final = 500_000_000
"""How many characters, pages, parts and unpacked bytes a document may have."""
_ITEM: Final = re.compile(r"\s*(?:[•●▪◦‣·o\u2013*-]|\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)])\s+")
_BULLET: Final = re.compile(r"\s*[•●▪◦‣·\u2013*-]\s+")
_ENDS: Final = re.compile(r"[.!?:;][\"”\u2019)]*$")
_BEGINS: Final = re.compile(r"[\"“(]?[A-Z0-9]")
_NUMBER: Final = re.compile(r"\d+")
_KEEPS_HYPHEN: Final = re.compile(
    "co|self|non|well|part|full|long|short|low|high|out|user|carer|lived|day|half|year", re.I
)
_SHORT: Final = 0.7
"""Part of the longest line of its page below which a line does not run on into the next."""
_MOST_OF_ALL: Final = 0.6
"""On what part of the pages a line stands that belongs to the page and not to the text."""
_LONGEST_HEADING: Final = 80


class Paragraph(Struct, frozen=True):
    """A paragraph, heading or item of a list; ``lead`` is what an item goes on from.

    ``page`` is 0 where that is not known. ``number`` is its line, or which paragraph it is.
    """

    text: str
    heading: bool = False
    page: int = 0
    number: int = 0
    item: bool = False


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
    paragraphs, unit, notes = KINDS[kind][1](content)
    kept = [one for one in map(_clean, paragraphs) if one.text]
    if sum(len(one.text) for one in kept) > MOST_CHARACTERS:
        raise RefusedError(
            f"It has more than {MOST_CHARACTERS:,} characters.", "Save the part that matters."
        )
    return Extracted(tuple(kept), unit, tuple(notes))


Found = tuple[Iterable[Paragraph], str, list[str]]


def _clean(one: Paragraph) -> Paragraph:
    """A paragraph in plain signs: no ligatures, marks of direction or signs of private fonts."""
    text = unicodedata.normalize("NFKC", one.text.replace("\r\n", "\n").replace("\r", "\n"))
    signs = (
        sign if sign in "\n\t" or (kind := unicodedata.category(sign))[0] != "C"
        else "" if kind == "Cf" else " "
        for sign in text
    )  # fmt: skip
    text = "\n".join(" ".join(line.split(" ")).strip() for line in "".join(signs).split("\n"))
    return msgspec.structs.replace(one, text=text.strip())


def _unpacked(content: bytes) -> None:
    """Raise RefusedError where an archive comes to too much, before anything of it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as trouble:
        raise RefusedError(
            "It is not what its name says.", "Save it again, or as PDF."
        ) from trouble
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    size = sum(part.file_size for part in parts)
    if xml > _MOST_XML or size > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        raise RefusedError(
            f"Unpacked, this comes to {size:,} bytes in {len(parts):,} parts: more than is read.",
            "Copy what matters into a document of its own.",
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
                yield from _row([list(self.within(cell)) for cell in cells.values()])

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


def _row(cells: Sequence[Sequence[Paragraph]]) -> Iterator[Paragraph]:
    """The cells of a row: where the first of two is a short one, it names what the other says."""
    if len(cells) == 2 and len(cells[0]) == 1 and 0 < len(cells[0][0].text) < _LONGEST_HEADING:
        name = cells[0][0].text.strip().rstrip(":")
        for one in cells[1]:
            yield msgspec.structs.replace(one, text=f"{name}: {one.text}" if one.text else name)
        return
    for cell in cells:
        yield from cell


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
                yield from _row([list(self.within(cell)) for cell in one.children])
            elif one.tag != "text:tracked-changes":
                yield from self.within(one, item=item or one.tag == "text:list-item")


# --- pages of lines ---------------------------------------------------------------------

Line = tuple[int, int, str]
"""The page, the number of the line on it, and what stands there."""


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
    return _grouped(_without_margins(pages)), "line", [said] if blank else []


def _without_margins(pages: Sequence[Sequence[str]]) -> Iterator[Line]:
    """All lines, but for those that stand at the head or foot of most pages."""
    ends = Counter(
        _NUMBER.sub("0", line.strip())
        for lines in pages
        for line in {*lines[:2], *lines[-2:]}
        if line.strip()
    )
    for page, lines in enumerate(pages, 1):
        for number, line in enumerate(lines, 1):
            at_an_end = number <= 2 or number > len(lines) - 2
            many = ends[_NUMBER.sub("0", line.strip())] >= max(2, len(pages) * _MOST_OF_ALL)
            yield page, number, "" if at_an_end and many else line


def _grouped(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """Paragraphs of lines: a new one begins after a blank, a short line that ends, at an item."""
    held = [(page, number, text.strip()) for page, number, text in lines]
    longest: dict[int, int] = {}
    for page, _, text in held:
        longest[page] = max(longest.get(page, 0), len(text))
    group: list[Line] = []
    for line, after in zip(held, [*held[1:], (0, 0, "")], strict=True):
        short = len(line[2]) < _SHORT * longest[line[0]]
        if group and (not line[2] or _begins_anew(group, line[2], longest, short=short)):
            yield _paragraph(group)
            group = []
        if line[2]:
            group.append(line)
        ends = _ENDS.search(line[2])
        if len(group) == 1 and short and not ends and (not after[2] or _BEGINS.match(after[2])):
            yield _paragraph(group)  # a heading
            group = []
    if group:
        yield _paragraph(group)


def _begins_anew(
    group: Sequence[Line], text: str, longest: Mapping[int, int], *, short: bool
) -> bool:
    page, _, before = group[-1]
    if _ITEM.match(text):
        return True
    if not _BEGINS.match(text) or not _ENDS.search(before):
        return False
    return len(before) < _SHORT * longest[page] or (short and not _ENDS.search(text))


def _paragraph(group: Sequence[Line]) -> Paragraph:
    """One paragraph, on as many lines; a word that was divided at the end of one is whole again."""
    page, number, text = group[0]
    item = _ITEM.match(text) is not None
    for _, _, line in group[1:]:
        stem = re.search(r"(?:^|[\s(])([^\W\d_]{2,})-$", text)
        if stem and line[:1].islower():
            rest, _, after = line.partition(" ")
            hyphen = "-" if _KEEPS_HYPHEN.fullmatch(stem[1]) else ""
            text = f"{text[:-1]}{hyphen}{rest}\n{after}"
        else:
            text = f"{text}\n{line}"
    heading = len(group) == 1 and len(text) < _LONGEST_HEADING and not _ENDS.search(text)
    return Paragraph(_BULLET.sub("", text, count=1), heading, page, number, item)


def _plain(content: bytes) -> Found:
    pages = decoded(content).split("\f")
    lines = [
        (page if len(pages) > 1 else 0, number, line)
        for page, text in enumerate(pages, 1)
        for number, line in enumerate(text.splitlines(), 1)
    ]
    return _grouped(lines), "line", []


def decoded(content: bytes) -> str:
    """The text of a file of text, in one of the encodings that people use; raises RefusedError."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = None
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None:
        raise RefusedError("It is in no encoding that is known.", "Save it as UTF-8.")
    if found := re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        line = text.count("\n", 0, found.start()) + 1
        raise RefusedError(
            f"Line {line} holds a control character, so this is no plain text.",
            "Take it out, or name the document itself, with its own ending (.docx, .pdf, .odt).",
        )
    return text


def _markdown(content: bytes) -> Found:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # an extra

    tokens = MarkdownIt("commonmark").enable("table").parse(decoded(content))
    paragraphs: list[Paragraph] = []
    row: list[list[Paragraph]] = []
    items = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            paragraphs += _row(row)
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
