"""Loading rules: what is wrong is told at its place, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.rules.pack_texts import write_pack
from tests.rules.rule_texts import EXAMPLES, WORDS, problem_lines, rule_text

from pitfall_audit.errors import PackError
from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.form.outcomes import PITFALLS
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.rules.packs import (
    check_built_in,
    check_whole,
    load_built_in,
    load_pack,
    load_rule,
)
from pitfall_audit.rules.proving import prove_pack
from pitfall_audit.yaml.places import Problem


def pack_of(folder: Path, **texts: str) -> Path:
    (folder / PACK_FILE).write_text("name: house\nversion: '1'\n", encoding="utf-8")
    for name, text in texts.items():
        path = folder / f"{name.replace('_', '-')}.yaml"
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def faults(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as raised:
        load_pack(folder)
    assert all(problem.help and problem.message for problem in raised.value.problems)
    return raised.value.problems


def only_fault(folder: Path, text: str) -> Problem:
    found = faults(pack_of(folder, a_rule=text))
    assert len(found) == 1, [problem.message for problem in found]
    return found[0]


def test_a_right_rule_loads_and_is_proved_by_its_examples(tmp_path: Path) -> None:
    pack = load_pack(pack_of(tmp_path, a_rule=rule_text()))
    assert [rule.id for rule in pack.rules] == ["a-rule"]
    assert check_whole(pack) == ()
    proof = prove_pack(pack)
    assert (proof.rules, proof.examples, proof.failures, proof.problems) == (1, 2, (), ())


def test_the_built_in_rules_come_in_the_order_of_the_pitfalls() -> None:
    rules = load_built_in().rules
    assert list(rules) == sorted(
        rules, key=lambda rule: (PITFALLS.index(rule.logic.pitfall), rule.id)
    )


# --- where in an expression -------------------------------------------------------------

_WRITTEN = {
    "plain": "seat.label == 'a' && seat.staus == 'b'",
    "plain, on two lines": "seat.label == 'a'\n  && seat.staus == 'b'",
    "plain, with a blank line": "seat.label == 'a' &&\n\n   seat.staus == 'b'",
    "in single quotation marks": "'seat.label == ''a'' && seat.staus == ''b'''",
    "in double quotation marks": "\"seat.label == 'a' && seat.staus == 'b'\"",
    "with escapes": '"seat.label == \\"\\u00e9\\" &&\\n\\tseat.staus == \'b\'"',
    "escaped over two lines": "\"seat.label == 'a' \\\n  && seat.staus == 'b'\"",
    "as a block": "|\n  seat.label == 'a'\n  && seat.staus == 'b'",
    "as a block that keeps its end": "|+\n    seat.label == 'a' &&\n\n    seat.staus == 'b'\n",
    "folded": ">\n  seat.label == 'a'\n  && seat.staus == 'b'",
    "folded and stripped": ">-\n\n  seat.label == 'a'\n\n\n  && seat.staus == 'b'",
    "behind an anchor": "&here |\n  seat.label == 'a'\n  && seat.staus == 'b'",
    "behind a tag": "!!str 'seat.label == ''a'' && seat.staus == ''b'''",
    "behind letters beyond ASCII": "seat.label == 'é😀' && seat.staus == 'b'",
}


@pytest.mark.parametrize("written", _WRITTEN.values(), ids=_WRITTEN)
@pytest.mark.parametrize("key", ["applies", "expect"])
def test_a_fault_is_shown_at_its_line_and_column(tmp_path: Path, written: str, key: str) -> None:
    shown = written if key == "applies" else "\n- that: " + written.replace("\n", "\n  ")
    text = rule_text(**{key: shown})
    fault = only_fault(tmp_path, text)
    assert fault.id == "expression-invalid"
    assert fault.help == "Did you mean `status`?"
    assert (fault.place.line, fault.place.column) == problem_lines(text, ".staus")
    assert fault.place.excerpt == text.split("\n")[fault.place.line - 1]


def test_a_fault_in_an_alias_is_shown_at_the_alias(tmp_path: Path) -> None:
    text = rule_text(applies="&one has(seat.status)", expect="[*one, seat.staus == '']")
    assert only_fault(tmp_path, text).message.startswith("This expression can't be used")
    text = rule_text(applies="&one seat.staus == ''", expect="[*one]")
    first, second = faults(pack_of(tmp_path, a_rule=text))
    assert (first.place.line, first.place.column) == problem_lines(text, ".staus")
    assert (second.place.line, second.place.column) == problem_lines(text, "*one")


_HELP = {
    "a field of an object": ("seat.body.kindd == ''", ".kindd", "Did you mean `kind`?"),
    "nothing like it": (
        "seat.person.zzzzzz == ''",
        ".zzzzzz",
        "A person has: id, word, post, experience, training.",
    ),
    "another kind of subject": (
        "promise.label == ''",
        ".label",
        "Read fields of `seat`, or of what it holds.",
    ),
    "an unknown name": ("seet.label == ''", ".label", "Did you mean `seat`?"),
    "text without quotation marks": (
        "seat.label == observer",
        "observer",
        "Text stands in quotes: 'observer'.",
    ),
    "a threshold that is not given": (
        "thresholds.few > 3",
        ".few",
        "Give it a number: `thresholds: {few: 3}`.",
    ),
    "a whole number and a number": (
        "seat.body.other_member_count < 3.5",
        "< 3.5",
        "Write it without a point: `seat.body.other_member_count < 4`.",
    ),
    "text and a number": (
        "seat.label == 3",
        "== 3",
        "Text stands in quotes: '3'.",
    ),
    "words for signs": (
        "seat.open and seat.ended",
        "and",
        "“and” is &&, “or” is ||, “not” is !.",
    ),
    "no condition": (
        "seat.label",
        "seat.label",
        "Compare it: `seat.label == '…'`. Whether it is stated at all is `has(seat.label)`.",
    ),
    "a word that is nearly right": (
        "seat.status == 'observr'",
        "'observr'",
        "Did you mean `observer`?",
    ),
    "a word in a list": (
        "seat.status in ['observer', 'co-opt']",
        "'co-opt'",
        "Did you mean `co-opted`?",
    ),
    "a word in a loop": (
        "seat.capacity.exists(one, one == 'carrer')",
        "'carrer'",
        "Did you mean `carer`?",
    ),
    "a word on the left": ("'observr' == seat.status", "'observr'", "Did you mean `observer`?"),
    "a word like none": (
        "seat.body.powers == 'rule'",
        "'rule'",
        "It is one of: decide, advise, scrutinise, learn.",
    ),
    "loops that nest": (
        "seat.capacity.exists(a, seat.capacity.exists(b, seat.capacity.exists(c, c == a)))",
        "seat.capacity",
        "Take the inner loop apart into a condition of its own.",
    ),
    "texts that grow": (
        "seat.capacity.exists(a, a + a == '')",
        "+ a",
        "Compare the parts one by one.",
    ),
    "what hides a field": (
        "dyn(seat).staus == ''",
        "(seat)",
        "Read the field itself, and compare it with words or numbers.",
    ),
    "a map": (
        "{'a': seat.status == 'whatever'}.a",
        "{'a'",
        "Read the field itself, and compare it with words or numbers.",
    ),
}


@pytest.mark.parametrize(("expression", "at", "help_text"), _HELP.values(), ids=_HELP)
def test_an_expression_that_does_not_fit_is_told_what_to_write(
    tmp_path: Path, expression: str, at: str, help_text: str
) -> None:
    text = rule_text(applies=f"|\n  {expression}")
    fault = only_fault(tmp_path, text)
    assert fault.help == help_text
    line, column = problem_lines(text, expression)
    wanted = 0 if fault.id == "expression-too-deep" else expression.index(at)
    if fault.id != "expression-too-deep":
        assert (fault.place.line, fault.place.column) == (line, column + wanted)


def test_a_date_must_be_one(tmp_path: Path) -> None:
    text = rule_text(
        subject="promise",
        expect="[promise.due < '2026-6-1']",
        message="No.",
        passed="Yes.",
        points_at="promise.due",
    )
    fault = only_fault(tmp_path, text)
    assert (fault.id, fault.help) == ("not-a-date", "Write the date as '2026-11-26'.")
    assert (fault.place.line, fault.place.column) == problem_lines(text, "'2026-6-1'")


# --- the file around them ---------------------------------------------------------------


_BITTEN: Mapping[str, tuple[Mapping[str, str], str]] = {
    "!": ({"applies": "!seat.open"}, "applies: |\n  !seat.open"),
    ":": (
        {"applies": "seat.open ? true : false"},
        "applies: |\n  seat.open ? true : false",
    ),
    "&": (
        {"applies": "!seat.open && has(seat.status)"},
        "applies: |\n  !seat.open && has(seat.status)",
    ),
    "a word first": ({"applies": "'a' == seat.label"}, "applies: |\n  'a' == seat.label"),
    "in a list": ({"expect": "\n  - !seat.open"}, "  - |\n    !seat.open"),
    "with a name": (
        {"expect": "\n  - that: seat.open ? true : false"},
        "  - that: |\n      seat.open ? true : false",
    ),
    "of a severity": (
        {"severity": "\n  - when: !seat.open\n    is: error\n  - is: advice"},
        "  - when: |\n      !seat.open",
    ),
    "in brackets": (
        {"expect": "[!seat.open, seat.status in ['observer', 'co-opted']]"},
        "expect:\n  - |\n    !seat.open\n  - |\n    seat.status in ['observer', 'co-opted']",
    ),
    "a comma in brackets": (
        {"expect": "[seat.capacity.exists(a, a == 'carer'), has(seat.status)]"},
        "expect:\n  - |\n    seat.capacity.exists(a, a == 'carer')\n  - |\n    has(seat.status)",
    ),
    "a message": ({"message": "{{ seat.label }} is."}, 'message: "{{ seat.label }} is."'),
    "a message that is a blank": ({"message": "{{ seat.label }}"}, 'message: "{{ seat.label }}"'),
    "a message with a quotation": (
        {"passed": '{{ seat.label }}: "so".'},
        "passed: '{{ seat.label }}: \"so\".'",
    ),
}


@pytest.mark.parametrize(("fields", "right"), _BITTEN.values(), ids=_BITTEN)
def test_yaml_that_bites_shows_the_line_as_it_is_to_be(
    tmp_path: Path, fields: Mapping[str, str], right: str
) -> None:
    text = rule_text(**fields)
    fault = only_fault(tmp_path, text)
    says, shown = fault.help.split(":\n", 1) if ":\n" in fault.help else ("", "")
    shown = shown.rsplit("under `|`:\n", 1)[-1]
    assert says
    assert shown == right
    first = re.split(r"[\n|\"']", right, maxsplit=1)[0].rstrip()
    (written,) = [line for line in text.split("\n") if line.startswith(first)][:1]
    rule, problems = compile_rule(RuleText("a-rule.yaml", text.replace(written, shown)))
    assert problems == ()
    assert rule is not None


def test_a_comma_within_a_condition_in_braces_is_told(tmp_path: Path) -> None:
    text = rule_text(expect="[{that: seat.capacity.exists(a, a == 'x'), says: No.}]")
    fault = only_fault(tmp_path, text)
    assert "a comma ends a condition" in fault.message
    assert "quotation marks" in fault.help


@pytest.mark.parametrize(
    ("fields", "at", "key"),
    [
        ({"title": "'{{ seat.label }} is open'"}, "'{{ seat.label }} is", "title"),
        ({"related": "[{at: role, says: '{seat.label}'}]"}, "'{seat.label}'}", "says"),
        (
            {"words": WORDS.replace("What is it?", "What of {{ seat.label }}?")},
            "What of",
            "question",
        ),
        ({"words": WORDS.replace("It matters.", "Why {seat.label}.")}, "Why {", "why"),
        ({"words": WORDS.replace("Write it down.", "|\n  Do so:\n  {{ x }}")}, "|\n  Do", "remedy"),
    ],
)
def test_a_blank_where_none_is_filled_is_told(
    tmp_path: Path, fields: Mapping[str, str], at: str, key: str
) -> None:
    text = rule_text(**fields)
    fault = only_fault(tmp_path, text)
    assert fault.id == "blank-unfilled"
    assert f"`{key}` has no blanks" in fault.message
    assert (fault.place.line, fault.place.column) == problem_lines(text, at)


def test_braces_in_words_that_are_no_blank_are_let_be(tmp_path: Path) -> None:
    words = WORDS.replace("Write it down.", "'Write `told: {on: 2026-06-06}`.'")
    load_pack(pack_of(tmp_path, a_rule=rule_text(words=words)))


@pytest.mark.parametrize(
    ("message", "right"),
    [
        ("{seat.label} has no vote.", '"{{ seat.label }} has no vote."'),
        ("{seat.label}", '"{{ seat.label }}"'),
        ("{seat.label}: no vote.", '"{{ seat.label }}: no vote."'),
        ("{seat.status|or('x')}, {seat.label}",
         "\"{{ seat.status|or('x') }}, {{ seat.label }}\""),
        ('{seat.label} says "no".', "'{{ seat.label }} says \"no\".'"),
    ],
)  # fmt: skip
def test_a_message_that_begins_with_one_brace_is_shown_done(
    tmp_path: Path, message: str, right: str
) -> None:
    text = rule_text(message=message)
    fault = only_fault(tmp_path, text)
    assert "begins with a brace stands in" in fault.message
    assert fault.help == f"Write it like this:\nmessage: {right}"
    assert fault.place.line == problem_lines(text, message)[0]
    assert compile_rule(RuleText("a-rule.yaml", text.replace(message, right)))[1] == ()


@pytest.mark.parametrize(
    ("fields", "key", "bare"),
    [
        ({"message": "“{{ seat.label }} has no vote.”"}, "message",
         "{{ seat.label }} has no vote."),
        ({"passed": "„All is well.“"}, "passed", "All is well."),
        ({"title": "\u2018Nobody\u2019s vote\u2019"}, "title", "Nobody\u2019s vote"),
        ({"passed": "“She said \u2018no\u2019.”"}, "passed", "She said \u2018no\u2019."),
        ({"words": WORDS.replace("Write it down.", "«Write it down.»")}, "remedy",
         "Write it down."),
        ({"examples": EXAMPLES.replace("  - files:\n", "  - title: “On it”\n    files:\n")},
         "title", "On it"),
    ],
)  # fmt: skip
def test_a_text_between_curled_quotation_marks_is_told(
    tmp_path: Path, fields: Mapping[str, str], key: str, bare: str
) -> None:
    text = rule_text(**fields)
    fault = only_fault(tmp_path, text)
    assert fault.id == "quotation-marks-curled"
    line, column = problem_lines(text, bare)
    assert (fault.place.line, fault.place.column) == (line, column - 1)
    assert f'\n{key}: "{bare}"\n' in fault.help


@pytest.mark.parametrize(
    "message",
    [
        '"“{{ seat.label }} has no vote.”"',
        "“{{ seat.label }}” has no “vote”",
        "'“Nothing about us without us”'",
        "|\n  “Nothing about us without us”",
    ],
)
def test_curled_quotation_marks_that_are_meant_are_let_be(tmp_path: Path, message: str) -> None:
    load_pack(pack_of(tmp_path, a_rule=rule_text(message=message)))


@pytest.mark.parametrize(
    ("fields", "key", "whole"),
    [
        ({"message": "Ward #3 is full."}, "message", "Ward #3 is full."),
        ({"passed": "Ward #3 {{ seat.label }}"}, "passed", "Ward #3 {{ seat.label }}"),
        ({"title": "Ward #3"}, "title", "Ward #3"),
        ({"expect": "\n  - that: has(seat.status)\n    says: No #1."}, "says", "No #1."),
        ({"adds": "\n  - when: seat.open\n    says: No #1."}, "says", "No #1."),
        ({"expect": "\n  - that: has(seat.status)\n    says: #1 is."}, "says", "#1 is."),
        ({"words": WORDS.replace("Write it down.", "Write #1 down.")}, "remedy", "Write #1 down."),
        ({"examples": EXAMPLES.replace("  - files:\n", "  - title: On #1\n    files:\n")},
         "title", "On #1"),
    ],
)  # fmt: skip
def test_a_text_that_a_remark_cuts_short_is_told(
    tmp_path: Path, fields: Mapping[str, str], key: str, whole: str
) -> None:
    text = rule_text(**fields)
    fault = only_fault(tmp_path, text)
    assert fault.id == "text-cut"
    assert (fault.place.line, fault.place.column) == problem_lines(text, whole[whole.index("#") :])
    assert f'\n{key}: "{whole}"\n' in fault.help


@pytest.mark.parametrize(
    "fields",
    [
        {"applies": "seat.label.contains(' #1')"},
        {"expect": "\n  - seat.label.contains(' #1')"},
        {"expect": "\n  - that: seat.label.contains(' #1')"},
        {"severity": "\n  - when: seat.label.contains(' #1')\n    is: error\n  - is: advice"},
    ],
)
def test_a_condition_that_a_remark_cuts_short_is_told(
    tmp_path: Path, fields: Mapping[str, str]
) -> None:
    text = rule_text(**fields)
    fault = only_fault(tmp_path, text)
    assert fault.id == "text-cut"
    assert (fault.place.line, fault.place.column) == problem_lines(text, "#1')")
    shown = fault.help.split(":\n", 1)[1]
    written = next(line for line in text.split("\n") if "#1" in line)
    assert compile_rule(RuleText("a-rule.yaml", text.replace(written, shown)))[1] == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"severity": "[{when: seat.label.contains(' #1'), is: error}, {is: advice}]"},
        {"message": "Ward #3 is\n  not so."},
        {"passed": "#3 is so"},
    ],
)
def test_a_remark_that_breaks_the_file_is_told_too(
    tmp_path: Path, fields: Mapping[str, str]
) -> None:
    (fault, *_) = faults(pack_of(tmp_path, a_rule=rule_text(**fields)))
    assert "YAML takes what stands behind # for a remark." in fault.help


@pytest.mark.parametrize(
    "fields",
    [
        {"message": '"Ward #3 is so." # our own words', "passed": "'So.'  # and here"},
        {"message": "|  # on three lines\n  Ward #3\n  is so."},
        {"message": "Ward#3 is so."},
        {"applies": "seat.open  # the open ones", "level": "core  # for all"},
        {"expect": "\n  # what must hold\n  - has(seat.status)  # stated"},
        {"words": f"# the second part\n{WORDS}# its end\n"},
        {"expect": "\n  - that: has(seat.status)\n    says:   # nothing yet"},
    ],
)
def test_a_remark_that_is_one_is_let_be(fields: Mapping[str, str]) -> None:
    assert compile_rule(RuleText("a-rule.yaml", rule_text(**fields)))[1] == ()


def test_other_yaml_that_bites_says_nothing_of_conditions(tmp_path: Path) -> None:
    assert "condition" not in only_fault(tmp_path, rule_text(title="!a title")).help
    twice = rule_text(expect="\n  - {that: 'true', that: 'false'}")
    fault = only_fault(tmp_path, twice)
    assert fault.id == "duplicate-key"
    assert "condition" not in fault.help


_FIELDS_THAT_FAIL = {
    "an unknown field": ({"colour": "red"}, "unknown-key", "colour"),
    "a word that is none": ({"level": "cor"}, "not-one-of", "cor\n"),
    "a number that is none": ({"thresholds": "{few: x}"}, "wrong-type", "x}"),
    "a threshold that nothing reads": ({"thresholds": "{few: 3}"}, "threshold-unused", "few"),
    "a value that no message names": ({"let": "{few: seat.label}"}, "value-unused", "few"),
    "a value that is named as something else": (
        {"let": "{few: seat.label, many: seat.label}", "message": "'{{ few }}'"},
        "value-unused",
        "many",
    ),
    "a place that is none": ({"points_at": "roles.status"}, "anchor-unknown", "roles.status"),
    "another place that is none": (
        {"related": "[{at: bodies.kind, says: it}]"},
        "anchor-unknown",
        "bodies.kind",
    ),
    "severities that do not end": (
        {"severity": "[{when: seat.open, is: error}]"},
        "severity-open",
        "[{when",
    ),
    "a severity that comes too early": (
        {"severity": "[{is: error}, {is: advice}]"},
        "severity-open",
        "[{is: error}",
    ),
    "a blank that names nothing": (
        {"passed": '"{{ seat.labell }}"'},
        "message-invalid",
        "{{ seat.labell",
    ),
    "a blank that may be empty": (
        {"message": "|\n  First.\n  {{ seat.status }}"},
        "message-invalid",
        "{{ seat.status",
    ),
    "one brace": ({"message": "'So: {seat.label}.'"}, "message-invalid", "{seat.label}"),
    "one brace, in a text below": (
        {"expect": "[{that: has(seat.status), says: '{ seat.label }'}]"},
        "message-invalid",
        "{ seat.label }",
    ),
    "one brace, in a sentence that is added": (
        {"adds": "[{when: seat.open, says: 'So: ${seat.label}'}]"},
        "message-invalid",
        "${seat.label}",
    ),
    "one brace, on a later line": (
        {"message": "|\n\n  First,\n  and so {seat.label}."},
        "message-invalid",
        "{seat.label}",
    ),
    "a blank that names nothing, further on": (
        {"passed": '"{{ seat.label }} and {{ seat.labell }}"'},
        "message-invalid",
        "{{ seat.labell",
    ),
    "days of a text": ({"passed": "'{{ seat.label|days }}'"}, "message-invalid", "{{ seat.label|d"),
    "a date of a number": (
        {"passed": "'{{ one|date }}'", "let": "{one: size(seat.label)}"},
        "message-invalid",
        "{{ one|date",
    ),
    "a list without its filter": (
        {"passed": "'{{ one }}'", "let": "{one: seat.supporters}"},
        "message-invalid",
        "{{ one }}",
    ),
    "no conditions": ({"expect": "[]"}, "missing-key", "expect"),
    "ties for all to see": (
        {
            "subject": "hats",
            "applies": "'hats.whole_body'",
            "expect": "['!hats.whole_body']",
            "message": "A",
            "passed": "B",
            "points_at": "body",
        },
        "private-missing",
        "hats",
    ),
    "a seat over several files": ({"scope": "portfolio"}, "scope-of-subject", "portfolio"),
}


@pytest.mark.parametrize(("fields", "id_", "at"), _FIELDS_THAT_FAIL.values(), ids=_FIELDS_THAT_FAIL)
def test_each_fault_of_a_rule_file_has_its_place(
    tmp_path: Path, fields: dict[str, str], id_: str, at: str
) -> None:
    text = rule_text(**fields)
    fault = only_fault(tmp_path, text)
    assert fault.id == id_, fault
    assert (fault.place.line, fault.place.column) == problem_lines(text, at)


@pytest.mark.parametrize(
    "let",
    ["seat.days_told_after_start", "seat.open ? 1 : 2", "size(seat.label)", "thresholds.few"],
)
def test_a_value_under_let_is_taken_for_what_it_is(tmp_path: Path, let: str) -> None:
    text = rule_text(
        let=f"\n  one: |\n    {let}", thresholds="{few: 3}", message="'{{ one|days }}'",
        passed="'{{ thresholds.few }}'",
    )  # fmt: skip
    _, problems = compile_rule(RuleText("a-rule.yaml", text))
    assert problems == ()


@pytest.mark.parametrize(
    "named",
    [
        {"message": "'{{ one }}'"},
        {"passed": "\"{{ one|or('a') }}\""},
        {"expect": "[{that: has(seat.status), says: '{{ one }}'}]"},
        {"adds": "[{when: seat.open, says: '{{ one }}'}]"},
    ],
)
def test_a_value_may_be_named_in_any_message(named: dict[str, str]) -> None:
    text = rule_text(let="{one: seat.label}", **named)
    assert compile_rule(RuleText("a-rule.yaml", text))[1] == ()


def test_a_date_under_let_is_one(tmp_path: Path) -> None:
    def problems(let: str) -> tuple[Problem, ...]:
        text = rule_text(
            subject="promise", applies="promise.open", expect="[has(promise.due)]",
            points_at="promise.due", let=f"\n  one: |\n    {let}", message="'{{ one|date }}'",
            passed="So.",
        )  # fmt: skip
        return compile_rule(RuleText("a-rule.yaml", text))[1]

    assert problems("promise.due") == ()
    assert problems("promise.open ? promise.due : promise.review_due") == ()
    (fault,) = problems("promise.label")
    assert "“one” is text" in fault.message


def test_a_threshold_is_not_called_unread_where_its_reader_can_not_be_read(
    tmp_path: Path,
) -> None:
    text = rule_text(thresholds="{few: 3}", message="'{thresholds.few}'")
    assert only_fault(tmp_path, text).id == "message-invalid"


def test_an_expression_may_not_be_too_long(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, rule_text(applies=f"seat.label == '{'a' * 2000}'"))
    assert fault.id == "expression-too-long"


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    pack_of(
        tmp_path,
        a_rule=rule_text(applies="seat.a == ''", passed='"{{ seat.b }}"'),
        b_rule=rule_text(id="b-rule", points_at="nowhere", colour="red"),
        c_rule="",
    )
    found = faults(tmp_path)
    assert [(one.place.file.rpartition("/")[2], one.id) for one in found] == [
        ("a-rule.yaml", "expression-invalid"),
        ("a-rule.yaml", "message-invalid"),
        ("b-rule.yaml", "unknown-key"),
        ("c-rule.yaml", "empty-file"),
    ]


def test_an_id_is_the_name_of_its_file_and_taken_once(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    pack_of(tmp_path, a_rule=rule_text())
    (tmp_path / "inner" / "other.yaml").write_text(rule_text(), encoding="utf-8")
    misnamed, taken = faults(tmp_path)
    assert (misnamed.id, misnamed.help) == (
        "rule-misnamed",
        "Name the file a-rule.yaml, so that it can be found.",
    )
    assert taken.id == "rule-id-taken"
    assert taken.related[0].place.file.endswith("a-rule.yaml")


def test_a_folder_that_is_not_there_and_one_without_rules(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere")[0].id == "pack-missing"
    assert faults(tmp_path)[0].id == "pack-file-missing"
    assert faults(pack_of(tmp_path))[0].id == "pack-empty"


def test_where_the_pack_is_in_a_folder_below_that_is_named(tmp_path: Path) -> None:
    write_pack(tmp_path / "all" / "house-rules")
    (fault,) = faults(tmp_path)
    assert fault.help.endswith("/all/house-rules: name that one.")
    with pytest.raises(PackError) as refused:
        load_pack(tmp_path / "all", ".")
    (fault,) = refused.value.problems
    assert fault.help == "There is a pack in the folder house-rules: name that one."
    write_pack(tmp_path / "all" / "more-rules")
    with pytest.raises(PackError) as refused:
        load_pack(tmp_path / "all", ".")
    (fault,) = refused.value.problems
    assert fault.help == "There are packs in folders below: house-rules, more-rules. Name one."


def test_hidden_files_are_no_rules(tmp_path: Path) -> None:
    (tmp_path / ".drafts").mkdir()
    (tmp_path / ".drafts" / "b-rule.yaml").write_text("not: [a rule", encoding="utf-8")
    assert len(load_pack(pack_of(tmp_path, a_rule=rule_text())).rules) == 1


# --- the parts that are read late ---------------------------------------------------------


def late_faults(folder: Path, text: str) -> tuple[Problem, ...]:
    return faults(pack_of(folder, a_rule=text))


def test_missing_parts_are_told_of_where_they_are_read(tmp_path: Path) -> None:
    text = rule_text().partition("---")[0]
    pack = load_rule(pack_of(tmp_path, a_rule=text) / "a-rule.yaml")
    with pytest.raises(PackError, match="no part 2, what it says"):
        pack.rules[0].words  # noqa: B018
    with pytest.raises(PackError, match="no part 3, its examples"):
        pack.rules[0].examples  # noqa: B018
    assert [problem.id for problem in check_whole(pack)] == ["rule-part-missing"] * 2
    assert faults(tmp_path) == check_whole(pack)


def test_a_part_too_many_is_told_of(tmp_path: Path) -> None:
    assert [one.id for one in late_faults(tmp_path, rule_text() + "---\na: b\n")] == [
        "rule-part-unknown"
    ]


@pytest.mark.parametrize(
    ("words", "id_", "at"),
    [
        (WORDS.replace("why:", "whi:"), "unknown-key", "whi:"),
        (
            WORDS.replace("{article: roles}", "{standard: none-such}"),
            "standard-unknown",
            "none-such",
        ),
        (WORDS.replace("{article: roles}", "{bears: derived}"), "ground-unclear", "{bears"),
    ],
)
def test_faults_in_words_have_their_place(tmp_path: Path, words: str, id_: str, at: str) -> None:
    text = rule_text(words=words)
    found = {problem.id: problem for problem in late_faults(tmp_path, text)}
    assert (found[id_].place.line, found[id_].place.column) == problem_lines(text, at)
    assert found[id_].help


def test_a_first_line_of_three_hyphens_begins_the_first_part(tmp_path: Path) -> None:
    text = "---\n" + rule_text(colour="red")
    fault = only_fault(tmp_path, text)
    assert (fault.place.line, fault.place.column) == problem_lines(text, "colour")


@pytest.mark.parametrize(
    ("examples", "expected", "happened"),
    [
        (EXAMPLES.replace("status: observer, ", ""), "seats[m/a]: passed", "seats[m/a]: failed"),
        (
            EXAMPLES.replace('["seats[m/a]"]', '["seats[m/b]"]', 1),
            "seats[m/b]: failed",
            "there was seats[m/a]",
        ),
        (
            EXAMPLES.replace('"seats[m/a]"', '{subject: "seats[m/a]", severity: error}', 1),
            "seats[m/a]: failed (error)",
            "seats[m/a]: failed (warning)",
        ),
        (
            EXAMPLES.replace('"seats[m/a]"', '{subject: "seats[m/a]", says: "no such words"}', 1),
            "words with “no such words”",
            "M (a): not so.",
        ),
        (EXAMPLES.replace("carer", "carrer", 1), "a file that can be read", "carrer"),
    ],
)
def test_examples_that_do_not_hold_say_so(
    tmp_path: Path, examples: str, expected: str, happened: str
) -> None:
    pack = load_pack(pack_of(tmp_path, a_rule=rule_text(examples=examples)))
    (failure,) = prove_pack(pack).failures
    assert failure.expected == expected
    assert happened in failure.happened
    assert failure.place.line > len(rule_text().partition("failed:")[0].splitlines())


def test_the_built_in_rules_hold_what_checking_them_finds() -> None:
    checked, loaded = check_built_in(), load_built_in()
    assert [rule.id for rule in checked.rules] == [rule.id for rule in loaded.rules]
    for rule, other in zip(checked.rules, loaded.rules, strict=True):
        programs = [rule.applies, *(one.program for one in rule.expect)]
        others = [other.applies, *(one.program for one in other.expect)]
        assert [one.tree.reads for one in programs] == [one.tree.reads for one in others]
        assert rule.message == other.message


def test_a_field_of_another_part_is_told_where_it_belongs(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, rule_text(message="Not so.\nwrite_in: somewhere"))
    assert fault.help == "It belongs in part 2, what it says."


# --- dividers ---------------------------------------------------------------------------------


def test_a_lost_divider_is_told_with_its_line(tmp_path: Path) -> None:
    text = rule_text().replace("---\nwhy", "why")
    fault = only_fault(tmp_path, text)
    line, _ = problem_lines(text, "why")
    assert fault.id == "rule-divider-missing"
    assert fault.message == (
        "The line of three hyphens between part 1 (what it checks) and part 2 (what it says) is "
        "missing."
    )
    assert fault.help == (
        f"Write --- on a line of its own before line {line}, which begins with `why`."
    )
    assert (fault.place.line, fault.place.column, fault.place.excerpt) == (
        line, 1, "why: It matters."
    )  # fmt: skip


def test_the_second_divider_may_be_lost(tmp_path: Path) -> None:
    text = rule_text().replace("---\nfailed", "failed")
    fault = only_fault(tmp_path, text)
    assert "between part 2 (what it says) and part 3 (its examples)" in fault.message
    assert fault.place.line == problem_lines(text, "failed:")[0]


def test_both_dividers_may_be_lost(tmp_path: Path) -> None:
    found = faults(pack_of(tmp_path, a_rule=rule_text().replace("---\n", "")))
    assert [one.place.excerpt for one in found] == ["why: It matters.", "failed:"]


@pytest.mark.parametrize("typed", ["--", "-", "----", "—", "\u2013-", "===", "***", "___"])
@pytest.mark.parametrize("number", [0, 1])
def test_a_divider_that_is_typed_otherwise_is_told(tmp_path: Path, typed: str, number: int) -> None:
    parts = rule_text().split("---\n")
    parts[number] += f"{typed}\n" + parts.pop(number + 1)
    text = "---\n".join(parts)
    fault = only_fault(tmp_path, text)
    assert fault.id == "rule-divider-missing"
    assert f"`{typed}` does not set part {number + 1}" in fault.message
    assert fault.help == "Write three hyphens on this line, and nothing else: ---"
    assert fault.place.excerpt == typed


def test_one_field_in_the_wrong_part_is_no_lost_divider(tmp_path: Path) -> None:
    text = rule_text(message="Not so.\nwrite_in: somewhere").rpartition("---\n")[0]
    assert "rule-divider-missing" not in {one.id for one in faults(pack_of(tmp_path, a_rule=text))}
