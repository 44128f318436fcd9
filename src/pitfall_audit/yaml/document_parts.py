"""Documents that come with the program, parts of documents, and problems with what stands there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.kept import kept
from pitfall_audit.yaml.places import DataPath, Place, Problem, Related, value_at
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text

__all__ = [
    "Located", "PartOfDocument", "document_of_ours", "inside", "packaged_data", "packaged_document",
    "problem_at",
]  # fmt: skip


class Located(Protocol):
    """Data that knows where it stands: a document, or a part of one."""

    @property
    def file(self) -> str:
        """The name of the file, as it is shown."""

    @property
    def data(self) -> dict[str, Any]:
        """The data."""

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[Related, ...]]:
        """The place of a value, or of its key, and of what belongs to it."""

    def line_excerpt(self, line: int) -> str:
        """The text of a line, counted from 1, as a problem shows it."""


class PartOfDocument(Struct, frozen=True):
    """``data`` that stand at ``path`` of a whole, with their true places."""

    whole: Located
    path: DataPath
    data: dict[str, Any]

    @property
    def file(self) -> str:
        """The name of the file, as it is shown."""
        return self.whole.file

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[Related, ...]]:
        """The place of a value of this part, or of its key, and of what belongs to it."""
        return self.whole.locate((*self.path, *path), key=key)

    def line_excerpt(self, line: int) -> str:
        """The text of a line of the whole, counted from 1, as a problem shows it."""
        return self.whole.line_excerpt(line)


def packaged_document(package: str, name: str) -> Document:
    """Read a YAML file that comes with the program, of one of its packages.

    Raises RuntimeError where it is not YAML, which is a broken installation.
    """
    return document_of_ours(Path(__file__).parents[1].joinpath(*package.split(".")[1:], name))


def document_of_ours(file: Path) -> Document:
    """Read a YAML file of the program, wherever it lies.

    Raises RuntimeError where it is not YAML, which is a broken installation.
    """
    document = read_text(file.read_text(encoding="utf-8"), file.name)
    if not isinstance(document, Document):
        raise RuntimeError(f"{file.name} can't be read: {document[0].message}")
    return document


@cache
def packaged_data(package: str, name: str) -> dict[str, Any]:
    """The data of such a file, kept from run to run; nobody may change it."""
    return kept(f"{package}.{name}", lambda: packaged_document(package, name).data)


def problem_at(
    document: Document, path: DataPath, id_: str, message: str, help_: str, *, key: bool = False
) -> Problem:
    """A problem with what stands at a path of a document."""
    place, related = document.locate(path, key=key)

    def shown(place: Place) -> Place:
        return replace(place, excerpt=document.line_excerpt(place.line))

    others = tuple(replace(one, place=shown(one.place)) for one in related)
    return Problem(id_, message, shown(place), help_, others)


def inside(document: Document, path: DataPath, line: int, column: int) -> Place:
    """The place of a character within the text at a path; both count from 1.

    However the text is written: plain or in quotation marks, on one line or folded over
    several, or under ``|`` or ``>``. Where it is an alias, the place is the alias.
    """
    place, related = document.locate(path)
    row, at = place.line, place.column
    if not related:
        row, at = _written_at(document, place, _text_before(document, path, line, column))
    return replace(
        place,
        line=row,
        column=at,
        end_line=row,
        end_column=at + 1,
        excerpt=document.line_excerpt(row),
    )


def _text_before(document: Document, path: DataPath, line: int, column: int) -> str:
    """The text at a path, up to a character."""
    lines = str(value_at(document.data, path)).split("\n")
    return "\n".join((*lines[: line - 1], "".join(lines[line - 1 : line])[: column - 1]))


def _written_at(document: Document, place: Place, before: str) -> tuple[int, int]:
    """The line and column at which a text goes on after what stands before.

    Folding and indenting change spaces and line ends alone, so the other characters are
    counted, in the text and where it is written.
    """
    waiting = sum(not character.isspace() for character in before)
    row = place.line
    written = document.line_text(row)
    at = place.column - 1 + len(_PROPERTIES.match(written, place.column - 1)[0])  # type: ignore[index]  # it matches nothing at all, too
    style = written[at : at + 1]
    if style in {"|", ">"}:
        row, at, style = row + 1, 0, ""
        written = document.line_text(row)
    elif style in {"'", '"'}:
        at += 1
    while row <= place.end_line:
        sign = _SIGN[style if style in _SIGN else ""].match(written, at)
        if sign is None:
            row, at = row + 1, 0
            written = document.line_text(row)
        elif sign[0].isspace() or sign[0] in _ESCAPED_SPACE:
            at = sign.end()
        elif waiting:
            waiting -= 1
            at = sign.end()
        else:
            return row, at + 1
    return place.line, place.column


_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_SIGN = {
    "": re.compile(r"."),
    "'": re.compile(r"''|."),
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.|$)|."),
}
"""One character as it is written: plain, or in each kind of quotation marks."""
_ESCAPED_SPACE = frozenset({"\\", "\\n", "\\t", "\\r", "\\ ", "\\_", "\\N", "\\L", "\\P"})
