"""What the README shows somebody new does what it says, and its links lead somewhere."""

import datetime as dt
import re
from pathlib import Path

from pitfall_audit import audit

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def headings_of(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    return {
        re.sub(r"[^a-z0-9 _-]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("#")
    }


def test_the_first_file_is_enough_for_what_is_said_of_it(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    file = tmp_path / "board-seat.yaml"
    file.write_text(text, encoding="utf-8")

    result = audit([file], as_of=dt.date(2026, 6, 30), base=tmp_path)

    assert result.problems == ()
    (engagement,) = result.engagements
    found = {one.rule for one in engagement.outcomes if one.outcome == "failed"}
    assert {"role-status-undefined", "no-peer-support"} <= found
    assert any(one.outcome == "cannot-tell" for one in engagement.outcomes)


def test_links_lead_to_pages_and_to_headings() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert targets
    for target in targets:
        path, _, anchor = target.partition("#")
        assert (ROOT / path).is_file(), target
        assert not anchor or anchor in headings_of(ROOT / path), target


def test_it_says_how_many_examples_there_are() -> None:
    words = {9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen"}
    folders = (ROOT / "examples", ROOT / "examples" / "several-files")
    examples = sum(len(list(folder.glob("*.yaml"))) for folder in folders)
    assert re.search(rf"audits the\s+{words[examples]}\s+invented arrangements", README)
