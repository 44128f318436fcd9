"""Reading a document, within bounds: what reads it runs apart, and is ended where it takes long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap
from typing import Final

import msgspec

from pitfall_audit.apart import said_by
from pitfall_audit.editing.extracting import KINDS, Extracted
from pitfall_audit.errors import UnreadableFileError, UsageProblem
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import read_content

__all__ = ["BYTES", "MEGABYTES", "SECONDS", "Sentence", "read_document", "sentences_of"]

BYTES: Final = 50_000_000
SECONDS: Final = 60.0
MEGABYTES: Final = 1_024
"""How large a document may be, and how long and in how much memory it is read."""
_BETWEEN: Final = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|cf|eg|ie)\.)(?<!\b(?:Mrs|e\.g|i\.e|etc)\.)"
    r"([\"”\u2019)]?)\s+(?=[\"“(]?[A-Z0-9£])"
)
"""Between two sentences: not after an initial, or a short form that a capital often follows."""
_NUMBERED: Final = re.compile(r"\A\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]\s+")
_LONGEST: Final = 1_000
"""How many characters of a sentence are looked at together: a text without full stops has parts."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a document, and where it stands; ``lead`` is what an item goes on from."""

    text: str
    at: str
    lead: str = ""


def sentences_of(document: Extracted) -> Iterator[Sentence]:
    """The sentences of a document, headings left out, with the page and line of each."""
    lead = ""
    for one in document.paragraphs:
        if one.heading:
            lead = ""
            continue
        begun = 0
        for end in (*(found.end(1) for found in _BETWEEN.finditer(one.text)), len(one.text)):
            piece = one.text[begun:end]
            above = one.text[:begun] + piece[: len(piece) - len(piece.lstrip())]
            number = one.number + (above.count("\n") if document.unit == "line" else 0)
            at = f"page {one.page}, " * bool(one.page) + f"{document.unit} {number}"
            text, begun = " ".join(piece.split()), end
            for part in wrap(_NUMBERED.sub("", text), _LONGEST, break_on_hyphens=False):
                if any(map(str.isalpha, part)):
                    yield Sentence(part, at, lead if one.item else "")
        if not one.item:
            lead = text if text.endswith(":") else ""


def read_document(path: Path, shown: str) -> Extracted:
    """What a document holds; ``shown`` is its name on a page.

    Raises UnreadableFileError where it can't be read, or is larger than anything is read, and
    UsageProblem where it is of no kind that is, or what reads it is not installed.
    """
    kind = {".markdown": ".md", ".text": ".txt"}.get(path.suffix.lower(), path.suffix.lower())
    if kind not in KINDS:
        raise UsageProblem(
            f"{shown} is no document of a kind that is read", f"save it as {', '.join(KINDS)}"
        )
    if (needed := KINDS[kind][0]) and find_spec(needed) is None:
        raise UsageProblem(
            f"{shown} is a document, and what reads those is not installed",
            "run: pip install 'pitfall-audit[documents]'",
        )
    content = read_content(path, shown, most=BYTES)
    if not isinstance(content, bytes):
        raise UnreadableFileError(content)
    answer = _answer(kind, content)
    if answer.refused:
        message, help_ = answer.refused
        raise UnreadableFileError((Problem("unreadable", message, Place(shown), help_),))
    return answer


def _answer(kind: str, content: bytes) -> Extracted:
    """What the process that reads it says; refused where that was ended."""
    smaller = "Copy what matters into a document of its own."
    try:
        said = said_by(
            "pitfall_audit.editing.extracting", kind,
            content=content, seconds=SECONDS, megabytes=MEGABYTES,
        )  # fmt: skip
    except TimeoutError:
        return Extracted(refused=(f"It could not be read within {SECONDS:.0f} seconds.", smaller))
    except MemoryError:
        said_so = f"Reading it took more than {MEGABYTES:,} megabytes of memory."
        return Extracted(refused=(said_so, smaller))
    try:
        return msgspec.json.decode(said, type=Extracted)
    except msgspec.DecodeError:
        return Extracted(refused=("What reads it broke off.", "Save it again, or as PDF."))
