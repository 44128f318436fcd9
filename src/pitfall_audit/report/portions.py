"""A result in portions: what it says of some of its arrangements, and what their files are called.

Pure functions of one result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from pitfall_audit.engine.result import AuditResult, EngagementResult, SealedKind
from pitfall_audit.report.questions import gathered
from pitfall_audit.report.wording import UNKNOWN_WHOSE, count

__all__ = ["by_organisation", "distinct_names", "portion"]

_LONGEST_NAME: Final = 60
_OF_ONE_FILE: Final[tuple[SealedKind, ...]] = ("arrangement", "ties", "register")


def portion(result: AuditResult, engagements: Sequence[EngagementResult]) -> AuditResult:
    """What a result says of some of its arrangements, of its files and problems theirs alone."""
    files = {one for each in engagements for one in (each.file, *each.joins) if one}
    ids = {each.id for each in engagements}
    since, plan = result.since, result.plan
    return replace(
        result,
        engagements=tuple(engagements),
        files=tuple(one for one in result.files if one in files),
        files_passed_over={},
        problems=tuple(one for one in result.problems if one.place.file in files),
        notes=(),
        seals=tuple(one for one in result.seals if one.file in files),
        since=since
        and replace(
            since,
            changes=tuple(one for one in since.changes if one.engagement in ids),
            course=(),  # which counts all
        ),
        plan=plan
        and replace(plan, actions=tuple(one for one in plan.actions if one.engagement in ids)),
    )


def by_organisation(result: AuditResult) -> dict[str, AuditResult]:
    """A result for each organisation, by its name, which tells nothing of any other.

    Arrangements that name none are together, under "". Each says how many files could not be read,
    since they may be anybody's, and names of those with ties the ones that it rests on.
    """
    known = {each.file for each in result.engagements}
    unread = {one.place.file for one in result.problems}.difference(known)
    notes = (UNKNOWN_WHOSE.format(number=count(len(unread), "file")),) if unread else ()
    made = {}
    for name, engagements in gathered(
        result.engagements, lambda one: one.organisation or ""
    ).items():
        part = portion(result, engagements)
        read = {
            *part.files,
            *(one.place.file for each in engagements for one in each.outcomes if one.place),
        }
        made[name] = replace(
            part,
            ties_files=tuple(one for one in result.ties_files if one in read),
            seals=tuple(
                one for one in result.seals if one.kind not in _OF_ONE_FILE or one.file in read
            ),
            notes=notes,
        )
    return made


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
