"""A result in the language spoken: what checks, questions and findings say, from the catalogue.

A result holds sentences in English, so that it is the same whatever language it is shown in. A
sentence that a check filled in is known again by the check's own message, and what stands in the
blanks is put into the message of the catalogue. Whatever is not known again stays English.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, overload

from msgspec.structs import replace

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
from pitfall_audit.facts.arrangement import slug
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.language import English, translated
from pitfall_audit.report.known_again import Of, held, known_again, rules_by_id
from pitfall_audit.report.person_page import PersonPage, PersonPart, Rests, Told, shown
from pitfall_audit.report.wording import first_sentences, paragraphs
from pitfall_audit.rules.form.prose import joined

__all__ = ["in_language", "page_in_language"]

_IN_WORDS: Final = ("said_differently", "definitions")
_NAMES: Final = ("name", "accountability", "escalation", "chair", "owner")
"""What two papers say of these is in their own words."""


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
        return Told(shown(one.where), tuple((shown(name), shown(text)) for name, text in one.says))

    def rests(one: Rests) -> Rests:
        remedy = first_sentences(remedies.get(one.rule, "")) if one.remedy else ""
        return replace(one, says=_said(one.says, one.rule), remedy=remedy)

    def part_of(part: PersonPart) -> PersonPart:
        title, organisation = shown(part.title), shown(part.organisation)
        told_all, rest_all = tuple(map(told, part.told)), tuple(map(rests, part.rests))
        return PersonPart(title, organisation, told_all, rest_all, part.corrections)

    return PersonPage(page.person, tuple(map(part_of, page.parts)))


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
        outcomes=tuple(
            _outcome(one, each, bodies) if one.rule in ours else one for one in each.outcomes
        ),
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


def _outcome(one: Outcome, each: EngagementResult, bodies: Collection[str]) -> Outcome:
    label = one.label if one.label == one.subject else _label(one)

    about = one.subject.rpartition(".")[2]
    quoted = one.subject.startswith(_IN_WORDS) or about in _NAMES

    def said(text: str) -> str:
        phrases = tuple(one for one in each.phrases if one in text)
        return known_again(text, Of((one.rule,), phrases, (one.label, label), quoted))

    source = None if one.evidence is None else one.evidence.source
    return replace(
        one,
        message=said(one.message),
        details=tuple(map(said, one.details)),
        good=tuple(map(said, one.good)),
        hangs=said(one.hangs) if one.hangs else None,
        label=label,
        evidence=one.evidence and replace(one.evidence, source=_bare(source)),
        who=_who(one.who or WHO_IS_NOT_STATED, bodies),
        would_raise=said(one.would_raise) if one.would_raise else None,
        related=tuple(replace(other, says=translated(other.says)) for other in one.related),
    )


def _label(one: Outcome) -> str:
    """What an outcome is about, in words: two names, or what facts call it."""
    names = read_identity(one.subject).names
    both = one.label.split(" and ")
    if len(names) > 1 and [*map(slug, both)] == [*map(slug, names[:2])]:
        return joined(both)
    rule = rules_by_id().get(one.rule)
    return (rule and held(one.label, f"{rule.logic.subject}.label")) or _bare(one.label)


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
    return known_again(text, Of(rules))
