"""A result beside what was known before: a baseline, an earlier result, a plan, a revision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pitfall_audit.cli.baseline_commands import held_against
from pitfall_audit.cli.streams import write_notice
from pitfall_audit.report.screen import safe_line
from pitfall_audit.yaml.disk import real_path

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

__all__ = ["changed_alone", "with_what_was_known"]


def with_what_was_known(
    result: AuditResult, baseline: Path | None, previous: Sequence[Path], plan: Path | None
) -> AuditResult:
    """Hold a result against a baseline, earlier results and a plan, where one is named.

    Of several earlier results the last, by its day, is what it is held against.
    """
    from msgspec.structs import replace

    from pitfall_audit.engine.seals import with_seal

    result = held_against(result, baseline)
    if previous:
        from pitfall_audit.cli.stored import read_result
        from pitfall_audit.engine.comparison import compared

        earlier = sorted(map(read_result, previous), key=lambda one: one.as_of)
        since = compared(earlier[-1], result)
        if len(previous) > 1:
            from pitfall_audit.report.papers import course_of

            since = replace(since, course=course_of([*earlier, result]))
        result = replace(result, since=since)
        for file in previous:
            result = with_seal(result, "previous", file)
    if plan is not None:
        from pitfall_audit.editing.tables import read_tables
        from pitfall_audit.engine.actions import PlanRow, with_plan

        table, *_ = read_tables(plan, plan.as_posix())
        rows = [PlanRow(row.number, row.cells) for row in table.rows]
        result = with_seal(with_plan(result, rows, plan.as_posix()), "plan", plan)
    return result


def changed_alone(result: AuditResult, revision: str) -> AuditResult:
    """Leave out of a result what is said of files that have not changed.

    Where the settings, ties, waivers or a register have, everything may have.
    """
    from msgspec.structs import replace

    from pitfall_audit.cli.git import changed_since
    from pitfall_audit.engine.on_demand import chosen

    changed = changed_since(revision, Path.cwd())

    def has_changed(file: str) -> bool:
        return real_path(Path.cwd() / file) in changed

    for seal in result.seals:
        if seal.kind in ("register", "settings", "ties", "waivers") and has_changed(seal.file):
            write_notice(f"{safe_line(seal.file)} has changed: all files are reported.")
            return result
    heads = result.heads
    same = [one.file for one in heads if not one.joins and not has_changed(one.file)]
    changed_ones = [
        at for at, one in enumerate(heads) if any(map(has_changed, one.joins or (one.file,)))
    ]
    reason = f"audited, and not changed since {revision}"
    return replace(
        result,
        engagements=chosen(changed_ones, result.engagements),
        problems=tuple(one for one in result.problems if has_changed(one.place.file)),
        files_passed_over={**result.files_passed_over, **dict.fromkeys(same, reason)},
    )
