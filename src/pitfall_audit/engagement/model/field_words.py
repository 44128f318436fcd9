"""What fields mean, in words: in a YAML file beside the module whose classes have them.

``roles.py`` says which fields a role has, and ``roles.fields.yaml`` what each of them means; and
so of the facts that rules read. It is read when somebody asks, as a page or an error message
does, and by no audit that finds nothing wrong with a file.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from pitfall_audit.kept import kept
from pitfall_audit.yaml.document_parts import document_of_ours

__all__ = ["ENDING", "Words", "said_of"]

Words = Mapping[str, Any]
"""What is said of a field: what it means, under ``says``, and whatever else belongs to its kind."""

ENDING = ".fields.yaml"
"""What the name of such a file ends with, after that of the module."""


def said_of(kind: type, fields: Collection[str]) -> Mapping[str, Words]:
    """What is said of the ``fields`` that a class itself declares, by the name of each.

    Raises TypeError where the file leaves one out, or has another besides.
    """
    if not fields:
        return {}
    file = Path(cast(str, sys.modules[kind.__module__].__file__)).with_suffix(ENDING)
    said: Mapping[str, Words] = _said_in(file).get(kind.__name__, {})
    if other := sorted({*fields} ^ {*said}):
        raise TypeError(f"{kind.__name__} and {file.name} do not both have {', '.join(other)}")
    return said


@cache
def _said_in(file: Path) -> dict[str, Any]:
    name = f"words.{file.parent.name}.{file.stem}"
    return kept(name, lambda: document_of_ours(file).data, [file])
