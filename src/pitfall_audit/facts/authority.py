"""For whom those who run an arrangement can speak, and what is promised beyond that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from pitfall_audit.engagement.model import Promise
from pitfall_audit.engagement.model.base import Party, PersonOrTeam
from pitfall_audit.facts.arrangement import Arrangement, slug

__all__ = ["Authority", "worded_as_decided"]


class Authority:
    """The bodies and posts for which those who run an arrangement can speak."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement

    @property
    def is_stated(self) -> bool:
        """Whether the file says for whom they can speak."""
        return self._arrangement.engagement.authority is not None

    def not_held(self, deciders: Sequence[PersonOrTeam], promised_by: Party | None) -> list[str]:
        """Those of some bodies and posts for whom nobody here is said to speak.

        Whoever made the promise speaks for themselves, and so does the arrangement's lead.
        """
        own = self._held
        if promised_by is not None:
            own = own | self._names(promised_by.name or promised_by.body or "")
        return [one.words for one in deciders if not self._names(one.name) & own]

    @cached_property
    def _held(self) -> frozenset[str]:
        engagement = self._arrangement.engagement
        lead = (engagement.lead,) if engagement.lead is not None else ()
        return frozenset(
            name for one in (*(engagement.authority or ()), *lead) for name in self._names(one.name)
        )

    def _names(self, written: str) -> frozenset[str]:
        """All by which a body, post or person may be named: ids, titles and posts, as ids."""
        name = slug(written)
        names = {name, self._arrangement.body_id(written)}
        body = self._bodies.get(name)
        if body is not None:
            names |= {body, *self._titles.get(body, ())}
        person = self._arrangement.people.get(written)
        if person is not None and person.post is not None:
            names.add(slug(person.post))
        return frozenset(names)

    @cached_property
    def _titles(self) -> dict[str, tuple[str, ...]]:
        return {
            name: (slug(body.title),)
            for name, body in self._arrangement.bodies.items()
            if body.title is not None
        }

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """Each declared body's id, by its id and by its title as an id."""
        titled = {title: name for name, (title,) in self._titles.items()}
        return {**titled, **{name: name for name in self._arrangement.bodies}}


def worded_as_decided(arrangement: Arrangement, promise: Promise) -> bool:
    """Whether a body that may not decide promises that something will be put into practice.

    A guess from the wording of the promise, and worth no more than advice.
    """
    if promise.text is None or promise.by is None or promise.by.body is None:
        return False
    body = arrangement.bodies.get(arrangement.body_id(promise.by.body))
    if body is None or body.powers in (None, "decide"):
        return False
    return _PUT_INTO_PRACTICE.search(promise.text) is not None


_PUT_INTO_PRACTICE = re.compile(
    r"\b(?:will|shall|(?:is|are|am) going to|(?:is|are)(?=\s+always\b))\s+"
    r"(?:(?:all|also|always|be|each|fully|now|soon|then)\s+){0,3}"
    r"(?:implement(?:ed)?|adopt(?:ed)?|introduced?(?!\s+to\b)|incorporated|acted\s+(?:up)?on"
    r"|put\s+in(?:to)?\s+(?:place|practice|effect))\b",
    re.IGNORECASE,
)
