"""The formats that an audit's result can be written in: one row for each."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from msgspec import Struct

from pitfall_audit.engine.result import AuditResult

__all__ = ["FORMATS", "Format"]


class Format(Struct, frozen=True):
    """A format for files: what it is called, and what writes it."""

    name: str
    """As the option is called, without its hyphens."""

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

    private_in_full: bool
    """Whether findings on ties and disputes stand in it in full, so that it is not for sharing."""

    def text_of(self, result: AuditResult) -> str:
        """Return the text of ``result`` in this format."""
        module, _, function = self.writer.partition(":")
        return str(getattr(import_module(module), function)(result))


FORMATS: Final = (
    Format(
        name="html",
        suffix=".html",
        words="HTML report",
        does="Write the report as one HTML page",
        writer="pitfall_audit.report.html:render_html",
        private_in_full=True,
    ),
    Format(
        name="json",
        suffix=".json",
        words="JSON result",
        does="Write the result for other programs",
        writer="pitfall_audit.report.result_json:to_json",
        private_in_full=True,
    ),
)
