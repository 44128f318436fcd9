"""Facts about promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Required

from pitfall_audit.engagement.absence import NONE
from pitfall_audit.engagement.model import Promise
from pitfall_audit.engagement.model.promises import DueRule, Redating
from pitfall_audit.engagement.model.vocabulary import PromiseKind, PromiseStatus
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.authority import Authority, worded_as_decided
from pitfall_audit.facts.fact_schema import Copied, Fact, IsoDate, TypedDict, copied
from pitfall_audit.facts.notification import Membership, told_coverage, was_told
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = ["PromiseFacts", "promise_subjects", "rule_in_words", "stated_without"]


KindOfPromise = Literal[PromiseKind, "accepted-advice"]


# fmt: off
class PromiseFacts(TypedDict, total=False):
    """Something people were told would be done."""

    label: Required[Annotated[str, Fact("The promise in the words used, or its id in words")]]
    text: Annotated[str, Copied(
        "The promise word for word, however long", "promise.text",
        "What was promised, word for word?")]
    kind: Required[Annotated[KindOfPromise, Fact(
        "What kind of promise it is: where nothing is said a deliverable, or a step where an "
        "advert says that the day is to be confirmed; accepted-advice for a "
        "recommendation that was accepted, in whole or part")]]
    status: Annotated[PromiseStatus, Fact("What became of it", "promise.status")]
    owner: Annotated[str, Copied("The post or person who sees to it", "promise.owner")]
    due: Annotated[IsoDate, Fact("The day by which it is to be done", "promise.due")]
    due_rule: Annotated[str, Fact(
        "From what the day is counted by which it is to be done, in words: “within 20 working days "
        "of the complaint”", "promise.due")]
    ongoing: Required[Annotated[bool, Fact("Whether it has no end")]]
    days_overdue: Annotated[int, Fact(
        "Days since it was due; below nothing where it is still ahead", "promise.due",
        "When is this to be done?")]
    told_since_due: Annotated[bool, Fact(
        "Whether those it was made to were told something on or after the due day", "promise.told",
        "What have the people it was made to been told since it was due?")]
    asked_to_wait: Required[Annotated[bool, Fact(
        "Whether the person it was made to asked for it to wait")]]
    review_due: Annotated[IsoDate, Copied(
        "When a promise without end is next looked at", "promise.review_due")]
    open: Annotated[bool, Fact(
        "Whether it stands: nothing says that it is done, or will not be", "promise.status",
        "The day on which this was done is given, and the record says that it is open. Is it "
        "done?")]
    closed: Annotated[bool, Fact(
        "Whether it is done, or will not be", "promise.status",
        "Is this promise kept, given up or still open?")]
    times_redated: Annotated[int, Fact(
        "How many times it was given another day by the audit date", "promise.redated",
        "How many times was this given another day?")]
    redatings_told: Annotated[bool, Fact(
        "Whether a day is stated on which people were told, for each time it was given another",
        "promise.redated", "Were people told each time that the day was moved?")]
    aim_met: Annotated[bool, Copied(
        "Whether what it was for has been reached", "promise.aim_met",
        "Has what this was for been reached?")]
    unmet_told: Annotated[bool, Copied(
        "Whether people were told what was not reached, and what happens to it",
        "promise.unmet_told", "Were people told what was not reached, and what happens to it?")]
    needs_others: Required[Annotated[bool, Fact(
        "Whether it is said that it cannot be done without another")]]
    unmet_needs: Required[Annotated[list[str], Fact(
        "The promises that it cannot be done without, and that are still open or were given up")]]
    stated_without: Required[Annotated[bool, Fact(
        "Whether it is stated that nobody sees to it, or that no day is set for it")]]
    told: Annotated[bool, Fact(
        "Whether people were told what became of it", "promise.told",
        "Have the people it was made to been told what became of it, and when?")]
    to_be_told_on: Annotated[IsoDate, Fact(
        "The day on which people are to be told, where that is still to come")]
    told_covers_all: Annotated[bool, Fact(
        "Whether those who were told are all those it was made to", "promise.to",
        "To whom was this promise made, and has each of them been told?")]
    untold: Required[Annotated[list[str], Fact(
        "Those it was made to who, for certain, were not told")]]
    needs_decision_by: Annotated[list[str], Copied(
        "The bodies or posts that must agree before it can be kept", "promise.needs_decision_by",
        "Must anybody else agree before this promise can be kept?")]
    beyond_authority: Annotated[bool, Fact(
        "Whether it needs the agreement of somebody for whom those who made it can't speak",
        "engagement.authority", "For which bodies and posts can those who run this speak?")]
    deciders_elsewhere: Required[Annotated[list[str], Fact(
        "The bodies or posts that must agree, for whom nobody here is said to speak")]]
    decision_agreed: Annotated[bool, Fact(
        "Whether those who must agree did so by the audit date", "promise.decision_agreed_on",
        "Have those who decide about this agreed to it, and when?")]
    worded_as_decided: Required[Annotated[bool, Fact(
        "Whether a body that may not decide promises, by its wording, that something will be put "
        "into practice")]]
# fmt: on


def promise_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every promise, in the order of the file."""
    membership, authority = Membership(arrangement), Authority(arrangement)
    return tuple(
        _promise_subject(arrangement, membership, authority, promise, index)
        for index, promise in enumerate(arrangement.engagement.promises or ())
    )


def stated_without(arrangement: Arrangement, path: DataPath) -> bool:
    """Whether it is stated that nobody sees to what stands at a path, or that it has no day.

    So it is where both were looked for and neither was found.
    """
    absences = arrangement.engagement.absences
    found = [absences.get((*path, key)) for key in ("owner", "due")]
    return NONE in found or None not in found


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
        "stated_without": not to_come and stated_without(arrangement, ("promises", index)),
        "ongoing": promise.due == "ongoing",
        "asked_to_wait": arrangement.has_come(promise.asked_to_wait_on),
        "untold": [],
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
        moved = [one for one in promise.redated if _is_moved(one, arrangement.as_of)]
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
        label=label,
        facts=facts,
        anchors={"promise": Anchor(("promises", index)), "engagement": Anchor(())},
        described_from=arrangement.described(promise.source),
        group="promises",
        group_label="Promises",
    )


def _is_moved(redating: Redating, as_of: dt.date) -> bool:
    return redating.changed_on is None or redating.changed_on <= as_of


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
