"""Facts that are looked for by words, each screen as it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.cli.main import main
from pitfall_audit.cli.services import Services
from pitfall_audit.rules.pack_reading import read_pack_file
from pitfall_audit.workbench.fact_pages import lines_that_declare
from pitfall_audit.workbench.fact_search import own_field_for
from pitfall_audit.workbench.file_schema import file_places, places_without_facts

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

subject: engagement
  The arrangement as a whole.

  engagement.voting_supporters: list of text
      Those who support somebody on a body on which they have a vote themselves.

subject: body
  A board, council, committee, panel or group on which people sit.
  Others read it as seat.body and role.body.

  body.decides_by: text; may be unstated
      How it comes to a decision.
      One of: 'vote', 'consensus', 'scores', 'chair-decides',
        'does-not-decide'

subject: seat
  A person in a role on a body, or all places of the role of which nobody is
  named, as one.

  seat.vote_supposed: yes or no
      Whether a rule on when a member may not vote shows that members have one.
  seat.voting: yes or no; may be unstated
      Whether it has a vote.

subject: contradiction
  A matter of which two documents, editions or passages say something.

  contradiction.matter: text
      What it is about.
      One of: 'status', 'vote', 'term', 'renewal', 'pay', 'accountability',
        'size', 'level', 'powers', 'deciding', 'chair', 'escalation', 'dates',
        'name', 'meaning', 'speaks-for', 'eligibility', 'other'

subject: role
  A part that people are asked to play, with its terms, whoever holds it.

  role.voting: yes or no; may be unstated
      Whether all its holders have a vote.
  role.others_without_vote: yes or no
      Whether other members of its body, who are neither staff nor there from
      lived experience, have no vote either.

subject: matter
  Something that several files of one organisation say of one body, role, seat
  or person. Or of one promise, where they say that it is one.

  matter.matter: text
      What it is about.
      One of: 'status', 'vote', 'term', 'renewal', 'pay', 'accountability',
        'size', 'level', 'powers', 'deciding', 'chair', 'escalation', 'dates',
        'name', 'meaning', 'speaks-for', 'eligibility', 'other', 'kind',
        'state', 'capacity', 'limit', 'due', 'owner', 'tie'

8 facts. Write the subject that you choose into the file of the check, as
`subject: engagement`. For all facts of one: pitfall-audit rules facts
engagement
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
        (("body", "--search", "overdue"), "there are facts that do, of: promise"),
        (("--search", "carers zzzzzz"), "all words must be found"),
        (("--search", "qqq"), "try another word"),
        (("--search", "parking"), "fields: {x-parking: {on: role, type: text, says: Parking}}"),
        (("--search", "prayer room"), "a condition reads it as role.x.prayer_room"),
        (("promise", "--search", "parking"), "a condition reads it as promise.x.parking"),
        (
            ("seat", "--search", "Für: Gäste"),
            "{x-fur-gaste: {on: role, type: text, says: Für gäste}}",
        ),
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
  cause: no fact speaks of “comittee”, nor has an engagement file a place for it
  help:  did you mean committee? For all facts of one kind: pitfall-audit rules facts seat
""")


@pytest.mark.parametrize("word", ["parking", "respite", "deadline", "prayer room", "x"])
def test_another_word_that_looks_alike_is_not_proposed(capsys: Capture, word: str) -> None:
    assert "did you mean" not in not_found(capsys, "--search", word)


def test_the_kind_of_a_fact_is_looked_through(capsys: Capture) -> None:
    assert "  promise.due: date" in found(capsys, "--search", "date")
    shown = found(capsys, "seat", "--search", "yes or no")
    assert "  seat.voting: yes or no" in shown
    assert "  seat.status: text" not in shown
    assert "  seat.capacity: list of text" in found(capsys, "--search", "list")


def test_whole_words_come_before_beginnings_of_words(capsys: Capture) -> None:
    shown = found(capsys, "--search", "fee")
    assert shown.index("  seat.payment.fee.paid") < shown.index("  seat.parting.feedback_asked")


def test_a_field_of_a_packs_own_is_given_once(capsys: Capture, folder: Path) -> None:
    fields = (
        "fields:\n  x-ward-type: {on: [role, engagement], type: text, says: The kind of ward}\n"
    )
    write_pack(folder / "house", PACK + fields, a_rule=house_rule())
    shown = found(capsys, "--search", "ward type", "--rules", "house")
    assert shown.count("x.ward_type") == 1
    assert "  role.x.ward_type: text" in shown
    assert "      Also of: engagement, body, seat," in shown


# --- places of a file without facts -------------------------------------------------------


def test_a_place_of_which_no_fact_speaks(capsys: Capture) -> None:
    assert found(capsys, "--search", "quorum") == snapshot("""\
What a check can ask about “quorum”
───────────────────────────────────

An engagement file has a place for this, and no fact speaks of it yet:

  bodies[].quorum
      How many have to be there, and of whom. Kept for readers.

So a condition can't ask about it. Declare a field of your own instead,
beginning with x-, in your pack.yaml (docs/packs.md tells more), as for the
first of these:

    fields:
      x-quorum:
        on: body
        type: text
        says: How many have to be there, and of whom

Then write x-quorum into the engagement, in the entry of the body. A condition
reads it as body.x.quorum.
""")


def test_what_was_once_a_place_without_facts(capsys: Capture) -> None:
    assert "  role.payment.expenses.when: text; may be unstated\n" in found(
        capsys, "role", "--search", "expenses"
    )


def test_a_place_below_one_that_has_facts(capsys: Capture) -> None:
    shown = found(capsys, "--search", "limits named on")
    assert "  access.limits_named[].named_on\n" in shown
    assert "type: date\n" in shown


def test_facts_come_before_the_places_without(capsys: Capture) -> None:
    shown = found(capsys, "--search", "claimed")
    assert shown.index("subject: role") < shown.index(
        "  roles[].payment.expenses.claim_within_days\n"
    )


def test_a_place_that_has_facts_under_other_names(capsys: Capture) -> None:
    shown = found(capsys, "--search", "renewable")
    assert "Facts may be made of it under other names." in shown
    assert "declare" not in shown.casefold()


def test_a_place_for_one_kind_of_subject(capsys: Capture) -> None:
    assert "  roles[].undertakings\n" in found(capsys, "seat", "--search", "undertake")
    said = not_found(capsys, "promise", "--search", "undertake")
    assert "there is a place for it elsewhere in the file. Leave out promise" in said


def test_near_words_are_those_of_places_too(capsys: Capture) -> None:
    assert "did you mean expenses?" in not_found(capsys, "--search", "expnses")


def test_each_field_that_is_proposed_can_be_declared(tmp_path: Path) -> None:
    for place in file_places():
        if place.path not in places_without_facts():
            continue
        own = own_field_for(place)
        declared = "\n".join(lines_that_declare(own))
        _, vocabulary = read_pack_file(write_pack(tmp_path, f"{PACK}{declared}\n"), "house")
        (field,) = vocabulary.fields
        assert field == own, place.path
