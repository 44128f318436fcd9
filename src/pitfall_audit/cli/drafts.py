"""What ``rules new`` and ``rules examples`` ask of the search for examples."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pitfall_audit.cli.beginning import begin_check, subject_kind
from pitfall_audit.cli.packs import find_check
from pitfall_audit.engine.errors import UsageProblem
from pitfall_audit.engine.one_file import sample_of_file
from pitfall_audit.report.faults import COULD_NOT_RUN, CannotRunError, Fault
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_rules_examples import render_begun, render_found
from pitfall_audit.rules.authoring.author_tasks import FindExamples
from pitfall_audit.rules.authoring.drafting import Draft, drafted, examples_text, search_for
from pitfall_audit.rules.authoring.example_search import Search
from pitfall_audit.rules.authoring.new_rule import new_rule_text
from pitfall_audit.rules.authoring.samples import Sample
from pitfall_audit.rules.form.outcomes import PitfallId, Severity
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.outside.rehearsing import SECONDS_TO_MUTATE, rehearse
from pitfall_audit.rules.packs.pack_reading import PACK_FILE, read_pack_file
from pitfall_audit.rules.packs.packs import Pack, load_built_in

_NEW = "pitfall-audit rules new"

__all__ = ["Conditions", "Said", "begin", "found_examples"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What ``rules new`` is told of a check: its conditions, and arrangements to look at first."""

    expect: tuple[str, ...]
    applies: str
    severity: Severity
    files: tuple[Path, ...]
    as_of: datetime.date


@dataclass(frozen=True, slots=True)
class Said:
    """What a command has to show, and whether it did all that was asked."""

    text: str
    notice: str = ""
    complete: bool = True


def begin(
    check_id: str,
    pitfall: PitfallId,
    folder: Path,
    *,
    subject: str | None,
    conditions: Conditions | None,
    replace: bool,
    screen: Screen,
) -> Said:
    """Write the file of a new check, around its conditions where they are given.

    Raises CannotRunError where it can't be written, PackError where the conditions or the pack
    can't be used, UnreadableFileError where an arrangement can't.
    """
    kind = None if subject is None else subject_kind(subject)
    found: list[Search] = []

    def text_of(path: str, standard: str) -> str:
        if conditions is None:
            return new_rule_text(check_id, pitfall, kind or "seat", standard, path)
        draft = Draft(
            check_id,
            pitfall,
            conditions.expect,
            conditions.applies,
            kind,
            conditions.severity,
            path,
            standard=standard,
        )
        vocabulary = _vocabulary_of(folder)
        samples = _samples(conditions.files, conditions.as_of, vocabulary, _NEW)
        made = drafted(draft, samples, vocabulary)
        found.append(made.search)
        return made.text

    taken = [rule.id for rule in load_built_in().rules]
    written = begin_check(check_id, folder, text_of, taken=taken, replace=replace)
    search = found[0] if found else None
    text = render_begun(
        [path.as_posix() for path in written],
        search,
        width=screen.width,
        colour=screen.colour,
        unicode=screen.unicode,
    )
    return Said(text, complete=search is None or search.proves)


def found_examples(
    name: str, packs: Sequence[Pack], files: Sequence[Path], as_of: datetime.date, screen: Screen
) -> Said:
    """Return examples for a check, as they stand in its file, and what they show.

    Raises as :func:`begin` does.
    """
    where = "pitfall-audit rules examples"
    rule, pack = find_check(name, packs, where)
    samples = tuple(_samples(files, as_of, rule.vocabulary, where))
    rehearse(pack, [FindExamples(rule.id, samples)], SECONDS_TO_MUTATE)
    search = search_for(rule, samples)
    shown = render_found(rule.id, search, width=screen.width, colour=False, unicode=screen.unicode)
    return Said(examples_text(search).lstrip("\n"), shown, search.proves)


def _vocabulary_of(folder: Path) -> Vocabulary:
    """What the conditions of a new check may read, by what its pack declares already."""
    if not (folder / PACK_FILE).is_file():
        return BUILT_IN_VOCABULARY
    return read_pack_file(folder, folder.as_posix())[1]


def _samples(
    files: Sequence[Path], as_of: datetime.date, vocabulary: Vocabulary, where: str
) -> list[Sample]:
    try:
        return [sample_of_file(path, as_of=as_of, vocabulary=vocabulary) for path in files]
    except UsageProblem as problem:
        raise CannotRunError(
            Fault(what=COULD_NOT_RUN, where=where, cause=problem.message, help=problem.help)
        ) from problem
