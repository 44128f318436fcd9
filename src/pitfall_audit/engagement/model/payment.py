"""How people are paid, and their costs met."""

from typing import Annotated

from pydantic import Field, Tag

from .base import Record, YesOrSource
from .scalars import MAPPING, SCALAR, Amount, ByShape, Flag, Listed, ListedText, Text
from .vocabulary import BenefitsAdvice, ExpensesCover, ExpensesPaid, FeeCovers, FeeUnit

__all__ = ["Expenses", "Fee", "PaidTask", "Payment"]


class Fee(Record):
    """A fee for taking part."""

    amount: Amount | None = Field(
        None, description="The amount, without a currency sign.", examples=["20"]
    )
    from_: Amount | None = Field(
        None, alias="from", description="For a range: its lower end.", examples=["15"]
    )
    up_to: Amount | None = Field(None, description="For a range: its upper end.", examples=["25"])
    unit: FeeUnit | None = Field(None, description="For what it is paid.", examples=["hour"])
    covers: ListedText[FeeCovers] | None = Field(
        None, description="What is counted.", examples=[["meetings", "preparation"]]
    )
    not_covered: ListedText[FeeCovers] | None = Field(
        None, description="What is said not to be counted.", examples=[["travel-time"]]
    )
    floor: Amount | None = Field(
        None,
        description="The least that the document itself promises, such as the minimum wage, in "
        "the same unit.",
        examples=["12.21"],
    )
    weighting: Text | None = Field(
        None, description="An addition for the place.", examples=["London"]
    )


FeeOrNone = Annotated[Annotated[Flag, Tag(SCALAR)] | Annotated[Fee, Tag(MAPPING)], ByShape]


class Expenses(Record):
    """How costs are met."""

    paid: ListedText[ExpensesPaid] | None = Field(
        None,
        description="How they are paid: `direct` means booked and paid for the person.",
        examples=["upfront"],
    )
    covers: ListedText[ExpensesCover] | None = Field(
        None, description="Which costs are met.", examples=[["travel", "care"]]
    )


ExpensesOrNone = Annotated[
    Annotated[Flag, Tag(SCALAR)] | Annotated[Expenses, Tag(MAPPING)],
    ByShape,
]


class PaidTask(Record):
    """A task with a rate of its own, or none."""

    task: Text = Field(description="The task.", examples=["interviewing"])
    fee: FeeOrNone | None = Field(
        None, description="The fee for it; `no` where it is unpaid.", examples=["no"]
    )


class Payment(Record):
    """How people are paid, and their costs met."""

    fee: FeeOrNone | None = Field(
        None,
        description="The fee; `no` where there is none.",
        examples=[{"amount": "20", "unit": "hour", "covers": ["preparation"]}, "no"],
    )
    tasks: Listed[PaidTask] | None = Field(
        None,
        description="Tasks that have a rate of their own, or none.",
        examples=[[{"task": "meetings", "fee": "no"}]],
    )
    called_voluntary: Flag | None = Field(
        None, description="Whether the role is called voluntary.", examples=["no"]
    )
    staff_in_paid_time: Flag | None = Field(
        None, description="Whether staff take part in paid time.", examples=["yes"]
    )
    expenses: ExpensesOrNone | None = Field(
        None,
        description="How costs are met; `no` where they are not.",
        examples=[{"paid": "upfront", "covers": ["travel", "care"]}, "no"],
    )
    benefits_advice: BenefitsAdvice | None = Field(
        None,
        description="The advice on benefits that people are offered before they are paid.",
        examples=["independent"],
    )
    may_decline: YesOrSource | None = Field(
        None, description="Whether people may decline, or take less.", examples=["yes"]
    )
    reason: Text | None = Field(
        None,
        description="Why this is paid otherwise than like work.",
        examples=["testimony at one meeting, not membership"],
    )
