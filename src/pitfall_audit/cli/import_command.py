"""The command ``import``: people, roles and ties out of lists, into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitfall_audit.cli.answered_files import AnsweredFile
from pitfall_audit.cli.command_classes import GivenPath, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.output_options import STANDARD_OUTPUT
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UnreadableFileError, UsageProblem
from pitfall_audit.report.screen import safe_line
from pitfall_audit.yaml.disk import is_there, real_path

if TYPE_CHECKING:
    from pitfall_audit.editing.asking import Asker
    from pitfall_audit.editing.importing import Import
    from pitfall_audit.editing.roster import Sheet
    from pitfall_audit.yaml.reading import Document

__all__ = ["import_lists"]

_KEY_HEAD = "# Who is who. Keep this apart from what it is the key to, and with fewer people.\n"


@documented("import", "Take people, roles and ties out of lists.", exit_codes=True)
@click.argument("lists", metavar="FILE...", nargs=-1, required=True, type=GivenPath())
@click.option("--output", "file", metavar="FILE", type=GivenPath())
@click.option("--ties", "ties_file", metavar="FILE", type=GivenPath())
@click.option("--key", "key_file", metavar="FILE", type=GivenPath())
@click.pass_obj
def import_lists(
    services: Services,
    /,
    *,
    lists: tuple[Path, ...],
    file: Path | None,
    ties_file: Path | None,
    key_file: Path | None,
) -> ExitCode:
    """Take people, roles and ties out of lists of members and registers of interests.

    A FILE is CSV, a workbook (.xlsx), JSON or YAML. Its columns are known by their names, and what
    was understood is shown first. Names of people are never written: each has an id in their
    place. What can't be placed is listed, and nothing is guessed. In a file that is there
    everything stays as it is, and what is new is added; as it was, it is kept beside it. At a
    terminal you are asked what columns hold that are not understood, and before anything is
    written. Where no column is understood, the exit code is 2.
    """
    from pitfall_audit.editing.asking import BackError, StopError
    from pitfall_audit.editing.importing import imported
    from pitfall_audit.editing.shown import render_imported, render_understood

    _refuse_files_that_collide(lists, file=file, ties=ties_file, key=key_file)
    asker = services.asker()
    target = _target(file)
    if ties_file is not None:
        target.ties = _ties_target(ties_file, target.data()["id"])
    key = _known(key_file)
    screen = services.screen()
    tell = write_notice if file is None else write_result
    try:
        sheets = _sheets(lists, asker)
        tell(render_understood(sheets, screen))
        _refuse_not_understood(sheets)
        result = imported(sheets, target.data(), key)
        tell("\n" + render_imported(result, screen, keyed=key_file is not None))
        if asker is not None:
            asker.choose("Write this?", [("yes", "Yes")])
    except (BackError, StopError) as stop:
        write_notice("Nothing was written.")
        interrupted = isinstance(stop, StopError) and stop.interrupted
        return ExitCode.INTERRUPTED if interrupted else ExitCode.COMPLETE
    _write(result, target, key, key_file)
    return ExitCode.COMPLETE


def _refuse_files_that_collide(lists: Sequence[Path], **written: Path | None) -> None:
    """Raise UsageProblem where something would be written over what is read, or written too."""
    taken = {real_path(one) for one in lists}
    for name, path in written.items():
        if path is None:
            continue
        if real_path(path) in taken:
            raise UsageProblem(
                f"--{'output' if name == 'file' else name} would write over {path}",
                "give each a file of its own",
            )
        taken.add(real_path(path))


def _target(file: Path | None) -> AnsweredFile:
    """The file to add to; where it is new, or standard output, one that only begins.

    Raises UnreadableFileError where it is there and is not valid.
    """
    from pitfall_audit.engagement.message_words import slug
    from pitfall_audit.engagement.validation import validate

    id_ = slug(file.stem if file is not None else "").lstrip("0123456789-") or "arrangement"
    title = id_.replace("-", " ").capitalize()
    begun = f"version: 1\nid: {id_}\ntitle: {title}\n"
    target = _added_to(STANDARD_OUTPUT if file is None else file, begun)
    if problems := validate(_document(target))[1]:
        raise UnreadableFileError(problems)
    return target


def _ties_target(file: Path, id_: str) -> AnsweredFile:
    """The file of the ties of an engagement, as :func:`_target`."""
    from pitfall_audit.engagement.validation import validate_ties

    target = _added_to(file, f"version: 1\nengagement: {id_}\n")
    if problems := validate_ties(_document(target))[1]:
        raise UnreadableFileError(problems)
    if target.data().get("engagement", id_) != id_:
        raise UsageProblem(f"{file} holds ties of another arrangement", "name another file")
    return target


def _added_to(file: Path, begun: str) -> AnsweredFile:
    is_new = file is STANDARD_OUTPUT or not is_there(file)
    return AnsweredFile(file, begun=begun if is_new else None)


def _document(target: AnsweredFile) -> Document:
    from pitfall_audit.yaml.reading import Document, read_text

    document = read_text(target.text, target.file.as_posix())
    if not isinstance(document, Document):
        raise UnreadableFileError(document)
    return document


def _known(key_file: Path | None) -> dict[str, str]:
    """The names that are known, by id; raises UnreadableFileError and UsageProblem."""
    document = _key_document(key_file)
    if document is not None and not all(isinstance(name, str) for name in document.data.values()):
        raise UsageProblem(
            f"{key_file} does not hold ids with names", "name the file that --key wrote before"
        )
    return {} if document is None else document.data


def _key_document(key_file: Path | None) -> Document | None:
    from pitfall_audit.yaml.reading import Document, read_file

    if key_file is None or not is_there(key_file):
        return None
    document = read_file(key_file, key_file.as_posix())
    if not isinstance(document, Document):
        raise UnreadableFileError(document)
    return document


def _sheets(lists: Sequence[Path], asker: Asker | None) -> list[Sheet]:
    """The lists with their columns; at a terminal those are asked for that are not understood."""
    from pitfall_audit.editing.roster import sheet_of
    from pitfall_audit.editing.roster_words import words
    from pitfall_audit.editing.tables import read_tables

    tables = [table for one in lists for table in read_tables(one, one.as_posix())]
    if asker is None:
        return [sheet_of(table, {}) for table in tables]
    kinds = [(kind, f"{kind}: {one['writes']}") for kind, one in words()["columns"].items()]
    chosen: dict[str, str] = {}
    for table in tables:
        for name, kind in sheet_of(table, {}).columns:
            if name and not kind and name not in chosen:
                chosen[name] = asker.choose(
                    f"{table.name}: what does the column “{name}” hold?",
                    [("", "Something else: leave it out"), *kinds],
                )
    return [sheet_of(table, chosen) for table in tables]


def _refuse_not_understood(sheets: Sequence[Sheet]) -> None:
    """Raise UsageProblem where of some list no column was understood."""
    understood = {sheet.table.file for sheet in sheets if sheet.is_understood}
    missing = dict.fromkeys(
        sheet.table.file for sheet in sheets if sheet.table.file not in understood
    )
    if missing:
        raise UsageProblem(
            f"no column that names people or roles was understood in {', '.join(missing)}",
            "name the columns in one row, as in: Name, Role, Committee, Term start, Interests",
        )


def _write(
    result: Import, target: AnsweredFile, key: Mapping[str, str], key_file: Path | None
) -> None:
    """Write who is who, and then the files; nothing where one of them would not be valid."""
    from pitfall_audit.cli.whole_files import write_whole

    new = target.holding(result.answers)
    if key_file is not None and result.key != key:
        write_whole(key_file, _key_text(result.key, key_file).encode("utf-8"), private=True)
        write_notice(f"Who is who is kept in {safe_line(str(key_file))}, which only you may read.")
    for one, text in new:
        if one.file is STANDARD_OUTPUT:
            write_result(text)
            continue
        shown, was_there = safe_line(str(one.file)), not one.is_new
        one.put(text)
        if was_there and one.backup is None:
            write_notice(f"Nothing was written: {shown} is as it was.")
            continue
        kept = f"; as it was, it is in {one.backup.name}" if one.backup is not None else ""
        write_notice(f"Written to {shown}{kept}.")
    if target.file is not STANDARD_OUTPUT:
        with_ties = f" --ties {target.ties.file}" if target.ties is not None else ""
        command = f"pitfall-audit check {target.file}{with_ties}"
        write_notice(f"To see what it says: {safe_line(command)}")


def _key_text(key: Mapping[str, str], key_file: Path) -> str:
    """The text of a file of who is who, in which what stands there stays as it is."""
    from pitfall_audit.editing.splice import spliced
    from pitfall_audit.yaml.writing import as_flow

    document = _key_document(key_file)
    if document is None:
        return _KEY_HEAD + "".join(f"{id_}: {as_flow(name)}\n" for id_, name in key.items())
    for id_, name in key.items():
        if id_ not in document.data:
            splice = spliced(document, (id_,), name)
            if splice is None:
                raise UsageProblem(f"{key_file} can't be added to", "name another file with --key")
            document = splice.result
    return document.positions.source.text
