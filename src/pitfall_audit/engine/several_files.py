"""Audits the files of a run: one after another, or in several processes where that pays.

Then what they show together, group by group.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from pitfall_audit.engine.finding_files import FoundFile
from pitfall_audit.engine.one_file import Auditor, FileAudit
from pitfall_audit.engine.portfolio import Gathered, Joining, Together, ToJoin

if TYPE_CHECKING:
    from pitfall_audit.engine.kept_audits import KeptAudits

# ruff: noqa: PLC0415  # of few files nothing is kept, and they need no processes

__all__ = ["audits_of", "joint_of", "kept_for"]

_ENOUGH_TO_KEEP: Final = 10
"""From how many files on it pays to look for what is kept of them."""

_ENOUGH_TO_SHARE: Final = 200
"""From how many files on a second process saves more than it takes to begin it."""


def audits_of(
    auditor: Auditor,
    files: Sequence[FoundFile],
    kept: KeptAudits | None,
    progress: Callable[[str], None] | None,
) -> Iterator[FileAudit]:
    """What comes of each file, in their order; ``progress`` is told each before it is given.

    What is ``kept`` is not worked out again. Raises :class:`UsageProblem` where the system ends one
    of the processes.
    """
    known = [kept.key_of(file) if kept is not None else None for file in files]
    anew = [file for file, key in zip(files, known, strict=True) if key is None]
    jobs = _jobs(auditor, len(anew))
    found: Iterator[FileAudit] = map(auditor.audit, anew)
    if jobs > 1:
        from pitfall_audit.engine.processes import in_processes

        found = in_processes(auditor, anew, jobs)
    for file, key in zip(files, known, strict=True):
        if progress is not None:
            progress(file.shown)
        one = kept.find(key, FileAudit) if kept is not None and key is not None else None
        if one is None:
            # What another run has taken away by now is looked at here.
            one = next(found) if key is None else auditor.audit(file)
            if kept is not None:
                kept.keep(file, one)
        yield one


def joint_of(
    joining: Joining,
    files: Iterable[ToJoin],
    laid: Callable[[int], bytes],
    kept: KeptAudits | None,
) -> list[Gathered]:
    """What several files show together, by its names; what is ``kept`` is not worked out again.

    ``laid`` gives what was laid aside of a file to join it, by its number.
    """
    found: list[tuple[str, Gathered]] = []
    for group in joining.groups(files):
        parts = [laid(one.summary) for one in group if one.summary is not None]
        key = b"" if kept is None else kept.key_of_group(joining, group, parts)
        made = None if kept is None else kept.find(key, Together)
        if made is None:
            made = joining.together(group, parts)
            if kept is not None:
                kept.keep_group(key, made)
        found.extend(made.results)
    return [one for _, one in sorted(found, key=itemgetter(0))]


def kept_for(auditor: Auditor, files: int) -> KeptAudits | None:
    """What is kept for so many files; None where nothing is to be."""
    path = auditor.request.cache() if auditor.request.cache and files >= _ENOUGH_TO_KEEP else None
    if path is None:
        return None
    from pitfall_audit.engine.kept_audits import kept_audits

    return kept_audits(auditor, path)


def _jobs(auditor: Auditor, files: int) -> int:
    """How many processes are to look at so many files."""
    asked = auditor.request.jobs
    jobs = min(_processors(), files * 2 // _ENOUGH_TO_SHARE) if asked is None else min(asked, files)
    if jobs <= 1:
        return 1
    from multiprocessing import current_process

    from_outside = not all(pack.is_built_in for pack in auditor.packs)
    # Whose ties they are hangs on all files; checks from outside have their own process; and one
    # that is to end with another may begin none.
    alone = auditor.apart.places or from_outside or current_process().daemon
    return 1 if alone else jobs


def _processors() -> int:
    """The processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
