"""Roles, and the people who hold them: from these come the seats."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.arrangement import Ages
from pitfall_audit.engagement.model.payment import Payment
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.vocabulary import CapacityWord

from .base import BodyName, GroupId, Hours, PostFirst, PostOrNobody, Record, RoleId, YesOrSource
from .body_parts import Restriction
from .holders import HolderRecord
from .practice import Contact, Induction
from .scalars import (
    Count,
    Date,
    Flag,
    FlagOr,
    Id,
    Listed,
    ListedText,
    Months,
    Range,
    Shorthand,
    Text,
)
from .vocabulary import (
    Attends,
    ConstituencyLink,
    ContractKind,
    Disclosure,
    Expectation,
    SpeaksFor,
    Stage,
    Status,
)

__all__ = [
    "AlsoStated", "Contract", "EqualTerms", "ExOfficio", "Role", "RoleDescription", "SpeaksForWhom",
    "Term", "UnequalTerms",
]  # fmt: skip


# fmt: off
class UnequalTerms(Record):
    """How the terms of a seat differ from those of other members."""

    differs: ListedText[Text] = Field(
        description="What is different.", examples=[["closed sessions"]])
    reason: Text | None = optional(
        "Why it is different, as members are told.", "the law says who may vote on this board")


EqualTerms = FlagOr[UnequalTerms]


class RoleDescription(Record):
    """What the written description of a role covers."""

    purpose: YesOrSource | None = optional("Whether it says what the role is for.", "yes")
    tasks: YesOrSource | None = optional("Whether it says what is to be done.", "yes")
    hours: YesOrSource | None = optional("Whether it says how much time it takes.", "yes")
    term: YesOrSource | None = optional("Whether it says for how long.", "yes")
    contact: YesOrSource | None = optional("Whether it says whom to ask.", "yes")
    how_to_leave: YesOrSource | None = optional("Whether it says how to leave.", "yes")


DescriptionOrNone = FlagOr[RoleDescription]


class SpeaksForWhom(Record):
    """For whom the holder of a seat is asked to speak."""

    whom: SpeaksFor = Field(
        description="Their own experience, a constituency, an organisation or everyone.",
        examples=["own-experience"])
    link: ConstituencyLink | None = optional("What links them to those they speak for.", "elected")
    group: Text | None = optional("Those they speak for.", "the carers' forum")


class Term(Record):
    """How long a seat is held."""

    months: Months | None = optional("The length in months.", "24")
    renewable: YesOrSource | None = optional("Whether it can be renewed.", "yes")
    ends: Date | None = optional("The day on which the term of every holder ends.", "2027-01-11")
    ends_with: Text | None = optional(
        "What the term ends with, where no day is named.", "the bill has passed")


class Contract(Record):
    """As what, and by whom, the holders of a role are engaged."""

    kind: ContractKind | None = optional(
        "What kind of contract it is. What the seat is worth on the body is `status`.",
        "zero-hours")
    by: PostFirst | None = optional(
        "Who engages them, where it is not the organisation itself.",
        {"organisation": "the care agency"})


class ExOfficio(Record):
    """A seat that comes with another, in this file or in another's."""

    role: Id | None = optional("The id of the other role.", "co-chair")
    body: Text | None = optional("The body on which the other seat is.", "quality committee")
    engagement: Id | None = optional(
        "The id of the file that describes the other seat, if it is not this one.",
        "quality-committee")


class AlsoStated(Record):
    """What another document, or another clause, says of the same role."""

    status: Status | None = optional("The status it gives.", "observer")
    voting: Flag | None = optional("Whether it gives a vote.", "no")
    term: Term | None = optional("The term it gives.", {"months": "12"})
    payment: Payment | None = optional("The payment it gives.", {"fee": "no"})
    accountable_to: PostFirst | None = optional(
        "To whom it makes the holder accountable.", "the chair")
    places: Count | None = optional("How many people it says can hold it.", "4")
    title: Text | None = optional("What it calls the role.", "Lay assessor")


