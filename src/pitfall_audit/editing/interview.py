"""Going through the questions of an audit with somebody who may know the answers.

Each answer is written as soon as it is given, so that stopping loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from textwrap import fill
from typing import Any, Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.asking import Asker, BackError, Known, ask_field, ask_record
from pitfall_audit.engagement.message_words import PRIVATE
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.arrangement import SaidInWords
from pitfall_audit.engagement.model.base import Model, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.spots import where
from pitfall_audit.engine.entries import entry_name, steps_of
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome
from pitfall_audit.errors import UnusableAnswerError
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.path_words import answered_in, path_words
from pitfall_audit.report.questions import Question, checks_of, questions_in
from pitfall_audit.yaml.places import DataPath, length_at, value_at
from pitfall_audit.yaml.reading import path_text
from pitfall_audit.yaml.writing import as_flow

__all__ = [
    "AskedPlace", "Writer", "first_interview", "interview", "open_questions", "places_in",
    "places_of",
]  # fmt: skip

_WIDTH: Final = 80
_YES: Final = ("yes", "true", "on")


class Writer(Protocol):
    """A file that is read and written, and that of its ties, where they are kept apart."""

    @property
    def ties_name(self) -> str:
        """The name of the file of ties, as places have it; "" where there is none."""

    def data(self) -> dict[str, Any]:
        """The data that it holds now."""

    def write(self, answers: Sequence[Answer]) -> str:
        """Write answers, and give words for it; raises UnusableAnswerError."""

    def explain(self, error: UnusableAnswerError) -> str:
        """What keeps answers from being written, in words."""


class AskedPlace(Struct, frozen=True):
    """Where an answer goes: a field, or a new entry of a list of which ``key`` is to be said.

    ``standing`` is the list or the record that stands there already, or a yes in its stead;
    ``first`` are the fields that the checks say it is written in.
    """

    path: DataPath
    field: FieldOutline
    outcome: Outcome | None
    key: FieldOutline | None = None
    standing: Any = None
    first: tuple[str, ...] = ()


def open_questions(
    result: AuditResult, engagement: EngagementResult, who: str | None
) -> tuple[Question, ...]:
    """The questions of an engagement, the weightiest first; those of one who would know."""
    found = questions_in(engagement, checks_of(result.rules))
    wanted = (who or "").casefold()
    return tuple(one for one in found if any(wanted in name.casefold() for name in one.who))


def interview(
    asker: Asker, writer: Writer, engagement: EngagementResult, questions: Sequence[Question]
) -> None:
    """Ask some questions, one after another, and write what is answered.

    Raises StopError where whoever is asked wants to stop; what was written stays.
    """
    data = writer.data()
    steps: list[Callable[[], None]] = []
    for number, question in enumerate(questions):
        heading = _headed(number, len(questions), question)
        for place in places_in(question, data, writer.ties_name or engagement.file):
            named = path_words(path_text(place.path), engagement.entries)
            steps.append(partial(_ask, asker, writer, place, named, heading))
            heading = ""
        if heading:
            steps.append(partial(_ask_in_words, asker, writer, engagement, question, heading))
    _one_by_one(steps)


def first_interview(asker: Asker, writer: Writer, asks: Mapping[str, str]) -> None:
    """Ask for some places of a new file, each with why it is asked; as :func:`interview`."""
    _one_by_one(
        [
            partial(
                _ask, asker, writer, place, path_words(text), "\n" + fill(f"Why: {why}", _WIDTH)
            )
            for (text, why), place in zip(asks.items(), places_of(asks), strict=True)
        ]
    )


def places_of(asks: Iterable[str]) -> list[AskedPlace]:
    """The places that some data paths name; those alone that lead to a field."""
    paths = (tuple([step for step, _ in steps_of(text)]) for text in asks)
    return [place for path in paths if (place := _place(path, None)) is not None]


def _one_by_one(steps: Sequence[Callable[[], None]]) -> None:
    """Take steps in order, and one back where that is asked for."""
    at = 0
    while at < len(steps):
        try:
            steps[at]()
        except BackError:
            at = max(0, at - 1)
        else:
            at += 1


def _headed(number: int, of: int, question: Question) -> str:
    rules = [check.rule for check in question.checks if check.rule is not None]
    about = f"About: {', '.join(question.labels)}. " if question.labels else ""
    lines = [
        f"Question {number + 1} of {of}. {' '.join(question.texts)}",
        f"{about}Who would know: {', '.join(question.who)}.",
        *(f"Why: {rule.why}" for rule in rules[:1]),
    ]
    return "\n".join(("", *(fill(line, _WIDTH) for line in lines)))


def _ask_in_words(
    asker: Asker, writer: Writer, engagement: EngagementResult, question: Question, heading: str
) -> None:
    """Ask what no one field holds: say where it is written by hand, and take it down in words."""
    rules = [check.rule for check in question.checks if check.rule is not None]
    places = [rule.write_in for rule in rules if rule.write_in]
    places += answered_in(engagement, question.outcomes)
    asker.tell(
        f"{heading}\nNo one field holds the answer"
        + (f"; by hand it is written at: {places[0].strip()}" if places else "")
        + ". Taken down here in words it is kept in `also_says`, to be read by people."
    )
    options = [("words", "Take it down in words"), ("", "Don't know, or not now")]
    while asker.choose("The answer", options):
        data = writer.data()
        said = ask_record(asker, Known(data), SaidInWords, {})
        path = ("also_says", length_at(data, ("also_says",)))
        if said is None or _written(asker, writer, [Answer(path_text(path), as_flow(said))]):
            return


def _written(asker: Asker, writer: Writer, answers: Sequence[Answer]) -> bool:
    """Write answers, and say what came of it; false where they can't be."""
    try:
        asker.tell(writer.write(answers))
    except UnusableAnswerError as error:
        asker.tell(writer.explain(error))
        return False
    return True


