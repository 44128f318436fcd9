"""What people are paid for taking part, and how their costs are met."""

from __future__ import annotations

from . import vocabulary
from .base import Record, YesOrSource
from .records import Field
from .scalars import Days, Flag, FlagOr, Listed, ListedText, Range, Sum, Text

__all__ = ["ExpenseRate", "Expenses", "Fee", "FeeBand", "PaidTask", "Payment"]


class FeeBand(Record):
    """What is paid for so much time."""

    time: Range
    amount: Sum


class Fee(Record):
    """A fee for taking part."""

    amount: Sum | None = None
    from_: Sum | None = Field(None, key="from")
    up_to: Sum | None = None
    unit: vocabulary.FeeUnit | None = None
    bands: Listed[FeeBand] | None = None
    amount_in_words: Text | None = None
    kind: ListedText[vocabulary.FeeKind] | None = None
    for_some_only: YesOrSource | None = None
    covers: ListedText[vocabulary.FeeCovers] | None = None
    not_covered: ListedText[vocabulary.FeeCovers] | None = None
    floor: Sum | None = None
    floor_in_words: Text | None = None
    weighting: Text | None = None


FeeOrNone = FlagOr[Fee]


class ExpenseRate(Record):
    """At what rate, or on what condition, one kind of cost is met."""

    what: Text
    rate: Text | None = None
    only_if: Text | None = None


class Expenses(Record):
    """How costs are met."""

    paid: ListedText[vocabulary.ExpensesPaid] | None = None
    covers: ListedText[vocabulary.ExpensesCover] | None = None
    rates: Listed[ExpenseRate] | None = None
    claim_within_days: Days | None = None


ExpensesOrNone = FlagOr[Expenses]


class PaidTask(Record):
    """A task with a rate of its own, or none."""

    task: Text
    only_for: ListedText[vocabulary.PaidFor] | None = None
    fee: FeeOrNone | None = None


class Payment(Record):
    """How people are paid, and their costs met."""

    fee: FeeOrNone | None = None
    tasks: Listed[PaidTask] | None = None
    called_voluntary: Flag | None = None
    staff_in_paid_time: Flag | None = None
    not_wanted: YesOrSource | None = None
    depends_on: ListedText[vocabulary.PayDependsOn] | None = None
    excludes: ListedText[Text] | None = None
    ways: ListedText[vocabulary.PaidBy] | None = None
    conditions: ListedText[Text] | None = None
    within_days: Days | None = None
    expenses: ExpensesOrNone | None = None
    benefits_advice: vocabulary.BenefitsAdvice | None = None
    only_by: vocabulary.PaidBy | None = None
    promised_not_to_affect: ListedText[vocabulary.Affected] | None = None
    may_affect: ListedText[vocabulary.Affected] | None = None
    may_decline: YesOrSource | None = None
    may_go_to: ListedText[vocabulary.PaidOnTo] | None = None
    choice_kept_free: YesOrSource | None = None
    reason: Text | None = None
