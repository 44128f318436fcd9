"""Rule packs: folders of rule files, loaded whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import PackError, worded_at, worded_in
from pitfall_audit.kept import kept
from pitfall_audit.rules.built_in import BUILT_IN, built_in_files, built_in_folder
from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.form.outcomes import PITFALLS, SIX_PITFALLS
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE, PackFile, Standard, read_standards
from pitfall_audit.rules.form.rule_file import Examples, RuleWords
from pitfall_audit.rules.form.rule_parts import PART_NAMES, RuleText
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.pack_checks import (
    SECONDS_TO_READ,
    clashes,
    outside_the_pack,
    read_rules,
    rule_files,
)
from pitfall_audit.rules.pack_reading import PACK_FILE, home_of, read_pack_file
from pitfall_audit.rules.rule import Rule
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import is_file, is_folder, real_path
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import Document, read_file

if TYPE_CHECKING:
    from pitfall_audit.rules.python_checks import Check, Plugin

__all__ = [
    "BUILT_IN", "Pack", "built_in_folder", "check_built_in", "check_whole", "in_order",
    "load_built_in", "load_pack", "load_packs", "load_plugin_pack", "load_rule",
]  # fmt: skip


class Pack(Struct, frozen=True, dict=True):
    """Rules that belong together, in the order of the pitfalls and then of their ids.

    ``name`` is its folder as it is to be shown. ``file`` is what the pack says of itself; None
    for a rule file that is looked at by itself and belongs to none. ``plugin_version`` is that
    of the installed package that offers it as a plugin.
    """

    name: str
    folder: Path
    file: PackFile | None
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    plugin_version: str | None = None

    @property
    def id(self) -> str:
        """The pack's public name, or its folder where it has none."""
        return self.file.name if self.file is not None else self.name

    @property
    def version(self) -> str:
        """The pack's version; that of the program for the rules that come with it."""
        if self.is_built_in:
            return __version__
        if self.plugin_version is not None:
            return self.plugin_version
        return self.file.version if self.file is not None else ""

    @property
    def is_built_in(self) -> bool:
        """Whether these are the rules that come with the program."""
        return self.folder == built_in_folder()

    @property
    def kind(self) -> Literal["built-in", "folder", "plugin"]:
        """What the pack came as."""
        if self.plugin_version is not None:
            return "plugin"
        return "built-in" if self.is_built_in else "folder"

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """The standards its rules may name, by id; read when first asked for."""
        found = {one.id: one for one in read_standards(self.folder, self.name)}
        if not self.is_built_in:
            built_in = {one.id: one for one in read_standards(built_in_folder(), BUILT_IN)}
            found = found | built_in
        return found

    def standards_taken(self) -> Iterator[Problem]:
        """Standards of its own under the id of one that comes with the program."""
        if self.is_built_in:
            return
        taken = {one.id for one in read_standards(built_in_folder(), BUILT_IN)}
        for one in read_standards(self.folder, self.name):
            if one.id in taken:
                yield worded_at(
                    Place(f"{self.name}/{STANDARDS_FILE}"), "standard-id-taken", one=one
                )


@cache
def load_built_in() -> Pack:
    """Load the rules that come with the program, once. Raises :class:`PackError`.

    Their expressions are not checked again; :func:`check_built_in` checks them.
    """
    folder = built_in_folder()

    def made() -> tuple[Any, ...]:
        pack = _load(folder, BUILT_IN, checked_before=True)
        words = tuple(rule.words for rule in pack.rules)
        return pack.file, pack.vocabulary, pack.rules, words, pack.standards

    file, vocabulary, rules, words, standards = kept("rules", made, built_in_files())
    for rule, says in zip(rules, words, strict=True):
        rule.__dict__["words"] = says
    pack = Pack(BUILT_IN, folder, file, vocabulary, rules)
    pack.__dict__["standards"] = standards
    return pack


@cache
def check_built_in() -> Pack:
    """Load the built-in rules as if they were a stranger's, once. Raises :class:`PackError`."""
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
    for id_ in plugin.checks:
        if id_ not in written:
            meant = did_you_mean(id_, written) or f"Add {id_}.yaml with `python: yes`."
            problems.append(worded_at(Place(shown), "python-rule-missing", id=id_, meant=meant))
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
        place = Place(f"{pack.name}/{PACK_FILE}")
        if other.is_built_in and other is not pack:
            yield worded_at(place, "pack-name-taken/built-in", name=name)
        elif other is not pack:
            yield worded_at(place, "pack-name-taken", other=other, pack=pack, name=name)


