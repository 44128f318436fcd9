"""Every example on the page of conditions gives what the page says, and each mistake is told so.

``cel`` holds expressions and, after an arrow, what each gives for the file at the top; ``refused``
one that can't be used, and what is said of it; ``part`` a first part of a rule's file that can be
used, ``wrong`` one that can't, and ``says`` what is said of that.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from tests.docs.guides import (
    Block,
    assert_every_block_is_marked,
    assert_printed,
    blocks,
    changed,
    in_one_line,
    page,
    run,
    run_as_program,
)

from pitfall_audit.errors import PackError
from pitfall_audit.facts.subjects import FactSheet, SubjectKind
from pitfall_audit.rules.conditions.expression_checks import LONGEST_EXPRESSION, MOST_NESTED_LOOPS
from pitfall_audit.rules.conditions.expressions import Unsettled
from pitfall_audit.rules.form.blanks import FILTERS
from pitfall_audit.rules.form.messages import parse_form
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY
from pitfall_audit.rules.packs import load_rule
from pitfall_audit.workbench.condition_pages import as_cel
from pitfall_audit.workbench.new_rule import new_rule_text
from pitfall_audit.workbench.samples import facts_of_file
from pitfall_audit.workbench.trying import compile_to_try, try_over

PAGE = "conditions.md"
BLOCKS = blocks(PAGE)
(FILE,) = (block.text for block in BLOCKS if block.what == "new")


def pairs(what: str) -> list[tuple[str, str]]:
    """The expressions of the page, each with what stands behind its arrow."""
    found = []
    for block in BLOCKS:
        if block.what == what:
            for example in block.text.strip().split("\n\n"):
                expression, says = example.split("\n→ ")
                found.append((expression, says))
    return found


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    folder = tmp_path_factory.mktemp("conditions")
    path = folder / "forum.yaml"
    path.write_text(FILE, encoding="utf-8")
    return facts_of_file(path, as_of=dt.date(2026, 6, 30), base=folder)[0]


def load(text: str, folder: Path, subject: SubjectKind = "seat") -> None:
    path = folder / "our-check.yaml"
    path.write_text(
        changed(new_rule_text("our-check", "roles", subject, "our-policy"), 1, text),
        encoding="utf-8",
    )
    load_rule(path)


def test_every_block_is_tried() -> None:
    assert_every_block_is_marked(PAGE)
    kinds = {"new", "run", "cel", "refused", "part", "wrong", "says"}
    assert {block.what for block in BLOCKS} == kinds


def test_the_command_at_the_top_works(tmp_path: Path) -> None:
    (tmp_path / "forum.yaml").write_text(FILE, encoding="utf-8")
    (command,) = (block.text for block in BLOCKS if block.what == "run")
    done = run_as_program(command, tmp_path)
    assert done.returncode == 0
    # So that the other commands of the guides need no process of their own.
    assert run(command, tmp_path) == done


def test_a_command_that_can_not_run_says_so_alike_here_and_as_a_program(tmp_path: Path) -> None:
    command = "pitfall-audit check no-such-file.yaml"
    done = run_as_program(command, tmp_path)
    assert done.returncode == 2
    assert done.stderr
    assert run(command, tmp_path) == done


@pytest.mark.parametrize(("expression", "gives"), pairs("cel"))
def test_each_example_gives_what_the_page_says(
    expression: str, gives: str, facts: FactSheet
) -> None:
    answers = [
        "not stated" if isinstance(one.answer, Unsettled) else as_cel(one.answer)
        for one in try_over(compile_to_try(expression), facts)
    ]
    assert ", ".join(answers) == gives


@pytest.mark.parametrize(("expression", "says"), pairs("refused"))
def test_each_mistake_is_told_so(expression: str, says: str) -> None:
    with pytest.raises(PackError) as refused:
        compile_to_try(expression)
    (problem,) = refused.value.problems
    assert says in f"{problem.message} {problem.help}"
    assert problem.place.line == 1


@pytest.mark.parametrize("expression", re.findall(r"^Right: `(.*)`$", page(PAGE), re.MULTILINE))
def test_what_is_right_instead_can_be_used(expression: str) -> None:
    compile_to_try(expression)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.what == "part"])
def test_each_part_of_a_file_can_be_used(block: Block, tmp_path: Path) -> None:
    subject: SubjectKind = "promise" if block.how == "promise" else "seat"
    load(block.text, tmp_path, subject)


WRONG = [block for block in BLOCKS if block.what in ("wrong", "says")]


@pytest.mark.parametrize(("wrong", "says"), list(zip(WRONG[::2], WRONG[1::2], strict=True)))
def test_each_mistake_in_a_file_is_told_so(wrong: Block, says: Block, tmp_path: Path) -> None:
    assert (wrong.what, says.what) == ("wrong", "says")
    with pytest.raises(PackError) as refused:
        load(wrong.text, tmp_path)
    told = "\n".join(f"{one.id}: {one.message} {one.help}" for one in refused.value.problems)
    assert_printed(told, says)


def test_each_blank_gives_what_the_page_says(facts: FactSheet) -> None:
    rows = re.findall(r"^\| `(\{\{.*\}\})` \| (.*) \|$", page(PAGE), re.MULTILINE)
    promise = facts.subjects["promise"][0].facts
    used = ""
    for blank, gives in rows:
        written = blank.replace("\\|", "|")
        form = parse_form(written, {"promise": BUILT_IN_VOCABULARY.shapes["promise"]})
        assert form.fill({"promise": promise}) == gives
        used += written
    assert all(f"|{name}" in used for name in FILTERS)


def test_it_states_the_bounds_of_a_condition() -> None:
    text = in_one_line(page(PAGE))
    assert f"{LONGEST_EXPRESSION:,} characters" in text
    assert MOST_NESTED_LOOPS == 2
    assert "a loop may stand in a loop, but no further in" in text
