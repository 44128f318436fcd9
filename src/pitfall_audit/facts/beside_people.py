"""Facts about whom those who take part can turn to, and how they and the others are prepared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.engagement.model import Support
from pitfall_audit.engagement.model.practice import Contact
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, all_yes, any_yes, is_yes, named
from pitfall_audit.facts.asked_words import all_asked, written
from pitfall_audit.facts.body_members import selection_facts
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.seat_places import SeatPlace
from pitfall_audit.yaml.places import DataPath

__all__ = ["BesidePeopleFacts", "beside_people_facts"]


class ContactFacts(TypedDict, total=False):
    """Whom those who take part can turn to, and how."""

    named: bool
    who: str
    somebody_runs_it: bool
    one_without_cover: bool | None
    one_by_words: Required[list[str]]
    only_in_writing: bool | None
    some_cannot_use_it: Required[bool]


class PreparationFacts(TypedDict, total=False):
    """How those who take part are brought in, and how all are prepared."""

    chooses_people: Required[bool]
    panel_trained: bool
    days_without_induction: int


class BesidePeopleFacts(TypedDict):
    """Whom those who take part can turn to, and how they are brought in."""

    contact: ContactFacts
    preparation: PreparationFacts


def beside_people_facts(arrangement: Arrangement, seats: Seats) -> BesidePeopleFacts:
    """Whom people can turn to, and how they are brought in."""
    lived = [seat for seat in seats if seat.current and seat.lived]
    return {
        "contact": _contact(arrangement, lived),
        "preparation": _preparation(arrangement, seats, lived),
    }


def _contact(arrangement: Arrangement, lived: Sequence[Seat]) -> ContactFacts:
    """The contact for all; where there is none, that of each role or its body.

    Where no contact is stated, whoever supports each of these roles is somebody to turn to.
    """
    for_all = arrangement.engagement.contact
    of_roles = dict(_own_contact(arrangement, seat.place) for seat in lived)
    at = of_roles if for_all is None else {("contact",): for_all}
    contacts = list(at.values())
    known = [one for one in contacts if one is not None]
    facts: ContactFacts = {
        "one_by_words": _one_by_words(arrangement, known),
        "some_cannot_use_it": any(is_yes(one.some_cannot_use_it) for one in known),
    }
    names = list(dict.fromkeys(one.words for one in known if one.name))
    if contacts and names and all(one is not None and one.name for one in contacts):
        facts["named"] = True
        facts["who"] = " and ".join(names)
    elif not known and (supporters := _supporters(arrangement, lived)):
        facts["named"] = True
        facts["who"] = " and ".join(
            dict.fromkeys(name for one in supporters if (name := named(one.by)))
        )
        alone = all(one.by and one.by.person and not is_yes(one.cover) for one in supporters)
        facts["one_without_cover"] = None if alone else False
        facts["only_in_writing"] = False
    elif (
        contacts
        and all(one is not None and (one.name or one.says) for one in contacts)
        and arrangement.described_from != "own-records"
    ):
        facts["named"] = True  # who it is stands in the paper, and need not be copied from it
    elif any(not arrangement.silence_counts(one.source, "engagement.contact") for one in known):
        pass  # the part that was read may leave out whom the ways lead to
    elif known:
        facts["named"] = False
    if not _runs_it(arrangement, lived):
        facts["somebody_runs_it"] = False
    if known:
        facts["one_without_cover"] = all_yes(_one_without_cover(arrangement, one) for one in known)
        facts["only_in_writing"] = all_yes(
            _only_in_writing(arrangement, one, path) for path, one in at.items() if one is not None
        )
    return as_stated(facts)


def _one_by_words(arrangement: Arrangement, known: Sequence[Contact]) -> list[str]:
    """What says that there is one contact, where nobody is said to answer for them; one at most."""
    if any(is_yes(one.cover) for one in known):
        return []
    also = ((one.text, one.source) for one in arrangement.engagement.also_says or ())
    of_bodies = ((body.says, body.source) for body in arrangement.bodies.values())
    return all_asked("one_contact", written(arrangement, *also, *of_bodies))[:1]


def _own_contact(arrangement: Arrangement, place: SeatPlace) -> tuple[DataPath, Contact | None]:
    """Whom those in a seat can ask by its role, else by the body that it is on."""
    body = arrangement.bodies.get(place.body)
    if place.role.contact is None and body is not None and body.contact is not None:
        return ("bodies", place.body, "contact"), body.contact
    return ("roles", place.role_index, "contact"), place.role.contact


def _supporters(arrangement: Arrangement, lived: Sequence[Seat]) -> list[Support]:
    """Who supports the holders of these seats, where each has somebody; else nobody.

    A paper that names somebody for one role seldom says again for whom else they are there.
    """
    each = [
        [
            support
            for _, support in arrangement.support_for(seat.person, seat.place.role.id)
            if support.by is not None
            and (support.by.person or support.by.post or support.by.team)
            and support.kind != ("other",)
            and not support.declined
        ]
        for seat in lived
        if not seat.place.vacant
    ]
    if arrangement.described_from != "published-documents" and not all(each):
        return []
    return [support for supports in each for support in supports]


def _runs_it(arrangement: Arrangement, lived: Sequence[Seat]) -> bool:
    """Whether papers tell of somebody who facilitates or runs one of the bodies."""
    on = {seat.place.body for seat in lived}
    roles = [one.title for one in arrangement.engagement.roles or () if one.body in on]
    return arrangement.described_from == "published-documents" and any(
        speaks_of("runs-it", title) for title in roles
    )


def _one_without_cover(arrangement: Arrangement, contact: Contact) -> bool | None:
    stays = contact.post or contact.team or contact.organisation
    cover = is_yes(contact.cover)
    if contact.person is None or stays or cover:
        return False
    counts = arrangement.silence_counts(contact.source, "engagement.contact")
    return True if cover is False or counts else None


def _only_in_writing(arrangement: Arrangement, contact: Contact, path: DataPath) -> bool | None:
    if contact.phone or is_yes(contact.other_way) or not (contact.email or contact.form):
        return False
    denied = contact.phone is False and is_yes(contact.other_way) is not True
    counts = arrangement.silence_counts(contact.source, "engagement.contact")
    looked_for = (*path, "phone") in arrangement.engagement.absences
    return True if denied or counts or looked_for else None


def _preparation(arrangement: Arrangement, seats: Seats, lived: Sequence[Seat]) -> PreparationFacts:
    trained = list(_panels_trained(arrangement, seats))
    facts: PreparationFacts = {"chooses_people": bool(trained)}
    if trained and (answer := all_yes(trained)) is not None:
        facts["panel_trained"] = answer
    waited = [days for seat in lived if (days := _without_induction(arrangement, seat)) is not None]
    if waited:
        facts["days_without_induction"] = max(waited)
    return facts


def _panels_trained(arrangement: Arrangement, seats: Seats) -> Iterator[bool | None]:
    """Of each body that chooses people with those who have lived experience: are all trained?"""
    for name, body in arrangement.bodies.items():
        on_it = [seat for seat in seats.on(name) if not seat.ended]
        if not selection_facts(arrangement, body, on_it).get("selects_with_lived_experience"):
            continue
        required = body.panel.training_required if body.panel else None
        if required is not None:
            yield bool(required)
        else:
            yield True if all(_has_training(arrangement, seat) for seat in on_it) else None


def _has_training(arrangement: Arrangement, seat: Seat) -> bool:
    holder, person = seat.place.holder, arrangement.people.get(seat.person or "")
    inductions = [seat.place.role.induction, holder.induction if holder else None]
    known = any_yes(bool(one.training) for one in inductions if one is not None)
    return bool(known or (person is not None and person.training))


def _without_induction(arrangement: Arrangement, seat: Seat) -> int | None:
    """Days in the seat before its holder's induction, or so far without; None if not stated."""
    place = seat.place
    if place.holder is None or place.holder.from_ is None:
        return None
    path = ("roles", place.role_index)
    own, of_role = place.holder.induction, place.role.induction
    given_on = (own.given_on if own else None) or (of_role.given_on if of_role else None)
    if given_on is not None and given_on <= arrangement.as_of:
        return max((given_on - place.holder.from_).days, 0)
    absences = arrangement.engagement.absences
    places = ((*path, "induction"), (*path, "holders", place.holder_index, "induction"))
    if given_on is not None or any(absences.get(one) == "none" for one in places):
        return (arrangement.as_of - place.holder.from_).days
    return None
