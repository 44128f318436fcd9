"""Sheets of questions that come back filled in: what each answer would be in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from pitfall_audit.editing.answering import Answer, path_of
from pitfall_audit.editing.documents import read_document
from pitfall_audit.editing.paragraphs import Paragraph
from pitfall_audit.editing.tables import Table, read_tables
from pitfall_audit.engagement.absence import NONE, may_be_absent
from pitfall_audit.engagement.date_errors import plain_date
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.model.scalars import DATE, FLAG
from pitfall_audit.engagement.spots import where
from pitfall_audit.engine.actions import ESCAPED
from pitfall_audit.errors import UnreadableFileError, UnusableAnswerError, UsageProblem
from pitfall_audit.language import in_any_language, known_by
from pitfall_audit.report.letters import MARK, WORDS
from pitfall_audit.yaml.places import DataPath, values_along
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text
from pitfall_audit.yaml.writing import as_flow

__all__ = ["NOT_ANSWERED", "STANDS_ALREADY", "Returned", "answer_of", "returned_in"]

NOT_ANSWERED: Final = "not answered"
STANDS_ALREADY: Final = "the file says so already"

_COLUMNS: Final[Mapping[str, str]] = WORDS["columns"]
_TICK: Final = re.compile(r"(?P<box>[☐□☒☑✓✔]|\[[ xX]?\]|[xX](?=\s))\s*(?P<text>.*)", re.DOTALL)
_EMPTY_BOXES: Final = ("☐", "□", "[ ]", "[]")
_RULED: Final = re.compile(r"[\t_…]+")
_NO_ANSWER: Final = re.compile(
    r"(i |we )?(don['\u2019]?t|do not) know|not sure|unknown|no idea|n/?a|not applicable"
    r"|[?.\u2026\u2013\u2014-]+"
)
_NONE: Final = re.compile(r"(there (is|are) )?(none|nobody|no[ -]one|nothing)( at all)?")
_BETWEEN: Final = re.compile(r"\s*[;\n]\s*")
_BETWEEN_WORDS: Final = re.compile(r"\s*(?:[;,\n]|\band\b)\s*")


@cache
def _closing() -> frozenset[str]:
    """What stands below the questions, in whatever language the sheet is."""
    return in_any_language(WORDS["closing"])


@cache
def _ticks() -> tuple[str, ...]:
    """What may be ticked in place of an answer, what begins with another before it."""
    return tuple(
        sorted(in_any_language((*WORDS["answer"], WORDS["rather"])), key=len, reverse=True)
    )


class Returned(Struct, frozen=True):
    """One answer on a sheet: where it stands there, what was asked, and what was written.

    ``place`` is where it goes in the file of ``arrangement``, "" where no one field holds it;
    ``seal`` tells the file as it was. ``beside`` is what was said beside the answer, in words.
    """

    where: str
    question: str
    about: str
    arrangement: str
    place: str
    seal: str
    answer: str
    beside: tuple[str, ...]


def returned_in(path: Path, shown: str) -> tuple[Returned, ...]:
    """All answers of a sheet, those left empty too; ``shown`` is its name on a page.

    Raises UnreadableFileError where it can't be read, and UsageProblem where it is no sheet, or
    what reads it is not installed.
    """
    if path.suffix.lower() == ".docx":
        found = [*_in_document(read_document(path, shown).paragraphs)]
    else:
        found = [one for table in read_tables(path, shown) for one in _in_table(table)]
    if not found:
        raise UsageProblem(
            f"{shown} is no sheet of questions that can be read again",
            "name a .docx, .xlsx or .csv that `pitfall-audit questions` wrote, headings and all",
        )
    return tuple(found)


def _in_table(table: Table) -> Iterator[Returned]:
    if not table.rows:
        return
    titles = [" ".join(one.split()).casefold() for one in table.rows[0].cells]
    known = known_by(_COLUMNS)
    at = {
        known[title]: number for number, title in reversed([*enumerate(titles)]) if title in known
    }
    if not {"question", "answer", "arrangement", "place"} <= at.keys():
        return
    for row in table.rows[1:]:
        said = {
            key: ESCAPED.sub("", row.cells[number].strip()) if number < len(row.cells) else ""
            for key, number in at.items()
        }
        if said["arrangement"]:
            beside = [
                f"{_COLUMNS[key]}: {said[key]}"
                for key in ("beside", "somebody", "written")
                if said.get(key)
            ]
            yield Returned(
                f"row {row.number}", said["question"], said.get("about", ""), said["arrangement"],
                said["place"], said.get("seal", ""), said["answer"], tuple(beside),
            )  # fmt: skip


def _in_document(paragraphs: Iterable[Paragraph]) -> Iterator[Returned]:
    """The answers of a document: what stands below each mark, as far as the next or the end."""
    question = about = ""
    mark: re.Match[str] | None = None
    written: list[str] = []
    for one in [*paragraphs, Paragraph("", heading=True)]:
        found = MARK.search(one.text)
        ends = one.heading or one.text.strip() in _closing()
        if mark is not None and (found or ends):
            yield _below(mark, question, about, written)
            mark = None
        if one.heading:
            question = " ".join(one.text.split())
        if found:
            mark, about = found, one.text[: found.start()].strip()
            written = [one.text[found.end() :]]
        elif mark is not None:
            written.append(one.text)


def _below(mark: re.Match[str], question: str, about: str, written: Iterable[str]) -> Returned:
    number, _, asked = question.partition(" ")
    answer: list[str] = []
    beside: list[str] = []
    for text in (_RULED.sub(" ", one).strip() for one in written):
        tick = _TICK.fullmatch(text)
        words = next((one for one in _ticks() if tick and tick["text"].startswith(one)), None)
        if tick is None or words is None:
            answer += [text] if text else []
        elif words.endswith(":"):
            beside += [tick["text"]] if tick["text"].strip() != words else []
        elif tick["box"] not in _EMPTY_BOXES:
            beside.append(words)
    return Returned(
        f"question {number}", asked, about, mark[1], mark[2], mark[3], "\n".join(answer),
        tuple(beside),
    )  # fmt: skip


def answer_of(one: Returned, text: str, file: str, *, changed: bool) -> Answer | str:
    """What is to be written of an answer into a file; else why not, in words.

    ``text`` is what the file holds now, ``changed`` whether it did not when the sheet was made.
    """
    if not one.answer or _NO_ANSWER.fullmatch(" ".join(one.answer.split()).casefold().rstrip(".")):
        return NOT_ANSWERED
    if not one.place:
        return "no one field holds it, so it is written by hand"
    if changed and "[" in one.place:
        return "the file has changed, and the entry it is about is known by its number alone"
    document = read_text(text, file)
    if not isinstance(document, Document):
        raise UnreadableFileError(document)
    try:
        path = path_of(document, one.place)
    except UnusableAnswerError as error:
        return error.problems[0].message
    field = where(Engagement, path)[1]
    return (
        f"there is no field `{one.place}`" if field is None else _held(one, document, path, field)
    )


def _held(one: Returned, document: Document, path: DataPath, field: FieldOutline) -> Answer | str:
    """What is to be written of an answer at a path, where nothing stands there."""
    value = as_flow(_fitting(field, path, one.answer))
    along = values_along(document.data, path)
    if len(along) > len(path) and along[-1] is not None:
        stands = as_flow(along[-1])
        return STANDS_ALREADY if stands == value else f"the file says `{stands}` there already"
    return Answer(one.place, value)


def _fitting(field: FieldOutline, path: DataPath, typed: str) -> str | list[str]:
    """What is typed as the data of a field. Whether they fit is for validation to say."""
    said = " ".join(typed.split())
    field = field.said_alone
    if field.container != "list" or path[-1] != field.key:
        return _one(field, said)
    names = field.words or field.refers
    parts = [one for one in (_BETWEEN_WORDS if names else _BETWEEN).split(typed.strip()) if one]
    whole = _one(field, said)
    if whole == NONE and len(parts) == 1:
        return whole
    return [_one(field, " ".join(part.split())) for part in parts]


@cache
def _in_any_language(words: tuple[str, ...]) -> Mapping[str, str]:
    return known_by({word: word for word in words})


def _one(field: FieldOutline, said: str) -> str:
    low = said.casefold().rstrip(".")
    word = re.sub(r"[\s_-]+", "-", low)
    if word in field.words:
        return word
    if known := _in_any_language(field.words).get(low):
        return known
    yes_or_no = {"y": "yes", "n": "no", **_in_any_language(("yes", "no"))}
    if FLAG in field.scalars and low in yes_or_no:
        return yes_or_no[low]
    if DATE in field.scalars and (day := plain_date(said)):
        return day.isoformat()
    if _NONE.fullmatch(low) and may_be_absent(field):
        return NONE
    return low if field.refers and re.fullmatch(r"[a-z][a-z0-9-]*", low) else said
