"""What holds for each file, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.settings.house import RULES, rules

from pitfall_audit.errors import SettingsError
from pitfall_audit.rules.form.outcomes import Level
from pitfall_audit.settings.layers import Layer, Origin, Stated, resolve
from pitfall_audit.settings.settings import Settings, command_line
from pitfall_audit.settings.settings_file import settings_from_text

HERE = Path("house")


def settings(text: str, said: Layer | None = None) -> Settings:
    return Settings(rules(), settings_from_text(text, folder=HERE), said)


def runs(made: Settings, file: str = "a.yaml") -> set[str]:
    return {rule.id for rule in made.for_file(HERE / file).to_run}


def why_not(made: Settings, id_: str, file: str = "a.yaml") -> str | None:
    return made.for_file(HERE / file).rules[id_].why_not


def of_level(*levels: Level) -> set[str]:
    return {id_ for id_, (_, level) in RULES.items() if level in levels}


# --- which rules run ------------------------------------------------------------------------


def test_without_settings_every_rule_runs_as_it_is() -> None:
    made = Settings(rules())
    assert made.for_file(Path("a.yaml")).to_run == rules()
    assert made.fail_on == "error"
    assert {one.by.origin.words for one in made.base.rules.values()} == {"default"}


def test_a_level_runs_what_is_of_it_and_below() -> None:
    assert runs(settings('level = "core"')) == of_level("core")
    assert runs(settings('level = "standard"')) == of_level("core", "standard")
    assert runs(settings('level = "thorough"')) == set(RULES)
    assert why_not(settings('level = "core"'), "unfair-expectation") == (
        "of level standard, and level core is asked for in pitfall-audit.toml, line 1"
    )


def test_what_is_selected_by_id_runs_whatever_the_level() -> None:
    made = settings('level = "core"\nselect = ["roles", "single-voice-wording"]')
    assert runs(made) == {"role-status-undefined", "vote-unstated", "single-voice-wording"}
    assert why_not(made, "lone-member") == "not selected in pitfall-audit.toml, line 2"
    assert str(why_not(made, "unfair-expectation")).startswith("of level standard")


def test_an_id_goes_before_a_pitfall() -> None:
    # Named by its id it runs, though its pitfall is left out in the same breath.
    made = Settings(rules(), None, command_line(select=["vote-unstated"], ignore=["roles"]))
    assert runs(made) == {"vote-unstated"}
    made = settings('[severity]\nroles = "off"\nvote-unstated = "advice"')
    assert runs(made) == set(RULES) - {"role-status-undefined", "unfair-expectation"}
    assert why_not(made, "unfair-expectation") == "off in pitfall-audit.toml, line 2"


def test_the_command_line_goes_before_the_file() -> None:
    text = 'level = "core"\nignore = ["lone-member"]\nfail-on = "advice"'
    assert runs(settings(text, command_line(level="thorough"))) == set(RULES) - {"lone-member"}
    made = settings(text, command_line(select=["support", "promises"]))
    assert runs(made) == {"lone-member", "promise-overdue"}
    assert why_not(made, "vote-unstated") == "not selected with --select"
    made = settings(text, command_line(ignore=["roles"]))
    assert why_not(made, "vote-unstated") == "left out by --ignore"
    assert why_not(made, "lone-member") == "left out in pitfall-audit.toml, line 2"
    assert made.fail_on == "advice"
    made = settings(text, command_line(level="standard"))
    assert why_not(made, "single-voice-wording") == (
        "of level thorough, and level standard is asked for by --level"
    )


# --- overrides ------------------------------------------------------------------------------

OVERRIDES = """\
level = "standard"
ignore = ["lone-member"]
[severity]
vote-unstated = "off"
[thresholds.promise-overdue]
long_overdue_days = 60
[[overrides]]
paths = ["research/**"]
level = "core"
severity.vote-unstated = "advice"
[[overrides]]
paths = ["research/old/*", "x.yaml"]
select = ["support", "promises"]
thresholds.promise-overdue.long_overdue_days = 90
thresholds.lone-member.few_other_members = 5
"""


def test_an_override_holds_for_its_files_and_the_later_goes_before() -> None:
    made = settings(OVERRIDES)
    everywhere = of_level("core", "standard") - {"lone-member", "vote-unstated"}
    assert runs(made) == everywhere
    assert runs(made, "research/a.yaml") == of_level("core") - {"lone-member"}
    assert runs(made, "research/old/a.yaml") == {"lone-member", "promise-overdue"}
    assert runs(made, "x.yaml") == {"lone-member", "promise-overdue", "promise-beyond-power"}
    assert made.overrides_for(HERE / "research/old/a.yaml") == (0, 1)
    assert made.overrides_for(HERE / "researchers/a.yaml") == ()
    assert made.overrides_for(Path("elsewhere/research/a.yaml")) == ()


def test_thresholds_and_severities_reach_the_rules() -> None:
    made = settings(OVERRIDES)

    def rule(id_: str, file: str) -> Any:
        return next(one for one in made.for_file(HERE / file).to_run if one.id == id_)

    assert rule("promise-overdue", "a.yaml").thresholds == {"long_overdue_days": 60}
    assert rule("promise-overdue", "x.yaml").thresholds == {"long_overdue_days": 90}
    assert rule("vote-unstated", "research/a.yaml").severity == ((None, "advice"),)
    assert rule("lone-member", "x.yaml").thresholds == {"few_other_members": 5}
    # What nobody set is the very rule, and what is set alike is made once.
    assert rule("role-status-undefined", "a.yaml") in rules()
    assert rule("promise-overdue", "a.yaml") is rule("promise-overdue", "research/a.yaml")


def test_each_says_where_it_comes_from() -> None:
    setting = settings(OVERRIDES).for_file(HERE / "x.yaml").rules["promise-overdue"]
    stated = setting.thresholds["long_overdue_days"]
    assert stated.origin == Origin("override", "pitfall-audit.toml", 14, override=2)
    assert setting.by.origin.words == "pitfall-audit.toml, line 13"


def test_patterns_that_are_for_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "research").mkdir()
    (tmp_path / "research" / "a.yaml").write_text("", encoding="utf-8")
    text = '[[overrides]]\npaths = ["research/**"{}]\nlevel = "core"\n'
    right = settings_from_text(text.format(""), folder=tmp_path)
    Settings(rules(), right).check_patterns([])
    Settings(rules(), right).check_patterns([tmp_path / "research" / "b.yaml"])
    wrong = settings_from_text(text.format(', "reserch/**", "research"'), folder=tmp_path)
    with pytest.raises(SettingsError) as caught:
        Settings(rules(), wrong).check_patterns([tmp_path / "research" / "a.yaml"])
    first, second = caught.value.problems
    assert (first.message, first.place.line) == ("No file matches “reserch/**”.", 2)
    assert second.help == 'It is a folder. For all files in it, write "research/**".'


# --- whatever the settings ------------------------------------------------------------------

entries = st.fixed_dictionaries(
    {},
    optional={
        "level": st.sampled_from(["core", "standard", "thorough"]),
        "select": st.lists(st.sampled_from([*RULES, "roles", "promises"]), min_size=1, max_size=3),
        "ignore": st.lists(st.sampled_from([*RULES, "roles"]), min_size=1, max_size=3),
        "severity": st.dictionaries(
            st.sampled_from([*RULES, "roles"]), st.sampled_from(["off", "advice"]), max_size=3
        ),
        "thresholds": st.integers(0, 90),
    },
)


def layer(stated: dict[str, Any]) -> Layer:
    given_: dict[str, Any] = {}
    for key, value in stated.items():
        if key == "level":
            given_[key] = Stated(value)
        elif key in ("select", "ignore"):
            given_[key] = tuple(Stated(name) for name in value)
        elif key == "severity":
            given_[key] = {name: Stated(one) for name, one in value.items()}
        else:
            given_[key] = {"promise-overdue": {"long_overdue_days": Stated(value)}}
    return Layer(**given_)


@given(entries, st.randoms())
def test_the_order_of_keys_does_not_matter(stated: dict[str, Any], chance: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return chance.sample(value, len(value))
        if isinstance(value, dict):
            return {key: shuffled(value[key]) for key in chance.sample(list(value), len(value))}
        return value

    one, other = resolve(rules(), [layer(stated)]), resolve(rules(), [layer(shuffled(stated))])
    assert {id_: rule.on for id_, rule in one.rules.items()} == {
        id_: rule.on for id_, rule in other.rules.items()
    }
    assert [rule.severity for rule in one.rules.values()] == [
        rule.severity for rule in other.rules.values()
    ]


@given(entries, entries)
def test_nothing_stated_changes_nothing(first: dict[str, Any], second: dict[str, Any]) -> None:
    layers = [layer(first), layer(second)]
    assert resolve(rules(), layers) == resolve(rules(), [layers[0], Layer(), layers[1], Layer()])


@given(entries, entries)
def test_what_is_stated_last_of_a_level_or_a_threshold_holds(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    held = resolve(rules(), [layer(first), layer(second)])
    level = second.get("level", first.get("level", "thorough"))
    assert held.level.value == level
    days = second.get("thresholds", first.get("thresholds", 30))
    assert held.rules["promise-overdue"].thresholds["long_overdue_days"].value == days
    for name in second.get("ignore", ()):
        if name in RULES:
            assert not held.rules[name].on


@given(entries)
def test_each_rule_runs_or_says_why_not(stated: dict[str, Any]) -> None:
    for rule in resolve(rules(), [layer(stated)]).rules.values():
        assert rule.on is (rule.why_not is None)
        assert rule.why_not != ""
