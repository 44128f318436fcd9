"""Packs of strangers who mean harm: what each tries, and the number that bounds it."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.rules.pack_texts import ENGAGEMENT, PACK, house_rule, write_pack
from tests.rules.rule_texts import EXAMPLES, WORDS

from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.main import main
from pitfall_audit.engagement.validation import validate
from pitfall_audit.errors import PackError
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.rules import rule_process as worker
from pitfall_audit.rules import rule_runner as running
from pitfall_audit.rules.conditions.expression_checks import LONGEST_EXPRESSION, MOST_NESTED_LOOPS
from pitfall_audit.rules.evaluation import Batches
from pitfall_audit.rules.pack_checks import MOST_CHARACTERS, MOST_RULES
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.rules.packs import load_pack
from pitfall_audit.rules.rule_runner import Runner
from pitfall_audit.rules.verdicts import Verdict
from pitfall_audit.yaml import document_limits as limits
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

DAY = dt.date(2026, 6, 30)
SOUND = house_rule("b-rule", expect="seat.label != ''")
ONES = f"[{','.join(['1'] * 400)}]"
MILLION = "a" * 1_000_000


def refused(folder: Path, pack: str = PACK, **rules: str) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as raised:
        load_pack(write_pack(folder, pack, **rules), "house")
    assert all(one.message and one.help for one in raised.value.problems)
    return raised.value.problems


def refused_expression(folder: Path, expression: str) -> Problem:
    problems = refused(folder, a_rule=house_rule(expect=expression))
    assert len(problems) == 1, problems
    return problems[0]


def verdicts(
    folder: Path,
    seconds: float = 60.0,
    title: str = "A title",
    **rule: str,
) -> Mapping[str, list[Verdict]]:
    """What a rule says where it runs as a stranger's does, and what a sound one after it says."""
    pack = load_pack(write_pack(folder, a_rule=house_rule(**rule), b_rule=SOUND))
    text = ENGAGEMENT.replace("status:", f"title: '{title}', status:")
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    batches = Batches(derive_facts(engagement, None, DAY))
    with Runner([pack], seconds=seconds) as runner:
        return {one.id: list(runner.evaluate(one, batches)) for one in pack.rules}


def crash(found: Mapping[str, list[Verdict]]) -> str:
    """Why the rule gave no answer; the sound one, run after it, did."""
    assert {one.outcome for one in found["b-rule"]} == {"passed"}
    assert {one.outcome for one in found["a-rule"]} == {"error"}
    assert len(found["a-rule"]) == len(found["b-rule"]) == 2
    (why,) = {one.crash for one in found["a-rule"]}
    assert why is not None
    return why


def test_the_numbers_that_are_stated() -> None:
    assert (LONGEST_EXPRESSION, MOST_NESTED_LOOPS, MOST_RULES) == (2_000, 2, 1_000)
    assert MOST_CHARACTERS == 5_000_000
    assert (running.SECONDS, worker.MEGABYTES, worker.LONGEST_ANSWER) == (2.0, 512, 67_108_864)
    assert (limits.BYTES, limits.LEVELS, limits.NODES) == (5_000_000, 50, 200_000)


# --- nesting -------------------------------------------------------------------------------

_WRAPPED: Mapping[str, Callable[[str, int], str]] = {
    "brackets": lambda inner, _: f"({inner})",
    "denials": lambda inner, _: f"!({inner})",
    "choices": lambda inner, _: f"(true ? ({inner}) : false)",
    "lists": lambda inner, _: f"true in [{inner}]",
    "loops": lambda inner, level: f"seat.capacity.exists(a{level}, {inner})",
    "loops that gather": lambda inner, level: f"seat.capacity.map(a{level}, {inner}) == []",
    "loops that pick": lambda inner, level: f"seat.capacity.filter(a{level}, {inner}) == []",
}


