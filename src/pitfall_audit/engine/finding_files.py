"""Gathers the files of an audit: which there are, and which of them describe an engagement."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.errors import UsageProblem
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_parts import holds_a_rule
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.yaml.reading import Document, read_file, read_source

__all__ = [
    "HOLDS_CHECKS", "HOLDS_CHECK_ALONE", "HOLDS_TIES", "FoundFile", "find_files",
    "passed_over", "shown_name",
]  # fmt: skip

HOLDS_CHECKS = "it holds checks"
"""Why what belongs to a pack in a folder is no engagement; told once, of the folder."""

HOLDS_CHECK_ALONE = "it holds a check"
"""Why a rule file that lies beside no ``pack.yaml`` is no engagement."""

HOLDS_TIES = "it holds ties; give it with --ties"
"""Why a file of ties is no engagement."""

_SUFFIXES = frozenset({".yaml", ".yml"})
_ANY_FILE = frozenset({"version", "id", "title"})


class FoundFile(NamedTuple):
    """A file to audit; ``named`` is true where it was asked for by its own name.

    ``passed_over`` is why the checks in a folder are no engagements, in words.
    """

    path: Path
    shown: str
    named: bool
    passed_over: str | None = None


def find_files(paths: Sequence[Path], base: Path) -> tuple[FoundFile, ...]:
    """The files that are named, and those in the folders that are, each once and in order.

    Folders are searched for ``.yaml`` and ``.yml``, without those whose names begin with a
    dot, and without what belongs to packs of rules: of that, the folder is given, once, as
    one that is passed over. What else stands in such a folder is found as anywhere.
    Raises :class:`UsageProblem` where a path is not there at all.
    """
    found: dict[str, FoundFile] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageProblem(
                f"There is no file or folder {shown_name(path, base)}.",
                "Check the name, and the folder from which the command is run.",
            )
        if path.is_dir():
            for inner in _in_folder(path):
                name = shown_name(inner, base)
                why = HOLDS_CHECKS if inner.is_dir() else None
                found.setdefault(name, FoundFile(inner, name, named=False, passed_over=why))
        else:
            name = shown_name(path, base)
            found[name] = FoundFile(path, name, named=True)
    return tuple(found[name] for name in sorted(found))


def _in_folder(folder: Path) -> Iterator[Path]:
    packs: list[Path] = []
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if PACK_FILE in files and _is_pack(here / PACK_FILE):
            if not any(here.is_relative_to(pack) for pack in packs):
                yield here
            packs.append(here)
        in_pack = any(here.is_relative_to(pack) for pack in packs)
        for name in sorted(files):
            if name.startswith(".") or Path(name).suffix.lower() not in _SUFFIXES:
                continue
            if not (in_pack and _belongs_to_a_pack(here / name)):
                yield here / name


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


def shown_name(path: Path, base: Path) -> str:
    """A path as it is shown: from ``base``, with forward slashes, the same on each system."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:
        # NOTE: on Windows there is no way from one drive to another.
        return path.as_posix()


def passed_over(document: Document) -> str | None:
    """Why a file found in a folder is no engagement, in words; None where it is one.

    A file that was asked for by name is always read as an engagement.
    """
    keys = set(document.data)
    if keys & set(Engagement.model_fields) - _ANY_FILE - set(TiesFile.model_fields):
        return None
    if keys & (set(TiesFile.model_fields) - {"version"}):
        return HOLDS_TIES
    if keys >= _ANY_FILE:
        return None
    return "it does not describe an engagement"
