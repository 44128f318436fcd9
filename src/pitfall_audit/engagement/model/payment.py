"""What people are paid for taking part, and how their costs are met."""

from __future__ import annotations

from pitfall_audit.engagement.model.base import Record, YesOrSource
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.scalars import (
    Days,
    Flag,
    FlagOr,
    Listed,
    ListedText,
    Range,
    Sum,
    Text,
)
from pitfall_audit.engagement.model.vocabulary import (
    Affected,
    BenefitsAdvice,
    ExpensesCover,
    ExpensesPaid,
    FeeCovers,
    FeeKind,
    FeeUnit,
    PaidBy,
    PaidFor,
    PaidOnTo,
    PayDependsOn,
)

__all__ = ["ExpenseRate", "Expenses", "Fee", "FeeBand", "PaidTask", "Payment"]


# fmt: off
class FeeBand(Record):
    """What is paid for so much time."""

    time: Range = Field(
        description="The time: `up to 2 hours`, `2-4 hours`, `over 4 hours`.",
        examples=["up to 2 hours"])
    amount: Sum = Field(description="What is paid for it.", examples=["£10"])


class Fee(Record):
    """A fee for taking part."""

    amount: Sum | None = optional("The amount, with its currency or without.", "20", "£20")
    from_: Sum | None = optional("For a range: its lower end.", "15", alias="from")
    up_to: Sum | None = optional("For a range: its upper end.", "25")
    unit: FeeUnit | None = optional("For what it is paid.", "hour")
    bands: Listed[FeeBand] | None = optional(
        "Where it goes by time, the bands, as the document bounds them.",
        [{"time": "up to 2 hours", "amount": "£12"}, {"time": "over 2 hours", "amount": "£30"}])
    amount_in_words: Text | None = optional(
        "The amount where it is a grade, or is said in words alone.", "pay band 2")
    kind: ListedText[FeeKind] | None = optional(
        "What it is given as; `in-kind` is something other than money.", "voucher")
    for_some_only: YesOrSource | None = optional(
        "Whether only some of those who take part get it, and it is not said which.", "yes")
    covers: ListedText[FeeCovers] | None = optional(
        "What is counted; `travel-costs` where travel has to come out of the fee.",
        ["meetings", "preparation"])
    not_covered: ListedText[FeeCovers] | None = optional(
        "What is said not to be counted.", ["travel-time"])
    floor: Sum | None = optional(
        "The least that the document itself promises, such as the minimum wage, in the same unit.",
        "12.21")
    floor_in_words: Text | None = optional(
        "That least, where it is said in words alone.", "at least the minimum wage")
    weighting: Text | None = optional("An addition for the place.", "London")


FeeOrNone = FlagOr[Fee]


class ExpenseRate(Record):
    """At what rate, or on what condition, one kind of cost is met."""

    what: Text = Field(description="The cost.", examples=["mileage"])
    rate: Text | None = optional("How much is met.", "45p a mile", "£5 towards it")
    only_if: Text | None = optional("On what condition.", "agreed before the meeting")


class Expenses(Record):
    """How costs are met."""

    paid: ListedText[ExpensesPaid] | None = optional(
        "How they are paid: `direct` means booked and paid for the person.", "upfront")
    covers: ListedText[ExpensesCover] | None = optional(
        "Which costs are met; `all` where every cost is.", ["travel", "care"])
    rates: Listed[ExpenseRate] | None = optional(
        "Costs that are met at a rate of their own, or on a condition. What is met at all is "
        "`covers`.", [{"what": "mileage", "rate": "45p a mile"},
                      {"what": "taxi", "only_if": "agreed before the meeting"}])
    claim_within_days: Days | None = optional(
        "Days within which they are to be claimed. Kept for readers.", "90")


ExpensesOrNone = FlagOr[Expenses]


class PaidTask(Record):
    """A task with a rate of its own, or none."""

    task: Text = Field(description="The task.", examples=["interviewing"])
    only_for: ListedText[PaidFor] | None = optional(
        "Whose rate it is, where others have another for the same task.", "on-benefits")
    fee: FeeOrNone | None = optional("The fee for it; `no` where it is unpaid.", "no")


class Payment(Record):
    """How people are paid, and their costs met."""

    fee: FeeOrNone | None = optional(
        "The fee; `no` where there is none.",
        {"amount": "20", "unit": "hour", "covers": ["preparation"]}, "no")
    tasks: Listed[PaidTask] | None = optional(
        "Tasks that have a rate of their own, or none.", [{"task": "meetings", "fee": "no"}])
    called_voluntary: Flag | None = optional("Whether the role is called voluntary.", "no")
    staff_in_paid_time: Flag | None = optional("Whether staff take part in paid time.", "yes")
    not_wanted: YesOrSource | None = optional(
        "Whether those who take part asked not to be paid or repaid.", "no")
    depends_on: ListedText[PayDependsOn] | None = optional(
        "On what else than the task it hangs whether, or how much, somebody is paid.",
        ["team-budget"])
    excludes: ListedText[Text] | None = optional(
        "Who is not paid, by the terms. Kept for readers.", ["people employed by the council"])
    ways: ListedText[PaidBy] | None = optional(
        "The ways in which it is paid, of which people choose.",
        ["voucher", "bank-transfer"])
    conditions: ListedText[Text] | None = optional(
        "Conditions on which it is paid, or on one of the ways. Who is left out is `excludes`.",
        ["cash for sums below £20 only"])
    within_days: Days | None = optional("Days within which it is paid.", "30")
    expenses: ExpensesOrNone | None = optional(
        "How costs are met; `no` where they are not.",
        {"paid": "upfront", "covers": ["travel", "care"]}, "no")
    benefits_advice: BenefitsAdvice | None = optional(
        "The advice on benefits that people are offered before they are paid.", "independent")
    only_by: PaidBy | None = optional(
        "The one way in which it is paid, where there is no other.", "bank-transfer")
    promised_not_to_affect: ListedText[Affected] | None = optional(
        "What it is promised that the payment will not affect.", ["benefits"])
    may_decline: YesOrSource | None = optional("Whether people may decline, or take less.", "yes")
    may_go_to: ListedText[PaidOnTo] | None = optional(
        "To whom people may give it back or pass it on: `host` is whoever involves them.", ["host"])
    choice_kept_free: YesOrSource | None = optional(
        "Whether something keeps that choice free: asked in private, other causes, no default.",
        "yes")
    reason: Text | None = optional(
        "Why this is paid otherwise than like work.", "testimony at one meeting, not membership")
