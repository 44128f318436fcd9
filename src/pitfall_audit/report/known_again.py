"""What a text in English says is known again, and said in the language spoken.

A sentence that a check filled in is known again by the check's own message; it is done only where
there is one way to. What stands in its blanks is ours or an organisation's by what fills them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Final, NamedTuple

from pitfall_audit.engagement.model.part_dates import MONTHS
from pitfall_audit.engine.questions import WHO_IS_NOT_STATED
from pitfall_audit.facts.good_practice import good_practice
from pitfall_audit.language import (
    English,
    amount_said,
    day_said,
    is_amount,
    numbered,
    spoken,
    translated,
)
from pitfall_audit.report.fact_words import held_in, raising, without_chains
from pitfall_audit.report.person_page import ELSE, LEFT_OUT, SECTIONS
from pitfall_audit.report.wording import sentences
from pitfall_audit.rules.form.blanks import Blank
from pitfall_audit.rules.form.messages import Form, form_of
from pitfall_audit.rules.form.prose import joined, parted
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["Of", "forms_of", "held", "known_again", "made_before", "rules_by_id", "words_of"]

_BLANK: Final = re.compile(r"\{\{ ([\w.]+) \}\}")
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_MONTH: Final = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_LITERAL: Final = re.compile(r"[?:]\s*\[?'([^'\\]+)'")
"""Words that a check names a value by, within an expression."""
_DEEPEST: Final = 3
_SAID: Final = ("question", "finding")
"""Blanks in which a rule says something, not whoever wrote the file."""
_FACT: Final = re.compile(r"\w+(?:\.\w+)+\b(?!\()")
_MORE: Final = re.compile(r"([0-9]+) more")
_DAYS: Final = re.compile(r"(0|[1-9]\d*) days?", re.ASCII)


class Of(NamedTuple):
    """Of what something is said: by which rules, of what, and what parts no list there.

    ``quoted`` says that what differs is told in somebody's own words.
    """

    rules: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    label: tuple[str, str] = ("", "")
    quoted: bool = False


def known_again(text: str, of: Of) -> str:
    """A text that some rules say, or that is made elsewhere; else as it is, in English."""
    return _known_again(spoken(), text, of, _DEEPEST)


def held(text: str, key: str) -> str | None:
    """A text in the language spoken, if it is one of ours that stands in what ``key`` names."""
    return _held(text, key, _Within(spoken(), "", Of(), _DEEPEST))


class _Within(NamedTuple):
    """Where a blank is: in what rule says, "" for none, how deep, and what field fills it."""

    language: str
    rule: str
    of: Of
    deep: int
    field: str = ""


@lru_cache(maxsize=20_000)
def _known_again(language: str, text: str, of: Of, deep: int) -> str:
    """Such a text in the language spoken, with what stands in its blanks as far as ``deep``.

    What no rule says may be what an organisation wrote: that is not looked for among all texts.
    """
    if not text:
        return text
    whole = translated(text) if of.rules or text in _words("") else English(text)
    if not isinstance(whole, English) or not deep:
        return whole
    for rule in (*of.rules, ""):
        found = [
            (form, words, values, _Within(language, rule, of, deep, field))
            for form, words, field in _about(language, rule, of.label)
            if (values := form.values_in(text)) is not None
            and (rule or values.get("what", "") in ("", *raising()))
        ]
        if found:
            # Where two messages could be meant it is the one that says what its check says.
            own = _words(rule)
            form, words, values, within = max(found, key=lambda one: len(own & {*one[2].values()}))
            said = {
                ".".join(one.path): _in_blank(values[".".join(one.path)], one, within)
                for one in form.parts
                if isinstance(one, Blank)
            }
            return _BLANK.sub(lambda blank: said[blank[1]], words)  # noqa: B023
    parts = sentences(text)
    for at in range(1, len(parts)):
        ends = (" ".join(parts[:at]), " ".join(parts[at:]))
        each = [_known_again(language, one, of, deep - 1) for one in ends]
        if not any(isinstance(one, English) for one in each) or at == len(parts) - 1:
            return " ".join(each) if {*map(type, each)} != {English} else whole
    return whole


def _in_blank(value: str, blank: Blank, at: _Within) -> str:
    """What stands in a blank: what is ours by what holds it, the rest as it was written."""
    name, filters = ".".join(blank.path), [name for name, _ in blank.filters]
    if name == "stated_words" and at.of.quoted:
        return value
    if value in _words(at.rule):
        return translated(value)
    if name in _SAID:
        return str(_known_again(at.language, value, at.of, at.deep - 1))
    of_record = bool(at.field) and name == "value"
    keys = (at.field,) if of_record else _fills(at.rule, name)
    # As `facts/good_practice.py` writes what stands in a field; a list of its own has "and" in it.
    parts = value.split(", ") if of_record or name.startswith("comma") else [value]
    is_list = "list" in filters or name.startswith("several")

    def one(text: str) -> str:
        if name.endswith("day") or "days" in filters or "date" in filters:
            return _plain(text) or text
        if "amount" in name:
            return amount_said(text)
        if is_list and (more := _MORE.fullmatch(text)):
            return translated("%(number)s more", number=more[1])
        return next((said for key in keys if (said := _held(text, key, at)) is not None), text)

    if name.startswith("and_"):
        return joined([*map(one, value.split(" and "))])
    said = (
        joined([*map(one, parted(value, at.of.phrases))]) if is_list else ", ".join(map(one, parts))
    )
    if said == value and not at.rule and held_in(name) is None:
        return str(_known_again(at.language, value, at.of._replace(rules=()), at.deep - 1))
    return said


def _held(text: str, key: str, at: _Within) -> str | None:
    holder = held_in(key)
    if holder is None or not at.deep:
        return None
    if word := holder.words.get(text):
        return translated(word)
    below = at._replace(rule=key, deep=at.deep - 1, field="")
    for form in holder.forms:
        values, words = form.values_in(text), form.text
        if values is None or not all(
            is_amount(value) for name, value in values.items() if "amount" in name
        ):
            continue
        if re.search("[a-z]", _BLANK.sub("", words)):
            words = translated(words)
        said = {
            name: _held(value, key, below) or value
            if name == "said"
            else _in_blank(value, Blank((name,), ()), below)
            for name, value in values.items()
        }
        return _BLANK.sub(lambda blank: said[blank[1]], str(words))  # noqa: B023
    return None


@cache
def rules_by_id() -> Mapping[str, Rule]:
    """The checks that come with the program."""
    return {rule.id: rule for rule in load_built_in().rules}


@cache
def _fills(rule: str, name: str) -> tuple[str, ...]:
    """What a blank is filled with: a fact, or what a check makes of facts."""
    own = rules_by_id().get(rule)
    program = own.let.get(name) if own else None
    if program is None:
        return (name,)
    return (f"{rule}.{name}", *dict.fromkeys(_FACT.findall(program.text)))


@cache
def _forms(language: str, rule: str) -> tuple[tuple[Form, str, str], ...]:
    """The messages of a rule of ours, of none those made elsewhere, that have a translation.

    Each with its words in that language, and what field of a record stands in it, if one does.
    """
    del language
    own = rules_by_id().get(rule)
    forms = dict.fromkeys(forms_of(own), "") if own else {}
    if not rule:
        forms = {form_of(text): field for text, field in made_before().items()}
    said = [(form, translated(form.text), field) for form, field in forms.items()]
    known = [each for each in said if not isinstance(each[1], English)]
    return tuple(chain.from_iterable(_told_apart(*each, own) for each in known))


def _about(language: str, rule: str, label: tuple[str, str]) -> Iterator[tuple[Form, str, str]]:
    """The same, with what they are about put in, where that is known."""
    own = rules_by_id().get(rule)
    for each in _forms(language, rule):
        if own and label[0]:
            yield *_put_in(*each[:2], f"{own.logic.subject}.label", *label), each[2]
        else:
            yield each


def _put_in(form: Form, words: str, blank: str, text: str, said: str) -> tuple[Form, str]:
    """A message with a blank filled, and its words."""
    parts = (
        text if isinstance(part, Blank) and ".".join(part.path) == blank else part
        for part in form.parts
    )
    groups = groupby(parts, lambda part: isinstance(part, str))
    runs = (["".join(map(str, each))] if is_text else each for is_text, each in groups)
    return Form(tuple(chain.from_iterable(runs))), words.replace(f"{{{{ {blank} }}}}", said)


def _told_apart(
    form: Form, words: str, field: str, rule: Rule | None
) -> Iterator[tuple[Form, str, str]]:
    """A message; where a value of the rule's own stands beside another blank, once for each."""
    let = rule.let if rule else {}
    beside = [isinstance(part, Blank) or part == " " for part in (*form.parts, "", "")]
    for at, part in enumerate(form.parts):
        if isinstance(part, Blank) and part.path[0] in let and (beside[at + 1] or beside[at - 1]):
            name = part.path[0]
            for one in (*_LITERAL.findall(without_chains(let[name].text)), ""):
                yield *_put_in(form, words, name, one, translated(one)), field
            return
    yield form, words, field


