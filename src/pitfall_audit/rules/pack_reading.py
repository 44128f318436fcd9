"""Reads and checks a pack's ``pack.yaml``, and finds packs near a folder by their names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from pitfall_audit.engagement.message_words import plain_form, very_near
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.errors import PackError, worded_at, worded_in
from pitfall_audit.rules.form.pack_file import OwnFieldEntry, PackFile
from pitfall_audit.rules.form.vocabulary import OwnField, Vocabulary, rule_name
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import is_file, is_folder
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import DataPath, Place, Problem, Related
from pitfall_audit.yaml.reading import Document, read_file

__all__ = [
    "MOST_OWN_FIELDS", "PACK_FILE", "check_file_near", "folder_like", "home_of", "packs_below",
    "read_pack_file",
]  # fmt: skip

PACK_FILE = "pack.yaml"

MOST_OWN_FIELDS = 100
"""How many fields of its own a pack may declare."""

_MOST_NAMED = 4
_OWN_KEY = re.compile(r"x-[a-z][a-z0-9_-]{0,57}", re.ASCII)
# https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
_CEL_WORDS = frozenset(
    {"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import",
     "in", "let", "loop", "namespace", "null", "package", "return", "true", "var", "void",
     "while"}
)  # fmt: skip


def read_pack_file(folder: Path, shown: str) -> tuple[PackFile, Vocabulary]:
    """Read the ``pack.yaml`` of a folder, shown by the name ``shown``.

    Raises :class:`PackError` with everything that is wrong with it.
    """
    name = f"{shown}/{PACK_FILE}"
    document = read_file(folder / PACK_FILE, name)
    if not isinstance(document, Document):
        none_there = any(one.id == "not-found" for one in document)
        raise PackError((_no_pack_file(folder, shown),) if none_there else document)
    file, problems = validate_as(PackFile, document)
    if file is None:
        raise PackError(problems)
    problems = (*_needs(file, document), *_fields(file, document))
    if problems:
        raise PackError(problems)
    return file, Vocabulary(tuple(OwnField(key, entry) for key, entry in file.fields.items()))


def _no_pack_file(folder: Path, shown: str) -> Problem:
    below = [one if shown == "." else f"{shown}/{one}" for one in packs_below(folder)]
    named = ", ".join(below[:_MOST_NAMED]) + (", and more" if len(below) > _MOST_NAMED else "")
    place = Place(shown)
    if not below:
        return worded_at(place, "pack-file-missing", file=PACK_FILE)
    one = len(below) == 1
    key = "pack-file-missing/one-below" if one else "pack-file-missing/several-below"
    return worded_at(place, key, file=PACK_FILE, below=named)


def _needs(file: PackFile, document: Document) -> Iterator[Problem]:
    wanted = file.needs.pitfall_audit if file.needs is not None else None
    if wanted is None:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415

    path = ("needs", "pitfall-audit")
    try:
        fits = SpecifierSet(wanted).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        yield worded_in(document, path, "version-unclear", wanted=wanted)
        return
    if not fits:
        yield worded_in(document, path, "version-unfit", wanted=wanted, version=__version__)


def _fields(file: PackFile, document: Document) -> Iterator[Problem]:
    if len(file.fields) > MOST_OWN_FIELDS:
        yield worded_in(
            document,
            ("fields",),
            "too-many-fields",
            at_key=True,
            number=len(file.fields),
            most=MOST_OWN_FIELDS,
        )
    first: dict[str, str] = {}
    for key, entry in file.fields.items():
        path, name = ("fields", key), rule_name(key)
        if not _OWN_KEY.fullmatch(key):
            yield worded_in(document, path, "field-name-unfit", at_key=True, key=key)
            continue
        if name in _CEL_WORDS:
            yield worded_in(document, path, "field-name-taken", at_key=True, key=key, name=name)
        other = first.setdefault(name, key)
        if other != key:
            first_one = problem_at(document, ("fields", other), "", "", "", key=True)
            problem = worded_in(
                document, path, "two-names-become-one", at_key=True, other=other, key=key, name=name
            )
            yield Problem(
                problem.id, problem.message, problem.place, problem.help,
                (Related(first_one.place, "the other one"),),
            )  # fmt: skip
        if entry.words and entry.type != "text":
            yield worded_in(
                document,
                (*path, "words"),
                "words-of-no-text",
                at_key=True,
                key=key,
                kind=entry.type if entry.type == "yes or no" else f"a {entry.type}",
            )
        elif entry.words is not None:
            yield from word_problems(entry, key, OwnField(key, entry).condition, document)


_DEPTH: Final = 2
_MOST_FOLDERS: Final = 100
"""So many folders are looked into, for somebody may stand at the top of a disk."""


def home_of(folder: Path, marks: Sequence[str] = (PACK_FILE,)) -> Path:
    """The pack's folder that a folder stands in: the nearest upwards with such a file, else itself.

    It is named from where one stands, as ``folder`` is.
    """
    whole = Path(os.path.normpath(folder.absolute()))
    upwards = (whole, *whole.parents)
    home = next((one for one in upwards if any(is_file(one / mark) for mark in marks)), whole)
    if home == whole:
        return folder
    return home if folder.is_absolute() else Path(os.path.relpath(home))


def packs_below(folder: Path) -> tuple[str, ...]:
    """The folders below one, at most two deep, that hold a pack: each as it is named from there."""
    found = (one for one in _folders(folder) if is_file(one / PACK_FILE))
    return tuple(one.relative_to(folder).as_posix() for one in found)


def folder_like(name: str, folder: Path) -> str | None:
    """The folder below one that is very nearly called so, as it is named from there."""
    below = {one.relative_to(folder).as_posix(): one.name for one in _folders(folder)}
    meant = very_near(name, below.values())
    return next((path for path, last in below.items() if last == meant), None)


def check_file_near(id_: str, folder: Path) -> str | None:
    """The file of a check of that id in a folder or below it, as it is named from there."""
    for one in (folder, *_folders(folder)):
        if is_file(one / f"{id_}.yaml"):
            return (one / f"{id_}.yaml").relative_to(folder).as_posix()
    return None


def _folders(folder: Path) -> Iterator[Path]:
    """The folders below one, the nearest first; none that is hidden, linked or can't be read."""
    return islice(_levels(folder), _MOST_FOLDERS)


