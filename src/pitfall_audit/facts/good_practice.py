"""What is good to state, as ``good_practice.yaml`` has it, and whether a record states it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pitfall_audit.engagement.model import Figure, Payment
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.part_dates import date_alone
from pitfall_audit.facts.arrangement import is_yes
from pitfall_audit.facts.payment_gaps import fee_in_words
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["GoodPractice", "good_practice", "words_stated"]


class GoodPractice(NamedTuple):
    """Something good that a field may state: what has to stand there, and what is then said.

    ``about`` is the pitfall that it keeps people from. ``given`` names other fields of the record
    and what has to stand in them, ``unless`` such as must not; ``said`` is a matter of
    ``phrases.yaml`` of which what stands there must speak; ``unless_said`` one of which neither it
    nor the record's ``says`` must. ``of_all`` says that no other record may have a no there.
    ``advert`` is said where an advert states it; by ``sentences`` those of a text that speak of it
    count; ``checks`` look at the same.
    """

    about: str
    record: str
    field: str
    says: str
    value: str | None = None
    several: bool = False
    given: Mapping[str, str] = MappingProxyType({})
    unless: Mapping[str, str] = MappingProxyType({})
    said: str | None = None
    unless_said: str | None = None
    of_all: bool = False
    advert: str = ""
    sentences: bool = False
    checks: Sequence[str] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What tells it from all others; an identity begins with it."""
        told = (one for one in self.given.values() if one != _ANY)
        value = () if self.value is None else (self.value,)
        return (self.about, f"{self.record}.{self.field}", *value, *told)

    def rules_out(self, record: Model) -> bool:
        """Whether what else the record has speaks against it."""
        stated = _texts(record.__dict__[self.field])
        besides = f"{stated} {record.__dict__.get('says') or ''}"
        return (
            any(_stands(_of(record, key), one) for key, one in self.unless.items())
            or not all(_stands(_of(record, key), one) for key, one in self.given.items())
            or not (self.sentences or self._speaks_of_it(stated, besides))
        )

    def _speaks_of_it(self, stated: str, besides: str) -> bool:
        of_it = self.said is None or speaks_of(self.said, stated)
        return of_it and (self.unless_said is None or not speaks_of(self.unless_said, besides))

    def counted(self, stated: Any) -> Any:
        """Of what stands there, that which counts: of several things those that speak of it."""
        if self.sentences:
            stated = tuple(_SENTENCE.split(stated or ""))
            return tuple(one for one in stated if self._speaks_of_it(one, one))
        if self.said is None or not isinstance(stated, tuple):
            return stated
        return tuple(one for one in stated if speaks_of(self.said, _texts(one)))

    def stated_by(self, value: Any) -> bool:
        """Whether what stands at the field states it."""
        return _stands(value, _ANY if self.value is None else self.value)

    def filled(self, record: Model, *, advert: bool) -> str:
        """What is said, by an advert or not, with what stands in other fields of the record."""
        says = (advert and self.advert) or self.says
        return _BLANK.sub(
            lambda blank: words_stated(_of(record, blank[1].removesuffix("_day"))), says
        )


_ANY: Final = "any"
_FLAGS: Final = MappingProxyType({"yes": True, "no": False})
_BLANK: Final = re.compile(r"\{(?!name\}|value\})(\w+)\}")
"""A blank for what stands in another field; a name and the value are filled in later."""
_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+")


def _of(record: Model, key: str) -> Any:
    """What stands at a key of the file, which is no name in Python where it ends with "_"."""
    return record.__dict__.get(key, record.__dict__.get(f"{key}_"))


def _texts(value: Any) -> str:
    """The words of a text, of a list of them, and of who is named in one."""
    if isinstance(value, Model):
        value = tuple(value.__dict__.values())
    if isinstance(value, tuple):
        return " ".join(filter(None, map(_texts, value)))
    return value if isinstance(value, str) else ""


def _stands(value: Any, wanted: str) -> bool:
    """Whether what is wanted stands in a field: a word, yes or no, or anything but none and no."""
    if wanted in _FLAGS:
        return value is _FLAGS[wanted]
    if wanted != _ANY:
        words = value if isinstance(value, tuple) else (value,)
        return any(getattr(one, "capacity", one) == wanted for one in words)
    return value is not None and is_yes(value) is not False and value not in ((), "none")


@cache
def good_practice() -> tuple[GoodPractice, ...]:
    """What ``good_practice.yaml`` has, in its order; read when first needed."""
    sections: dict[str, list[dict[str, Any]]]
    sections = packaged_data("pitfall_audit.facts", "good_practice.yaml")
    renamed = {"is": "value", "has": "value"}
    return tuple(
        GoodPractice(
            about,
            *row["field"].split("."),
            **{renamed.get(key, key): row[key] for key in row.keys() - {"field", "says_so"}},
        )
        for about, rows in sections.items()
        for row in rows
    )


def words_stated(value: Any, record: Model | None = None) -> str:
    """What stands in a field, of a ``record`` where that is known, as it is told to people."""
    if isinstance(record, Payment) and value is record.fee:
        return "; ".join(fee_in_words(record))
    if isinstance(record, Figure):
        return f"{record.what}: {record.value}"
    if isinstance(value, tuple):
        return ", ".join(words_stated(one) for one in value)
    if isinstance(value, dt.date):
        return date_alone(value)
    if isinstance(value, str):
        return value.rstrip(".;") if " " in value else value.replace("-", " ")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
