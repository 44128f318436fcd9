"""What is paid in a role, and how costs are met: stated, stated to be none, and not stated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, sheet, subject

SOURCES = "sources: [{id: tor}]\n"


def stated(payment: str, route: str) -> Any:
    """What the facts say where the whole arrangement has such a payment."""
    text = f"{SOURCES}payment: {payment}\nroles: [{{id: m, body: b}}]\n"
    return at(subject(text, "role").facts, f"payment.{route}")


FEE = "{fee: {amount: 20.5, unit: hour, covers: [meetings], not_covered: [travel-time], floor: 12, weighting: London}}"  # noqa: E501
RANGE = "{fee: {from: 15, up_to: 25}}"
NO_FEE = "{fee: no}"
SOME_FEE = "{fee: {source: tor}}"


@pytest.mark.parametrize(
    ("payment", "route", "value"),
    [
        (FEE, "fee.paid", True),
        ("{fee: yes}", "fee.paid", True),
        (SOME_FEE, "fee.paid", True),
        (RANGE, "fee.paid", True),
        (NO_FEE, "fee.paid", False),
        ("{fee: {amount: 0}}", "fee.paid", False),
        ("{}", "fee.paid", None),
        (FEE, "fee.amount", 20.5),
        (NO_FEE, "fee.amount", 0.0),
        (RANGE, "fee.amount", None),
        (SOME_FEE, "fee.amount", None),
        (FEE, "fee.at_least", 20.5),
        (RANGE, "fee.at_least", 15.0),
        ("{fee: {amount: 20, up_to: 25}}", "fee.at_least", 20.0),
        ("{fee: {up_to: 25}}", "fee.at_least", None),
        (NO_FEE, "fee.at_least", 0.0),
        (FEE, "fee.at_most", 20.5),
        (RANGE, "fee.at_most", 25.0),
        ("{fee: {from: 15}}", "fee.at_most", None),
        (NO_FEE, "fee.at_most", 0.0),
        (FEE, "fee.unit", "hour"),
        (NO_FEE, "fee.unit", "none"),
        (SOME_FEE, "fee.unit", None),
        (FEE, "fee.covers", ["meetings"]),
        ("{fee: {covers: none}}", "fee.covers", []),
        (NO_FEE, "fee.covers", []),
        (SOME_FEE, "fee.covers", None),
        (FEE, "fee.not_covered", ["travel-time"]),
        ("{fee: {not_covered: none}}", "fee.not_covered", []),
        (SOME_FEE, "fee.not_covered", None),
        (FEE, "fee.floor", 12.0),
        (SOME_FEE, "fee.floor", None),
        (FEE, "fee.weighting", "London"),
        (SOME_FEE, "fee.weighting", None),
        ("{tasks: [{task: talks, fee: {amount: 5}}, {task: notes, fee: no}, {task: tea}]}",
         "paid_tasks", ["talks"]),
        ("{tasks: [{task: talks, fee: {amount: 5}}, {task: notes, fee: no}, {task: tea}]}",
         "unpaid_tasks", ["notes"]),
        ("{tasks: none}", "paid_tasks", []),
        ("{tasks: none}", "unpaid_tasks", []),
        (FEE, "paid_tasks", None),
        (FEE, "unpaid_tasks", None),
        ("{expenses: {paid: upfront}}", "expenses.met", True),
        ("{expenses: yes}", "expenses.met", True),
        ("{expenses: {source: tor}}", "expenses.met", True),
        ("{expenses: no}", "expenses.met", False),
        ("{expenses: {paid: none}}", "expenses.met", False),
        ("{expenses: {covers: none}}", "expenses.met", False),
        ("{}", "expenses.met", None),
        ("{expenses: {paid: [with-receipts, direct]}}", "expenses.when", "beforehand"),
        ("{expenses: {paid: [in-arrears, same-day]}}", "expenses.when", "same-day"),
        ("{expenses: {paid: with-receipts}}", "expenses.when", "later"),
        ("{expenses: no}", "expenses.when", "not-at-all"),
        ("{expenses: {covers: travel}}", "expenses.when", None),
        ("{expenses: {paid: [with-receipts, direct]}}", "expenses.paid",
         ["with-receipts", "direct"]),
        ("{expenses: no}", "expenses.paid", []),
        ("{expenses: yes}", "expenses.paid", None),
        ("{expenses: {covers: [travel, care]}}", "expenses.covers", ["travel", "care"]),
        ("{expenses: no}", "expenses.covers", []),
        ("{expenses: yes}", "expenses.covers", None),
        ("{benefits_advice: independent}", "benefits_advice", "independent"),
        ("{benefits_advice: none}", "benefits_advice", "none"),
        ("{}", "benefits_advice", None),
        ("{may_decline: {source: tor}}", "may_decline", True),
        ("{may_decline: no}", "may_decline", False),
        ("{}", "may_decline", None),
        ("{called_voluntary: yes}", "called_voluntary", True),
        ("{called_voluntary: no}", "called_voluntary", False),
        ("{}", "called_voluntary", None),
        ("{staff_in_paid_time: yes}", "staff_in_paid_time", True),
        ("{staff_in_paid_time: no}", "staff_in_paid_time", False),
        ("{}", "staff_in_paid_time", None),
        ("{reason: one meeting}", "reason", "one meeting"),
        ("{}", "reason", None),
    ],
)  # fmt: skip
def test_what_a_payment_states(payment: str, route: str, value: Any) -> None:
    said = stated(payment, route)
    assert said == value
    assert type(said) is type(value)


def test_nothing_is_stated_where_there_is_no_payment() -> None:
    facts = subject("roles: [{id: m, body: b}]\n", "role").facts
    assert facts["payment"] == {"fee": {}, "expenses": {}}


GENERAL = (
    "payment:\n"
    "  fee: {amount: 10, unit: hour}\n"
    "  tasks: [{task: talks, fee: no}]\n"
    "  expenses: {paid: upfront, covers: travel}\n"
    "  benefits_advice: independent\n"
    "  may_decline: yes\n"
    "  called_voluntary: no\n"
    "  staff_in_paid_time: yes\n"
    "  reason: of old\n"
)


def of_role(own: str) -> Any:
    text = f"{GENERAL}roles: [{{id: m, body: b, payment: {own}}}, {{id: n, body: b}}]\n"
    return subject(text, "role", "roles[m]")


@pytest.mark.parametrize(
    ("own", "route", "value"),
    [
        ("{fee: no}", "fee.paid", False),
        ("{fee: {amount: 5}}", "fee.amount", 5.0),
        # A fee is taken whole: what this one is paid for is not stated.
        ("{fee: {amount: 5}}", "fee.unit", None),
        ("{fee: {amount: 5}}", "unpaid_tasks", None),
        ("{fee: {amount: 5}}", "reason", None),
        ("{fee: {amount: 5}, reason: of late}", "reason", "of late"),
        ("{tasks: none}", "fee.paid", None),
        ("{fee: {amount: 5}}", "expenses.covers", ["travel"]),
        ("{expenses: {paid: in-arrears}}", "expenses.when", "later"),
        ("{expenses: {paid: in-arrears}}", "expenses.covers", None),
        ("{expenses: no}", "expenses.met", False),
        ("{expenses: no}", "fee.amount", 10.0),
        ("{expenses: no}", "unpaid_tasks", ["talks"]),
        ("{expenses: no}", "reason", "of old"),
        ("{may_decline: no}", "may_decline", False),
        ("{may_decline: no}", "benefits_advice", "independent"),
        ("{called_voluntary: yes}", "called_voluntary", True),
        ("{staff_in_paid_time: no}", "staff_in_paid_time", False),
    ],
)
def test_what_a_role_states_goes_before_what_holds_for_all(
    own: str, route: str, value: Any
) -> None:
    assert at(of_role(own).facts, f"payment.{route}") == value


def test_each_part_is_looked_for_where_it_is_stated() -> None:
    anchors = of_role("{fee: {amount: 5}}").anchors
    assert anchors["fee"].path == ("roles", 0, "payment", "fee")
    assert anchors["expenses"].path == ("payment", "expenses")
    assert anchors["payment"].path == ("payment",)
    anchors = of_role("{may_decline: no}").anchors
    assert anchors["payment"].path == ("roles", 0, "payment")
    assert anchors["fee"].path == ("payment", "fee")
    anchors = subject("roles: [{id: m, body: b}]", "role").anchors
    assert anchors["expenses"].path == ("payment", "expenses")


def test_seats_have_the_payment_of_their_role() -> None:
    text = (
        f"{GENERAL}people: {{mary: {{}}, asha: {{}}}}\n"
        "roles:\n"
        "  - {id: m, body: b, holders: [mary, asha], payment: {fee: {amount: 5}}}\n"
        "  - {id: n, body: b, places: 1}\n"
    )
    facts = sheet(text)
    mary = subject(facts, "seat", "seats[m/mary]")
    assert mary.facts["payment"]["fee"]["amount"] == 5.0
    assert mary.anchors["fee"].path == ("roles", 0, "payment", "fee")
    # One and the same, not one for each seat.
    assert mary.facts["payment"] is subject(facts, "seat", "seats[m/asha]").facts["payment"]
    assert mary.facts["payment"] is subject(facts, "role", "roles[m]").facts["payment"]
    assert subject(facts, "seat", "seats[n/unnamed]").facts["payment"]["fee"]["amount"] == 10.0
