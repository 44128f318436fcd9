"""Writes the file of a new check, and of its pack, and never over anything that is there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.report.faults import COULD_NOT_RUN, CannotRunError, Fault, did_you_mean
from pitfall_audit.rules.authoring.new_rule import (
    SUBJECTS,
    new_pack_text,
    new_standards_text,
    spoken_id,
    what_is_wrong_with_id,
)
from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.rules.form.standards import STANDARDS_FILE, read_standards
from pitfall_audit.rules.packs.packs import PACK_FILE

__all__ = ["begin_check", "subject_kind"]

_NAMELESS = "house-rules"
"""What a pack is called whose folder has no name that could be spoken."""


def begin_check(
    check_id: str,
    folder: Path,
    text_of: Callable[[str, str], str],
    *,
    taken: Collection[str],
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write the file of a new check in a folder, and what else a pack has where that is missing.

    ``text_of`` gives its text, for the path at which it will stand and the policy it rests on.
    ``taken`` are the ids that it may not have. ``replace`` puts it in place of one of its name.
    Returns the files that were written. Raises CannotRunError, and leaves everything as it was,
    where that can't be done.
    """
    wrong = what_is_wrong_with_id(check_id)
    if wrong is not None:
        meant = spoken_id(check_id)
        raise _fault(
            f"{check_id} is no id for a check: {wrong}",
            f"write {meant}" if meant is not None else "name the problem, as in expenses-paid-late",
        )
    if check_id in taken:
        raise _fault(
            f"there is a check {check_id} already, which comes with the program",
            f"name yours otherwise, or read that one: pitfall-audit rules show {check_id}",
        )
    rule = folder / f"{check_id}.yaml"
    if rule.is_symlink() or (rule.exists() and not replace):
        raise _fault(
            f"{rule} is there already",
            "go on with it, name the new check otherwise, or begin it afresh with --replace",
        )
    name = spoken_id(folder.resolve().name) or _NAMELESS
    standard = _standard_in(folder) or f"{name}-policy"
    new = {
        rule: text_of(rule.as_posix(), standard),
        folder / PACK_FILE: new_pack_text(name),
        folder / STANDARDS_FILE: new_standards_text(standard),
    }
    written = tuple(path for path in new if path == rule or not path.exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rule.unlink(missing_ok=True)
        for path in written:
            _write(path, new[path])
    except OSError as problem:
        raise _fault(
            f"{folder} can't be written to: {problem.strerror or problem}",
            "name a folder that is yours, with --folder",
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
    """Return the kind of subject of that name; raises CannotRunError where there is none."""
    kind = next((one for one in SUBJECTS if one == subject), None)
    if kind is not None:
        return kind
    meant = did_you_mean(subject, SUBJECTS)
    raise _fault(
        f"--subject: there is no kind of subject {subject}",
        (f"did you mean {meant}? " if meant is not None else "")
        + f"The kinds are {', '.join(SUBJECTS)}",
    )


def _write(path: Path, text: str) -> None:
    # "x" refuses a file that came to be there in the meantime.
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _fault(cause: str, help_: str) -> CannotRunError:
    return CannotRunError(
        Fault(what=COULD_NOT_RUN, where="pitfall-audit rules new", cause=cause, help=help_)
    )
