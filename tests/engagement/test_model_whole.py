# ruff: noqa: E501  (the file is written as people write it, several fields to a line)
"""One whole arrangement, with every section: it loads as it is written, and means that."""

import datetime as dt

import jsonschema
import pytest
import yaml

from pitfall_audit.engagement.model import Engagement, Expenses, Fee, Sourced
from pitfall_audit.engagement.validation import validate
from pitfall_audit.workbench.file_schema import file_schema
from pitfall_audit.yaml.reading import Document, read_text

WHOLE = """\
version: 1
id: ward-interview-panels
title: Service users and carers on ward interview panels
organisation: {id: northfield, name: Northfield Mental Health NHS Trust, kind: nhs-trust, nation: england}
described_from: own-records
sources:
  - {id: tor, title: Panel terms of reference, version: "2.1", dated: 2026-01-05}
purpose: Bring lived experience into appointing ward nurses.
level: co-produce
lead: hr-lead
starts: 2026-01-12
review_due: 2026-12-01
affected_groups: [{id: inpatients, words: acute inpatients, about: service-users}, {id: families, words: their families, about: carers}]
scope:
  can_change: [questions asked, final choice]
  cannot_change: [pay band, number of posts]

people:
  asha: {experience: [service-user], word: survivor, hours_limit: {amount: 10, per: month}}
  brian: {experience: [carer], carer_for: [asha]}
  jo: {post: ward nurse, teams: [ward-3]}
  hr-lead: {post: HR business partner}
  sam: {experience: [service-user], post: peer worker, post_kind: lived-experience, teams: [involvement]}

ties:
  - {id: t1, of: asha, with: {person: jo}, kind: receives-care-from, since: 2025-03-01, declared_by: asha, consent_on: 2026-01-10}

bodies:
  panel:
    title: Interview panel
    kind: panel
    powers: decide
    decides_by: scores
    decides_on: [staffing]
    judges: []
    other_members: 3
    chair: jo
    panel: {score_weight: equal, tie_rule: panel re-scores, disagreement_rule: HR director decides with reasons}
    interests: {asked_before_appointment: true, register: {source: tor}, standing_item: true, reviewed_on: 2026-01-05, held_privately: {by: company-secretary, asked_on: 2026-01-05, handled: true}}
    no_detriment_stated: {source: {id: tor, at: section 4}}
    escalation: [hr-lead, patient-advice-service]
    removal: {by: vote, grounds: [conduct], notice: true, reasons: true, supporter: true, appeal: true}
    stages: [person-specification, shortlisting, interview, decision]
    papers: {lead_time_days: 5, formats: [plain, large-print]}

roles:
  - id: panel-member
    title: Panel member with lived experience
    body: panel
    capacity: [service-user, carer]
    places: 3
    holders:
      - {person: asha, as: service-user, invited_on: 2025-12-20, terms_told_on: 2026-01-05}
      - {person: brian, as: carer, from: 2026-01-12, until: 2027-01-11, nominated_by: {team: carers centre}}
    status: full-member
    voting: true
    equal_terms: true
    duties: [read applications, ask two questions]
    hours: {amount: 4, per: month}
    description: {purpose: true, tasks: true, hours: true, term: true, contact: true, how_to_leave: true}
    speaks_for: {whom: own-experience}
    supervised_by: {person: hr-lead}
    induction: {given_on: 2026-01-08, training: [fair selection]}
    payment: {fee: {amount: 20, unit: hour, covers: [preparation]}, expenses: {paid: upfront, covers: [travel, care]}, benefits_advice: independent, may_decline: true}

support:
  - {for: asha, by: {person: sam}, kind: peer, when: [before, during, after], cover: true}
  - {for: brian, declined: true, offered_on: 2026-01-08}

conflicts:
  - between: [asha, jo]
    because: care
    acknowledged_on: 2026-01-10
    acknowledged_by: [asha, jo]
    handling:
      - {step: Jo hands the chair to the HR lead when Asha sits, by: jo}
    chosen_by: asha
    review_due: 2026-12-31
  - between: [brian, jo]
    because: care
    acknowledged_on: 2026-01-10
    acknowledged_by: [brian, jo]
    handling: [{step: The HR lead chairs when Brian sits, by: jo}]
    chosen_by: brian
    review_due: 2026-12-31

promises:
  - id: feedback
    text: You will be told who was appointed, and why, within two weeks.
    by: {person: hr-lead}
    to: [asha, brian]
    owner: HR business partner
    made_on: 2026-01-12
    due: 2026-02-28
    status: kept
    told: {on: 2026-02-20, to: [asha, brian], how: letter}
    redated: []

complaints: [{id: c1, kind: concern, received_on: 2026-02-01, acknowledged_on: 2026-02-02, response_due: 2026-03-01, responded_on: 2026-02-20, told: {on: 2026-02-20}}]
recommendations: [{id: r1, by: panel, text: Pay travel in advance., made_on: 2026-02-01, response: accepted, responded_on: 2026-03-01}]
views:
  - {id: v1, of: [service-users], topic: questions, says: Want questions about compassion., heard_from: 14, how: survey}
  - {id: v2, of: [carers], topic: questions, says: Want questions about keeping families informed., heard_from: 6, how: focus group, differs_from: v1}
statements: [{id: s1, kind: decision, topic: questions, text: Both sets of questions are used., draws_on: [v1, v2]}]
recruitment:
  channels: [{kind: open-advert, name: trust website}, {kind: partner-group, name: carers centre}]
  ways_in: [{mode: online}, {mode: phone}]
  criteria: [experience of ward care in the last three years]
other_ways_we_listen: [{group: families, how: evening visits to the carers centre}]
access: {needs_asked_on: 2026-01-05, needs: [{person: brian, need: large-print, met: true, reviewed_on: 2026-03-01}]}
safeguarding: {under_18s: false, adults_at_risk: false}
ending: {exit_terms: true}
impact: [{dated: 2026-04-01, effect: two questions rewritten, judged_by: [asha], told: {on: 2026-04-10}}]
monitoring: {offered: true, compared_on: 2026-04-01}
data_protection: {lawful_basis: consent, retention_until: 2028-01-12}

waivers:
  - rule: supporter-not-independent
    subject: seats[panel-member/brian]
    reason: The trust has one involvement worker; an outside advocate starts in May.
    owner: HR business partner
    approved_by: company secretary
    until: 2026-05-31

x-our-own-field: free for house rules
"""


