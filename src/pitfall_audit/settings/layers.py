"""Settings from several places, one over the other, and what comes of them for each check.

The default lies lowest, then the file's settings, its overrides in their order, and what was
said on the command line. Of what is stated twice the higher counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from msgspec import Struct

from pitfall_audit.rules.form.outcomes import Level, Severity
from pitfall_audit.yaml.places import DataPath

if TYPE_CHECKING:
    from pitfall_audit.rules.conditions.expressions import ThresholdValue
    from pitfall_audit.rules.rule import Rule
    from pitfall_audit.settings.model import SeverityWord

__all__ = ["DEFAULT", "Effective", "Layer", "Origin", "RuleSetting", "Stated", "resolve"]

LEVEL_ORDER: Final[Mapping[Level, int]] = {"core": 0, "standard": 1, "thorough": 2}
Value_co = TypeVar("Value_co", covariant=True)


class Origin(Struct, frozen=True):
    """Where a setting comes from.

    ``file`` and ``line`` are set for what stands in a file, ``override`` counts from 1, and
    ``option`` is the option of the command line.
    """

    kind: Literal["default", "file", "override", "command-line"]
    file: str = ""
    line: int = 0
    override: int = 0
    option: str = ""

    @property
    def words(self) -> str:
        """The origin as it is printed: ``pitfall-audit.toml, line 4``."""
        if self.kind in ("file", "override"):
            return f"{self.file}, line {self.line}"
        return self.option if self.kind == "command-line" else "default"


DEFAULT: Final = Origin("default")


class Stated(Struct, Generic[Value_co], frozen=True):
    """A value, where it comes from, and its data path in the file it stands in."""

    value: Value_co
    origin: Origin = DEFAULT
    path: DataPath = ()


class Layer(Struct, frozen=True):
    """What one place states. ``patterns`` are set for an override alone.

    ``severity`` is by id of rule or pitfall, ``thresholds`` by id of rule, then by name.
    """

    level: Stated[Level] | None = None
    select: tuple[Stated[str], ...] | None = None
    ignore: tuple[Stated[str], ...] = ()
    severity: Mapping[str, Stated[SeverityWord]] = {}
    thresholds: Mapping[str, Mapping[str, Stated[ThresholdValue]]] = {}
    patterns: tuple[Stated[str], ...] = ()


class RuleSetting(Struct, frozen=True):
    """What holds for one rule.

    ``by`` is the setting that has it run or not run, and ``why_not`` why it does not, in
    words; None where it runs. ``severity`` is None where the rule itself decides.
    ``thresholds`` are all of the rule's.
    """

    by: Stated[str]
    why_not: str | None
    severity: Stated[Severity] | None
    thresholds: Mapping[str, Stated[ThresholdValue]]

    @property
    def on(self) -> bool:
        """Whether the rule runs."""
        return self.why_not is None


class Effective(Struct, frozen=True):
    """What some layers come to: the level, and what holds for each rule, by its id.

    ``to_run`` are the rules that run, with their thresholds and severities put in; only
    :class:`~pitfall_audit.settings.settings.Settings` fills it.
    """

    level: Stated[Level]
    select: tuple[Stated[str], ...] | None
    ignore: tuple[Stated[str], ...]
    rules: Mapping[str, RuleSetting]
    to_run: tuple[Rule, ...] = ()


class _State(Struct):
    """What holds for one rule while the layers are put on."""

    off: Stated[str] | None = None
    off_words: str = ""
    severity: Stated[Severity] | None = None
    thresholds: dict[str, Stated[ThresholdValue]] = {}


def resolve(rules: Sequence[Rule], layers: Sequence[Layer]) -> Effective:
    """Put layers one over the other, the lowest first, over the default."""
    level: Stated[Level] = Stated("thorough")
    select: tuple[Stated[str], ...] | None = None
    ignore: tuple[Stated[str], ...] = ()
    states = {
        rule.id: _State(thresholds={name: Stated(v) for name, v in rule.logic.thresholds.items()})
        for rule in rules
    }
    for layer in layers:
        level = layer.level or level
        if layer.select is not None:
            select, ignore = layer.select, ()
            for state in states.values():
                state.off = None
        ignore = (*ignore, *layer.ignore)
        ignored = {one.value: one for one in reversed(layer.ignore)}
        selected = {one.value for one in layer.select or ()}
        for rule in rules:
            _apply_layer(layer, rule, states[rule.id], ignored, selected)
    names = None if select is None else {one.value: one for one in reversed(select)}
    return Effective(
        level,
        select,
        ignore,
        {rule.id: _resolve_rule(rule, states[rule.id], level, names) for rule in rules},
    )


def _apply_layer(
    layer: Layer, rule: Rule, state: _State, ignored: Mapping[str, Stated[str]], selected: Set[str]
) -> None:
    id_, pitfall = rule.id, rule.logic.pitfall
    severity = layer.severity.get(id_) or layer.severity.get(pitfall)
    if severity is not None:
        if severity.value == "off":
            if state.off is None:
                state.off, state.off_words = severity, "off"
        else:
            state.severity = Stated(severity.value, severity.origin, severity.path)
            if state.off is not None and state.off_words == "off":
                state.off = None
    # What is named by its own id goes before what is named by its pitfall.
    found = ignored.get(id_) or (None if id_ in selected else ignored.get(pitfall))
    if found is not None and state.off is None:
        state.off, state.off_words = found, "left out"
    for name, value in layer.thresholds.get(id_, {}).items():
        if name in state.thresholds:
            own = state.thresholds[name].value
            number = float(value.value) if isinstance(own, float) else value.value
            state.thresholds[name] = Stated(number, value.origin, value.path)


def _resolve_rule(
    rule: Rule, state: _State, level: Stated[Level], names: Mapping[str, Stated[str]] | None
) -> RuleSetting:
    by: Stated[str] = level
    why_not: str | None = None
    if names is not None and rule.id in names:
        by = names[rule.id]
    elif names is not None and rule.logic.pitfall not in names:
        by = next(iter(names.values()), level)
        why_not = "not selected "
        why_not += "with --select" if by.origin.kind == "command-line" else _where(by.origin)
    elif LEVEL_ORDER[rule.logic.level] > LEVEL_ORDER[level.value]:
        asked = f"level {level.value} is asked for {_where(level.origin)}"
        why_not = f"of level {rule.logic.level}, and {asked}"
    elif names is not None:
        by = names[rule.logic.pitfall]
    if why_not is None and state.off is not None:
        by, why_not = state.off, f"{state.off_words} {_where(state.off.origin)}"
    return RuleSetting(by, why_not, state.severity, state.thresholds)


def _where(origin: Origin) -> str:
    return f"{'by' if origin.kind == 'command-line' else 'in'} {origin.words}"
