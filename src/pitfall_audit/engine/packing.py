"""What came of files as bytes, and back: for other processes, and for what is laid aside or kept.

It is not for what lies where somebody else may write: see :func:`unpacked`.
"""

from __future__ import annotations

import pickle
import zlib
from functools import cache
from typing import Any, Final

import msgspec

__all__ = ["packed", "squeezed", "unpacked"]

_PLAIN: Final = b"m"
_ODD: Final = b"p"
_SQUEEZED: Final = b"x"
"""With which all that zlib makes begins."""


def packed(value: object) -> bytes:
    """Records as bytes: that takes a tenth of what Python's own way takes, where it can be had.

    A name of a file that is no UTF-8 has half a character pair in it, which that way does not hold.
    """
    try:
        return _PLAIN + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return _ODD + pickle.dumps(value)


def squeezed(value: object) -> bytes:
    """Records as few bytes, an eighth of what :func:`packed` gives."""
    return zlib.compress(packed(value), level=1)


def unpacked(content: bytes, kind: Any) -> Any:
    """What was packed or squeezed, of a ``kind``. It has to come from this very user."""
    if content[:1] == _SQUEEZED:
        content = zlib.decompress(content)
    if content[:1] == _PLAIN:
        return _decoder(kind).decode(memoryview(content)[1:])
    return pickle.loads(memoryview(content)[1:])  # noqa: S301  # it is ours


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
