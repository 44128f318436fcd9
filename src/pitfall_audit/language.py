"""The language in which papers are written: a catalogue's words in place of the English ones.

English stands where it is used, and is what a catalogue (``languages/cy.po``) is looked up by; a
text that it lacks stays English, each by itself. Which language is spoken is a context, as that of
decimal numbers is: :func:`written_in` sets it for as long as a paper is being made, and whoever
has nothing to say in it need not know of it.

Only texts of ours are looked up with blanks, so that nothing in a stranger's text is one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar, copy_context
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Final, TypeVar, cast

from pitfall_audit.catalogues import (
    CATALOGUES,
    NUMBERS,
    PSEUDO,
    CatalogueError,
    compiled,
    with_accents,
)
from pitfall_audit.kept import kept

__all__ = [
    "ENGLISH", "English", "One", "Word", "amount_said", "day_said", "form_of", "forms_said",
    "in_any_language", "is_amount", "known_by", "languages", "list_said", "numbered",
    "right_to_left", "spoken", "translated", "written_in",
]  # fmt: skip

ENGLISH: Final = "en-GB"

One = TypeVar("One")
_AMOUNT: Final = re.compile(r"([£€$]?)(\d[\d,]*(?:\.\d{1,2})?)(?: ([A-Z]{3}))?", re.ASCII)
_CURRENCIES: Final = {"£": "GBP", "€": "EUR", "$": "USD"}


class English(str):
    """An English text that stands in another language because the catalogue lacks it."""

    __slots__ = ()


class Word(str):
    """A word of ours, in English, within what an organisation wrote.

    ``say`` gives it in the language spoken; of itself it is looked up as it is.
    """

    __slots__ = ("say",)
    say: Callable[[], str]

    def __new__(cls, english: str, say: Callable[[], str] | None = None) -> Word:
        """Take a word, and what says it in the language spoken, if that is more than itself."""
        made = super().__new__(cls, english)
        made.say = say or (lambda: str(translated(english)))
        return made


class _Lacking(NullTranslations):
    def gettext(self, message: str) -> str:
        return English(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return English(msgid1 if n == 1 else msgid2)


class _Spoken:
    def __init__(self, code: str) -> None:
        self.code = code
        made = kept(f"language.{code}", lambda: compiled(code, CATALOGUES))
        self.texts = GNUTranslations(BytesIO(made))
        self.texts.add_fallback(_Lacking())
        # NOTE: what gettext has of "Plural-Forms", without a name in its documentation.
        self.form_of: Callable[[int], int] = vars(self.texts)["plural"]


_language: Final = cache(_Spoken)

_SPOKEN: ContextVar[_Spoken | None] = ContextVar("spoken", default=None)
"""None for English, of which nothing has to be looked up."""


def languages() -> tuple[str, ...]:
    """The languages that papers can be written in, English first and the one for trying last."""
    return (ENGLISH, *sorted(path.stem for path in CATALOGUES.glob("*.po")), PSEUDO)


def spoken() -> str:
    """The language that is spoken."""
    now = _SPOKEN.get()
    return ENGLISH if now is None else now.code


def right_to_left() -> bool:
    """Whether the language spoken is written from right to left."""
    if spoken() in (ENGLISH, PSEUDO):
        return False
    from babel.core import Locale  # noqa: PLC0415  # seldom needed

    return bool(Locale.parse(spoken().replace("-", "_")).text_direction == "rtl")


def written_in(code: str, parts: Iterator[One]) -> Iterator[One]:
    """Make ``parts`` in a language, one of :func:`languages`; between them another may be spoken.

    Raises :class:`CatalogueError` where its catalogue can't be used.
    """
    if code == ENGLISH:
        return parts
    return _each(code, parts)


def _each(code: str, parts: Iterator[One]) -> Iterator[One]:
    context = copy_context()
    context.run(_SPOKEN.set, _language(code))
    end = object()
    while (one := context.run(next, parts, end)) is not end:
        yield cast("One", one)


def translated(text: str, **blanks: object) -> str:
    """A text of ours, or one that may be, in the language spoken.

    Each ``%(name)s`` in it is filled, if there are ``blanks`` at all.
    """
    now = _SPOKEN.get()
    if now is not None and text:
        text = now.texts.gettext(text)
    return _filled(text, blanks) if blanks else text


def numbered(number: int, one: str, many: str, none: str = "", **blanks: object) -> str:
    """The text of ours that is said of a ``number`` of things, as :func:`translated`.

    ``%(number)s`` in it is that number. ``none``, where it is given, is said of none as it is.
    """
    now = _SPOKEN.get()
    if none and not number:
        return none
    spoken_in = NullTranslations() if now is None else now.texts
    found = spoken_in.ngettext(one, many, number)
    return _filled(found, {"number": number, **blanks})


def _filled(text: str, blanks: Mapping[str, object]) -> str:
    return English(text % blanks) if isinstance(text, English) else text % blanks


def form_of(number: int) -> int:
    """Which of :func:`forms_said` is said of a number."""
    now = _SPOKEN.get()
    return int(number != 1) if now is None else now.form_of(number)


def forms_said(one: str, many: str) -> list[str]:
    """The forms that a text of ours takes, said of one thing and of many, in their order."""
    now = _SPOKEN.get()
    if now is None:
        return [one, many]
    forms: dict[int, str] = {}
    for number in (1, *NUMBERS):
        forms.setdefault(now.form_of(number), now.texts.ngettext(one, many, number))
    return [forms[form] for form in sorted(forms)]


def in_any_language(texts: Iterable[str]) -> frozenset[str]:
    """Some texts of ours in all languages, the one for trying among them.

    One whose catalogue can't be used is passed over: no paper is in it.
    """
    texts = [*texts]
    found: set[str] = set()
    for code in languages():
        with suppress(CatalogueError):
            found.update(map(str, written_in(code, map(translated, texts))))
    return frozenset(found)


def known_by(titles: Mapping[One, str]) -> dict[str, One]:
    """What texts of ours stand for, by them in small letters in any language, English first."""
    found: dict[str, One] = {}
    for key, title in titles.items():
        found |= {said.casefold(): key for said in in_any_language([title])}
    return {**found, **{title.casefold(): key for key, title in titles.items()}}


def day_said(day: dt.date, form: str = "long") -> str | None:
    """A day in words, or a part of it in a form of CLDR's (``MMM y``); None in English."""
    now = _SPOKEN.get()
    if now is None:
        return None
    from babel.dates import format_date  # noqa: PLC0415  # seldom needed

    if now.code == PSEUDO:
        return with_accents(format_date(day, form, "en_GB"))
    return str(format_date(day, form, now.code.replace("-", "_")))


