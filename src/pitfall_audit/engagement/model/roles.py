"""Roles, and the people who hold them: from these come the seats, and what is true of one alone."""

from __future__ import annotations

from typing import Annotated

from . import vocabulary
from .arrangement import Ages
from .base import (
    BodyName,
    GroupId,
    Hours,
    PersonId,
    PersonOrTeam,
    PostFirst,
    PostOrNobody,
    Record,
    RoleId,
    YesOrSource,
)
from .body_parts import Restriction
from .payment import Payment
from .practice import Contact, Induction
from .records import Field
from .scalars import Date, Flag, FlagOr, Id, Listed, ListedText, Months, Range, Shorthand, Text
from .vocabulary import Attends, CapacityWord, Status

__all__ = [
    "AloneByChoice", "AlsoStated", "Contract", "EqualTerms", "ExOfficio", "Holder", "HolderEnded",
    "HolderRecord", "Role", "RoleDescription", "SpeaksForWhom", "Term", "UnequalTerms",
    "WellbeingPlan",
]  # fmt: skip


class WellbeingPlan(Record):
    """What was agreed with a person about looking after themselves in the role."""

    agreed_on: Date | None = None
    written_with_person: Flag | None = None
    what_helps: Flag | None = None
    who_to_ring: Flag | None = None
    pause_keeps_seat: Flag | None = None
    declined: Flag | None = None


class AloneByChoice(Record):
    """That a person was asked about being the only one, and prefers it."""

    asked_on: Date


class HolderEnded(Record):
    """How a seat came to its end."""

    ended_on: Date | None = None
    thanked: Flag | None = None
    feedback_asked: Flag | None = None
    handed_over: Flag | None = None


class Holder(PersonOrTeam):
    """Somebody in a seat, and what is true of this seat alone."""

    capacity: ListedText[CapacityWord] | None = Field(None, key="as")
    which_hat: Text | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
    status: Status | None = None
    voting: YesOrSource | None = None
    attends: Attends | None = None
    also_sits: ListedText[Text] | None = None
    attends_with: PersonId | None = None
    invited_on: Date | None = None
    nominated_by: PostFirst | None = None
    judged_ready_by: PostFirst | None = None
    self_referred: Flag | None = None
    terms_told_on: Date | None = None
    terms_told_in_writing: YesOrSource | None = None
    terms_in_form_asked_for: YesOrSource | None = None
    alone_by_choice: AloneByChoice | None = None
    wellbeing_plan: WellbeingPlan | None = None
    hours: Hours | None = None
    prefers_no_payment: Flag | None = None
    induction: Induction | None = None
    supervised_by: PostOrNobody | None = None
    line_managed_by: PostOrNobody | None = None
    appraised_by: PostOrNobody | None = None
    funded_by: PostOrNobody | None = None
    ended: HolderEnded | None = None


HolderRecord = Annotated[Holder, Shorthand("person")]
"""A holder: the person's id alone, or the person and what is true of their seat."""


class UnequalTerms(Record):
    """How the terms of a seat differ from those of other members."""

    differs: ListedText[Text]
    reason: Text | None = None


EqualTerms = FlagOr[UnequalTerms]


class RoleDescription(Record):
    """What the written description of a role covers."""

    purpose: YesOrSource | None = None
    tasks: YesOrSource | None = None
    hours: YesOrSource | None = None
    term: YesOrSource | None = None
    contact: YesOrSource | None = None
    how_to_leave: YesOrSource | None = None


DescriptionOrNone = FlagOr[RoleDescription]


class SpeaksForWhom(Record):
    """For whom the holder of a seat is asked to speak."""

    whom: vocabulary.SpeaksFor
    link: vocabulary.ConstituencyLink | None = None
    group: Text | None = None


class Term(Record):
    """How long a seat is held."""

    months: Months | None = None
    renewable: YesOrSource | None = None
    renewal_months: Months | None = None
    ends: Date | None = None
    ends_with: Text | None = None


class Contract(Record):
    """As what, and by whom, the holders of a role are engaged."""

    kind: vocabulary.ContractKind | None = None
    by: PostFirst | None = None


class ExOfficio(Record):
    """A seat that comes with another, in this file or in another's."""

    role: Id | None = None
    body: Text | None = None
    engagement: Id | None = None


class AlsoStated(Record):
    """What another document, or another clause, says of the same role."""

    status: vocabulary.Status | None = None
    voting: Flag | None = None
    term: Term | None = None
    payment: Payment | None = None
    accountable_to: PostFirst | None = None
    places: Range | None = None
    title: Text | None = None


class Role(Record):
    """A part that people are asked to play; each holder named is a seat, and all others are one."""

    id: Id
    title: Text | None = None
    body: BodyName | None = None
    capacity: ListedText[CapacityWord] | None = None
    merged_reason: Text | None = None
    groups: ListedText[GroupId] | None = None
    ages: Ages | None = None
    places: Range | None = None
    holders: Listed[HolderRecord] | None = None
    chosen_from: RoleId | None = None
    attends: vocabulary.Attends | None = None
    status: vocabulary.Status | None = None
    voting: YesOrSource | None = None
    equal_terms: EqualTerms | None = None
    duties: ListedText[Text] | None = None
    expects: ListedText[vocabulary.Expectation] | None = None
    restrictions: Listed[Restriction] | None = None
    undertakings: ListedText[Text] | None = None
    disclosure: vocabulary.Disclosure | None = None
    description: DescriptionOrNone | None = None
    hours: Hours | None = None
    term: Term | None = None
    contract: Annotated[Contract, Shorthand("kind")] | None = None
    speaks_for: Annotated[SpeaksForWhom, Shorthand("whom")] | None = None
    not_at_stages: ListedText[vocabulary.Stage] | None = None
    stages: ListedText[vocabulary.Stage] | None = None
    supervised_by: PostOrNobody | None = None
    chosen_by: PostFirst | None = None
    line_managed_by: PostOrNobody | None = None
    appraised_by: PostOrNobody | None = None
    funded_by: PostOrNobody | None = None
    accountable_to: PostFirst | None = None
    contact: Contact | None = None
    induction: Induction | None = None
    wellbeing_plans: YesOrSource | None = None
    payment: Payment | None = None
    ex_officio_through: ExOfficio | None = None
    brings_seats: Listed[ExOfficio] | None = None
    same_as: ExOfficio | None = None
    also_stated: Listed[AlsoStated] | None = None
