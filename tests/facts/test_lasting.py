"""How long things are to last: titles and lengths of time as people may write them."""

from __future__ import annotations

import pytest
from tests.facts.fact_texts import at, subject

PAPERS = "described_from: published-documents\n"


def test_signs_in_a_title_are_shown_as_they_are() -> None:
    text = (
        "sources: [{id: t, title: 'Terms {draft}', kind: policy, valid_until: 2024-01-01}]\n"
        "bodies: {f: {title: 'F {0.x}', ends: 2024-01-01}}"
    )
    assert at(subject(text, "engagement").facts, "lasting.past") == [
        "F {0.x} was to end on 1 January 2024", "Terms {draft} held until 1 January 2024"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "sources: [{id: t, kind: advert, dated: 2024}]\n"
        "roles: [{id: m, source: t, term: {months: 1000000}}]",
        "sources: [{id: t, kind: advert, dated: 9999-12}]\n"
        "roles: [{id: m, source: t, term: {months: 12}}]",
        "bodies: {f: {reviewed_on: 2024-01-01, review_every: every 999 years}}",
    ],
)
def test_what_lasts_beyond_every_calendar_is_not_over(text: str) -> None:
    facts = subject(PAPERS + text, "engagement").facts
    assert at(facts, "lasting.past") == []
    assert at(facts, "lasting.unseen") is None


@pytest.mark.parametrize(("state", "asked"), [("", True), ("state: ended", False)])
def test_nobody_asks_who_follows_on_a_body_that_has_ended(state: str, asked: bool) -> None:
    text = f"bodies: {{f: {{{state}}}}}\nroles: [{{id: m, body: f, term: {{ends: 2025-01-01}}}}]"
    assert (at(subject(PAPERS + text, "engagement").facts, "lasting.unseen") is not None) is asked
