"""Derives the facts of an engagement: the plain data that rules read."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.facts.arrangement import Arrangement, in_words, is_yes
from pitfall_audit.engagement.facts.connections import connection_subjects
from pitfall_audit.engagement.facts.seats import body_subjects, describe_seats, seat_subjects
from pitfall_audit.engagement.facts.shapes import EngagementFacts, PromiseFacts
from pitfall_audit.engagement.facts.subjects import Anchor, FactSheet, Subject
from pitfall_audit.engagement.model import Engagement, Promise, TiesFile

__all__ = ["derive_facts"]


def derive_facts(engagement: Engagement, ties_file: TiesFile | None, as_of: dt.date) -> FactSheet:
    """Derive everything rules read of one engagement on the audit date ``as_of``.

    ``ties_file`` holds the ties that are kept apart from the engagement, where they were
    given. Subjects come in the order of the file.
    """
    arrangement = Arrangement(engagement, ties_file, as_of)
    seats = describe_seats(arrangement)
    bodies = body_subjects(arrangement, seats)
    return FactSheet(
        subjects={
            "engagement": (_engagement_subject(arrangement),),
            "body": bodies,
            "seat": seat_subjects(arrangement, seats, bodies),
            "connection": connection_subjects(arrangement, seats, bodies),
            "promise": tuple(
                _promise_subject(arrangement, promise, index)
                for index, promise in enumerate(engagement.promises or ())
            ),
        },
        ties=arrangement.tie_knowledge,
    )


def _engagement_subject(arrangement: Arrangement) -> Subject:
    engagement = arrangement.engagement
    facts: EngagementFacts = {
        "label": engagement.title,
        "described_from": arrangement.described_from,
    }
    if engagement.level is not None:
        facts["level"] = engagement.level
    recruitment = engagement.recruitment
    described_from = arrangement.described_from
    if recruitment is not None:
        described_from = arrangement.described(recruitment.source)
        if recruitment.channels is not None:
            facts["channels"] = [channel.kind for channel in recruitment.channels]
        if recruitment.reason is not None:
            facts["no_open_route_reason"] = recruitment.reason
        open_to_all = is_yes(recruitment.self_referral_open)
        if open_to_all is not None:
            facts["self_referral_open"] = open_to_all
    return Subject(
        kind="engagement",
        identity="engagement",
        label=engagement.title,
        facts=facts,
        anchors={"engagement": Anchor(()), "recruitment": Anchor(("recruitment",))},
        described_from=described_from,
        group="engagement",
        group_label=engagement.title,
    )


def _promise_subject(arrangement: Arrangement, promise: Promise, index: int) -> Subject:
    due = promise.due if isinstance(promise.due, dt.date) else None
    label = f"“{_shortened(promise.text)}”" if promise.text else in_words(promise.id)
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


_LONGEST_QUOTE = 80
_OPEN = frozenset({"planned", "open", "in-progress"})


def _shortened(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _LONGEST_QUOTE else f"{joined[: _LONGEST_QUOTE - 1]}…"
