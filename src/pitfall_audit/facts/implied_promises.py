"""What other records promise: advice that was accepted."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.model import Recommendation
from pitfall_audit.engagement.model.promises import DueRule
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.promises import (
    PromiseFacts,
    rule_in_words,
    stated_without,
    told_in_passing,
)
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["implied_promise_subjects"]


def implied_promise_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """The advice that somebody is to act on."""
    return tuple(
        _accepted_subject(arrangement, advice, index)
        for index, advice in enumerate(arrangement.engagement.recommendations or ())
        if advice.response == "accepted"
        # What was done of it in part, and why not more, is the answer.
        or (advice.response == "part" and not advice.reason)
        or (advice.response in (None, "part") and _says_who_or_when(arrangement, advice, index))
    )


def _says_who_or_when(arrangement: Arrangement, advice: Recommendation, index: int) -> bool:
    """Whether a file says of a piece of advice who sees to it by when, or that nobody does."""
    path = ("recommendations", index)
    marked = any((*path, key) in arrangement.engagement.absences for key in ("owner", "due"))
    return marked or advice.owner is not None or advice.due is not None


def _accepted_subject(arrangement: Arrangement, advice: Recommendation, index: int) -> Subject:
    """A piece of advice that was accepted: with that it is a promise."""
    label = f"“{shortened(advice.text)}”" if advice.text else in_words(f"advice-{advice.id}")
    facts: PromiseFacts = {
        "label": label,
        "kind": "accepted-advice",
        "stated_without": stated_without(arrangement, advice, ("recommendations", index)),
        "in_passing": told_in_passing(arrangement, advice),
        "ongoing": advice.due == "ongoing",
        "open": not arrangement.has_come(advice.done_on),
        "word_back": False,
        "asked_to_wait": False,
        "untold": [],
        "told_in_public": False,
        "needs_others": False,
        "unmet_needs": [],
        "deciders_elsewhere": [],
        "worded_as_decided": False,
    }
    if advice.owner is not None:
        facts["owner"] = advice.owner.words
    if isinstance(advice.due, DueRule):
        facts["due_rule"] = rule_in_words(advice.due)
    if isinstance(advice.due, dt.date):
        facts["due"] = advice.due.isoformat()
        facts["days_overdue"] = (arrangement.as_of - advice.due).days
    return Subject(
        kind="promise",
        identity=f"recommendations[{advice.id}]",
        facts=facts,
        anchors={"promise": Anchor(("recommendations", index)), "engagement": Anchor(())},
        described_from=arrangement.described(advice.source),
        under="promises",
    )
