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
from pitfall_audit.engagement.model.base import Citation
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.phrases import LONGEST, said_in
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "Asked", "all_asked", "asked_in", "goes_on", "loyal_and_independent", "said_equal",
    "terms_come_later", "texts_of", "written",
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


def written(arrangement: Arrangement, *said: tuple[str | None, Citation | None]) -> list[str]:
    """Texts that may be quoted, each given with what it is cited from: none of an interview."""
    told = arrangement.engagement.interviews
    return [text for text, cited in said if text and (cited is None or cited.id not in told)]


def texts_of(arrangement: Arrangement, role: Role) -> list[str]:
    """What is said in words of what is asked in a role; nothing that was told in an interview."""
    said = (*(role.duties or ()), *(role.undertakings or ()), role.says)
    return written(arrangement, *((one, role.source) for one in said))


def terms_come_later(arrangement: Arrangement, role: Role) -> str | None:
    """What says that holders of a role hear their terms only once they have said yes; or None.

    What a file says of no role in particular counts where it has one role alone.
    """
    engagement = arrangement.engagement
    alone = len(engagement.roles or ()) == 1
    said: list[tuple[str | None, Citation | None]] = []
    for promise in engagement.promises or ():
        roles = [one.role for one in promise.to or ()]
        if role.id in roles or (alone and not roles):
            said.append((promise.text, promise.source))
    if alone:
        said += [
            (one.text, one.source) for one in engagement.also_says or () if one.about in _OF_ROLES
        ]
        if (joining := engagement.recruitment) is not None:
            told = joining.selection
            said += [(joining.says, joining.source)]
            said += [(told.says, told.source or joining.source)] if told else []
    return asked_in("terms_later", [*texts_of(arrangement, role), *written(arrangement, *said)])


def said_equal(arrangement: Arrangement, role: Role, body: Body | None) -> list[str]:
    """What says that the holders of a role stand as others of their body do; one at most."""
    engagement = arrangement.engagement
    of_body = ((body.purpose, body.source), (body.says, body.source)) if body else ()
    of_all = (
        (one.text, one.source) for one in engagement.promises or () if one.kind and not one.to
    )
    said = written(arrangement, *of_body, (engagement.purpose, None), *of_all)
    return all_asked("equal", [*texts_of(arrangement, role), *said])[:1]


def goes_on(arrangement: Arrangement, role: Role, body: Body | None) -> list[str]:
    """What says that holders of a role go on where their body has ended; one at most."""
    if body is None or body.state != "ended":
        return []
    said = written(arrangement, (body.says, body.source))
    return all_asked("goes_on", [*texts_of(arrangement, role), *said])[:1]


def loyal_and_independent(arrangement: Arrangement, role: Role) -> list[str]:
    """What asks for loyalty in a role and what for a view of one's own; none where one lacks."""
    texts = texts_of(arrangement, role)
    loyal = asked_in("loyal", texts)
    own = asked_in("independent", texts) or asked_in("impartial", texts)
    return [loyal, own] if loyal and own else []


def asked_in(kind: Asked, texts: Iterable[str]) -> str | None:
    """The first clause of some texts that asks a thing, in the words of the text; None for none."""
    return next(iter(all_asked(kind, texts)), None)


def all_asked(kind: Asked, texts: Iterable[str]) -> list[str]:
    """Each clause of some texts that asks a thing, in the words of the text."""
    return [one for text in texts for one in _asking(kind, text[:LONGEST])]


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
