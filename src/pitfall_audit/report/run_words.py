"""What the settings and the packs of a run made of it, in words: the same in each format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pitfall_audit.engine.actions import STATUSES
from pitfall_audit.engine.change_records import Change, Kind
from pitfall_audit.engine.comparison import counted
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import (
    AuditResult,
    BaselineUse,
    EngagementResult,
    PackSummary,
    RuleSummary,
    Setting,
)
from pitfall_audit.engine.tallies import tally
from pitfall_audit.language import numbered, translated
from pitfall_audit.report.wording import (
    SEVERITIES,
    date_in_words,
    joined,
    named,
    there,
    threshold_in_words,
    whose_number,
)

__all__ = [
    "CHANGE_TITLES", "NO_FINDING", "by_when", "changes_of", "numbers_used", "packs_in_words",
    "plan_in_words", "since_in_words", "some_not_run_everywhere", "waivers_in_words",
    "what_was_set", "where_described",
]  # fmt: skip

_FILES_NAMED_AT_MOST = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def numbers_used(
    rule: RuleSummary, result: AuditResult, engagement: EngagementResult | None = None
) -> str:
    """The numbers that a check used, and of each whose judgement it is, or where it was set.

    They are those used on one arrangement; without one, on all, with the exceptions.
    """
    set_ = _of_rule(result.settings.changed, rule)
    set_ |= _of_rule(engagement.settings if engagement is not None else (), rule)
    ours = [
        threshold_in_words(name, value)
        for name, value in sorted(rule.thresholds.items())
        if name not in set_
    ]
    said = [f"{'; '.join(ours)} ({whose_number(rule.pack)})"] if ours else []
    said += [_in_words(one) for _, one in sorted(set_.items())]
    if engagement is None:
        for files, one in _alike(result.heads):
            own = _of_rule(one.settings, rule)
            said += [
                translated("in %(files)s: %(what)s", files=files, what=_in_words(setting))
                for _, setting in sorted(own.items())
            ]
    return "; ".join(said)


def where_described(engagement: EngagementResult) -> str:
    """The file of an arrangement; of several taken together the first of them."""
    return named(engagement.joins, _FILES_NAMED_AT_MOST, ", ") or engagement.file


CHANGE_TITLES: Final[Mapping[Kind, str]] = {
    "new": "New",
    "reopened": "New, where it was in place before",
    "worse": "More serious than before",
    "waiver-ended": "Accepted before, and no longer",
    "persisting": "As before",
    "waived": "Accepted for now",
    "fixed": "Fixed",
    "asked": "A question now",
    "unreadable": "In a file that can't be read any more",
    "not-looked-at": "Not looked at this time",
}
"""What became of a finding, in the order shown."""


def since_in_words(result: AuditResult) -> str:
    """How many findings are new, fixed and still open since an earlier result; else empty."""
    if result.since is None:
        return ""
    said = [
        f"{number} {translated(CHANGE_TITLES[kind]).lower()}"
        for kind, number in counted(result.since)
    ]
    return translated(
        "Since %(day)s: %(what)s.",
        day=date_in_words(result.since.old_as_of),
        what="; ".join(said) or translated("nothing found"),
    )


def changes_of(result: AuditResult) -> list[tuple[str, list[Change]]]:
    """What became of findings, by kind, without what is as before."""
    changes = result.since.changes if result.since is not None else ()
    by_kind = gathered((one for one in changes if one.kind != "persisting"), lambda one: one.kind)
    return [(translated(CHANGE_TITLES[kind]), list(own)) for kind, own in by_kind.items()]


def by_when(due: str) -> str:
    """A day of a plan in words, where it is a whole day; else as it is written."""
    return date_in_words(due) if _DAY.fullmatch(due) else due


def plan_in_words(result: AuditResult) -> tuple[str, ...]:
    """What the plan of action comes to: how much is done and late, and what fits no finding."""
    if result.plan is None:
        return ()
    actions = result.plan.actions
    by_status = [
        f"{number} {translated(words).lower()}"
        for status, words in STATUSES.items()
        if (number := sum(one.status == status for one in actions))
    ]
    late = sum(one.late for one in actions)
    said = joined([*by_status, *there((late, translated("%(number)s late", number=late)))])
    after = f": {said}" if said else ""
    lines = [
        numbered(
            len(actions),
            "Plan: %(number)s action written in %(file)s%(said)s.",
            "Plan: %(number)s actions written in %(file)s%(said)s.",
            file=result.plan.file,
            said=after,
        )
    ]
    for fits, why in NO_FINDING.items():
        which = [one for one in actions if one.fits == fits]
        done = [f"{one.rule} in {one.engagement}" for one in which if one.status == "done"]
        others = [f"{one.rule} in {one.engagement}" for one in which if one.status != "done"]
        reason = {"why": translated(why)}
        lines += there(
            (done, translated("Done, and %(why)s: %(which)s.", which="; ".join(done), **reason)),
            (
                others,
                translated(
                    "In the plan, and %(why)s: %(which)s.", which="; ".join(others), **reason
                ),
            ),
        )
    return tuple(lines)


NO_FINDING = {
    "not-found": "no finding now",
    "not-looked-at": "not looked at this time",
}


def what_was_set(result: AuditResult) -> tuple[str, ...]:
    """A line for each thing that was set, first for the run, then for some of its files."""
    settings = result.settings
    level = {"level": settings.level, "whence": settings.level_from}
    lines = there(
        (settings.file, translated("Settings were read from %(file)s.", file=settings.file)),
        (
            settings.level_from != "default",
            translated("Level: %(level)s (%(whence)s).", **level),
        ),
        (
            settings.not_used,
            translated(
                "Settings not used: %(files)s. They hold where their own folder is audited, or "
                "with --config.",
                files=named(settings.not_used, _FILES_NAMED_AT_MOST),
            ),
        ),
    )
    if result.baseline is not None:
        lines.append(_baseline_in_words(result.baseline))
    lines += _lines(settings.changed)
    for files, one in _alike(result.heads):
        lines += [
            translated("In %(files)s: %(what)s", files=files, what=line)
            for line in _lines(one.settings, capital=False)
        ]
        by_reason: dict[str, list[str]] = {}
        for id_, why in sorted(one.rules_not_run.items()):
            by_reason.setdefault(why, []).append(id_)
        for why, ids in by_reason.items():
            which = ", ".join(ids)
            lines.append(
                numbered(
                    len(ids),
                    "In %(files)s: %(number)s check not run (%(why)s): %(which)s",
                    "In %(files)s: %(number)s checks not run (%(why)s): %(which)s",
                    files=files,
                    why=why,
                    which=which,
                )
            )
    return tuple(lines)


def _baseline_in_words(used: BaselineUse) -> str:
    known = numbered(
        used.findings,
        "Baseline %(file)s: %(number)s finding known",
        "Baseline %(file)s: %(number)s findings known",
        translated("Baseline %(file)s: no findings known", file=used.file),
        file=used.file,
    )
    if not used.fixed:
        return f"{known}."
    return numbered(
        len(used.fixed),
        "%(known)s, of which %(number)s is there no more: `pitfall-audit baseline prune` takes it "
        "out, so that nothing comes back unseen.",
        "%(known)s, of which %(number)s are there no more: `pitfall-audit baseline prune` takes "
        "them out, so that nothing comes back unseen.",
        known=known,
    )


def waivers_in_words(result: AuditResult) -> str | None:
    """One line for what does not count for now; None where everything counts."""
    accepted: Counter[str] = Counter()
    for one, number in tally(result).items():
        if one.accepted:
            accepted[one.accepted] += number
    waived, known = accepted["waiver"], accepted["baseline"]
    by = there(
        (waived, translated("%(number)s by waivers", number=waived)),
        (known, translated("%(number)s by the baseline", number=known)),
    )
    if not by:
        return None
    return numbered(
        accepted.total(),
        "%(number)s finding accepted for now, %(by)s, and not counted.",
        "%(number)s findings accepted for now, %(by)s, and not counted.",
        by=joined(by),
    )


def some_not_run_everywhere(result: AuditResult) -> bool:
    """Whether there is a check that ran on some of the files, and not on others."""
    return any(one.rules_not_run for one in result.heads)


def _of_rule(settings: Iterable[Setting], rule: RuleSummary) -> dict[str, Setting]:
    return {
        one.name: one for one in settings if one.rule == rule.id and one.name in rule.thresholds
    }


def _in_words(one: Setting) -> str:
    value = one.value if isinstance(one.value, int | float) else 0
    said = threshold_in_words(one.name, value)
    return translated("%(what)s (set in %(where)s)", what=said, where=one.source)


def _lines(settings: Iterable[Setting], *, capital: bool = True) -> list[str]:
    severities: dict[tuple[str, str], list[str]] = {}
    numbers = []
    for one in settings:
        if one.name == "severity":
            severities.setdefault((str(one.value), one.source), []).append(one.rule)
        else:
            numbers.append(f"{one.rule}: {_in_words(one)}")
    titles = {str(key): words.title for key, words in SEVERITIES.items()}
    counted_as = []
    for (value, source), ids in severities.items():
        said = {"severity": titles.get(value, value), "where": source, "which": ", ".join(ids)}
        counted_as.append(
            translated("Counted as %(severity)s (set in %(where)s): %(which)s", **said)
            if capital
            else translated("counted as %(severity)s (set in %(where)s): %(which)s", **said)
        )
    return [*counted_as, *numbers]


def _alike(
    engagements: Iterable[EngagementResult],
) -> Iterator[tuple[str, EngagementResult]]:
    """Arrangements with settings of their own, those with the same ones together, by files."""
    found: dict[object, list[EngagementResult]] = {}
    for one in engagements:
        if one.settings or one.rules_not_run:
            key = (one.settings, tuple(sorted(one.rules_not_run.items())))
            found.setdefault(key, []).append(one)
    for alike in found.values():
        yield named([one.file for one in alike], _FILES_NAMED_AT_MOST, ", "), alike[0]


def packs_in_words(result: AuditResult) -> tuple[str, ...]:
    """One line for each pack that did not come with the program."""
    return tuple(_pack_in_words(pack) for pack in result.packs if pack.kind != "built-in")


def _pack_in_words(pack: PackSummary) -> str:
    known_as, is_plugin = f"{pack.id} {pack.version}", pack.kind == "plugin"
    unwritten = translated(
        "not finished: %(checks)s, of which words or sources are still to be written",
        checks=joined(pack.unwritten),
    )
    said = there(
        (True, f"{pack.title} ({known_as})" if pack.title else known_as),
        (pack.authors, translated("by %(who)s", who=", ".join(pack.authors))),
        (pack.licence, translated("licence %(licence)s", licence=pack.licence)),
        (is_plugin, translated("a plugin, which runs code of its own")),
        (pack.folder and not is_plugin, translated("from %(folder)s", folder=pack.folder)),
        (pack.unwritten, unwritten),
        (pack.examples == "not-run", translated("its own examples were not run, as was asked")),
    )
    return "; ".join(said)
