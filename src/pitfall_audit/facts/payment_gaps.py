"""What one set of terms says of money, and what it leaves open, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pitfall_audit.engagement.model.payment import Expenses, Fee, FeeBand, Payment
from pitfall_audit.engagement.model.vocabulary import FeeUnit, PayDependsOn
from pitfall_audit.facts.arrangement import is_yes
from pitfall_audit.facts.payment import PaymentFacts

__all__ = [
    "REPAID_LATER", "benefits_gaps", "benefits_problems", "currencies_of", "expenses_gaps",
    "expenses_in_words", "expenses_problems", "fee_gaps", "fee_in_words", "fee_problems",
    "is_paid", "paid_in_money", "pay_is_meant", "pays_below_floor", "states_amount", "time_gaps",
]  # fmt: skip

REPAID_LATER: Final = "people pay first and are repaid later"
_LATER = frozenset({"with-receipts", "in-arrears"})
_A_GIFT = frozenset({"thank-you", "in-kind"})
_BY_TIME: frozenset[FeeUnit | None] = frozenset(
    {"hour", "half-day", "day", "session", "meeting", "task", None}
)
"""What is paid for by the piece: there it matters which time is counted."""
_UNMEASURED: frozenset[FeeUnit | None] = frozenset({"half-day", "week", "month", "year"})
"""What says when it is paid, and not how much work it is for."""
_PER = {"half-day": "half a day", "hour": "an hour"}
_SIGN = {"GBP": "£", "EUR": "€", "USD": "$"}


# --- the fee --------------------------------------------------------------------------


def is_paid(fee: Fee | bool | None) -> bool | None:
    """Whether a fee is paid; None where that is not stated. A fee of nothing is none."""
    if isinstance(fee, Fee):
        return not (fee.amount == 0.0 and fee.up_to is None)
    return fee


def paid_in_money(payment: Payment | None) -> bool | None:
    """Whether anything is paid that may count as income: not a gift, and not in kind."""
    if payment is None:
        return None
    paid = [is_paid(fee) and not _a_gift(fee) for fee in _fees(payment)]
    if any(paid):
        return True
    return None if payment.fee is None or None in paid else False


def pay_is_meant(payment: Payment | None) -> bool:
    """Whether people are paid, or are told how they would be: in what way, or how soon.

    What is proposed, or expected, is no fee yet, and touches benefits all the same once it comes.
    """
    if payment is None or paid_in_money(payment) is False:
        return False
    return bool(paid_in_money(payment) or payment.ways or payment.within_days)


def _says_whether_paid(payment: Payment) -> bool:
    return any(fee is not None for fee in _fees(payment))


def _fees(payment: Payment) -> list[Fee | bool | None]:
    return [payment.fee, *(task.fee for task in payment.tasks or ())]


def _a_gift(fee: Fee | bool | None) -> bool:
    return isinstance(fee, Fee) and bool(fee.kind) and _A_GIFT.issuperset(fee.kind or ())


def fee_gaps(payment: Payment | None, *, hours_told: bool) -> Iterator[str]:
    """What terms that pay something do not say of it, and whether they pay at all.

    ``hours_told`` is whether it is said beside them how much time the work takes.
    """
    if payment is None or not _says_whether_paid(payment):
        yield "whether a fee is paid"
        return
    fee = payment.fee
    if is_paid(fee) and not _a_gift(fee):
        yield from _amount_gaps(fee, "")
    for task in payment.tasks or ():
        if is_paid(task.fee) and not _a_gift(task.fee):
            yield from _amount_gaps(task.fee, f" for {task.task}")
    yield from time_gaps(payment, hours_told=hours_told)


def states_amount(payment: Payment | None) -> bool:
    """Whether it is said how much is paid in money for the work as a whole."""
    fee = payment.fee if payment is not None else None
    return bool(is_paid(fee)) and not _a_gift(fee) and not list(_amount_gaps(fee, ""))


def _amount_gaps(fee: Fee | bool | None, whose: str) -> Iterator[str]:
    stated = fee if isinstance(fee, Fee) else None
    if stated is not None and (stated.bands or stated.amount_in_words):
        return
    if stated is None or (stated.amount, stated.from_, stated.up_to) == (None, None, None):
        yield f"how much is paid{whose}"
    if stated is None or stated.unit is None:
        yield f"whether it is paid by the hour, the meeting or otherwise{whose}"


def time_gaps(payment: Payment, *, hours_told: bool) -> Iterator[str]:
    """The time of which it is not said whether it counts: before a meeting, and on the way.

    Of what is paid by the month, and so on, it is also how many hours that is for.
    """
    unit = payment.fee.unit if isinstance(payment.fee, Fee) else None
    if unit in _UNMEASURED and states_amount(payment) and not hours_told:
        yield f"the hours for which {_fee_in_words(payment)} is paid"
    fees = [fee for fee in _fees(payment) if is_paid(fee) and not _a_gift(fee)]
    units = [fee.unit if isinstance(fee, Fee) else None for fee in fees]
    if not _BY_TIME.intersection(units):
        return
    stated = [fee for fee in fees if isinstance(fee, Fee)]
    said = {one for fee in stated for one in (*(fee.covers or ()), *(fee.not_covered or ()))}
    tasks = " ".join(task.task.casefold() for task in payment.tasks or ())
    if "preparation" in said or "prepar" in tasks or "read" in tasks:
        return
    travelled = "travel-time" in said or "travel" in tasks
    yield "whether preparation counts" if travelled else "whether preparation and travel count"


def _from_two_papers(payment: Payment) -> bool:
    """Whether one paper tells of a fee, and another of the rest: they may speak of two things."""
    own = [fee.source for fee in _fees(payment) if isinstance(fee, Fee) and fee.source is not None]
    return bool(own) and payment.source is not None and payment.source not in own


def fee_problems(payment: Payment | None, *, voluntary: bool) -> Iterator[str]:
    """What terms say of the fee that does not agree with itself."""
    if payment is None:
        return
    if voluntary and paid_in_money(payment) and not _from_two_papers(payment):
        yield "it is called voluntary, and is paid"
    for fee in _fees(payment):
        if not isinstance(fee, Fee):
            continue
        least = fee.amount if fee.from_ is None else fee.from_
        if _below_floor(fee):
            yield (
                f"{_plain(least)} is less than the {_plain(fee.floor)} that the terms themselves "
                "set as the least"
            )
        if fee.floor_in_words and fee.floor is None and fee.from_ is not None:
            yield (
                f"the range begins at {_plain(fee.from_)}, and the least is said in words alone "
                f"(“{fee.floor_in_words}”): which of the two counts is open"
            )
        if is_yes(fee.for_some_only):
            yield "only some of those who take part are paid, and it is not said which"
        yield from _band_problems(fee.bands or ())


def _below_floor(fee: Fee | bool | None) -> bool:
    """Whether the least that is paid is below the least that the terms set."""
    if not isinstance(fee, Fee) or fee.floor is None:
        return False
    least = fee.amount if fee.from_ is None else fee.from_
    return least is not None and least < fee.floor and least.currency in (None, fee.floor.currency)


def _band_problems(bands: Sequence[FeeBand]) -> Iterator[str]:
    """Times that fall into no band, and those that fall into two with different amounts."""
    ordered = sorted(bands, key=lambda band: (band.time.least or 0, band.time.most or 0))
    for shorter, longer in pairwise(ordered):
        ends, begins = shorter.time, longer.time
        if ends.most is None or begins.least is None or begins.least < ends.most:
            if shorter.amount != longer.amount:
                yield f"“{ends.words}” and “{begins.words}” overlap"
        elif ends.most == begins.least:
            if ends.under and begins.over:
                yield f"exactly {_hours(ends.most)} falls in neither band"
            elif not ends.under and not begins.over and shorter.amount != longer.amount:
                yield f"exactly {_hours(ends.most)} falls in two bands"
        else:
            yield f"between “{ends.words}” and “{begins.words}” nothing is set"


def _hours(number: float) -> str:
    return f"{number:g} {'hour' if number == 1 else 'hours'}"


def _plain(amount: float | None) -> str:
    if amount is None:
        return "nothing"
    written = f"{amount:,.2f}".removesuffix(".00")
    currency = getattr(amount, "currency", None)
    sign = _SIGN.get(currency or "")
    return f"{sign}{written}" if sign else f"{written} {currency}" if currency else written


def fee_in_words(payment: Payment | None) -> Iterator[str]:
    """What is paid, for a reader who asks whether it is clear; nothing where nothing is said."""
    if payment is None or not _says_whether_paid(payment):
        return
    said = _fee_in_words(payment)
    # That people may be paid says what they are offered, and not that all have it.
    offered = payment.strength == "may" or not _ON_OFFER.isdisjoint(payment.depends_on or ())
    yield f"{said}, where it is offered" if offered else said


_ON_OFFER: frozenset[PayDependsOn] = frozenset({"team-budget", "agreed-with-each"})


def _fee_in_words(payment: Payment) -> str:
    fee = payment.fee
    if not is_paid(fee):
        if not payment.tasks:
            return "no fee is paid"
        rates = any(isinstance(one.fee, Fee) for one in payment.tasks)
        return "tasks have rates of their own" if rates else "some tasks are paid, and others not"
    if not isinstance(fee, Fee):
        return "a fee is paid"
    if fee.amount_in_words:
        return fee.amount_in_words
    if fee.bands:
        return "a fee is paid by the length of time"
    ends = (
        [fee.from_, fee.up_to] if fee.from_ is not None or fee.up_to is not None else [fee.amount]
    )
    per = f" for {_PER.get(fee.unit, f'a {fee.unit}')}" if fee.unit else ""
    return f"{' to '.join(_plain(one) for one in ends if one is not None) or 'a fee'}{per}"


def pays_below_floor(payment: Payment | None) -> bool:
    """Whether any fee is below the least that the terms set."""
    return payment is not None and any(_below_floor(fee) for fee in _fees(payment))


def currencies_of(payment: Payment | None) -> Iterator[str]:
    """The currencies in which something is paid, as far as they are stated."""
    for fee in _fees(payment) if payment is not None else ():
        if isinstance(fee, Fee):
            bands = (band.amount for band in fee.bands or ())
            for amount in (fee.amount, fee.from_, fee.up_to, *bands):
                if amount is not None and amount.currency is not None:
                    yield amount.currency


# --- expenses -------------------------------------------------------------------------


def expenses_problems(payment: Payment | None, of_fee: Payment | None) -> Iterator[str]:
    """What terms say of expenses by which people are left with costs, or have to lay them out.

    ``of_fee`` are the terms of the fee, out of which costs may have to be met.
    """
    fees = _fees(of_fee) if of_fee is not None else ()
    if any(isinstance(fee, Fee) and "travel-costs" in (fee.covers or ()) for fee in fees):
        yield "travel is to be paid out of the fee"
    expenses = payment.expenses if payment is not None else None
    if expenses is False or (
        isinstance(expenses, Expenses) and () in (expenses.paid, expenses.covers)
    ):
        yield "no expenses are met"
    elif isinstance(expenses, Expenses) and _LATER.issuperset(expenses.paid or ("upfront",)):
        yield REPAID_LATER


def expenses_gaps(payment: Payment | None) -> Iterator[str]:
    """What terms do not say of expenses, and whether any are met."""
    expenses = payment.expenses if payment is not None else None
    if expenses is None:
        yield "whether expenses are met"
        return
    if expenses is False:
        return
    stated = expenses if isinstance(expenses, Expenses) else None
    covers = set(stated.covers or ()) if stated is not None else set()
    if stated is not None and () in (stated.paid, stated.covers):
        return
    if "all" in covers:
        return
    if not covers:
        yield "which costs are met"
    elif not covers & {"care", "childcare", "personal-assistant", "supporter"}:
        yield "whether care at home, an assistant or a supporter is paid for"
    if stated is None or stated.paid is None:
        yield "whether they are paid beforehand"


def expenses_in_words(payment: Payment | None) -> Iterator[str]:
    """The costs that are met, by what is stated as sure."""
    expenses = payment.expenses if payment is not None else None
    sure = payment is None or payment.strength in (None, "must")
    if sure and isinstance(expenses, Expenses) and expenses.strength in (None, "must"):
        for one in expenses.covers or ():
            yield "every cost" if one == "all" else one.replace("-", " ")


# --- benefits -------------------------------------------------------------------------


def benefits_problems(terms: PaymentFacts) -> Iterator[str]:
    """What terms say by which people are left alone with what payment does to benefits."""
    if terms.get("benefits_advice") == "own-responsibility":
        yield "advice on benefits is left to people themselves"
    if terms.get("benefits_advice") == "none":
        yield "no advice on benefits is offered"
    if terms.get("may_decline") is False:
        yield "people may not decline payment, or take less"


def benefits_gaps(terms: PaymentFacts) -> Iterator[str]:
    """What terms do not say of benefits."""
    if "benefits_advice" not in terms:
        yield "whether independent advice on benefits is offered"
    if "may_decline" not in terms:
        yield "whether people may decline payment, or take less"
