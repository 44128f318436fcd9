"""Many files: in one process or in several, the same comes of them."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import select
import shutil
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from pitfall_audit.engine import processes
from pitfall_audit.engine.auditing import audit
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.result_json import to_json
from pitfall_audit.rules.packs import load_packs
from pitfall_audit.settings.settings_file import settings_from_text

DAY = dt.date(2026, 6, 30)
EXAMPLES = Path(__file__).parents[2] / "examples"
OVERRIDE = """
[[overrides]]
paths = ["files/several-files/**"]
ignore = ["roles"]
"""
WAIVERS = """
waivers: [{engagement: garden-ward-redesign, rule: vote-unstated, subject: engagement}]
"""
# What runs tests has threads of its own; the program has none when it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The examples; and files that can't be read, are no arrangement, or have another's id."""
    shutil.copytree(EXAMPLES, tmp_path / "files")
    more = {"broken": "id: [", "other": "on: push", "odd": "version: 1\nid: odd\ntitle: A\nbody: 1"}
    for name, text in more.items():
        (tmp_path / f"files/{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(EXAMPLES / "well-run.yaml", tmp_path / "files/zz-again.yaml")
    (tmp_path / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    return tmp_path


def written(folder: Path, **asked: Any) -> tuple[str, list[str]]:
    """The result of an audit of the folder as JSON, and what was told of progress."""
    told: list[str] = []
    asked = {"settings": settings_from_text(OVERRIDE, folder=folder), **asked}
    asked["waivers"] = folder / "waivers.yaml"
    result = audit([folder / "files"], as_of=DAY, base=folder, progress=told.append, **asked)
    return to_json(result), told


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_several_processes_give_the_same_bytes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way not in multiprocessing.get_all_start_methods():
        pytest.skip("this system forks nothing")
    monkeypatch.setattr(processes, "WAY", way)
    serial = written(folder, jobs=1)
    assert written(folder, jobs=2) == serial
    for says in ("has the id `garden-ward-redesign`", "portfolio-", "waiver-incomplete"):
        assert says in serial[0]


def test_a_process_that_is_ended_is_said_and_nothing_waits_for_it(folder: Path) -> None:
    def end_all(name: str) -> None:
        del name
        for one in multiprocessing.active_children():
            one.kill()

    files = [*(folder / "files").rglob("*.yaml")]
    with pytest.raises(UsageProblem, match="was ended by the system"):
        audit(files, as_of=DAY, base=folder, jobs=2, progress=end_all)


def test_whatever_breaks_the_audit_off_ends_the_processes(folder: Path) -> None:
    def stop(name: str) -> None:
        if name > "files/other":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit([folder / "files"], as_of=DAY, base=folder, jobs=2, progress=stop)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(processes.WAY != "fork", reason="another process would not be so changed")
def test_what_a_process_sends_can_not_break_off_in_the_midst(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serial = written(folder, jobs=1)
    send = Connection._send  # type: ignore[attr-defined]

    def send_at_once(self: Connection, message: bytes, *more: Any) -> None:
        """Send what a pipe takes whole, however soon whoever writes it is ended."""
        if len(message) > select.PIPE_BUF:
            raise ValueError("Who waits for the rest of this may wait for ever.")
        send(self, message, *more)

    monkeypatch.setattr(Connection, "_send", send_at_once)
    assert written(folder, jobs=2) == serial


@pytest.mark.skipif(sys.platform != "linux", reason="no other system has such a name of a file")
def test_a_file_whose_name_is_no_utf8_is_audited_among_others(folder: Path) -> None:
    odd = folder / "files" / os.fsdecode(b"odd-\xff.yaml")
    text = (EXAMPLES / "well-run.yaml").read_text(encoding="utf-8")
    odd.write_text(text.replace("id: ", "id: another-", 1), encoding="utf-8")
    serial = written(folder, jobs=1)
    assert "udcff.yaml" in serial[0]
    assert written(folder, jobs=2) == serial
    kept = folder / "kept.sqlite"
    assert [written(folder, jobs=1, cache=lambda: kept) for _ in range(2)] == [serial] * 2


def test_ties_apart_and_checks_from_outside_are_seen_by_one_process_alone(folder: Path) -> None:
    house = load_packs([(EXAMPLES / "house-rules", "house-rules")])
    ties = folder / "ties.yaml"
    for asked in ({"packs": house, "verify_packs": False}, {"ties": [ties]}):
        ties.write_text("engagement: garden-ward-redesign\nties: []\n", encoding="utf-8")
        assert written(folder, jobs=2, **asked) == written(folder, jobs=1, **asked)
