"""The standards on a terminal: which there are, and what rests on one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.wording import BEARS, PITFALLS, VERIFIED, count
from pitfall_audit.rules.form.pack_file import Standard
from pitfall_audit.rules.packs import Pack, in_order
from pitfall_audit.rules.rule import Rule

__all__ = ["render_standard", "render_standards"]


def _standards(packs: Sequence[Pack]) -> dict[str, Standard]:
    return {id_: one for pack in packs for id_, one in pack.standards.items()}


def _resting(packs: Sequence[Pack], standard: str) -> Iterator[tuple[Rule, str]]:
    """The checks that rest on a standard, by pitfall, each with how firmly."""
    for rule in in_order(rule for pack in packs for rule in pack.rules):
        for ground in rule.words.grounds:
            if ground.standard == standard:
                yield rule, BEARS[ground.bears].title.lower()


def render_standards(packs: Sequence[Pack], screen: Screen) -> str:
    """Return the ids and names of the standards of some packs, and how many checks rest on each."""
    return page_from(
        "workbench/standards.txt", screen,
        standards=[
            (one, count(len([*_resting(packs, one.id)]), "check"))
            for one in _standards(packs).values()
        ],
        verified=VERIFIED,
    )  # fmt: skip


def render_standard(id_: str, packs: Sequence[Pack], screen: Screen) -> str:
    """Return what is to be known of a standard; raises UsageProblem where there is none."""
    known = _standards(packs)
    if id_ not in known:
        raise UsageProblem(
            f"There is no standard called “{id_}”.",
            did_you_mean(id_, known) or "`pitfall-audit standards list` shows them all.",
        )
    return page_from(
        "workbench/standard.txt", screen,
        standard=known[id_],
        verified=VERIFIED[known[id_].verified],
        checks=[
            (rule, bears, PITFALLS[rule.logic.pitfall].title)
            for rule, bears in _resting(packs, id_)
        ],
    )  # fmt: skip
