"""Data paths in words for people: the one place that says where something stands, or would.

``roles[1].holders[0].status`` becomes “the role panel-member, holder asha, `status` (line 34)”.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from pitfall_audit.engine.entries import steps_of
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import EngagementResult, Entry, Outcome
from pitfall_audit.language import numbered, translated
from pitfall_audit.report.wording import joined, named
from pitfall_audit.yaml.places import Place

__all__ = ["ONE_OF", "answered_in", "at_path", "path_words"]

ONE_OF: Mapping[str, str] = {
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


_NAMED_AT_MOST: Final = 6


def path_words(path: str, entries: Mapping[str, Entry] | None = None) -> str:
    """Return where a path leads in words, by the names of entries; keys stand between backticks.

    ``entries`` names those of the file; without it they are counted, from one.
    """
    split = _split(path, entries or {})
    key = f"`{split.key}`" if split.key else ""
    return ", ".join(part for part in (_in_words(split.around), key) if part)


def at_path(place: Place, engagement: EngagementResult | None = None) -> str:
    """Return where in its file a place is, by the names of the engagement's file if it is there."""
    known = engagement is not None and place.file == engagement.file
    return path_words(place.path, engagement.entries if engagement and known else None)


def answered_in(engagement: EngagementResult, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Return in which fields answers belong: one text for each entry that holds some.

    A text names the entry, its fields, and the line on which it begins, where it is there.
    """
    fields = dict.fromkeys(
        (path, _names_for(engagement, outcome, path))
        for outcome in outcomes
        for path in outcome.unstated
    )
    split = [_split(path, engagement.entries if known else {}) for path, known in fields]
    by_entry = gathered(split, lambda one: (one.around, one.line))
    entries = [
        (around, line, joined([f"`{one.key}`" for one in parts]))
        for (around, line), parts in by_entry.items()
    ]
    # The same fields of entries of one list are one place to go to.
    alike = gathered(entries, _of_one_list)
    return tuple(
        ", ".join(part for part in (_around([around for around, _, _ in of]), of[0][2]) if part)
        + _lines(line for _, line, _ in of)
        for of in alike.values()
    )


def _of_one_list(entry: tuple[tuple[_Step, ...], int, str]) -> Hashable:
    """Give the key of entries that can be named together; one without a name stands alone."""
    around, line, keys = entry
    if around and around[-1].name:
        return around[:-1], around[-1].kind, keys
    return around, line, keys


def _around(entries: Sequence[tuple[_Step, ...]]) -> str:
    """Return in which entries something stands; they differ in the name of the last step alone."""
    steps = entries[0]
    names = list(dict.fromkeys(around[-1].name for around in entries if around))
    if len(names) < 2:
        return _in_words(steps)
    step = _Step(_several(steps[-1].kind), named(names, _NAMED_AT_MOST))
    return _in_words((*steps[:-1], step))


def _lines(numbers: Iterable[int]) -> str:
    """Name lines, as they stand after a place; empty where there are none."""
    lines = sorted({number for number in numbers if number})
    if len(lines) > _NAMED_AT_MOST:
        first_to_last = translated("lines %(first)s to %(last)s", first=lines[0], last=lines[-1])
        return f" ({first_to_last})"
    which = joined([str(line) for line in lines])
    said = numbered(len(lines), "line %(which)s", "lines %(which)s", which=which)
    return f" ({said})" if lines else ""


def _names_for(engagement: EngagementResult, outcome: Outcome, path: str) -> bool:
    """Whether a path leads into the engagement's own file, and not into its ties file."""
    if not path.startswith(_KEPT_APART) or outcome.place is None:
        return True
    return outcome.place.file == engagement.file


class _Step(NamedTuple):
    """A step into an entry: what kind it is, in words, and its name among those of the kind."""

    kind: str
    name: str = ""

    @property
    def words(self) -> str:
        listed, after, kind = self.kind.rpartition("`, ")
        said = f"{listed}{after}{translated(kind)}"
        return f"{said} {self.name}" if self.name else said


class _Split(NamedTuple):
    """A path, parted into the entry it leads into, the key below it, and a line.

    The line is that of the innermost entry or section that is there, else 0.
    """

    around: tuple[_Step, ...]
    key: str
    line: int


def _in_words(around: Sequence[_Step]) -> str:
    words = ", ".join(step.words for step in around)
    return translated("the %(what)s", what=words) if words[:1].isalpha() else words


def _several(kind: str) -> str:
    """Name several of a kind: ``role`` becomes ``roles``."""
    if kind.endswith("entry"):
        return f"{kind[:-1]}ies"
    return next(
        (many.replace("_", " ") for many, one in ONE_OF.items() if one == kind != "support for"),
        kind,
    )


def _split(path: str, entries: Mapping[str, Entry]) -> _Split:
    around: list[_Step] = []
    keys: list[str] = []
    line = 0
    for step, so_far in steps_of(path):
        entry = entries.get(so_far)
        line = entry.line if entry is not None else line
        if isinstance(step, int):
            around.append(_entry(keys, step, entry.name if entry is not None else ""))
            keys = []
        elif keys in (["bodies"], ["people"]) and not around:
            around.append(_Step(ONE_OF[keys[0]], step))
            keys = []
        elif keys == ["support"]:
            around.append(_Step("`support`, in a new entry"))
            keys = [step]
        else:
            keys.append(step.replace("`", "'"))
    return _Split(tuple(around), ".".join(keys), line)


def _entry(keys: list[str], index: int, name: str) -> _Step:
    one_of = ONE_OF.get(keys[-1]) if len(keys) == 1 else None
    if one_of is not None and name:
        return _Step(one_of, name)
    listed = f"`{'.'.join(keys)}`, " if keys else ""
    return _Step(f"{listed}entry", f"{index + 1}" + (f" ({name})" if name else ""))
