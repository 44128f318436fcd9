"""Reads the register that the files of an audit share: named in settings, or found beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model.engagement import RegisteredBody, RegisteredPerson, RegisterFile
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.engine.finding_files import keys_at_top
from pitfall_audit.engine.result import Seal
from pitfall_audit.engine.seals import seal_of_file
from pitfall_audit.errors import UnreadableFileError, usage, worded_at
from pitfall_audit.facts.registers import Register, registered
from pitfall_audit.facts.subjects import Anchor
from pitfall_audit.yaml.disk import is_file, is_folder, real_path, shown_name
from pitfall_audit.yaml.document_parts import Located
from pitfall_audit.yaml.places import DataPath, Place, Problem, Related
from pitfall_audit.yaml.reading import Document, read_source, read_text

__all__ = ["IS_THE_REGISTER", "ListReader", "ListedEntry", "Registers"]

IS_THE_REGISTER: Final = "it is the register that the files share"
_NAMES: Final = ("people", "bodies")
_SUFFIXES: Final = (".yaml", ".yml", ".csv")


class ListedEntry(Struct, frozen=True):
    """A row of a list, by its number: an id, what it says of it by field, and its other ids."""

    row: int
    id: str
    fields: Mapping[str, str]
    same_as: tuple[str, ...]


ListReader = Callable[[Path, str], Sequence[ListedEntry] | None]
"""Reads a list under the name it is shown by; None where the list has no column of ids."""


class _Listed(Struct, frozen=True):
    """A list as the data of a register, which knows in which row each id stands."""

    file: str
    data: dict[str, Any]
    rows: Mapping[str, int]

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[Related, ...]]:
        """The row of an id."""
        del key
        row = self.rows.get(str(path[1]), 0) if len(path) > 1 else 0
        return Place(self.file, row, int(row > 0)), ()

    def line_excerpt(self, line: int) -> str:
        """Nothing: a row of a list may hold somebody's name."""
        del line
        return ""


