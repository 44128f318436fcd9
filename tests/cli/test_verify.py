"""Whether what a stored result rests on has changed since."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.engine.test_baseline import FILE
from tests.rules.pack_texts import house_rule, write_pack

from pitfall_audit.cli.main import main
from pitfall_audit.engine.seals import seal_of_file, seal_of_folder, seal_of_text, verified
from pitfall_audit.report.result_json import from_json
from pitfall_audit.version import __version__

Capture = pytest.CaptureFixture[str]
TIES = "version: 1\nengagement: committee\nties:\n  - {of: lee, with: jo, kind: family}\n"


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which an audit was run, with everything that an audit may read."""
    folder = tmp_path_factory.mktemp("audited")
    (folder / "in").mkdir()
    (folder / "in/a.yaml").write_text(FILE.split("ties:")[0], encoding="utf-8")
    (folder / "in/other.yml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    (folder / "ties.yaml").write_text(TIES, encoding="utf-8")
    (folder / "pitfall-audit.toml").write_text('rules = ["pack"]\n', encoding="utf-8")
    (folder / "waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    write_pack(folder / "pack", a_rule=house_rule())
    asked = ("in", "--ties", "ties.yaml", "--waivers", "waivers.yaml", "--as-of", "2026-06-30")
    baseline = ("--baseline", "pitfall-audit-baseline.json", "--no-verify-packs")
    with contextlib.chdir(folder):
        Path(baseline[1]).write_text('{"baseline": 1, "as_of": "2026-06-30", "findings": []}')
        assert main(["check", *asked, *baseline, "--quiet", "--json", "r.json"]) in (0, 1)
    return folder


@pytest.fixture(autouse=True)
def _in_folder(audited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shutil.copytree(audited, tmp_path / "copy"))


def test_nothing_has_changed(capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["verify", "r.json"]) == 0
    assert capsys.readouterr().out == snapshot("""\
A result as of 30 June 2026, by 0.1.0.

The same (9)
────────────
  in/a.yaml
  in/other.yml
  ties.yaml
  pitfall-audit.toml
  waivers.yaml
  pitfall-audit-baseline.json
  the built-in checks
  the checks in pack
  pitfall-audit 0.1.0
""")


@pytest.mark.parametrize(
    ("file", "named"),
    [
        *((one, one) for one in (
            "in/a.yaml", "in/other.yml", "ties.yaml", "pitfall-audit.toml", "waivers.yaml",
            "pitfall-audit-baseline.json",
        )),
        ("pack/pack.yaml", "the checks in pack"),
        ("pack/new.yaml", "the checks in pack"),
    ],
)  # fmt: skip
def test_one_thing_has_changed(file: str, named: str, capsys: Capture) -> None:
    with Path(file).open("ab") as opened:
        opened.write(b"\n# once more\n")
    capsys.readouterr()
    assert main(["verify", "r.json"]) == 1
    out = capsys.readouterr().out
    assert f"Changed since (1)\n─────────────────\n  {named}\n" in out


def test_a_file_that_is_gone_and_another_program(capsys: Capture) -> None:
    Path("in/a.yaml").unlink()
    held = json.loads(Path("r.json").read_text("utf-8"))
    held["tool"]["version"] = "0.0.1"
    Path("r.json").write_text(json.dumps(held), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", "r.json"]) == 1
    out = capsys.readouterr().out
    assert "Not there any more (1)" in out
    assert f"pitfall-audit 0.0.1, now {__version__}" in out


def test_what_could_not_be_read_then_or_cannot_be_now_leaves_it_open(capsys: Capture) -> None:
    held = json.loads(Path("r.json").read_text("utf-8"))
    held["seals"][0]["sha256"] = ""
    Path("r.json").write_text(json.dumps(held), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", "r.json"]) == 4
    assert "Could not be read at the time" in capsys.readouterr().out


def test_a_result_without_seals_is_refused(capsys: Capture) -> None:
    held = json.loads(Path("r.json").read_text("utf-8"))
    del held["seals"]
    Path("r.json").write_text(json.dumps(held), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", "r.json"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit verify
  cause: r.json carries no SHA-256 of what it was made of.
  help:  Audit again, and keep that result: this version writes them.
""")


def test_the_report_carries_them(capsys: Capture) -> None:
    assert main(["report", "r.json", "--html", "r.html"]) == 0
    page = Path("r.html").read_text("utf-8")
    result = from_json(Path("r.json").read_text("utf-8"))
    seals = [*(one.sha256 for one in result.seals), *(one.sha256 for one in result.packs)]
    assert len(seals) == 8
    assert all(len(one) == 64 and one in page for one in seals)


def test_a_seal_is_what_other_programs_say(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (seal_of_file(file), seal_of_text("abc")) == (known, known)
    assert seal_of_folder(tmp_path / "copy" / "none") == ""


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbfa: 1", b"a: 1\r\nb: 2\r", b"\xff\xfea\0", b"a: \xc3\xa9", b"["]
)
def test_a_file_is_the_same_until_a_byte_of_it_changes(content: bytes) -> None:
    """However it is written: with a mark at its head, other line ends, or no text at all."""
    file = Path("in/a.yaml")
    file.write_bytes(content)
    main(["check", "in", "--as-of", "2026-06-30", "--quiet", "--json", "s.json", "--no-config"])
    result = from_json(Path("s.json").read_text("utf-8"))
    states = {one.what: one.state for one in verified(result, Path.cwd(), __version__)}
    assert states.pop("in/a.yaml") in ("same", "not-sealed")
    assert set(states.values()) == {"same"}
    file.write_bytes(content + b" ")
    states = {one.what: one.state for one in verified(result, Path.cwd(), __version__)}
    assert states["in/a.yaml"] in ("changed", "not-sealed")
