"""Gathers the files of an audit: which there are, and which of them describe an engagement.

Which do is told by the names at their top, before parsing. A folder may hold any YAML: what shows
no sign of an engagement is left alone, whatever is wrong with it. What shows one is judged, and
then nothing that is wrong with it is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from pitfall_audit.engagement.message_words import very_near
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.engine.left_out import (
    BROKEN_PACK,
    EXCLUDED_FILE,
    HOLDS_CHECKS,
    IS_A_LINK,
    OTHER_NAME,
    LeftOut,
)
from pitfall_audit.errors import usage
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE
from pitfall_audit.rules.form.rule_parts import holds_a_rule
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.yaml.disk import (
    folders_below,
    is_folder,
    is_link,
    is_there,
    looked_at,
    real_path,
    shown_name,
    trouble_with,
)
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_file, read_source, read_text

__all__ = [
    "HOLDS_CHECK_ALONE", "HOLDS_TIES", "NO_ENGAGEMENT", "FoundFile", "find_files", "keys_at_top",
    "meant_as_one", "why_no_engagement",
]  # fmt: skip

HOLDS_TIES = "it holds ties; give it with --ties"
"""Why a file of ties is no engagement."""

NO_ENGAGEMENT = "it does not describe an engagement"

_KEY: Final = re.compile(r"""^([ ]*)(["']?)([A-Za-z][\w-]*)\2[ \t]*:(?=\s|$)""", re.MULTILINE)
_KEY_AT_LEFT: Final = re.compile(r"""^(["']?)([A-Za-z][\w-]*)\1[ \t]*:(?=\s|$)""", re.MULTILINE)
_KEY_IN_BRACES: Final = re.compile(r"""[{,]\s*(["']?)([A-Za-z][\w-]*)\1\s*:""")
_IN_BRACES: Final = re.compile(r"(?:\s|#[^\n]*\n|---[ \t]*\n)*\{")
_MOST_KEYS: Final = 200

_HEAD: Final = frozenset({"version", "id", "title"})
_OF_TIES: Final = frozenset(file_keys(TiesFile)) - _HEAD
_OF_ENGAGEMENT: Final = frozenset(file_keys(Engagement)) - _HEAD - _OF_TIES
_MANY_HAVE: Final = frozenset({"id", "title"})


def keys_at_top(text: str) -> frozenset[str]:
    """The names at the top of a YAML text, as they are written; not all of a very long one."""
    if _IN_BRACES.match(text.lstrip("\ufeff")):
        return frozenset(one[2] for one in islice(_KEY_IN_BRACES.finditer(text), _MOST_KEYS))
    text = text.lstrip("\ufeff")
    first_three = list(islice(_KEY.finditer(text), len(_HEAD)))
    # As nearly all are written, and quicker to find.
    keys = frozenset(one[2] for one in islice(_KEY_AT_LEFT.finditer(text), _MOST_KEYS))
    if not keys:
        found = [(len(one[1]), one[3]) for one in _KEY.finditer(text)]
        least = min((indent for indent, _ in found), default=0)
        keys = frozenset(islice((key for indent, key in found if indent == least), _MOST_KEYS))
    # A line that is pushed in by mistake still belongs to what stands above it.
    first = {one[3] for one in first_three} & _HEAD
    return keys | first if keys & first else keys


def why_no_engagement(keys: Collection[str]) -> str | None:
    """Why a file with these names at its top is no engagement; None where it shows that it is.

    It shows it by two of the names that an engagement has, a slip of the pen in one allowed for.
    An id and a title alone are had by too many other files.
    """
    written = frozenset(keys)
    own = written & (_HEAD | _OF_TIES | _OF_ENGAGEMENT)
    if not own & _OF_ENGAGEMENT and own & _OF_TIES:
        return HOLDS_TIES
    others = written - own
    own |= {meant for key in others if (meant := very_near(key, _HEAD))}
    if len(own) >= 2 and own != _MANY_HAVE:
        return None
    # A slip in any other name may be a word of another file's own: that takes one more.
    near = {meant for key in others if (meant := very_near(key, _OF_ENGAGEMENT | _OF_TIES))}
    return None if own and len(own | near) > 2 else NO_ENGAGEMENT


def meant_as_one(keys: Collection[str]) -> bool:
    """Whether a file that somebody named may be meant as an engagement: it has one name of one.

    A version is had by too many other files.
    """
    known = _HEAD | _OF_TIES | _OF_ENGAGEMENT
    return any(key != "version" and (key in known or very_near(key, known)) for key in keys)


HOLDS_CHECK_ALONE = "it holds a check"
"""Why a rule file that lies beside no ``pack.yaml`` is no engagement."""

_SUFFIXES = frozenset({".yaml", ".yml"})


class FoundFile(NamedTuple):
    """A file to audit; ``named`` is true where it was asked for by its own name.

    ``passed_over`` is why what is there is left alone, in words, and ``problem`` why it can't
    be looked at; a folder has one of the two. ``content`` is what it is taken to hold, whatever is
    there.
    """

    path: Path
    shown: str
    named: bool
    passed_over: str | None = None
    problem: Problem | None = None
    content: bytes | None = None

    @property
    def to_read(self) -> bool:
        """Whether it is to be looked into."""
        return self.passed_over is None and self.problem is None


def find_files(
    paths: Sequence[Path], base: Path, excludes: Callable[[Path], bool] = lambda _: False
) -> tuple[FoundFile, ...]:
    """The files that are named, and those in the folders that are, each once and in order.

    Folders are searched for ``.yaml`` and ``.yml``, without what belongs to packs of rules: of
    that, the folder is given, once, as one that is passed over. What else stands in such a
    folder is found as anywhere. Links to folders, and what :class:`LeftOut` names, are passed
    over too; a folder that can't be looked into is given with the problem. What settings
    exclude (``excludes``) is passed over where it is named, too.
    Raises :class:`UsageProblem` where a path is not there at all.
    """
    found: dict[str, FoundFile] = {}
    for path in paths:
        seen = looked_at(path, shown_name(path, base))
        if isinstance(seen, Problem) and seen.id == "not-found" and not is_there(path):
            raise usage("no-such-path", shown=shown_name(path, base))
        if is_folder(path):
            for one in _in_folder(path, base, LeftOut(path, excludes)):
                found.setdefault(one.shown, one)
        else:
            name = shown_name(path, base)
            why = EXCLUDED_FILE if excludes(path) else None
            found[name] = FoundFile(path, name, named=True, passed_over=why)
    return tuple(_once(found[name] for name in sorted(found)))


def _once(files: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """Some files, each that has two names looked at by its own, or else by the first."""
    by_place: dict[Path, list[FoundFile]] = {}
    all_files = list(files)
    for file in all_files:
        if file.passed_over is None and file.problem is None:
            by_place.setdefault(real_path(file.path), []).append(file)
    others = {
        other.shown
        for same in by_place.values()
        for other in sorted(same, key=lambda one: is_link(one.path))[1:]
    }
    for file in all_files:
        yield file._replace(passed_over=OTHER_NAME) if file.shown in others else file


def _in_folder(top: Path, base: Path, left_out: LeftOut) -> Iterator[FoundFile]:
    def found(path: Path, why: str | None = None, problem: Problem | None = None) -> FoundFile:
        return FoundFile(path, shown_name(path, base), False, why, problem)

    unlisted: list[FoundFile] = []

    def note_unlisted(path: Path, trouble: OSError) -> None:
        problem = trouble_with(trouble, shown_name(path, base), what="folder")
        unlisted.append(found(path, problem=problem))

    packs: list[Path] = []
    for folder in folders_below(top, note_unlisted):
        here = folder.path
        yield from (found(here / name, IS_A_LINK) for name in folder.links)
        for name in tuple(folder.folders):
            if why := left_out.folder(here / name):
                folder.folders.remove(name)
                yield found(here / name, why)
        if PACK_FILE in folder.files and _is_pack(here / PACK_FILE):
            if not any(here.is_relative_to(pack) for pack in packs):
                yield found(here, HOLDS_CHECKS)
            packs.append(here)
        in_pack = any(here.is_relative_to(pack) for pack in packs)
        for name in folder.files:
            if Path(name).suffix.lower() not in _SUFFIXES:
                continue
            why = left_out.file(here / name)
            if name == PACK_FILE and why is None and _is_broken_pack(here / name):
                why = BROKEN_PACK
            if why or not (in_pack and _belongs_to_a_pack(here / name)):
                yield found(here / name, why)
    yield from unlisted


def _belongs_to_a_pack(path: Path) -> bool:
    """Whether a file in a pack's folder is one of the pack's own."""
    if path.name == STANDARDS_FILE or (path.name == PACK_FILE and _is_pack(path)):
        return True
    text = read_source(path, path.name)
    return isinstance(text, str) and holds_a_rule(text)


def _is_pack(path: Path) -> bool:
    """Whether a file says whose rules are in its folder; an arrangement may have such a name."""
    document = read_file(path, path.name)
    return (
        isinstance(document, Document)
        and "name" in document.data
        and not {"id", "title"} <= set(document.data)
    )


def _is_broken_pack(path: Path) -> bool:
    """Whether a file is named like that of a pack, looks like one, and is no YAML."""
    text = read_source(path, path.name)
    if not isinstance(text, str) or isinstance(read_text(text, path.name), Document):
        return False
    return "name" in (keys := keys_at_top(text)) and not {"id", "title"} <= keys
