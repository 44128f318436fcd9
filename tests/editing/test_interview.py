"""Questions whose answers are not one empty field, and going back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from inline_snapshot import snapshot
from msgspec.structs import replace

from pitfall_audit import audit
from pitfall_audit.cli.answered_files import AnsweredFile
from pitfall_audit.editing.asking import BackError, Option, StopError
from pitfall_audit.editing.interview import interview, open_questions

FILE = """\
version: 1
id: seat
title: A seat
people:
  mary: {experience: [carer]}
roles:
  - id: member # one of two
    body: committee
    holders: [mary]
recruitment: {ways_in: [online]}
"""


class Scripted:
    """Gives the answers of a script, one after another; ``<`` goes back."""

    def __init__(self, *script: str) -> None:
        self.script = [*script]
        self.heard: list[str] = []
        self.offered: list[list[str]] = []

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        self.offered.append([value for value, _ in options])
        return self.type(asks)

    def type(self, asks: str) -> str:  # noqa: ARG002  # the script goes on, whatever is asked
        if not self.script:
            raise StopError
        said = self.script.pop(0)
        if said == "<":
            raise BackError
        return said

    def tell(self, text: str) -> None:
        self.heard.append(text)


def asked(tmp_path: Path, asker: Scripted, *fields: tuple[str, ...]) -> str:
    """What the file holds after questions whose answers go to some fields."""
    path = tmp_path / "a.yaml"
    path.write_text(FILE, "utf-8")
    result = audit([path], as_of=datetime.date(2026, 6, 30))
    (engagement,) = result.engagements
    (first, *_) = open_questions(result, engagement, None)
    questions = [
        replace(first, outcomes=tuple(replace(one, unstated=places) for one in first.outcomes))
        for places in fields
    ]
    interview(asker, AnsweredFile(path), engagement, questions)
    return path.read_text("utf-8")


def test_a_list_that_is_there_becomes_longer_and_is_answered_otherwise_after_going_back(
    tmp_path: Path,
) -> None:
    once = ("phone", "<done>")
    asker = Scripted(*once, "<", "post", "<more>", "visit", "<done>", "no")
    text = asked(tmp_path, asker, ("recruitment.ways_in",), ("monitoring.offered",))
    expected = FILE.replace("[online]", "[online, post, visit]")
    assert text == expected + "monitoring: {offered: no}\n"
    assert (
        asker.heard.count(
            "-recruitment: {ways_in: [online]}\n+recruitment: {ways_in: [online, phone]}"
        )
        == 1
    )


def test_of_a_list_of_records_one_entry_is_chosen(tmp_path: Path) -> None:
    asker = Scripted("0", "voting", "no", "status", "observer", "<done>")
    text = asked(tmp_path, asker, ("roles",))
    assert text == FILE.replace("[mary]\n", "[mary]\n    voting: no\n    status: observer\n")
    assert asker.offered[0] == ["0", "new", ""]
    assert not {"id", "body", "holders"} & {*asker.offered[1]}, "they are stated"


def test_a_new_entry_is_for_whom_it_is_asked(tmp_path: Path) -> None:
    asker = Scripted("before", "<done>", "<done>")
    text = asked(tmp_path, asker, ("support.when",))
    assert text.removeprefix(FILE) == snapshot("""\
support:
  - role: member
    when: [before]
""")


def test_what_no_field_holds_is_taken_down_in_words(tmp_path: Path) -> None:
    asker = Scripted("words", "support", "<type>", "We help: each # other.", "")
    text = asked(tmp_path, asker, ())
    assert text.removeprefix(FILE) == snapshot("""\
also_says:
  - {about: support, text: 'We help: each # other.'}
""")
    assert "No one field holds the answer" in asker.heard[0]


def test_an_answer_that_is_refused_is_asked_again(tmp_path: Path) -> None:
    asker = Scripted("<type>", "next week", "<type>", "2026-01", "<skip>")
    text = asked(tmp_path, asker, ("access.needs_asked_on",))
    assert text == FILE + "access: {needs_asked_on: 2026-01}\n"
    assert "not-a-date" in "".join(asker.heard)
