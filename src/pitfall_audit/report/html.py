"""The report as one HTML page that stands on its own, or as a folder of such pages.

A page asks nothing of the network and runs nothing: its style is inside it, named by its
hash in the content security policy, and there is no script. Every text of the result is
escaped, and what could hide in a text is made visible.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial, wraps
from importlib.resources import files
from itertools import islice
from typing import Any, Final, ParamSpec

from jinja2 import Environment
from markupsafe import Markup

from pitfall_audit.engine.on_demand import OnDemand, made_into
from pitfall_audit.engine.result import AuditResult, EngagementResult, Severity, StandardSummary
from pitfall_audit.language import numbered, translated
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand, style_of
from pitfall_audit.report.crosswalk import Found, crosswalk
from pitfall_audit.report.engagement_view import EngagementView, digest_of
from pitfall_audit.report.html_environment import our_environment
from pitfall_audit.report.person_page import PersonPage
from pitfall_audit.report.portions import Portions, distinct_names
from pitfall_audit.report.verdict import heading, verdict
from pitfall_audit.report.view import ResultView, Together, view_of

__all__ = [
    "INDEX", "NO_BRAND", "PAGES", "Given", "html_parts", "packaged_text", "page_of",
    "parts_of_page", "render_html", "render_pages", "whole",
]  # fmt: skip

NO_BRAND = Brand()
_TEMPLATES: Mapping[Audience, tuple[str, ...]] = {
    "working": ("report.html", "report.css", "grid.css"),
    "board": ("board.html", "report.css", "grid.css", "paper.css"),
    "public": ("public.html", "report.css", "grid.css", "paper.css"),
    "person": ("person.html", "report.css"),
    "easy-read": ("easy_read.html", "report.css", "easy_read.css"),
}
"""For each audience the template, and the styles."""
PAGES = frozenset(template for template, *_ in _TEMPLATES.values())
"""The templates of whole pages, which begin from the page around them."""
INDEX: Final = "index.html"
"""The page of a folder from which every other is reached."""
_PLAIN_ID = re.compile("[a-z][a-z0-9-]*")
_NO_NAME: Final = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""What no page is called: the first is ours, the others name no file on Windows."""
_PART: Final = 5_000
"""How many pieces of a page, most of them a few words, are handed on at a time."""
_LISTED: Final = 50
"""How many of anything that no page tells of an index lists: it would be as long as all."""
_FOREMOST: Final = 8
"""How many findings of all arrangements an index tells."""


Given = ParamSpec("Given")


def whole(parts: Callable[Given, Iterable[str]]) -> Callable[Given, str]:
    """What gives the whole of a page of which a function gives the parts."""

    @wraps(parts)
    def joined(*given: Given.args, **named: Given.kwargs) -> str:
        return "".join(parts(*given, **named))

    return joined


def html_parts(
    result: AuditResult,
    audience: Audience = "working",
    brand: Brand = NO_BRAND,
    person: PersonPage | None = None,
    *,
    environment: Environment | None = None,
    own_style: str = "",
) -> Iterator[str]:
    """Render a result as one HTML page: the working report, or a paper for others.

    What an audience is not to see has been taken out of ``result`` before; ``person`` is what is
    told to one. It comes in parts, so that the whole is never held. The same result gives the same
    page, to the byte, wherever it is made. The templates are ours, or those of an ``environment``.
    """
    if person is not None:
        return parts_of_page(
            *_TEMPLATES["person"], brand=brand, person=person, result=result, several=False,
            heading=translated("What is written of you"), organisations=(), environment=environment,
            own_style=own_style,
        )  # fmt: skip
    several = len(result.engagements) > 1
    view = view_of(result, foremost=5 if several and audience != "working" else 3)
    return parts_of_page(
        *_TEMPLATES[audience],
        **_said(view, audience),
        brand=brand,
        environment=environment,
        own_style=own_style,
    )


def render_pages(
    result: AuditResult,
    audience: Audience = "working",
    brand: Brand = NO_BRAND,
    *,
    environment: Environment | None = None,
    own_style: str = "",
) -> Iterator[tuple[str, str]]:
    """Render a result as a folder of pages, each with the name of its file; the index comes last.

    There is a page for each arrangement, as :func:`render_html` gives it of that one alone, and
    one for what several show together. All else is as there.
    """
    page = partial(
        page_of, *_TEMPLATES[audience], brand=brand, environment=environment, own_style=own_style
    )
    called = (each.id or each.title for each in result.heads)
    names = [f"{name}.html" for name in distinct_names(called, "arrangement", _NO_NAME)]
    portions, whole = Portions(result), Together(result, foremost=_FOREMOST)

    def view(each: EngagementResult) -> ResultView:
        return view_of(portions.of((each,)))

    found = Found(result.engagements)
    for at, (name, each) in enumerate(zip(names, result.engagements, strict=True)):
        own = view(each)
        whole.add(digest_of(own.engagements[0]))
        found.add(at, each)
        yield name, page(**_said(own, audience, up=INDEX))
    views = made_into(lambda each: view(each).engagements[0], result.engagements)
    yield INDEX, page(**_said(whole.view(views), audience, found, pages=names))


