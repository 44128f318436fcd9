"""The form in a real browser: from nothing to an audited arrangement, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.form.browsing import serving
from tests.report.test_html_in_browser import axe, browser

__all__ = ["axe", "browser"]


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