def places_in(question: Question, data: dict[str, Any], ties_in: str) -> list[AskedPlace]:
    """Where the answers of a question go, each once; all of a new entry is asked together.

    Where a word or a number stands already, that is only near to where the answer goes.
    Ties are written in one file alone, ``ties_in``.
    """
    found: dict[str, AskedPlace] = {}
    rules = [check.rule for check in question.checks if check.rule is not None]
    first = tuple(re.findall(r"`([a-z_]+)`", " ".join(rule.write_in for rule in rules)))
    for outcome in question.outcomes:
        file = ties_in if outcome.place is None else outcome.place.file
        for text in outcome.unstated:
            path = tuple([step for step, _ in steps_of(text)])
            place = None if path[0] in PRIVATE and file != ties_in else _place(path, outcome)
            standing = value_at(data, place.path) if place is not None else None
            record = place is not None and place.field.model not in (None, Sourced)
            more = isinstance(standing, list) or (
                record and (isinstance(standing, dict) or standing in _YES)
            )
            if place is not None and (standing is None or more):
                place = replace(place, standing=standing, first=first)
                found.setdefault(path_text(place.path), place)
    return list(found.values())


def _place(path: DataPath, outcome: Outcome | None) -> AskedPlace | None:
    for end in range(1, len(path)):
        above = where(Engagement, path[:end])[1]
        listed = above is not None and above.container == "list" and above.key == path[end - 1]
        if above is not None and listed and isinstance(path[end], str):
            key = where(Engagement, path)[1] if len(path) == end + 1 else None
            return None if key is None else AskedPlace(path[:end], above, outcome, key)
    field = where(Engagement, path)[1]
    return None if field is None else AskedPlace(path, field, outcome)


def _ask(asker: Asker, writer: Writer, place: AskedPlace, named: str, heading: str) -> None:
    """Ask for one place until it is written, or skipped; not where its entry is not there."""
    if any(isinstance(step, int) for step in place.path) and (
        value_at(writer.data(), place.path[:-1]) is None
    ):
        return
    if heading:
        asker.tell(heading)
    about = f"{named[:1].upper()}{named[1:]}: {(place.key or place.field).description}"
    while True:
        data = writer.data()
        known = Known(data)
        found = _found(asker, known, place, about, data)
        answers = [Answer(f"people.{one}", "{}") for one in known.new_people]
        answers += [Answer(path_text(path), as_flow(value)) for path, value in found]
        if not found or _written(asker, writer, answers):
            return


def _found(
    asker: Asker, known: Known, place: AskedPlace, about: str, data: dict[str, Any]
) -> list[tuple[DataPath, Any]]:
    """What somebody knows of a place: what is to be written where; nothing where they don't."""
    path, model, now = place.path, place.field.model, value_at(data, place.path)
    is_list = isinstance(place.standing, list)
    if is_list and place.key is None and model is not None and place.field.shorthand is None:
        return _of_one_entry(asker, known, place, model, about)
    if place.standing in _YES and model is not None:
        asker.tell(fill(about, _WIDTH))
        record = ask_record(asker, known, model, {}, first=place.first)
        return [] if record is None else [(path, record)]
    if isinstance(place.standing, dict) and model is not None and place.key is None:
        asker.tell(fill(about, _WIDTH))
        return _more_of(asker, known, path, model, place.standing, first=place.first)
    beside = place.standing if is_list and place.key is None else ()
    value = ask_field(asker, known, place.key or place.field, about, beside=beside)
    if value is not None and place.key is not None and model is not None:
        record = ask_record(asker, known, model, {**_whose(data, place), place.key.key: value})
        value = None if record is None else [record]
    if value is None:
        return []
    if is_list and isinstance(value, list):
        if now == place.standing:
            return [((*path, at), entry) for at, entry in enumerate(value, len(now))]
        value = [*place.standing, *value]  # asked again, and answered otherwise
    return [(path, value)]


def _of_one_entry(
    asker: Asker, known: Known, place: AskedPlace, model: type[Model], about: str
) -> list[tuple[DataPath, Any]]:
    """What somebody knows of an entry of a list of records, or of a new one."""
    names = [entry_name(at, one) or f"entry {at + 1}" for at, one in enumerate(place.standing)]
    options = [(str(at), name) for at, name in enumerate(names)]
    ways = [("new", "Another, that is not here yet"), ("", "Don't know, or not now")]
    chosen = asker.choose(about, [*options, *ways])
    if not chosen.isdigit():
        record = ask_record(asker, known, model, {}) if chosen else None
        return [] if record is None else [((*place.path, len(names)), record)]
    at = int(chosen)
    return _more_of(asker, known, (*place.path, at), model, place.standing[at], first=place.first)


def _more_of(
    asker: Asker,
    known: Known,
    path: DataPath,
    model: type[Model],
    standing: Container[str],
    *,
    first: Container[str],
) -> list[tuple[DataPath, Any]]:
    """What somebody knows of a record beside what stands in it."""
    record = ask_record(asker, known, model, {}, beside=standing, first=first)
    return [((*path, key), value) for key, value in (record or {}).items()]


def _whose(data: dict[str, Any], place: AskedPlace) -> dict[str, Any]:
    """Whom a new entry of support is for: the person in the seat that is asked about, or all."""
    if place.path != ("support",) or place.outcome is None:
        return {}
    role, *person = (*read_identity(place.outcome.subject).names, "")
    named = [one for one in person if one in (data.get("people") or {})]
    return {"for": named[0]} if named else {"role": role} if role else {}
