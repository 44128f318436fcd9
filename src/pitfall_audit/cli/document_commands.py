"""The commands ``read`` and ``where``: what a document says that may matter, and its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UnreadableFileError, UnusableAnswerError, UsageProblem
from pitfall_audit.report.screen import safe_line
from pitfall_audit.yaml.places import Place, Problem

if TYPE_CHECKING:
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.editing.drafts import Draft, Told
    from pitfall_audit.editing.extracting import Extracted
    from pitfall_audit.report.screen import Screen

__all__ = ["read", "where"]

_SECONDS: Final = 120.0
"""How long the sentences of a document are gone through."""
_SMALLER: Final = "Copy what matters into a document of its own."


@documented("read", "Find in a document what may matter.")
@click.argument("document", type=GivenPath())
@click.option("--output", "file", metavar="FILE", type=GivenPath())
@click.option("--review", is_flag=True)
@click.pass_obj
def read(services: Services, /, *, document: Path, file: Path | None, review: bool) -> ExitCode:
    """Find the sentences of DOCUMENT that may matter, and begin a file with them.

    DOCUMENT is .docx, .odt, .pdf, .md or .txt. What speaks of standing, votes, pay, support, terms,
    interests, complaints, promises or dates stands in the draft as it is, with its page and line,
    and below it, as a comment, where it may belong. Nothing is understood, and nothing is stated
    that nobody has confirmed: read the document yourself. Nothing is sent anywhere. Where nothing
    is found, the exit code is 2.
    """
    from pitfall_audit.editing.documents import read_document
    from pitfall_audit.editing.drafts import Draft, reviewed
    from pitfall_audit.engagement.message_words import slug
    from pitfall_audit.yaml.disk import is_there

    asker = services.asker() if review else None
    if review and (asker is None or file is None):
        raise Misuse(
            "--review asks at a terminal, and writes into a file",
            advice="run it at a terminal, and name the file with --output",
        )
    if file is not None and is_there(file):
        raise UsageProblem(
            f"{file} is there already, and nothing in it is written over.", "Name another file."
        )
    read_from = read_document(document, document.as_posix())
    told, sentences = _told(read_from, document.as_posix())
    if not told:
        raise UsageProblem(
            f"none of the {sentences} sentences of {document} speaks of what matters here",
            "is it the right document?",
        )
    heads = [one.text for one in read_from.paragraphs if one.heading]
    title = " ".join((heads[0] if heads else document.stem).split())
    id_ = slug((file or document).stem).lstrip("0123456789-") or "document"
    draft = Draft.begun(id_, title, document.name, told)
    if file is None:
        write_result(draft.text())
        write_notice(_page(document, read_from, told, sentences, services.screen()).rstrip("\n"))
        return ExitCode.COMPLETE
    _write(file, draft)
    write_result(_page(document, read_from, told, sentences, services.screen()))
    interrupted = False
    if asker is not None:
        from pitfall_audit.cli.answered_files import explained

        target = file

        def confirm(answers: Sequence[Answer]) -> str:
            try:
                draft.confirm(target.as_posix(), answers)
            except UnusableAnswerError as error:
                return explained(error)
            return ""

        interrupted = reviewed(asker, draft, confirm, lambda: _write(target, draft))
    write_notice(f"Written to {safe_line(str(file))}. It quotes the document: mind who is named.")
    write_notice(f"To see what it leaves open: pitfall-audit check {safe_line(str(file))}")
    return ExitCode.INTERRUPTED if interrupted else ExitCode.COMPLETE


def _write(file: Path, draft: Draft) -> None:
    from pitfall_audit.cli.whole_files import write_whole

    write_whole(file, draft.text().encode("utf-8"))


def _told(document: Extracted, shown: str) -> tuple[list[Told], int]:
    """What matters of the sentences of a document, each once, and how many sentences it has."""
    from pitfall_audit.editing.documents import sentences_of
    from pitfall_audit.editing.drafts import Told
    from pitfall_audit.workbench.clerk import spoken_of

    sentences = {one.text: one for one in reversed([*sentences_of(document)])}
    told: list[Told] = []
    until = monotonic() + _SECONDS
    for one in reversed(sentences.values()):
        if monotonic() > until:
            message = f"Its sentences could not be gone through within {_SECONDS:.0f} seconds."
            raise UnreadableFileError((Problem("too-long", message, Place(shown), _SMALLER),))
        if (spoken := spoken_of(one.text, one.lead)) is not None:
            of = (spoken.about, spoken.strength, spoken.proposed, spoken.subjects)
            told.append(Told(one.text, one.at, *of))
    return told, len(sentences)


def _page(
    document: Path, read_from: Extracted, told: list[Told], sentences: int, screen: Screen
) -> str:
    """Of what the sentences speak, how often, and what of the document was not read."""
    from pitfall_audit.report.page_templates import page_from

    return page_from(
        "editing/read.txt",
        screen,
        name=document.name,
        told=told,
        sentences=sentences,
        subjects=Counter(title for one in told for title in one.subjects[:1]).most_common(),
        notes=read_from.notes,
    )


@documented("where", "Find the field for what a document says.")
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.pass_obj
def where(services: Services, *, words: tuple[str, ...]) -> ExitCode:
    """Find where something that a document says is written in an engagement file.

    WORDS are a phrase or a sentence, as the document has it. What is nearest comes first: the
    field, what to write, and where two fields seem to fit, which of them to take. It looks
    through an index that comes with the program, and sends nothing anywhere.

    Where nothing is near, the exit code is 2.
    """
    from pitfall_audit.workbench.where_page import where_text

    write_result(where_text(" ".join(words), services.screen()))
    return ExitCode.COMPLETE
