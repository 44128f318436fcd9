"""Facts about what is good: what is said to be done well, and what a field states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Final, NamedTuple, Required

from pitfall_audit.engagement.model import Body, Promise, Role, SourceDocument
from pitfall_audit.engagement.model.all_records import Standing
from pitfall_audit.engagement.model.base import Citation, Worded
from pitfall_audit.engagement.model.payment import PaidTask
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.engagement.model.vocabulary import Capacity
from pitfall_audit.facts.arrangement import Arrangement, gathered, in_words, is_yes, shortened, slug
from pitfall_audit.facts.documents import no_longer_in_force
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.good_practice import GoodPractice, good_practice, words_stated
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = ["MeritFacts", "merit_subjects"]


class MeritFacts(TypedDict, total=False):
    """Something good that is stated, or is said to be done well."""

    label: Required[str]
    in_a_field: Required[bool]
    told: Required[str]
    rests_on_somebody: bool


class _At(NamedTuple):
    """Where something stands: whose it is, by its id and its name, and the source nearest above."""

    path: DataPath
    owner: str
    name: str
    cited: Citation | None

    @property
    def paper(self) -> str:
        return "" if self.cited is None else self.cited.id


class _Found(NamedTuple):
    practice: GoodPractice
    says: str
    words: str
    number: int
    at: _At

    @property
    def told_with(self) -> tuple[str, str, str]:
        """What is told as one: a field, what is said, and whose it is if it is told of somebody."""
        practice, says = self.practice, self.says
        which = "/".join(practice.names)
        if "{name}" in says or practice.record == "Promise":
            return which, says, self.at.owner
        return which, says, "" if says == practice.says else slug(says)


@cache
def _by_record() -> Mapping[str, Sequence[GoodPractice]]:
    return gathered((one.record, one) for one in good_practice())


def merit_subjects(arrangement: Arrangement, records: Sequence[Standing]) -> tuple[Subject, ...]:
    """Everything that is said to be done well, and what fields state; the same text once.

    ``records`` are all of the file.
    """
    said = (*_said(arrangement), *_stated(arrangement, records))
    found = {one.identity: one for one in said}
    return tuple(found.values())


def _said(arrangement: Arrangement) -> Iterator[Subject]:
    for index, one in enumerate(arrangement.engagement.done_well or ()):
        by = ", ".join(one.said_by or ()) or "the papers"
        facts: MeritFacts = {
            "label": f"“{shortened(one.text)}”",
            "in_a_field": False,
            "told": f"{one.text} (Said by: {by}.)",
        }
        if one.source is not None or one.said_by is not None:
            facts["rests_on_somebody"] = one.source is not None or bool(one.said_by)
        at = _At(("done_well", index), "", "", one.source)
        yield _subject(arrangement, f"done_well[{slug(one.text)}]", facts, at)


def _stated(arrangement: Arrangement, records: Sequence[Standing]) -> Iterator[Subject]:
    """What fields state; what is told of nobody by name is one, wherever it stands."""
    sources = arrangement.engagement.sources or ()
    replaced = no_longer_in_force(sources)
    told = [_significant(one.text) for one in arrangement.engagement.done_well or ()]
    adverts = {one.id for one in sources if one.kind == "advert"}
    in_confidence = arrangement.engagement.interviews
    found = [
        one
        for one in _found(records, adverts)
        if one.at.paper not in replaced
        and not (one.at.paper in in_confidence and "{value}" in one.practice.says)
        and not _beside_the_point(arrangement, one.at.path, staff="capacity" in one.practice.given)
    ]
    for (which, says, owner), alike in gathered((one.told_with, one) for one in found).items():
        practice = alike[0].practice
        # Two papers that each tell of one may tell of two times.
        ones = _most_in_one_paper(alike) if practice.several else alike
        several = _number(ones) >= _MORE_THAN_ONE
        fresh = [one for one in ones if not _told_already(one.words, told)]
        if not fresh or (practice.several and not several):
            continue
        at = fresh[0].at
        between = ", " if practice.several else "; "
        words = between.join(dict.fromkeys(one.words for one in fresh))
        name = _name(arrangement, at)
        text = says.replace("{name}", name).replace("{value}", words)
        if len(_significant(words)) < _MORE_THAN_ONE and _told_already(text, told):
            continue
        text += "" if "{name}" in says else _of_whom(arrangement, fresh)
        label = name if "{name}" in says else text
        facts: MeritFacts = {"label": label, "in_a_field": True, "told": text}
        identity = f"stated[{'/'.join(filter(None, (which, owner)))}]"
        yield _subject(arrangement, identity, facts, at)


def _name(arrangement: Arrangement, at: _At) -> str:
    """What something is called, or whose it is: of a role with its body, where it needs that."""
    index = at.path[1] if at.path[0] == "roles" else None
    role = (arrangement.engagement.roles or ())[index] if isinstance(index, int) else None
    titled = role is not None and at.name == (role.title or in_words(role.id))
    return arrangement.role_label(role) if role is not None and titled else at.name


def _of_whom(arrangement: Arrangement, found: Sequence[_Found]) -> str:
    """The bodies alone of which something is stated, in words; empty where it is of all."""
    held = [arrangement.told_of(one.at.path, one.at.cited) for one in found]
    bodies = set[str]().union(*held)
    if not all(held) or bodies >= _with_members(arrangement):
        return ""
    labels = [arrangement.body_label(one) for one in arrangement.bodies if one in bodies]
    return f" (Of: {', '.join(labels)}.)"


def _with_members(arrangement: Arrangement) -> set[str]:
    """The bodies, as far as they have not ended, on which not only people of the service are."""
    roles = [one for one in arrangement.engagement.roles or () if not _is_of_the_service(one)]
    names = {arrangement.body_id(one.body) for one in roles if one.body is not None}
    return {
        one for one, body in arrangement.bodies.items() if one in names and body.state != "ended"
    }


def _is_of_the_service(role: Role) -> bool:
    kinds = [one.capacity for one in role.capacity or ()]
    return bool(kinds) and all(one in _OF_THE_SERVICE for one in kinds)


def _most_in_one_paper(found: Sequence[_Found]) -> Sequence[_Found]:
    by_paper = gathered((one.at.paper, one) for one in found)
    return max(by_paper.values(), key=_number)


def _number(found: Iterable[_Found]) -> int:
    return sum(one.number for one in found)


_MORE_THAN_ONE: Final = 2
_MOST: Final = 0.6
"""What share of its words may be told already before a thing is told twice."""


def _significant(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{4,}", text.casefold()))


def _told_already(text: str, told: Iterable[frozenset[str]]) -> bool:
    """Whether somebody who wrote down what is done well has said it in much the same words."""
    words = _significant(text)
    enough = max(_MORE_THAN_ONE, _MOST * len(words))
    return any(len(words & one) >= enough for one in told)


_OF_THE_SERVICE: Final[frozenset[Capacity]] = frozenset({"staff", "office", "independent"})


def _beside_the_point(arrangement: Arrangement, path: DataPath, *, staff: bool) -> bool:
    """Whether what stands at a path is of a body that has ended, or of a role on one.

    So it is of a role for ``staff``, and of all others where it is told of these alone.
    """
    section, *rest = path
    name = rest[0] if section == "bodies" else None
    if section == "roles":
        role = (arrangement.engagement.roles or ())[int(rest[0])]
        if _is_of_the_service(role) is not staff:
            return True
        name = role.body
    body = None if name is None else arrangement.bodies.get(arrangement.body_id(str(name)))
    return body is not None and body.state == "ended"


def _found(records: Sequence[Standing], adverts: Set[str]) -> Iterator[_Found]:
    """All that the records of a file state, each with its place."""
    practices = _by_record()
    of_any = practices[Worded.__name__]
    of_all = {one.field for one in good_practice() if one.of_all}
    denied = {
        key for key in of_all for one, *_ in records if is_yes(one.__dict__.get(key)) is False
    }
    firm: list[bool] = []
    for record, path, within, _ in records:
        # What stands in what only should be so is no more so than that.
        # What another paper says besides is not what holds.
        holds = (
            record.__dict__.get("strength") in (None, "must")
            and (within < 0 or firm[within])
            and "also_stated" not in path[-2:]
        )
        firm.append(holds)
        own = practices.get(type(record).__name__, ())
        for practice in (*own, *of_any) if holds else ():
            stated = record.__dict__.get(practice.field)
            # Most is not stated, and that states nothing good.
            if (
                stated is None
                or not practice.stated_by(stated)
                or practice.rules_out(record)
                or (practice.of_all and practice.field in denied)
                or getattr(stated, "strength", None) not in (None, "must")
            ):
                continue
            stated = practice.counted(stated)
            if stated == ():
                continue
            at = (*path, file_keys(type(record))[practice.field])
            number = len(stated) if isinstance(stated, tuple) else 1
            cited = getattr(stated, "source", None)
            whose = _at(records, len(firm) - 1, at, cited)
            said = practice.filled(record, advert=whose.paper in adverts)
            yield _Found(practice, said, words_stated(stated, record), number, whose)


def _at(records: Sequence[Standing], number: int, path: DataPath, cited: Citation | None) -> _At:
    """Whose it is that stands in a record of that number, and which source is nearest above."""
    owner = name = None
    while number >= 0:
        record, _, number, called = records[number]
        cited = cited or record.__dict__.get("source")
        if isinstance(record, Promise | Role | SourceDocument):
            title = None if isinstance(record, Promise) else record.title
            owner, name = owner or record.id, name or title or in_words(record.id)
        elif isinstance(record, PaidTask):
            name = name or record.task
        elif isinstance(record, Body):
            name = name or record.title
        if called is not None:
            owner, name = owner or called, name or in_words(called)
    return _At(path, owner or "", name or "The arrangement", cited)


def _subject(arrangement: Arrangement, identity: str, facts: MeritFacts, at: _At) -> Subject:
    anchors, by = {"merit": Anchor(at.path)}, arrangement.described(at.cited)
    return Subject("merit", identity, facts, anchors, described_from=by, under="engagement")
