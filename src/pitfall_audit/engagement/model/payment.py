"""How people are paid, and their costs met."""

from typing import Annotated

from pydantic import Field, Tag

from .base import Record, YesOrSource
from .scalars import MAPPING, SCALAR, Amount, ByShape, Flag, Listed, ListedText, Text, optional
from .vocabulary import BenefitsAdvice, ExpensesCover, ExpensesPaid, FeeCovers, FeeUnit

__all__ = ["Expenses", "Fee", "PaidTask", "Payment"]


class Fee(Record):
    """A fee for taking part."""

    amount: Amount | None = optional("The amount, without a currency sign.", "20")
    from_: Amount | None = optional("For a range: its lower end.", "15", alias="from")
    up_to: Amount | None = optional("For a range: its upper end.", "25")
    unit: FeeUnit | None = optional("For what it is paid.", "hour")
    covers: ListedText[FeeCovers] | None = optional("What is counted.", ["meetings", "preparation"])
    not_covered: ListedText[FeeCovers] | None = optional(
        "What is said not to be counted.", ["travel-time"]
    )
    floor: Amount | None = optional(
        "The least that the document itself promises, such as the minimum wage, in the same unit.",
        "12.21",
    )
    weighting: Text | None = optional("An addition for the place.", "London")


FeeOrNone = Annotated[Annotated[Flag, Tag(SCALAR)] | Annotated[Fee, Tag(MAPPING)], ByShape]


class Expenses(Record):
    """How costs are met."""

    paid: ListedText[ExpensesPaid] | None = optional(
        "How they are paid: `direct` means booked and paid for the person.", "upfront"
    )
    covers: ListedText[ExpensesCover] | None = optional("Which costs are met.", ["travel", "care"])


ExpensesOrNone = Annotated[
    Annotated[Flag, Tag(SCALAR)] | Annotated[Expenses, Tag(MAPPING)],
    ByShape,
]


class PaidTask(Record):
    """A task with a rate of its own, or none."""

    task: Text = Field(description="The task.", examples=["interviewing"])
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
    expenses: ExpensesOrNone | None = optional(
        "How costs are met; `no` where they are not.",
        {"paid": "upfront", "covers": ["travel", "care"]},
        "no",
    )
    benefits_advice: BenefitsAdvice | None = optional(
        "The advice on benefits that people are offered before they are paid.", "independent"
    )
    may_decline: YesOrSource | None = optional("Whether people may decline, or take less.", "yes")
    reason: Text | None = optional(
        "Why this is paid otherwise than like work.", "testimony at one meeting, not membership"
    )
