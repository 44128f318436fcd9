"""Says who would know the answer to a question, from what the file itself states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from pitfall_audit.engagement.model import Complaint, Engagement, Party
from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.references import BodyNames
from pitfall_audit.facts.arrangement import holders_of_posts, in_words, named, slug
from pitfall_audit.facts.fact_schema import WhoKnows
from pitfall_audit.facts.subjects import Anchor, Subject, read_identity
from pitfall_audit.yaml.places import DataPath

__all__ = ["IN_PRIVATE", "Respondents"]

IN_PRIVATE: Final = "{{ who }}, in private"
"""What a person is called who is asked about what is theirs."""


class Respondents:
    """Those whom an engagement names, and what each of them would know.

    Each is named in the same words wherever there is something to ask of them, so that
    nobody is listed twice: by what they do here that weighs most (to lead the arrangement,
    to be secretary or chair, to be the contact, to own a promise, to have made one). A post
    that one person of the file holds stands for that person.
    """

    def __init__(self, engagement: Engagement) -> None:
        self._engagement = engagement
        self._holder_of_post = holders_of_posts(engagement.people or {})
        self._owners = dict(_owners(engagement))
        self._introduced: dict[str, str] = {}
        self._nearest_to: dict[tuple[Anchor | None, str], str] = {}
        self._introduce()

    @cached_property
    def _bodies_of_roles(self) -> Mapping[str, str]:
        """The bodies that roles name, described or not, as the first role has it."""
        bodies, roles = self._engagement.bodies or {}, self._engagement.roles or ()
        names = BodyNames({name: body.title for name, body in bodies.items()})
        return {
            names.id_of(role.body): role.body for role in reversed(roles) if role.body is not None
        }

    def who(self, subject: Subject, knows: WhoKnows | None, *, private: bool) -> str:
        """Return whom to ask about a subject, in words to be printed.

        ``knows`` is who would know, as the question's words have it. Without it, or where the
        file does not say who that is, a private question about somebody goes to that person,
        in private; one about a promise to its owner; one about a body, or a seat on it, to the
        body's secretary or chair; any other to whoever leads the arrangement, or is its contact.
        """
        asked = None if knows is None else self._named_by(subject, knows, private=private)
        if asked is None and private and knows is None:
            asked = self._person(subject, private=True)
        return asked or self._nearest(subject)

    def _nearest(self, subject: Subject) -> str:
        """Who is nearest to a subject; of the same anchor and group it is the same."""
        key = subject.anchors.get(subject.kind), subject.group
        known = self._nearest_to.get(key)
        if known is None:
            known = self._owner(subject) or self._of_body(subject) or self._lead()
            self._nearest_to[key] = known
        return known

    def post(self, subject: Subject) -> str:
        """Return which post could see to a finding on a subject: what somebody does, and no id."""
        words = self._nearest(subject)
        name, _, does = words.partition(", ")
        if name not in (self._engagement.people or {}):
            return name
        known_as = (self._engagement.people or {})[name].post
        said = known_as or f"whoever{does[3:]}" if does.startswith("who ") else known_as or does
        return f"{said[:1].upper()}{said[1:]}" if said else "Whoever leads the arrangement"

    def _named_by(self, subject: Subject, knows: WhoKnows, *, private: bool) -> str | None:
        match knows:
            case "person":
                return self._person(subject, private=private)
            case "owner":
                return self._owner(subject)
            case "body":
                return self._of_body(subject)
            case "lead":
                return self._lead()

    def _person(self, subject: Subject, *, private: bool) -> str | None:
        person = subject.facts.get("person")
        if isinstance(person, Mapping):
            person = person.get("id")
        if not isinstance(person, str):
            return None
        return IN_PRIVATE.replace("{{ who }}", person) if private else self._in_words(person)

    def _owner(self, subject: Subject) -> str | None:
        anchor = subject.anchors.get(subject.kind)
        owner = None if anchor is None else self._owners.get(anchor.path)
        return None if owner is None else self._in_words(owner)

    def _of_body(self, subject: Subject) -> str | None:
        section, names = read_identity(subject.group)
        if section != "bodies":
            return None
        name = names[0]
        body = (self._engagement.bodies or {}).get(name)
        if body is not None:
            officer = body.secretary or body.chair
            if officer is not None:
                return self._in_words(officer.name)
        if self._engagement.lead is not None:
            return self._lead()
        called = (body.title or in_words(name)) if body else self._bodies_of_roles.get(name)
        return f"Whoever runs {called}" if called else None

    def _lead(self) -> str:
        asked = named(self._engagement.lead) or _contact(self._engagement)
        return self._in_words(asked) if asked is not None else "Whoever leads the arrangement"

    # Naming

    def _in_words(self, name: str) -> str:
        return self._introduced.get(self._party(name), name)

    def _party(self, name: str) -> str:
        """What tells one party from another: a person's id, or a post as a slug."""
        if name in (self._engagement.people or {}):
            return name
        post = slug(name)
        return self._holder_of_post.get(post, post)

    def _introduce(self) -> None:
        """Name everybody who may be asked by what weighs most; the first words stand."""
        engagement = self._engagement
        self._introduce_as(named(engagement.lead), "who leads the arrangement")
        offices: dict[str, list[str]] = {}
        for office in ("secretary", "chair"):
            for name, body in (engagement.bodies or {}).items():
                held_by = body.secretary if office == "secretary" else body.chair
                if held_by is not None:
                    says = f"{office} of {body.title or in_words(name)}"
                    offices.setdefault(held_by.name, []).append(says)
        for officer, held in offices.items():
            self._introduce_as(
                officer, held[0] if len(held) == 1 else f"{held[0]}, with other offices"
            )
        self._introduce_as(_contact(engagement), "the contact for those who take part")
        promises = engagement.promises or ()
        for promise in promises:
            self._introduce_as(named(promise.owner), "who owns the promise")
        for promise in promises:
            if promise.owner is None:
                self._introduce_as(_party_name(promise.by), "who made the promise")
        for complaint in engagement.complaints or ():
            self._introduce_as(_follows_up(complaint), "who said they would follow it up")

    def _introduce_as(self, name: str | None, says: str) -> None:
        if name is None:
            return
        party = self._party(name)
        shown = party if party in (self._engagement.people or {}) else name
        self._introduced.setdefault(party, f"{shown}, {says}")


def _owners(engagement: Engagement) -> Iterator[tuple[DataPath, str]]:
    """Who answers for each promise and each complaint, by the data path of its record."""
    for index, promise in enumerate(engagement.promises or ()):
        if (owner := _party_name(promise.owner or promise.by)) is not None:
            yield ("promises", index), owner
    for index, complaint in enumerate(engagement.complaints or ()):
        if (owner := _follows_up(complaint)) is not None:
            yield ("complaints", index), owner


def _follows_up(complaint: Complaint) -> str | None:
    return _party_name(complaint.follow_up.by) if complaint.follow_up is not None else None


def _contact(engagement: Engagement) -> str | None:
    contact = engagement.contact
    return (contact.name or None) if contact is not None else None


def _party_name(party: PersonOrTeam | None) -> str | None:
    """The id or name of a party; of a body, the name the file gives it."""
    return named(party) or (party.body if isinstance(party, Party) else None)
