"""Files of one organisation looked at together: joined by ids alone, whatever their order."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from inline_snapshot import snapshot
from msgspec.structs import replace
from tests.generators import AUDIT_DAY, PEOPLE, Data, as_engagement, pack, tries
from tests.report.sample_results import full_result
from tests.rules.pack_texts import house_rule, write_pack

from pitfall_audit.cli.exit_codes import exit_code_for
from pitfall_audit.cli.main import main
from pitfall_audit.engagement.model.engagement import RegisteredBody, RegisteredPerson
from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.comparison import compared
from pitfall_audit.engine.result import AuditResult, Carried, EngagementResult, Outcome
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES, derive_facts
from pitfall_audit.facts.registers import Register, joined, registered
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.html import render_html
from pitfall_audit.report.papers import loads_of
from pitfall_audit.report.redaction import for_audience, redacted
from pitfall_audit.report.result_json import from_json, to_json
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import load_pack
from pitfall_audit.rules.proving import prove_rule
from pitfall_audit.rules.verdicts import words_for

DAY = dt.date(2026, 6, 30)
TRUST = "{id: trust, name: The Trust}"
CHECKS = [rule for rule in pack().rules if rule.logic.scope == "portfolio"]
TIE = "ties[asha/jo/panel]"


def written(folder: Path, organisation: str = TRUST, **more: str) -> None:
    """Two files: one declares a tie, and in the other the two of the tie sit together."""
    head = f"version: 1\norganisation: {organisation}\n"
    head += "people: {asha: {experience: service-user}, jo: {}}\n"
    texts = {
        "committee": "ties: [{of: asha, with: jo, kind: receives-care-from}]\n",
        "panel": "bodies: {panel: {chair: jo}}\n"
        "roles: [{id: member, body: panel, holders: [asha]}]\n",
        **more,
    }
    for name, text in texts.items():
        top = f"id: {name}\ntitle: The {name}\n" + head
        (folder / f"{name}.yaml").write_text(top + text, encoding="utf-8")


def audited(folder: Path, **asked: Any) -> AuditResult:
    return audit([folder], base=folder, **{"as_of": DAY, **asked})


def together(result: AuditResult) -> EngagementResult:
    (one,) = (each for each in result.engagements if each.joins)
    return one


def tie_found(result: AuditResult) -> Outcome:
    return next(one for one in together(result).outcomes if one.subject == TIE)


def test_a_tie_that_another_file_declares_is_found_with_its_places(tmp_path: Path) -> None:
    written(tmp_path)
    result = audited(tmp_path)
    found = tie_found(result)
    assert (found.outcome, found.severity, found.private) == ("failed", "warning", True)
    places = [found.place, *(one.place for one in found.related)]
    assert [(one.file, one.line, one.excerpt) for one in places if one] == snapshot(
        [("panel.yaml", 7, ""), ("panel.yaml", 6, ""), ("committee.yaml", 6, "")]
    )
    assert together(result).joins == ("committee.yaml", "panel.yaml")
    assert len(result.arrangements) == 2
    assert result.notes == ()


def test_files_are_joined_within_one_organisation_alone(tmp_path: Path) -> None:
    written(tmp_path)
    text = (tmp_path / "panel.yaml").read_text("utf-8")
    (tmp_path / "panel.yaml").write_text(text.replace("id: trust", "id: other"), "utf-8")
    result = audited(tmp_path)
    assert not any(one.joins for one in result.engagements)
    assert result.notes == ()


def test_files_that_do_not_say_whose_they_are_are_not_joined_and_it_is_said(
    tmp_path: Path,
) -> None:
    # The same name is no id.
    written(tmp_path, "{name: The Trust}")
    result = audited(tmp_path)
    assert not any(one.joins for one in result.engagements)
    assert result.notes == snapshot(
        (
            "No file that names people says by the id of an organisation whose it is: nobody "
            "there is taken for the same person as in another file.",
        )
    )
    for form in ("text", "markdown"):
        assert "taken for the" in " ".join(BY_NAME[form].text_of(result).split())
    assert result.notes[0] in render_html(result).replace("&#39;", "'")


def test_of_two_organisations_each_has_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, f"{{id: {name}}}")
        for file in (tmp_path / name).iterdir():
            text = file.read_text("utf-8").replace("id: committee\n", f"id: committee-{name}\n")
            file.write_text(text.replace("id: panel\n", f"id: panel-{name}\n"), "utf-8")
    ids = [one.id for one in audited(tmp_path).engagements if one.joins]
    assert ids == ["portfolio-one", "portfolio-two"]


def test_what_two_files_say_differently_is_found_at_both_places(tmp_path: Path) -> None:
    role = "roles: [{{id: member, body: panel, status: {}, holders: [asha]}}]\n"
    written(tmp_path, committee=role.format("observer"), panel=role.format("full-member"))
    found = next(
        one for one in together(audited(tmp_path)).outcomes
        if (one.rule, one.subject) == ("files-disagree", "roles[panel/member].status")
    )  # fmt: skip
    places = [found.place, *(one.place for one in found.related)]
    assert (found.outcome, found.severity) == ("failed", "error")
    assert [(one.file, one.line, one.path) for one in places if one] == [
        ("committee.yaml", 6, "roles[0].status"), ("panel.yaml", 6, "roles[0].status"),
    ]  # fmt: skip


def test_who_carries_how_much_is_told_and_left_out_of_what_is_passed_on(tmp_path: Path) -> None:
    role = "roles: [{{id: member, body: {}, holders: [asha]{}}}]\n"
    hours = ", hours: {amount: 4, per: month}"
    written(tmp_path, committee=role.format("board", hours), panel=role.format("panel", ""))
    result = audited(tmp_path)
    assert together(result).carrying == (Carried("asha", 2, 2, 2, 4.0, hours_known=False),)
    page = render_html(result)
    assert '<th scope="row">asha</th><td>2</td><td>2</td><td>at least 4</td>' in page
    text = BY_NAME["text"].text_of(result)
    assert "asha: seats: 2; hours a month: at least 4; arrangements: 2; wants to give" in text
    for less in (for_audience(result, "board"), for_audience(result, "public"), redacted(result)):
        assert not any(one.carrying for one in less.engagements)


def test_the_lists_of_those_who_carry_much_is_short() -> None:
    many = tuple(Carried(f"p{number}", 2, 2, 3, 0.0, hours_known=False) for number in range(23))
    whole = full_result().engagements[0]
    loads = loads_of(replace(whole, carrying=many))
    assert (len(loads.shown), loads.more) == (20, 3)
    assert loads.shown[0] == ("p0", 2, "2 to 3", "not stated", "not stated")


def facts_of_asha(*texts: dict[str, Any]) -> Any:
    files = [
        {
            "version": "1", "id": f"file-{number}", "title": "A file",
            "organisation": {"id": "trust"},
            "people": {"asha": {"experience": ["service-user"]}}, **text,
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    sheets = [derive_facts(as_engagement(data), None, AUDIT_DAY) for data in files]
    ((_, facts),) = joined(one.summary for one in sheets if one.summary).values()
    return facts.subjects["member"][0].facts


def test_a_role_counts_once_on_one_body_and_is_in_doubt_on_two_of_one_id() -> None:
    roles = [{"id": "member", "body": "panel", "holders": ["asha"]}]
    panel, board = ({"bodies": {"panel": {"kind": kind}}} for kind in ("panel", "board"))
    one = facts_of_asha({"roles": roles}, {"roles": roles, **panel})
    assert (one["seats_at_least"], one["seats_at_most"], one["seats_held"]) == (1, 1, 1)
    two = facts_of_asha({"roles": roles, **board}, {"roles": roles, **panel})
    assert (two["seats_at_least"], two["seats_at_most"]) == (1, 2)
    assert "seats_held" not in two
    # On no body, the id of a role is its file's own, until a file says that they are the same.
    roles = [{"id": "member", "holders": ["asha"]}]
    assert facts_of_asha({"roles": roles}, {"roles": roles})["seats_held"] == 2
    same = [{**roles[0], "same_as": {"role": "member", "engagement": "file-0"}}]
    assert facts_of_asha({"roles": roles}, {"roles": same})["seats_held"] == 1


def test_a_file_that_cannot_be_read_leaves_the_others_joined_and_it_is_said(
    tmp_path: Path,
) -> None:
    written(tmp_path, council="roles: [{id: member, holders: [nobody-declared]}]\n")
    result = audited(tmp_path)
    assert tie_found(result).outcome == "failed"
    assert result.notes == snapshot(
        ("1 file could not be read, so what people in it also do in other files was not seen.",)
    )
    assert exit_code_for(result) == 4


def test_what_is_handled_privately_passes_as_attested(tmp_path: Path) -> None:
    written(
        tmp_path,
        panel="bodies: {panel: {chair: jo, interests: {held_privately: {by: secretary, "
        "handled: yes}}}}\nroles: [{id: member, body: panel, holders: [asha]}]\n",
    )
    found = tie_found(audited(tmp_path))
    assert (found.outcome, found.attested) == ("passed", True)


def test_ties_kept_apart_reach_the_other_files_and_stay_private(tmp_path: Path) -> None:
    written(tmp_path, committee="purpose: Look after quality.\n")
    ties = tmp_path.parent / "ties.yaml"
    ties.write_text(
        "version: 1\nengagement: committee\n"
        "ties: [{of: asha, with: jo, kind: receives-care-from}]\n",
        encoding="utf-8",
    )
    result = audited(tmp_path, ties=[ties])
    found = tie_found(result)
    assert found.outcome == "failed"
    assert [one.place.file.endswith("ties.yaml") for one in found.related] == [False, True]
    for name in ("sarif", "junit", "github", "gitlab", "markdown", "csv", "jsonl", "concise"):
        said = BY_NAME[name].text_of(result)
        assert "asha and jo" not in said, name
        assert TIE not in said, name


def test_a_waiver_accepts_a_finding_of_several_files(tmp_path: Path) -> None:
    written(tmp_path)
    waivers = tmp_path / "waivers.yml"
    waivers.write_text(
        "waivers:\n  - {engagement: portfolio-trust, rule: tie-declared-elsewhere,\n"
        f"     subject: '{TIE}', reason: both are asked in July, owner: involvement lead,\n"
        "     approved_by: company secretary, until: 2026-09-30}\n",
        encoding="utf-8",
    )
    result = audited(tmp_path, waivers=waivers)
    assert tie_found(result).accepted is not None
    assert [one.state for one in together(result).waivers] == ["in-force"]
    # Nobody accepts what is about themselves.
    text = waivers.read_text("utf-8").replace("approved_by: company secretary", "approved_by: jo")
    waivers.write_text(text, "utf-8")
    assert tie_found(audited(tmp_path, waivers=waivers)).accepted is None


def test_a_baseline_knows_it_again_and_does_not_take_it_for_fixed_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path)
    asked = (".", "--as-of", "2026-06-30")
    assert main(["baseline", "write", *asked]) == 0
    name = Path("pitfall-audit-baseline.json")
    assert main(["check", *asked, "--baseline", str(name), "--fail-on", "advice", "--quiet"]) == 0
    known = {one["rule"] for one in json.loads(name.read_text("utf-8"))["findings"]}
    assert "tie-declared-elsewhere" in known
    Path("committee.yaml").write_text("version: 1\nid: committee\n", encoding="utf-8")
    Path("council.yaml").write_text(
        Path("panel.yaml").read_text("utf-8").replace("id: panel\n", "id: council\n"), "utf-8"
    )
    main(["baseline", "prune", *asked])
    left = {one["rule"] for one in json.loads(name.read_text("utf-8"))["findings"]}
    assert "tie-declared-elsewhere" in left


def test_a_comparison_does_not_take_for_fixed_what_it_did_not_see(tmp_path: Path) -> None:
    written(tmp_path, council="purpose: Advise.\n")
    before = audited(tmp_path)
    (tmp_path / "committee.yaml").unlink()
    kinds = {one.rule: one.kind for one in compared(before, audited(tmp_path)).changes}
    assert kinds["tie-declared-elsewhere"] == "not-looked-at"
    written(tmp_path, council="purpose: Advise.\n", committee="ties: none\n")
    kinds = {one.rule: one.kind for one in compared(before, audited(tmp_path)).changes}
    assert kinds["tie-declared-elsewhere"] == "fixed"


def test_every_format_is_the_same_from_the_json(tmp_path: Path) -> None:
    written(tmp_path)
    result = audited(tmp_path)
    again = from_json(to_json(result))
    assert again == result
    for form in BY_NAME.values():
        if form.name != "pdf":  # which is a print of the page, by a browser
            assert form.content_of(again) == form.content_of(result)
    page = render_html(result)
    assert "What 2 files of The Trust show together" in page
    assert "Several arrangements together" in page
    assert "Arrangement 2 of 2" in page


EXAMPLE = """\
{outcome}:
  - files:
      a.yaml:
        people: {{asha: {{experience: service-user}}}}
        roles: [{{id: m, body: panel, holders: [asha]}}]
      b.yaml:
        people: {{asha: {{experience: service-user}}}}
        roles: [{{id: {role}, body: {body}, holders: [asha]}}]
    expect: ["people[asha]"]
