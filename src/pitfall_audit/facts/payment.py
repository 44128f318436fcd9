"""Facts about how people in a role are paid, and their costs met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, NamedTuple, Required

from pitfall_audit.engagement.model.payment import Expenses, Fee, Payment
from pitfall_audit.engagement.model.vocabulary import (
    BenefitsAdvice,
    ExpensesCover,
    ExpensesPaid,
    FeeCovers,
    FeeUnit,
    PaidOnTo,
    PayDependsOn,
)
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.fact_schema import Copied, Fact, TypedDict, as_stated, copied
from pitfall_audit.facts.subjects import Anchor
from pitfall_audit.yaml.places import DataPath

__all__ = ["PaidFacts", "PaymentFacts", "PaymentTerms", "payment_terms", "terms_of_all"]

FeeUnitOrNone = Literal[FeeUnit, "none"]
ExpensesWhen = Literal["beforehand", "same-day", "later", "not-at-all"]


# fmt: off
class FeeFacts(TypedDict, total=False):
    """The fee for taking part. Where there is none, its amount is 0 and it covers nothing."""

    paid: Annotated[bool, Fact(
        "Whether a fee is paid for the work as a whole", "fee", "Is a fee paid for this, or none?")]
    amount: Annotated[float, Copied(
        "The amount, without a currency sign, where one amount is stated; 0 where no fee is paid",
        "fee.amount", "How much is the fee, if it is one amount?")]
    is_range: Annotated[bool, Fact(
        "Whether it is stated as a range, from so much up to so much", "fee.amount",
        "Is the fee one amount, or a range?")]
    at_least: Annotated[float, Fact(
        "The least that is paid: the amount, or the lower end of a range; 0 where no fee is paid",
        "fee.from", "How much is the fee at least?")]
    at_most: Annotated[float, Fact(
        "The most that is paid: the amount, or the upper end of a range; 0 where no fee is paid",
        "fee.up_to", "How much is the fee at most?")]
    unit: Annotated[FeeUnitOrNone, Copied(
        "For what it is paid; `none` where no fee is paid", "fee.unit",
        "Is the fee paid by the hour, by the meeting, or by something else?")]
    covers: Annotated[list[FeeCovers], Copied(
        "What is counted; empty where no fee is paid", "fee.covers",
        "What does the fee pay for: meetings alone, or preparation, travel and training too?")]
    not_covered: Annotated[list[FeeCovers], Copied(
        "What is said not to be counted; empty where no fee is paid", "fee.not_covered",
        "Is anything said not to be counted in the fee, such as preparation or travel time?")]
    floor: Annotated[float, Copied(
        "The least that the document itself sets, such as the minimum wage, in the same unit",
        "fee.floor", "Is a least amount set, such as the minimum wage, and how much is it?")]
    weighting: Annotated[str, Copied(
        "An addition for the place, such as London", "fee.weighting",
        "Is there an addition for the place, such as for London?")]


class ExpensesFacts(TypedDict, total=False):
    """How the costs of taking part, or expenses, are met."""

    met: Annotated[bool, Fact(
        "Whether expenses are met at all", "expenses",
        "Are people's expenses met, such as travel?")]
    when: Annotated[ExpensesWhen, Fact(
        "When expenses are met, in the soonest way that is stated: `beforehand` where they are "
        "paid upfront, or booked and paid for the person; `later` where people pay first and are "
        "repaid; `not-at-all` where they are not met", "expenses.paid",
        "Are expenses paid beforehand, on the day, or only later?")]
    paid: Annotated[list[ExpensesPaid], Copied(
        "The ways in which expenses are paid; empty where they are not met", "expenses.paid",
        "Are expenses paid beforehand, on the day, or only later?")]
    covers: Annotated[list[ExpensesCover], Copied(
        "Which costs are met; empty where none are", "expenses.covers",
        "Which costs are met: travel, care, childcare, a personal assistant, meals?")]


class PaymentFacts(TypedDict, total=False):
    """How people in a role are paid, and their costs met.

    What the role does not state itself is taken from the payment of the whole arrangement. The
    fee, with the tasks that have a rate of their own, and the expenses are each taken whole.
    """

    fee: Required[Annotated[FeeFacts, Fact("The fee")]]
    expenses: Required[Annotated[ExpensesFacts, Fact("The expenses")]]
    anything_paid: Annotated[bool, Fact(
        "Whether a fee is paid for the work as a whole, or for any task in it", "fee",
        "Is a fee paid for this, or for any task in it?")]
    paid_tasks: Annotated[list[str], Fact(
        "Tasks with a fee of their own", "payment.tasks",
        "Are there tasks that have a fee of their own?")]
    unpaid_tasks: Annotated[list[str], Fact(
        "Tasks for which it is stated that no fee is paid", "payment.tasks",
        "Are there tasks for which no fee is paid?")]
    benefits_advice: Annotated[BenefitsAdvice, Copied(
        "The advice on benefits that people are offered before they are paid",
        "payment.benefits_advice",
        "What advice on benefits are people offered before they are paid?")]
    benefits_advice_offered: Annotated[bool, Fact(
        "Whether the organisation offers advice on benefits, its own or independent",
        "payment.benefits_advice", "Are people offered advice on benefits before they are paid?")]
    may_decline: Annotated[bool, Copied(
        "Whether people may decline payment, or take less", "payment.may_decline",
        "May people decline payment, or take less?")]
    called_voluntary: Annotated[bool, Copied(
        "Whether the role is called voluntary", "payment.called_voluntary",
        "Is this role called voluntary?")]
    staff_in_paid_time: Annotated[bool, Copied(
        "Whether staff take part in paid time", "payment.staff_in_paid_time",
        "Do staff take part in this in their paid time?")]
    depends_on: Annotated[list[PayDependsOn], Copied(
        "On what else than the task it hangs whether, or how much, somebody is paid",
        "payment.depends_on", "On what does it hang whether, and how much, somebody is paid?")]
    not_wanted: Annotated[bool, Copied(
        "Whether those who take part asked not to be paid or repaid", "payment.not_wanted",
        "Did those who take part ask not to be paid?")]
    may_go_to: Annotated[list[PaidOnTo], Copied(
        "To whom people may give what they are paid back, or pass it on", "payment.may_go_to",
        "May people give what they are paid back, or pass it on, and to whom?")]
    choice_kept_free: Annotated[bool, Copied(
        "Whether something keeps that choice free", "payment.choice_kept_free",
        "What keeps people free to keep what they are paid?")]
    reason: Annotated[str | None, Fact(
        "Why this is paid otherwise than like work", "payment.reason",
        "Why is this paid otherwise than work that is like it?")]


class PaidFacts(TypedDict):
    """That a role or a seat has terms of payment."""

    payment: Annotated[PaymentFacts, Fact("How people in it are paid, and their costs met")]
# fmt: on


_NO_FEE: FeeFacts = {
    "paid": False,
    "amount": 0.0,
    "is_range": False,
    "at_least": 0.0,
    "at_most": 0.0,
    "unit": "none",
    "covers": [],
    "not_covered": [],
}
_NO_EXPENSES: ExpensesFacts = {"met": False, "when": "not-at-all", "paid": [], "covers": []}
_SOONEST_FIRST: Sequence[tuple[ExpensesWhen, frozenset[ExpensesPaid]]] = (
    ("beforehand", frozenset({"upfront", "direct"})),
    ("same-day", frozenset({"same-day"})),
    ("later", frozenset({"with-receipts", "in-arrears"})),
)


class PaymentTerms(NamedTuple):
    """The payment that holds for a role, which all its seats share, and where it is stated.

    ``of_fee``, ``of_expenses`` and ``of_rest`` are the records that state each part, None for none.
    """

    facts: PaymentFacts
    anchors: Mapping[str, Anchor]
    of_fee: Payment | None = None
    of_expenses: Payment | None = None
    of_rest: Payment | None = None


def _anchors(rest: DataPath, fee: DataPath, expenses: DataPath) -> Mapping[str, Anchor]:
    """Where payment is stated, by the record that states each part of it."""
    return {
        "payment": Anchor(rest),
        "fee": Anchor((*fee, "fee")),
        "expenses": Anchor((*expenses, "expenses")),
    }


_NOTHING_STATED = PaymentTerms(
    {"fee": {}, "expenses": {}}, _anchors(("payment",), ("payment",), ("payment",))
)


def payment_terms(arrangement: Arrangement) -> tuple[PaymentTerms, ...]:
    """The payment that holds for each role, in the order of the file."""
    general, as_of = arrangement.engagement.payment, arrangement.as_of
    shared = terms_of_all(arrangement)
    return tuple(
        shared
        if role.payment is None
        else _terms(role.payment, ("roles", index, "payment"), general or role.payment, as_of)
        for index, role in enumerate(arrangement.engagement.roles or ())
    )


def terms_of_all(arrangement: Arrangement) -> PaymentTerms:
    """The payment of the whole arrangement, which holds where a role states none."""
    general = arrangement.engagement.payment
    if general is None:
        return _NOTHING_STATED
    return _terms(general, ("payment",), general, arrangement.as_of)


def _terms(own: Payment, own_path: DataPath, general: Payment, as_of: dt.date) -> PaymentTerms:
    """What a role's own payment states, and for the rest that of the whole arrangement."""
    of_fee, fee_path = own, own_path
    if not _states_fee(own) and _states_fee(general):
        of_fee, fee_path = general, ("payment",)
    of_expenses, expenses_path = own, own_path
    if own.expenses is None and general.expenses is not None:
        of_expenses, expenses_path = general, ("payment",)
    facts: PaymentFacts = {
        "fee": _fee(of_fee.fee, as_of),
        "expenses": _expenses(of_expenses.expenses, as_of),
        **copied(PaymentFacts, as_of, general, own),
    }
    _add_tasks(facts, of_fee, as_of)
    if "benefits_advice" in facts:
        facts["benefits_advice_offered"] = facts["benefits_advice"] in ("independent", "in-house")
    facts["reason"] = own.reason or of_fee.reason
    of_rest, rest_path = own, own_path
    if not _states_terms(own) and _states_terms(general):
        of_rest, rest_path = general, ("payment",)
    anchors = _anchors(rest_path, fee_path, expenses_path)
    return PaymentTerms(as_stated(facts), anchors, of_fee, of_expenses, of_rest)


