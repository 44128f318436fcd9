"""What a file says in words beside its fields, and what it states less firmly than as a rule.

Both are read once, before any fact is made. A sentence (``says``, ``also_says``) is kept with the
place of its record, so that nothing of which it speaks is called silent beside it. What only
should be so is taken out, so that no fact is made of it, and is kept by its place, too: it is
asked after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from pitfall_audit.engagement.model import (
    Body,
    Complaint,
    Conflict,
    Decision,
    Engagement,
    Event,
    Figure,
    Impact,
    Payment,
    Promise,
    Recommendation,
    Role,
    Statement,
    Support,
    Tie,
    View,
)
from pitfall_audit.engagement.model.all_records import Standing
from pitfall_audit.engagement.model.base import Model, Record, Worded
from pitfall_audit.engagement.model.records import fields_of
from pitfall_audit.engagement.model.vocabulary import SaidAbout, Strength
from pitfall_audit.facts.contradictions import Difference
from pitfall_audit.facts.subjects import Saying
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import DataPath

__all__ = ["Sayings", "read_sayings"]

_M = TypeVar("_M", bound=Model)

_EVENTS: Final = (
    Complaint, Conflict, Decision, Event, Figure, Impact, Recommendation, Statement, Tie, View,
)  # fmt: skip
"""What has happened, or was said: no rule, and so neither firm nor weak."""
_WIDE: Final = (Body, Payment, Role)
"""Records of many matters: a sentence in one speaks of one of them, and not of the others."""
_WHAT_IT_IS: Final = frozenset(
    {
        "body", "capacity", "chosen_from", "duties", "for_", "groups", "holders", "id", "kind",
        "mode", "name", "organisation", "person", "places", "post", "role", "says", "source",
        "strength", "task", "team", "text", "title", "to", "undertakings", "words",
    }
)  # fmt: skip
"""Fields that say what an entry is, or where it is written, and not what holds for it."""
_PLAIN: Final = (str, int, float)
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")  # noqa: RUF001


class Sayings(NamedTuple):
    """What one file says in words: ``beside`` by the place of the record, ``about`` by subject.

    ``weak`` has what was taken out since it is stated less firmly than as a rule, by its place.
    """

    beside: Mapping[DataPath, Saying]
    weak: Mapping[DataPath, Saying]
    about: Mapping[SaidAbout, tuple[Saying, ...]]

    def __bool__(self) -> bool:
        return bool(self.beside or self.weak or self.about)


def read_sayings(
    engagement: Engagement, differences: Sequence[Difference], records: Sequence[Standing]
) -> tuple[Engagement, Sayings]:
    """The engagement as far as it is firmly stated, and what it says in words.

    Of a matter of which its papers say different things, nothing is firmly stated. ``records``
    are all of the file.
    """
    walk = _Walk(engagement, differences)
    in_words = any(map(_is_worded, [one.record for one in records]))
    firm = walk.record(engagement, (), None) if differences or in_words else engagement
    about: dict[SaidAbout, tuple[Saying, ...]] = {}
    for one in engagement.also_says or ():
        saying = walk.saying(one.text, one.source.id if one.source else None)
        about[one.about] = (*about.get(one.about, ()), saying)
    return firm, Sayings(walk.beside, walk.weak, about)


class _Walk:
    """One walk through the records of a file."""

    def __init__(self, engagement: Engagement, differences: Sequence[Difference]) -> None:
        # What is also stated is a saying of its own, and of that nothing is taken out.
        self._differs = {
            one.path for one in differences if not one.agree and "also_stated" not in one.path
        }
        self.beside: dict[DataPath, Saying] = {}
        self.weak: dict[DataPath, Saying] = {}
        self._absences = engagement.absences
        self._interviews = engagement.interviews

    def saying(
        self,
        text: str | None,
        cited: str | None,
        strength: Strength | None = None,
        *,
        wide: bool = True,
    ) -> Saying:
        """A sentence, which is not quoted where it was told in an interview.

        Where it stands in a ``wide`` place, or beside fields that have been filled from it, its
        words tell of which other fields there it speaks.
        """
        quoted = None if cited in self._interviews else text
        return Saying(quoted, strength, _spoken_of(text or "") if wide else None)

    def record(self, record: _M, path: DataPath, cited: str | None) -> _M:
        """An entry, or a whole file, without what in it is not firmly stated."""
        changed: dict[str, Any] = {}
        beside: dict[str, Any] = {}
        fields = fields_of(type(record))
        cited = _cited(record, cited)
        weak = self._weakly(record, cited)
        if isinstance(record, Worded) and record.says and not isinstance(record, _EVENTS):
            wide = isinstance(record, _WIDE) or any(
                value is not None and name not in _WHAT_IT_IS
                for name, value in record.__dict__.items()
            )
            self.beside[path] = self.saying(record.says, cited, wide=wide)
        if weak is not None and isinstance(record, Promise):
            # What only should be done is promised to nobody.
            return record if record.kind else record.model_copy(update={"kind": "aim"})
        if weak is not None:
            # What only should be none is no more so than what should be.
            self.weak |= {one: weak for one in self._absences if one[:-1] == path}
        for name, value in record.__dict__.items():
            if value is None or (weak is None and not self._differs and isinstance(value, _PLAIN)):
                continue
            here = (*path, fields[name].key)
            if here in self._differs and not fields[name].required:
                self.weak[here] = Saying(None, "said-differently")
                changed[name] = None
                beside[name] = value
            elif weak is not None and _holds(record, name) and not fields[name].required:
                self.weak[here] = weak
                changed[name] = None
            elif not isinstance(value, _PLAIN):
                found = self._value(value, here, cited)
                if found is not value:
                    changed[name] = found
        if beside and (
            others := changed.get("also_stated") or getattr(record, "also_stated", None)
        ):
            # It is stated no more firmly than the others, and no less.
            changed["also_stated"] = (type(others[0]).model_construct(**beside), *others)
        return record.model_copy(update=changed) if changed else record

    def _weakly(self, record: Model, cited: str | None) -> Saying | None:
        """How a record is stated that is stated less firmly than as a rule."""
        if not isinstance(record, Worded) or record.strength in (None, "must"):
            return None
        # On what terms people may be paid is a rule, whoever is then paid.
        if isinstance(record, _EVENTS) or (
            isinstance(record, Payment) and record.strength == "may"
        ):
            return None
        return self.saying(record.says, cited, record.strength)

    def _value(self, value: Any, path: DataPath, cited: str | None) -> Any:
        """What stands at a field, or None where none of it is firmly stated."""
        if isinstance(value, Model):
            weak = self._weakly(value, _cited(value, cited))
            if weak is None:
                return self.record(value, path, cited)
            self.weak[path] = weak
            return _left_alone(value, weak)
        if isinstance(value, tuple):
            entries = [
                self.record(one, (*path, index), cited) if isinstance(one, Model) else one
                for index, one in enumerate(value)
            ]
            same = all(one is other for one, other in zip(entries, value, strict=True))
            return value if same else tuple(entries)
        if isinstance(value, Mapping):
            found = {
                key: self.record(one, (*path, key), cited) if isinstance(one, Model) else one
                for key, one in value.items()
            }
            return value if all(found[key] is one for key, one in value.items()) else found
        return value


@lru_cache(maxsize=1024)
def _spoken_of(text: str) -> tuple[str, ...]:
    """The keys of the fields that a sentence speaks of, by the words in ``saying_words.yaml``."""
    words = set(_WORD.findall(text.lower()))
    return tuple(
        key for key, starts in _starts().items() if any(word.startswith(starts) for word in words)
    )


@cache
def _starts() -> Mapping[str, tuple[str, ...]]:
    """Read ``saying_words.yaml``, when it is first needed."""
    data = packaged_data("pitfall_audit.facts", "saying_words.yaml")
    return {key: tuple(starts) for key, starts in data.items()}


def _holds(record: Model, name: str) -> bool:
    """Whether a field of an entry says what holds for it."""
    return name not in _WHAT_IT_IS or (name == "kind" and isinstance(record, Support))


def _left_alone(record: Model, weak: Saying) -> Payment | None:
    """What stands of weak terms all the same: that people see to benefits themselves."""
    advice = record.benefits_advice if isinstance(record, Payment) else None
    if advice in ("own-responsibility", "none") and weak.strength not in ("proposed", "expected"):
        return Payment.model_construct(benefits_advice=advice)
    return None


def _is_worded(record: Model) -> bool:
    """Whether a record says something in words, or less firmly than as a rule."""
    stated = record.__dict__
    # Next to none does either, which is quick to see.
    return bool(stated.get("says") or stated.get("strength") not in (None, "must")) and (
        isinstance(record, Worded) and not isinstance(record, _EVENTS)
    )


def _cited(record: Model, above: str | None) -> str | None:
    """The source that a record is taken from: its own, or that of what it stands in."""
    source = record.source if isinstance(record, Record) else None
    return above if source is None else source.id
