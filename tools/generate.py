"""Writes everything that is made from the models, the facts and the rules.

``python -m tools.generate`` writes the pages of ``docs/``, the schemas, the list of places of a
file without facts, and the outcomes that the examples are pinned to, and shows how those
changed. With ``--check`` it writes nothing, names every file that differs from what would be
written, and exits 1 if there is one. ``--into`` names another folder than the project's.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from tools.catalogue import TEMPLATE, template_text
from tools.cookbook_page import cookbook_page
from tools.engagement_page import engagement_page
from tools.example_outcomes import PINNED, pinned_outcomes
from tools.fact_page import facts_page
from tools.markdown import COMMAND, GENERATED
from tools.places_without_facts import path_of_data, text_of_data
from tools.rule_pages import rule_pages
from tools.settings_page import settings_page
from tools.standards_page import standards_page
from tools.where_page import where_page

from pitfall_audit.report.result_json import result_schema
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.workbench.file_schema import FileKind, file_schema

__all__ = ["differing", "generated", "main", "write"]

ROOT = Path(__file__).resolve().parents[1]
_OUTCOMES = PINNED.relative_to(ROOT).as_posix()


@cache
def generated() -> Mapping[str, str]:
    """The text of every generated file, by its path below the project's folder."""
    pack = load_built_in()
    pages = {
        **rule_pages(pack),
        "configuration.md": settings_page(),
        "cookbook.md": cookbook_page(),
        "engagement-file.md": engagement_page(pack),
        "facts.md": facts_page(),
        "standards.md": standards_page(pack),
        "where.md": where_page(),
    }
    return {
        path_of_data().relative_to(ROOT).as_posix(): text_of_data(),
        TEMPLATE: template_text(),
        **{
            f"schemas/{kind}.schema.json": _as_json(file_schema(kind))
            for kind in get_args(FileKind)
        },
        "schemas/result.schema.json": _as_json(result_schema()),
        **{f"docs/{name}": text for name, text in pages.items()},
        **{path.relative_to(ROOT).as_posix(): text for path, text in pinned_outcomes().items()},
    }


def differing(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """What is not as it would be written: files that differ, are missing, or are left over."""
    differ = [
        name
        for name, text in files.items()
        if not (folder / name).is_file() or _read(folder / name) != text
    ]
    return tuple(sorted({*differ, *_left_over(folder, files)}))


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write every file below a folder, and delete those that belong to nothing now."""
    for name in _left_over(folder, files):
        (folder / name).unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with ``--check`` say which differ; returns the exit code."""
    parser = argparse.ArgumentParser(description="Write everything that is generated.")
    parser.add_argument("--check", action="store_true", help="write nothing, and say what differs")
    parser.add_argument("--into", type=Path, default=ROOT, help="the folder, the project's if none")
    asked = parser.parse_args(arguments)
    files = generated()
    differ = differing(asked.into, files)
    if asked.check:
        if differ:
            names = "".join(f"  {name}\n" for name in differ)
            sys.stderr.write(
                f"These generated files differ from what they are made from:\n{names}"
                f"help: write them again with `{COMMAND}`\n"
            )
        return 1 if differ else 0
    changes = "".join(_change(asked.into, name, files) for name in differ)
    write(asked.into, files)
    sys.stdout.write(f"{changes}{len(differ)} of {len(files)} generated files changed.\n")
    return 0


def _change(folder: Path, name: str, files: Mapping[str, str]) -> str:
    """The name of a file that changes; of pinned outcomes the lines that do, too."""
    if not name.startswith(_OUTCOMES):
        return f"{name}\n"
    before = _read(folder / name).splitlines() if (folder / name).is_file() else []
    lines = difflib.unified_diff(before, files.get(name, "").splitlines(), n=0, lineterm="")
    told = [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]
    return "\n".join((name, *(f"  {line}" for line in told))) + "\n"


def _left_over(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Files that were generated once, and belong to nothing now."""
    pages = [one for one in sorted(folder.glob("docs/**/*.md")) if _read(one).startswith(GENERATED)]
    found = [*pages, *sorted(folder.glob(f"{_OUTCOMES}/*.txt"))]
    return tuple(name for one in found if (name := one.relative_to(folder).as_posix()) not in files)


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _as_json(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
