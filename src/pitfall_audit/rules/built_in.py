"""Where the rules that come with the program stand; to know it needs nothing that reads them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["BUILT_IN", "built_in_files", "built_in_folder"]

BUILT_IN = "rules"
"""The name by which the folder of the built-in rules is shown."""


def built_in_folder() -> Path:
    """Where the built-in rules stand: within the installed package, or beside its source.

    Raises FileNotFoundError where neither is there, which is a broken installation.
    """
    installed = Path(__file__).parents[1] / "built_in_rules"
    if installed.is_dir():
        return installed
    beside = Path(__file__).resolve().parents[3] / "rules"
    if (beside / "standards.yaml").is_file():
        return beside
    raise FileNotFoundError(f"The built-in rules are missing: neither {installed} nor {beside}")


def built_in_files() -> tuple[Path, ...]:
    """Every file of the built-in rules, in a fixed order: what is made of them hangs on these."""
    return tuple(sorted(built_in_folder().rglob("*.yaml")))
