"""Where the templates of pages are rendered: every text escaped, and what could hide made visible.

Also what templates can call to put a value into the words, or the order, of a page.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, lru_cache
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
    Template,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from pitfall_audit import language
from pitfall_audit.engine.actions import STATUSES
from pitfall_audit.engine.change_records import CAUSES
from pitfall_audit.engine.questions import gathered
from pitfall_audit.kept import kept
from pitfall_audit.language import English
from pitfall_audit.report import wording
from pitfall_audit.report.diagram import drawing_of, in_brief
from pitfall_audit.report.diagram_cards import mark_of, mark_of_body, party_name, seat_name
from pitfall_audit.report.diagram_words import picture_summary
from pitfall_audit.report.engagement_view import Counts
from pitfall_audit.report.matters import beside, not_beside
from pitfall_audit.report.papers import (
    bars_of,
    grid_of,
    loads_of,
    needing_attention,
    verdict_of_one,
)
from pitfall_audit.report.path_words import answered_in, at_path
from pitfall_audit.report.questions import by_who
from pitfall_audit.report.quick_templates import QuickEnvironment
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
from pitfall_audit.report.translated_templates import (
    DIRECTION,
    TranslatedTemplates,
    english_within,
    marked_as_english,
)
from pitfall_audit.report.verdict import evidence_in_words
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import Place

__all__ = ["our_environment", "sandbox"]

_OURS = PackageLoader("pitfall_audit.report", "templates")
_OFTEN_SAID = 200
"""How long a text can be that is said so often that it pays to remember it."""


def _web_link(link: str) -> str | None:
    """Give a link that leads to the web, or None: a page must not carry any other kind."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    plain = safe_text(link) == link and not any(character.isspace() for character in link)
    return link if plain and parts.scheme in ("http", "https") and parts.netloc else None


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
    # NOTE: this is asked of each thing that is printed, and most are plain texts.
    if type(value) is str:
        return safe_text(value)
    if isinstance(value, English):
        return marked_as_english(safe_text(value))
    return safe_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


# The same words and numbers are printed many times.
@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return str(escape(safe_text(text)))


def _printed_escaped(value: object) -> str:
    """What is printed, visible and escaped."""
    if type(value) is str:
        return _escaped(value) if len(value) < _OFTEN_SAID else escape(safe_text(value))
    return value if type(value) is Markup else escape(_printed(value))


def sandbox(own: Mapping[str, str]) -> Environment:
    """Where templates of one's own are rendered, by their names, in place of ours.

    They reach what they are given and nothing else, and can mark no text as safe. Ours stand
    beside them, and under ``built-in/`` too.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (own[name], name, lambda: True) if name in own else None

    loaders = [FunctionLoader(load), _OURS, PrefixLoader({"built-in": _OURS})]
    environment = _furnished(ImmutableSandboxedEnvironment, ChoiceLoader(loaders), _printed)
    del environment.filters["safe"]
    # A module holds all that it imports.
    environment.globals["words"] = SimpleNamespace(
        **{name: getattr(wording, name) for name in wording.__all__}
    )
    return environment


def our_environment() -> Environment:
    """Where our own templates are rendered, in the language spoken."""
    return _ours_in(language.spoken())


@cache
def _ours_in(spoken: str) -> Environment:
    return _furnished(QuickEnvironment, _KeptTemplates(spoken), _printed_escaped)


class _KeptTemplates(BaseLoader):
    """Our templates as they are compiled in a language, most of the time of a small page."""

    def __init__(self, spoken: str) -> None:
        self._spoken = spoken

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: ARG002  # as Jinja calls it
    ) -> Template:
        def compiled() -> bytes:
            source, file, _ = _OURS.get_source(environment, name)
            return marshal.dumps(environment.compile(source, name, file))

        # As trusted as the program itself: see kept.py.
        code = marshal.loads(kept(f"{self._spoken}.{name}", compiled))  # noqa: S302
        # NOTE: the globals given are a chain, in which each import would look up every name.
        return environment.template_class.from_code(environment, code, environment.globals)


def _unmarked(text: str, **blanks: object) -> str:
    """A text where no element can stand to say in what language it is: in an attribute."""
    return str(language.translated(text, **blanks))


def _furnished(
    kind: type[Environment], loader: BaseLoader, printed: Callable[[object], object]
) -> Environment:
    environment = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[TranslatedTemplates],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(
        _=language.translated,
        unmarked=_unmarked,
        numbered=language.numbered,
        form_of=language.form_of,
        language=language.spoken(),
        direction=DIRECTION if language.right_to_left() else "",
        in_english=english_within(),
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
        # The labels of those that rest on the same, with the first of them.
        by_evidence=lambda outcomes: [
            ([one.label for one in own], own[0])
            for own in gathered(outcomes, lambda one: (one.evidence, one.attested)).values()
        ],
        by_pitfall=lambda groups: gathered(groups, lambda group: group.check.pitfall).items(),
        by_who=by_who,
        date=wording.date_in_words,
        by_when=by_when,
        drawn=drawing_of,
        evidence_in_words=evidence_in_words,
        grid=grid_of,
        in_order=in_order,
        bars=bars_of,
        in_time=timeline_of,
        loads=loads_of,
        in_short=picture_summary,
        mark_of=mark_of,
        mark_of_body=mark_of_body,
        party_name=party_name,
        seat_name=seat_name,
        marked=_marked,
        needing_attention=needing_attention,
        number=in_brief,
        once_each=lru_cache(maxsize=1024),
        paragraphs=lru_cache(maxsize=1024, typed=True)(wording.paragraphs),
        sentences=wording.sentences,
        verdict_of_one=lambda each, view: verdict_of_one(view, each),
        web=lru_cache(maxsize=256)(_web_link),
        within=wording.within_a_sentence,
    )
    return environment
