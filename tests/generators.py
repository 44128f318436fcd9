"""Engagements made at random, small ones in which things meet, and what is done with them.

The names are few and the dates stand close around the audit date, so that the same people
turn up in seats, ties and handling, and each check finds something to say. What is made is
plain data, as it would be written in a file: text, lists and mappings.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pitfall_audit.engagement.model import Body, Engagement, Role
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import outline
from pitfall_audit.engagement.model.roles import Holder
from pitfall_audit.engagement.references import survey
from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY
from pitfall_audit.rules.packs import Pack, load_built_in
from pitfall_audit.rules.verdicts import Verdict
from pitfall_audit.workbench.samples import built_in_samples
from pitfall_audit.workbench.samples import facts_of as facts_of_data
from pitfall_audit.yaml.reading import Document, read_text
from tests.generated.fields import Fields, any_of

__all__ = [
    "AUDIT_DAY",
    "BODIES",
    "PEOPLE",
    "Data",
    "as_engagement",
    "as_text",
    "conflict_key",
    "engagements",
    "example_engagements",
    "example_facts",
    "facts_of",
    "pack",
    "tries",
    "verdicts_of",
    "whole_examples",
]

Data = dict[str, Any]

AUDIT_DAY: Final = date(2026, 6, 30)
# No name is also a word of the vocabulary, so that names can be told from all else.
PEOPLE: Final = ("asha", "brian", "jo", "sam", "mary")
BODIES: Final = ("selection-panel", "trust-council")

_TEAMS: Final = ("ward-3", "crisis team")
_ROLES: Final = ("first-member", "second-member", "chair-of-all")
_CARE: Final = ("receives-care-from", "care-coordinated-by", "detained-by", "assessed-by")
_KINDS: Final = (
    *_CARE, "receives-care-from", "supervised-by", "line-managed-by", "appraised-by",
    "funded-by", "family", "in-dispute-with",
)  # fmt: skip

# --- what is done with them -----------------------------------------------------------


def as_text(data: Data) -> str:
    """The data as a file. JSON is YAML too, and keeps the order."""
    return json.dumps(data, indent=1)


def as_engagement(data: Data) -> Engagement:
    """Read the data as a file is read; it must be valid."""
    document = read_text(as_text(data), "generated.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    return engagement


def facts_of(data: Data) -> FactSheet:
    """What rules read of the data on the audit day; they are not written as text for that."""
    facts = facts_of_data(data, None, AUDIT_DAY)
    return facts if facts is not None else derive_facts(as_engagement(data), None, AUDIT_DAY)


def tries(number: int) -> int:
    """How many examples a property is tried on: so many, or as many times that as ``TRIES`` says.

    Each run tries others; a whole run is to stay short.
    """
    return number * int(os.environ.get("TRIES", "1"))


@cache
def pack() -> Pack:
    """The built-in rules, loaded once for all tests."""
    return load_built_in()


def verdicts_of(data: Data) -> tuple[Verdict, ...]:
    """What every built-in rule says of the data."""
    batches = Batches(facts_of(data))
    return tuple(verdict for rule in pack().rules for verdict in evaluate(rule, batches))


# --- how they are made ----------------------------------------------------------------


def engagements() -> SearchStrategy[Data]:
    """Valid engagements, as plain data."""
    asked = st.tuples(st.booleans(), st.booleans())
    whole = asked.flatmap(lambda asked: _Maker.of(*asked).whole)
    return whole.map(_in_order).map(held_once).map(_with_what_it_names).map(_none_alone)


def held_once(data: Data) -> Data:
    """The data with nobody twice in one role from one day, which a file may not say."""
    roles = data.get("roles")
    for role in roles if isinstance(roles, list) else ():
        if isinstance(role.get("holders"), list):
            told_apart = {_holder_key(one): one for one in role["holders"]}
            role["holders"] = list(told_apart.values())
    return data


def _with_what_it_names(data: Data) -> Data:
    """The data without roles that are not there, and without whose a post is that is not named."""
    roles = [one for one in data.get("roles") or () if isinstance(one, dict)]
    known = {role["id"] for role in roles}
    for role in roles:
        through = role.get("ex_officio_through")
        named = {through.get("role"), *through} if isinstance(through, dict) else known
        if isinstance(through, dict) and not named & {*known, "engagement"}:
            through.pop("role", None)
        if isinstance(role.get("brings_seats"), list):
            role["brings_seats"] = [
                one for one in role["brings_seats"]
                if not isinstance(one, dict) or "engagement" in one or one.get("role") in known
            ]  # fmt: skip
    for one in (data, *roles):
        contact = one.get("contact")
        if isinstance(contact, dict) and "post" not in contact:
            kept = {key: contact[key] for key in contact if key not in ("of", "or_nominee")}
            one["contact"] = kept
    if isinstance(data.get("said_differently"), list):
        said = [one for one in data["said_differently"] if len(one.get("said") or ()) > 1]
        data["said_differently"] = said
    return data


def _none_alone(value: Any) -> Any:
    """The data with `none` for a list in which it stands, where it is no entry."""
    if isinstance(value, dict):
        return {key: _none_alone(one) for key, one in value.items()}
    if isinstance(value, list):
        return "none" if "none" in value else [_none_alone(one) for one in value]
    return value


def _in_order(data: Data) -> Data:
    """The data without days that come before the day they can't come before."""
    found = survey(Engagement, data).disorders
    data = json.loads(json.dumps(data)) if found else data
    for disorder in found:
        *above, key = disorder.explanation.path
        holder: Any = data
        for step in above:
            holder = holder[step]
        holder.pop(key, None)
    return data


