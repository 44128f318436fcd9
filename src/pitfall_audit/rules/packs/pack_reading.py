"""Reads a pack's ``pack.yaml``, and checks what its form alone does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.rules.form.pack_file import PackFile
from pitfall_audit.rules.form.vocabulary import OwnField, Vocabulary, rule_name
from pitfall_audit.version import __version__
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import Place, Problem, Related
from pitfall_audit.yaml.reading import Document, read_file

__all__ = ["MOST_OWN_FIELDS", "PACK_FILE", "read_pack_file"]

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
    path = folder / PACK_FILE
    if not path.is_file():
        raise PackError((_no_pack_file(folder, shown),))
    document = read_file(path, name)
    if not isinstance(document, Document):
        raise PackError(document)
    file, problems = validate_as(PackFile, document)
    if file is None:
        raise PackError(problems)
    problems = (*_needs(file, document), *_fields(file, document))
    if problems:
        raise PackError(problems)
    return file, Vocabulary(tuple(OwnField(key, entry) for key, entry in file.fields.items()))


def _no_pack_file(folder: Path, shown: str) -> Problem:
    from pitfall_audit.rules.packs.nearby import packs_below  # noqa: PLC0415

    help_ = f"Write {PACK_FILE} with two lines: `name: our-rules` and `version: '1'`."
    below = [one if shown == "." else f"{shown}/{one}" for one in packs_below(folder)]
    if len(below) == 1:
        help_ = f"There is a pack in the folder {below[0]}: name that one."
    elif below:
        more = ", and more" if len(below) > _MOST_NAMED else ""
        help_ = (
            f"There are packs in folders below: {', '.join(below[:_MOST_NAMED])}{more}. Name one."
        )
    return Problem(
        "pack-file-missing",
        f"This folder holds no {PACK_FILE}, which says whose checks these are.",
        Place(shown, 0, 0, 0, 0),
        help_,
    )


def _needs(file: PackFile, document: Document) -> Iterator[Problem]:
    wanted = file.needs.pitfall_audit if file.needs is not None else None
    if wanted is None:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415

    path = ("needs", "pitfall-audit")
    try:
        fits = SpecifierSet(wanted).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        yield problem_at(
            document, path, "version-unclear", f"“{wanted}” does not say which versions.",
            "Write it as `'>=0.1'` or `'>=0.1,<2'`.",
        )  # fmt: skip
        return
    if not fits:
        yield problem_at(
            document, path, "version-unfit",
            f"These checks need pitfall-audit {wanted}; this is {__version__}.",
            "Install a version that fits, or ask their authors for one that fits this.",
        )  # fmt: skip


def _fields(file: PackFile, document: Document) -> Iterator[Problem]:
    if len(file.fields) > MOST_OWN_FIELDS:
        yield problem_at(
            document, ("fields",), "too-many-fields",
            f"{len(file.fields):,} fields are declared; at most {MOST_OWN_FIELDS:,} may be.",
            "Declare those that the checks read.", key=True,
        )  # fmt: skip
    first: dict[str, str] = {}
    for key, entry in file.fields.items():
        path, name = ("fields", key), rule_name(key)
        if not _OWN_KEY.fullmatch(key):
            yield problem_at(
                document, path, "field-name-unfit",
                f"“{key}” can't be the name of a field that checks add: that is x- and then at "
                "most 58 lower-case letters, digits, hyphens and underscores, a letter first.",
                "Write it as `x-ward-type`, in engagements too.", key=True,
            )  # fmt: skip
            continue
        if name in _CEL_WORDS:
            yield problem_at(
                document, path, "field-name-taken",
                f"Rules would read `{key}` as `x.{name}`, and “{name}” is a word of the "
                "language that conditions are written in.",
                "Give the field a longer name.", key=True,
            )  # fmt: skip
        other = first.setdefault(name, key)
        if other != key:
            first_one = problem_at(document, ("fields", other), "", "", "", key=True)
            problem = problem_at(
                document, path, "two-names-become-one",
                f"Rules would read `{other}` and `{key}` both as `x.{name}`.",
                "Give one of them another name.", key=True,
            )  # fmt: skip
            yield Problem(
                problem.id, problem.message, problem.place, problem.help,
                (Related(first_one.place, "the other one"),),
            )  # fmt: skip
        if entry.words and entry.type != "text":
            yield problem_at(
                document, (*path, "words"), "words-of-no-text",
                f"Words are given for {key}, which is {_a(entry.type)}.",
                "Write `type: text`, or leave the words out.", key=True,
            )  # fmt: skip
        elif entry.words is not None:
            from pitfall_audit.rules.form.own_words import word_problems  # noqa: PLC0415

            yield from word_problems(entry, key, OwnField(key, entry).condition, document)


def _a(kind: str) -> str:
    return kind if kind == "yes or no" else f"a {kind}"
