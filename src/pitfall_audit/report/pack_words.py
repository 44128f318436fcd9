"""Says where the checks of an audit came from, besides those that come with the program."""

from __future__ import annotations

from pitfall_audit.engine.result import AuditResult, PackSummary
from pitfall_audit.report.wording import joined

__all__ = ["packs_in_words"]


def packs_in_words(result: AuditResult) -> tuple[str, ...]:
    """One line for each pack that did not come with the program."""
    return tuple(_in_words(pack) for pack in result.packs if pack.kind != "built-in")


def _in_words(pack: PackSummary) -> str:
    parts = [
        f"{pack.title} ({pack.id} {pack.version})" if pack.title else f"{pack.id} {pack.version}"
    ]
    if pack.authors:
        parts.append(f"by {', '.join(pack.authors)}")
    if pack.licence:
        parts.append(f"licence {pack.licence}")
    if pack.kind == "plugin":
        parts.append("a plugin, which runs code of its own")
    elif pack.folder:
        parts.append(f"from {pack.folder}")
    if pack.unwritten:
        rest = "of which words or sources are still to be written"
        parts.append(f"not finished: {joined(pack.unwritten)}, {rest}")
    if pack.examples == "not-run":
        parts.append("its own examples were not run, as was asked")
    return "; ".join(parts)
