"""What a change to an engagement may do to the findings, and what it must not."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.generators import (
    PEOPLE,
    Data,
    conflict_key,
    engagements,
    facts_of,
    pack,
    tries,
    verdicts_of,
)

from pitfall_audit.facts.arrangement import in_words
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER
from pitfall_audit.rules.verdicts import Verdict, words_for

thoroughly = settings(max_examples=tries(40), deadline=None)
briefly = settings(max_examples=tries(25), deadline=None)

Said = tuple[str, str, str, str | None]


def said(verdict: Verdict) -> Said:
    return verdict.rule.id, verdict.subject.identity, verdict.outcome, verdict.severity


# --- order ----------------------------------------------------------------------------


def shuffled(value: Any, data: st.DataObject) -> Any:
    """The same with each list, and the keys of each mapping, in another order."""
    if isinstance(value, dict):
        # Two of whom neither depends on the other are named in the order they are written in.
        entries = [
            (key, entry if key == "between" else shuffled(entry, data))
            for key, entry in value.items()
        ]
        return dict(data.draw(st.permutations(entries)))
    if isinstance(value, list) and len(value) > 1:
        return data.draw(st.permutations([shuffled(entry, data) for entry in value]))
    return value


@briefly
@given(engagements(), st.data())
def test_the_order_of_lists_changes_nothing(engagement: Data, data: st.DataObject) -> None:
    before = sorted(map(said, verdicts_of(engagement)), key=str)
    after = sorted(map(said, verdicts_of(shuffled(engagement, data))), key=str)
    assert after == before


# --- names ----------------------------------------------------------------------------

# They do not keep the order of the alphabet, by which some things are sorted. They are as
# long, since what is too long is cut; and a chair stays one: an id is read where there is no title.
_OTHER_NAMES = {
    "asha": "zora", "brian": "kwame", "jo": "xu", "sam": "eve", "mary": "akin",
    "selection-panel": "appointing-body", "trust-council": "assembly-of-2", "tor": "txt",
    "first-member": "delegate-one", "second-member": "a-deputy-here",
    "chair-of-all": "a-chair-here",
    "feedback-given": "reply-received", "travel-paid": "fares-given", "notes-sent": "a-log-sent",
}  # fmt: skip
_IN_TEXT = {
    shown: other
    for name, new in _OTHER_NAMES.items()
    for shown, other in ((name, new), (in_words(name), in_words(new)))
}
_ANY_NAME = re.compile(rf"(?:(?<![a-zA-Z0-9-])|(?<=\[role-))({'|'.join(_IN_TEXT)})(?![a-zA-Z0-9-])")


def renamed(value: Any) -> Any:
    """The same with every name that the file gives replaced by another."""
    if isinstance(value, dict):
        return {_OTHER_NAMES.get(key, key): renamed(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [renamed(entry) for entry in value]
    return _OTHER_NAMES.get(value, value)


def in_new_names(text: str) -> str:
    return _ANY_NAME.sub(lambda found: _IN_TEXT[found[0]], text)


def everything_said(verdict: Verdict) -> tuple[str, ...]:
    """All that a verdict says but the question, which is the rule's own."""
    words: tuple[str, ...] = ()
    if verdict.outcome in ("passed", "failed"):
        spoken = words_for(verdict)
        words = (spoken.message, *spoken.details, str(spoken.would_raise))
    unstated = [".".join(one.path) for one in (*verdict.unstated, *verdict.could_raise)]
    return (*map(str, said(verdict)), verdict.subject.label, *words, *unstated)


@briefly
@given(engagements())
def test_other_names_change_the_names_and_nothing_else(engagement: Data) -> None:
    before = [tuple(map(in_new_names, everything_said(one))) for one in verdicts_of(engagement)]
    after = [everything_said(one) for one in verdicts_of(renamed(engagement))]
    assert sorted(after) == sorted(before)


# --- handling a tie -------------------------------------------------------------------


def handled(engagement: Data, person: str, other: str) -> Data:
    """The same with a full record of how a tie of care between two people is handled."""
    record = {
        "between": [person, other],
        "because": "care",
        "acknowledged_on": "2026-06-01",
        "acknowledged_by": [person, other],
        # By both, since either of the two may be the one who is treated.
        "handling": [
            {
                "step": "Somebody else supervises and decides",
                "by": by,
                "takes_over": "supervision",
                "instead": {"team": "human resources"},
            }
            for by in (person, other)
        ],
        "review_due": "2026-12-31",
    }
    there = list(engagement.get("conflicts", ()))
    same = [one for one in there if conflict_key(one) == conflict_key(record)]
    # Where neither of the two depends on the other, the order they are written in names it.
    if same:
        record["between"] = same[0]["between"]
    return {**engagement, "conflicts": [*(one for one in there if one not in same), record]}


