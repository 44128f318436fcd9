"""Facts about promises."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.model import Promise
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.authority import Authority, worded_as_decided
from pitfall_audit.facts.belonging import Belonging
from pitfall_audit.facts.shapes import PromiseFacts
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.facts.telling import coverage, was_told

__all__ = ["promise_subjects"]


def promise_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every promise, in the order of the file."""
    belonging, authority = Belonging(arrangement), Authority(arrangement)
    return tuple(
        _promise_subject(arrangement, belonging, authority, promise, index)
        for index, promise in enumerate(arrangement.engagement.promises or ())
    )


def _promise_subject(
    arrangement: Arrangement,
    belonging: Belonging,
    authority: Authority,
    promise: Promise,
    index: int,
) -> Subject:
    due = promise.due if isinstance(promise.due, dt.date) else None
    label = f"“{shortened(promise.text)}”" if promise.text else in_words(promise.id)
    facts: PromiseFacts = {
        "label": label,
        "ongoing": promise.due == "ongoing",
        "asked_to_wait": arrangement.has_come(promise.asked_to_wait_on),
        "untold": [],
        "deciders_elsewhere": [],
        "worded_as_decided": worded_as_decided(arrangement, promise),
    }
    if promise.text is not None:
        facts["text"] = promise.text
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
    if promise.review_due is not None:
        facts["review_due"] = promise.review_due.isoformat()
    _add_end(facts, promise, arrangement.as_of)
    _add_telling(facts, arrangement, belonging, promise)
    _add_decision(facts, arrangement, authority, promise)
    return Subject(
        kind="promise",
        identity=f"promises[{promise.id}]",
        label=label,
        facts=facts,
        anchors={"promise": Anchor(("promises", index)), "engagement": Anchor(())},
        described_from=arrangement.described(promise.source),
        group="promises",
        group_label="Promises",
    )


_OPEN = frozenset({"planned", "open", "in-progress"})
_CLOSED = frozenset({"kept", "declined", "withdrawn", "superseded"})


def _add_end(facts: PromiseFacts, promise: Promise, as_of: dt.date) -> None:
    """Whether it is over; left out where a day of completion stands beside an open status."""
    done = promise.done_on is not None and promise.done_on <= as_of
    if promise.status in _CLOSED or (promise.status is None and done):
        facts["closed"], facts["open"] = True, False
    elif not done:
        facts["open"] = True
        ahead = promise.due == "ongoing" or facts.get("days_overdue", 1) <= 0
        if promise.status is not None or ahead:
            facts["closed"] = False


def _add_telling(
    facts: PromiseFacts, arrangement: Arrangement, belonging: Belonging, promise: Promise
) -> None:
    described = arrangement.described(promise.source)
    told = was_told(promise.told, arrangement.as_of, described)
    if told is not None:
        facts["told"] = told
    if promise.told is None:
        return
    if promise.told.on is not None and promise.told.on > arrangement.as_of:
        facts["to_be_told_on"] = promise.told.on.isoformat()
    if promise.told.to is None or promise.to == ():
        # A record that names nobody says that those it was made to were told.
        facts["told_covers_all"] = True
    elif promise.to is not None:
        covered = coverage(
            belonging,
            promise.to,
            promise.told.to,
            made_on=promise.made_on,
            told_on=promise.told.on or arrangement.as_of,
        )
        # A published paper need not list everybody who was told.
        sure = described == "own-records" or promise.told.to == ()
        if covered.complete or (covered.complete is False and sure):
            facts["told_covers_all"] = covered.complete
            facts["untold"] = list(covered.untold)


def _add_decision(
    facts: PromiseFacts, arrangement: Arrangement, authority: Authority, promise: Promise
) -> None:
    if promise.decision_agreed_on is not None:
        facts["decision_agreed"] = promise.decision_agreed_on <= arrangement.as_of
    elif arrangement.described(promise.source) == "own-records":
        facts["decision_agreed"] = False
    if promise.needs_decision_by is None:
        return
    facts["needs_decision_by"] = list(promise.needs_decision_by)
    elsewhere = authority.not_held(promise.needs_decision_by, promise.by)
    facts["deciders_elsewhere"] = elsewhere
    if authority.is_stated or not elsewhere:
        facts["beyond_authority"] = bool(elsewhere)
