"""Looking at the disk: where a path leads, and what a folder holds.

Nothing here raises for what it finds. Whatever can't be looked at is a problem with that path,
and what is asked for beside it goes on.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from pitfall_audit.yaml.places import Place, Problem

__all__ = [
    "Folder", "folders_below", "is_file", "is_folder", "is_link", "is_there", "looked_at",
    "real_path", "shown_name", "trouble_with",
]  # fmt: skip


def looked_at(path: Path, shown: str) -> os.stat_result | Problem:
    """What the disk says of a path, links followed; else why it can't be looked at.

    ``shown`` is its name in places. Where nothing is there, the problem's id is ``not-found``.
    """
    try:
        return path.stat()
    except (OSError, ValueError) as trouble:
        return trouble_with(trouble, shown)


def trouble_with(trouble: OSError | ValueError, shown: str, *, what: str = "file") -> Problem:
    """The problem with a path that the disk, or Python for it, raised an error for.

    ``what`` is the kind of thing that was to be opened.
    """
    place = Place(shown)
    if isinstance(trouble, FileNotFoundError) and is_link(Path(str(trouble.filename or ""))):
        message = "This is a link, and what it leads to is not there."
        return Problem("not-found", message, place, "Let it lead to a file, or take it away.")
    if isinstance(trouble, FileNotFoundError | NotADirectoryError):
        message, help_ = f"There is no such {what}.", "Check the name and the folder."
        return Problem("not-found", message, place, help_)
    if isinstance(trouble, PermissionError):
        message = f"This {what} may not be opened by you."
        help_ = f"Ask whoever keeps it to let you {'read' if what == 'file' else 'look into'} it."
        return Problem("unreadable", message, place, help_)
    if isinstance(trouble, OSError) and trouble.errno == errno.ELOOP:
        message = "This link leads back to itself, and to nothing that can be read."
        help_ = "Let the link lead to the file, or name the file itself."
        return Problem("unreadable", message, place, help_)
    # A ValueError is for a name with a NUL character.
    reason = getattr(trouble, "strerror", None) or "its name is not a possible one"
    message = f"This {what} cannot be opened ({reason})."
    help_ = f"Check the name, and that the {what} opens elsewhere."
    return Problem("unreadable", message, place, help_)


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; false where that can't be seen."""
    found = looked_at(path, "")
    return not isinstance(found, Problem) and stat.S_ISDIR(found.st_mode)


def is_file(path: Path) -> bool:
    """Whether a path leads to an ordinary file; false where that can't be seen."""
    found = looked_at(path, "")
    return not isinstance(found, Problem) and stat.S_ISREG(found.st_mode)


def is_there(path: Path) -> bool:
    """Whether anything has this name, a link that leads nowhere among it.

    It is false, too, where the folder may not be looked into.
    """
    return os.path.lexists(path)


def is_link(path: Path) -> bool:
    """Whether a path is a link itself; false where that can't be seen."""
    return os.path.islink(path)  # noqa: PTH114  # Path.is_symlink raises


def real_path(path: Path) -> Path:
    """Where a path leads, as far as that can be followed; for a circle of links, into it."""
    try:
        # NOTE: Path.resolve raises RuntimeError for links that go in a circle.
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


class Folder(Struct, frozen=True):
    """What one folder holds, by name and in order.

    ``folders`` are gone into next: whoever asks takes out those that are to be left.
    """

    path: Path
    files: list[str]
    folders: list[str]
    links: list[str]
    """Linked folders, which are never gone into."""


def folders_below(top: Path, unlisted: Callable[[Path, OSError], None]) -> Iterator[Folder]:
    """A folder and those below it, each before what is in it, in the order of their names.

    ``unlisted`` is told each that can't be looked into, and why.
    """
    waiting = [top]
    while waiting:
        path = waiting.pop()
        folder = Folder(path, [], [], [])
        try:
            with os.scandir(path) as entries:
                for entry in sorted(entries, key=lambda one: one.name):
                    _list_of(folder, entry).append(entry.name)
        except OSError as trouble:
            unlisted(path, trouble)
            continue
        yield folder
        waiting.extend(path / name for name in reversed(folder.folders))


def _list_of(folder: Folder, entry: os.DirEntry[str]) -> list[str]:
    try:
        if entry.is_dir():
            return folder.links if entry.is_symlink() else folder.folders
    except OSError:
        pass  # whoever reads it is told why
    return folder.files


def shown_name(path: Path, base: Path) -> str:
    """A path as it is shown: from ``base``, with forward slashes, the same on each system."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:
        # NOTE: on Windows there is no way from one drive to another.
        return path.as_posix()
