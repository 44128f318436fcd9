"""The HTML report in a real browser, and before the Nu HTML checker.

Each test is skipped, with the reason, where what it needs is not installed; `make
browser-tools` installs what can be installed without the system's package manager.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.report.sample_results import (
    clean_result,
    empty_result,
    full_result,
    several_result,
    small_result,
)
from tests.report.test_person_page import read

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import ENGLISH
from pitfall_audit.report.audiences import AUDIENCES
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.formats import BY_NAME, LETTERS
from pitfall_audit.report.person_page import page_on

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LOOKED_AT_CLOSELY = ("everything", "several", "clean", *(path.stem for path in EXAMPLES))
QUESTIONS = ("questions-everything", "questions-all-examples")
BOARD = ("board-everything", "board-several", "board-all-examples")
PUBLIC = ("public-everything", "public-all-examples")
EASY = ("easy-read-everything", "easy-read-all-examples")
PERSON = "person-mary"
# Most of these is English within Welsh, in elements that say so.
WELSH = ("welsh-everything", "welsh-board-everything")
PAGES = (
    PERSON,
    *LOOKED_AT_CLOSELY,
    *BOARD,
    *PUBLIC,
    *EASY,
    *QUESTIONS,
    *WELSH,
    "small",
    "empty",
    "all-examples",
)
VIEWS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
# The page with everything in it is looked at in every view. The others are made of the same parts:
# each is looked at where there is least room, in light and dark by turns; of single examples, the
# largest and the smallest, and of what all examples make together, the board's paper.
LOOKS = [
    (page, view)
    for number, page in enumerate(
        (
            *("everything", "several", "clean", "advisory-committee", "smallest-useful-file"),
            *("board-everything", "board-all-examples", "public-everything"),
            *("questions-everything", "easy-read-everything", PERSON, WELSH[0]),
        )
    )
    for view in (VIEWS if page == "everything" else [VIEWS[number % 2]])
]
# As root Chromium has no sandbox; the other flags keep it from asking anything of the network.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
VNU = Path(sys.prefix) / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# To compile well takes Java longer than to check a few pages. With a stack of a size that is
# stated the checker need not start itself again for a larger one.
JAVA_FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
HOW = "`make browser-tools` installs it"


@cache
def audited(*files: Path) -> AuditResult:
    """An audit of some files, once for all that is made of it."""
    return audit(files, as_of=dt.date(2026, 6, 30), base=ROOT)


def html_of(page: str) -> str:
    samples = {
        "everything": full_result,
        "small": small_result,
        "several": several_result,
        "clean": clean_result,
        "empty": empty_result,
    }
    brand = Brand(language="cy" if page.startswith("welsh-") else ENGLISH)
    page = page.removeprefix("welsh-")
    kind = next((one for one in (*AUDIENCES, "questions") if page.startswith(f"{one}-")), "")
    audience = kind if kind in AUDIENCES else "working"
    form = LETTERS[0] if kind == "questions" else BY_NAME["html"]
    if page == PERSON:
        file = ROOT / "examples" / "advisory-committee.yaml"
        result = audited(file)
        told = page_on("mary", result, read(ROOT, result))
        return form.text_of(result, audience="person", person=told)
    page = page.removeprefix(f"{kind}-")
    if page in samples:
        result = samples[page]()
    else:
        paths = EXAMPLES if page == "all-examples" else [ROOT / "examples" / f"{page}.yaml"]
        result = audited(*paths)
    return form.text_of(result, audience=audience, brand=brand)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every page as a file."""
    folder = tmp_path_factory.mktemp("pages")
    files = {page: folder / f"{page}.html" for page in PAGES}
    for page, file in files.items():
        file.write_text(html_of(page), encoding="utf-8", newline="")
    return files


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium, the system's own."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason=f"playwright is not installed; {HOW}"
    )
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    executable = next((found for name in names if (found := shutil.which(name))), None)
    if executable is None:
        pytest.skip("Chromium is not installed on this system")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def tab(browser: Any) -> Any:
    """One tab for all pages, for a new one begins anew with all that makes a browser fast."""
    return browser.new_page()


