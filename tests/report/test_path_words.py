"""Data paths in words: by id and with the line, never counted from nought."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pitfall_audit import audit
from pitfall_audit.engine.entries import steps_of
from pitfall_audit.engine.result import Entry, Outcome
from pitfall_audit.report.html import render_html
from pitfall_audit.report.path_words import answered_in, path_words
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal
from pitfall_audit.yaml.positions import path_text

ENTRIES = {
    "roles": Entry("roles", 30),
    "roles[0]": Entry("panel-member", 31),
    "roles[0].holders[1]": Entry("asha", 34),
    "bodies.panel": Entry("panel", 12),
    "recruitment": Entry("recruitment", 50),
    "support": Entry("support", 60),
}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("roles[0].status", "the role panel-member, `status`"),
        ("roles[0].holders[1].status", "the role panel-member, holder asha, `status`"),
        ("roles[7].status", "`roles`, entry 8, `status`"),
        ("bodies.panel.interests.register", "the body panel, `interests.register`"),
        ("bodies.new.powers", "the body new, `powers`"),
        ("recruitment.criteria[0].kind", "`recruitment.criteria`, entry 1, `kind`"),
        ("support.when", "`support`, in a new entry, `when`"),
        ('people["a b"].post', "the person a b, `post`"),
        ("level", "`level`"),
        ("", ""),
    ],
)
def test_a_path_is_said_by_the_names_of_entries(path: str, words: str) -> None:
    assert path_words(path, ENTRIES) == words


def test_fields_of_one_entry_are_said_together_with_its_line(tmp_path: Path) -> None:
    outcome = Outcome(
        "a", "b", "c", "cannot-tell", "?", unstated=("roles[0].voting", "recruitment.ways_in")
    )
    other = replace(outcome, unstated=("roles[0].status", "roles[0].holders[1].from", "level"))
    (tmp_path / "a.yaml").write_text("version: 1\nid: a\ntitle: A\n", encoding="utf-8")
    empty = audit([tmp_path / "a.yaml"], as_of=dt.date(2026, 6, 30), base=tmp_path).engagements[0]
    engagement = replace(empty, entries=ENTRIES)

    assert answered_in(engagement, [outcome, other]) == (
        "the role panel-member, `voting` and `status` (line 31)",
        "`recruitment.ways_in` (line 50)",
        "the role panel-member, holder asha, `from` (line 34)",
        "`level`",
    )


def test_the_same_field_of_entries_of_one_list_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("version: 1\nid: a\ntitle: A\n", encoding="utf-8")
    empty = audit([tmp_path / "a.yaml"], as_of=dt.date(2026, 6, 30), base=tmp_path).engagements[0]
    holders = [f"roles[0].holders[{index}]" for index in range(9)]
    names = {path: Entry(f"m{index + 1}", 34) for index, path in enumerate(holders)}
    roles = {"roles[0]": Entry("member", 31), "roles[1]": Entry("adviser", 33)}
    engagement = replace(empty, entries=names | roles)

    def said(*paths: str) -> tuple[str, ...]:
        asked = [Outcome("a", "b", "c", "cannot-tell", "?", unstated=(path,)) for path in paths]
        return answered_in(engagement, asked)

    assert said(*(f"{path}.from" for path in holders[:3])) == (
        "the role member, holders m1, m2 and m3, `from` (line 34)",
    )
    assert said(*(f"{path}.from" for path in holders)) == (
        "the role member, holders m1, m2, m3, m4, m5, m6 and 3 more, `from` (line 34)",
    )
    assert said("roles[0].status", "roles[1].status") == (
        "the roles member and adviser, `status` (lines 31 and 33)",
    )
    assert said("roles[0].status", "roles[1].voting") == (
        "the role member, `status` (line 31)",
        "the role adviser, `voting` (line 33)",
    )
    assert said("roles[6].status", "roles[7].status") == ("`roles`, entries 7 and 8, `status`",)
    assert said("level", "purpose") == ("`level` and `purpose`",)


def test_no_report_for_people_shows_a_path_counted_from_nought(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "advisory-committee.yaml"
    result = audit([example], as_of=dt.date(2026, 6, 30), base=example.parents[1])

    assert any("[0]" in path for one in result.engagements[0].outcomes for path in one.unstated)
    for text in (
        render_html(result),
        render_terminal(result, Screen(width=80, colour=False, unicode=True), verbose=True),
    ):
        assert "roles[" not in text
        assert "promises[" not in text


@given(st.lists(st.integers(0, 9) | st.text(min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_path_is_read_back_step_by_step(steps: list[int | str]) -> None:
    path = path_text(tuple(steps))

    assert [step for step, _ in steps_of(path)] == steps
    assert [so_far for _, so_far in steps_of(path)][-1] == path
