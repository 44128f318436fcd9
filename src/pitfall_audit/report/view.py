"""What every format for people shows, counted, sorted and gathered once.

Pure functions of one :class:`~pitfall_audit.engine.result.AuditResult`. A format asks for
:func:`view_of` and lays out what it gets; it never sorts or counts for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from pitfall_audit.engine.on_demand import digests_of, made_into, unpacked
from pitfall_audit.engine.result import AuditResult, EngagementResult, PitfallId
from pitfall_audit.report.engagement_view import (
    Counts,
    Digest,
    EngagementView,
    PitfallCounts,
    digest_of,
    gravest,
    laid_out,
    rows_of,
)
from pitfall_audit.report.foremost import Foremost
from pitfall_audit.report.matters import CheckGroup
from pitfall_audit.report.questions import checks_of

__all__ = ["Brief", "ResultView", "Together", "view_of"]


class Brief(Struct, frozen=True):
    """What is shown of an engagement among many: its ``head``, and the gravest of each pitfall.

    That is of the pitfalls of which a check ran; empty where nothing was found.
    """

    head: EngagementResult
    counts: Counts
    gravest: tuple[str, ...]


class ResultView(Struct, frozen=True):
    """A whole result, laid out; ``briefs`` are of all engagements, in their order.

    ``foremost`` are the checks whose findings matter most, of all engagements, each with the
    position of its engagement: one of each pitfall comes before a second of any.
    ``also_to_act_on`` names the others of which something is to be acted on, and ``found`` all that
    found something. ``most_pressing_first`` are the positions of all engagements in the order to
    look at them.
    ``not_audited`` are the files that should have given an engagement and did not.
    ``organisations`` are the distinct ones that are named, in order. ``speaks_of_ties``
    tells whether a tie, or a dispute, of somebody is shown: to ask whether there are any, or to
    say that people were asked, shows none.
    """

    result: AuditResult
    engagements: Sequence[EngagementView]
    briefs: Sequence[Brief]
    counts: Counts
    pitfalls: tuple[PitfallCounts, ...]
    foremost: tuple[tuple[int, CheckGroup], ...]
    also_to_act_on: tuple[str, ...]
    found: frozenset[str]
    most_pressing_first: tuple[int, ...]
    not_audited: tuple[str, ...]
    organisations: tuple[str, ...]
    speaks_of_ties: bool


def view_of(result: AuditResult, *, foremost: int = 3) -> ResultView:
    """Lay out a whole result; ``foremost`` bounds the checks shown at the top.

    Of many engagements the view of each is made when it is asked for.
    """
    every = Together(result, foremost=foremost)
    of = partial(laid_out, ran=every.ran, checks=checks_of(result.rules))
    views = made_into(of, result.engagements)
    digests = digests_of(result.engagements)
    read = map(digest_of, views) if digests is None else (unpacked(one, Digest) for one in digests)
    for digest in read:
        every.add(digest)
    return every.view(views)


class Together:
    """What is to be said of a whole result, gathered from the digest of each engagement."""

    def __init__(self, result: AuditResult, *, foremost: int = 3) -> None:
        self._result = result
        self.ran = Counter(rule.pitfall for rule in result.rules)
        self._foremost = Foremost(foremost)
        self._briefs: list[Brief] = []
        self._counts = Counts()
        self._by_pitfall: dict[PitfallId, Counts] = {}
        self._found: set[str] = set()
        self._speaks_of_ties = False
        self._rows: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, each: Digest) -> None:
        """Count one in."""
        self._foremost.add(len(self._briefs), each.findings)
        self._found.update(one.check for one in each.findings)
        self._counts += each.counts
        for of, counts in each.pitfalls.items():
            self._by_pitfall[of] = self._by_pitfall.get(of, Counts()) + counts
        row = tuple(gravest(one.counts) for one in rows_of(each.pitfalls, self.ran) if one.checks)
        head = self._result.heads[len(self._briefs)]
        # Many have the same row.
        self._briefs.append(Brief(head, each.counts, self._rows.setdefault(row, row)))
        self._speaks_of_ties = self._speaks_of_ties or each.speaks_of_ties

    def view(self, engagements: Sequence[EngagementView]) -> ResultView:
        """The whole, once all were counted in."""
        result, heads = self._result, self._result.heads
        audited = {each.file for each in heads}
        chosen, others = self._foremost.chosen()
        return ResultView(
            result=result,
            engagements=engagements,
            briefs=self._briefs,
            counts=self._counts,
            pitfalls=rows_of(self._by_pitfall, self.ran),
            foremost=tuple(
                (position, engagements[position].findings[at]) for position, at in chosen
            ),
            also_to_act_on=others,
            found=frozenset(self._found),
            most_pressing_first=_most_pressing_first(self._briefs),
            not_audited=tuple(
                file
                for file in result.files
                if file not in audited and file not in result.files_passed_over
            ),
            organisations=tuple(
                dict.fromkeys(each.organisation for each in heads if each.organisation)
            ),
            speaks_of_ties=self._speaks_of_ties,
        )


def _most_pressing_first(briefs: Sequence[Brief]) -> tuple[int, ...]:
    """Sort the positions of engagements by how much there is to do; ties keep the files' order."""

    def pressing(position: int) -> tuple[int, ...]:
        counts = briefs[position].counts
        return (-counts.act_now, -counts.look_into, -counts.consider, -counts.to_ask)

    return tuple(sorted(range(len(briefs)), key=pressing))
