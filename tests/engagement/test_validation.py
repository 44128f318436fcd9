"""Validation: every mistake in plain words, at its place, all of a file at once."""

from typing import Annotated, Any

import pytest

from pitfall_audit.engagement.date_errors import plain_date
from pitfall_audit.engagement.message_words import did_you_mean, nearest
from pitfall_audit.engagement.model.markers import Within
from pitfall_audit.engagement.model.records import Field, Model
from pitfall_audit.engagement.model.scalars import Amount
from pitfall_audit.engagement.validation import validate, validate_as, validate_ties
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

HEAD = "version: 1\nid: a\ntitle: A\n"


def document(text: str) -> Document:
    read = read_text(text, "a.yaml")
    assert isinstance(read, Document)
    return read


def problems(text: str) -> tuple[Problem, ...]:
    engagement, found = validate(document(text))
    assert (engagement is None) is bool(found)
    return found


def only(text: str) -> Problem:
    found = problems(HEAD + text)
    assert len(found) == 1, [problem.message for problem in found]
    return found[0]


# --- files that are right -------------------------------------------------------------


def test_the_smallest_useful_file_is_valid() -> None:
    engagement, found = validate(
        document("""\
version: 1
id: board-seat
title: Carer on the quality committee
people:
  mary: {experience: [carer]}
roles:
  - id: carer-member
    body: quality committee
    holders: [mary]
""")
    )
    assert found == ()
    assert engagement is not None
    assert engagement.roles is not None
    assert engagement.roles[0].body == "quality committee"


# --- each kind of mistake, word for word ----------------------------------------------

