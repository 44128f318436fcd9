"""The command ``form``: what it says, and how it begins and ends."""

from __future__ import annotations

import signal
from pathlib import Path

import httpx2
import pytest
from inline_snapshot import snapshot
from tests.form.browsing import serving
from tests.rim.program import NOT_POSIX

from pitfall_audit.cli import form_command
from pitfall_audit.cli.main import main

Capture = pytest.CaptureFixture[str]


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(form_command, "find_spec", lambda _: None)
    assert main(["form"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit form
  cause: The form needs the extra `form`, which is not installed.
  help:  Run: pip install 'pitfall-audit[form]'. At a terminal, pitfall-audit answer does the same.
""")


def test_a_folder_that_is_not_there_is_said(capsys: Capture) -> None:
    assert main(["form", "no-folder/a.yaml"]) == 2
    assert "There is no folder no-folder" in capsys.readouterr().err


@NOT_POSIX
@pytest.mark.parametrize(("by", "code"), [("page", 0), ("signal", 143)])
def test_it_serves_until_it_is_ended(tmp_path: Path, by: str, code: int) -> None:
    with serving(tmp_path) as (program, address):
        host = address.split("/")[2]
        assert host.startswith("127.0.0.1:")
        answer = httpx2.get(address)
        assert "Begin a file" in answer.text
        assert "server" not in answer.headers
        assert httpx2.get(f"http://{host}/").status_code == 404
        if by == "page":
            httpx2.post(f"{address}end", headers={"Origin": f"http://{host}"})
        else:
            program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=60)
    assert (program.returncode, out.strip()) == (code, "")
    assert ("The form has ended." in err) == (by == "page")
    assert "Traceback" not in err
