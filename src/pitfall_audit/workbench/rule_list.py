"""The list of checks on a terminal; to show it needs no rule, once what it says is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pitfall_audit.kept import kept
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import PITFALLS, count
from pitfall_audit.rules.built_in import built_in_files
from pitfall_audit.rules.form.outcomes import PITFALLS as PITFALL_ORDER
from pitfall_audit.rules.form.outcomes import Level, PitfallId

if TYPE_CHECKING:
    from pitfall_audit.rules.packs import Pack
    from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["Listed", "built_in_checks", "checks_of", "render_check_list"]


class Listed(NamedTuple):
    """One check as it stands in a list; ``why_not`` says why settings keep it from being run."""

    id: str
    pitfall: PitfallId
    title: str
    level: Level
    why_not: str | None


def checks_of(packs: Sequence[Pack], file: SettingsFile | None) -> tuple[Listed, ...]:
    """The checks of some packs, under a file of settings.

    Raises SettingsError where the settings are not fit for these checks.
    """
    from pitfall_audit.rules.packs import in_order  # noqa: PLC0415
    from pitfall_audit.settings.settings import Settings  # noqa: PLC0415

    rules = in_order(rule for pack in packs for rule in pack.rules)
    set_ = Settings(rules, file).base.rules
    return tuple(
        Listed(one.id, one.logic.pitfall, one.logic.title, one.logic.level, set_[one.id].why_not)
        for one in rules
    )


def built_in_checks() -> tuple[Listed, ...]:
    """The checks that come with the program, where nothing is set."""

    def made() -> tuple[Listed, ...]:
        from pitfall_audit.rules.packs import load_built_in  # noqa: PLC0415

        return checks_of((load_built_in(),), None)

    return kept("list", made, built_in_files())


def render_check_list(checks: Sequence[Listed], screen: Screen) -> str:
    """Return the ids and titles of some checks, by pitfall, in the order of the pitfalls."""
    page = Page(screen)
    for pitfall in PITFALL_ORDER:
        own = sorted((one for one in checks if one.pitfall == pitfall), key=lambda one: one.id)
        if not own:
            continue
        page.apart((PITFALLS[pitfall].title, "bold"), f" ({pitfall})")
        for check in own:
            page.write((check.id, "bold"), f" ({check.level})", indent=2)
            page.write(check.title, indent=6)
            if check.why_not is not None:
                page.write(f"Not run: {check.why_not}.", indent=6, hanging=2)
    page.blank()
    off = sum(check.why_not is not None for check in checks)
    not_run = f", {off} of them not run by the settings" if off else ""
    page.write(
        f"{count(len(checks), 'check')}{not_run}. For one in full: pitfall-audit rules show ID"
    )
    return page.text()
