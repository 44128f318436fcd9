"""Audits files in several processes, each of which loads what an audit needs by itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from msgspec.structs import replace

from pitfall_audit.engine.finding_files import FoundFile
from pitfall_audit.engine.on_demand import not_laid_aside, packed, unpacked
from pitfall_audit.engine.one_file import Auditor, AuditRequest, FileAudit, packs_and_settings
from pitfall_audit.engine.reading_files import TiesApart
from pitfall_audit.errors import usage
from pitfall_audit.rules.rule_runner import Runner

__all__ = ["WAY", "in_processes"]

WAY = "fork" if sys.platform == "linux" else "spawn"
"""How a process is begun: a fork has all that is loaded, and is not safe on every system."""

_TO_STOP: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_MOST_AT_ONCE: Final = 50
"""Files handed to a process at a time: few enough that none waits long for the last one."""


def in_processes(auditor: Auditor, files: Sequence[FoundFile], jobs: int) -> Iterator[FileAudit]:
    """What comes of each file, in their order, found by ``jobs`` processes.

    Raises :class:`UsageProblem` where the system ends one of them.
    """
    at_once = min(_MOST_AT_ONCE, -(-len(files) // jobs))
    parts = [range(at, min(at + at_once, len(files))) for at in range(0, len(files), at_once)]
    context = multiprocessing.get_context(WAY)
    # The built-in checks are loaded there, and not sent.
    request = replace(auditor.request, packs=None, read_list=None, cache=None)
    others = {*multiprocessing.active_children()}
    try:
        with (
            TemporaryDirectory(prefix="pitfall-audit-") as folder,
            ProcessPoolExecutor(jobs, context, _begin, (request, files, Path(folder))) as pool,
        ):
            try:
                with _uninterrupted():
                    names = pool.map(_audit_part, parts)
                for part in names:
                    found = Path(folder, part)
                    yield from unpacked(found.read_bytes(), list[FileAudit])
                    found.unlink()
            except BaseException:
                # Nobody waits for what the others still find.
                for one in {*multiprocessing.active_children()} - others:
                    one.kill()
                raise
    except BrokenProcessPool as broken:
        raise usage("process-ended") from broken
    except OSError as problem:
        raise not_laid_aside(problem) from problem


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let what stops the program wait, while processes begin.

    In the midst of that it would be lost, in words that Python writes by itself; and a process
    that is stopped before it is ready writes such words too. Where signals can't wait, they don't.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TO_STOP)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Begun(NamedTuple):
    """What a process that was begun to audit has at hand, from one part to the next."""

    auditor: Auditor
    files: Sequence[FoundFile]
    folder: Path


_begun: _Begun | None = None


def _begin(request: AuditRequest, files: Sequence[FoundFile], folder: Path) -> None:
    """Make ready a process that was begun to audit: it ends where the one that began it does."""
    global _begun  # noqa: PLW0603  # nothing else stays from call to call
    for one in _TO_STOP:
        signal.signal(one, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    packs, settings = packs_and_settings(request)
    apart = TiesApart((), request.base or Path.cwd())
    _begun = _Begun(Auditor(request, packs, settings, apart, Runner(packs)), files, folder)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _audit_part(part: range) -> str:
    """Write what comes of some files, by their positions, into a file, and give its name.

    NOTE: what goes from process to process is but a few bytes, which are written at once: whoever
    waits for the rest of more, from a process that was ended while it wrote, waits for ever.
    """
    if _begun is None:
        raise RuntimeError("This process was not begun to audit.")
    found = [_begun.auditor.audit(_begun.files[at]) for at in part]
    name = f"part-{part.start}"
    (_begun.folder / name).write_bytes(packed(found))
    return name
