"""Varies arrangements towards what a rule asks about, where they do not show it as they are.

A rule names words and numbers. Each is put, one at a time, in the place of a word or number of
an arrangement; dates are moved so that as many days lie between as the rule names, and bodies
are filled with as many people. Most of what comes of that is no valid engagement, and is let go.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from itertools import islice, product
from typing import Any, Final, get_args

from msgspec import Struct

from pitfall_audit.engagement.model.vocabulary import BodyKind
from pitfall_audit.facts.subjects import Subject
from pitfall_audit.rules.conditions.expression_parts import Written
from pitfall_audit.rules.conditions.fact_paths import ABSENT, values_at
from pitfall_audit.rules.form.vocabulary import OWN, OwnField
from pitfall_audit.rules.proving import EXAMPLE_DAY
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.samples import Sample, made_of
from pitfall_audit.workbench.stated_variations import places_to_state, with_stated_fields
from pitfall_audit.yaml.places import DataPath, value_at

__all__ = ["gathered", "stated", "varied"]

_MOST_SAMPLES: Final = 40
_MOST_STATED: Final = 12
_MOST_DATED: Final = 5
_MOST_PEOPLE: Final = 12
_MOST_TOGETHER: Final = 200
_MOST_DAYS: Final = 36_500
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


class _Named(Struct, frozen=True):
    """Return the words, numbers and days that a rule's conditions name, and those next to them."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    days: tuple[str, ...]
    counts: tuple[int, ...]


def varied(rule: Rule, samples: Sequence[Sample]) -> Iterator[Sample]:
    """Variations of samples that a rule has something to look at in, one by one.

    Those that state most of what it reads come first, and no two that state the same.
    """
    named = _named(rule)
    near = _unlike(rule, [one for one in samples if one.facts.subjects.get(rule.logic.subject)])
    found: Iterable[tuple[Mapping[str, Any], Mapping[str, Any] | None, dt.date]] = (
        *((data, one.ties, one.as_of) for one in near[:_MOST_SAMPLES]
          for data in _with_own_fields(rule, one, named)),
        *((data, one.ties, one.as_of) for one in near[:_MOST_SAMPLES]
          for data in _with_other_values(one, named)),
    )  # fmt: skip
    several = rule.logic.scope == "portfolio"
    for data, ties, as_of in found:
        yield from made_of(data, ties, as_of, rule.vocabulary, several=several)


def gathered(rule: Rule) -> Iterator[Sample]:
    """Bodies of as many people as a rule names, and one more and less; of one file alone."""
    if rule.logic.scope == "portfolio":
        return
    for data in _gatherings(_named(rule)):
        yield from made_of(data, None, EXAMPLE_DAY, rule.vocabulary)


def _unlike(rule: Rule, samples: Sequence[Sample]) -> list[Sample]:
    """Samples that are unlike each other in what a rule reads, those that state most first."""
    reads = sorted(
        {
            read.path[1:]
            for program in (rule.applies, *(one.program for one in rule.expect))
            for read in program.tree.reads
            if read.path[0] == program.variable and read.used
        }
    )
    unlike: dict[str, tuple[int, Sample]] = {}
    for sample in samples:
        for subject in sample.facts.subjects[rule.logic.subject]:
            values = [tuple(values_at(subject.facts, path)) for path in reads]
            absent = sum(ABSENT in one for one in values)
            unlike.setdefault(repr(values), (absent, sample))
    return [sample for _, sample in sorted(unlike.values(), key=lambda one: one[0])]


def stated(rule: Rule, samples: Sequence[Sample]) -> Iterator[Sample]:
    """The same samples with the fields that state what the rule reads, in all their values.

    Of several files none: what is read is joined of them, and stands in no one of them.
    """
    if rule.logic.scope == "portfolio":
        return
    named = _named(rule)
    able = [one for one in samples if one.facts.subjects.get(rule.logic.subject)]
    # A body that is only named, say, has no record in which anything could be stated.
    able.sort(
        key=lambda one: places_to_state(rule, one.data, one.facts.subjects[rule.logic.subject]),
        reverse=True,
    )
    near = _unlike(rule, able)
    dated = [one for one in able if any(_days_written(one))]
    for one in (*near[:_MOST_STATED], *dated[:_MOST_DATED]):
        for data in _written(rule, one, named):
            yield from made_of(data, one.ties, one.as_of, rule.vocabulary)


def _written(rule: Rule, sample: Sample, named: _Named) -> Iterator[dict[str, Any]]:
    starts = (sample.as_of, *_days_written(sample))
    choices = {
        "yes or no": ("yes", "no"),
        "a whole number": [number for number in named.numbers if number.isdigit()],
        "a number": named.numbers,
        "a sum of money": named.numbers,
        "a number or a range": named.numbers,
        "a date": tuple(dict.fromkeys(day for start in starts for day in _days(start, named))),
        "text": (*named.words, "something else"),
    }
    subjects = sample.facts.subjects[rule.logic.subject]
    return with_stated_fields(rule, sample.data, subjects, choices)


