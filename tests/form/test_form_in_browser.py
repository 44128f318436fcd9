"""The form in a real browser: from nothing to an audited arrangement, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.form.browsing import serving
from tests.report.test_html_in_browser import axe, browser

__all__ = ["axe", "browser"]


SMALL = """\
version: 1
id: board-seat
title: Carer on the quality committee
people:
  mary: {experience: [carer]}
roles:
  - id: carer-member
    body: quality committee
    holders: [mary]
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the form is served, for a folder with nothing in it."""
    with serving(tmp_path) as (_, address):
        yield address


def look(tab: Any, axe: Any, width: int = 390, scheme: str = "dark") -> None:
    """Nothing that axe finds in a view, and nothing wider than its window."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def answer_three(tab: Any) -> None:
    """Answer three of the questions, beginning with the one that is shown."""
    answered = 0
    while answered < 3:
        title = tab.locator("h1").inner_text()
        choices = tab.locator("main form input:is([type=radio], [type=checkbox]):not([value=''])")
        if choices.count() and choices.first.is_visible():
            choices.first.check()
            tab.get_by_role("button", name="Save").last.click()
            answered += 1
        else:
            tab.get_by_role("link", name="Don't know, or not now").click()
        assert tab.locator("h1").inner_text() != title


def test_from_nothing_to_a_report(browser: Any, axe: Any, address: str, tmp_path: Path) -> None:
    tab = browser.new_page()
    tab.set_default_timeout(10_000)
    faults: list[str] = []
    tab.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    tab.goto(address)
    look(tab, axe, 1280, "light")
    tab.get_by_label("A committee that advises").check()
    tab.get_by_label("A name for the file").fill("advisers")
    tab.get_by_role("button", name="Begin").click()
    tab.get_by_label("own records").first.check()
    holders = tab.get_by_role("group", name="Holders")
    holders.get_by_label("Somebody else, by an id").fill("mary")
    tab.get_by_role("group", name="Capacity").get_by_label("carer", exact=True).check()
    look(tab, axe)
    tab.get_by_role("button", name="Save").last.click()
    assert "Saved." in tab.get_by_role("status").inner_text()
    assert "mary" in tab.locator("svg.drawing").text_content()
    look(tab, axe, 1280, "light")

    # What is needed is said at its field, and what was typed stays.
    tab.get_by_role("button", name="Add another (Roles)").click()
    tab.get_by_label("Title").fill("Chair")
    tab.get_by_role("button", name="Save").last.click()
    assert tab.get_by_role("alert").count() == 1
    assert tab.get_by_label("Title").input_value() == "Chair"
    look(tab, axe)

    # With the keyboard alone: from the top of the page to the field, and it is sent.
    tab.get_by_role("textbox", name="Id needed").focus()
    tab.keyboard.type("chair")
    tab.keyboard.press("Enter")
    tab.get_by_role("status").wait_for()
    text = (tmp_path / "advisers.yaml").read_text("utf-8")
    assert "id: chair" in text
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the form"

    tab.locator("aside .asks button").first.click()
    answer_three(tab)
    look(tab, axe, 1280, "light")
    assert len((tmp_path / "advisers.yaml").read_text("utf-8").split("\n")) > len(text.split("\n"))

    tab.get_by_role("button", name="Text of the file").click()
    look(tab, axe)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Download the report").click()
    assert download.value.suggested_filename == "advisers-report.html"
    assert "mary" in Path(download.value.path()).read_text("utf-8")
    tab.get_by_role("button", name="End the form").click()
    assert "You can close this window" in tab.locator("main").inner_text()
    assert [one for one in faults if "422" not in one] == []
    tab.close()


def test_who_sits_where_grows_as_one_types(
    browser: Any, axe: Any, address: str, tmp_path: Path
) -> None:
    file = tmp_path / "seat.yaml"
    file.write_text(SMALL, encoding="utf-8")
    tab = browser.new_page()
    tab.set_default_timeout(10_000)
    faults: list[str] = []
    tab.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    tab.goto(f"{address}f/seat.yaml?at=roles%5B0%5D")
    counts, picture = tab.locator("#counts"), tab.locator("aside svg.drawing")
    assert "asha" not in picture.text_content()
    tab.locator("aside summary", has_text="Key").click()
    tab.get_by_label("Somebody else, by an id").first.fill("asha")
    tab.locator("aside svg.drawing", has_text="asha").wait_for()
    assert counts.inner_text().startswith("If you save: ")
    assert file.read_text("utf-8") == SMALL
    assert tab.locator("details#in-key").get_attribute("open") is not None
    for width, scheme in ((390, "dark"), (1280, "light")):
        look(tab, axe, width, scheme)

    # What is not valid yet leaves the picture as it was.
    tab.get_by_label("Somebody else, by an id").first.fill("Asha R")
    tab.get_by_text("can't be saved yet").wait_for()
    assert "asha" in picture.text_content()
    look(tab, axe)

    # Whoever is within it keeps their place, and sees what is new when they leave it.
    with tab.expect_response(lambda one: "/beside" in one.url):
        tab.get_by_label("Somebody else, by an id").first.fill("jo")
        tab.locator("aside summary", has_text="Key").focus()
    counts.get_by_text("If you save").wait_for()
    assert tab.evaluate("document.activeElement.textContent") == "Key"
    assert "jo" not in picture.text_content()
    tab.get_by_label("Somebody else, by an id").first.focus()
    tab.locator("aside svg.drawing", has_text="jo").wait_for()

    tab.get_by_role("button", name="Save").last.click()
    tab.get_by_role("status").wait_for()
    assert "holders: [mary, jo]" in file.read_text("utf-8")
    assert not counts.inner_text().startswith("If you save")
    assert faults == []
    tab.close()


