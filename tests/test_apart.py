"""What runs apart is ended in time, and its memory is watched on every system."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pitfall_audit.apart import said_by, watch_memory

GROWS = """\
import sys
print("begun", flush=True)
sys.stdin.readline()
held = [bytes([65]) * 1_048_576 for _ in range({megabytes})]
print("grown", flush=True)
sys.stdin.readline()
"""


def watched(megabytes: int) -> int:
    """Watch a process that grows by some megabytes, of which it may have 60: how it ended."""
    with subprocess.Popen(
        [sys.executable, "-c", GROWS.format(megabytes=megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        over = threading.Event()
        watch_memory(process.pid, 60, over, process.kill)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() in {"grown\n", ""}
        if megabytes > 60:
            process.wait(timeout=60)
        else:
            process.communicate("\n", timeout=60)
        over.set()
    return process.returncode


def test_a_process_that_takes_up_too_much_is_ended() -> None:
    assert watched(200) != 0


def test_one_that_keeps_within_it_is_not() -> None:
    assert watched(10) == 0


def test_a_process_that_has_ended_is_watched_no_more() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    watch_memory(process.pid, 0, threading.Event(), lambda: None)


MODULE = """\
import sys

def main():
    content = sys.stdin.buffer.read()
    while content == b"for ever":
        pass
    held = [bytes([65]) * 1_048_576 for _ in range(200 * (content == b"much"))]
    while held:
        pass
    sys.stdout.buffer.write(content + sys.argv[-1].encode())
"""


def test_a_module_is_found_where_it_is_found_here_and_ended_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "by_hand.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert said_by("by_hand", "!", content=b"Yes", seconds=60, megabytes=60) == b"Yes!"
    with pytest.raises(TimeoutError):
        said_by("by_hand", content=b"for ever", seconds=0.5, megabytes=60)
    with pytest.raises(MemoryError):
        said_by("by_hand", content=b"much", seconds=60, megabytes=60)
