"""Loads the program and makes its models and rules ready, for processes that are forked."""

import contextlib
import gc
import os
import tempfile
from pathlib import Path

import pitfall_audit.workbench.author_tasks  # noqa: F401
from pitfall_audit.cli.main import main
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.proving import prove_rule

_FILE = "version: 1\nid: a\ntitle: A\nroles: [{id: m, body: b, holders: [unnamed]}]\n"

with (
    tempfile.TemporaryDirectory() as folder,
    Path(os.devnull).open("w", encoding="utf-8") as nowhere,
    contextlib.redirect_stdout(nowhere),
    contextlib.redirect_stderr(nowhere),
):
    file = Path(folder) / "a.yaml"
    file.write_text(_FILE, encoding="utf-8")
    for line in (
        (
            "check",
            str(file),
            "--no-cache",
            "--html",
            f"{folder}/a.html",
            "--json",
            f"{folder}/a.json",
        ),
        ("rules", "list"),
        ("schema",),
    ):
        main(line)
prove_rule(load_built_in().rules[0])
gc.collect()
gc.freeze()
