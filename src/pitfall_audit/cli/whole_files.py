"""Files written whole or not at all, and who may read them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from pitfall_audit.yaml.disk import is_folder, real_path

__all__ = ["write_whole"]

_OPEN_ALREADY: Final = re.compile(r"/dev/(std(out|err)|fd/\d+)|/proc/[^/]+/fd/\d+")


def write_whole(
    path: Path,
    content: bytes | Iterable[bytes],
    *,
    like: Path | None = None,
    private: bool = False,
) -> int:
    """Write ``content`` to ``path`` so that a reader sees the old file or the new, never a part.

    The content goes to a temporary file in the same folder, which then takes the place of
    ``path``; a link is followed, and what it leads to replaced. Whoever may read a file that is
    there may read it afterwards, and nobody else. Something that is there and is neither file
    nor folder (a pipe, ``/dev/null``) is written to as it is, and so is what is open already
    (``/dev/fd/3``). A new file may be read by those who may read ``like``, where it is given; one
    that is ``private``, new or not, by nobody but whoever runs the program.

    It may come in parts; how many bytes were written is returned. Raises OSError where that
    cannot be done, and then leaves nothing behind.
    """
    try:
        before = path.stat()
    except FileNotFoundError:
        before = None
    if before is not None and stat.S_ISDIR(before.st_mode):
        raise IsADirectoryError(errno.EISDIR, f"{path} is a folder")
    if before is not None and (
        not stat.S_ISREG(before.st_mode) or _OPEN_ALREADY.fullmatch(str(path))
    ):
        return _write_into(path, content)
    target = real_path(path)
    # NOTE: the system lets root write to what is marked as read-only.
    if before is not None and not (before.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "it is read-only")
    if before is None and like is not None:
        before = like.stat()
    import secrets  # takes long to load

    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    # NOTE: for a new file the umask sets the permissions, where tempfile would make the
    # report unreadable for everybody else in the office.
    mode = 0o600 if private or before is not None else 0o666
    try:
        number, is_named = _opened(temporary, mode)
        with os.fdopen(number, "wb") as file:
            written = _write_all(file, content)
            file.flush()
            if before is not None and not private and os.name == "posix":
                _let_the_same_read(number, before)
            if not is_named:
                # It has a name only now that it is whole. (With a folder, the link is followed.)
                os.link(f"/proc/self/fd/{number}", temporary, src_dir_fd=number)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return written


def _write_all(file: BinaryIO, content: bytes | Iterable[bytes]) -> int:
    return sum(map(file.write, [content] if isinstance(content, bytes) else content))


def _opened(path: Path, mode: int) -> tuple[int, bool]:
    """Open a new file to write to, and say whether it has its name yet.

    One without a name is gone where the program is killed while it writes: Linux has such files,
    on most of its disks.
    """
    if hasattr(os, "O_TMPFILE") and is_folder(Path("/proc/self/fd")):
        with contextlib.suppress(OSError):
            return os.open(path.parent, os.O_WRONLY | os.O_TMPFILE, mode), False
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, mode), True


def _let_the_same_read(number: int, before: os.stat_result) -> None:
    """Give an open file the owner, group and permissions that another had."""
    mode = stat.S_IMODE(before.st_mode) & 0o777
    with contextlib.suppress(OSError):
        os.fchown(number, before.st_uid, -1)  # root's to do; others keep the file as theirs
    try:
        os.fchown(number, -1, before.st_gid)
    except OSError:
        # What that group could do is not for another.
        mode &= ~0o070
    os.fchmod(number, mode)


def _write_into(path: Path, content: bytes | Iterable[bytes]) -> int:
    """Write into something that is no file; raises OSError where nobody reads from it."""
    number = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(number, "wb") as there:
        if os.name == "posix":
            os.set_blocking(number, True)
        return _write_all(there, content)
