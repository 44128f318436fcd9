"""The process in which rules from outside are run, seen from the program that starts it."""

from __future__ import annotations

import json
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

from pitfall_audit.rules.worker import (
    LONGEST_ANSWER,
    MEGABYTES,
    READY,
    Given,
    Task,
    read_frame,
    write_frame,
)

__all__ = ["BrokeOffError", "RuleProcess", "watch_memory"]

_SECONDS_TO_BEGIN: Final = 60.0
_SECONDS_BETWEEN_LOOKS: Final = 0.05
_BEGIN: Final = (
    "import sys; sys.path[:] = {path!r}; from pitfall_audit.rules.worker import main; main()"
)


class BrokeOffError(Exception):
    """A task could not be done; its text is half a sentence that says why."""


class RuleProcess:
    """A process that runs rules, and that can be ended whatever it is doing.

    It is ended where it takes up more than
    :data:`~pitfall_audit.rules.worker.MEGABYTES` beyond what it has once it is ready;
    ``wanted_too_much`` says then that this is why.
    """

    def __init__(self, given: Given) -> None:
        # NOTE: the package must be found there where it is found here.
        path = [entry or "." for entry in sys.path]
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            (sys.executable, "-c", _BEGIN.format(path=path)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._ready = False
        self._over = threading.Event()
        self.wanted_too_much = False
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self._send(given)
        except EOFError:
            self.end()
            raise

    def wait_until_ready(self) -> None:
        """Wait for it to begin; raises TimeoutError, and EOFError where it has ended."""
        if not self._ready:
            if self._next(_SECONDS_TO_BEGIN) != READY:
                raise EOFError
            self._ready = True
            watch_memory(self._process.pid, MEGABYTES, self._over, self._end_for_memory)

    def ask(self, task: Task, seconds: float) -> Any:
        """Have a task done.

        Raises TimeoutError, EOFError where the process has ended, and :class:`BrokeOffError`
        where the task was not done and the process goes on.
        """
        self._send(task)
        answer = json.loads(self._next(seconds))
        if "broke" in answer:
            raise BrokeOffError(answer["broke"])
        return answer["done"]

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._over.set()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # What could not be sent any more is of no use.
                    continue

    def _end_for_memory(self) -> None:
        self.wanted_too_much = True
        self._process.kill()

    def _send(self, what: Given | Task) -> None:
        assert self._process.stdin is not None  # noqa: S101  # it was asked for
        try:
            write_frame(self._process.stdin, pickle.dumps(what))
        except OSError:
            raise EOFError from None

    def _next(self, seconds: float) -> bytes:
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if answer is None:
            raise EOFError
        return answer

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # noqa: S101  # it was asked for
        try:
            while (frame := read_frame(stream, LONGEST_ANSWER)) is not None:
                self._answers.put(frame)
        except (OSError, ValueError):
            # It was ended while it was being listened to.
            pass
        self._answers.put(None)


def watch_memory(
    pid: int, megabytes: int, over: threading.Event, too_much: Callable[[], None]
) -> None:
    """Begin to watch a process, until ``over`` is set or the process has ended.

    Calls ``too_much``, once and from a thread of its own, where the process takes up more than
    so many megabytes beyond what it has now. What counts is the memory that it really occupies
    (its resident set).
    """
    # Takes a while to import, and only those who run rules from outside need it.
    import psutil  # noqa: PLC0415

    def watch() -> None:
        try:
            while not over.wait(_SECONDS_BETWEEN_LOOKS):
                if process.memory_info().rss > most:
                    too_much()
                    return
        except psutil.Error:
            # It has ended, and whoever waits for its answer notices.
            return

    try:
        process = psutil.Process(pid)
        most = process.memory_info().rss + megabytes * 1_048_576
    except psutil.Error:
        return
    threading.Thread(target=watch, daemon=True).start()
