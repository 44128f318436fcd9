"""A draft of a file out of what a document says: sentences, and nothing that nobody confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.editing.answering import Answer, with_answers
from pitfall_audit.editing.asking import Asker, BackError, Known, StopError, ask_field, ask_record
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Record
from pitfall_audit.engagement.spots import Proposed, where
from pitfall_audit.yaml.places import DataPath, length_at, value_at
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import path_text, read_text
from pitfall_audit.yaml.writing import as_flow

__all__ = ["Draft", "Told", "reviewed"]

_SOURCE: Final = "document"
_WHOSE: Final = ("for", "role")
_AS_IN: Final = {"role": "carer-member", "body": "quality-committee"}
_HEAD: Final = """\
# What a document says that may matter, sentence by sentence; see docs/reading-a-document.md.
# Nothing is stated yet. Below a sentence stands where it may belong: `…` is what it does not tell.
# Write what is so at its place, and take the sentence out where nothing of it is left to say.
version: 1
id: {id}
title: {title}
# Where the document is all that you know: described_from: published-documents
# Of the document, say of what kind it is and, once you have read it, that it was read whole:
#   {{id: document, kind: terms-of-reference, read: whole}}
sources:
  - {source}
"""


class Told(Struct, frozen=True):
    """A sentence of a document, with where it stands, its subjects and what is proposed.

    ``about`` is its subject as ``also_says`` has it; ``strength`` how firmly it is said, where that
    is not that it must be so.
    """

    text: str
    at: str
    about: str
    strength: str
    proposed: tuple[Proposed, ...]
    subjects: tuple[str, ...]


class Draft(Struct):
    """The text of a draft: what was confirmed, and below it each sentence that is left."""

    confirmed: str
    left: list[Told]

    @classmethod
    def begun(cls, id_: str, title: str, name: str, told: Sequence[Told]) -> Draft:
        """A draft in which nothing is confirmed; ``name`` is what the document is called."""
        source = as_flow({"id": _SOURCE, "title": name})
        return cls(_HEAD.format(id=id_, title=as_flow(title), source=source), [*told])

    def text(self) -> str:
        """The draft as it is written."""
        entries = "".join(line + "\n" for one in self.left for line in _entry(one))
        return self.confirmed + ("also_says:\n" + entries if entries else "")

    def confirm(self, file: str, answers: Sequence[Answer]) -> None:
        """State something; raises UnusableAnswerError where it can't be."""
        self.confirmed = with_answers(self.confirmed, file, answers)

    def data(self) -> dict[str, Any]:
        """What is confirmed, as data."""
        document = read_text(self.confirmed, "")
        return document.data if isinstance(document, Document) else {}


def _entry(one: Told) -> Iterator[str]:
    yield f"  - about: {one.about}"
    yield f"    text: {as_flow(one.text)}"
    yield f"    source: {as_flow(_cited(one))}"
    for proposed in one.proposed:
        yield f"    # perhaps {proposed.place}: {as_flow(proposed.value)}"
    if one.proposed and one.strength:
        yield f"    # and beside it, strength: {one.strength}"


def _cited(one: Told) -> dict[str, str]:
    return {"id": _SOURCE, "at": one.at}


def reviewed(
    asker: Asker,
    draft: Draft,
    confirm: Callable[[Sequence[Answer]], str],
    written: Callable[[], None],
) -> bool:
    """Go through the sentences of a draft with somebody; whether that was interrupted.

    ``confirm`` states something, and gives words where it can't be; ``written`` is called after
    each step.
    """
    waiting, at = [*draft.left], 0
    states = [(draft.confirmed, waiting)]
    while at < len(waiting):
        try:
            left = _stays(asker, draft, waiting[at], f"{at + 1} of {len(waiting)}", confirm)
        except BackError:
            at = max(0, at - 1)
            draft.confirmed, draft.left = states[at][0], [*states[at][1]]
            del states[at + 1 :]
        except StopError as stop:
            return stop.interrupted
        else:
            draft.left = [one for one in draft.left if left or one is not waiting[at]]
            at += 1
            states.append((draft.confirmed, draft.left))
        written()
    return False


def _stays(
    asker: Asker, draft: Draft, one: Told, number: str, confirm: Callable[[Sequence[Answer]], str]
) -> bool:
    """Ask what is so of what is proposed for a sentence; whether it is to stay in words."""
    proposed = [
        f"So it is: {each.place}: {as_flow(each.value)}" if each.whole else f"It is {each.place}"
        for each in one.proposed
    ]
    options = [(str(at), words) for at, words in enumerate(proposed)]
    options += [("keep", "Keep it in words"), ("drop", "Leave it out: it says nothing here")]
    while True:
        chosen = asker.choose(f"{number}, {one.at}: “{one.text}”", options)
        if not chosen.isdigit():
            return chosen == "keep"
        answers = _answers(asker, draft.data(), one, one.proposed[int(chosen)])
        if answers and not (trouble := confirm(answers)):
            return False
        if answers:
            asker.tell(trouble)


def _answers(asker: Asker, data: dict[str, Any], one: Told, proposed: Proposed) -> list[Answer]:
    """What is to be written for a proposal that was confirmed; nothing where it is not known."""
    path, begun = _path(asker, data, proposed.place)
    owner, field = where(Engagement, path)
    if field is None:
        return []
    known, value, model = Known(data), proposed.value, field.model
    if not proposed.whole:
        value = ask_field(asker, known, field, field.description)
    # A new entry needs more than that; of a role, its id is there by now.
    is_new = len(path) > (3 if begun else 2) and isinstance(path[-2], int)
    if value is not None and is_new and value_at(data, path[:-1]) is None:
        value = ask_record(asker, known, owner, {field.key: value}, first=_WHOSE)
        path, model = path[:-1], owner
    if value is None:
        return []
    if isinstance(value, dict) and model is not None and issubclass(model, Record):
        value = {**value, "source": _cited(one)}
    people = [Answer(f"people.{each}", "{}") for each in known.new_people]
    if field.container == "list" and path[-1] == field.key and isinstance(value, list):
        first = length_at(data, path)
        entries = [((*path, at), each) for at, each in enumerate(value, first)]
    else:
        entries = [(path, value)]
    return [*people, *begun, *(Answer(path_text(at), as_flow(each)) for at, each in entries)]


def _path(asker: Asker, data: dict[str, Any], place: str) -> tuple[DataPath, list[Answer]]:
    """The place in this file, and what has to stand before it: a new role is begun with its id.

    Of roles and bodies it is asked which; of other lists it is a new entry.
    """
    path: DataPath = ()
    begun: list[Answer] = []
    for step in place.split("."):
        key = step.removesuffix("[]")
        path = (*path, key)
        if key == step:
            continue
        kind = {"roles": "role", "bodies": "body"}.get(key)
        if kind is None:
            path = (*path, length_at(data, path))
            continue
        names = Known(data).names(kind)
        options = [*((one, one) for one in names), ("", f"Another {kind}")]
        chosen = asker.choose(f"Of which {kind}?", options) if names else ""
        chosen = chosen or asker.type(f"An id for the {kind}, as in: {_AS_IN[kind]}.")
        if not chosen:
            return (), []  # nothing was typed: what is so is asked again
        if kind == "body":
            path = (*path, chosen)
            continue
        at = names.index(chosen) if chosen in names else len(names)
        path = (*path, at)
        if chosen not in names:
            begun.append(Answer(path_text((*path, "id")), as_flow(chosen)))
    return path, begun
