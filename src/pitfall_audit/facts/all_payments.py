"""Facts about payment, seen over all who take part: one matter, however many roles it is in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Required

from pitfall_audit.engagement.absence import looked_for
from pitfall_audit.engagement.model import Body, Role
from pitfall_audit.engagement.model.payment import Fee, Payment
from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, in_words, is_yes
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.like_payments import compared
from pitfall_audit.facts.payment import PaymentTerms, terms_of_all
from pitfall_audit.facts.payment_gaps import (
    REPAID_LATER,
    benefits_gaps,
    benefits_problems,
    currencies_of,
    expenses_gaps,
    expenses_in_words,
    expenses_problems,
    fee_gaps,
    fee_in_words,
    fee_problems,
    pay_is_meant,
    pays_below_floor,
    states_amount,
    time_gaps,
)
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor

__all__ = ["AllPaymentsFacts", "Money", "all_payments"]


class AllPaymentsFacts(TypedDict, total=False):
    """How those who take part are paid and their costs met, seen over all roles together.

    Roles of staff, and of those whom the arrangement employs, are left out; so are roles whose
    holders asked not to be paid, and gatherings that are social alone.
    """

    concern_anybody: Required[bool]
    may_cost_anybody: Required[bool]
    expenses_said: Required[list[str]]
    expenses_problems: Required[list[str]]
    expenses_refused: Required[bool]
    only_repaid_later: Required[bool]
    expenses_gaps: list[str]
    fee_said: Required[list[str]]
    fee_problems: Required[list[str]]
    below_own_floor: Required[bool]
    fee_amounts: list[str]
    fee_time_told: bool
    fee_gaps: list[str]
    pay_is_meant: Required[bool]
    outside_uk: Required[bool]
    benefits_problems: Required[list[str]]
    benefits_gaps: list[str]
    advice_in_house: Required[bool]
    like_work_compared: Required[bool]
    rates_compared: Required[bool]
    unequal: Required[list[str]]
    like_but_open: list[str]
    paid_alike: bool | None
    given_back_to: Required[list[str]]
    choice_kept_free: bool
    promised_not_to_affect: list[str] | None


class Money(NamedTuple):
    """The facts about payment over all roles, and where the first that is amiss stands."""

    facts: AllPaymentsFacts
    anchors: Mapping[str, Anchor]


class _Terms(NamedTuple):
    """One set of terms that counts, with the role whose they are; None for all.

    ``hours_told`` is whether it is said how much time its work takes; ``label`` is the role's.
    """

    role: Role | None
    terms: PaymentTerms
    elected: bool
    hours_told: bool = False
    label: str = ""


def all_payments(arrangement: Arrangement, seats: Seats, payments: Sequence[PaymentTerms]) -> Money:
    """What is stated of payment over all who take part; ``payments`` are the terms of each role."""
    found = list(_counting(arrangement, seats, payments))
    general = arrangement.engagement.payment
    if not found and general is not None and not general.not_wanted:
        found = [_Terms(None, terms_of_all(arrangement), elected=False)]
    members = {one.role.id for one in found if one.role is not None}
    costs = [one for one in found if one.role is None or not _costs_no_more(one.role, members)]
    refused = [one for one in found if list(_expenses_problems(one))]
    meant = [one for one in found if pay_is_meant(one.terms.of_fee)]
    on = [one for one in found if {"host", "employer"} & {*one.terms.facts.get("may_go_to", ())}]
    unequal = compared([(one.role, one.terms) for one in found])
    facts: AllPaymentsFacts = {
        "concern_anybody": bool(found),
        "may_cost_anybody": bool(costs),
        "expenses_said": _said(found, lambda one: expenses_in_words(one.of_expenses)),
        "expenses_problems": _said(
            found, lambda one: expenses_problems(one.of_expenses, one.of_fee)
        ),
        "expenses_refused": any(one.terms.facts["expenses"].get("met") is False for one in refused),
        "only_repaid_later": {one for each in refused for one in _expenses_problems(each)}
        == {REPAID_LATER},
        "fee_said": _said(found, lambda one: fee_in_words(one.of_fee)),
        "fee_problems": _said(found, _fee_problems),
        "below_own_floor": any(pays_below_floor(one.terms.of_fee) for one in found),
        "pay_is_meant": bool(meant),
        "outside_uk": _outside(arrangement, found),
        "benefits_problems": _said(meant, lambda one: benefits_problems(one.facts)),
        "advice_in_house": any(
            one.terms.facts.get("benefits_advice") == "in-house" for one in meant
        ),
        "like_work_compared": unequal.compared,
        "rates_compared": unequal.rates,
        "unequal": list(unequal.differences),
        "given_back_to": _said(on, lambda one: one.facts.get("may_go_to", ())),
    }
    if amounts := _said(
        found, lambda one: fee_in_words(one.of_fee) if states_amount(one.of_fee) else ()
    ):
        facts["fee_amounts"] = amounts
    facts["promised_not_to_affect"] = _promised(found)
    facts["paid_alike"] = unequal.alike
    if unequal.open:
        facts["like_but_open"] = list(unequal.open)
    kept = {one.terms.facts.get("choice_kept_free") for one in on}
    if False in kept or kept == {True}:
        facts["choice_kept_free"] = False not in kept
    anchors = _anchors(found)
    for key, name, of in (
        ("expenses_gaps", "expenses", costs),
        ("fee_gaps", "fee", found),
        ("benefits_gaps", "payment", meant),
    ):
        gaps, anchor = _gaps(arrangement, of, key, len(found) if of is costs else len(of))
        if gaps is not None:
            facts[key] = gaps  # type: ignore[literal-required]
        if anchor is not None:
            anchors[name] = anchor
    if "fee_gaps" in facts or not any(_time_is_open(one) for one in found):
        facts["fee_time_told"] = True
    if on:
        left = (one for one in on if one.terms.facts.get("choice_kept_free") is not True)
        anchors["payment"] = next(left, on[0]).terms.anchors["payment"]
    return Money(as_stated(facts), anchors)


def _costs_no_more(role: Role, members: Container[str]) -> bool:
    """Whether its holders answer questions where they are, or have all that members have."""
    if role.payment is None and role.chosen_from is not None and role.chosen_from in members:
        return True
    words = f"{role.title or in_words(role.id)} {' '.join(role.duties or ())}"
    return speaks_of("answered-from-home", words) and not speaks_of("comes-together", words)


def _time_is_open(one: _Terms) -> bool:
    """Whether it is said how much is paid, and not for how much time."""
    fee = one.terms.of_fee
    return fee is not None and states_amount(fee) and any(time_gaps(fee, hours_told=one.hours_told))


def _expenses_problems(one: _Terms) -> Iterable[str]:
    return expenses_problems(one.terms.of_expenses, one.terms.of_fee)


def _counting(
    arrangement: Arrangement, seats: Seats, terms: Sequence[PaymentTerms]
) -> Iterator[_Terms]:
    """The terms of each role whose holders they may concern, in the order of the file."""
    for index, role in enumerate(arrangement.engagement.roles or ()):
        # On what terms those were paid whose time is over, papers tell for all who come after them.
        told = arrangement.described_from == "published-documents" and role.payment is not None
        of_role = [seat for seat in seats.by_role.get(index, ()) if told or not seat.ended]
        lived = [seat for seat in of_role if seat.lived is not False]
        body = arrangement.bodies.get(lived[0].place.body) if lived else None
        if body is not None and body.state == "ended":
            continue
        social = body is not None and body.kind == "social" and terms[index].of_rest is None
        wanted = terms[index].facts.get("not_wanted") is not True
        asked_not = all(
            seat.place.holder is not None and seat.place.holder.prefers_no_payment for seat in lived
        )
        if lived and not social and wanted and not asked_not and role.status != "employee":
            link = role.speaks_for.link if role.speaks_for else None
            hours = _hours_told(role, body, terms[index])
            label = arrangement.role_label(role)
            yield _Terms(role, terms[index], link == "elected", hours, label)


def _hours_told(role: Role, body: Body | None, terms: PaymentTerms) -> bool:
    """Whether it is said how much time a role takes, at the role, its body or its payment."""
    meetings, paid = body.meetings if body else None, terms.of_fee
    fee = paid.fee if paid is not None else None
    words = (role.says, paid.says if paid else None, fee.says if isinstance(fee, Fee) else None)
    return bool(
        role.hours
        or is_yes(getattr(role.description, "hours", None))
        or (meetings and meetings.hours_each)
        or any("hour" in (one or "").casefold() for one in words)
    )


def _said(
    found: Sequence[_Terms], of: Callable[[PaymentTerms], Iterable[str]], among: int = 0
) -> list[str]:
    """What is said of the terms, each once; with the roles where it does not hold for all."""
    roles: dict[str, list[str]] = {}
    for one in found:
        for said in dict.fromkeys(of(one.terms)):
            roles.setdefault(said, []).append(one.label)
    return [
        said
        if len(whose) == (among or len(found))
        else f"{said} ({', '.join(dict.fromkeys(whose))})"
        for said, whose in roles.items()
    ]


def _gaps(
    arrangement: Arrangement, found: Sequence[_Terms], key: str, among: int
) -> tuple[list[str] | None, Anchor | None]:
    """What is not said, None where what was read may not be all; and where it would stand.

    ``among`` is how many terms there are, of which these may be some.
    """
    with_gaps = [(one, gaps) for one in found if (gaps := list(_gaps_of(one, key)))]
    counted = [(one, gaps) for one, gaps in with_gaps if _counts(arrangement, one, key)]
    by_terms = {id(one.terms): gaps for one, gaps in counted}
    said = _said([one for one, _ in counted], lambda terms: by_terms[id(terms)], among)
    # A record that says something goes before none, and its words with it; then roles by name.
    wanting = sorted(
        (one for one, _ in counted or with_gaps),
        key=lambda one: (_record(one.terms, key) is None, one.role.id if one.role else ""),
    )
    first = wanting[0].terms.anchors[_ANCHOR[key]] if wanting else None
    return (said if said or len(counted) == len(with_gaps) else None), first


_ANCHOR = {"expenses_gaps": "expenses", "fee_gaps": "fee", "benefits_gaps": "payment"}


def _gaps_of(one: _Terms, key: str) -> Iterator[str]:
    if key == "expenses_gaps":
        return expenses_gaps(one.terms.of_expenses)
    if key == "fee_gaps":
        return fee_gaps(one.terms.of_fee, hours_told=one.hours_told)
    return benefits_gaps(one.terms.facts)


def _counts(arrangement: Arrangement, one: _Terms, key: str) -> bool:
    """Whether it counts that terms leave something open.

    It does not where another document, which was not seen, has them; nor of those whom a whole
    group elected, for what they are due stands in the rules of their election.
    """
    if key == "fee_gaps" and _fee_is_open(one.terms):
        return False  # not everybody has to be paid: whether they are is a question
    if key == "expenses_gaps" and arrangement.past:
        return False  # what it cost is for those to tell who took part
    record = _record(one.terms, key)
    part = getattr(record, "fee" if key == "fee_gaps" else "expenses", None)
    tells = record is not None and (record.fee, record.expenses) != (None, None)
    source = getattr(part, "source", None) or (record.source if record and tells else None)
    own = one.role.source if one.role is not None and source is None else None
    seen = {each.id: each.seen for each in arrangement.engagement.sources or ()}
    below = looked_for(arrangement.engagement.absences, one.terms.anchors[_ANCHOR[key]].path)
    if any(key != "benefits_gaps" or at[:1] in _BENEFITS for at in below):
        return True
    if one.elected or (source is not None and seen.get(source.id) is False):
        return False
    field = {"expenses_gaps": "expenses.covers", "benefits_gaps": "payment.benefits_advice"}.get(
        key, "fee.amount"
    )
    # What another paper leaves out says nothing of a role whose own was read in part.
    return arrangement.silence_counts(source, field, one.role) and (
        own is None or arrangement.silence_counts(own, field)
    )


_BENEFITS = (("benefits_advice",), ("may_decline",))


def _record(terms: PaymentTerms, key: str) -> Payment | None:
    if key == "expenses_gaps":
        return terms.of_expenses
    return terms.of_fee if key == "fee_gaps" else terms.of_rest


def _fee_is_open(terms: PaymentTerms) -> bool:
    return terms.of_fee is None or (terms.of_fee.fee is None and not terms.of_fee.tasks)


def _fee_problems(terms: PaymentTerms) -> Iterator[str]:
    return fee_problems(terms.of_fee, voluntary=terms.facts.get("called_voluntary") is True)


def _promised(found: Sequence[_Terms]) -> list[str] | None:
    payments = [
        payment
        for one in found
        for payment in (one.terms.of_rest, one.terms.of_fee)
        if payment is not None
    ]
    stated = [one.promised_not_to_affect for one in payments]
    said = [affected for one in stated for affected in one or ()]
    if all(one is None for one in stated):
        return None
    return [one.replace("-", " ") for one in dict.fromkeys(said)]


def _outside(arrangement: Arrangement, found: Sequence[_Terms]) -> bool:
    organisation = arrangement.engagement.organisation
    if organisation is not None and organisation.nation is not None:
        return organisation.nation == "outside-uk"
    currencies = {one for each in found for one in currencies_of(each.terms.of_fee)}
    return bool(currencies) and "GBP" not in currencies


def _anchors(found: Sequence[_Terms]) -> dict[str, Anchor]:
    """Where the first terms stand of which something is amiss, else the first of all."""
    if not found:
        return {
            "payment": Anchor(("payment",)),
            "fee": Anchor(("payment", "fee")),
            "expenses": Anchor(("payment", "expenses")),
        }
    anchors = dict(found[0].terms.anchors)
    for one in reversed(found):
        if list(expenses_problems(one.terms.of_expenses, one.terms.of_fee)):
            anchors["expenses"] = one.terms.anchors["expenses"]
        if list(_fee_problems(one.terms)):
            anchors["fee"] = one.terms.anchors["fee"]
    return anchors
