"""Templates of whoever makes a report, in place of ours or of a part of them.

They may come from strangers. So they are rendered in Jinja's sandbox, in a process that is ended
when it takes too long or too much memory; nothing in them can leave a text as it is, and each
page has to begin from ours, which says what a browser may load.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, Final, NoReturn

from jinja2 import Environment, TemplateSyntaxError, nodes

from pitfall_audit.apart import said_by
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.language import written_in
from pitfall_audit.report import html
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand, UnusableBrandError
from pitfall_audit.report.html_environment import sandbox
from pitfall_audit.report.person_page import PersonPage
from pitfall_audit.report.translated_templates import TranslatedTemplates

__all__ = [
    "LARGEST", "OURS", "SECONDS", "checked", "html_parts", "main", "rendered_apart", "to_html",
    "to_pages",
]  # fmt: skip

OURS: Final = "built-in/"
"""What stands before the name of a template of ours, where another extends it."""
LARGEST: Final = 200_000
"""How long one file may be, in characters."""
SECONDS: Final = 60.0
"""How long all pages of one report may take."""
_MEGABYTES: Final = 1_000
_STYLE: Final = "own.css"
_HELP: Final = "put it right, or take it out of the folder"
_HARMLESS = re.compile(r"[^<\\]*")


def checked(name: str, text: str) -> str:
    """Return the text of a template, or of ``own.css``, if it can be used.

    Raises UnusableBrandError where it cannot, with the line.
    """
    if len(text) > LARGEST:
        raise UnusableBrandError(f"{name} is longer than {LARGEST:,} characters", _HELP)
    if name == _STYLE:
        if not _HARMLESS.fullmatch(text):
            raise UnusableBrandError(f"{name} has a < or a \\ in it", "leave them out")
        return text
    there = sorted(_replaceable())
    if name not in there:
        raise UnusableBrandError(
            f"{name} takes the place of no template",
            f"call it {_STYLE}, or as one of ours is called: {', '.join(there)}",
        )
    try:
        # Only read here.
        parsed = Environment(autoescape=True, extensions=[TranslatedTemplates]).parse(text)
        lifted = [*_lifts_escaping(parsed)]
    except TemplateSyntaxError as problem:
        raise UnusableBrandError(
            f"{name}, line {problem.lineno}: {problem.message}", _HELP
        ) from None
    except RecursionError:
        raise UnusableBrandError(f"{name} is nested too deeply", _HELP) from None
    for line in lifted:
        raise UnusableBrandError(
            f"{name}, line {line}: every text is escaped, and this would leave one as it is",
            "leave out `safe` and `autoescape`",
        )
    begins = next((one for one in parsed.body if not _is_space(one)), None)
    if name in html.PAGES and begins != nodes.Extends(nodes.Const(f"{OURS}{name}")):
        raise UnusableBrandError(
            f"{name} does not begin from ours", f'begin it with {{% extends "{OURS}{name}" %}}'
        )
    return text


def _replaceable() -> Iterator[str]:
    """The names of our templates that others may take the place of: of pages, and of their parts.

    The page around them is not one of these: it says what a browser may load.
    """
    for each in files("pitfall_audit.report").joinpath("templates").iterdir():
        if each.name.endswith(".html") and each.name not in ("page.html", "letters.html"):
            yield each.name


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(one, nodes.TemplateData) and not one.data.strip() for one in node.nodes
    )


def _lifts_escaping(parsed: nodes.Template) -> Iterator[int]:
    for one in parsed.find_all((nodes.EvalContextModifier, nodes.Filter)):
        if not isinstance(one, nodes.Filter) or one.name == "safe":
            yield one.lineno


def html_parts(
    result: AuditResult,
    audience: Audience = "working",
    brand: Brand = html.NO_BRAND,
    person: PersonPage | None = None,
) -> Iterable[str]:
    """Render a result as one HTML page, with the templates of ``brand`` where it has some.

    It comes in parts. Raises UsageProblem where one of these can't be rendered.
    """
    if brand.templates:
        return [page for _, page in rendered_apart(result, brand, audience=audience, person=person)]
    return html.html_parts(result, audience, brand, person)


to_html = html.whole(html_parts)


def to_pages(
    result: AuditResult, audience: Audience = "working", brand: Brand = html.NO_BRAND
) -> Iterable[tuple[str, str]]:
    """Render a result as a folder of pages, by the names of their files, as :func:`to_html`."""
    if brand.templates:
        return rendered_apart(result, brand, in_folder=True, audience=audience)
    return html.render_pages(result, audience, brand)


def rendered_apart(
    result: AuditResult,
    brand: Brand,
    *,
    in_folder: bool = False,
    seconds: float = SECONDS,
    **asked: Any,
) -> list[tuple[str, str]]:
    """Render a result with the templates of ``brand``, in a process of its own.

    What else is ``asked`` is as :func:`html_parts` takes it. It gives the pages by the names of
    their files; one page alone has none. Raises UsageProblem where one of them can't be rendered,
    or all take too long.
    """
    given = pickle.dumps((result, brand, in_folder, asked))
    try:
        answer = said_by(__name__, content=given, seconds=seconds, megabytes=_MEGABYTES)
    except TimeoutError:
        _refuse(f"your templates took longer than {seconds:g} seconds")
    except MemoryError:
        _refuse(f"your templates took more than {_MEGABYTES:,} MB of memory")
    try:
        said = json.loads(answer)
    except ValueError:
        _refuse("your templates could not be rendered: the process broke off")
    if "pages" not in said:
        _refuse(said["cause"])
    return [(str(name), str(page)) for name, page in said["pages"]]


def _refuse(cause: str) -> NoReturn:
    raise UsageProblem(cause, _HELP)


def _said(
    result: AuditResult, brand: Brand, in_folder: bool, asked: Mapping[str, Any]
) -> Mapping[str, object]:
    own = dict(brand.templates)
    style = own.pop(_STYLE, "")
    looks: dict[str, Any] = {
        **asked, "brand": brand, "environment": sandbox(own), "own_style": style,
    }  # fmt: skip
    try:
        if in_folder:
            pages = [*html.render_pages(result, **looks)]
        else:
            pages = [("", html.render_html(result, **looks))]
    except Exception as problem:  # whatever a stranger's template does
        frames = [one for one in traceback.extract_tb(problem.__traceback__) if one.filename in own]
        at = "your templates"
        if frames:
            at = f"templates/{frames[-1].filename}, line {frames[-1].lineno}"
        return {"cause": f"{at}: {type(problem).__name__}: {problem}"}
    return {"pages": pages}


def main() -> None:
    """Say on standard output what comes of a result and templates on standard input."""
    given = pickle.load(sys.stdin.buffer)  # noqa: S301  # from ourselves
    for said in written_in(given[1].language, (_said(*each) for each in [given])):
        json.dump(said, sys.stdout)
