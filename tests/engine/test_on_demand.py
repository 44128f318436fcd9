"""What lies outside memory: it comes back as it was, and where there is no room that is said."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import pickle
import shutil
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.report.sample_results import on_demand, several_result

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.on_demand import Aside, Headed, chosen, heads_of, mapped, once
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem

EXAMPLES = Path(__file__).parents[2] / "examples"
# What runs tests has threads of its own; the program has none when it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.mark.parametrize("on_disk", [True, False])
def test_what_is_laid_aside_comes_back_in_any_order(on_disk: bool) -> None:
    aside = Aside(on_disk=on_disk)
    parts = [bytes([number]) * (number * 50_000) for number in range(20)]
    numbers = [aside.put(part) for part in parts]
    assert [aside.get(number) for number in reversed(numbers)] == parts[::-1]
    assert aside.get(aside.put(b"more")) == b"more"


def _say_what_comes_of(size: int, on_disk: bool) -> None:
    import resource  # which not every system has

    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        Aside(on_disk=on_disk).put(bytes(size))
    except UsageProblem as problem:
        os._exit(21 if "TMPDIR" in problem.help else 22)
    os._exit(20)


@pytest.mark.skipif(sys.platform == "win32", reason="it bounds no file that a program writes")
@pytest.mark.parametrize(
    ("size", "on_disk", "comes"), [(20_000_000, True, 21), (20_000_000, False, 20), (9, True, 20)]
)
def test_where_there_is_no_room_it_is_said_what_to_do(size: int, on_disk: bool, comes: int) -> None:
    process = multiprocessing.get_context("fork").Process(
        target=_say_what_comes_of, args=(size, on_disk)
    )
    process.start()
    process.join()
    assert process.exitcode == comes


def test_a_sequence_on_demand_is_as_one_that_is_held() -> None:
    held = several_result().engagements
    outside = on_demand(held)
    assert outside == held
    assert outside != held[:-1]
    assert outside[-1] == held[-1]
    assert outside[1:] == held[1:]
    with pytest.raises(IndexError):
        outside[len(held)]
    assert pickle.loads(pickle.dumps(outside)) == held  # noqa: S301  # from ourselves
    assert chosen([1, 0], outside) == chosen([1, 0], held) == (held[1], held[0])
    shown = mapped(lambda one: replace(one, title=one.title.upper()), outside)
    assert shown == mapped(lambda one: replace(one, title=one.title.upper()), held)
    assert [one.title for one in heads_of(shown)] == [one.title.upper() for one in held]
    assert not any(one.outcomes for one in heads_of(shown))
    asked: list[object] = []
    for _ in range(2):
        once(asked.append, outside)
    assert asked == [outside]


def audited(folder: Path) -> AuditResult:
    return audit([folder], as_of=dt.date(2026, 6, 30), base=folder)


def test_of_many_files_no_result_is_held_and_of_few_each(tmp_path: Path) -> None:
    names = ["well-run", "smallest-useful-file", "carers-council", "interview-panel"]
    for name in names:
        shutil.copy(EXAMPLES / f"{name}.yaml", tmp_path)
    few = audited(tmp_path)
    assert isinstance(few.engagements, tuple)
    text = (EXAMPLES / "well-run.yaml").read_text(encoding="utf-8")
    for number in range(8):
        more = text.replace("id: garden", f"id: garden-{number}", 1)
        (tmp_path / f"zz-{number}.yaml").write_text(more, encoding="utf-8")
    many = audited(tmp_path)
    assert isinstance(many.engagements, Headed)
    first = [one for one in many.engagements if not one.file.startswith("zz") and not one.joins]
    assert tuple(first) == tuple(one for one in few.engagements if not one.joins)