@pytest.mark.parametrize("wrap", _WRAPPED.values(), ids=_WRAPPED)
@pytest.mark.parametrize("at", ["expect", "applies"])
def test_what_nests_too_deep_is_refused_before_it_runs(
    tmp_path: Path, wrap: Callable[[str, int], str], at: str
) -> None:
    """CEL takes 32 levels; what it takes of an expression alone, the joined rule may pass."""
    expression, refusals = "seat.open", 0
    for level in range(36):
        expression = wrap(expression, level)
        if len(expression) > LONGEST_EXPRESSION:
            break
        rule = house_rule(**{at: expression})
        try:
            pack = load_pack(write_pack(tmp_path, a_rule=rule), "house")
        except PackError as error:
            refusals += 1
            (problem,) = error.problems
            assert problem.id == "expression-too-deep", problem
            assert problem.place.path == ("applies" if at == "applies" else "expect[0]")
        else:
            assert refusals == 0
            pack.rules[0].whole.prepare()
    assert refusals > 2


def test_brackets_that_only_the_joined_rule_cannot_take(tmp_path: Path) -> None:
    expression = "(" * 30 + "seat.open" + ")" * 30
    problem = refused_expression(tmp_path, expression)
    assert problem.message == (
        "The parts of this expression stand too deep one inside another to be run."
    )
    assert problem.place.line == 8


@pytest.mark.parametrize(
    "expression",
    [
        "1" + "+1" * 900 + " > 0",
        "seat.label" + "+'a'" * 400 + " == ''",
        "seat.capacity" + "[0]" * 600 + " == ''",
        "true" + " == true" * 200,
        "seat.capacity" + ".filter(a, true)" * 100 + ".exists(a, a == 'x')",
        "seat" + ".body" * 390 + ".kind == ''",
    ],
)
def test_chains_count_as_nesting(tmp_path: Path, expression: str) -> None:
    assert refused_expression(tmp_path, expression).id in {
        "expression-too-deep", "expression-invalid",
    }  # fmt: skip


def test_yaml_that_nests_too_deep(tmp_path: Path) -> None:
    deep = "[" * 50_000
    for rules in ({"a_rule": deep}, {"a_rule": house_rule(more=f"x-a: {deep}\n")}):
        (problem,) = refused(tmp_path, **rules)
        assert problem.id in {"too-deep", "yaml-syntax"}, problem
    (problem,) = refused(tmp_path, f"{PACK}x-a: {'{a: ' * 60}1{'}' * 60}\n", a_rule=SOUND)
    assert problem.id == "too-deep"


# --- size ----------------------------------------------------------------------------------


def test_an_expression_has_at_most_2000_characters(tmp_path: Path) -> None:
    load_pack(write_pack(tmp_path, a_rule=house_rule(expect=padded(LONGEST_EXPRESSION))))
    problem = refused_expression(tmp_path, padded(LONGEST_EXPRESSION + 1))
    assert problem.id == "expression-too-long"


def padded(length: int) -> str:
    head, tail = "seat.label != '", "'"
    return head + "a" * (length - len(head) - len(tail)) + tail


def test_conditions_that_are_too_many_together(tmp_path: Path) -> None:
    """Each takes its time to be checked, and those of ``expect`` are joined to one expression."""
    rule = house_rule().replace(
        "  - 'has(seat.status)'\n",
        "".join(f'  - "{padded(1_900)}"\n' for _ in range(60)),
    )
    (problem,) = refused(tmp_path, a_rule=rule)
    assert problem.message == (
        "The conditions of this check have 114,004 characters together; at most 20,000 are read."
    )
    clauses = "".join(f'  - {{when: "{padded(1_900)}", is: error}}\n' for _ in range(11))
    rule = house_rule().replace("severity: [", f"severity:\n{clauses}  - {{is: warning}}\nx-a: [")
    (problem,) = refused(tmp_path, a_rule=rule)
    assert problem.id == "conditions-too-many"


