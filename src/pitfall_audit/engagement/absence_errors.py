"""What is wrong with ``none`` and ``not-stated`` where they can't stand, in plain words."""

from __future__ import annotations

from typing import Any

from pitfall_audit.engagement.absence import NOT_STATED, Absences
from pitfall_audit.engagement.name_errors import Explanation
from pitfall_audit.yaml.places import DataPath

__all__ = ["in_nothing_whole", "looked_for_nowhere", "misplaced", "was_read_whole"]


def misplaced(path: DataPath) -> Explanation:
    """Explain one of the two words where a name, or one entry of a list, is to stand."""
    if isinstance(path[-1], int):
        field = next(str(step) for step in reversed(path) if isinstance(step, str))
        return Explanation(
            "absent-in-a-list",
            "`none` and `not-stated` say something of a whole list, and can't be one entry of it.",
            f"Write the word alone, `{field}: none`; or take it out of the list.",
            path,
        )
    return Explanation(
        "absent-as-a-name",
        "`none` and `not-stated` say that something is absent, and can't be anybody's name.",
        "Write another id; or leave the entry out where there is nobody.",
        path,
        at_key=path[-1] != "id",
    )


def looked_for_nowhere(data: dict[str, Any], absences: Absences) -> tuple[DataPath, ...]:
    """Where ``not-stated`` is written in a file of which no source was read whole."""
    places = tuple(path for path, absence in absences.items() if absence == NOT_STATED)
    # A file of ties has no sources of its own.
    return () if "id" not in data or was_read_whole(data) else places


def in_nothing_whole(path: DataPath) -> Explanation:
    """Explain ``not-stated`` at a place where nothing was read whole."""
    return Explanation(
        "not-stated-in-what",
        "`not-stated` says that this was looked for in what was read whole; no source here "
        "says `read: whole`, or names `sections_read`.",
        "If a document was read whole, say so under `sources`: `- {id: …, read: whole}`; if only "
        "the section that would say it was, `- {id: …, sections_read: [membership]}`. If neither, "
        "leave the field out.",
        path,
    )


def was_read_whole(data: dict[str, Any]) -> bool:
    """Whether there is a source of which all, or a section, was read, so that silence tells."""
    sources = data.get("sources")
    return any(
        isinstance(one, dict) and (one.get("read") == "whole" or one.get("sections_read"))
        for one in (sources if isinstance(sources, list) else ())
    )
