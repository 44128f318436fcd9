"""The schemas in the real yaml-language-server, and in Taplo: diagnostics, completion and hover."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[2]
SERVER = Path(sys.prefix) / "node_modules/yaml-language-server/bin/yaml-language-server"


class Server:
    """Speaks the protocol of language servers over pipes."""

    def __init__(self, node: str) -> None:
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._number = 0
        self._kept: list[dict[str, Any]] = []
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._send("initialized", {})
        schemas = {
            (ROOT / f"schemas/{kind}.schema.json").as_uri(): f"{kind}-*.yaml"
            for kind in ("engagement", "ties", "waivers", "rule", "pack")
        }
        self._settings = {
            "yaml": {"schemas": schemas, "validate": True, "hover": True, "completion": True,
                     "schemaStore": {"enable": False}},
        }  # fmt: skip
        self._send("workspace/didChangeConfiguration", {"settings": self._settings})

    def _send(self, method: str, params: object, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self._write(message if number is None else message | {"id": number})

    def _write(self, message: dict[str, Any]) -> None:
        content = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("method") == "workspace/configuration":
            items = message["params"]["items"]
            answer = [self._settings.get(one.get("section", ""), {}) for one in items]
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": answer})
        elif "method" in message and "id" in message:
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": None})
        return message

    def ask(self, method: str, params: object) -> Any:
        self._number += 1
        self._send(method, params, self._number)
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                return message.get("result")
            self._kept.append(message)

    def diagnostics(self, name: str, text: str) -> list[str]:
        """Open a file, and give what the server says is wrong with it."""
        uri = f"file:///{name}"
        opened = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": opened})
        while True:
            message = self._kept.pop(0) if self._kept else self._read()
            about = message.get("params") or {}
            if message.get("method") == "textDocument/publishDiagnostics" and about["uri"] == uri:
                return [one["message"] for one in about["diagnostics"]]

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": f"file:///{name}"},
            "position": {"line": line, "character": character},
        }

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    node = shutil.which("node")
    if node is None or not SERVER.exists():
        pytest.skip("yaml-language-server is not installed; `make reader-tools` does that")
    server = Server(node)
    yield server
    server.end()


RIGHT = {
    # Its own line for editors would lead from where the server believes it to be.
    "engagement": (ROOT / "examples/interview-panel.yaml")
    .read_text("utf-8")
    .replace("$schema=", "schema "),
    "ties": "version: 1\nengagement: a\nties:\n  - {of: asha, with: jo, kind: family}\n",
    "waivers": "waivers:\n  - {engagement: a, rule: lone-member, subject: 'seats[a/b]',\n"
    "     reason: a second joins, owner: lead, approved_by: secretary, until: 2026-05-31}\n",
    "rule": (ROOT / "rules/roles/role-status-undefined.yaml").read_text("utf-8"),
    "pack": (ROOT / "examples/house-rules/pack.yaml").read_text("utf-8"),
}
WRONG = {
    "engagement": ("version: 1\nid: a\ntitle: A\nrolls: []\n", "rolls"),
    "ties": ("version: 1\nties:\n  - {of: asha, with: jo, kind: famly}\n", "famly"),
    "waivers": ("waivers:\n  - {engagement: a, rule: b, untill: 2026-05-31}\n", "untill"),
    "pack": ("id: a\ntitel: A\n", "titel"),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_what_is_right_is_let_be(kind: str, server: Server) -> None:
    assert server.diagnostics(f"{kind}-right.yaml", RIGHT[kind]) == []


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told(kind: str, server: Server) -> None:
    text, says = WRONG[kind]
    told = server.diagnostics(f"{kind}-wrong.yaml", text)
    assert any(says in one or "Value is not accepted" in one for one in told), told


def test_fields_are_completed_and_explained(server: Server) -> None:
    name = "engagement-typed.yaml"
    server.diagnostics(name, "version: 1\nid: a\ntitle: A\nrec\n")
    found = server.ask("textDocument/completion", server.at(name, 3, 3))
    items = found["items"] if isinstance(found, dict) else found
    assert "recruitment" in {one["label"] for one in items}
    server.diagnostics("waivers-shown.yaml", RIGHT["waivers"])
    told = server.ask("textDocument/hover", server.at("waivers-shown.yaml", 2, 7))
    assert "Why." in json.dumps(told)


@pytest.mark.parametrize("kind", [*RIGHT, "settings", "result"])
def test_each_schema_is_one(kind: str) -> None:
    schema = json.loads((ROOT / f"schemas/{kind}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    if kind in RIGHT and kind != "engagement":
        for part in yaml.load_all(RIGHT[kind], yaml.BaseLoader):  # our own text
            jsonschema.validate(part, schema)


def test_each_built_in_rule_is_as_the_schema_has_it() -> None:
    schema = json.loads((ROOT / "schemas/rule.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    files = [path for path in (ROOT / "rules").rglob("*.yaml") if path.parent != ROOT / "rules"]
    assert files
    for path in files[::6]:
        for part in yaml.load_all(path.read_text("utf-8"), yaml.CSafeLoader):
            validator.validate(json.loads(json.dumps(part, default=str)))


def taplo_says(settings: str, folder: Path) -> str | None:
    """What Taplo says is wrong with settings that name their schema as docs/ci.md does, if any."""
    taplo = Path(sys.executable).with_name("taplo")
    if not taplo.exists():
        pytest.skip("Taplo is not installed; `make reader-tools` does that")
    shutil.copy(ROOT / "schemas/settings.schema.json", folder)
    line = "#:schema ./settings.schema.json\n"
    assert line in (ROOT / "docs/ci.md").read_text("utf-8")
    (folder / "pitfall-audit.toml").write_text(line + settings, encoding="utf-8")
    command = [str(taplo), "check", "pitfall-audit.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.stderr.decode() if done.returncode else None


def test_settings_that_are_right_are_let_be_by_taplo(tmp_path: Path) -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    # What stands in pyproject.toml has another schema around it.
    shown = [text for text in blocks if "[tool." not in text]
    assert shown
    assert [taplo_says(text, tmp_path) for text in shown] == [None] * len(shown)


@pytest.mark.parametrize("wrong", ['level = "cor"', "levell = 3", "longest-waiver-days = 'ten'"])
def test_settings_that_are_wrong_are_told_by_taplo(wrong: str, tmp_path: Path) -> None:
    told = taplo_says(f"{wrong}\n", tmp_path)
    assert told is not None
    assert f"│ {wrong}" in told
