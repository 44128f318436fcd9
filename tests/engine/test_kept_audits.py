"""What is kept of audits: never anything else than what would come of looking anew."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import sqlite3
import stat
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from tests.forked import ended

from pitfall_audit import kept
from pitfall_audit.cli.services import Services
from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.finding_files import find_files
from pitfall_audit.engine.kept_audits import KeptAudits, kept_audits
from pitfall_audit.engine.on_demand import squeezed_json, unpacked
from pitfall_audit.engine.one_file import Auditor, AuditRequest, packs_and_settings
from pitfall_audit.engine.portfolio import Together
from pitfall_audit.engine.reading_files import TiesApart
from pitfall_audit.engine.result import EngagementResult
from pitfall_audit.report.result_json import to_json
from pitfall_audit.rules.packs import load_packs
from pitfall_audit.rules.rule_runner import Runner
from pitfall_audit.settings.settings_file import settings_from_text

DAY = dt.date(2026, 6, 30)
EXAMPLES = Path(__file__).parents[2] / "examples"
WAIVERS = (
    "waivers: [{engagement: garden-ward-redesign, rule: vote-unstated, subject: engagement}]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some examples; and files that can't be read, are no arrangement, or have another's id."""
    files = tmp_path / "files"
    shutil.copytree(EXAMPLES / "several-files", files)
    for name in ("well-run", "smallest-useful-file", "carers-council", "interview-panel"):
        shutil.copy(EXAMPLES / f"{name}.yaml", files)
    shutil.copy(EXAMPLES / "well-run.yaml", files / "zz-again.yaml")
    for name, text in {"broken": "id: [", "other": "on: push"}.items():
        (files / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def written(folder: Path, *, cache: Path | None = None, **asked: Any) -> str:
    asked = {"as_of": DAY, "cache": cache and (lambda: cache), **asked}
    return to_json(audit([folder / "files"], base=folder, **asked))


def rows(cache: Path) -> int:
    database = sqlite3.connect(cache)
    (number,) = database.execute("SELECT count(*) FROM audits").fetchone()
    database.close()
    return int(number)


def joined(result: str) -> list[Any]:
    """What several files show together."""
    return [one for one in json.loads(result)["engagements"] if one.get("joins")]


def found(folder: Path, cache: Path) -> list[str]:
    """The files of which it is known what came of them."""
    request = AuditRequest(paths=[folder / "files"], as_of=DAY, base=folder)
    packs, settings = packs_and_settings(request)
    with Runner(packs) as runner:
        auditor = Auditor(request, packs, settings, TiesApart((), folder), runner)
        kept_ones = kept_audits(auditor, cache)
    assert kept_ones is not None
    known = [one.shown for one in find_files(request.paths, folder) if kept_ones.key_of(one)]
    kept_ones.close()
    return known


def test_a_second_run_reads_what_the_first_has_kept_and_says_the_same(folder: Path) -> None:
    cache = folder / "deep" / "down" / "audits.sqlite"
    assert found(folder, cache) == []
    first = written(folder, cache=cache)
    names = sorted(f"files/{one.name}" for one in (folder / "files").iterdir())
    assert found(folder, cache) == names
    assert written(folder, cache=cache) == written(folder) == first
    assert written(folder, cache=cache, jobs=2) == first
    assert joined(first)
    assert rows(cache) == len(names) + len(joined(first))


def test_what_files_show_together_is_not_worked_out_again(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    written(folder, cache=cache)
    database = sqlite3.connect(cache)
    for number, content in database.execute("SELECT number, content FROM audits").fetchall():
        with contextlib.suppress(msgspec.DecodeError):
            ((name, made),) = msgspec.msgpack.decode(content[4:], type=Together).results
            result = unpacked(made.result, EngagementResult)
            other = squeezed_json(replace(result, title="What was kept"))
            again = msgspec.msgpack.encode(Together(((name, replace(made, result=other)),)))
            row = zlib.crc32(again).to_bytes(4, "big") + again
            database.execute("UPDATE audits SET content = ? WHERE number = ?", (row, number))
    database.commit()
    database.close()
    assert [one["title"] for one in joined(written(folder, cache=cache))] == ["What was kept"]


REGISTER = "version: 1\npeople:\n  asha: {hours_limit: {amount: %s, per: month}}\n"
JOINT_WAIVER = """waivers: [{engagement: portfolio-alderbrook, rule: same-person-everywhere,
  subject: "people[asha]", reason: Asha chose it., until: 2026-12-31, approved_by: Chair,
  owner: Chair}]
"""


@pytest.mark.parametrize(
    "changes",
    [
        [("ward-panels.yaml", "amount: 4", "amount: 9")],
        [("quality-committee.yaml", "receives-care-from", "line-managed-by")],
        [("carers-forum.yaml", "The carers' forum", "The forum of carers")],
        [("carers-forum.yaml", "alderbrook", "elsewhere")],
        [("well-run.yaml", "id: ", "id: portfolio-alderbrook # ")],
        [("register.yaml", "", REGISTER % 1), ("register.yaml", "amount: 1", "amount: 90")],
        [("../pitfall-audit.toml", "", 'level = "core"\n')],
        [("../waivers.yaml", "", JOINT_WAIVER)],
    ],
)
def test_what_files_show_together_is_worked_out_anew_where_anything_changes(
    folder: Path, changes: list[tuple[str, str, str]]
) -> None:
    cache, waivers = folder / "audits.sqlite", folder / "waivers.yaml"
    waivers.write_text("waivers: []\n", encoding="utf-8")
    before = joined(written(folder, cache=cache, waivers=waivers))
    for name, old, new in changes:
        file = folder / "files" / name
        text = file.read_text(encoding="utf-8") if old else ""
        assert old in text
        file.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
        toml = folder / "pitfall-audit.toml"
        settings = settings_from_text(
            toml.read_text("utf-8") if toml.exists() else "", folder=folder
        )
        register = folder / "files" / "register.yaml"
        asked: dict[str, Any] = {
            "waivers": waivers,
            "settings": settings,
            "registers": [register] if register.exists() else [],
        }
        anew = joined(written(folder, **asked))
        assert anew != before
        assert [joined(written(folder, cache=cache, **asked)) for _ in range(2)] == [anew, anew]
        before = anew


def settings(folder: Path) -> Any:
    text = '[[overrides]]\npaths = ["files/well-run.yaml"]\nseverity.vote-unstated = "advice"\n'
    return settings_from_text(text, folder=folder)


@pytest.mark.parametrize(
    "other",
    [
        lambda _: {"as_of": DAY + dt.timedelta(days=400)},
        lambda _: {"level": "core"},
        lambda _: {"select": ["roles"]},
        lambda _: {"ignore": ["vote-unstated"]},
        lambda folder: {"settings": settings(folder)},
        lambda folder: {"waivers": folder / "waivers.yaml"},
        lambda folder: {"waivers": folder / "waivers.yaml", "no_waivers": True},
        lambda _: {
            "packs": load_packs([(EXAMPLES / "house-rules", "house-rules")]),
            "verify_packs": False,
        },
    ],
)
def test_what_is_asked_otherwise_is_looked_at_anew(
    folder: Path, other: Callable[[Path], dict[str, Any]]
) -> None:
    cache = folder / "audits.sqlite"
    (folder / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    written(folder, cache=cache)
    asked = other(folder)
    anew = written(folder, **asked)
    assert [written(folder, cache=cache, **asked) for _ in range(2)] == [anew, anew]
    (folder / "waivers.yaml").write_text(WAIVERS.replace("vote", "pay"), encoding="utf-8")
    assert written(folder, cache=cache, **asked) == written(folder, **asked)


def test_a_file_that_changes_moves_or_goes_is_looked_at_anew(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    written(folder, cache=cache)
    files = folder / "files"
    (files / "well-run.yaml").rename(files / "sub.yaml")
    text = (files / "smallest-useful-file.yaml").read_text(encoding="utf-8")
    (files / "smallest-useful-file.yaml").write_text("# A line more\n" + text, encoding="utf-8")
    (files / "broken.yaml").unlink()
    assert written(folder, cache=cache) == written(folder)


def test_another_version_finds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = folder / "audits.sqlite"
    written(folder, cache=cache)
    monkeypatch.setattr(kept, "_of_the_program", lambda: b"another version")
    assert found(folder, cache) == []
    monkeypatch.setattr(kept, "_of_the_program", lambda: None)
    assert written(folder, cache=cache) == written(folder)


def test_nothing_is_kept_that_rests_on_ties_apart_or_on_checks_from_outside(folder: Path) -> None:
    cache, ties = folder / "audits.sqlite", folder / "ties.yaml"
    ties.write_text("engagement: garden-ward-redesign\nties: []\n", encoding="utf-8")
    written(folder, cache=cache, ties=[ties])
    packs = load_packs([(EXAMPLES / "house-rules", "house-rules")])
    written(folder, cache=cache, packs=packs, verify_packs=False)
    assert not cache.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_database_is_for_its_owner_alone_and_one_that_is_not_is_left_alone(
    folder: Path,
) -> None:
    cache = folder / "audits.sqlite"
    written(folder, cache=cache)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    number = rows(cache)
    cache.chmod(0o666)
    assert found(folder, cache) == []
    written(folder, cache=cache, level="core")
    assert rows(cache) == number


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_broken_database_is_made_anew(folder: Path, content: bytes) -> None:
    cache = folder / "audits.sqlite"
    cache.write_bytes(content)
    cache.chmod(0o600)
    assert written(folder, cache=cache) == written(folder)
    written(folder, cache=cache)
    assert found(folder, cache)


def test_what_is_kept_and_can_not_be_read_is_looked_at_anew(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    first = written(folder, cache=cache)
    database = sqlite3.connect(cache)
    for content in (b"", b"\x78\x9c", msgspec.msgpack.encode([1])):
        database.execute("UPDATE audits SET content = ?", (content,))
        database.commit()
        assert written(folder, cache=cache) == first
    database.close()


def test_of_few_files_nothing_is_kept(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    for name in ("well-run", "zz-again"):
        (folder / f"files/{name}.yaml").unlink()
    written(folder, cache=cache)
    assert not cache.exists()


def test_where_another_run_writes_nothing_waits_and_nothing_breaks(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    first = written(folder, cache=cache)
    other = sqlite3.connect(cache, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert written(folder, cache=cache) == first
    other.execute("ROLLBACK")
    other.close()
    assert found(folder, cache)


def test_there_is_nowhere_to_keep_anything(folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    assert written(folder, cache=folder / "file" / "audits.sqlite") == written(folder)


def test_the_oldest_goes_first_and_what_is_a_week_old(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    request = AuditRequest(paths=[folder / "files"], as_of=DAY, base=folder)
    packs, of_run = packs_and_settings(request)
    with Runner(packs) as runner:
        auditor = Auditor(request, packs, of_run, TiesApart((), folder), runner)
        files = find_files(request.paths, folder)
        made = {file: auditor.audit(file) for file in files}

    def keep(day: int, most_bytes: int) -> list[bool]:
        ones = KeptAudits(cache, b"", day, of_run.for_file, most_bytes=most_bytes)
        for file, one in made.items():
            ones.keep(file, one)
        ones.close()
        ones = KeptAudits(cache, b"", day, of_run.for_file)
        there = [ones.key_of(file) is not None for file in files]
        ones.close()
        return there

    assert all(keep(1, 10**9))
    # A page of 32 KB holds several; what was written last stays longest.
    there = keep(1, 5 * 32768)
    assert not all(there)
    assert there[-1]
    assert all(keep(5, 10**9))
    database = sqlite3.connect(cache)
    database.execute("UPDATE audits SET day = 1, key = randomblob(32)")
    database.commit()
    database.close()
    keep(9, 10**9)
    assert rows(cache) == len(files)


def test_the_database_lies_in_the_folder_for_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    path = Services().cache()
    assert path is not None
    assert (path.parent.name, path.name) == ("pitfall-audit", "audits.sqlite")
    if sys.platform == "linux":
        assert path.parent.parent == tmp_path


def test_the_program_keeps_audits_unless_it_is_told_not_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(folder / "home"))
    asked = ["check", "files", "--as-of", "2026-06-30", "--json", "-"]
    without = ended([*asked, "--no-cache"], folder, seconds=60)
    assert not (folder / "home").exists()
    said = [
        (one.stdout, one.stderr, one.returncode)
        for one in (without, ended(asked, folder, seconds=60), ended(asked, folder, seconds=60))
    ]
    assert said[0] == said[1] == said[2]
    if sys.platform == "linux":
        cache = folder / "home/pitfall-audit/audits.sqlite"
        number = len([*(folder / "files").iterdir()])
        assert rows(cache) == number + 1  # and what some of them show together


def test_what_another_run_takes_away_meanwhile_is_looked_at_anew(folder: Path) -> None:
    cache = folder / "audits.sqlite"
    first = written(folder, cache=cache)

    def take_away(name: str) -> None:
        del name
        database = sqlite3.connect(cache)
        with database:
            database.execute("DELETE FROM audits")
        database.close()

    assert written(folder, cache=cache, progress=take_away) == first


def test_a_waivers_file_of_an_odd_name_breaks_nothing_off(folder: Path) -> None:
    odd = folder / os.fsdecode(b"v\xff.yaml")
    odd.write_text(WAIVERS, encoding="utf-8")
    cache = folder / "audits.sqlite"
    first = written(folder, cache=cache, waivers=odd)
    assert written(folder, cache=cache, waivers=odd) == written(folder, waivers=odd) == first