"""


def test_a_check_from_outside_looks_over_several_files_too(tmp_path: Path) -> None:
    examples = EXAMPLE.format(outcome="failed", role="o", body="board")
    examples += EXAMPLE.format(outcome="passed", role="m", body="panel")
    text = house_rule(
        subject="member", expect="member.seats_at_least < 2", points_at="role",
        message="{{ member.label }}: on {{ member.bodies|list }}.", more="scope: portfolio\n",
        examples=examples,
    )  # fmt: skip
    house = load_pack(write_pack(tmp_path / "house", a_rule=text))
    (tmp_path / "files").mkdir()
    roles = "roles: [{id: adviser, body: council, holders: [asha]}]\n"
    written(tmp_path / "files", committee=roles)
    result = audited(tmp_path / "files", packs=(pack(), house))
    (found,) = (one for one in together(result).outcomes if one.rule == "a-rule")
    assert (found.outcome, found.message) == ("failed", "asha: on council and Panel.")
    assert found.place is not None
    assert found.place.file == "committee.yaml"


def test_a_check_from_outside_points_at_a_supporter(tmp_path: Path) -> None:
    file = (
        "{{people: {{jo: {{}}}}, support: [{{role: m, by: {{person: jo}}}}], "
        "roles: [{{id: m, capacity: carer, places: {}}}]}}"
    )
    examples = "".join(
        f"{outcome}:\n  - files: {{a.yaml: {file.format(places)}, b.yaml: {file.format(1)}}}\n"
        "    expect: ['people[jo]']\n"
        for outcome, places in (("failed", 2), ("passed", 1))
    )
    text = house_rule(
        subject="supporter", expect="supporter.people < 3", points_at="person",
        message="{{ supporter.label }}", more="scope: portfolio\n", examples=examples,
    )  # fmt: skip
    house = load_pack(write_pack(tmp_path / "house", a_rule=text))
    (tmp_path / "files").mkdir()
    roles = "roles: [{id: m, capacity: carer, places: 3}]\nsupport: [{role: m, by: {person: jo}}]\n"
    written(tmp_path / "files", committee=roles)
    result = audited(tmp_path / "files", packs=(pack(), house))
    (found,) = (one for one in together(result).outcomes if one.rule == "a-rule")
    assert found.place is not None
    assert (found.place.file, found.place.path) == ("committee.yaml", "people.jo")


def test_an_example_has_as_many_files_as_its_check_looks_over(tmp_path: Path) -> None:
    several = EXAMPLE.format(outcome="failed", role="o", body="board").replace("people[asha]", "x")
    several += EXAMPLE.format(outcome="passed", role="m", body="panel").replace("people[asha]", "x")
    text = house_rule(examples=several)
    (rule,) = load_pack(write_pack(tmp_path, a_rule=text)).rules
    told = [(one.expected, one.happened) for one in prove_rule(rule)[1]]
    assert told == [("one file alone", "there are 2")] * 2
    text = house_rule(
        subject="member", expect="member.seats_at_least < 2", points_at="role",
        message="{{ member.label }}", more="scope: portfolio\n",
    )  # fmt: skip
    (rule,) = load_pack(write_pack(tmp_path, a_rule=text)).rules
    told = [(one.expected, one.happened) for one in prove_rule(rule)[1]]
    assert set(told) == {("several files, over which it looks", "there is one")}


# --- properties -------------------------------------------------------------------------


def _file(number: int) -> SearchStrategy[Data]:
    people = st.sampled_from(PEOPLE)
    body = st.sampled_from(["board", "panel"])
    role = st.fixed_dictionaries(
        {
            "id": st.sampled_from(["first", "second"]),
            "body": body,
            "holders": st.lists(people, min_size=1, max_size=3, unique=True),
        },
        optional={
            "hours": st.just({"amount": "7", "per": "month"}),
            "status": st.sampled_from(["full-member", "observer"]),
            "voting": st.sampled_from(["yes", "no"]),
        },
    )
    kind = st.fixed_dictionaries({}, optional={"kind": st.sampled_from(["board", "panel"])})
    bodies = st.fixed_dictionaries({"board": kind, "panel": kind})
    tie = st.tuples(people, people, st.sampled_from([None, "2026-01-31", "2024-01-31"])).filter(
        lambda one: one[0] != one[1]
    )
    capacity = st.sampled_from(["service-user", "carer", "staff"])

    def build(drawn: tuple[Any, ...]) -> Data:
        roles, ties, conflicts, experience, cares, described, support, days = drawn
        return {
            "version": "1",
            "id": f"file-{number}",
            "title": f"File {number}",
            "organisation": {"id": "trust"},
            "people": {
                id_: {
                    **({"experience": kind} if kind != "staff" else {"post": "nurse"}),
                    **({"carer_for": [cares]} if kind == "carer" and cares != id_ else {}),
                }
                for id_, kind in zip(PEOPLE, experience, strict=True)
            },
            "bodies": described,
            "support": [{"for": for_, "by": {"person": by}} for for_, by, _ in support],
            "promises": [
                {
                    "id": "ramp",
                    "due": day,
                    "owner": owner,
                    "same_as": [{"engagement": "file-0", "promise": "ramp"}] if number else [],
                }
                for day, owner in days
            ],
            "roles": roles,
            # Where nothing is drawn, everybody was asked and there are none.
            "ties": [
                {"of": of, "with": {"person": other}, "kind": "receives-care-from"}
                | ({"until": until} if until else {})
                for of, other, until in ties
            ],
            "conflicts": [
                {"between": list(pair), "because": "care", "handling": "none"} for pair in conflicts
            ],
        }

    return st.tuples(
        st.lists(role, max_size=2, unique_by=lambda one: str(one["id"])),
        st.lists(tie, max_size=2, unique_by=lambda one: one[:2]),
        st.lists(tie.map(lambda one: tuple(sorted(one[:2]))), max_size=1, unique=True),
        st.tuples(*[capacity] * len(PEOPLE)),
        people,
        bodies,
        st.lists(tie, max_size=1),
        st.lists(st.tuples(st.sampled_from(["2026-09-30", "ongoing"]), people), max_size=1),
    ).map(build)


portfolios = st.integers(2, 4).flatmap(lambda count: st.tuples(*map(_file, range(count))))


def said(
    files: tuple[Data, ...], register: Register | None = None
) -> dict[tuple[str, str], tuple[str, str]]:
    """What every check says of several files together: the outcome and the words."""
    sheets = [derive_facts(as_engagement(data), None, AUDIT_DAY) for data in files]
    ((_, facts),) = joined((one.summary for one in sheets if one.summary), register).values()
    for kind, subjects in facts.subjects.items():
        names = [one.identity for one in subjects]
        assert len(set(names)) == len(names)
        for one in subjects:
            assert set(one.facts) <= set(SUBJECT_SHAPES[kind].fields)
            required = {n for n, f in SUBJECT_SHAPES[kind].fields.items() if not f.optional}
            assert required <= set(one.facts)
            assert set(one.anchors) <= SUBJECT_ANCHORS[kind]
    found = {}
    for rule in CHECKS:
        for verdict in evaluate(rule, Batches(facts)):
            assert verdict.outcome != "error", verdict.crash
            words = words_for(verdict)
            found[rule.id, verdict.subject.identity] = (
                f"{verdict.outcome} {verdict.severity}", " ".join((words.message, *words.details)),
            )  # fmt: skip
    return found


@settings(max_examples=tries(20), deadline=None)
@given(portfolios)
def test_a_register_of_all_ids_says_what_the_id_of_an_organisation_does(
    files: tuple[Data, ...],
) -> None:
    people = {id_: RegisteredPerson.model_validate({}) for id_ in PEOPLE}
    bodies = {id_: RegisteredBody.model_validate({}) for id_ in ("board", "panel")}
    register = registered("the register", None, people, bodies, AUDIT_DAY)
    of_none = tuple({**file, "organisation": {"name": "The Trust"}} for file in files)
    assert said(of_none, register) == said(files)


@settings(max_examples=tries(30), deadline=None)
@given(portfolios, st.randoms(use_true_random=False))
def test_the_order_of_files_makes_no_difference(files: tuple[Data, ...], random: Any) -> None:
    shuffled = list(files)
    random.shuffle(shuffled)
    assert said(tuple(shuffled)) == said(files)


@settings(max_examples=tries(30), deadline=None)
@given(portfolios)
def test_renaming_a_person_everywhere_renames_findings_and_nothing_else(
    files: tuple[Data, ...],
) -> None:
    # A name that sorts as the old one does, for what is said of several is in the order of ids.
    text = json.dumps(files).replace('"jo"', '"joz"')
    renamed = said(tuple(json.loads(text)))
    expected = {
        (rule, _renamed(subject)): (outcome, _renamed(words))
        for (rule, subject), (outcome, words) in said(files).items()
    }
    assert renamed == expected


def _renamed(text: str) -> str:
    return re.sub(r"\bjo\b", "joz", text)


@settings(max_examples=tries(30), deadline=None)
@given(portfolios, st.data())
def test_where_a_file_says_less_no_contradiction_is_added(
    files: tuple[Data, ...], data: Any
) -> None:
    before = said(files)
    number = data.draw(st.sampled_from(range(len(files))))
    silent = json.loads(json.dumps(files[number]))
    part = data.draw(st.sampled_from(["roles", "bodies"]))
    for one in silent["roles"] if part == "roles" else silent["bodies"].values():
        for key in ("kind", "status", "voting"):
            one.pop(key, None)
    after = said((*files[:number], silent, *files[number + 1 :]))

    def differ(found: dict[tuple[str, str], tuple[str, str]]) -> set[str]:
        # Of bodies that are no longer of two kinds, the roles are held side by side.
        return {
            subject
            for (rule, subject), (outcome, _) in found.items()
            if rule == "files-disagree" and outcome.startswith("failed")
            and (part == "roles" or subject.startswith("bodies"))
        }  # fmt: skip

    assert differ(after) <= differ(before)


@settings(max_examples=tries(30), deadline=None)
@given(portfolios, st.data())
def test_splitting_one_files_bodies_over_two_keeps_the_findings(
    files: tuple[Data, ...], data: Any
) -> None:
    number = data.draw(st.sampled_from(range(len(files))))
    whole = files[number]
    parts = [
        {
            **whole,
            "id": f"{whole['id']}{suffix}",
            "bodies": {name: one for name, one in whole["bodies"].items() if name == body},
            "roles": [one for one in whole["roles"] if one["body"] == body],
        }
        for suffix, body in (("", "board"), ("-b", "panel"))
    ]
    after = said((*files[:number], *parts, *files[number + 1 :]))

    def failed(found: dict[tuple[str, str], tuple[str, str]]) -> set[tuple[str, str]]:
        return {
            (rule, subject.replace(f"{whole['id']}-b", whole["id"]))
            for (rule, subject), (outcome, _) in found.items()
            if outcome.startswith("failed")
        }

    assert failed(said(files)) <= failed(after)


@settings(max_examples=tries(40), deadline=None)
@given(portfolios, st.data())
def test_handling_a_tie_never_adds_one(files: tuple[Data, ...], data: Any) -> None:
    before = said(files)
    number = data.draw(st.sampled_from(range(len(files))))
    first, second = data.draw(
        st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True)
    )
    handled = json.loads(json.dumps(files[number]))
    key = sorted((first, second))
    if not any(sorted(one["between"]) == key for one in handled["conflicts"]):
        handled["conflicts"].append(
            {
                "between": key, "because": "care", "acknowledged_by": key,
                "handling": [{"step": "somebody else chairs", "by": second}],
            }
        )  # fmt: skip
    after = said((*files[:number], handled, *files[number + 1 :]))
    worse = {key for key, (outcome, _) in after.items() if outcome.startswith("failed")}
    assert worse <= {key for key, (outcome, _) in before.items() if outcome.startswith("failed")}