def example_engagements() -> SearchStrategy[Data]:
    """The engagements by which the rules prove themselves, whole or without a field or two."""
    return st.sampled_from(range(len(whole_examples()))).flatmap(
        lambda number: _some_of(whole_examples()[number])
    )


def _some_of(data: Data) -> SearchStrategy[Data]:
    routes = _fields_of(data)
    some = st.lists(st.sampled_from(range(len(routes))), max_size=2)
    return some.map(lambda chosen: _without(data, [routes[number] for number in chosen]))


@cache
def whole_examples() -> tuple[Data, ...]:
    """Every example of a rule that needs no ties file and no other day."""
    found: list[Data] = []
    for rule in pack().rules:
        proofs = rule.examples
        for example in (
            *proofs.failed, *proofs.passed, *proofs.cannot_tell, *proofs.not_applicable,
        ):  # fmt: skip
            alone = len(example.files) == 1 and example.ties is None
            if alone and example.as_of in (None, AUDIT_DAY):
                (data,) = example.files.values()
                found.append({"version": "1", "id": "generated", "title": "An example", **data})
    return tuple(found)


@cache
def example_facts() -> tuple[FactSheet, ...]:
    """What rules read of the same examples, as it is kept from run to run."""
    return tuple(
        one.facts
        for one in built_in_samples(BUILT_IN_VOCABULARY)
        if one.ties is None and one.as_of == AUDIT_DAY
    )


def _fields_of(value: Any) -> list[tuple[str | int, ...]]:
    """The route to each field and each entry, the whole itself first."""
    below: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        below = list(value.items())
    elif isinstance(value, list):
        below = list(enumerate(value))
    return [(), *((key, *route) for key, one in below for route in _fields_of(one))]


def _without(data: Data, routes: Sequence[tuple[str | int, ...]]) -> Data:
    """The data without some fields, as far as it stays valid."""
    for route in routes:
        less = json.loads(json.dumps(data))
        try:
            holder: Any = less
            for step in route[:-1]:
                holder = holder[step]
            if route:
                del holder[route[-1]]
        except (KeyError, IndexError):  # what it stood in is gone already
            continue
        document = read_text(as_text(less), "generated.yaml")
        if isinstance(document, Document) and validate(document)[0] is not None:
            data = less
    return data


def conflict_key(conflict: Data) -> tuple[str, ...]:
    """What tells two records of handling apart."""
    return (*sorted(_name(one) for one in conflict["between"]), conflict["because"])


def _name(party: Any) -> str:
    return party if isinstance(party, str) else str(next(iter(party.values())))


def _record(
    required: Mapping[str, SearchStrategy[Any]] | None = None,
    /,
    **optional: Any,
) -> SearchStrategy[Data]:
    """A mapping whose optional fields are each there or not; ``as_`` is written ``as``."""
    named = {key.rstrip("_"): value for key, value in optional.items()}
    return st.fixed_dictionaries(dict(required or {}), optional=named)


def _either(*values: Any) -> SearchStrategy[Any]:
    """One of some values, the simplest first; what stands twice comes more often."""
    return st.sampled_from(values)


def _several(
    entry: SearchStrategy[Any], key: Callable[[Any], Any], *, most: int = 3
) -> SearchStrategy[Any]:
    """A list of entries that a key tells apart."""
    return st.lists(entry, min_size=1, max_size=most, unique_by=key)


_LEFT_OUT: Final = object()


