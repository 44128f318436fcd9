"""The paper for everybody: nothing that is about a person is in its bytes."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.generators import AUDIT_DAY, PEOPLE, Data, as_text, engagements, tries
from tests.report.sample_results import RULES, audit_results, small_result
from tests.report.test_html import SAMPLES, Page, check_closed, headings_step_down
from tests.report.told import told_in

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult, PictureBody, PictureSeat, PictureTie
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.formats import BY_NAME, Format
from pitfall_audit.report.publishing import PUBLISHABLE, published
from pitfall_audit.report.result_json import from_json, to_json

ROOT = Path(__file__).parents[2]
CYRILLIC = st.text("абвгдежзиклмнопрстуфхцчшщэюя", min_size=1, max_size=9)
# No word, and no part of one: a wording that is fixed does not hold it.
IDS = st.lists(
    st.from_regex(r"q[bcdfghjklmnpqrstvwxz]{5,9}", fullmatch=True),
    min_size=len(PEOPLE), max_size=len(PEOPLE), unique=True,
)  # fmt: skip


FOR_EVERYBODY: list[tuple[Format, Audience]] = [
    (form, audience)
    for form in BY_NAME.values()
    for audience in form.audiences
    if audience in ("public", "easy-read")
]


def held_in(form: Format, result: AuditResult, audience: Audience) -> str:
    """All that a file holds: of a Word document each of its parts, not its paragraphs alone.

    Of a PDF it is the page which is printed.
    """
    if form.name != "docx":
        return told_in(form, result, audience=audience)
    with ZipFile(BytesIO(form.content_of(result, audience=audience))) as parts:
        return "\n".join(parts.read(one).decode("utf-8", "replace") for one in parts.namelist())


def public(result: AuditResult, audience: Audience = "public") -> str:
    return BY_NAME["html"].text_of(result, audience=audience)


@given(audit_results(CYRILLIC), CYRILLIC)
@settings(max_examples=tries(60), deadline=None)
def test_no_text_of_a_result_is_published(result: AuditResult, person: str) -> None:
    """Whatever stands where in a result: titles apart, not a letter of it is in the page."""
    checks = [
        replace(one, why=person, remedy=f"See to it. {one.remedy}", thresholds={person: 1})
        for one in RULES
    ]
    own = replace(RULES[0], id="ours", title=person, pack="house")
    named = tuple(
        replace(
            each,
            title="Panel",
            organisation="The trust",
            people=(*each.people, person),
            picture=replace(
                each.picture,
                bodies=tuple(
                    replace(body, label="Interview panel") for body in each.picture.bodies
                ),
            ),
        )
        for each in result.engagements
    )
    result = replace(result, engagements=named, rules=(*checks, own), tool=small_result().tool,
        as_of="2026-06-30")  # fmt: skip

    check_closed(public(result))
    check_closed(public(result, "easy-read"))
    for form, audience in FOR_EVERYBODY:
        assert re.search("[\u0400-\u04ff]", held_in(form, result, audience)) is None


@given(engagements(), IDS, st.booleans())
@settings(max_examples=tries(15), deadline=None)
def test_whatever_a_file_holds_no_id_of_a_person_is_published(
    data: Data, ids: list[str], in_titles: bool
) -> None:
    data = {**data, "title": f"Panel with {PEOPLE[0] if in_titles else 'others'}"}
    if in_titles:
        data["organisation"] = {"id": "trust", "name": f"Trust of {PEOPLE[1]}"}
    text = as_text(data)
    for person, id_ in zip(PEOPLE, ids, strict=True):
        text = re.sub(rf"(?<![a-z]){person}(?![a-z])", id_, text)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{ids[0]}.yaml"
        file.write_text(text, encoding="utf-8")
        result = audit([file], as_of=AUDIT_DAY, base=Path(folder))
    assert result.problems == ()
    html = public(result)

    assert {(form.name, audience) for form, audience in FOR_EVERYBODY} == {
        ("html", "public"), ("html-dir", "public"), ("docx", "public"), ("pdf", "public"),
        ("json", "public"), ("html", "easy-read"), ("html-dir", "easy-read"), ("pdf", "easy-read"),
    }  # fmt: skip
    again = from_json(to_json(result))
    for form, audience in FOR_EVERYBODY:
        text = held_in(form, result, audience)
        assert [one for one in ids if one in text] == []
        assert form.name == "json" or text == held_in(form, again, audience)
    assert ("Panel with others" not in html) == in_titles


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_page_is_closed_and_its_headings_step_down(sample: object) -> None:
    assert callable(sample)
    for audience in ("public", "easy-read"):
        html = public(sample(), audience)

        check_closed(html)
        assert headings_step_down(Page(html))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Panel of asha-khan", False),
        ("ASHA Khan: her panel", False),
        ("Panel of asha_khan and others", False),
        ("The panel of Jo", False),
        ("Major works", True),
        ("Panel", True),
    ],
)
def test_a_title_in_which_an_id_stands_is_left_out(title: str, shown: bool) -> None:
    result = small_result()
    each = replace(
        result.engagements[0], title=title, organisation=title, people=("asha-khan", "jo")
    )

    (made,) = published(replace(result, engagements=(each,))).engagements
    assert made.title == (title if shown else "An arrangement")
    assert made.organisation == (title if shown else None)


def test_the_title_of_one_arrangement_is_left_out_for_somebody_of_another() -> None:
    one = small_result().engagements[0]
    two = replace(one, people=("nadia",))
    result = replace(small_result(), engagements=(replace(one, title="Nadia's group"), two))

    assert [each.title for each in published(result).engagements] == ["An arrangement", one.title]


def test_a_group_below_five_is_not_counted() -> None:
    def of(number: int) -> str:
        seats = tuple(PictureSeat("Member", f"p{at}", "patient", True) for at in range(number))
        each = small_result().engagements[0]
        picture = replace(
            each.picture,
            bodies=(PictureBody("panel", "Panel", seats),),
            ties=(PictureTie("p1", "p2", "needs-attention"),),
        )
        return public(replace(small_result(), engagements=(replace(each, picture=picture),)))

    fewer = {of(number) for number in range(5)}
    assert len(fewer) == 1
    assert "Panel: fewer than five seats for people with lived experience" in fewer.pop()
    assert "Panel: 5 seats for people with lived experience" in of(5)


def test_what_is_private_leaves_no_trace() -> None:
    """The examples' page is the same with and without all that is said of ties and disputes."""
    result = audit([ROOT / "examples"], as_of=dt.date(2026, 6, 30), base=ROOT)
    without = replace(
        result,
        engagements=tuple(
            replace(each, outcomes=tuple(one for one in each.outcomes if not one.private))
            for each in result.engagements
        ),
    )

    assert any(one.private for each in result.engagements for one in each.outcomes)
    assert public(result) == public(without)
    assert public(result, "easy-read") == public(without, "easy-read")


def test_what_several_show_together_is_no_arrangement_and_is_about_single_people() -> None:
    result = audit([ROOT / "examples" / "several-files"], as_of=AUDIT_DAY, base=ROOT)

    assert [each.title for each in published(result).engagements] == [
        each.title for each in result.arrangements
    ]
    assert len(result.arrangements) == len(result.engagements) - 1


def test_a_check_that_may_be_named_is_one_of_ours_and_not_private() -> None:
    result = audit([ROOT / "examples" / "well-run.yaml"], as_of=AUDIT_DAY, base=ROOT)
    rules = {rule.id: rule for rule in result.rules}

    assert len(PUBLISHABLE) > 40
    assert rules.keys() >= PUBLISHABLE
    assert [one for one in PUBLISHABLE if rules[one].private] == []


def test_it_says_what_was_left_out_and_what_was_not_whole() -> None:
    text = Page(public(small_result())).text

    assert "All that concerns single people, whether there was any or not:" in text
    assert "Ties between people, disputes, complaints, concerns and what anybody needs." in text
