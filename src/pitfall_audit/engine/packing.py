"""What came of files as bytes, and back: for other processes, and for what is laid aside or kept.

It is not for what lies where somebody else may write: see :func:`unpacked`.
"""

from __future__ import annotations

import pickle
import zlib
from functools import cache
from typing import Any, Final

import msgspec

__all__ = ["json_in", "packed", "squeezed", "squeezed_json", "unpacked"]

_PLAIN: Final = b"m"
_ODD: Final = b"p"
_JSON: Final = b"{"
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


def squeezed_json(value: msgspec.Struct) -> bytes:
    """A record as :func:`squeezed` has it, and as JSON, so that it can be written as it is."""
    try:
        content = msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError:
        content = packed(value)
    return zlib.compress(content, level=1)


def json_in(content: bytes) -> bytes | None:
    """The JSON of a record that was squeezed so; None where it could not be written in that."""
    content = zlib.decompress(content)
    return content if content[:1] == _JSON else None


def squeezed(value: object) -> bytes:
    """Records as few bytes, an eighth of what :func:`packed` gives."""
    return zlib.compress(packed(value), level=1)


def unpacked(content: bytes, kind: Any) -> Any:
    """What was packed or squeezed, of a ``kind``. It has to come from this very user."""
    if content[:1] == _SQUEEZED:
        content = zlib.decompress(content)
    if content[:1] == _JSON:
        return msgspec.json.decode(content, type=kind)
    if content[:1] == _PLAIN:
        return _decoder(kind).decode(memoryview(content)[1:])
    return pickle.loads(memoryview(content)[1:])  # noqa: S301  # it is ours


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