PEOPLE = "people: {mary: , jo: }\n"
MISTAKES: dict[str, tuple[str, str, str, str]] = {
    "a key nearly right": (
        "roles: [{id: r, staus: full-member}]",
        "unknown-key",
        "“staus” is not a field under `roles`.",
        "Did you mean `status`?",
    ),
    "a key in the wrong place": (
        "roles: [{id: r, nominated_by: {team: x}}]",
        "unknown-key",
        "“nominated_by” is not a field under `roles`.",
        "`nominated_by` belongs under `holders`.",
    ),
    "a key of a record, at the top": (
        "holders: [mary]",
        "unknown-key",
        "“holders” is not a field at the top of the file.",
        "`holders` belongs under `roles`.",
    ),
    "a key like nothing": (
        "Zzz zz: 1",
        "unknown-key",
        "“Zzz zz” is not a field at the top of the file.",
        "A field of your own begins with `x-`: `x-zzz-zz`.",
    ),
    "a key of one's own without its hyphen": (
        "roles: [{id: r, x_replacement_care_paid: yes}]",
        "unknown-key",
        "“x_replacement_care_paid” is not a field under `roles`.",
        "A field of your own begins with `x-`: `x-replacement-care-paid`.",
    ),
    "a key of one's own like another": (
        "roles: [{id: r, X_status: a}]",
        "unknown-key",
        "“X_status” is not a field under `roles`.",
        "A field of your own begins with `x-`: `x-status`.",
    ),
    "a key for what another says": (
        "promises: [{id: p, ongoing: yes}]",
        "unknown-key",
        "“ongoing” is not a field under `promises`.",
        "This is said by `due`, as in `due: ongoing`.",
    ),
    "a sentence of a document beside its title": (
        "sources: [{id: terms, says: Members vote.}]",
        "unknown-key",
        "“says” is not a field under `sources`.",
        "This is said by `also_says`, with this document as its `source`.",
    ),
    "a word for a number": (
        "roles: [{id: r, places: three}]",
        "wrong-type",
        "`places` is to be a number or a range, but here is “three”.",
        "Write it in this shape: `places: 3`, or `places: 4-12`. If the papers do not say, leave "
        "it out; if they were read whole, write `not-stated`.",
    ),
    "more places than there are people": (
        "roles: [{id: r, places: 1000000000}]",
        "wrong-type",
        "`places` is “1000000000”, which is more than anybody could count here.",
        "Write a number up to 9,999,999, without commas.",
    ),
    "an amount that is a word": (
        "payment: {fee: {amount: twenty}}",
        "wrong-type",
        "`amount` is to be a sum of money, but here is “twenty”.",
        'Write it in this shape: `amount: 20`, or `amount: "£20"`. If the papers do not say, '
        "leave it out; if they were read whole, write `not-stated`.",
    ),
    "neither yes nor no": (
        "roles: [{id: r, voting: maybe}]",
        "wrong-type",
        "`voting` is to be yes or no, but here is “maybe”.",
        "Write yes or no. If the papers do not say, leave it out; if they were read whole, write "
        "`not-stated`.",
    ),
    "a list for a yes": (
        "roles: [{id: r, voting: [yes]}]",
        "wrong-type",
        "`voting` is to be yes or no or fields with their values, but here is a list.",
        "Write yes or no.",
    ),
    "a list for a text": (
        "purpose: [a, b]",
        "wrong-type",
        "`purpose` is to be text, but here is a list.",
        "Write text: `purpose: …`.",
    ),
    "fields for a list": (
        "roles: {id: r}",
        "wrong-type",
        "`roles` is to be a list, but here is a group of fields.",
        "Write it in this shape: `roles: [{id: panel-member, body: panel, holders: [mary]}]`.",
    ),
    "a list for people": (
        "people: [mary]",
        "wrong-type",
        "`people` is to be ids, each with its fields, but here is a list.",
        "Write it in this shape: `people: {mary: {experience: [carer]}}`.",
    ),
    "text for a person": (
        "people: {mary: carer}",
        "wrong-type",
        "`mary` is to have fields with their values, but here is “carer”.",
        "Write one field to a line, in the shape `experience: …`.",
    ),
    "a person or a team, unsaid": (
        PEOPLE + "support: [{for: jo, by: jo}]",
        "wrong-type",
        "`by` is to be a person, a team, a post or an organisation, but here is “jo”.",
        "Write it in this shape: `by: {person: sam}`. If the papers do not say, leave it out; if "
        "they were read whole, write `not-stated`.",
    ),
    "both a person and a team": (
        PEOPLE + "roles: [{id: r, supervised_by: {person: jo, team: x}}]",
        "wrong-type",
        "Only one of person, team, post or organisation can stand here, but here are person, team.",
        "Write it in this shape: `{person: jo}`, `{team: ward-3}`, or `{post: matron, of: the "
        "trust}`.",
    ),
    "neither a person nor a team": (
        "roles: [{id: r, supervised_by: {source: }}]",
        "missing-key",
        "This is to say who: person, team, post or organisation.",
        "Write it in this shape: `{person: jo}`, `{team: ward-3}`, or `{post: matron, of: the "
        "trust}`.",
    ),
    "what a post is of, and no post": (
        "bodies: {panel: {chair: {team: finance, of: the council}}}",
        "wrong-type",
        "`of` is said of a post, and no post is named here.",
        "Write the post beside it: `{post: head of adult services, of: the council}`.",
    ),
    "a post where an id stands": (
        "bodies: {panel: {secretary: Committee Clerk}}",
        "not-an-id",
        "“Committee Clerk” is not an id: lower-case letters, digits and hyphens, beginning with "
        "a letter.",
        "Write the id of somebody under `people`, and not their name, like this: `secretary-1`. "
        "A post is written `{post: …}`.",
    ),
    "support for nobody": (
        "support: [{kind: peer}]",
        "missing-key",
        "This support is for nobody: neither a person nor a role is named.",
        "Say for whom, as `for: asha`, or for everybody in a role, as `role: panel-member`.",
    ),
    "a role that brings another which is not there": (
        "roles: [{id: chair, brings_seats: [{role: membre}]}, {id: member}]",
        "unknown-reference",
        "“membre” is not declared under `roles`.",
        "Did you mean `member`?",
    ),
    "a seat that comes with a role which is not there": (
        "roles: [{id: chair}, {id: member, ex_officio_through: {role: chairs}}]",
        "unknown-reference",
        "“chairs” is not declared under `roles`.",
        "Did you mean `chair`?",
    ),
    "one person for two": (
        PEOPLE + "conflicts: [{between: [mary], because: care}]",
        "wrong-type",
        "`between` takes two entries, no more and no fewer.",
        "Write it in this shape: `between: [asha, jo]`.",
    ),
    "empty text": (
        'purpose: ""',
        "wrong-type",
        "`purpose` is empty text.",
        "Write text: `purpose: …`. To leave it open, leave it out.",
    ),
    "a blank in a list": (
        "roles:\n  -",
        "wrong-type",
        "This entry of the list is blank.",
        "Fill it in, or delete it.",
    ),
    "a British date": (
        "starts: 26/11/2026",
        "not-a-date",
        "`starts` is to be a date, but here is “26/11/2026”.",
        "Write the date as 2026-11-26.",
    ),
    "a date with a time": (
        "starts: 2026-11-26T10:00:00",
        "not-a-date",
        "`starts` is to be a date, but here is “2026-11-26T10:00:00”.",
        "Write the date as 2026-11-26.",
    ),
    "a date that may be two": (
        "starts: 03/04/2026",
        "not-a-date",
        "`starts` is to be a date, but here is “03/04/2026”.",
        "This may be one of two days. Write the one that is meant: 2026-04-03 (3 April) or "
        "2026-03-04 (4 March).",
    ),
    "a day that is not": (
        "starts: 2026-02-30",
        "not-a-date",
        "`starts` is “2026-02-30”, but February 2026 has 28 days.",
        "Write the day that was meant, in the same shape; if it is not known, leave it out, or "
        "write as much as is known: 2026-11 or 2026.",
    ),
    "a day that is not, where there may be no end": (
        "promises: [{id: p, due: 2026-09-31}]",
        "not-a-date",
        "`due` is “2026-09-31”, but September has 30 days.",
        "Write the day that was meant, in the same shape; if it is not known, leave it out, or "
        "write as much as is known: 2026-11 or 2026. If it has no end, write `ongoing`.",
    ),
    "a month that is not": (
        "starts: 2026-13-01",
        "not-a-date",
        "`starts` is “2026-13-01”, but there is no month 13.",
        "Write the day that was meant, as YYYY-MM-DD; if it is not known, leave it out, or write "
        "as much as is known: 2026-11 or 2026.",
    ),
    "the name of whoever chairs": (
        "people: {mary: }\nbodies: {panel: {chair: Nadia Smith}}",
        "not-an-id",
        "“Nadia Smith” is not an id: lower-case letters, digits and hyphens, beginning with "
        "a letter.",
        "Write the id of somebody under `people`, and not their name, like this: `chair-1`. "
        "A post is written `{post: …}`.",
    ),
    "the name of a holder": (
        "people: {mary: }\nroles: [{id: r, holders: [Nadia Smith]}]",
        "not-an-id",
        "“Nadia Smith” is not an id: lower-case letters, digits and hyphens, beginning with "
        "a letter.",
        "Write the id of somebody under `people`, and not their name, like this: `person-a`. "
        "A post is written `{post: …}`.",
    ),
    "two ids with no comma between them": (
        "people: {m1: , m2: }\nroles: [{id: r, holders: [m1 m2]}]",
        "not-an-id",
        "“m1 m2” is not one id, but several with no comma between them.",
        "Write a comma between them: `[m1, m2]`.",
    ),
    "no space after a colon in a list": (
        "roles:\n  - id:r",
        "wrong-type",
        "The colon after `id` has no space after it.",
        "Write it like this: `id: r`.",
    ),
    "no space after a colon in brackets": (
        "roles: [{id: r, status:observer}]",
        "wrong-type",
        "The colon after `status` has no space after it.",
        "Write it like this: `status: observer`.",
    ),
    "no space after the only colon under a name": (
        "bodies:\n  panel:\n    chair:dee",
        "wrong-type",
        "The colon after `chair` has no space after it.",
        "Write it like this: `chair: dee`.",
    ),
    "no space after the colon of what may stand alone": (
        "roles: [{id: r, holders: [person:mary]}]",
        "wrong-type",
        "The colon after `person` has no space after it.",
        "Write it like this: `person: mary`.",
    ),
    "a dash further right than the one above": (
        "roles:\n  - id: r\n    holders:\n      - mary\n       - jo",
        "not-an-id",
        "“mary - jo” is not an id: lower-case letters, digits and hyphens, beginning with "
        "a letter.",
        "If it is two entries of a list, begin each on a line of its own, with the dashes one "
        "under the other.",
    ),
    "neither a date nor ongoing": (
        "promises: [{id: p, due: soon}]",
        "not-a-date",
        "`due` is to be a date, but here is “soon”.",
        "Write year, month and day in the shape 2026-11-26, or as much as is known: 2026-11, "
        "spring 2026, 2026; where the year is not given, 26 November or November. If it has no "
        "end, write `ongoing`.",
    ),
    "a day in a short form": (
        "promises: [{id: p, told: 1 March 2026}]",
        "not-a-date",
        "`told` is to be a date, but here is “1 March 2026”.",
        "Write the date as 2026-03-01.",
    ),
    "a word nearly in a vocabulary": (
        "described_from: our-records",
        "not-one-of",
        "`described_from` cannot be “our-records”.",
        "Did you mean `own-records`? It takes: own-records, published-documents.",
    ),
    "a word in no vocabulary": (
        "promises: [{id: p, status: zzz}]",
        "not-one-of",
        "`status` cannot be “zzz”.",
        "It takes: planned, open, in-progress, kept, declined, withdrawn, superseded.",
    ),
    "a lay member's experience": (
        "people: {mary: {experience: [lay member]}}",
        "not-one-of",
        "An entry of `experience` cannot be “lay member”.",
        "A lay member need not have lived experience; as: lay says what the person sits as. "
        "It takes: service-user, carer, other-lived-experience.",
    ),
    "a supporter": (
        "roles: [{id: r, capacity: supporter}]",
        "not-one-of",
        "`capacity` cannot be “supporter”.",
        "A supporter may be a member of a group, or somebody who helps a member. "
        "It takes: service-user, carer, other-lived-experience, staff, lay, independent, office.",
    ),
    "a word for experience that checks do not know": (
        "people: {mary: {experience: [surviver]}}",
        "not-one-of",
        "An entry of `experience` cannot be “surviver”.",
        "Checks know three words for lived experience; write the one that fits: service-user, "
        "carer, other-lived-experience. `word:` beside it keeps the person's own.",
    ),
    "a role without an id": (
        "roles: [{title: Member}]",
        "missing-key",
        "`id` is missing under `roles`.",
        "Add it in this shape: `id: panel-member`.",
    ),
    "a blank id": (
        "roles: [{id: }]",
        "missing-key",
        "`id` is blank, and is needed under `roles`.",
        "Fill it in, in this shape: `id: panel-member`.",
    ),
    "an id with capitals": (
        "roles: [{id: Panel Member}]",
        "not-an-id",
        "“Panel Member” is not an id: lower-case letters, digits and hyphens, beginning with "
        "a letter.",
        "Write it like this: `panel-member`.",
    ),
    "a person's id that is none": (
        "people: {Mary Jones: }",
        "not-an-id",
        "“Mary Jones” is not an id: lower-case letters, digits and hyphens, beginning with "
        "a letter.",
        "Write an id that is not the person's name, like this: `person-a`.",
    ),
    "an unknown person": (
        PEOPLE + "roles: [{id: r, holders: [marie]}]",
        "unknown-person",
        "“marie” is not declared under `people`.",
        "Did you mean `mary`? To declare the person, write `marie:` on a line of its own under "
        "`people`.",
    ),
    "somebody cared for who is unknown": (
        "people: {mary: {carer_for: [al]}}",
        "unknown-person",
        "“al” is not declared under `people`.",
        "To declare the person, write `al:` on a line of its own under `people`.",
    ),
    "somebody told who is unknown": (
        PEOPLE + "promises: [{id: p, told: {to: [joe]}}]",
        "unknown-person",
        "“joe” is not declared under `people`.",
        "Did you mean `jo`? To declare the person, write `joe:` on a line of its own under "
        "`people`.",
    ),
    "an unknown body": (
        "bodies: {panel: }\nroles: [{id: r, body: pannel}]",
        "unknown-body",
        "“pannel” is not declared under `bodies`.",
        "Did you mean `panel`? To declare the body, write `pannel:` on a line of its own under "
        "`bodies`.",
    ),
    "a body that is named by a title that no body has": (
        "bodies: {panel: }\nroles: [{id: r, body: quality committee}]",
        "unknown-body",
        "“quality committee” is not declared under `bodies`.",
        "To declare the body, write `quality-committee:` on a line of its own under `bodies`.",
    ),
    "a body that is named by a title that two bodies share": (
        "bodies: {one: {title: Panel A}, two: {title: Panel A}}\nroles: [{id: r, body: Panel A}]",
        "unknown-body",
        "“Panel A” is not declared under `bodies`.",
        "To declare the body, write `panel-a:` on a line of its own under `bodies`.",
    ),
    "an unknown source": (
        "scope: {source: {id: tor, at: section 4}}",
        "unknown-source",
        "“tor” is not declared under `sources`.",
        "To declare the source, write `- {id: tor, title: …}` under `sources`.",
    ),
    "a view that is not there": (
        "views: [{id: v1}]\nstatements: [{id: s, draws_on: [zzz]}]",
        "unknown-reference",
        "“zzz” is not declared under `views`.",
        "There are: v1.",
    ),
    "a group that is not there": (
        "other_ways_we_listen: [{group: families}]",
        "unknown-reference",
        "“families” is not declared under `affected_groups`.",
        "Add it to `affected_groups`.",
    ),
    "two roles of one id": (
        "roles:\n  - {id: r}\n  - {id: r}",
        "two-of-one-identity",
        "Two entries of `roles` have the id `r`.",
        "Give one of them another id, or delete it.",
    ),
    "one person twice in a role": (
        PEOPLE + "roles:\n  - id: r\n    holders: [mary, {person: mary}]",
        "two-of-one-identity",
        "Two entries of `holders` are for `mary`.",
        "If the person holds it twice, say `from` when; otherwise delete one of them.",
    ),
    "one tie twice": (
        PEOPLE + "ties:\n  - {id: t1, of: mary, with: jo, kind: family}\n"
        "  - {id: t2, of: mary, with: {person: jo}, kind: family}",
        "two-of-one-identity",
        "Two entries of `ties` are of `mary` with `jo`, `family`.",
        "Give one of them another id, or delete it.",
    ),
    "one pair twice": (
        PEOPLE + "conflicts:\n  - {between: [mary, jo], because: care}\n"
        "  - {between: [jo, mary], because: care}",
        "two-of-one-identity",
        "Two entries of `conflicts` are between `jo` and `mary`, because of care.",
        "Put them together, with all steps in one list under `handling`.",
    ),
    "one support twice": (
        PEOPLE + "support:\n  - {for: mary, by: {person: jo}, kind: peer}\n"
        "  - {for: mary, by: {person: jo}, kind: [peer]}",
        "two-of-one-identity",
        "Two entries of `support` are for `mary` by `jo`.",
        "Put them together, with all kinds in one list: `kind: [peer, practical]`.",
    ),
    "one waiver twice": (
        "waivers:\n  - {rule: lone-member, subject: 'seats[r/a]'}\n"
        "  - {rule: lone-member, subject: 'seats[r/a]'}",
        "two-of-one-identity",
        "Two entries of `waivers` waive `lone-member` for `seats[r/a]`.",
        "Delete one of them.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_plain_words(mistake: str) -> None:
    text, kind, message, help_text = MISTAKES[mistake]
    problem = only(text + "\n")
    assert (problem.id, problem.message, problem.help) == (kind, message, help_text)


def test_a_wrong_version_is_told() -> None:
    (problem,) = problems("version: 2\nid: a\ntitle: A\n")
    assert (problem.id, problem.message, problem.help) == (
        "wrong-version",
        "This file says version “2”; version 1 is understood here.",
        "Write it like this: `version: 1`.",
    )


# --- other kinds of file --------------------------------------------------------------


class Numbers(Model):
    numbers: dict[Annotated[str, Within({"pattern": "^[a-z][a-z_]*$"})], Amount] = Field(
        said={"says": "Numbers by name.", "examples": [{"days_overdue": "30"}]}
    )


@pytest.mark.parametrize(
    ("text", "message", "help_text"),
    [
        (
            "soon",
            "`numbers` is to be names with values, but here is “soon”.",
            "Write it in this shape: `numbers: {days_overdue: 30}`.",
        ),
        (
            "{days: soon}",
            "`days` is to be a number, but here is “soon”.",
            "Write it in this shape: `numbers: {days_overdue: 30}`.",
        ),
        (
            "{days: }",
            "`days` is blank, and is needed under `numbers`.",
            "Fill it in, in this shape: `days: 30`.",
        ),
        (
            "{days-overdue: 3}",
            "“days-overdue” is not a name for a value: lower-case letters, digits and "
            "underscores, beginning with a letter.",
            "Write it like this: `days_overdue`.",
        ),
    ],
)
def test_a_value_by_its_name_is_told_in_plain_words(
    text: str, message: str, help_text: str
) -> None:
    _, (problem,) = validate_as(Numbers, document(f"numbers: {text}\n"))
    assert (problem.message, problem.help) == (message, help_text)
    assert problem.place.line == 1


# --- what is private ------------------------------------------------------------------

TIE = """\
version: 1
id: a
title: A
people: {asha: , jo: }
ties:
  - of: asha
    with: jo
    kind: family
"""


@pytest.mark.parametrize(
    "wrong",
    [
        "    since: when secret words were said\n",
        "    secret words: 1\n",
        "    since:secret words\n",
        "    secret words\n",
        "    since: @secret words\n",
        "    since: *secret\n",
        "    since: secret: words\n",
        "    since: 'secret\n",
        "  x: secret words\n",
        "conflicts: [{between: [asha, jo], because: secret words}]\n",
        "conflicts: [{between: [asha, jo], because: secret words]\n",
        " conflicts:\n    - because: secret words\n",
        "conflict: secret words\n",
        '"conflicts":\n- because: secret words\n',
    ],
)
def test_no_words_about_a_tie_are_told(wrong: str) -> None:
    text = TIE + wrong
    read = read_text(text, "a.yaml")
    found = validate(read)[1] if isinstance(read, Document) else read
    assert found
    assert "secret" not in repr(found)
    assert all(problem.place.line for problem in found)


def test_no_words_about_a_tie_are_told_of_a_file_in_brackets() -> None:
    found = problems(
        "{version: 1, id: a, title: A, starts: soon,\n"
        "ties: [{of: asha, with: jo,\nkind: secret words}], people: {asha: , jo: }}\n"
    )
    assert [bool(problem.place.excerpt) for problem in found] == [True, False]
    assert "secret" not in repr(found)


def test_what_stands_before_and_after_ties_is_shown() -> None:
    found = problems(HEAD + "starts: soon\nties: # none\n\n  - {}\nends: later\n")
    assert [problem.place.excerpt for problem in found if problem.id == "not-a-date"] == [
        "starts: soon",
        "ends: later",
    ]


# --- places and order -----------------------------------------------------------------


def test_all_problems_are_found_at_once_in_the_order_of_lines() -> None:
    found = problems("""\
version: 1
id: a
starts: soon
people: {mary: }
roles:
  - id: r
    status: full
    holders: [marie]
  - id: r
""")
    assert [(problem.place.line, problem.id) for problem in found] == [
        (1, "missing-key"),
        (3, "not-a-date"),
        (7, "not-one-of"),
        (8, "unknown-person"),
        (9, "two-of-one-identity"),
    ]


def test_a_problem_has_the_whole_line_and_its_place() -> None:
    problem = only("starts: soon\n")
    place = problem.place
    assert (place.line, place.column, place.end_column) == (4, 9, 13)
    assert place.excerpt == "starts: soon"


def test_an_unknown_key_is_pointed_at_itself() -> None:
    place = only("purpos: to help\n").place
    assert (place.line, place.column, place.end_column) == (4, 1, 7)


def test_the_other_of_two_is_shown() -> None:
    problem = only("roles:\n  - {id: r}\n  - {id: r}\n")
    assert problem.place.line == 6
    assert [(related.place.line, related.says) for related in problem.related] == [
        (5, "the other one")
    ]


def test_a_thousand_problems_are_told_and_the_rest_counted() -> None:
    found = problems(HEAD + "roles: [" + "x, " * 1_500 + "]\n")
    assert len(found) == 1_001
    assert found[-1].id == "too-many-problems"
    assert "500 more" in found[-1].message


@pytest.mark.parametrize("text", ["starts: " + "a" * 500, "level: " + "a" * 500, "a" * 500 + ": 1"])
def test_long_values_are_shortened(text: str) -> None:
    problem = only(text + "\n")
    assert len(problem.message) < 250
    assert len(problem.help) < 250


# --- names that need not be declared --------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "roles: [{id: r, body: quality committee}]",
        "lead: anybody",
        "people: {jo: {teams: [ward-3]}}",
        "people: {jo: }\nconflicts: [{between: [jo, {team: x}], because: care, tie: t1}]",
        "people: {jo: {carer_for: none}}",
        "roles: [{id: r, holders: none}]",
        "people: none",
    ],
)
def test_these_names_need_no_declaring(text: str) -> None:
    assert problems(HEAD + text + "\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "  - {for: mary, by: {team: a}}\n  - {for: mary, by: {team: b}}",
        "  - {for: mary, by: {team: a}, kind: peer}\n  - {for: mary, by: {team: a}, kind: other}",
        "  - {for: mary}\n  - {for: jo}",
    ],
)
def test_support_that_differs_is_not_one(text: str) -> None:
    assert problems(f"{HEAD}{PEOPLE}support:\n{text}\n") == ()


