"""What ``rules new`` and ``rules examples`` write and show, never over anything that is there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from msgspec import Struct, structs

from pitfall_audit.errors import PackError, usage
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen, did_you_mean
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE, read_standards
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.pack_reading import PACK_FILE, home_of, read_pack_file
from pitfall_audit.rules.packs import Pack, load_built_in
from pitfall_audit.workbench.author_tasks import SECONDS_TO_MUTATE, Rehearsal, rehearse
from pitfall_audit.workbench.example_search import Search
from pitfall_audit.workbench.finding_checks import find_check
from pitfall_audit.workbench.new_rule import (
    SUBJECTS,
    new_pack_text,
    new_rule_text,
    new_standards_text,
    spoken_id,
    what_is_wrong_with_id,
)
from pitfall_audit.workbench.rule_drafts import Draft, drafted, examples_text, search_for
from pitfall_audit.workbench.samples import sample_of_file
from pitfall_audit.yaml.disk import is_file, is_there, real_path

__all__ = ["begin_check", "found_examples"]


def render_begun(written: Sequence[str], search: Search | None, screen: Screen) -> str:
    """Return what was written for a new check, and the examples that were found for it, if any.

    ``written`` are paths, that of the check first.
    """
    return page_from("workbench/begun.txt", screen, written=written, search=search)


def render_found(check: str, search: Search, screen: Screen) -> str:
    """Return what the examples show that were found for a check."""
    return page_from("workbench/found.txt", screen, check=check, search=search)


_NAMELESS = "house-rules"
"""What a pack is called whose folder has no name that could be spoken."""


def write_check_files(
    check_id: str,
    folder: Path,
    text_of: Callable[[str, str], str],
    *,
    taken: Collection[str],
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write the file of a new check in a folder, and what else its pack has where that is missing.

    ``text_of`` gives its text, for the path at which it will stand and the policy it rests on.
    ``taken`` are the ids that it may not have. ``replace`` puts it in place of one of its name.
    Returns the files that were written. Raises UsageProblem, and leaves everything as it was,
    where that can't be done.
    """
    wrong = what_is_wrong_with_id(check_id)
    if wrong is not None:
        meant = spoken_id(check_id)
        right = "name the problem, as in expenses-paid-late" if meant is None else f"write {meant}"
        raise usage("no-check-id", check_id=check_id, wrong=wrong, right=right)
    if check_id in taken:
        raise usage("check-id-built-in", check_id=check_id)
    rule = folder / f"{check_id}.yaml"
    if rule.is_symlink() or (is_there(rule) and not replace):
        raise usage("check-file-there", rule=rule)
    home = home_of(folder)
    name = spoken_id(real_path(home).name) or _NAMELESS
    standard = _standard_in(home) or f"{name}-policy"
    new = {
        rule: text_of(rule.as_posix(), standard),
        home / PACK_FILE: new_pack_text(name),
        home / STANDARDS_FILE: new_standards_text(standard),
    }
    written = tuple(path for path in new if path == rule or not is_there(path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rule.unlink(missing_ok=True)
        for path in written:
            _write(path, new[path])
    except OSError as problem:
        raise usage(
            "folder-not-writable", folder=folder, why=problem.strerror or problem
        ) from problem
    return written


def _standard_in(folder: Path) -> str | None:
    """The first policy of its own that a folder names already, if any."""
    try:
        own = read_standards(folder, folder.as_posix())
    except PackError:
        # What is wrong with it is told where it is read.
        return None
    return own[0].id if own else None


def subject_kind(subject: str) -> SubjectKind:
    """Return the kind of subject of that name; raises UsageProblem where there is none."""
    kind = next((one for one in SUBJECTS if one == subject), None)
    if kind is not None:
        return kind
    meant = did_you_mean(subject, SUBJECTS)
    guess = f"did you mean {meant}? " if meant is not None else ""
    raise usage("no-subject-kind", subject=subject, guess=guess, kinds=", ".join(SUBJECTS))


def _write(path: Path, text: str) -> None:
    # "x" refuses a file that came to be there in the meantime.
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


class CommandOutput(Struct, frozen=True):
    """What a command has to show, and whether it did all that was asked."""

    text: str
    notice: str = ""
    complete: bool = True


def begin_check(
    draft: Draft, folder: Path, *, subject: str | None, files: Sequence[Path],
    as_of: datetime.date, replace: bool, screen: Screen,
) -> CommandOutput:  # fmt: skip
    """Write the file of a new check, around its conditions where the draft has some.

    Examples are looked for in ``files`` first, which are read as of a day.

    Raises UsageProblem where it can't be written, PackError where the conditions or the pack
    can't be used, UnreadableFileError where an arrangement can't.
    """
    kind = None if subject is None else subject_kind(subject)
    found: list[Search] = []

    def text_of(path: str, standard: str) -> str:
        if not draft.expect:
            return new_rule_text(draft.id, draft.pitfall, kind or "seat", standard, path)
        vocabulary = _vocabulary_of(folder)
        samples = [sample_of_file(one, as_of=as_of, vocabulary=vocabulary) for one in files]
        whole = structs.replace(draft, subject=kind, path=path, standard=standard)
        text, search = drafted(whole, samples, vocabulary)
        found.append(search)
        return text

    taken = [rule.id for rule in load_built_in().rules]
    written = write_check_files(draft.id, folder, text_of, taken=taken, replace=replace)
    search = found[0] if found else None
    text = render_begun([path.as_posix() for path in written], search, screen)
    return CommandOutput(text, complete=search is None or search.proves)


def found_examples(
    name: str, packs: Sequence[Pack], files: Sequence[Path], as_of: datetime.date, screen: Screen
) -> CommandOutput:
    """Return examples for a check, as they stand in its file, and what they show.

    Raises as :func:`begin_check` does.
    """
    rule, pack = find_check(name, packs)
    samples = tuple(sample_of_file(path, as_of=as_of, vocabulary=rule.vocabulary) for path in files)
    rehearse(pack, [Rehearsal(rule.id, search_for, (samples,))], SECONDS_TO_MUTATE)
    search = search_for(rule, samples)
    shown = render_found(rule.id, search, structs.replace(screen, colour=False))
    return CommandOutput(examples_text(search).lstrip("\n"), shown, search.proves)


def _vocabulary_of(folder: Path) -> Vocabulary:
    """Return what the conditions of a new check may read, with the fields of its pack."""
    home = home_of(folder)
    if not is_file(home / PACK_FILE):
        return BUILT_IN_VOCABULARY
    return read_pack_file(home, home.as_posix())[1]
