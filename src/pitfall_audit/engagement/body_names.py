"""Which body a name means: a body may be named by its id, or by its title."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from unicodedata import combining

from .model.scalars import ID

__all__ = ["BodyNames", "slug"]

_ID = re.compile(ID.pattern.strip("^$"))
_WORD = re.compile(r"[a-z0-9]+")


def slug(title: str) -> str:
    """A title as an id: lower-case letters, digits and single hyphens, beginning with a letter.

    Letters outside a to z lose their accents; where a title has others, a short check number
    keeps two such titles apart.
    """
    folded = title.casefold()
    if folded.isascii():
        # As nearly all titles are.
        return _as_id(_WORD.findall(folded))
    plain = unicodedata.normalize("NFKD", folded)
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in plain if not combining(c))
    words = [part for part in kept.split("-") if part]
    if any(not c.isascii() and c.isalnum() for c in plain):
        words.append(f"{zlib.crc32(title.encode('utf-8', 'replace')):08x}")
    return _as_id(words)


def _as_id(words: Sequence[str]) -> str:
    joined = "-".join(words)
    return joined if joined[:1].isalpha() else f"the-{joined}".rstrip("-")


class BodyNames:
    """The names of the bodies that a file declares: ``titles`` maps the id of each to its title.

    A title that two of them share names neither.
    """

    def __init__(self, titles: Mapping[str, str | None]) -> None:
        self._ids = frozenset(titles)
        plain = {id_: _plain(title) for id_, title in titles.items() if title is not None}
        shared = Counter(plain.values())
        self._by_title = {title: id_ for id_, title in plain.items() if shared[title] == 1}

    def declared(self, name: str) -> str | None:
        """The id of the declared body of which a name is the id or the title, or None."""
        if name in self._ids:
            return name
        # An id that no body has is a slip of the pen, and no title.
        if _ID.fullmatch(name) is None and slug(name) in self._ids:
            return slug(name)
        return self._by_title.get(_plain(name))

    def id_of(self, name: str) -> str:
        """The id of the body of a name: a declared one, else the name itself as an id."""
        found = self.declared(name)
        if found is not None:
            return found
        return name if _ID.fullmatch(name) else slug(name)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
