"""Facts about how people in a role are paid, and their costs met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Required

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
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor
from pitfall_audit.yaml.places import DataPath

__all__ = ["PaidFacts", "PaymentFacts", "PaymentTerms", "payment_terms", "terms_of_all"]

FeeUnitOrNone = Literal[FeeUnit, "none"]
ExpensesWhen = Literal["beforehand", "same-day", "later", "not-at-all"]


class FeeFacts(TypedDict, total=False):
    """The fee for taking part. Where there is none, its amount is 0 and it covers nothing."""

    paid: bool
    amount: float
    at_least: float
    at_most: float
    unit: FeeUnitOrNone
    covers: list[FeeCovers]
    not_covered: list[FeeCovers]
    floor: float
    weighting: str


class ExpensesFacts(TypedDict, total=False):
    """How the costs of taking part, or expenses, are met."""

    met: bool
    when: ExpensesWhen
    paid: list[ExpensesPaid]
    covers: list[ExpensesCover]


class PaymentFacts(TypedDict, total=False):
    """How people in a role are paid, and their costs met.

    What the role does not state itself is taken from the payment of the whole arrangement. The
    fee, with the tasks that have a rate of their own, and the expenses are each taken whole.
    """

    fee: Required[FeeFacts]
    expenses: Required[ExpensesFacts]
    paid_tasks: list[str]
    unpaid_tasks: list[str]
    benefits_advice: BenefitsAdvice
    may_decline: bool
    called_voluntary: bool
    staff_in_paid_time: bool
    depends_on: list[PayDependsOn]
    not_wanted: bool
    may_go_to: list[PaidOnTo]
    choice_kept_free: bool
    reason: str | None


class PaidFacts(TypedDict):
    """That a role or a seat has terms of payment."""

    payment: PaymentFacts


_NO_FEE: FeeFacts = {
    "paid": False,
    "amount": 0.0,
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
    general = arrangement.engagement.payment
    shared = terms_of_all(arrangement)
    return tuple(
        shared
        if role.payment is None
        else _terms(role.payment, ("roles", index, "payment"), general or role.payment, arrangement)
        for index, role in enumerate(arrangement.engagement.roles or ())
    )


def terms_of_all(arrangement: Arrangement) -> PaymentTerms:
    """The payment of the whole arrangement, which holds where a role states none."""
    general = arrangement.engagement.payment
    if general is None:
        return _NOTHING_STATED
    return _terms(general, ("payment",), general, arrangement)


def _terms(
    own: Payment, own_path: DataPath, general: Payment, arrangement: Arrangement
) -> PaymentTerms:
    """What a role's own payment states, and for the rest that of the whole arrangement."""
    as_of = arrangement.as_of
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
    also = (one.text for one in arrangement.engagement.also_says or () if one.about == "payment")
    if "benefits_advice" not in facts and any(
        speaks_of("sent-to-who-pays-benefits", words) for words in (own.says, general.says, *also)
    ):
        facts["benefits_advice"] = "own-responsibility"
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
    if at_least is not None:
        facts["at_least"] = float(at_least)
    if at_most is not None:
        facts["at_most"] = float(at_most)
    return facts


def _add_tasks(facts: PaymentFacts, payment: Payment, as_of: dt.date) -> None:
    if payment.tasks is None:
        return
    paid = {task.task: _fee(task.fee, as_of).get("paid") for task in payment.tasks}
    facts["paid_tasks"] = [task for task, is_paid in paid.items() if is_paid]
    facts["unpaid_tasks"] = [task for task, is_paid in paid.items() if is_paid is False]


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
