"""Papers in other languages: no fixed text escapes translation; what is lacking stays English.

What can be translated is so in the pseudo-locale, whose words have accents and no plain letter; so
each plain word of a paper in it has to come of the file that was audited.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.report.test_html import Page
from tools.catalogue import slips

from pitfall_audit.cli.services import Services
from pitfall_audit.engine.auditing import AuditRequest
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import (
    CATALOGUES,
    ENGLISH,
    PSEUDO,
    numbered,
    translated,
    written_in,
)
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.own_templates import checked
from pitfall_audit.yaml.reading import Document, read_text

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
TEMPLATES = ROOT / "src/pitfall_audit/report/templates"
TRANSLATED = ("page.html", "easy_read.html")
AUDIENCES: tuple[Audience, ...] = ("easy-read",)
SHOWN = ("aria-label", "alt", "title")
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;:'\u2019\-/]*")


class Shown(Page):
    """A page without what is set as code: that is what a file holds."""

    def handle_data(self, data: str) -> None:
        if not {"code", "pre"} & {*self.open}:
            super().handle_data(data)

    @property
    def shown(self) -> list[str]:
        """Each text that is shown or read out."""
        given = [given for _, given in self.elements]
        return [*self.texts, *(each[key] for each in given for key in SHOWN if key in each)]


def strings_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from (str(key), *strings_in(value))
    elif isinstance(data, list):
        for value in data:
            yield from strings_in(value)
    else:
        yield " ".join(str(data).split())


@cache
def strings_of(files: tuple[Path, ...]) -> frozenset[str]:
    found = [read_text(path.read_text("utf-8"), path.name) for path in files]
    return frozenset(
        one for each in found if isinstance(each, Document) for one in strings_in(each.data)
    )


def escaped(page: str, files: tuple[Path, ...]) -> list[str]:
    """What stands in plain letters, and is no text of the files, nor a longer part of one."""
    of_files = strings_of(files)
    found = []
    for text in Shown(page).shown:
        for run in PLAIN.findall(text.replace("pitfall-audit", "")):
            plain = run.strip(" ,.;:-/")
            part = len(plain.split()) > 2 and any(plain in one for one in of_files)
            if len(plain) > 1 and plain not in of_files and not part:
                found.append(f"{plain} | {text}")
    return found


@cache
def audited(*files: Path, **asked: Any) -> AuditResult:
    request = AuditRequest(paths=files, as_of=dt.date(2026, 6, 30), base=ROOT, **asked)
    return Services().audit(request, None)


def paper(result: AuditResult, audience: Audience, language: str = PSEUDO) -> str:
    return BY_NAME["html"].text_of(result, audience=audience, brand=Brand(language=language))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_fixed_text_of_a_paper_escapes_translation(audience: Audience) -> None:
    assert escaped(paper(audited(*EXAMPLES), audience), tuple(EXAMPLES)) == []
    for example in EXAMPLES:
        assert escaped(paper(audited(example), audience), (example,)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_fixed_text_that_escapes_is_found(audience: Audience) -> None:
    """The check above fails on a page in English."""
    page = BY_NAME["html"].text_of(audited(EXAMPLES[0]), audience=audience)
    assert len(escaped(page, (EXAMPLES[0],))) > 20


def untranslated(template: str) -> str:
    """The letters of a template that stand outside of what is translated."""
    template = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    template = re.sub(r"\{%-? *trans\b.*?endtrans *-?%\}", "", template, flags=re.DOTALL)
    template = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)
    labels = re.findall(rf'(?:{"|".join(SHOWN)})="([^"]*)"', template)
    texts = re.split(r"<[^>]*>", template)
    return " | ".join(text.strip() for text in [*labels, *texts] if re.search("[A-Za-z]", text))


@pytest.mark.parametrize("name", TRANSLATED)
def test_no_text_of_a_template_stands_outside_of_what_is_translated(name: str) -> None:
    assert untranslated((TEMPLATES / name).read_text("utf-8")) == ""


def in_spans(page: str, language: str) -> list[str]:
    return re.findall(rf'<span lang="{language}">([^<]*)</span>', page)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_a_catalogue_lacks_stays_english_and_says_so(audience: Audience) -> None:
    page = paper(audited(EXAMPLES[0]), audience, "cy")
    shown = Shown(page)
    assert ("html", {"lang": "cy"}) in shown.elements
    assert "Addewidion" in shown.text
    assert "30 Mehefin 2026" in shown.text
    assert "Addewidion" not in in_spans(page, ENGLISH)
    assert len(in_spans(page, ENGLISH)) > 10
    # A tag in a label or a title would be read out.
    assert not [each for each in shown.shown if "<" in each]
    # But for what is in Welsh, it says what the English paper says.
    english = Shown(paper(audited(EXAMPLES[0]), audience, ENGLISH))
    mended = shown.text.replace("Addewidion", "Promises").replace("Arian", "Money")
    mended = mended.replace("Mehefin", "June")
    assert mended.split() == english.text.split()


@pytest.mark.parametrize("language", [PSEUDO, "cy"])
def test_nothing_in_a_text_of_a_file_is_a_blank(language: str) -> None:
    result = audited(EXAMPLES[0])
    each = replace(result.engagements[0], title="100% of %(number)s {day} <b>%s", organisation="%d")
    for audience in AUDIENCES:
        page = paper(replace(result, engagements=(each,)), audience, language)
        assert "100% of %(number)s {day} <b>%s" in Page(page).text


def test_templates_of_ones_own_are_in_the_language_too() -> None:
    money = "{% block kind %}{% trans %}Money{% endtrans %}{% endblock %}"
    own = f'{{% extends "built-in/easy_read.html" %}}{money}'
    brand = Brand(language="cy", templates=(("easy_read.html", checked("easy_read.html", own)),))
    result = audited(EXAMPLES[0])
    page = BY_NAME["html"].text_of(result, audience="easy-read", brand=brand)
    ours = paper(result, "easy-read", "cy")
    assert page == ours.replace('<span lang="en-GB">Easy read</span>', "Arian")


def test_papers_in_two_languages_can_be_made_side_by_side() -> None:
    texts = ["Money", "Promises"]
    pair = zip(
        written_in("cy", map(translated, texts)),
        written_in(PSEUDO, map(translated, texts)),
        map(translated, texts),
        strict=True,
    )
    assert [*pair] == [
        ("Arian", "[Ṁöñéý]", "Money"),
        ("Addewidion", "[Þŕöɱîšéš]", "Promises"),
    ]


def test_a_language_says_of_each_number_the_form_that_is_its_own() -> None:
    def said() -> Iterator[list[str]]:
        yield [
            numbered(number, "%(number)s thing", "%(number)s things", "nothing")
            for number in (0, 1, 2)
        ]

    assert next(said()) == ["nothing", "1 thing", "2 things"]
    # Nothing of it is in the catalogue.
    assert [*written_in("cy", said())] == [["nothing", "1 thing", "2 things"]]


@pytest.mark.parametrize("catalogue", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_translations_keep_the_blanks_of_what_they_translate(catalogue: Path) -> None:
    assert slips(catalogue) == []


def test_what_is_wrong_with_a_translation_is_said_with_its_line(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    entries = (
        'msgid "This is how things were on %(day)s."\nmsgstr "Ar %(dydd)s."\n\n'
        'msgid "No paper says this"\nmsgstr "Dim"\n\n'
        'msgid "%(number)s piece of work"\nmsgid_plural "%(number)s pieces of work"\n'
        'msgstr[0] "un darn"\nmsgstr[1] ""\n'
    )
    (tmp_path / "cy.po").write_text(head + entries, "utf-8")
    assert slips(tmp_path / "cy.po") == [
        "cy.po, line 4: it lacks %(day)s; write that as it is in the English",
        "cy.po, line 4: %(dydd)s is not in the English; take it out",
        "cy.po, line 7: no paper says “No paper says this” any more; take it out",
        "cy.po, line 10: a form is empty; write all that the language has",
    ]