def test_a_file_has_at_most_5_million_bytes(tmp_path: Path) -> None:
    huge = "# " + "a" * limits.BYTES + "\n"
    (problem,) = refused(tmp_path, a_rule=huge + house_rule())
    assert problem.id == "too-large"
    (problem,) = refused(tmp_path, huge + PACK, a_rule=house_rule())
    assert (problem.id, problem.place.file) == ("too-large", "house/pack.yaml")


def test_a_pack_has_at_most_5_million_characters(tmp_path: Path) -> None:
    padding = "# " + "a" * 999_000 + "\n"
    rules = {f"r_{number}": padding + house_rule(f"r-{number}") for number in range(5)}
    assert len(load_pack(write_pack(tmp_path, **rules)).rules) == 5
    rules = {f"r_{number}": padding + house_rule(f"r-{number}") for number in range(6)}
    (problem,) = refused(tmp_path, **rules)
    assert problem.message == "These checks have more than 5,000,000 characters together."


def test_a_pack_that_takes_too_long_to_read_is_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, a_rule=house_rule(), b_rule=SOUND)
    assert load_pack(folder).rules
    with pytest.raises(PackError) as raised:
        load_pack(folder, "house", seconds=0.0)
    (problem,) = raised.value.problems
    assert problem.id == "pack-too-large"
    assert problem.message == "These checks take longer than 0 seconds to read."


def test_at_most_1000_problems_are_told(tmp_path: Path) -> None:
    words = ", ".join(f"'z{number}'" for number in range(200))
    rules = {
        f"r_{number}": house_rule(f"r-{number}", expect=f"seat.status in [{words}]")
        for number in range(9)
    }
    assert len(refused(tmp_path, **rules)) == limits.PROBLEMS


def test_a_message_has_at_most_1000_characters(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, a_rule=house_rule(message="a" * 1_001))
    assert "at most 1,000 characters" in problem.message


def test_aliases_that_double(tmp_path: Path) -> None:
    """Written out, nine levels of ten aliases are a thousand million values."""
    bomb = "x-a: &a0 [lol]\n" + "".join(
        f"x-{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10)
    )
    for rules, pack in (
        ({"a_rule": house_rule(more=bomb)}, PACK),
        ({"a_rule": SOUND}, PACK + bomb),
    ):
        problem = refused(tmp_path, pack, **rules)[0]
        assert problem.id in {"too-many-values", "too-large", "too-many-nodes"}, problem


def test_an_alias_of_itself(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, a_rule=house_rule(more="x-a: &a [*a]\n"))
    assert problem.id in {"recursive-alias", "too-deep", "alias-of-itself"}, problem


@pytest.mark.parametrize("tag", ["!include /etc/passwd", "!!python/object/apply:os.getcwd []"])
def test_tags_that_would_do_something(tmp_path: Path, tag: str) -> None:
    (problem,) = refused(tmp_path, PACK + f"title: {tag}\n", a_rule=SOUND)
    assert problem.id == "unknown-tag"


# --- texts that grow, and loops --------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "seat.capacity.exists(a, a + a == '')",
        "[1, 2].all(a, seat.label + seat.label != '')",
        "[1, 2].map(a, [seat.label] + [seat.label]) == []",
    ],
)
def test_nothing_is_joined_in_a_loop(tmp_path: Path, expression: str) -> None:
    assert refused_expression(tmp_path, expression).id == "expression-grows"


def test_values_for_a_message_do_not_grow_in_a_loop_either(tmp_path: Path) -> None:
    rule = house_rule(message="{{ v|list }}", more="let: {v: 'seat.capacity.map(a, a + a)'}\n")
    (problem,) = refused(tmp_path, a_rule=rule)
    assert (problem.id, problem.place.path) == ("expression-grows", "let.v")


def test_a_value_does_not_read_another(tmp_path: Path) -> None:
    rule = house_rule(message="{{ w }}", more="let: {v: seat.label, w: v + v}\n")
    (problem,) = refused(tmp_path, a_rule=rule)
    assert problem.place.path == "let.w"


