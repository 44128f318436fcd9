"""Finds packs: a folder on disk, one inside an installed package, or a plugin written in Python."""

from __future__ import annotations

import importlib.machinery
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import PackError
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.rules.packs import Pack, load_plugin_pack
from pitfall_audit.rules.python_checks import Plugin
from pitfall_audit.yaml.disk import is_file, is_folder, looked_at
from pitfall_audit.yaml.places import Place, Problem

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "PLUGIN", "load_named", "load_plugin", "pack_folder", "plugins_with"]

PACKAGE = "python:"
"""What stands before the name of an installed package, where a folder may be named too."""


PLUGIN = "plugin:"
"""What stands before the name of a plugin."""


def pack_folder(name: str, base: Path, place: Place | None = None) -> Path:
    """The folder that a name leads to; a path starts from ``base``.

    Nothing of an installed package is run: its folder is looked up and read. ``place`` is
    where the name is written. Raises :class:`PackError` where there is no such folder.
    """
    written = place or Place(name)
    if name.startswith(PLUGIN):
        plugin = name.removeprefix(PLUGIN)
        raise PackError.of(written, "pack-missing/plugin", plugin=plugin)
    if not name.startswith(PACKAGE):
        folder = base / name
        if is_folder(folder):
            return folder
        seen = looked_at(folder, name)
        if isinstance(seen, Problem) and seen.id != "not-found":
            raise PackError((replace(seen, place=place or seen.place),))
        raise PackError.of(written, "pack-missing/folder", name=name, prefix=PACKAGE)
    package = name.removeprefix(PACKAGE)
    if not package.isidentifier():
        raise PackError.of(written, "pack-missing/no-name", package=package, prefix=PACKAGE)
    # NOTE: the finders of sys.path alone are asked, for those of sys.meta_path may be anybody's.
    spec = importlib.machinery.PathFinder.find_spec(package, sys.path)
    folders = spec.submodule_search_locations if spec is not None else None
    for one in folders or ():
        if is_file(Path(one) / PACK_FILE):
            return Path(one)
    if folders:
        raise PackError.of(written, "pack-missing/no-pack", package=package, file=PACK_FILE)
    raise PackError.of(written, "pack-missing/no-package", package=package)


GROUP = "pitfall_audit.rules"

_ID = re.compile(r"[a-z][a-z0-9-]{0,99}", re.ASCII)


def load_plugin(name: str, place: Place) -> Pack:
    """Load the plugin of a name, which the settings give at ``place``.

    Raises :class:`PackError` where there is none, where it breaks, and where its rules do not
    load.
    """
    found = tuple(one for one in _entries() if one.name == name)
    if not found:
        raise PackError.of(place, "plugin-missing", name=name, instead=_instead(name))
    if len({one.value for one in found}) > 1:
        packages = " and ".join(sorted(_package(one) for one in found))
        raise PackError.of(place, "plugin-twice", name=name, packages=packages)
    entry = found[0]
    try:
        plugin = entry.load()
    except (Exception, SystemExit) as error:  # whatever keeps it from being loaded
        raise PackError.of(
            place,
            "plugin-broken/not-loaded",
            name=name,
            called=type(error).__name__,
            error=error,
            package=_package(entry),
        ) from error
    if not isinstance(plugin, Plugin):
        raise PackError.of(
            place, "plugin-broken/no-plugin", name=name, called=type(plugin).__name__, entry=entry
        )
    if unfit := _unfit(plugin):
        raise PackError.of(
            place, "plugin-broken/unfit", name=name, unfit=unfit, package=_package(entry)
        )
    version = entry.dist.version if entry.dist is not None else ""
    return load_plugin_pack(plugin, name, version)


def load_named(name: str) -> Pack:
    """Load the plugin that a command line names as ``plugin:NAME``; raises PackError."""
    return load_plugin(name.removeprefix(PLUGIN), Place(name))


def plugins_with(id_: str) -> tuple[str, ...]:
    """The installed plugins whose package holds the file of a check; nothing of them is run.

    A package that is found in another way than through its folder is passed over.
    """
    if not _ID.fullmatch(id_):
        return ()
    return tuple(
        sorted(
            {
                entry.name
                for entry in _entries()
                if any(_holds(folder, id_) for folder in _folders(entry))
            }
        )
    )


def _entries() -> Iterable[EntryPoint]:
    """Every plugin that is installed."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # takes long to load

    return entry_points(group=GROUP)


def _folders(entry: EntryPoint) -> Sequence[str]:
    # NOTE: the finders of sys.path alone are asked: they look, and run nothing.
    package = entry.module.partition(".")[0]
    spec = importlib.machinery.PathFinder.find_spec(package, sys.path)
    return (spec.submodule_search_locations or ()) if spec is not None else ()


def _holds(folder: str, id_: str) -> bool:
    names = {f"{id_}.yaml", f"{id_}.yml"}
    return any(names.intersection(files) for _, _, files in os.walk(folder))


def _unfit(plugin: Plugin) -> str | None:
    """What in a plugin is of another type than it says, for nothing has checked that."""
    folder: object = plugin.folder
    checks: object = plugin.checks
    if not isinstance(folder, Path):
        return f"its folder is a {type(folder).__name__}, and no Path"
    if not isinstance(checks, Mapping):
        return f"its checks are a {type(checks).__name__}, and no mapping"
    for id_, function in checks.items():
        if not (isinstance(id_, str) and callable(function)):
            return f"its check for {id_!r} is a {type(function).__name__}, and no function"
    return None


def _instead(name: str) -> str:
    offered = sorted({one.name for one in _entries()})
    if not offered:
        return "Install the package that offers it beside pitfall-audit."
    return did_you_mean(name, offered) or f"There are: {', '.join(offered)}."


def _package(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value
