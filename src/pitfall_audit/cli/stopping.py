"""Being stopped from outside: what is half done is put away, and the exit code says by what."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from pitfall_audit.cli.exit_codes import ExitCode

__all__ = ["Stopped", "stopped_by_signals"]

_CODES: Final = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}
"""By the name of a signal the code that it ends with; Windows has not all of them."""


class Stopped(BaseException):  # as KeyboardInterrupt is no error either
    """The program was told to stop, by a signal that ends with ``code``."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code.meaning)
        self.code = code


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Raise :class:`Stopped` where a signal to stop comes in, so that all is put away in order.

    A signal that the program was begun to ignore, as ``nohup`` has it, is still ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    codes = {getattr(signal, name): code for name, code in _CODES.items() if hasattr(signal, name)}
    before = {one: signal.getsignal(one) for one in codes}

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        # One is enough: a second must not break off what puts things away.
        for one in codes:
            signal.signal(one, signal.SIG_IGN)
        raise Stopped(codes[signal.Signals(number)])

    for one, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(one, stop)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
