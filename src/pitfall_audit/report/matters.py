"""What a result says, gathered into matters: all that one check says of one kind, together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import Correction, EngagementResult, Outcome, Severity
from pitfall_audit.facts.good_practice import good_practice
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.report.questions import Check, order_of
from pitfall_audit.rules.form.outcomes import (
    LEVEL_ORDER,
    PITFALLS,
    PRIORITY_ORDER,
    SEVERITY_ORDER,
    SIX_PITFALLS,
)

__all__ = [
    "CheckGroup", "Weight", "about_whom", "beside", "by_check", "findings_of", "in_order",
    "in_place_of", "not_beside", "severity_of",
]  # fmt: skip


Weight = tuple[int, bool, int, int, bool, int, bool, int, int]


class CheckGroup(Struct, frozen=True, dict=True):
    """Outcomes of one kind, and one severity, that belong to one check, in the order shown.

    What readers noted of its matter stands behind what the check found, unless they put it first.
    """

    check: Check
    outcomes: tuple[Outcome, ...]

    @property
    def severity(self) -> Severity:
        """The highest of its findings."""
        return min(map(severity_of, self.outcomes), key=SEVERITY_ORDER.__getitem__)

    @cached_property
    def alike(self) -> tuple[Outcome, ...]:
        """What the check found; what readers noted of its matter, where it found nothing."""
        return tuple(one for one in self.outcomes if not one.bears_on) or self.outcomes

    @property
    def remarks(self) -> tuple[Outcome, ...]:
        """What readers noted besides what the check found, and did not put first."""
        return tuple(one for one in self._besides if not one.foremost)

    @property
    def put_first(self) -> tuple[Outcome, ...]:
        """What readers noted besides what the check found, and put first."""
        return tuple(one for one in self._besides if one.foremost)

    @property
    def _besides(self) -> Iterable[Outcome]:
        return (one for one in self.outcomes if one.bears_on and one not in self.alike)

    @property
    def foremost(self) -> bool:
        """Whether it holds what a reader would have said first."""
        return any(one.foremost for one in self.outcomes)

    @property
    def gist(self) -> str | None:
        """What is said of all of them alike, unless something leads that a reader put first."""
        return None if self.outcomes[0].foremost else self.said_of_all

    @property
    def noted_alone(self) -> bool:
        """Whether readers noted it, and its check by itself found nothing."""
        return all(one.bears_on for one in self.outcomes)

    @cached_property
    def said_of_all(self) -> str | None:
        """What is said of all of them alike, as a sentence without whom it is said of.

        None where there is only one, or where each says something of its own.
        """
        said = {(without_label(outcome), outcome.details) for outcome in self.alike}
        if len(self.alike) < 2 or len(said) > 1:
            return None
        words = said.pop()[0]
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def says_no_more(self) -> bool:
        """Whether what is said of all of them alike is all that there is to say of each."""
        besides = (one.evidence or one.attested or one.would_raise for one in self.alike)
        return bool(self.said_of_all) and not any(besides)

    @property
    def details(self) -> tuple[str, ...]:
        """What its outcomes say besides, each once."""
        return tuple(dict.fromkeys(one for outcome in self.alike for one in outcome.details))

    @property
    def labels(self) -> tuple[str, ...]:
        """Whom or what it is said of, each once."""
        return tuple(dict.fromkeys(outcome.label for outcome in self.alike))

    @property
    def checks_besides(self) -> tuple[str, ...]:
        """The ids of other checks whose outcomes are among them, each once."""
        return tuple({one.rule: None for one in self.outcomes if one.rule != self.check.id})

    @property
    def private(self) -> bool:
        """Whether it speaks of ties or disputes."""
        return any(outcome.private for outcome in self.outcomes)

    @cached_property
    def weight(self) -> Weight:
        """What a finding weighs; the least comes first.

        What is about a pitfall of its own weighs as its check does, so that what readers noted
        keeps the order in which they wrote it.
        """
        rule = self.check.rule
        pitfall = self.check.pitfall if rule is None else rule.pitfall
        return (
            SEVERITY_ORDER[self.severity],
            not self.foremost,
            PRIORITY_ORDER["usual" if rule is None else rule.priority],
            -len(self.outcomes),
            all(outcome.evidence is None for outcome in self.outcomes),
            len(LEVEL_ORDER) if rule is None else LEVEL_ORDER[rule.level],
            pitfall not in SIX_PITFALLS,
            -sum(outcome.touches for outcome in self.outcomes),
            order_of(pitfall),
        )

    @property
    def in_places(self) -> str:
        """In how many places it is found, in words; empty where it is one."""
        number = len(self.alike)
        return f"in {number} places" if number > 1 else ""


def beside(outcomes: Collection[Outcome], each: EngagementResult) -> tuple[Correction, ...]:
    """What people say of outcomes, in the order of the file.

    Such an outcome is about whoever says it, or it is of a check that they name, and about nobody.
    """

    def answers(said: Correction, one: Outcome) -> bool:
        about = about_whom(one)
        return (said.rule == one.rule and about.isdisjoint(each.people)) or (
            said.rule in ("", one.rule) and said.by in about
        )

    return tuple(
        one for one in each.corrections if any(answers(one, outcome) for outcome in outcomes)
    )


def not_beside(groups: Collection[CheckGroup], each: EngagementResult) -> tuple[Correction, ...]:
    """What people say that answers none of some groups of outcomes."""
    said = beside([one for group in groups for one in group.outcomes], each)
    return tuple(one for one in each.corrections if one not in said)


def about_whom(outcome: Outcome) -> set[str]:
    """The ids in an outcome's identity, of people among others."""
    return {name.partition("@")[0] for name in read_identity(outcome.subject).names}


