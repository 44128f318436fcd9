"""Roles, and the people who hold them: from these come the seats."""

from typing import Annotated

from pydantic import Field, Tag

from .base import (
    BodyName,
    GroupId,
    Hours,
    PersonOrNobody,
    Record,
    YesOrSource,
)
from .capacities import CapacityWord
from .holders import HolderRecord
from .payment import Payment
from .practice import Contact, Induction
from .scalars import (
    MAPPING,
    SCALAR,
    ByShape,
    Count,
    Date,
    Flag,
    Id,
    Listed,
    ListedText,
    Shorthand,
    Text,
)
from .vocabulary import (
    ConstituencyLink,
    Disclosure,
    Expectation,
    SpeaksFor,
    Stage,
    Status,
)

__all__ = [
    "AlsoStated", "EqualTerms", "ExOfficio", "Role", "RoleDescription", "SpeaksForWhom",
    "Term", "UnequalTerms",
]  # fmt: skip


class UnequalTerms(Record):
    """How the terms of a seat differ from those of other members."""

    differs: ListedText[Text] = Field(
        description="What is different.", examples=[["closed sessions"]]
    )
    reason: Text | None = Field(
        None,
        description="Why it is different, as members are told.",
        examples=["the law says who may vote on this board"],
    )


EqualTerms = Annotated[
    Annotated[Flag, Tag(SCALAR)] | Annotated[UnequalTerms, Tag(MAPPING)],
    ByShape,
]


class RoleDescription(Record):
    """What the written description of a role covers."""

    purpose: YesOrSource | None = Field(
        None, description="Whether it says what the role is for.", examples=["yes"]
    )
    tasks: YesOrSource | None = Field(
        None, description="Whether it says what is to be done.", examples=["yes"]
    )
    hours: YesOrSource | None = Field(
        None, description="Whether it says how much time it takes.", examples=["yes"]
    )
    term: YesOrSource | None = Field(
        None, description="Whether it says for how long.", examples=["yes"]
    )
    contact: YesOrSource | None = Field(
        None, description="Whether it says whom to ask.", examples=["yes"]
    )
    how_to_leave: YesOrSource | None = Field(
        None, description="Whether it says how to leave.", examples=["yes"]
    )


DescriptionOrNone = Annotated[
    Annotated[Flag, Tag(SCALAR)] | Annotated[RoleDescription, Tag(MAPPING)],
    ByShape,
]


class SpeaksForWhom(Record):
    """For whom the holder of a seat is asked to speak."""

    whom: SpeaksFor = Field(
        description="Their own experience, a constituency, an organisation or everyone.",
        examples=["own-experience"],
    )
    link: ConstituencyLink | None = Field(
        None,
        description="What links them to those they speak for.",
        examples=["elected"],
    )
    group: Text | None = Field(
        None, description="Those they speak for.", examples=["the carers' forum"]
    )


class Term(Record):
    """How long a seat is held."""

    months: Count | None = Field(None, description="The length in months.", examples=["24"])
    renewable: YesOrSource | None = Field(
        None, description="Whether it can be renewed.", examples=["yes"]
    )
    ends: Date | None = Field(
        None, description="The day on which the term of every holder ends.", examples=["2027-01-11"]
    )


class ExOfficio(Record):
    """A seat that comes with another, in this file or in another's."""

    role: Id | None = Field(None, description="The id of the other role.", examples=["co-chair"])
    body: Text | None = Field(
        None, description="The body on which the other seat is.", examples=["quality committee"]
    )
    engagement: Id | None = Field(
        None,
        description="The id of the file that describes the other seat, if it is not this one.",
        examples=["quality-committee"],
    )


class AlsoStated(Record):
    """What another document, or another clause, says of the same role."""

    status: Status | None = Field(None, description="The status it gives.", examples=["observer"])
    voting: Flag | None = Field(None, description="Whether it gives a vote.", examples=["no"])
    term: Term | None = Field(None, description="The term it gives.", examples=[{"months": "12"}])
    payment: Payment | None = Field(
        None, description="The payment it gives.", examples=[{"fee": "no"}]
    )
    accountable_to: Text | None = Field(
        None, description="To whom it makes the holder accountable.", examples=["the chair"]
    )


