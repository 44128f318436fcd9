"""The page of what documents say, and where each is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from tools.markdown import GENERATED, anchor, code, lines_of, table

from pitfall_audit.report.wording import PITFALLS
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.workbench.where_page import IDS, SECTIONS
from pitfall_audit.workbench.where_search import Phrase, phrases_by_subject

CAREFUL_READER = "What a careful reader looks for"
WHAT_IS_GOOD = "What a careful reader calls good"
_ONE_AN_ENTRY = (
    "Read the paper once more with this list, and write each plainly good thing as a sentence of "
    "its own under `done_well`, whether a field says so or not: `done_well: [{text: The chair "
    "answered questions before anybody applied., source: advert}]`. A paper of some length has ten "
    "or more. It is shown under *In place*, once, as said by the papers. Write what is done or "
    "stated, and neither what is hoped for nor a claim about numbers that you could not check."
)
_FIRST_A_FIELD = (
    "Every check that one arrangement can settle. Read the paper once more with this list. What "
    "a field holds, write there: the check then finds it by itself, with its grounds. Where none "
    "holds what you see, write it as one of the `observations` and name the check: "
    "`observations: [{text: Staff come in paid time and members for nothing., check: "
    "unequal-pay}]`. It is then told under that check, as your view. Ties of care between people "
    "never stand there: they have `ties`."
)

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
        f"{subject_links('')}\n- [{CAREFUL_READER}](#{anchor(CAREFUL_READER)})\n"
        f"- [{WHAT_IS_GOOD}](#{anchor(WHAT_IS_GOOD)})",
    ]
    for subject in subjects:
        blocks += [
            f"## {subject.title}",
            table(
                ("your document says", "write", "the field, and what else to look out for"),
                (_row(phrase) for phrase in subject.phrases),
            ),
        ]
    blocks += [f"## {CAREFUL_READER}", _FIRST_A_FIELD]
    blocks.append(table(("is it so?", "`check`", "what lets the check see it"), _looked_for()))
    blocks += [f"## {WHAT_IS_GOOD}", _ONE_AN_ENTRY]
    blocks.append(table(("is it so?", "the fields that state it, too"), _called_good()))
    return lines_of(*blocks)


def _called_good() -> Iterator[tuple[str, str]]:
    """By pitfall, what readers of papers called good, and where a field says so."""
    kinds = yaml.safe_load(Path(__file__).with_name("good_kinds.yaml").read_text("utf-8"))
    for pitfall, rows in kinds.items():
        title = f"**{PITFALLS[pitfall].title}**"
        for what, fields in rows:
            yield f"{title} {what}".strip(), fields
            title = ""


def _looked_for() -> Iterator[tuple[str, str, str]]:
    """By pitfall, what the checks look for that one arrangement can settle, and anybody may read.

    Of where to write what a check reads, that is what comes first.
    """
    for pitfall, about in PITFALLS.items():
        title = f"**{about.title}**"
        for rule in load_built_in().rules:
            logic = rule.logic
            if (logic.pitfall, logic.scope, logic.private) != (pitfall, "engagement", False):
                continue
            if logic.subject != "observation":
                write_in = " ".join((rule.words.write_in or "the text itself").split())
                yield f"{title} {logic.title}".strip(), code(rule.id), write_in.split(";")[0]
                title = ""


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