def _levels(folder: Path) -> Iterator[Path]:
    level = [folder]
    for _ in range(_DEPTH):
        level = [below for one in level for below in _inside(one)]
        yield from level


def _inside(folder: Path) -> list[Path]:
    try:
        entries = sorted(islice(folder.iterdir(), _MOST_FOLDERS))
        return [
            one
            for one in entries
            if is_folder(one) and not one.is_symlink() and not one.name.startswith((".", "_"))
        ]
    except OSError:
        return []


_BLANKS = frozenset({"~", "null", "Null", "NULL"})
"""What YAML takes for a blank, and so for not stated."""


def word_problems(
    entry: OwnFieldEntry, key: str, condition: str, document: Document
) -> Iterator[Problem]:
    """Whatever keeps the words of the field ``key`` from being what their author meant.

    ``condition`` is how a condition reads the field.
    """
    if entry.words is None:
        return
    path: DataPath = ("fields", key, "words")
    if not entry.words:
        yield worded_in(document, path, "words-unclear/none", key=key)
    alone = isinstance(document.data["fields"][key]["words"], str)
    for index, word in enumerate(entry.words):
        like = next((o for o in entry.words[:index] if plain_form(o) == plain_form(word)), None)
        wrong = {
            "words-unclear/lines": "\n" in word,
            "words-unclear/space": word != word.strip(),
            "words-unclear/blank": word in _BLANKS,
            "words-unclear/empty-list": entry.list and word == "none",
            "words-unclear/twice": word in entry.words[:index],
            "words-unclear/alike": like is not None,
        }
        if any(wrong.values()):
            name = next(name for name, is_wrong in wrong.items() if is_wrong)
            yield worded_in(
                document, path if alone else (*path, index), name, word=word, like=like, key=key,
                condition=condition, right=word.strip(), one_line=" ".join(word.split()),
            )  # fmt: skip
