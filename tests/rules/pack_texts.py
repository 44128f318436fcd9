"""Packs for tests: a ``pack.yaml`` and rule files, as an author would write them."""

from __future__ import annotations

from pathlib import Path

from tests.rules.rule_texts import EXAMPLES, WORDS

from pitfall_audit.rules.pack_reading import PACK_FILE

__all__ = ["ENGAGEMENT", "PACK", "house_rule", "write_pack"]

PACK = "name: house\nversion: '1.0'\n"

ENGAGEMENT = """\
version: 1
id: a-panel
title: A panel
people: {mary: {experience: [carer]}, jo: {experience: [service-user]}}
bodies: {panel: {kind: panel}}
roles: [{id: m, body: panel, status: full-member, holders: [mary, jo]}]
"""


def write_pack(folder: Path, pack: str = PACK, **rules: str) -> Path:
    """Write a pack's folder; ``a_rule`` is the text of ``a-rule.yaml``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PACK_FILE).write_text(pack, encoding="utf-8", newline="")
    for name, text in rules.items():
        path = folder / f"{name.replace('_', '-')}.yaml"
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def house_rule(  # every part of it in its usual form
    id_: str = "a-rule",
    *,
    expect: str = "has(seat.status)",
    applies: str = "true",
    subject: str = "seat",
    points_at: str = "role.status",
    message: str = "{{ seat.label }}: not so.",
    silence: str = "asks",
    more: str = "",
    words: str = WORDS,
    examples: str = EXAMPLES,
) -> str:
    """The text of a rule; ``more`` are whole lines that are added to its first part."""
    quoted = expect.replace("'", "''")
    return (
        f"id: {id_}\npitfall: roles\ntitle: A title\nsubject: {subject}\nsilence: {silence}\n"
        f"applies: '{applies.replace(chr(39), chr(39) * 2)}'\nexpect:\n  - '{quoted}'\n"
        f"severity: [{{is: warning}}]\n"
        f"message: '{message.replace(chr(39), chr(39) * 2)}'\npassed: So.\n"
        f"points_at: {points_at}\n{more}---\n{words}---\n{examples}"
    )
