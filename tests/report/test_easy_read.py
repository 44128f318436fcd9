"""The paper in easy words: what it says, and that it is easy to read by a library's measures."""

from __future__ import annotations

import re

import textstat
from msgspec.structs import replace
from tests.report.sample_results import RULES, small_result, with_outcomes
from tests.report.test_html import Page

from pitfall_audit.engine.result import BUILT_IN_PACK, AuditResult, Outcome
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.publishing import PUBLISHABLE
from pitfall_audit.report.wording import TEXTS, sentences
from pitfall_audit.rules.form.outcomes import PITFALLS
from pitfall_audit.yaml.document_parts import packaged_data

WORDS = packaged_data("pitfall_audit.report", "public.yaml")
GOOD_FOR_NINE = 4.0
"""The school year, as American readability scores count them, in which children are nine."""


def easy(result: AuditResult) -> Page:
    return Page(BY_NAME["html"].text_of(result, audience="easy-read"))


def everything(*, several: bool = False) -> AuditResult:
    """A result in which each check that may be named finds something, and nothing is well known."""
    rules = tuple(
        replace(
            RULES[0],
            id=one,
            pitfall=PITFALLS[at % 14],
            title="X",
            pack=BUILT_IN_PACK,
            private=False,
        )
        for at, one in enumerate(sorted(PUBLISHABLE))
    )
    outcomes = [
        Outcome(
            one.id, "engagement", "", kind, "", "error" if kind == "failed" else None, earned=True
        )
        for one in rules
        for kind in ("failed", "cannot-tell", "passed")
    ]
    small = small_result()
    each = replace(with_outcomes(small.engagements[0], *outcomes), title="X", organisation=None)
    return replace(
        small,
        rules=rules,
        engagements=(each, each) if several else (each,),
        rules_not_run={"vote-unstated": "left out"},
    )


def words_of(page: Page) -> str:
    """The fixed wording, a full stop after each heading and each topic."""
    texts = [text for text in page.texts if text != "X"]
    return " ".join(text if text[-1] in ".:?" else f"{text}." for text in texts).replace(":", ".")


def test_its_fixed_wording_can_be_read_at_nine() -> None:
    """Scores that count letters, words and sentences alone: others need words from the network."""
    page = easy(everything(several=True))
    text = words_of(page)

    assert text.count("What should happen.") == 2 * len(PUBLISHABLE)
    assert textstat.automated_readability_index(text) <= GOOD_FOR_NINE
    assert textstat.coleman_liau_index(text) <= GOOD_FOR_NINE
    # And so are the words on each check by themselves.
    for id_, said in WORDS["checks"].items():
        assert textstat.automated_readability_index(" ".join(said.values())) <= GOOD_FOR_NINE, id_


def test_each_sentence_is_short_and_has_a_line_of_its_own() -> None:
    page = easy(everything())
    said = [sentence for one in WORDS["checks"].values() for text in one.values()
            for sentence in sentences(text)]  # fmt: skip

    assert [one for one in said if len(one.split()) > 15] == []
    assert [one for one in said if one not in page.texts] == []
    assert [one for one in said if re.search(r"[;()\u2013\u2014&/]|n't\b|\betc", one)] == []


def test_a_picture_stands_beside_each_pitfall_and_is_not_the_same_as_another() -> None:
    html = BY_NAME["html"].text_of(everything(), audience="easy-read")
    drawn = dict(
        reversed(pair)
        for pair in re.findall(r'<li>(<svg class="pictogram".*?</svg>) ([^<]+)</li>', html)
    )

    assert drawn.keys() == set(WORDS["easy_pitfalls"].values())
    assert WORDS["easy_pitfalls"].keys() == set(PITFALLS) - {"noted"}
    assert len(set(drawn.values())) == len(drawn) == 14
    assert [one for one in drawn.values() if "<path" not in one] == []


def test_it_is_marked_as_a_draft_and_says_what_it_does_not_know_and_whom_to_ask() -> None:
    text = easy(small_result()).text

    assert text.index(TEXTS["easy_read_draft"]) < text.index("What this paper is about")
    assert "We do not know if people feel heard." in text
    assert "You can ask the people who run this." in text


def test_what_kept_the_audit_from_being_whole_is_said() -> None:
    whole = everything()
    text = easy(replace(whole, rules_not_run={})).text

    assert "We did not look at everything." not in text
    assert "We did not look at everything." in easy(whole).text
