"""Facts about what came of involving people: effects, who heard of them, and admitted gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Required

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.part_dates import date_words
from pitfall_audit.engagement.model.practice import AdmittedGap, Impact
from pitfall_audit.engagement.model.promises import DueRule
from pitfall_audit.engagement.model.vocabulary import FeedbackGiven, OrganisationKind
from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, any_yes, is_yes, shortened
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.notification import was_told
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["EffectFacts", "effect_facts"]


class EffectFacts(TypedDict, total=False):
    """What came of involving people, and what is missing by the organisation's own word."""

    organisation_kind: OrganisationKind
    days_running: int
    effects_recorded: bool
    effects_in_words: bool
    asked_before: list[str]
    effects_shared: bool | None
    judged_by_staff_alone: bool
    feedback: FeedbackGiven
    gaps_admitted: list[str]
    gaps_open: list[str]
    gaps_unanswered: list[str]
    compared: bool
    judges: Required[list[str]]


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
    if asked := _asked_before(arrangement):
        facts["asked_before"] = asked
    if effects is not None:
        facts["effects_recorded"] = bool(effects)
        facts["effects_shared"] = _shared(arrangement, effects)
    if arrangement.described_from == "own-records" or not _told_in_words(engagement):
        facts["effects_in_words"] = False
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
    aims = [
        AdmittedGap.model_construct(text=one.text, source=one.source, owner=one.owner, due=one.due)
        for one in engagement.promises or ()
        if one.kind == "aim" and one.text and speaks_of("more-to-do", one.text)
        if not isinstance(one.due, DueRule) and one.status in (None, "planned", "open")
    ]
    if engagement.admitted_gaps is not None or aims:
        gaps = (*(engagement.admitted_gaps or ()), *aims)
        facts["gaps_admitted"] = [shortened(one.text.rstrip(".")) for one in gaps]
        open_ = [one for one in gaps if not _answered(one)]
        facts["gaps_open"] = [shortened(one.text.rstrip(".")) for one in open_]
        if not arrangement.past and all(
            arrangement.silence_counts(one.source, "engagement.admitted_gaps") for one in open_
        ):
            facts["gaps_unanswered"] = facts["gaps_open"]
    return as_stated(facts)


def _told_in_words(engagement: Engagement) -> bool:
    """Whether a file says in other words that something came of it, or where that is told."""
    texts = [one.text for one in engagement.done_well or ()]
    texts += [one.text for one in engagement.also_says or ()]
    texts += [one.what or "" for one in engagement.events or ()]
    texts.append((engagement.ending and engagement.ending.says) or "")
    return any(speaks_of("what-came-of-it", one) for one in texts)


def _asked_before(arrangement: Arrangement) -> list[str]:
    """What people were last asked, or others were last to look into, by a day that is past."""
    found = [
        (day, f"“{shortened(one.what)}” ({date_words(day)})")
        for one in arrangement.engagement.events or ()
        if one.what and one.kind in ("consulted", "reviewed")
        if (day := one.until or one.dated) is not None and arrangement.has_come(day)
    ]
    return [words for _, words in sorted(found)[-1:]]


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
