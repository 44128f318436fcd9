"""Facts about what is expected of people: in a role, and of those who apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pitfall_audit.engagement.model import Criterion
from pitfall_audit.engagement.model.roles import UnequalTerms
from pitfall_audit.engagement.model.vocabulary import Expectation
from pitfall_audit.facts.arrangement import Arrangement, shortened, slug
from pitfall_audit.facts.roles import all_left, for_lived_experience, role_label, seats_by_role
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes import ExpectationFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["expectation_subjects"]

_IN_WORDS: Mapping[Expectation, str] = {
    "represent-everyone": "to speak for everyone",
    "tell-own-story": "to tell their own story",
    "recruit-others": "to recruit others",
    "be-always-available": "to be always available",
    "other": "something else that the file does not spell out",
}
_TELLS_A_STORY = frozenset({"gives-testimony", "visiting-speaker"})


def expectation_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """What is expected in each role, then each criterion, in the order of the file."""
    return (*_of_roles(arrangement, seats), *_of_applicants(arrangement))


def _of_roles(arrangement: Arrangement, seats: Sequence[Seat]) -> list[Subject]:
    of_others: dict[str, set[Expectation]] = {}
    by_role = seats_by_role(seats)
    for of_role in by_role.values():
        place = of_role[0].place
        if for_lived_experience(of_role) is False and not all_left(of_role):
            of_others.setdefault(place.body, set()).update(place.role.expects or ())
    subjects = []
    for index, of_role in by_role.items():
        place = of_role[0].place
        role = place.role
        facts: ExpectationFacts = {
            "label": role_label(role),
            "of_applicants": False,
            "ended": all_left(of_role),
        }
        lived = for_lived_experience(of_role)
        if lived is not None:
            facts["lived_experience"] = lived
        if role.expects is not None:
            shared = set(of_others.get(place.body, ()))
            if role.status in _TELLS_A_STORY:
                shared.add("tell-own-story")
            facts["of_nobody_else"] = [_IN_WORDS[one] for one in role.expects if one not in shared]
        if role.disclosure is not None:
            facts["disclosure"] = role.disclosure
        if isinstance(role.equal_terms, UnequalTerms) and role.equal_terms.reason is not None:
            facts["reason"] = role.equal_terms.reason
        subjects.append(
            Subject(
                kind="expectation",
                identity=f"roles[{role.id}]",
                label=role_label(role),
                facts=facts,
                anchors={"role": Anchor(("roles", index))},
                described_from=arrangement.described(role.source),
                group=f"bodies[{place.body}]",
                group_label=arrangement.body_label(place.body),
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
        source = criterion.source or (recruitment.source if recruitment else None)
        subjects.append(
            Subject(
                kind="expectation",
                identity=f"criteria[{name}]",
                label=label,
                facts=_criterion_facts(criterion, label),
                anchors={"criterion": Anchor(("recruitment", "criteria", index))},
                described_from=arrangement.described(source),
                group="engagement",
                group_label=arrangement.engagement.title,
            )
        )
    return subjects


def _criterion_facts(criterion: Criterion, label: str) -> ExpectationFacts:
    facts: ExpectationFacts = {"label": label, "of_applicants": True, "ended": False}
    if criterion.kind is not None:
        facts["kind"] = criterion.kind
    if criterion.essential is not None:
        facts["essential"] = criterion.essential
    if criterion.reason is not None:
        facts["reason"] = criterion.reason
    return facts
