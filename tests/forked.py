"""Processes that run rules, forked from one that has loaded all of the program already.

To start an interpreter and load the program takes longer than nearly all that tests ask of one.
What is forked is a process all the same, with pipes, that can be ended. Windows forks nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any, Final

from pitfall_audit.rules import rule_process

__all__ = ["POPEN", "Forked"]

_LOADED: Final = ["tests.loaded"]


class Forked:
    """A process as ``subprocess.Popen`` would give it to a ``RuleProcess``."""

    def __init__(self, line: tuple[str, ...], **_: Any) -> None:
        if not os.access(line[0], os.X_OK):
            raise FileNotFoundError(line[0])
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_LOADED)
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
