"""A result in the language spoken: what checks, questions and findings say, from the catalogue.

A result holds sentences in English, so that it is the same whatever language it is shown in. A
sentence that a check filled in is known again by the check's own message, and what stands in the
blanks is put into the message of the catalogue. Whatever is not known again stays English.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from contextlib import suppress
from functools import cache, lru_cache
from itertools import chain
from typing import Final, overload

from msgspec.structs import replace

from pitfall_audit.engagement.model.part_dates import MONTHS
from pitfall_audit.engine.on_demand import mapped
from pitfall_audit.engine.questions import WHO_IS_NOT_STATED
from pitfall_audit.engine.result import (
    BUILT_IN_PACK,
    AuditResult,
    EngagementResult,
    Outcome,
    Picture,
    PictureBody,
    PictureSeat,
    Question,
    RuleSummary,
)
from pitfall_audit.language import English, day_said, numbered, spoken, translated
from pitfall_audit.report.person_page import ELSE, LEFT_OUT, SECTIONS, PersonPage, Rests, Told
from pitfall_audit.report.wording import first_sentences, paragraphs, sentences
from pitfall_audit.rules.form.messages import Form, form_of
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["forms_of", "in_language", "made_before", "page_in_language", "words_of"]

_BLANK: Final = re.compile(r"\{\{ ([\w.]+) \}\}")
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_LITERAL: Final = re.compile(r"'([^'\\]*[a-z] [^'\\]*)'")
"""Words that a check names a value by, within an expression."""
_DEEPEST: Final = 3
_SAID: Final = ("question", "finding")
"""Blanks in which a rule says something, not whoever wrote the file."""
_DAYS: Final = re.compile(r"(0|[1-9]\d*) days?", re.ASCII)


def in_language(result: AuditResult) -> AuditResult:
    """A result as it is shown in the language spoken, which is not English."""
    ours = {rule.id for rule in result.rules if rule.pack == BUILT_IN_PACK}
    return replace(
        result,
        rules=tuple(_rule(one) if one.id in ours else one for one in result.rules),
        engagements=mapped(lambda one: _engagement(one, ours), result.engagements),
        rules_not_run={id_: translated(why) for id_, why in result.rules_not_run.items()},
        notes=tuple(map(_said, result.notes)),
        files_passed_over={id_: translated(why) for id_, why in result.files_passed_over.items()},
    )


def page_in_language(page: PersonPage, result: AuditResult) -> PersonPage:
    """A person's page as it is shown in the language spoken, with a ``result`` that is already."""
    remedies = {rule.id: rule.remedy for rule in result.rules}

    def told(one: Told) -> Told:
        return Told(_bare(one.where), tuple((name, _bare(text)) for name, text in one.says))

    def rests(one: Rests) -> Rests:
        remedy = first_sentences(remedies.get(one.rule, "")) if one.remedy else ""
        return replace(one, says=_said(one.says, one.rule), remedy=remedy)

    return PersonPage(
        page.person,
        tuple(
            replace(part, told=tuple(map(told, part.told)), rests=tuple(map(rests, part.rests)))
            for part in page.parts
        ),
    )


def _whole(text: str) -> str:
    said = [*map(translated, paragraphs(text))]
    whole = "\n\n".join(said)
    return English(whole) if any(isinstance(one, English) for one in said) else whole


def _rule(one: RuleSummary) -> RuleSummary:
    return replace(
        one,
        title=translated(one.title),
        why=_whole(one.why),
        remedy=_whole(one.remedy),
        question=translated(one.question),
        write_in=_whole(one.write_in),
    )


def _engagement(each: EngagementResult, ours: Collection[str]) -> EngagementResult:
    def question(one: Question) -> Question:
        # Another program may have left outcomes out of a result that it passes on.
        there = (at for at in one.outcomes if 0 <= at < len(each.outcomes))
        rules = dict.fromkeys(each.outcomes[at].rule for at in there)
        texts = tuple(_said(text, *rules) for text in one.texts)
        return replace(one, texts=texts, who=tuple(map(_said, one.who)))

    bodies = frozenset(body.label for body in each.picture.bodies)
    return replace(
        each,
        outcomes=tuple(_outcome(one, bodies) if one.rule in ours else one for one in each.outcomes),
        questions=tuple(map(question, each.questions)),
        rules_not_run={id_: translated(why) for id_, why in each.rules_not_run.items()},
        picture=_picture(each.picture),
    )


def _picture(picture: Picture) -> Picture:
    def body(one: PictureBody) -> PictureBody:
        return replace(one, seats=tuple(map(seat, one.seats)))

    def seat(one: PictureSeat) -> PictureSeat:
        return replace(one, role=_bare(one.role), sits_as=_bare(one.sits_as))

    others = tuple(replace(one, words=_bare(one.words)) for one in picture.others)
    return replace(picture, bodies=tuple(map(body, picture.bodies)), others=others)


