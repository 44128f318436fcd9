"""An example that names, in its ties, somebody whom it does not declare is told, not broken off."""

from __future__ import annotations

from pathlib import Path

from tests.rules.pack_texts import house_rule, write_pack
from tests.rules.rule_texts import EXAMPLES

from pitfall_audit.rules.packs import load_pack
from pitfall_audit.rules.proving import prove_pack

TIES = """\
passed:
  - files: {a.yaml: {people: {a: {}}, roles: [{id: m, status: observer, holders: [a]}]}}
    ties: {conflicts: [{between: [a, jo], because: care}]}
    expect: ["seats[m/a]"]
"""


def test_somebody_whom_the_example_does_not_declare(tmp_path: Path) -> None:
    examples = EXAMPLES.split("passed:", maxsplit=1)[0] + TIES
    pack = load_pack(write_pack(tmp_path, a_rule=house_rule(examples=examples)))
    (failure,) = prove_pack(pack).failures
    assert failure.happened.startswith("`jo` is not declared under `people` in the engagement.")
    assert failure.place.line == 26
