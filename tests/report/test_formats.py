"""The table of output formats: what holds of each row."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.report.sample_results import full_result, with_outcomes

from pitfall_audit.report.formats import FORMATS, Format


def test_no_two_formats_have_the_same_option_or_file_name() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert len({form.suffix for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
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
    assert (told in form.text_of(changed)) is form.private_in_full
