"""What a result tells of the run itself: the rules that ran, their packs, and the settings."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from pitfall_audit.rules.form.outcomes import Level, PitfallId, Priority

__all__ = [
    "BUILT_IN_PACK", "BaselineUse", "Ground", "PackSummary", "RuleSummary", "Setting",
    "SettingsUsed", "StandardSummary", "Tool",
]  # fmt: skip

BUILT_IN_PACK: Final = "pitfall-audit"
"""The id of the pack that comes with the program; no other may have it."""


class Setting(Struct, frozen=True):
    """What was set of a rule: ``name`` is ``severity`` or that of a threshold.

    ``source`` says where, in words: ``pitfall-audit.toml, line 4``.
    """

    rule: str
    name: str
    value: str | int | float
    source: str


class SettingsUsed(Struct, frozen=True):
    """The settings of a run: the file they are in, if any, the level, and what was set of rules.

    ``level_from`` says where the level is set, in words; ``default`` where it is not.
    ``not_used`` are files of settings in folders below, which hold where those are audited.
    """

    file: str | None = None
    level: Level = "thorough"
    level_from: str = "default"
    changed: tuple[Setting, ...] = ()
    not_used: tuple[str, ...] = ()


class Ground(Struct, frozen=True):
    """What a rule rests on: a standard by id, or the article that names the pitfalls.

    ``bears`` says how: ``bears-on`` (the standard speaks of this) or ``derived`` (we
    reason from it; it does not say so outright).
    """

    standard: str
    bears: Literal["bears-on", "derived"]


class RuleSummary(Struct, frozen=True):
    """A rule as the report shows it; ``thresholds`` maps each name to the value used.

    ``pack`` is the id of the pack that it came with. ``write_in`` says in words where in a file
    it is written what was done about a finding; empty where the rule does not say.
    ``priority`` says whether its findings come before or after others that are as serious.
    ``asks_everybody`` is true of a rule that asks of each arrangement of which little is known;
    ``asks_of_papers`` is false of one that puts no questions about published documents, and
    ``asks_of_policies`` of one that puts none where these describe no body and nobody.
    Where a file's settings have another value, its :class:`EngagementResult` names it.
    """

    id: str
    pitfall: PitfallId
    title: str
    level: Level
    why: str
    remedy: str
    question: str
    grounds: tuple[Ground, ...]
    thresholds: dict[str, int | float]
    private: bool
    asks_everybody: bool = False
    asks_of_papers: bool = True
    asks_of_policies: bool = True
    pack: str = BUILT_IN_PACK
    write_in: str = ""
    priority: Priority = "usual"


class PackSummary(Struct, frozen=True):
    """Rules that came together: ``folder`` is where they stand, None for the built-in ones.

    ``kind`` is ``plugin`` for an installed package whose rules may be written in Python.
    ``examples`` says whether the rules' own examples were run before this audit, and held.
    ``unwritten`` are the ids of rules of which their author has still to write some words, or
    what they rest on. ``sha256`` is of the names and contents of its files.
    """

    id: str
    version: str
    title: str | None
    authors: tuple[str, ...]
    licence: str | None
    kind: Literal["built-in", "folder", "plugin"]
    folder: str | None = None
    examples: Literal["held", "held-before-release", "not-run"] = "held"
    unwritten: tuple[str, ...] = ()
    sha256: str = ""


class StandardSummary(Struct, frozen=True):
    """A published standard: ``verified`` is ``read``, ``opening-read`` or ``not-opened``.

    ``to_judge`` is what it speaks of that no program can check.
    """

    id: str
    name: str
    publisher: str
    year: int | None
    link: str
    verified: Literal["read", "opening-read", "not-opened"]
    to_judge: tuple[str, ...] = ()


class BaselineUse(Struct, frozen=True):
    """A baseline that findings were held against.

    ``findings`` is how many it holds; ``fixed`` names those that are there no more.
    """

    file: str
    findings: int
    fixed: tuple[str, ...] = ()


class Tool(Struct, frozen=True):
    """The program that made the result."""

    name: str
    version: str
