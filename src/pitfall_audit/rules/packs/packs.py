"""Rule packs: folders of rule files, loaded whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pitfall_audit.errors import PackError
from pitfall_audit.rules.evaluation.compiling import compile_rule
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.form.outcomes import PITFALLS
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY
from pitfall_audit.rules.packs.pack import BUILT_IN, Pack, built_in_folder
from pitfall_audit.rules.packs.pack_checks import (
    SECONDS_TO_READ,
    check_whole,
    clashes,
    outside_the_pack,
    read_rules,
    rule_files,
)
from pitfall_audit.rules.packs.pack_reading import PACK_FILE, read_pack_file
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.suggestions import did_you_mean

if TYPE_CHECKING:
    from pitfall_audit.rules.evaluation.python_checks import Check, Plugin

__all__ = [
    "check_built_in", "in_order",
    "load_built_in", "load_pack", "load_packs", "load_plugin_pack", "load_rule",
]  # fmt: skip


@cache
def load_built_in() -> Pack:
    """Load the rules that come with the program, once. Raises :class:`PackError`.

    Their expressions are not checked again; :func:`check_built_in` checks them.
    """
    return _load(built_in_folder(), BUILT_IN, checked_before=True)


def check_built_in() -> Pack:
    """Load the built-in rules as if they were a stranger's. Raises :class:`PackError`."""
    return _load(built_in_folder(), BUILT_IN)


def load_pack(folder: Path, shown: str | None = None, *, seconds: float = SECONDS_TO_READ) -> Pack:
    """Load a folder of rules, shown by a name, in at most so many seconds.

    Raises :class:`PackError` with every problem.
    """
    pack = _load(folder, shown or folder.as_posix(), seconds=seconds)
    if problems := check_whole(pack):
        raise PackError(problems)
    return pack


def load_plugin_pack(plugin: Plugin, name: str, version: str) -> Pack:
    """Load the rules of a plugin, which may be written in Python.

    Raises :class:`PackError` with every problem, a check among them that no rule asks for.
    """
    shown = f"plugin:{name}"
    pack = _load(plugin.folder, shown, checks=plugin.checks)
    problems = list(check_whole(pack))
    written = [rule.id for rule in pack.rules if rule.python is not None]
    problems.extend(
        Problem(
            "python-rule-missing",
            f"The plugin has a check for `{id_}`, and no rule file of that id.",
            Place(shown, 0, 0, 0, 0),
            did_you_mean(id_, written) or f"Add {id_}.yaml with `python: yes`.",
        )
        for id_ in plugin.checks
        if id_ not in written
    )
    if problems:
        raise PackError(tuple(problems))
    return replace(pack, plugin_version=version)


def load_packs(
    folders: Sequence[tuple[Path, str]], plugins: Sequence[Pack] = ()
) -> tuple[Pack, ...]:
    """Load the built-in rules, and those of some folders, each with the name it is shown by.

    ``plugins`` are packs that are loaded already, and are held against the others.

    Raises :class:`PackError` with every problem of every pack, and where two packs or two of
    their rules have one name.
    """
    packs = [load_built_in()]
    problems: list[Problem] = []
    for folder, shown in folders:
        try:
            packs.append(load_pack(folder, shown))
        except PackError as error:
            problems.extend(error.problems)
    if problems:
        raise PackError(tuple(problems))
    packs.extend(plugins)
    built_in = {rule.id for rule in packs[0].rules}
    rules = chain.from_iterable(pack.rules for pack in packs)
    problems = [*_same_name(packs), *clashes(rules, built_in)]
    if problems:
        raise PackError(tuple(problems))
    return tuple(packs)


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules in the order of the pitfalls, and then of their ids."""
    return tuple(sorted(rules, key=lambda rule: (PITFALLS.index(rule.logic.pitfall), rule.id)))


def _same_name(packs: Sequence[Pack]) -> Iterator[Problem]:
    first: dict[str, Pack] = {}
    for pack in packs:
        name = pack.id
        other = first.setdefault(name, pack)
        place = Place(f"{pack.name}/{PACK_FILE}", 0, 0, 0, 0)
        if other.is_built_in and other is not pack:
            yield Problem(
                "pack-name-taken",
                f"This pack calls itself `{name}`, as the checks that come with the program do.",
                place,
                "Give it another `name`: your own, in plain words with hyphens.",
            )
        elif other is not pack:
            yield Problem(
                "pack-name-taken",
                f"The checks in {other.name} and in {pack.name} both call themselves `{name}`.",
                place,
                "Name each folder once; or give one of the packs another `name`.",
            )


def load_rule(path: Path) -> Pack:
    """Load one rule file as a pack of its own, with what the folder it belongs to declares.

    That is the nearest above it that has a ``pack.yaml`` or standards, else its own. Raises
    :class:`PackError`.
    """
    marks = (PACK_FILE, STANDARDS_FILE)
    folder = next(
        (one for one in path.parents if any((one / mark).is_file() for mark in marks)),
        path.parent,
    )
    return _load(folder, folder.as_posix(), only=path)


def _load(
    folder: Path,
    shown: str,
    *,
    checks: Mapping[str, Check] = MappingProxyType({}),
    checked_before: bool = False,
    only: Path | None = None,
    seconds: float = SECONDS_TO_READ,
) -> Pack:
    if not folder.is_dir():
        place = Place(shown, 0, 0, 0, 0)
        help_ = "Name a folder that holds rule files, one for each check."
        raise PackError((Problem("pack-missing", "There is no such folder.", place, help_),))
    for name in (PACK_FILE, STANDARDS_FILE):
        if problems := tuple(outside_the_pack(folder / name, folder, f"{shown}/{name}")):
            raise PackError(problems)
    file, vocabulary = None, BUILT_IN_VOCABULARY
    if only is None or (folder / PACK_FILE).is_file():
        file, vocabulary = read_pack_file(folder, shown)
    files = [only] if only is not None else list(rule_files(folder))

    def compiled(text: RuleText) -> tuple[Rule | None, tuple[Problem, ...]]:
        return compile_rule(text, vocabulary, checks=checks, checked_before=checked_before)

    rules, found = read_rules(folder, shown, files, compiled, seconds)
    if found:
        raise PackError(found)
    return Pack(shown, folder, file, vocabulary, in_order(rules))
