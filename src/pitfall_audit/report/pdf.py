"""The report as a PDF: the page of an audience, as a browser prints it.

What is printed is the page that is tested in that browser: with its pictures, tagged for those
who have it read out, with bookmarks. No page of ours loads or runs anything, and the browser is
offline besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which
from typing import Any, Final

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.html import NO_BRAND
from pitfall_audit.report.own_templates import to_html
from pitfall_audit.report.packages import day_of
from pitfall_audit.report.person_page import PersonPage

__all__ = ["SECONDS", "to_pdf"]

SECONDS: Final = 60
"""How long a browser may take for one page."""
_INSTALLED: Final = ("chromium", "chromium-browser", "google-chrome")
"""What the browser is called where Playwright does not look for it."""
_DATE: Final = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[0-9]{14}[^)]*\)")


def to_pdf(
    result: AuditResult,
    audience: Audience = "working",
    brand: Brand = NO_BRAND,
    person: PersonPage | None = None,
) -> bytes:
    """The report for an audience as a PDF on A4; one result and one browser give the same bytes.

    Raises UsageProblem where there is no browser to print with, or it breaks off.
    """
    page = to_html(result, audience, brand, person)
    try:
        with sync_playwright() as started, _browser(started) as browser:
            sheet = browser.new_page(java_script_enabled=False, offline=True)
            sheet.set_default_timeout(SECONDS * 1000)
            sheet.set_content(page)
            made = sheet.pdf(tagged=True, outline=True, prefer_css_page_size=True)
    except BrowserError as problem:
        raise UsageProblem(
            f"the browser could not print the report: {problem.message.splitlines()[0]}",
            "try once more, or print the page that --html writes",
        ) from problem
    day = day_of(result).replace("-", "").encode()
    # Of the same length, so that what says where each part begins holds.
    return _DATE.sub(lambda one: (one[1] + day + b"000000+00'00')").ljust(len(one[0])), made)


@contextmanager
def _browser(started: Playwright) -> Iterator[Browser]:
    """A browser of those that are there: Playwright's own, Chromium, Chrome or Edge."""
    paths = [path for path in map(which, _INSTALLED) if path]
    kinds: list[dict[str, Any]] = [
        {}, *({"executable_path": path} for path in paths),
        *({"channel": channel} for channel in ("chrome", "msedge")),
    ]  # fmt: skip
    for kind in kinds:
        try:
            browser = started.chromium.launch(**kind)
        except BrowserError:
            continue
        with browser:
            yield browser
        return
    raise UsageProblem(
        "--pdf needs a browser to print with, and none was found",
        "install one, as with playwright install chromium",
    )
