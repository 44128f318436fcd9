"""Facts about what anybody can read, and what it tells of people's health and ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, Required

from pitfall_audit.engagement.model import SourceDocument
from pitfall_audit.engagement.model.part_dates import span_of
from pitfall_audit.engagement.model.vocabulary import BodyKind, NamedBeside
from pitfall_audit.facts.arrangement import Arrangement, all_yes, in_words, is_yes, slug
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.subjects import Anchor

__all__ = ["OpennessFacts", "openness_anchors", "openness_facts"]


class OpennessFacts(TypedDict, total=False):
    """What the documents, the lists of members and this file show of people, and to whom."""

    openness_stated: Required[bool]
    shown_in_the_open: Required[list[str]]
    documents_kept_from_view: bool | None
    members_kept_from_view: bool | None
    file_kept_from_view: bool
    tells_more: Required[bool]
    names_alone: Required[bool]
    details_kept: Required[bool]
    keeping_settled: bool


_BESIDE: Mapping[NamedBeside, str] = {
    "health": "what their condition is",
    "patienthood": "that they are patients",
    "caring": "that they care for somebody, or for whom",
    "need": "what they need or use",
    "tie": "what ties of care or family they have",
    "dispute": "that they have a complaint or dispute",
    "conduct": "what was said of their conduct",
    "reason-for-leaving": "why they left",
}
_THEY_TAKE_PART: frozenset[NamedBeside] = frozenset({"patienthood", "caring"})
_MAY_BE_OF_OTHERS: frozenset[NamedBeside] = _THEY_TAKE_PART | {"need", "tie"}
"""What somebody may have said of themselves, or of a relative."""
_LONG_AGO: Final = dt.timedelta(days=3 * 365)
_ALL_AROUND: frozenset[NamedBeside] = frozenset({"patienthood"})
"""What of a practice is no news."""
# Who governs something is published by law or custom; whether they wished it is a question.
_MEMBERS_ARE_PUBLIC: frozenset[BodyKind] = frozenset({"board", "committee"})
_EVERYONE = frozenset({"everyone", "everybody", "anyone", "anybody", "all", "public", "the-public"})


class _Shows(NamedTuple):
    """Something that shows people's health or ties: in words, where, and whether it is hidden."""

    words: str
    anchor: Anchor
    kept_from_view: bool | None
    tells_more: bool = True
    names_alone: bool = False


def openness_facts(arrangement: Arrangement) -> OpennessFacts:
    """What an arrangement states of who can read what of people."""
    engagement = arrangement.engagement
    documents, lists = list(_documents(arrangement)), list(_lists(arrangement))
    known = engagement.data_protection
    of_file = None if known is None or known.this_file != "published" else known.ids_are_pseudonyms
    published = known is not None and known.this_file == "published"
    named = any(one.names_people_beside is not None for one in engagement.sources or ())
    facts: OpennessFacts = {
        "openness_stated": named
        or bool(lists)
        or (known is not None and known.this_file is not None),
        "shown_in_the_open": [
            one.words for one in (*documents, *lists) if one.kept_from_view is False
        ],
        "tells_more": of_file is False
        or any(one.tells_more and one.kept_from_view is False for one in (*documents, *lists)),
        "names_alone": {True}
        == {one.names_alone for one in (*documents, *lists) if one.kept_from_view is False}
        and of_file is not False,
        "details_kept": bool(documents or lists),
    }
    if of_file is False:
        facts["shown_in_the_open"].append("this file, under people's real names")
    facts["documents_kept_from_view"] = all_yes(one.kept_from_view for one in documents)
    facts["members_kept_from_view"] = all_yes(one.kept_from_view for one in lists)
    if not published or of_file is not None:
        facts["file_kept_from_view"] = of_file is not False
    agreed = known is not None and (known.consent_on or known.lawful_basis) is not None
    if agreed and known is not None and known.retention_until is not None:
        facts["keeping_settled"] = True
    return as_stated(facts)


