"""Papers in other languages: no fixed text escapes translation; what is lacking stays English.

What can be translated is so in the pseudo-locale, whose words have accents and no plain letter; so
each plain word of a paper in it has to come of the file that was audited.
"""

from __future__ import annotations

import ast
import csv
import datetime as dt
import html
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from babel.dates import get_month_names
from babel.messages.pofile import read_po, write_po
from docx import Document
from msgspec.structs import replace
from openpyxl import load_workbook
from tests.report.test_html import Page
from tools.catalogue import slips, template

from pitfall_audit.catalogues import CATALOGUES, PSEUDO, CatalogueError, compiled, read
from pitfall_audit.cli.services import Services
from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.returned import Returned, answer_of, returned_in
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.spots import where
from pitfall_audit.engine.actions import PlanRow, with_plan
from pitfall_audit.engine.auditing import AuditRequest
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome
from pitfall_audit.language import (
    ENGLISH,
    amount_said,
    in_any_language,
    numbered,
    translated,
    written_in,
)
from pitfall_audit.report.audiences import AUDIENCES, Audience
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.fact_words import in_words, words_in
from pitfall_audit.report.formats import BY_NAME, FORMATS, LETTERS, PLANS, Format
from pitfall_audit.report.html_environment import our_environment
from pitfall_audit.report.own_templates import checked
from pitfall_audit.report.person_page import page_on
from pitfall_audit.report.result_json import from_json, to_json
from pitfall_audit.report.result_language import in_language
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.rule_file import Examples
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.proving import HEADINGS, example_facts
from pitfall_audit.rules.verdicts import words_for
from pitfall_audit.yaml.reading import Document as YamlDocument
from pitfall_audit.yaml.reading import read_text

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
TEMPLATES = ROOT / "src/pitfall_audit/report/templates"
TRANSLATED = sorted(
    path.name for path in TEMPLATES.glob("*.html") if not path.name.startswith("form")
)
MONTHS = [
    (get_month_names(width, locale="cy")[number], get_month_names(width, locale="en_GB")[number])
    for width in ("wide", "abbreviated")
    for number in range(1, 13)
]
"""In Welsh and in English, the whole names first: some brief ones begin a whole one."""
PERSON = "nadia"
"""Who stands in the first of the examples."""
DAY = dt.date(2026, 6, 30)
SHOWN = ("aria-label", "alt", "title")
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 '\u2019\-/]*")


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


def own_texts(files: Iterable[Path]) -> Iterator[str]:
    """What an organisation wrote into files: neither names of fields nor words of vocabularies."""
    for path in files:
        yield from _own(data_of(path), ())


