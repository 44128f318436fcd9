"""A pack: rules that came together, and where those that come with the program stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal

from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE, PackFile, Standard, read_standards
from pitfall_audit.rules.form.vocabulary import Vocabulary
from pitfall_audit.version import __version__
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["BUILT_IN", "Pack", "built_in_folder"]

BUILT_IN = "rules"
"""The name by which the folder of the built-in rules is shown."""


@dataclass(frozen=True)
class Pack:
    """Rules that belong together, in the order of the pitfalls and then of their ids.

    ``name`` is its folder as it is to be shown. ``file`` is what the pack says of itself; None
    for a rule file that is looked at by itself and belongs to none. ``plugin_version`` is that
    of the installed package that offers it as a plugin.
    """

    name: str
    folder: Path
    file: PackFile | None
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    plugin_version: str | None = None

    @property
    def id(self) -> str:
        """The pack's public name, or its folder where it has none."""
        return self.file.name if self.file is not None else self.name

    @property
    def version(self) -> str:
        """The pack's version; that of the program for the rules that come with it."""
        if self.is_built_in:
            return __version__
        if self.plugin_version is not None:
            return self.plugin_version
        return self.file.version if self.file is not None else ""

    @property
    def is_built_in(self) -> bool:
        """Whether these are the rules that come with the program."""
        return self.folder == built_in_folder()

    @property
    def kind(self) -> Literal["built-in", "folder", "plugin"]:
        """What the pack came as."""
        if self.plugin_version is not None:
            return "plugin"
        return "built-in" if self.is_built_in else "folder"

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """The standards its rules may name, by id; read when first asked for."""
        found = {one.id: one for one in read_standards(self.folder, self.name)}
        if not self.is_built_in:
            built_in = {one.id: one for one in read_standards(built_in_folder(), BUILT_IN)}
            found = found | built_in
        return found

    def standards_taken(self) -> Iterator[Problem]:
        """Standards of its own under the id of one that comes with the program."""
        if self.is_built_in:
            return
        taken = {one.id for one in read_standards(built_in_folder(), BUILT_IN)}
        for one in read_standards(self.folder, self.name):
            if one.id in taken:
                yield Problem(
                    "standard-id-taken",
                    f"A standard called `{one.id}` comes with the program.",
                    Place(f"{self.name}/{STANDARDS_FILE}", 0, 0, 0, 0),
                    "Name it in a check without adding it; or give yours another id.",
                )


def built_in_folder() -> Path:
    """Where the built-in rules stand: within the installed package, or beside its source.

    Raises FileNotFoundError where neither is there, which is a broken installation.
    """
    installed = Path(str(resources.files("pitfall_audit"))) / "built_in_rules"
    if installed.is_dir():
        return installed
    beside = Path(__file__).resolve().parents[4] / "rules"
    if (beside / STANDARDS_FILE).is_file():
        return beside
    raise FileNotFoundError(f"The built-in rules are missing: neither {installed} nor {beside}")
