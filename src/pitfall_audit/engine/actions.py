"""Plans of action: what an organisation wrote beside findings, held against a result.

Nothing of it changes an outcome. Columns are known by their headings; others may stand beside them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.engagement.model.part_dates import read_date
from pitfall_audit.engine.result import Action, ActionStatus, AuditResult, OutcomeKind, Plan
from pitfall_audit.errors import UnusableActionsError, worded_at
from pitfall_audit.facts.lookups import gathered
from pitfall_audit.language import known_by
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["ESCAPED", "HEADINGS", "STATUSES", "WRITTEN", "PlanRow", "with_plan"]

HEADINGS: Final[Mapping[str, str]] = {
    "engagement": "Arrangement", "rule": "Check", "owner": "Who sees to it", "due": "By when",
    "status": "Status", "comment": "Comment", "reply": "In our own words",
}  # fmt: skip
"""The heading of each column that is read again; the first two say which finding is meant."""
WRITTEN: Final = ("due", "status", "comment", "reply")
"""The columns in which people write: a row that has nothing there is still to be filled in."""

STATUSES: Final[Mapping[ActionStatus, str]] = {
    "not-begun": "Not begun", "in-progress": "In progress", "done": "Done",
    "will-not-be-done": "Will not be done",
}  # fmt: skip
_ALSO: Final[Mapping[str, ActionStatus]] = {
    "": "not-begun", "open": "not-begun", "to do": "not-begun", "not started": "not-begun",
    "ongoing": "in-progress", "started": "in-progress", "begun": "in-progress",
    "closed": "done", "complete": "done", "completed": "done", "finished": "done",
    "no action": "will-not-be-done", "declined": "will-not-be-done",
}  # fmt: skip


@cache
def _statuses() -> Mapping[str, ActionStatus]:
    return {**known_by(STATUSES), **_ALSO}


_AS_EXCEL: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
ESCAPED: Final = re.compile(r"^'(?=\s*[=+\-@])")
"""What `report/lines.cell` puts before what a spreadsheet would take for a formula."""


class PlanRow(NamedTuple):
    """A row of a table, by its number there."""

    number: int
    cells: Sequence[str]


def with_plan(result: AuditResult, rows: Iterable[PlanRow], file: str) -> AuditResult:
    """Put what a plan holds beside a result; ``file`` is its name in words.

    Raises UnusableActionsError with every row that can't be understood.
    """
    head, *rest = [*rows] or [PlanRow(1, ())]
    columns = _columns(head, file)
    actions: list[Action] = []
    problems: list[Problem] = []
    found_in = _Found(result)
    for row in rest:
        said = {
            name: ESCAPED.sub("", row.cells[at].strip())
            for name, at in columns.items()
            if at < len(row.cells)
        }
        if not any(said.get(name) for name in WRITTEN):
            continue
        found = _action(said, result, found_in, _Where(file, row.number))
        if isinstance(found, Problem):
            problems.append(found)
        else:
            actions.append(found)
    if problems:
        raise UnusableActionsError(tuple(problems))
    return replace(result, plan=Plan(file, tuple(actions)))


class _Where(NamedTuple):
    file: str
    row: int

    def problem(self, name: str, **values: object) -> Problem:
        return worded_at(Place(self.file, self.row, 1, self.row, 1), name, **values)


def _columns(head: PlanRow, file: str) -> dict[str, int]:
    titles = [" ".join(cell.split()).casefold() for cell in head.cells]
    known = known_by(HEADINGS)
    found = {known[title]: at for at, title in reversed([*enumerate(titles)]) if title in known}
    if missing := [HEADINGS[name] for name in ("engagement", "rule") if name not in found]:
        place = Place(file, head.number, 1, head.number, 1)
        named = "” and none “".join(missing)
        raise UnusableActionsError.of(place, "action-not-understood/columns", missing=named)
    return found


def _action(
    said: Mapping[str, str], result: AuditResult, found_in: _Found, where: _Where
) -> Action | Problem:
    engagement, rule, due = said["engagement"], said["rule"], said.get("due", "")
    if not engagement or not rule:
        return where.problem("action-not-understood/of-which")
    written = " ".join(said.get("status", "").split()).casefold()
    status = _statuses().get(written)
    if status is None:
        meant = did_you_mean(written, tuple(map(str.lower, STATUSES.values())))
        meant = meant or f"It is one of: {', '.join(STATUSES.values())}; or nothing."
        return where.problem("action-not-understood/status", status=said["status"], meant=meant)
    if slashed := _AS_EXCEL.fullmatch(due):
        day, month, year = map(int, slashed.groups())
        due = f"{year}-{month:02}-{day:02}"
    day_due = read_date(due) if due else None
    if due and day_due is None:
        return where.problem("action-not-understood/due", due=said["due"])
    as_of = dt.date.fromisoformat(result.as_of)
    under_way = status in ("not-begun", "in-progress")
    summary = found_in.rules.get(rule)
    return Action(
        engagement, rule, said.get("owner", ""), due, status, said.get("comment", ""),
        said.get("reply", ""), bool(under_way and day_due and day_due < as_of),
        found_in.fits(engagement, rule), bool(summary and summary.private),
    )  # fmt: skip


class _Found:
    """What an audit found, by arrangement and check; each arrangement is looked at but once."""

    def __init__(self, result: AuditResult) -> None:
        self.rules = {one.id: one for one in result.rules}
        self._result = result
        self._at = {one.id: at for at, one in enumerate(result.heads)}
        self._kinds: dict[str, Mapping[str, Sequence[OutcomeKind]]] = {}

    def fits(self, id_: str, rule: str) -> Literal["found", "not-found", "not-looked-at"]:
        """Whether the finding that an action is about is there now."""
        at = self._at.get(id_)
        if at is None:
            return "not-looked-at"
        if id_ not in self._kinds:
            outcomes = self._result.engagements[at].outcomes
            self._kinds[id_] = gathered((one.matter, one.outcome) for one in outcomes)
        kinds = self._kinds[id_].get(rule, ())
        if "failed" in kinds:
            return "found"
        ran = rule in self.rules and rule not in self._result.heads[at].rules_not_run
        return "not-found" if ran and "error" not in kinds else "not-looked-at"
