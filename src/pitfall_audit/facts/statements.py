"""Facts about what is written: the wording of texts, and claims of what people think."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, Required

from pitfall_audit.engagement.model import Decision, Engagement, Promise, Recommendation
from pitfall_audit.engagement.model.base import Citation
from pitfall_audit.engagement.model.numbers import Number
from pitfall_audit.engagement.model.recruitment import Statement, View
from pitfall_audit.engagement.model.vocabulary import StatementKind
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.differing_views import DifferenceFacts, Differences
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.single_voice import single_voice_in
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = ["ClaimFacts", "TextFacts", "claim_subjects", "text_subjects"]

TextKind = Literal[
    StatementKind, "purpose", "promise", "recommendation", "duty", "criterion", "effect"
]  # fmt: skip


class TextFacts(TypedDict, total=False):
    """A text in which wording shapes who is thought to be heard."""

    label: Required[str]
    kind: TextKind | None
    quotation: Required[bool]
    single_voice_phrases: list[str]


class ClaimFacts(DifferenceFacts, TypedDict, total=False):
    """A statement of what people think, or a decision that rests on what they said."""

    label: Required[str]
    quotation: Required[bool]
    says_who_thinks: list[str]
    rests_on_something: bool
    people_heard: int
    gives_a_share: Required[bool]
    occasions: int


_MOST_PHRASES = 5
_TOLD: Final = ("finding", "decision", "minute")


class _Passage(NamedTuple):
    """A text, or the texts of one list, and where it stands; None where it is not stated."""

    identity: str
    label: str
    path: DataPath
    texts: Sequence[str] | None
    kind: TextKind | None
    source: Citation | None = None
    quotation: bool = False


def text_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every text in which wording shapes who is thought to be heard, section by section.

    Where a list holds texts without ids, the whole list is one subject.
    """
    names = _names(arrangement)
    return tuple(_text_subject(arrangement, passage, names) for passage in _passages(arrangement))


def _passages(arrangement: Arrangement) -> Iterator[_Passage]:
    engagement = arrangement.engagement
    if engagement.purpose is not None:
        yield _Passage("purpose", "The purpose", ("purpose",), [engagement.purpose], "purpose")
    for name, body in arrangement.bodies.items():
        if body.purpose is not None:
            yield _Passage(
                f"bodies[{name}].purpose", f"The purpose of {arrangement.body_label(name)}",
                ("bodies", name, "purpose"), [body.purpose], "purpose", body.source,
            )  # fmt: skip
    for index, role in enumerate(engagement.roles or ()):
        if role.duties:
            label = f"The duties of {role.title or in_words(role.id)}"
            path = ("roles", index, "duties")
            identity = f"roles[{role.id}].duties"
            yield _Passage(identity, label, path, role.duties, "duty", role.source)
    yield from _passages_with_ids(engagement)
    yield from _passages_of_lists(engagement)


def _passages_with_ids(engagement: Engagement) -> Iterator[_Passage]:
    for index, one in enumerate(engagement.statements or ()):
        label = f"“{shortened(one.text)}”" if one.text is not None else in_words(one.id)
        yield _Passage(
            f"statements[{one.id}]", label, ("statements", index, "text"),
            None if one.text is None else [one.text], one.kind, one.source, bool(one.quotation),
        )  # fmt: skip
    sections: tuple[tuple[str, TextKind, Sequence[Decision | Recommendation | Promise]], ...] = (
        ("decisions", "decision", engagement.decisions or ()),
        ("recommendations", "recommendation", engagement.recommendations or ()),
        ("promises", "promise", engagement.promises or ()),
    )
    for section, kind, entries in sections:
        for index, entry in enumerate(entries):
            if entry.text is not None:
                yield _Passage(
                    f"{section}[{entry.id}]", f"“{shortened(entry.text)}”",
                    (section, index, "text"), [entry.text], kind, entry.source,
                )  # fmt: skip


def _passages_of_lists(engagement: Engagement) -> Iterator[_Passage]:
    recruitment = engagement.recruitment
    if recruitment is not None and recruitment.criteria:
        texts = [one.text for one in recruitment.criteria]
        path = ("recruitment", "criteria")
        label = "What is asked of those who apply"
        yield _Passage("recruitment.criteria", label, path, texts, "criterion", recruitment.source)
    effects = [one.effect for one in engagement.impact or () if one.effect is not None]
    if effects:
        yield _Passage("impact", "What came of it", ("impact",), effects, "effect")


