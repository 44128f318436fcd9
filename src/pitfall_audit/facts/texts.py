"""Facts about texts: whether their wording speaks as if all were of one mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Citation
from pitfall_audit.engagement.model.promises import Decision, Promise, Recommendation
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.shapes.texts import TextFacts, TextKind
from pitfall_audit.facts.single_voice import Names, known_names, single_voice_in
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = ["text_subjects"]

_MOST_PHRASES = 5


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
    return tuple(_subject(arrangement, passage, names) for passage in _passages(arrangement))


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
    yield from _what_was_said(engagement)
    yield from _lists_without_ids(engagement)


def _what_was_said(engagement: Engagement) -> Iterator[_Passage]:
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


def _lists_without_ids(engagement: Engagement) -> Iterator[_Passage]:
    recruitment = engagement.recruitment
    if recruitment is not None and recruitment.criteria:
        texts = [one.text for one in recruitment.criteria]
        path = ("recruitment", "criteria")
        label = "What is asked of those who apply"
        yield _Passage("recruitment.criteria", label, path, texts, "criterion", recruitment.source)
    effects = [one.effect for one in engagement.impact or () if one.effect is not None]
    if effects:
        yield _Passage("impact", "What came of it", ("impact",), effects, "effect")


def _subject(arrangement: Arrangement, passage: _Passage, names: Names) -> Subject:
    facts: TextFacts = {"label": passage.label, "quotation": passage.quotation}
    if passage.kind is not None:
        facts["kind"] = passage.kind
    if passage.texts is not None:
        found = [single_voice_in(text, names) for text in passage.texts]
        phrases = list(dict.fromkeys(phrase for one in found for phrase in one.phrases))
        # A text too long to be read whole is in order only as far as it was read.
        if phrases or all(one.whole for one in found):
            facts["single_voice_phrases"] = phrases[:_MOST_PHRASES]
    return Subject(
        kind="text",
        identity=passage.identity,
        label=passage.label,
        facts=facts,
        anchors={"text": Anchor(passage.path), "statement": Anchor(passage.path[:-1])},
        described_from=arrangement.described(passage.source),
        group=passage.identity,
        group_label=passage.label,
    )


def _names(arrangement: Arrangement) -> Names:
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
    return known_names(name for name in names if name is not None)
