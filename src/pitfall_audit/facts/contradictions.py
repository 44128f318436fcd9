"""Facts about matters of which two documents, editions or passages say something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Required

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.arrangement import Definition, SourceDocument
from pitfall_audit.engagement.model.part_dates import span_of
from pitfall_audit.engagement.model.vocabulary import Matter
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.documents import no_longer_in_force
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.lookups import gathered
from pitfall_audit.facts.phrases import differ_on_whose_views, speaks_of
from pitfall_audit.facts.stated_words import (
    A_FEE_OF,
    VOLUNTARY,
    months_in_words,
    pay_in_words,
    renewal_in_words,
    steps_in_words,
    text_of,
    vote_in_words,
)
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "ABOUT", "ContradictionFacts", "Difference", "contradiction_subjects", "differences_in",
    "nearest_citation", "same_name",
]  # fmt: skip


class ContradictionFacts(TypedDict, total=False):
    """A matter of which two documents, editions or passages say something."""

    label: Required[str]
    matter: Required[Matter]
    in_fields: Required[bool]
    sayings: Required[list[str]]
    agree: bool
    acted_on: Required[bool]
    later_holds: Required[bool]


_SHARED = ("co design", "co produce", "user led")
_IN_WORDS = ("said_differently", "definitions")
_JOINED_BY = frozenset({"advert", "terms-of-reference", "role-description"})
_OF_A_DAY = frozenset({"minutes", "news", "report"})
_OF_ALL = "The arrangement"
_SET_ANEW: tuple[Matter, ...] = ("size", "dates")
_SLIPS: tuple[Matter, ...] = ("dates", "other")
_QUOTED: tuple[Matter, ...] = ("name", "accountability", "escalation", "size")


class _Saying(NamedTuple):
    """What one passage says of a matter, and where that stands.

    ``words`` are held against other words; ``quote`` are the paper's own, where they are known.
    """

    words: str
    path: DataPath
    cited: str | None
    quote: str | None


class Difference(NamedTuple):
    """A matter of which something is said twice. ``path`` is the field that first states it."""

    identity: str
    label: str
    matter: Matter
    path: DataPath
    said: tuple[_Saying, ...]

    @property
    def agree(self) -> bool:
        """Whether all say the same; of levels of involvement, whether those shape it together.

        What one paper tells twice in words, of a day or of nothing that has a field, is a slip, two
        sides of a dispute, or no contradiction at all.
        """
        cited = {one.cited for one in self.said}
        in_one_paper = len(cited) == 1 and None not in cited
        if in_one_paper and self.path[0] == "said_differently" and self.matter in _SLIPS:
            return not self.on_whose_views
        said = {one.words.casefold() for one in self.said}
        if self.matter == "name":
            # That a thing was renamed is told by whoever knows both names.
            renamed = any(speaks_of("renamed", one) for one in said)
            return renamed or same_name(said, shorter=self.identity.startswith("roles["))
        if self.matter == "dates":
            # “December 2006” says no other than “2006”.
            most, *others = sorted(({*one.split()} for one in said), key=len, reverse=True)
            return all(words <= most for words in others)
        if self.matter == "level":
            return len({one in _SHARED for one in said}) == 1
        return len(said) == 1

    @property
    def on_whose_views(self) -> bool:
        """Whether people are said to speak for themselves, and for others: no one thing."""
        return self.matter == "other" and differ_on_whose_views(one.words for one in self.said)


def same_name(names: Iterable[str], *, shorter: bool = False) -> bool:
    """Whether some names are one: not by the order of words, nor how many they speak of.

    With ``shorter`` one may leave out words of another: a role is often called by a part of its
    name, where of two bodies the one word may be what tells them apart.
    """
    plain = (name.casefold().replace("’", "").replace("'", "") for name in names)  # noqa: RUF001
    words = ((word.removesuffix("s") for word in name.split()) for name in plain)
    known = sorted((frozenset(each) - {"of", "the", "for"} for each in words), key=len)
    return all(one <= other if shorter else one == other for one, other in pairwise(known))


ABOUT: dict[str, str] = {
    "status": "standing", "vote": "vote", "term": "term", "renewal": "renewal", "pay": "pay",
    "accountability": "to whom one answers", "size": "how many there are",
    "level": "level of involvement", "powers": "powers", "deciding": "way of deciding",
    "chair": "chair", "escalation": "where a concern goes", "dates": "dates", "name": "name",
    "meaning": "what it means", "speaks-for": "for whom people speak",
    "eligibility": "who may join", "other": "one matter",
}  # fmt: skip


# Matters, each with the field of a record that states it, and what that says in words.
_Rows = tuple[tuple[Matter, str, Callable[[Any], str | None]], ...]
_OF_ROLE: _Rows = (
    ("status", "status", text_of("status")),
    ("vote", "voting", vote_in_words),
    ("term", "term.months", months_in_words),
    ("renewal", "term.renewable", renewal_in_words),
    ("pay", "payment.fee", pay_in_words),
    ("accountability", "accountable_to", text_of("accountable_to")),
    ("size", "places", text_of("places")),
    ("name", "title", text_of("title")),
)
_OF_BODY: _Rows = (
    ("powers", "powers", text_of("powers")),
    ("deciding", "decides_by", text_of("decides_by")),
    ("escalation", "escalation", steps_in_words),
    ("name", "title", text_of("title")),
)
_OF_ARRANGEMENT: _Rows = (
    ("level", "level", text_of("level")),
    ("name", "title", text_of("title")),
)


def differences_in(engagement: Engagement) -> tuple[Difference, ...]:
    """Every matter of which a file has two statements, whether they agree or not."""
    return tuple(_differences(engagement))


def _differences(engagement: Engagement) -> Iterator[Difference]:
    yield from _of(engagement, "engagement", _OF_ALL, (), _OF_ARRANGEMENT)
    for name, body in (engagement.bodies or {}).items():
        label = body.title or in_words(name)
        yield from _of(body, f"bodies[{name}]", label, ("bodies", name), _OF_BODY)
    for index, role in enumerate(engagement.roles or ()):
        label = role.title or in_words(role.id)
        yield from _of(role, f"roles[{role.id}]", label, ("roles", index), _OF_ROLE)
    titles = {role.id: role.title or in_words(role.id) for role in engagement.roles or ()}
    for index, one in enumerate(engagement.said_differently or ()):
        path: DataPath = ("said_differently", index)
        whose = titles.get(one.role or "") or in_words(one.body or "the-arrangement")
        yield Difference(
            f"said_differently[{index + 1}]",
            whose if one.about == "other" else f"{whose} ({ABOUT[one.about]})",
            one.about,
            path,
            tuple(
                _Saying(said.text, (*path, "said", place), _cited(said) or _cited(one), said.text)
                for place, said in enumerate(one.said)
            ),
        )
    defined = enumerate(engagement.definitions or ())
    for places in gathered((one.word.casefold(), index) for index, one in defined).values():
        yield from _meanings(engagement.definitions or (), places)


def _meanings(defined: Sequence[Definition], places: Sequence[int]) -> Iterator[Difference]:
    """What a word means, where that is said more than once."""
    if len(places) > 1:
        said = [(defined[index], ("definitions", index)) for index in places]
        sayings = tuple(_Saying(one.means, path, _cited(one), one.means) for one, path in said)
        label = f"“{said[0][0].word}” ({ABOUT['meaning']})"
        yield Difference(f"definitions[{places[0] + 1}]", label, "meaning", said[0][1], sayings)


def _of(
    record: Any, identity: str, label: str, path: DataPath, rows: _Rows
) -> Iterator[Difference]:
    """The matters of which one record states something, and ``also_stated`` something too."""
    others = list(enumerate(record.also_stated or ()))
    for matter, field, words in rows if others else ():
        steps = field.split(".")
        # What a record says in words beside its own fields may be of anything; beside one that is
        # there for what is stated otherwise, it is that.
        said = [
            _Saying(
                found,
                (*path, *where, *steps),
                nearest_citation(one, steps),
                found if matter in _QUOTED else one.says if where else None,
            )
            for where, one in (((), record), *((("also_stated", n), one) for n, one in others))
            if (found := words(one)) is not None
        ]
        if len(said) > 1:
            about = f"{label} ({ABOUT[matter]})"
            yield Difference(f"{identity}.{matter}", about, matter, said[0].path, tuple(said))


def nearest_citation(record: Any, steps: Sequence[str]) -> str | None:
    """The source cited nearest to a field that is some steps below a record."""
    cited = _cited(record)
    for step in steps[:-1]:
        record = getattr(record, step, None)
        cited = _cited(record) or cited
    return cited


def _cited(record: Any) -> str | None:
    source = getattr(record, "source", None)
    return None if source is None else str(source.id)


def contradiction_subjects(
    arrangement: Arrangement, differences: Sequence[Difference]
) -> tuple[Subject, ...]:
    """Each matter of which two passages say something."""
    return tuple(_subject(arrangement, one) for one in differences)


def _subject(arrangement: Arrangement, one: Difference) -> Subject:
    sources = arrangement.engagement.sources or ()
    papers = [paper for paper in sources if paper.id in {said.cited for said in one.said}]
    standing = _standing(papers, one, no_longer_in_force(sources))
    in_force = {said.words.casefold() for said in standing}
    shown = standing if len(in_force) > 1 else one.said
    each = {said.words.casefold(): said for said in reversed(shown)}
    facts: ContradictionFacts = {
        "label": one.label,
        "matter": one.matter,
        "in_fields": one.path[0] not in _IN_WORDS,
        "sayings": [_quoted(arrangement, said) for said in reversed(each.values())],
        "acted_on": {said.cited for said in one.said}
        <= {source.id for source in sources if source.kind in _JOINED_BY},
        "later_holds": len(in_force) <= 1 or _later_holds(arrangement, one),
    }
    published = arrangement.described_from == "published-documents"
    # Who chaired on a day may not chair now; and to whom one turns may hang on the setting.
    of_a_day = one.matter == "chair" and any(paper.kind in _OF_A_DAY for paper in papers)
    apart = published and len(papers) == len(one.said) and (of_a_day or one.matter == "escalation")
    # How much people shape is told in many ways, and looked at elsewhere.
    agree = one.agree or (published and one.matter == "level")
    if agree or not (apart or _may_agree(one)):
        facts["agree"] = agree
    first = one.said[0]
    others = (said for said in one.said if said.words.casefold() != first.words.casefold())
    otherwise = next(others, one.said[-1])
    return Subject(
        kind="contradiction",
        identity=one.identity,
        facts=facts,
        anchors={"matter": Anchor(first.path), "otherwise": Anchor(otherwise.path)},
        described_from=arrangement.described_from,
    )


def _standing(papers: Sequence[SourceDocument], one: Difference, past: set[str]) -> list[_Saying]:
    """What is said in papers that may be in force, as none of them is known to be newer."""
    spans = {paper.id: span_of(day) for paper in papers if (day := paper.last_dated)}
    # Of papers without a day nobody knows whether they are older.
    all_dated = len(spans) == len({said.cited for said in one.said})
    latest = max(span[0] for span in spans.values()) if all_dated else None
    past |= {paper.id for paper in papers if speaks_of("older-edition", _called(paper))}
    past |= {id_ for id_, span in spans.items() if latest and span[1] < latest}
    return [said for said in one.said if said.cited not in past]


def _may_agree(one: Difference) -> bool:
    """Whether what seems to differ may well agree: words alone tell, or it is a range of levels."""
    in_words = one.path[0] in _IN_WORDS
    if one.on_whose_views:
        return False
    if one.matter == "powers" and not any("decide" in said.words for said in one.said):
        return True  # who advises may also look at how it goes, and the other way round
    # What is called voluntary here may be thanked with a fee there, or be other work; and two names
    # in words may be of two things.
    return (
        any(said.words == VOLUNTARY for said in one.said)
        or one.matter in ("dates", "other", "level", "meaning")
        or (in_words and one.matter in ("size", "powers", "pay", "name", "term"))
    )


def _later_holds(arrangement: Arrangement, one: Difference) -> bool:
    if one.matter == "size" and one.label.startswith(_OF_ALL) and one.path[0] in _IN_WORDS:
        # How many took part in all is counted anew by whoever tells of it.
        return arrangement.described_from == "published-documents"
    cited = {said.cited for said in one.said}
    if None in cited or len(cited) < len(one.said):
        return False
    if one.matter in _SET_ANEW or all(said.words.startswith(A_FEE_OF) for said in one.said):
        return True
    dates = [each.dated for each in arrangement.engagement.sources or () if each.id in cited]
    return one.matter == "term" and None not in dates and len({*dates}) == len(cited)


def _quoted(arrangement: Arrangement, said: _Saying) -> str:
    """What is said, and where; of an interview no word is given."""
    sources = arrangement.engagement.sources or ()
    source = next((source for source in sources if source.id == said.cited), None)
    words = shortened(said.words) if said.quote is None else f"“{shortened(said.quote)}”"
    if source is None:
        return words
    if source.kind == "interview":
        return "something else (an interview)"
    return f"{words} ({_called(source)})"


def _called(source: SourceDocument) -> str:
    return ", ".join(filter(None, (source.title or source.id, source.version or source.edition)))
