"""Examples are found that prove a rule, and that notice the small changes to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.generators import Data, engagements, facts_of
from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.errors import PackError, UsageProblem
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY
from pitfall_audit.rules.packs import Pack, load_built_in, load_pack
from pitfall_audit.rules.proving import EXAMPLE_DAY, prove_rule
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.example_search import Search
from pitfall_audit.workbench.mutation_proof import prove_mutants
from pitfall_audit.workbench.rule_drafts import Draft, drafted, examples_text, search_for
from pitfall_audit.workbench.samples import Sample, shrunk
from pitfall_audit.workbench.samples import facts_of as facts_of_data
from pitfall_audit.yaml.reading import Document, read_text
from pitfall_audit.yaml.writing import as_yaml

BUILT_IN = load_built_in().rules


def new(id_: str, pitfall: Any, expect: tuple[str, ...], *more: Any, **others: Any) -> Draft:
    return replace(Draft(id_, pitfall, expect, *more, **others), standard="four-pi-standards")


made = cache(drafted)
"""Drafts each once, for more than one test."""


def one_of_each_kind() -> list[Rule]:
    """The shortest of the built-in rules on each kind of subject that one file has by itself."""
    of_one = [rule for rule in BUILT_IN if rule.logic.scope == "engagement"]
    longest_first = sorted(of_one, key=lambda rule: -len(rule.text.text))
    return list({rule.logic.subject: rule for rule in longest_first}.values())


def test_examples_of_several_files_are_found_for_a_check_over_them(tmp_path: Path) -> None:
    draft = new("bodies-told-otherwise", "roles", ("matter.agree",), "matter.of == 'body'")
    pack, search = written(tmp_path, draft)
    (rule,) = pack.rules
    assert rule.logic.scope == "portfolio"
    assert search.proves
    assert holds(rule) >= 3
    assert all(len(one.data) == 2 for one in search.examples if one.outcome == "failed")
    ours = Sample({}, None, EXAMPLE_DAY, FactSheet({}, "none-given"))
    with pytest.raises(UsageProblem, match="over several files"):
        search_for(rule, [ours])


def written(folder: Path, draft: Draft) -> tuple[Pack, Search]:
    """A pack of one drafted rule, loaded as a stranger's is."""
    text, search = made(draft)
    return load_pack(write_pack(folder, **{draft.id.replace("-", "_"): text})), search


def holds(rule: Rule) -> int:
    """How many examples a rule has, all of which hold; and no change to it goes unnoticed."""
    count, failures = prove_rule(rule)
    assert failures == ()
    assert prove_mutants(rule).unnoticed == ()
    return count


@pytest.mark.parametrize("rule", one_of_each_kind(), ids=lambda rule: str(rule.id))
def test_examples_are_found_for_built_in_rules(rule: Rule, tmp_path: Path) -> None:
    """What is found stands in a file in place of its own examples, and holds there."""
    search = search_for(rule)
    assert search.proves
    assert len(search.unnoticed) <= 2
    head, _, _ = rule.text.text.rpartition("\n---\n")
    text = f"{head}\n---\n{examples_text(search)}"
    text = text.replace(f"id: {rule.id}", f"id: our-{rule.id}", 1)
    name = f"our_{rule.id.replace('-', '_')}"
    (again,) = load_pack(write_pack(tmp_path, **{name: text})).rules
    count, failures = prove_rule(again)
    assert failures == ()
    assert count == len(search.examples)


DRAFTS = {
    "a number of people": new(
        "too-few-seats", "support", ("body.service_user_seats >= 2", "body.carer_seats >= 1"),
        "body.kind in ['board', 'committee']",
    ),
    "more people than are anywhere": new("few-carers", "support", ("body.carer_seats >= 9",)),
    "a number of days": new("long-overdue", "promises", ("promise.days_overdue < 77",)),
    "a day": new("due-too-early", "promises", ("promise.due > '2026-02-03'",)),
    "a day far off": new("due-too-late", "promises", ("promise.due <= '2031-12-31'",)),
    "a number that is not whole": new(
        "much-asked", "recruitment", ("person.hours_at_least <= 12.5",)
    ),
    "a word": new("only-looks-on", "roles", ("seat.status != 'observer'",), severity="error"),
    "a list": new("no-open-advert", "recruitment",
                    ("engagement.routes.exists(one, 'open-advert' in one.channels)",)),
    "a text": new("says-soon", "promises", ("!promise.label.contains('soon')",)),
    "ties": new("tie-not-handled", "boundaries", ("connection.handled",)),
    "expenses": new("repaid-later", "payment", ("role.payment.expenses.when != 'later'",)),
    "a fee": new("fee-too-low", "payment",
                   ("role.payment.fee.at_least >= 12.0 || role.payment.fee.unit != 'hour'",)),
    "papers": new("papers-late", "access", ("body.papers.working_days_before >= 5",)),
    "papers where people with lived experience sit": new(
        "papers-too-late-there", "access", ("body.papers.working_days_before >= 5",),
        "body.has_lived_experience",
    ),
    "an induction": new("late-induction", "induction",
                          ("seat.induction.days_after_start <= 30",), "seat.current"),
    "a plan": new("no-wellbeing-plan", "support",
                    ("seat.wellbeing_plan.agreed || seat.wellbeing_plan.declined",)),
    "Welsh": new("no-welsh", "access", ("engagement.access.welsh_offered",),
                   "engagement.organisation_nation == 'wales'"),
    "appeal": new("no-appeal", "roles", ("body.removal.appeal",)),
}  # fmt: skip


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_a_drafted_rule_proves_itself_and_leaves_no_change_unnoticed(
    draft: Draft, tmp_path: Path
) -> None:
    pack, search = written(tmp_path, draft)
    (rule,) = pack.rules
    assert holds(rule) == len(search.examples) >= 2
    assert (search.unnoticed, {"failed", "passed"} & set(search.missing)) == ((), set())
    assert rule.logic.severity[-1].severity == draft.severity