def load_rule(path: Path) -> Pack:
    """Load one rule file as a pack of its own, with what the folder it belongs to declares.

    That is the nearest above it that has a ``pack.yaml`` or standards, else its own; a file of
    the built-in rules stays one of them. Raises :class:`PackError`.
    """
    folder = home_of(path.parent, (PACK_FILE, STANDARDS_FILE))
    shown, inside = folder.as_posix(), os.path.relpath(path, folder)
    if real_path(folder) == real_path(built_in_folder()):
        folder, shown = built_in_folder(), BUILT_IN
    return _load(folder, shown, only=folder / inside)


def _load(
    folder: Path,
    shown: str,
    *,
    checks: Mapping[str, Check] = MappingProxyType({}),
    checked_before: bool = False,
    only: Path | None = None,
    seconds: float = SECONDS_TO_READ,
) -> Pack:
    if not is_folder(folder):
        raise PackError.of(Place(shown), "pack-missing")
    for name in (PACK_FILE, STANDARDS_FILE):
        if problems := tuple(outside_the_pack(folder / name, folder, f"{shown}/{name}")):
            raise PackError(problems)
    file, vocabulary = None, BUILT_IN_VOCABULARY
    if only is None or is_file(folder / PACK_FILE):
        file, vocabulary = read_pack_file(folder, shown)
    files = [only] if only is not None else rule_files(folder, shown)

    def compiled(text: RuleText) -> tuple[Rule | None, tuple[Problem, ...]]:
        return compile_rule(text, vocabulary, checks=checks, checked_before=checked_before)

    rules, found = read_rules(folder, shown, files, compiled, seconds)
    if found:
        raise PackError(found)
    return Pack(shown, folder, file, vocabulary, in_order(rules))


def check_whole(pack: Pack) -> tuple[Problem, ...]:
    """Everything wrong in the words and examples of a pack's rules, and in its standards.

    An audit reads these only where it has something to say; a rule's author, and CI, want
    to know at once.
    """
    from pitfall_audit.rules.form.template_lint import texts_amiss  # noqa: PLC0415

    problems: list[Problem] = []
    try:
        known = pack.standards
        problems.extend(pack.standards_taken())
    except PackError as error:
        return error.problems
    for name in (PACK_FILE, STANDARDS_FILE):
        path = pack.folder / name
        about = read_file(path, f"{pack.name}/{name}") if is_file(path) else None
        if isinstance(about, Document):
            problems.extend(texts_amiss(about))
    for rule in pack.rules:
        text = rule.text
        words, document, faults = text.read(1, RuleWords)
        problems.extend(faults)
        if words is not None and document is not None:
            problems.extend(_grounds(words, document, known))
            problems.extend(texts_amiss(document))
        _, document, faults = text.read(2, Examples)
        problems.extend(map(_where_to_find_some, faults))
        if document is not None and not faults:
            problems.extend(texts_amiss(document, blanks=False))
        if text.parts() > len(PART_NAMES):
            problems.append(worded_at(Place(rule.file), "rule-part-unknown", most=len(PART_NAMES)))
    return tuple(problems)


def _where_to_find_some(problem: Problem) -> Problem:
    """A problem with examples; where there are none, what finds some."""
    if problem.place.path not in {"failed", "passed"}:
        return problem
    finds = f"pitfall-audit rules examples {problem.place.file}"
    return replace(
        problem,
        help=f"`{finds}` looks for examples; with `--from FILE` first in an arrangement of yours "
        "of which the check should say this.",
    )


def _grounds(words: RuleWords, document: Document, known: dict[str, Standard]) -> Iterator[Problem]:
    for index, ground in enumerate(words.grounds):
        path = ("grounds", index)
        if (ground.standard is None) == (ground.article is None):
            yield worded_in(document, path, "ground-unclear")
        elif ground.article is not None and ground.article not in SIX_PITFALLS:
            yield worded_in(
                document,
                (*path, "article"),
                "ground-unclear/article",
                ground=ground,
                pitfalls=", ".join(SIX_PITFALLS),
                file=STANDARDS_FILE,
            )
        elif ground.standard is not None and ground.standard not in known:
            meant = did_you_mean(ground.standard, known) or f"Add it to {STANDARDS_FILE}."
            yield worded_in(
                document, (*path, "standard"), "standard-unknown", ground=ground, meant=meant
            )
