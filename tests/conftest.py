"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from pitfall_audit.cli.services import collect_rarely


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


@pytest.fixture(scope="session", autouse=True)
def compile_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the programs that tests start keep what they compile, where Python was told not to.

    Else each compiles all of our source again. It is kept in the folder of this run, which its
    workers share, and not beside the source, where it is not wanted.
    """
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            folder = tmp_path_factory.getbasetemp()
            if "PYTEST_XDIST_WORKER" in os.environ:
                folder = folder.parent
            patch.delenv("PYTHONDONTWRITEBYTECODE")
            patch.setenv("PYTHONPYCACHEPREFIX", str(folder / "compiled"))
        yield
