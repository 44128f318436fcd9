"""`rules test --mutate`: what it says, and how it ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.rules.rule_texts import EXAMPLES, rule_text

from pitfall_audit.cli.main import main

Capture = pytest.CaptureFixture[str]
_FAILS_AS = (
    'expect: ["seats[m/a]"]\npassed:',
    'expect: [{subject: "seats[m/a]", severity: warning}]\npassed:',
)
_ALL_NOTICED = EXAMPLES.replace(*_FAILS_AS)


def run(folder: Path, capsys: Capture, *, examples: str, **fields: str) -> tuple[int, str, str]:
    text = rule_text(examples=examples, **{"applies": "seat.open == false", **fields})
    (folder / "a-rule.yaml").write_text(text, encoding="utf-8", newline="")
    (folder / "pack.yaml").write_text("name: ours\nversion: '1'\n", encoding="utf-8", newline="")
    code = main(["rules", "test", str(folder), "--mutate"])
    said = capsys.readouterr()
    return code, said.out, said.err


def ids(out: str) -> list[str]:
    return re.findall(r"^  id: (\S+)$", out, re.MULTILINE)


def test_unnoticed_mutants_end_it_with_2_until_they_have_a_reason(
    tmp_path: Path, capsys: Capture
) -> None:
    code, out, err = run(tmp_path, capsys, examples=EXAMPLES)
    assert (code, err) == (2, "")
    assert "all hold." in out
    assert "unnoticed." in out
    reasons = "".join(f"  - {{mutant: {id_}, because: So it is.}}\n" for id_ in ids(out))
    code, out, err = run(tmp_path, capsys, examples=f"{EXAMPLES}unnoticed:\n{reasons}")
    assert (code, err, ids(out)) == (0, "", [])
    assert "unnoticed for a written reason." in out


def test_a_reason_that_is_not_needed_is_refused(tmp_path: Path, capsys: Capture) -> None:
    _, out, _ = run(tmp_path, capsys, examples=EXAMPLES)
    severity = next(id_ for id_ in ids(out) if id_.startswith("severity"))
    reason = f"unnoticed:\n  - {{mutant: {severity}, because: It is only a warning.}}\n"
    code, _, err = run(tmp_path, capsys, examples=_ALL_NOTICED + reason)
    assert code == 2
    assert severity in err
    assert "a-rule.yaml" in err


def test_examples_that_do_not_hold_come_first(tmp_path: Path, capsys: Capture) -> None:
    code, out, _ = run(tmp_path, capsys, examples=EXAMPLES, expect="[seat.open]")
    assert code == 2
    assert "does not hold" in out
    assert "mutant" not in out


def test_one_built_in_check_by_its_id(capsys: Capture) -> None:
    main(["rules", "test", "single-voice-wording", "--mutate"])
    assert re.search(r"1 check, \d+ mutants: ", capsys.readouterr().out)