@cache
def _words(rule: str) -> frozenset[str]:
    """What stands in blanks and is ours: of a rule, or of the sentences made elsewhere."""
    if not rule:
        person = (ELSE, LEFT_OUT, "you", *SECTIONS.values())
        return frozenset((*made_before(), WHO_IS_NOT_STATED, *person))
    own = rules_by_id().get(rule)
    return frozenset(words_of(own) if own else ())


def made_before() -> dict[str, str]:
    """The sentences with blanks that an audit makes, besides the messages of checks.

    Each with the field of a record that stands in it as ``value``; "" for none.
    """
    texts = dict.fromkeys(packaged_data("pitfall_audit.report", "wording.yaml")["made_before"], "")
    for one in good_practice():
        for says in filter(None, (one.says, one.advert)):
            texts[re.sub(r"\{(\w+)\}", r"{{ \1 }}", says)] = f"{one.record}.{one.field}"
    return texts


def _plain(text: str) -> str | None:
    """A day, a month or a number of days; None for all else."""
    # What looks like either may be none: a 31 February, and more digits than a number can have.
    with suppress(ValueError):
        if day := _DAY.fullmatch(text):
            return day_said(dt.date(int(day[3]), MONTHS.index(day[2]) + 1, int(day[1])))
        if month := _MONTH.fullmatch(text):
            return day_said(dt.date(int(month[2]), MONTHS.index(month[1]) + 1, 1), "MMMM y")
        if days := _DAYS.fullmatch(text):
            return numbered(int(days[1]), "%(number)s day", "%(number)s days")
    return None


def forms_of(rule: Rule) -> list[Form]:
    """Every message of a check that says something besides what stands in its blanks.

    The one that says most comes first: of another, it may fill a blank.
    """
    besides = [] if rule.before_question is None else [rule.before_question]
    besides += [one.says for one in rule.expect if one.says is not None]
    besides += [form for _, form in (*rule.adds, *rule.praises)]
    said = {form: len(_BLANK.sub("", form.text)) for form in (rule.message, rule.passed, *besides)}
    return sorted((form for form in said if said[form]), key=said.__getitem__, reverse=True)


def words_of(rule: Rule) -> list[str]:
    """The words that a check puts into blanks by itself."""
    programs = (without_chains(program.text) for program in rule.let.values())
    named = (text for program in programs for text in _LITERAL.findall(program))
    return [*chain.from_iterable(form.instead for form in forms_of(rule)), *named]
