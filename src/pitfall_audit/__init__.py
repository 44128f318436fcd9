"""Audits how an organisation involves service users and carers.

The Python interface is small: :func:`audit` reads files and gives one
:class:`~pitfall_audit.engine.result.AuditResult`, from which every format is made::

    from datetime import date
    from pathlib import Path

    from pitfall_audit import audit

    result = audit([Path("examples")], as_of=date(2026, 6, 30))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pitfall_audit.version import __version__

if TYPE_CHECKING:
    from pitfall_audit.engine.auditing import audit

__all__ = ["__version__", "audit"]


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: --version and --help need none of it.
    if name == "audit":
        from pitfall_audit.engine.auditing import audit  # noqa: PLC0415

        return audit
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