@pytest.mark.parametrize(
    "value", ["b'a'", "1u", "null", "seat.body", "[seat]", "timestamp('2020-01-01T00:00:00Z')"]
)
def test_a_value_is_what_a_message_can_say(tmp_path: Path, value: str) -> None:
    rule = house_rule(message="{{ v }}", more=f'let: {{v: "{value}"}}\n')
    (problem,) = refused(tmp_path, a_rule=rule)
    assert "text, a number, true or false" in problem.message


def test_three_loops_do_not_nest(tmp_path: Path) -> None:
    loop = "[1].all(a, [1].all(b, [1].all(c, a == c)))"
    assert refused_expression(tmp_path, loop).id == "expression-too-deep"


def test_loops_that_turn_too_often_stop_by_themselves(tmp_path: Path) -> None:
    """CEL takes 10,000 turns; these are 160,000."""
    found = verdicts(tmp_path, expect=f"{ONES}.all(a, {ONES}.all(b, a == b))")
    assert crash(found) == "its loops took more than 10,000 steps."


def test_a_regular_expression_never_backtracks(tmp_path: Path) -> None:
    """RE2 takes time in step with the text: (a*)*b against 100,000 a would else be for ever."""
    found = verdicts(tmp_path, title=MILLION[:100_000], expect="!seat.label.matches('((a*)*)*b')")
    assert [one.outcome for one in found["a-rule"]] == ["passed"] * 2


def test_a_slow_rule_is_stopped_and_the_others_go_on(tmp_path: Path) -> None:
    """9,801 turns, in each a million letters six times; here after 1 second, as a rule after 2."""
    ones = f"[{','.join(['1'] * 99)}]"
    looks = " && ".join(f"!seat.label.matches('((a|aa|b)*)*{letter}$')" for letter in "cdefgh")
    slow = f"{ones}.all(a, {ones}.all(b, {looks} || a == b))"
    found = verdicts(tmp_path, seconds=1.0, title=MILLION, expect=slow)
    assert crash(found) == "it was ended after 1 seconds."


def test_a_rule_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    """A hundred million letters, each joined to what is before: more than 512 megabytes."""
    text = "seat.label"
    for _ in range(7):
        text = f"({text}+{text})"
    found = verdicts(tmp_path, title=MILLION, expect=f"{text} != ''")
    if hasattr(os, "fork"):  # Windows knows no such bound
        assert "too much memory" in crash(found)


def test_a_rule_that_was_stopped_is_not_tried_again(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, a_rule=house_rule(), b_rule=SOUND))
    document = read_text(ENGAGEMENT, "a.yaml")
    assert isinstance(document, Document)
    engagement, _ = validate(document)
    assert engagement is not None
    batches = Batches(derive_facts(engagement, None, DAY))
    with Runner([pack], seconds=0.0) as runner:
        first, again = (list(runner.evaluate(pack.rules[0], batches)) for _ in range(2))
        assert runner._process is None  # ended, and not begun again for it
    assert first == again
    assert [one.crash for one in again] == ["it was ended after 0 seconds."] * 2


# --- what is written in texts ------------------------------------------------------------------

_TEMPLATES = (
    "{{ ''.__class__ }}", "{{ seat.__class__.__mro__ }}", "{{ seat['label'] }}",
    "{{ self }}", "{{ config }}", "{% for a in range(999999999) %}a{% endfor %}",
    "{% include '/etc/passwd' %}", "{% import 'os' as os %}", "{{ seat.label.upper() }}",
    "{{ 9 ** 9 ** 9 }}", "{{ 'a' * 999999999 }}", "{{ seat.label|attr('x') }}",
    "{{ cycler.__init__.__globals__ }}", "{{ seat.label|format(1) }}", "{% raw %}a",
    "{{ (((((seat.label))))) + 'a' }}", "{{ [seat.label] }}",
)  # fmt: skip


