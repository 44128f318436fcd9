"""How like work is paid: the same for everybody who does it, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.payment import Fee, PaidTask, Payment
from pitfall_audit.engagement.model.vocabulary import PayDependsOn
from pitfall_audit.facts.arrangement import gathered, in_words, is_yes
from pitfall_audit.facts.payment import PaymentTerms
from pitfall_audit.facts.payment_gaps import fee_in_words
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["Compared", "compared"]


class Compared(NamedTuple):
    """What comes of comparing: ``compared`` is whether there was anything to compare.

    ``alike`` is None where it is agreed with each person, so that nobody can say. ``rates`` is
    whether what is paid in like seats stands there, so that it can be held side by side;
    ``open`` names those who do like work, where of some of them it is not firmly stated.
    """

    compared: bool
    differences: Sequence[str]
    alike: bool | None
    rates: bool
    open: Sequence[str]


_UNLIKE: dict[PayDependsOn, str] = {
    "benefits-status": "what people are paid for like work hangs on whether they receive benefits",
    "capacity": "what people are paid for like work hangs on what they sit as",
    "host": "what people are paid for like work hangs on who has taken them on",
    "way-of-taking-part": "what people are paid hangs on the way in which they take part",
    "when-joined": "what people are paid for like work hangs on when they joined",
}


def compared(found: Sequence[tuple[Role | None, PaymentTerms]]) -> Compared:
    """Compare what is paid for like work, in the terms of some roles.

    A reason clears what is paid otherwise; so does another kind of seat, or an addition for the
    place.
    """
    differences: list[str] = []
    anything = False
    agreed = False
    not_firm: list[str] = []
    for _, terms in found:
        depends = terms.facts.get("depends_on")
        reasoned = "reason" in terms.facts
        agreed = agreed or "agreed-with-each" in (depends or ())
        anything = anything or depends not in (None, ["team-budget"])
        if not reasoned:
            differences += [_UNLIKE[one] for one in depends or () if one in _UNLIKE]
            differences += _unpaid_meetings(terms)
            differences += _unpaid_ways(terms)
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
        and ((rate := _rate(terms.of_fee.fee if terms.of_fee else None)) or _is_open(role.payment))
        for kind in _kinds(role)
    )
    for alike in like.values():
        seats = [one for one in alike if one[2] is not None]
        anything = anything or len(alike) > 1
        # What is not firmly stated can't be held beside what is: so it is asked.
        if 0 < len(seats) < len(alike):
            not_firm += [_label(role) for role, *_ in alike]
        without_reason = [one for one in seats if "reason" not in one[1].facts]
        # Each is held against the first: who is paid otherwise differs from that one, too.
        differences += [
            f"{_label(without_reason[0][0])} and {_label(role)} are paid otherwise for like work: "
            f"{_in_words(without_reason[0][1])}, and {_in_words(terms)}"
            for role, terms, rate in without_reason
            if rate != without_reason[0][2]
        ]
    # That money has to be there says of nobody that another is paid for the same.
    if differences and any(
        "reason" not in one.facts and "team-budget" in one.facts.get("depends_on", ())
        for _, one in found
    ):
        differences.append("whether people are paid hangs on the budget of each team")
    said = tuple(dict.fromkeys(differences))
    rates = any(sum(rate is not None for *_, rate in alike) > 1 for alike in like.values())
    alike_or_not = None if (agreed or not_firm) and not said else not said
    return Compared(
        anything or bool(said), said, alike_or_not, rates, tuple(dict.fromkeys(not_firm))
    )


def _unpaid_meetings(terms: PaymentTerms) -> Iterator[str]:
    """Meetings without a fee, where other work is paid and staff come in paid time."""
    unpaid = terms.facts.get("unpaid_tasks", [])
    whole = terms.facts["fee"].get("paid")
    paid = whole or terms.facts.get("paid_tasks")
    meetings = any("meeting" in task.casefold() for task in unpaid) or whole is False
    if terms.facts.get("staff_in_paid_time") and paid and meetings:
        yield "meetings are unpaid, while staff attend them in paid time and other work is paid"


def _unpaid_ways(terms: PaymentTerms) -> Iterator[str]:
    """Other ways of taking part, for which nothing is paid while those who come are paid."""
    fee = terms.of_fee.fee if terms.of_fee else None
    comes = terms.facts["fee"].get("paid") and isinstance(fee, Fee) and (
        "meetings" in (fee.covers or ()) or fee.unit in ("meeting", "session")
    )  # fmt: skip
    if comes or any("meeting" in task.casefold() for task in terms.facts.get("paid_tasks", ())):
        for task in terms.facts.get("unpaid_tasks", ()):
            if speaks_of("other-way", task):
                yield f"those who come to meetings are paid, and “{task}” is unpaid"


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


def _kinds(role: Role) -> Iterator[tuple[object, ...]]:
    """What a role is like: its kind of seat on its body, and its duties; none if it is apart."""
    capacities = frozenset(one.capacity for one in role.capacity or ())
    if not capacities or role.chosen_from or role.attends or _placed(role):
        return
    standing = (capacities, role.status, is_yes(role.voting))
    if role.body is not None:
        yield (role.body, *standing)
    if len(role.duties or ()) > 1:
        yield (frozenset(duty.casefold() for duty in role.duties or ()), *standing)


def _is_open(payment: Payment | None) -> bool:
    """Whether a role has terms of its own, and none of them say firmly what is paid."""
    return payment is not None and not (payment.fee or payment.tasks or payment.expenses)


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


def _in_words(terms: PaymentTerms) -> str:
    return next(fee_in_words(terms.of_fee), "a fee is paid")


def _label(role: Role) -> str:
    return role.title or in_words(role.id)
