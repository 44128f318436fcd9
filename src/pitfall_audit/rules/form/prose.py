"""Dates and lists as prose has them, for messages and for everything that is shown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pitfall_audit.language import day_said, list_said

__all__ = ["date_in_words", "joined", "parted", "parts_a_list"]


def date_in_words(value: Any) -> str:
    """Write ``2026-06-30`` as ``30 June 2026``; anything else as it is."""
    from pitfall_audit.engagement.model.part_dates import date_words  # noqa: PLC0415

    try:
        day = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return day_said(day) or date_words(day) if day.isoformat() == value else str(value)


def parts_a_list(text: str) -> bool:
    """Whether a text has itself what parts one thing from another in :func:`joined`."""
    return ", " in text or " and " in text


def parted(text: str, phrases: Iterable[str]) -> list[str]:
    """What was :func:`joined`, of things that part no list but those among ``phrases``."""
    whole = sorted(phrases, key=len, reverse=True)
    for at, one in enumerate(whole):
        text = text.replace(one, f"\0{at}\0")
    before, found, last = text.rpartition(" and ")
    parts = [*before.split(", "), last] if found and " and " not in before else [text]
    return [re.sub("\0(\\d+)\0", lambda at: whole[int(at[1])], one) for one in parts]


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Join words as prose: ``a``, ``a and b``, ``a, b and c``; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return list_said(parts, last) or f"{', '.join(parts[:-1])} {last} {parts[-1]}"
