"""A report for each organisation: what is in it, and that nothing is of the others."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from pathlib import Path

import pytest
from msgspec.structs import replace

from pitfall_audit import audit
from pitfall_audit.cli.main import main
from pitfall_audit.cli.output_files import write_reports
from pitfall_audit.engine.change_records import Change, Comparison
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.engine.run_records import BaselineUse
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.portions import by_organisation, distinct_names
from pitfall_audit.report.result_json import to_json
from pitfall_audit.yaml.places import Place, Problem

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def examples() -> AuditResult:
    return audit([ROOT / "examples"], as_of=dt.date(2026, 6, 30), base=ROOT)


def test_each_has_its_own_arrangements_and_nothing_of_the_others(examples: AuditResult) -> None:
    unread = Problem("syntax", "It ends too soon.", Place("of-whom.yaml", 1, 1, 1, 2), "Mend it.")
    parts = by_organisation(replace(examples, problems=(unread,)))
    told = [one for part in parts.values() for one in part.engagements]

    assert "Alderbrook Community Trust" in parts
    assert sorted(one.title for one in told) == sorted(one.title for one in examples.engagements)
    for name, part in parts.items():
        own = {each.title for each in part.engagements}
        text = to_json(part)
        for other in examples.engagements:
            if (other.organisation or "") == name:
                continue
            assert other.organisation is None or other.organisation not in text
            assert other.title in own or json.dumps(other.title) not in text
            assert not other.file or other.file not in text
        assert "of-whom" not in text
        assert part.notes == (
            "Something in 1 file could not be read, and may be of this organisation too.",
        )
        assert {one.file for one in part.seals} >= {*part.files}


def test_what_files_of_several_organisations_show_together_is_of_none_of_them(
    tmp_path: Path,
) -> None:
    of = """
        version: 1
        id: {0}
        title: {0}
        organisation: {{id: {0}, name: {0} Trust}}
        people: {{asha: {{experience: carer}}, {0}-own: {{experience: carer}}}}
        roles: [{{id: member, body: {0} panel, holders: [asha, {0}-own]}}]
    """
    for name in ("alpha", "beta"):
        (tmp_path / f"{name}.yaml").write_text(textwrap.dedent(of.format(name)), "utf-8")
    people = "{asha: {}, alpha-own: {}, beta-own: {}}"
    (tmp_path / "people.yaml").write_text(f"version: 1\npeople: {people}\n", "utf-8")
    result = audit([tmp_path], as_of=dt.date(2026, 6, 30), base=tmp_path)
    (joint,) = [one for one in result.engagements if one.joins]

    assert joint.organisation is None
    assert joint.title == "What 2 files of several organisations show together"
    parts = by_organisation(result)
    assert [*parts] == ["alpha Trust", "beta Trust"]
    assert "beta" not in to_json(parts["alpha Trust"])
    assert "alpha" not in to_json(parts["beta Trust"])
    assert parts["beta Trust"].notes == (
        "What 1 result shows of files of several organisations together is in the whole alone.",
    )


def test_a_baseline_and_changes_are_those_of_each(examples: AuditResult) -> None:
    changed = Change(
        "fixed", "r", "gone", "s", "Gone", "It is fixed.", "error", private=False, file="", line=0
    )
    gone = "board-seat expenses-missing engagement-gone"
    whole = replace(
        examples,
        baseline=BaselineUse("b.json", 233, (gone,)),
        since=Comparison(1, "2026-01-01", "2026-06-30", True, (changed,)),
    )
    parts = by_organisation(whole)
    for part in parts.values():
        of_it = "board-seat" in {one.id for one in part.engagements}
        assert part.baseline == BaselineUse("b.json", int(of_it), (gone,) if of_it else ())
        assert part.since is not None
        assert part.since.changes == ()
        assert part.notes == (
            "1 change is of an arrangement that was not looked at now, and is in the whole alone.",
        )


def test_no_two_files_have_one_name() -> None:
    texts = ["The Trust", "the trust!", "", "…", "con", "x" * 300]
    assert distinct_names(texts, "other", {"con"}) == [
        "the-trust", "the-trust-2", "other", "other-2", "con-2", "x" * 60,
    ]  # fmt: skip


def test_a_file_is_written_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("check", str(ROOT / "examples"), "--as-of", "2026-06-30", "--quiet")
    main([*asked, "--split", "organisation", "--html", "r.html", "--json", "r.json"])
    main([*asked, "--html", "all.html"])
    names = {one.name for one in tmp_path.glob("r-*.html")}

    assert len(names) == 9
    assert {"r-alderbrook-community-trust.html", "r-no-organisation.html"} <= names
    assert len([*tmp_path.glob("r-*.json")]) == 9
    assert not Path("r.html").exists()
    several = "It speaks of several organisations: give it to none of them."
    assert several in Path("all.html").read_text("utf-8")
    assert all(several not in Path(name).read_text("utf-8") for name in names)
    capsys.readouterr()


@pytest.mark.parametrize(
    ("asked", "cause"),
    [
        (("--html", "-"), "--split writes several files, and standard output is one"),
        (("--html", "."), "--split adds to a name, and one of the files or folders has none"),
        ((), "--split is for files on several people, and none is asked for"),
        (
            ("--html", "p.html", "--audience", "person", "--person", "mary"),
            "--split is for files on several people",
        ),
    ],
)
def test_where_there_is_nothing_to_split(
    asked: tuple[str, ...], cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(ROOT / "examples" / "advisory-committee.yaml")
    assert main(["check", file, "--split", "organisation", *asked]) == 2
    assert cause in capsys.readouterr().err


def test_what_is_split_is_held_against_what_is_read_by_the_names_that_it_gets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = str(ROOT / "examples" / "advisory-committee.yaml")
    asked = ("check", file, "--as-of", "2026-06-30", "--quiet")
    main([*asked, "--json", "r.json"])
    split = [*asked, "--split", "organisation", "--since", "r.json", "--json", "r.json"]
    assert main(split) != 2
    (written,) = tmp_path.glob("r-*.json")
    capsys.readouterr()

    assert main([*asked, "--split", "organisation", "--since", written.name, *split[-2:]]) == 2
    assert f"would write over {written.name}, which is to be read" in capsys.readouterr().err
    assert main(["report", "r.json", "--split", "organisation", "--json", "r.json"]) != 2


def test_no_part_goes_to_standard_output_where_the_whole_can_not_be_made(
    examples: AuditResult, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    *others, last = examples.engagements
    broken = replace(examples, engagements=(*others, replace(last, entries=5)))
    with pytest.raises(AttributeError):
        write_reports(broken, [(BY_NAME["html"], Path("-"))])
    assert len(capsysbinary.readouterr().out) == 0
