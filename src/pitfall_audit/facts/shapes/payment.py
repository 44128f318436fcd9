"""The shapes of facts about how people are paid, and their costs met."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import (
    BenefitsAdvice,
    ExpensesCover,
    ExpensesPaid,
    FeeCovers,
    FeeUnit,
)
from pitfall_audit.facts.describing import Fact

__all__ = [
    "ExpensesFacts", "ExpensesWhen", "FeeFacts", "FeeUnitOrNone", "PaidFacts", "PaymentFacts",
]  # fmt: skip

FeeUnitOrNone = Literal[FeeUnit, "none"]
ExpensesWhen = Literal["beforehand", "same-day", "later", "not-at-all"]


class FeeFacts(TypedDict):
    """The fee for taking part. Where there is none, its amount is 0 and it covers nothing."""

    paid: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a fee is paid for the work as a whole",
                "fee",
                "Is a fee paid for this, or none?",
            ),
        ]
    ]
    amount: NotRequired[
        Annotated[
            float,
            Fact(
                "The amount, without a currency sign, where one amount is stated; 0 where no fee "
                "is paid",
                "fee.amount",
                "How much is the fee, if it is one amount?",
            ),
        ]
    ]
    is_range: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is stated as a range, from so much up to so much",
                "fee.amount",
                "Is the fee one amount, or a range?",
            ),
        ]
    ]
    at_least: NotRequired[
        Annotated[
            float,
            Fact(
                "The least that is paid: the amount, or the lower end of a range; 0 where no fee "
                "is paid",
                "fee.from",
                "How much is the fee at least?",
            ),
        ]
    ]
    at_most: NotRequired[
        Annotated[
            float,
            Fact(
                "The most that is paid: the amount, or the upper end of a range; 0 where no fee "
                "is paid",
                "fee.up_to",
                "How much is the fee at most?",
            ),
        ]
    ]
    unit: NotRequired[
        Annotated[
            FeeUnitOrNone,
            Fact(
                "For what it is paid; `none` where no fee is paid",
                "fee.unit",
                "Is the fee paid by the hour, by the meeting, or by something else?",
            ),
        ]
    ]
    covers: NotRequired[
        Annotated[
            list[FeeCovers],
            Fact(
                "What is counted; empty where no fee is paid",
                "fee.covers",
                "What does the fee pay for: meetings alone, or preparation, travel and training "
                "too?",
            ),
        ]
    ]
    not_covered: NotRequired[
        Annotated[
            list[FeeCovers],
            Fact(
                "What is said not to be counted; empty where no fee is paid",
                "fee.not_covered",
                "Is anything said not to be counted in the fee, such as preparation or travel "
                "time?",
            ),
        ]
    ]
    floor: NotRequired[
        Annotated[
            float,
            Fact(
                "The least that the document itself sets, such as the minimum wage, in the same "
                "unit",
                "fee.floor",
                "Is a least amount set, such as the minimum wage, and how much is it?",
            ),
        ]
    ]
    weighting: NotRequired[
        Annotated[
            str,
            Fact(
                "An addition for the place, such as London",
                "fee.weighting",
                "Is there an addition for the place, such as for London?",
            ),
        ]
    ]


class ExpensesFacts(TypedDict):
    """How the costs of taking part, or expenses, are met."""

    met: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether expenses are met at all",
                "expenses",
                "Are people's expenses met, such as travel?",
            ),
        ]
    ]
    when: NotRequired[
        Annotated[
            ExpensesWhen,
            Fact(
                "When expenses are met, in the soonest way that is stated: `beforehand` where "
                "they are paid upfront, or booked and paid for the person; `later` where people "
                "pay first and are repaid; `not-at-all` where they are not met",
                "expenses.paid",
                "Are expenses paid beforehand, on the day, or only later?",
            ),
        ]
    ]
    paid: NotRequired[
        Annotated[
            list[ExpensesPaid],
            Fact(
                "The ways in which expenses are paid; empty where they are not met",
                "expenses.paid",
                "Are expenses paid beforehand, on the day, or only later?",
            ),
        ]
    ]
    covers: NotRequired[
        Annotated[
            list[ExpensesCover],
            Fact(
                "Which costs are met; empty where none are",
                "expenses.covers",
                "Which costs are met: travel, care, childcare, a personal assistant, meals?",
            ),
        ]
    ]


class PaymentFacts(TypedDict):
    """How people in a role are paid, and their costs met.

    What the role does not state itself is taken from the payment of the whole arrangement. The
    fee, with the tasks that have a rate of their own, and the expenses are each taken whole.
    """

    fee: Annotated[FeeFacts, Fact("The fee")]
    expenses: Annotated[ExpensesFacts, Fact("The expenses")]
    anything_paid: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a fee is paid for the work as a whole, or for any task in it",
                "fee",
                "Is a fee paid for this, or for any task in it?",
            ),
        ]
    ]
    paid_tasks: NotRequired[
        Annotated[
            list[str],
            Fact(
                "Tasks with a fee of their own",
                "payment.tasks",
                "Are there tasks that have a fee of their own?",
            ),
        ]
    ]
    unpaid_tasks: NotRequired[
        Annotated[
            list[str],
            Fact(
                "Tasks for which it is stated that no fee is paid",
                "payment.tasks",
                "Are there tasks for which no fee is paid?",
            ),
        ]
    ]
    benefits_advice: NotRequired[
        Annotated[
            BenefitsAdvice,
            Fact(
                "The advice on benefits that people are offered before they are paid",
                "payment.benefits_advice",
                "What advice on benefits are people offered before they are paid?",
            ),
        ]
    ]
    benefits_advice_offered: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the organisation offers advice on benefits, its own or independent",
                "payment.benefits_advice",
                "Are people offered advice on benefits before they are paid?",
            ),
        ]
    ]
    may_decline: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people may decline payment, or take less",
                "payment.may_decline",
                "May people decline payment, or take less?",
            ),
        ]
    ]
    called_voluntary: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the role is called voluntary",
                "payment.called_voluntary",
                "Is this role called voluntary?",
            ),
        ]
    ]
    staff_in_paid_time: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether staff take part in paid time",
                "payment.staff_in_paid_time",
                "Do staff take part in this in their paid time?",
            ),
        ]
    ]
    reason: NotRequired[
        Annotated[
            str,
            Fact(
                "Why this is paid otherwise than like work",
                "payment.reason",
                "Why is this paid otherwise than work that is like it?",
            ),
        ]
    ]


class PaidFacts(TypedDict):
    """That a role or a seat has terms of payment."""

    payment: Annotated[PaymentFacts, Fact("How people in it are paid, and their costs met")]
