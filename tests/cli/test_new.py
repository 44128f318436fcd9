"""``new`` begins a file, and never writes over one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from prompt_toolkit.input import PipeInput
from tests.cli.test_interview import DOWN, ENTER, INTERRUPT, UP, AtATerminal, Talkative, keys

from pitfall_audit.cli.main import main
from pitfall_audit.cli.terminal_asker import TerminalAsker
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.reading import Document, read_file

__all__ = ["keys"]

Capture = pytest.CaptureFixture[str]
DAY = ("--as-of", "2026-06-30")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def test_without_a_terminal_it_writes_and_shows_what_to_ask(capsys: Capture) -> None:
    assert main(["new", "--setting", "board-seat", "--output", "committee.yaml", *DAY]) == 0
    shown = capsys.readouterr()
    assert shown.err == "Written to committee.yaml.\n"
    assert re.match(r"The weightiest questions \(3 of \d+\)\n", shown.out)
    assert shown.out.count("\n     About: Committee\n") == 3
    assert shown.out.endswith(
        "\n\nTo answer them: pitfall-audit answer committee.yaml\n"
        "To see all: pitfall-audit check committee.yaml\n"
    )

    before = Path("committee.yaml").read_bytes()
    assert main(["new", "--setting", "teaching", "--output", "committee.yaml"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert Path("committee.yaml").read_bytes() == before

    assert main(["new", "--setting", "teaching"], services=AtATerminal(None)) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit new
  cause: there is no terminal on which to ask
  help:  name both, as in --setting board-seat --output quality-committee.yaml
""")


def test_at_a_terminal_it_asks_for_the_first_things(capsys: Capture) -> None:
    asker = Talkative()
    assert main(["new", "--setting", "board-seat", *DAY], services=AtATerminal(asker)) == 0
    document = read_file(Path("board.yaml"), "board.yaml")
    assert isinstance(document, Document)
    assert validate(document)[1] == ()
    assert asker.heard == snapshot(
        [
            """\

Why: What silence means hangs on it. In your own records, what is missing is
missing.\
""",
            "+described_from: own-records",
            """\

Why: A report that names its papers can be defended, and what they do not say
counts once they were read whole.\
""",
            """\
+sources:
+  - {id: i1}\
""",
            """\

Why: How much of them was read. Only of what was read whole can it be said that
something is not in it.\
""",
            """\
-  - {id: i1}
+  - {id: i1, read: whole}\
""",
            """\

Why: Who reads the report has to know what the arrangement is for.\
""",
            "+purpose: in plain words",
            """\

Why: Findings name the body as you do.\
""",
            "+    title: in plain words",
            """\

Why: Whether a voice counts when it comes to the decision is the first thing a
member wants to know.\
""",
            "+    powers: decide",
            """\

Why: Service users and carers are not the same, and are never counted as one.\
""",
            "+    capacity: [service-user]",
            """\

Why: Whether somebody is alone shows only where those who sit are listed, each
by an id that is no name.\
""",
            """\
+    holders: [somebody-new]
+people:
+  somebody-new: {}\
""",
            """\

Why: Being a full member, or not, is said to everybody or felt by one.\
""",
            "+    status: full-member",
            """\

Why: What was promised is looked after only where it stands somewhere.\
""",
            """\
+promises:
+  - {id: i1}\
""",
        ]
    )
    assert list(Path().iterdir()) == [Path("board.yaml")], "there is nothing to keep"
    assert "The weightiest questions (3 of" in capsys.readouterr().out


def test_what_was_entered_stays_where_it_is_interrupted(keys: PipeInput, capsys: Capture) -> None:
    keys.send_text(f"{DOWN}{ENTER}board.yaml{ENTER}{ENTER}{INTERRUPT}")
    services = AtATerminal(TerminalAsker())
    assert main(["new"], services=services) == 130
    assert "described_from: own-records" in Path("board.yaml").read_text("utf-8")
    assert "The weightiest questions" in capsys.readouterr().out

    keys.send_text(f"{DOWN * 20}{UP}{ENTER}")
    assert main(["new"], services=services) == 0
    assert capsys.readouterr().err == "Nothing was written.\n"
