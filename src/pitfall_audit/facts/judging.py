"""Who judges whom: members of a body and those whom it appoints, appraises or reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.model.vocabulary import JudgedAs
from pitfall_audit.facts.arrangement import Arrangement, named, slug
from pitfall_audit.facts.pairs import Pair
from pitfall_audit.facts.subjects import Anchor

__all__ = ["Judging", "future_care_settled", "judged_people", "judges_somebody", "judging_between"]

_IN_WORDS: Mapping[JudgedAs, str] = {
    "appointment": "an appointment",
    "appraisal": "an appraisal",
    "assessment": "an assessment",
    "complaint": "a complaint",
    "incident-review": "an incident review",
}


@dataclass(frozen=True, slots=True)
class Judging:
    """One of a pair judges the other: on which body, in what, and where that is written.

    ``certain`` is false where a team is named, and only its membership joins it to the care.
    """

    body: str
    how: str
    anchor: Anchor
    certain: bool


def judging_between(
    arrangement: Arrangement, sitters: Mapping[str, Mapping[str, Anchor]], pair: Pair
) -> list[Judging]:
    """Every body on which one of a pair judges the other, in the order of the file.

    ``sitters`` are the ids of those who sit on each body on the audit date.
    """
    found = []
    for name, body in arrangement.bodies.items():
        sitting = sitters.get(name, {})
        for index, judged in enumerate(body.judges or ()):
            certain: bool | None = None
            if pair.person in sitting:
                certain = _is_other(arrangement, pair, judged)
            # The other way round: whoever treats somebody is to judge them.
            if pair.other_is_person and pair.other in sitting and judged.person == pair.person:
                certain = True
            if certain is not None:
                how = _IN_WORDS[judged.judged_as] if judged.judged_as else "a judgement"
                anchor = Anchor(("bodies", name, "judges", index))
                found.append(Judging(name, how, anchor, certain))
    return found


def _is_other(arrangement: Arrangement, pair: Pair, judged: PersonOrTeam) -> bool | None:
    """Whether the one judged treats the person of a pair; None where nothing joins them.

    False where only a team joins them: that somebody belongs to it says nothing of whom
    they treat.
    """
    if named(judged) == pair.other and (judged.person is not None) == pair.other_is_person:
        return True
    if pair.other_is_person:
        teams = {slug(team) for team in _teams(arrangement, pair.other)}
        return True if judged.team is not None and slug(judged.team) in teams else None
    if judged.person is None:
        return None
    teams = {slug(team) for team in _teams(arrangement, judged.person)}
    return False if slug(pair.other) in teams else None


def _teams(arrangement: Arrangement, person: str) -> tuple[str, ...]:
    known = arrangement.people.get(person)
    return (known.teams or ()) if known is not None else ()


def judged_people(arrangement: Arrangement) -> Iterator[str]:
    """The ids of people with lived experience whom a body judges."""
    for body in arrangement.bodies.values():
        for judged in body.judges or ():
            person = arrangement.people.get(judged.person or "")
            if judged.person is not None and person is not None and person.lived_experience:
                yield judged.person


def judges_somebody(body: Body | None) -> bool | None:
    """Whether a body judges anybody; None where its work suggests it, and nothing says so."""
    if body is None:
        return False
    if body.judges is not None:
        return bool(body.judges)
    work = {*(body.decides_on or ()), *(body.handles or ())}
    suggests = {"staffing", "complaints", "interviews", "serious-incidents"}
    return None if body.kind == "panel" or work & suggests else False


def future_care_settled(
    arrangement: Arrangement, body: Body | None, members: Mapping[str, Anchor]
) -> bool | None:
    """Whether it is settled what follows if the one judged comes to treat a member.

    None where somebody judged might treat a member one day, and nothing is written on it.
    """
    private = body.interests.held_privately if body and body.interests else None
    if private is not None and private.handled:
        return True
    agreed = {
        named(one)
        for conflict, _ in arrangement.conflicts()
        if conflict.handling and any(named(other) in members for other in conflict.between)
        for one in conflict.between
    }
    for judged in (body.judges if body else None) or ():
        if judged.might_treat and named(judged) not in agreed:
            return None
    return True
