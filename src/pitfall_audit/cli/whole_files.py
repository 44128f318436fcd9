"""Writing a file whole or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that a reader sees the old file or the new, never a part.

    The content goes to a temporary file in the same folder, which then takes the place of
    ``path``; a link is followed, and what it leads to replaced. Something that is there and is
    neither file nor folder (a pipe, ``/dev/null``) is written to as it is.

    Raises OSError where that cannot be done, and then leaves nothing behind.
    """
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        # NOTE: "x" lets the umask set the permissions, where tempfile would make the report
        # unreadable for everybody else in the office.
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
