"""``lsp``, spoken to as an editor does: over pipes, in the protocol of language servers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import house_rule, write_pack

from pitfall_audit.cli.main import main

ROOT = Path(__file__).parents[2]
BOARD_SEAT = """\
version: 1
id: board-seat
title: Carer on the quality committee
people:
  mary: {experience: [carer]}
roles:
  - id: carer-member
    body: quality committee
    holders: [mary]
"""


class Editor:
    """An editor with one folder open."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pitfall_audit", "lsp", "--as-of", "2026-06-30"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env={**os.environ},
        )  # fmt: skip
        self.folder, self.number, self.version, self.name = folder, 0, 0, ""
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self.tell("initialized")

    def _send(self, **message: Any) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        stream = self.process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline()) and (line.strip() or not length):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(stream.read(length))
        return message

    def tell(self, method: str, **params: Any) -> None:
        self._send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        self._send(id=self.number, method=method, params=params)
        while True:
            message = self.read()
            if message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]

    def uri(self, name: str) -> str:
        return f"{self.folder.as_uri()}/{name}"

    def shown(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a text, or type another into it, and see what is shown in it then."""
        self.version += 1
        document = {"uri": self.uri(name), "version": self.version}
        if name != self.name:
            opened = {**document, "languageId": "yaml", "text": text}
            self.tell("textDocument/didOpen", textDocument=opened)
        else:
            self.tell(
                "textDocument/didChange", textDocument=document, contentChanges=[{"text": text}]
            )
        self.name, self.lines = name, text.splitlines(keepends=True)
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics":
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def at(self, word: str) -> dict[str, int]:
        """Where a word stands, as an editor counts."""
        line = next(number for number, line in enumerate(self.lines) if word in line)
        before = self.lines[line][: self.lines[line].index(word)]
        return {"line": line, "character": len(before.encode("utf-16-le")) // 2}

    def written_at(self, one: dict[str, Any]) -> str:
        """What stands where something is shown."""
        start, end = one["range"]["start"], one["range"]["end"]
        line = self.lines[start["line"]].encode("utf-16-le")
        last = end["character"] if end["line"] == start["line"] else len(line)
        written: bytes = line[2 * start["character"] : 2 * last]
        return written.decode("utf-16-le").strip()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    one = Editor(tmp_path_factory.mktemp("folder"))
    yield one
    one.ask("shutdown")
    one.tell("exit")
    assert one.process.wait(60) == 0
    for stream in (one.process.stdin, one.process.stdout):
        assert stream is not None
        stream.close()


def short(found: list[dict[str, Any]], editor: Editor) -> list[str]:
    return [f"{one['severity']} {one['code']} at “{editor.written_at(one)}”" for one in found]


def test_findings_and_questions_stand_where_they_belong(editor: Editor) -> None:
    found = editor.shown("board-seat.yaml", BOARD_SEAT)
    assert short(found, editor) == snapshot(
        [
            "2 limits-unstated at “version: 1”",
            "4 closed-recruitment at “version: 1”",
            "2 missing-affected-group at “version: 1”",
            "4 one-way-in at “version: 1”",
            "2 no-named-contact at “version: 1”",
            "4 no-prep-debrief at “version: 1”",
            "2 expenses-missing at “version: 1”",
            "4 fee-unclear at “version: 1”",
            "4 access-need-unmet at “version: 1”",
            "2 no-ending at “version: 1”",
            "4 no-diversity-picture at “version: 1”",
            "4 asked-to-represent-without-means at “id”",
            "2 role-description-gaps at “id”",
            "2 role-status-undefined at “id”",
            "4 unequal-membership at “id”",
            "4 one-group-for-the-other at “body”",
            "4 late-to-the-panel at “body”",
            "4 panel-weight-unclear at “body”",
            "4 vote-unstated at “body”",
            "4 cared-for-by-colleague at “body”",
            "4 carer-supervised-by-own-nurse at “body”",
            "4 dual-hat at “body”",
            "4 no-interests-process at “body”",
            "4 chosen-by-own-clinician at “mary”",
            "4 role-terms-untold at “mary”",
            "2 no-peer-support at “mary”",
        ]
    )
    (status,) = (one for one in found if one["code"] == "role-status-undefined")
    assert fill(status["message"], 90) == snapshot("""\
Carer member (mary): whether this is a full and equal seat is not stated. What to do:
Write in the terms of reference what standing the seat has: full member, co-opted, in
attendance, observer, adviser, or somebody who gives testimony. Then tell the person,
before the next meeting.\
""")


def test_a_question_is_answered_by_a_code_action(editor: Editor) -> None:
    found = editor.shown("board-seat.yaml", BOARD_SEAT)
    (asked,) = (one for one in found if one["code"] == "asked-to-represent-without-means")
    actions = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": editor.uri("board-seat.yaml")},
        range=asked["range"],
        context={"diagnostics": [asked]},
    )
    actions = [one for one in actions if one["diagnostics"] == [asked]]
    titles = [one["title"] for one in actions]
    assert titles == snapshot(
        [
            "Answer: the role carer-member, speaks_for: own-experience",
            "Answer: the role carer-member, speaks_for: constituency",
            "Answer: the role carer-member, speaks_for: organisation",
            "Answer: the role carer-member, speaks_for: everyone",
            "Answer: the role carer-member, speaks_for: nobody",
        ]
    )
    (edit,) = actions[0]["edit"]["changes"][editor.uri("board-seat.yaml")]
    start, end = edit["range"]["start"]["line"], edit["range"]["end"]["line"]
    lines = [*editor.lines[:start], edit["newText"], *editor.lines[end:]]
    after = editor.shown("board-seat.yaml", "".join(lines))
    assert asked["code"] not in [one["code"] for one in after]
    assert edit["newText"] == snapshot("    speaks_for: own-experience\n")


def hovered(editor: Editor, word: str) -> str:
    said = editor.ask(
        "textDocument/hover",
        textDocument={"uri": editor.uri("board-seat.yaml")},
        position=editor.at(word),
    )
    return "\n".join(fill(one, 90) for one in said["contents"]["value"].splitlines())


def test_a_hover_tells_what_a_field_means_and_what_checks_said(editor: Editor) -> None:
    editor.shown("board-seat.yaml", BOARD_SEAT)
    assert hovered(editor, "holders") == snapshot("""\
roles[0].holders: Who holds it. Left out, it is not said who does; `none` says that nobody
does, and that the role is vacant.
To ask: Who put this person forward, and did anybody judge whether they were well enough?
[chosen-by-own-clinician]
To ask: Does this person have the terms of the seat in writing, and had they been told
them before it began? [role-terms-untold]
Needs attention: Carer member (mary) is the only seat for lived experience on quality
committee, and no support is named or offered. [no-peer-support]
Read as well, with nothing to say here, by: late-to-the-panel\
""")
    assert hovered(editor, "id: carer") == snapshot("""\
roles[0].id: A name of its own within the file.
No check reads it by itself.\
""")
    assert hovered(editor, "experience") == snapshot("""\
people.mary.experience: The lived experience the person brings, in the words they use.
No check reads it by itself.\
""")
    editor.shown("board-seat.yaml", BOARD_SEAT + "    status: full-member\n")
    assert hovered(editor, "status") == snapshot("""\
roles[0].status: The standing of its holders on the body. As what they are engaged is
`contract`.
Nothing found: Carer member (mary): what the seat is beside the others is stated (full-
member). [role-status-undefined]
To ask: Do the holders of this role have the same papers, sessions, vote, induction and
right to a substitute as the other members? [unequal-membership]\
""")
    nowhere = {"line": 0, "character": 0}
    version = editor.ask(
        "textDocument/hover",
        textDocument={"uri": editor.uri("board-seat.yaml")},
        position=nowhere,
    )
    assert version["contents"]["value"].startswith("version: ")


def test_a_hover_knows_the_checks_that_settings_name_by_now(editor: Editor) -> None:
    editor.shown("board-seat.yaml", BOARD_SEAT + "    status: full-member\n")
    settings = editor.folder / "pitfall-audit.toml"
    before = hovered(editor, "status")
    try:
        write_pack(editor.folder / "house", a_rule=house_rule())
        settings.write_text('rules = ["house"]\n', "utf-8")
        assert "a-rule" not in before
        assert "a-rule" in hovered(editor, "status")
        settings.write_text("rules = 3\n", "utf-8")
        assert hovered(editor, "status").startswith("roles[0].status: ")
    finally:
        settings.unlink()


def test_what_is_not_valid_is_shown_as_it_is_typed(editor: Editor) -> None:
    typed = BOARD_SEAT.replace("holders: [mary]", "holders: ['🌊', marx]")
    found = editor.shown("board-seat.yaml", typed)
    assert short(found, editor) == snapshot(["1 not-an-id at “'🌊'”", "1 unknown-person at “marx”"])
    broken = editor.shown("board-seat.yaml", BOARD_SEAT + "x-ours: [")
    assert [one["severity"] for one in broken] == [1]


def test_a_file_that_describes_no_arrangement_is_left_alone(editor: Editor) -> None:
    assert editor.shown("compose.yaml", "services:\n  web: {image: nginx}\n") == []


def test_without_its_extra_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pitfall_audit.cli.lsp_command.find_spec", lambda _: None)
    assert main(["lsp"]) == 2
    assert "pip install 'pitfall-audit[editor]'" in capsys.readouterr().err
