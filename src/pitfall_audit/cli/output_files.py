"""Reports as files: what they may not take the place of, and writing them whole or not at all."""

from __future__ import annotations

import errno
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pitfall_audit.cli.output_options import AUTO, STANDARD_OUTPUT
from pitfall_audit.cli.page_folders import INDEX, refuse_folder_of_others, write_folder
from pitfall_audit.cli.streams import OutputGoneError, write_notice, write_result_bytes
from pitfall_audit.cli.whole_files import write_whole
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.formats import BY_NAME, FORMATS, Format
from pitfall_audit.report.screen import CannotRunError, Fault, safe_line
from pitfall_audit.rules.form.prose import joined
from pitfall_audit.yaml.disk import is_file, is_folder, real_path

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult
    from pitfall_audit.report.brand import Brand

__all__ = [
    "Output", "Papers", "append_summary", "outputs_wanted", "refuse_outputs_that_collide",
    "write_reports",
]  # fmt: skip

_OF_GITLAB: Final = Path("gl-code-quality-report.json")
_ALSO_STANDARD_OUTPUT: Final = re.compile(r"/dev/(stdout|fd/1)|/proc/self/fd/1")
_SLOW_TO_OPEN: Final = 5_000_000
"""How many bytes one page may have before a folder of pages is proposed in its place."""
_IN_MEMORY: Final = 1_000_000
"""How many bytes of a report are held in memory before it goes to standard output."""
_READ_BY_OTHERS: Final = frozenset({".yaml", ".yml", ".toml"})
"""How the names of arrangements, ties, checks and settings end."""

_WHY_NOT: Final = {
    "docx": "could not show its pictures",
    "html-dir": "has a page for each arrangement",
}
"""Why some formats can't be made for an audience, other than that they leave nothing out."""

Output = tuple[Format, Path]


def outputs_wanted(
    files: Mapping[str, Path | None],
    outputs: Sequence[tuple[str, Path]] = (),
    environment: Mapping[str, str] | None = None,
    formats: Mapping[str, Format] = BY_NAME,
) -> list[Output]:
    """The reports that are asked for, each with its file; standard output has one name.

    ``auto`` is what the service that runs the job shows, and elsewhere the text. Raises
    UsageProblem where one needs what is not installed.
    """
    own = [(name.replace("_", "-"), file) for name, file in files.items() if file is not None]
    found = []
    for name, given in (*own, *outputs):
        file = STANDARD_OUTPUT if _ALSO_STANDARD_OUTPUT.fullmatch(str(given)) else given
        if name != AUTO:
            found.append((formats[name], file))
        elif (environment or {}).get("GITHUB_ACTIONS") == "true":
            found.append((BY_NAME["github"], file))
        elif (environment or {}).get("GITLAB_CI") == "true":
            # GitLab reads a file alone, and looks nowhere but where it is told.
            found.append((BY_NAME["gitlab"], _OF_GITLAB if file == STANDARD_OUTPUT else file))
        else:
            found.append((BY_NAME["text"], file))
    for form, file in found:
        if form.is_folder and file == STANDARD_OUTPUT:
            raise UsageProblem(
                f"{form.option} writes a folder, which does not go to standard output",
                f"name a folder for it, as in {form.option} report",
            )
        if form.lacks:
            raise UsageProblem(
                f"{form.option} needs what is not installed here",
                f"install it, as with pip install 'pitfall-audit[{form.lacks}]'",
            )
    return found


