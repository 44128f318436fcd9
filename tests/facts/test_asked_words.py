"""What a text asks of people by its words: ordinary ways to say it, and those that only look so."""

from __future__ import annotations

import pytest
from tests.facts.fact_texts import sheet

from pitfall_audit.facts.asked_words import Asked, asked_in
from pitfall_audit.facts.phrases import speaks_of

SEEN: dict[Asked, list[str]] = {
    "loyal": [
        "promote the charity's aims in a positive light",
        "promote and protect the good name of the hospital",
        "act as the trust’s ambassadors",  # noqa: RUF001
        "be an ambassador for the health board",
        "work constructively in support of the agreed aims",
        "support the board's decisions",
        "accept the majority decision",
        "members share collective responsibility",
        "the committee speaks with one voice",
        "members do not publicly criticise the agency",
        "show loyalty to the society",
    ],
    "impartial": ["act impartially", "remain neutral", "be objective and fair", "with objectivity",
                  "offer an objective view", "give balanced and objective comments"],
    "independent": ["be a critical friend", "give independent advice", "robust challenge",
                    "hold the board to account", "independence of mind", "challenge assumptions"],
    "one_side": ["see that residents' needs come first", "put the carers of the county first",
                 "champion for families", "speak up on behalf of patients",
                 "act solely in the interests of the tenants and residents"],
    "unmoved": ["be rational", "make the point without getting emotional", "dispassionately",
                "put your own experience to one side", "set aside their personal feelings",
                "members should not become emotional"],
    "by_choice": ["tell your story if you wish", "share experiences as appropriate",
                  "you are free to share as much of your story or none"],
    "terms_later": ["Terms of appointment are issued once appointed.",
                    "A role description will be provided at induction.",
                    "On joining, you will be sent a copy of the terms of reference.",
                    "The contract is explained when you start."],
    "equal": ["carers and staff are equal partners", "with the same rights as other members",
              "a full and equal member", "people meet as equals"],
    "goes_on": ["some carry on advising", "former members continue to help", "they stay involved",
                "two remain available for questions"],
    "blank": ["the term is blank", "hours tbc", "length of term to be decided",
              "time commitment not yet agreed"],
    "lesser": ["carers, including associate members", "half are patients or corresponding members"],
    "one_contact": ["the contact is one nurse", "there is a single named contact"],
}  # fmt: skip
LOOKS_SO: dict[Asked, list[str]] = {
    "loyal": ["ambassadors for carers", "support people with decisions", "support each other",
              "promote recovery", "the strategy is supported by members",
              "young people's ambassadors", "give an ambassador's address",
              "Members are not asked to show loyalty to the trust.",
              "Nobody has to present the trust in a positive light.",
              "People do not have to accept the board's decisions.",
              "No member is bound by the decisions of the board.",
              "The trust will not criticise members who disagree.",
              "Members will never be criticised for what they say.",
              "Once a decision has been made, members are told why."],
    "impartial": ["the objective of the group", "meet its objectives", "objective 3",
                  "Members are not asked to be objective.", "Members don't need to stay neutral.",
                  "An impartial chair leads the meetings."],
    "independent": ["live independently", "independent living", "the independent chair",
                    "Members get independent advice on benefits."],
    "one_side": ["first aid", "people first", "safety first", "put papers in the post first thing"],
    "unmoved": ["explain the rationale", "emotional support is offered", "national and regional",
                "Nobody is asked to leave their feelings at the door.",
                "Staff must not become angry with members."],
    "by_choice": ["tell your story", "as appropriate, papers are sent by post"],
    "terms_later": ["Terms are sent before appointment.", "The term begins on appointment.",
                    "Terms may be renewed, as agreed on appointment.",
                    "Members sign a confidentiality statement on appointment.",
                    "The agreement on fees is explained on joining.",
                    "Terms are explained at the interview, not on appointment."],
    "equal": ["equal opportunities", "it is hoped that people meet as equals", "unequal terms",
              "Members do not have the same vote as other members.",
              "equal terms of three years",
              "The trust and the council are equal partners."],
    "goes_on": ["Members no longer stay involved.", "go on visits to wards",
                "members helped for a year", "the trust continued"],
    "blank": ["the term is two years", "decided by the chair", "The hours are not left blank."],
    "lesser": ["half are carers", "an associate professor", "by post or email"],
    "one_contact": ["one contact for each county", "contact the team", "two contacts",
                    "Nobody is the only contact."],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SEEN.items() for text in texts]
)
def test_what_asks_is_seen(kind: Asked, text: str) -> None:
    assert asked_in(kind, ["Papers come by post", text]) == text.rstrip(".")


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in LOOKS_SO.items() for text in texts]
)
def test_what_only_looks_so_asks_nothing(kind: Asked, text: str) -> None:
    assert asked_in(kind, [text]) is None