def _outcome(one: Outcome, bodies: Collection[str]) -> Outcome:
    def said(text: str) -> str:
        return _said(text, one.rule)

    source = None if one.evidence is None else one.evidence.source
    return replace(
        one,
        message=said(one.message),
        details=tuple(map(said, one.details)),
        good=tuple(map(said, one.good)),
        hangs=said(one.hangs) if one.hangs else None,
        label=one.label if one.label == one.subject else _bare(one.label),
        evidence=one.evidence and replace(one.evidence, source=_bare(source)),
        who=_who(one.who or WHO_IS_NOT_STATED, bodies),
        would_raise=said(one.would_raise) if one.would_raise else None,
        related=tuple(replace(other, says=translated(other.says)) for other in one.related),
    )


def _who(says: str, bodies: Collection[str]) -> str:
    """Who would know or could see to something; an office, where it is that of a body."""
    office, _, body = says.partition(" of ")
    if body in bodies and office == "Chair":
        return translated("Chair of %(body)s", body=body)
    if body in bodies and office == "Secretary":
        return translated("Secretary of %(body)s", body=body)
    return _said(says)


@overload
def _bare(text: str) -> str: ...
@overload
def _bare(text: None) -> None: ...
def _bare(text: str | None) -> str | None:
    """Words that are put together with others, without what tells that they are English."""
    return str(_said(text)) if text else text


def _said(text: str, *rules: str) -> str:
    """A text that some rules say, or that is made elsewhere; else as it is, in English."""
    return _known_again(spoken(), text, rules, _DEEPEST)


@lru_cache(maxsize=20_000)
def _known_again(language: str, text: str, rules: tuple[str, ...], deep: int) -> str:
    """Such a text in the language spoken, with what stands in its blanks as far as ``deep``.

    What no rule says may be what an organisation wrote: that is not looked for among all texts.
    """
    if not text:
        return text
    ours = rules or text in _words("")
    whole = _plain(text) or (translated(text) if ours else English(text))
    if not isinstance(whole, English) or not deep:
        return whole
    for rule in (*rules, ""):
        for form, words in _forms(language, rule):
            values = form.values_in(text)
            if values is not None:
                own = _words(rule)
                said = {
                    name: translated(value)
                    if value in own
                    else _known_again(language, value, rules if name in _SAID else (), deep - 1)
                    for name, value in values.items()
                }
                return _BLANK.sub(lambda blank: str(said[blank[1]]), words)  # noqa: B023
    if len(parts := sentences(text)) > 1:
        each = [_known_again(language, one, rules, deep - 1) for one in parts]
        if not all(isinstance(one, English) for one in each):
            return " ".join(each)
    return whole


@cache
def _forms(language: str, rule: str) -> tuple[tuple[Form, str], ...]:
    """The messages of a rule of ours, of none those made elsewhere, that have a translation."""
    del language
    own = (form for one in load_built_in().rules if one.id == rule for form in forms_of(one))
    forms = own if rule else map(form_of, made_before())
    said = ((form, translated(form.text)) for form in forms)
    return tuple((form, words) for form, words in said if not isinstance(words, English))


@cache
def _words(rule: str) -> frozenset[str]:
    """What stands in blanks and is ours: of a rule, or of the sentences made elsewhere."""
    if not rule:
        person = (ELSE, LEFT_OUT, "you", *SECTIONS.values())
        return frozenset((*made_before(), WHO_IS_NOT_STATED, *person))
    words = (words_of(one) for one in load_built_in().rules if one.id == rule)
    return frozenset(chain.from_iterable(words))


def made_before() -> list[str]:
    """The sentences with blanks that an audit makes, besides the messages of checks."""
    practice = packaged_data("pitfall_audit.facts", "good_practice.yaml")
    good = [row["says"] for rows in practice.values() for row in rows]
    texts: list[str] = packaged_data("pitfall_audit.report", "wording.yaml")["made_before"]
    return [*texts, *(re.sub(r"\{(\w+)\}", r"{{ \1 }}", says) for says in good)]


def _plain(text: str) -> str | None:
    """A day, or a number of days; None for all else."""
    # What looks like either may be none: a 31 February, and more digits than a number can have.
    with suppress(ValueError):
        if day := _DAY.fullmatch(text):
            return day_said(dt.date(int(day[3]), MONTHS.index(day[2]) + 1, int(day[1])))
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
    named = (text for program in rule.let.values() for text in _LITERAL.findall(program.text))
    return [*chain.from_iterable(form.instead for form in forms_of(rule)), *named]
