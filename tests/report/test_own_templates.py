"""Templates of one's own, and what a stranger's can't do."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import click
import pytest
from tests.report.sample_results import full_result

from pitfall_audit.cli.branding import brand_of, brand_options
from pitfall_audit.cli.main import main
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.brand import Brand, UnusableBrandError
from pitfall_audit.report.own_templates import checked, rendered_apart, to_html

BEGIN = '{% extends "built-in/report.html" %}'
DOCS = Path("docs/reading-the-report.md")


def page(**templates: str) -> str:
    named = {name.replace("_", "."): text for name, text in templates.items()}
    brand = Brand(templates=tuple((name, checked(name, text)) for name, text in named.items()))
    return to_html(full_result(), brand=brand)


def after(page: str) -> str:
    return re.sub(r"\s+", " ", page[page.index('id="glance-title"') :])


def test_the_example_in_the_docs_changes_what_it_says_and_nothing_else() -> None:
    (example,) = re.findall(r"```html\n(.*?)```", DOCS.read_text(), re.DOTALL)
    ours = to_html(full_result())
    theirs = page(report_html=example, own_css="h1 { color: #333; }")
    assert "Mill and Daughters: how people are involved" in theirs
    assert "of your arrangements.</p>" in theirs
    assert "h1 { color: #333; }</style>" in theirs
    assert after(ours) == after(theirs)


def test_a_part_takes_the_place_of_ours_and_texts_stay_escaped() -> None:
    theirs = page(findings_html="<p>{{ '<b>' }}{{ '<i>'|lower }}</p>")
    assert "<p>&lt;b&gt;&lt;i&gt;" in theirs


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("report.html", "<p>", "does not begin from ours"),
        ("report.html", "<script></script>" + BEGIN, "does not begin from ours"),
        ("report.html", f"{{% if false %}}{BEGIN}{{% endif %}}<p>", "does not begin from ours"),
        ("report.html", BEGIN.replace("report", "board"), "does not begin from ours"),
        ("page.html", "", "takes the place of no template"),
        ("letters.html", "", "takes the place of no template"),
        ("findings.html", "\n{{ words.X|safe }}", "line 2: every text is escaped"),
        ("findings.html", "{% autoescape false %}{% endautoescape %}", "line 1: every text is"),
        ("findings.html", "{% for %}", "line 1: "),
        ("findings.html", " " * 200_001, "longer than 200,000 characters"),
        ("findings.html", f"{{{{ {'(' * 5_000} }}}}", "is nested too deeply"),
        ("findings.html", f"{{{{ a{'.b' * 5_000} }}}}", "is nested too deeply"),
        ("own.css", "</style><script>", "has a < or"),
    ],
)
def test_what_can_not_be_used_is_refused_with_its_line(name: str, text: str, cause: str) -> None:
    with pytest.raises(UnusableBrandError, match=re.escape(cause)):
        checked(name, text)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{{ words.count.__globals__ }}", "line 1: SecurityError"),
        ("{{ words.packaged_data }}", "line 1: UndefinedError"),
        ("\n{{ nothing }}", "line 2: UndefinedError"),
        ("{{ 1 // 0 }}", "line 1: ZeroDivisionError"),
    ],
)
def test_what_goes_wrong_is_said_with_its_line(text: str, cause: str) -> None:
    with pytest.raises(UsageProblem, match=re.escape(f"templates/findings.html, {cause}")):
        page(findings_html=text)


def test_what_goes_wrong_in_ours_because_of_theirs_is_said_of_no_line() -> None:
    with pytest.raises(UsageProblem, match=r"^your templates: UndefinedError: .*'parts.html'"):
        page(parts_html="")


def test_of_a_file_no_more_is_read_than_tells_that_it_is_too_long(tmp_path: Path) -> None:
    with (tmp_path / "own.css").open("wb") as large:
        large.truncate(30_000_000)
    shown = brand_options(click.command(brand_of))
    tracemalloc.start()
    try:
        with pytest.raises(UsageProblem, match=r"own\.css is longer than 200,000 characters"):
            shown.main(["--templates", str(tmp_path)], standalone_mode=False)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_templates_that_take_too_long_or_too_much_are_ended() -> None:
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(UsageProblem, match="longer than 2 seconds"):
        brand = Brand(templates=(("findings.html", loop),))
        rendered_apart(full_result(), brand, seconds=2)
    much = "{{ 'a' * 10**10 }}"
    with pytest.raises(UsageProblem, match=r"memory|broke off|MemoryError"):
        page(findings_html=much)


def test_the_settings_and_the_option_name_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looks = tmp_path / "looks"
    looks.mkdir()
    (looks / "report.html").write_text(BEGIN + "{% block kind %}House report{% endblock %}")
    (tmp_path / "pitfall-audit.toml").write_text('[report]\ntemplates = "looks"\n')
    (tmp_path / "a.yaml").write_text("version: 1\nid: a\ntitle: A\n")
    made = tmp_path / "made.html"
    given = [str(tmp_path / "a.yaml"), "--as-of", "2026-06-30", "--html", str(made)]
    assert main(["check", *given]) in (0, 1)
    assert "House report" in made.read_text()
    (looks / "report.html").write_text(f"{{# Ours, but for the kind. #}}\n{BEGIN}")
    assert main(["check", *given]) in (0, 1)
    (looks / "notes.txt").write_text("")
    assert main(["check", *given]) == 2
    assert "notes.txt takes the place of no template" in capsys.readouterr().err


@pytest.mark.parametrize(("named", "amiss"), [("looks", "looks/parts"), ("a.txt", "a.txt")])
def test_what_is_no_folder_of_files_is_said(tmp_path: Path, named: str, amiss: str) -> None:
    (tmp_path / "looks" / "parts").mkdir(parents=True)
    (tmp_path / "a.txt").touch()
    shown = brand_options(click.command(brand_of))
    says = f"--templates: {tmp_path / amiss} cannot be read ("
    with pytest.raises(UsageProblem, match=re.escape(says)) as raised:
        shown.main(["--templates", str(tmp_path / named)], standalone_mode=False)
    assert raised.value.help == "name a folder that is there, with files alone in it"