def test_one_person_may_hold_a_role_twice_in_turn() -> None:
    holders = "[{person: jo, from: 2024-01-01, until: 2024-06-30}, {person: jo, from: 2026-01-01}]"
    assert problems(f"{HEAD}{PEOPLE}roles: [{{id: r, holders: {holders}}}]\n") == ()


# --- a file of ties -------------------------------------------------------------------


def ties(text: str) -> tuple[Any, tuple[Problem, ...]]:
    return validate_ties(document(text))


def test_a_file_of_ties_names_people_declared_elsewhere() -> None:
    read, found = ties(
        "version: 1\nengagement: a\nties: [{of: asha, with: jo, kind: family, source: tor}]\n"
    )
    assert found == ()
    assert read.engagement == "a"
    assert read.ties[0].with_.person == "jo"


def test_a_file_of_ties_is_checked() -> None:
    _, found = ties("version: 1\nties: [{of: asha, with: jo, kind: famly}]\nheld_privately: {}\n")
    assert [(problem.id, problem.message) for problem in found] == [
        ("not-one-of", "`kind` cannot be “famly”."),
        ("unknown-key", "“held_privately” is not a field at the top of the file."),
    ]


def test_a_conflict_names_a_tie_of_its_file() -> None:
    _, found = ties(
        "version: 1\nties: [{id: t1, of: a, with: b, kind: family}]\n"
        "conflicts: [{between: [a, b], because: family, tie: t2}]\n"
    )
    assert [problem.message for problem in found] == ["“t2” is not declared under `ties`."]


