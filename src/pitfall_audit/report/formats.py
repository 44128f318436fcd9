"""The formats that an audit's result can be written in: one row for each."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.audiences import Audience

__all__ = ["BY_NAME", "FORMATS", "LETTERS", "Format"]


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

    takes: tuple[str, ...] = ()
    """What its writer may be asked besides, as ``questions``: to list them too."""

    audiences: tuple[Audience, ...] = ("working",)
    """For whom it can be made."""

    own_option: bool = False
    """Whether an option of its own writes it, besides ``--output``."""

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
        """Return the bytes of a file of this format, as :meth:`text_of` has it."""
        audience: Audience = asked.get("audience", "working")
        if audience not in self.audiences:
            raise ValueError(f"{self.name} cannot be made for {audience}")
        if not self.private_in_full:
            from pitfall_audit.report.redaction import redacted  # noqa: PLC0415  # seldom needed

            result = redacted(result)
        elif audience != "working":
            from pitfall_audit.report.redaction import for_audience  # noqa: PLC0415

            result = for_audience(result, audience)
        module, _, function = self.writer.partition(":")
        write = getattr(import_module(f"pitfall_audit.report.{module}"), function)
        made = write(result, **{name: asked[name] for name in self.takes if name in asked})
        return made if isinstance(made, bytes) else str(made).encode("utf-8", "backslashreplace")


FORMATS: Final = (
    Format(
        name="html",
        suffix=".html",
        words="HTML report",
        does="Write the report as one HTML page",
        writer="html:render_html",
        private_in_full=True,
        takes=("audience",),
        audiences=("working", "board"),
        own_option=True,
    ),
    Format(
        name="json",
        suffix=".json",
        words="JSON result",
        does="Write the result for other programs",
        writer="result_json:to_json",
        private_in_full=True,
        own_option=True,
    ),
    Format(
        name="text",
        suffix=".txt",
        words="text report",
        does="the report as it is on screen, whole",
        writer="terminal:to_text",
        private_in_full=True,
    ),
    Format(
        name="concise",
        suffix=".log",
        words="list of findings",
        does="a line for each finding, beginning with its place",
        writer="lines:to_concise",
        takes=("questions",),
    ),
    Format(
        name="jsonl",
        suffix=".jsonl",
        words="list of findings as JSON lines",
        does="a JSON object on each line",
        writer="lines:to_jsonl",
        takes=("questions",),
    ),
    Format(
        name="csv",
        suffix=".csv",
        words="table of findings",
        does="a table for spreadsheets",
        writer="lines:to_csv",
        takes=("questions",),
    ),
    Format(
        name="sarif",
        suffix=".sarif",
        words="SARIF log",
        does="for code scanning and editors",
        writer="sarif:to_sarif",
        takes=("questions",),
    ),
    Format(
        name="junit",
        suffix=".xml",
        words="JUnit report",
        does="each check as a test case",
        writer="junit:to_junit",
    ),
    Format(
        name="github",
        suffix=".txt",
        words="list of annotations",
        does="annotations on a pull request, and a summary of the job",
        writer="lines:to_github",
        takes=("questions",),
    ),
    Format(
        name="gitlab",
        suffix=".json",
        words="Code Quality report",
        does="a Code Quality report",
        writer="lines:to_gitlab",
        takes=("questions",),
    ),
    Format(
        name="markdown",
        suffix=".md",
        words="Markdown summary",
        does="a comment for a merge request",
        writer="markdown:to_markdown",
        takes=("questions",),
    ),
)

BY_NAME: Final = {form.name: form for form in FORMATS}

LETTERS: Final = (
    Format(
        name="html",
        suffix=".html",
        words="Sheets of questions",
        does="Write the sheets as one HTML page, to print or to send",
        writer="letters_pages:to_html",
        private_in_full=True,
        own_option=True,
        takes=("who",),
    ),
    Format(
        name="markdown",
        suffix=".md",
        words="Sheets of questions",
        does="Write the sheets as Markdown",
        writer="letters_pages:to_markdown",
        private_in_full=True,
        own_option=True,
        takes=("who",),
    ),
    Format(
        name="docx",
        suffix=".docx",
        words="Sheets of questions",
        does="Write the sheets for a word processor (needs the extra `documents`)",
        writer="letters_docx:to_docx",
        private_in_full=True,
        own_option=True,
        takes=("who",),
        needs=("docx", "documents"),
    ),
)
"""What the questions of a result can be written as, for those who would know the answers."""
