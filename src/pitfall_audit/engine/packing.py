"""What came of files as bytes, and back: for other processes of a run, and for its own files.

It is not for what lies where somebody else may write: see :func:`unpacked`.
"""

from __future__ import annotations

import pickle
from typing import Final, TypeVar, cast

import msgspec

__all__ = ["packed", "unpacked"]

Value = TypeVar("Value")

_PLAIN: Final = b"m"
_ODD: Final = b"p"


def packed(value: object) -> bytes:
    """Records as bytes: that takes a tenth of what Python's own way takes, where it can be had.

    A name of a file that is no UTF-8 has half a character pair in it, which that way does not hold.
    """
    try:
        return _PLAIN + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return _ODD + pickle.dumps(value)


def unpacked(content: bytes, kind: type[Value]) -> Value:
    """What :func:`packed` was given, of a ``kind``. It has to come from this very run."""
    if content[:1] == _PLAIN:
        return msgspec.msgpack.decode(memoryview(content)[1:], type=kind)
    return cast("Value", pickle.loads(memoryview(content)[1:]))  # noqa: S301  # of this very run
