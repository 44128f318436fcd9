"""Finds the folder of a pack: one on disk, or one inside an installed package."""

from __future__ import annotations

import importlib.machinery
import sys
from pathlib import Path

from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.rules.packs.pack_reading import PACK_FILE
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["PACKAGE", "PLUGIN", "pack_folder"]

PACKAGE = "python:"
"""What stands before the name of an installed package, where a folder may be named too."""


PLUGIN = "plugin:"
"""What stands before the name of a plugin."""


def pack_folder(name: str, base: Path, place: Place | None = None) -> Path:
    """The folder that a name leads to; a path starts from ``base``.

    Nothing of an installed package is run: its folder is looked up and read. ``place`` is
    where the name is written. Raises :class:`PackError` where there is no such folder.
    """
    if name.startswith(PLUGIN):
        plugin = name.removeprefix(PLUGIN)
        raise _missing(
            name, place, f"{plugin} is named as a plugin, which runs code of its own.",
            f'Write it down where others see it: `plugins = ["{plugin}"]` in pitfall-audit.toml.',
        )  # fmt: skip
    if not name.startswith(PACKAGE):
        folder = base / name
        if folder.is_dir():
            return folder
        raise _missing(
            name, place, f"There is no folder {name}.",
            "Name a folder that holds rule files and a pack.yaml; for an installed package "
            f"write {PACKAGE} before its name.",
        )  # fmt: skip
    package = name.removeprefix(PACKAGE)
    if not package.isidentifier():
        raise _missing(
            name, place, f"“{package}” is not the name of a Python package.",
            f"Write the name that it is imported by, as {PACKAGE}our_house_rules.",
        )  # fmt: skip
    # NOTE: the finders of sys.path alone are asked, for those of sys.meta_path may be anybody's.
    spec = importlib.machinery.PathFinder.find_spec(package, sys.path)
    folders = spec.submodule_search_locations if spec is not None else None
    for one in folders or ():
        if (Path(one) / PACK_FILE).is_file():
            return Path(one)
    if folders:
        raise _missing(
            name, place, f"The package {package} holds no {PACK_FILE}.",
            "Ask its authors, or name a package of checks.",
        )  # fmt: skip
    raise _missing(
        name, place, f"There is no package {package} in this Python.",
        "Install it beside pitfall-audit, or correct the name.",
    )  # fmt: skip


def _missing(name: str, place: Place | None, message: str, help_: str) -> PackError:
    return PackError((Problem("pack-missing", message, place or Place(name, 0, 0, 0, 0), help_),))
