"""What a file states that is good is told as the data file has it, and nothing else is."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, get_args

import pytest
from tests.facts.test_silence import facts

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Worded
from pitfall_audit.engagement.model.outlines import all_models
from pitfall_audit.engagement.model.records import fields_of, file_keys
from pitfall_audit.engagement.model.vocabulary import Capacity
from pitfall_audit.facts.good_practice import GoodPractice, good_practice
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.rules.form.outcomes import PITFALLS
from pitfall_audit.rules.packs import load_built_in

PRACTICES = good_practice()
CHECKS = {rule.id for rule in load_built_in().rules}
RECORDS = {model.__name__: model for model in (*all_models(Engagement), Worded)}


def told(text: str) -> dict[str, str]:
    return {one.identity: one.facts["told"] for one in facts(text).subjects["merit"]}


@pytest.mark.parametrize("one", PRACTICES, ids=lambda one: f"{one.record}.{one.field}")
def test_each_names_a_field_that_a_record_has_and_a_value_that_it_may_have(
    one: GoodPractice,
) -> None:
    fields = fields_of(RECORDS[one.record])
    keys = file_keys(RECORDS[one.record])
    named = {key: fields[name] for name, key in keys.items()}
    wanted = {keys[one.field]: one.value, **one.given, **one.unless}
    for key, value in wanted.items():
        if value in ("yes", "no"):
            assert "bool" in str(named[key].annotation)
        else:
            listed = str(named[key].annotation)
            known = f"'{value}'" in listed or "name='text'" in listed
            assert value in (None, "any") or known or value in get_args(Capacity)
    filled = {name.removesuffix("_day") for name in re.findall(r"{(\w+)}", one.says)}
    assert filled <= {"name", "value", *named}
    for matter in filter(None, (one.said, one.unless_said)):
        assert not speaks_of(matter, "")
    assert set(one.checks) <= set(CHECKS)
    # Those of whom the same is said are gathered by the words after their names.
    assert "{name}" not in one.says or one.says.startswith("{name}: ")


@pytest.mark.parametrize(
    ("practice", "value", "states"),
    [
        ({}, True, True),
        ({}, False, False),
        ({}, None, False),
        ({}, (), False),
        ({}, "none", False),
        ({}, dt.date(2026, 1, 1), True),
        ({"value": "evening"}, ("daytime", "evening"), True),
        ({"value": "evening"}, ("daytime",), False),
        ({"value": "equal"}, "equal", True),
        ({"value": "equal"}, "lower", False),
        ({"value": "no"}, False, True),
        ({"value": "no"}, True, False),
        ({"value": "yes"}, True, True),
    ],
)
def test_what_stands_at_a_field_states_it_or_not(
    practice: dict[str, Any], value: object, states: bool
) -> None:
    plain = {"about": "roles", "record": "R", "field": "f", "says": ""}
    assert GoodPractice(**{**plain, **practice}).stated_by(value) is states


def test_what_is_told_of_somebody_is_told_of_each_by_name() -> None:
    roles = (
        "roles:\n- {id: reader, title: Reader, disclosure: not-asked}\n"
        "- {id: writer, title: Writer, disclosure: not-asked}\n"
    )
    found = {one.identity: one for one in facts(roles).subjects["merit"]}
    assert set(found) == {
        "stated[privacy/Role.disclosure/not-asked/reader]",
        "stated[privacy/Role.disclosure/not-asked/writer]",
    }
    (reader, _) = found.values()
    assert (reader.label, reader.facts["told"]) == (
        "Reader", "Reader: nobody has to give particulars of their health.",
    )  # fmt: skip


def test_neither_the_order_of_a_list_nor_its_words_are_part_of_an_identity() -> None:
    text = "bodies: {panel: {stages: %s, papers: {formats: %s}}}\n"
    one = told(text % ("[questions, scoring]", "[plain, audio]"))
    other = told(text % ("[scoring, questions]", "[audio, plain, braille]"))
    assert one.keys() == other.keys()
    assert "stated[roles/Body.stages/panel]" in one


def test_what_stands_in_a_paper_that_was_replaced_is_not_told() -> None:
    text = (
        "sources: [{id: old, kind: policy, state: superseded}]\n"
        "payment: {source: old, may_decline: yes}\n"
    )
    assert told(text) == {}
    assert told(text.replace("superseded", "issued")) != {}


def test_what_came_to_nothing_is_not_told() -> None:
    effect = "impact: [{effect: no bus was found, effect_kind: %s}]\n"
    assert told(effect % "none") == {}
    assert list(told(effect % "positive").values()) == ["What is told of it: no bus was found."]


def test_what_only_should_be_so_is_not_told() -> None:
    assert told("payment: {may_decline: yes, strength: should}\n") == {}


def test_each_stands_under_a_pitfall() -> None:
    assert {one.about for one in PRACTICES} <= set(PITFALLS)


RULE = "promises: [{id: a, kind: standing-rule, text: %s}]\n"


@pytest.mark.parametrize(
    "text",
    [
        "The trust bears all costs.",
        "Expenses are reimbursed in a week.",
        "Members get feedback on what came of it.",
        "The committee will feed back to those who took part.",
        "A yearly report goes to the board.",
        "The panel reviews its terms every year.",
        "The board must respond in writing within 30 days.",
        "Nobody is worse off for a complaint.",
        "Taking part will not affect the care that anybody receives.",
        "Members may decline any task.",
        "Minutes are published within a week.",
        "Minutes are available to all members.",
        "Members are asked in good time.",
        "Papers are sent out seven days before the meeting.",
        "Disputes go to an independent mediator.",
        "Directors are held accountable for it.",
        "Interpreters are provided on request.",
        "At least half of the members must be people with lived experience.",
        "Dissent is minuted.",
        "A summary is sent to everyone who took part.",
        "Agendas are circulated five days ahead.",
        "The council evaluates its own performance every year.",
    ],
)
def test_a_rule_that_gives_something_good_is_told(text: str) -> None:
    assert list(told(RULE % text).values()) == [f"It is written as a rule: {text}"]
    assert told((RULE % text).replace("id: a", "id: a, strength: should")) == {}
    assert told((RULE % text).replace("id: a", "id: a, says: 12% of the time")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Terms are given once somebody has begun.",
        "Minutes are kept by the secretary.",
        "What was said is left out of the posted minutes.",
        "Everything is led by carers.",
        "Members are accountable to the chair.",
        "Managers hold members accountable for coming.",
        "Minutes are not published.",
        "Meetings are open to the public only in May.",
        "Costs are met within the budget.",
        "The trust may refuse expenses without receipts.",
        "Members must give feedback to the chair.",
        "Members receive feedback on their performance.",
        "Travel expenses will not be covered.",
        "Applicants are asked for two references.",
        "No harm may come to the reputation of the service.",
        "Members pay their own costs.",
        "Rights under the law.",
    ],
)
def test_a_rule_as_such_is_no_praise(text: str) -> None:
    assert told(RULE % text) == {}


def test_more_than_one_is_counted_in_a_list_and_over_all() -> None:
    assert told("payment: {ways: [cash]}\n") == {}
    assert list(told("payment: {ways: [voucher, cash]}\n").values()) == [
        "People choose how they are paid: voucher, cash."
    ]
    way = "recruitment: {ways_in: [{mode: phone}%s]}\n"
    assert told(way % "") == {}
    assert list(told(way % ", {mode: online}").values()) == [
        "There is more than one way to come in or to answer: phone, online."
    ]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (
            "events: [{kind: consulted, what: a draft, from: 2026-01-05, until: 2026-03-02}]",
            "People were asked from 5 January 2026 until 2 March 2026: a draft.",
        ),
        ("events: [{kind: consulted, what: a draft, until: 2026-03-02}]", ""),
        (
            "events: [{kind: commissioned, what: a review by outsiders}]",
            "This was commissioned: a review by outsiders.",
        ),
        (
            "events: [{kind: other, what: Training in asking questions}]",
            "It is told: Training in asking questions.",
        ),
        ("events: [{kind: other, what: Training was called off}]", ""),
        (
            "sources: [{id: notes, kind: minutes, who_may_see: everyone}]",
            "Minutes are open to everybody.",
        ),
        ("sources: [{id: notes, kind: news, who_may_see: everyone}]", ""),
        (
            "bodies: {panel: {title: Panel, chair: {post: independent chair}}}",
            "Panel: the chair is called independent.",
        ),
        ("bodies: {panel: {chair: {post: ward manager}}}", ""),
        (
            "bodies: {panel: {hosted_by: [a local charity]}}",
            "Panel: it has its base with a local charity.",
        ),
        ("bodies: {panel: {hosted_by: [the hospital]}}", ""),
        (
            "roles: [{id: reader, title: Reader, undertakings: "
            "[keep the rules that staff follow, be on time]}]",
            "Reader: what is asked of others is asked here, too: keep the rules that staff follow.",
        ),
        (
            "access: {public_documents: [{title: Form, says: Also in braille.}]}",
            "Papers come in other forms, too: Form (Also in braille).",
        ),
        (
            "payment: {expenses: {rates: [{what: a car, rate: 45p a mile}]}}",
            "It is said at what rate costs are repaid: a car 45p a mile.",
        ),
        ("payment: {expenses: {rates: [{what: a taxi, rate: up to £20}]}}", ""),
        ("payment: {expenses: {rates: [{what: a bus, rate: repaid}]}}", ""),
        ("figures: [{what: targets of the plan reached, value: all}]", ""),
        (
            "bodies: {panel: {title: Panel, rotation: a third goes each year}}",
            "Panel: places change hands by a rule: a third goes each year.",
        ),
        ("bodies: {panel: {rotation: Who sits is reviewed each year.}}", ""),
        ("bodies: {panel: {rotation: Members stay until others come.}}", ""),
        (
            "sources: [{id: terms}]\n"
            "bodies: {panel: {interests: {leaves_for_item: {source: terms}}}}",
            "Whoever has an interest takes no part in the item.",
        ),
        (
            "sources: [{id: terms}]\nbodies: {panel: {interests: {leaves_for_item: "
            "{source: terms, says: Only managers go out.}}}}",
            "",
        ),
        ("ending: {thanks: yes}", "Whoever leaves is thanked."),
        (
            "sources: [{id: news}]\n"
            "ending: {thanks: {source: news, says: A newsletter thanks everybody.}}",
            "",
        ),
        (
            "access: {needs: [{body: panel, need: a quiet room, met: yes}]}",
            "What people need is met, as far as this goes: a quiet room.",
        ),
        (
            "people: {asha: {}}\naccess: {needs: [{person: asha, need: a quiet room, met: yes}]}",
            "What somebody needs in order to take part is met.",
        ),
        ("access: {needs: [{body: panel, need: a quiet room, met: no}]}", ""),
        (
            "roles: [{id: reader, title: Reader, payment: {fee: {amount: £115, unit: half-day}}}]",
            "Reader: of pay this is stated: £115 for half a day.",
        ),
        ("roles: [{id: reader, payment: {fee: {amount: £115, strength: proposed}}}]", ""),
        (
            "access: {public_documents: [{title: Leaflet, formats: [audio, braille]}]}",
            "Leaflet can be had in these forms: audio, braille.",
        ),
        ("access: {public_documents: [{title: Leaflet, formats: [plain]}]}", ""),
        (
            "roles: [{id: reader, title: Reader, contract: not-employed}]",
            "Reader: it is said plainly that this is no employment.",
        ),
        (
            "roles: [{id: reader, title: Reader, says: Readers are not employees.}]",
            "Reader: it is said plainly that this is no employment.",
        ),
        ("roles: [{id: reader, says: Readers are employed by the trust.}]", ""),
        ("roles: [{id: reader, says: We do not employ them. A contractor does.}]", ""),
        (
            "sources: [{id: ad, kind: advert}]\n"
            "roles: [{id: reader, title: Reader, payment: {source: ad, fee: {amount: £9}}}]",
            "Reader: what is paid stands in the advert: £9.",
        ),
        (
            "figures: [{what: grants, value: '900, over the target of 800'}]",
            "A result stands beside its target: grants: 900, over the target of 800.",
        ),
        ("figures: [{what: grants, value: '900'}]", ""),
        (
            "figures: [{what: 'visits, still to be confirmed', value: '40'}]",
            "It is said that a number is not final: visits, still to be confirmed: 40.",
        ),
        ("figures: [{what: provisional visits that were confirmed by the board, value: '40'}]", ""),
        (
            "roles: [{id: guest, title: Manager, capacity: staff, voting: no}]",
            "Manager: they have no vote.",
        ),
        ("roles: [{id: guest, title: Guest, capacity: [staff, carer], voting: no}]", ""),
        (
            "bodies: {panel: {title: Panel, composition: [{of: staff, share: at most a third}]}}",
            "Panel: of staff there may be so many: at most a third.",
        ),
        ("bodies: {panel: {composition: [{of: staff, share: at least a third}]}}", ""),
        (
            "roles: [{id: reader, title: Reader, duties: [be on time, challenge the board]}]",
            "Reader: it is one of the tasks: challenge the board.",
        ),
        ("roles: [{id: reader, duties: [be on time]}]", ""),
        (
            "access: {limits_named: [{limit: the reports are long}]}",
            "It is told openly what people find hard: the reports are long.",
        ),
        (
            "roles: [{id: reader, says: Twelve seats. One vote per household. Tea is served.}]",
            "It is told: One vote per household.",
        ),
        ("roles: [{id: reader, says: There should be one vote per household.}]", ""),
        (
            "also_says: [{about: roles, text: Staff come only when asked. Doors shut at 9.}]",
            "It is told: Staff come only when asked.",
        ),
        (
            "bodies: {panel: {papers: {says: Notes go out two weeks before the next meeting.}}}",
            "It is told: Notes go out two weeks before the next meeting.",
        ),
        ("bodies: {panel: {papers: {says: Notes no longer go out a week before.}}}", ""),
        (
            "events: [{kind: other, what: two readers met the chief nurse}]",
            "It is told: two readers met the chief nurse.",
        ),
        ("events: [{kind: other, what: two readers never met the chief nurse}]", ""),
        ("payment: {fee: no}", ""),
        ("roles: [{id: nurse, capacity: staff, payment: {fee: {amount: £115}}}]", ""),
    ],
)
def test_what_records_state_that_is_good(file: str, says: str) -> None:
    assert list(told(file + "\n").values()) == [says] * bool(says)


def test_of_several_things_those_are_told_that_are_not_told_already() -> None:
    came = "impact: [{effect: A ramp was built.}, {effect: Letters are shorter now.}]\n"
    done = "done_well: [{text: A ramp was built when members asked.}]\n"
    assert "What is told of it: Letters are shorter now." in told(came + done).values()


def test_a_word_in_common_does_not_make_it_the_same_thing() -> None:
    fee = "payment: {fee: {amount: £15, unit: hour}}\n"
    done = "done_well: [{text: Each visit ends with an hour of talk.}]\n"
    assert "The arrangement: of pay this is stated: £15 for an hour." in told(fee + done).values()


def test_ways_of_which_two_papers_each_tell_one_are_not_added_up() -> None:
    sources = "sources: [{id: page, kind: page}, {id: leaflet, kind: page}]\n"
    ways = "recruitment: {ways_in: [{mode: phone, source: page}, {mode: post, source: %s}]}\n"
    assert told(sources + ways % "leaflet") == {}
    assert len(told(sources + ways % "page")) == 1


def test_what_is_written_under_done_well_is_not_told_again() -> None:
    training = "roles: [{id: reader, induction: {training: [training workshops]}}]\n"
    done = "done_well: [{text: Training workshops are offered to everybody.}]\n"
    assert list(told(training).values()) == ["People are prepared for it: training workshops."]
    assert list(told(training + done)) == ["done_well[training-workshops-are-offered-to-everybody]"]


def test_pay_that_some_do_not_get_is_not_told_of_all() -> None:
    text = "payment: {fee: {amount: 9}, tasks: [{task: reading at home, fee: %s}]}\n"
    assert "The arrangement: of pay this is stated: a fee of 9." not in told(text % "no").values()
    assert any("of pay this is stated" in one for one in told(text % "yes").values())


def test_open_minutes_are_told_apart_from_open_terms() -> None:
    source = "{{id: {0}, kind: {0}, who_may_see: everyone}}"
    text = f"sources: [{source.format('minutes')}, {source.format('terms-of-reference')}]\n"
    assert list(told(text)) == [
        "stated[impact/SourceDocument.who_may_see/everyone/minutes]",
        "stated[impact/SourceDocument.who_may_see/everyone/terms-of-reference]",
    ]


def test_roles_of_one_title_are_told_apart_by_their_bodies() -> None:
    role = "{id: %s, title: Reader, body: %s, disclosure: not-asked}"
    assert [
        one.split(":")[0]
        for one in told(f"roles: [{role % ('a', 'north')}, {role % ('b', 'south')}]").values()
    ] == [
        "Reader of north",
        "Reader of south",
    ]


def test_what_an_earlier_edition_alone_states_is_not_told() -> None:
    text = (
        "sources: [{id: new, replaces: old}, {id: old}]\npayment: {may_decline: yes, source: %s}\n"
    )
    assert told(text % "old") == {}
    assert told(text % "new") != {}


def test_what_was_so_on_a_body_that_has_ended_is_not_told() -> None:
    role = "roles: [{id: member, body: panel, payment: {fee: {amount: 9, covers: [meetings]}}}]"
    assert told(role)
    assert told(f"bodies: {{panel: {{state: ended, user_led: yes}}}}\n{role}") == {}


def test_of_what_papers_say_differently_neither_is_told_as_in_place() -> None:
    assert (
        told("roles: [{id: member, term: {months: 36}, also_stated: [{term: {months: 24}}]}]") == {}
    )


@pytest.mark.parametrize("says", ["In May it was met 40% of the time.", "It was not kept in May."])
def test_a_rule_of_which_it_is_said_that_it_is_not_always_kept_is_not_praised(says: str) -> None:
    rule = "promises: [{id: answer, kind: standing-rule, text: Letters are answered in good time."
    assert (
        "It is written as a rule: Letters are answered in good time." in told(f"{rule}}}]").values()
    )
    assert told(f"{rule}, says: {says}}}]") == {}


@pytest.mark.parametrize(("kind", "quoted"), [("interview", False), ("minutes", True)])
def test_what_was_said_in_an_interview_is_not_quoted(kind: str, quoted: bool) -> None:
    text = (
        f"sources: [{{id: s, kind: {kind}}}]\n"
        "impact: [{effect: the door was moved, source: s}]\n"
        "payment: {may_decline: yes, source: s}\n"
    )
    said = told(text).values()
    assert any("the door was moved" in one for one in said) is quoted
    assert any("decline payment" in one for one in said)


PLACES = """
bodies:
  ward: {title: Ward council, meetings: {times: evening}}
  garden: {title: Garden group%s}
