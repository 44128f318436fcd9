"""The program in a process of its own: with fewer rights, or without its streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.forked import Stream, ended

__all__ = ["ENGAGEMENT", "NOT_POSIX", "PROGRAM", "Ended", "run", "run_without_rights", "shell"]

PROGRAM: Final = (sys.executable, "-m", "pitfall_audit")
SECONDS: Final = 120
"""How long a run may take before it counts as one that waits for ever."""

NOT_POSIX: Final = pytest.mark.skipif(
    os.name != "posix", reason="permissions, streams and signals are otherwise elsewhere"
)

ENGAGEMENT: Final = """\
version: 1
id: board-seat
title: Carer on the quality committee
people:
  mary: {experience: [carer]}
roles:
  - id: carer-member
    body: quality committee
    holders: [mary]
"""

Ended = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, folder: Path, **streams: Stream) -> Ended:
    """Run the program in a folder, with other ``stdout`` and ``stderr`` than are kept, if any."""
    numbers = {_NUMBERS[name]: stream for name, stream in streams.items()}
    return ended([*map(str, arguments)], folder, streams=numbers, seconds=SECONDS)


_NUMBERS: Final = {"stdout": 1, "stderr": 2}


def run_without_rights(*arguments: str | Path, folder: Path) -> Ended:
    """Run the program as somebody for whom permissions count, whoever runs the tests."""
    if not sys.platform.startswith("linux") and os.geteuid() == 0:
        pytest.skip("root's rights can be given up on Linux alone")
    done = ended([*map(str, arguments)], folder, without_rights=True, seconds=SECONDS)
    if "rights can't be given up here" in done.stderr:
        pytest.skip("root's rights can't be given up here")
    return done


def shell(line: str, *, folder: Path, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a line of shell in a folder, with the program as ``$P``, begun anew by it."""
    program = " ".join(PROGRAM)
    extra = {"P": program, **(environment or {})}
    return subprocess.run(
        ["/bin/bash", "-c", line],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, **extra},
    )
