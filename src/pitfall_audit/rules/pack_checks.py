"""Reads the rule files of a folder within stated numbers, and checks them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from msgspec.structs import replace

from pitfall_audit.errors import PackError, worded_at, worded_in
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_file import RuleLogic
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.rules.rule import Rule
from pitfall_audit.yaml.disk import folders_below, is_folder, real_path, trouble_with
from pitfall_audit.yaml.document_limits import PROBLEMS
from pitfall_audit.yaml.places import Place, Problem, Related
from pitfall_audit.yaml.reading import read_source

__all__ = [
    "MOST_CHARACTERS", "MOST_RULES", "SECONDS_TO_READ", "clashes", "outside_the_pack", "read_rules",
    "rule_files",
]  # fmt: skip


def clashes(rules: Iterable[Rule], built_in: Collection[str] = ()) -> Iterator[Problem]:
    """Rules that share an id with one before them.

    ``built_in`` are the ids among them of the rules that come with the program: whoever reads
    this does not have the files of those.
    """
    first: dict[str, Rule] = {}
    for rule in rules:
        other = first.setdefault(rule.id, rule)
        if other is rule:
            continue
        if rule.id in built_in:
            yield _at_id(rule, "rule-id-taken/built-in")
        else:
            there = _at_id(other, "rule-id-taken").place
            problem = _at_id(rule, "rule-id-taken")
            yield replace(problem, related=(Related(there, "the other is here"),))


def _at_id(rule: Rule, name: str) -> Problem:
    """A problem with a rule's id, shown where its file gives it."""
    _, document, _ = rule.text.read(0, RuleLogic)
    assert document is not None, rule.file  # noqa: S101 - the rule was made of it
    return worded_in(document, ("id",), name, rule=rule)


def named_as_its_file(rule: Rule, path: Path) -> Iterator[Problem]:
    """Whether a rule's file has its name."""
    if path.stem != rule.id:
        yield worded_at(Place(rule.file, 1, 1, 1, 1), "rule-misnamed", path=path, rule=rule)


def outside_the_pack(path: Path, folder: Path, shown: str) -> Iterator[Problem]:
    """Whether a file of a pack is in truth a way to one outside it."""
    if is_folder(path):
        yield worded_at(Place(shown), "outside-the-pack/folder")
    elif not real_path(path).is_relative_to(real_path(folder)):
        yield worded_at(Place(shown), "outside-the-pack/file")


MOST_RULES = 1_000
"""How many rules a pack may hold."""

MOST_CHARACTERS = 5_000_000
"""How many characters its rule files may hold together."""

SECONDS_TO_READ: Final = 60.0
"""How long the rules of one pack may take to be read and checked."""


def read_rules(
    folder: Path,
    shown: str,
    files: Sequence[Path],
    compiled: Callable[[RuleText], tuple[Rule | None, tuple[Problem, ...]]],
    seconds: float,
) -> tuple[list[Rule], tuple[Problem, ...]]:
    """Read and check some rule files of a folder, in at most so many seconds.

    ``shown`` is how the folder is named, ``compiled`` what makes a rule of a text. Gives the
    rules, and everything that is wrong with them, with their number or with their size.
    """
    whole = Place(shown)
    if len(files) > MOST_RULES:
        return [], (worded_at(whole, "pack-too-large", number=len(files), most=MOST_RULES),)
    problems: list[Problem] = []
    rules: list[Rule] = []
    left = MOST_CHARACTERS
    begun = perf_counter()
    for path in files:
        if left < 0 or len(problems) > PROBLEMS:
            break
        if perf_counter() - begun > seconds:
            return [], (worded_at(whole, "pack-too-large/seconds", seconds=seconds),)
        name = f"{shown}/{path.relative_to(folder).as_posix()}"
        if away := tuple(outside_the_pack(path, folder, name)):
            problems.extend(away)
            continue
        source = read_source(path, name)
        if not isinstance(source, str):
            problems.extend(source)
            continue
        left -= len(source)
        rule, faults = compiled(RuleText(name, source))
        problems.extend(faults)
        if rule is not None:
            rules.append(rule)
            problems.extend(named_as_its_file(rule, path))
    problems.extend(clashes(rules))
    if not rules and not problems:
        problems = [worded_at(whole, "pack-empty")]
    if left < 0:
        problems = [worded_at(whole, "pack-too-large/characters", most=MOST_CHARACTERS)]
    return rules, tuple(problems[:PROBLEMS])


def rule_files(folder: Path, shown: str) -> tuple[Path, ...]:
    """The rule files of a folder and of the folders in it, in the order of their names.

    ``shown`` is how the folder is named. Raises :class:`PackError` where one of those folders
    can't be looked into, for the pack would be another without it.
    """
    problems: list[Problem] = []

    def unlisted(path: Path, trouble: OSError) -> None:
        name = (Path(shown) / path.relative_to(folder)).as_posix()
        problems.append(trouble_with(trouble, name, what="folder"))

    found: list[Path] = []
    for one in folders_below(folder, unlisted):
        one.folders[:] = (name for name in one.folders if not name.startswith("."))
        # A linked folder is not gone into, and must not be left out in silence.
        found.extend(one.path / name for name in one.links if not name.startswith("."))
        for name in one.files:
            is_yaml = name.endswith((".yaml", ".yml")) and not name.startswith(".")
            if is_yaml and name not in (PACK_FILE, STANDARDS_FILE):
                found.append(one.path / name)
    if problems:
        raise PackError(tuple(problems))
    return tuple(found)
