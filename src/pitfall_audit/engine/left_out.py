"""What a search through folders leaves alone, and why: in words, for each is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pitfall_audit.yaml.disk import is_file, is_there
from pitfall_audit.yaml.reading import read_source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

__all__ = [
    "BROKEN_PACK", "EXCLUDED_FILE", "HOLDS_CHECKS", "IS_A_LINK", "NOT_OPENED", "OF_FOLDERS",
    "OTHER_NAME", "LeftOut",
]  # fmt: skip

BROKEN_PACK = "it is to say whose checks are in its folder, and can't be read as YAML"
"""Of a ``pack.yaml`` with which no audit could use the checks beside it."""

HOLDS_CHECKS = "it holds checks"
"""Why what belongs to a pack in a folder is no engagement; told once, of the folder."""

IS_A_LINK = "it is a link to a folder, and those are not followed"
"""Why a folder is left out that is elsewhere in truth, and may be audited there."""

OTHER_NAME = "it is a link to a file that is looked at by its own name"
"""Why a file is left alone that is found twice."""

_HIDDEN_FOLDER = "the folder's name begins with a dot"
_HIDDEN_FILE = "its name begins with a dot"
_EXCLUDED_FOLDER = "the settings exclude the folder"
EXCLUDED_FILE = "the settings exclude it"
_IGNORED_FOLDER = "git ignores the folder"
_IGNORED_FILE = "git ignores it"
_OF_OTHERS = "it holds what other programs install"

OF_FOLDERS = frozenset(
    {HOLDS_CHECKS, IS_A_LINK, _HIDDEN_FOLDER, _EXCLUDED_FOLDER, _IGNORED_FOLDER, _OF_OTHERS}
)
"""Why folders are passed over as a whole."""

NOT_OPENED = OF_FOLDERS | {OTHER_NAME, _HIDDEN_FILE, EXCLUDED_FILE, _IGNORED_FILE}
"""Why something is passed over without a look into it."""

_FOLDERS_OF_OTHERS: Final = frozenset({"node_modules", "bower_components", "__pycache__"})
_MARKS_A_PYTHON: Final = "pyvenv.cfg"
_GIT_IGNORE: Final = ".gitignore"


class LeftOut:
    """What is left alone on the way through ``top``; settings exclude what ``excludes`` says."""

    def __init__(self, top: Path, excludes: Callable[[Path], bool]) -> None:
        self._excludes = excludes
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        # NOTE: not resolved: a link is looked at where it stands.
        start = Path(os.path.abspath(top))  # noqa: PTH100
        repository = next((one for one in (start, *start.parents) if is_there(one / ".git")), start)
        self._root = repository
        if self._git_ignores(start, folder=True):
            # Whoever names a folder wants it, whatever git is told above it.
            self._root = start

    def folder(self, path: Path) -> str | None:
        """Why a folder is not gone into; None where it is."""
        if path.name.startswith("."):
            return _HIDDEN_FOLDER
        if path.name in _FOLDERS_OF_OTHERS or is_file(path / _MARKS_A_PYTHON):
            return _OF_OTHERS
        if self._excludes(path):
            return _EXCLUDED_FOLDER
        return _IGNORED_FOLDER if self._git_ignores(path, folder=True) else None

    def file(self, path: Path) -> str | None:
        """Why a file is not opened; None where it is."""
        if path.name.startswith("."):
            return _HIDDEN_FILE
        if self._excludes(path):
            return EXCLUDED_FILE
        return _IGNORED_FILE if self._git_ignores(path) else None

    def _git_ignores(self, path: Path, *, folder: bool = False) -> bool:
        whole = Path(os.path.abspath(path))  # noqa: PTH100
        # The nearest file that says anything of it decides, as for git.
        for above in whole.parents:
            if not above.is_relative_to(self._root):
                return False
            spec = self._spec_in(above)
            if spec is not None:
                name = whole.relative_to(above).as_posix() + ("/" if folder else "")
                said = spec.check_file(name).include
                if said is not None:
                    return said
        return False

    def _spec_in(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            text = read_source(folder / _GIT_IGNORE, _GIT_IGNORE)
            # One that can't be read ignores nothing: more is looked at then, and not less.
            self._specs[folder] = _spec_of(text) if isinstance(text, str) else None
        return self._specs[folder]


def _spec_of(text: str) -> GitIgnoreSpec | None:
    # Loaded where git is told to ignore something, as in most folders it is not.
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    try:
        return GitIgnoreSpec.from_lines(text.splitlines())
    except ValueError:
        return None
