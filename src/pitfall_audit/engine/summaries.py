"""What a result tells of the rules, the packs and the settings of its run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from pitfall_audit.engine.result import (
    EngagementResult,
    Entry,
    Ground,
    Outcome,
    PackSummary,
    Picture,
    RuleSummary,
    Setting,
    SettingsUsed,
    StandardSummary,
)
from pitfall_audit.engine.seals import seal_of_folder
from pitfall_audit.rules.form.rule_form import unwritten
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.layers import Effective
from pitfall_audit.settings.settings import Settings

__all__ = [
    "SetOtherwise", "head_of", "pack_summary", "ran_on_any", "rule_summary", "set_otherwise",
    "settings_used", "standards_named", "with_severity_told",
]  # fmt: skip


def rule_summary(rule: Rule, pack_of: Mapping[str, str]) -> RuleSummary:
    """A rule as the report shows it; ``pack_of`` has the pack's id by that of each rule."""
    words = rule.words
    missing = unwritten(words)
    return RuleSummary(
        id=rule.id,
        pitfall=rule.logic.pitfall,
        title=rule.logic.title,
        level=rule.logic.level,
        # What its author has still to write is no word of the report.
        why="" if "why" in missing else words.why.strip(),
        remedy="" if "remedy" in missing else words.remedy.strip(),
        question=words.question.strip(),
        grounds=tuple(
            Ground(ground.standard or f"article:{ground.article}", ground.bears)
            for ground in words.grounds
        ),
        thresholds=dict(rule.thresholds),
        private=rule.logic.private,
        asks_everybody=rule.logic.asks_everybody,
        asks_of_papers=rule.logic.asks_of_papers,
        asks_of_policies=rule.logic.asks_of_policies,
        pack=pack_of[rule.id],
        write_in=(words.write_in or "").strip(),
        priority=rule.logic.priority,
    )


def standards_named(packs: Sequence[Pack], rules: Sequence[Rule]) -> tuple[StandardSummary, ...]:
    """The standards of the packs that the rules rest on."""
    named = {ground.standard for rule in rules for ground in rule.words.grounds}
    known = {one.id: one for pack in packs for one in pack.standards.values()}
    return tuple(
        StandardSummary(
            one.id, one.name, one.publisher, one.year, one.link, one.verified, one.to_judge
        )
        for one in known.values()
        if one.id in named
    )


def pack_summary(pack: Pack, *, verified: bool) -> PackSummary:
    """A pack as the report shows it; ``verified`` tells whether its examples were run."""
    file = pack.file
    from_outside: Literal["held", "not-run"] = "held" if verified else "not-run"
    return PackSummary(
        id=pack.id,
        version=pack.version,
        title=None if file is None else file.title,
        authors=() if file is None else file.authors,
        licence=None if file is None else file.licence,
        kind=pack.kind,
        folder=None if pack.is_built_in else pack.name,
        unwritten=()
        if pack.is_built_in
        else tuple(rule.id for rule in pack.rules if _is_unfinished(rule, pack)),
        examples="held-before-release" if pack.is_built_in else from_outside,
        sha256=seal_of_folder(pack.folder),
    )


def _is_unfinished(rule: Rule, pack: Pack) -> bool:
    """Whether its author has still to write some of its words, or what it rests on."""
    named = {ground.standard for ground in rule.words.grounds}
    return bool(unwritten(rule.words)) or any(
        one.placeholder for one in pack.standards.values() if one.id in named
    )


def settings_used(
    settings: Settings, rules: Iterable[Rule], below: Iterable[str] = ()
) -> SettingsUsed:
    """What was set for the run as a whole, of the rules that ran.

    ``below`` are files of settings that lie in folders below what is audited, as shown.
    """
    used = None if settings.file is None else settings.file.shown
    level = settings.base.level
    return SettingsUsed(
        file=used,
        level=level.value,
        level_from=level.origin.words,
        changed=tuple(_changed(settings.base, [rule.id for rule in rules])),
        not_used=tuple(file for file in below if file != used),
    )


def ran_on_any(
    rules: Sequence[Rule], base: Effective, by_file: Sequence[Effective]
) -> tuple[tuple[Rule, ...], dict[str, str]]:
    """The rules that ran on any file, with the run's thresholds, and why each other did not.

    ``base`` is what holds where no override does, ``by_file`` what held for each file that was
    audited; where there is none, the rules are those that would have run.
    """
    looked = by_file or (base,)
    ran, not_run = [], {}
    for rule in rules:
        here = [one.rules[rule.id] for one in looked]
        if any(one.on for one in here):
            thresholds = base.rules[rule.id].thresholds
            values = {name: one.value for name, one in thresholds.items()}
            ran.append(rule.with_settings(values, None))
        else:
            reasons = dict.fromkeys(one.why_not for one in here if one.why_not is not None)
            general = base.rules[rule.id].why_not
            not_run[rule.id] = general if general is not None else "; ".join(reasons)
    return tuple(ran), not_run


def with_severity_told(outcome: Outcome, effective: Effective) -> Outcome:
    """A finding whose severity was set, with a line that says where."""
    if outcome.outcome != "failed":
        return outcome
    setting = effective.rules.get(outcome.rule)
    if setting is None or setting.severity is None:
        return outcome
    told = f"How serious this counts was set in {setting.severity.origin.words}."
    return replace(outcome, details=(*outcome.details, told))


def head_of(result: EngagementResult) -> EngagementResult:
    """A result without what is long in it: what it says of each rule, and shows and names."""
    return replace(
        result, sources=(), outcomes=(), questions=(), picture=_NO_PICTURE, entries=_NONE, people=()
    )


_NO_PICTURE: Final = Picture()
_NONE: Final[dict[str, Entry]] = {}


class SetOtherwise(NamedTuple):
    """What was set for a file otherwise than for the run, and why rules that ran did not on it."""

    settings: tuple[Setting, ...]
    not_run: dict[str, str]

    def told(self, result: EngagementResult) -> EngagementResult:
        """The result of the file, with that in it."""
        not_run = {**result.rules_not_run, **self.not_run}
        return replace(result, settings=self.settings, rules_not_run=not_run)


def set_otherwise(
    by_file: Iterable[Effective], base: Effective, ran: Sequence[Rule]
) -> Iterator[SetOtherwise | None]:
    """What was set otherwise for each file; None where nothing was.

    ``ran`` are the rules that ran on any file: of those that did not on this, it says why.
    """
    known: dict[int, SetOtherwise] = {}
    for here in by_file:
        if id(here) not in known:
            why = {rule.id: why for rule in ran if (why := here.rules[rule.id].why_not)}
            known[id(here)] = SetOtherwise(_set_otherwise(here, base), why)
        yield known[id(here)] if any(known[id(here)]) else None


def _set_otherwise(here: Effective, base: Effective) -> tuple[Setting, ...]:
    ran = [rule.id for rule in here.to_run]
    general = set(_changed(base, ran))
    return tuple(one for one in _changed(here, ran) if one not in general)


def _changed(effective: Effective, ids: Iterable[str]) -> Iterator[Setting]:
    for id_ in ids:
        setting = effective.rules[id_]
        if setting.severity is not None:
            origin = setting.severity.origin.words
            yield Setting(id_, "severity", setting.severity.value, origin)
        for name, stated in setting.thresholds.items():
            if stated.origin.kind != "default":
                yield Setting(id_, name, stated.value, stated.origin.words)
