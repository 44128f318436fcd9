"""Payment over all who take part: what is said, what is amiss, and what is left open, once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, subject


def payment(text: str) -> Any:
    return subject(text, "engagement").facts["payment"]


def of(terms: str, also: str = "") -> Any:
    return payment(f"{also}payment: {terms}\nroles: [{{id: m, body: b, capacity: carer}}]\n")


PUBLISHED = "described_from: published-documents\n"
COUNTED = "covers: [preparation]"


def bands(*times: str) -> str:
    listed = ", ".join(f"{{time: {one}, amount: {10 * n}}}" for n, one in enumerate(times, 1))
    return f"{{fee: {{bands: [{listed}], {COUNTED}}}}}"


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (("up to 2 hours", "over 2 hours"), []),
        (("under 2 hours", "2-4 hours", "more than 4 hours"), []),
        (("2 hours or less", "more than 2 hours"), []),
        (("under 2 hours", "over 2 hours"), ["exactly 2 hours falls in neither band"]),
        (("under 1 hour", "over 60 minutes"), ["exactly 1 hour falls in neither band"]),
        (("up to 2 hours", "2-4 hours"), ["exactly 2 hours falls in two bands"]),
        (("up to 2", "3 to 5"), ["between “up to 2” and “3 to 5” nothing is set"]),
        (("up to 3", "2-5"), ["“up to 3” and “2-5” overlap"]),
        (("at least 2", "over 4"), ["“at least 2” and “over 4” overlap"]),
    ],
)
def test_bands_have_neither_gaps_nor_overlaps(times: tuple[str, ...], said: list[str]) -> None:
    assert of(bands(*times))["fee_problems"] == said


def test_bands_with_one_amount_may_overlap() -> None:
    terms = "{fee: {bands: [{time: up to 2, amount: 10}, {time: 2-4, amount: 10}]}}"
    assert of(terms)["fee_problems"] == []


@pytest.mark.parametrize(
    ("fee", "gaps"),
    [
        (f"{{amount: £20, unit: hour, {COUNTED}}}", []),
        ("{amount: £20, unit: hour, not_covered: preparation}", []),
        ("{amount: £200, unit: month}", ["the hours for which £200 for a month is paid"]),
        ("{amount: £200, unit: month, says: for ten hours}", []),
        ("{amount: £20, unit: hour}", ["whether preparation and travel count"]),
        ("{amount: £20, unit: hour, covers: travel-time}", ["whether preparation counts"]),
        ("{amount_in_words: pay band 2, covers: preparation}", []),
        ("{kind: in-kind}", []),
        ("no", []),
    ],
)
def test_what_is_not_said_of_a_fee(fee: str, gaps: list[str]) -> None:
    assert of(f"{{fee: {fee}}}")["fee_gaps"] == gaps


def test_silence_is_open_in_what_was_read_in_part() -> None:
    facts = of("{fee: yes, expenses: yes}", PUBLISHED)
    assert not facts.keys() & {"fee_gaps", "expenses_gaps", "benefits_gaps"}


def test_what_one_role_leaves_open_is_said_of_that_role() -> None:
    text = (
        "roles:\n"
        "  - {id: m, title: Member, capacity: carer, payment: {expenses: no}}\n"
        "  - {id: n, title: Visitor, capacity: carer, payment: {expenses: {covers: all}}}\n"
    )
    facts = payment(text)
    assert facts["expenses_problems"] == ["no expenses are met (Member)"]
    assert facts["expenses_refused"] is True
    assert facts["expenses_gaps"] == []


def test_what_the_terms_of_one_body_leave_open_is_not_said_of_those_on_another() -> None:
    read = (
        "[{id: ours, kind: terms-of-reference, read: whole}, {id: theirs, kind: page, read: part}]"
    )
    text = (
        f"{PUBLISHED}sources: {read}\n"
        "bodies: {ward: {source: ours}, garden: {source: theirs}}\n"
        "roles:\n"
        "  - {id: m, title: Member, body: ward, capacity: carer}\n"
        "  - {id: n, title: Visitor, body: garden, capacity: carer}\n"
    )
    assert payment(text)["expenses_gaps"] == ["whether expenses are met (Member)"]


def test_a_place_is_that_of_the_first_terms_with_a_gap() -> None:
    text = (
        "payment: {fee: no}\n"
        "roles:\n"
        "  - {id: m, capacity: carer}\n"
        "  - {id: n, capacity: carer, payment: {fee: yes}}\n"
    )
    assert subject(text, "engagement").anchors["fee"].path == ("roles", 1, "payment", "fee")


@pytest.mark.parametrize(
    ("terms", "outside"),
    [
        ("{fee: {amount: $30, unit: day}}", True),
        ("{fee: {from: 20 EUR, up_to: 40 EUR}}", True),
        ("{fee: {amount: £30, unit: day}}", False),
        ("{fee: {amount: 30, unit: day}}", False),
    ],
)
def test_another_currency_tells_of_another_country(terms: str, outside: bool) -> None:
    assert of(terms)["outside_uk"] is outside


def test_the_nation_goes_before_the_currency() -> None:
    nation = "organisation: {nation: northern-ireland}\n"
    assert of("{fee: {amount: 30 EUR, unit: day}}", nation)["outside_uk"] is False


def test_sums_are_numbers_to_rules() -> None:
    text = "payment: {fee: {amount: '£1,250.50'}}\nroles: [{id: m, body: b}]\n"
    amount = at(subject(text, "role").facts, "payment.fee.amount")
    assert (amount, type(amount)) == (1250.5, float)


def test_what_was_looked_for_in_vain_counts() -> None:
    read = PUBLISHED + "sources: [{id: other, kind: other, read: whole}]\n"
    facts = of("{fee: {amount: not-stated}, expenses: not-stated, may_decline: not-stated}", read)
    assert facts["expenses_gaps"] == ["whether expenses are met"]
    assert "how much is paid" in facts["fee_gaps"]
    assert "whether people may decline payment, or take less" in facts["benefits_gaps"]


def test_none_is_stated() -> None:
    facts = of("{fee: none, expenses: none}", PUBLISHED)
    assert (facts["expenses_refused"], facts["fee_gaps"]) == (True, [])


def test_terms_without_a_fee_say_nothing_of_rates() -> None:
    roles = "{id: m, capacity: carer, payment: {fee: {amount: 10, unit: hour}}}"
    no_fee = "{id: n, capacity: carer, payment: {called_voluntary: yes}}"
    assert payment(f"roles: [{roles}, {no_fee}]\n")["fee_said"] == ["10 for an hour (M)"]


def test_terms_that_may_be_offered_are_terms_all_the_same() -> None:
    money = of("{strength: may, fee: {amount: 10, unit: hour}, promised_not_to_affect: [benefits]}")
    assert money["promised_not_to_affect"] == ["benefits"]
    assert money["fee_said"] == ["10 for an hour, where it is offered"]