def show(tab: Any, file: Path, width: int, scheme: str = "light") -> None:
    """Open a page as it is at first, in a view."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(file.as_uri())
    seen = tab.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]")
    assert seen == [width, scheme == "dark"]


@pytest.fixture(scope="module")
def axe() -> Any:
    """The rules of axe-core, run in a page."""
    package = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason=f"axe-core is not installed; {HOW}"
    )
    return package.Axe()


@pytest.mark.parametrize(
    ("page", "view"), LOOKS, ids=[f"{page}-{width}-{scheme}" for page, (width, scheme) in LOOKS]
)
def test_axe_finds_no_violation(
    tab: Any, axe: Any, pages: dict[str, Path], page: str, view: tuple[int, str]
) -> None:
    show(tab, pages[page], *view)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    found = axe.run(tab, options={"resultTypes": ["violations"]}).response
    overflow = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    # What axe could not tell is left to people, but it must have looked at colours.
    assert any(one["id"] == "color-contrast" for one in found["passes"])
    assert overflow <= 0


TEXTS = """() => [...document.querySelectorAll('svg.drawing')].map(drawing => {
  const box = one => { const r = one.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom]; };
  return {
    frame: box(drawing),
    cards: [...drawing.querySelectorAll('.card')].map(box),
    texts: [...drawing.querySelectorAll('text')].map(one => [one.textContent, box(one)]),
  };
})"""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_text_of_a_picture_lies_over_another_or_out_of_its_card(
    tab: Any, pages: dict[str, Path], page: str, width: int
) -> None:
    show(tab, pages[page], width)
    drawings = tab.evaluate(TEXTS)

    assert bool(drawings) == (page not in ("clean", "empty", PERSON, *PUBLIC, *EASY, *QUESTIONS))
    for drawing in drawings:
        texts = drawing["texts"]
        for number, (words, (left, top, right, bottom)) in enumerate(texts):
            assert drawing["frame"][0] < left < right < drawing["frame"][2], words
            middle = (top + bottom) / 2
            for card in drawing["cards"]:
                if card[1] < middle < card[3]:
                    assert card[0] < left and right < card[2], words
            for _, other in texts[number + 1 :]:
                apart = right <= other[0] or other[2] <= left
                # A line's box has room above and below its letters.
                assert apart or bottom <= other[1] + 4 or other[3] <= top + 4, words


def printed(browser: Any, html: str) -> int:
    """How many A4 pages a page in a browser comes to on paper."""
    pypdf = pytest.importorskip("pypdf", reason=f"pypdf is not installed; {HOW}")
    opened = browser.new_page()
    opened.set_content(html)
    pages = pypdf.PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True))).pages
    opened.close()
    assert {tuple(map(round, page.mediabox[2:])) for page in pages} == {(595, 842)}
    return len(pages)


def test_a_paper_for_a_board_is_two_pages_for_one_arrangement_and_twelve_for_eight(
    browser: Any,
) -> None:
    result = audited(*EXAMPLES)
    assert len(result.engagements) == 8
    longest = sorted(result.engagements, key=lambda one: -len(one.outcomes))[:4]
    papers = [
        result,
        *(replace(result, engagements=(one,), files=(one.file,)) for one in longest),
    ]
    html = BY_NAME["html"]

    eight, *single = [printed(browser, html.text_of(each, audience="board")) for each in papers]

    assert max(single) <= 2
    assert eight <= 12


SMALLEST = """() => {
  const sizes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const of = walker.currentNode.parentElement, drawn = of.closest("svg.drawing");
    if (!walker.currentNode.textContent.trim() || !of.checkVisibility()) continue;
    if (of.closest(".sr, .said, .unit, desc, title")) continue;
    const scale = drawn ? drawn.getScreenCTM().a : 1;
    sizes.push(parseFloat(getComputedStyle(of).fontSize) * scale * 72 / 96);
  }
  return Math.min(...sizes);
}"""


@pytest.mark.parametrize("page", BOARD)
def test_no_text_of_a_paper_for_a_board_is_smaller_than_nine_points_in_print(
    browser: Any, pages: dict[str, Path], page: str
) -> None:
    opened = browser.new_page(viewport={"width": 703, "height": 1000})  # 210 less 24 mm
    opened.emulate_media(media="print")
    opened.goto(pages[page].as_uri())
    smallest = opened.evaluate(SMALLEST)
    opened.close()

    assert smallest >= 9


@pytest.mark.parametrize("page", PAGES)
def test_at_400_per_cent_nothing_has_to_be_scrolled_sideways(
    tab: Any, pages: dict[str, Path], page: str
) -> None:
    """A window of 1280 pixels at 400 % has room for 320."""
    show(tab, pages[page], 320)
    over = tab.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(
            one => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility()
              && !one.closest(".skip, .said, .sr, .grid i, pre, svg")
        ).map(one => one.tagName + "." + one.className)"""
    )

    assert over == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("page", ["everything", "board-all-examples", "easy-read-everything"])
def test_where_the_system_sets_the_colours_shapes_are_drawn_in_its_own(
    browser: Any, pages: dict[str, Path], page: str
) -> None:
    opened = browser.new_page(forced_colors="active", color_scheme="dark")
    opened.goto(pages[page].as_uri())
    said = opened.evaluate(
        """() => {
          const systems = ["Canvas", "CanvasText", "LinkText"].map(name => {
            document.body.style.color = name;
            return getComputedStyle(document.body).color;
          });
          const drawn = [...document.querySelectorAll("svg *")].filter(
            one => one.checkVisibility() && one instanceof SVGGeometryElement
          ).flatMap(one => {
            const style = getComputedStyle(one);
            return [style.fill, style.stroke].filter(one => one != "none");
          });
          return {systems, drawn: [...new Set(drawn)].sort()};
        }"""
    )
    opened.close()

    assert len({*said["systems"]}) == 3
    assert said["drawn"]
    assert {*said["drawn"]} <= {*said["systems"]}


def test_the_page_asks_nothing_of_the_network_and_its_style_is_let_in(
    browser: Any, pages: dict[str, Path]
) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(pages["everything"].as_uri())
    family = opened.evaluate("getComputedStyle(document.querySelector('.masthead')).borderTopWidth")
    opened.close()

    assert asked == [pages["everything"].as_uri()]
    assert said == []
    assert family == "8px"


def test_the_nu_html_checker_finds_no_error(pages: dict[str, Path]) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("Java is not installed on this system")
    if not VNU.is_file():
        pytest.skip(f"the Nu HTML checker is not installed; {HOW}, with npm")
    command = [java, *JAVA_FLAGS, "-jar", str(VNU), "--format", "json", "--exit-zero-always"]
    ran = subprocess.run(
        [*command, *map(str, pages.values())], capture_output=True, text=True, check=True
    )
    messages = json.loads(ran.stderr)["messages"]

    assert [one for one in messages if one["type"] != "info"] == []


def test_the_working_report_on_eight_arrangements_prints_on_few_pages(browser: Any) -> None:
    result = audited(*EXAMPLES)

    assert printed(browser, BY_NAME["html"].text_of(result)) <= 30