@pytest.mark.parametrize("template", _TEMPLATES)
def test_a_message_is_no_program(tmp_path: Path, template: str) -> None:
    (problem,) = refused(tmp_path, a_rule=house_rule(message=template))
    assert (problem.id, problem.place.path) == ("message-invalid", "message")


def test_only_the_message_has_blanks(tmp_path: Path) -> None:
    words = WORDS.replace("It matters.", "\"{{ ''.__class__ }}\"")
    (problem,) = refused(tmp_path, a_rule=house_rule(words=words))
    assert (problem.id, problem.place.path) == ("blank-unfilled", "why")
    words = WORDS.replace("It matters.", "\"{% ''.__class__ %}\"")
    pack = load_pack(write_pack(tmp_path, a_rule=house_rule(words=words)))
    assert pack.rules[0].words.why == "{% ''.__class__ %}"


_EVIL = r"<script>alert(1)</script>\e[31m\e]8;;http://x\a\u202e\u0007</style>"


def test_texts_are_shown_and_not_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = f'"{_EVIL}"'
    standards = (
        f"standards:\n  - {{id: s, name: {evil}, publisher: {evil}, "
        f"link: \"javascript:alert('<script>')\", verified: not-opened}}\n"
    )
    words = (
        f"why: {evil}\nremedy: {evil}\nquestion: {evil}\nfalse_positives: {evil}\n"
        "grounds: [{standard: s}]\n"
    )
    rule = (
        house_rule(expect="seat.status == 'observer'", words=words)
        .replace("title: A title", f"title: {evil}")
        .replace("message: '{{ seat.label }}: not so.'", f"message: {evil}")
        .replace("passed: So.", f"passed: {evil}")
    )
    pack = f"name: house\nversion: {evil}\ntitle: {evil}\nauthors: [{evil}]\nlicence: {evil}\n"
    write_pack(tmp_path / "pack", pack, a_rule=rule)
    (tmp_path / "pack" / "standards.yaml").write_text(standards, encoding="utf-8")
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    audit = ["check", "panel.yaml", "--as-of", "2026-06-30", "--rules", "pack", "-v"]
    files = ["--html", "r.html", "--json", "r.json", "--no-verify-packs"]
    files += ["--fail-on", "never"]
    assert main([*audit, *files]) == ExitCode.COMPLETE
    terminal = capsys.readouterr().out
    assert "a-rule" in terminal
    for command in (
        ["rules", "list", "--rules", "pack"],
        ["rules", "show", "a-rule", "--rules", "pack"],
        ["rules", "explain", "a-rule", "panel.yaml", "--rules", "pack"],
        ["rules", "test", "pack"],
        ["rules", "test", "pack", "--mutate"],
    ):
        main(command)
        captured = capsys.readouterr()
        terminal += captured.out + captured.err
    assert "alert(1)" in terminal
    assert not set(terminal) & set("\x1b\x07\u202e")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "alert(1)" in page
    assert not set(page) & set("\x1b\x07\u202e")
    assert 'href="javascript' not in page
    assert page.count("</style>") == 1
    result = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (told,) = [one for one in result["packs"] if one["id"] == "house"]
    assert told["title"].startswith("<script>")
    raw = (tmp_path / "r.json").read_text(encoding="utf-8")
    assert not set(raw) & set("\x1b\x07")


def test_what_is_refused_is_shown_and_not_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "pack", PACK + f'"{_EVIL}": "{_EVIL}"\n', a_rule=f'"{_EVIL}": 3\n')
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    assert main(["check", "panel.yaml", "--rules", "pack"]) == ExitCode.COULD_NOT_RUN
    captured = capsys.readouterr()
    assert captured.out == ""
    assert not set(captured.err) & set("\x1b\x07\u202e")


