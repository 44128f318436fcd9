"""Audits how an organisation involves service users and carers.

The Python interface is small: :func:`audit` reads files and gives one
:class:`~pitfall_audit.engine.result.AuditResult`, from which every format is made::

    from datetime import date
    from pathlib import Path

    from pitfall_audit import audit

    result = audit([Path("examples")], as_of=date(2026, 6, 30))
    for one in result.engagements:
        for outcome in one.outcomes:
            if outcome.outcome == "failed" and not outcome.accepted:
                print(one.file, outcome.rule, outcome.message)

``to_json`` and ``from_json`` write a result and read it again, ``compared`` holds two against each
other, and ``redacted`` takes out what is private. What keeps an audit from being run is raised:
``UsageProblem``, ``SettingsError`` or ``PackError``. The names here are kept from one release to
the next, and so is the shape of a result as long as its ``schema_version`` is the same.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pitfall_audit.version import __version__

if TYPE_CHECKING:
    from pitfall_audit.engine.auditing import audit
    from pitfall_audit.engine.change_records import Comparison
    from pitfall_audit.engine.comparison import compared
    from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome
    from pitfall_audit.errors import PackError, SettingsError, UsageProblem
    from pitfall_audit.report.redaction import redacted
    from pitfall_audit.report.result_json import from_json, to_json
    from pitfall_audit.yaml.places import Place, Problem

__all__ = [
    "AuditResult", "Comparison", "EngagementResult", "Outcome", "PackError", "Place", "Problem",
    "SettingsError", "UsageProblem", "__version__", "audit", "compared", "from_json", "redacted",
    "to_json",
]  # fmt: skip

_MODULES = {
    "audit": "engine.auditing",
    "Comparison": "engine.change_records",
    "compared": "engine.comparison",
    "AuditResult": "engine.result",
    "EngagementResult": "engine.result",
    "Outcome": "engine.result",
    "PackError": "errors",
    "SettingsError": "errors",
    "UsageProblem": "errors",
    "redacted": "report.redaction",
    "from_json": "report.result_json",
    "to_json": "report.result_json",
    "Place": "yaml.places",
    "Problem": "yaml.places",
}


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: --version and --help need none of it.
    if name in _MODULES:
        return getattr(import_module(f"pitfall_audit.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
