"""What a terminal can show, and text from strangers made fit to stand on it.

Whatever a file says may reach the screen, and a terminal obeys more than it shows: escape
sequences repaint it, controls move its cursor, and bidirectional overrides make a line read
otherwise than it is written. Here each such character becomes visible as the escape that
names it (``\\x1b``, ``\\u202e``), and everything else stays as it is.

Each function works character by character, so that the safe form of a whole text is the safe
forms of its parts put together: a caret can be placed by measuring what stands before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

__all__ = [
    "COULD_NOT_RUN", "CannotRunError", "Fault", "Screen", "did_you_mean", "fault_text",
    "plain_ascii", "safe_line", "safe_text",
]  # fmt: skip


class Screen(Struct, frozen=True):
    """What standard output can show: ``width`` in cells, colour, symbols beyond ASCII."""

    width: int
    colour: bool
    unicode: bool


# NOTE: of the invisible format characters (Cf), the two joiners are how Indic scripts, Persian
# and many emoji are spelled, and these Arabic, Syriac and Kaithi signs can be seen.
_HARMLESS_FORMAT_CHARACTERS = frozenset(
    "\u200c\u200d"
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# These two are no characters at all, and no XML may hold them: neither Word's nor that of JUnit.
_NO_CHARACTERS = frozenset("\ufffe\uffff")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u00b7", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
        **{"\u2026": "...", "\u2022": "*", "\u00d7": "x", "\u2192": "->", "\u2190": "<-"},
        **{"\u2265": ">=", "\u2264": "<="},
    }
)


def safe_text(text: str) -> str:
    """Return ``text`` with every control and hidden character made visible; newlines stay."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return _made_visible(text)


# The same words are said of many arrangements.
@lru_cache(maxsize=2048)
def _made_visible(text: str) -> str:
    return "".join(character if character == "\n" else _visible(character) for character in text)


def safe_line(text: str) -> str:
    """Return ``text`` on one line: as :func:`safe_text`, and newlines made visible as ``\\n``."""
    return safe_text(text).replace("\n", "\\n")


def plain_ascii(text: str) -> str:
    """Return ``text`` with typographic quotes, dashes and arrows in their ASCII spelling.

    Letters stay as they are: how a console shows those is for the console's encoding.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def _visible(character: str) -> str:
    if character in _HARMLESS_FORMAT_CHARACTERS:
        return character
    unsafe = unicodedata.category(character) in _UNSAFE_CATEGORIES
    if not unsafe and character not in _NO_CHARACTERS:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


COULD_NOT_RUN = "pitfall-audit could not run as asked."


class Fault(Struct, frozen=True):
    """One thing that kept the program from doing as asked; each part is one line of words."""

    what: str
    where: str
    cause: str
    help: str


class CannotRunError(Exception):
    """The program cannot do as asked: ``faults`` say why. Ends with exit code 2."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.cause for fault in faults))
        self.faults = faults


def fault_text(fault: Fault) -> str:
    """Return ``fault`` as it stands on standard error: four lines, safe for a terminal."""
    return (
        f"{safe_line(fault.what)}\n"
        f"  where: {safe_line(fault.where)}\n"
        f"  cause: {safe_line(fault.cause)}\n"
        f"  help:  {safe_line(fault.help)}\n"
    )


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that ``name`` was most likely meant to be, or None."""
    import difflib  # noqa: PLC0415  # seldom needed

    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None
