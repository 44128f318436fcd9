"""What somebody is asked about one field, and the data that come of it.

Which answers there are is read from the model of the file: yes and no, a field's own words, the ids
that the file declares, a record asked for part by part. Whoever answers types words, and no YAML.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import count
from typing import Any, Final, Protocol

from msgspec import Struct

from pitfall_audit.engagement.absence import NONE, NOT_STATED, may_be_absent
from pitfall_audit.engagement.model.base import (
    NAMES,
    OF_A_POST,
    Model,
    PersonOrTeam,
    Record,
    Sourced,
)
from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.model.outlines import own_fields as fields_of
from pitfall_audit.engagement.model.scalars import FLAG
from pitfall_audit.engagement.name_errors import was_read_whole
from pitfall_audit.engagement.validation import declared

__all__ = [
    "SHOWN", "Asker", "BackError", "Known", "Option", "StopError", "Ways", "ask_field",
    "ask_record", "options_for",
]  # fmt: skip

Option = tuple[str, str]
"""What an answer is called here, and what is shown for it."""


class BackError(Exception):
    """Whoever is asked wants to go back to the question before."""


class StopError(Exception):
    """Whoever is asked wants to stop here; ``interrupted`` where that was by a signal's key."""

    def __init__(self, *, interrupted: bool = False) -> None:
        super().__init__()
        self.interrupted = interrupted


class Asker(Protocol):
    """Asks somebody. ``choose`` and ``type`` raise BackError and StopError."""

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        """What was chosen, as it is called in ``options``."""

    def type(self, asks: str) -> str:
        """What was typed, without white space around it; "" for nothing."""

    def tell(self, text: str) -> None:
        """Show some lines."""


