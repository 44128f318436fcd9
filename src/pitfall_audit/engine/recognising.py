"""Which files describe an engagement, or its ties: by the names at their top, before parsing.

A folder may hold any YAML: what shows no sign of an engagement is left alone, whatever is wrong
with it. What shows one is judged, and then nothing that is wrong with it is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice
from typing import Final

from pitfall_audit.engagement.message_words import very_near
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.records import file_keys

__all__ = ["HOLDS_TIES", "NO_ENGAGEMENT", "keys_at_top", "meant_as_one", "why_no_engagement"]

HOLDS_TIES = "it holds ties; give it with --ties"
"""Why a file of ties is no engagement."""

NO_ENGAGEMENT = "it does not describe an engagement"

_KEY: Final = re.compile(r"""^([ ]*)(["']?)([A-Za-z][\w-]*)\2[ \t]*:(?=\s|$)""", re.MULTILINE)
_KEY_AT_LEFT: Final = re.compile(r"""^(["']?)([A-Za-z][\w-]*)\1[ \t]*:(?=\s|$)""", re.MULTILINE)
_KEY_IN_BRACES: Final = re.compile(r"""[{,]\s*(["']?)([A-Za-z][\w-]*)\1\s*:""")
_IN_BRACES: Final = re.compile(r"(?:\s|#[^\n]*\n|---[ \t]*\n)*\{")
_MOST_KEYS: Final = 200

_HEAD: Final = frozenset({"version", "id", "title"})
_OF_TIES: Final = frozenset(file_keys(TiesFile)) - _HEAD
_OF_ENGAGEMENT: Final = frozenset(file_keys(Engagement)) - _HEAD - _OF_TIES
_MANY_HAVE: Final = frozenset({"id", "title"})


def keys_at_top(text: str) -> frozenset[str]:
    """The names at the top of a YAML text, as they are written; not all of a very long one."""
    if _IN_BRACES.match(text.lstrip("\ufeff")):
        return frozenset(one[2] for one in islice(_KEY_IN_BRACES.finditer(text), _MOST_KEYS))
    text = text.lstrip("\ufeff")
    first_three = list(islice(_KEY.finditer(text), len(_HEAD)))
    # As nearly all are written, and quicker to find.
    keys = frozenset(one[2] for one in islice(_KEY_AT_LEFT.finditer(text), _MOST_KEYS))
    if not keys:
        found = [(len(one[1]), one[3]) for one in _KEY.finditer(text)]
        least = min((indent for indent, _ in found), default=0)
        keys = frozenset(islice((key for indent, key in found if indent == least), _MOST_KEYS))
    # A line that is pushed in by mistake still belongs to what stands above it.
    first = {one[3] for one in first_three} & _HEAD
    return keys | first if keys & first else keys


def why_no_engagement(keys: Collection[str]) -> str | None:
    """Why a file with these names at its top is no engagement; None where it shows that it is.

    It shows it by two of the names that an engagement has, a slip of the pen in one allowed for.
    An id and a title alone are had by too many other files.
    """
    written = frozenset(keys)
    own = written & (_HEAD | _OF_TIES | _OF_ENGAGEMENT)
    if not own & _OF_ENGAGEMENT and own & _OF_TIES:
        return HOLDS_TIES
    others = written - own
    own |= {meant for key in others if (meant := very_near(key, _HEAD))}
    if len(own) >= 2 and own != _MANY_HAVE:
        return None
    # A slip in any other name may be a word of another file's own: that takes one more.
    near = {meant for key in others if (meant := very_near(key, _OF_ENGAGEMENT | _OF_TIES))}
    return None if own and len(own | near) > 2 else NO_ENGAGEMENT


def meant_as_one(keys: Collection[str]) -> bool:
    """Whether a file that somebody named may be meant as an engagement: it has one name of one.

    A version is had by too many other files.
    """
    known = _HEAD | _OF_TIES | _OF_ENGAGEMENT
    return any(key != "version" and (key in known or very_near(key, known)) for key in keys)
