"""Stored results read again: the same report, and files that are no result of ours."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from inline_snapshot import snapshot
from tests.engine.test_baseline import FILE

from pitfall_audit.cli.main import main
from pitfall_audit.report.formats import FORMATS

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(FILE, encoding="utf-8")


def audited(*options: str) -> None:
    main(["check", "a.yaml", "--quiet", "--as-of", "2026-06-30", "--json", "r.json", *options])


def test_the_report_is_the_same_to_the_byte_though_the_file_is_gone(capsys: Capture) -> None:
    def content(name: str) -> bytes:
        path = Path(name)
        return b"".join(
            each.read_bytes() for each in (sorted(path.iterdir()) if path.is_dir() else [path])
        )

    forms = [form for form in FORMATS if form.name != "pdf"]  # which needs a browser
    each = [f"--output={form.name}=check{at}{form.suffix}" for at, form in enumerate(forms)]
    audited("--include-questions", *each)
    Path("a.yaml").unlink()
    again = [f"--output={form.name}=again{at}{form.suffix}" for at, form in enumerate(forms)]
    assert main(["report", "r.json", "--include-questions", *again]) == 0
    for at, form in enumerate(forms):
        before = content(f"check{at}{form.suffix}")
        assert content(f"again{at}{form.suffix}") == before, form.name
    capsys.readouterr()
    assert main(["report", "r.json"]) == 0
    text = next(at for at, form in enumerate(forms) if form.name == "text")
    assert capsys.readouterr().out == Path(f"check{text}.txt").read_text("utf-8")


def test_redacted_as_check_redacts(capsys: Capture) -> None:
    audited("--redact", "--html", "check.html")
    main(["check", "a.yaml", "--quiet", "--as-of", "2026-06-30", "--json", "whole.json"])
    assert main(["report", "whole.json", "--redact", "--html", "again.html"]) == 0
    assert Path("again.html").read_bytes() == Path("check.html").read_bytes()


def test_a_page_for_one_person_is_written_of_files_as_they_were_audited(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ("--audience", "person", "--html", "p.html", "--as-of", "2026-06-30")
    assert main(["check", "a.yaml", *page, "--person", "mary"]) == 1
    assert "What is written of you" in Path("p.html").read_text(encoding="utf-8")
    before = Path("p.html").read_bytes()
    capsys.readouterr()

    assert main(["check", "a.yaml", *page, "--person", "marie"]) == 2
    assert "help:  did you mean mary?" in capsys.readouterr().err
    other = Path("a.yaml").read_bytes() + b"# changed\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(other)))
    assert main(["check", "-", "--stdin-name", "a.yaml", *page, "--person", "mary"]) == 2
    assert "needs a.yaml once more as it was audited" in capsys.readouterr().err
    audited()
    stored = ("report", "r.json", "--audience", "person", "--html", "p.html")
    assert main([*stored]) == 2
    assert "--audience person and --person ID go together" in capsys.readouterr().err
    Path("p.html").unlink()
    assert main([*stored, "--person", "mary"]) == 0
    assert Path("p.html").read_bytes() == before
    Path("a.yaml").write_bytes(other)
    assert main([*stored, "--person", "mary"]) == 2
    assert "needs a.yaml once more as it was audited" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["report", "questions", "plan", "verify"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "This is not a result: it is not JSON"),
        (b"\xff\xfe{\x00", "can't decode byte"),
        (b"[" * 100_000, "This is not a result"),
        (b'{"runs": []}', "it has no schema_version"),
        (b'{"schema_version": 0}', "reads schema_version 1. Use the version that wrote it."),
        (b'{"schema_version": 1}', "does not have the shape of schema_version 1"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_result(command: str, content: bytes | None, said: str, capsys: Capture) -> None:
    if content is not None:
        Path("other.json").write_bytes(content)
    option = {"plan": ["--csv", "out.html"], "verify": []}.get(command, ["--html", "out.html"])
    assert main([command, "other.json", *option]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Name a file written with --json." in captured.err
    assert captured.out == ""
    assert not Path("out.html").exists()


def test_an_audit_that_was_not_complete_or_empty_stays_so(capsys: Capture) -> None:
    Path("b.yaml").write_text("version: [\n", encoding="utf-8")
    audited("b.yaml")
    assert main(["report", "r.json", "--html", "out.html"]) == 4
    assert "was not complete" in capsys.readouterr().err
    held = json.loads(Path("r.json").read_text("utf-8"))
    Path("r.json").write_text(json.dumps({**held, "engagements": [], "problems": []}), "utf-8")
    assert main(["report", "r.json", "--html", "out.html"]) == 3


def test_the_result_is_not_written_over(capsys: Capture) -> None:
    audited()
    capsys.readouterr()
    assert main(["report", "r.json", "--html", "r.json"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit report
  cause: --html would write over r.json, which is to be read
  help:  give --html another file, such as report.html
""")


def test_no_result_named(capsys: Capture) -> None:
    assert main(["report"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit report
  cause: RESULT.json is missing
  help:  for example: pitfall-audit report audit.json
""")


def test_questions_are_shown_as_markdown_where_no_format_is_named(capsys: Capture) -> None:
    audited()
    capsys.readouterr()
    assert main(["questions", "r.json"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("# Questions to answer, 30 June 2026\n\n## Sheet 1: for ")
    assert shown.err == ""
    assert main(["questions", "r.json", "--markdown", "q.md", "--docx", "q.docx"]) == 0
    assert Path("q.md").read_text("utf-8") == shown.out
    assert Path("q.docx").read_bytes().startswith(b"PK")


def test_a_respondent_whom_nothing_is_asked(capsys: Capture) -> None:
    audited()
    capsys.readouterr()
    assert main(["questions", "r.json", "--who", "nobody"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit questions
  cause: No open question is for nobody.
  help:  There are questions for whoever leads the arrangement, whoever runs Committee.
""")


def test_what_is_not_installed_is_said_before_anything_is_written(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    audited()
    capsys.readouterr()
    monkeypatch.setitem(sys.modules, "docx", None)
    assert main(["questions", "r.json", "--html", "q.html", "--docx", "q.docx"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit questions
  cause: --docx needs what is not installed here
  help:  install it, as with pip install 'pitfall-audit[documents]'
""")
    assert not Path("q.html").exists()
