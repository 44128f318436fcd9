"""Looks near a folder for packs, and for what is nearly called so, where a name leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pitfall_audit.rules.packs.pack_reading import PACK_FILE
from pitfall_audit.yaml.suggestions import very_near

__all__ = ["check_file_near", "folder_like", "packs_below"]

_DEPTH: Final = 2
_MOST_FOLDERS: Final = 100
"""So many folders are looked into, for somebody may stand at the top of a disk."""


def packs_below(folder: Path) -> tuple[str, ...]:
    """The folders below one, at most two deep, that hold a pack: each as it is named from there."""
    found = (one for one in _folders(folder) if (one / PACK_FILE).is_file())
    return tuple(one.relative_to(folder).as_posix() for one in found)


def folder_like(name: str, folder: Path) -> str | None:
    """The folder below one that is very nearly called so, as it is named from there."""
    below = {one.relative_to(folder).as_posix(): one.name for one in _folders(folder)}
    meant = very_near(name, below.values())
    return next((path for path, last in below.items() if last == meant), None)


def check_file_near(id_: str, folder: Path) -> str | None:
    """The file of a check of that id in a folder or below it, as it is named from there."""
    for one in (folder, *_folders(folder)):
        if (one / f"{id_}.yaml").is_file():
            return (one / f"{id_}.yaml").relative_to(folder).as_posix()
    return None


def _folders(folder: Path) -> Iterator[Path]:
    """The folders below one, the nearest first; none that is hidden, linked or can't be read."""
    return islice(_levels(folder), _MOST_FOLDERS)


def _levels(folder: Path) -> Iterator[Path]:
    level = [folder]
    for _ in range(_DEPTH):
        level = [below for one in level for below in _inside(one)]
        yield from level


def _inside(folder: Path) -> list[Path]:
    try:
        entries = sorted(islice(folder.iterdir(), _MOST_FOLDERS))
        return [
            one
            for one in entries
            if one.is_dir() and not one.is_symlink() and not one.name.startswith((".", "_"))
        ]
    except OSError:
        return []
