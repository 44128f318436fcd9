"""Reads the files of an audit: engagements one after another, and the ties kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pitfall_audit.audit.errors import UsageProblem
from pitfall_audit.audit.gathering import HOLDS_TIES, FoundFile, passed_over, shown_name
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.places import DataPath, Problem
from pitfall_audit.engagement.reading import Document, read_file
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.engagement.validation import validate, validate_ties
from pitfall_audit.rules.parts import problem_at

__all__ = ["EngagementFile", "EngagementReader", "TiesApart", "TiesOfEngagement"]


@dataclass(frozen=True, slots=True)
class EngagementFile:
    """An engagement, and the file that it was read from."""

    file: FoundFile
    document: Document
    engagement: Engagement


@dataclass(frozen=True, slots=True)
class TiesOfEngagement:
    """The ties of one engagement, and the file that they were read from."""

    document: Document
    file: TiesFile


class EngagementReader:
    """Reads files, and keeps what is wrong with them."""

    def __init__(self, base: Path, progress: Callable[[str], None] | None) -> None:
        self.base = base
        self.progress = progress
        self.problems: list[Problem] = []
        self.passed_over: dict[str, str] = {}

    def engagements(self, files: Iterable[FoundFile]) -> Iterator[EngagementFile]:
        """The engagements among some files, each read when it is asked for."""
        first: dict[str, str] = {}
        for file in files:
            if self.progress is not None:
                self.progress(file.shown)
            if file.passed_over is not None:
                self.passed_over[file.shown] = file.passed_over
                continue
            document = read_file(file.path, file.shown)
            if not isinstance(document, Document):
                self.problems.extend(document)
                continue
            reason = passed_over(document)
            if reason is not None and not file.named:
                self.passed_over[file.shown] = reason
                continue
            if reason == HOLDS_TIES:
                self.problems.append(
                    problem_at(
                        document, (), "not-an-engagement",
                        "This file holds ties, and describes no engagement.",
                        "Name the engagement that they belong to, and give this file with --ties.",
                    )
                )  # fmt: skip
                continue
            engagement, problems = validate(document)
            self.problems.extend(problems)
            if engagement is None:
                continue
            if engagement.id in first:
                self.problems.append(
                    problem_at(
                        document,
                        ("id",),
                        "id-taken",
                        f"Another file, {first[engagement.id]}, has the id `{engagement.id}`.",
                        "Give each file an id of its own: findings are told apart by it.",
                    )
                )
                continue
            first[engagement.id] = file.shown
            yield EngagementFile(file, document, engagement)


class TiesApart:
    """The file of ties kept apart, and the engagements met that they belong to."""

    def __init__(self, path: Path, base: Path) -> None:
        self.problems: list[Problem] = []
        self._shown = shown_name(path, base)
        self._document: Document | None = None
        self._file: TiesFile | None = None
        self._met = 0
        self._belonging = 0
        document = read_file(path, self._shown)
        if not isinstance(document, Document):
            self.problems.extend(document)
            return
        self._document = document
        self._file, problems = validate_ties(document)
        self.problems.extend(problems)

    def of(self, engagement: Engagement) -> TiesOfEngagement | None:
        """The ties of an engagement; None where they belong to another, or can't be used."""
        self._met += 1
        file, document = self._file, self._document
        if file is None or document is None or file.engagement not in (None, engagement.id):
            return None
        self._belonging += 1
        # A second one to belong to is a misuse that ends the audit.
        strangers = tuple(_strangers(document, file, engagement)) if self._belonging == 1 else ()
        self.problems.extend(strangers)
        return None if strangers else TiesOfEngagement(document, file)

    def check_whose(self) -> None:
        """Raise :class:`UsageProblem` where it stays open whose the ties are."""
        if self._file is None:
            return
        if self._met and not self._belonging:
            raise UsageProblem(
                f"The ties in {self._shown} belong to the engagement `{self._file.engagement}`, "
                "which is not among the files.",
                f"Audit that engagement, or correct the id in {self._shown}.",
            )
        if self._file.engagement is None and self._met > 1:
            raise UsageProblem(
                f"{self._shown} does not say which of {self._met} engagements its ties belong to.",
                "Write `engagement:` and the engagement's id at its top.",
            )


def _strangers(document: Document, ties: TiesFile, engagement: Engagement) -> Iterator[Problem]:
    """People named in a ties file whom the engagement does not declare."""
    people = engagement.people or {}
    named: list[tuple[DataPath, str | None]] = []
    for index, tie in enumerate(ties.ties or ()):
        named.append((("ties", index, "of"), tie.of))
        named.append((("ties", index, "with"), tie.with_.person))
    for index, conflict in enumerate(ties.conflicts or ()):
        for number, party in enumerate(conflict.between):
            named.append((("conflicts", index, "between", number), party.person))
    for path, person in named:
        if person is not None and person not in people:
            yield problem_at(
                document, path, "unknown-person",
                f"`{person}` is not declared under `people` in the engagement.",
                did_you_mean(person, people) or "Declare the person there, or correct the id.",
            )  # fmt: skip
