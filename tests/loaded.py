"""Loads the program and makes its models and rules ready, for processes that are forked."""

import datetime
import tempfile
from pathlib import Path

import pitfall_audit.workbench.author_tasks  # noqa: F401
from pitfall_audit import audit
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.proving import prove_rule

_FILE = "version: 1\nid: a\ntitle: A\nroles: [{id: m, body: b, holders: [{person: p}]}]\n"

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "a.yaml"
    file.write_text(_FILE, encoding="utf-8")
    audit([file], as_of=datetime.date(2026, 6, 30), base=Path(folder))
prove_rule(load_built_in().rules[0])
