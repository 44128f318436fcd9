"""Facts about complaints and concerns: how they were followed up, never what they are about."""

from __future__ import annotations

from pitfall_audit.engagement.model import Complaint
from pitfall_audit.facts.arrangement import Arrangement, in_words
from pitfall_audit.facts.shapes import ComplaintFacts
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.facts.telling import was_told

__all__ = ["complaint_subjects"]


def complaint_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every complaint and concern, in the order of the file."""
    return tuple(
        _complaint_subject(arrangement, complaint, index)
        for index, complaint in enumerate(arrangement.engagement.complaints or ())
    )


def _complaint_subject(arrangement: Arrangement, complaint: Complaint, index: int) -> Subject:
    as_of = arrangement.as_of
    kind = complaint.kind if complaint.kind in ("complaint", "concern") else "matter raised"
    label = f"{in_words(kind)} {complaint.id}"
    described = arrangement.described(complaint.source)
    facts: ComplaintFacts = {
        "label": label,
        "follow_up_promised": complaint.follow_up is not None,
        "closed": complaint.closed_on is not None and complaint.closed_on <= as_of,
    }
    told = was_told(complaint.told, as_of, described)
    if complaint.settled_on is not None and complaint.settled_on <= as_of and not told:
        # What is settled to the person's satisfaction, they know of.
        told = True
    answered = complaint.responded_on is not None and complaint.responded_on <= as_of
    # An answer may be the outcome, or may only say that it takes longer.
    if told or (told is False and not (answered and complaint.told is None)):
        facts["told"] = told
    due = complaint.extended_to or complaint.response_due
    if due is not None:
        facts["days_past_due"] = (as_of - due).days
    if complaint.follow_up is not None and complaint.follow_up.said_on is not None:
        facts["days_since_promise"] = (as_of - complaint.follow_up.said_on).days
    return Subject(
        kind="complaint",
        identity=f"complaints[{complaint.id}]",
        label=label,
        facts=facts,
        anchors={
            "complaint": Anchor(("complaints", index)),
            "follow_up": Anchor(("complaints", index, "follow_up")),
        },
        described_from=described,
        group="complaints",
        group_label="Complaints and concerns",
    )