def openness_anchors(arrangement: Arrangement) -> dict[str, Anchor]:
    """Where the first thing stands that is open, else the first of which that is not stated."""
    anchors = {"data_protection": Anchor(("data_protection",))}
    for name, found in (
        ("source_document", _documents(arrangement)),
        ("members_list", _lists(arrangement)),
    ):
        first = min(
            (one for one in found if not one.kept_from_view),
            key=lambda one: one.kept_from_view is None,
            default=None,
        )
        if first is not None:
            anchors[name] = first.anchor
    return anchors


def _documents(arrangement: Arrangement) -> Iterator[_Shows]:
    # Who resigned had more to say than who moved away.
    resigned = {
        one.source.id
        for one in arrangement.engagement.events or ()
        if one.kind == "resigned" and one.source is not None
    }
    for index, source in enumerate(arrangement.engagement.sources or ()):
        told = _told_of_people(arrangement, source)
        if not told:
            continue
        beside = " and ".join(_BESIDE[one] for one in told)
        words = f"{_called(source)}, which names people and says {beside}"
        seen_by = source.who_may_see
        kept = None if seen_by is None else not any(slug(one) in _EVERYONE for one in seen_by)
        chosen = is_yes(source.named_by_own_choice)
        # Why somebody left may be no more than that they moved.
        known = _ALL_AROUND if _is_practice(arrangement) else frozenset()
        more = not {*told} <= _THEY_TAKE_PART and {*told} - known != {"reason-for-leaving"}
        listed = not more and source.kind == "minutes"
        few_can_tell = is_yes(source.by_first_name_alone) or (
            _MAY_BE_OF_OTHERS.issuperset(told) and _told_long_ago(arrangement, source)
        )
        if chosen is None and not listed and (not more or source.kind in ("page", "advert")):
            # News and pages quote people who often chose to be named; so did many who are listed
            # as what they take part as. Of minutes, by and by a whole membership is read together.
            kept = kept or None
        alone = listed and not ("reason-for-leaving" in told and source.id in resigned)
        shown = True if chosen else kept
        yield _Shows(words, Anchor(("sources", index)), shown, more and not few_can_tell, alone)


def _told_long_ago(arrangement: Arrangement, source: SourceDocument) -> bool:
    """Whether a paper of others is so old that nobody may know whether people agreed."""
    papers = arrangement.described_from == "published-documents"
    dated = source.dated
    return papers and dated is not None and span_of(dated)[1] < arrangement.as_of - _LONG_AGO


def _told_of_people(arrangement: Arrangement, source: SourceDocument) -> tuple[NamedBeside, ...]:
    """What a paper says of those whom it names; of a practice everybody around is a patient."""
    told = tuple(source.names_people_beside or ())
    if _is_practice(arrangement) and source.kind != "minutes":
        return tuple(one for one in told if one not in _ALL_AROUND)
    return told


def _is_practice(arrangement: Arrangement) -> bool:
    organisation = arrangement.engagement.organisation
    return organisation is not None and organisation.kind == "gp-practice"


def _called(source: SourceDocument) -> str:
    if source.kind == "interview":
        return "an interview"
    return f"“{source.title}”" if source.title else in_words(source.id).lower()


def _lists(arrangement: Arrangement) -> Iterator[_Shows]:
    for name, body in arrangement.bodies.items():
        if body.attendance_reveals_condition:
            published = is_yes(body.members_published)
            words = (
                f"the names of those on {arrangement.body_label(name)}, whose membership tells of "
                "a condition"
            )
            anchor = Anchor(("bodies", name, "members_published"))
            # Papers that list who leads a group seldom say that they chose to be named.
            own = arrangement.described(body.source) == "own-records"
            kept = None if published is None else not published
            if published and body.kind in _MEMBERS_ARE_PUBLIC and not own:
                kept = None
            yield _Shows(words, anchor, kept, tells_more=own)
