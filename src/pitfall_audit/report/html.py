"""The report as one HTML page that stands on its own.

The page asks nothing of the network and runs nothing: its style is inside it, named by its
hash in the content security policy, and there is no script. Every text of the result is
escaped, and what could hide in a text is made visible.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from textwrap import shorten
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from pitfall_audit.engine.actions import STATUSES
from pitfall_audit.engine.change_records import CAUSES
from pitfall_audit.engine.result import AuditResult, Outcome, PitfallId, Severity, StandardSummary
from pitfall_audit.report import wording
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand, style_of
from pitfall_audit.report.carrying import loads_of
from pitfall_audit.report.crosswalk import crosswalk
from pitfall_audit.report.diagram import drawing_of, in_brief
from pitfall_audit.report.diagram_words import picture_words
from pitfall_audit.report.matters import beside, not_beside
from pitfall_audit.report.papers import needing_attention, verdict_of_one
from pitfall_audit.report.path_words import answered_in, at_path
from pitfall_audit.report.person_page import PersonPage
from pitfall_audit.report.questions import by_who, gathered
from pitfall_audit.report.result_json import in_order
from pitfall_audit.report.run_words import (
    by_when,
    changes_of,
    numbers_used,
    packs_in_words,
    plan_in_words,
    since_in_words,
    some_not_run_everywhere,
    waivers_in_words,
    what_was_set,
)
from pitfall_audit.report.screen import safe_text
from pitfall_audit.report.timeline import timeline_of
from pitfall_audit.report.verdict import evidence_in_words, heading, verdict
from pitfall_audit.report.view import CheckGroup, Counts, ResultView, view_of
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import Place

__all__ = ["PAGES", "packaged_text", "page_of", "render_html", "sandbox"]

NO_BRAND = Brand()
_TEMPLATES: Mapping[Audience, tuple[str, ...]] = {
    "working": ("report.html", "report.css"),
    "board": ("board.html", "report.css", "paper.css"),
    "public": ("public.html", "report.css", "paper.css"),
    "person": ("person.html", "report.css"),
    "easy-read": ("easy_read.html", "report.css", "easy_read.css"),
}
"""For each audience the template, and the styles."""
PAGES = frozenset(template for template, *_ in _TEMPLATES.values())
"""The templates of whole pages, which begin from the page around them."""
_PLAIN_ID = re.compile("[a-z][a-z0-9-]*")


def render_html(
    result: AuditResult,
    audience: Audience = "working",
    brand: Brand = NO_BRAND,
    person: PersonPage | None = None,
    *,
    environment: Environment | None = None,
    own_style: str = "",
) -> str:
    """Render a result as one HTML page: the working report, or a paper for others.

    What an audience is not to see has been taken out of ``result`` before; ``person`` is what is
    told to one. The same result gives the same page, to the byte, wherever it is made. The
    templates are ours, or those of an ``environment``.
    """
    if person is not None:
        return page_of(
            *_TEMPLATES["person"], brand=brand, person=person, result=result, several=False,
            heading="What is written of you", organisations=(), environment=environment,
            own_style=own_style,
        )  # fmt: skip
    several = len(result.engagements) > 1
    view = view_of(result, foremost=5 if several and audience != "working" else 3)
    return page_of(
        *_TEMPLATES[audience],
        brand=brand,
        environment=environment,
        own_style=own_style,
        view=view,
        result=result,
        several=several,
        heading=heading(view),
        lead=verdict(view),
        organisations=_organisations(view),
        anchors=_anchors(view),
        explained=(explained := _explained(view)),
        cited=_cited(result, explained),
        crosswalk=crosswalk(result) if audience == "working" else (),
    )


def page_of(
    template: str,
    *styles: str,
    brand: Brand = NO_BRAND,
    environment: Environment | None = None,
    own_style: str = "",
    **said: Any,
) -> str:
    """Render a template of ours, with some of our styles inside it, of what is ``said``."""
    style = "".join(map(packaged_text, styles)) + style_of(brand) + own_style
    return (
        (environment or _environment())
        .get_template(template)
        .render(
            **said,
            brand=brand,
            style=Markup(style),  # noqa: S704  # our own file, with nothing of the input in it
            style_hash=_hash_of(style),
        )
    )


def _organisations(view: ResultView) -> tuple[str, ...]:
    """Name the organisations, or say how many: more than two would push the findings down."""
    if len(view.organisations) <= 2:
        return view.organisations
    return (wording.count(len(view.organisations), "organisation"),)


def _anchors(view: ResultView) -> Mapping[tuple[int, str, Severity], str]:
    """Name each finding for links: by the engagement's position, the check's id, the severity."""
    return {
        (position, group.check.id, group.severity): f"e{position + 1}-check-"
        + (group.check.id if _PLAIN_ID.fullmatch(group.check.id) else str(index))
        + f"-{group.severity}"
        for position, each in enumerate(view.engagements)
        for index, group in enumerate(each.findings)
    }


def _explained(view: ResultView) -> Mapping[str, str]:
    """Name, for links, where each check is explained that found something."""
    found = {group.check.id for each in view.engagements for group in each.findings}
    return {
        rule.id: f"why-{rule.id if _PLAIN_ID.fullmatch(rule.id) else index}"
        for index, rule in enumerate(view.result.rules)
        if rule.id in found and (rule.why or rule.grounds)
    }


def _cited(result: AuditResult, explained: Iterable[str]) -> Mapping[str, StandardSummary]:
    """Give the standards that some checks rest on, by id, in the order of the result."""
    cited = {
        ground.standard for rule in result.rules if rule.id in explained for ground in rule.grounds
    }
    return {standard.id: standard for standard in result.standards if standard.id in cited}


def _web_link(link: str) -> str | None:
    """Give a link that leads to the web, or None: a page must not carry any other kind."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    plain = safe_text(link) == link and not any(character.isspace() for character in link)
    return link if plain and parts.scheme in ("http", "https") and parts.netloc else None


