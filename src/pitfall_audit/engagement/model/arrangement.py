"""The frame of an arrangement: organisation, documents, groups, scope, payment, and waivers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Tag

from pitfall_audit.engagement.model.base import (
    BodyName,
    Model,
    PostFirst,
    Record,
    RoleId,
    SourceId,
    YesOrSource,
)
from pitfall_audit.engagement.model.scalars import (
    MAPPING,
    SCALAR,
    ByShape,
    Count,
    Date,
    Day,
    Flag,
    Id,
    Listed,
    ListedText,
    Range,
    Shorthand,
    Sum,
    Text,
    optional,
)
from pitfall_audit.engagement.model.vocabulary import (
    About,
    Affected,
    BenefitsAdvice,
    DescribedFrom,
    ExpensesCover,
    ExpensesPaid,
    FeeCovers,
    FeeKind,
    FeeUnit,
    HowMuchRead,
    Level,
    Matter,
    NamedBeside,
    NamedBy,
    Nation,
    OrganisationKind,
    PaidBy,
    PaidFor,
    PaidOnTo,
    PayDependsOn,
    SaidAbout,
    SourceKind,
    SourceState,
)

__all__ = [
    "AffectedGroup", "Ages", "AlsoClaimed", "Expenses", "Fee", "FeeBand", "Organisation",
    "PaidTask", "Payment", "SaidDifferently", "SaidInWords", "Scope",
    "SourceDocument", "Waiver",
]  # fmt: skip


class Organisation(Record):
    """The organisation whose arrangement it is."""

    id: Id | None = optional("A name of its own, the same in every file.", "northfield")
    name: Text | None = optional("Its name.", "Northfield Mental Health NHS Trust")
    kind: OrganisationKind | None = optional("What kind of organisation it is.", "nhs-trust")
    nation: Nation | None = optional("Where it is, since duties differ.", "england")
    staff: Count | None = optional("How many people work for it.", "12")
    year_starts: Date | None = optional(
        "The day on which its years begin. Without it, `2025/26` may mean any day of both.",
        "1 April",
        "--04-01",
    )
    closed_days: ListedText[Day] | None = optional(
        "Bank holidays, which are no working days.", ["2026-12-25", "2026-12-28"]
    )


class SourceDocument(Model):
    """A document that the file rests on."""

    id: Id = Field(description="A name of its own, for citing it.", examples=["tor"])
    title: Text | None = optional("Its title.", "Panel terms of reference")
    kind: SourceKind | None = optional(
        "What kind of document it is. A `report` is the arrangement's own: what others write of "
        "it is `other`.",
        "terms-of-reference",
    )
    read: HowMuchRead | None = optional(
        "How much of it was read. What a document does not say counts only where it was read "
        "whole; `part` where nothing is said.",
        "whole",
    )
    state: SourceState | None = optional("Whether it is in force.", "issued")
    seen: Flag | None = optional(
        "Whether it was seen at all; `no` for one that another document only mentions.", "no"
    )
    version: Text | None = optional("Its version.", "2.1")
    edition: Text | None = optional("Its edition, where it has several.", "second edition")
    dated: Date | None = optional("Its date.", "2026-01-05")
    valid_until: Date | None = optional("The last day on which it holds.", "2027-12-31")
    link: Text | None = optional("Where it can be read.", "https://example.org/tor")
    described_from: DescribedFrom | None = optional(
        "Whose description it is, for everything that cites it, if not as for the whole file.",
        "published-documents",
    )
    who_may_see: ListedText[Text] | None = optional(
        "Who may see it: `everyone`, where it is open to all, else who. Of an interview reports "
        "say “an interview”, and neither its title nor words from it.",
        ["audit team"],
        "everyone",
    )
    names_people_beside: ListedText[NamedBeside] | None = optional(
        "What it says of people whom it names: a condition (`health`), that they are patients "
        "(`patienthood`), for whom they care (`caring`) and so on; `none` for nothing of the kind. "
        "What post or seat they have is nothing of the kind.",
        ["patienthood", "reason-for-leaving"],
        "none",
    )
    named_by_own_choice: YesOrSource | None = optional(
        "Whether those whom it names so chose that, as the authors of a signed piece did.", "yes"
    )
    replaces: SourceId | None = optional(
        "The id of an earlier version that it replaces.", "tor-2025"
    )


class AlsoClaimed(Record):
    """What another document, or another passage, claims of the same arrangement."""

    level: Level | None = optional("The level of involvement it claims.", "consult")
    title: Text | None = optional("What it calls the arrangement.", "Carers on interview panels")


class Passage(Record):
    """What one document, or one passage, says of a matter."""

    text: Text = Field(description="What it says.", examples=["twelve members"])


class SaidDifferently(Record):
    """A matter of which two documents, editions or passages say different things."""

    about: Matter = Field(description="What it is about.", examples=["size"])
    role: RoleId | None = optional("The id of the role of which they say it.", "panel-member")
    body: BodyName | None = optional("The body of which they say it.", "panel")
    said: Listed[Annotated[Passage, Shorthand("text")]] = Field(
        min_length=2,
        description="What each of them says.",
        examples=[[{"text": "twelve members", "source": "tor"}, "up to fifteen"]],
    )


class SaidInWords(Record):
    """A sentence for which there is no field, and what it is about."""

    about: SaidAbout = Field(description="What it is about.", examples=["support"])
    text: Text = Field(description="What it says, word for word.", examples=["We help each other."])


class Ages(Record):
    """An age band, in whole years; both ends belong to it."""

    from_: Count | None = optional("The youngest.", "11", alias="from")
    to: Count | None = optional("The oldest.", "17")


class AffectedGroup(Record):
    """People whom the subject touches."""

    id: Id = Field(description="A name of its own within the file.", examples=["inpatients"])
    words: Text | None = optional("What they are called.", "acute inpatients")
    about: About | None = optional("Whether they are service users or carers.", "service-users")
    ages: Ages | None = optional(
        "How old they are, where that matters.", {"from": "11", "to": "17"}
    )
    size: Count | None = optional(
        "How many they are, roughly; groups below five are not named in reports.", "200"
    )
    named_by: NamedBy | None = optional(
        "Who names the group: this arrangement, or the organisation's own analysis of equality.",
        "equality-analysis",
    )
    reason_without_seat: Text | None = optional(
        "Why the group has no seat.", "people in intensive care; their families sit"
    )


class Scope(Record):
    """What involvement can change here, and what it cannot."""

    can_change: ListedText[Text] | None = optional(
        "What people can change.", ["questions asked", "final choice"]
    )
    cannot_change: ListedText[Text] | None = optional(
        "What is fixed; `none` where nothing is.", ["pay band", "number of posts"], "none"
    )


class Waiver(Record):
    """That a finding is accepted for now, by whom, and why."""

    rule: Text = Field(description="The id of the check.", examples=["supporter-not-independent"])
    subject: Text | None = optional(
        "What it is accepted for, as findings name it.", "seats[panel-member/brian]"
    )
    reason: Text | None = optional("Why.", "an outside advocate starts in May")
    owner: PostFirst | None = optional("Who sees to it meanwhile.", "HR business partner")
    approved_by: PostFirst | None = optional("Who agreed to this.", "company secretary")
    until: Date | None = optional("The last day on which it holds.", "2026-05-31")


class FeeBand(Record):
    """What is paid for so much time."""

    time: Range = Field(
        description="The time: `up to 2 hours`, `2-4 hours`, `over 4 hours`.",
        examples=["up to 2 hours"],
    )
    amount: Sum = Field(description="What is paid for it.", examples=["£10"])


class Fee(Record):
    """A fee for taking part."""

    amount: Sum | None = optional("The amount, with its currency or without.", "20", "£20")
    from_: Sum | None = optional("For a range: its lower end.", "15", alias="from")
    up_to: Sum | None = optional("For a range: its upper end.", "25")
    unit: FeeUnit | None = optional("For what it is paid.", "hour")
    bands: Listed[FeeBand] | None = optional(
        "Where it goes by time, the bands, as the document bounds them.",
        [{"time": "up to 2 hours", "amount": "£12"}, {"time": "over 2 hours", "amount": "£30"}],
    )
    amount_in_words: Text | None = optional(
        "The amount where it is a grade, or is said in words alone.", "pay band 2"
    )
    kind: ListedText[FeeKind] | None = optional(
        "What it is given as; `in-kind` is something other than money.", "voucher"
    )
    for_some_only: YesOrSource | None = optional(
        "Whether only some of those who take part get it, and it is not said which.", "yes"
    )
    covers: ListedText[FeeCovers] | None = optional("What is counted.", ["meetings", "preparation"])
    not_covered: ListedText[FeeCovers] | None = optional(
        "What is said not to be counted.", ["travel-time"]
    )
    floor: Sum | None = optional(
        "The least that the document itself promises, such as the minimum wage, in the same unit.",
        "12.21",
    )
    floor_in_words: Text | None = optional(
        "That least, where it is said in words alone.", "at least the minimum wage"
    )
    weighting: Text | None = optional("An addition for the place.", "London")


FeeOrNone = Annotated[Annotated[Flag, Tag(SCALAR)] | Annotated[Fee, Tag(MAPPING)], ByShape]


class Expenses(Record):
    """How costs are met."""

    paid: ListedText[ExpensesPaid] | None = optional(
        "How they are paid: `direct` means booked and paid for the person.", "upfront"
    )
    covers: ListedText[ExpensesCover] | None = optional(
        "Which costs are met; `all` where every cost is.", ["travel", "care"]
    )
    claim_within_days: Count | None = optional(
        "Days within which they are to be claimed. Kept for readers.", "90"
    )


ExpensesOrNone = Annotated[
    Annotated[Flag, Tag(SCALAR)] | Annotated[Expenses, Tag(MAPPING)],
    ByShape,
]


class PaidTask(Record):
    """A task with a rate of its own, or none."""

    task: Text = Field(description="The task.", examples=["interviewing"])
    only_for: ListedText[PaidFor] | None = optional(
        "Whose rate it is, where others have another for the same task.", "on-benefits"
    )
    fee: FeeOrNone | None = optional("The fee for it; `no` where it is unpaid.", "no")


class Payment(Record):
    """How people are paid, and their costs met."""

    fee: FeeOrNone | None = optional(
        "The fee; `no` where there is none.",
        {"amount": "20", "unit": "hour", "covers": ["preparation"]},
        "no",
    )
    tasks: Listed[PaidTask] | None = optional(
        "Tasks that have a rate of their own, or none.", [{"task": "meetings", "fee": "no"}]
    )
    called_voluntary: Flag | None = optional("Whether the role is called voluntary.", "no")
    staff_in_paid_time: Flag | None = optional("Whether staff take part in paid time.", "yes")
    not_wanted: YesOrSource | None = optional(
        "Whether those who take part asked not to be paid or repaid.", "no"
    )
    depends_on: ListedText[PayDependsOn] | None = optional(
        "On what else than the task it hangs whether, or how much, somebody is paid.",
        ["team-budget"],
    )
    excludes: ListedText[Text] | None = optional(
        "Who is not paid, by the terms. Kept for readers.", ["people employed by the council"]
    )
    ways: ListedText[PaidBy] | None = optional(
        "The ways in which it is paid, of which people choose. Kept for readers.",
        ["voucher", "bank-transfer"],
    )
    within_days: Count | None = optional("Days within which it is paid. Kept for readers.", "30")
    expenses: ExpensesOrNone | None = optional(
        "How costs are met; `no` where they are not.",
        {"paid": "upfront", "covers": ["travel", "care"]},
        "no",
    )
    benefits_advice: BenefitsAdvice | None = optional(
        "The advice on benefits that people are offered before they are paid.", "independent"
    )
    only_by: PaidBy | None = optional(
        "The one way in which it is paid, where there is no other.", "bank-transfer"
    )
    promised_not_to_affect: ListedText[Affected] | None = optional(
        "What it is promised that the payment will not affect.", ["benefits"]
    )
    may_decline: YesOrSource | None = optional("Whether people may decline, or take less.", "yes")
    may_go_to: ListedText[PaidOnTo] | None = optional(
        "To whom people may give it back or pass it on: `host` is whoever involves them.", ["host"]
    )
    choice_kept_free: YesOrSource | None = optional(
        "Whether something keeps that choice free: asked in private, other causes, no default.",
        "yes",
    )
    reason: Text | None = optional(
        "Why this is paid otherwise than like work.", "testimony at one meeting, not membership"
    )
