"""Processes of the program, forked from one that has loaded all of it already.

To start an interpreter and load the program takes longer than nearly all that tests ask of one.
What is forked is a process all the same, with streams and rights of its own, that can be ended.
Windows forks nothing.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, Final

from pitfall_audit.__main__ import end as end_program
from pitfall_audit.rules import rule_process

__all__ = ["POPEN", "Forked", "Stream", "ended"]


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.loaded"])
    # A library that is installed has a package `tests`, too: from here ours is found first.
    with contextlib.chdir(Path(__file__).parents[1]):
        forkserver.ensure_running()
    return context


# --- a process that runs rules ----------------------------------------------------------


class Forked:
    """A process as ``subprocess.Popen`` would give it to a ``RuleProcess``."""

    def __init__(self, line: tuple[str, ...], **_: Any) -> None:
        if not os.access(line[0], os.X_OK):
            raise FileNotFoundError(line[0])
        context = _context()
        source, into = context.Pipe(duplex=False)
        out_of, target = context.Pipe(duplex=False)
        self._process = context.Process(target=_run_rules, args=(source, target), daemon=True)
        self._process.start()
        source.close()
        target.close()
        self.pid = self._process.pid
        self.stdin = os.fdopen(os.dup(into.fileno()), "wb")
        self.stdout = os.fdopen(os.dup(out_of.fileno()), "rb")

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode


POPEN: Final[Any] = SimpleNamespace(Popen=Forked, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL)
"""What takes the place of ``subprocess`` where rules are run."""


def _run_rules(source: Connection, target: Connection) -> None:
    os.dup2(source.fileno(), 0)
    os.dup2(target.fileno(), 1)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    rule_process.main()


# --- the whole program ------------------------------------------------------------------

Stream = Path | Connection | None
"""What a stream of a process is: a file, a pipe, or None where it is closed."""


def ended(
    arguments: Sequence[str],
    folder: Path,
    *,
    streams: Mapping[int, Stream] = MappingProxyType({}),
    without_rights: bool = False,
    beside: Path | None = None,
    seconds: float,
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, as ``python -m pitfall_audit`` does, until it ends.

    What it writes to standard output and error is kept, where ``streams`` does not lead them
    elsewhere. ``without_rights`` gives up what root alone may do; ``beside`` is a folder of
    packages that are installed for it.
    """
    with tempfile.TemporaryDirectory() as kept:
        files = {number: Path(kept, str(number)) for number in (1, 2)}
        process = _context().Process(
            target=_run_program,
            args=(
                [*arguments], folder, dict(os.environ),
                {0: Path(os.devnull), **files, **streams}, without_rights, beside,
            ),
            daemon=True,
        )  # fmt: skip
        process.start()
        process.join(seconds)
        code = process.exitcode
        if code is None:
            process.kill()
            raise TimeoutError(arguments)
        said = [one.read_text("utf-8") if one.exists() else "" for one in files.values()]
    return subprocess.CompletedProcess(list(arguments), code, *said)


def _run_program(  # noqa: PLR0917  # as they are handed on to a process
    arguments: list[str],
    folder: Path,
    environment: dict[str, str],
    streams: Mapping[int, Stream],
    without_rights: bool,
    beside: Path | None,
) -> None:
    for number, leads_to in streams.items():
        if leads_to is None:
            os.close(number)
        else:
            opened = (
                os.open(leads_to, os.O_RDWR | os.O_CREAT)
                if isinstance(leads_to, Path)
                else leads_to
            )
            os.dup2(opened if isinstance(opened, int) else opened.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        None if streams[number] is None else os.fdopen(number, mode, errors=errors, closefd=False)
        for number, mode, errors in ((0, "r", None), (1, "w", None), (2, "w", "backslashreplace"))
    )
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["pitfall-audit", *arguments]
    if beside is not None:
        sys.path.append(str(beside))
    if without_rights:
        _give_up_rights()
    end_program()


def _give_up_rights() -> None:
    """Give up root's right to read and to write everything, for good.

    1 and 2 are CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, 24 is PR_CAPBSET_DROP.
    """
    if os.geteuid() != 0:
        return
    system = ctypes.CDLL(None)
    header, rights = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    refused = [system.prctl(24, one, 0, 0, 0) for one in (1, 2)]
    refused.append(system.capget(header, rights))
    for number in range(3):
        rights[number] &= ~0b110
    refused.append(system.capset(header, rights))
    if any(refused):
        os.write(2, b"rights can't be given up here")
        os._exit(1)