def test_what_decided_each_is_said() -> None:
    text, search = made(DRAFTS["a number of people"])
    assert [(one.outcome, one.title) for one in search.examples] == [
        ("failed", "body.carer_seats is 0"),
        ("failed", "body.service_user_seats is 1"),
        ("passed", "body.service_user_seats is 2 and body.carer_seats is 1"),
        (
            "cannot-tell",
            "body.service_user_seats is not stated and body.carer_seats is not stated",
        ),
        ("not-applicable", "body.kind is social"),
    ]
    assert 'question: "How many people on this body sit as service users' in text


def test_conditions_that_can_never_hold_are_told() -> None:
    both = "seat.status == 'observer' && seat.status == 'adviser'"
    text, search = drafted(new("never-so", "roles", (both,)))
    assert "passed" in search.missing
    assert not search.proves
    assert "Nothing was found that shows this: write an example here.\npassed: []" in text


def test_a_field_of_the_packs_own_is_put_into_arrangements(tmp_path: Path) -> None:
    fields = (
        "fields:\n"
        "  x-ward: {on: role, type: text, words: [acute, day], says: The ward}\n"
        "  x-beds: {on: [body, engagement], type: whole number, says: Beds}\n"
    )
    rule = house_rule(
        applies="seat.x.ward == 'acute'", expect="seat.x.beds <= 18", message="{{ seat.label }}."
    )
    pack = load_pack(write_pack(tmp_path, PACK + fields, a_rule=rule))
    search = search_for(pack.rules[0])
    assert (search.missing, search.unnoticed) == ((), ())
    titles = {one.title for one in search.examples}
    assert {"seat.x.beds is 19", "seat.x.beds is 18", "seat.x.ward is day"} <= titles


def test_ones_own_arrangements_come_first() -> None:
    text = "people: {zoe: {experience: carer}}\nroles: [{id: guest, voting: no, holders: [zoe]}]"
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document)
    facts = facts_of_data(document.data, None, EXAMPLE_DAY)
    assert facts is not None
    ours = Sample(document.data, None, EXAMPLE_DAY, facts)
    text, search = drafted(new("no-vote-there", "roles", ("seat.voting",)), [ours])
    failed = next(one for one in search.examples if one.outcome == "failed")
    assert failed.subject == "seats[guest/zoe]"
    assert failed.data == {"people": {"zoe": {}}, "roles": [
        {"id": "guest", "voting": "no", "holders": ["zoe"]}
    ]}  # fmt: skip


@pytest.mark.parametrize(
    ("expect", "applies", "place"),
    [
        (("seat.votin",), "true", "the condition after --expect"),
        (("seat.voting", "body.kind == 'board'"), "true", "the condition after --expect (2)"),
        (("seat.voting",), "seat.label", "the condition after --applies"),
        (("voting",), "true", "the condition after --expect"),
    ],
)
def test_a_condition_that_cannot_be_used_is_refused(
    expect: tuple[str, ...], applies: str, place: str
) -> None:
    with pytest.raises(PackError) as raised:
        drafted(new("a-rule-here", "roles", expect, applies))
    assert raised.value.problems[0].place.file == place


# --- shortening, and writing --------------------------------------------------------------


@settings(max_examples=3, derandomize=True, deadline=None, database=None)
@given(engagements())
def test_nothing_can_be_left_out_of_what_was_shortened(data: Data) -> None:
    facts = facts_of(data)
    seats = facts.subjects.get("seat", ())
    if not seats:
        return
    wanted = seats[0].identity

    def keeps(sheet: object) -> bool:
        return wanted in {one.identity for one in sheet.subjects.get("seat", ())}  # type: ignore[attr-defined]

    ties = data.get("ties")
    short = shrunk(Sample(data, None, EXAMPLE_DAY, facts), keeps, BUILT_IN_VOCABULARY)
    assert keeps(short.facts)
    assert short.size <= Sample(data, ties, EXAMPLE_DAY, facts).size
    again = shrunk(short, keeps, BUILT_IN_VOCABULARY)
    assert again.data == short.data


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20) | st.sampled_from(
    [
        "",
        "~",
        "null",
        "<<",
        "yes",
        "no",
        "- a",
        "a: b",
        "#",
        " a",
        "'",
        '"',
        "1e3",
        "a\nb",
        "{",
        "!x",
    ]
)


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), TEXTS | st.lists(TEXTS, max_size=3)))
def test_what_is_written_is_read_again(data: dict[str, object]) -> None:
    read = read_text(as_yaml({"x": data}), "a.yaml")
    assert isinstance(read, Document), read
    assert read.data == {"x": data}


def test_each_condition_is_shown_alone() -> None:
    """What is not stated would notice that one is left out, and shows nothing of what it is for."""
    paid = "role.payment.expenses.when in ['beforehand', 'same-day']"
    covered = "'childcare' in role.payment.expenses.covers"
    for expect in ((paid, covered), (covered, paid)):
        _, search = drafted(new("childcare-not-met", "payment", expect))
        titles = [one.title for one in search.examples if one.outcome == "failed"]
        assert len(titles) == 2
        assert any("expenses.when is" in one and "covers" not in one for one in titles)
        assert any("expenses.covers is" in one and "when" not in one for one in titles)