def _text_subject(arrangement: Arrangement, passage: _Passage, names: Sequence[str]) -> Subject:
    facts: TextFacts = {"label": passage.label, "quotation": passage.quotation}
    facts["kind"] = passage.kind
    if passage.texts is not None:
        found = [single_voice_in(text, names) for text in passage.texts]
        phrases = list(dict.fromkeys(phrase for one in found for phrase in one.phrases))
        if passage.kind not in _TOLD and arrangement.described(passage.source) != "own-records":
            # That somebody is a voice is a set phrase in what is published; what it said is more.
            phrases = [one for one in phrases if not speaks_of("called-theirs", one)]
        # A text too long to be read whole is in order only as far as it was read.
        if phrases or all(one.whole for one in found):
            facts["single_voice_phrases"] = phrases[:_MOST_PHRASES]
    return Subject(
        kind="text",
        identity=passage.identity,
        facts=as_stated(facts),
        anchors={"text": Anchor(passage.path), "statement": Anchor(passage.path[:-1])},
        described_from=arrangement.described(passage.source),
    )


def _names(arrangement: Arrangement) -> Sequence[str]:
    """The names and titles that a file declares, whose words say nothing of anybody's view."""
    engagement = arrangement.engagement
    names = [
        engagement.title,
        engagement.organisation.name if engagement.organisation else None,
        *(role.title for role in engagement.roles or ()),
        *(body.title for body in arrangement.bodies.values()),
        *(source.title for source in engagement.sources or ()),
        *(
            channel.name
            for channel in (engagement.recruitment.channels if engagement.recruitment else None)
            or ()
        ),
    ]
    return [name for name in names if name is not None]


_SHARE = re.compile(r"[0-9]\s*%|[0-9]\s*per\s?cent\b", re.IGNORECASE)
"""A percentage as it is written: `75%`, `75 per cent`."""


def claim_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every statement, then every decision that says on which views it rests."""
    engagement = arrangement.engagement
    views = {view.id: view for view in engagement.views or ()}
    differences = Differences(engagement)
    statements = (
        _claim_subject(arrangement, statement, ("statements", index), views, differences)
        for index, statement in enumerate(engagement.statements or ())
    )
    decisions = (
        _claim_subject(arrangement, decision, ("decisions", index), views, differences)
        for index, decision in enumerate(engagement.decisions or ())
        if decision.draws_on
    )
    return (*statements, *decisions)


def _claim_subject(
    arrangement: Arrangement,
    record: Statement | Decision,
    path: tuple[str, int],
    views: Mapping[str, View],
    differences: Differences,
) -> Subject:
    label = f"“{shortened(record.text)}”" if record.text else in_words(record.id)
    described_from = arrangement.described(record.source)
    drawn = (
        None if record.draws_on is None else [views[one] for one in record.draws_on if one in views]
    )
    people = None if drawn is None else _sum_if_all_stated([view.heard_from for view in drawn])
    occasions = None if drawn is None else _sum_if_all_stated([view.meetings for view in drawn])
    text = record.text if isinstance(record, Statement) else None
    share = text is not None and _SHARE.search(text) is not None
    differ = differences.facts(record)
    facts: ClaimFacts = {
        "label": label,
        "quotation": False,
        "gives_a_share": share,
        "people_differed": differ["people_differed"],
    }
    if "left_out" in differ:
        facts["left_out"] = differ["left_out"]
    if people is not None:
        facts["people_heard"] = people
    if occasions is not None:
        facts["occasions"] = occasions
    if isinstance(record, Statement):
        # What a statement says of itself goes before what the views it draws on come to.
        facts = {**facts, **copied(ClaimFacts, arrangement.as_of, record)}
        facts["quotation"] = bool(record.quotation)
    else:
        of = (who for view in drawn or () for who in view.of or ())
        facts["says_who_thinks"] = list(dict.fromkeys(of)) or ["those who were heard"]
    if "people_heard" in facts or "occasions" in facts:
        facts["rests_on_something"] = True
    elif not drawn and described_from == "own-records":
        # What a published paper rests on, it need not say; nor do views that lack a number.
        facts["rests_on_something"] = False
    return Subject(
        kind="claim",
        identity=f"{path[0]}[{record.id}]",
        facts=facts,
        anchors={"statement": Anchor(path)},
        described_from=described_from,
        under=path[0],
    )


def _sum_if_all_stated(numbers: Sequence[Number | None]) -> int | None:
    """The sum, of a range the lower end, or None where a part of it is not stated."""
    least = [None if number is None else number.at_the_least for number in numbers]
    stated = [number for number in least if number is not None]
    return sum(stated) if len(stated) == len(numbers) else None
