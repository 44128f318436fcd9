"""Audits the files of a run: one after another, or in several processes where that pays."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from pitfall_audit.engine.finding_files import FoundFile
from pitfall_audit.engine.kept_audits import kept_audits
from pitfall_audit.engine.one_file import Auditor, AuditRequest, FileAudit, packs_and_settings
from pitfall_audit.engine.reading_files import TiesApart
from pitfall_audit.errors import UsageProblem
from pitfall_audit.rules.rule_runner import Runner

__all__ = ["WAY", "audits_of"]

WAY = "fork" if sys.platform == "linux" else "spawn"
"""How a process is begun: a fork has all that is loaded, and is not safe on every system."""

_ENOUGH: Final = 200
"""From how many files on a second process saves more than it takes to begin it."""

_MOST_AT_ONCE: Final = 50
"""Files handed to a process at a time: few enough that none waits long for the last one."""


def audits_of(
    auditor: Auditor, files: Sequence[FoundFile], progress: Callable[[str], None] | None
) -> Iterator[FileAudit]:
    """What comes of each file, in their order; ``progress`` is told each before it is given.

    Raises :class:`UsageProblem` where the system ends one of the processes.
    """
    kept = kept_audits(auditor)
    known = {} if kept is None else {file: kept.find(file) for file in files}
    anew = [file for file in files if known.get(file) is None]
    jobs = _jobs(auditor, len(anew))
    found = map(auditor.audit, anew) if jobs == 1 else _in_processes(auditor, anew, jobs)
    try:
        for file in files:
            if progress is not None:
                progress(file.shown)
            one = known.pop(file, None)
            if one is None:
                one = next(found)
                if kept is not None:
                    kept.keep(file, one)
            yield one
    finally:
        if kept is not None:
            kept.close()


def _jobs(auditor: Auditor, files: int) -> int:
    """How many processes are to look at so many files."""
    from_outside = not all(pack.is_built_in for pack in auditor.packs)
    if auditor.apart.places or from_outside or multiprocessing.current_process().daemon:
        # Whose ties they are hangs on all files; checks from outside have their own process; and
        # one that is to end with another may begin none.
        return 1
    asked = auditor.request.jobs
    if asked is not None:
        return min(asked, max(files, 1))
    return min(_processors(), files * 2 // _ENOUGH) or 1


def _processors() -> int:
    """The processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(auditor: Auditor, files: Sequence[FoundFile], jobs: int) -> Iterator[FileAudit]:
    at_once = min(_MOST_AT_ONCE, -(-len(files) // jobs))
    parts = [files[start : start + at_once] for start in range(0, len(files), at_once)]
    context = multiprocessing.get_context(WAY)
    # The built-in checks are loaded there, and not sent.
    request = replace(auditor.request, packs=None, read_list=None)
    others = {*multiprocessing.active_children()}
    decode = msgspec.msgpack.Decoder(list[FileAudit]).decode
    try:
        with ProcessPoolExecutor(jobs, context, _begin, (request,)) as pool:
            try:
                for found in pool.map(_audit_part, parts):
                    yield from decode(found)
            except BaseException:
                # Nobody waits for what the others still find.
                for one in {*multiprocessing.active_children()} - others:
                    one.kill()
                raise
    except BrokenProcessPool as broken:
        raise UsageProblem(
            "One of the processes that look at the files was ended by the system.",
            "Most likely memory ran out. Close other programs, or add --jobs 1.",
        ) from broken


_auditor: Auditor | None = None
"""What audits in a process that was begun for it."""


def _begin(request: AuditRequest) -> None:
    """Make ready a process that was begun to audit: it ends where the one that began it does."""
    global _auditor  # noqa: PLW0603  # nothing else stays from call to call
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    packs, settings = packs_and_settings(request)
    apart = TiesApart((), request.base or Path.cwd())
    _auditor = Auditor(request, packs, settings, apart, Runner(packs))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _audit_part(files: Sequence[FoundFile]) -> bytes:
    """What comes of some files, encoded: that takes a tenth of what Python's own way takes."""
    if _auditor is None:
        raise RuntimeError("This process was not begun to audit.")
    return msgspec.msgpack.encode([_auditor.audit(file) for file in files])
