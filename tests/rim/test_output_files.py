"""Reports: who may read them, what they may not take the place of, and what is left of a part."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.forked import ended
from tests.rim.program import ENGAGEMENT, NOT_POSIX, SECONDS, run, run_without_rights, shell
from tests.rules.pack_texts import house_rule, write_pack

from pitfall_audit.cli.whole_files import write_whole

pytestmark = NOT_POSIX

AUDIT = ("check", "a.yaml", "--fail-on", "never")
TITLE = "Carer on the quality committee"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_who_may_read_a_file_that_is_written_again_stays(folder: Path, mode: int) -> None:
    path = folder / "r.html"
    path.touch()
    path.chmod(mode)
    assert run(*AUDIT, "--html", path, folder=folder).returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert TITLE in path.read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root alone may")
def test_the_group_and_owner_of_a_file_that_is_written_again_stay(folder: Path) -> None:
    path = folder / "r.html"
    path.touch(mode=0o660)
    os.chown(path, 1234, 4321)
    assert run(*AUDIT, "--html", path, folder=folder).returncode == 0
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.parametrize("how", [run, run_without_rights])
def test_a_file_that_is_not_to_be_written_to_is_not(folder: Path, how: object) -> None:
    path = folder / "r.html"
    path.write_text("kept", encoding="utf-8")
    path.chmod(0o444)
    assert callable(how)
    done = how(*AUDIT, "--html", path, folder=folder)
    assert done.returncode == 2
    assert "it is marked as read-only, or belongs to somebody else" in done.stderr
    assert path.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    "output",
    ["house/pack.yaml", "house/a-rule.yaml", "house/standards.yaml", "below/pitfall-audit.toml",
     "a.yaml", "pyproject.toml", "linked.html"],
)  # fmt: skip
def test_what_others_read_is_not_written_over(folder: Path, output: str) -> None:
    pack = write_pack(folder / "house", a_rule=house_rule())
    (pack / "standards.yaml").write_text("standards: []\n", encoding="utf-8")
    (folder / "below").mkdir()
    (folder / "below" / "pitfall-audit.toml").write_text("", encoding="utf-8")
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    (folder / "linked.html").symlink_to("house/pack.yaml")
    before = (folder / output).read_bytes()
    done = run("check", ".", "--rules", "house", "--html", output, folder=folder)
    assert done.returncode == 2
    assert "would write over" in done.stderr
    assert done.stdout == ""
    assert (folder / output).read_bytes() == before


def test_a_pipe_that_nobody_reads_is_told(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    done = run(*AUDIT, "--html", "pipe", folder=folder)
    assert done.returncode == 2
    assert "nobody reads from it" in done.stderr


def assert_whole(report: Path) -> None:
    got = report.read_text(encoding="utf-8")
    assert TITLE in got
    assert "</html>" in got


@pytest.mark.parametrize(
    "line",
    [
        "mkfifo pipe; cat pipe > got & $P check a.yaml --fail-on never --html pipe; wait",
        "$P check a.yaml --fail-on never --html >(cat > got); wait $!; sync",
        "$P check a.yaml --fail-on never --html /dev/stdout | cat > got",
    ],
)
def test_a_report_goes_into_a_pipe(folder: Path, line: str) -> None:
    done = shell(line, folder=folder)
    assert done.returncode == 0, done.stderr
    assert_whole(folder / "got")


@pytest.mark.parametrize(
    ("path", "number"), [("/dev/stdout", 1), ("/dev/fd/1", 1), ("/dev/stderr", 2), ("/dev/fd/3", 3)]
)
def test_a_report_goes_into_whatever_is_open(folder: Path, path: str, number: int) -> None:
    streams = {number: folder / "got"}
    done = ended([*AUDIT, "--html", path], folder, streams=streams, seconds=SECONDS)
    assert done.returncode == 0, done.stderr
    assert_whole(folder / "got")


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="there are no files without names here")
def test_nothing_half_written_is_left_by_a_kill(folder: Path) -> None:
    # It is killed where the whole content is written, and before it has a name.
    program = (
        "import os, sys\n"
        "from pitfall_audit.__main__ import run\n"
        "os.link = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        "sys.exit(run())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *AUDIT, "--html", "r.html"],
        cwd=folder,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert [one.name for one in folder.iterdir()] == ["a.yaml"]


def test_a_report_is_written_where_there_are_no_files_without_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    write_whole(folder / "r.html", b"whole")
    assert (folder / "r.html").read_bytes() == b"whole"
    assert sorted(one.name for one in folder.iterdir()) == ["a.yaml", "r.html"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_half_written_is_left_by_a_signal(folder: Path, sent: signal.Signals) -> None:
    # The signal comes where the whole content is in the file that is to take the other's place.
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from pitfall_audit.__main__ import run\n"
        f"Path.replace = lambda self, target: os.kill(os.getpid(), {int(sent)})\n"
        "sys.exit(run())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *AUDIT, "--html", "r.html"],
        cwd=folder,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 128 + sent
    assert [one.name for one in folder.iterdir()] == ["a.yaml"]
