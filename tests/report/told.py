"""What a reader is told in each format."""

from io import BytesIO

from docx import Document

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import Format


def told_in(form: Format, result: AuditResult) -> str:
    """The text of a result in a format; of a Word document, what its paragraphs say."""
    content = form.content_of(result)
    if form.name != "docx":
        return content.decode()
    said = Document(BytesIO(content)).element.body.xpath(".//w:p")
    return "\n".join("".join(one.itertext()) for one in said)
