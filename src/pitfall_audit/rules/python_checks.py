"""Checks written in Python, for what a condition can't say: what they get and what they give.

A check is a function. It is given the facts of one subject, which are those that conditions
read, and all facts of the engagement; it gives one of :class:`Passed`, :class:`Failed`,
:class:`CannotTell` or :class:`DoesNotApply`. It runs within the program, unbounded: whoever
names a plugin in the settings trusts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from pitfall_audit.facts.fact_schema import FactShape
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.conditions.fact_paths import Unstated, field_at
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity

__all__ = [
    "CannotTell", "Check", "CheckAnswer", "DoesNotApply", "Everything", "Facts", "Failed",
    "Passed", "Plugin", "PythonCheck", "run_check",
]  # fmt: skip

Facts = Mapping[str, Any]
"""The facts of one subject, as ``pitfall-audit rules facts`` lists them; not stated is absent."""


class Everything(Struct, frozen=True):
    """All that is known of an engagement: the facts of each subject, by its kind.

    ``thresholds`` are the numbers of the rule that is run, as they are set.
    """

    subjects: Mapping[SubjectKind, tuple[Facts, ...]]
    thresholds: Mapping[str, ThresholdValue] = {}

    def all(self, kind: SubjectKind) -> tuple[Facts, ...]:
        """The facts of every subject of a kind, in the order of the file."""
        return self.subjects.get(kind, ())


class Passed(Struct, frozen=True):
    """All is as it should be; ``values`` go into the rule's words for it."""

    values: Mapping[str, Any] = {}


class Failed(Struct, frozen=True):
    """A finding; ``values`` go into the rule's message."""

    severity: Severity
    values: Mapping[str, Any] = {}


class CannotTell(Struct, frozen=True):
    """A question: ``fields`` are those that are not stated, as ``status`` or ``body.kind``."""

    fields: tuple[str, ...]


class DoesNotApply(Struct, frozen=True):
    """The rule does not speak of this subject."""


CheckAnswer = Passed | Failed | CannotTell | DoesNotApply
Check = Callable[[Facts, Everything], CheckAnswer]


class Plugin(Struct, frozen=True):
    """What an entry point of the group ``pitfall_audit.rules`` leads to.

    ``folder`` holds a ``pack.yaml`` and the rules' files; ``checks`` maps the id of each rule
    that says ``python: yes`` to the function that does it.
    """

    folder: Path
    checks: Mapping[str, Check]


class PythonCheck(Struct, frozen=True, eq=False):
    """The function of one rule."""

    function: Check


class Said(Struct, frozen=True):
    """What came of running a check on one subject; ``crash`` is why it gave no answer."""

    outcome: OutcomeKind
    severity: Severity | None = None
    unstated: tuple[Unstated, ...] = ()
    values: Mapping[str, Any] | None = None
    crash: str | None = None


class _UnfitError(Exception):
    """An answer that can't be used; its text says why."""


def run_check(
    check: PythonCheck,
    facts: Facts,
    everything: Everything,
    shape: FactShape,
    names: tuple[str, ...],
) -> Said:
    """Run a check on one subject of some shape; ``names`` are the values that it may give.

    Never raises: what goes wrong is told as a crash.
    """
    try:
        return _said(check.function(facts, everything), shape, names)
    except _UnfitError as unfit:
        return Said("error", crash=str(unfit))
    except (Exception, SystemExit) as error:  # a plugin may raise anything
        return Said("error", crash=f"{type(error).__name__}: {error}")


def _said(answer: CheckAnswer, shape: FactShape, names: tuple[str, ...]) -> Said:
    match answer:
        case Passed(values):
            return Said("passed", values=_values(values, names))
        case Failed(severity, values):
            if severity not in get_args(Severity):
                raise _UnfitError(f"it gave the severity {severity!r}, which there is not.")
            return Said("failed", severity, values=_values(values, names))
        case CannotTell(fields):
            return Said("cannot-tell", unstated=_unstated(fields, shape))
        case DoesNotApply():
            return Said("not-applicable")
        case _:
            kind = "a class" if isinstance(answer, type) else type(answer).__name__
            raise _UnfitError(f"it gave {kind}, which is no answer.")


def _values(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    for name, value in values.items():
        if name not in names:
            raise _UnfitError(f"it gave a value “{name}”, which its file does not list.")
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str | int | float | bool) for one in items):
            raise _UnfitError(f"the value “{name}” is neither text, a number, nor a list of those.")
    return dict(values)


def _unstated(fields: tuple[str, ...], shape: FactShape) -> tuple[Unstated, ...]:
    found = []
    for name in fields:
        path = tuple(name.split("."))
        known = field_at(shape, path)
        if known is None:
            raise _UnfitError(f"it asks for “{name}”, which is no field of a {shape.name.lower()}.")
        found.append(Unstated(path, known))
    if not found:
        raise _UnfitError("it can't tell, and names no field that is not stated.")
    return tuple(found)
