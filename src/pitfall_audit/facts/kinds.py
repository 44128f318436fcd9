"""Every kind of subject: the shape of its facts, where its parts stand, and its derivation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.all_records import AllRecords, all_records
from pitfall_audit.facts.all_seats import describe_seats
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.bodies import BodyFacts, body_subjects
from pitfall_audit.facts.conflicts import ConflictFacts, conflict_subjects
from pitfall_audit.facts.connections import ConnectionFacts, connection_subjects
from pitfall_audit.facts.contradictions import (
    ContradictionFacts,
    contradiction_subjects,
    differences_in,
)
from pitfall_audit.facts.documents import without_news
from pitfall_audit.facts.dual_roles import HatsFacts, dual_role_subjects
from pitfall_audit.facts.engagements import EngagementFacts, engagement_subjects
from pitfall_audit.facts.expectations import ExpectationFacts, expectation_subjects
from pitfall_audit.facts.fact_schema import DESCRIBED_BEFORE, FactShape, all_described, describe
from pitfall_audit.facts.file_summaries import summary_of
from pitfall_audit.facts.groups import GroupFacts, group_subjects
from pitfall_audit.facts.implied_promises import implied_promise_subjects
from pitfall_audit.facts.matters import MatterFacts
from pitfall_audit.facts.merits import MeritFacts, merit_subjects
from pitfall_audit.facts.observations import ObservationFacts, observation_subjects
from pitfall_audit.facts.payment import payment_terms
from pitfall_audit.facts.people import HolderFacts, person_subjects
from pitfall_audit.facts.portfolio import EncounterFacts, MemberFacts
from pitfall_audit.facts.promises import PromiseFacts, promise_subjects
from pitfall_audit.facts.readings import all_readings, with_readings
from pitfall_audit.facts.responses import (
    ComplaintFacts,
    DecisionFacts,
    RecommendationFacts,
    complaint_subjects,
    decision_subjects,
    recommendation_subjects,
)
from pitfall_audit.facts.role_bodies import role_bodies
from pitfall_audit.facts.roles import RoleFacts, role_subjects
from pitfall_audit.facts.sayings import read_sayings
from pitfall_audit.facts.seat_course import with_choosing_facts
from pitfall_audit.facts.seats import SeatFacts, seat_subjects
from pitfall_audit.facts.silence import SilenceOfFile
from pitfall_audit.facts.statements import ClaimFacts, TextFacts, claim_subjects, text_subjects
from pitfall_audit.facts.subjects import FactSheet, Subject, SubjectKind
from pitfall_audit.facts.supporters import SupporterOfSeveralFacts
from pitfall_audit.kept import kept

__all__ = ["SUBJECT_ANCHORS", "SUBJECT_SHAPES", "derive_facts"]  # fmt: skip


_KINDS: Mapping[str, type] = MappingProxyType(
    {
        "engagement": EngagementFacts,
        "body": BodyFacts,
        "seat": SeatFacts,
        "connection": ConnectionFacts,
        "conflict": ConflictFacts,
        "hats": HatsFacts,
        "promise": PromiseFacts,
        "decision": DecisionFacts,
        "recommendation": RecommendationFacts,
        "complaint": ComplaintFacts,
        "contradiction": ContradictionFacts,
        "merit": MeritFacts,
        "observation": ObservationFacts,
        "role": RoleFacts,
        "expectation": ExpectationFacts,
        "text": TextFacts,
        "claim": ClaimFacts,
        "person": HolderFacts,
        "group": GroupFacts,
        "member": MemberFacts,
        "encounter": EncounterFacts,
        "matter": MatterFacts,
        "supporter": SupporterOfSeveralFacts,
    }
)


class _Shapes(Mapping[str, FactShape]):
    """Describes each shape when it is first asked for: most commands ask for few or none."""

    def __getitem__(self, kind: str) -> FactShape:
        return describe(_KINDS[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(_KINDS)

    def __len__(self) -> int:
        return len(_KINDS)


DESCRIBED_BEFORE.append(lambda: kept("facts", lambda: all_described(_KINDS.values())))
SUBJECT_SHAPES: Mapping[str, FactShape] = _Shapes()
"""The shape of each kind of subject, under the name that rules read it by."""
_PAYMENT = ("payment", "fee", "expenses")
SUBJECT_ANCHORS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "engagement": frozenset(
            {"engagement", "scope", "recruitment", "body", "narrow_way",
             "source_document", "members_list", "data_protection", "selection", "restriction",
             "odd_day", "day_before",
             *_PAYMENT}
        ),
        "body": frozenset({"body", "interests", "engagement", "role", "panel"}),
        "seat": frozenset(
            {"seat", "role", "holder", "body", "person", "support", "supporter",
             "supporter_link", "sits_as", "engagement", *_PAYMENT}
        ),
        "connection": frozenset(
            {"connection", "tie", "conflict", "role", "oversight", "body", "interests",
             "seat", "other_seat", "judged"}
        ),
        "conflict": frozenset({"conflict"}),
        "hats": frozenset({"two_hats", "conflict", "body", "holder", "person", "tie"}),
        "promise": frozenset({"promise", "engagement"}),
        "decision": frozenset({"decision", "engagement"}),
        "recommendation": frozenset({"recommendation", "body"}),
        "complaint": frozenset({"complaint", "follow_up"}),
        "contradiction": frozenset({"matter", "otherwise"}),
        "merit": frozenset({"merit"}),
        "observation": frozenset({"observation"}),
        "role": frozenset({"role", "body", "panel", "engagement", *_PAYMENT}),
        "expectation": frozenset({"role", "criterion"}),
        "text": frozenset({"text", "statement"}),
        "claim": frozenset({"statement"}),
        "person": frozenset({"person", "role", "body", "engagement"}),
        "group": frozenset({"affected_group", "engagement", "role"}),
        "member": frozenset({"role", "person", "second_file", "third_file"}),
        "encounter": frozenset({"seat", "other_seat", "declared"}),
        "matter": frozenset({"matter", "otherwise", "body"}),
        "supporter": frozenset({"support", "person", "second_file", "third_file"}),
    }
)  # fmt: skip
"""The names by which each kind of subject says where its parts stand."""


def derive_facts(engagement: Engagement, ties_file: TiesFile | None, as_of: dt.date) -> FactSheet:
    """Derive everything rules read of one engagement on the audit date ``as_of``.

    ``ties_file`` holds the ties that are kept apart from the engagement, where they were
    given. Subjects come in the order of the file; what dates that are not whole leave open of
    one stands beside it.
    """
    records = all_records(engagement)
    of_ties = [] if ties_file is None else [all_records(ties_file)]
    readings = all_readings(engagement, ties_file, as_of, [records, *of_ties])
    sheets = [
        [
            _derived(one, ties, as_of, records if one is engagement else all_records(one))
            for one, ties in way
        ]
        for way in readings.ways
    ]
    only = len(sheets) == len(sheets[0]) == 1
    return sheets[0][0] if only else with_readings(sheets, readings.open)


def _derived(
    engagement: Engagement, ties_file: TiesFile | None, as_of: dt.date, records: AllRecords
) -> FactSheet:
    engagement = without_news(engagement)
    differences = differences_in(engagement)
    firm, sayings = read_sayings(engagement, differences, records.found)
    if firm is not engagement:
        records = all_records(firm)
    arrangement = Arrangement(firm, ties_file, as_of)
    seats = describe_seats(arrangement)
    bodies = body_subjects(arrangement, seats)
    connections = connection_subjects(arrangement, seats, bodies)
    payments = payment_terms(arrangement)
    of_roles = role_bodies(arrangement, bodies)
    on_seats = seat_subjects(arrangement, seats, of_roles, payments)
    subjects: dict[SubjectKind, tuple[Subject, ...]] = {
        "engagement": engagement_subjects(arrangement, seats, payments),
        "body": bodies,
        "seat": with_choosing_facts(arrangement, seats, on_seats, connections),
        "connection": connections,
        "conflict": conflict_subjects(arrangement, seats),
        "hats": dual_role_subjects(arrangement, seats, bodies),
        "promise": (*promise_subjects(arrangement), *implied_promise_subjects(arrangement)),
        "decision": decision_subjects(arrangement),
        "recommendation": recommendation_subjects(arrangement),
        "complaint": complaint_subjects(arrangement),
        "contradiction": contradiction_subjects(arrangement, differences),
        "merit": merit_subjects(arrangement, records.found),
        "observation": observation_subjects(arrangement),
        "role": role_subjects(arrangement, seats, of_roles, payments),
        "expectation": expectation_subjects(arrangement, seats, of_roles),
        "text": text_subjects(arrangement),
        "claim": claim_subjects(arrangement),
        "person": person_subjects(arrangement, seats),
        "group": group_subjects(arrangement, seats),
    }
    silence = SilenceOfFile(arrangement, sayings)
    return FactSheet(
        subjects={
            kind: tuple([silence.beside(one, SUBJECT_SHAPES[kind]) for one in ones])
            for kind, ones in subjects.items()
        },
        ties=arrangement.tie_knowledge,
        summary=summary_of(
            arrangement,
            seats,
            {one.label: one.facts for one in subjects["person"] if one.identity != "people"},
        ),
    )
