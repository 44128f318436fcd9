"""Gathers the files of an audit: which there are, and which of them describe an engagement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pitfall_audit.engine.left_out import (
    BROKEN_PACK,
    EXCLUDED_FILE,
    HOLDS_CHECKS,
    IS_A_LINK,
    OTHER_NAME,
    LeftOut,
)
from pitfall_audit.engine.recognising import keys_at_top
from pitfall_audit.errors import usage
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_parts import holds_a_rule
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.yaml.disk import (
    folders_below,
    is_folder,
    is_link,
    is_there,
    looked_at,
    real_path,
    shown_name,
    trouble_with,
)
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_file, read_source, read_text

__all__ = ["HOLDS_CHECK_ALONE", "FoundFile", "find_files"]

HOLDS_CHECK_ALONE = "it holds a check"
"""Why a rule file that lies beside no ``pack.yaml`` is no engagement."""

_SUFFIXES = frozenset({".yaml", ".yml"})


class FoundFile(NamedTuple):
    """A file to audit; ``named`` is true where it was asked for by its own name.

    ``passed_over`` is why what is there is left alone, in words, and ``problem`` why it can't
    be looked at; a folder has one of the two. ``content`` is what it is taken to hold, whatever is
    there.
    """

    path: Path
    shown: str
    named: bool
    passed_over: str | None = None
    problem: Problem | None = None
    content: bytes | None = None

    @property
    def to_read(self) -> bool:
        """Whether it is to be looked into."""
        return self.passed_over is None and self.problem is None


def find_files(
    paths: Sequence[Path], base: Path, excludes: Callable[[Path], bool] = lambda _: False
) -> tuple[FoundFile, ...]:
    """The files that are named, and those in the folders that are, each once and in order.

    Folders are searched for ``.yaml`` and ``.yml``, without what belongs to packs of rules: of
    that, the folder is given, once, as one that is passed over. What else stands in such a
    folder is found as anywhere. Links to folders, and what :class:`LeftOut` names, are passed
    over too; a folder that can't be looked into is given with the problem. What settings
    exclude (``excludes``) is passed over where it is named, too.
    Raises :class:`UsageProblem` where a path is not there at all.
    """
    found: dict[str, FoundFile] = {}
    for path in paths:
        seen = looked_at(path, shown_name(path, base))
        if isinstance(seen, Problem) and seen.id == "not-found" and not is_there(path):
            raise usage("no-such-path", shown=shown_name(path, base))
        if is_folder(path):
            for one in _in_folder(path, base, LeftOut(path, excludes)):
                found.setdefault(one.shown, one)
        else:
            name = shown_name(path, base)
            why = EXCLUDED_FILE if excludes(path) else None
            found[name] = FoundFile(path, name, named=True, passed_over=why)
    return tuple(_once(found[name] for name in sorted(found)))


def _once(files: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """Some files, each that has two names looked at by its own, or else by the first."""
    by_place: dict[Path, list[FoundFile]] = {}
    all_files = list(files)
    for file in all_files:
        if file.passed_over is None and file.problem is None:
            by_place.setdefault(real_path(file.path), []).append(file)
    others = {
        other.shown
        for same in by_place.values()
        for other in sorted(same, key=lambda one: is_link(one.path))[1:]
    }
    for file in all_files:
        yield file._replace(passed_over=OTHER_NAME) if file.shown in others else file


def _in_folder(top: Path, base: Path, left_out: LeftOut) -> Iterator[FoundFile]:
    def found(path: Path, why: str | None = None, problem: Problem | None = None) -> FoundFile:
        return FoundFile(path, shown_name(path, base), False, why, problem)

    unlisted: list[FoundFile] = []

    def note_unlisted(path: Path, trouble: OSError) -> None:
        problem = trouble_with(trouble, shown_name(path, base), what="folder")
        unlisted.append(found(path, problem=problem))

    packs: list[Path] = []
    for folder in folders_below(top, note_unlisted):
        here = folder.path
        yield from (found(here / name, IS_A_LINK) for name in folder.links)
        for name in tuple(folder.folders):
            if why := left_out.folder(here / name):
                folder.folders.remove(name)
                yield found(here / name, why)
        if PACK_FILE in folder.files and _is_pack(here / PACK_FILE):
            if not any(here.is_relative_to(pack) for pack in packs):
                yield found(here, HOLDS_CHECKS)
            packs.append(here)
        in_pack = any(here.is_relative_to(pack) for pack in packs)
        for name in folder.files:
            if Path(name).suffix.lower() not in _SUFFIXES:
                continue
            why = left_out.file(here / name)
            if name == PACK_FILE and why is None and _is_broken_pack(here / name):
                why = BROKEN_PACK
            if why or not (in_pack and _belongs_to_a_pack(here / name)):
                yield found(here / name, why)
    yield from unlisted


def _belongs_to_a_pack(path: Path) -> bool:
    """Whether a file in a pack's folder is one of the pack's own."""
    if path.name == STANDARDS_FILE or (path.name == PACK_FILE and _is_pack(path)):
        return True
    text = read_source(path, path.name)
    return isinstance(text, str) and holds_a_rule(text)


def _is_pack(path: Path) -> bool:
    """Whether a file says whose rules are in its folder; an arrangement may have such a name."""
    document = read_file(path, path.name)
    return (
        isinstance(document, Document)
        and "name" in document.data
        and not {"id", "title"} <= set(document.data)
    )


def _is_broken_pack(path: Path) -> bool:
    """Whether a file is named like that of a pack, looks like one, and is no YAML."""
    text = read_source(path, path.name)
    if not isinstance(text, str) or isinstance(read_text(text, path.name), Document):
        return False
    return "name" in (keys := keys_at_top(text)) and not {"id", "title"} <= keys
