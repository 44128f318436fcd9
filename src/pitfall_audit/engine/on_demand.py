"""Results that lie outside memory, each of which is there when it is asked for, and how they lie.

What an audit finds in one file takes a quarter of a megabyte as records. Packed, and laid aside, it
takes the twentieth part of that on disk, and next to nothing in memory. What is packed is for our
own processes, and for what is laid aside or kept: not for what lies where somebody else may write
(see :func:`unpacked`).
"""

from __future__ import annotations

import pickle
import tempfile
import weakref
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import eq
from types import MappingProxyType
from typing import Any, Final, TypeVar, overload

import msgspec

from pitfall_audit.errors import UsageProblem, usage

__all__ = [
    "Aside", "Headed", "OnDemand", "chosen", "digests_of", "heads_of", "json_in", "json_of",
    "made_into", "mapped", "not_laid_aside", "once", "packed", "squeezed", "squeezed_json",
    "unpacked",
]  # fmt: skip

Item = TypeVar("Item")
Made = TypeVar("Made")

_IN_MEMORY: Final = 4 * 1024 * 1024


class Aside:
    """Bytes that are laid aside for as long as this is there, and known by their numbers.

    The first few megabytes are kept in memory, and what is more in a file without a name, which
    nobody else can open and which is gone with the process; with ``on_disk`` false, all in memory.
    """

    def __init__(self, *, on_disk: bool = True) -> None:
        # NOTE: it is closed when nobody can ask for anything in it any more.
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY if on_disk else 0)  # noqa: SIM115
        weakref.finalize(self, file.close)
        self._file = file
        self._ends = array("Q", [0])

    def put(self, content: bytes) -> int:
        """Lay bytes aside, and give their number.

        Raises :class:`UsageProblem` where there is no room for them.
        """
        try:
            self._file.seek(self._ends[-1])
            self._file.write(content)
        except OSError as problem:
            raise not_laid_aside(problem) from problem
        self._ends.append(self._ends[-1] + len(content))
        return len(self._ends) - 2

    def get(self, number: int) -> bytes:
        """The bytes of a number."""
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)


def not_laid_aside(problem: OSError) -> UsageProblem:
    """Why what was found could not be laid aside, and what to do about it."""
    return usage("not-laid-aside", why=problem.strerror or problem, folder=tempfile.gettempdir())


class OnDemand(Sequence[Item]):
    """A sequence of a ``number`` of items, of which each is made when it is asked for."""

    def __init__(self, make: Callable[[int], Item], number: int) -> None:
        self.make = make
        self._number = number
        self._last: tuple[int, Item] | None = None

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        where = range(self._number)[at]
        if isinstance(where, range):
            return tuple(map(self.make, where))
        if self._last is None or self._last[0] != where:
            self._last = where, self.make(where)
        return self._last[1]

    def __iter__(self) -> Iterator[Item]:
        # Whoever goes through all of them may ask for the one at hand again.
        return map(self.__getitem__, range(self._number))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | OnDemand):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        # Another process gets all of it, for it can't ask for more.
        return tuple, (list(self),)


class Headed(OnDemand[Item]):
    """Such a sequence that holds its ``heads``: the items without what is long in them.

    ``digests`` are what whoever reports on them wanted of each, if anything. ``known`` is what some
    functions make of all items (:func:`once`). ``as_json`` gives an item as JSON, where it lies so.
    """

    def __init__(
        self,
        make: Callable[[int], Item],
        heads: Sequence[Item],
        digests: Sequence[bytes] | None = None,
        known: Mapping[object, object] = MappingProxyType({}),
        as_json: Callable[[int], bytes | None] = lambda _: None,
    ) -> None:
        super().__init__(make, len(heads))
        self.heads = heads
        self.digests = digests
        self.as_json = as_json
        self._known = dict(known)

    def once(self, function: Callable[[Sequence[Item]], Made]) -> Made:
        """What a function makes of all items, worked out once."""
        if function not in self._known:
            self._known[function] = function(self)
        return self._known[function]  # type: ignore[return-value]


def mapped(function: Callable[[Item], Item], items: Sequence[Item]) -> Sequence[Item]:
    """What a function makes of each item, and of the head of each."""
    if not isinstance(items, Headed):
        return tuple(map(function, items))
    make = items.make
    return Headed(lambda at: function(make(at)), tuple(map(function, items.heads)))


def made_into(function: Callable[[Item], Made], items: Sequence[Item]) -> Sequence[Made]:
    """What a function makes of each item; of what lies outside memory, when it is asked for."""
    if not isinstance(items, Headed):
        return tuple(map(function, items))
    make = items.make
    return OnDemand(lambda at: function(make(at)), len(items))


def chosen(positions: Sequence[int], items: Sequence[Item]) -> Sequence[Item]:
    """The items at some positions."""
    if len(positions) == len(items):
        return items
    if not isinstance(items, Headed):
        return tuple(items[at] for at in positions)
    make, heads = items.make, items.heads
    return Headed(lambda at: make(positions[at]), tuple(heads[at] for at in positions))


def heads_of(items: Sequence[Item]) -> Sequence[Item]:
    """The items, in which what is long need not be."""
    return items.heads if isinstance(items, Headed) else items


def digests_of(items: Sequence[Item]) -> Sequence[bytes] | None:
    """What was wanted of each item when it was made; None where nothing was, or it has changed."""
    return items.digests if isinstance(items, Headed) else None


def json_of(items: Sequence[Item], at: int) -> bytes | None:
    """An item as JSON, where it lies so and has not changed."""
    return items.as_json(at) if isinstance(items, Headed) else None


def once(function: Callable[[Sequence[Item]], Made], items: Sequence[Item]) -> Made:
    """What a function makes of all items, worked out once where each would have to be made."""
    return items.once(function) if isinstance(items, Headed) else function(items)


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
