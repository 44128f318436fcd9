"""A folder of pages: whose it may be, and what an earlier run left in it."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pitfall_audit.cli.whole_files import write_whole
from pitfall_audit.errors import UsageProblem
from pitfall_audit.yaml.disk import is_file, is_folder, real_path

__all__ = ["INDEX", "refuse_folder_of_others", "write_folder"]

INDEX: Final = "index.html"
_OURS: Final = "pitfall-audit-pages.txt"
"""The file in which each page is named that we wrote, one a line, below the first."""
_FIRST_LINE: Final = "Pages by pitfall-audit, which takes them away when it writes here again:"
_PAGE: Final = re.compile(r"[a-z0-9-]+\.html")


def refuse_folder_of_others(option: str, folder: Path) -> None:
    """Raise UsageProblem where there is something at ``folder``, and we did not write it."""
    real, advice = real_path(folder), "name a folder that is empty, or not there yet"
    if is_file(real):
        raise UsageProblem(f"{option} writes a folder, and {folder} is a file", advice)
    try:
        there = next(real.iterdir(), None)
    except OSError:
        return  # it is not there, or why it can't be written to is said then
    if there is not None and not is_file(real / _OURS):
        raise UsageProblem(
            f"{option} writes a folder of its own, and {folder} has something else in it", advice
        )


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write pages into a folder, take away those of an earlier run, and give their number.

    A folder that is not there is made. Where it breaks off, at whatever moment, all that was
    written is known as ours to the next run. Raises OSError, and writes over no page that is
    somebody else's.
    """
    folder = real_path(folder)
    if not is_folder(folder):
        folder.mkdir()
    ours = folder / _OURS
    earlier = _written_before(ours)
    written: list[str] = []
    with ours.open("a", encoding="ascii", newline="\n") as known:
        known.write(f"{_FIRST_LINE}\n")
        for name, content in files:
            if name not in earlier and (folder / name).exists():
                raise FileExistsError(errno.EEXIST, f"{name} in it is not by us", str(folder))
            written.append(name)
            known.write(f"{name}\n")
            known.flush()
            write_whole(folder / name, content)
    for name in earlier.difference(written):
        (folder / name).unlink(missing_ok=True)
    write_whole(ours, "\n".join((_FIRST_LINE, *sorted(written), "")).encode())
    return len(written)


def _written_before(ours: Path) -> set[str]:
    """The pages of an earlier run; the file may be from anybody, and names nothing elsewhere."""
    try:
        lines = ours.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    return {line for line in lines if _PAGE.fullmatch(line)}
