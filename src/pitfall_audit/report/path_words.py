"""Data paths in words for people: the one place that says where something stands, or would.

``roles[1].holders[0].status`` becomes “the role panel-member, holder asha, `status` (line 34)”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pitfall_audit.audit.naming import steps_of
from pitfall_audit.audit.result import EngagementResult, Entry, Outcome
from pitfall_audit.engagement.places import Place
from pitfall_audit.report.questions import gathered
from pitfall_audit.report.wording import joined

__all__ = ["answered_in", "at_path", "path_words"]

_ONE_OF: Mapping[str, str] = {
    "roles": "role",
    "holders": "holder",
    "bodies": "body",
    "people": "person",
    "promises": "promise",
    "complaints": "complaint",
    "recommendations": "recommendation",
    "decisions": "decision",
    "statements": "statement",
    "views": "view",
    "affected_groups": "affected group",
    "sources": "source",
    "support": "support for",
    "ties": "tie",
}
"""What one entry of a list is called, before its name."""

_KEPT_APART: Final = ("ties", "conflicts")
"""What may stand in a ties file, whose entries have other names."""


def path_words(path: str, entries: Mapping[str, Entry] | None = None) -> str:
    """Say where a path leads, by the names of entries; keys stand between backticks.

    ``entries`` names those of the file; without it they are counted, from one.
    """
    around, key, _ = _split(path, entries or {})
    return ", ".join(part for part in (around, f"`{key}`" if key else "") if part)


def at_path(place: Place, engagement: EngagementResult | None = None) -> str:
    """Say where in its file a place is, by the names of the engagement's file if it is there."""
    known = engagement is not None and place.file == engagement.file
    return path_words(place.path, engagement.entries if engagement and known else None)


def answered_in(engagement: EngagementResult, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Say in which fields answers belong: one text for each entry that holds some.

    A text names the entry, its fields, and the line on which it begins, where it is there.
    """
    fields = dict.fromkeys(
        (path, _names_for(engagement, outcome, path))
        for outcome in outcomes
        for path in outcome.unstated
    )
    split = [_split(path, engagement.entries if known else {}) for path, known in fields]
    return tuple(
        ", ".join(part for part in (around, joined([f"`{key}`" for _, key, _ in parts])) if part)
        + (f" (line {line})" if line else "")
        for (around, line), parts in gathered(split, lambda one: (one[0], one[2])).items()
    )


def _names_for(engagement: EngagementResult, outcome: Outcome, path: str) -> bool:
    """Whether a path leads into the engagement's own file, and not into its ties file."""
    if not path.startswith(_KEPT_APART) or outcome.place is None:
        return True
    return outcome.place.file == engagement.file


def _split(path: str, entries: Mapping[str, Entry]) -> tuple[str, str, int]:
    """Part a path into the entry it leads into, in words, the key below it, and a line.

    The line is that of the innermost entry or section that is there, else 0.
    """
    around: list[str] = []
    keys: list[str] = []
    line = 0
    for step, so_far in steps_of(path):
        entry = entries.get(so_far)
        line = entry.line if entry is not None else line
        if isinstance(step, int):
            around.append(_entry_words(keys, step, entry.name if entry is not None else ""))
            keys = []
        elif keys in (["bodies"], ["people"]) and not around:
            around.append(f"{_ONE_OF[keys[0]]} {step}")
            keys = []
        elif keys == ["support"]:
            around.append("`support`, in a new entry")
            keys = [step]
        else:
            keys.append(step.replace("`", "'"))
    words = ", ".join(around)
    return f"the {words}" if words[:1].isalpha() else words, ".".join(keys), line


def _entry_words(keys: list[str], index: int, name: str) -> str:
    one_of = _ONE_OF.get(keys[-1]) if len(keys) == 1 else None
    if one_of is not None and name:
        return f"{one_of} {name}"
    listed = f"`{'.'.join(keys)}`, " if keys else ""
    return f"{listed}entry {index + 1}" + (f" ({name})" if name else "")
