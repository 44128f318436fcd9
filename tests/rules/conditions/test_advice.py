"""Expressions that CEL refuses: each told in plain words, at its place, and never in CEL's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.expression_checks import ExpressionFault, check_expression
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY

_CEL = re.compile(
    r"overload|struct|facts\.[A-Z]|undeclared|container|INVALID|UNKNOWN|Syntax error|mismatched|"
    r"token|EOF|operand|IDENTIFIER|null_type|_[<>=&|!]|input|comprehension|LIST<"
)
THRESHOLDS: dict[str, ThresholdValue] = {"few": 3, "share": 0.5}


def faults(text: str, subject: SubjectKind = "seat") -> tuple[ExpressionFault, ...]:
    environment = BUILT_IN_VOCABULARY.environment(THRESHOLDS)
    return check_expression(text, environment, subject, THRESHOLDS)[1]


def only(text: str, subject: SubjectKind = "seat") -> ExpressionFault:
    (fault,) = faults(text, subject)
    return fault


def test_what_there_is_has_its_article() -> None:
    assert only("observation.zzzzzz == ''", "observation").help.startswith("An observation has: ")
    assert only("seat.person.zzzzzz == ''").help.startswith("A person has: ")


@pytest.mark.parametrize(
    ("subject", "text", "says", "help_"),
    [
        ("body", "body.kind = 'board'", "one `=` stands where two belong",
         "“is” is ==: `body.kind == 'board'`."),
        ("body", "body.kind == board", "`board` stands there without quotation marks",
         "Text stands in quotes: 'board'."),
        ("seat", "seat.status in [observer]", "without quotation marks", "in quotes: 'observer'."),
        ("seat", "seat.status == full-member", "`full-member` stands there without",
         "in quotes: 'full-member'."),
        ("body", "body.carer_seats >= 1.5",
         "`body.carer_seats` is a whole number, and `1.5` is a number with a point",
         "Write it without a point: `body.carer_seats >= 2`."),
        ("body", "body.carer_seats > 1.5", "whole number", "`body.carer_seats > 1`."),
        ("body", "body.carer_seats == 2.0", "whole number", "Write it without a point, as 2."),
        ("person", "person.hours_at_least > 3", "a number with a point, and `3`",
         "Write the number with a point, as 3.0."),
        ("seat", "seat.body.other_member_count > thresholds.share", "whole number",
         "Give the threshold `share` without a point, as 3."),
        ("seat", "seat.voting == 'yes'", "`seat.voting` is a yes or no, and `'yes'` is text",
         "A yes or no stands alone: `seat.voting`, `!seat.voting`."),
        ("seat", "seat.voting == yes", "do not know the word `yes`", "`!seat.voting`"),
        ("seat", "seat.capacity.contains('carer')", "`seat.capacity` is a list",
         "asked with `in`: `'carer' in seat.capacity`."),
        ("seat", "seat.capacity == 'carer'", "a list", "`'carer' in seat.capacity`"),
        ("seat", "seat.capacity > 1", "a list", "How many are on it is `size(seat.capacity)`."),
        ("seat", "seat.status", "this gives text", "Compare it: `seat.status == 'full-member'`."),
        ("seat", "seat.open && seat.status", "`seat.status` is text, where a condition should",
         "Compare it: `seat.status == 'full-member'`."),
        ("seat", "!seat.capacity", "a list, where a condition", "size(seat.capacity) > 0"),
        ("seat", "seat.body == 'board'", "not one fact, but several", "`seat.body.kind`"),
        ("seat", "seat.body.staus == ''", "there is no fact `seat.body.staus`", ""),
        ("seat", "seat.body.foo == ''", "no fact `seat.body.foo`", "rules facts seat.body"),
        ("seat", "voting", "nothing called `voting`", "Did you mean `seat.voting`?"),
        ("seat", "seat.label.foo == ''", "`seat.label` is text, and has no `foo`", "seat.label =="),
        ("seat", "seat.capacity.size > 1", "a list, and has no `size`", "`size(seat.capacity)`"),
        ("seat", "seat.voting.exists(x, x)", "`seat.voting` is a yes or no, not a list",
         "`!seat.voting`"),
        ("seat", "seat.capacity.exists(x, x)", "`exists()` asks of each", "exists(one, one =="),
        ("seat", "seat.capacity.exists(x == 'a')", "nothing called `x`", "exists(one, one =="),
        ("seat", "seat.status in 'observer'", "after `in` comes a list", "in ['observer']"),
        ("seat", "'observer' in seat.status", "after `in` comes a list",
         "Write `seat.status == 'observer'`."),
        ("seat", "seat.voting == null", "", "Whether it is stated is `has(seat.voting)`."),
        ("seat", "1 < seat.body.other_member_count < 3", "more than two things", "`1 < x && x"),
        ("promise", "promise.due < 2026-01-01", "`promise.due` is a date", "as '2026-11-26'."),
        ("promise", "promise.days_overdue > '30'", "`'30'` is text", "without quotes: 30."),
        ("promise", "today() > promise.due", "`today()`", "rules facts promise"),
        ("seat", "len(seat.capacity) > 1", "`len()`", "`size(…)`"),
        ("seat", "startsWith(seat.label, 'a')", "`startsWith()`", "`seat.label.startsWith('…')`"),
        ("seat", "seat.label.startswith('a')", "`startswith()`", "Did you mean `startsWith`?"),
        ("seat", "seat.status == \u2018observer\u2019", "curled", "straight"),
        ("seat", "seat.status == 'observer", "' that opens here is not closed", "Write '"),
        ("seat", "(seat.open", "the bracket ( that opens", "Write )"),
        ("seat", "seat.open)", "never opened", "Take it out."),
        ("seat", "seat.open &&", "it breaks off", ""),
        ("seat", "", "there is nothing in it", "`true`"),
        ("seat", "not seat.open", "the word `not`", "“not” is !."),
        ("seat", "seat.status not in ['observer']", "the words `not in`",
         "`!(seat.status in ['observer'])`"),
        ("seat", "seat.open & seat.voting", "one `&`", "“and” is &&."),
        ("seat", "if seat.open", "the word `if`", "?"),
        ("seat", "has(seat)", "`has()`", "`has(seat."),
        ("seat", "99999999999999999999 > 3", "too large", ""),
        ("promise", "has(promise.ownr)", "there is no fact `promise.ownr`", "`owner`"),
        ("seat", "has(seat.body.kin)", "there is no fact `seat.body.kin`", "`kind`"),
        ("promise", "has(owner)", "nothing called `owner`", "Did you mean `has(promise.owner)`?"),
        ("promise", "has(ownr)", "nothing called `ownr`", "Did you mean `has(promise.owner)`?"),
        ("promise", "owner != ''", "nothing called `owner`", "Did you mean `promise.owner`?"),
        ("promise", "ownr != ''", "nothing called `ownr`", "Did you mean `promise.owner`?"),
        ("promise", "promise.due < review_due", "nothing called `review_due`",
         "Did you mean `promise.review_due`?"),
        ("promise", "promise.owner == label", "nothing called `label`",
         "Did you mean `promise.label`? A text stands in quotes: 'label'."),
        ("seat", "seat.capacity in ['carer']", "`seat.capacity` is a list",
         "behind it the list: `'carer' in seat.capacity`."),
        ("seat", "seat.capacity in ['carer', 'service-user']", "`seat.capacity` is a list",
         "`seat.capacity.exists(one, one in ['carer', 'service-user'])`."),
        ("seat", "seat.capacity in 'carer'", "is a list", "`'carer' in seat.capacity`"),
        ("seat", "seat.capacity in seat.status", "is a list", "`seat.status in seat.capacity`"),
        ("seat", "seat.capacity in seat.capacity", "is a list",
         "exists(one, one in seat.capacity)"),
        ("promise", "promise.due < today", "nothing called `today`",
         "does not know what day it is. Days are counted by facts: `promise.days_overdue > 0`."),
        ("promise", "promise.due >= now", "nothing called `now`", "`promise.days_overdue <= 0`"),
        ("promise", "promise.due < today()", "`today()`", "`promise.days_overdue > 0`"),
        ("promise", "today > promise.due", "`today`", "`promise.days_overdue > 0`"),
        ("promise", "today - promise.due > 30", "`today`", "`promise.days_overdue`"),
        ("promise", "promise.due < 'today'", "“today” is none", "`promise.days_overdue`"),
        ("promise", "promise.review_due < today", "`today`", "counted by facts. For all"),
        ("recommendation", "recommendation.made_on < today", "",
         "`recommendation.days_waiting > 0`"),
        ("promise", "promise.owner && promise.due", "`promise.owner` is text",
         "“Is it stated?” is `has(promise.owner) && has(promise.due)`."),
        ("promise", "!promise.owner", "", "“Is it stated?” is `!has(promise.owner)`."),
        ("promise", "promise.open && promise.due", "a date", "is `has(promise.due)`."),
        ("promise", "promise.owner is stated", "the words `is stated`", "`has(promise.owner)`"),
        ("promise", "promise.owner is missing", "`is missing`", "`!has(promise.owner)`"),
        ("promise", "every promise has an owner", "can't be read from `promise`",
         "“is it stated?” is `has(promise.owner)`. What can be asked: `pitfall-audit rules facts "
         "promise`; how: docs/conditions.md."),
        ("seat", "x.ward == 'a'", "nothing called `x`", "Did you mean `seat.x.ward`?"),
    ],
)  # fmt: skip
def test_what_is_wrong_and_what_to_write(
    subject: SubjectKind, text: str, says: str, help_: str
) -> None:
    fault = only(text, subject)
    assert says in fault.message
    assert help_ in fault.help
    assert fault.help
    assert not _CEL.search(f"{fault.message} {fault.help}")
    assert (fault.line, bool(fault.column)) == (1, True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("has(promise.ownr)", (1, 12)),
        ("promise.open\n&& !has( promise.ownr )", (2, 17)),
        ("promise.ownr == ''", (1, 8)),
    ],
)
def test_the_field_that_is_not_there_is_pointed_at(text: str, place: tuple[int, int]) -> None:
    fault = only(text, "promise")
    assert (fault.line, fault.column) == place


@pytest.mark.parametrize(
    ("pattern", "at"),
    [("(", 18), ("[a-", 18), ("*", 18), ("a{2,1}", 18), ("(?<x>", 18), ("a{1001}", 18)],
)
def test_a_pattern_that_is_none_is_refused_before_it_runs(pattern: str, at: int) -> None:
    fault = only(f"seat.label.matches('{pattern}')")
    assert fault.id == "pattern-invalid"
    assert f"“{pattern}”" in fault.message
    assert (fault.line, fault.column) == (1, at + 2)


@pytest.mark.parametrize("pattern", ["(?i)chair", "^a.*b$", "\\\\(", ""])
def test_other_patterns_are_let_pass(pattern: str) -> None:
    assert faults(f"seat.label.matches('{pattern}')") == ()


_PIECES = st.sampled_from(
    ["seat.label", "seat.voting", "seat.capacity", "seat.body", "seat.status", "seat.nothing",
     "seat", "voting", "yes", "null", "3", "3.5", "'x'", "thresholds.few", "promise.due", "==", "=",
     "<", "!", "&&", "&", "in", "not", "?", ":", "(", ")", "[", "]", ",", ".size", ".contains(",
     ".exists(", "size(", "has(", "if", "\u2018", "'", "+", "-", "#", "@", "\n", "{", "}", "0x",
     "b'x'", "3u", "facts.Seat", "1e999"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=8).map(" ".join))
def test_whatever_is_written_is_told_in_plain_words(text: str) -> None:
    for fault in faults(text):
        said = f"{fault.message} {fault.help}".replace(text, "")
        for piece in re.findall(r"`[^`]*`|“[^”]*”", said):
            said = said.replace(piece, "")
        assert fault.message
        assert fault.help
        assert not _CEL.search(said), said
        if fault.line is not None and fault.column is not None:
            assert fault.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("condition", "said", "help_"),
    [
        (
            "body.carer_seats => 5",
            "there is no sign `=>`",
            "“at least” is >=: `body.carer_seats >= 5`.",
        ),
        (
            "body.carer_seats =< 5",
            "there is no sign `=<`",
            "“at most” is <=: `body.carer_seats <= 5`.",
        ),
    ],
)
def test_signs_the_wrong_way_round(condition: str, said: str, help_: str) -> None:
    from pitfall_audit.errors import PackError
    from pitfall_audit.workbench.trying import compile_to_try

    with pytest.raises(PackError) as raised:
        compile_to_try(condition)
    (problem,) = raised.value.problems
    assert said in problem.message
    assert problem.help == help_
