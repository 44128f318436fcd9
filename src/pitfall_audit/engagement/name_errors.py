"""What is wrong with a name, an id or a word for what is absent, and what was plainly meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from pitfall_audit.engagement.absence import Absences, looked_for
from pitfall_audit.engagement.message_words import (
    PRIVATE,
    SEVERAL_WORDS,
    capital,
    homes,
    is_private,
    nearest,
    plain_form,
    quoted,
    slug,
    standing,
)
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import outline
from pitfall_audit.engagement.model.scalars import ID
from pitfall_audit.errors import worded
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "NO_SPACE", "Explanation", "in_nothing_whole", "looked_for_nowhere", "misplaced",
    "not_a_name", "not_an_id", "unknown_key", "was_read_whole",
]  # fmt: skip

NO_SPACE = re.compile(r"([A-Za-z][\w-]*):(\S.*)", re.DOTALL)
"""A field and its value with no space between them."""
_OFFICES: dict[str | int, str] = {
    "chair": "chair-1",
    "co_chairs": "chair-1",
    "vice_chairs": "vice-chair-1",
    "secretary": "secretary-1",
}
"""The id to propose for somebody who is named by an office."""
_TWO_ENTRIES = re.compile(r"\S - \S")

_OWN_BEGUN = re.compile(r"[xX][-_ ]+")
"""What keys begin with that are meant for fields of one's own, and are written otherwise."""


class Explanation(Struct, frozen=True):
    """A problem without its place: ``path`` says where, ``at_key`` whether the key is meant."""

    id: str
    message: str
    help: str
    path: DataPath
    at_key: bool = False


def not_a_name(text: str, path: DataPath, context: Mapping[str, Any]) -> Explanation:
    """The key of a mapping that is not as its keys are to be."""
    if context.get("pattern") == ID.pattern:
        return not_an_id(text, path, at_key=True)
    if "nobody" in context:
        return _nobody(text, path)
    plain = slug(text).replace("-", "_")
    no_space = NO_SPACE.fullmatch(text)
    if no_space:
        said = worded("not-an-id/no-space", key=no_space[1], value=no_space[2])
        return Explanation(*said, path, at_key=True)
    right = plain if re.match("[a-z]", plain) else "most_days"
    return Explanation(*worded("not-an-id/name", said=quoted(text), right=right), path, at_key=True)


def _nobody(text: str, path: DataPath) -> Explanation:
    """An id for somebody that reports use where nobody is named."""
    return Explanation(*worded("not-an-id/nobody", text=text), path, at_key=True)


def not_an_id(
    text: str,
    path: DataPath,
    *,
    at_key: bool = False,
    said: str | None = None,
    of_person: bool = False,
    may_be_post: bool = False,
) -> Explanation:
    """A text that is to be an id and is none; ``said`` is how it is shown.

    ``of_person`` is whether it is to be that of a person, for whom a post ``may_be`` written.
    """
    plain = slug(text)
    name, right = "not-an-id", plain if re.match("[a-z]", plain) else ID.example
    if path[:1] == ("people",) and at_key:
        # What was written may be a real name, and its slug would be one too.
        name = "not-an-id/of-people"
    elif _TWO_ENTRIES.search(text):
        name = "not-an-id/two-entries"
    elif path[:1] and path[0] in PRIVATE:
        right = ID.example
    elif of_person:
        name = "not-an-id/person-or-post" if may_be_post else "not-an-id/person"
        right = next((_OFFICES[step] for step in path if step in _OFFICES), "person-a")
    shown = capital(said or quoted(text))
    return Explanation(*worded(name, said=shown, right=right), path, at_key)


def unknown_key(
    top: type[Model], owner: type[Model], path: DataPath, *, suggest: bool, blank: bool
) -> Explanation:
    """Explain a key that a record of the model ``owner`` does not have; ``blank`` is its value.

    ``top`` is the model of the whole file. ``suggest`` is whether to look for what was meant.
    """
    key = str(path[-1])
    places = homes(top).get(key, ())
    found = _key_near(key, outline(owner)) if suggest else None
    instead = owner.said_otherwise.get(key.replace("-", "_").casefold())
    begun = _OWN_BEGUN.match(key)
    if begun is not None:
        # It is meant for a field of one's own, and lacks but the hyphen.
        found, places = None, ()
    if instead is not None:
        help_text = f"This is said by {instead}."
    elif len(places) == 1:
        help_text = f"`{key}` belongs {places[0]}."
    elif found is not None:
        help_text = f"Did you mean `{found}`?"
    elif " " in key and blank:
        # Within { } a comma ends the text, and what follows is read as a field left blank.
        help_text = "If this is part of a text that holds a comma, put the text in quotation marks."
    else:
        name = key[begun.end() :] if begun is not None else key
        own = "" if is_private(path, key) else slug(name)
        help_text = f"A field of your own begins with `x-`: `x-{own or 'our-field'}`."
    said = capital(SEVERAL_WORDS) if is_private(path, key) else quoted(key)
    message = f"{said} is not a field {standing(path[:-1])}."
    return Explanation("unknown-key", message, help_text, path, at_key=True)


def _key_near(key: str, known: Iterable[str]) -> str | None:
    """The key that was likely meant; none that has one word more or less at its beginning.

    ``members`` are not ``other_members``, nor is a ``vice_chair`` the ``chair``.
    """
    found = nearest(key, known)
    if found is None:
        return None
    one, other = sorted((plain_form(key), plain_form(found)), key=len)
    return None if other.endswith(f" {one}") else found


def misplaced(path: DataPath) -> Explanation:
    """Explain one of the two words where a name, or one entry of a list, is to stand."""
    if isinstance(path[-1], int):
        field = next(str(step) for step in reversed(path) if isinstance(step, str))
        return Explanation(*worded("absent-in-a-list", field=field), path)
    return Explanation(*worded("absent-as-a-name"), path, at_key=path[-1] != "id")


def looked_for_nowhere(data: dict[str, Any], absences: Absences) -> tuple[DataPath, ...]:
    """Where ``not-stated`` is written in a file of which no source was read whole."""
    # A file of ties has no sources of its own.
    return () if "id" not in data or was_read_whole(data) else tuple(looked_for(absences, ()))


def in_nothing_whole(path: DataPath) -> Explanation:
    """Explain ``not-stated`` at a place where nothing was read whole."""
    return Explanation(*worded("not-stated-in-what"), path)


def was_read_whole(data: dict[str, Any]) -> bool:
    """Whether there is a source of which all, or a section, was read, so that silence tells."""
    sources = data.get("sources")
    return any(
        isinstance(one, dict) and (one.get("read") == "whole" or one.get("sections_read"))
        for one in (sources if isinstance(sources, list) else ())
    )
