"""The body that the facts of a role and of its seats speak of, also where the file names none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.bodies import BodyFacts
from pitfall_audit.facts.seat_places import SeatPlace
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["RoleBody", "role_bodies"]


class RoleBody(NamedTuple):
    """The body on which the holders of a role sit, and where questions about them are gathered.

    A role that names no body is no body itself: nothing is asked of what it decides, handles or
    whom it chooses, and questions about the role are gathered under the role.
    """

    facts: BodyFacts
    anchors: Mapping[str, Anchor]
    group: str


def role_bodies(arrangement: Arrangement, bodies: Sequence[Subject]) -> Mapping[int, RoleBody]:
    """The body of each role that has a place, by the role's index in the file."""
    by_identity = {body.identity: body for body in bodies}
    return {
        place.role_index: (
            _stated(by_identity[f"bodies[{place.body}]"])
            if place.on_body
            else _not_stated(arrangement, place)
        )
        for place in arrangement.places
    }


def _stated(body: Subject) -> RoleBody:
    anchors = {name: body.anchors[name] for name in ("body", "panel")}
    facts: BodyFacts = body.facts  # type: ignore[assignment]  # the body's own BodyFacts
    return RoleBody(facts, anchors, body.identity)


def _not_stated(arrangement: Arrangement, place: SeatPlace) -> RoleBody:
    facts: BodyFacts = {
        "label": "a body that is not named",
        "among_others": arrangement.described_from != "published-documents",
        "papers": {},
        "removal": {"turns_on_conduct": False},
        "decision_promised": False,
        "scrutinises_a_service": False,
        "lived_chair": False,
        "chair_shared": False,
        "agenda_without_members": False,
        "theirs_by_title": False,
        "pull_apart": [],
        "depends_on_service": False,
        "in_the_room": {},
        "handles": [],
        "detained_or_dependent": False,
        "powers_stated": [],
        "members_named": False,
        "has_lived_experience": False,
        "declared_without_care": [],
        "selects_with_lived_experience": False,
        "ranks_with_others": False,
        "only_considered": False,
    }
    anchor = arrangement.body_anchor(place)
    return RoleBody(facts, {"body": anchor, "panel": anchor}, f"roles[{place.role.id}]")
