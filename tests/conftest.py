"""What holds for all tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pitfall_audit.cli.services import collect_rarely

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    # Not beside the source, where it is not wanted; but without, each run, worker and program
    # compiles everything again, and that takes a tenth of all its time.
    os.environ["PYTHONPYCACHEPREFIX"] = str(
        Path(__file__).parents[1] / ".pytest_cache" / "compiled"
    )
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"]

# Nothing is kept of audits, but where a test says where: what one test changes of the program
# must not come out in another.
os.environ["XDG_CACHE_HOME"] = os.devnull

# How long one example takes says more of the machine than of the program.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def collect_seldom() -> None:
    """Look as seldom for what is to be thrown away as the program itself does."""
    collect_rarely()


@pytest.fixture(scope="module", autouse=True)
def fork_rule_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fork the processes that run rules, but where a module says it is about how one begins."""
    with pytest.MonkeyPatch.context() as patch:
        if hasattr(os, "fork") and not getattr(request.module, "BEGINS_PROCESSES", False):
            from tests.forked import POPEN

            patch.setattr("pitfall_audit.rules.rule_process.subprocess", POPEN)
        yield
