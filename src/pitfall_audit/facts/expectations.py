"""Facts about what is expected of people: in a role, and of those who apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Required

from pitfall_audit.engagement.model.roles import UnequalTerms
from pitfall_audit.engagement.model.vocabulary import CriterionKind, Disclosure, Expectation
from pitfall_audit.facts.arrangement import Arrangement, Seats, shortened, slug
from pitfall_audit.facts.fact_schema import Copied, Fact, TypedDict, as_stated, copied
from pitfall_audit.facts.role_bodies import RoleBody
from pitfall_audit.facts.roles import all_left, for_lived_experience, role_label, taken_from
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["ExpectationFacts", "expectation_subjects"]


# fmt: off
class ExpectationFacts(TypedDict, total=False):
    """What is expected of people: of those who hold a role, or of those who apply.

    There is one for each role, and one for each criterion of the recruitment.
    """

    label: Required[Annotated[str, Fact("The role, or the criterion in the words used")]]
    of_applicants: Required[Annotated[bool, Fact(
        "Whether it is a criterion for those who apply, and not a role")]]
    ended: Required[Annotated[bool, Fact(
        "For a role: whether its body has ended, or everybody who held it has left")]]
    lived_experience: Annotated[bool | None, Fact(
        "For a role: whether it is for people with lived experience", "role.capacity",
        "Is this the seat of a service user, a carer, or somebody else?")]
    capacity_taken_from: Annotated[str | None, Fact(
        "For a role: the words by which its title, or that of the body, shows that it is for "
        "people with lived experience; only where the file does not state it")]
    of_nobody_else: Annotated[list[str], Fact(
        "For a role: what no other role on the body is said to be asked, in words",
        "role.expects")]
    others_known: Annotated[bool, Fact(
        "For a role: whether it is stated what others on the body are asked", "role.expects")]
    disclosure: Annotated[Disclosure, Copied(
        "For a role: what its holders must tell of their health or history", "role.disclosure")]
    kind: Annotated[CriterionKind, Copied(
        "For a criterion: what kind of thing it asks", "criterion.kind",
        "What kind of thing does this criterion ask for?")]
    essential: Annotated[bool, Copied(
        "For a criterion: whether nobody is taken without it", "criterion.essential",
        "Is this essential, or could somebody be taken without it?")]
    reason: Annotated[str, Copied(
        "Why it is asked, or why the terms of the role differ", copies="criterion.reason")]
# fmt: on


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
    known: set[str] = set()
    for of_role in seats.by_role.values():
        place = of_role[0].place
        if for_lived_experience(of_role) is False and not all_left(of_role):
            of_others.setdefault(place.body, set()).update(place.role.expects or ())
            if place.role.expects is not None:
                known.add(place.body)
    subjects = []
    for index, of_role in seats.by_role.items():
        place = of_role[0].place
        role = place.role
        facts: ExpectationFacts = {
            "label": role_label(role),
            "of_applicants": False,
            "ended": all_left(of_role),
            **copied(ExpectationFacts, arrangement.as_of, role),
        }
        facts["lived_experience"] = for_lived_experience(of_role)
        facts["capacity_taken_from"] = taken_from(of_role)
        if role.expects is not None:
            shared = set(of_others.get(place.body, ()))
            body = arrangement.bodies.get(place.body)
            handled = (body.handles if body is not None else None) or ()
            if role.status in _TELLS_A_STORY or "personal-stories" in handled:
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
                label=role_label(role),
                facts=as_stated(facts),
                anchors={"role": Anchor(("roles", index))},
                described_from=arrangement.described(role.source),
                group=bodies[index].group,
                group_label=bodies[index].group_label,
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
        source = criterion.source or (recruitment.source if recruitment else None)
        subjects.append(
            Subject(
                kind="expectation",
                identity=f"criteria[{name}]",
                label=label,
                facts=facts,
                anchors={"criterion": Anchor(("recruitment", "criteria", index))},
                described_from=arrangement.described(source),
                group="engagement",
                group_label=arrangement.engagement.title,
            )
        )
    return subjects