roles:
  - {id: m, title: Member, body: ward, capacity: carer, chosen_from: n}
  - {id: n, title: Member, body: garden, capacity: carer}
"""
"""Two bodies with a role of the same title, of which one meets in the evening."""


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("", "There are meetings in the evening. (Of: Ward council.)"),
        (", meetings: {times: evening}", "There are meetings in the evening."),
        (", state: ended", "There are meetings in the evening."),
    ],
)
def test_what_is_stated_of_one_body_is_told_of_that_body(other: str, said: str) -> None:
    assert said in told(PLACES % other).values()


def test_roles_that_are_called_the_same_are_told_apart_by_their_bodies() -> None:
    subjects = facts(PLACES % "").subjects
    assert [one.label for one in subjects["role"]] == [
        "Member of Ward council",
        "Member of Garden group",
    ]
    alone = PLACES.replace("title: Member, body: garden", "title: Helper, body: garden") % ""
    assert [one.label for one in facts(alone).subjects["role"]] == ["Member", "Helper"]
    assert any(said.startswith("Member of Ward council: ") for said in told(PLACES % "").values())


def test_what_a_reader_noted_of_the_terms_of_one_body_names_that_body() -> None:
    terms = "sources: [{id: ours, kind: terms-of-reference}, {id: theirs, kind: %s}]\n"
    bodies = "bodies: {ward: {title: Ward council, source: ours}, garden: {source: theirs}}\n"
    noted = "observations: [{text: %s, source: ours}]\n"
    for kind, text, begins in (
        ("page", "Nobody may speak.", "Ward council: Nobody may speak. (Noted"),
        ("page", "On the ward council nobody may speak.", "On the ward council nobody"),
    ):
        (one,) = facts(terms % kind + bodies + noted % text).subjects["observation"]
        assert one.facts["told"].startswith(begins)
