"""The template of the catalogues: every text of ours that stands in a paper, as gettext has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from pitfall_audit.catalogues import CATALOGUES, first_of, read, slips_in
from pitfall_audit.engine.actions import HEADINGS, STATUSES
from pitfall_audit.engine.change_records import CAUSES
from pitfall_audit.engine.questions import WHO_IS_NOT_STATED
from pitfall_audit.engine.waivers import WAIVER_CHECKS
from pitfall_audit.facts.fact_schema import walk_shapes
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.report.fact_words import chains, raising, vocabularies, words_by_key, words_in
from pitfall_audit.report.known_again import forms_of, made_before, words_of
from pitfall_audit.report.path_words import ONE_OF
from pitfall_audit.report.person_page import ELSE, LEFT_OUT, SECTIONS
from pitfall_audit.report.plan import COLUMNS
from pitfall_audit.report.run_words import CHANGE_TITLES, NO_FINDING
from pitfall_audit.report.wording import paragraphs
from pitfall_audit.rules.form.outcomes import SEVERITY_TITLES
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["TEMPLATE", "slips", "template", "template_text"]

TEMPLATE: Final = "src/pitfall_audit/languages/messages.pot"
_PACKAGE: Final = CATALOGUES.parent
_KEYWORDS: Final[Mapping[str, Any]] = {
    "_": None, "unmarked": None, "translated": None, "gettext": None,
    "ngettext": (1, 2), "numbered": (2, 3),
}  # fmt: skip
_HEAD: Final = (
    "# Words of the papers of pitfall-audit; docs/translating.md says how to begin.\n"
    "# This file is made from the source: put no translation into it."
)
_USES: Final = re.compile("(?m)^(?:from pitfall_audit.language import|def translated)")
_WORD: Final = re.compile(r"[A-Za-z]{2}(?![^{]*\}\})")
_WORDING: Final = ("wording.yaml", "public.yaml", "letters.yaml")
_TITLES: Final[Mapping[str, Iterable[str]]] = {
    "rules/form/outcomes.py": SEVERITY_TITLES.values(),
    "report/run_words.py": (*CHANGE_TITLES.values(), *NO_FINDING.values()),
    "report/path_words.py": (
        "entry",
        "entries",
        "in a new entry",
        *ONE_OF.values(),
        *(many.replace("_", " ") for many in ONE_OF),
    ),
    "report/person_page.py": (ELSE, LEFT_OUT, "you", *SECTIONS.values()),
    "report/timeline.py": ("kept", "declined", "withdrawn", "superseded", "done"),
    "engine/actions.py": (*HEADINGS.values(), *STATUSES.values()),
    "report/plan.py": COLUMNS,
    "engine/change_records.py": CAUSES.values(),
    "engine/questions.py": (WHO_IS_NOT_STATED,),
    "engine/waivers.py": WAIVER_CHECKS.values(),
}


def template() -> Catalog:
    """Every text, in the order of the files in which it stands."""
    made = Catalog(header_comment=_HEAD, project="pitfall-audit", fuzzy=False)
    for where, text, comments in _texts():
        made.add(text, locations=[(where, 0)], auto_comments=comments)
    return made


def template_text() -> str:
    """The template as a file, without a date, so that it changes with its texts alone."""
    written = BytesIO()
    write_po(written, template(), width=100, include_lineno=False)
    return re.sub(
        r'"(?:POT-Creation-Date|PO-Revision-Date|Generated-By)[^\n]*\n',
        "",
        written.getvalue().decode(),
    )


def _texts() -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        if _USES.search(path.read_text(encoding="utf-8")):
            yield from _extracted("python", path)
    for path in sorted(_PACKAGE.glob("report/templates/*.html")):
        yield from _extracted("jinja2.ext:babel_extract", path)
    for name in _WORDING:
        for text in _strings(packaged_data("pitfall_audit.report", name)):
            yield f"report/{name}", text, []
    for where, titles in _TITLES.items():
        yield from ((where, title, []) for title in titles)
    yield from ((where, text, []) for where, text in _checks())
    yield from (("facts/good_practice.yaml", text, []) for text in made_before())
    yield from (("report/fact_words.yaml", text, []) for text in words_in() if _WORD.search(text))
    yield from (("report/fact_words.yaml", text, []) for text in raising())
    keys = (key.replace("_", " ") for key in words_by_key())
    yield from (("names of fields", key, []) for key in keys if not key.isdigit())
    for name, words in vocabularies().items():
        yield from ((f"words of a file: {name}", word, []) for word in words)
    standards = load_built_in().standards.values()
    yield from (("rules/standards.yaml", text, []) for one in standards for text in one.to_judge)


def _checks() -> Iterator[tuple[str, str]]:
    """Every text of the built-in checks, and question for a fact, with where it stands."""
    for rule in load_built_in().rules:
        words = rule.words
        texts = (
            rule.logic.title,
            *(form.text for form in forms_of(rule)),
            *words_of(rule),
            *(one for program in rule.let.values() for one in chains(program.text)),
            *(says for _, says in rule.related),
            *(
                one
                for text in (words.why, words.remedy, words.write_in or "")
                for one in paragraphs(text)
            ),
            words.question.strip(),
        )
        yield from ((rule.file, text) for text in texts if re.search("[a-z]", text))
        numbers = (name.replace("_", " ").replace("-", " ") for name in rule.thresholds)
        yield from ((rule.file, name) for name in numbers)
    for shape in SUBJECT_SHAPES.values():
        for each in walk_shapes(shape):
            asked = (field.fact.asks for field in each.fields.values())
            yield from ((f"facts of {each.name}", text) for text in asked if text)


def _extracted(method: str, path: Path) -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    options = {"trimmed": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
    found = extract_from_file(
        method, path, _KEYWORDS, ["TRANSLATORS:"], options, strip_comment_tags=True
    )
    for _, text, comments, _ in found:
        yield path.relative_to(_PACKAGE).as_posix(), text, comments


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


def slips(catalogue: Path) -> list[str]:
    """What is wrong with a catalogue: each with its file and line, and what to do.

    Raises CatalogueError where it can't be read at all.
    """
    texts = {one.id for one in template()}
    found = []
    for one in read(catalogue, catalogue.stem):
        if one.id and one.string and not one.fuzzy and one.id not in texts:
            at = f"{catalogue.name}, line {one.lineno}"
            found.append(f"{at}: no paper says “{first_of(one)}” any more; take it out")
        found += slips_in(one, catalogue.name)
    return found
