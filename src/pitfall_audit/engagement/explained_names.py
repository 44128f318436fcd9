"""What is wrong with a name or an id, in plain words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .model.scalars import ID
from .places import DataPath
from .value_words import PRIVATE, capital, quoted, slug

__all__ = ["NO_SPACE", "Explanation", "not_a_name", "not_an_id"]

NO_SPACE = re.compile(r"([A-Za-z][\w-]*):(\S.*)", re.DOTALL)
"""A field and its value with no space between them."""
_OFFICES = {
    "chair": "chair-1",
    "co_chairs": "chair-1",
    "vice_chairs": "vice-chair-1",
    "secretary": "secretary-1",
}
"""The id to propose for somebody who is named by an office."""
_TWO_ENTRIES = re.compile(r"\S - \S")


@dataclass(frozen=True, slots=True)
class Explanation:
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
    plain = slug(text).replace("-", "_")
    no_space = NO_SPACE.fullmatch(text)
    if no_space:
        message = f"The colon after `{no_space[1]}` has no space after it."
        help_text = f"Write it like this: `{no_space[1]}: {no_space[2]}`."
        return Explanation("not-an-id", message, help_text, path, at_key=True)
    return Explanation(
        "not-an-id",
        f"{quoted(text)} is not a name for a value: lower-case letters, digits and underscores, "
        "beginning with a letter.",
        f"Write it like this: `{plain if re.match('[a-z]', plain) else 'most_days'}`.",
        path,
        at_key=True,
    )


def not_an_id(
    text: str,
    path: DataPath,
    *,
    at_key: bool = False,
    said: str | None = None,
    of_person: bool = False,
) -> Explanation:
    """A text that is to be an id and is none; ``said`` is how it is shown.

    ``of_person`` is whether it is to be that of a person.
    """
    plain = slug(text)
    help_text = f"Write it like this: `{plain if re.match('[a-z]', plain) else ID.example}`."
    if _TWO_ENTRIES.search(text):
        help_text = (
            "If it is two entries of a list, begin each on a line of its own, with the dashes "
            "one under the other."
        )
    elif path[:1] and path[0] in PRIVATE:
        help_text = f"Write it like this: `{ID.example}`."
    elif of_person:
        steps = [step for step in path if isinstance(step, str)]
        office = next((_OFFICES[step] for step in steps if step in _OFFICES), "person-a")
        help_text = (
            f"Write the id of somebody under `people`, and not their name, like this: `{office}`."
        )
    if path[:1] == ("people",) and at_key:
        # What was written may be a real name, and its slug would be one too.
        help_text = "Write an id that is not the person's name, like this: `person-a`."
    return Explanation(
        "not-an-id",
        f"{capital(said or quoted(text))} is not an id: lower-case letters, digits and "
        "hyphens, beginning with a letter.",
        help_text,
        path,
        at_key,
    )