def test_a_denial_ends_where_another_verb_begins() -> None:
    asks = "Members are not staff but should be impartial"
    assert asked_in("impartial", [asks]) == asks


SPOKEN: list[tuple[str, bool, str]] = [
    ("word-back", True, "Members get feedback."),
    ("word-back", True, "The trust will\nfeed back."),
    ("word-back", True, "People hear what difference it made."),
    ("word-back", False, "Members do not get feedback."),
    ("word-back", False, "Members have given feedback."),
    ("word-back", False, "Members will report back to the group."),
    ("word-back", False, "Members know how decisions are made."),
    ("word-back", False, "Staff are told what happened."),
    ("no-references", True, "No references are asked for."),
    ("no-references", False, "Nobody is taken on without references."),
    ("among-people-at-risk", False, "The group is impatient."),
    ("among-people-at-risk", False, "There is no contact with patients."),
    ("the-young", True, "Young people take part."),
    ("the-young", False, "Adults, not young people, take part."),
    ("not-kept", False, "No meeting was missed."),
    ("more-to-do", False, "Nothing more must be done."),
    ("several", True, "Council members"),
    ("several", False, "Young people's champion"),
    ("treating", True, "Care-coordinator"),
    ("of-others", False, "Nobody speaks on behalf of others."),
    ("begins-finished", True, "read the job description"),
    ("begins-finished", False, "read and comment on the job description"),
    ("missing", True, "Night workers are not represented."),
    ("missing", True, "Night workers are under-represented."),
    ("missing", False, "Nothing is missing."),
    ("news", True, "Newsletter, spring"),
    ("news", True, "Article on the panel"),
    ("news", False, "Expression of interest form"),
    ("news", False, "Articles of association"),
    ("other-way", False, "Write in person, not by email."),
]


@pytest.mark.parametrize(("matter", "speaks", "text"), SPOKEN)
def test_of_what_a_sentence_speaks(matter: str, speaks: bool, text: str) -> None:
    assert speaks_of(matter, text) is speaks


def test_of_a_long_text_the_beginning_is_read() -> None:
    assert asked_in("loyal", ["a. " * 5000 + "show loyalty"]) is None
    assert not speaks_of("word-back", "told what " * 10_000 + "you said, we did")


SOURCES = "sources: [{id: talk, kind: interview}, {id: tor, kind: terms-of-reference}]\n"
EQUAL, LATER = "people are equal partners", "terms are issued once appointed"
CONTACT, LESSER = "one named nurse is the contact", "including associate members"
QUOTED = (
    f"bodies: {{b: {{says: '{EQUAL}; {CONTACT}', source: SRC, composition: "
    f"[{{of: carer, says: '{LESSER}', source: SRC}}]}}}}\n"
    "roles: [{id: r, body: b, capacity: carer}]\n"
    f"promises: [{{id: p, kind: standing-rule, text: '{EQUAL}', source: SRC}}]\n"
    f"also_says: [{{about: roles, text: '{LATER}', source: SRC}}, "
    "{about: other, text: No references are asked of those who visit wards, source: SRC}]\n"
    f"recruitment: {{says: '{LATER}', source: SRC, selection: {{says: '{LATER}'}}}}\n"
)


@pytest.mark.parametrize("source", ["talk", "tor"])
def test_nothing_of_an_interview_is_quoted(source: str) -> None:
    found = sheet(SOURCES + QUOTED.replace("SRC", source))
    (seat,), (role,) = found.subjects["seat"], found.subjects["role"]
    (engagement,) = found.subjects["engagement"]
    quoted = source == "tor"
    assert (seat.facts["said_equal"] == [EQUAL]) is quoted
    assert (seat.facts.get("terms_come_later") == LATER) is quoted
    assert (role.facts.get("counted_with_lesser") == LESSER) is quoted
    assert (engagement.facts["contact"]["one_by_words"] == [CONTACT]) is quoted
    assert bool(engagement.facts["safety"]["references_wanting"]) is quoted
    if not quoted:
        assert EQUAL not in str(seat.facts)
        assert LATER not in str(seat.facts)


@pytest.mark.parametrize("duties", ["[prices tbc, hours tbc]", "[hours tbc, prices tbc]"])
def test_a_blank_is_seen_whatever_stands_before_it(duties: str) -> None:
    (role,) = sheet(f"roles: [{{id: r, duties: {duties}}}]").subjects["role"]
    assert role.facts["left_blank"] == ["hours tbc"]
