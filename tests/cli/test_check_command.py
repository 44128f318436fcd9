"""The command ``check``: what it asks for, what it writes, and where."""

from __future__ import annotations

import datetime
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace
from tests.rules.pack_texts import write_pack
from tests.rules.rule_texts import rule_text

from pitfall_audit.cli.main import main
from pitfall_audit.engine.auditing import AuditRequest
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import BY_NAME, FORMATS, Format
from pitfall_audit.report.html import render_html
from pitfall_audit.report.result_json import to_json

Capture = pytest.CaptureFixture[str]


def test_whole_screen(
    services: Any, result_with: Callable[..., AuditResult], capsys: Capture
) -> None:
    services.result = result_with(severities=["error"])
    assert main(["check", "panel.yaml"], services=services) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

A panel
0.yaml
From the organisation's own records.
1 file looked at; 1 arrangement audited with 1 check. No ties were given. A
clean audit is not proof of good involvement.

What matters most (1)
  Act now [role-status-undefined]
    P0: the status is not stated.
    What to do: Write it down.

More: --verbose shows everything, --html FILE makes a page of it.
1 thing needs attention: 1 to act on now.
Next: begin with what is marked Act now.
""")


def test_options_reach_the_audit(
    services: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_pack(Path("house"), a_rule=rule_text())
    Path("c.toml").write_text('level = "core"\n', encoding="utf-8")
    options = (
        "--as-of 2026-01-02 --ties t.yaml --ties u.yaml --fail-on advice --select roles,a "
        "--select b --level core --config c.toml --rules house"
    )
    main(["check", "a.yaml", "b", *options.split(), "--ignore", " c , d"], services=services)
    asked = services.request
    assert [pack.id for pack in asked.packs[1:]] == ["house"]
    assert asked.settings.shown == "c.toml"
    assert asked.cache == services.cache
    assert replace(asked, packs=None, settings=None, cache=None) == AuditRequest(
        paths=(Path("a.yaml"), Path("b")),
        as_of=datetime.date(2026, 1, 2),
        ties=(Path("t.yaml"), Path("u.yaml")),
        select=("roles", "a", "b"),
        ignore=("c", "d"),
        level="core",
        fail_on="advice",
        base=tmp_path,
    )
    main(["check", ".", "--no-config", "--no-verify-packs"], services=services)
    asked = services.request
    # What is not said is left to the settings.
    assert (asked.settings, asked.fail_on, asked.level) == (None, None, None)
    assert not asked.verify_packs


@pytest.mark.parametrize("option", ["--verbose", "-v"])
def test_everything_is_shown_where_asked_for(
    option: str, services: Any, result_with: Callable[..., AuditResult], capsys: Capture
) -> None:
    services.result = result_with(severities=["error"], engagements=2)
    main(["check", "."], services=services)
    assert "More: --verbose" in capsys.readouterr().out
    main(["check", ".", option], services=services)
    shown = capsys.readouterr().out
    assert "More:" not in shown
    assert shown.count("P0: the status is not stated.") == 2


def test_the_day_is_today_if_left_out(services: Any) -> None:
    main(["check", "a.yaml"], services=services)
    assert services.request.as_of == datetime.date(2026, 6, 30)


def test_reports_go_to_files_and_the_screen_stays(
    services: Any, tmp_path: Path, capsys: Capture
) -> None:
    html, json = tmp_path / "report.html", tmp_path / "result.json"
    assert main(["check", ".", "--html", str(html), "--json", str(json)], services=services) == 0
    assert html.read_bytes() == render_html(services.result).encode()
    assert json.read_bytes() == to_json(services.result).encode()
    captured = capsys.readouterr()
    assert "Next: " in captured.out
    assert captured.err == f"HTML report written to {html}\nJSON result written to {json}\n"


@pytest.mark.parametrize(
    "form",
    # A PDF is printed by a browser, which is not everywhere.
    [one for one in FORMATS if one.name not in ("text", "pdf") and not one.is_folder],
    ids=lambda form: form.name,
)
def test_a_report_on_standard_output_is_alone_there(
    form: Format,
    services: Any,
    result_with: Callable[..., AuditResult],
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    services.result = result_with(title="Siân\u2019s panel")
    assert main(["check", ".", "--output", form.name], services=services) == 0
    assert capfdbinary.readouterr() == (form.content_of(services.result), b"")


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_format_with_an_option_of_its_own(form: str, services: Any, capsys: Capture) -> None:
    assert main(["check", ".", f"--{form}", "-"], services=services) == 0
    shown = capsys.readouterr().out
    assert main(["check", ".", "--output", f"{form}=-"], services=services) == 0
    assert capsys.readouterr().out == shown


def test_auto_is_what_the_service_shows(
    services: Any,
    result_with: Callable[..., AuditResult],
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    services.result = result_with(severities=["error"])
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    services.variables = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    assert main(["check", ".", "--output", "auto"], services=services) == 1
    assert capsys.readouterr().out == BY_NAME["github"].text_of(services.result)
    assert summary.read_text("utf-8") == "Before.\n" + BY_NAME["markdown"].text_of(services.result)
    services.variables = {"GITLAB_CI": "true"}
    assert main(["check", ".", "--output", "auto", "--quiet"], services=services) == 1
    written = Path("gl-code-quality-report.json").read_text("utf-8")
    assert written == BY_NAME["gitlab"].text_of(services.result)
    assert "Together" in capsys.readouterr().out
    services.variables = {}
    assert main(["check", ".", "--output", "auto"], services=services) == 1
    assert "Next: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--output", "sarff"], "did you mean sarif?"),
        (["--output", "sarif="], "names no file"),
        (["--output", "csv", "--json", "-"], "--json and --output csv both write to -"),
        (["--output", "text", "--output", "csv"], "both write to -"),
        (["--quiet", "--verbose"], "exclude each other"),
    ],
)
def test_outputs_that_cannot_be(
    given: list[str], says: str, services: Any, capsys: Capture
) -> None:
    assert main(["check", ".", *given], services=services) == 2
    assert says in capsys.readouterr().err


def test_a_missing_folder_is_told_and_the_screen_not_lost(
    services: Any, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".", "--html", "no/r.html", "--json", "r.json"], services=services) == 2
    captured = capsys.readouterr()
    assert "Next: " in captured.out
    assert Path("r.json").exists()
    assert captured.err.replace(os.sep, "/") == snapshot("""\