class Role(Record):
    """A part that people are asked to play; each holder named is a seat, and all others are one."""

    id: Id = Field(description="A name of its own within the file.", examples=["panel-member"])
    title: Text | None = optional("What the role is called.", "Panel member")
    body: BodyName | None = optional(
        "The body on which its holders sit: its id, or its title where the file declares no "
        "bodies.", "panel")
    capacity: ListedText[CapacityWord] | None = optional(
        "What its holders sit as. Two words make a pooled role, which either may hold.",
        ["service-user", "carer"])
    merged_reason: Text | None = optional(
        "Why service users and carers are counted together here, as the organisation gives it; a "
        "definition that takes in both is no reason.",
        "the education standard asks for both under one name")
    groups: ListedText[GroupId] | None = optional(
        "The affected groups whose experience the role is for, by id.", ["inpatients"])
    ages: Ages | None = optional("How old its holders may be, where that is said.", {"from": "13"})
    places: Range | None = optional(
        "How many people can hold it: a number, or a range as `at least 6`.", "3", "4-12")
    holders: Listed[HolderRecord] | None = optional(
        "Who holds it. Left out, it is not said who does; `none` says that nobody does, and that "
        "the role is vacant.", ["mary"], [{"person": "asha", "as": "carer"}], "none")
    chosen_from: RoleId | None = optional(
        "For an office that one of the members holds, as a chair: the id of the members' role. "
        "Standing, vote and description are then theirs.", "panel-member")
    attends: Attends | None = optional(
        "How its holders come, where they do not say otherwise: `always`; `alongside` somebody, "
        "as a deputy or in a shared seat; `in-turn`, where two share a seat and come one at a "
        "time; `substitute`, only in another's place.", "substitute")
    status: Status | None = optional(
        "The standing of its holders on the body. As what they are engaged is `contract`.",
        "full-member")
    voting: YesOrSource | None = optional("Whether its holders vote.", "yes")
    equal_terms: EqualTerms | None = optional(
        "Whether its terms are those of the other members, or how they differ and why.", "yes",
        {"differs": ["closed sessions"], "reason": "the law forbids it"})
    duties: ListedText[Text] | None = optional(
        "What its holders do, in words. What is said about what people think is one of "
        "`statements`.", ["read applications", "ask two questions"])
    expects: ListedText[Expectation] | None = optional(
        "Expectations of its holders that can be unfair if nobody else has them; what some did by "
        "choice is none. For whom they speak is `speaks_for`: where a paper says both, write both.",
        ["tell-own-story"])
    restrictions: Listed[Restriction] | None = optional(
        "What its holders may not speak of, or may not do.",
        [{"on": "own-case", "instead": "the involvement lead takes it up"}])
    undertakings: ListedText[Text] | None = optional(
        "What its holders undertake in return, in words. Kept for readers.",
        ["keep what others say to themselves"])
    disclosure: Disclosure | None = optional(
        "What its holders must tell of their health or history.",
        "willingness-to-draw-on-experience")
    description: DescriptionOrNone | None = optional(
        "What the written description covers; `no` where there is none.",
        {"purpose": "yes", "tasks": "yes", "how_to_leave": "yes"})
    hours: Hours | None = optional("The time the role takes.", {"amount": "4", "per": "month"})
    term: Term | None = optional("How long it is held.", {"months": "24"})
    contract: Annotated[Contract, Shorthand("kind")] | None = optional(
        "As what, and by whom, its holders are engaged.", "volunteer-agreement",
        {"kind": "zero-hours", "by": {"organisation": "the care agency"}})
    speaks_for: Annotated[SpeaksForWhom, Shorthand("whom")] | None = optional(
        "For whom its holders are asked to speak. That they are to bring others' views, as a task "
        "of theirs alone, is `represent-everyone` under `expects`; that they are “representative "
        "of” some people says who they are: `groups`.", "own-experience",
        {"whom": "constituency", "link": "elected"})
    not_at_stages: ListedText[Stage] | None = optional(
        "The stages at which it is said that its holders take no part, if not as the body's "
        "others.", ["planning"])
    stages: ListedText[Stage] | None = optional(
        "The stages at which its holders take part, if not as the body's others.",
        ["shortlisting", "interview"])
    supervised_by: PostOrNobody | None = optional(
        "Who supervises its holders in it; `none` for nobody.", "HR lead", {"person": "hr-lead"},
        "none")
    line_managed_by: PostOrNobody | None = optional(
        "Who manages its holders in it; `none` for nobody.", "HR lead", {"person": "hr-lead"},
        "none")
    appraised_by: PostOrNobody | None = optional(
        "Who appraises its holders in it; `none` for nobody.", "HR lead", {"person": "hr-lead"},
        "none")
    funded_by: PostOrNobody | None = optional(
        "Who pays for their work in it; `none` for nobody.", "research manager",
        {"team": "research office"}, "none")
    accountable_to: PostFirst | None = optional("To whom its holders answer.", "the board")
    contact: Contact | None = optional(
        "Whom its holders can ask, if not as for the whole arrangement. To whom a concern goes is "
        "`escalation` of the body.", {"post": "involvement lead", "phone": "yes", "cover": "yes"})
    induction: Induction | None = optional(
        "The induction its holders have.",
        {"given_on": "2026-01-08", "training": ["fair selection"]})
    wellbeing_plans: YesOrSource | None = optional(
        "Whether it is agreed with each holder how they look after themselves in it, where the "
        "holders do not say.", "yes")
    payment: Payment | None = optional(
        "How its holders are paid and repaid, if not as for the whole arrangement.",
        {"fee": {"amount": "20", "unit": "hour"}, "expenses": {"paid": "upfront"}})
    ex_officio_through: ExOfficio | None = optional(
        "The role that brings this one with it.",
        {"role": "co-chair", "engagement": "quality-committee"})
    brings_seats: Listed[ExOfficio] | None = optional(
        "Seats elsewhere that come with this role.",
        [{"body": "quality committee", "engagement": "quality-committee"}])
    same_as: ExOfficio | None = optional(
        "The same role as another file describes it.",
        {"role": "carer-member", "engagement": "quality-committee"})
    also_stated: Listed[AlsoStated] | None = optional(
        "What other documents, or other clauses, say of the same role.",
        [{"source": "handbook", "status": "observer"}])