def is_amount(text: str) -> bool:
    """Whether a text is a number as facts write money: ``£1,250.50``, ``25`` or ``25 CHF``."""
    return _AMOUNT.fullmatch(text) is not None


def amount_said(text: str) -> str:
    """An amount of money as it is written in the language spoken; in English as it is."""
    now, found = _SPOKEN.get(), _AMOUNT.fullmatch(text)
    if now is None or now.code == PSEUDO or found is None:
        return text
    from babel.numbers import (  # noqa: PLC0415  # seldom needed
        format_currency,
        format_decimal,
        get_decimal_symbol,
    )

    locale, number = now.code.replace("-", "_"), Decimal(found[2].replace(",", ""))
    currency = _CURRENCIES.get(found[1], found[3])
    if not currency:
        return str(format_decimal(number, locale=locale))
    whole = "" if number % 1 else f"{get_decimal_symbol(locale)}00"
    return str(format_currency(number, currency, locale=locale)).replace(whole, "")


def list_said(parts: Sequence[str], last: str) -> str | None:
    """Two things or more in a row, the last after ``last``, "and" or "or"; None in English."""
    if _SPOKEN.get() is None:
        return None
    before = parts[0]
    for part in parts[1:-1]:
        before = translated("%(before)s, %(next)s", before=before, next=part)
    if last == "or":
        return translated("%(before)s or %(last)s", before=before, last=parts[-1])
    return translated("%(before)s and %(last)s", before=before, last=parts[-1])
