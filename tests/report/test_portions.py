"""A report for each organisation: what is in it, and that nothing is of the others."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from pitfall_audit import audit
from pitfall_audit.cli.main import main
from pitfall_audit.cli.output_files import write_reports
from pitfall_audit.engine.result import AuditResult
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
