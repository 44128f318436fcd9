"""A result in the language spoken: what checks, questions and findings say, from the catalogue.

A result holds sentences in English, so that it is the same whatever language it is shown in. A
sentence that a check filled in is known again by the check's own message, and what stands in the
blanks is put into the message of the catalogue. Whatever is not known again stays English.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

from msgspec.structs import replace

from pitfall_audit.engagement.model.part_dates import MONTHS
from pitfall_audit.engine.questions import WHO_IS_NOT_STATED
from pitfall_audit.engine.result import (
    BUILT_IN_PACK,
    AuditResult,
    EngagementResult,
    Evidence,
    Outcome,
    Picture,
    RuleSummary,
)
from pitfall_audit.language import English, day_said, numbered, translated
from pitfall_audit.report.person_page import PersonPage, Rests, Told
from pitfall_audit.report.wording import first_sentences, paragraphs, sentences
from pitfall_audit.rules.form.messages import Form, form_of
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["forms_of", "in_language", "made_before", "page_in_language"]

_BLANK: Final = re.compile(r"\{\{ ([\w.]+) \}\}")
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_DEEPEST: Final = 3
_DAYS: Final = re.compile(r"(\d+) days?", re.ASCII)


def in_language(result: AuditResult) -> AuditResult:
    """A result as it is shown in the language spoken, which is not English."""
    forms = {rule.id: tuple(forms_of(rule)) for rule in load_built_in().rules}
    ours = {rule.id for rule in result.rules if rule.pack == BUILT_IN_PACK}
    forms = {id_: found for id_, found in forms.items() if id_ in ours}
    return replace(
        result,
        rules=tuple(_rule(one) if one.id in ours else one for one in result.rules),
        engagements=tuple(_engagement(one, forms) for one in result.engagements),
        rules_not_run={id_: translated(why) for id_, why in result.rules_not_run.items()},
        notes=tuple(_said(note, ()) for note in result.notes),
        files_passed_over={id_: translated(why) for id_, why in result.files_passed_over.items()},
    )


def page_in_language(page: PersonPage, result: AuditResult) -> PersonPage:
    """A person's page as it is shown in the language spoken, with a ``result`` that is already."""
    forms = {rule.id: forms_of(rule) for rule in load_built_in().rules}
    remedies = {rule.id: rule.remedy for rule in result.rules}

    def told(one: Told) -> Told:
        said = tuple((name, str(_said(text, ()))) for name, text in one.says)
        return Told(str(_said(one.where, ())), said)

    def rests(one: Rests) -> Rests:
        remedy = first_sentences(remedies.get(one.rule, "")) if one.remedy else ""
        return replace(one, says=_said(one.says, forms.get(one.rule, ())), remedy=remedy)

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


def _engagement(each: EngagementResult, forms: dict[str, tuple[Form, ...]]) -> EngagementResult:
    everything = tuple(chain.from_iterable(forms.values()))
    return replace(
        each,
        outcomes=tuple(
            _outcome(one, forms[one.rule]) if one.rule in forms else one for one in each.outcomes
        ),
        questions=tuple(
            replace(
                one,
                texts=tuple(_said(text, everything) for text in one.texts),
                who=tuple(_said(text, ()) for text in one.who),
            )
            for one in each.questions
        ),
        rules_not_run={id_: translated(why) for id_, why in each.rules_not_run.items()},
        picture=_picture(each.picture),
    )


def _picture(picture: Picture) -> Picture:
    def words(text: str | None) -> str | None:
        return str(_said(text, ())) if text else text

    return replace(
        picture,
        bodies=tuple(
            replace(
                body,
                seats=tuple(
                    replace(seat, role=words(seat.role), sits_as=words(seat.sits_as))
                    for seat in body.seats
                ),
            )
            for body in picture.bodies
        ),
        others=tuple(replace(one, words=words(one.words)) for one in picture.others),
    )


def _outcome(one: Outcome, forms: Sequence[Form]) -> Outcome:
    return replace(
        one,
        message=_said(one.message, forms),
        details=tuple(_said(text, forms) for text in one.details),
        good=tuple(_said(text, forms) for text in one.good),
        hangs=_said(one.hangs, forms) if one.hangs else None,
        label=one.label if one.label == one.subject else str(_said(one.label, ())),
        evidence=None if one.evidence is None else _evidence(one.evidence),
        who=_said(one.who or WHO_IS_NOT_STATED, ()),
        would_raise=_said(one.would_raise, forms) if one.would_raise else None,
        related=tuple(replace(other, says=translated(other.says)) for other in one.related),
    )


def _evidence(one: Evidence) -> Evidence:
    return replace(one, source=str(_said(one.source, ()))) if one.source else one


def _said(text: str, forms: Sequence[Form], deep: int = _DEEPEST) -> str:
    """A text that is one of some messages, or has no blanks; else as it is, in English.

    What stands in a blank may be a sentence itself; that is followed as far as ``deep``.
    """
    whole = _plain(text) or translated(text)
    if not isinstance(whole, English) or not text:
        return whole
    for form in (*forms, *_made_before()) if deep else ():
        words = translated(form.text)
        values = None if isinstance(words, English) else form.values_in(text)
        if values is not None:
            said = {name: str(_said(value, forms, deep - 1)) for name, value in values.items()}
            return _BLANK.sub(lambda blank: said[blank[1]], words)  # noqa: B023
    if deep and len(each := sentences(text)) > 1:
        whole_said = [_said(one, forms, deep - 1) for one in each]
        if not all(isinstance(one, English) for one in whole_said):
            return " ".join(whole_said)
    return English(text)


def made_before() -> list[str]:
    """The sentences with blanks that an audit makes, besides the messages of checks."""
    practice = packaged_data("pitfall_audit.facts", "good_practice.yaml")
    good = [row["says"] for rows in practice.values() for row in rows]
    texts: list[str] = packaged_data("pitfall_audit.report", "wording.yaml")["made_before"]
    return [*texts, *(re.sub(r"\{(\w+)\}", r"{{ \1 }}", says) for says in good)]


@cache
def _made_before() -> tuple[Form, ...]:
    return tuple(map(form_of, made_before()))


def _plain(text: str) -> str | None:
    """A day, or a number of days; None for all else."""
    if day := _DAY.fullmatch(text):
        date = dt.date(int(day[3]), MONTHS.index(day[2]) + 1, int(day[1]))
        return day_said(date)
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
