"""Facts about promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Required

from pitfall_audit.engagement.absence import NONE
from pitfall_audit.engagement.model import Promise, Recommendation
from pitfall_audit.engagement.model.part_dates import span_of
from pitfall_audit.engagement.model.promises import DueRule
from pitfall_audit.engagement.model.vocabulary import PromiseKind, PromiseStatus
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.authority import Authority, worded_as_decided
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, copied
from pitfall_audit.facts.notification import Membership, told_coverage, was_told
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = ["PromiseFacts", "promise_subjects", "rule_in_words", "stated_without", "told_in_passing"]


KindOfPromise = Literal[PromiseKind, "accepted-advice"]


class PromiseFacts(TypedDict, total=False):
    """Something people were told would be done."""

    label: Required[str]
    text: str
    kind: Required[KindOfPromise]
    status: PromiseStatus
    owner: str
    due: IsoDate
    due_rule: str
    ongoing: Required[bool]
    days_overdue: int
    told_since_due: bool
    asked_to_wait: Required[bool]
    review_due: IsoDate
    open: bool
    closed: bool
    times_redated: int
    redatings_told: bool
    aim_met: bool
    unmet_told: bool
    needs_others: Required[bool]
    unmet_needs: Required[list[str]]
    word_back: Required[bool]
    stated_without: Required[bool]
    in_passing: Required[bool]
    told: bool
    told_in_public: Required[bool]
    to_be_told_on: IsoDate
    told_covers_all: bool
    untold: Required[list[str]]
    needs_decision_by: list[str]
    beyond_authority: bool
    deciders_elsewhere: Required[list[str]]
    decision_agreed: bool
    worded_as_decided: Required[bool]


def promise_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every promise, in the order of the file."""
    membership, authority = Membership(arrangement), Authority(arrangement)
    return tuple(
        _promise_subject(arrangement, membership, authority, promise, index)
        for index, promise in enumerate(arrangement.engagement.promises or ())
    )


def stated_without(
    arrangement: Arrangement, record: Promise | Recommendation, path: DataPath
) -> bool:
    """Whether it is stated that nobody sees to what stands at a path, or that it has no day.

    So it is where what it does not name of the two was looked for, and was not found.
    """
    absences = arrangement.engagement.absences
    open_ = [key for key in ("owner", "due") if getattr(record, key) is None]
    found = [absences.get((*path, key)) for key in open_]
    return NONE in found or (bool(found) and None not in found)


def told_in_passing(arrangement: Arrangement, record: Promise | Recommendation) -> bool:
    """Whether a paper of others tells of something that nobody need be asked about.

    So it is of a courtesy, of what was only hoped or expected, and of what is over five years old
    where there are later papers.
    """
    if arrangement.described(record.source) != "published-documents":
        return False
    promise = record if isinstance(record, Promise) else None
    if promise and (promise.strength in _UNSURE or speaks_of("in-passing", promise.text)):
        return promise.status is None
    day = record.due if isinstance(record.due, dt.date) else record.made_on
    if day is None or span_of(day)[1] >= arrangement.as_of - _OLD:
        return False
    papers = (one.dated for one in arrangement.engagement.sources or () if one.dated is not None)
    return any(span_of(paper)[0] > span_of(day)[1] for paper in papers)


_UNSURE = frozenset({"may", "proposed", "expected"})
_OLD = dt.timedelta(days=5 * 365)


def _to_be_confirmed(arrangement: Arrangement, promise: Promise, index: int) -> bool:
    """Whether an advert says that a day is still to come: a step, of which nobody is due more."""
    if arrangement.engagement.absences.get(("promises", index, "due")) != NONE:
        return False
    cited = promise.source.id if promise.source else None
    return any(
        one.kind == "advert" and one.id == cited for one in arrangement.engagement.sources or ()
    )