class Role(Record):
    """A part that people are asked to play; each holder and each open place is a seat."""

    id: Id = Field(description="A name of its own within the file.", examples=["panel-member"])
    title: Text | None = Field(
        None, description="What the role is called.", examples=["Panel member"]
    )
    body: BodyName | None = Field(
        None,
        description="The body on which its holders sit: its id, or its title where the file "
        "declares no bodies.",
        examples=["panel"],
    )
    capacity: ListedText[CapacityWord] | None = Field(
        None,
        description="What its holders sit as. Two words make a pooled role, which either may hold.",
        examples=[["service-user", "carer"]],
    )
    merged_reason: Text | None = Field(
        None,
        description="Why service users and carers are counted together here.",
        examples=["the education standard asks for both under one name"],
    )
    groups: ListedText[GroupId] | None = Field(
        None,
        description="The affected groups whose experience the role is for, by id.",
        examples=[["inpatients"]],
    )
    places: Count | None = Field(None, description="How many people can hold it.", examples=["3"])
    holders: Listed[HolderRecord] | None = Field(
        None, description="Who holds it.", examples=[["mary"], [{"person": "asha", "as": "carer"}]]
    )
    status: Status | None = Field(
        None, description="The standing of its holders on the body.", examples=["full-member"]
    )
    voting: YesOrSource | None = Field(
        None, description="Whether its holders vote.", examples=["yes"]
    )
    equal_terms: EqualTerms | None = Field(
        None,
        description="Whether its terms are those of the other members, or how they differ and why.",
        examples=["yes", {"differs": ["closed sessions"], "reason": "the law forbids it"}],
    )
    duties: ListedText[Text] | None = Field(
        None,
        description="What its holders do, in words.",
        examples=[["read applications", "ask two questions"]],
    )
    expects: ListedText[Expectation] | None = Field(
        None,
        description="Expectations of its holders that can be unfair if nobody else has them.",
        examples=[["tell-own-story"]],
    )
    disclosure: Disclosure | None = Field(
        None,
        description="What its holders must tell of their health or history.",
        examples=["willingness-to-draw-on-experience"],
    )
    description: DescriptionOrNone | None = Field(
        None,
        description="What the written description covers; `no` where there is none.",
        examples=[{"purpose": "yes", "tasks": "yes", "how_to_leave": "yes"}],
    )
    hours: Hours | None = Field(
        None,
        description="The time the role takes.",
        examples=[{"amount": "4", "per": "month"}],
    )
    term: Term | None = Field(None, description="How long it is held.", examples=[{"months": "24"}])
    speaks_for: Annotated[SpeaksForWhom, Shorthand("whom")] | None = Field(
        None,
        description="For whom its holders are asked to speak.",
        examples=["own-experience", {"whom": "constituency", "link": "elected"}],
    )
    stages: ListedText[Stage] | None = Field(
        None,
        description="The stages at which its holders take part, if not as the body's others.",
        examples=[["shortlisting", "interview"]],
    )
    supervised_by: PersonOrNobody | None = Field(
        None,
        description="Who supervises its holders in it; `none` for nobody.",
        examples=[{"person": "hr-lead"}, "none"],
    )
    line_managed_by: PersonOrNobody | None = Field(
        None,
        description="Who manages its holders in it; `none` for nobody.",
        examples=[{"person": "hr-lead"}, "none"],
    )
    appraised_by: PersonOrNobody | None = Field(
        None,
        description="Who appraises its holders in it; `none` for nobody.",
        examples=[{"person": "hr-lead"}, "none"],
    )
    funded_by: PersonOrNobody | None = Field(
        None,
        description="Who pays for their work in it; `none` for nobody.",
        examples=[{"team": "research office"}, "none"],
    )
    accountable_to: Text | None = Field(
        None, description="To whom its holders answer.", examples=["the board"]
    )
    contact: Contact | None = Field(
        None,
        description="Whom its holders can ask, if not as for the whole arrangement.",
        examples=[{"post": "involvement lead", "phone": "yes", "cover": "yes"}],
    )
    induction: Induction | None = Field(
        None,
        description="The induction its holders have.",
        examples=[{"given_on": "2026-01-08", "training": ["fair selection"]}],
    )
    payment: Payment | None = Field(
        None,
        description="How its holders are paid and repaid, if not as for the whole arrangement.",
        examples=[{"fee": {"amount": "20", "unit": "hour"}, "expenses": {"paid": "upfront"}}],
    )
    ex_officio_through: ExOfficio | None = Field(
        None,
        description="The role that brings this one with it.",
        examples=[{"role": "co-chair", "engagement": "quality-committee"}],
    )
    brings_seats: Listed[ExOfficio] | None = Field(
        None,
        description="Seats elsewhere that come with this role.",
        examples=[[{"body": "quality committee", "engagement": "quality-committee"}]],
    )
    same_as: ExOfficio | None = Field(
        None,
        description="The same role as another file describes it.",
        examples=[{"role": "carer-member", "engagement": "quality-committee"}],
    )
    also_stated: Listed[AlsoStated] | None = Field(
        None,
        description="What other documents, or other clauses, say of the same role.",
        examples=[[{"source": "handbook", "status": "observer"}]],
    )
