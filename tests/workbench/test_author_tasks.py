"""What an author's commands do with rules from outside is done first where it can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.rules.pack_texts import house_rule, write_pack
from tests.rules.rule_texts import EXAMPLES

from pitfall_audit.errors import PackError
from pitfall_audit.rules.form.rule_file import Examples
from pitfall_audit.rules.packs import Pack, load_built_in, load_pack
from pitfall_audit.rules.proving import HEADINGS, example_facts
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_process import Evaluate, Prove, Task
from pitfall_audit.rules.rule_runner import Runner, StoppedError
from pitfall_audit.workbench.author_tasks import Rehearsal, look_closely, prove_closely, rehearse
from pitfall_audit.workbench.mutation_proof import prove_mutants
from pitfall_audit.workbench.rule_drafts import search_for

ONES = f"[{','.join(['1'] * 99)}]"
LOOKS = " && ".join(f"!seat.label.matches('((a|aa|b)*)*{letter}$')" for letter in "cdefgh")
SLOW = f"{ONES}.all(a, {ONES}.all(b, {LOOKS} || a == b))"


def pack_of(folder: Path, **rule: str) -> Pack:
    return load_pack(write_pack(folder, a_rule=house_rule(**rule)))


def stopped(pack: Pack, tasks: Sequence[Task], seconds: float) -> str:
    with pytest.raises(PackError) as raised:
        rehearse(pack, tasks, seconds)
    (problem,) = raised.value.problems
    assert problem.id == "rule-stopped"
    assert problem.place.file.endswith("a-rule.yaml")
    return problem.message


def explain(pack: Pack) -> Rehearsal:
    """A close look at the subjects of the first example."""
    rule = pack.rules[0]
    document = rule.text.read(2, Examples)[1]
    assert document is not None
    facts, _ = example_facts(rule.examples.failed[0], document, (HEADINGS[0][1], 0))
    assert facts is not None
    subjects = facts.subjects[rule.logic.subject]
    run = Evaluate(rule.id, dict(rule.thresholds), None, subjects)
    return Rehearsal(rule.id, look_closely, (run,))


TASKS: Mapping[str, Callable[[Pack], Task]] = {
    "test": lambda _: Prove("a-rule"),
    "closely": lambda _: Rehearsal("a-rule", prove_closely),
    "mutate": lambda _: Rehearsal("a-rule", prove_mutants),
    "examples": lambda _: Rehearsal("a-rule", search_for, ((),)),
    "explain": explain,
}


@pytest.mark.parametrize("task_for", TASKS.values(), ids=TASKS)
def test_each_is_stopped_after_its_time(tmp_path: Path, task_for: Callable[[Pack], Task]) -> None:
    pack = pack_of(tmp_path)
    task = task_for(pack)
    rehearse(pack, [task], 60.0)
    said = stopped(pack, [task], 0.0)
    assert said == "`a-rule` was not looked at to the end: it was ended after 0 seconds."


def test_a_rule_that_is_slow_on_its_own_examples_is_stopped(tmp_path: Path) -> None:
    examples = EXAMPLES.replace("id: m,", f"id: m, title: {'a' * 1_000_000},")
    pack = pack_of(tmp_path, expect=SLOW, examples=examples)
    assert "ended after 1 seconds" in stopped(pack, [Prove("a-rule")], 1.0)


def note(rule: Rule, file: Path, *words: str) -> None:
    file.write_text(" ".join((rule.id, *words)), encoding="utf-8")


def test_what_is_done_there_is_given_the_rule_and_what_else_it_asks_for(tmp_path: Path) -> None:
    pack = pack_of(tmp_path / "pack", expect="seat.status == 'observer' && seat.current")
    with Runner([pack]) as runner:
        failures = runner.ask(Prove("a-rule"), 60.0)
        assert runner.ask(Rehearsal("a-rule", note, (tmp_path / "said", "once")), 60.0) is None
    assert [one["example"] for one in failures] == ["failed 1"]
    assert (tmp_path / "said").read_text(encoding="utf-8") == "a-rule once"


def test_the_rules_of_the_program_are_not_rehearsed() -> None:
    pack = load_built_in()
    rehearse(pack, (Prove(rule.id) for rule in pack.rules), 0.0)


def test_a_task_that_breaks_off_says_why_and_the_next_one_is_done(tmp_path: Path) -> None:
    """As where the third part of a rule file can't be read, which nobody looked at before."""
    pack = pack_of(tmp_path)
    rule = pack.rules[0]
    text = rule.text.text.replace("passed:\n", "pased:\n")
    broken = replace(rule, text=replace(rule.text, text=text))
    pack = replace(pack, rules=(broken,))
    with Runner([pack]) as runner:
        with pytest.raises(StoppedError, match="it broke off: PackError: `passed` is missing"):
            runner.ask(Prove("a-rule"), 60.0)
        process = runner._process
        assert (
            runner.ask(Rehearsal("a-rule", look_closely, (Evaluate("a-rule", {}, None, ()),)), 60.0)
            is None
        )
        assert runner._process is process
