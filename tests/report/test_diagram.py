"""The picture: what stands in it, how lines run, and that it stays bounded and apart."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.report.sample_results import PANEL_ENGAGEMENT, PANEL_PICTURE, full_result

from pitfall_audit.engine.result import (
    Picture,
    PictureBody,
    PictureSeat,
    PictureSupport,
    PictureTie,
)
from pitfall_audit.report.diagram import MOST_CARDS, MOST_LANES, WIDTH, Drawing, drawing_of
from pitfall_audit.report.diagram_cards import cut, width_of, wrapped
from pitfall_audit.report.diagram_words import picture_summary
from pitfall_audit.report.html import render_html


def drawn(picture: Picture) -> Drawing:
    drawing = drawing_of(picture)
    assert drawing is not None
    return drawing


def cards(picture: Picture) -> list[tuple[str, list[str]]]:
    return [
        (card.kind, [text.text for text in card.texts])
        for frame in drawn(picture).frames
        for card in frame.cards
    ]


def told(picture: Picture) -> list[str]:
    """What the page says of a picture in words: each item of its lists."""
    engagements = (replace(PANEL_ENGAGEMENT, picture=picture),)
    page = render_html(replace(full_result(), engagements=engagements))
    part = page.partition('<div class="told">')[2].partition("</section>")[0]
    items = re.findall(r"<li>(.*?)</li>", part)
    return [" ".join(re.sub("<[^>]*>", "", one).split()) for one in items]


def people(number: int) -> Picture:
    seats = tuple(PictureSeat("Member", f"p{at}", "carer", True) for at in range(number))
    return Picture((PictureBody("board", "Board", seats),))


def test_each_card_says_who_as_what_and_how_their_ties_and_support_are() -> None:
    found = cards(PANEL_PICTURE)

    assert found[:2] == [
        (
            "lived",
            [
                "asha, survivor",
                "Panel member with lived",
                "experience",
                "Tie with jo: known and",
                "handled",
                "Tie with sam: not looked at",
                "Supported by sam",
                "Supported by involvement",
                "office",
            ],
        ),
        (
            "lived",
            [
                "brian, carer",
                "Panel member with lived",
                "experience",
                "Tie with jo: needs attention",
                "Was offered support,",
                "preferred none",
            ],
        ),
    ]
    assert [(kind, texts[0]) for kind, texts in found[2:]] == [
        ("unstated", "cleo"),
        ("open", "2 open places, carer"),
        ("other", "jo, ward nurse"),
        ("lived", "sam, peer worker"),
        ("team", "involvement office"),
    ]


def test_ties_and_support_are_told_apart_by_their_lines() -> None:
    drawing = drawn(PANEL_PICTURE)

    assert [(link.kind, len(link.heads)) for link in drawing.links] == [
        ("tie-handled", 0),
        ("tie-needs-attention", 0),
        ("tie-to-ask", 0),
        ("tie-attested", 0),
        ("tie-not-looked-at", 0),
        ("support", 1),
        ("support", 2),
    ]
    assert {"lived", "other", "unstated", "open", "team", "support"} <= drawing.shown


def test_a_tie_joins_the_cards_on_the_body_that_both_sit_on() -> None:
    bodies = tuple(
        PictureBody(
            name, name, tuple(PictureSeat("Member", who, None, None) for who in ("asha", "jo"))
        )
        for name in ("first", "second")
    )
    picture = Picture(bodies, ties=(PictureTie("asha", "jo", "handled", bodies=("second",)),))

    (link,) = drawn(picture).links
    second = drawn(picture).frames[1]

    assert all(second.y < y < second.y + second.height for _, y in link.ends)


def test_what_is_too_much_to_draw_is_still_told_in_words() -> None:
    many = people(MOST_CARDS + 1)

    assert drawing_of(people(MOST_CARDS)) is not None
    assert drawing_of(many) is None
    assert len(told(many)) == MOST_CARDS + 1
    # Each tie lies within the next, so that each needs a lane of its own.
    nested = tuple(PictureTie(f"p{at}", f"p{30 - at}", "handled") for at in range(MOST_LANES + 1))
    assert drawing_of(replace(people(31), ties=nested[:-1])) is not None
    assert drawing_of(replace(people(31), ties=nested)) is None
    assert len(told(replace(people(31), ties=nested))) == MOST_LANES + 1 + 31


def test_where_nobody_sits_nothing_is_drawn() -> None:
    ended = PictureSeat("Member", "asha", None, None, current=False)

    assert drawing_of(Picture()) is None
    assert drawing_of(Picture((PictureBody("board", "Board", (ended,)),))) is None


def test_in_words_the_picture_says_what_is_drawn_and_who_no_longer_sits() -> None:
    items = told(PANEL_PICTURE)

    assert picture_summary(PANEL_PICTURE) == (
        "4 people and 2 open places on 1 body. Ties between people: known and "
        "handled (1); needs attention (1); something to ask (1); handled, as attested (1); "
        "not looked at (1)."
    )
    assert "dev, patient: Panel member (not on the audit date)" in items
    assert "3 other members, not listed" in items
    assert items[-3:] == [
        "sam supports asha",
        "involvement office supports cleo and asha",
        "brian was offered support, and preferred none",
    ]


def test_each_tie_has_the_shape_of_how_it_is() -> None:
    page = render_html(full_result())
    ties = re.findall(r'<ul class="ties">.*?</ul>', page, re.DOTALL)
    shapes = re.findall(r"shape shape-([a-z]+)", ties[-1])

    assert shapes == ["passed", "warning", "ask", "passed", "none", "passed"]


NAMES = st.text(max_size=60) | st.sampled_from(
    ["W" * 90, "日本" * 40, "i" * 200, "\u202e\x00" * 30]
)
WHO = st.sampled_from(["a", "b", "c", "d", "W" * 70])


@given(
    st.lists(st.tuples(WHO, NAMES, NAMES), min_size=1, max_size=6),
    st.lists(st.tuples(WHO, WHO, st.sampled_from(["handled", "to-ask"])), max_size=5),
    st.lists(st.tuples(WHO, WHO), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_texts_fit_cards_are_apart_and_lines_keep_to_the_sides(
    seats: list[tuple[str, str, str]],
    ties: list[tuple[str, str, str]],
    supports: list[tuple[str, str]],
) -> None:
    sitting = tuple(PictureSeat(role, who, words, True) for who, role, words in seats)
    picture = Picture(
        (PictureBody("one", "One", sitting[:3]), PictureBody("two", "Two", sitting[3:])),
        supports=tuple(PictureSupport(of, by) for of, by in supports),
        ties=tuple(PictureTie(one, other, state) for one, other, state in ties),  # type: ignore[arg-type]
    )
    drawing = drawn(picture)

    placed = [card for frame in drawing.frames for card in frame.cards]
    for above, below in combinations(placed, 2):
        assert above.y + above.height < below.y
    for card in placed:
        heights = [text.y for text in card.texts]
        assert all(later - earlier > 15 for earlier, later in pairwise(heights))
        for text in card.texts:
            size = 16 if text.style == "name" else 14.5
            assert text.x + width_of(text.text, size) <= card.x + card.width
            assert card.y < text.y < card.y + card.height
            assert not {"\u202e", "\x00"} & {*text.text}
    for link in drawing.links:
        for x, y in link.ends:
            assert x in (placed[0].x, placed[0].x + placed[0].width)
            assert any(card.y < y < card.y + card.height for card in placed)
    assert 0 < placed[0].x < placed[0].x + placed[0].width < WIDTH
    assert drawing == drawing_of(picture)


@given(NAMES, st.floats(60, 300))
def test_a_cut_text_fits_and_a_text_that_fits_is_whole(text: str, room: float) -> None:
    assert width_of(cut(text, 14, room), 14) <= room
    lines = wrapped("a few short words", 14, 300)
    assert lines == ("a few short words",)
    assert all(width_of(line, 14) <= room for line in wrapped(text, 14, room))
