"""What a text asks of people by its words, which are patterns in ``asked_words.yaml``.

A text is read clause by clause, and a clause that asks is given as it was written, so that a
reader can see it. A clause that is denied, or of which the list says ``but_not``, asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from pitfall_audit.engagement.model import Body, Role
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.phrases import LONGEST, said_in
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "Asked", "asked_in", "goes_on", "loyal_and_independent", "said_equal", "terms_come_later",
    "texts_of",
]  # fmt: skip

Asked = Literal[
    "loyal", "impartial", "independent", "one_side", "unmoved", "by_choice", "terms_later", "equal",
    "goes_on", "blank", "lesser", "one_contact",
]  # fmt: skip
"""What can be asked, as ``asked_words.yaml`` names it."""

_OF_ROLES = ("recruitment", "roles")
_CLAUSE = re.compile(r"[^.;:!?()…\n]+")
_SIGNS = re.compile(r"[^\w]+")
_APOSTROPHES = re.compile(r"['’]")  # noqa: RUF001


def texts_of(arrangement: Arrangement, role: Role) -> list[str]:
    """What is said in words of what is asked in a role; nothing that was told in an interview."""
    sources = arrangement.engagement.sources or ()
    cited = role.source.id if role.source else None
    if any(one.id == cited and one.kind == "interview" for one in sources):
        return []
    said = (*(role.duties or ()), *(role.undertakings or ()), role.says)
    return [one for one in said if one]


def terms_come_later(arrangement: Arrangement, role: Role) -> str | None:
    """What says that holders of a role hear their terms only once they have said yes; or None.

    What a file says of no role in particular counts where it has one role alone.
    """
    engagement = arrangement.engagement
    alone = len(engagement.roles or ()) == 1
    texts = texts_of(arrangement, role)
    for promise in engagement.promises or ():
        roles = [one.role for one in promise.to or ()]
        if role.id in roles or (alone and not roles):
            texts += [promise.text] if promise.text else []
    if alone:
        texts += [one.text for one in engagement.also_says or () if one.about in _OF_ROLES]
        joining = engagement.recruitment
        told = (joining, joining.selection) if joining else ()
        texts += [one.says for one in told if one and one.says]
    return asked_in("terms_later", texts)


def said_equal(arrangement: Arrangement, role: Role, body: Body | None) -> list[str]:
    """What says that the holders of a role stand as others of their body do; one at most."""
    engagement = arrangement.engagement
    of_body = (body.purpose, body.says) if body else ()
    of_all = (one.text for one in engagement.promises or () if one.kind and not one.to)
    texts = (*texts_of(arrangement, role), *of_body, engagement.purpose, *of_all)
    return _none_or_one(asked_in("equal", [one for one in texts if one]))


def goes_on(arrangement: Arrangement, role: Role, body: Body | None) -> list[str]:
    """What says that holders of a role go on where their body has ended; one at most."""
    if body is None or body.state != "ended":
        return []
    return _none_or_one(asked_in("goes_on", [*texts_of(arrangement, role), body.says or ""]))


def loyal_and_independent(arrangement: Arrangement, role: Role) -> list[str]:
    """What asks for loyalty in a role and what for a view of one's own; none where one lacks."""
    texts = texts_of(arrangement, role)
    loyal = asked_in("loyal", texts)
    own = asked_in("independent", texts) or asked_in("impartial", texts)
    return [loyal, own] if loyal and own else []


def _none_or_one(found: str | None) -> list[str]:
    return [] if found is None else [found]


def asked_in(kind: Asked, texts: Iterable[str]) -> str | None:
    """The first clause of some texts that asks a thing, in the words of the text; None for none."""
    return next((one for text in texts for one in _asking(kind, text[:LONGEST])), None)


@lru_cache(maxsize=4096)
def _asking(kind: Asked, text: str) -> tuple[str, ...]:
    looked_for, but_not = _patterns()[kind]
    found = []
    for clause in _CLAUSE.findall(text):
        plain = _SIGNS.sub(" ", _APOSTROPHES.sub("", clause.casefold())).strip()
        if said_in(looked_for, plain) and not (but_not and but_not.search(plain)):
            found.append(" ".join(clause.split()))
    return tuple(found)


@cache
def _patterns() -> Mapping[Asked, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    """Read ``asked_words.yaml``, when it is first needed."""
    data = packaged_data("pitfall_audit.facts", "asked_words.yaml")
    but_not: Mapping[str, Sequence[str]] = data["but_not"]
    kinds: tuple[Asked, ...] = Asked.__args__  # type: ignore[attr-defined]
    return {kind: (_either(data[kind]), _either(but_not[kind]) if but_not[kind] else None)
            for kind in kinds}  # fmt: skip


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns))
