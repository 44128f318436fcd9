"""Every way in which the program can end: 0 and 1 are given by an audit that was carried out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path

import pytest
from tests.forked import Stream
from tests.rim.program import ENGAGEMENT, NOT_POSIX, PROGRAM, SECONDS, Ended, run, shell

pytestmark = NOT_POSIX

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
AUDIT = "check a.yaml --fail-on advice"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(ENGAGEMENT + "nonsense: 1\n", encoding="utf-8")
    return tmp_path


FULL_UP = Path("/dev/full")


def assert_told_that_output_is_gone(ended: Ended, *, seen: bool) -> None:
    assert ended.returncode == 2
    assert "Traceback" not in ended.stdout + ended.stderr
    assert ("Standard output could not be written to." in ended.stderr) is seen


def test_2_where_standard_output_is_closed_before_python_begins(folder: Path) -> None:
    assert_told_that_output_is_gone(shell(f"$P {AUDIT} >&-", folder=folder), seen=True)


@FULL
@pytest.mark.parametrize(
    "streams",
    [{"stdout": FULL_UP}, {"stdout": None}, {"stdout": FULL_UP, "stderr": FULL_UP},
     {"stdout": None, "stderr": None}],
)  # fmt: skip
@pytest.mark.parametrize(
    "line", [AUDIT, f"{AUDIT} --json -", "--help", "--version", "schema", "rules list"]
)
def test_2_where_standard_output_is_gone(
    folder: Path, line: str, streams: dict[str, Stream]
) -> None:
    ended = run(*line.split(), folder=folder, **streams)
    assert_told_that_output_is_gone(ended, seen="stderr" not in streams)


@FULL
@pytest.mark.parametrize("stderr", [None, FULL_UP])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("check a.yaml --fail-on never --json -", 0),
        ("check a.yaml --fail-on advice --json - --html a.html", 1),
        ("check a.yaml b.yaml --json -", 4),
        ("check gone.yaml", 2),
        ("", 2),
    ],
)
def test_the_code_stands_where_standard_error_is_gone(
    folder: Path, line: str, code: int, stderr: Stream
) -> None:
    ended = run(*line.split(), folder=folder, stderr=stderr)
    assert ended.returncode == code
    if code == 2:
        assert ended.stdout == ""
    else:
        assert json.loads(ended.stdout)["schema_version"] == 1


@pytest.mark.parametrize("line", [AUDIT, f"{AUDIT} --json -", "--help", "rules list", "schema"])
def test_141_and_no_word_where_the_reader_has_left(folder: Path, line: str) -> None:
    reading, writing = Pipe(duplex=False)
    reading.close()
    with writing:
        ended = run(*line.split(), folder=folder, stdout=writing)
    assert (ended.returncode, ended.stderr) == (141, "")


@FULL
def test_a_report_is_written_though_nobody_sees_the_screen(folder: Path) -> None:
    ended = shell(f"$P {AUDIT} --html r.html >/dev/full", folder=folder)
    assert ended.returncode == 2
    assert "Carer on the quality committee" in (folder / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_has_its_own_code(folder: Path, sent: signal.Signals, code: int) -> None:
    # The schema is longer than a pipe holds, so its writer waits for somebody to read on.
    process = subprocess.Popen(
        [*PROGRAM, "schema"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"{"
        process.send_signal(sent)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == code
    said = errors.decode().strip()
    assert said == "Stopped before the end. No report was left half written."


def test_a_signal_that_was_to_be_ignored_still_is(folder: Path) -> None:
    process = subprocess.Popen(
        ["/usr/bin/env", "nohup", *PROGRAM, "schema"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    with process:
        assert process.stdout is not None
        first = process.stdout.read(1)
        process.send_signal(signal.SIGHUP)
        rest, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert json.loads(first + rest)


def importing(folder: Path, module: str, text: str) -> dict[str, str]:
    """The environment in which a package that the program needs is another one."""
    (folder / "site").mkdir()
    (folder / "site" / f"{module}.py").write_text(text, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder / "site")}


def test_130_and_no_traceback_where_it_is_interrupted_while_it_loads(folder: Path) -> None:
    # It sleeps again and again, for a signal that comes just before a sleep would not end that.
    text = "import time\nprint('loading', flush=True)\nfor _ in range(600):\n    time.sleep(0.1)\n"
    process = subprocess.Popen(
        [*PROGRAM, "check", "a.yaml"],
        cwd=folder,
        env=importing(folder, "click", text),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loading\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert "Traceback" not in errors


@pytest.mark.parametrize("module", ["click", "yaml", "cel_expr_python"])
@pytest.mark.parametrize(
    "text", ["raise ImportError('no such build')", "raise SystemExit(0)", "raise MemoryError"]
)
def test_2_where_something_that_it_needs_breaks(folder: Path, module: str, text: str) -> None:
    environment = importing(folder, module, text)
    ended = shell(f"$P {AUDIT}", folder=folder, environment=environment)
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    assert "pitfall-audit broke off." in ended.stderr


def test_2_where_there_is_no_room_for_what_is_laid_aside(folder: Path) -> None:
    (folder / "b.yaml").write_text(ENGAGEMENT.replace("board-seat", "other-seat"), "utf-8")
    program = (
        "import errno, sys, tempfile\n"
        "from pitfall_audit.__main__ import run\n"
        "def full(*_, **__): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "tempfile.mkdtemp = full\n"
        "sys.exit(run())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "check", ".", "--jobs", "2", "--no-cache"],
        cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert "What was found could not be laid aside: No space left on device." in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not forked")
@pytest.mark.parametrize("whose", ["parent", "child"])
def test_130_and_no_traceback_where_it_is_interrupted_while_processes_begin(
    folder: Path, whose: str
) -> None:
    program = (
        "import os, signal, sys; from pitfall_audit.__main__ import run; "
        f"os.register_at_fork(after_in_{whose}=lambda: os.killpg(0, signal.SIGINT)); "
        "sys.exit(run())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "check", ".", "--jobs", "2", "--no-cache"],
        cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False,
        start_new_session=True,
    )  # fmt: skip
    assert ended.stderr.strip() == "Stopped before the end. No report was left half written."
    assert ended.returncode == 130
