"""The words of ours that facts put into blanks of messages, by what holds them.

What holds a blank says whose its words are: in a field that is not here they are an
organisation's, and stay as they are, even where a catalogue has the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from pitfall_audit.engagement import model
from pitfall_audit.engagement.model import vocabulary
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import outline
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.matters import ALL_ABOUT
from pitfall_audit.language import translated
from pitfall_audit.rules.conditions.fact_paths import facts_read
from pitfall_audit.rules.form.messages import Form, form_of
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "Holder", "chains", "held_in", "holder_of", "in_words", "raising", "vocabularies",
    "without_chains", "words_by_key", "words_in",
]  # fmt: skip

_TERM: Final = r"(?:'[^']*'|string\([\w.]+\)|[\w.]+(?:\[\d+\])?)"
_CHAIN: Final = re.compile(rf"{_TERM}(?:\s*\+\s*{_TERM})+")
_PART: Final = re.compile(r"'([^']*)'|string\(([\w.]+)\)|([\w.]+)(?:\[\d+\])?")


class Holder(NamedTuple):
    """What stands in a blank in words of ours: sentences with blanks, and whole words.

    Each word is there as it is shown, with what catalogues have it by.
    """

    words: Mapping[str, str]
    forms: tuple[Form, ...]


def in_words(word: str) -> str:
    """A word of a vocabulary as it is shown in the language spoken: ``full-member`` as two."""
    said = translated(word)
    return said if said != word else word.replace("-", " ")


def vocabularies() -> Mapping[str, tuple[str, ...]]:
    """The words of each vocabulary of a file, by its name."""
    found = ((name, get_args(one)) for name, one in vars(vocabulary).items())
    return {name: words for name, words in found if words and isinstance(words[0], str)}


@cache
def words_by_key() -> Mapping[str, frozenset[str]]:
    """The keys of all records of a file, each with the words that can stand there.

    Where a text of an organisation's own can, there are none.
    """
    found: dict[str, set[str]] = {}
    free: set[str] = set()
    for each in _records(Model):
        for key, field in outline(each).items():
            found.setdefault(key, set()).update(field.words)
            free.update([key] if any(one.name == "text" for one in field.scalars) else [])
    return {key: frozenset(() if key in free else words) for key, words in found.items()}


def _records(above: type[Model]) -> Iterator[type[Model]]:
    for each in above.__subclasses__():
        if each.__module__.startswith(model.__name__):
            yield each
        yield from _records(each)


@cache
def _holders() -> Mapping[str, Holder]:
    known = vocabularies()
    return {
        name: holder_of(each.get("says", ()), *(known[of] for of in each.get("of", ())))
        for each in _entries()
        for name in each["in"]
    }


def _entries() -> Iterator[Mapping[str, Any]]:
    yield from packaged_data("pitfall_audit.report", "fact_words.yaml")["held"]
    said = (f"{{{{ whose }}}} ({about})" for about in ALL_ABOUT.values())
    says = ["The arrangement", "{{ several_people }} (tie of care)", *said]
    yield {"in": ["contradiction.label", "matter.label"], "says": says}


def holder_of(says: Iterable[str], *words: Iterable[str]) -> Holder:
    """What may be said in a blank: texts of ours, and the words of vocabularies."""
    texts = [*says, *(word for each in words for word in each)]
    forms = sorted((one for one in texts if "{{" in one), key=_letters, reverse=True)
    whole = [one for one in texts if "{{" not in one]
    shown = {one.replace("-", " "): one for one in whole}
    return Holder({**shown, **{one: one for one in whole}}, tuple(map(form_of, forms)))


def _letters(text: str) -> int:
    return len(re.sub("{{.*?}}", "", text))


def held_in(blank: str) -> Holder | None:
    """What of ours a blank may hold, by what fills it; None where that is never ours."""
    if blank == "what":
        return holder_of(raising())
    return _holders().get(blank) or _of_record(blank) or _of_rule(blank)


@cache
def raising() -> tuple[str, ...]:
    """What the facts mean that make a finding more serious, and that no question asks for."""
    facts = (
        field.fact
        for rule in load_built_in().rules
        for program, _ in rule.severity
        if program is not None
        for _, field in facts_read(program, SUBJECT_SHAPES[rule.logic.subject])
    )
    return tuple(dict.fromkeys(one.says for one in facts if not one.asks))


def _of_record(field: str) -> Holder | None:
    """The words that a field of a record takes, as ``Body.stages``."""
    record, _, name = field.partition(".")
    kind = getattr(model, record, None)
    keys = file_keys(kind) if isinstance(kind, type) and issubclass(kind, Model) else {}
    return holder_of((), outline(kind)[keys[name]].words) if name in keys else None


@cache
def _of_rule(value: str) -> Holder | None:
    """What a check puts together for one of its values, as ``load-over-limit.within``."""
    rule, _, name = value.partition(".")
    found = [one for one in load_built_in().rules if one.id == rule and name in one.let]
    return holder_of(chains(found[0].let[name].text)) if found else None


def words_in() -> Iterable[str]:
    """Every text of ours that stands in a blank, and no vocabulary's word."""
    for each in _entries():
        yield from each.get("says", ())


def without_chains(program: str) -> str:
    """A program without what it puts together of words and facts."""
    return _CHAIN.sub("", program)


def chains(program: str) -> Iterator[str]:
    """What a program puts together of words and facts, as texts with blanks."""
    for chain in _CHAIN.findall(program):
        parts = _PART.findall(chain)
        yield "".join(f"{{{{ {a or b} }}}}" if a or b else words for words, a, b in parts)
