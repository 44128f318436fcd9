"""What a reader is told in each format."""

from io import BytesIO
from typing import Any

from docx import Document

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import BY_NAME, Format


def told_in(form: Format, result: AuditResult, **asked: Any) -> str:
    """The text of a result in a format; of a Word document, what its paragraphs say.

    Of a PDF it is that of the page which is printed, so that no browser is needed.
    """
    content = BY_NAME["html" if form.name == "pdf" else form.name].content_of(result, **asked)
    if form.name != "docx":
        return content.decode()
    said = Document(BytesIO(content)).element.body.xpath(".//w:p")
    return "\n".join("".join(one.itertext()) for one in said)