def _fee(fee: Fee | bool | None, as_of: dt.date) -> FeeFacts:
    if fee is None:
        return {}
    if not isinstance(fee, Fee):
        return {"paid": True} if fee else {**_NO_FEE}
    bands = sorted(band.amount for band in fee.bands or ())
    at_least = fee.amount if fee.from_ is None else fee.from_
    at_most = fee.amount if fee.up_to is None else fee.up_to
    ranges = fee.from_ is not None or fee.up_to is not None or len(bands) > 1
    if bands and at_least is None:
        at_least, at_most = bands[0], bands[-1]
    if not ranges and fee.amount == 0.0:
        # A fee of nothing is none, however it is written.
        return {**_NO_FEE}
    facts: FeeFacts = {"paid": True, **copied(FeeFacts, as_of, fee)}
    if ranges or fee.amount is not None:
        facts["is_range"] = ranges
    if at_least is not None:
        facts["at_least"] = float(at_least)
    if at_most is not None:
        facts["at_most"] = float(at_most)
    return facts


def _add_tasks(facts: PaymentFacts, payment: Payment, as_of: dt.date) -> None:
    whole = facts["fee"].get("paid")
    if payment.tasks is None:
        if whole is not None:
            facts["anything_paid"] = whole
        return
    paid = {task.task: _fee(task.fee, as_of).get("paid") for task in payment.tasks}
    facts["paid_tasks"] = [task for task, is_paid in paid.items() if is_paid]
    facts["unpaid_tasks"] = [task for task, is_paid in paid.items() if is_paid is False]
    if whole or facts["paid_tasks"]:
        facts["anything_paid"] = True
    elif whole is False and None not in paid.values():
        facts["anything_paid"] = False


def _expenses(expenses: Expenses | bool | None, as_of: dt.date) -> ExpensesFacts:
    if expenses is None:
        return {}
    if not isinstance(expenses, Expenses):
        return {"met": True} if expenses else {**_NO_EXPENSES}
    if expenses.paid == () or expenses.covers == ():
        return {**_NO_EXPENSES}
    facts: ExpensesFacts = {"met": True, **copied(ExpensesFacts, as_of, expenses)}
    if expenses.paid is not None:
        facts["when"] = next(
            when for when, ways in _SOONEST_FIRST if not ways.isdisjoint(expenses.paid)
        )
    return facts


def _states_fee(payment: Payment) -> bool:
    return payment.fee is not None or payment.tasks is not None


def _states_terms(payment: Payment) -> bool:
    return (
        payment.benefits_advice is not None
        or payment.may_decline is not None
        or payment.called_voluntary is not None
        or payment.staff_in_paid_time is not None
        or payment.not_wanted is not None
        or payment.depends_on is not None
        or payment.may_go_to is not None
    )
