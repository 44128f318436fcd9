"""Facts about what people need in order to take part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pitfall_audit.engagement.model.practice import Need
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.shapes.access import AccessFacts, NeedsFacts

__all__ = ["access_facts", "all_needs", "needs_of"]


def access_facts(arrangement: Arrangement) -> AccessFacts:
    """What is stated of access for the arrangement as a whole."""
    access = arrangement.engagement.access
    facts: AccessFacts = {**all_needs(arrangement)}  # type: ignore[typeddict-item]  # its base
    if access is None:
        return facts
    if access.needs_asked_on is not None:
        facts["needs_asked_on"] = access.needs_asked_on.isoformat()
        facts["days_since_needs_asked"] = (arrangement.as_of - access.needs_asked_on).days
    welsh = is_yes(access.welsh_offered)
    if welsh is not None:
        facts["welsh_offered"] = welsh
    return facts


def all_needs(arrangement: Arrangement) -> NeedsFacts:
    """Whether anybody has needs, and each is met."""
    access = arrangement.engagement.access
    return {} if access is None or access.needs is None else _facts(access.needs)


def needs_of(arrangement: Arrangement, person: str | None, bodies: Collection[str]) -> NeedsFacts:
    """Whether a person, or the members of the bodies on which they sit, have needs that are met.

    Of somebody who is not named nothing is stated, unless people were asked, or it is stated
    that nothing is needed.
    """
    access = arrangement.engagement.access
    needs: Sequence[Need] | None = access.needs if access else None
    if needs is None or person is None:
        return {}
    own = [
        need
        for need in needs
        if need.person == person
        or (need.body is not None and arrangement.body_id(need.body) in bodies)
    ]
    asked = access is not None and arrangement.has_come(access.needs_asked_on)
    return _facts(own) if own or asked or not needs else {}


def _facts(needs: Iterable[Need]) -> NeedsFacts:
    met = [is_yes(need.met) for need in needs]
    facts: NeedsFacts = {"needs_recorded": bool(met)}
    if False in met:
        facts["needs_met"] = False
    elif None not in met:
        facts["needs_met"] = True
    return facts
