"""From answers to the text of a file that holds them: each at its place, or why it can't be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from pitfall_audit.editing.splice import nested, spliced, taken_out
from pitfall_audit.engagement.absence import NONE, NOT_STATED
from pitfall_audit.engagement.message_words import did_you_mean, quoted
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.spots import where
from pitfall_audit.engagement.validation import undeclared_in_ties, validate, validate_ties
from pitfall_audit.engine.entries import entry_name, steps_of
from pitfall_audit.errors import UnreadableFileError, UnusableAnswerError
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import DataPath, Place, Problem, value_at, values_along
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import path_text, read_text

__all__ = ["Answer", "path_of", "with_answers"]


class Answer(Struct, frozen=True):
    """What is to stand at a place, both as they are typed; without a value it is taken out.

    The place is a data path, in which an entry of a list goes by its id or the person it is of
    (``roles.carer-member.status``) or by its number, from nought, in brackets
    (``roles[0].status``). The value is YAML on one line.
    """

    place: str
    value: str | None


def with_answers(
    text: str, file: str, answers: Sequence[Answer], ties_of: Engagement | None = None
) -> str:
    """The text of an engagement file with some answers written into it; ``file`` is its name.

    It is a file of ties where they are ``ties_of`` an engagement. Nothing but the answers is
    changed. What is taken out goes first, by the places in the text that is given. Raises
    UnreadableFileError where the text is not YAML, and UnusableAnswerError where an answer can't
    be written, or the file would not be valid.
    """
    document = read_text(text, file)
    if not isinstance(document, Document):
        raise UnreadableFileError(document)
    before = text[: len(text) - len(document.positions.source.text)]
    gone = [_standing(document, one.place) for one in answers if one.value is None]
    # From the end, so that the numbers of entries hold.
    for path in sorted(gone, key=lambda one: [(isinstance(n, str), n) for n in one], reverse=True):
        document = _without(document, path)
    for answer in answers:
        document = _answered(document, answer) if answer.value is not None else document
    if ties_of is None:
        problems = validate(document)[1]
    else:
        ties, problems = validate_ties(document)
        if ties is not None:
            problems = tuple(undeclared_in_ties(document, ties, ties_of))
    if problems:
        raise UnusableAnswerError(problems)
    return before + document.positions.source.text


def _standing(document: Document, place: str) -> DataPath:
    """The data path of what is to be taken out."""
    path = path_of(document, place)
    if len(values_along(document.data, path)) <= len(path):
        raise _refused(
            document, path, "nothing-to-take-out", f"Nothing is said at `{place}`.",
            "Name the place of something that stands in the file.",
        )  # fmt: skip
    return path


def _without(document: Document, path: DataPath) -> Document:
    if len(values_along(document.data, path)) <= len(path):
        return document  # it went with what was around it
    splice = taken_out(document, path)
    if splice is None:
        raise _refused(
            document, path, "answer-not-taken-out",
            "This can't be taken out without changing something else.",
            f"Take it out by hand, at `{path_text(path)}`: a comment, an anchor or an unusual form "
            "of YAML stands there.",
        )  # fmt: skip
    return splice.result


def _answered(document: Document, answer: Answer) -> Document:
    path, value = _expanded(document, path_of(document, answer.place), _value(answer))
    splice = spliced(document, path, value)
    if splice is None:
        raise _refused(
            document, path, "answer-not-written",
            f"{quoted(answer.value)} can't be written here without changing something else.",
            f"Write it by hand, at `{path_text(path)}`: a comment, an anchor or an unusual form "
            "of YAML stands there.",
        )  # fmt: skip
    return splice.result


def _refused(
    document: Document, path: DataPath, id_: str, message: str, help_: str
) -> UnusableAnswerError:
    return UnusableAnswerError((problem_at(document, path, id_, message, help_),))


def path_of(document: Document, place: str) -> DataPath:
    """The data path that a place names; raises UnusableAnswerError where it names none."""
    steps = steps_of(place)
    if not steps or steps[-1][1] != place:
        problem = Problem(
            "no-place",
            f"{quoted(place)} is no place in a file.",
            Place(document.file),
            "Write the keys with full stops between them, and an entry of a list by its id or its "
            "number from nought: `roles.carer-member.status`, `roles[0].status`.",
        )
        raise UnusableAnswerError((problem,))
    path: DataPath = ()
    for step, _ in steps:
        entries = value_at(document.data, path)
        if isinstance(entries, list) and (isinstance(step, str) or step > len(entries)):
            step = _numbered(document, path, step, entries)  # noqa: PLW2901
        path = (*path, step)
    return path


def _numbered(document: Document, path: DataPath, name: str | int, entries: Sequence[Any]) -> int:
    """The number of the one entry of a list that goes by a name."""
    names = [entry_name(number, entry) for number, entry in enumerate(entries)]
    found = [number for number, one in enumerate(names) if one == name]
    if len(found) == 1:
        return found[0]
    here = path_text(path)
    if found:
        message = f"`{here}` has {len(found)} entries that go by {quoted(name)}."
        help_ = "Write the number instead: " + ", ".join(f"`{here}[{n}]`" for n in found) + "."
    else:
        message = f"`{here}` has no entry that goes by {quoted(name)}."
        help_ = did_you_mean(str(name), filter(None, names)) or (
            f"Write its number, from `{here}[0]` on; `{here}[{len(entries)}]` is a new one."
        )
    raise _refused(document, path, "no-entry", message, help_)


def _value(answer: Answer) -> Any:
    """The data that an answer holds, as they are read in a file."""
    shown = f"the answer for {answer.place}"
    lead, typed = "value: ", answer.value or ""
    document = read_text(lead + typed, shown)
    if not isinstance(document, Document):
        raise UnusableAnswerError(document)
    path = ("value",)
    written = document.positions.written(path)
    value = document.data.get("value")
    if value is None:
        raise _refused(
            document, path, "no-answer", "There is nothing to write.",
            f"Write what is so, `{NONE}` where there is none, or `{NOT_STATED}` where the papers "
            "were read whole and do not say.",
        )  # fmt: skip
    end = (1, len(lead) + len(typed.rstrip()) + 1)
    if written is None or len(document.data) > 1 or written[1][2:] != end:
        raise _refused(
            document, path, "more-than-an-answer", "Only a part of it would be written.",
            "Put the whole of it in quotation marks: in YAML ` #` begins a comment.",
        )  # fmt: skip
    return value


def _expanded(document: Document, path: DataPath, value: Any) -> tuple[DataPath, Any]:
    """Where to write which value, where a text stands alone for a record: ``mary`` for a holder."""
    values = values_along(document.data, path)
    standing, reached = values[-1], path[: len(values) - 1]
    if not isinstance(standing, str) or len(reached) == len(path):
        return path, value
    field = where(Engagement, reached)[1]
    if standing in (NONE, NOT_STATED) or field is None or field.shorthand is None:
        raise _refused(
            document, reached, "answered-already", f"{quoted(standing)} is written here.",
            f"To say something else, write the whole of `{path_text(reached)}` anew.",
        )  # fmt: skip
    below = nested(path[len(reached) :], value)
    record = below if isinstance(below, dict) else {}
    return reached, {field.shorthand: standing, **record}
