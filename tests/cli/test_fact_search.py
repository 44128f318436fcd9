"""Facts that are looked for by words, each screen as it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.cli.main import main
from pitfall_audit.cli.services import Services

Capture = pytest.CaptureFixture[str]


class Plain(Services):
    """The real thing, on a screen that does not change."""

    def environment(self) -> Mapping[str, str]:
        return {}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["rules", "facts", *arguments], services=Plain())


def found(capsys: Capture, *arguments: str) -> str:
    assert run(*arguments) == 0
    return capsys.readouterr().out


def not_found(capsys: Capture, *arguments: str) -> str:
    assert run(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err


def test_what_speaks_of_votes(capsys: Capture) -> None:
    assert found(capsys, "--search", "vote") == snapshot("""\
What a check can ask about “vote”
─────────────────────────────────

subject: body
  A board, council, committee, panel or group on which people sit.
  Others read it as seat.body and role.body.

  body.decides_by: text; may be unstated
      How it comes to a decision.
      One of: 'vote', 'consensus', 'scores', 'chair-decides',
        'does-not-decide'

subject: seat
  A person, or an open place, in a role on a body.

  seat.voting: yes or no; may be unstated
      Whether it has a vote.

subject: role
  A part that people are asked to play, with its terms, whoever holds it.

  role.voting: yes or no; may be unstated
      Whether all its holders have a vote.

3 facts. Write the subject that you choose into the file of the check, as
`subject: body`. For all facts of one: pitfall-audit rules facts body
""")


@pytest.mark.parametrize("words", ["Papers DAYS", "days papers", "days-papers", "paper day"])
def test_all_words_must_be_there_in_any_order_and_case(
    capsys: Capture, folder: Path, words: str
) -> None:
    fields = "fields:\n  x-papers-days: {on: body, type: number, says: How long before}\n"
    write_pack(folder / "house", PACK + fields, a_rule=house_rule())
    shown = found(capsys, "--search", words, "--rules", "house")
    assert "  body.x.papers_days: number; may be unstated\n      How long before.\n" in shown
    assert "subject: body\n" in shown


def test_questions_and_fixed_words_are_looked_through(capsys: Capture) -> None:
    assert "body.decides_by" in found(capsys, "--search", "chair decides")
    assert "body.service_user_places" in found(capsys, "--search", "for others carers places")


def test_what_is_read_through_another_kind_is_given_with_its_own(capsys: Capture) -> None:
    shown = found(capsys, "--search", "carer places")
    assert "  body.carer_places" in shown
    assert "  seat.body.carer_places" not in shown
    assert "Others read it as seat.body and role.body." in shown


def test_within_one_kind_all_that_it_reads_is_looked_through(capsys: Capture) -> None:
    assert "  seat.body.carer_places" in found(capsys, "seat", "--search", "carer places")
    shown = found(capsys, "seat.body", "--search", "carer")
    assert "seat.capacity" not in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--search", "comittee"), "did you mean committee?"),
        (("--search", "how mny peple"), "did you mean how many people?"),
        (("body", "--search", "promise"), "there are facts that do, of: promise"),
        (("--search", "carers zzzzzz"), "all words must be found"),
        (("--search", "qqq"), "try another word"),
        (("--search", " ,"), "for example: --search carers"),
        (("seet", "--search", "a"), "Did you mean `seat`?"),
        (("seat.bdy", "--search", "a"), "Did you mean `body`?"),
    ],
)
def test_where_nothing_is_found(capsys: Capture, arguments: tuple[str, ...], says: str) -> None:
    assert says in not_found(capsys, *arguments)


def test_a_near_miss(capsys: Capture) -> None:
    assert not_found(capsys, "--search", "comittee") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules facts
  cause: no fact speaks of “comittee”
  help:  did you mean committee? For all facts of one kind: pitfall-audit rules facts seat
""")
