"""Standard output of every kind: encodings, pipes, terminals."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.audit.result import AuditResult
from pitfall_audit.cli.main import main
from pitfall_audit.cli.streams import progress_line, screen_for, write_notice, write_result


class FakeTerminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "cp850"])
def test_a_console_of_any_encoding_is_written_to(
    encoding: str,
    services: Any,
    result_with: Callable[..., AuditResult],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline=""))
    services.result = result_with(severities=["error"], title="Siân\u2019s panel \u2013 日本")
    assert main(["check", "."], services=services) == 1
    shown = raw.getvalue().decode(encoding)
    assert ("───" in shown) is (encoding == "utf-8")
    assert ("Siân" in shown) is (encoding != "ascii")
    assert ("日本" in shown) is (encoding == "utf-8")
    assert "Summary" in shown


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["ascii", "cp1252", "utf-8"]))
def test_no_text_stops_a_notice(text: str, encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        write_notice(text)


def test_colour_is_for_terminals() -> None:
    assert screen_for("auto", {}, FakeTerminal()).colour
    assert not screen_for("auto", {"NO_COLOR": "1"}, FakeTerminal()).colour
    assert not screen_for("auto", {"TERM": "dumb"}, FakeTerminal()).colour
    assert not screen_for("auto", {}, io.StringIO()).colour


def test_a_pipe_is_80_wide_whatever_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "33")
    assert screen_for("auto", {}, io.StringIO()).width == 80
    assert screen_for("auto", {}, FakeTerminal()).width == 40
    monkeypatch.setenv("COLUMNS", "400")
    assert screen_for("auto", {}, FakeTerminal()).width == 100


def test_progress_is_for_terminals_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_line() as progress:
        assert progress is None
    terminal = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "20")
    with progress_line() as progress:
        assert progress is not None
        progress("a\x1b[2J.yaml")
    assert terminal.getvalue() == "\ra\\x1b[2J.yaml      \r" + " " * 19 + "\r"


def test_a_closed_pipe_ends_quietly_and_keeps_the_code() -> None:
    program = (
        "import sys\n"
        "from pitfall_audit.cli.streams import write_result\n"
        "write_result('x' * 1_000_000)\n"
        "write_result('more')\n"
        "sys.exit(4)\n"
    )
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (4, "")


def test_other_trouble_with_the_output_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str, /) -> int:  # noqa: ARG002
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(OSError, match="No space left"):
        write_result("text")
