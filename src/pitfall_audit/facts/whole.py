"""Facts about an arrangement as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.facts.access import access_facts
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.practice import practice_facts
from pitfall_audit.facts.routes import routes
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes import EngagementFacts
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.facts.ways import ways_anchors, ways_facts

__all__ = ["engagement_subjects"]


def engagement_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """The arrangement, as the one subject that stands for all of it."""
    engagement = arrangement.engagement
    facts: EngagementFacts = {
        "label": engagement.title,
        "described_from": arrangement.described_from,
        "access": access_facts(arrangement),
        **practice_facts(arrangement),
        **ways_facts(arrangement, seats),  # type: ignore[typeddict-item]  # it has its own keys
    }
    if engagement.level is not None:
        facts["level"] = engagement.level
    if engagement.organisation is not None and engagement.organisation.nation is not None:
        facts["organisation_nation"] = engagement.organisation.nation
    _add_limits(facts, arrangement)
    recruitment = engagement.recruitment
    described_from = arrangement.described_from
    if recruitment is not None:
        described_from = arrangement.described(recruitment.source)
        if recruitment.channels is not None:
            facts["routes"] = routes(recruitment.channels, seats)
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
        anchors={
            "engagement": Anchor(()),
            "scope": Anchor(("scope",)),
            "recruitment": Anchor(("recruitment",)),
            **ways_anchors(arrangement, seats),
        },
        described_from=described_from,
        group="engagement",
        group_label=engagement.title,
    )
    return (subject,)


def _add_limits(facts: EngagementFacts, arrangement: Arrangement) -> None:
    scope = arrangement.engagement.scope
    if scope is not None and scope.can_change is not None:
        facts["can_change"] = list(scope.can_change)
    if scope is not None and scope.cannot_change is not None:
        facts["cannot_change"] = list(scope.cannot_change)
        facts["limits_stated"] = True
    elif arrangement.described(scope.source if scope else None) == "own-records":
        # What a published paper leaves out, people may have been told all the same.
        facts["limits_stated"] = False