class Known:
    """What a file declares already, and whom answers have named beside."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.new_people: list[str] = []

    def names(self, kind: str) -> tuple[str, ...]:
        """The ids of the things of a kind that names refer to."""
        return tuple(declared(self._data, kind))

    def made_id(self) -> str:
        """An id for somebody, that nobody has yet."""
        taken = {*self.names("person"), *self.new_people}
        return next(one for n in count(1) if (one := f"person-{n}") not in taken)

    def reads_whole(self) -> bool:
        """Whether there is a source that was read whole, so that its silence says something."""
        return was_read_whole(self._data)


class Ways(Struct, frozen=True):
    """How a field may be answered: by a choice, in words that are typed, or part by part."""

    words: tuple[str, ...]
    ids: tuple[str, ...]
    person: bool
    typed: str
    parts: bool

    @classmethod
    def of(cls, field: FieldOutline, known: Known) -> Ways:
        """The ways for a field, in a file of which something is known."""
        inner = field.said_alone
        return cls(
            inner.choices,
            known.names(inner.refers) if inner.refers else (),
            inner.refers == "person",
            " or ".join(one.name for one in inner.scalars if one is not FLAG and not inner.refers),
            field.model is not None and field.model is not Sourced,
        )


_SKIP, _TYPE, _PARTS, _NEW, _DONE, _MORE = (
    "<skip>", "<type>", "<parts>", "<new>", "<done>", "<more>",
)  # fmt: skip
_AN_ID: Final = (
    "An id for them, that is no real name: lower-case letters, digits and hyphens. The same person "
    "has the same id in every file; who is who, you keep elsewhere. Nothing typed makes one."
)
SHOWN: Final = {"yes": "Yes", "no": "No", NONE: "There is none"}


def ask_field(
    asker: Asker, known: Known, field: FieldOutline, about: str, *, beside: Container[Any] = ()
) -> Any:
    """The data that somebody gives for a field; None where they don't know. ``about`` asks.

    Of a list, what stands ``beside`` it already is not offered.
    """
    if field.container == "list":
        return _ask_list(asker, known, field, about, beside)
    value = _ask_one(asker, known, field, about, whole=True)
    return value if value in (None, NONE, NOT_STATED) else _with_source(asker, known, field, value)


def _ask_list(
    asker: Asker, known: Known, field: FieldOutline, about: str, beside: Container[Any]
) -> Any:
    """The entries of a list, one after another."""
    found: list[Any] = []
    while True:
        whole = not (found or beside)
        value = _ask_one(asker, known, field, about, whole=whole, beside=beside)
        if value in (NONE, NOT_STATED) and not found:
            return value
        if value is None:
            return found or None
        found.append(value)
        more = [(_DONE, "That is all"), (_MORE, "There is another")]
        if asker.choose("Is there more?", more) == _DONE:
            return found


def _ask_one(
    asker: Asker,
    known: Known,
    field: FieldOutline,
    about: str,
    *,
    whole: bool,
    beside: Container[Any] = (),
) -> Any:
    ways = Ways.of(field, known)
    offered = options_for(ways, field, known, whole=whole)
    options = [(value, shown) for value, shown in offered if value not in beside]
    while True:
        chosen = asker.choose(about, options)
        if chosen == _SKIP:
            return None
        if chosen == _NEW:
            typed = asker.type(_AN_ID) or known.made_id()
            if typed not in known.names("person"):
                known.new_people.append(typed)
        elif chosen == _TYPE:
            typed = asker.type(f"Write {ways.typed}.")
        elif chosen == _PARTS and field.model is not None:
            return ask_record(asker, known, field.model, {})
        else:
            return chosen
        if typed:
            return typed


def options_for(ways: Ways, field: FieldOutline, known: Known, *, whole: bool) -> Iterator[Option]:
    """What is offered for a field; what is no answer, but a way to one, has a name in ``<>``."""
    for one in (*ways.words, *ways.ids):
        yield one, SHOWN.get(one, one)
    if ways.person:
        yield _NEW, "Somebody whom the file does not name yet"
    if ways.typed:
        yield _TYPE, "Write it" + (f", as in: {field.examples[0]}" if _plain(field) else "")
    if ways.parts:
        yield _PARTS, "Say it part by part"
    if whole and may_be_absent(field):
        if NONE not in ways.words and "no" not in ways.words:
            yield NONE, SHOWN[NONE]
        if known.reads_whole():
            yield NOT_STATED, "The papers were read whole, and do not say"
    yield _SKIP, "Don't know, or not now"


def _plain(field: FieldOutline) -> bool:
    return bool(field.examples) and isinstance(field.examples[0], str)


def ask_record(
    asker: Asker,
    known: Known,
    model: type[Model],
    given: dict[str, Any],
    *,
    beside: Container[str] = (),
    first: Container[str] = (),
) -> dict[str, Any] | None:
    """The fields of a record, with those ``given``: what it needs first, then what is known.

    What stands ``beside`` them already is not asked for; the fields that come ``first`` are offered
    first. None where nothing is known.
    """
    record = dict(given)
    fields = {key: field for key, field in fields_of(model).items() if key not in beside}
    names = [key for key in fields if key in NAMES and issubclass(model, PersonOrTeam)]
    needed = [key for key, field in fields.items() if field.required and key not in record]
    if names and not any(one in record or one in beside for one in NAMES):
        who = [(key, key.capitalize()) for key in names]
        needed.insert(0, asker.choose("Who is it?", [*who, (_SKIP, "Don't know, or not now")]))
    needs: dict[str, Any] = {}
    for key in needed:
        about = fields[key].description if key != _SKIP else ""
        needs[key] = ask_field(asker, known, fields[key], about) if about else None
        if needs[key] is None:
            return None
    record = needs | record
    if names and "post" not in record and "post" not in beside:
        names += OF_A_POST
    fields = dict(sorted(fields.items(), key=lambda item: item[0] not in first))
    while rest := [one for key, one in fields.items() if key not in (*record, *names)]:
        options = [(field.key, f"{field.key}: {field.description}") for field in rest]
        asks = "What else is known of it?" if record else "What is known of it?"
        chosen = asker.choose(asks, [(_DONE, "That is all"), *options])
        if chosen == _DONE:
            break
        value = ask_field(asker, known, fields[chosen], fields[chosen].description)
        if value is not None:
            record[chosen] = value
    return record or None


def _with_source(asker: Asker, known: Known, field: FieldOutline, value: Any) -> Any:
    """The value with the source that it rests on, where it can carry one and there are any."""
    model, sources = field.model, known.names("source")
    if model is None or not sources or not issubclass(model, Record | Sourced):
        return value
    if isinstance(value, dict):
        record = value
    elif model is Sourced and value == "yes":
        record = {}
    elif field.shorthand is not None and value not in field.words and value not in ("yes", "no"):
        record = {field.shorthand: value}
    else:
        return value
    options = [(_SKIP, "Nowhere, or not to be named"), *((one, one) for one in sources)]
    source = asker.choose("Where is that written?", options)
    return value if source == _SKIP or "source" in record else {**record, "source": source}
