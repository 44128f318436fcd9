"""How like work is paid: the same for everybody who does it, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.payment import Fee, PaidTask, Payment
from pitfall_audit.engagement.model.vocabulary import PayDependsOn
from pitfall_audit.facts.arrangement import gathered, in_words, is_yes
from pitfall_audit.facts.payment import PaymentTerms

__all__ = ["Compared", "compared"]


class Compared(NamedTuple):
    """What comes of comparing: ``compared`` is whether there was anything to compare.

    ``alike`` is None where it is agreed with each person, so that nobody can say. ``rates`` is
    whether what is paid in like seats stands there, so that it can be held side by side.
    """

    compared: bool
    differences: Sequence[str]
    alike: bool | None
    rates: bool


_UNLIKE: dict[PayDependsOn, str] = {
    "benefits-status": "what people are paid for like work hangs on whether they receive benefits",
    "team-budget": "whether people are paid for like work hangs on the budget of each team",
    "capacity": "what people are paid for like work hangs on what they sit as",
}


def compared(found: Sequence[tuple[Role | None, PaymentTerms]]) -> Compared:
    """Compare what is paid for like work, in the terms of some roles.

    A reason clears what is paid otherwise; so does another kind of seat, or an addition for the
    place.
    """
    differences: list[str] = []
    anything = False
    agreed = False
    for _, terms in found:
        depends = terms.facts.get("depends_on")
        reasoned = "reason" in terms.facts
        agreed = agreed or "agreed-with-each" in (depends or ())
        anything = anything or depends is not None
        if not reasoned:
            differences += [_UNLIKE[one] for one in depends or () if one in _UNLIKE]
            differences += _unpaid_meetings(terms)
        for task, other in _like_tasks(terms.of_fee):
            anything = True
            if not reasoned and _rate(task.fee) != _rate(other.fee):
                differences.append(
                    f"“{task.task}” is paid otherwise for {_whom(task)} than for {_whom(other)}"
                )
        anything = anything or ("staff_in_paid_time" in terms.facts and bool(_tasks(terms.of_fee)))
    like = gathered(
        (kind, (role, terms, rate))
        for role, terms in found
        if role is not None
        and (kind := _kind(role)) is not None
        and (rate := _rate(terms.of_fee.fee if terms.of_fee else None)) is not None
    )
    for seats in like.values():
        anything = anything or len(seats) > 1
        without_reason = [one for one in seats if "reason" not in one[1].facts]
        # Each is held against the first: who is paid otherwise differs from that one, too.
        differences += [
            f"{_label(without_reason[0][0])} and {_label(role)} are paid otherwise in like seats"
            for role, _, rate in without_reason
            if rate != without_reason[0][2]
        ]
    said = tuple(dict.fromkeys(differences))
    rates = any(len(seats) > 1 for seats in like.values())
    return Compared(anything or bool(said), said, None if agreed and not said else not said, rates)


def _unpaid_meetings(terms: PaymentTerms) -> Iterator[str]:
    """Meetings without a fee, where other work is paid and staff come in paid time."""
    unpaid = terms.facts.get("unpaid_tasks", [])
    whole = terms.facts["fee"].get("paid")
    paid = whole or terms.facts.get("paid_tasks")
    meetings = any("meeting" in task.casefold() for task in unpaid) or whole is False
    if terms.facts.get("staff_in_paid_time") and paid and meetings:
        yield "meetings are unpaid, while staff attend them in paid time and other work is paid"


def _tasks(payment: Payment | None) -> Sequence[PaidTask]:
    return (payment.tasks if payment else None) or ()


def _like_tasks(payment: Payment | None) -> Iterator[tuple[PaidTask, PaidTask]]:
    """Each task with the first of the same words that is for others."""
    alike = gathered(
        (" ".join(one.task.casefold().split()), one)
        for one in _tasks(payment)
        if one.fee is not None
    )
    for tasks in alike.values():
        second = next((one for one in tasks if one.only_for != tasks[0].only_for), None)
        if second is not None:
            for task in tasks[1:]:
                other = second if task.only_for == tasks[0].only_for else tasks[0]
                yield other, task


def _kind(role: Role) -> tuple[object, ...] | None:
    """What kind of seat a role is, on which body, for whom; None where none is like it."""
    capacities = frozenset(one.capacity for one in role.capacity or ())
    apart = (role.body, role.chosen_from, role.attends)
    if not capacities or apart != (role.body, None, None) or role.body is None or _placed(role):
        return None
    return role.body, capacities, role.status, is_yes(role.voting)


def _placed(role: Role) -> bool:
    fee = role.payment.fee if role.payment else None
    return isinstance(fee, Fee) and fee.weighting is not None


def _rate(fee: Fee | bool | None) -> tuple[object, ...] | None:
    """What is paid, as far as it is stated; None where it is not."""
    if not isinstance(fee, Fee):
        return (fee,) if fee is False else None
    bands = tuple((band.time.words, band.amount) for band in fee.bands or ())
    rate = (fee.amount, fee.from_, fee.up_to, bands, fee.amount_in_words)
    return None if rate == (None, None, None, (), None) else (*rate, fee.unit)


def _whom(task: PaidTask) -> str:
    words = [one.replace("-", " ") for one in task.only_for or ()]
    return " and ".join(words) or "others"


def _label(role: Role) -> str:
    return role.title or in_words(role.id)
