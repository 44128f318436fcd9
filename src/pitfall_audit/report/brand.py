"""Whose report it is, and how it looks: title, names, marking, colour, logo, words, language.

Nothing here comes of an audit. What is given by whoever makes the report is made safe here, once:
a colour that can be read, a picture that is only a picture, and Markdown without HTML.
"""

from __future__ import annotations

import base64
import re
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from pitfall_audit.catalogues import CatalogueError
from pitfall_audit.language import ENGLISH, languages, written_in
from pitfall_audit.report.screen import safe_line

__all__ = [
    "LARGEST_LOGO", "LARGEST_REFERENCE", "Brand", "UnusableBrandError", "colour_of", "in_markup",
    "language_of", "picture_of", "reference_of", "style_of",
]  # fmt: skip

_COLOUR: Final = re.compile("#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_LIGHT: Final = ("#faf8f3", "#ffffff", "#f0ece2")
_DARK: Final = ("#14181c", "#1c2228", "#252c33")
"""The grounds of the page, in light and dark: ``--paper``, ``--card`` and ``--wash``."""
_ENOUGH: Final = 4.5
"""The contrast that WCAG 2 asks for at level AA, of text of any size."""
LARGEST_LOGO: Final = 500_000
"""In bytes: it stands within each page that is written."""
LARGEST_REFERENCE: Final = 20_000_000
"""In bytes, packed."""
_TAGS: Final = {"p", "br", "ul", "ol", "li", "strong", "em", "blockquote", "a"}


class UnusableBrandError(Exception):
    """Something that cannot be shown in a report: why not, and ``help``, what to do instead."""

    def __init__(self, cause: str, help: str) -> None:
        super().__init__(cause)
        self.help = help


class Brand(Struct, frozen=True):
    """What is shown of whoever makes a report; what is empty is left out.

    ``accent`` is as :func:`colour_of` gives it, ``logo`` as :func:`picture_of`; ``introduction``
    and ``sign_off`` are made safe by :func:`in_markup`. ``templates`` are pairs of a name and a
    text as :func:`pitfall_audit.report.own_templates.checked` gives it. ``reference`` is a Word
    document, as it is, whose styles a document takes. ``language`` is as :func:`language_of` gives
    it.
    """

    title: str = ""
    client: str = ""
    author: str = ""
    marking: str = ""
    accent: str = ""
    logo: str = ""
    introduction: Markup = Markup()
    sign_off: Markup = Markup()
    templates: tuple[tuple[str, str], ...] = ()
    reference: bytes = b""
    language: str = ENGLISH


def colour_of(text: str) -> str:
    """Return a colour as ``#rrggbb``, if text in it can be read on the page's light grounds.

    Raises UnusableBrandError, with the contrast, where it cannot.
    """
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise UnusableBrandError(f"{text} is not a colour", "write it as #005a9c")
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    least = min(_contrast(colour, ground) for ground in _LIGHT)
    if least < _ENOUGH:
        # Cut, not rounded: 4.49 must not read as 4.5.
        raise UnusableBrandError(
            f"text in {colour} would have a contrast of {int(least * 100) / 100} to 1, and WCAG "
            f"AA asks for {_ENOUGH}",
            "choose a darker colour",
        )
    return colour


def language_of(code: str) -> str:
    """Return the code of a language; raises UnusableBrandError where it has no catalogue."""
    there = languages()
    if code not in there:
        raise UnusableBrandError(
            f"there is no catalogue of words for the language {safe_line(code)}",
            f"it is one of {', '.join(there)}",
        )
    try:
        next(written_in(code, iter([code])))
    except CatalogueError as problem:
        raise UnusableBrandError(str(problem), "put that right in the catalogue") from None
    return code


def picture_of(content: bytes) -> str:
    """Return a picture as a ``data:`` address; an SVG without all that is not drawing.

    Raises UnusableBrandError where it is none of PNG, JPEG and SVG, told by how it begins, or is
    too large.
    """
    if len(content) > LARGEST_LOGO:
        raise UnusableBrandError(
            f"the logo has more than {LARGEST_LOGO:,} bytes", "make it smaller"
        )
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        kind = "png"
    elif content.startswith(b"\xff\xd8\xff"):
        kind = "jpeg"
    elif re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<svg)", content):
        kind, content = "svg+xml", _only_drawn(content)
    else:
        raise UnusableBrandError("the logo is no PNG, JPEG or SVG", "save it as one of these")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def reference_of(content: bytes) -> bytes:
    """Return a reference document; raises UnusableBrandError where it is too large."""
    if len(content) > LARGEST_REFERENCE:
        raise UnusableBrandError(
            f"the document has more than {LARGEST_REFERENCE:,} bytes",
            "take its text and pictures out: its styles are enough",
        )
    return content


def _only_drawn(content: bytes) -> bytes:
    try:
        from py_svg_hush import filter_svg  # noqa: PLC0415  # seldom needed, and not always there
    except ImportError:
        raise _not_installed("an SVG") from None
    try:
        return bytes(filter_svg(content, None))
    except ValueError as problem:
        raise UnusableBrandError(
            f"the SVG cannot be read ({safe_line(str(problem))})", "save it as PNG"
        ) from None


def in_markup(text: str) -> Markup:
    """Return Markdown as HTML, of paragraphs, lists, emphasis and links to the web alone."""
    if not text.strip():
        return Markup()
    try:
        import nh3  # noqa: PLC0415  # seldom needed, and not always there
        from markdown_it import MarkdownIt  # noqa: PLC0415
    except ImportError:
        raise _not_installed("Markdown") from None
    plain = "\n".join(safe_line(line) for line in text.splitlines())
    made = MarkdownIt("commonmark", {"html": False}).render(plain)
    safe = nh3.clean(
        made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"},
        link_rel="noreferrer noopener",
    )  # fmt: skip
    return Markup(safe)  # noqa: S704  # it has just been made safe


def _not_installed(what: str) -> UnusableBrandError:
    return UnusableBrandError(
        f"{what} needs what is not installed here",
        "install it, as with pip install 'pitfall-audit[branding]'",
    )


def style_of(brand: Brand) -> str:
    """Return what a brand adds to the style of a page: its colour, and its marking on paper."""
    parts = []
    if brand.accent:
        dark = _lightened(brand.accent)
        parts.append(f":root {{ --accent: {brand.accent}; }}")
        parts.append(
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}"
        )
    if brand.marking:
        # Every sign but letters and digits as its number, so that none ends the text.
        said = re.sub("[^A-Za-z0-9 ]", lambda one: f"\\{ord(one[0]):x} ", safe_line(brand.marking))
        parts.append(f'@page {{ @top-center {{ content: "{said}"; font: 8pt sans-serif; }} }}')
    return "".join(f"\n{part}\n" for part in parts)


def _lightened(colour: str) -> str:
    """The same colour with as much white in it as text in it needs on dark grounds."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    shades = (
        "#" + "".join(f"{part + (255 - part) * step // 20:02x}" for part in parts)
        for step in range(21)
    )
    return next(shade for shade in shades if min(_contrast(shade, one) for one in _DARK) >= _ENOUGH)


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2 defines it: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
