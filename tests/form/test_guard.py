"""Nobody reaches the form but a page of its own, and the form nothing but its files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.form.browsing import HOST, TOKEN, Browser

SMALL = "version: 1\nid: seat\ntitle: A seat\nroles: [{id: m, body: b}]\n"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def stranger(file: Path) -> TestClient:
    """What asks without saying from where."""
    return TestClient(Browser(file).app, base_url=f"http://{HOST}", follow_redirects=False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"host": "rebound.example:8000"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "localhost:8000"}, 421),
        ({"origin": "http://other.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:8001"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_only_its_own_page_may_read(
    stranger: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = stranger.get(f"/{TOKEN}/f/a.yaml", headers=headers)
    assert answer.status_code == status
    assert ("A seat" in answer.text) == (status == 200)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": f"http://{HOST}"}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://other.example"}, 403),
        ({"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": f"http://{HOST}", "host": "rebound.example:8000"}, 421),
        ({"origin": f"http://{HOST}", "content-type": "text/plain"}, 415),
        ({"origin": f"http://{HOST}", "content-type": "multipart/form-data; boundary=x"}, 415),
    ],
)
def test_only_its_own_page_may_write(
    stranger: TestClient, file: Path, headers: dict[str, str], status: int
) -> None:
    page = stranger.get(f"/{TOKEN}/f/a.yaml/text").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    answer = stranger.post(
        f"/{TOKEN}/f/a.yaml/text", content=f"seen={seen}&text={SMALL}level: involve",
        headers={**FORM, **headers},
    )  # fmt: skip
    assert answer.status_code == status
    assert (file.read_text("utf-8") != SMALL) == (status == 303)


@pytest.mark.parametrize("path", ["f/a.yaml/beside", "f/a.yaml/text/beside", "f/a.yaml", "end"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {"origin": "http://other.example"},
        {"origin": "http://127.0.0.1:8001"},
        {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
        {"host": "rebound.example:8000", "origin": f"http://{HOST}"},
        {"host": "rebound.example:8000", "origin": "http://rebound.example:8000"},
    ],
)
def test_nothing_is_told_to_a_stranger_who_sends(
    stranger: TestClient, path: str, headers: dict[str, str]
) -> None:
    answer = stranger.post(f"/{TOKEN}/{path}", content="a=b", headers={**FORM, **headers})
    assert answer.status_code in (403, 421)
    assert "seat" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/a-toke/", "/a-token2/", "//a-token/", "/%ff/", "/A-TOKEN/"]
)
def test_without_the_token_there_is_nothing(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 404
    assert "a.yaml" not in answer.text


@pytest.mark.parametrize(
    "path", ["", "f/a.yaml", "f/a.yaml/text", "form.css", "form.js", "nothing", "f/b.yaml"]
)
def test_each_answer_keeps_to_itself(stranger: TestClient, path: str) -> None:
    answer = stranger.get(f"/{TOKEN}/{path}")
    policy = answer.headers["content-security-policy"]
    assert policy == (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy
    assert (answer.headers["cache-control"] == "no-store") == (path != "form.css")
    assert "set-cookie" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
    scripts = re.findall("<script.*?</script>", answer.text)
    assert set(scripts) <= {f'<script src="/{TOKEN}/form.js" defer></script>'}
    assert "style=" not in answer.text


def test_what_is_too_much_is_refused(stranger: TestClient, file: Path) -> None:
    headers = {**FORM, "origin": f"http://{HOST}"}
    url = f"/{TOKEN}/f/a.yaml"
    assert stranger.post(url, content="a" * 20_000_001, headers=headers).status_code == 413
    assert stranger.post(url, content="&".join(["a=1"] * 6000), headers=headers).status_code == 400
    assert stranger.post(url, content=b"a=\xff", headers=headers).status_code == 400
    assert stranger.post(url, content="was:title=x", headers=headers).status_code == 400
    assert file.read_text("utf-8") == SMALL


@pytest.mark.parametrize(
    "name",
    ["b.yaml", "..%2Fb.yaml", "%2e%2e%2fb.yaml", "%2Fetc%2Fpasswd", "c.yaml", "d.txt", "a.yaml%00"],
)
def test_no_other_file_is_reached(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.yaml").write_text(SMALL, encoding="utf-8")
    outside = tmp_path / "b.yaml"
    outside.write_text(SMALL.replace("A seat", "Kept apart"), encoding="utf-8")
    (folder / "c.yaml").symlink_to(outside)
    (folder / "d.txt").write_text("Kept apart", encoding="utf-8")
    browser = Browser(folder)
    assert [word for word in browser.get("").links if word.endswith("aml")] == ["a.yaml"]
    for page in ("", "/text", "/report.html"):
        answer = browser.client.get(f"/{TOKEN}/f/{name}{page}")
        assert answer.status_code in (404, 409)
        assert "Kept apart" not in answer.text


def test_of_one_file_the_others_beside_it_are_not_reached(file: Path) -> None:
    file.with_name("b.yaml").write_text(SMALL, encoding="utf-8")
    assert Browser(file).get("f/b.yaml").status == 409


HOSTILE = """\
version: 1
id: seat
title: "<script>alert(1)</script>\\u202e\\"><img src=x onerror=alert(2)>"
purpose: "</textarea><script>alert(3)</script>"
people: {mary: {word: "'\\"><b>"}}
roles: [{id: m, body: "<i>x</i>", holders: [mary], title: "{{ 7 * 7 }}"}]
"""


def test_a_hostile_file_runs_nothing_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HOSTILE, encoding="utf-8")
    browser = Browser(file)
    for path in ("f/a.yaml", "f/a.yaml?at=people.mary", "f/a.yaml?at=roles[0]", "f/a.yaml/text"):
        page = browser.get(path)
        assert page.status == 200
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"img", "b", "i", "iframe", "object"}
        scripts = [has for tag, has in page.tags if tag == "script"]
        assert all(one == {"src": f"/{TOKEN}/form.js", "defer": ""} for one in scripts)
        assert not [key for _, has in page.tags for key in has if key.startswith("on")]
        assert "49" not in page.value("roles[0].title")
        browser.send(page)
        assert file.read_text("utf-8") == HOSTILE
    typed = {"roles[0].title": "<img src=x onerror=alert(1)>", "roles[0].holders+": "<b>"}
    for changes in ({}, typed, {**typed, "roles[0].holders+": ""}):
        shown = browser.type(browser.get("f/a.yaml?at=roles[0]"), changes)
        assert shown.status == 200
        tags = {tag for tag, _ in shown.tags}
        assert not tags & {"script", "img", "b", "i", "iframe", "object"}
        assert not [key for _, has in shown.tags for key in has if key.startswith("on")]
    for text in (HOSTILE, f"{HOSTILE}<script>: [<img src=x onerror=alert(1)>"):
        shown = browser.type(browser.get("f/a.yaml/text"), {"text": text})
        assert not {tag for tag, _ in shown.tags} & {"script", "img", "b", "i", "iframe", "object"}
    assert file.read_text("utf-8") == HOSTILE
    assert browser.get("f/a.yaml?section=%3Cscript%3E").status == 404


@pytest.mark.parametrize(
    "query",
    [
        "at=nothing", "at=roles", "at=roles[99999999999]", "add=title", "at=x-own", "at=roles[0",
        "at=" + "roles[0]." * 900, "section=", "first=", "first=x", "ask=", "add=people",
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_said_to_be_none(file: Path, query: str) -> None:
    left_empty = query.endswith("=")
    assert Browser(file).get(f"f/a.yaml?{query}").status == (200 if left_empty else 404)