def _said(
    view: ResultView,
    audience: Audience,
    found: Found | None = None,
    *,
    pages: Sequence[str] = (),
    up: str | None = None,
) -> dict[str, Any]:
    """What is said on a page: on the only one, on the index of ``pages``, or on one below ``up``.

    ``links`` leads to each arrangement by its position, and ``found_at`` to each finding;
    ``told`` are the arrangements of which the page itself tells.
    """
    found = found or Found(view.result.engagements)

    def told_of(at: int) -> EngagementView:
        each = view.engagements[at]
        found.add(at, each.engagement)
        return each

    told = OnDemand(told_of, 0 if pages else len(view.engagements))
    explained = {} if pages else _explained(view)
    anchors = _anchors(view.engagements, pages)
    links = pages or [f"#e{number}" for number in range(1, len(view.engagements) + 1)]
    return {
        "view": view,
        "result": view.result,
        "several": bool(pages) or len(view.engagements) > 1,
        "heading": heading(view),
        "lead": verdict(view),
        "organisations": _organisations(view),
        "anchors": anchors,
        "found_at": {
            (position, *key): f"{pages[position] if pages else ''}#{anchors[position][key]}"
            for position, group in view.foremost
            for key in [(group.check.id, group.severity)]
        },
        "links": links,
        "told": told,
        "is_index": bool(pages),
        "at_most": _LISTED if pages else None,
        "by_title": sorted(range(len(pages)), key=lambda at: view.briefs[at].head.title.casefold()),
        "explained": explained,
        "cited": _cited(view.result, explained),
        "crosswalk": crosswalk(view.result, found) if audience == "working" and not up else (),
        "up": up,
    }


def parts_of_page(
    template: str,
    *styles: str,
    brand: Brand = NO_BRAND,
    environment: Environment | None = None,
    own_style: str = "",
    up: str | None = None,
    **said: Any,
) -> Iterator[str]:
    """Render a template of ours, with some of our styles inside it, of what is ``said``.

    The page leads to the one that stands above it, ``up``, if there is any. It comes in parts.
    """
    style = "".join(map(packaged_text, styles)) + style_of(brand) + own_style
    parts = (
        (environment or our_environment())
        .get_template(template)
        .generate(
            **said,
            up=up,
            brand=brand,
            style=Markup(style),  # noqa: S704  # our own file, with nothing of the input in it
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )
    while pieces := list(islice(parts, _PART)):
        yield "".join(pieces)


page_of = whole(parts_of_page)
render_html = whole(html_parts)


def _organisations(view: ResultView) -> tuple[str, ...]:
    """Name the organisations, or say how many: more than two would push the findings down."""
    if len(view.organisations) <= 2:
        return view.organisations
    number = len(view.organisations)
    return (numbered(number, "%(number)s organisation", "%(number)s organisations"),)


def _anchors(
    engagements: Sequence[EngagementView], pages: Sequence[str]
) -> Sequence[Mapping[tuple[str, Severity], str]]:
    """Name each finding for links: by the engagement's position, the check's id, the severity."""

    def named(position: int) -> Mapping[tuple[str, Severity], str]:
        # On a page of its own, each arrangement is the first.
        number = 1 if pages else position + 1
        return {
            (group.check.id, group.severity): f"e{number}-check-"
            + (group.check.id if _PLAIN_ID.fullmatch(group.check.id) else str(index))
            + f"-{group.severity}"
            for index, group in enumerate(engagements[position].findings)
        }

    return OnDemand(named, len(engagements))


def _explained(view: ResultView) -> Mapping[str, str]:
    """Name, for links, where each check is explained that found something."""
    return {
        rule.id: f"why-{rule.id if _PLAIN_ID.fullmatch(rule.id) else index}"
        for index, rule in enumerate(view.result.rules)
        if rule.id in view.found and (rule.why or rule.grounds)
    }


def _cited(result: AuditResult, explained: Iterable[str]) -> Mapping[str, StandardSummary]:
    """Give the standards that some checks rest on, by id, in the order of the result."""
    cited = {
        ground.standard for rule in result.rules if rule.id in explained for ground in rule.grounds
    }
    return {standard.id: standard for standard in result.standards if standard.id in cited}


@cache
def packaged_text(name: str) -> str:
    """One of our styles, or the script of the form, by the name of its file."""
    resource = files("pitfall_audit.report") / "templates" / name
    # A checkout may have turned the newlines; the page and its hash must not turn with them.
    return resource.read_text(encoding="utf-8").replace("\r\n", "\n")