def beside_her_nurse(engagement: Data) -> Data:
    """The same, where Asha sits on a body with Jo, who treats and supervises her."""
    tie = {"of": "asha", "with": {"person": "jo"}, "kind": "assessed-by"}
    ties = engagement.get("ties", ())
    kept = [one for one in ties if one["kind"] != "assessed-by"] if ties != "none" else []
    role = {
        "id": "beside-her-nurse",
        "body": next(iter(engagement.get("bodies", {})), "selection-panel"),
        "holders": [{"person": "asha", "as": "service-user"}, {"person": "jo", "as": "staff"}],
        "supervised_by": {"person": "jo"},
    }
    return {**engagement, "ties": [*kept, tie], "roles": [*engagement["roles"], role]}


@thoroughly
@given(
    engagements() | engagements().map(beside_her_nurse),
    st.just(["asha", "jo"]) | st.permutations(PEOPLE),
)
def test_handling_a_tie_never_adds_a_finding(engagement: Data, people: list[str]) -> None:
    person, other = people[:2]
    before = {said(one)[:2]: one for one in verdicts_of(engagement)}
    for verdict in verdicts_of(handled(engagement, person, other)):
        # The record of handling may be new itself, and what is good in it; all else was there.
        earlier = before.pop(said(verdict)[:2], None)
        assert earlier is not None or verdict.subject.kind in ("conflict", "merit")
        if verdict.outcome == "failed":
            assert earlier is not None, verdict
            assert earlier.outcome == "failed", verdict
            assert verdict.severity is not None and earlier.severity is not None
            assert SEVERITY_ORDER[verdict.severity] >= SEVERITY_ORDER[earlier.severity]
            assert set(verdict.failing) <= set(earlier.failing)
    assert before == {}


@briefly
@given(engagements().map(beside_her_nurse))
def test_a_tie_that_is_handled_passes(engagement: Data) -> None:
    pairs = [
        subject.facts
        for subject in facts_of(engagement).subjects["connection"]
        if not subject.facts["whole_body"] and subject.facts["other"] in PEOPLE
    ]
    assert pairs
    for pair in pairs:
        engagement = handled(engagement, pair["person"], pair["other"])
    for verdict in verdicts_of(engagement):
        facts = verdict.subject.facts
        if verdict.subject.kind == "connection" and facts.get("other") in PEOPLE:
            assert verdict.outcome != "failed", verdict.subject.identity
            # What power the other has, and over whose seat, may not be known.
            if all("over_carer" in power for power in facts.get("power", [{}])):
                assert verdict.outcome in ("passed", "not-applicable"), verdict


# --- saying more, and saying it from elsewhere ------------------------------------------


def without(facts: FactSheet, kind: str, field: str) -> FactSheet:
    """The facts as if nobody had stated a field of any subject of a kind."""
    return replace(
        facts,
        subjects={
            one: tuple(
                replace(
                    subject,
                    facts={key: value for key, value in subject.facts.items() if key != field},
                )
                for subject in subjects
            )
            if one == kind
            else subjects
            for one, subjects in facts.subjects.items()
        },
    )


@briefly
@given(engagements(), st.data())
def test_stating_more_of_a_thing_never_turns_a_pass_into_a_question(
    engagement: Data, data: st.DataObject
) -> None:
    facts = facts_of(engagement)
    stated = sorted(
        {
            (kind, name)
            for kind, subjects in facts.subjects.items()
            for subject in subjects
            for name in subject.facts
            if SUBJECT_SHAPES[kind].fields[name].optional
        }
    )
    assume(stated)
    kind, field = data.draw(st.sampled_from(stated))
    less, more = Batches(without(facts, kind, field)), Batches(facts)
    for rule in pack().rules:
        for before, after in zip(evaluate(rule, less), evaluate(rule, more), strict=True):
            if before.outcome == "passed":
                assert after.outcome != "cannot-tell", (field, after)


@briefly
@given(engagements())
def test_a_published_description_is_never_blamed_for_more_silence(engagement: Data) -> None:
    engagement = {
        **engagement,
        "sources": [{"id": "tor"}, {"id": "minutes"}],
    }
    own = {
        said(one)[:2]: one for one in verdicts_of({**engagement, "described_from": "own-records"})
    }
    for verdict in verdicts_of({**engagement, "described_from": "published-documents"}):
        if verdict.outcome == "failed" and verdict.rule.logic.silence == "fails":
            assert own[said(verdict)[:2]].outcome == "failed"
            assert set(verdict.failing) <= set(own[said(verdict)[:2]].failing)