JSON result written to r.json
The HTML report could not be written.
  where: no/r.html
  cause: there is no folder no
  help:  make the folder no first, or name another file
""")


def test_a_folder_in_place_of_a_file_is_told(
    services: Any, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    assert main(["check", ".", "--html", "reports"], services=services) == 2
    assert capsys.readouterr().err.replace(os.sep, "/") == snapshot("""\
The HTML report could not be written.
  where: reports
  cause: that is a folder
  help:  name a file, such as reports/report.html
""")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_ones_own_is_told(
    services: Any, tmp_path: Path, capsys: Capture
) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert main(["check", ".", "--html", str(tmp_path / "r.html")], services=services) == 2
    assert "you may not write there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.yaml", "--html", "-", "--json", "-"], "--html and --json both write to -"),
        (["a.yaml", "--html", "r", "--json", "./r"], "--html and --json both write to r"),
        (["a.yaml", "--json", "./a.yaml"], "--json would write over a.yaml, which is to be read"),
        (["a.yaml", "--ties", "t", "--html", "t"], "--html would write over t"),
        ([".", "--html", "0.yaml"], "--html would write over 0.yaml"),
    ],
)
def test_no_report_is_written_over_another_file_of_the_run(
    *,
    arguments: list[str],
    says: str,
    services: Any,
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", *arguments], services=services) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "colour", "environment"),
    [
        ([], False, {}),
        ([], True, {"FORCE_COLOR": "1"}),
        ([], False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (["--color", "always"], True, {"NO_COLOR": "1"}),
        (["--colour", "never"], False, {"FORCE_COLOR": "1"}),
    ],
)
def test_colour(
    arguments: list[str],
    colour: bool,
    environment: dict[str, str],
    services: Any,
    capsys: Capture,
) -> None:
    services.variables = environment
    main(["check", ".", *arguments], services=services)
    assert ("\x1b[" in capsys.readouterr().out) is colour


def test_where_one_file_is_looked_at_a_second_file_of_ties_is_refused(
    services: Any, capsys: Capture
) -> None:
    given = ["connection.current", "panel.yaml", "--ties", "a.yaml", "--ties", "b.yaml"]
    assert main(["rules", "try", *given], services=services) == 2
    assert "--ties is given 2 times" in capsys.readouterr().err