def _by_pitfall(groups: Iterable[CheckGroup]) -> list[tuple[PitfallId | None, list[CheckGroup]]]:
    return list(gathered(groups, lambda group: group.check.pitfall).items())


def _by_evidence(outcomes: Iterable[Outcome]) -> list[list[Outcome]]:
    return list(gathered(outcomes, lambda one: (one.evidence, one.attested)).values())


def _marked(place: Place) -> tuple[str, str, str]:
    """Split a problem's line into what stands before, at and after the place."""
    line = place.excerpt
    start = min(max(place.column - 1, 0), len(line))
    same_line = place.end_line == place.line
    end = min(max(place.end_column - 1, start), len(line)) if same_line else len(line)
    return line[:start], line[start:end], line[end:]


def _brief(text: str, most: int) -> str:
    """Give a text on one line, cut between words, and visibly, where it is longer than ``most``."""
    kept = shorten(text, most, placeholder="…")
    return kept if kept != "…" or len(text) <= most else shorten(text[: most - 1], most) + "…"


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _columns(counts: Counts, total: Counts) -> list[tuple[str, int, str]]:
    """Give a shape, a number and words for each column of a table of counts.

    What was not completed has a column only where the total of the table has any.
    """
    columns = [
        ("error", counts.act_now, wording.SEVERITIES["error"]),
        ("warning", counts.look_into, wording.SEVERITIES["warning"]),
        ("advice", counts.consider, wording.SEVERITIES["advice"]),
        ("ask", counts.to_ask, wording.OUTCOMES["cannot-tell"]),
        ("passed", counts.in_place, wording.OUTCOMES["passed"]),
    ]
    if total.not_completed:
        columns.append(("broken", counts.not_completed, wording.OUTCOMES["error"]))
    return [(shape, number, words.title) for shape, number, words in columns]


# The same words are said of many arrangements.
@lru_cache(maxsize=2048)
def _coded(text: str) -> Markup:
    """Set what stands between backticks as code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(safe_text(part)) if at % 2 else escape(safe_text(part))
        for at, part in enumerate(parts)
    )


def _printed(value: object) -> object:
    """Make visible what could hide in a text; escaping comes after, and always."""
    return safe_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def packaged_text(name: str) -> str:
    """One of our styles, or the script of the form, by the name of its file."""
    resource = files("pitfall_audit.report") / "templates" / name
    # A checkout may have turned the newlines; the page and its hash must not turn with them.
    return resource.read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash_of(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


_OURS = PackageLoader("pitfall_audit.report", "templates")


def sandbox(own: Mapping[str, str]) -> Environment:
    """Where templates of one's own are rendered, by their names, in place of ours.

    They reach what they are given and nothing else, and can mark no text as safe. Ours stand
    beside them, and under ``built-in/`` too.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (own[name], name, lambda: True) if name in own else None

    loaders = [FunctionLoader(load), _OURS, PrefixLoader({"built-in": _OURS})]
    environment = _furnished(ImmutableSandboxedEnvironment, ChoiceLoader(loaders))
    del environment.filters["safe"]
    # A module holds all that it imports.
    environment.globals["words"] = SimpleNamespace(
        **{name: getattr(wording, name) for name in wording.__all__}
    )
    return environment


@cache
def _environment() -> Environment:
    return _furnished(Environment, _OURS)


def _furnished(kind: type[Environment], loader: BaseLoader) -> Environment:
    environment = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        words=wording,
        easy_words=lambda: packaged_data("pitfall_audit.report", "public.yaml"),
        statuses=STATUSES,
        columns=_columns,
        numbers_used=numbers_used,
        some_not_run_everywhere=some_not_run_everywhere,
        waivers_in_words=waivers_in_words,
        causes=CAUSES,
        changes_of=changes_of,
        beside=beside,
        not_beside=not_beside,
        since_in_words=since_in_words,
        plan_in_words=plan_in_words,
        what_was_set=what_was_set,
        packs_in_words=packs_in_words,
    )
    environment.filters.update(
        answered_in=answered_in,
        at_path=at_path,
        brief=_brief,
        coded=_coded,
        by_evidence=_by_evidence,
        by_pitfall=_by_pitfall,
        by_who=by_who,
        date=wording.date_in_words,
        by_when=by_when,
        drawn=drawing_of,
        evidence_in_words=evidence_in_words,
        in_order=in_order,
        in_time=timeline_of,
        loads=loads_of,
        in_words=picture_words,
        marked=_marked,
        needing_attention=needing_attention,
        number=in_brief,
        paragraphs=_paragraphs,
        sentences=wording.sentences,
        verdict_of_one=lambda each, view: verdict_of_one(view, each),
        web=_web_link,
        within=wording.within_a_sentence,
    )
    return environment
