"""What a plugin needs: ``from pitfall_audit.plugins import Plugin, Passed, Failed, …``.

See ``docs/python-rules.md``; a whole plugin is in ``examples/plugin``.
"""

from __future__ import annotations

from pitfall_audit.rules.python_checks import (
    CannotTell,
    Check,
    CheckAnswer,
    DoesNotApply,
    Everything,
    Facts,
    Failed,
    Passed,
    Plugin,
)

__all__ = [
    "CannotTell", "Check", "CheckAnswer", "DoesNotApply", "Everything", "Facts", "Failed",
    "Passed", "Plugin",
]  # fmt: skip
