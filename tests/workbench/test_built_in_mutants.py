"""The built-in rules can fail: no small change of a condition goes unnoticed without a reason."""

from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.workbench.mutation_proof import prove_pack_mutants


def test_every_small_change_of_a_built_in_rule_is_noticed() -> None:
    proof = prove_pack_mutants(load_built_in())
    assert proof.mutants > 1_000  # or the rules are not changed at all
    assert proof.problems == ()
    assert [f"{one.mutant.rule}: {one.mutant.words}" for one in proof.unnoticed] == []
    assert proof.unproved == ()
