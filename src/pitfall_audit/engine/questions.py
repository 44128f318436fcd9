"""Questions to ask: what could not be told, merged so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from sys import maxsize
from typing import Final, NamedTuple, TypeVar

from pitfall_audit.engine.result import Outcome, Question, RuleSummary
from pitfall_audit.facts.subjects import FactSheet, Subject, read_identity
from pitfall_audit.rules.form.outcomes import LEVEL_ORDER, PITFALLS, PRIORITY_ORDER, SEVERITY_ORDER

__all__ = ["WHO_IS_NOT_STATED", "Touched", "gathered", "questions_of"]

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

_MOST_WORDINGS: Final = 2
WHO_IS_NOT_STATED: Final = "Whoever runs the arrangement"


def gathered(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Gather items by key, keys and items in the order of their first coming."""
    lists: dict[Key, list[Item]] = {}
    for item in items:
        lists.setdefault(key(item), []).append(item)
    return lists


class Touched:
    """How many seats of lived experience something bears on; never fewer than one."""

    def __init__(self, facts: FactSheet) -> None:
        self._all = 0
        self._by_role: dict[str, int] = {}
        self._by_group: dict[str, int] = {}
        for seat in facts.subjects.get("seat", ()):
            if not seat.facts.get("lived_experience", True):
                continue
            role = read_identity(seat.identity).names[0]
            self._all += 1
            self._by_role[role] = self._by_role.get(role, 0) + 1
            self._by_group[seat.group] = self._by_group.get(seat.group, 0) + 1

    def by(self, subject: Subject) -> int:
        """The seats on which what is said of a subject bears."""
        match subject.kind:
            case "engagement":
                found = self._all
            case "role":
                found = self._by_role.get(read_identity(subject.identity).names[0], 1)
            case "body" | "connection" | "hats":
                found = self._by_group.get(subject.group, 1)
            case _:
                found = 1
        return max(found, 1)


class _Part(NamedTuple):
    """What one check asks about one body, or about one subject by itself."""

    rule: str
    text: str
    positions: tuple[int, ...]
    fields: tuple[str, ...]


def questions_of(
    outcomes: Sequence[Outcome],
    rules: Mapping[str, RuleSummary],
    *,
    published: bool = False,
    policy: bool = False,
) -> tuple[Question, ...]:
    """Merge what cannot be told into questions, the weightiest first.

    What is asked in the same words is one question, of whatever it is asked; so is what one answer
    in the file would settle, which then bears on each of the checks; and so is what is asked about
    the same under the same pitfall, of everybody or with cause: that is one talk. First come those
    whose bad answer would be the most serious finding, then those of the checks that every
    arrangement should meet, then those that bear on the most seats; last, whose a seat is.
    ``rules`` are those that ran, by their ids. Where the arrangement is described from
    ``published`` papers, what their reader asks comes first, as the reader has it in order. Such
    papers never speak of ties or disputes, so what is to be asked in private
    counts as one step less serious, a rule may ask nothing of which they do not speak, and what is
    asked of everybody comes after what these papers give cause to ask, and what the checks ask
    whose findings come later (``priority``) after what the others ask; of a ``policy`` nothing is
    asked that only those can answer who follow it. Where a finding stands at the one place that
    an answer would fill, it is not asked once more. Of one check two wordings at most stand in a
    question, those on which most hangs; what the others are about is told beside it.
    """
    told = {one.place.path for one in outcomes if one.outcome == "failed" and one.place}
    open_ones = [
        n
        for n, outcome in enumerate(outcomes)
        if outcome.outcome == "cannot-tell"
        and not (outcome.unstated and told.issuperset(outcome.unstated))
        and (outcome.touched_on or _asks_of(rules.get(outcome.rule), published, policy))
    ]
    open_ones.sort(
        key=lambda n: (
            _pitfall_order(rules.get(outcomes[n].matter)), outcomes[n].rule, outcomes[n].subject,
        )
    )  # fmt: skip
    by_group = gathered(
        open_ones, lambda n: (outcomes[n].rule, outcomes[n].group or outcomes[n].subject)
    )
    parts = [_part(outcomes, positions, rules) for positions in by_group.values()]
    weighed = [
        (
            _weight(outcomes, positions, rules, published=published),
            number,
            _question(outcomes, merged, positions),
        )
        for number, merged in enumerate(_in_one_talk(_merged(parts), outcomes, rules))
        if (positions := tuple(sorted(n for part in merged for n in part.positions)))
    ]
    return tuple(question for *_, question in sorted(weighed, key=lambda one: one[:2]))