@pytest.fixture(scope="module")
def whole() -> Engagement:
    document = read_text(WHOLE, "panels.yaml")
    assert isinstance(document, Document)
    engagement, problems = validate(document)
    assert problems == ()
    assert engagement is not None
    return engagement


def test_an_editor_accepts_it() -> None:
    def plain(node: object) -> object:
        if isinstance(node, dict):
            # An editor reads YAML 1.2, in which the key `on` is no yes.
            return {"on" if key is True else key: plain(value) for key, value in node.items()}
        if isinstance(node, list):
            return [plain(item) for item in node]
        return node.isoformat() if isinstance(node, dt.date) else node

    schema = jsonschema.Draft202012Validator(file_schema("engagement"))
    errors = schema.iter_errors(plain(yaml.safe_load(WHOLE)))
    assert [error.message for error in errors] == []


def test_versions_stay_as_written(whole: Engagement) -> None:
    assert whole.sources is not None
    assert (whole.sources[0].version, whole.sources[0].dated) == ("2.1", dt.date(2026, 1, 5))


def test_people_keep_their_words(whole: Engagement) -> None:
    assert whole.people is not None
    assert whole.people["asha"].word == "survivor"
    assert whole.people["brian"].carer_for == ("asha",)
    assert whole.people["sam"].lived_experience == ("service-user",)


def test_seats_have_capacities_and_terms(whole: Engagement) -> None:
    assert whole.roles is not None
    role = whole.roles[0]
    assert role.holders is not None
    assert [[word.capacity for word in holder.capacity or ()] for holder in role.holders] == [
        ["service-user"],
        ["carer"],
    ]
    assert role.payment is not None
    assert isinstance(role.payment.fee, Fee)
    assert (role.payment.fee.amount, role.payment.fee.covers) == (20.0, ("preparation",))
    assert isinstance(role.payment.expenses, Expenses)
    assert role.payment.expenses.paid == ("upfront",)


def test_what_is_written_elsewhere_is_cited(whole: Engagement) -> None:
    assert whole.bodies is not None
    stated = whole.bodies["panel"].no_detriment_stated
    assert isinstance(stated, Sourced)
    assert (stated.source.id, stated.source.at) == ("tor", "section 4")


def test_ties_and_their_handling_name_people(whole: Engagement) -> None:
    assert whole.ties is not None
    assert whole.ties[0].with_.person == "jo"
    assert whole.conflicts is not None
    assert [[party.person for party in conflict.between] for conflict in whole.conflicts] == [
        ["asha", "jo"],
        ["brian", "jo"],
    ]
    assert whole.bodies is not None
    assert whole.bodies["panel"].judges == ()


def test_promises_have_days(whole: Engagement) -> None:
    assert whole.promises is not None
    promise = whole.promises[0]
    assert promise.told is not None
    assert (promise.due, promise.told.on) == (dt.date(2026, 2, 28), dt.date(2026, 2, 20))
    assert promise.redated == ()