def test_an_answer_that_comes_late_takes_the_place_of_no_newer_one(
    browser: Any, address: str, tmp_path: Path
) -> None:
    (tmp_path / "seat.yaml").write_text(SMALL, encoding="utf-8")
    tab = browser.new_page()
    tab.set_default_timeout(10_000)
    held: list[Any] = []
    tab.route("**/beside*", lambda one: held.append(one) if "jo" in one.request.post_data else
              one.continue_())  # fmt: skip
    tab.goto(f"{address}f/seat.yaml?at=roles%5B0%5D")
    other = tab.get_by_label("Somebody else, by an id").first
    with tab.expect_request(lambda one: "jo" in (one.post_data or "")):
        other.fill("jo")
    other.fill("asha")
    assert "asha" not in tab.locator("aside svg.drawing").text_content()
    held[0].continue_()
    tab.locator("aside svg.drawing", has_text="asha").wait_for()
    assert "jo" not in tab.locator("aside").inner_text()

    # Where the form has ended, that is said, and what stands there stays.
    tab.unroute("**/beside*")
    tab.route("**/beside*", lambda one: one.abort())
    other.fill("sam")
    tab.get_by_text("The form does not answer").wait_for()
    assert "asha" in tab.locator("aside svg.drawing").text_content()
    tab.close()


def test_without_script_it_grows_with_each_save(browser: Any, address: str, tmp_path: Path) -> None:
    (tmp_path / "seat.yaml").write_text(SMALL, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}f/seat.yaml?at=roles%5B0%5D")
    tab.get_by_label("Somebody else, by an id").first.fill("asha")
    tab.get_by_role("button", name="Save").last.click()
    assert "asha" in tab.locator("aside svg.drawing").text_content()
    context.close()


def test_the_browser_asks_before_what_was_typed_is_lost(
    browser: Any, address: str, tmp_path: Path
) -> None:
    (tmp_path / "seat.yaml").write_text(SMALL, encoding="utf-8")
    tab = browser.new_page()
    tab.set_default_timeout(10_000)
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", stay)
    tab.goto(f"{address}f/seat.yaml?at=roles%5B0%5D")
    title = tab.get_by_label("Title")
    title.click()
    tab.keyboard.type("Carer member")
    tab.get_by_role("button", name="End the form").click()
    assert title.input_value() == "Carer member"
    assert asked == ["beforeunload"]
    # What saves first asks nothing.
    tab.get_by_role("button", name="What people are paid").click()
    tab.get_by_role("heading", name="What people are paid").wait_for()
    assert asked == ["beforeunload"]
    assert "title: Carer member" in (tmp_path / "seat.yaml").read_text("utf-8")
    tab.close()


def test_a_text_is_looked_at_as_one_types(
    browser: Any, axe: Any, address: str, tmp_path: Path
) -> None:
    file = tmp_path / "seat.yaml"
    file.write_text(SMALL, encoding="utf-8")
    tab = browser.new_page()
    tab.set_default_timeout(10_000)
    tab.goto(f"{address}f/seat.yaml/text")
    text = tab.get_by_label("YAML")
    text.fill(f"{SMALL}levle: involve\n")
    tab.locator("#line-10", has_text="levle: involve").wait_for()
    assert tab.locator("li.amiss").count() == 1
    for width, scheme in ((390, "dark"), (1280, "light")):
        look(tab, axe, width, scheme)
    tab.locator("#amiss").get_by_role("link", name="Line 10").click()
    assert tab.url.endswith("#line-10")
    text.fill(SMALL.replace("[mary]", "[mary, asha]").replace("mary: {", "asha: {}\n  mary: {"))
    tab.locator("aside svg.drawing", has_text="asha").wait_for()
    for width, scheme in ((390, "light"), (1280, "dark")):
        look(tab, axe, width, scheme)
    assert file.read_text("utf-8") == SMALL
    # From the line to the field, by the keyboard, with what was typed saved first.
    tab.locator("#line-10").get_by_role("button").focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", name="Role carer-member").wait_for()
    assert tab.evaluate("decodeURIComponent(location.hash)") == "#roles[0].holders:says"
    assert "holders: [mary, asha]" in file.read_text("utf-8")
    tab.close()
