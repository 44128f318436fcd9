"""How like work is paid: the same for everybody who does it, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.payment import Fee, PaidTask, Payment
from pitfall_audit.engagement.model.vocabulary import PayDependsOn
from pitfall_audit.facts.arrangement import in_words, is_yes
from pitfall_audit.facts.payment import PaymentTerms

__all__ = ["Compared", "compared"]


class Compared(NamedTuple):
    """What comes of comparing: ``compared`` is whether there was anything to compare.

    ``alike`` is None where it is agreed with each person, so that nobody can say.
    """

    compared: bool
    differences: Sequence[str]
    alike: bool | None


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
    for (role, terms), (other_role, others) in combinations(found, 2):
        if role is None or other_role is None or not _like(role, other_role):
            continue
        rates = [_rate(one.of_fee.fee) if one.of_fee else None for one in (terms, others)]
        if None in rates:
            continue
        anything = True
        if rates[0] != rates[1] and not {"reason"} & (terms.facts.keys() | others.facts.keys()):
            differences.append(
                f"{_label(role)} and {_label(other_role)} are paid otherwise in like seats"
            )
    said = tuple(dict.fromkeys(differences))
    return Compared(anything or bool(said), said, None if agreed and not said else not said)


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
    for task, other in combinations(_tasks(payment), 2):
        same = " ".join(task.task.casefold().split()) == " ".join(other.task.casefold().split())
        if same and task.only_for != other.only_for and None not in (task.fee, other.fee):
            yield task, other


def _like(role: Role, other: Role) -> bool:
    """Whether two roles are the same kind of seat on the same body, for the same people."""
    capacities = [{one.capacity for one in each.capacity or ()} for each in (role, other)]
    return (
        role.body is not None
        and role.body == other.body
        and capacities[0] == capacities[1] != set()
        and role.status == other.status
        and is_yes(role.voting) == is_yes(other.voting)
        and (role.chosen_from, other.chosen_from) == (None, None)
        and (role.attends, other.attends) == (None, None)
        and not any(_placed(each) for each in (role, other))
    )


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
