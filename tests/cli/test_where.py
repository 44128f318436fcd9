"""Where something that a document says is written, each screen as it is seen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest
from inline_snapshot import snapshot

from pitfall_audit.cli.main import main
from pitfall_audit.cli.services import Services

Capture = pytest.CaptureFixture[str]


class Plain(Services):
    """The real thing, on a screen that does not change."""

    def environment(self) -> Mapping[str, str]:
        return {}


def found(capsys: Capture, *words: str) -> str:
    assert main(["where", *words], services=Plain()) == 0
    return capsys.readouterr().out


def not_found(capsys: Capture, *words: str) -> str:
    assert main(["where", *words], services=Plain()) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err


def test_where_expenses_paid_in_advance_go(capsys: Capture) -> None:
    assert found(capsys, "expenses are paid in advance") == snapshot("""\
Your document says “expenses are paid in advance”
─────────────────────────────────────────────────

1. payment.expenses.paid
   How they are paid: `direct` means booked and paid for the person.
   As in: “expenses are paid in advance”, “travel is paid up front”, “money
     before the meeting”

      payment: {expenses: {paid: upfront}}

2. payment.expenses
   How costs are met; `no` where they are not.
   As in: “no expenses are paid”, “members bear their own costs”

      payment: {expenses: no}

`committee`, `member`, `mary` and the like stand for the ids of your own file.
Where the file has such a section already, add to that.
All phrases, by subject: docs/where.md. Every field: docs/engagement-file.md.
""")


def test_which_of_two_places_to_take(capsys: Capture) -> None:
    assert found(capsys, "Members represent the views of carers.") == snapshot("""\
Your document says “Members represent the views of carers.”
───────────────────────────────────────────────────────────

1. roles[].speaks_for
   For whom its holders are asked to speak. That they are to bring others'
   views, as a task of theirs alone, is `represent-everyone` under `expects`;
   that they are “representative of” some people says who they are: `groups`.
   As in: “represents the views of carers”, “speaks on behalf of service
     users”, “the voice of patients on the board”

      roles: [{id: member, body: committee, speaks_for: everyone}]

   Here, or `roles[].expects`? Here: `speaks_for` says for whom, and what links
   them: elected, nominated, given means. `represent-everyone` under `expects`
   is for a task that is laid on them and could be unfair; where a paper says
   both, write both. That they are “representative of” their area says who they
   are, and goes to `groups`.

2. roles[].expects
   Expectations of its holders that can be unfair if nobody else has them; what
   some did by choice is none. For whom they speak is `speaks_for`: where a
   paper says both, write both.
   As in: “members should bring the views of other carers”, “gather views from
     the community”, “consult their peers”

      roles: [{id: member, body: committee, expects: [represent-everyone]}]

   Here, or `roles[].speaks_for`? Here: a task that nobody else has and that can
   be unfair without means. For whom they speak is `speaks_for`; write both.

`committee`, `member`, `mary` and the like stand for the ids of your own file.
Where the file has such a section already, add to that.
All phrases, by subject: docs/where.md. Every field: docs/engagement-file.md.
""")


def test_words_need_no_quotation_marks(capsys: Capture) -> None:
    alone = found(capsys, "members", "vote")
    assert alone == found(capsys, "members vote")


def test_where_no_phrase_is_like_it_but_a_field_has_the_words(capsys: Capture) -> None:
    assert found(capsys, "pseudonyms") == snapshot("""\
Your document says “pseudonyms”
───────────────────────────────

No phrase in the index is like it. Fields that have these words:

  data_protection.ids_are_pseudonyms
      Whether the ids under `people` are no real names.

All phrases, by subject: docs/where.md. Every field: docs/engagement-file.md.
""")


def test_where_nothing_is_near(capsys: Capture) -> None:
    assert not_found(capsys, "the moon is made of cheese") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit where
  cause: nothing is known to be like “the moon is made of cheese”, and no field has its words
  help:  say it otherwise, or the matter alone (where fee); all phrases: docs/where.md
""")


@pytest.mark.parametrize("words", ["", " ?", "…"])
def test_where_there_is_no_word(capsys: Capture, words: str) -> None:
    assert "there is no word to look for" in not_found(capsys, words)


def test_where_words_are_missing(capsys: Capture) -> None:
    assert not_found(capsys) == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit where
  cause: WORDS is missing
  help:  for example: pitfall-audit where "expenses are paid in advance"
""")


def test_the_help(capsys: Capture) -> None:
    assert found(capsys, "--help") == snapshot("""\
Usage: pitfall-audit where [OPTIONS] WORDS

  Find where something that a document says is written in an engagement file.

  WORDS are a phrase or a sentence, as the document has it. What is nearest
  comes first: the field, what to write, and where two fields seem to fit,
  which of them to take. It looks through an index that comes with the
  program, and sends nothing anywhere.

  Where nothing is near, the exit code is 2.

Options:
  -h, --help  Show this message and exit.

Examples:
  See where it goes that money is given beforehand:
    $ pitfall-audit where "expenses are paid in advance"

  Look for a matter by a word:
    $ pitfall-audit where confidential
""")


@pytest.mark.parametrize("arguments", [["schema"], ["rules", "facts", "--search", "carers"]])
def test_other_commands_do_not_load_what_it_searches_with(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from pitfall_audit.cli.main import main\n"
        f"main({arguments!r})\n"
        "sys.exit('rapidfuzz' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0