def _own(data: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    if isinstance(data, dict):
        mapping = len(path) == 1 and path[0] in ("people", "bodies")
        for key, value in data.items():
            yield from ([key] if mapping else [])
            yield from _own(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _own(value, (*path, at))
    else:
        field = where(Engagement, path)[1]
        if field is None or str(data) not in field.words:
            yield " ".join(str(data).split())


def names_of_files(files: Iterable[Path]) -> list[str]:
    return [one.relative_to(ROOT).as_posix() for one in files]


LET_THROUGH = {
    "what an organisation wrote, and its ids": own_texts,
    "the names of files, as whoever runs the program wrote them": names_of_files,
}
"""Whatever may stand in plain letters, with why; it is no fixed wording."""
LET_THROUGH_ALWAYS = {
    "what published works and their publishers are called": {
        text for one in load_built_in().standards.values() for text in (one.name, one.publisher)
    },
    "the name of the program": {"pitfall-audit"},
}


def runs_in(text: str) -> set[str]:
    """What stands in plain letters between marks."""
    return {run.strip(" -/") for run in PLAIN.findall(text)}


def pieces(texts: Iterable[str]) -> set[str]:
    """What stands in texts between marks, and they themselves."""
    texts = [*texts]
    return {*texts, *(run for text in texts for run in runs_in(text))}


@cache
def known_texts(files: tuple[Path, ...]) -> frozenset[str]:
    of_files = (text for texts in LET_THROUGH.values() for text in texts(files))
    known = pieces(chain(of_files, *LET_THROUGH_ALWAYS.values()))
    # An id is shown as a name, too.
    known |= {one.replace(*swap) for one in known for swap in (("-", " "), (" ", "-"))}
    return frozenset({*known, *(f"{one[:1].upper()}{one[1:]}" for one in known)})


def escaped(page: str, files: tuple[Path, ...]) -> list[str]:
    """What stands in plain letters, and is not let through."""
    known = known_texts(files)
    found = []
    for text in Shown(page).shown:
        # What does not fit is cut; what is drawn stands on several lines; what is quoted is a part.
        part = "…" in text or f">{text}</text>" in page
        quoted = {run for quote in re.findall("“([^”]*)”", text) for run in runs_in(quote)}
        # In backticks stands what is to be written into a file.
        for run in runs_in(re.sub("`[^`]*`", "", text.replace("pitfall-audit 0", ""))):
            within = part or run in quoted
            cut = within and any(run.casefold() in one.casefold() for one in known)
            if len(run) > 1 and run not in known and not cut:
                found.append(f"{run} | {text}")
    return found


@cache
def audited(*files: Path, **asked: Any) -> AuditResult:
    request = AuditRequest(paths=files, as_of=DAY, base=ROOT, **asked)
    return Services().audit(request, None)


def paper(result: AuditResult, audience: Audience, language: str = PSEUDO) -> str:
    brand = Brand(language=language)
    if audience == "person":
        data = {
            each.file: data_of(ROOT / each.file) for each in result.engagements if not each.joins
        }
        person = page_on(PERSON, result, data)
        return BY_NAME["html"].text_of(result, audience=audience, brand=brand, person=person)
    return BY_NAME["html"].text_of(result, audience=audience, brand=brand)


def data_of(path: Path) -> dict[str, Any]:
    document = read_text(path.read_text("utf-8"), path.name)
    assert isinstance(document, YamlDocument)
    return document.data


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_fixed_text_of_a_paper_escapes_translation(audience: Audience) -> None:
    assert escaped(paper(audited(*EXAMPLES), audience), tuple(EXAMPLES)) == []
    for example in EXAMPLES[:1] if audience == "person" else EXAMPLES:
        assert escaped(paper(audited(example), audience), (example,)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_fixed_text_that_escapes_is_found(audience: Audience) -> None:
    """The check above fails on a page in English."""
    page = paper(audited(EXAMPLES[0]), audience, ENGLISH)
    assert len(escaped(page, (EXAMPLES[0],))) > 20


@pytest.mark.parametrize(
    "form", [one for one in FORMATS if not one.translated], ids=lambda one: one.name
)
def test_what_other_programs_read_is_in_english(form: Format) -> None:
    result = audited(EXAMPLES[0])
    assert form.content_of(result, brand=Brand(language=PSEUDO)) == form.content_of(result)


def sheets(form: str, result: AuditResult, language: str) -> bytes:
    (wanted,) = (one for one in LETTERS if one.name == form)
    return wanted.content_of(result, brand=Brand(language=language))


def test_no_fixed_text_of_a_sheet_of_questions_escapes_translation() -> None:
    result = audited(*EXAMPLES)
    assert escaped(sheets("html", result, PSEUDO).decode(), tuple(EXAMPLES)) == []
    english = sheets("markdown", result, ENGLISH).decode().splitlines()
    pseudo = sheets("markdown", result, PSEUDO).decode().splitlines()
    # What is the same holds commands, numbers, titles and ids.
    bare = {re.sub("`[^`]*`", "", one) for one in english if one in pseudo and one[:4] != "    "}
    same = {one for one in bare if re.search("[a-z]{3} [a-z]", one)}
    known = known_texts(tuple(EXAMPLES))
    assert {one for one in same if not pieces([one]) & known} == set()


def cells_of(table: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(table.decode("utf-8-sig")))]


def as_page(rows: Iterable[Iterable[str]]) -> str:
    return "".join(f"<p>{html.escape(cell)}</p>" for row in rows for cell in row)


def plan_in(form: str, result: AuditResult, language: str) -> bytes:
    (wanted,) = (one for one in PLANS if one.name == form)
    return wanted.content_of(result, brand=Brand(language=language))


def test_no_fixed_text_of_a_table_escapes_translation() -> None:
    result = audited(*EXAMPLES)
    # What tells an arrangement, a place, a file and a check from others is for programs.
    plan = [row[:-2] for row in cells_of(plan_in("csv", result, PSEUDO))]
    assert escaped(as_page(plan), tuple(EXAMPLES)) == []
    asked = [row[:-3] for row in cells_of(sheets("csv", result, PSEUDO))]
    assert escaped(as_page(asked), tuple(EXAMPLES)) == []


def test_a_plan_in_another_language_is_read_again() -> None:
    result = audited(*EXAMPLES)
    said = {}
    for language in (ENGLISH, PSEUDO):
        head, *rows = cells_of(plan_in("csv", result, language))
        heading = {"status": "Status", "due": "By when", "reply": "In our own words"}
        done = next(written_in(language, map(translated, ["Will not be done"])))
        at = {
            key: head.index(str(next(written_in(language, map(translated, [title])))))
            for key, title in heading.items()
        }
        rows[3][at["status"]], rows[3][at["due"]] = str(done).upper(), "30/09/2026"
        rows[4][at["reply"]] = "Aye"
        made = [PlanRow(number, row) for number, row in enumerate([head, *rows], 1)]
        plan = with_plan(result, made, "plan.csv").plan
        assert plan is not None
        said[language] = [(one.rule, one.due, one.status, one.reply) for one in plan.actions]
    assert said[PSEUDO] == said[ENGLISH]
    assert [one[1:] for one in said[ENGLISH]] == [
        ("2026-09-30", "will-not-be-done", ""), ("", "not-begun", "Aye"),
    ]  # fmt: skip


def test_the_choice_of_a_status_is_in_the_language_of_the_plan() -> None:
    book = load_workbook(io.BytesIO(plan_in("xlsx", audited(EXAMPLES[0]), PSEUDO)))
    (choice,) = book.active.data_validations.dataValidation
    assert choice.formula1 == '"[Ñöţ ƀéĝûñ],[Îñ þŕöĝŕéšš],[Ðöñé],[Ŵîļļ ñöţ ƀé ðöñé]"'


def test_a_table_of_questions_in_another_language_is_read_again(tmp_path: Path) -> None:
    back = {}
    for language in (ENGLISH, PSEUDO):
        path = tmp_path / f"{language}.csv"
        path.write_bytes(sheets("csv", audited(EXAMPLES[0]), language))
        back[language] = returned_in(path, path.name)
    assert len(back[ENGLISH]) > 10
    assert [one.place for one in back[PSEUDO]] == [one.place for one in back[ENGLISH]]


def test_a_sheet_in_another_language_is_read_again(tmp_path: Path) -> None:
    result = audited(EXAMPLES[0])
    back = {}
    for language in (ENGLISH, PSEUDO):
        path = tmp_path / f"{language}.docx"
        path.write_bytes(sheets("docx", result, language))
        page = Document(str(path))
        tick = next(one for one in page.paragraphs if one.text.startswith("☐"))
        tick.runs[0].text = tick.text.replace("☐", "☒")
        page.save(str(path))
        back[language] = returned_in(path, path.name)
    assert len(back[ENGLISH]) > 10
    assert [one.place for one in back[PSEUDO]] == [one.place for one in back[ENGLISH]]
    assert [one.beside for one in back[PSEUDO] if one.beside] == [("[Î ðöñ'ţ ķñöŵ]",)]
    assert not any(one.answer for one in back[PSEUDO])


def texts_in_code(folder: Path) -> str:
    """Every text in the code of a folder; what is put into one is left out."""
    found: list[str] = []
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    one.value if isinstance(one, ast.Constant) else "\0" for one in node.values
                ]
                found.append("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
        found.append((folder / "documents.yaml").read_text("utf-8"))
    return "\n".join(found)


def test_words_of_facts_are_those_that_facts_say() -> None:
    """A text that no fact says any more would leave what it says now untranslated."""
    code = texts_in_code(ROOT / "src/pitfall_audit/facts").casefold()
    # What is said of a task, by what time, and of the arrangement as "this", is put together.
    together = r"^and |^this | for$|^for (an?|half a) \w+$|^somebody else and$"
    parts = (part.strip(" ()“”,;:") for text in words_in() for part in re.split("{{.*?}}", text))
    bare = (re.sub(together, "", part) for part in parts)
    assert [part for part in bare if part.casefold() not in code] == []


def untranslated(template: str) -> str:
    """The letters of a template that stand outside of what is translated."""
    template = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    template = re.sub(r"\{%-? *trans\b.*?endtrans *[-+]?%\}", "", template, flags=re.DOTALL)
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
    with (CATALOGUES / "cy.po").open("rb") as file:
        welsh = {
            str(one.string): str(one.id)
            for one in read_po(file)
            if one.id and isinstance(one.id, str)
        }
    there = [word for word in welsh if word in shown.text]
    assert there or audience == "person"
    assert "30 Mehefin 2026" in shown.text
    assert not {*there} & {*in_spans(page, ENGLISH)}
    assert len(in_spans(page, ENGLISH)) > 10
    # A tag in a label or a title would be read out.
    assert not [each for each in shown.shown if "<" in each]
    # But for what is in Welsh, it says what the English paper says.
    text = shown.text
    for month, in_english in MONTHS:
        text = re.sub(rf"\b{month}\b(?= [0-9]{{4}})", in_english, text)
    for word in there:
        text = text.replace(word, welsh[word])
    english = Shown(paper(audited(EXAMPLES[0]), audience, ENGLISH)).text
    assert "".join(text.split()) == "".join(english.split())


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


@pytest.mark.parametrize(
    "role", ["31 February 2026", "1 May 0000", "007 days", f"{'9' * 4301} days"]
)
def test_what_only_looks_like_a_day_or_a_number_of_days_stays_as_it_is(role: str) -> None:
    result = audited(EXAMPLES[0])
    picture = result.engagements[0].picture
    seat = replace(picture.bodies[0].seats[0], role=role)
    picture = replace(picture, bodies=(replace(picture.bodies[0], seats=(seat,)),))
    each = replace(result.engagements[0], picture=picture)
    (made,) = written_in("cy", map(in_language, [replace(result, engagements=(each,))]))
    assert made.engagements[0].picture.bodies[0].seats[0].role == role


def test_what_an_organisation_wrote_is_not_translated_where_a_catalogue_has_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "access.yaml"
    text = EXAMPLES[0].read_text("utf-8").replace("title: Carer member", "title: Access")
    path.write_text(text.replace("post: service manager", "post: access"), "utf-8")
    (made,) = written_in(PSEUDO, map(in_language, [audited(path)]))
    each = made.engagements[0]
    assert "Access" in {seat.role for body in each.picture.bodies for seat in body.seats}
    of_role = [one for one in each.outcomes if "carer-member" in one.subject]
    assert {one.label for one in of_role} == {"Access", "Access (mary)"}
    assert "Access" in {one.who for one in of_role}
    said = [*of_role, *(question for one in each.questions for question in one.texts)]
    assert said and "Åççéšš" not in str(said)


def said_of_examples() -> Iterator[tuple[Outcome, EngagementResult, set[str]]]:
    """What checks say of all their examples, with all that stands in each of these."""
    (each,) = audited(EXAMPLES[0]).engagements
    for rule in load_built_in().rules:
        document = rule.text.read(2, Examples)[1]
        assert document is not None
        for attribute, heading in HEADINGS:
            for at, example in enumerate(getattr(rule.examples, attribute)):
                facts, _ = example_facts(example, document, (heading, at), rule.vocabulary)
                assert facts is not None
                stated = pieces(map(str, leaves(document.data[heading][at])))
                for verdict in evaluate(rule, Batches(facts)):
                    words, about = words_for(verdict), verdict.subject
                    said = Outcome(
                        rule.id, about.identity, about.label, verdict.outcome, words.message,
                        details=words.details, good=words.good, would_raise=words.would_raise,
                        hangs=words.hangs,
                    )  # fmt: skip
                    yield said, replace(each, outcomes=(said,), phrases=words.phrases), stated


def leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        yield from data
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from leaves(one)
    else:
        yield data


OF_EXAMPLES = {
    "what an example is called that has no name": "An example",
    "a post of somewhere, which the file has as two things": "manager of the hub",
}


def test_no_fixed_text_of_what_a_check_says_escapes_translation() -> None:
    """What our examples do not show, those of the checks do: each of their messages is said.

    What is found here is a fact's word that is not in `report/fact_words.yaml` yet, by what
    holds it; or a sentence that an audit makes, and that is not in `report/wording.yaml`.
    """
    found, number, whole = [], 0, audited(EXAMPLES[0])
    of_rule = {one.id: (replace(whole.rules[0], id=one.id),) for one in load_built_in().rules}
    for said, each, stated in said_of_examples():
        known = {one.casefold() for one in {*stated, *OF_EXAMPLES.values()}}
        known |= {one.replace(*swap) for one in known for swap in (("-", " "), (" ", "-"))}
        result = replace(whole, rules=of_rule[said.rule], engagements=(each,))
        (made,) = written_in(PSEUDO, map(in_language, [result]))
        (shown,) = made.engagements[0].outcomes
        number += said.outcome not in ("not-applicable", "error")
        texts = (shown.message, *shown.details, *shown.good, shown.would_raise, shown.hangs)
        for text in filter(None, texts):
            for run in runs_in(re.sub("`[^`]*`", "", text)):
                low = run.casefold()
                if len(run) > 1 and low not in known and not any(low in one for one in known):
                    found.append(f"{said.rule}: {run} | {text}")
    assert found == []
    assert number > 1_500


def said_in(language: str, result: AuditResult, rule: str) -> list[str]:
    (made,) = written_in(language, map(in_language, [result]))
    return [one.message for one in made.engagements[0].outcomes if one.rule == rule]


def test_a_check_that_is_no_longer_there_says_what_it_said() -> None:
    """A stored result may be older than the program, and have checks of packs from outside."""
    result = audited(EXAMPLES[0])
    each, gone = result.engagements[0], result.engagements[0].questions[0].outcomes[0]
    outcomes = tuple(
        replace(one, rule="gone", message="It said so.") if at == gone else one
        for at, one in enumerate(each.outcomes)
    )
    rules = (replace(result.rules[0], id="gone"), *result.rules[1:])
    older = replace(result, rules=rules, engagements=(replace(each, outcomes=outcomes),))
    for audience in ("working", "board", "public", "easy-read"):
        assert paper(older, audience)
    assert said_in(PSEUDO, older, "gone") == ["It said so."]


def test_a_list_is_joined_in_the_language_and_what_an_organisation_wrote_is_not_parted(
    tmp_path: Path,
) -> None:
    path = tmp_path / "fixed.yaml"
    fixed = "scope: {cannot_change: [heating and light, 'beds, all of them', rent]}\n"
    text = EXAMPLES[0].read_text("utf-8")
    path.write_text(re.sub(r"(?m)^scope:.*\n(?:  .*\n)*", "", text) + fixed, "utf-8")
    result = audited(path)
    assert {"beds, all of them", "heating and light"} <= {*result.engagements[0].phrases}
    stored = from_json(to_json(result))
    for one in (result, stored):
        (said,) = said_in(PSEUDO, one, "limits-unstated")
        assert "[[heating and light, beds, all of them] åñð rent]" in said
    alone = fixed.replace(", 'beds, all of them', rent", "")
    path.write_text(re.sub(r"(?m)^scope:.*\n(?:  .*\n)*", "", text) + alone, "utf-8")
    (said,) = said_in(PSEUDO, audited(path), "limits-unstated")
    assert "heating and light" in said


@pytest.mark.parametrize(
    ("fee", "said"),
    [
        ("{amount: £12.50, unit: hour}", "[£12.50 ƒöŕ åñ ĥöûŕ]"),
        ("{from: 10, up_to: 20, unit: half-day}", "[[10 ţö 20] ƒöŕ ĥåļƒ å ðåý]"),
        ("{amount_in_words: agreed to by all}", "agreed to by all"),
    ],
)
def test_what_is_paid_is_said_in_the_language(tmp_path: Path, fee: str, said: str) -> None:
    path = tmp_path / "paid.yaml"
    text = EXAMPLES[0].read_text("utf-8")
    bare = re.sub(r"(?m)^payment:.*\n(?:  .*\n)*", "", text)
    path.write_text(f"{bare}payment: {{fee: {fee}}}\n", "utf-8")
    (made,) = written_in(PSEUDO, map(in_language, [audited(path)]))
    assert said in str([one.good for one in made.engagements[0].outcomes]) + str(
        [one.message for one in made.engagements[0].outcomes]
    )


def test_amounts_are_written_as_the_language_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in CATALOGUES.glob("*.po*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "de.po").write_text(HEAD.format("nplurals=2; plural=(n != 1);"), "utf-8")
    monkeypatch.setattr("pitfall_audit.language.CATALOGUES", tmp_path)
    texts = ["£1,250.50", "25", "12.5", "£30", "99 CHF", "ten pounds"]
    assert [*written_in("de", map(amount_said, texts))] == [
        "1.250,50\xa0£", "25", "12,5", "30\xa0£", "99\xa0CHF", "ten pounds",
    ]  # fmt: skip
    assert [*map(amount_said, texts)] == texts


@pytest.mark.parametrize(
    ("place", "word"), [("roles.member.status", "full-member"), ("roles.member.voting", "yes")]
)
def test_a_word_of_the_file_is_taken_for_an_answer_in_any_language(place: str, word: str) -> None:
    (said,) = written_in(PSEUDO, map(in_words, [word]))
    assert str(said)[0] == "["
    text = "version: '1'\nid: a\ntitle: A\nroles:\n  - {id: member, title: Member}\n"
    one = Returned("row 2", "?", "", "a", place, "", f"{said}.".upper(), ())
    assert answer_of(one, text, "a.yaml", changed=False) == Answer(place, word)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_language_from_right_to_left_turns_the_page_and_not_what_stays_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, audience: Audience
) -> None:
    head = HEAD.format("nplurals=2; plural=(n != 1);")
    (tmp_path / "he.po").write_text(f'{head}msgid "Skip to the report"\nmsgstr "דלגו"\n', "utf-8")
    monkeypatch.setattr("pitfall_audit.language.CATALOGUES", tmp_path)
    page = paper(audited(EXAMPLES[0]), audience, "he")
    assert '<html lang="he" dir="rtl">' in page
    assert "דלגו" in page or audience in ("person", "easy-read")
    within = re.findall(r'<(?!html)\w+[^>]* lang="en-GB"[^>]*>', page)
    assert len(within) > 10
    assert [one for one in within if 'dir="ltr"' not in one] == []
    assert "dir=" not in paper(audited(EXAMPLES[0]), audience, "cy")


def test_what_keeps_a_file_from_being_audited_is_marked_as_english(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("version: 1\nversion: 1\n", "utf-8")
    result = audited(path)
    (problem,) = result.problems
    page = paper(result, "working", "cy")
    assert f'<p class="says" lang="en-GB">{problem.message}</p>' in page
    assert {problem.help, *(one.says for one in problem.related)} <= {*in_spans(page, ENGLISH)}
    assert problem.related


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
    words = "{{ number }} question{% pluralize %}{{ number }} questions"
    template = f"{{% trans number=number %}}{words}{{% endtrans %}}"

    def said() -> Iterator[list[str]]:
        made = our_environment().from_string(template)
        numbers = (0, 1, 2, 3, 6, 11)
        texts = [
            numbered(one, "%(number)s question", "%(number)s questions", "none at all")
            for one in numbers
        ]
        assert [made.render(number=one) for one in numbers[1:]] == texts[1:]
        yield texts

    assert next(said()) == [
        "none at all", "1 question", "2 questions", "3 questions", "6 questions", "11 questions",
    ]  # fmt: skip
    assert [*written_in("cy", said())] == [[
        "none at all", "1 cwestiwn", "2 gwestiwn", "3 chwestiwn", "6 chwestiwn", "11 cwestiwn",
    ]]  # fmt: skip


def test_a_catalogue_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "cy.po").write_text('msgid "Money"\nmsgstr "Arian"\n\nmsgid Access\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"cy\.po, line 4: it can't be read"):
        read(tmp_path / "cy.po", "cy")


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
NUMBER = b'msgid "one"\nmsgid_plural "many"\nmsgstr[0] ""\n'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "cy",
            HEAD.format("nplurals=2; plural=(n != ;").encode(),
            "cy.po: its head can't be used (unex",
        ),
        (
            "cy",
            HEAD.format("nplurals=2; plural=n/n;").encode(),
            "cy.po: its head can't be used (int",
        ),
        ("cy", 'msgid "Day"\nmsgstr "Día"\n'.encode("latin-1"), "cy.po: it can't be read ('utf-8"),
        ("cy", HEAD.replace("utf-8", "utf-99").encode(), "cy.po: its head can't be used (unk"),
        ("cy", HEAD.format("nplurals=x;").encode() + NUMBER, "cy.po: it can't be read (inv"),
        ("qq", b"", "qq.po: qq is no code of a language whose dates are known"),
        ("no-1/2", b"", "is no code of a language whose dates are known"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_refused(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / f"{name}.po"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=re.escape(says)):
        compiled(name, tmp_path)


def test_a_language_of_a_country_has_a_catalogue(tmp_path: Path) -> None:
    (tmp_path / "pt-BR.po").write_text('msgid "Money"\nmsgstr "Dinheiro"\n', "utf-8")
    assert texts_of("pt-BR", tmp_path).gettext("Money") == "Dinheiro"


def test_a_catalogue_may_begin_with_a_mark_that_it_is_utf_8(tmp_path: Path) -> None:
    text = f"\ufeff{HEAD.format('nplurals=2; plural=(n != 1);')}"
    (tmp_path / "cy.po").write_text(f'{text}msgid "Day"\nmsgstr "Dydd"\n', "utf-8")
    assert texts_of("cy", tmp_path).gettext("Day") == "Dydd"


def test_a_faulty_catalogue_keeps_no_sheet_from_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in CATALOGUES.glob("*.po*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "fr.po").write_text("msgid Money\n", "utf-8")
    monkeypatch.setattr("pitfall_audit.language.CATALOGUES", tmp_path)
    assert in_any_language(["Money"]) == {"Money", "Arian", "[Ṁöñéý]"}


def texts_of(code: str, folder: Path) -> GNUTranslations:
    return GNUTranslations(BytesIO(compiled(code, folder)))


def test_a_catalogue_updated_from_the_template_says_what_it_said(tmp_path: Path) -> None:
    catalogue = read(CATALOGUES / "cy.po", "cy")
    catalogue.update(template(), no_fuzzy_matching=True)
    path = tmp_path / "cy.po"
    with path.open("wb") as file:
        write_po(file, catalogue)
    assert path.read_text("utf-8").count('msgstr[5] ""') > 50
    assert slips(path) == []
    updated, ours = texts_of("cy", tmp_path), texts_of("cy", CATALOGUES)
    for message in catalogue:
        if isinstance(message.id, tuple):
            one, many = message.id
            for number in range(12):
                said = updated.ngettext(one, many, number), ours.ngettext(one, many, number)
                assert said[0] == said[1]
        elif isinstance(message.id, str) and message.id:
            assert updated.gettext(message.id) == ours.gettext(message.id)
    # English that stood in the catalogue itself would not be marked as English.
    assert len(compiled("cy", tmp_path)) < 2 * len(compiled("cy", CATALOGUES))


@pytest.mark.parametrize("catalogue", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_translations_keep_the_blanks_of_what_they_translate(catalogue: Path) -> None:
    assert slips(catalogue) == []


def test_what_is_wrong_with_a_translation_is_said_with_its_line(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    entries = (
        'msgid "This is how things were on %(day)s."\nmsgstr "Ar %(dydd)s, 5%."\n\n'
        'msgid "No paper says this"\nmsgstr "Dim"\n\n'
        'msgid "%(number)s piece of work"\nmsgid_plural "%(number)s pieces of work"\n'
        'msgstr[0] "un darn"\nmsgstr[1] ""\n'
    )
    (tmp_path / "cy.po").write_text(head + entries, "utf-8")
    assert slips(tmp_path / "cy.po") == [
        "cy.po, line 4: it lacks %(day)s; write that as it is in the English",
        "cy.po, line 4: a sign of per cent by itself; write it twice",
        "cy.po, line 4: %(dydd)s is not in the English; take it out",
        "cy.po, line 7: no paper says “No paper says this” any more; take it out",
        "cy.po, line 10: a form is empty; write all that the language has",
    ]
