"""How long each command takes from its start to its end, on next to nothing."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.measuring import Ratio, in_turn, run_in_a_process

__all__ = ["COMMANDS", "prepare", "start_up"]

_SMALL_FILE: Final = "examples/smallest-useful-file.yaml"
_CHECK: Final = ("check", _SMALL_FILE, "--fail-on", "never")
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    _CHECK,
    ("--version",),
    ("--help",),
    ("answer", "{folder}/answered.yaml", "--set", "roles.carer-member.status=full-member"),
    ("baseline", "write", _SMALL_FILE, "--output", "{folder}/baseline.json"),
    ("compare", "{folder}/result.json", "{folder}/result.json"),
    ("config", "show"),
    ("form", "--help"),  # it ends only when it is stopped
    ("import", "{folder}/members.csv"),
    ("lsp",),
    ("new", "--setting", "board-seat", "--output", "{folder}/new-{number}.yaml"),
    ("plan", "{folder}/result.json", "--csv", "-"),
    ("questions", "{folder}/result.json", "--markdown", "-"),
    ("read", "{folder}/terms.md"),
    ("report", "{folder}/result.json"),
    ("rules", "list"),
    ("rules", "show", "role-status-undefined"),
    ("rules", "facts", "seat"),
    ("schema",),
    ("standards", "list"),
    ("verify", "{folder}/result.json"),
    ("waivers", "list", _SMALL_FILE),
    ("where", "minutes"),
)
"""Command lines, at least one of each command; ``number`` is another one each time."""

# What an audit from the command line imports, with the modules of it that load lazily; and
# pydantic, which it needs only where nothing is kept yet, so that figures can be held against old.
_LIBRARIES = (
    "import click, pydantic, yaml, rich.console, rich.text, cel_expr_python; "
    "from google.protobuf import descriptor_pool, message_factory"
)


def prepare(folder: Path) -> None:
    """Write into a folder what the command lines read."""
    root = Path(__file__).resolve().parents[1]
    shutil.copy(root / _SMALL_FILE, folder / "answered.yaml")
    (folder / "members.csv").write_text("name,role\nA. Ash,carer member\n", "utf-8")
    (folder / "terms.md").write_text("# Terms\n\nMembers are paid £20 a meeting.\n", "utf-8")
    run_in_a_process(_program(*_CHECK, "--json", str(folder / "result.json")))


def start_up(commands: Sequence[Sequence[str]], runs: int) -> Iterator[Ratio]:
    """Each command in a process of its own, against importing what an audit needs."""
    libraries = (sys.executable, "-c", _LIBRARIES)
    numbers = count()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # As installed, where Python keeps what it has compiled of the source.
        environment = dict(os.environ)
        if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
            environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        prepare(folder)

        def start(command: Sequence[str]) -> None:
            words = (word.format(folder=folder, number=next(numbers)) for word in command)
            run_in_a_process(_program(*words), environment)

        run_in_a_process(libraries, environment)
        for command in commands:
            start(command)
            yield in_turn(
                partial(start, command), lambda: run_in_a_process(libraries, environment), runs
            )


def _program(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "pitfall_audit", *arguments)
