"""Values as they are shown in a message: quoted, as they would be written, or not at all."""

import re

from pitfall_audit.yaml.places import DataPath

__all__ = [
    "LONGEST_QUOTE",
    "PRIVATE",
    "SEVERAL_WORDS",
    "as_written",
    "capital",
    "is_private",
    "quoted",
    "slug",
]

LONGEST_QUOTE = 60
PRIVATE = ("ties", "conflicts")
"""The sections that tell of ties between people."""
SEVERAL_WORDS = "a text of several words"
"""What is said in the place of words that may be private."""


def quoted(value: object) -> str:
    """A value as it is shown in a message: on one line, and not too long."""
    text = " ".join(str(value).split())
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[: LONGEST_QUOTE - 1]}…”"


def as_written(value: object) -> str:
    """A value as it would be written on one line of a file."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {as_written(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(as_written(item) for item in value)}]"
    text = str(value)
    if re.search(r"[,\[\]{}#&*!|>%@`\"]|: |^\W", text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def is_private(path: DataPath, text: object) -> bool:
    """Whether a value may tell of a tie or a conflict in somebody's own words."""
    return bool(path) and path[0] in PRIVATE and re.search(r"\s", str(text)) is not None


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def slug(text: str) -> str:
    """An id that might be meant; "" where the text has no letter or digit of an id.

    A suggestion only: unlike the slugs of facts it need not tell two texts apart.
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()[:LONGEST_QUOTE]).strip("-")
