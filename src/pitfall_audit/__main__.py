"""Begins and ends the program: as ``pitfall-audit``, and as ``python -m pitfall_audit``."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

__all__ = ["end", "run"]

# What can break while this is loaded can't be told in words, so it needs next to nothing.
_COULD_NOT_RUN = 2
_INTERRUPTED = 130
_NOT_ALL_WRITTEN = 120


def run() -> int:
    """Run the command line of this process and return its exit code.

    Whatever happens, 0 and 1 are given by what was carried out: Python itself ends with 1 where
    something breaks, and 1 means findings.
    """
    try:
        _claim_streams()
        gc.disable()  # what is loaded stays: to look for garbage in it only takes time
        from pitfall_audit.cli.main import main  # noqa: PLC0415  # so that its failing is met here

        gc.freeze()
        gc.enable()
        return main()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BaseException:
        _tell()
        return _COULD_NOT_RUN


def end() -> NoReturn:
    """Run the command line, and end the process at once.

    To take apart all that is loaded, as Python does at its end, takes a tenth of a short run.
    """
    code = run()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except (OSError, ValueError):
        code = _NOT_ALL_WRITTEN  # as Python itself ends then
    os._exit(code)


def _claim_streams() -> None:
    """Let no file that is opened later take the place of a standard stream that is closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        # NOTE: where there is none, libraries write to standard output in its place.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _tell() -> None:
    try:
        import traceback  # noqa: PLC0415  # seldom needed

        sys.stderr.write(f"{traceback.format_exc()}pitfall-audit broke off.\n")
        sys.stderr.flush()
    except BaseException:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


if __name__ == "__main__":
    end()