# --- did you mean ---------------------------------------------------------------------


def test_case_and_hyphens_make_no_difference() -> None:
    assert nearest("Full member", ["full-member", "observer"]) == "full-member"
    assert did_you_mean("zzz", ["full-member"]) == ""


def test_long_words_and_long_lists_are_not_compared() -> None:
    assert nearest("a" * 61, ["a" * 61]) is None
    assert nearest("a1", [f"a{number}" for number in range(1_001)]) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/1/5", "2026-01-05"),
        ("20260105", "2026-01-05"),
        ("26.11.2026", "2026-11-26"),
        ("11/26/2026", "2026-11-26"),
        ("5th Jan 2026", "2026-01-05"),
        ("January 5, 2026", "2026-01-05"),
        ("4/4/2026", "2026-04-04"),
        ("4/5/2026", None),
        ("31/02/2026", None),
        ("5 Ju 2026", None),
        ("next week", None),
    ],
)
def test_a_date_is_guessed_only_where_it_is_plain(text: str, day: str | None) -> None:
    found = plain_date(text)
    assert (found.isoformat() if found else None) == day


def test_nobody_is_no_person_to_declare() -> None:
    problem = only("bodies: {panel: {chair: nobody}}")
    assert problem.id == "unknown-person"
    assert problem.help == "Where there is nobody, write `none`; in a list leave the entry out."


