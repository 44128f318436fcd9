"""A result in portions: what it says of some of its arrangements, and what their files are called.

Pure functions of one result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, Generic, TypeVar

from msgspec.structs import replace

from pitfall_audit.engine.on_demand import chosen, heads_of
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import AuditResult, EngagementResult, SealedKind
from pitfall_audit.report.wording import TEXTS, count

__all__ = ["Item", "Portions", "by_organisation", "distinct_names"]

Item = TypeVar("Item")

_LONGEST_NAME: Final = 60
_OF_ONE_FILE: Final[tuple[SealedKind, ...]] = ("arrangement", "ties", "register")


class Portions:
    """What a result says of some of its arrangements, of its files and problems theirs alone."""

    def __init__(self, result: AuditResult) -> None:
        self._result = result
        since, plan = result.since, result.plan
        self._files = _By(result.files, lambda one: one)
        self._problems = _By(result.problems, lambda one: one.place.file)
        self._seals = _By(result.seals, lambda one: one.file)
        self._changes = _By(since.changes if since else (), lambda one: one.engagement)
        fixed = result.baseline.fixed if result.baseline else ()
        self._fixed = _By(fixed, lambda one: one.partition(" ")[0])
        self._actions = _By(plan.actions if plan else (), lambda one: one.engagement)

    def of(self, engagements: Sequence[EngagementResult]) -> AuditResult:
        """The portion of some engagements."""
        heads = heads_of(engagements)
        files = {one for each in heads for one in (each.file, *each.joins) if one}
        ids = {each.id for each in heads}
        since, plan, baseline = self._result.since, self._result.plan, self._result.baseline
        return replace(
            self._result,
            engagements=engagements,
            files=self._files.of(files),
            files_passed_over={},
            problems=self._problems.of(files),
            notes=(),
            seals=self._seals.of(files),
            baseline=baseline and replace(baseline, fixed=self._fixed.of(ids)),
            since=since
            and replace(since, changes=self._changes.of(ids), course=()),  # which counts all
            plan=plan and replace(plan, actions=self._actions.of(ids)),
        )


class _By(Generic[Item]):
    """Some items, to be found by what they are of, in the order that they have."""

    def __init__(self, items: Iterable[Item], of: Callable[[Item], str]) -> None:
        self._found: dict[str, list[tuple[int, Item]]] = {}
        for at, one in enumerate(items):
            self._found.setdefault(of(one), []).append((at, one))

    def of(self, names: Iterable[str]) -> tuple[Item, ...]:
        found = [pair for name in names for pair in self._found.get(name, ())]
        return tuple(one for _, one in sorted(found, key=itemgetter(0)))


def by_organisation(result: AuditResult) -> dict[str, AuditResult]:
    """A result for each organisation, by its name, which tells nothing of any other.

    Arrangements that name none are together, under "". Each says how many files could not be read,
    since they may be anybody's, and names of those with ties the ones that it rests on.
    """
    whose = {each.file: each.organisation for each in result.heads if not each.joins}
    portions = Portions(result)
    made = {}
    apart = [
        at
        for at, each in enumerate(result.heads)
        if len({whose.get(file) for file in each.joins}) < 2
    ]
    positions = gathered(apart, lambda at: result.heads[at].organisation or "")
    notes = tuple(_said_of_none(result, whose, len(result.heads) - len(apart)))
    for name, theirs in positions.items():
        engagements = chosen(theirs, result.engagements)
        part = portions.of(engagements)
        outcomes = [one for each in engagements for one in each.outcomes]
        read = {*part.files, *(one.place.file for one in outcomes if one.place)}
        if part.baseline is not None:
            still = sum(bool(one.accepted and one.accepted.by == "baseline") for one in outcomes)
            number = still + len(part.baseline.fixed)
            part = replace(part, baseline=replace(part.baseline, findings=number))
        made[name] = replace(
            part,
            ties_files=tuple(one for one in result.ties_files if one in read),
            seals=tuple(
                one for one in result.seals if one.kind not in _OF_ONE_FILE or one.file in read
            ),
            notes=notes,
        )
    return made


def _said_of_none(result: AuditResult, whose: Container[str], joint: int) -> Iterator[str]:
    """What is in the report of no organisation, since it may be anybody's, or is of several."""
    if unread := {one.place.file for one in result.problems if one.place.file not in whose}:
        yield TEXTS["unknown_whose"].format(number=count(len(unread), "file"))
    if joint:
        yield TEXTS["of_several"].format(number=count(joint, "result"))
    looked_at = {each.id for each in result.heads}
    changes = result.since.changes if result.since else ()
    if gone := sum(one.engagement not in looked_at for one in changes):
        yield TEXTS["of_what_is_gone"].format(number=count(gone, "change"))


def distinct_names(texts: Iterable[str], otherwise: str, taken: Iterable[str] = ()) -> list[str]:
    """Name a file for each text, without its ending, which no other has on any disk.

    The texts are others'. One without a letter or digit is called as ``otherwise``.
    """
    names: list[str] = []
    used = set(taken)
    for text in texts:
        words = re.sub(r"[^a-z0-9]+", "-", text.lower()[:_LONGEST_NAME])
        stem = words.strip("-") or otherwise
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name)
        names.append(name)
    return names
