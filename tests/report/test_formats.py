"""The table of output formats: what holds of each row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import (
    audit_results,
    full_result,
    on_demand,
    several_result,
    with_outcomes,
)
from tests.report.test_html import HOSTILE
from tests.report.told import told_in

from pitfall_audit.engine.result import AuditResult, Entry, Outcome, PictureTie
from pitfall_audit.language import languages
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.formats import FORMATS, Format
from pitfall_audit.report.redaction import redacted
from pitfall_audit.report.view import view_of
from pitfall_audit.yaml.places import Place, Problem

each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def test_no_two_formats_have_the_same_option_or_file_name() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    own = [form.suffix for form in FORMATS if form.own_option]
    assert len(set(own)) == len(own)


@each_format
def test_private_findings_stand_only_where_the_table_says_so(form: Format) -> None:
    result = full_result()
    told = "told in confidence"
    (first, *others) = result.engagements
    outcomes = tuple(
        replace(one, message=told, private=True) if one.outcome == "failed" else one
        for one in first.outcomes
    )
    changed = replace(result, engagements=(with_outcomes(first, *outcomes), *others))
    assert any(one.private for one in outcomes)
    assert (told in told_in(form, changed)) is form.private_in_full


@each_format
def test_nothing_private_stands_in_what_is_redacted(form: Format) -> None:
    """Neither the ids that a tie connects, nor what is said of them, nor where it stands."""
    result = several_result()
    names = ("inesq", "ottoq")
    (first, *others) = result.engagements
    tie = Outcome(
        "cared-for-by-colleague",
        "ties[inesq/ottoq/receives-care-from]",
        "inesq and ottoq",
        "failed",
        "inesq is cared for by ottoq",
        "error",
        Place("ties.yaml", 7, 3, 7, 9, "", "ties[1].handled"),
        details=("inesq sits with ottoq.",),
        private=True,
    )
    outcomes = (
        *first.outcomes,
        tie,
        replace(tie, subject="ties[inesq/ottoq/family]"),
        replace(tie, outcome="cannot-tell", severity=None, who="ottoq"),
        replace(tie, outcome="passed", severity=None, earned=True),
        replace(tie, outcome="error", severity=None),
    )
    problem = Problem(
        "wrong-type", "inesq …", Place("a.yaml", 9, 1, 9, 2, "ottoq", "ties[0]"), "ottoq"
    )
    changed = replace(
        result,
        engagements=(
            replace(
                with_outcomes(first, *outcomes),
                entries={"ties": Entry("ties", 20), "ties[1]": Entry("inesq", 21)},
                picture=replace(first.picture, ties=(PictureTie("inesq", "ottoq", "handled"),)),
            ),
            *others,
        ),
        problems=(problem,),
    )
    text = told_in(form, redacted(changed), questions=True)
    assert not any(name in text for name in names)
    assert "cared-for-by-colleague" in text or "Someone sits with a person" in text
    if form.name != "gitlab":
        assert "2 findings, told in full only where" in " ".join(text.split())


def test_redaction_keeps_every_count() -> None:
    for result in (several_result(), full_result()):
        assert view_of(redacted(result)).counts.needs_attention == (
            view_of(result).counts.needs_attention
        )
        assert redacted(redacted(result)) == redacted(result)


@given(audit_results(st.sampled_from(HOSTILE) | st.text(max_size=6)), st.sampled_from(languages()))
@settings(max_examples=tries(25), deadline=None)
def test_what_is_made_when_it_is_asked_for_is_written_as_what_is_held(
    result: AuditResult, language: str
) -> None:
    outside = replace(result, engagements=on_demand(result.engagements))
    brand = Brand(language=language)
    assert outside == result
    digested = replace(result, engagements=on_demand(result.engagements, result.rules))
    for form in FORMATS:
        if form.name not in ("docx", "pdf"):
            for audience in {*form.audiences} - {"person"}:
                asked: dict[str, Any] = {"audience": audience, "questions": True, "brand": brand}
                written = form.content_of(result, **asked)
                assert form.content_of(outside, **asked) == written
                assert form.content_of(digested, **asked) == written
