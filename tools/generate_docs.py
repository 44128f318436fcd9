"""Writes the pages of ``docs/`` that are made from the rules, the facts and the models.

``python -m tools.generate_docs`` writes them; with ``--check`` it writes nothing, names
every page that differs from what would be written, and exits 1 if there is one. ``--into``
names another folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.cookbook_page import cookbook_page
from tools.engagement_page import engagement_page
from tools.fact_page import facts_page
from tools.markdown import GENERATED
from tools.rule_pages import rule_pages
from tools.settings_page import settings_page
from tools.standards_page import standards_page

from pitfall_audit.rules.packs import load_built_in

__all__ = ["differing", "generated_pages", "main", "write"]

DOCS = Path(__file__).resolve().parents[1] / "docs"
COMMAND = "make docs"


def generated_pages() -> Mapping[str, str]:
    """Every generated page, by its path below ``docs/``."""
    pack = load_built_in()
    return {
        **rule_pages(pack),
        "configuration.md": settings_page(),
        "cookbook.md": cookbook_page(),
        "engagement-file.md": engagement_page(),
        "facts.md": facts_page(),
        "standards.md": standards_page(pack),
    }


def differing(docs: Path, pages: Mapping[str, str]) -> tuple[str, ...]:
    """What is not as it would be written: pages that differ, are missing, or are left over."""
    differ = [
        name
        for name, text in pages.items()
        if not (docs / name).is_file() or _read(docs / name) != text
    ]
    return tuple(sorted({*differ, *_left_over(docs, pages)}))


def write(docs: Path, pages: Mapping[str, str]) -> None:
    """Write every page below a folder, and delete pages that belong to nothing now."""
    for name in _left_over(docs, pages):
        (docs / name).unlink()
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` say which differ; returns the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated pages of docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing, and say what differs")
    parser.add_argument("--into", type=Path, default=DOCS, help="the folder, docs/ if left out")
    asked = parser.parse_args(arguments)
    pages = generated_pages()
    if not asked.check:
        write(asked.into, pages)
        return 0
    differ = differing(asked.into, pages)
    if differ:
        names = "".join(f"  {name}\n" for name in differ)
        sys.stderr.write(
            f"These generated pages of docs/ differ from what they are made from:\n{names}"
            f"help: write them again with `{COMMAND}`\n"
        )
    return 1 if differ else 0


def _left_over(docs: Path, pages: Mapping[str, str]) -> tuple[str, ...]:
    """Pages that were generated once, and belong to nothing now."""
    return tuple(
        name
        for path in sorted(docs.rglob("*.md"))
        if (name := path.relative_to(docs).as_posix()) not in pages
        and _read(path).startswith(GENERATED)
    )


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
