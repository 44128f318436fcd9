"""Plugins that are missing, broken or wrong: an error each time, and never a quieter audit."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import ENGAGEMENT, PACK, write_pack
from tests.rules.rule_texts import EXAMPLES, WORDS

from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.main import main
from pitfall_audit.errors import PackError
from pitfall_audit.plugins import (
    CannotTell,
    DoesNotApply,
    Everything,
    Facts,
    Failed,
    Passed,
    Plugin,
)
from pitfall_audit.rules.packs import load_plugin_pack
from pitfall_audit.rules.plugins import load_plugin
from pitfall_audit.rules.proving import prove_pack
from pitfall_audit.yaml.places import Place, Problem

SETTINGS = Place("pitfall-audit.toml", 1, 12, 1, 20)
RULE = (
    "id: a-rule\npitfall: roles\ntitle: A title\nsubject: seat\npython: yes\nvalues: [words]\n"
    "message: '{{ seat.label }}: {{ words }}.'\npassed: So.\npoints_at: role.status\n"
    f"---\n{WORDS}---\n{EXAMPLES}"
)
CODE = """\
from pathlib import Path
from pitfall_audit.plugins import *

def check(seat, everything):
    {body}

PLUGIN = Plugin(Path(__file__).parent, {{"a-rule": check}})
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a package with an entry point on the path, as an installer would."""
    number = iter(range(9))

    def installed(code: str, target: str = "PLUGIN", name: str = "ours", rule: str = RULE) -> None:
        module = f"a_plugin_{next(number)}_{abs(hash(code)) % 10**9}"
        site = tmp_path / f"site-{module}"
        package = write_pack(site / module, a_rule=rule)
        (package / "__init__.py").write_text(code, encoding="utf-8")
        info = site / f"{module}-1.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.5\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            f"[pitfall_audit.rules]\n{name} = {module}:{target}\n", encoding="utf-8"
        )
        monkeypatch.setattr(sys, "path", [*sys.path, str(site)])

    return installed


def fault(name: str = "ours") -> Problem:
    with pytest.raises(PackError) as raised:
        load_plugin(name, SETTINGS)
    (problem,) = raised.value.problems
    assert problem.help
    return problem


def test_a_plugin_is_loaded_with_its_version(install: Callable[..., None]) -> None:
    install(CODE.format(body="return Passed({'words': 'a'})"))
    pack = load_plugin("ours", SETTINGS)
    assert (pack.kind, pack.version, pack.id) == ("plugin", "1.5", "house")


def test_there_is_none(install: Callable[..., None]) -> None:
    assert (fault().id, fault().place) == ("plugin-missing", SETTINGS)
    install(CODE.format(body="pass"))
    assert fault("our").help == "Did you mean `ours`?"
    assert fault("zzzzzz").help == "There are: ours."


@pytest.mark.parametrize(
    ("code", "target", "says"),
    [
        ("raise ValueError('no such luck')", "PLUGIN", "ValueError: no such luck"),
        ("import a_module_that_is_not_there", "PLUGIN", "ModuleNotFoundError"),
        ("def (", "PLUGIN", "SyntaxError"),
        ("PLUGIN = None", "PLUGINS", "AttributeError"),
        ("raise SystemExit(0)", "PLUGIN", "SystemExit"),
        ("PLUGIN = {}", "PLUGIN", "is a dict, and no Plugin"),
        ("PLUGIN = print", "PLUGIN", "and no Plugin"),
    ],
)
def test_one_that_breaks_is_told(
    install: Callable[..., None], code: str, target: str, says: str
) -> None:
    install(code, target)
    problem = fault()
    assert (problem.id, problem.place) == ("plugin-broken", SETTINGS)
    assert says in problem.message


def test_a_folder_or_checks_of_the_wrong_type_are_told(install: Callable[..., None]) -> None:
    for wrong in (
        "Plugin('rules', {})",
        "Plugin(Path('nowhere'), {})",
        "Plugin(None, {})",
        "Plugin(Path(__file__).parent, None)",
        "Plugin(Path(__file__).parent, {'a-rule': 3})",
    ):
        name = f"wrong-{abs(hash(wrong)) % 10**6}"
        begins = "from pathlib import Path\nfrom pitfall_audit.plugins import *\n"
        install(f"{begins}PLUGIN = {wrong}\n", name=name)
        with pytest.raises(PackError) as raised:
            load_plugin(name, SETTINGS)
        assert raised.value.problems


def test_two_packages_that_offer_one_name(install: Callable[..., None]) -> None:
    install(CODE.format(body="return DoesNotApply()"))
    install(CODE.format(body="return DoesNotApply()"))
    assert fault().id == "plugin-twice"


def test_rules_and_functions_belong_together(tmp_path: Path) -> None:
    def function(facts: Facts, everything: Everything) -> Passed:
        return Passed()

    write_pack(tmp_path, a_rule=RULE)
    for checks, id_, help_ in (
        ({}, "python-check-missing", "Only a plugin's checks"),
        ({"b-rule": function}, "python-check-missing", "Add `a-rule`"),
        ({"a-rule": function, "a-rules": function}, "python-rule-missing", "Did you mean"),
    ):
        with pytest.raises(PackError) as raised:
            load_plugin_pack(Plugin(tmp_path, checks), "ours", "1")
        (problem,) = raised.value.problems
        assert problem.id == id_
        assert help_ in problem.help


@pytest.mark.parametrize(
    ("more", "id_"),
    [
        ("expect: [has(seat.status)]\n", "python-alone"),
        ("severity: [{is: error}]\n", "python-alone"),
        ("applies: 'true'\n", "python-alone"),
        ("let: {a: seat.label}\n", "python-alone"),
    ],
)
def test_a_rule_in_python_has_no_conditions(tmp_path: Path, more: str, id_: str) -> None:
    write_pack(tmp_path, a_rule=RULE.replace("python: yes\n", f"python: yes\n{more}"))
    with pytest.raises(PackError) as raised:
        load_plugin_pack(Plugin(tmp_path, {"a-rule": lambda _f, _e: Passed()}), "ours", "1")
    assert [one.id for one in raised.value.problems] == [id_]


def said(folder: Path, function: Callable[[Any, Any], Any]) -> list[tuple[str, str | None]]:
    from pitfall_audit.engagement.validation import validate
    from pitfall_audit.facts.kinds import derive_facts
    from pitfall_audit.rules.evaluation import Batches, evaluate
    from pitfall_audit.yaml.reading import Document, read_text

    document = read_text(ENGAGEMENT, "a.yaml")
    assert isinstance(document, Document)
    engagement, _ = validate(document)
    assert engagement is not None
    pack = load_plugin_pack(Plugin(write_pack(folder, a_rule=RULE), {"a-rule": function}), "o", "1")
    batches = Batches(derive_facts(engagement, None, dt.date(2026, 6, 30)))
    return [(one.outcome, one.crash) for one in evaluate(pack.rules[0], batches)]


def _raises(error: BaseException) -> Callable[[Any, Any], Any]:
    def check(facts: Facts, everything: Everything) -> Any:
        raise error

    return check


def _changes(facts: Any, everything: Any) -> Any:
    facts.clear()
    return Passed()


_CHECKS: Mapping[str, tuple[Callable[[Any, Any], Any], str]] = {
    "raises": (_raises(ValueError("oh")), "ValueError: oh"),
    "raises something of its own": (_raises(KeyError("a")), "KeyError: 'a'"),
    "leaves": (_raises(SystemExit(0)), "SystemExit: 0"),
    "recurses": (_raises(RecursionError("deep")), "RecursionError: deep"),
    "gives nothing": (lambda _f, _e: None, "it gave NoneType, which is no answer."),
    "gives a word": (lambda _f, _e: "passed", "it gave str, which is no answer."),
    "gives the class": (lambda _f, _e: Passed, "it gave a class, which is no answer."),
    "a severity there is not": (
        lambda _f, _e: Failed("fatal"),  # type: ignore[arg-type]
        "it gave the severity 'fatal', which there is not.",
    ),
    "a severity that is none": (
        lambda _f, _e: Failed([]),  # type: ignore[arg-type]
        "it gave the severity [], which there is not.",
    ),
    "a value not listed": (
        lambda _f, _e: Passed({"other": 1}),
        "it gave a value “other”, which its file does not list.",
    ),
    "a value of no use": (
        lambda _f, _e: Passed({"words": object()}),
        "the value “words” is neither text, a number, nor a list of those.",
    ),
    "values that are none": (lambda _f, _e: Passed(3), "AttributeError"),  # type: ignore[arg-type]
    "a field there is not": (
        lambda _f, _e: CannotTell(("statis",)),
        "it asks for “statis”, which is no field of a seat",
    ),
    "no field at all": (
        lambda _f, _e: CannotTell(()),
        "it can't tell, and names no field that is not stated.",
    ),
    "fields that are none": (lambda _f, _e: CannotTell((3,)), "AttributeError"),  # type: ignore[arg-type]
    "a text for fields": (lambda _f, _e: CannotTell("status"), ""),  # type: ignore[arg-type]
    "no arguments": (lambda: 3, "TypeError"),  # type: ignore[dict-item, misc]
}


@pytest.mark.parametrize(("check", "why"), _CHECKS.values(), ids=_CHECKS)
def test_a_check_that_gives_no_answer_is_told_for_each_subject(
    tmp_path: Path, check: Callable[[Any, Any], Any], why: str
) -> None:
    found = said(tmp_path, check)
    assert [outcome for outcome, _ in found] == ["error"] * 2
    assert all(why in str(crash) for _, crash in found), found


def test_ctrl_c_still_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        said(tmp_path, _raises(KeyboardInterrupt()))


def test_what_a_check_does_to_facts_reaches_no_other_rule(tmp_path: Path) -> None:
    from pitfall_audit.engine.auditing import audit
    from pitfall_audit.rules.packs import load_built_in, load_packs

    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    plugin = Plugin(write_pack(tmp_path / "pack", a_rule=RULE), {"a-rule": _changes})
    packs = load_packs((), [load_plugin_pack(plugin, "ours", "1")])
    day = dt.date(2026, 6, 30)
    with_it = audit([tmp_path / "panel.yaml"], as_of=day, packs=packs, verify_packs=False)
    without = audit([tmp_path / "panel.yaml"], as_of=day, packs=[load_built_in()])
    others = [one for one in with_it.engagements[0].outcomes if one.rule != "a-rule"]
    assert others == list(without.engagements[0].outcomes)


def test_examples_of_a_rule_in_python_are_run(tmp_path: Path) -> None:
    def check(facts: Facts, everything: Everything) -> Any:
        assert everything.all("seat")
        return Passed() if facts.get("status") else Failed("warning", {"words": "none"})

    plugin = Plugin(write_pack(tmp_path, PACK, a_rule=RULE), {"a-rule": check})
    proof = prove_pack(load_plugin_pack(plugin, "ours", "1"))
    assert (proof.examples, proof.failures) == (2, ())
    wrong = Plugin(tmp_path, {"a-rule": lambda _f, _e: DoesNotApply()})
    assert len(prove_pack(load_plugin_pack(wrong, "ours", "1")).failures) == 2


def test_a_check_that_raises_leaves_the_audit_incomplete(
    install: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    install(CODE.format(body="raise ValueError('no such luck')"))
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "pitfall-audit.toml").write_text('plugins = ["ours"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    arguments = ["check", "panel.yaml", "--as-of", "2026-06-30", "--fail-on", "never"]
    arguments.append("--no-verify-packs")
    assert main(arguments) == ExitCode.INCOMPLETE
    assert "ValueError: no such luck" in capsys.readouterr().out


def test_one_that_breaks_stops_the_run(
    install: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "pitfall-audit.toml").write_text('plugins = ["ours"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "panel.yaml"]) == ExitCode.COULD_NOT_RUN
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

plugin-missing: No plugin “ours” is installed.
  → pitfall-audit.toml:1:12
    1 │ plugins = ["ours"]
      │            ^^^^^^
  help: Install the package that offers it beside pitfall-audit.
""")
