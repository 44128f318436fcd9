"""Small arrangements on which a rule can be tried, to find examples that prove it.

Those that come with the program are the examples of its own rules: hundreds of engagements,
all invented, that between them state nearly everything that a file can state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.finding_files import find_files
from pitfall_audit.engine.reading_files import TiesApart, read_engagement
from pitfall_audit.engine.registers import Registers
from pitfall_audit.errors import UnreadableFileError, usage
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.registers import joined
from pitfall_audit.facts.subjects import PORTFOLIO_KINDS, FactSheet
from pitfall_audit.kept import kept
from pitfall_audit.rules.built_in import built_in_files
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.proving import (
    EXAMPLE_DAY,
    HEADINGS,
    facts_of_parts,
    facts_of_several,
    with_defaults,
    with_several_defaults,
)
from pitfall_audit.yaml.disk import is_folder, real_path, shown_name
from pitfall_audit.yaml.places import DataPath, Place
from pitfall_audit.yaml.reading import Document, read_source

__all__ = [
    "Sample", "built_in_samples", "facts_for", "facts_of", "facts_of_file", "made_of",
    "sample_of_file", "shrunk",
]  # fmt: skip

_Data = Mapping[str, Any]


class Sample(Struct, frozen=True):
    """An engagement, the ties beside it (None: no file of them), the day, and its facts.

    With ``several``, ``data`` are the engagements of one organisation, by the names of files.
    """

    data: _Data
    ties: _Data | None
    as_of: dt.date
    facts: FactSheet
    several: bool = False

    @property
    def size(self) -> int:
        """How much is written in it."""
        return len(repr(self.data)) + len(repr(self.ties or {}))


@lru_cache(maxsize=2)
def built_in_samples(vocabulary: Vocabulary, *, several: bool = False) -> tuple[Sample, ...]:
    """The engagements in the examples of the built-in rules, each once, the shortest first.

    ``vocabulary`` adds the fields of a pack, of which they state nothing. With ``several``, those
    of the rules that look over several files.
    """
    name = "samples-of-several" if several else "samples"
    found = kept(name, lambda: _of_examples(several=several), built_in_files())
    if several:
        return tuple(found)
    return tuple(
        replace(one, facts=vocabulary.read_own_fields(one.facts, *_parts(one.data, one.ties))[0])
        for one in found
    )


def _of_examples(*, several: bool) -> list[Sample]:
    found: dict[str, Sample | None] = {}
    for rule in load_built_in().rules:
        for example in (one for key, _ in HEADINGS for one in getattr(rule.examples, key)):
            if (len(example.files) > 1) != several:
                continue  # what is looked at over several files is none of one
            data, as_of = example.files, example.as_of or EXAMPLE_DAY
            if not several:
                (data,) = data.values()
            key = repr((data, example.ties, as_of))
            if key not in found:
                made = made_of(data, example.ties, as_of, BUILT_IN_VOCABULARY, several=several)
                found[key] = next(made, None)
    return sorted(filter(None, found.values()), key=lambda one: one.size)


def facts_of(
    data: _Data,
    ties: _Data | None,
    as_of: dt.date,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
    *,
    several: bool = False,
) -> FactSheet | None:
    """The facts of an example with such content; None where it is not valid.

    Nobody is told why not, so the data need be written nowhere.
    """
    if several:
        if len(data) < 2 or not all(isinstance(one, Mapping) for one in data.values()):
            return None
        files = map(_Unwritten, with_several_defaults(data).values())
        return facts_of_several(files, _parts({}, ties)[1], as_of)[0]
    return facts_of_parts(*_parts(data, ties), as_of, vocabulary)[0]


def made_of(
    data: _Data,
    ties: _Data | None,
    as_of: dt.date,
    vocabulary: Vocabulary,
    *,
    several: bool = False,
) -> Iterator[Sample]:
    """The sample with such content, if that is valid."""
    if (facts := facts_of(data, ties, as_of, vocabulary, several=several)) is not None:
        yield Sample(data, ties, as_of, facts, several)


def _parts(data: _Data, ties: _Data | None) -> tuple[_Unwritten, _Unwritten | None]:
    beside = None if ties is None else _Unwritten({"version": "1", **ties})
    return _Unwritten(with_defaults(data)), beside


class _Unwritten(Struct, frozen=True):
    """Data that stand in no file: whatever is wrong in them is at one place."""

    data: dict[str, Any]
    file: str = "example.yaml"

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[()]]:  # noqa: ARG002  # wherever
        return Place(self.file, 1, 1, 1, 1), ()

    def line_excerpt(self, line: int) -> str:  # noqa: ARG002  # there is none
        return ""


MOST_TRIES: Final = 1_500
"""How many ways of making one example shorter are tried; each takes a few milliseconds."""

_Route = tuple[str | int, ...]


def shrunk(sample: Sample, keeps: Callable[[FactSheet], bool], vocabulary: Vocabulary) -> Sample:
    """A sample with as little in it as it takes for ``keeps`` to hold of its facts.

    What is larger is left out first, so that a whole section that does not matter costs one
    try. It is made for the day on which examples are looked at, where that makes no difference.
    """
    tries = _Tries(keeps, vocabulary, several=sample.several)
    if sample.as_of != EXAMPLE_DAY:
        facts = tries.facts(sample.data, sample.ties, EXAMPLE_DAY)
        if facts is not None:
            sample = replace(sample, as_of=EXAMPLE_DAY, facts=facts)
    if sample.ties is not None:
        facts = tries.facts(sample.data, None, sample.as_of)
        if facts is not None:
            sample = replace(sample, ties=None, facts=facts)
    whole: dict[str, Any] = {"data": deepcopy(dict(sample.data))}
    if sample.ties is not None:
        whole["ties"] = deepcopy(dict(sample.ties))
    facts = sample.facts
    left = True
    while left:
        left = False
        for route in tuple(_routes(whole)):
            taken = _without(whole, route)
            if taken is None:
                continue
            found = tries.facts(taken["data"], taken.get("ties"), sample.as_of)
            if found is not None:
                whole, facts, left = taken, found, True
    return Sample(whole["data"], whole.get("ties"), sample.as_of, facts, sample.several)


class _Tries:
    def __init__(
        self, keeps: Callable[[FactSheet], bool], vocabulary: Vocabulary, *, several: bool
    ) -> None:
        self._keeps = keeps
        self._several = several
        self._vocabulary = vocabulary
        self._left = MOST_TRIES

    def facts(self, data: Any, ties: Any, as_of: dt.date) -> FactSheet | None:
        """The facts, where they can be had and all is kept; None once it was tried too often."""
        if not self._left:
            return None
        self._left -= 1
        facts = facts_of(data, ties, as_of, self._vocabulary, several=self._several)
        return facts if facts is not None and self._keeps(facts) else None


def _routes(whole: Any) -> Iterator[_Route]:
    """The ways to everything that could be left out, from the outside in, the last first.

    What stands later more often leans on what stands before it than the other way round.
    """
    level: list[tuple[_Route, Any]] = [((), whole)]
    while level:
        inner: list[tuple[_Route, Any]] = []
        for route, value in level:
            if isinstance(value, dict):
                inner.extend(((*route, key), value[key]) for key in reversed(value))
            elif isinstance(value, list):
                inner.extend(((*route, at), value[at]) for at in reversed(range(len(value))))
        yield from (route for route, _ in inner if len(route) > 1)
        level = inner


def _without(whole: dict[str, Any], route: _Route) -> dict[str, Any] | None:
    """A copy without what stands at a route; None where it does not stand there any more."""
    copy = deepcopy(whole)
    holder: Any = copy
    try:
        for step in route[:-1]:
            holder = holder[step]
        del holder[route[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return copy


def facts_of_file(
    path: Path,
    *,
    as_of: dt.date,
    ties: Path | None = None,
    base: Path | None = None,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
) -> tuple[FactSheet, Document]:
    """The facts of one engagement file as it stands on the day ``as_of``, and what it holds.

    ``ties`` is a file of ties kept apart; paths are shown from ``base`` (the working folder if
    left out). ``vocabulary`` adds the fields that a pack declares.

    Raises :class:`~pitfall_audit.errors.UsageProblem` where the path names no file, and
    :class:`~pitfall_audit.errors.UnreadableFileError` with all that is wrong in what it names.
    """
    base = Path.cwd() if base is None else base
    if is_folder(path):
        raise usage("folder-not-file", shown=shown_name(path, base))
    (file,) = find_files([path], base)
    read = read_engagement(file, read_source(path, file.shown))
    engagement, document = read.engagement, read.document
    apart = TiesApart([ties] if ties is not None else [], base)
    given = apart.of(engagement) if engagement is not None else None
    problems = (*read.problems, *apart.problems)
    if problems or engagement is None or document is None:
        raise UnreadableFileError(problems)
    apart.check_whose()
    facts = derive_facts(engagement, given and given.file, as_of)
    facts, problems = vocabulary.read_own_fields(facts, document, given and given.document)
    if problems:
        raise UnreadableFileError(problems)
    return facts, document


def facts_of_folder(
    path: Path, *, as_of: dt.date, ties: Path | None = None, base: Path | None = None
) -> tuple[FactSheet, dict[str, Document]]:
    """What the files in a folder show together, and these files, by their names.

    Raises :class:`~pitfall_audit.errors.UnreadableFileError` with all that is wrong in them, and
    :class:`~pitfall_audit.errors.UsageProblem` where no two are of one organisation or register.
    """
    base = Path.cwd() if base is None else base
    shared = Registers(None, [path], base, None)
    apart = TiesApart([ties] if ties is not None else [], base)
    summaries, documents, wrong = [], {}, [*shared.problems]
    for file in find_files([path], base):
        place = real_path(file.path)
        wrong += [file.problem] if file.problem else []
        if file.problem or file.passed_over or place in shared.places:
            continue
        read = read_engagement(
            file, read_source(file.path, file.shown), given=place in apart.places
        )
        wrong += read.problems
        if read.engagement is None or read.document is None:
            continue
        given = apart.of(read.engagement)
        facts = derive_facts(read.engagement, given.file if given is not None else None, as_of)
        if facts.summary is not None:
            summaries.append(facts.summary)
        documents[f"{read.engagement.id}.yaml"] = read.document
    if problems := (*wrong, *apart.problems):
        raise UnreadableFileError(problems)
    apart.check_whose()
    found = joined(summaries, shared.register(as_of))
    if not found:
        raise usage("no-two-files", folder=shown_name(path, base))
    subjects = {
        kind: tuple(one for _, sheet in found.values() for one in sheet.subjects[kind])
        for kind in PORTFOLIO_KINDS
    }
    return FactSheet(subjects, next(iter(found.values()))[1].ties), documents


def facts_for(
    kind: str, path: Path, *, as_of: dt.date, ties: Path | None, vocabulary: Vocabulary
) -> FactSheet:
    """The facts of a file, or of the files in a folder, as it takes for a kind of subject.

    Raises as :func:`facts_of_file` and :func:`facts_of_folder` do, and UsageProblem where it is a
    file and takes a folder.
    """
    if kind not in PORTFOLIO_KINDS:
        return facts_of_file(path, as_of=as_of, ties=ties, vocabulary=vocabulary)[0]
    if not is_folder(path):
        raise usage("file-not-folder", kind=kind, file=shown_name(path, Path.cwd()))
    return facts_of_folder(path, as_of=as_of, ties=ties)[0]


def sample_of_file(
    path: Path, *, as_of: dt.date, vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> Sample:
    """One engagement file as an arrangement on which rules can be tried, without ties apart.

    A folder is taken for the files of one organisation. Raises as :func:`facts_for` does.
    """
    if is_folder(path):
        together, documents = facts_of_folder(path, as_of=as_of)
        files = {name: one.data for name, one in documents.items()}
        return Sample(files, None, as_of, together, several=True)
    facts, document = facts_of_file(path, as_of=as_of, vocabulary=vocabulary)
    return Sample(document.data, None, as_of, facts)
