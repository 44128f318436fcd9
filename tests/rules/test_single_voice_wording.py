"""How well wording is told that speaks of one view for all, over eighty invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pitfall_audit.facts.single_voice import single_voice_in
from pitfall_audit.yaml.reading import Document, read_file

SENTENCES = Path(__file__).with_name("single_voice_sentences.yaml")


def sentences() -> tuple[list[str], dict[str, str]]:
    """Those that speak of one view for all, and those that do not with what keeps them from it."""
    document = read_file(SENTENCES, SENTENCES.name)
    assert isinstance(document, Document), document
    return document.data["fires"], {one["text"]: one["by"] for one in document.data["guarded"]}


def test_precision_and_recall_over_eighty_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    fires, guarded = sentences()
    assert (len(fires), len(guarded)) == (40, 40)
    found = [one for one in fires if single_voice_in(one).phrases]
    missed = [one for one in fires if one not in found]
    wrong = {one: by for one, by in guarded.items() if single_voice_in(one).phrases}
    precision = len(found) / (len(found) + len(wrong))
    recall = len(found) / len(fires)
    with capsys.disabled():
        print(f"\nsingle-voice-wording: precision {precision:.2f}, recall {recall:.2f}")  # noqa: T201
    # What is missed has no definite singular in it; what is wrong speaks of one person, or of
    # another thing. The words can't tell, so the check is never more than advice on words alone.
    assert missed == [
        "The lay member confirmed that patients would be happy with the new arrangement.",
        "The patients' verdict on the pilot was favourable.",
        "The carer's-eye view supplied by Mr Price settled the matter.",
        "Patients want shorter letters, and the Trust will write them.",
        "Speaking as the patient in the room, the co-chair approved the wording.",
        "This proposal has the support of service users and carers, whose view is clear.",
        "Service users feel that the waiting room is unwelcoming.",
        "The public's priorities are parking and shorter waits, so nothing else was asked.",
    ]
    assert list(wrong) == [
        "The leaflet lists what patients need to bring on the day.",
        "Mary gave the carer view she holds, and Brian said that he saw it otherwise.",
        "The investigator set out the patient's view of the events and the ward's reply.",
        "The service user's position on the waiting list is confirmed each month.",
    ]
    assert (round(precision, 2), round(recall, 2)) == (0.89, 0.8)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("the user and carer view", ["the user and carer view"]),
        ("THE PATIENT VOICE COUNTS", ["THE PATIENT VOICE"]),
        ("The service-user  \n voice, again", ["The service-user voice"]),
        ("the carer’s point of view", ["the carer’s point of view"]),  # noqa: RUF001
        ("the patient view; the patient view", ["the patient view"]),
        ("what users want and the lay view", ["what users want", "the lay view"]),
        ("the patient, view", []),
        ("the patient view", ["the patient view"]),
        ("the Patient Voice", []),
        ("Not now. The patient view was heard.", ["The patient view"]),
        ("It is not late; the patient view was heard.", ["the patient view"]),
        ("", []),
    ],
)
def test_phrases_are_given_in_the_words_of_the_text(text: str, phrases: list[str]) -> None:
    assert list(single_voice_in(text).phrases) == phrases


def test_declared_names_are_left_out_and_nothing_else() -> None:
    names = ["The parent voice", "Quality committee"]
    assert single_voice_in("The parent voice meets in May.", names).phrases == ()
    assert single_voice_in("The parent voice meets in May.").phrases == ("The parent voice",)
    text = "The parent voice put the carer view."
    assert single_voice_in(text, names).phrases == ("the carer view",)


def test_a_long_text_is_read_in_part_and_says_so() -> None:
    short = single_voice_in("word " * 10 + "the patient view")
    long = single_voice_in("word " * 100_000 + "the patient view")
    assert (short.phrases, short.whole) == (("the patient view",), True)
    assert (long.phrases, long.whole) == ((), False)


def test_a_name_counts_where_it_stands_as_a_whole() -> None:
    names = ["The parent voice network"]
    assert single_voice_in("The parent voice is for the clinic.", names).phrases
    assert not single_voice_in("The parent voice network is for the clinic.", names).phrases


@pytest.mark.parametrize("again", ["the ", "the\n", "the patient and ", "the patient view, "])
def test_a_text_of_one_thing_again_and_again_is_read_to_its_end(again: str) -> None:
    assert single_voice_in(again * (19_000 // len(again)) + ". The lay view").phrases


def test_five_phrases_are_shown_at_most() -> None:
    groups = ("user", "patient", "carer", "lay", "public", "parent", "family")
    assert len(single_voice_in(". ".join(f"The {one} view counts" for one in groups)).phrases) == 5


_PIECES = st.sampled_from(
    ["the", "user", "carer", "'", "’", "view", "“", "”", "and", ".", "no", " ", "\n\n", "voice of",  # noqa: RUF001
     "what", "want", "point of view", "-", "(", "Voice", "partner"]
)  # fmt: skip


@given(st.text() | st.lists(_PIECES).map(" ".join))
@example("the user view")
def test_any_text_can_be_looked_at_and_phrases_stand_in_it(text: str) -> None:
    found = single_voice_in(text)
    assert found.whole
    for phrase in found.phrases:
        assert phrase in " ".join(text.split())
