"""Each exit code, decided from a result and reached from the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from pitfall_audit.cli.exit_codes import ExitCode, exit_code_for
from pitfall_audit.cli.main import main
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.screen import COULD_NOT_RUN, CannotRunError, Fault

Make = Callable[..., AuditResult]


@pytest.mark.parametrize(
    ("result", "code"),
    [
        ({}, ExitCode.COMPLETE),
        ({"severities": ["error"]}, ExitCode.FINDINGS),
        ({"severities": ["warning", "advice"]}, ExitCode.COMPLETE),
        ({"severities": ["warning"], "fail_on": "warning"}, ExitCode.FINDINGS),
        ({"severities": ["advice"], "fail_on": "warning"}, ExitCode.COMPLETE),
        ({"severities": ["advice"], "fail_on": "advice"}, ExitCode.FINDINGS),
        ({"severities": ["error"], "fail_on": "never"}, ExitCode.COMPLETE),
        ({"engagements": 0}, ExitCode.NOTHING_TO_AUDIT),
        ({"engagements": 0, "problems": 1}, ExitCode.INCOMPLETE),
        ({"problems": 1}, ExitCode.INCOMPLETE),
        ({"crashes": 1}, ExitCode.INCOMPLETE),
        ({"severities": ["error"], "problems": 1}, ExitCode.INCOMPLETE),
        ({"crashes": 1, "fail_on": "never"}, ExitCode.INCOMPLETE),
    ],
)
def test_code_of_a_result(
    result: dict[str, Any],
    code: ExitCode,
    result_with: Make,
    services: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    services.result = result_with(**result)
    assert exit_code_for(services.result) is code
    assert main(["check", "."], services=services) == code
    assert "Next: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("stops_with", "code", "says"),
    [
        (CannotRunError(Fault(COULD_NOT_RUN, "here", "no", "do")), 2, "help:  do"),
        (KeyboardInterrupt(), 130, "Stopped before the end"),
        (ZeroDivisionError("\x1b[2J"), 2, "a fault in pitfall-audit"),
    ],
)
def test_code_of_a_run_that_was_stopped(
    stops_with: BaseException,
    code: int,
    says: str,
    services: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    services.stops_with = stops_with
    assert main(["check", "."], services=services) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert "\x1b" not in captured.err


def test_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--no-such-option"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
def test_an_interrupt_from_outside_ends_with_130() -> None:
    program = (
        "import sys, time\n"
        "from pitfall_audit.cli.main import main\n"
        "from pitfall_audit.cli.services import Services\n"
        "class Waiting(Services):\n"
        "    def audit(self, request, progress):\n"
        "        print('ready', flush=True)\n"
        "        for _ in range(600):\n"
        "            time.sleep(0.1)\n"
        "sys.exit(main(['check', '.'], services=Waiting()))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_the_help_shows_the_whole_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--help"]) == 0
    shown = capsys.readouterr().out
    for code in ExitCode:
        assert code.meaning in shown
