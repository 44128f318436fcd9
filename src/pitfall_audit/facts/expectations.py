"""Facts about what is expected of people: in a role, and of those who apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Required

from pitfall_audit.engagement.model.roles import UnequalTerms
from pitfall_audit.engagement.model.vocabulary import CriterionKind, Disclosure, Expectation
from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, shortened, slug
from pitfall_audit.facts.asked_words import asked_in, texts_of
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.role_bodies import RoleBody
from pitfall_audit.facts.roles import all_left, for_lived_experience, taken_from
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["ExpectationFacts", "expectation_subjects"]


class ExpectationFacts(TypedDict, total=False):
    """What is expected of people: of those who hold a role, or of those who apply.

    There is one for each role, and one for each criterion of the recruitment.
    """

    label: Required[str]
    of_applicants: Required[bool]
    ended: Required[bool]
    lived_experience: bool | None
    capacity_taken_from: str | None
    among_professionals: Required[bool]
    of_nobody_else: list[str]
    others_known: bool
    disclosure: Disclosure
    asked_unmoved: str | None
    one_side_first: str | None
    impartial: str | None
    kind: CriterionKind
    essential: bool
    reason: str


_IN_WORDS: Mapping[Expectation, str] = {
    "represent-everyone": "to speak for everyone",
    "tell-own-story": "to tell their own story",
    "recruit-others": "to recruit others",
    "be-always-available": "to be always available",
}
_TELLS_A_STORY = frozenset({"gives-testimony", "visiting-speaker"})


def expectation_subjects(
    arrangement: Arrangement, seats: Seats, bodies: Mapping[int, RoleBody]
) -> tuple[Subject, ...]:
    """What is expected in each role, then each criterion, in the order of the file.

    ``bodies`` has the body of each role, by its index there.
    """
    return (*_of_roles(arrangement, seats, bodies), *_of_applicants(arrangement))


def _of_roles(
    arrangement: Arrangement, seats: Seats, bodies: Mapping[int, RoleBody]
) -> list[Subject]:
    of_others: dict[str, set[Expectation]] = {}
    unmoved_too: set[str] = set()
    known: set[str] = set()
    for of_role in seats.by_role.values():
        place = of_role[0].place
        if for_lived_experience(of_role) is False and not all_left(of_role):
            of_others.setdefault(place.body, set()).update(place.role.expects or ())
            if place.role.expects is not None:
                known.add(place.body)
            if asked_in("unmoved", texts_of(arrangement, place.role)):
                unmoved_too.add(place.body)
    subjects = []
    for index, of_role in seats.by_role.items():
        place = of_role[0].place
        role = place.role
        texts = texts_of(arrangement, role)
        one_side, impartial = asked_in("one_side", texts), asked_in("impartial", texts)
        facts: ExpectationFacts = {
            "label": arrangement.role_label(role),
            "of_applicants": False,
            "among_professionals": False,
            "ended": all_left(of_role),
            **copied(ExpectationFacts, arrangement.as_of, role),
        }
        facts["lived_experience"] = for_lived_experience(of_role)
        if place.body not in unmoved_too:
            facts["asked_unmoved"] = asked_in("unmoved", texts)
        if one_side and impartial:
            facts["one_side_first"], facts["impartial"] = one_side, impartial
        facts["capacity_taken_from"] = taken_from(of_role)
        if role.expects is not None:
            shared = set(of_others.get(place.body, ()))
            body = arrangement.bodies.get(place.body)
            handled = (body.handles if body is not None else None) or ()
            by_choice = asked_in("by_choice", texts)
            if role.status in _TELLS_A_STORY or "personal-stories" in handled or by_choice:
                shared.add("tell-own-story")
            if role.speaks_for is not None and role.speaks_for.whom == "everyone":
                # Whether there are means for it is looked at where that is stated.
                shared.add("represent-everyone")
            facts["others_known"] = place.body in known
            facts["of_nobody_else"] = [
                _IN_WORDS[one] for one in role.expects if one in _IN_WORDS and one not in shared
            ]
        if isinstance(role.equal_terms, UnequalTerms) and role.equal_terms.reason is not None:
            facts["reason"] = role.equal_terms.reason
        subjects.append(
            Subject(
                kind="expectation",
                identity=f"roles[{role.id}]",
                facts=as_stated(facts),
                anchors={"role": Anchor(("roles", index))},
                described_from=arrangement.described(role.source),
                under=bodies[index].group,
            )
        )
    return subjects


def _of_applicants(arrangement: Arrangement) -> list[Subject]:
    recruitment = arrangement.engagement.recruitment
    criteria = (recruitment.criteria if recruitment else None) or ()
    seen: dict[str, int] = {}
    subjects = []
    for index, criterion in enumerate(criteria):
        name = slug(criterion.text)
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}@{seen[name]}"
        label = f"“{shortened(criterion.text)}”"
        facts: ExpectationFacts = {
            "label": label,
            "of_applicants": True,
            "ended": False,
            **copied(ExpectationFacts, arrangement.as_of, criterion),
        }
        facts["among_professionals"] = speaks_of("practised", criterion.text)
        if (unmoved := asked_in("unmoved", [criterion.text])) is not None:
            facts["asked_unmoved"] = unmoved
        source = criterion.source or (recruitment.source if recruitment else None)
        subjects.append(
            Subject(
                kind="expectation",
                identity=f"criteria[{name}]",
                facts=facts,
                anchors={"criterion": Anchor(("recruitment", "criteria", index))},
                described_from=arrangement.described(source),
                under="engagement",
            )
        )
    return subjects
