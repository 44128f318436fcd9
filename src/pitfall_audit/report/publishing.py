"""A result of which everything about single people is left out, so that it may be published.

It is made anew of what may be told, and nothing is carried over that is not named here: what a
result learns to say later stays out of it until somebody puts it in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Final

from pitfall_audit.engine.on_demand import mapped
from pitfall_audit.engine.questions import gathered, questions_of
from pitfall_audit.engine.result import (
    BUILT_IN_PACK,
    Accepted,
    AuditResult,
    EngagementResult,
    Outcome,
    Picture,
    PictureBody,
    PictureSeat,
    RuleSummary,
)
from pitfall_audit.engine.tallies import tally
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["FEWEST_TOLD", "PUBLISHABLE", "names_any", "people_named", "plain", "published"]

PUBLISHABLE: Final = frozenset(packaged_data("pitfall_audit.report", "public.yaml")["checks"])
"""The ids of the checks that may be named."""
FEWEST_TOLD: Final = 5
"""A group of people with fewer is not counted."""
_SHORT_ID: Final = 4
"""An id with fewer letters is looked for as a word; it would be part of too many others."""


def published(result: AuditResult) -> AuditResult:
    """Leave out of a result all that tells of single people, and all free text but some titles.

    Those of organisations, arrangements and bodies stay, where no id of a person stands in them.
    Of each publishable check it says once for an arrangement that it found something, that it has
    to ask, or that something is in place. Of each body it has one seat without a name, with the
    ``places`` for lived experience; None where those are fewer than five.
    """
    rules = {
        rule.id: RuleSummary(
            rule.id, rule.pitfall, rule.title, rule.level, "", rule.remedy, rule.question, (), {},
            private=False, asks_everybody=rule.asks_everybody, asks_of_papers=rule.asks_of_papers,
            priority=rule.priority,
        )
        for rule in result.rules
        if rule.id in PUBLISHABLE and rule.pack == BUILT_IN_PACK and not rule.private
    }  # fmt: skip
    ids = {plain(one) for each in result.engagements for one in people_named(each)} - {""}
    # What kept the audit from being whole is counted.
    broken = sum(number for one, number in tally(result).items() if one.broke_off)
    unread = Problem("problem", "", Place("", 0, 0, 0, 0), "")
    return AuditResult(
        schema_version=result.schema_version,
        tool=result.tool,
        as_of=result.as_of,
        fail_on=result.fail_on,
        files=(),
        files_passed_over={},
        ties_files=(),
        # What several show together is about those who are in more than one.
        engagements=mapped(lambda each: _engagement(each, rules, ids), result.arrangements),
        problems=(unread,) * (len(result.problems) + broken),
        rules=tuple(rules.values()),
        rules_not_run=dict.fromkeys(sorted(PUBLISHABLE & result.rules_not_run.keys()), ""),
        standards=(),
    )


def _engagement(
    each: EngagementResult, rules: dict[str, RuleSummary], ids: Collection[str]
) -> EngagementResult:
    told = [one for one in each.outcomes if one.rule in rules and not one.private]
    kinds = gathered(told, lambda one: (one.rule, one.outcome, one.severity, one.accepted is None))
    outcomes = tuple(_outcome(rules[alike[0].rule], alike) for alike in kinds.values())
    published = each.described_from == "published-documents"
    return EngagementResult(
        file="",
        id="",
        title=_title(each.title, ids) or "An arrangement",
        organisation=_title(each.organisation or "", ids) or None,
        described_from=each.described_from,
        ties="none-given",
        sources=(),
        outcomes=outcomes,
        questions=questions_of(outcomes, rules, published=published),
        picture=Picture(
            tuple(
                PictureBody(str(number), _title(body.label, ids) or "A body", (_seats(body),))
                for number, body in enumerate(each.picture.bodies)
                if body.is_body
            )
        ),
        rules_not_run=dict.fromkeys(sorted(rules.keys() & each.rules_not_run.keys()), ""),
    )


def _outcome(rule: RuleSummary, alike: list[Outcome]) -> Outcome:
    """What a check says of one kind, once, in its own words."""
    kind = alike[0].outcome
    return Outcome(
        rule.id,
        "engagement",
        "",
        kind,
        rule.question if kind == "cannot-tell" else rule.title,
        alike[0].severity,
        earned=any(one.earned for one in alike),
        good=(rule.title,) if any(one.good for one in alike) else (),
        accepted=Accepted(alike[0].accepted.by) if alike[0].accepted else None,
    )


def _seats(body: PictureBody) -> PictureSeat:
    """All places for lived experience on a body, as one seat of which only their number is told."""
    seats = [seat for seat in body.seats if seat.current and seat.lived_experience]
    places = sum(seat.places or 0 for seat in seats)
    return PictureSeat("", None, None, None, places=places if places >= FEWEST_TOLD else None)


def people_named(each: EngagementResult) -> Iterable[str]:
    """The ids of all who are named: those that the file declares, and any that are shown."""
    picture = each.picture
    yield from each.people
    yield from (seat.person or "" for body in picture.bodies for seat in body.seats)
    yield from (name for tie in picture.ties for name in (tie.person, tie.other))
    yield from (name or "" for one in picture.supports for name in (one.of, one.by))
    yield from (party.name for party in picture.others)


def _title(text: str, ids: Collection[str]) -> str:
    """A title; empty where an id stands in it."""
    return "" if names_any(text, ids) else text


def names_any(text: str, ids: Iterable[str]) -> bool:
    """Whether an id, made plain by :func:`plain`, stands in a text."""
    words = plain(text)
    return any(one in words if len(one) >= _SHORT_ID else f" {one} " in f" {words} " for one in ids)


def plain(text: str) -> str:
    """A text as it is compared: without case, and with one space for all that parts words."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
