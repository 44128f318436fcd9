"""Files that hold much of one thing: ten kinds of content, each as large as is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from pitfall_audit.yaml import document_limits as limits
from pitfall_audit.yaml.reading import Document, read_text

__all__ = ["CONTENT", "most_of"]

_TOP = "version: 1\nid: grown\ntitle: Grown\n"


def _lines(name: str, lines: Iterable[str]) -> str:
    return f"{name}:\n" + "".join(f"  {line}\n" for line in lines)


def _people(number: int) -> str:
    return _lines("people", (f"p{at}: {{experience: [carer]}}" for at in range(number)))


def _holders(number: int, name: str = "p") -> str:
    return ", ".join(f"{name}{at}" for at in range(number))


def _one_body(number: int) -> str:
    roles = f"- {{id: member, body: panel, holders: [{_holders(number)}]}}"
    return _TOP + _people(number) + _lines("roles", [roles])


def _seats(number: int) -> str:
    return _one_body(number)


def _roles(number: int) -> str:
    roles = (f"- {{id: r{at}, body: b{at}, holders: [p{at}]}}" for at in range(number))
    return _TOP + _people(number) + _lines("roles", roles)


def _many_hats(number: int) -> str:
    roles = (f"- {{id: r{at}, body: panel, holders: [p0]}}" for at in range(number))
    return _TOP + _people(1) + _lines("roles", roles)


def _handled_ties(number: int) -> str:
    people = (f"{{}}{at}: {{{{}}}}" for at in range(number))
    both = [line.format(name) for line in people for name in ("p", "s")]
    roles = [
        f"- {{id: member, body: panel, capacity: carer, holders: [{_holders(number)}]}}",
        f"- {{id: staff, body: panel, capacity: staff, holders: [{_holders(number, 's')}]}}",
    ]
    ties = (
        f"- {{of: p{at}, with: {{person: s{at}}}, kind: receives-care-from}}"
        for at in range(number)
    )
    records = (
        f"- {{between: [p{at}, s{at}], because: care, handling: [{{step: steps out}}]}}"
        for at in range(number)
    )
    return (
        _TOP
        + _lines("people", both)
        + _lines("roles", roles)
        + _lines("ties", ties)
        + _lines("conflicts", records)
    )


def _chain_of_ties(number: int) -> str:
    ties = (
        f"- {{of: p{at}, with: {{person: p{at + 1}}}, kind: supervised-by}}"
        for at in range(number - 1)
    )
    return _one_body(number) + _lines("ties", ties)


def _support(number: int) -> str:
    lines = (
        f"- {{for: p{at}, by: {{person: p{(at + 1) % number}}}, kind: peer}}"
        for at in range(number)
    )
    return _one_body(number) + _lines("support", lines)


def _groups(number: int) -> str:
    groups = (f"- {{id: g{at}, words: group {at}}}" for at in range(number))
    people = (f"p{at}: {{experience: [carer], groups: [g{at}]}}" for at in range(number))
    role = f"- {{id: member, body: panel, holders: [{_holders(number)}]}}"
    return (
        _TOP
        + _lines("affected_groups", groups)
        + _lines("people", people)
        + _lines("roles", [role])
    )


def _promises(number: int) -> str:
    lines = (
        f"- {{id: p{at}, text: Told by day {at}., made_on: 2026-01-01, due: 2026-02-01, "
        f"needs: [p{(at + 1) % number}]}}"
        for at in range(number)
    )
    return _TOP + _lines("promises", lines)


def _complaints(number: int) -> str:
    lines = (
        f"- {{id: c{at}, kind: complaint, received_on: 2026-01-01, by: p{at}, about: {{team: t}}}}"
        for at in range(number)
    )
    return _one_body(number) + _lines("complaints", lines)


def _views(number: int) -> str:
    views = (
        f"- {{id: v{at}, of: [carers], topic: t, says: Wants {at}., "
        f"differs_from: [v{(at + 1) % number}]}}"
        for at in range(number)
    )
    statements = (
        f"- {{id: s{at}, kind: decision, topic: t, text: Carers want {at}., draws_on: [v{at}]}}"
        for at in range(number)
    )
    return _TOP + _lines("views", views) + _lines("statements", statements)


CONTENT: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "seats on one body": _seats,
        "roles, each on a body of its own": _roles,
        "roles of one person": _many_hats,
        "ties of care, each handled": _handled_ties,
        "a chain of ties of power": _chain_of_ties,
        "support by one another": _support,
        "groups with a member each": _groups,
        "promises that need others": _promises,
        "complaints": _complaints,
        "views that differ, and texts on them": _views,
    }
)
"""What a file may hold much of, and how one is written that holds so many."""


def most_of(content: Callable[[int], str], share: float = 1.0) -> int:
    """How many of a kind a share of what a file can hold comes to, in three figures."""
    few = 100
    document = read_text(content(few), "grown.yaml")
    if not isinstance(document, Document):
        raise TypeError(f"A file of the benchmark can't be read: {document}")
    each = limits.NODES * few / _nodes(document.data)
    most = round(each, 2 - len(str(int(each)))) * share
    text = content(int(most))
    within = len(text.encode()) <= limits.BYTES and isinstance(
        read_text(text, "grown.yaml"), Document
    )
    return int(most) if within else int(most * 0.9)


def _nodes(data: object) -> int:
    if isinstance(data, dict):
        return 1 + len(data) + sum(map(_nodes, data.values()))
    return 1 + sum(map(_nodes, data)) if isinstance(data, list) else 1