class Papers:
    """The reports that are asked for: in which formats, to which files, for whom.

    It is made of what the options give that :func:`~output_options.format_options` gives a command;
    ``otherwise`` is written where nothing else is asked for. Raises UsageProblem where one needs
    what is not installed, or can't be made for whom it is.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        otherwise: Sequence[Output] = (),
        *,
        outputs: Sequence[tuple[str, Path]],
        audience: Audience,
        person: str | None,
        split: str | None,
        questions: bool,
        **files: Path | None,
    ) -> None:
        self.outputs = outputs_wanted(files, outputs, environment) or [*otherwise]
        self.questions = questions
        self._audience, self._person, self._split = audience, person, split
        _refuse_what_is_not_for(audience, self.outputs, person, split)

    def refuse_over(self, inputs: Sequence[Path]) -> None:
        """Raise UsageProblem where a report would be written over another, or over ``inputs``."""
        # What is split goes by other names, that are known only once all is read.
        refuse_outputs_that_collide([] if self._split else self.outputs, inputs)

    def write(
        self, result: AuditResult, whole: AuditResult, brand: Brand, inputs: Sequence[Path]
    ) -> None:
        """Write them of a ``result``, as :func:`write_reports`; what one person is told, of all."""
        from pitfall_audit.cli.stored import page_on

        write_reports(
            result,
            self.outputs,
            split=self._split,
            inputs=inputs,
            questions=self.questions,
            audience=self._audience,
            brand=brand,
            person=page_on(self._person, whole),
        )


def _refuse_what_is_not_for(
    audience: Audience,
    outputs: Sequence[Output],
    person: str | None = None,
    split: str | None = None,
) -> None:
    """Raise UsageProblem where a format can't be made for an audience, or none is asked for.

    A page for one person is for ``person``, and nothing else is.
    """
    if split and (audience == "person" or not outputs):
        raise UsageProblem(
            "--split is for files on several people, and none is asked for",
            "name one, as in --html report.html, for another audience than a person",
        )
    if split and any(path == STANDARD_OUTPUT for _, path in outputs):
        raise UsageProblem(
            "--split writes several files, and standard output is one", "name a file instead"
        )
    if split and not all(path.name for _, path in outputs):
        raise UsageProblem(
            "--split adds to a name, and one of the files or folders has none",
            "name it, as in --html report.html",
        )
    if (audience == "person") != (person is not None):
        raise UsageProblem(
            "--audience person and --person ID go together",
            "write both, as in --audience person --person asha --html asha.html",
        )
    able = joined([form.option for form in FORMATS if audience in form.audiences], "or")
    for form, _ in outputs:
        if audience not in form.audiences:
            why = _WHY_NOT.get(form.name, "has everything in it")
            raise UsageProblem(
                f"{form.option} {why}, and cannot be made for --audience {audience}",
                f"write it in a run of its own; --audience {audience} is for {able}",
            )
    if audience != "working" and not outputs:
        raise UsageProblem(
            f"--audience {audience} is for a paper, and none is asked for",
            f"name a file for it, as in --html {audience}.html",
        )


def refuse_outputs_that_collide(outputs: Sequence[Output], inputs: Sequence[Path]) -> None:
    """Raise UsageProblem where writing a report would cost another, or what is read.

    That is what ``inputs`` name, and each file that is there and whose name ends as those of
    arrangements, checks and settings do: a folder that is audited may hold any of them.
    """
    taken: dict[Path, Format] = {}
    read = set(map(_true, inputs))
    for form, output in outputs:
        real = _true(output)
        if real in taken:
            raise UsageProblem(
                f"{taken[real].option} and {form.option} both write to {output}",
                "give each a file of its own",
            )
        taken[real] = form
        if form.is_folder:
            refuse_folder_of_others(form.option, output)
        is_source = real.suffix.lower() in _READ_BY_OTHERS and is_file(real)
        if is_source or real in read:
            raise UsageProblem(
                f"{form.option} would write over {output}, which is to be read",
                f"give {form.option} another file, such as report{form.suffix}",
            )


def _true(path: Path) -> Path:
    """Where a path leads; standard output has one name."""
    return path if path == STANDARD_OUTPUT else real_path(path)


def append_summary(result: AuditResult, file: Path, *, questions: bool = False) -> None:
    """Add the Markdown summary to the one of a job on GitHub; raises OSError."""
    text = BY_NAME["markdown"].text_of(result, questions=questions)
    with file.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as summary:
        summary.write(text)


def write_reports(
    result: AuditResult,
    outputs: Sequence[Output],
    *,
    split: str | None = None,
    inputs: Sequence[Path] = (),
    **asked: Any,
) -> None:
    """Write what was asked for, standard output last; with what is ``asked`` of a format.

    With ``split`` there is one of each for each organisation. Raises CannotRunError, once all were
    tried, if a file was not written, OutputGoneError, and UsageProblem where one of the ``inputs``
    would be written over, or one report over another.
    """
    faults: list[Fault] = []
    parts = _split(result, outputs) if split else [(result, one) for one in outputs]
    refuse_outputs_that_collide([one for _, one in parts], inputs)
    for part, (form, path) in sorted(parts, key=lambda one: one[1][1] == STANDARD_OUTPUT):
        try:
            _write_report(form, path, part, asked)
        except OutputGoneError:
            if not faults:
                raise
        except OSError as problem:
            faults.append(_unwritten(form, path, problem))
    if faults:
        raise CannotRunError(*faults)


def _split(result: AuditResult, outputs: Sequence[Output]) -> list[tuple[AuditResult, Output]]:
    from pitfall_audit.report.portions import by_organisation, distinct_names

    parts = by_organisation(result)
    names = distinct_names(parts, "no-organisation")
    return [
        (part, (form, path.with_name(f"{path.stem}-{name}{path.suffix}")))
        for form, path in outputs
        for name, part in zip(names, parts.values(), strict=True)
    ]


def _write_report(form: Format, path: Path, result: AuditResult, asked: Mapping[str, Any]) -> None:
    shown = safe_line(str(path))
    if form.is_folder:
        number = write_folder(path, form.files_of(result, **asked))
        index = safe_line(str(path / INDEX))
        write_notice(f"{number} {form.words} written to {shown}: begin with {index}")
        return
    parts = form.parts_of(result, **asked)
    if path == STANDARD_OUTPUT:
        # Nobody is to take a part for the whole: it goes out once all of it is made.
        # What rests on ties kept apart stays in memory.
        with tempfile.SpooledTemporaryFile(0 if result.ties_files else _IN_MEMORY) as made:
            made.writelines(parts)
            made.seek(0)
            while part := made.read(_IN_MEMORY):
                write_result_bytes(part)
        return
    size = write_whole(path, parts)
    write_notice(f"{form.words} written to {shown}")
    if form is BY_NAME["html"] and size > _SLOW_TO_OPEN and len(result.engagements) > 1:
        write_notice(
            f"It is {size / 1_000_000:.0f} MB, which browsers are slow to open: "
            f"{BY_NAME['html-dir'].option} writes a page for each arrangement instead."
        )


def _unwritten(form: Format, path: Path, problem: OSError) -> Fault:
    cause, advice = problem.strerror or str(problem), "put that right, or name another file"
    if isinstance(problem, IsADirectoryError):
        cause, advice = "that is a folder", f"name a file, such as {path / f'report{form.suffix}'}"
    elif problem.errno == errno.ENXIO:
        cause, advice = "it is a pipe, and nobody reads from it", "begin what reads from it first"
    elif isinstance(problem, PermissionError) and is_file(path):
        cause = "it is marked as read-only, or belongs to somebody else"
        advice = "name another file, or let whoever keeps this one make it writable"
    elif isinstance(problem, PermissionError):
        cause, advice = "you may not write there", "name a file in a folder that is yours"
    elif isinstance(problem, FileNotFoundError) and not is_folder(real_path(path).parent):
        cause = f"there is no folder {path.parent}"
        advice = f"make the folder {path.parent} first, or name another file"
    return Fault(
        what=f"The {form.words} could not be written.", where=str(path), cause=cause, help=advice
    )
