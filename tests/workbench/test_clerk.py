"""What `read` finds in a dozen invented documents, and how often what it proposes is right.

``documents/`` holds them as people make them: Word with tables and page breaks, PDF of a browser in
one column and two, PDF with divided words and headers, OpenDocument, Markdown, and text in two
encodings. Beside them ``what-matters.yaml`` says of each sentence whether it matters, and in which
fields it may stand. On six of them the turns of phrase were tried while they were written; the
other six were ``kept_apart``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from inline_snapshot import snapshot

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.asking import Option
from pitfall_audit.editing.documents import sentences_of
from pitfall_audit.editing.drafts import Draft, Told, reviewed
from pitfall_audit.editing.extracting import extracted
from pitfall_audit.engagement.spots import Proposed, field_named
from pitfall_audit.workbench.clerk import UNKNOWN, spoken_of
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.writing import as_flow

FOLDER = Path(__file__).parent / "documents"
GOLD = yaml.safe_load((FOLDER / "what-matters.yaml").read_text("utf-8"))


def said(name: str) -> Mapping[str, Any]:
    """What is found of each sentence of a document."""
    document = extracted(Path(name).suffix, (FOLDER / name).read_bytes())
    return {plain(one.text): spoken_of(one.text, one.lead) for one in sentences_of(document)}


def plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())


def right(place: str, value: Any, accepted: list[str]) -> bool:
    fits = dict(one.partition("=")[::2] for one in accepted)
    return place in fits and fits[place] in ("", as_flow(value))


def counted(name: str) -> dict[str, int]:
    found, gold = said(name), GOLD[name]
    # Of two lines of a heading in a column the second stays with the sentence below.
    spoken = {
        one: next((what for text, what in found.items() if text.endswith(plain(one))), None)
        for one in gold["matters"]
    }
    proposed = [
        right(each.place, each.value, gold["matters"][one])
        for one, what in spoken.items()
        for each in (what.proposed if what else ())
    ]
    return {
        "matter": len(spoken),
        "found": sum(what is not None for what in spoken.values()),
        "proposals": len(proposed),
        "right": sum(proposed),
        "do not matter": len(gold["does_not"]),
        "found needlessly": sum(found.get(plain(one)) is not None for one in gold["does_not"]),
    }


def test_what_is_found_and_how_much_of_what_is_proposed_is_right() -> None:
    sums: dict[bool, dict[str, int]] = {False: {}, True: {}}
    for name, gold in GOLD.items():
        for what, number in counted(name).items():
            own = sums[gold["kept_apart"]]
            own[what] = own.get(what, 0) + number
    page = (Path(__file__).parents[2] / "docs" / "reading-a-document.md").read_text("utf-8")
    for own in sums.values():
        row = [str(own[one]) for one in ("matter", "found", "proposals", "right")]
        assert f"| {' | '.join(row)} |" in page
    assert sums[False] == snapshot(
        {
            "matter": 103,
            "found": 101,
            "proposals": 113,
            "right": 95,
            "do not matter": 17,
            "found needlessly": 5,
        }
    )
    assert sums[True] == snapshot(
        {
            "matter": 82,
            "found": 79,
            "proposals": 110,
            "right": 80,
            "do not matter": 13,
            "found needlessly": 4,
        }
    )


@pytest.mark.parametrize("name", GOLD)
def test_each_sentence_of_a_document_is_cut_out_whole(name: str) -> None:
    text = "\n".join(said(name))
    for one in (*GOLD[name]["matters"], *GOLD[name]["does_not"]):
        if any(map(str.isalpha, one)) and not one.startswith(("Dear", "Yours")):
            assert plain(one) in text, one


def test_where_a_sentence_stands_is_told() -> None:
    at = {}
    for name in GOLD:
        document = extracted(Path(name).suffix, (FOLDER / name).read_bytes())
        sentences = [*sentences_of(document)]
        at[name] = sentences[-3].at
    assert at == snapshot(
        {
            "wayfinders.docx": "page 2, paragraph 22",
            "payment-policy.pdf": "page 2, line 6",
            "carers-forum.pdf": "page 1, line 18",
            "peer-role.odt": "paragraph 24",
            "committee-page.md": "line 33",
            "minutes.txt": "line 43",
            "governors.docx": "paragraph 17",
            "research-partners.pdf": "page 1, line 37",
            "interview-panels.odt": "paragraph 8",
            "letter.txt": "line 23",
            "advert.md": "line 14",
            "teaching-charter.docx": "paragraph 12",
        }
    )


def test_a_denial_is_no_grant() -> None:
    for words in (
        "They have no voting rights.",
        "They will not have a vote.",
        "Nobody has a vote.",
        "None of them has a vote.",
    ):
        spoken = spoken_of(words)
        assert spoken is not None
        voting = [one.value for one in spoken.proposed if one.place == "roles[].voting"]
        assert "yes" not in voting, words


class Confirming:
    """Confirms what is proposed, and says what else is needed, and for whom it is."""

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        del asks
        names = [name for name, _ in options]
        return next(one for one in ("0", "for", "<new>", "<type>", "<done>") if one in names)

    def type(self, asks: str) -> str:
        del asks
        return "one"

    def tell(self, text: str) -> None:
        pytest.fail(text)


def test_what_is_proposed_can_be_written() -> None:
    for turn in packaged_data("pitfall_audit.workbench", "clerk.yaml")["turns"]:
        place, value = turn["place"], turn["write"]
        field_named(place)
        if UNKNOWN in str(value):
            continue
        told = Told("So it is.", "line 1", "other", "", (Proposed(place, value, whole=True),), ())
        draft = Draft.begun("a", "A", "a.txt", [told])

        def confirm(answers: Sequence[Answer], draft: Draft = draft) -> str:
            draft.confirm("a.yaml", answers)
            return ""

        assert not reviewed(Confirming(), draft, confirm, lambda: None)
        assert draft.left == []
        assert place.rpartition(".")[2] in draft.text()


def test_a_sum_is_taken_with_what_it_is_for() -> None:
    spoken = spoken_of("People in meetings or training are offered a fee of £18.50 per half day.")
    assert spoken is not None
    assert spoken.proposed[0].value == {"amount": "£18.50", "unit": "half-day"}
    assert spoken.about == "payment"


def test_how_firmly_it_is_said_is_told() -> None:
    told = {word: spoken_of(f"Expenses {word} paid in advance.") for word in ("are", "should be")}
    assert [one.strength for one in told.values() if one] == ["", "should"]
