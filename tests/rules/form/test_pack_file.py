"""What a pack says of itself, the fields it adds, and where packs are found."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.rules.pack_texts import ENGAGEMENT as A_PANEL
from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.engagement.validation import validate
from pitfall_audit.errors import PackError
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.pack_checks import MOST_RULES
from pitfall_audit.rules.pack_reading import MOST_OWN_FIELDS, PACK_FILE
from pitfall_audit.rules.packs import Pack, load_pack, load_packs, load_rule
from pitfall_audit.rules.plugins import pack_folder
from pitfall_audit.version import __version__
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

DAY = dt.date(2026, 6, 30)
WARD = "fields:\n  x-ward-type: {on: role, type: text, says: The kind of ward}\n"


def faults(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as raised:
        load_pack(folder, "house")
    assert all(one.message and one.help for one in raised.value.problems)
    return raised.value.problems


def fault(folder: Path) -> Problem:
    found = faults(folder)
    assert len(found) == 1, found
    return found[0]


def test_a_pack_says_who_made_it(tmp_path: Path) -> None:
    text = (
        "name: parent-carer-forums\nversion: '2.10'\ntitle: Parent carer forums\n"
        "authors: [Rules Group]\nlicence: CC-BY-4.0\nneeds: {pitfall-audit: '>=0.0'}\n"
    )
    pack = load_pack(write_pack(tmp_path, text, a_rule=house_rule()))
    assert (pack.id, pack.version, pack.kind) == ("parent-carer-forums", "2.10", "folder")
    assert pack.file is not None
    assert (pack.file.title, pack.file.authors) == ("Parent carer forums", ("Rules Group",))


@pytest.mark.parametrize(
    ("text", "id_", "line", "help_text"),
    [
        (PACK + "licens: MIT\n", "unknown-key", 3, "Did you mean `licence`?"),
        ("version: '1'\n", "missing-key", 1, "name"),
        ("name: house\n", "missing-key", 1, "`version: 1.0`"),
        ("name: A House\nversion: 1\n", "not-an-id", 1, ""),
        (PACK + "needs: {pitfall-audit: '>=99'}\n", "version-unfit", 3, "Install a version"),
        (PACK + "needs: {pitfall-audit: new}\n", "version-unclear", 3, "Write it as `'>=0.1'`"),
        (PACK + "needs: {python: '3'}\n", "unknown-key", 3, ""),
        ("- name\n", "not-a-mapping", 1, ""),
        ("name: [\n", "yaml-syntax", 1, ""),
        ("", "empty-file", 0, ""),
        (PACK + "title: Our rules #2\n", "text-cut", 3, 'title: "Our rules #2"'),
    ],
)
def test_a_pack_file_that_cannot_be_used(
    tmp_path: Path, text: str, id_: str, line: int, help_text: str
) -> None:
    found = fault(write_pack(tmp_path, text, a_rule=house_rule()))
    assert (found.id, found.place.file, found.place.line) == (id_, "house/pack.yaml", line), found
    assert help_text in found.help


def test_the_name_of_a_policy_that_a_remark_cuts_short_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, a_rule=house_rule())
    (folder / "standards.yaml").write_text(
        "standards:\n  - id: ours\n    name: Policy #4\n    publisher: Us # the trust\n"
        "    link: https://example.org/#top\n    verified: read\n",
        encoding="utf-8",
    )
    found = faults(folder)
    assert [(one.id, one.place.line) for one in found] == [("text-cut", 3), ("text-cut", 4)]
    assert found[0].help.startswith('Put the whole text in quotation marks:\nname: "Policy #4"\n')


def test_the_version_that_is_needed_is_told(tmp_path: Path) -> None:
    text = PACK + "needs: {pitfall-audit: '<0'}\n"
    found = fault(write_pack(tmp_path, text, a_rule=house_rule()))
    assert found.message == f"These checks need pitfall-audit <0; this is {__version__}."


def test_a_folder_without_a_pack_file_is_told_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "a-rule.yaml").write_text(house_rule(), encoding="utf-8")
    found = fault(tmp_path)
    assert (found.id, "name: our-rules" in found.help) == ("pack-file-missing", True)


@pytest.mark.parametrize(
    ("fields", "id_", "line"),
    [
        ("  x-ward: {on: role, type: words, says: It}\n", "not-one-of", 4),
        ("  x-ward: {on: wards, type: text, says: It}\n", "not-one-of", 4),
        ("  x-ward: {on: role, type: text}\n", "missing-key", 4),
        ("  x-ward: {on: [], type: text, says: It}\n", "wrong-type", 4),
        ("  x-ward: {on: [role, wards], type: text, says: It}\n", "not-one-of", 4),
        ("  ward: {on: role, type: text, says: It}\n", "field-name-unfit", 4),
        ("  x-Ward: {on: role, type: text, says: It}\n", "field-name-unfit", 4),
        ("  x-wärd: {on: role, type: text, says: It}\n", "field-name-unfit", 4),
        ("  x-: {on: role, type: text, says: It}\n", "field-name-unfit", 4),
        (f"  x-{'a' * 59}: {{on: role, type: text, says: It}}\n", "field-name-unfit", 4),
        ("  x-for: {on: role, type: text, says: It}\n", "field-name-taken", 4),
        ("  x-in: {on: role, type: text, says: It}\n", "field-name-taken", 4),
        ("  x-at: {on: role, type: date, words: [a], says: It}\n", "words-of-no-text", 4),
        (
            "  x-a-b: {on: role, type: text, says: It}\n"
            "  x-a_b: {on: body, type: text, says: It}\n",
            "two-names-become-one",
            5,
        ),
    ],
)
def test_a_field_that_cannot_be_declared(tmp_path: Path, fields: str, id_: str, line: int) -> None:
    found = fault(write_pack(tmp_path, f"{PACK}fields:\n{fields}", a_rule=house_rule()))
    assert found.place.line == line, found
    assert found.id == id_, found
    if id_ == "two-names-become-one":
        assert found.related[0].place.line == 4


@pytest.mark.parametrize(
    ("words", "says", "help_text"),
    [
        ("none", "says nothing of which words", "`words: [none, acute]`"),
        ("[]", "says nothing of which words", "Leave `words` out"),
        ("[acute, day, acute]", "“acute” is listed twice", "Leave one of them out"),
        ("[Acute, acute]", "“Acute” and “acute” differ in nothing but", "Keep the one"),
        ("[day-ward, day ward]", "“day-ward” and “day ward” differ in nothing but", "Keep the one"),
        ("[acute, ' day']", "“ day” begins or ends with a space", "`day`"),
        ('[acute, "day\\nward"]', "more than one line", "`day ward`"),
        ("[acute, '~']", "means that nothing is stated", "another word"),
        ("[acute, 'null']", "means that nothing is stated", "another word"),
    ],
)
def test_words_that_a_file_could_not_mean(
    tmp_path: Path, words: str, says: str, help_text: str
) -> None:
    text = PACK + WARD.replace("says:", f"words: {words}, says:")
    found = fault(write_pack(tmp_path, text, a_rule=house_rule()))
    assert (found.id, found.place.line) == ("words-unclear", 4), found
    assert says in found.message, found
    assert help_text in found.help, found


def test_none_is_no_word_of_a_list(tmp_path: Path) -> None:
    text = PACK + WARD.replace("says:", "list: yes, words: [none, acute], says:")
    found = fault(write_pack(tmp_path, text, a_rule=house_rule()))
    assert found.id == "words-unclear"
    assert "`x-ward-type: none` is an empty list" in found.message
    assert "size(role.x.ward_type) == 0" in found.help


@pytest.mark.parametrize(
    "word", ["none", "no", "yes", "on", "off", "true", "1", "01", "2.50", "1:20", "Acute", "day"]
)
@pytest.mark.parametrize("quote", ["", "'"])
def test_a_word_is_what_stands_there_whatever_yaml_makes_of_it(
    tmp_path: Path, word: str, quote: str
) -> None:
    text = PACK + WARD.replace("says:", f"words: [{quote}{word}{quote}, other], says:")
    rule = house_rule(expect=f"seat.x.ward_type == '{word}'")
    pack = load_pack(write_pack(tmp_path, text, a_rule=rule))
    roles = f"roles: [{{id: m, holders: [mary], x-ward-type: {word}}}]"
    assert said(pack, roles) == ["passed"]
    assert said(pack, roles.replace(word + "}", "other}")) == ["failed"]


def test_a_word_that_is_a_number_stands_in_quotes_in_a_condition(tmp_path: Path) -> None:
    text = PACK + WARD.replace("says:", "words: [1, 2], says:")
    found = fault(write_pack(tmp_path, text, a_rule=house_rule(expect="seat.x.ward_type == 1")))
    assert found.help == "Text stands in quotes: '1'."


def test_only_so_many_fields_are_declared(tmp_path: Path) -> None:
    lines = "".join(
        f"  x-f{number}: {{on: role, type: text, says: It}}\n"
        for number in range(MOST_OWN_FIELDS + 1)
    )
    found = fault(write_pack(tmp_path, f"{PACK}fields:\n{lines}", a_rule=house_rule()))
    assert found.message == "101 fields are declared; at most 100 may be."


# --- fields of one's own in rules ----------------------------------------------------------


def test_a_declared_field_is_typed_in_rules(tmp_path: Path) -> None:
    rule = house_rule(expect="seat.x.ward_type == 'acute'")
    load_pack(write_pack(tmp_path, PACK + WARD, a_rule=rule))
    wrong = write_pack(tmp_path, PACK + WARD, a_rule=house_rule(expect="seat.x.ward_type > 3"))
    assert fault(wrong).id == "expression-invalid"
    mistyped = write_pack(tmp_path, PACK + WARD, a_rule=house_rule(expect="has(seat.x.ward_typ)"))
    assert fault(mistyped).help == "Did you mean `ward_type`?"
    (tmp_path / PACK_FILE).write_text(PACK, encoding="utf-8")
    assert fault(tmp_path).id == "expression-invalid"


def test_a_field_with_words_is_held_to_them(tmp_path: Path) -> None:
    text = PACK + WARD.replace("says:", "words: [acute, day], says:")
    rule = house_rule(expect="seat.x.ward_type == 'accute'")
    assert fault(write_pack(tmp_path, text, a_rule=rule)).help == "Did you mean `acute`?"


@pytest.mark.parametrize(
    ("kind", "written", "expression"),
    [
        ("text", "on the ward", "seat.x.own == 'on the ward'"),
        ("date", "2026-06-01", "seat.x.own < '2026-06-30'"),
        ("whole number", "3", "seat.x.own + 1 == 4"),
        ("number", "7.5", "seat.x.own > 7.0"),
        ("yes or no", "no", "!seat.x.own"),
        ("text, list: yes", "[a, b]", "seat.x.own.exists(one, one == 'b')"),
        ("whole number, list: yes", "[1, 2]", "seat.x.own.all(one, one < 3)"),
    ],
)
def test_each_type_is_read_as_what_it_is(
    tmp_path: Path, kind: str, written: str, expression: str
) -> None:
    fields = f"fields:\n  x-own: {{on: role, type: {kind}, says: It}}\n"
    pack = load_pack(write_pack(tmp_path, PACK + fields, a_rule=house_rule(expect=expression)))
    assert said(pack, f"roles: [{{id: m, x-own: {written}, holders: [mary]}}]") == ["passed"]
    assert said(pack, "roles: [{id: m, holders: [mary]}]") == ["cannot-tell"]


ENGAGEMENT = """\
version: 1
id: a-panel
title: A panel
{more}
people: {{mary: {{experience: [carer]{person}}}}}
bodies: {{panel: {{kind: panel{body}}}}}
roles: [{{id: m{role}, body: panel, holders: [{{person: mary{holder}}}]}}]
"""
PLACES = ("holder", "role", "person", "body", "engagement")


@pytest.mark.parametrize("stated", [PLACES[index:] for index in range(5)])
def test_a_field_is_read_from_the_first_record_that_states_it(
    tmp_path: Path, stated: tuple[str, ...]
) -> None:
    fields = f"fields:\n  x-own: {{on: [{', '.join(PLACES)}], type: text, says: It}}\n"
    rule = house_rule(expect=f"seat.x.own == 'of the {stated[0]}'")
    pack = load_pack(write_pack(tmp_path, PACK + fields, a_rule=rule))
    parts = {place: (f", x-own: of the {place}" if place in stated else "") for place in PLACES[:4]}
    more = "x-own: of the engagement"
    facts = own_facts(pack, ENGAGEMENT.format(more=more, **parts), "seat")
    assert facts == [{"own": f"of the {stated[0]}"}]


def test_a_field_is_there_only_for_subjects_that_have_such_a_record(tmp_path: Path) -> None:
    fields = "fields:\n  x-own: {on: promise, type: text, says: It}\n"
    write_pack(tmp_path, PACK + fields, a_rule=house_rule(expect="has(seat.x.own)"))
    assert fault(tmp_path).id == "expression-invalid"


def test_a_key_that_is_not_declared_is_never_seen(tmp_path: Path) -> None:
    pack = load_pack(
        write_pack(tmp_path, PACK + WARD, a_rule=house_rule(expect="has(seat.x.ward_type)"))
    )
    text = ENGAGEMENT.format(more="", person="", body="", holder="", role=", x-other: 3")
    assert own_facts(pack, text, "seat") == [{}]


def own_facts(pack: Pack, text: str, kind: SubjectKind) -> list[Any]:
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    sheet, faults_ = pack.vocabulary.read_own_fields(
        derive_facts(engagement, None, DAY), document, None
    )
    assert faults_ == ()
    return [one.facts["x"] for one in sheet.subjects[kind]]


def said(pack: Pack, rest: str) -> list[str]:
    from pitfall_audit.rules.evaluation import Batches, evaluate

    text = f"version: 1\nid: a\ntitle: A\npeople: {{mary: {{experience: [carer]}}}}\n{rest}\n"
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    sheet, faults_ = pack.vocabulary.read_own_fields(
        derive_facts(engagement, None, DAY), document, None
    )
    assert faults_ == ()
    return [one.outcome for one in evaluate(pack.rules[0], Batches(sheet))]


# --- several packs -------------------------------------------------------------------------


def clash(*folders: tuple[Path, str]) -> Problem:
    with pytest.raises(PackError) as raised:
        load_packs(folders)
    (problem,) = raised.value.problems
    return problem


def test_ids_that_clash_are_told_with_both_places(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", a_rule=house_rule())
    other = write_pack(tmp_path / "other", "name: other\nversion: 1\n", a_rule=house_rule())
    problem = clash((one, "one"), (other, "other"))
    assert (problem.id, problem.place.file) == ("rule-id-taken", "other/a-rule.yaml")
    assert problem.related[0].place.file == "one/a-rule.yaml"


def test_a_built_in_id_is_taken(tmp_path: Path) -> None:
    rule = house_rule("lone-member")
    problem = clash((write_pack(tmp_path, lone_member=rule), "house"))
    assert (problem.id, problem.place.file) == ("rule-id-taken", "house/lone-member.yaml")
    assert problem.related == ()


def test_names_of_packs_are_taken_once(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", a_rule=house_rule())
    other = write_pack(tmp_path / "other", b_rule=house_rule("b-rule"))
    assert clash((one, "one"), (other, "other")).id == "pack-name-taken"


def test_the_name_of_the_built_in_checks_is_taken(tmp_path: Path) -> None:
    text = "name: pitfall-audit\nversion: 1\n"
    problem = clash((write_pack(tmp_path, text, a_rule=house_rule()), "house"))
    assert (problem.id, problem.place.file) == ("pack-name-taken", "house/pack.yaml")
    assert "come with the program" in problem.message


# --- where packs are found -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["a-rule.yaml", PACK_FILE, "standards.yaml"])
def test_links_out_of_the_pack_are_refused(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n", encoding="utf-8")
    pack = write_pack(tmp_path / "pack", b_rule=house_rule("b-rule"))
    (pack / name).unlink(missing_ok=True)
    link(pack / name, secret)
    problem = fault(pack)
    assert (problem.id, problem.place.file) == ("outside-the-pack", f"house/{name}")
    assert "hunter2" not in str(problem)


def test_folders_that_are_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "b-rule.yaml").write_text("not: a rule", encoding="utf-8")
    pack = write_pack(tmp_path / "pack", a_rule=house_rule())
    link(pack / "away", tmp_path / "away")
    link(pack / "round", pack)
    with pytest.raises(PackError) as refused:
        load_pack(pack)
    assert [one.id for one in refused.value.problems] == ["outside-the-pack"] * 2


def test_a_link_within_the_pack_is_no_way_out(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    (pack / "kept.txt").write_text(house_rule(), encoding="utf-8")
    link(pack / "a-rule.yaml", pack / "kept.txt")
    assert len(load_pack(pack).rules) == 1


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:  # Windows lets only some make links
        pytest.skip("links can't be made here")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes here")
    pack = write_pack(tmp_path)
    os.mkfifo(pack / "a-rule.yaml")
    assert fault(pack).message == "This is not an ordinary file."


def test_a_package_is_read_and_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = write_pack(tmp_path / "larkbridge_rules", a_rule=house_rule())
    (package / "__init__.py").write_text("raise SystemExit('it was run')\n", encoding="utf-8")
    (package / "conftest.py").write_text("raise SystemExit('it was run')\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    folder = pack_folder("python:larkbridge_rules", Path())
    assert load_pack(folder).id == "house"
    assert "larkbridge_rules" not in sys.modules


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "There is no folder nowhere."),
        ("python:no_such_package", "There is no package no_such_package in this Python."),
        ("python:json", "The package json holds no pack.yaml."),
        ("python:tempfile", "There is no package tempfile in this Python."),
        ("python:../x", "“../x” is not the name of a Python package."),
        ("python:os.path", "“os.path” is not the name of a Python package."),
        ("python:", "“” is not the name of a Python package."),
    ],
)
def test_a_source_that_is_none(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(PackError) as raised:
        pack_folder(name, tmp_path)
    assert raised.value.problems[0].message == message
    assert raised.value.problems[0].help


def test_only_so_many_rules_are_read(tmp_path: Path) -> None:
    write_pack(tmp_path)
    for number in range(MOST_RULES + 1):
        (tmp_path / f"r{number}.yaml").write_text("", encoding="utf-8")
    assert fault(tmp_path).message == "This folder holds 1,001 checks; at most 1,000 are read."


@pytest.mark.parametrize(
    "key", ["x-model-config", "x-model_fields", "x-schema", "x-copy", "x-json", "x-x", "x-own-a"]
)
def test_any_other_name_will_do(tmp_path: Path, key: str) -> None:
    fields = f"fields:\n  {key}: {{on: role, type: text, says: It}}\n"
    expression = f"seat.x.{key[2:].replace('-', '_')} == 'here'"
    pack = load_pack(write_pack(tmp_path, PACK + fields, a_rule=house_rule(expect=expression)))
    assert said(pack, f"roles: [{{id: m, {key}: here, holders: [mary]}}]") == ["passed"]


# --- files that are not what they should be ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (A_PANEL, "This is an engagement, not a check."),
        (PACK, "This is no check."),
        ("remember: the milk\n", "This is no check."),
    ],
)
def test_what_is_no_check_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    write_pack(tmp_path, a_rule=house_rule(), notes=text)
    assert fault(tmp_path).message == message
    with pytest.raises(PackError) as raised:
        load_rule(tmp_path / "notes.yaml")
    assert [one.message for one in raised.value.problems] == [message]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("passed", "`passed` is missing in part 3, its examples."),
        ("grounds", "`grounds` is missing in part 2, what it says."),
    ],
)
def test_what_is_missing_from_a_later_part(tmp_path: Path, missing: str, message: str) -> None:
    number = 1 if missing == "grounds" else 2
    parts = house_rule().split("---\n")
    parts[number] = re.sub(rf"(?m)^{missing}:.*\n(?:[ -].*\n)*", "", parts[number])
    problem = fault(write_pack(tmp_path, a_rule="---\n".join(parts)))
    assert problem.message == message
    assert problem.place.line == "---\n".join(parts[:number]).count("\n") + 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_divider_begins_at_the_margin(tmp_path: Path, which: int) -> None:
    parts = house_rule().split("---\n")
    dividers = ["---\n", "---\n"]
    dividers[which] = " ---\n"
    text = parts[0] + dividers[0] + parts[1] + dividers[1] + parts[2]
    problem = fault(write_pack(tmp_path, a_rule=text))
    assert problem.message == "This line of dashes does not begin at the margin."
    assert problem.place.line == text[: text.index(" ---\n")].count("\n") + 1
