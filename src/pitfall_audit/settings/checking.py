"""Holds settings against the rules there are: names that point at nothing, and no effect.

A setting that changes nothing is taken for a mistake, because whoever wrote it believes that
it does something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from pitfall_audit.engagement.message_words import did_you_mean, very_near
from pitfall_audit.errors import worded_at
from pitfall_audit.rules.form.outcomes import PITFALLS
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.layers import Effective, Layer, RuleSetting, Stated, resolve
from pitfall_audit.yaml.document_limits import in_order
from pitfall_audit.yaml.places import Problem

if TYPE_CHECKING:
    from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["check_that_was_meant", "problems_with"]

_MOST_PROBLEMS = 100


def problems_with(file: SettingsFile, rules: Sequence[Rule]) -> tuple[Problem, ...]:
    """Everything that keeps settings from meaning something for these rules, line by line."""
    layers = file.layers()
    nothing = (problem for layer in layers for problem in _pointing_at_nothing(file, layer, rules))
    known = (*(rule.id for rule in rules), *PITFALLS)
    unknown = (
        _unknown(file, one, one.value, known, key=False)
        for one in file.listed(file.configuration.never_waive, ("never-waive",))
        if one.value not in known
    )
    # To look for what was nearly written takes time.
    problems = list(islice(chain(nothing, unknown), _MOST_PROBLEMS))
    if not problems:
        problems = list(_contradictions(file, layers))
    if not problems:
        # Only of what names something, and does not contradict itself, can this be asked.
        problems = list(_without_effect(file, layers, rules))
    return in_order(problems)


def _pointing_at_nothing(
    file: SettingsFile, layer: Layer, rules: Sequence[Rule]
) -> Iterator[Problem]:
    by_id = {rule.id: rule for rule in rules}
    known = (*by_id, *PITFALLS)
    for one in (*(layer.select or ()), *layer.ignore):
        if one.value not in known:
            yield _unknown(file, one, one.value, known, key=False)
    for name, severity in layer.severity.items():
        if name not in known:
            yield _unknown(file, severity, name, known, key=True)
    for name, values in layer.thresholds.items():
        rule = by_id.get(name)
        for threshold, value in values.items():
            if rule is None:
                help_text = "Thresholds belong to a check, not to a pitfall." if (
                    name in PITFALLS
                ) else check_that_was_meant(name, tuple(by_id))  # fmt: skip
                place = file.place(value.path[:-1], key=True)
                yield worded_at(place, "unknown-check/threshold", name=name, help=help_text)
                break
            if threshold not in rule.logic.thresholds:
                yield _unknown_threshold(file, rule, threshold, value)
            elif isinstance(rule.logic.thresholds[threshold], int) and (
                value.value != int(value.value) or isinstance(value.value, float)
            ):
                yield worded_at(
                    file.place(value.path), "wrong-threshold/whole",
                    threshold=threshold, rule=rule, right=round(value.value),
                )  # fmt: skip


_LIST = "`pitfall-audit rules list` shows them all."
_OWN_CHECK = (
    "A check of your own is known once its pack is named: with `--rules FOLDER`, or with "
    '`rules = ["FOLDER"]` in pitfall-audit.toml.'
)


def _unknown(
    file: SettingsFile, one: Stated[str], name: str, known: Sequence[str], *, key: bool
) -> Problem:
    meant = check_that_was_meant(name, known)
    return worded_at(file.place(one.path, key=key), "unknown-check", name=name, meant=meant)


def check_that_was_meant(name: str, known: Sequence[str]) -> str:
    """What to do about a name that no check has; ``known`` are all that there are."""
    from pitfall_audit.rules.packs import load_built_in  # noqa: PLC0415

    said = did_you_mean(name, known) or _LIST
    built_in = {rule.id for rule in load_built_in().rules} | set(PITFALLS)
    if very_near(name, known) is not None or not built_in.issuperset(known):
        return said
    return f"{said} {_OWN_CHECK}"


def _unknown_threshold(
    file: SettingsFile, rule: Rule, name: str, value: Stated[int | float]
) -> Problem:
    own = rule.logic.thresholds
    help_text = did_you_mean(name, own)
    if not own:
        help_text = "It uses no numbers of its own: leave this out."
    elif not help_text:
        help_text = f"It has: {', '.join(own)}."
    place = file.place(value.path, key=True)
    return worded_at(place, "unknown-threshold", rule=rule, name=name, help=help_text)


def _contradictions(file: SettingsFile, layers: Sequence[Layer]) -> Iterator[Problem]:
    for layer in layers:
        selected = {one.value for one in layer.select or ()}
        off = [(one.value, one) for one in layer.ignore]
        off += [(name, one) for name, one in layer.severity.items() if one.value == "off"]
        for name, one in off:
            if name in selected:
                yield worded_at(file.place(one.path), "contradiction", name=name)


def _without_effect(
    file: SettingsFile, layers: Sequence[Layer], rules: Sequence[Rule]
) -> Iterator[Problem]:
    """What would leave everything as it is if it were deleted.

    It is tried for all files alone, for each override by itself, and for each with those
    before it: which of them come together hangs on the files.
    """
    base, *overrides = layers
    contexts: list[tuple[tuple[Layer, ...], Effective]] = [((base,), resolve(rules, [base]))]
    for number, one in enumerate(overrides, 1):
        contexts.extend(
            (together, resolve(rules, together))
            for together in ((base, one), tuple(layers[: number + 1]))
        )
    counted = {path for _, effective in contexts for path in _paths_that_count(effective)}
    for layer in layers:
        for stated, says, help_text in _entries(layer):
            if stated.path not in counted:
                reason = _why_not(stated, says, contexts, rules)
                yield Problem("no-effect", reason, file.place(stated.path), help_text)
    for number, one in enumerate(overrides, 1):
        if one.level is not None and _level_is_idle(one, layers[:number], rules):
            yield worded_at(file.place(one.level.path), "no-effect/level", level=one.level)


def _paths_that_count(effective: Effective) -> Iterator[tuple[str | int, ...]]:
    for setting in effective.rules.values():
        # Any other name would leave out as well what is not selected.
        if setting.on or "select" not in setting.by.path[-2:]:
            yield setting.by.path
        if setting.on:
            if setting.severity is not None:
                yield setting.severity.path
            for threshold in setting.thresholds.values():
                yield threshold.path


_DELETE = "Delete it, or have the check run: `pitfall-audit config show` says what decides."


def _entries(layer: Layer) -> Iterator[tuple[Stated[object], str, str]]:
    """Everything but levels that a layer states, the rule or pitfall it is of, and what to do."""
    for one in layer.select or ():
        yield one, one.value, "Delete it, or change what leaves its checks out."
    for one in layer.ignore:
        yield one, one.value, "Delete it."
    for name, severity in layer.severity.items():
        yield severity, name, "Delete it." if severity.value == "off" else _DELETE
    for id_, values in layer.thresholds.items():
        for value in values.values():
            yield value, id_, _DELETE


def _why_not(
    stated: Stated[object],
    name: str,
    contexts: Sequence[tuple[tuple[Layer, ...], Effective]],
    rules: Sequence[Rule],
) -> str:
    """Why a setting does nothing: the rule of that name does not run, or something else does it."""
    _, effective = next(
        one
        for one in contexts
        if any(stated == of for layer in one[0] for of, _, _ in _entries(layer))
    )
    setting = effective.rules.get(name)
    if setting is None:
        of_it = [rule.id for rule in rules if rule.logic.pitfall == name]
        if not of_it:
            return f"This changes nothing: there is no check of `{name}`."
        deciding = _deciding(stated, [effective.rules[id_] for id_ in of_it])
        return f"This changes nothing for `{name}`: what decides on its checks is {deciding}."
    if setting.why_not is None:
        deciding = _deciding(stated, [setting])
        return f"This changes nothing: what decides on `{name}` is {deciding}."
    return f"This changes nothing: `{name}` does not run: {setting.why_not}."


def _deciding(stated: Stated[object], settings: Sequence[RuleSetting]) -> str:
    """Where it is stated what holds for some rules in place of a setting, in words."""
    origins: dict[tuple[str, int], str] = {}
    for one in settings:
        decides: Stated[object] | None = one.by
        if one.on and "severity" in stated.path[:-1]:
            decides = one.severity
        elif one.on and "thresholds" in stated.path[:-1]:
            decides = one.thresholds.get(str(stated.path[-1]))
        if decides is not None and decides.path != stated.path:
            origin = decides.origin
            words = "the default" if origin.kind == "default" else origin.words
            origins[(origin.file, origin.line)] = words
    return " and ".join(words for _, words in sorted(origins.items())) or "another setting"


def _level_is_idle(override: Layer, below: Sequence[Layer], rules: Sequence[Rule]) -> bool:
    without = Layer(select=override.select, ignore=override.ignore, severity=override.severity)
    return all(
        [one.on for one in resolve(rules, [*under, override]).rules.values()]
        == [one.on for one in resolve(rules, [*under, without]).rules.values()]
        for under in (below[:1], below)
    )
