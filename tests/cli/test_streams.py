"""Standard output of every kind: encodings, pipes, terminals."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.cli.main import main
from pitfall_audit.cli.streams import progress_line, screen_for, write_notice
from pitfall_audit.engine.result import AuditResult


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
    assert ("Siân\u2019s panel \u2013" in shown) is (encoding == "utf-8")
    assert ("Siân" in shown) is (encoding != "ascii")
    assert ("日本" in shown) is (encoding == "utf-8")
    assert "Next: " in shown


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


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        (None, 80),
        ("72", 72),
        (" 72 ", 72),
        ("33", 40),
        ("400", 100),
        ("", 80),
        ("0", 80),
        ("-5", 80),
        ("wide", 80),
        ("\u0667\u0667", 80),
        ("9" * 5_000, 80),
    ],
)
def test_a_pipe_is_as_wide_as_asked_for(columns: str | None, width: int) -> None:
    environ = {} if columns is None else {"COLUMNS": columns}
    assert screen_for("auto", environ, io.StringIO()).width == width


def test_a_terminal_is_as_wide_as_it_is_or_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    size = os.terminal_size((90, 24))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: size)
    assert screen_for("auto", {}, FakeTerminal()).width == 90
    assert screen_for("auto", {"COLUMNS": "50"}, FakeTerminal()).width == 50
    assert screen_for("auto", {"COLUMNS": "x"}, FakeTerminal()).width == 90


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
