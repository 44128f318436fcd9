"""Facts about how people in a role are paid, and their costs met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model.payment import Expenses, Fee, Payment
from pitfall_audit.engagement.model.vocabulary import ExpensesPaid
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.shapes.payment import ExpensesFacts, ExpensesWhen, FeeFacts, PaymentFacts
from pitfall_audit.facts.subjects import Anchor
from pitfall_audit.yaml.places import DataPath

__all__ = ["PaymentTerms", "payment_terms"]

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
    """The payment that holds for a role, which all its seats share, and where it is stated."""

    facts: PaymentFacts
    anchors: Mapping[str, Anchor]


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
    shared = _NOTHING_STATED if general is None else _terms(general, ("payment",), general)
    return tuple(
        shared
        if role.payment is None
        else _terms(role.payment, ("roles", index, "payment"), general or role.payment)
        for index, role in enumerate(arrangement.engagement.roles or ())
    )


def _terms(own: Payment, own_path: DataPath, general: Payment) -> PaymentTerms:
    """What a role's own payment states, and for the rest that of the whole arrangement."""
    of_fee, fee_path = own, own_path
    if not _states_fee(own) and _states_fee(general):
        of_fee, fee_path = general, ("payment",)
    of_expenses, expenses_path = own, own_path
    if own.expenses is None and general.expenses is not None:
        of_expenses, expenses_path = general, ("payment",)
    fee = _fee(of_fee.fee)
    facts: PaymentFacts = {"fee": fee, "expenses": _expenses(of_expenses.expenses)}
    _add_tasks(facts, of_fee)
    reason = own.reason or of_fee.reason
    if reason is not None:
        facts["reason"] = reason
    rest_path = own_path
    if not _states_rest(own) and _states_rest(general):
        rest_path = ("payment",)
    _add_rest(facts, own, general)
    return PaymentTerms(facts, _anchors(rest_path, fee_path, expenses_path))


def _fee(fee: Fee | bool | None) -> FeeFacts:
    if fee is None:
        return {}
    if not isinstance(fee, Fee):
        return {"paid": True} if fee else {**_NO_FEE}
    at_least = fee.amount if fee.from_ is None else fee.from_
    at_most = fee.amount if fee.up_to is None else fee.up_to
    ranges = fee.from_ is not None or fee.up_to is not None
    if not ranges and fee.amount == 0:
        # A fee of nothing is none, however it is written.
        return {**_NO_FEE}
    facts: FeeFacts = {"paid": True}
    if ranges or fee.amount is not None:
        facts["is_range"] = ranges
    if fee.amount is not None:
        facts["amount"] = fee.amount
    if at_least is not None:
        facts["at_least"] = at_least
    if at_most is not None:
        facts["at_most"] = at_most
    if fee.unit is not None:
        facts["unit"] = fee.unit
    if fee.covers is not None:
        facts["covers"] = list(fee.covers)
    if fee.not_covered is not None:
        facts["not_covered"] = list(fee.not_covered)
    if fee.floor is not None:
        facts["floor"] = fee.floor
    if fee.weighting is not None:
        facts["weighting"] = fee.weighting
    return facts


def _is_paid(fee: Fee | bool | None) -> bool | None:
    return _fee(fee).get("paid")


def _add_tasks(facts: PaymentFacts, payment: Payment) -> None:
    whole = facts["fee"].get("paid")
    if payment.tasks is None:
        if whole is not None:
            facts["anything_paid"] = whole
        return
    paid = {task.task: _is_paid(task.fee) for task in payment.tasks}
    facts["paid_tasks"] = [task for task, is_paid in paid.items() if is_paid]
    facts["unpaid_tasks"] = [task for task, is_paid in paid.items() if is_paid is False]
    if whole or facts["paid_tasks"]:
        facts["anything_paid"] = True
    elif whole is False and None not in paid.values():
        facts["anything_paid"] = False


def _expenses(expenses: Expenses | bool | None) -> ExpensesFacts:
    if expenses is None:
        return {}
    if not isinstance(expenses, Expenses):
        return {"met": True} if expenses else {**_NO_EXPENSES}
    if expenses.paid == () or expenses.covers == ():
        return {**_NO_EXPENSES}
    facts: ExpensesFacts = {"met": True}
    if expenses.paid is not None:
        facts["paid"] = list(expenses.paid)
        facts["when"] = next(
            when for when, ways in _SOONEST_FIRST if not ways.isdisjoint(expenses.paid)
        )
    if expenses.covers is not None:
        facts["covers"] = list(expenses.covers)
    return facts


def _states_fee(payment: Payment) -> bool:
    return payment.fee is not None or payment.tasks is not None


def _states_rest(payment: Payment) -> bool:
    return (
        payment.benefits_advice is not None
        or payment.may_decline is not None
        or payment.called_voluntary is not None
        or payment.staff_in_paid_time is not None
    )


def _add_rest(facts: PaymentFacts, own: Payment, general: Payment) -> None:
    advice = own.benefits_advice or general.benefits_advice
    if advice is not None:
        facts["benefits_advice"] = advice
        facts["benefits_advice_offered"] = advice in ("independent", "in-house")
    may_decline = is_yes(own.may_decline if own.may_decline is not None else general.may_decline)
    if may_decline is not None:
        facts["may_decline"] = may_decline
    voluntary = own.called_voluntary
    if voluntary is None:
        voluntary = general.called_voluntary
    if voluntary is not None:
        facts["called_voluntary"] = voluntary
    paid_time = own.staff_in_paid_time
    if paid_time is None:
        paid_time = general.staff_in_paid_time
    if paid_time is not None:
        facts["staff_in_paid_time"] = paid_time
