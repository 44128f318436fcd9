"""Processes of our own for what strangers sent: ended where they take too long or too much."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Final

__all__ = ["command_of", "said_by", "watch_memory"]

_SECONDS_BETWEEN_LOOKS: Final = 0.05


def command_of(module: str, *arguments: str) -> tuple[str, ...]:
    """What begins ``main`` of a module, which is found there where it is found here."""
    path = [entry or "." for entry in sys.path]
    begin = f"import sys; sys.path[:] = {path!r}; from {module} import main; main()"
    return (sys.executable, "-c", begin, *arguments)


def said_by(module: str, *arguments: str, content: bytes, seconds: float, megabytes: int) -> bytes:
    """What ``main`` of a module writes to standard output where it is given ``content``.

    Raises TimeoutError where it takes longer than ``seconds``, and MemoryError where it takes more
    than ``megabytes`` beyond what it begins with; it is ended then.
    """
    over, too_much = threading.Event(), threading.Event()
    with subprocess.Popen(  # noqa: S603  # our own program
        command_of(module, *arguments),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip

        def end() -> None:
            too_much.set()
            process.kill()

        watch_memory(process.pid, megabytes, over, end)
        try:
            said, _ = process.communicate(content, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            over.set()
            process.kill()
    if too_much.is_set():
        raise MemoryError
    return said


def watch_memory(
    pid: int, megabytes: int, over: threading.Event, too_much: Callable[[], None]
) -> None:
    """Begin to watch a process, until ``over`` is set or the process has ended.

    Calls ``too_much``, once and from a thread of its own, where the process takes up more than
    so many megabytes beyond what it has now. What counts is the memory that it really occupies
    (its resident set).
    """
    # Takes a while to import, and few need it.
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
