"""The facts of one file, for those who write rules and want to look at them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pitfall_audit.engine.errors import UsageProblem
from pitfall_audit.engine.gathering import find_files, shown_name
from pitfall_audit.engine.reading_files import EngagementReader, TiesApart
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.authoring.samples import Sample
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_file

__all__ = ["UnreadableFileError", "facts_of_file", "sample_of_file"]


class UnreadableFileError(Exception):
    """A file that can't be read as an engagement, or as its ties; ``problems`` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def facts_of_file(
    path: Path,
    *,
    as_of: dt.date,
    ties: Path | None = None,
    base: Path | None = None,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
) -> FactSheet:
    """The facts of one engagement file as it stands on the day ``as_of``.

    ``ties`` is a file of ties kept apart; paths are shown from ``base`` (the working folder if
    left out). ``vocabulary`` adds the fields that a pack declares.

    Raises :class:`~pitfall_audit.engine.errors.UsageProblem` where the path names no file, and
    :class:`UnreadableFileError` with all that is wrong in what it names.
    """
    base = Path.cwd() if base is None else base
    if path.is_dir():
        raise UsageProblem(
            f"{shown_name(path, base)} is a folder.",
            "Name one file in it, for it is looked at closely.",
        )
    reader = EngagementReader(base, None)
    files = list(reader.engagements(find_files([path], base)))
    apart = TiesApart([ties], base) if ties is not None else None
    given = apart.of(files[0].engagement) if apart is not None and files else None
    problems = (*reader.problems, *(apart.problems if apart is not None else ()))
    if problems:
        raise UnreadableFileError(problems)
    if apart is not None:
        apart.check_whose()
    facts = derive_facts(files[0].engagement, given.file if given is not None else None, as_of)
    facts, problems = vocabulary.read_own_fields(
        facts, files[0].document, given.document if given is not None else None
    )
    if problems:
        raise UnreadableFileError(problems)
    return facts


def sample_of_file(
    path: Path, *, as_of: dt.date, vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> Sample:
    """One engagement file as an arrangement on which rules can be tried, without ties apart.

    Raises as :func:`facts_of_file` does.
    """
    facts = facts_of_file(path, as_of=as_of, vocabulary=vocabulary)
    document = read_file(path, shown_name(path, Path.cwd()))
    if not isinstance(document, Document):
        # It was there a moment ago.
        raise UnreadableFileError(document)
    return Sample(document.data, None, as_of, facts)
