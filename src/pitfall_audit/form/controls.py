"""One field as a part of a form: what can be chosen or typed there, and what comes of that.

What stands in a control is its *state*: a tuple of texts. So what a page was made with, what was
sent from it, and what the file says now can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec import Struct

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.asking import Known, Option, Ways, options_for
from pitfall_audit.engagement.absence import NONE, NOT_STATED
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.model.scalars import FLAG
from pitfall_audit.engagement.spots import spot_at, where
from pitfall_audit.yaml.places import DataPath, value_at
from pitfall_audit.yaml.reading import path_text
from pitfall_audit.yaml.writing import as_flow

__all__ = ["Control", "Kind", "State", "answers_of", "control_of", "sent", "standing"]

State = tuple[str, ...]
Kind = Literal["choice", "text", "long", "many", "lines", "ids", "nothing"]

_YES: Final = {"true": "yes", "on": "yes", "false": "no", "off": "no"}
_LONG: Final = 45
"""A text whose example has more letters gets several lines to be written on."""


class Control(Struct, frozen=True):
    """What a field is filled in with; ``options`` are its answers, or proposals for a text.

    ``ids`` are the names of new entries. Where there is ``nothing``, the field is said part by
    part. ``others`` is whether somebody can be named whom the file does not know yet.
    """

    kind: Kind
    options: tuple[Option, ...]
    state: State
    others: bool = False


def control_of(field: FieldOutline, value: Any, known: Known) -> Control:
    """What a field is filled in with, that holds ``value``, plain data, now."""
    if field.container == "mapping":
        return Control("ids", (), ())
    ways = Ways.of(field, known)
    offered = options_for(ways, field, known, whole=True)
    options = tuple([(one, shown) for one, shown in offered if not one.startswith("<")])
    absent = tuple([one for one in options if one[0] in (NONE, NOT_STATED)])
    state = _state(field, value)
    records = field.model is not None and field.shorthand is None
    if state is None or (records and isinstance(value, list)):
        return Control("nothing", (), ())
    if field.container == "list" and records:
        return Control("choice" if absent else "nothing", absent, state)
    listed = {one for one, _ in options}
    options += tuple([(one, one) for one in state if one not in listed and not ways.typed])
    if field.container == "list":
        return Control("lines" if ways.typed else "many", options, state, ways.person)
    if not ways.typed:
        return Control("choice" if options else "nothing", options, state, ways.person)
    example = str(field.examples[0]) if field.examples else ""
    long = max(len(example), *map(len, state), 0) > _LONG or "\n" in "".join(state)
    return Control("long" if long else "text", options, state)


def _state(field: FieldOutline, value: Any) -> State | None:
    """What stands in a control for some data; None where it holds more than a control can."""
    entries = value if isinstance(value, list) else () if value in (None, "") else (value,)
    listed = field.container == "list"
    if not all(isinstance(one, str) and not (listed and "\n" in one) for one in entries):
        return None
    is_flag = FLAG in field.scalars
    return tuple([_YES.get(low, low) if is_flag and (low := one.lower()) else one
                  for one in entries])  # fmt: skip


def sent(control: Control, name: str, form: Mapping[str, Sequence[str]]) -> State:
    """What was sent from a control: of a choice one, and who was named beside it goes first."""
    texts = [one.replace("\r\n", "\n").strip() for one in form.get(name, ())]
    if control.kind in ("lines", "ids"):
        texts = [line.strip() for text in texts for line in text.split("\n")]
    others = [one.strip() for one in form.get(f"{name}+", ())]
    together = others + texts if control.kind == "choice" else texts + others
    found = tuple(dict.fromkeys(filter(None, together)))
    return found[:1] if control.kind in ("choice", "text", "long") else found


def standing(data: Any, path: DataPath) -> Any:
    """What stands at a path, also where a text stands alone for the record around it."""
    above = value_at(data, path[:-1]) if path else None
    if isinstance(above, str) and above not in (NONE, NOT_STATED):
        field = where(Engagement, path[:-1])[1]
        return above if field is not None and field.shorthand == path[-1] else None
    return value_at(data, path)


def answers_of(
    data: Any, known: Known, changes: Sequence[tuple[DataPath, State]]
) -> Iterator[Answer]:
    """The answers that put some states into a file, whose data are given, at their places.

    A record that is not there yet, or of which a word stands for the whole, is written at once.
    """
    whole: dict[DataPath, Any] = {}
    for path, state in changes:
        spot = spot_at(path)
        if spot is None:
            continue
        if Ways.of(spot.field, known).person:
            people = set(known.names("person")) | {NONE, NOT_STATED}
            yield from (Answer(f"people.{one}", "{}") for one in state if one not in people)
        for at, value in _changed(spot.field, path, standing(data, path), state):
            top = next((up for n in range(1, len(at)) if not _holds(data, up := at[:n])), at)
            if top == at or value is None:
                if standing(data, at) is not None or value is not None:
                    yield Answer(path_text(at), None if value is None else as_flow(value))
                continue
            whole[top] = _put(whole.get(top, _begun(data, top)), at[len(top) :], value)
    yield from (Answer(path_text(top), as_flow(value)) for top, value in whole.items())


def _holds(data: Any, path: DataPath) -> bool:
    return isinstance(value_at(data, path), dict | list)


def _begun(data: Any, path: DataPath) -> Any:
    """What a record is begun with: the text that stands for it alone."""
    value, field = value_at(data, path), where(Engagement, path)[1]
    if field is None or field.shorthand is None or not isinstance(value, str):
        return None
    return None if value in (NONE, NOT_STATED) else {field.shorthand: value}


def _put(data: Any, path: DataPath, value: Any) -> Any:
    """Plain data with a value at a path; of a list that is begun here there is one entry."""
    if not path:
        return value
    if isinstance(path[0], int):
        return [_put(data[0] if data else None, path[1:], value)]
    return {**(data or {}), path[0]: _put((data or {}).get(path[0]), path[1:], value)}


def _changed(
    field: FieldOutline, path: DataPath, value: Any, state: State
) -> Iterator[tuple[DataPath, Any]]:
    """What is to stand where; None where something is to be taken out. What goes comes first."""
    if field.container == "mapping":
        yield from (((*path, one), {}) for one in state)
    elif field.container == "one" or state in ((NONE,), (NOT_STATED,)):
        yield path, state[0] if state else None
    elif isinstance(value, list) and any(one in state for one in value):
        gone = [at for at, one in enumerate(value) if one not in state]
        yield from (((*path, at), None) for at in gone)
        new = [one for one in state if one not in value]
        yield from (((*path, at), one) for at, one in enumerate(new, len(value) - len(gone)))
    else:
        yield path, list(state) or None