# --- paths -------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["a\nrule.yaml", "a\x1b[31mrule.yaml", "a\u202erule.yaml"])
def test_names_of_files_are_shown_and_not_obeyed(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pack = write_pack(tmp_path / "pack")
    (pack / name).write_text(house_rule(), encoding="utf-8")
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    assert main(["check", "panel.yaml", "--rules", "pack"]) == ExitCode.COULD_NOT_RUN
    shown = capsys.readouterr().err
    assert "rule-misnamed" in shown
    assert not set(shown) & set("\x1b\u202e")
    assert "a\nrule" not in shown


@pytest.mark.parametrize("id_", ["../a-rule", "/a-rule", "a/../b", "a rule", ".."])
def test_an_id_is_no_path(tmp_path: Path, id_: str) -> None:
    (problem,) = refused(tmp_path, a_rule=house_rule().replace("id: a-rule", f'id: "{id_}"'))
    assert problem.id == "not-an-id"
    (problem,) = refused(tmp_path, f'name: "{id_}"\nversion: 1\n', a_rule=house_rule())
    assert problem.id == "not-an-id"


def test_an_example_reads_no_file(tmp_path: Path) -> None:
    """The name of an example's file is only what its places are told by."""
    (tmp_path / "secret.yaml").write_text("password: hunter2\n", encoding="utf-8")
    examples = EXAMPLES.replace("a.yaml", "../secret.yaml")
    pack = load_pack(write_pack(tmp_path / "pack", a_rule=house_rule(examples=examples)))
    from pitfall_audit.rules.proving import prove_pack

    assert "hunter2" not in str(prove_pack(pack))


def test_a_declarative_pack_holds_no_code(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, a_rule=house_rule().replace("silence: asks", "python: yes"))
    for name in ("__init__.py", "a_rule.py", "conftest.py"):
        (pack / name).write_text("raise SystemExit('it was run')\n", encoding="utf-8")
    ids = {one.id for one in refused(pack)}
    assert "python-check-missing" in ids


def test_no_function_reaches_outside(tmp_path: Path) -> None:
    for call in ("open('a')", "env('HOME')", "http.get('x')", "now()", "seat.label.format([1])"):
        assert refused_expression(tmp_path, f"{call} == ''").id == "expression-invalid"


def test_the_pack_file_itself_is_bounded(tmp_path: Path) -> None:
    many = "".join(f"x-k{number}: 1\n" for number in range(100_001))
    (problem,) = refused(tmp_path, PACK + many, a_rule=SOUND)
    assert (problem.place.file, PACK_FILE) == ("house/pack.yaml", "pack.yaml")


_SOME_TIME = "timestamp('2026-07-01T00:00:00Z')"


@pytest.mark.parametrize(
    "zone",
    ["'localtime'", "'Europe/London'", "'/etc/hostname'", "'../../x'", "''", "'01:00'", "'utc'",
     "seat.label", "'U' + 'TC'", "true ? 'UTC' : 'localtime'", "string(1)"],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["getHours", "getFullYear", "getDayOfWeek", "getMilliseconds"])
def test_no_time_zone_is_looked_up_on_the_machine(tmp_path: Path, zone: str, asked: str) -> None:
    problem = refused_expression(tmp_path, f"{_SOME_TIME}.{asked}({zone}) == 9 || has(seat.status)")
    assert "looked up on the machine" in problem.message
    assert "'UTC'" in problem.help


@pytest.mark.parametrize("zone", ["", "'UTC'", "'+01:00'", "'-08:30'"])
def test_a_time_zone_that_is_the_same_everywhere_may_be_named(tmp_path: Path, zone: str) -> None:
    expression = f"{_SOME_TIME}.getHours({zone}) < 25 && has(seat.status)"
    assert load_pack(write_pack(tmp_path, a_rule=house_rule(expect=expression)), "house").rules


def test_conditions_have_no_other_function_that_the_system_would_look_up(tmp_path: Path) -> None:
    # What CEL offers beyond its own functions is not offered here.
    for number, call in enumerate(
        ("now()", "env('HOME')", "'%s'.format(['a'])", "math.greatest(1, 2)", "optional.of(1)")
    ):
        problem = refused_expression(tmp_path / str(number), f"{call} == 1")
        assert problem.id == "expression-invalid"
