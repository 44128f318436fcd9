"""Facts about what came of involving people: effects, who heard of them, and admitted gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Required

from pitfall_audit.engagement.model.practice import AdmittedGap, Impact
from pitfall_audit.engagement.model.vocabulary import FeedbackGiven, OrganisationKind
from pitfall_audit.facts.arrangement import Arrangement, Seats, any_yes, is_yes, shortened
from pitfall_audit.facts.fact_schema import Copied, DaysSince, Fact, TypedDict, as_stated, copied
from pitfall_audit.facts.notification import was_told

__all__ = ["EffectFacts", "effect_facts"]


# fmt: off
class EffectFacts(TypedDict, total=False):
    """What came of involving people, and what is missing by the organisation's own word."""

    organisation_kind: Annotated[OrganisationKind, Copied(
        "What kind of organisation it is", "engagement.organisation.kind",
        "What kind of organisation is this?")]
    days_running: Annotated[int, DaysSince(
        "Days since people began to be involved; below nothing where that is ahead",
        "engagement.starts", "When did people begin to be involved?")]
    effects_recorded: Annotated[bool, Fact(
        "Whether it is recorded what came of it, if only that nothing did; no where it is stated "
        "that nothing is recorded", "engagement.impact",
        "What has changed because people take part here, and who told them?")]
    effects_shared: Annotated[bool | None, Fact(
        "Whether anybody was told of an effect that is recorded", "engagement.impact",
        "Have those who took part been told what came of it?")]
    judged_by_staff_alone: Annotated[bool, Fact(
        "Whether all who judged what came of it are known to be staff", "engagement.impact",
        "Who judged what came of it, people with lived experience among them?")]
    feedback: Annotated[FeedbackGiven, Copied(
        "How those who take part hear what came of it", "engagement.feedback",
        "Do those who take part hear what came of it without asking?", copies="feedback.given")]
    gaps_admitted: Annotated[list[str], Fact(
        "What is missing by the organisation's own word", "engagement.admitted_gaps",
        "Does the organisation say what is still missing here?")]
    gaps_open: Annotated[list[str], Fact(
        "Those beside which the file sets nothing", "engagement.admitted_gaps",
        "Does the organisation say what is still missing here?")]
    gaps_unanswered: Annotated[list[str], Fact(
        "Those against which nothing is set: nobody, no day, no promise, nor that it will stay so",
        "engagement.admitted_gaps",
        "Who sees to what you say is missing, and by when; or will it stay so?",
        of_silence=True)]
    compared: Annotated[bool, Fact(
        "Whether those who take part were compared with those whom the service serves",
        "engagement.monitoring.compared_on",
        "When were those who take part last compared with those whom the service serves?")]
    judges: Required[Annotated[list[str], Fact("The ids of those who judged what came of it")]]
# fmt: on


def effect_facts(arrangement: Arrangement, seats: Seats) -> EffectFacts:
    """What is stated of what came of it."""
    engagement = arrangement.engagement
    effects = engagement.impact
    facts: EffectFacts = {
        "judges": list(
            dict.fromkeys(one for effect in effects or () for one in effect.judged_by or ())
        ),
        **copied(EffectFacts, arrangement.as_of, engagement.feedback),
    }
    if effects is not None:
        facts["effects_recorded"] = bool(effects)
        facts["effects_shared"] = _shared(arrangement, effects)
    if facts["judges"]:
        lived = any_yes(_lived(arrangement, seats, one) for one in facts["judges"])
        if lived is not None:
            facts["judged_by_staff_alone"] = not lived
    monitoring = engagement.monitoring
    if monitoring is not None and monitoring.compared_on is not None:
        facts["compared"] = arrangement.has_come(monitoring.compared_on)
    elif monitoring is not None and arrangement.described(monitoring.source) == "own-records":
        # What published papers leave out may have been done all the same.
        facts["compared"] = False
    if engagement.admitted_gaps is not None:
        facts["gaps_admitted"] = [
            shortened(one.text.rstrip(".")) for one in engagement.admitted_gaps
        ]
        open_ = [one for one in engagement.admitted_gaps if not _answered(one)]
        facts["gaps_open"] = [shortened(one.text.rstrip(".")) for one in open_]
        if all(arrangement.silence_counts(one.source, "engagement.admitted_gaps") for one in open_):
            facts["gaps_unanswered"] = facts["gaps_open"]
    return as_stated(facts)


def _shared(arrangement: Arrangement, effects: Sequence[Impact]) -> bool | None:
    """Whether anybody was told of an effect; None where that is open.

    What published papers list has been told. That something came to nothing is read in them and
    may be news to those who took part.
    """
    described = [arrangement.described(one.source) for one in effects]
    listed = [
        one
        for one, by in zip(effects, described, strict=True)
        if one.told is None and by == "published-documents"
    ]
    if listed:
        return None if any(one.effect_kind == "none" for one in listed) else True
    return any_yes(
        was_told(one.told, arrangement.as_of, by)
        for one, by in zip(effects, described, strict=True)
    )


def _lived(arrangement: Arrangement, seats: Seats, judge: str) -> bool | None:
    """Whether somebody judges from lived experience; None where that is open."""
    person = arrangement.people.get(judge)
    if person is not None and (person.lived_experience or person.post_kind == "lived-experience"):
        return True
    own = [seat.lived for seat in seats.of(judge)]
    if own:
        return any_yes(own)
    return False if person is not None and person.post is not None else None


def _answered(gap: AdmittedGap) -> bool:
    """Whether anything is set against a gap, if only that it will stay."""
    return bool(is_yes(gap.will_stay)) or any(
        one is not None for one in (gap.owner, gap.due, gap.promise)
    )
