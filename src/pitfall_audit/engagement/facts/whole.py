"""Facts about an arrangement as a whole."""

from __future__ import annotations

from pitfall_audit.engagement.facts.arrangement import Arrangement, is_yes
from pitfall_audit.engagement.facts.shapes import EngagementFacts
from pitfall_audit.engagement.facts.subjects import Anchor, Subject

__all__ = ["engagement_subjects"]


def engagement_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """The arrangement, as the one subject that stands for all of it."""
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
    subject = Subject(
        kind="engagement",
        identity="engagement",
        label=engagement.title,
        facts=facts,
        anchors={"engagement": Anchor(()), "recruitment": Anchor(("recruitment",))},
        described_from=described_from,
        group="engagement",
        group_label=engagement.title,
    )
    return (subject,)
