"""Files into which answers are written: what they hold, and what they held before."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pitfall_audit.errors import UnreadableFileError, UnusableAnswerError, UsageProblem

if TYPE_CHECKING:
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.engagement.model import Engagement

__all__ = ["AnsweredFile", "engagement_in", "explained", "is_tie", "ties_of"]

_File = TypeVar("_File", bound="AnsweredFile")


def explained(error: UnusableAnswerError) -> str:
    """What keeps answers from being written, in words."""
    from pitfall_audit.report.screen import Screen
    from pitfall_audit.report.terminal import render_problems

    return render_problems(error.problems, Screen(80, colour=False, unicode=True))


class AnsweredFile:
    """A file into which answers are written: its text now and before, and where that is kept.

    What it was is not kept where there is nothing to ``keep``, as of a new file. Ties are written
    into ``ties``, where they are kept apart. What is ``begun`` is a new file, which is not there
    yet. Raises UnreadableFileError where it can't be read.
    """

    explain = staticmethod(explained)

    def __init__(
        self,
        file: Path,
        *,
        keep: bool = True,
        ties: AnsweredFile | None = None,
        begun: str | None = None,
    ) -> None:
        self.file, self.keep, self.ties = file, keep, ties
        self.is_new = begun is not None
        self.before = self.text = _text(file) if begun is None else begun
        self.backup: Path | None = None

    @property
    def ties_name(self) -> str:
        """The name of the file of ties, as places have it; "" where there is none."""
        from pitfall_audit.yaml.disk import shown_name

        return "" if self.ties is None else shown_name(self.ties.file, Path.cwd())

    @property
    def changed(self) -> list[AnsweredFile]:
        """Those of the files that were written to."""
        return [one for one in (self, self.ties) if one is not None and one.text != one.before]

    def data(self) -> dict[str, Any]:
        """The data that the file holds now, and that of its ties."""
        from pitfall_audit.engagement.message_words import PRIVATE
        from pitfall_audit.yaml.reading import Document, read_text

        document = read_text(self.text, self.file.as_posix())
        data = document.data if isinstance(document, Document) else {}
        if self.ties is None:
            return data
        ties = {section: self.ties.data().get(section) for section in PRIVATE}
        return {**data, **ties}

    def write(self, answers: Sequence[Answer]) -> str:
        """Write answers, and return the lines that differ.

        Raises UnusableAnswerError where they can't be written, and UsageProblem where the file
        can't be, or somebody else has written to it meanwhile.
        """
        from pitfall_audit.editing.shown import changed_lines

        new = self.holding(answers)
        lines = [changed_lines(one.text, text) for one, text in new]
        for one, text in new:
            one.put(text)
        return "\n".join(filter(None, lines))

    def holding(self, answers: Sequence[Answer]) -> list[tuple[AnsweredFile, str]]:
        """The files, each with its text as it would be with some answers in it.

        Raises UnusableAnswerError where they can't be written.
        """
        from pitfall_audit.editing.answering import with_answers

        if not answers:
            return [(one, one.text) for one in (self, self.ties) if one is not None]
        own = [one for one in answers if self.ties is None or not is_tie(one)]
        new: list[tuple[AnsweredFile, str]] = [
            (self, with_answers(self.text, self.file.as_posix(), own))
        ]
        if self.ties is not None:
            apart = [one for one in answers if is_tie(one)]
            name, whose = self.ties.file.as_posix(), engagement_in(new[0][1])
            new.append((self.ties, with_answers(self.ties.text, name, apart, whose)))
        return new

    def put(self, new: str) -> None:
        """Write a text in place of what the file holds; raises UsageProblem, as `write`."""
        from pitfall_audit.cli.whole_files import write_whole

        old = self.text
        if self.is_new:
            write_whole(self.file, new.encode("utf-8"))
            self.text, self.is_new = new, False
            return
        if _text(self.file) != old:
            raise UsageProblem(
                f"{self.file} was changed by somebody else in the meantime.",
                "Run the command again: it reads what the file holds now.",
            )
        if new == old:
            return
        backup = _free_name(self.file) if self.keep and self.backup is None else None
        try:
            if backup is not None:
                write_whole(backup, old.encode("utf-8"), like=self.file)
            write_whole(self.file, new.encode("utf-8"))
        except OSError as trouble:
            if backup is not None:
                backup.unlink(missing_ok=True)
            raise UsageProblem(
                f"{self.file} can't be written to: {trouble.strerror}.",
                "Put that right, and run the command again. The file is as it was.",
            ) from trouble
        self.text, self.backup = new, self.backup or backup


def ties_of(ids: Container[Any], files: Iterable[_File]) -> _File | None:
    """The one of some files of ties that is of an engagement, or names none; None for none."""
    named = ((one, one.data().get("engagement")) for one in files)
    return next((one for one, whose in named if whose is None or whose in ids), None)


def is_tie(answer: Answer) -> bool:
    """Whether an answer is about ties, and so stands in the file of them where there is one."""
    from pitfall_audit.engagement.message_words import PRIVATE

    return answer.place.partition(".")[0].partition("[")[0] in PRIVATE


def engagement_in(text: str) -> Engagement | None:
    """The engagement that a text describes; None where it is not valid."""
    from pitfall_audit.engagement.validation import validate
    from pitfall_audit.yaml.reading import Document, read_text

    document = read_text(text, "")
    return validate(document)[0] if isinstance(document, Document) else None


def _text(file: Path) -> str:
    from pitfall_audit.yaml.reading import read_source

    source = read_source(file, file.as_posix())
    if not isinstance(source, str):
        raise UnreadableFileError(source)
    return source


def _free_name(file: Path) -> Path:
    """A name beside a file for what it was, that nothing has yet."""
    from pitfall_audit.yaml.disk import is_there

    names = (f"{file.name}{number}.bak" for number in ("", *(f".{n}" for n in range(2, 1000))))
    for name in names:
        if not is_there(file.with_name(name)):
            return file.with_name(name)
    raise UsageProblem(
        f"{file} has a thousand backups beside it.", "Take away those that end in .bak."
    )
