"""What was sent from a page: which fields were changed, and where to go when they are saved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.editing.asking import Known
from pitfall_audit.engagement.spots import spot_at
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.form.controls import State, control_of, sent, standing
from pitfall_audit.form.guard import Fields, RefusedError
from pitfall_audit.form.sheets import path_of, section_of
from pitfall_audit.report.questions import Question
from pitfall_audit.report.view import view_of
from pitfall_audit.yaml.places import DataPath, length_at
from pitfall_audit.yaml.reading import path_text

__all__ = ["CHANGED", "Sent", "counted", "next_page", "sent_fields", "what_came"]

CHANGED: Final = (
    "The file was changed meanwhile, in another window or by another program. Nothing was written. "
    "Below stands what you typed; look it over, and save it again."
)


class Sent(Struct, frozen=True):
    """A field as it was sent: where it goes, what it says, what it said before, and says now."""

    path: DataPath
    state: State
    was: State
    now: State


def sent_fields(form: Fields, data: dict[str, Any], known: Known) -> Iterator[Sent]:
    """The fields of a page that was sent, each with what it said when the page was made.

    What was to be a new entry of a list is one still where others have come meanwhile.
    """
    bases = [base for text in form.get("add", ()) if (base := path_of(text))]
    for key, (was, *_) in form.items():
        name = key.removeprefix("was:")
        path = path_of(name) if name != key else None
        if path is None or (spot := spot_at(path)) is None:
            continue
        for base in bases:
            if path[: len(base)] == base and len(path) > len(base):
                path = (*base, length_at(data, base), *path[len(base) + 1 :])
        control = control_of(spot.field, standing(data, path), known)
        try:
            before = tuple(map(str, json.loads(was)))
        except (ValueError, TypeError) as trouble:
            raise RefusedError(400, "What was sent can't be read.") from trouble
        state = sent(control, name, form)
        yield Sent(path, before if _alike(state, before) else state, before, control.state)


def _alike(one: State, other: State) -> bool:
    """Whether two states differ only in what no browser keeps: spaces, and what stands twice."""
    plain = [[*dict.fromkeys(" ".join(text.split()) for text in each)] for each in (one, other)]
    return plain[0] == plain[1]


def next_page(
    query: Mapping[str, str],
    before: Mapping[str, Question],
    after: Mapping[str, Question],
    changed: Sequence[Sent],
    removed: str,
) -> dict[str, str]:
    """Where to go when something was saved: on to what was begun, or to what is asked next."""
    spots = [(one, spot_at(one.path)) for one in changed if one.state]
    begun = [one for one, spot in spots if spot and spot.field.container == "mapping"]
    base = path_of(query.get("add", ""))
    if removed:
        return {"section": section_of(path_of(removed) or ())}
    if begun:
        return {"at": path_text((*begun[0].path, begun[0].state[0]))}
    if base and changed:
        return {"at": path_text(changed[0].path[: len(base) + 1])}
    if (asked := query.get("ask", "")) in before:
        at = [*before].index(asked)
        rest = [one for one in (*[*before][at + 1 :], *[*before][:at]) if one in after]
        return {"ask": rest[0]} if rest else {}
    if "first" in query:
        return {"section": "who-sits"}
    return {key: one for key, one in query.items() if key != "told"}


def what_came(lines: str, before: AuditResult, after: AuditResult) -> str:
    """What was written, and what the audit makes of it, in words."""
    return f"Saved. {counted(before, after)}.\n{lines}" if lines else "Nothing was changed."


def counted(before: AuditResult, after: AuditResult) -> str:
    """How much an audit finds, asks and sees in place, and how much it was before, in words."""
    old, new = (view_of(one).counts for one in (before, after))
    return ", ".join([
        f"{now} {what}" + f" ({was} before)" * (was != now)
        for what, was, now in (
            ("needs attention" if new.needs_attention == 1 else "need attention",
             old.needs_attention, new.needs_attention),
            ("to ask", old.to_ask, new.to_ask),
            ("in place", old.in_place, new.in_place),
        )
    ])  # fmt: skip
