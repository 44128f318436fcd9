"""Says how many findings of one check stand behind the one that is shown of them."""

from __future__ import annotations

from pitfall_audit.report.view import CheckGroup, severity_of

__all__ = ["more_like_it"]


def more_like_it(group: CheckGroup) -> str:
    """How many more there are of the first one's severity, and how many are less pressing.

    Empty where it stands alone, else as ``and 2 more like it, and 1 less pressing``.
    """
    first, *others = map(severity_of, group.outcomes)
    alike = sum(one == first for one in others)
    less = len(others) - alike
    parts = [
        f"and {alike} more like it" if alike else "",
        f"and {less} less pressing" if less else "",
    ]
    return ", ".join(filter(None, parts))
