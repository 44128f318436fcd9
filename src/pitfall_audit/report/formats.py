"""The formats that an audit's result can be written in: one row for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import ENGLISH, spoken, written_in
from pitfall_audit.report.audiences import AUDIENCES, Audience

__all__ = ["BY_NAME", "FORMATS", "LETTERS", "PLANS", "Format"]


class Format(Struct, frozen=True):
    """A format for files: what it is called, and what writes it."""

    name: str
    """As ``--output`` takes it."""

    suffix: str
    """How the name of a file of this format ends."""

    words: str
    """What such a file is called."""

    does: str
    """What writing it does, in the words of ``--help``."""

    writer: str
    """The function that makes the text of a result, as ``module:function``.

    Its module, and whatever that needs, is loaded only where this format is written.
    """

    private_in_full: bool = False
    """Whether findings on ties and disputes stand in it in full, so that it is not for sharing."""

    by_section: bool = True
    """Whether what is told of them as a number is told for each section of a file by itself."""

    takes: tuple[str, ...] = ()
    """What its writer may be asked besides, as ``questions``: to list them too."""

    audiences: tuple[Audience, ...] = ("working",)
    """For whom it can be made."""

    own_option: bool = False
    """Whether an option of its own writes it, besides ``--output``."""

    translated: bool = False
    """Whether it is for people alone, and can be in other languages than English."""

    is_folder: bool = False
    """Whether it is a folder of files, of which `index.html` leads to all others."""

    needs: tuple[str, str] | None = None
    """A module that is not always installed, and the extra that it comes with."""

    @property
    def lacks(self) -> str | None:
        """The extra that has to be installed before it can be written."""
        return self.needs[1] if self.needs and find_spec(self.needs[0]) is None else None

    @property
    def option(self) -> str:
        """How it is asked for."""
        return f"--{self.name}" if self.own_option else f"--output {self.name}"

    def text_of(self, result: AuditResult, **asked: Any) -> str:
        """Return the text of ``result`` in this format, with what is asked of it that it takes.

        What is private is reduced first, unless it stands in this format in full, and what the
        audience is not to see taken out. It is one of ``audiences``.
        """
        return self.content_of(result, **asked).decode()

    def content_of(self, result: AuditResult, **asked: Any) -> bytes:
        """Return the bytes of a file of this format, as :meth:`text_of` has it.

        Of a folder they are those of all its files.
        """
        if self.is_folder:
            return b"".join(content for _, content in self.files_of(result, **asked))
        return b"".join(self.parts_of(result, **asked))

    def parts_of(self, result: AuditResult, **asked: Any) -> Iterator[bytes]:
        """Make the bytes of a file of this format, one part after another.

        It is in the language of the ``brand``, where one is given and it can be.
        """
        return written_in(self._language(asked), self._parts(result, asked))

    def _parts(self, result: AuditResult, asked: Mapping[str, Any]) -> Iterator[bytes]:
        made = self._written(result, asked)
        for part in [made] if isinstance(made, bytes | str) else made:
            yield part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace")

    def files_of(self, result: AuditResult, **asked: Any) -> Iterator[tuple[str, bytes]]:
        """Make the files of a folder of this format, one after another, each with its name."""
        return written_in(self._language(asked), self._files(result, asked))

    def _files(self, result: AuditResult, asked: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
        for name, made in self._written(result, asked):
            yield name, made.encode("utf-8", "backslashreplace")

    def _language(self, asked: Mapping[str, Any]) -> str:
        return asked["brand"].language if self.translated and "brand" in asked else ENGLISH

    def _written(self, result: AuditResult, asked: Mapping[str, Any]) -> Any:
        audience: Audience = asked.get("audience", "working")
        if audience not in self.audiences:
            raise ValueError(f"{self.name} cannot be made for {audience}")
        if not self.private_in_full:
            from pitfall_audit.report.redaction import redacted  # noqa: PLC0415  # seldom needed

            result = redacted(result, by_section=self.by_section)
        elif audience != "working":
            from pitfall_audit.report.redaction import for_audience  # noqa: PLC0415

            result = for_audience(result, audience)
        if spoken() != ENGLISH:
            from pitfall_audit.report import result_language  # noqa: PLC0415

            result = result_language.in_language(result)
            if asked.get("person"):
                person = result_language.page_in_language(asked["person"], result)
                asked = {**asked, "person": person}
        module, _, function = self.writer.partition(":")
        write = getattr(import_module(f"pitfall_audit.report.{module}"), function)
        return write(result, **{name: asked[name] for name in self.takes if name in asked})


FORMATS: Final = (
    Format("html", ".html", "HTML report", "Write the report as one HTML page",
            "own_templates:html_parts", private_in_full=True, takes=("audience", "brand", "person"),
            audiences=AUDIENCES, own_option=True, translated=True),
    Format("html-dir", "", "HTML pages",
            "Write the report as a folder of linked pages, one for each arrangement",
            "own_templates:to_pages", private_in_full=True, takes=("audience", "brand"),
            audiences=("working", "board", "public", "easy-read"), own_option=True,
            is_folder=True, translated=True),
    Format("docx", ".docx", "Word document",
            "Write the report for a word processor (needs the extra `documents`)",
            "word:to_docx", private_in_full=True, takes=("audience", "brand", "person"),
            audiences=("working", "board", "public", "person"), own_option=True,
            needs=("docx", "documents"), translated=True),
    Format("pdf", ".pdf", "PDF", "Write the report as a PDF (needs the extra `pdf` and a browser)",
            "pdf:to_pdf", private_in_full=True, takes=("audience", "brand", "person"),
            audiences=AUDIENCES, own_option=True, needs=("playwright", "pdf"), translated=True),
    Format("json", ".json", "JSON result", "Write the result for other programs",
            "result_json:json_parts", private_in_full=True, audiences=("working", "public"),
            own_option=True),
    Format("text", ".txt", "text report", "the report as it is on screen, whole",
            "terminal:to_text", private_in_full=True),
    Format("concise", ".log", "list of findings",
            "a line for each finding, beginning with its place", "lines:to_concise",
            takes=("questions",)),
    Format("jsonl", ".jsonl", "list of findings as JSON lines", "a JSON object on each line",
            "lines:to_jsonl", takes=("questions",)),
    Format("csv", ".csv", "table of findings", "a table for spreadsheets", "lines:to_csv",
            takes=("questions",)),
    Format("sarif", ".sarif", "SARIF log", "for code scanning and editors", "sarif:to_sarif",
            takes=("questions",)),
    Format("junit", ".xml", "JUnit report", "each check as a test case", "junit:to_junit"),
    Format("github", ".txt", "list of annotations",
            "annotations on a pull request, and a summary of the job", "lines:to_github",
            takes=("questions",)),
    Format("gitlab", ".json", "Code Quality report", "a Code Quality report", "lines:to_gitlab",
            takes=("questions",)),
    Format("markdown", ".md", "Markdown summary", "a comment for a merge request",
            "markdown:to_markdown", takes=("questions",)),
)  # fmt: skip

BY_NAME: Final = {form.name: form for form in FORMATS}

LETTERS: Final = (
    Format("html", ".html", "Sheets of questions",
            "Write the sheets as one HTML page, to print or to send", "letters_pages:to_html",
            private_in_full=True, own_option=True, takes=("who",), translated=True),
    Format("markdown", ".md", "Sheets of questions", "Write the sheets as Markdown",
            "letters_pages:to_markdown", private_in_full=True, own_option=True, takes=("who",),
            translated=True),
    Format("docx", ".docx", "Sheets of questions",
            "Write the sheets for a word processor (needs the extra `documents`)",
            "word:sheets_to_docx", private_in_full=True, own_option=True, takes=("who",),
            translated=True, needs=("docx", "documents")),
    Format("csv", ".csv", "Sheets of questions",
            "Write the sheets as CSV, to be filled in and read again", "letters_table:to_csv",
            private_in_full=True, own_option=True, takes=("who",), translated=True),
    Format("xlsx", ".xlsx", "Sheets of questions",
            "Write the sheets as a workbook, to be filled in and read again (needs the extra "
            "`xlsx`)", "letters_table:to_xlsx", private_in_full=True, own_option=True,
            takes=("who",), translated=True, needs=("openpyxl", "xlsx")),
)  # fmt: skip
"""What the questions of a result can be written as, for those who would know the answers."""

PLANS: Final = (
    Format("csv", ".csv", "Plan of action",
            "Write the plan as CSV, which every spreadsheet opens", "plan:to_csv",
            by_section=False, own_option=True, translated=True),
    Format("xlsx", ".xlsx", "Plan of action",
            "Write the plan as a workbook (needs the extra `xlsx`)", "plan:to_xlsx",
            by_section=False, own_option=True, translated=True, needs=("openpyxl", "xlsx")),
)  # fmt: skip
"""What the findings of a result can be written as, for those who see to them."""
