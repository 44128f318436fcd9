"""The program as installed, in a process of its own: with fewer rights, or without its streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

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

# NOTE: root may read everything, so its right to is given up for good before the program begins:
# 24 is PR_CAPBSET_DROP, 1 and 2 are CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
_WITHOUT_RIGHTS: Final = """\
import ctypes, os, sys
system = ctypes.CDLL(None)
if os.geteuid() == 0 and any(system.prctl(24, one, 0, 0, 0) for one in (1, 2)):
    sys.exit("rights can't be given up here")
os.execv(sys.argv[1], sys.argv[1:])
"""

Ended = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, folder: Path, **options: Any) -> Ended:
    """Run the program in a folder."""
    return _ended([*PROGRAM, *map(str, arguments)], folder, **options)


def run_without_rights(*arguments: str | Path, folder: Path) -> Ended:
    """Run the program as somebody for whom permissions count, whoever runs the tests."""
    if not sys.platform.startswith("linux") and os.geteuid() == 0:
        pytest.skip("root's rights can be given up on Linux alone")
    line = [sys.executable, "-c", _WITHOUT_RIGHTS, *PROGRAM, *map(str, arguments)]
    ended = _ended(line, folder)
    if "rights can't be given up here" in ended.stderr:
        pytest.skip("root's rights can't be given up here")
    return ended


def shell(line: str, *, folder: Path, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a line of shell in a folder, with the program as ``$P``."""
    program = " ".join(PROGRAM)
    extra = {"P": program, **(environment or {})}
    return _ended(["/bin/bash", "-c", line], folder, env={**os.environ, **extra})


def _ended(line: list[str], folder: Path, **options: Any) -> Ended:
    return subprocess.run(
        line,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        **options,
    )