def _asks_of(rule: RuleSummary | None, published: bool, policy: bool) -> bool:
    """Whether a rule puts questions about papers, or about papers that describe no body."""
    return rule is None or (
        (rule.asks_of_papers or not published) and (rule.asks_of_policies or not policy)
    )


def _part(
    outcomes: Sequence[Outcome], positions: list[int], rules: Mapping[str, RuleSummary]
) -> _Part:
    rule = outcomes[positions[0]].rule
    messages = {outcomes[n].message for n in positions}
    # Where several things are missing, the check asks in its own words.
    asks = rules[rule].question if rule in rules else min(messages)
    text = messages.pop() if len(messages) == 1 else asks
    fields = {field for n in positions for field in outcomes[n].unstated}
    return _Part(rule, text, tuple(positions), tuple(sorted(fields)))


def _merged(parts: Sequence[_Part]) -> Iterable[list[_Part]]:
    """The parts, gathered by what they ask: by the words, and by where the answer would stand."""
    first_with: dict[object, int] = {}
    leads_to = [*range(len(parts))]

    def head(number: int) -> int:
        while leads_to[number] != number:
            leads_to[number] = number = leads_to[leads_to[number]]
        return number

    for number, part in enumerate(parts):
        for key in (part.text, part.fields):
            if key:
                one, other = head(number), head(first_with.setdefault(key, number))
                leads_to[max(one, other)] = min(one, other)
    groups = gathered(range(len(parts)), head).values()
    return [[parts[n] for n in group] for group in groups]


def _in_one_talk(
    merged: Iterable[list[_Part]],
    outcomes: Sequence[Outcome],
    rules: Mapping[str, RuleSummary],
) -> Iterable[list[_Part]]:
    """What is asked about the same under the same pitfall, in private or not, put together."""

    def talk(parts: list[_Part]) -> Hashable:
        asked = [outcomes[n] for part in parts for n in part.positions]
        kinds = {
            (rule.pitfall, rule.asks_everybody) for part in parts if (rule := rules.get(part.rule))
        }
        if len(kinds) != 1 or any(one.hangs is not None for one in asked):
            return parts[0].positions
        about = frozenset(one.group or one.subject for one in asked)
        return kinds.pop(), about, any(one.private for one in asked)

    for together in gathered(merged, talk).values():
        yield [part for parts in together for part in parts]


def _question(
    outcomes: Sequence[Outcome], parts: Sequence[_Part], positions: tuple[int, ...]
) -> Question:
    stakes = {stake for n in positions if (stake := outcomes[n].stake) is not None}
    by_stake = sorted(
        parts, key=lambda part: min(_stake_order(outcomes[n]) for n in part.positions)
    )
    first: dict[str, dict[str, None]] = {part.rule: {} for part in parts}
    for part in by_stake:
        if len(first[part.rule]) < _MOST_WORDINGS:
            first[part.rule][part.text] = None
    return Question(
        texts=tuple(dict.fromkeys(text for texts in first.values() for text in texts)),
        who=tuple(dict.fromkeys(outcomes[n].who or WHO_IS_NOT_STATED for n in positions)),
        outcomes=positions,
        stake=next((stake for stake in SEVERITY_ORDER if stake in stakes), None),
    )


def _weight(
    outcomes: Sequence[Outcome],
    positions: Sequence[int],
    rules: Mapping[str, RuleSummary],
    *,
    published: bool,
) -> tuple[bool, int, bool, int, int, int, int]:
    """What a question weighs; the least comes first."""
    by_rule = gathered(positions, lambda n: outcomes[n].rule)
    noted = [one.place.line for n in positions if (one := outcomes[n]).is_noted and one.place]
    known = [rule for name in by_rule if (rule := rules.get(name)) is not None]
    return (
        any(outcomes[n].hangs is not None for n in positions),
        min(noted, default=maxsize) if published else 0,
        published and bool(known) and all(rule.asks_everybody for rule in known),
        min((PRIORITY_ORDER[rule.priority] for rule in known), default=0) if published else 0,
        min(_stake_order(outcomes[n]) + (published and outcomes[n].private) for n in positions),
        min(_level_order(rules.get(rule)) for rule in by_rule),
        -max(sum(outcomes[n].touches for n in own) for own in by_rule.values()),
    )


def _stake_order(outcome: Outcome) -> int:
    return len(SEVERITY_ORDER) if outcome.stake is None else SEVERITY_ORDER[outcome.stake]


def _pitfall_order(rule: RuleSummary | None) -> int:
    return len(PITFALLS) if rule is None else PITFALLS.index(rule.pitfall)


def _level_order(rule: RuleSummary | None) -> int:
    return len(LEVEL_ORDER) if rule is None else LEVEL_ORDER[rule.level]
