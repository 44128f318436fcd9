"""What documents say, and where each stands in an engagement file: the phrases in ``where/``."""

from __future__ import annotations

from functools import cache
from typing import Final

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.scalars import Listed, ListedText, Text
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.yaml.document_parts import packaged_document

__all__ = ["SUBJECTS", "Phrase", "PhrasesOfSubject", "phrases_by_subject"]

SUBJECTS: Final = (
    "documents", "arrangement", "bodies", "seats", "tasks", "joining", "money", "support",
    "interests", "conduct", "outcomes", "happenings", "voices", "words",
)  # fmt: skip
"""The files in ``where/``, in the order in which they are told."""


class Phrase(Model):
    """Something that documents say, and where it goes."""

    says: ListedText[Text] = Field(description="It, as documents say it, in one wording or more.")
    place: Text = Field(description="The field, as `file_places` names it.")
    write: Text = Field(
        description="What to write: sections of a file, each begun at the left margin."
    )
    near: Text | None = optional("Another field that could seem to be the place.")
    which: Text | None = optional("Which to take, and why; or what else to look out for.")

    @property
    def sections(self) -> tuple[str, ...]:
        """What to write, by section, each on as many lines as it is kept."""
        parts: list[str] = []
        for line in self.write.strip("\n").splitlines():
            if line.startswith(" "):
                parts[-1] += f"\n{line}"
            else:
                parts.append(line)
        return tuple(parts)

    @property
    def advice(self) -> str:
        """Which of two places to take, and what else to look out for; "" where that is nothing."""
        if self.near is None or self.which is None:
            return self.which or ""
        begins_small = self.which[1:2].islower() or self.which.startswith("A ")
        which = self.which[:1].lower() + self.which[1:] if begins_small else self.which
        return f"Here, or `{self.near}`? Here: {which}"


class PhrasesOfSubject(Model):
    """What documents say of one subject."""

    title: Text = Field(description="The subject, in words.")
    phrases: Listed[Phrase] = Field(description="What they say of it.")


@cache
def phrases_by_subject() -> tuple[PhrasesOfSubject, ...]:
    """All phrases, by subject."""
    return tuple(_subject(name) for name in SUBJECTS)


def _subject(name: str) -> PhrasesOfSubject:
    file = f"where/{name}.yaml"
    read, problems = validate_as(
        PhrasesOfSubject, packaged_document("pitfall_audit.workbench", file)
    )
    if read is None:
        raise RuntimeError(f"{file} can't be read: {problems[0].message}")
    return read