class Registers:
    """The files of the register of a run, and what is wrong with them.

    Of those that the settings name, each is to be there; raises :class:`UsageProblem` else.
    ``read_list`` reads CSV; without it none is looked for.
    """

    def __init__(
        self,
        named: Sequence[Path] | None,
        paths: Sequence[Path],
        base: Path,
        read_list: ListReader | None,
    ) -> None:
        self.problems: list[Problem] = []
        self.seals: list[Seal] = []
        self.passed_over: dict[str, str] = {}
        self._read_list = read_list
        self._found = named is None
        files = _beside(paths) if named is None else named
        self._parts: list[tuple[Located, RegisterFile]] = []
        self.places: set[Path] = set()
        for path in files:
            shown = shown_name(path, base)
            if not is_file(path):
                raise usage("no-register", shown=shown)
            if (document := self._document(path, shown)) is not None:
                self.places.add(real_path(path))
                self.seals.append(Seal("register", shown, seal_of_file(path)))
                self._take(document)
        self._refuse_two_of_one_id()

    @property
    def shown(self) -> tuple[str, ...]:
        """The files that are part of it."""
        return tuple(one.file for one, _ in self._parts)

    def _document(self, path: Path, shown: str) -> Located | None:
        """A file of it; None where it is none, or can't be read."""
        if path.suffix.lower() == ".csv":
            return self._list(path, shown)
        source = read_source(path, shown)
        # A file of that name may well be an arrangement.
        if self._found and isinstance(source, str) and {"id", "title"} & keys_at_top(source):
            return None
        document = read_text(source, shown) if isinstance(source, str) else source
        if isinstance(document, Document):
            return document
        self.places.add(real_path(path))
        self.problems.extend(document)
        return None

    def _list(self, path: Path, shown: str) -> Located | None:
        if self._read_list is None:
            return None
        try:
            entries = self._read_list(path, shown)
        except UnreadableFileError as trouble:
            self.problems.extend(trouble.problems)
            return None
        if entries is None:
            if self._found:
                self.passed_over[shown] = "it is a list without a column of ids"
            else:
                self.problems.append(worded_at(Place(shown), "no-ids"))
            return None
        of = "bodies" if path.stem.lower() == "bodies" else "people"
        rows: dict[str, int] = {}
        data: dict[str, Any] = {}
        for one in entries:
            if not one.id:
                self.problems.append(worded_at(Place(shown, one.row, 1), "no-id"))
                continue
            if rows.setdefault(one.id, one.row) != one.row:
                self.problems.append(
                    _two(one.id, Place(shown, one.row, 1), Place(shown, rows[one.id], 1))
                )
            same = {"same_as": list(one.same_as)} if one.same_as else {}
            data[one.id] = {**(one.fields if of == "people" else {}), **same}
        return _Listed(shown, {"version": "1", of: data}, rows)

    def _take(self, document: Located) -> None:
        file, problems = validate_as(RegisterFile, document)
        self.problems.extend(problems)
        if file is not None:
            self._parts.append((document, file))

    def _entries(
        self,
    ) -> Iterator[tuple[Located, DataPath, str, RegisteredPerson | RegisteredBody]]:
        for document, file in self._parts:
            for section in _NAMES:
                for id_, entry in (getattr(file, section) or {}).items():
                    yield document, (section, id_), section, entry

    def _refuse_two_of_one_id(self) -> None:
        """Note each id that would mean two: an entry's own, or one that it says is the same."""
        first: dict[tuple[str, str | None, str], tuple[Place, str]] = {}
        whose_files = {file.organisation: document for document, file in self._parts}
        if len(told := [one for one in whose_files if one is not None]) > 1:
            places = [whose_files[one].locate(("organisation",))[0] for one in told]
            self.problems.append(
                worded_at(places[1], "two-organisations", Related(places[0], "the other one"))
            )
        for document, path, section, entry in self._entries():
            whose = str(path[1])
            ids = [(None, whose, path)] + [
                (one.engagement, one.id, (*path, "same_as", at))
                for at, one in enumerate(entry.same_as or ())
            ]
            for engagement, id_, at in ids:
                place = replace(document.locate(at)[0], excerpt="")
                before = first.setdefault((section, engagement, id_), (place, whose))
                if before[0] is not place and (before[1] != whose or at == path):
                    self.problems.append(_two(id_, place, before[0]))

    def register(self, as_of: dt.date) -> Register | None:
        """The register; None where there is none, or something is wrong with it."""
        if not self._parts or self.problems:
            return None
        people = {id_: one for _, file in self._parts for id_, one in (file.people or {}).items()}
        bodies = {id_: one for _, file in self._parts for id_, one in (file.bodies or {}).items()}
        organisation = next(
            (file.organisation for _, file in self._parts if file.organisation), None
        )
        title = f"the register, {' and '.join(self.shown)}"
        made = registered(title, organisation, people, bodies, as_of)
        return replace(made, said=replace(made.said, places={
            anchor: self._place(anchor) for anchor in made.said.anchors()
        }))  # fmt: skip

    def _place(self, anchor: Anchor) -> Place:
        section, id_ = str(anchor.path[0]), str(anchor.path[1])
        whole = next(
            document for document, file in self._parts if id_ in (getattr(file, section) or {})
        )
        return replace(whole.locate(anchor.path)[0], excerpt="")


def _two(id_: str, place: Place, other: Place) -> Problem:
    return worded_at(place, "two-of-one-identity/register", Related(other, "the other one"), id=id_)


def _beside(paths: Sequence[Path]) -> list[Path]:
    """The files of a register that stand beside some files, or in some folders."""
    folders = dict.fromkeys(path if is_folder(path) else path.parent for path in paths)
    return [
        path
        for folder in folders
        for name in _NAMES
        for suffix in _SUFFIXES
        if is_file(path := folder / f"{name}{suffix}")
    ]
