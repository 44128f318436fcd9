"""A part of a document that is read as if it were one of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pitfall_audit.yaml.places import DataPath, Place, Related

from .validation import Located

__all__ = ["PartOfDocument"]


@dataclass(frozen=True, slots=True)
class PartOfDocument:
    """``data`` that stand at ``path`` of a whole, with their true places."""

    whole: Located
    path: DataPath
    data: dict[str, Any]

    @property
    def file(self) -> str:
        """The name of the file, as it is shown."""
        return self.whole.file

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[Related, ...]]:
        """The place of a value of this part, or of its key, and of what belongs to it."""
        return self.whole.locate((*self.path, *path), key=key)

    def line_excerpt(self, line: int) -> str:
        """The text of a line of the whole, counted from 1, as a problem shows it."""
        return self.whole.line_excerpt(line)
