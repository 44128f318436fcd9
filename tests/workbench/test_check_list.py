"""What `rules test --mutate` says on a terminal."""

from __future__ import annotations

from inline_snapshot import snapshot
from msgspec.structs import replace

from pitfall_audit.report.screen import Screen
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.workbench.check_list import render_mutation_proof
from pitfall_audit.workbench.mutants import Mutant
from pitfall_audit.workbench.mutation_proof import MutationProof, UnnoticedMutant
from pitfall_audit.yaml.places import Place

_MUTANT = Mutant(
    id="expect-boundary-3f9a2c",
    kind="boundary",
    words="condition 2: `promise.days_overdue <= 0` became `promise.days_overdue < 0`",
    hint="Add an example in which `promise.days_overdue` is exactly 0.",
    path=("expect", 1),
    line=2,
    column=25,
    became="promise.kept || promise.days_overdue < 0",
    rule=load_built_in().rules[0],
)
_UNNOTICED = UnnoticedMutant(
    "promise-overdue",
    _MUTANT,
    Place(
        "rules/promises/promise-overdue.yaml", 14, 28, 14, 29,
        "      || promise.days_overdue <= 0",
    ),
)  # fmt: skip
_WHOLE_LINE = UnnoticedMutant(
    "promise-overdue",
    replace(
        _MUTANT, id="silence-0f0f0f", words="`silence: asks` became `fails`", became=None,
        hint="Add a cannot-tell example in which what the conditions read is not stated.",
    ),
    Place("rules/promises/promise-overdue.yaml", 5, 10, 5, 14, "silence: asks"),
)  # fmt: skip


def shown(proof: MutationProof, *, unicode: bool = True) -> str:
    return render_mutation_proof(
        [("Built-in checks", proof)], Screen(width=80, colour=False, unicode=unicode)
    )


def proof(**changes: object) -> MutationProof:
    nothing = MutationProof(
        rules=38, mutants=1293, unnoticed=(), excused=(), unproved=(), problems=()
    )
    return replace(nothing, **changes)


def test_all_is_noticed() -> None:
    assert shown(proof()) == snapshot("Built-in checks: 38 checks, 1,293 mutants: all noticed.\n")


def test_some_go_unnoticed() -> None:
    excused = (replace(_UNNOTICED, because="It is never 0."),)
    assert shown(proof(unnoticed=(_UNNOTICED, _WHOLE_LINE), excused=excused)) == snapshot("""\
promise-overdue: 2 unnoticed mutants.

  → rules/promises/promise-overdue.yaml:14:28
    14 │       || promise.days_overdue <= 0
       │                            ^
  condition 2: `promise.days_overdue <= 0` became `promise.days_overdue < 0`
  now reads: promise.kept || promise.days_overdue < 0
  help: Add an example in which `promise.days_overdue` is exactly 0.
  id: expect-boundary-3f9a2c

  → rules/promises/promise-overdue.yaml:5:10
    5 │ silence: asks
      │          ^
  `silence: asks` became `fails`
  help: Add a cannot-tell example in which what the conditions read is not
        stated.
  id: silence-0f0f0f

Built-in checks: 38 checks, 1,293 mutants: 1,290 noticed, 1 unnoticed for a
written reason, 2 unnoticed.

A mutant is a check with one small change in it. Where no example notices the
change, nothing shows that the check has to be as it is: an example is missing,
or a part of the condition is idle. Where nothing can notice it, say why in the
examples of the check:
    unnoticed:
      - {mutant: ID, because: the reason in words}
""")


def test_what_could_not_be_tried_is_named() -> None:
    assert shown(proof(rules=1, mutants=0, unproved=("a-rule",))) == snapshot("""\
Built-in checks: 1 check, 0 mutants: nothing was tried.
  Not tried, as their examples do not hold yet: a-rule.
""")


def test_what_is_written_in_python_is_named() -> None:
    assert shown(proof(rules=1, mutants=0, in_python=("a-rule",))) == snapshot("""\
Built-in checks: 1 check, 0 mutants: nothing was tried.
  Not tried, as what they check is written in Python: a-rule.
""")


def test_plain_ascii_where_no_more_can_be_shown() -> None:
    assert shown(proof(unnoticed=(_UNNOTICED,)), unicode=False).isascii()
