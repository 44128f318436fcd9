"""The parts of an engagement, joined up once, for the facts to be derived from."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from typing import Literal

from pitfall_audit.engagement.absence import looked_for
from pitfall_audit.engagement.model import Person, Role
from pitfall_audit.engagement.model.base import Citation, PersonOrTeam, Sourced
from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.engagement.references import slug
from pitfall_audit.facts.documents import Documents
from pitfall_audit.facts.lookups import Lookups, gathered, named
from pitfall_audit.facts.seat_places import SeatPlace, places_of
from pitfall_audit.facts.subjects import Anchor, TieKnowledge
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "Arrangement", "all_yes", "any_yes", "gathered", "holders_of_posts", "in_words", "is_yes",
    "named", "shortened", "slug",
]  # fmt: skip


def in_words(name: str) -> str:
    """An id as words: ``quality-committee`` becomes ``Quality committee``."""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


_LONGEST_QUOTE = 80
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")  # noqa: RUF001
_QUOTES = frozenset({("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("«", "»")})  # noqa: RUF001  # as people write them


def shortened(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """A text on one line, cut at 80 characters, or another number, with an ellipsis.

    Quotation marks around the whole of it are left off: whoever shows it puts their own.
    """
    joined = " ".join(text.split())
    if len(joined) > 2 and (joined[0], joined[-1]) in _QUOTES:
        inside = joined[1:-1].strip()
        # A mark that closes within is no mark around the whole; an apostrophe is none at all.
        if joined[-1] not in _APOSTROPHE.sub("", inside):
            joined = inside
    return joined if len(joined) <= longest else f"{joined[: longest - 1]}…"


def is_yes(value: bool | Sourced | None) -> bool | None:
    """A yes or no, where a yes may have been written as its source; None if not stated."""
    return True if isinstance(value, Sourced) else value


def any_yes(answers: Iterable[bool | None]) -> bool | None:
    """Whether one of some answers is yes; None where none is, and one is not stated."""
    given = set(answers)
    return True if True in given else None if None in given else False


def all_yes(answers: Iterable[bool | None]) -> bool | None:
    """Whether all of some answers are yes; None where none is no, and one is not stated."""
    given = set(answers)
    return False if False in given else None if None in given else True


def holders_of_posts(people: Mapping[str, Person]) -> Mapping[str, str]:
    """Whoever alone holds a post, by the name of the post as an id."""
    posts = [(slug(known.post), person) for person, known in people.items() if known.post]
    held_by = Counter(post for post, _ in posts)
    return {post: person for post, person in posts if held_by[post] == 1}


class Arrangement(Lookups, frozen=True, dict=True):
    """An engagement with the ties that belong to it, on a day.

    Everything derived is worked out once, when first asked for.
    """

    @cached_property
    def described_from(self) -> DescribedFrom:
        """Whose description the file is; its own records where nothing is said."""
        return self.engagement.described_from or "own-records"

    def described(self, citation: Citation | None) -> DescribedFrom:
        """Whose description a record is: that of the source it cites, or the file's."""
        if citation is not None:
            return self._described_by_source.get(citation.id) or self.described_from
        return self.described_from

    @cached_property
    def documents(self) -> Documents:
        """What the documents that were read whole settle."""
        return Documents(self.engagement.sources or (), self.described_from, self._papers)

    @cached_property
    def _papers(self) -> Mapping[str, Set[str]]:
        """The sources from which each body that has any is taken, or a role on it."""
        engagement, found = self.engagement, dict[str, set[str]]()
        cited = [(name, body.source) for name, body in self.bodies.items()]
        cited += [(self._body_of(role), role.source) for role in engagement.roles or ()]
        for matter in engagement.said_differently or ():
            name = self.body_id(matter.body) if matter.body else ""
            cited += [(name, said.source) for said in matter.said]
        for name, source in cited:
            if source is not None and name in self.bodies:
                found.setdefault(name, set()).add(source.id)
        return found

    def body_at(self, path: DataPath) -> str | None:
        """The body that a record is of: it is there, or in a role on it; None for the whole."""
        section, *below = path or ("",)
        if section == "roles" and below and isinstance(below[0], int):
            return self._body_of((self.engagement.roles or ())[below[0]])
        return str(below[0]) if section == "bodies" and below else None

    def told_of(self, path: DataPath, citation: Citation | None) -> Set[str]:
        """The bodies alone of which holds what stands at a path, and is taken from a source.

        Empty where it holds of the whole, as far as can be told.
        """
        body = self.body_at(path)
        cited = citation.id if citation else None
        if path[:1] == ("sources",):
            cited = (self.engagement.sources or ())[int(path[1])].id
        its_own = body is not None and body in self.bodies
        return {body} if body is not None and its_own else self.documents.bodies_of(cited)

    def role_label(self, role: Role) -> str:
        """A role in words; with its body, where a role on another body is called the same."""
        label = role.title or in_words(role.id)
        body = self._body_of(role)
        alike = self._bodies_by_title[label] - {body}
        return f"{label} of {self.body_label(body)}" if alike and role.body else label

    @cached_property
    def _bodies_by_title(self) -> Mapping[str, Set[str]]:
        roles = self.engagement.roles or ()
        titles = gathered((one.title or in_words(one.id), self._body_of(one)) for one in roles)
        return {title: set(bodies) for title, bodies in titles.items()}

    def silence_counts(
        self, citation: Citation | None, field: str, role: Role | None = None
    ) -> bool:
        """Whether it counts that a record says nothing of a field (``role.description``).

        It does in an organisation's own records, and where a document read whole should say it:
        of a ``role`` one that is about its body, and of one body one that is about all.
        """
        if self.described(citation) == "own-records":
            return True
        cited = None if citation is None else citation.id
        body = self._body_of(role) if role else "" if field.startswith("body.") else None
        return self.documents.settling(field, cited, body) is not None

    @property
    def past(self) -> bool:
        """Whether published papers tell of what was to end on a day that is past."""
        ends = self.engagement.ends
        return (
            self.described_from == "published-documents" and ends is not None and ends < self.as_of
        )

    def not_found(self, path: DataPath) -> Mapping[str, Literal[False]]:
        """What was looked for in a record and is not there: the keys that are ``not-stated``.

        Each counts as a no: the part that should have said it was read to its end.
        """
        below = looked_for(self.engagement.absences, path)
        return {str(at[0]): False for at in below if len(at) == 1}

    @cached_property
    def _described_by_source(self) -> Mapping[str, DescribedFrom | None]:
        return {source.id: source.described_from for source in self.engagement.sources or ()}

    def has_come(self, day: dt.date | None) -> bool:
        """Whether a day is stated, and is not still to come."""
        return day is not None and day <= self.as_of

    @cached_property
    def _holder_of_post(self) -> Mapping[str, str]:
        return holders_of_posts(self.people)

    def known_as(self, party: PersonOrTeam | None) -> str | None:
        """The id of the person meant, who may be meant by a post; else the name that is written."""
        if party is None or party.person is not None:
            return named(party)
        return self._holder_of_post.get(slug(party.name), party.name)

    @property
    def tie_knowledge(self) -> TieKnowledge:
        """Whether ties were given, and where."""
        if self.ties_file is not None:
            return "ties-file"
        return "none-given" if self.engagement.ties is None else "in-file"

    @property
    def ties_stated_to_be_none(self) -> bool:
        """Whether ``ties: none`` was written, and none stands elsewhere."""
        stated = [self.engagement.ties, self.ties_file.ties if self.ties_file else None]
        return any(ties is not None for ties in stated) and not any(stated)

    @cached_property
    def places(self) -> tuple[SeatPlace, ...]:
        """Every place in every role, in the order of the file."""
        return tuple(
            place
            for index, role in enumerate(self.engagement.roles or ())
            for place in places_of(role, index, self._body_of(role))
        )

    def _body_of(self, role: Role) -> str:
        # A role on no body is company only for those who hold the same role.
        return f"roles/{role.id}" if role.body is None else self.body_id(role.body)

    def body_anchor(self, place: SeatPlace) -> Anchor:
        """Where the body of a place is described, or would be."""
        if place.body in self.bodies:
            return Anchor(("bodies", place.body))
        role_path = ("roles", place.role_index)
        if place.role.body is None:
            return Anchor((*role_path, "body"))
        return Anchor((*role_path, "body"), shown=f"bodies.{place.body}")

    def body_label(self, body: str) -> str:
        """A body's title, or its name in words; of a role that names none, the role's."""
        described = self.bodies.get(body)
        if described is not None:
            return described.title or in_words(body)
        first = self._first_place.get(body)
        if first is None:
            return in_words(body)
        return first.role.body or first.role.title or in_words(first.role.id)

    @cached_property
    def _first_place(self) -> Mapping[str, SeatPlace]:
        return {place.body: place for place in reversed(self.places)}
