"""What a record says of a matter, in words, so that it can be held against another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pitfall_audit.engagement.model import Fee, Payment, PersonOrTeam
from pitfall_audit.engagement.model.numbers import Number
from pitfall_audit.facts.arrangement import in_words, is_yes, named

__all__ = [
    "A_FEE_OF", "VOLUNTARY", "months_in_words", "pay_in_words", "renewal_in_words",
    "steps_in_words", "text_of", "vote_in_words",
]  # fmt: skip

A_FEE_OF: Final = "a fee of"
VOLUNTARY: Final = "called voluntary"


def text_of(key: str) -> Callable[[Any], str | None]:
    """What a record says at a field, in words."""

    def words(record: Any) -> str | None:
        value = getattr(record, key)
        if isinstance(value, Number):
            return value.words
        return None if value is None else _said(value).replace("-", " ")

    return words


def _said(value: Any) -> str:
    if isinstance(value, Number):
        return value.words
    return named(value) or "somebody" if isinstance(value, PersonOrTeam) else str(value)


def vote_in_words(record: Any) -> str | None:
    """Whether a record gives a vote."""
    return None if record.voting is None else "no vote" if record.voting is False else "a vote"


def months_in_words(record: Any) -> str | None:
    """How long a record says that a seat is held."""
    months = None if record.term is None else record.term.months
    return None if months is None else f"{months} months"


def renewal_in_words(record: Any) -> str | None:
    """Whether a record says that a term can be renewed."""
    term = record.term
    if term is None or (term.renewable is None and term.renewal_months is None):
        return None
    return "cannot be renewed" if term.renewable is False else "can be renewed"


def pay_in_words(record: Any) -> str | None:
    """What a record says is paid, to everybody and firmly."""
    payment: Payment | None = record.payment
    if payment is None or _conditional(payment):
        return None
    match payment.fee:
        case Fee(amount=float(amount), unit=unit):
            each = f" for each {in_words(unit).lower()}" if unit else ""
            return f"{A_FEE_OF} {amount:g}{each}"
        case False:
            return "no fee"
        case None:
            return VOLUNTARY if payment.called_voluntary else None
    return "a fee"


def _conditional(payment: Payment) -> bool:
    """Whether it says what only some are paid, or what is proposed or expected."""
    fee = payment.fee if isinstance(payment.fee, Fee) else None
    strengths = {payment.strength, fee.strength if fee else None}
    return bool(fee and is_yes(fee.for_some_only)) or not strengths <= {None, "must"}


def steps_in_words(record: Any) -> str | None:
    """To whom a record says that a concern goes, one after the other."""
    steps = record.escalation
    return None if steps is None else ", then ".join(_said(one) for one in steps) or "nobody"