def without_label(outcome: Outcome) -> str:
    before, found, after = outcome.message.partition(f"{outcome.label}: ")
    return f"{before}{after}" if found else outcome.message


def severity_of(outcome: Outcome) -> Severity:
    """Give a finding's severity; one without is taken as the highest, so that it shows."""
    return outcome.severity or "error"


def findings_of(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[CheckGroup, ...]:
    """Gather the findings, one for each matter, by what they weigh.

    The more serious come first, then what a reader put first, those of checks of a higher priority,
    those met in more places, those that rest on what is stated and not on silence, those of checks
    that every arrangement should meet, and those that touch more seats.
    """
    amiss = (one for one in outcomes if one.outcome == "failed" and not one.accepted)
    found = [one for group in in_order(amiss, checks) for one in group.outcomes]
    by_matter = gathered(
        (one for one in found if not one.bears_on),
        # What each reader noted is a matter of its own.
        lambda one: (one.rule, severity_of(one), one.subject if one.is_noted else ""),
    )
    for rule, noted in gathered(
        (one for one in found if one.bears_on), lambda one: one.bears_on
    ).items():
        # It is one matter with the gravest that the check itself found.
        own = [key for key in by_matter if key[0] == rule]
        key = min(own, key=lambda key: SEVERITY_ORDER[key[1]], default=(rule, "advice", ""))
        by_matter.setdefault(key, []).extend(noted)
    groups = [
        CheckGroup(
            _about(checks[rule], own[0]),
            tuple(sorted(own, key=_place_within)),
        )
        for (rule, *_), own in by_matter.items()
    ]
    return tuple(sorted(groups, key=attrgetter("weight")))


def _place_within(outcome: Outcome) -> tuple[bool, bool, int, str]:
    """What was put first stands before what the check found, and that before what was noted."""
    severity = SEVERITY_ORDER[severity_of(outcome)]
    return not outcome.foremost, bool(outcome.bears_on), severity, outcome.subject


def in_place_of(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[CheckGroup, ...]:
    """Gather what is stated to be good: what a check says besides, and passes that tell of it.

    First comes what somebody says is done well, then what rests on a source, what is a thing of
    its own, and what touches more seats.
    """
    outcomes = tuple(outcomes)
    amiss = [one for one in outcomes if one.outcome == "failed" and not one.accepted]
    noted = {one.bears_on for one in amiss}
    found = {one.rule for one in amiss} | noted
    said = [
        replace(one, outcome="passed", message=says, details=(), severity=None, related=())
        for one in outcomes
        for says in one.good
    ]
    praised = (one for one in outcomes if one.outcome == "passed" and one.earned)
    # Praise of what somebody finds amiss would contradict them.
    earned = [
        one
        for group in in_order(praised, checks)
        for one in group.outcomes
        if one.rule not in noted
        and found.isdisjoint(_checks_of_practice(read_identity(one.subject).names))
    ]
    groups = [
        *(
            CheckGroup(checks[rule], tuple(own))
            for (rule, _), own in gathered(said, lambda one: (one.rule, without_label(one))).items()
        ),
        *(
            CheckGroup(_about(checks[own[0].matter], own[0]), tuple(own))
            for own in gathered(
                earned, lambda one: (one.rule, one.bears_on, _of_its_own(one))
            ).values()
        ),
    ]
    return tuple(sorted(groups, key=_praise))


@lru_cache(maxsize=1024)
def _checks_of_practice(names: tuple[str, ...]) -> Collection[str]:
    """The checks that look at what a field states, where good practice names some."""
    return next((x.checks for x in good_practice() if names[: len(x.names)] == x.names), ())


def _about(check: Check, outcome: Outcome) -> Check:
    """The check, under the pitfall that its subject is about: what a field states, or was noted."""
    section, names = read_identity(outcome.subject)
    about = next((one for one in PITFALLS if names and one == names[0]), None)
    return (
        replace(check, pitfall=about)
        if section in ("stated", "observations") and about and not outcome.bears_on
        else check
    )


def _of_its_own(outcome: Outcome) -> str:
    """What a pass speaks of that is a thing of its own, and is not said of one; else empty."""
    section, names = read_identity(outcome.subject)
    return (
        outcome.message if section == "done_well" else "/".join(names[:2]) * (section == "stated")
    )


def _praise(group: CheckGroup) -> tuple[bool, bool, bool, int]:
    told = any(one.subject.startswith("done_well[") for one in group.outcomes)
    sourced = any(one.evidence and one.evidence.source for one in group.outcomes)
    its_own = any(_of_its_own(one) for one in group.outcomes)
    return not told, not sourced, not its_own, -sum(one.touches for one in group.outcomes)


def by_check(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[CheckGroup, ...]:
    """Gather outcomes by check; a check stands where its first outcome stood."""
    return tuple(
        CheckGroup(checks[rule_id], tuple(own))
        for rule_id, own in gathered(outcomes, lambda outcome: outcome.matter).items()
    )


def in_order(outcomes: Iterable[Outcome], checks: Mapping[str, Check]) -> tuple[CheckGroup, ...]:
    """Gather outcomes by check, in the order of the pitfalls and the checks.

    Within a check they keep the order of the file's own subjects.
    """
    groups = by_check(outcomes, checks)
    return tuple(sorted(groups, key=lambda one: (order_of(one.check.pitfall), one.check.id)))
