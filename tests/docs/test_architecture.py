"""The page on architecture speaks of what is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "pitfall_audit"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_module_and_folder_that_it_names_is_there() -> None:
    named = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", PAGE))
    there = [f"/{path.relative_to(SOURCE)}" for path in SOURCE.rglob("*.py")]
    there += [f"/{path.relative_to(SOURCE)}/" for path in SOURCE.rglob("*") if path.is_dir()]
    assert [
        one for one in sorted(named) if not any(path.endswith(f"/{one}") for path in there)
    ] == []


def test_every_layer_is_in_the_table() -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert folders <= set(re.findall(r"^\| `([a-z]+)/` \|", PAGE, re.MULTILINE))


def test_every_folder_says_in_one_line_what_it_is() -> None:
    for path in SOURCE.rglob("__init__.py"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert re.fullmatch(r'""".+\."""', first) or path.parent in (
            SOURCE,
            SOURCE / "engagement/model",
        ), path
