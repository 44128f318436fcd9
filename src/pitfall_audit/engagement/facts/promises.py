"""Facts about promises."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.engagement.facts.shapes import PromiseFacts
from pitfall_audit.engagement.facts.subjects import Anchor, Subject
from pitfall_audit.engagement.model import Promise

__all__ = ["promise_subjects"]


def promise_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every promise, in the order of the file."""
    return tuple(
        _promise_subject(arrangement, promise, index)
        for index, promise in enumerate(arrangement.engagement.promises or ())
    )


def _promise_subject(arrangement: Arrangement, promise: Promise, index: int) -> Subject:
    due = promise.due if isinstance(promise.due, dt.date) else None
    label = f"“{shortened(promise.text)}”" if promise.text else in_words(promise.id)
    facts: PromiseFacts = {
        "label": label,
        "ongoing": promise.due == "ongoing",
        "asked_to_wait": promise.asked_to_wait_on is not None,
    }
    # What published papers do not tell, people may have been told all the same.
    if promise.told is not None or arrangement.described(promise.source) == "own-records":
        facts["told_since_due"] = (
            due is not None
            and promise.told is not None
            and promise.told.on is not None
            and due <= promise.told.on <= arrangement.as_of
        )
    # A day of completion beside an open status leaves open what became of it.
    seems_done = promise.done_on is not None and promise.done_on <= arrangement.as_of
    if promise.status is not None and not (seems_done and promise.status in _OPEN):
        facts["status"] = promise.status
    if promise.owner is not None:
        facts["owner"] = promise.owner
    if due is not None:
        facts["due"] = due.isoformat()
        facts["days_overdue"] = (arrangement.as_of - due).days
    return Subject(
        kind="promise",
        identity=f"promises[{promise.id}]",
        label=label,
        facts=facts,
        anchors={"promise": Anchor(("promises", index))},
        described_from=arrangement.described(promise.source),
        group="promises",
        group_label="Promises",
    )


_OPEN = frozenset({"planned", "open", "in-progress"})
