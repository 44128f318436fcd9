"""Catalogues of words as translators write them: read, looked through, made ready for gettext."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

__all__ = [
    "CATALOGUES", "NUMBERS", "PSEUDO", "CatalogueError", "compiled", "first_of", "read", "slips_in",
    "with_accents",
]  # fmt: skip

PSEUDO: Final = "en-XA"
"""English in brackets, with accents: what is not so in a paper can't be translated yet."""
CATALOGUES: Final = Path(__file__).parent / "languages"
_BLANK: Final = re.compile(r"%%|%\(\w+\)s|\{\{.*?\}\}|<[^>]*>|&\w+;|`[^`]*`")
"""What stays as it is in every language: blanks, HTML, and in backticks what a file has."""
NUMBERS: Final = range(201)
"""No language tells numbers above these from these by a form of their own."""
_TEMPLATE: Final = CATALOGUES / "messages.pot"
_ACCENTED: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)


class CatalogueError(Exception):
    """Why a catalogue can't be used: each thing with file and line, where it has one."""


def compiled(code: str, folder: Path) -> bytes:
    """The catalogue of a language as gettext reads it, without what its translator was not sure of.

    It lies in ``folder``; that of the language for trying is made of the template.

    Raises :class:`CatalogueError` where it can't be used, with each line that is to be put right.
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # seldom needed

    path = _TEMPLATE if code == PSEUDO else folder / f"{code}.po"
    catalogue = read(path, "en_GB" if code == PSEUDO else code)
    if code == PSEUDO:
        for message in catalogue:
            if said := message.id:
                forms = [said] if isinstance(said, str) else said
                message.string = (
                    [*map(with_accents, forms)] if message.pluralizable else with_accents(forms[0])
                )
    elif slips := [slip for message in catalogue for slip in slips_in(message, path.name)]:
        raise CatalogueError("; ".join(slips))
    written = BytesIO()
    try:
        write_mo(written, catalogue)
        texts = GNUTranslations(BytesIO(written.getvalue()))
        for number in NUMBERS:
            texts.ngettext("", "", number)
    except (ValueError, LookupError, ArithmeticError) as problem:
        raise CatalogueError(
            f"{path.name}: its head can't be used ({problem}); write UTF-8 there as the charset, "
            "and as Plural-Forms what gettext has for the language"
        ) from problem
    return written.getvalue()


def read(path: Path, locale: str) -> Catalog:
    """A catalogue from its file; raises :class:`CatalogueError` where it can't be read."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415  # seldom needed
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError) as problem:
        raise CatalogueError(
            f"{path.name}: {locale} is no code of a language whose dates are known ({problem}); "
            "name the file after one that is, as pl.po or pt-BR.po"
        ) from problem
    try:
        # Some editors begin a file with a mark, which says that it is UTF-8.
        written = BytesIO(path.read_bytes().removeprefix(BOM_UTF8))
        catalogue = read_po(written, locale=known, abort_invalid=True)
    except PoFileError as problem:
        raise CatalogueError(
            f"{path.name}, line {problem.lineno + 1}: it can't be read ({problem})"
        ) from problem
    except (OSError, ValueError, LookupError) as problem:
        raise CatalogueError(
            f"{path.name}: it can't be read ({problem}); save it as UTF-8, which its head "
            "has to say too"
        ) from problem
    for message in catalogue:
        # Of a number, what is not translated is a row of empty forms.
        if not any(message.string or ()):
            message.string = ""
    return catalogue


def slips_in(message: Message, name: str) -> Iterator[str]:
    """What is wrong with a translation: each with file and line, and what to do.

    It keeps the blanks and the HTML of its text; that of a number may leave the number out, which
    a language can have a word for. What its translator was not sure of is not looked at.
    """
    if not message.id or not message.string or message.fuzzy:
        return
    at, english = f"{name}, line {message.lineno}", first_of(message)
    kept = Counter(_BLANK.findall(english))
    may_lack = Counter(["%(number)s"] if message.pluralizable else [])
    for form in [message.string] if isinstance(message.string, str) else message.string:
        has = Counter(_BLANK.findall(form))
        if not form:
            yield f"{at}: a form is empty; write all that the language has"
        elif lacks := ", ".join(kept - has - may_lack):
            yield f"{at}: it lacks {lacks}; write that as it is in the English"
        if "%" in _BLANK.sub("", form) and "%" not in _BLANK.sub("", english):
            yield f"{at}: a sign of per cent by itself; write it twice"
        if more := ", ".join(has - kept):
            yield f"{at}: {more} is not in the English; take it out"


def first_of(message: Message) -> str:
    """The English of a message, of several things where it is said of a number."""
    return message.id if isinstance(message.id, str) else message.id[-1]


def with_accents(text: str) -> str:
    """A text of ours as the language for trying has it."""
    parts = []
    end = 0
    for blank in _BLANK.finditer(text):
        parts += [text[end : blank.start()].translate(_ACCENTED), blank[0]]
        end = blank.end()
    return f"[{''.join([*parts, text[end:].translate(_ACCENTED)])}]"
