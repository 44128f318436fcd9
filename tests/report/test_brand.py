"""A report in somebody's own colours and words: what is shown, and what is refused, and why."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generators import tries
from tests.report.sample_results import small_result
from tests.report.test_html import HOSTILE, Page, contrast

from pitfall_audit.report.brand import (
    Brand,
    UnusableBrandError,
    colour_of,
    in_markup,
    picture_of,
    style_of,
)
from pitfall_audit.report.html import render_html


def png() -> bytes:
    """A picture of one dot."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = part(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + dot + part(b"IEND", b"")


def test_a_report_in_somebodys_own_words() -> None:
    brand = Brand(
        title="Our year",
        client="The trust",
        author="Mill & Co",
        marking="In confidence",
        accent="#005a9c",
        logo=picture_of(png()),
        introduction=in_markup("For the *spring* meeting."),
        sign_off=in_markup("With thanks."),
    )
    html = render_html(small_result(), brand=brand)
    text = Page(html).text

    assert "Our year Carer on the quality committee" in text
    assert "For The trust, by Mill & Co" in text
    assert text.index("In confidence") < text.rindex("Our year")
    assert "For the spring meeting." in text
    assert text.index("What was looked at") < text.index("With thanks.")
    assert f'src="data:image/png;base64,{base64.b64encode(png()).decode()}"' in html
    assert 'content: "In confidence"' in html
    assert "--accent: #005a9c;" in html


@pytest.mark.parametrize(
    ("colour", "why"),
    [
        ("#777", "text in #777777 would have a contrast of 3.79 to 1, and WCAG AA asks for 4.5"),
        ("#ffffff", "text in #ffffff would have a contrast of 1.0 to 1, and WCAG AA asks for 4.5"),
        ("red", "red is not a colour"),
        ("#12345", "#12345 is not a colour"),
        ("#000;}body{", "#000;}body{ is not a colour"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_with_the_figure(colour: str, why: str) -> None:
    with pytest.raises(UnusableBrandError) as refused:
        colour_of(colour)
    assert str(refused.value) == why


@given(st.from_regex("#[0-9a-f]{6}", fullmatch=True))
@settings(max_examples=tries(100), deadline=None)
def test_a_colour_that_is_taken_can_be_read_in_light_and_dark(colour: str) -> None:
    try:
        taken = colour_of(colour)
    except UnusableBrandError:
        return
    light, dark = re.findall("--accent: (#[0-9a-f]{6});", style_of(Brand(accent=taken)))

    assert min(contrast(light, ground) for ground in ("#faf8f3", "#ffffff", "#f0ece2")) >= 4.5
    assert min(contrast(dark, ground) for ground in ("#14181c", "#1c2228", "#252c33")) >= 4.5


@given(st.text() | st.sampled_from(HOSTILE) | st.just('"}</style><x-in>'))
@settings(max_examples=tries(100), deadline=None)
def test_no_marking_ends_the_style(marking: str) -> None:
    style = style_of(Brand(marking=marking))

    assert style.count('"') == (2 if marking else 0)
    assert "<" not in style
    assert style.count("}") == style.count("{")


@given(
    st.text()
    | st.sampled_from(HOSTILE)
    | st.sampled_from(["[a](javascript:x)", "![a](http://b/c.png)", "<img src=x onerror=x>", "# A"])
)
@settings(max_examples=tries(100), deadline=None)
def test_markdown_becomes_words_and_links_to_the_web_alone(text: str) -> None:
    page = Page(f"<body>{in_markup(text)}</body>")

    assert {tag for tag, _ in page.elements} <= {
        *("body", "p", "br", "ul", "ol", "li", "strong", "em", "blockquote", "a")
    }
    for _, attributes in page.elements:
        assert attributes.keys() <= {"href", "rel"}
        assert attributes.get("href", "http://").startswith(("http://", "https://"))


def test_an_svg_is_only_drawn() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>y()</script>'
        b'<image href="http://example.org/z.png"/><rect width="5" height="5" fill="teal"/></svg>'
    )
    kind, _, content = picture_of(svg).partition(",")
    kept = base64.b64decode(content)

    assert kind == "data:image/svg+xml;base64"
    assert b"<rect" in kept
    assert [one for one in (b"onload", b"script", b"example.org") if one in kept] == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "the logo is no PNG, JPEG or SVG"),
        (b"", "the logo is no PNG, JPEG or SVG"),
        (b"<svg><", "the SVG cannot be read"),
        (b"<html><svg/></html>", "the logo is no PNG, JPEG or SVG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500_000), "the logo has more than 500,000 bytes"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(UnusableBrandError, match=re.escape(why)):
        picture_of(content)


def test_settings_say_whose_report_it_is_and_options_go_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pitfall_audit.cli.main import main  # seldom needed here

    monkeypatch.chdir(tmp_path)
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "logo.png").write_bytes(png())
    (tmp_path / "a.yaml").write_text("version: 1\nid: a\ntitle: A group\n", encoding="utf-8")
    table = '[report]\ntitle = "Set"\nclient = "The trust"\nlogo = "looks/logo.png"\n'
    toml = tmp_path / "pitfall-audit.toml"
    toml.write_text(table + 'sign-off = "*So long.*"\n', encoding="utf-8")
    asked = ["check", "a.yaml", "--fail-on", "never", "--html", "a.html", "--title", "Asked"]

    assert main(asked) == 0
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<h1>Asked</h1>" in html
    assert "For The trust" in html
    assert "data:image/png" in html
    assert "<em>So long.</em>" in html

    capsys.readouterr()
    toml.write_text(table + 'accent = "#ffff00"\n', encoding="utf-8")
    assert main(asked) == 2
    assert "pitfall-audit.toml, line 5, accent: text in #ffff00" in capsys.readouterr().err
    assert main([*asked, "--accent", "#123456", "--logo", "none.png"]) == 2
    assert "--logo: none.png cannot be read" in capsys.readouterr().err
    toml.write_text("[report]\nlanguage = 'tlh'\n", encoding="utf-8")
    assert main(asked) == 2
    said = capsys.readouterr().err
    assert "pitfall-audit.toml, line 2, language: there is no catalogue of words" in said
    assert "it is one of en-GB, cy, en-XA" in said
    assert main([*asked, "--language", "cy"]) == 0
    assert '<html lang="cy">' in (tmp_path / "a.html").read_text(encoding="utf-8")

    toml.write_text("[report]\ntitel = 'x'\n", encoding="utf-8")
    assert main(asked) == 2
    assert "There is no setting called “titel”" in capsys.readouterr().err
    toml.write_text("[report]\ntitle = 7\n", encoding="utf-8")
    assert main(asked) == 2
    assert "to be text in quotation marks" in capsys.readouterr().err


def test_a_report_is_not_written_over_the_logo_it_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pitfall_audit.cli.main import main  # seldom needed here

    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "a.yaml").write_text("version: 1\nid: a\ntitle: A group\n", encoding="utf-8")
    asked = ["check", "a.yaml", "--fail-on", "never", "--html", "logo.png"]
    assert main([*asked, "--logo", "logo.png"]) == 2
    assert "--html would write over logo.png" in capsys.readouterr().err
    (tmp_path / "pitfall-audit.toml").write_text('[report]\nlogo = "logo.png"\n', encoding="utf-8")
    assert main(asked) == 2
    assert "--html would write over logo.png" in capsys.readouterr().err
    assert (tmp_path / "logo.png").read_bytes() == png()