def _named(rule: Rule) -> _Named:
    logic = rule.logic
    texts = [
        logic.applies,
        *(one.that for one in logic.expect),
        *(one.when for one in logic.severity if one.when),
    ]
    tokens = [token for text in texts for token in Written(text).tokens]
    words = dict.fromkeys(token.text[1:-1] for token in tokens if token.kind == "text")
    numbers = [token.text for token in tokens if token.kind == "number"]
    numbers += [str(value) for value in rule.thresholds.values()]
    around = {
        number
        for text in numbers
        for number in (round(float(text)) + step for step in (-1, 0, 1))
        if number >= 0
    }
    # A number that is not whole is changed by a tenth.
    tenths = [f"{float(text) + step:g}" for text in numbers if "." in text for step in (-0.1, 0.1)]
    return _Named(
        text="\n".join(texts),
        words=tuple(words),
        numbers=tuple(dict.fromkeys([*numbers, *tenths, *map(str, sorted(around))])),
        days=tuple(dict.fromkeys(day for word in words for day in _around(word))),
        counts=tuple(sorted({0, 1, *around})),
    )


def _around(word: str) -> Iterator[str]:
    """A day that is named, and the days next to it."""
    try:
        day = dt.date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        return
    if day is not None and dt.date.min < day < dt.date.max:
        for days in (-1, 0, 1):
            yield (day + dt.timedelta(days=days)).isoformat()


def _gatherings(named: _Named) -> Iterator[dict[str, Any]]:
    """Bodies of the kinds that are named, with service users and carers in all numbers near."""
    kinds = [word for word in named.words if word in get_args(BodyKind)] or ["committee"]
    counts = [count for count in named.counts if count <= _MOST_PEOPLE]
    for users, carers, kind in product(counts, counts, kinds):
        people = {
            **{f"user-{number}": {"experience": "service-user"} for number in range(1, users + 1)},
            **{f"carer-{number}": {"experience": "carer"} for number in range(1, carers + 1)},
        }
        yield {
            "bodies": {"panel": {"kind": kind}},
            "people": people,
            "roles": [{"id": "member", "body": "panel", "holders": list(people)}],
        }


def _with_own_fields(rule: Rule, sample: Sample, named: _Named) -> Iterator[dict[str, Any]]:
    """The sample with the fields of the pack, in all their values, where the rule reads them."""
    for subject in sample.facts.subjects.get(rule.logic.subject, ()):
        choices = [
            [None, *((path, own.key, value) for path in _records(own, subject)
                     for value in _values(own, named))]
            for own in rule.vocabulary.fields
            if f".{OWN}.{own.name}" in named.text
        ]  # fmt: skip
        for chosen in islice(product(*choices), _MOST_TOGETHER):
            written = [one for one in chosen if one is not None]
            data = deepcopy(dict(sample.data))
            records = [(value_at(data, path), key, value) for path, key, value in written]
            if written and all(isinstance(record, dict) for record, _, _ in records):
                for record, key, value in records:
                    record[key] = value
                yield data


def _records(own: OwnField, subject: Subject) -> Iterator[DataPath]:
    for name in own.records_of(subject.kind):
        anchor = None if name == "engagement" else subject.anchors.get(name)
        if name == "engagement":
            yield ()
        elif anchor is not None and not anchor.in_ties_file:
            yield anchor.path


def _values(own: OwnField, named: _Named) -> list[Any]:
    if own.entry.words:
        values: list[Any] = list(own.entry.words)
    elif own.entry.type == "yes or no":
        values = ["yes", "no"]
    elif own.entry.type == "date":
        values = [*named.days, *_days(EXAMPLE_DAY, named)]
    elif own.entry.type == "text":
        values = [*named.words, "something else"]
    else:
        values = list(named.numbers) or ["0", "1"]
    return [[value] for value in values] if own.entry.list else values


def _with_other_values(sample: Sample, named: _Named) -> Iterator[dict[str, Any]]:
    """The sample with one value in it changed to something that the rule names."""
    for path, value in _leaves(sample.data):
        for other in _others(value, sample.as_of, named):
            data = deepcopy(dict(sample.data))
            holder = value_at(data, path[:-1])
            holder[path[-1]] = other
            yield data


def _others(value: str, as_of: dt.date, named: _Named) -> Iterator[str]:
    if _DATE.fullmatch(value):
        yield from (day for day in (*named.days, *_days(as_of, named)) if day != value)
    elif _NUMBER.fullmatch(value):
        yield from (number for number in named.numbers if number != value)
    elif value in {"yes", "no"}:
        yield "no" if value == "yes" else "yes"
    else:
        yield from (word for word in named.words if word != value)


def _days(as_of: dt.date, named: _Named) -> Iterator[str]:
    """The days that lie as far before and after the day of the audit as the rule says."""
    for count in named.counts:
        if count <= _MOST_DAYS:
            for days in dict.fromkeys((count, -count)):
                yield (as_of - dt.timedelta(days=days)).isoformat()


def _days_written(sample: Sample) -> Iterator[dt.date]:
    for _, value in _leaves(sample.data):
        if _DATE.fullmatch(value):
            with suppress(ValueError):  # it may be a text that only looks like a day
                yield dt.date.fromisoformat(value)


def _leaves(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _leaves(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _leaves(one, (*path, index))
    elif isinstance(value, str):
        yield path, value
