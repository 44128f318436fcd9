"""Roles, and the people who hold them: from these come the seats."""

from __future__ import annotations

from typing import Annotated

from . import vocabulary
from .arrangement import Ages
from .base import BodyName, GroupId, Hours, PostFirst, PostOrNobody, Record, RoleId, YesOrSource
from .body_parts import Restriction
from .holders import HolderRecord
from .payment import Payment
from .practice import Contact, Induction
from .scalars import Date, Flag, FlagOr, Id, Listed, ListedText, Months, Range, Shorthand, Text
from .vocabulary import CapacityWord

__all__ = [
    "AlsoStated", "Contract", "EqualTerms", "ExOfficio", "Role", "RoleDescription", "SpeaksForWhom",
    "Term", "UnequalTerms",
]  # fmt: skip


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
