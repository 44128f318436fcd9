"""What takes long to make and comes out the same each time, kept as Python keeps compiled code.

It lies in the ``__pycache__`` of this package, beside what Python itself compiles there, and is
written and read under the same conditions: not where ``PYTHONDONTWRITEBYTECODE`` is set, under
``PYTHONPYCACHEPREFIX`` where that is, and never in anybody's own folder. Whoever can write there
can change the program itself, so that reading it back trusts nobody who was not trusted before.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TypeVar, cast

__all__ = ["Value", "kept", "key_of_program"]

Value = TypeVar("Value")

_PACKAGE = Path(__file__).parent
_LIBRARIES = ("cel_expr_python", "holidays", "msgspec", "pydantic", "rapidfuzz", "yaml")


def kept(name: str, make: Callable[[], Value], made_of: Iterable[Path] = ()) -> Value:
    """What ``make`` gives, which has to be plain data and records: from a file, if there is one.

    The file counts where it was made of the same source of ours, the same content of the files
    ``made_of``, the same Python and the same libraries; otherwise it is made afresh.
    """
    file = _file(name)
    key = key_of_program(made_of)
    found = None if file is None or key is None else _read(file, key)
    if found is not None:
        return cast("Value", found[0])
    made = make()
    if file is not None and key is not None and not sys.dont_write_bytecode:
        _write(file, key, made)
    return made


def _file(name: str) -> Path | None:
    compiled = None if __spec__ is None else __spec__.cached
    return None if compiled is None else Path(compiled).with_suffix(f".{name}")


def key_of_program(made_of: Iterable[Path]) -> bytes | None:
    """What changes with the program, its libraries, this Python and the content of some files.

    None where that can't be told.
    """
    ours = _of_the_program()
    if ours is None:
        return None
    found = hashlib.sha256(ours)
    try:
        for path in made_of:
            content = path.read_bytes()
            found.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    except OSError:
        return None
    return found.digest()


@cache
def _of_the_program() -> bytes | None:
    """What the source, the libraries and this Python are; None where that can't be told."""
    parts = [sys.version, str(_PACKAGE)]
    try:
        specs = [PathFinder.find_spec(library) for library in _LIBRARIES]
        places = [spec.submodule_search_locations for spec in specs if spec is not None]
        for folder in {str(Path(place).parent): None for (place, *_) in filter(None, places)}:
            # Their versions are in these names; to read them from the files takes far longer.
            installed = [one.name for one in Path(folder).glob("*.dist-info")]
            if not installed:
                return None
            parts.extend(sorted(installed))
        waiting = [str(_PACKAGE)]
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in sorted(entries, key=lambda one: one.name):
                    if entry.is_dir():
                        # The rules in the wheel count by their content.
                        if entry.name not in ("__pycache__", "built_in_rules"):
                            waiting.append(entry.path)
                    else:
                        about = entry.stat()
                        # As Python does: the layers of an image keep no part of a second.
                        parts.append(f"{entry.path} {about.st_size} {int(about.st_mtime)}")
    except OSError:
        return None
    return "\n".join(parts).encode("utf-8", "surrogateescape")


def _read(file: Path, key: bytes) -> tuple[object] | None:
    try:
        content = file.read_bytes()
        body = memoryview(content)[64:]
        if content[:32] != key or content[32:64] != hashlib.sha256(body).digest():
            return None
        # Many records at once, and none of them garbage.
        was_looking = gc.isenabled()
        gc.disable()
        try:
            return (pickle.loads(body),)  # noqa: S301  # as trusted as the program, see above
        finally:
            if was_looking:
                gc.enable()
    except Exception:  # whatever is wrong with it, it is made afresh
        return None


def _write(file: Path, key: bytes, made: object) -> None:
    body = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        written = file.with_name(f"{file.name}.{os.getpid()}")
        written.write_bytes(key + hashlib.sha256(body).digest() + body)
        written.replace(file)
    except OSError:
        # As with compiled code: where nothing can be kept, the next run makes it again.
        return