def _mostly(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Something that is left out now and then."""
    return st.one_of(st.just(_LEFT_OUT), strategy, strategy, strategy, strategy)


def _with_ids(entry: SearchStrategy[Data], ids: Sequence[str]) -> SearchStrategy[list[Data]]:
    """A list of entries, each with an id of its own."""
    return st.lists(entry, min_size=1, max_size=len(ids)).map(
        lambda entries: [{"id": name, **one} for name, one in zip(ids, entries, strict=False)]
    )


_PAST = _either("2026-06-29", "2026-06-30", "2026-06-01", "2026-05-30", "2025-07-01", "2025-06-29")
_DAY = _either(
    "2026-07-01", "2026-06-30", "2026-06-29", "2026-05-31", "2026-05-30", "2025-06-30",
    "2025-06-29", "2027-01-11",
)  # fmt: skip
_FIRST_DAY = _either("2025-01-12", "2026-06-30", "2025-06-29", "2026-07-01")
_LAST_DAY = _either("2027-01-11", "2026-06-30", "2026-06-29", "2025-12-31")
_YES_NO = _either("no", "yes")
_CAPACITY = _either(
    "service-user", "carer", "expert by experience", ["service-user", "carer"], "staff",
    ["service-user"], "parent carer", ["carer", "staff"], "other-lived-experience", "lay member",
)  # fmt: skip
_STATUS = _either("full-member", "co-opted", "observer")
_PERSON = _either(*PEOPLE)
_HOLDER = _either("asha", "brian", *PEOPLE)
_PARTY = _either(
    {"person": "jo"},
    {"person": "jo"},
    *({"person": name} for name in PEOPLE),
    *({"team": name} for name in _TEAMS),
)
_SERVED = _either(
    {"experience": ["service-user"]}, {"experience": "survivor", "word": "survivor"}, {}
)
_MANY = _either(
    {"experience": ["service-user"], "carer_for": ["asha"]},
    {"experience": ["carer", "service-user"], "carer_for": ["asha", "brian"]},
    {"experience": "none"},
    {"post": "peer worker", "post_kind": "lived-experience", "experience": ["service-user"]},
    {"post": "peer worker", "post_kind": "lived-experience", "teams": ["ward-3"]},
    {"post": "project worker", "experience": ["service-user"], "teams": ["ward-3"]},
    {"post": "home carer", "post_kind": "care-worker", "experience": ["carer"]},
    {"post": "ward nurse", "post_kind": "clinical"},
    {"carer_for": ["jo"]},
)
_CARED = _either({"experience": ["carer"], "carer_for": ["asha"]}, {"carer_for": ["asha", "sam"]})
_NURSE = _either(
    {"post": "ward nurse", "post_kind": "clinical"},
    {"post": "ward nurse", "teams": ["ward-3"]},
    {"post": "manager"},
)


class _Maker:
    """Makes engagements that declare bodies or only name them, and have sources or none."""

    def __init__(self, declares_bodies: bool, has_sources: bool) -> None:
        cited = _either("tor", "minutes", {"id": "minutes", "at": "page 2"})
        self.source: dict[str, SearchStrategy[Any]] = {"source": cited} if has_sources else {}
        self.fields = Fields(
            {
                "person": PEOPLE,
                "body": BODIES if declares_bodies else ("Quality committee", "selection-panel"),
                "role": _ROLES[:1],
                "source": ("tor", "minutes") if has_sources else (),
                "group": ("families",),
                "view": ("first-view", "second-view"),
            }
        )
        self.flag = _either("no", "yes", {"source": "tor"}) if has_sources else _YES_NO
        self.body_name = (
            _either(*BODIES) if declares_bodies else _either("Quality committee", "selection-panel")
        )
        required: dict[str, SearchStrategy[Any]] = {
            "version": st.just("1"),
            "id": st.just("generated"),
            "title": st.just("An arrangement"),
            "people": st.fixed_dictionaries(
                {"asha": _SERVED | _MANY, "brian": _CARED | _MANY, "jo": _NURSE | _MANY,
                 "sam": _MANY, "mary": _MANY}
            ),
            "roles": self.roles(),
            "ties": _mostly(self.ties()),
            "conflicts": _mostly(self.conflicts()),
            "support": _mostly(self.supports()),
            "promises": _mostly(self.promises()),
            "complaints": _mostly(self.complaints()),
            "recommendations": _mostly(self.recommendations()),
            "decisions": _mostly(self.decisions()),
            "scope": _mostly(self.scope()),
            "level": _mostly(_either("consult", "co-produce", "inform")),
            "starts": _mostly(_FIRST_DAY),
            "authority": _mostly(_either([], ["HR director"], ["finance committee"])),
            "statements": _mostly(self.statements()),
            "recruitment": _mostly(self.recruitment()),
        }  # fmt: skip
        if has_sources:
            required["sources"] = st.tuples(
                self.source_document("tor"), self.source_document("minutes")
            ).map(list)
        if declares_bodies:
            required["bodies"] = st.fixed_dictionaries({name: self.body() for name in BODIES})
        made = _record(
            required,
            described_from=_either("own-records", "published-documents"),
            organisation=_record(kind=_either("nhs-trust", "charity", "university")),
        )
        self.whole = st.builds(_with_more, made, self.more()).map(_finished)

    def more(self) -> SearchStrategy[Data]:
        """Any other fields: of one entry of each section, and of the whole."""
        entries = {
            key: self.fields.some(field.model, without=_SETTLED.get(key, {"id"}))
            for key, field in outline(Engagement).items()
            if key in _SETTLED and field.model is not None
        }
        sections = {
            key: self.fields.section(field)
            for key, field in outline(Engagement).items()
            if key not in _SETTLED and not field.required
        }
        return st.fixed_dictionaries(
            {
                "entries": any_of(entries, 2),
                "whole": any_of(sections, 2),
                "what_becomes": self.what_becomes(),
                "views": self.views(),
                "practice": self.practice(Engagement, _PRACTICE),
                "of_role": self.practice(Role, _PRACTICE_OF_ROLE),
                "of_holder": self.practice(Holder, _PRACTICE_OF_HOLDER),
                "of_body": self.practice(Body, _PRACTICE_OF_BODY),
            }
        )

    def practice(self, model: type[Model], keys: Sequence[str]) -> SearchStrategy[Data]:
        """Some of the fields that say how things are done, which chance alone seldom draws."""
        values = {
            key: self.fields.section(field) | self.fields.section(field, full=True)
            for key, field in outline(model).items()
            if key in keys
        }
        return any_of(values, 3)

    @staticmethod
    @cache
    def of(declares_bodies: bool, has_sources: bool) -> _Maker:
        """A maker, made once: making strategies takes longer than drawing from them."""
        return _Maker(declares_bodies, has_sources)

    def source_document(self, name: str) -> SearchStrategy[Data]:
        return _record(
            {"id": st.just(name)},
            described_from=_either("own-records", "published-documents"),
            who_may_see=_either("everyone", "members"),
            names_people_beside=_either("none", ["health"], ["patienthood", "tie"]),
            title=_either("Terms of reference"),
            version=_either("2.10"),
        )

    def body(self) -> SearchStrategy[Data]:
        asked = _either(
            {}, {"everyone_asked_on": "2026-01-05"},
            *({"held_privately": {"by": "company secretary", **handled}}
              for handled in ({"handled": "yes"}, {"handled": "no"}, {})),
        )  # fmt: skip
        return _record(
            kind=_either("group", "panel", "board"),
            powers=_either("advise", "decide"),
            decides_by=_either("vote", "consensus", "does-not-decide"),
            handles=_either([], ["complaints"], ["deaths", "other"], ["interviews"]),
            other_members=_either("0", "2", "3"),
            user_led=self.flag,
            detained_or_dependent=self.flag,
            everyone_is_a_patient_of_staff=self.flag,
            answers_advice_within_days=_either("20", "90"),
            concerns=_either("service-users", "carers"),
            meetings=_either(
                {
                    "modes": ["in-person", "online"],
                    "a_year": "6",
                    "held": {"number": "2", "from": "2025-01", "until": "2025-12"},
                },
                {
                    "modes": ["in-person", "online"],
                    "held": {"number": "5", "from": "2025", "until": "2026"},
                },
                {
                    "dates": [{"date": "2026-07-01"}],
                    "modes": "in-person",
                    "a_year": "6",
                    "held": {"number": "6", "from": "2025-01", "until": "2025-12"},
                },
                {"dates": [{"date": "2026-07-01", "starts_at": "10:00", "ends_at": "12:00"}]},
            ),
            restrictions=_either([], [{"on": "own-case"}], [{"on": "own-case", "instead": "jo"}]),
            chair=_either("jo", "asha", "sam"),
            co_chairs=_either([], ["jo"], ["asha", "brian"]),
            escalation=_either("none", [{"person": "jo"}], [{"post": "ombudsman"}]),
            decides_on=_either([], ["money"], ["staffing", "other"]),
            secretary=_either("jo", "mary"),
            budget_holder=_either("jo", "mary"),
            stages=_either([], ["interview"], ["person-specification", "interview"]),
            panel=_record(
                score_weight=_either("equal"),
                tie_rule=_either("panel re-scores"),
                disagreement_rule=_either("the director decides"),
                separate_user_panel=_YES_NO,
                user_panel_result=_either("considered", "binding"),
                interviews_on=_either("2026-07-01", "2026-07-14", "2026-07-15"),
            ),
            decides_about_roles=_either([], ["first-member"], ["second-member"]),
            judges=st.lists(self.judged(), max_size=2),
            hats=_either(
                [],
                *(
                    [{"person": name, **rest}]
                    for name in ("asha", "brian", "sam")
                    for rest in (
                        {},
                        {"which_when": "staff on rotas"},
                        {"hats": ["staff", "service-user"]},
                    )
                ),
            ),
            interests=st.builds(lambda one, other: {**one, **other}, asked, self.process()),
            **self.source,
        )

    def judged(self) -> SearchStrategy[Data]:
        return st.builds(
            lambda one, other: {**one, **other},
            _PARTY,
            _record(as_=_either("appraisal", "complaint"), might_treat=_YES_NO),
        )

    def process(self) -> SearchStrategy[Data]:
        declared = {
            "asked_before_appointment": "yes", "register": "yes", "standing_item": "yes"
        }  # fmt: skip
        some = _record(
            asked_before_appointment=self.flag, register=self.flag, standing_item=self.flag
        )
        return st.builds(
            lambda one, other: {**one, **other},
            st.just(declared) | some,
            _record(reviewed_on=_PAST),
        )

    def roles(self) -> SearchStrategy[list[Data]]:
        holder = st.one_of(
            _HOLDER,
            _record(
                {"person": _HOLDER},
                as_=_CAPACITY,
                which_hat=_either("carer on visiting hours"),
                until=_LAST_DAY,
                status=_STATUS,
                voting=self.flag,
                attends=_either("always", "alongside", "in-turn", "substitute"),
                alone_by_choice=_either({"asked_on": "2026-01-08"}),
                ended=_either({}, {"ended_on": "2026-06-30"}),
                supervised_by=_PARTY,
                **{"from": _FIRST_DAY},
                **self.source,
            ),
        )
        role = _record(
            {
                "body": self.body_name,
                "holders": _HOLDER.map(lambda name: [name]) | _several(holder, _holder_key),
            },
            capacity=_CAPACITY,
            merged_reason=_either("the education standard asks for both"),
            places=_either("0", "1", "3"),
            status=_STATUS,
            voting=self.flag,
            supervised_by=_PARTY,
            line_managed_by=_PARTY,
            funded_by=_PARTY,
            also_stated=_either([], [{"voting": "no"}], [{"status": "observer"}]),
            **self.source,
        )
        without_names = _record(
            body=self.body_name,
            capacity=_CAPACITY,
            title=_either("Patient member", "Carer lead", "Member"),
            places=_either("0", "1", "2"),
            holders=_either("none", []),
            attends=_either("always", "alongside", "in-turn", "substitute"),
            status=_STATUS,
        )
        under_nurse = _record(
            {
                "holders": _either(["brian"], ["asha"], [{"person": "brian", "as": "carer"}]),
                "supervised_by": _either({"person": "jo"}),
            },
            body=self.body_name,
            status=_STATUS,
        )
        return _with_ids(
            role | role | under_nurse | self.on_terms() | self.chosen() | without_names, _ROLES
        )

    def chosen(self) -> SearchStrategy[Data]:
        """A role whose holders were put forward by somebody, or came forward themselves."""
        holder = _record(
            {"person": _either("asha", "sam", "brian")},
            nominated_by=_either({"person": "jo"}) | _PARTY,
            judged_ready_by=_either({"person": "jo"}),
            self_referred=_YES_NO,
        )
        hours = _record(
            {"amount": _either("9", "20"), "per": _either("month", "week", "meeting", "quarter")}
        )
        return _record(
            {"body": self.body_name, "holders": _several(holder, _holder_key)},
            capacity=_CAPACITY,
            hours=hours,
            supervised_by=_PARTY,
        )

    def on_terms(self) -> SearchStrategy[Data]:
        """A role that says on what terms people hold it."""
        parts = ("purpose", "tasks", "hours", "term", "contact", "how_to_leave")
        told = _record(
            {"person": _HOLDER},
            invited_on=_FIRST_DAY,
            terms_told_on=_FIRST_DAY,
            terms_told_in_writing=self.flag,
            terms_in_form_asked_for=self.flag,
            **{"from": _FIRST_DAY},
        )
        return _record(
            {"body": self.body_name, "holders": _several(told, _holder_key)},
            capacity=_CAPACITY,
            status=_STATUS | _either("gives-testimony"),
            voting=self.flag,
            equal_terms=_either(
                "yes", "no", {"differs": ["papers"]}, {"differs": ["vote"], "reason": "the law"}
            ),
            description=_either("yes", "no")
            | _record(**dict.fromkeys(parts, self.flag))
            | _record(dict.fromkeys(parts, st.just("yes"))),
            speaks_for=_either(
                "own-experience", "everyone", {"whom": "constituency", "link": "elected"},
                {"whom": "constituency", "link": "none"},
            ),
            expects=_either([], ["tell-own-story"], ["recruit-others", "represent-everyone"]),
            disclosure=_either("optional", "particulars"),
            stages=_either([], ["interview"], ["person-specification", "interview"]),
        )  # fmt: skip

    def ties(self) -> SearchStrategy[Any]:
        tie = _record(
            {"of": _PERSON, "with": _PARTY, "kind": _either(*_KINDS)},
            until=_DAY,
            **self.source,
        ).filter(lambda one: one["with"].get("person") != one["of"])
        both = _record(
            {
                "of": _either("asha", "sam"),
                "with": _either({"person": "jo"}, {"person": "jo"}, {"team": "ward-3"}),
                "kind": _either(*_CARE),
            }
        )
        several = _several(
            both | tie, lambda one: (one["of"], _name(one["with"]), one["kind"]), most=4
        )
        return st.one_of(several, several, _either("none", []))

    def conflicts(self) -> SearchStrategy[list[Data]]:
        step = st.one_of(
            _either("They take turns", {"step": "Jo goes out", "by": "jo"}),
            _record(
                {"step": st.just("Somebody else decides"), "by": _PARTY},
                takes_over=_either("supervision", "chairing", "care"),
                instead=_PARTY,
            ),
        )
        pair = st.tuples(_either("asha", "brian", *PEOPLE), st.just("jo") | _PARTY)
        conflict = _record(
            {
                "between": pair.filter(lambda two: two[0] != _name(two[1])).map(list),
                "because": _either("care", "care", "detention", "family"),
            },
            bodies=self.body_name,
            acknowledged_on=_PAST,
            acknowledged_by=_either(["asha", "brian", "jo"], ["jo"], [], ["asha", "sam", "mary"]),
            reason=_either("they meet only at the yearly meeting"),
            chosen_by=_PERSON,
            handling=st.lists(step, max_size=2),
            review_due=_DAY,
            reviewed_on=_PAST,
            **self.source,
        )
        return _several(conflict, conflict_key)

    def supports(self) -> SearchStrategy[Any]:
        whom = [{"for": name} for name in ("asha", "brian", *PEOPLE)] + [
            {"role": name} for name in _ROLES
        ]
        support = st.builds(
            lambda one, other: {**one, **other},
            _either(*whom),
            _record(
                by=_PARTY,
                kind=_either("peer", "practical"),
                until=_LAST_DAY,
                offered_on=_PAST,
                declined=_YES_NO,
                when=_either([], ["before"], ["before", "after"], "during"),
                independent=self.flag,
                **self.source,
            ),
        )
        backed = _record(
            {"for": _either("asha", "brian"), "by": _PARTY},
            when=_either(["before", "after"], ["before"]),
            independent=_either("yes", "no"),
        )
        several = _several(
            support | backed,
            lambda one: (
                one.get("for") or one.get("role"), str(one.get("by")), one.get("kind")
            ),
        )  # fmt: skip
        return st.one_of(several, _either("none"))

    def promises(self) -> SearchStrategy[list[Data]]:
        promise = _record(
            text=_either("You will be told who was appointed."),
            owner=_either("HR business partner"),
            due=_DAY | _either("ongoing"),
            status=_either("open", "in-progress", "kept", "declined"),
            told=self.told(),
            asked_to_wait_on=_PAST,
            review_due=_DAY,
            done_on=_DAY,
            made_on=_PAST,
            by=_PARTY | self.body_name.map(lambda name: {"body": name}),
            to=self.audience(),
            needs_decision_by=_either([], ["HR director"], ["finance committee", "HR director"]),
            decision_agreed_on=_DAY,
            **self.source,
        )
        done = _record(
            {"to": self.audience(), "status": _either("kept", "withdrawn"), "told": self.told()},
            made_on=_PAST,
            **self.source,
        )
        decided_elsewhere = _record(
            {"needs_decision_by": _either(["finance committee"], ["HR director"], [])},
            decision_agreed_on=_DAY,
            **self.source,
        )
        late = _record(
            {"due": _either("2026-06-29", "2026-05-30"), "status": _either("open", "in-progress")},
            told=_DAY,
            **self.source,
        )
        moved = _record(
            redated=st.lists(_DAY, max_size=3, unique=True),
            status=_either("kept", "open"),
            aim_met=self.flag,
            unmet_told=self.flag,
        )
        return _with_ids(
            late | done | decided_elsewhere | moved | promise,
            ("feedback-given", "travel-paid", "notes-sent"),
        )

    def audience(self) -> SearchStrategy[list[Any]]:
        one = st.one_of(
            _HOLDER,
            _either({"role": _ROLES[0]}, {"team": "ward-3"}),
            self.body_name.map(lambda name: {"body": name}),
        )
        return st.lists(one, max_size=2, unique_by=str)

    def told(self) -> SearchStrategy[Any]:
        return st.one_of(
            _DAY,
            _record(
                on=_DAY,
                to=self.audience(),
                how=_either("letter"),
                in_general_terms=_YES_NO,
                **self.source,
            ),
        )

    def complaints(self) -> SearchStrategy[list[Data]]:
        complaint = _record(
            {"kind": _either("concern", "complaint")},
            follow_up=_record(by=_PARTY, said_on=_PAST),
            response_due=_DAY,
            extended_to=_DAY,
            responded_on=_DAY,
            settled_on=_DAY,
            closed_on=_DAY,
            told=self.told(),
            **self.source,
        )
        return _with_ids(complaint, ("c1", "c2"))

    def recommendations(self) -> SearchStrategy[list[Data]]:
        advice = _record(
            by=self.body_name | _PARTY,
            made_on=_DAY,
            turnaround_days=_either("0", "30"),
            response=_either("accepted", "part", "declined"),
            responded_on=_DAY,
            reason=_either("the money is spent"),
            **self.source,
        )
        return _with_ids(advice, ("r1", "r2"))

    def decisions(self) -> SearchStrategy[list[Data]]:
        decision = _record(
            topic=_either("site"),
            decided_on=_FIRST_DAY,
            open_parts=_either([], ["opening hours"]),
            told_as_fixed=self.flag,
            **self.source,
        )
        early = _record({"decided_on": _either("2025-01-12", "2025-01-11")}, **self.source)
        return _with_ids(early | decision, ("d1", "d2"))

    def statements(self) -> SearchStrategy[list[Data]]:
        statement = _record(
            text=_either("The user view was heard.", "Two of nine carers agreed."),
            kind=_either("minute", "claim"),
            quotation=_YES_NO,
            says_who_thinks=_either([], ["carers"], ["carers", "service users"]),
            heard_from=_either("1", "2", "14"),
            meetings=_either("1", "3"),
            draws_on=_either([], ["first-view"], ["first-view", "second-view"]),
            topic=_either("site", "meals"),
            **self.source,
        )
        return _with_ids(statement, ("s1", "s2"))

    def views(self) -> SearchStrategy[list[Data]]:
        """Two views, of which the second may differ from the first."""
        differs = _record(differs_from=_either("first-view"), topic=_either("site"))
        return differs.map(lambda one: [{"id": "first-view"}, {"id": "second-view", **one}])

    def what_becomes(self) -> SearchStrategy[Data]:
        """What becomes of views, of fees and of what is missing."""
        fee = _record(
            {"fee": st.just("yes"), "may_go_to": _either(["host"], "employer", "none")},
            choice_kept_free=self.flag,
            promised_not_to_affect=_either("none", "benefits"),
            depends_on=_either("none", ["team-budget"]),
        )
        gap = _either("Nobody speaks Polish.", {"text": "No lift.", "owner": "matron"})
        return _record(
            feedback=_either("unasked", "on-request", "never"),
            payment=fee,
            admitted_gaps=st.lists(gap, min_size=1, max_size=1),
            staff_preparation=_record(trained_on=_PAST),
        )

    def scope(self) -> SearchStrategy[Data]:
        return _record(
            can_change=_either(["questions asked"], []),
            cannot_change=_either([], ["pay band"], ["site"]),
            **self.source,
        )

    def recruitment(self) -> SearchStrategy[Data]:
        channel = _either(
            "staff-nomination", "invitation", {"kind": "own-website"}, "waiting-room",
            "open-advert", {"kind": "outreach", "name": "the market"},
        )  # fmt: skip
        criterion = _record(
            {"text": _either("experience of ward care", "experience at board level", "a car")},
            kind=_either("lived-experience", "board-level-experience", "own-transport"),
            essential=_YES_NO,
            reason=_either("the law asks it"),
        )
        return _record(
            {"channels": _mostly(st.lists(channel, max_size=3))},
            reason=_either("all who have the condition are known to one clinic"),
            criteria=_several(criterion, lambda one: one["text"]),
            ways_in=_either(["online"], ["online", "phone"], ["online", "phone"]),
            self_referral_open=self.flag,
            selection=_record(
                by=_either("staff", "none", ["own-clinicians"]),
                suitability_judged=self.flag,
                criteria_published=self.flag,
                reasons_given=self.flag,
            ),
            **self.source,
        ).map(_stated)


def _holder_key(holder: Any) -> tuple[str, str | None]:
    return (holder, None) if isinstance(holder, str) else (holder["person"], holder.get("from"))


def _stated(data: Data) -> Data:
    return {key: value for key, value in data.items() if value is not _LEFT_OUT}


_PRACTICE: Final = (
    "payment", "access", "organisation", "safeguarding", "monitoring", "data_protection",
    "staff_preparation", "ending",
)  # fmt: skip
_PRACTICE_OF_ROLE: Final = ("payment", "induction", "term")
_PRACTICE_OF_HOLDER: Final = (
    "prefers_no_payment", "induction", "wellbeing_plan", "ended", "from",
)  # fmt: skip
_PRACTICE_OF_BODY: Final = (
    "papers", "members_only_slot", "agenda_set_by", "no_detriment_stated", "escalation", "removal",
)  # fmt: skip

_SETTLED: Final[Mapping[str, frozenset[str]]] = {
    "people": frozenset({"experience", "carer_for", "post", "post_kind"}),
    "ties": frozenset({"id", "of", "with", "kind", "since", "until"}),
    "bodies": frozenset({"interests"}),
    "roles": frozenset({"id", "body", "holders"}),
    "support": frozenset({"for", "role", "by", "kind", "from"}),
    "conflicts": frozenset({"between", "because", "tie"}),
    "promises": frozenset({"id"}),
    "complaints": frozenset({"id"}),
    "recommendations": frozenset({"id"}),
    "decisions": frozenset({"id"}),
    "recruitment": frozenset(),
    "sources": frozenset({"id", "replaces"}),
    "affected_groups": frozenset(),
    "views": frozenset(),
    "waivers": frozenset(),
}
"""The sections that are made above, and the fields that are settled there: what tells an
entry from others, and what a story hangs on."""


def _with_more(data: Data, more: Data) -> Data:
    """The data with other fields, where it does not have them, and what these refer to."""
    whole = {**more["what_becomes"], **more["whole"], **more["practice"], **data}
    first_role, *roles = whole["roles"]
    first_role = {**more["of_role"], **first_role}
    if isinstance(first_role.get("holders"), list) and first_role["holders"]:
        holder, *others = first_role["holders"]
        first = {"person": holder} if isinstance(holder, str) else holder
        first_role["holders"] = [{**more["of_holder"], **first}, *others]
    whole["roles"] = [first_role, *roles]
    if "bodies" in whole:
        name, body = next(iter(whole["bodies"].items()))
        whole["bodies"] = {**whole["bodies"], name: {**more["of_body"], **body}}
    for key, fields in more["entries"].items():
        section = whole.get(key)
        if isinstance(section, list) and section and isinstance(section[0], dict):
            whole[key] = [{**fields, **section[0]}, *section[1:]]
        elif isinstance(section, dict) and key in ("people", "bodies"):
            first = next(iter(section))
            whole[key] = {**section, first: {**fields, **section[first]}}
        elif isinstance(section, dict):
            whole[key] = {**fields, **section}
    whole["affected_groups"] = [{"id": "families"}]
    whole["views"] = more["views"]
    return whole


def _finished(data: Data) -> Data:
    """The data without what is left out, and without support for roles that it does not have."""
    data = _stated(data)
    known = {role["id"] for role in data["roles"]}
    for body in data.get("bodies", {}).values():
        if "decides_about_roles" in body:
            about = body["decides_about_roles"]
            body["decides_about_roles"] = [one for one in about if one in known]
    support = data.get("support")
    if isinstance(support, list):
        roles = {role["id"] for role in data["roles"]}
        data["support"] = [one for one in support if "for" in one or one["role"] in roles]
    return data