def _promise_subject(
    arrangement: Arrangement,
    membership: Membership,
    authority: Authority,
    promise: Promise,
    index: int,
) -> Subject:
    due = promise.due if isinstance(promise.due, dt.date) else None
    label = f"“{shortened(promise.text)}”" if promise.text else in_words(promise.id)
    to_come = _to_be_confirmed(arrangement, promise, index)
    facts: PromiseFacts = {
        "label": label,
        "kind": promise.kind or ("step" if to_come else "deliverable"),
        "stated_without": not to_come and stated_without(arrangement, promise, ("promises", index)),
        "in_passing": told_in_passing(arrangement, promise),
        "ongoing": promise.due == "ongoing",
        "word_back": speaks_of("word-back", promise.text),
        "asked_to_wait": arrangement.has_come(promise.asked_to_wait_on),
        "untold": [],
        "told_in_public": promise.told is not None
        and promise.told.to is None
        and speaks_of("in-public", promise.told.how),
        "needs_others": bool(promise.needs),
        "unmet_needs": list(_unmet_needs(arrangement, promise)),
        "deciders_elsewhere": [],
        "worded_as_decided": worded_as_decided(arrangement, promise),
        **copied(PromiseFacts, arrangement.as_of, promise),
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
    if promise.redated is not None:
        moved = [
            one
            for one in promise.redated
            if one.changed_on is None or one.changed_on <= arrangement.as_of
        ]
        facts["times_redated"] = len(moved)
        facts["redatings_told"] = all(arrangement.has_come(one.told_on) for one in moved)
    if isinstance(promise.due, DueRule):
        facts["due_rule"] = rule_in_words(promise.due)
    if due is not None:
        facts["due"] = due.isoformat()
        facts["days_overdue"] = (arrangement.as_of - due).days
    _add_closure(facts, promise, arrangement.as_of)
    _add_notification(facts, arrangement, membership, promise)
    _add_decision(facts, arrangement, authority, promise)
    return Subject(
        kind="promise",
        identity=f"promises[{promise.id}]",
        facts=facts,
        anchors={"promise": Anchor(("promises", index)), "engagement": Anchor(())},
        described_from=arrangement.described(promise.source),
        under="promises",
    )


def rule_in_words(rule: DueRule) -> str:
    """How a day is counted, in words: ``ten working days before each meeting``."""
    if rule.before is not None:
        return f"{rule.within} before {rule.before}"
    return f"within {rule.within}" + (f" of {rule.of}" if rule.of else "")


def _unmet_needs(arrangement: Arrangement, promise: Promise) -> Iterator[str]:
    """What a promise cannot be done without, and is stated to be open or to have been given up."""
    known = arrangement.promises
    needs = {known[one] for one in promise.needs or () if one in known and one != promise.id}
    for at in sorted(needs):
        other = (arrangement.engagement.promises or ())[at]
        if other.status in _UNMET and not arrangement.has_come(other.done_on):
            yield f"“{shortened(other.text)}”" if other.text else in_words(other.id)


_UNMET = frozenset({"planned", "open", "in-progress", "declined", "withdrawn"})
_OPEN = frozenset({"planned", "open", "in-progress"})
_CLOSED = frozenset({"kept", "declined", "withdrawn", "superseded"})


def _add_closure(facts: PromiseFacts, promise: Promise, as_of: dt.date) -> None:
    """Whether it is over; left out where a day of completion stands beside an open status."""
    done = promise.done_on is not None and promise.done_on <= as_of
    if promise.status in _CLOSED or (promise.status is None and done):
        facts["closed"], facts["open"] = True, False
    elif not done:
        facts["open"] = True
        lasting = promise.due == "ongoing" or isinstance(promise.due, DueRule)
        ahead = lasting or facts.get("days_overdue", 1) <= 0
        if promise.status is not None or ahead:
            facts["closed"] = False


def _add_notification(
    facts: PromiseFacts, arrangement: Arrangement, membership: Membership, promise: Promise
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
        covered = told_coverage(
            membership,
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
    elsewhere = authority.not_held(promise.needs_decision_by, promise.by)
    facts["deciders_elsewhere"] = elsewhere
    if authority.is_stated or not elsewhere:
        facts["beyond_authority"] = bool(elsewhere)
