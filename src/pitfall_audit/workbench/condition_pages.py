"""Why a check said what it said of one file, on a terminal, and how each condition stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from rich.cells import cell_len

from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import OUTCOMES, SEVERITIES, count, joined
from pitfall_audit.rules.conditions.expressions import Crashed, Unsettled
from pitfall_audit.rules.conditions.fact_paths import ABSENT
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict, words_for
from pitfall_audit.workbench.condition_trace import FactRead, Look, Part, Standing, looks_at
from pitfall_audit.workbench.trying import Tried

__all__ = [
    "NOT_STATED", "as_cel", "render_explanation", "render_tried", "values_in_words", "write_look",
]  # fmt: skip

NOT_STATED: Final = "not stated"
_LONGEST: Final = 200
_MOST_ITEMS: Final = 12
_DEEPEST: Final = 3


def as_cel(value: Any, *, depth: int = 0) -> str:
    """Return a value as it is written in CEL; long texts and lists are cut, and say so."""
    if value is ABSENT:
        return NOT_STATED
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        escaped = shown.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return f"'{escaped}'"
    if isinstance(value, Mapping):
        return _cut([f"{key}: {as_cel(one, depth=depth + 1)}" for key, one in value.items()]
                    if depth < _DEEPEST else ["…"], "{}")  # fmt: skip
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        items = [as_cel(one, depth=depth + 1) for one in value[: _MOST_ITEMS + 1]]
        return _cut(items if depth < _DEEPEST else ["…"], "[]", len(value))
    return str(value)[:_LONGEST]


def values_in_words(read: FactRead) -> str:
    """Return the values of a field that was read; several, through a list, set apart."""
    if not read.values:
        return "nothing: the list is empty or not stated"
    shown = [as_cel(value) for value in read.values[:_MOST_ITEMS]]
    more = len(read.values) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _cut(items: list[str], brackets: str, number: int | None = None) -> str:
    number = len(items) if number is None else number
    more = f", … ({number} in all)" if number > _MOST_ITEMS else ""
    return brackets[0] + ", ".join(items[:_MOST_ITEMS]) + more + brackets[1]


_PARTS: dict[Part, str] = {
    "applies": "applies",
    "expect": "expect, condition",
    "severity": "severity, clause",
    "adds": "adds, sentence",
}
_STANDINGS: dict[Standing, tuple[str, str]] = {
    "holds": ("holds", "bold green"),
    "does-not-hold": ("does not hold", "bold yellow"),
    "not-settled": ("not settled", "bold magenta"),
    "crashed": ("broke off", "bold red"),
}
_WIDEST_NAME: Final = 40


def write_look(look: Look, page: Page, indent: int) -> None:
    """Write one condition: how it stands, its text, what it read, and why it was settled so."""
    name = _PARTS[look.part] + ("" if look.part == "applies" else f" {look.number}")
    if look.severity is not None:
        name += f" ({SEVERITIES[look.severity].title})"
    standing, style = _STANDINGS[look.standing]
    page.write(f"{name}: ", (standing if look.text else "stands always", style), indent=indent)
    for line in (look.text or "").split("\n"):
        if line.strip():
            page.exactly(line, indent=indent + 4)
    _write_reads(look.reads, page, indent + 6)
    for words in _reasons(look):
        page.write(f"{page.symbols.arrow} {words}", indent=indent + 4, hanging=len("→ "))


def _write_reads(reads: tuple[FactRead, ...], page: Page, indent: int) -> None:
    """Write the fields that were read, one a line, each with its value."""
    column = min(max((cell_len(read.name) for read in reads), default=0), _WIDEST_NAME)
    for read in reads:
        value = values_in_words(read)
        line = f"{read.name.ljust(column)} = {value}"
        if indent + cell_len(line) <= page.width:
            page.exactly(line, indent=indent, style="italic" if read.is_unstated else "")
        else:
            page.write(f"{read.name} = {value}", indent=indent, hanging=4)


def _reasons(look: Look) -> list[str]:
    words = []
    if look.crash is not None:
        words.append(f"It broke off: {look.crash}")
    if look.waits_for:
        many = "are" if len(look.waits_for) > 1 else "is"
        words.append(f"It waits for {joined(look.waits_for)}, which {many} {NOT_STATED}.")
    if look.silence:
        words.append(
            "It counts as not holding: under `silence: fails` what is not stated is itself the "
            "problem."
        )
    if look.strict:
        words.append(
            "has() of what is not stated is left open here, and not false: the description is "
            "made from published documents, which may leave it out."
        )
    if look.settled_without:
        holds = look.standing == "holds"
        law = "true || anything is true" if holds else "false && anything is false"
        many = "are" if len(look.settled_without) > 1 else "is"
        words.append(
            f"{joined(look.settled_without)} {many} {NOT_STATED}, and that makes no difference "
            f"here: {law}."
        )
    return words


_PLURALS = {"body": "bodies", "hats": "hats", "person": "people"}


def render_explanation(
    rule: Rule, verdicts: Sequence[Verdict], screen: Screen, *, file: str, as_of: str
) -> str:
    """Return, for each verdict, its outcome and each condition that had a say in it.

    ``file`` and ``as_of`` (``2026-06-30``) are what was looked at, and for which day.
    """
    counts = Counter(verdict.outcome for verdict in verdicts)
    return page_from(
        "workbench/explanation.txt",
        screen,
        rule=rule,
        verdicts=verdicts,
        file=file,
        as_of=as_of,
        counts=[f"{counts[kind]} {OUTCOMES[kind].title}" for kind in OUTCOMES if counts[kind]],
        how_many=_how_many(len(verdicts), rule.logic.subject),
        words_for=words_for,
        writers=lambda verdict: [partial(write_look, one) for one in looks_at(verdict)],
        waits_for=lambda verdict: joined(
            [".".join((rule.logic.subject, *one.path)) for one in verdict.unstated]
        ),
        not_stated=NOT_STATED,
    )


def render_tried(
    tried: Sequence[Tried], screen: Screen, *, kind: str, file: str, as_of: str, closely: bool
) -> str:
    """Return what an expression gave for each subject of a ``kind``.

    ``closely`` shows the fields that it read as well.
    """
    answers = Counter(_kind_of_answer(one) for one in tried)
    return page_from(
        "workbench/tried.txt",
        screen,
        tried=tried,
        kind=kind,
        file=file,
        as_of=as_of,
        closely=closely,
        counts=[f"{number} {words}" for words, number in sorted(answers.items())],
        how_many=_how_many(len(tried), kind),
        answer=_answer,
        reads=lambda one: partial(_write_reads, one.reads),
    )


def _answer(one: Tried) -> str:
    if isinstance(one.answer, Crashed):
        return f"broke off: {one.answer.message}"
    if isinstance(one.answer, Unsettled):
        return f"{NOT_STATED}: {joined(one.waits_for) or one.answer.key}"
    return as_cel(one.answer)


def _kind_of_answer(one: Tried) -> str:
    if isinstance(one.answer, Crashed):
        return "broke off"
    if isinstance(one.answer, Unsettled):
        return "not settled"
    return as_cel(one.answer) if isinstance(one.answer, bool) else "with a value"


def _how_many(number: int, kind: str) -> str:
    return count(number, kind, _PLURALS.get(kind))