def test_a_name_that_is_nowhere_declared_is_one_problem_wherever_it_stands() -> None:
    problem = only(
        "people: {mary: }\n"
        "bodies: {panel: {chair: marie}}\n"
        "roles: [{id: r, holders: [marie]}]\n"
        "promises: [{id: p, told: {to: [marie]}}]"
    )
    assert problem.id == "unknown-person"
    assert [(one.place.line, one.says) for one in problem.related] == [
        (problem.place.line + 1, "named here too"),
        (problem.place.line + 2, "named here too"),
    ]


def test_of_a_name_in_very_many_places_the_first_are_told() -> None:
    roles = ", ".join(f"{{id: r{number}, holders: [marie]}}" for number in range(30))
    problem = only(f"people: {{mary: }}\nroles: [{roles}]")
    assert len(problem.related) == 20
    assert "in 9 more places" in problem.help


@pytest.mark.parametrize("key", ["<<    x", "<date>", "<mapping>", "[key]"])
@pytest.mark.parametrize(
    "inside",
    ["", "people: {asha: {KEY: 1}}\n", "promises: [{id: p, due: {within: two weeks, KEY: 1}}]\n"],
)
def test_a_key_like_one_of_the_library_that_validates_is_an_unknown_key(
    key: str, inside: str
) -> None:
    line = (inside or "KEY: 1\n").replace("KEY", f'"{key}"')
    document = read_text(f"version: 1\nid: a\ntitle: A\n{line}", "a.yaml")
    assert isinstance(document, Document)
    _, (problem,) = validate(document)
    assert problem.id == "unknown-key"
    assert problem.place.line == 4


@pytest.mark.parametrize("word", ["nobody", "No one"])
def test_nobody_is_no_post_and_the_word_for_it_is_told(word: str) -> None:
    problem = only(f"roles: [{{id: member, capacity: carer, line_managed_by: {word}}}]")
    assert "`none`" in problem.message
    assert word in problem.message
