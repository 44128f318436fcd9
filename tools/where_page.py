"""The page of what documents say, and where each is written."""

from __future__ import annotations

from tools.markdown import GENERATED, anchor, code, lines_of, table

from pitfall_audit.workbench.where_page import IDS, SECTIONS
from pitfall_audit.workbench.where_search import Phrase, phrases_by_subject

__all__ = ["subject_links", "where_page"]


def where_page() -> str:
    """All phrases, by subject."""
    subjects = phrases_by_subject()
    number = sum(len(subject.phrases) for subject in subjects)
    blocks = [
        GENERATED,
        "# Your document says …",
        f"{number} things that terms of reference, policies, plans and pages say, and where each "
        "is written in an engagement file. To look for one: "
        '`pitfall-audit where "expenses are paid in advance"`. '
        "[From a document](from-a-document.md) goes through a whole one, sentence by sentence; "
        "[the engagement file](engagement-file.md) has every field.",
        f"{IDS} {SECTIONS} A field is named by the way to it: `roles[].term` is `term` in an entry "
        "of `roles`.",
        subject_links(""),
    ]
    for subject in subjects:
        blocks += [
            f"## {subject.title}",
            table(
                ("your document says", "write", "the field, and what else to look out for"),
                (_row(phrase) for phrase in subject.phrases),
            ),
        ]
    return lines_of(*blocks)


def subject_links(page: str) -> str:
    """A list of the subjects, each a link to its part of a page; "" is the page itself."""
    return "\n".join(
        f"- [{subject.title}]({page}#{anchor(subject.title)})" for subject in phrases_by_subject()
    )


def _row(phrase: Phrase) -> tuple[str, str, str]:
    return (
        "<br>".join(f"“{one}”" for one in phrase.says),
        "<br>".join(code(section) for section in phrase.sections),
        "<br>".join([code(phrase.place), *([phrase.advice] if phrase.advice else [])]),
    )
