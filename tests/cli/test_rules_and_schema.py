"""The commands that tell of the checks and of the formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from pitfall_audit.cli.main import main
from pitfall_audit.workbench.check_list import Proof

Capture = pytest.CaptureFixture[str]


def test_list(services: Any, capsys: Capture) -> None:
    assert main(["rules", "list"], services=services) == 0
    assert capsys.readouterr().out == snapshot("""\
Clear roles and equal standing (roles)
  role-status-undefined (core)
      The status of a seat is not stated

1 check. For one in full: pitfall-audit rules show ID
""")


def test_examples_that_hold(services: Any, capsys: Capture) -> None:
    assert main(["rules", "test"], services=services) == 0
    assert capsys.readouterr().out == snapshot("built-in checks: 1 check, 4 examples: all hold.\n")


def test_examples_that_do_not_hold(services: Any, failing_proof: Proof, capsys: Capture) -> None:
    services.proofs[Path("house-rules")] = failing_proof
    assert main(["rules", "test", "house-rules"], services=services) == 2
    assert capsys.readouterr().out == snapshot("""\
our-own-check: the example “failed 1” does not hold.
  → house-rules/our-own-check.yaml:12:3
  expected: seats[a/b] needs attention (error)
  happened: seats[a/b] is in place
  help: put right the condition, or the example if that is what is wrong.

house-rules: 1 check, 2 examples: 1 does not hold.
""")


def test_pack_without_examples_proves_nothing(services: Any) -> None:
    services.proofs[Path("p")] = Proof("p", checks=1, examples=0, not_holding=())
    assert main(["rules", "test", "p"], services=services) == 2


def test_pack_that_cannot_be_used(services: Any, capsys: Capture) -> None:
    assert main(["rules", "test", "elsewhere"], services=services) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no such pack" in captured.err


def test_schemas(services: Any, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema"], services=services) == 0
    assert main(["schema", "--result"], services=services) == 0
    assert capfdbinary.readouterr().out == b'{"title": "an engagement"}\n{"title": "a result"}\n'
