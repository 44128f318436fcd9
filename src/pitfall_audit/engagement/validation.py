"""From the data of a file to an engagement, or to everything that stands in the way.

All problems of a file are found at once, in the order of its lines: what the models say is
wrong, names that point at nothing, two things that share one identity, and dates that can't be
in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace
from pydantic_core import ErrorDetails, ValidationError

from pitfall_audit.engagement.absence import NO_ABSENCES, TakenOut, take_out
from pitfall_audit.engagement.message_words import did_you_mean, is_private, quoted
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.base import Description, Model
from pitfall_audit.engagement.model.records import validator
from pitfall_audit.engagement.name_errors import (
    Explanation,
    in_nothing_whole,
    looked_for_nowhere,
    misplaced,
)
from pitfall_audit.engagement.references import BodyNames, Duplicate, Reference, slug, survey
from pitfall_audit.errors import worded
from pitfall_audit.yaml.document_limits import in_order
from pitfall_audit.yaml.document_parts import Located
from pitfall_audit.yaml.places import DataPath, Place, Problem, Related

__all__ = ["declared", "undeclared_in_ties", "validate", "validate_as", "validate_ties"]

AnyFile = TypeVar("AnyFile", bound=Model)

_MOST_PLACES = 20
"""Of the places where one name stands, so many are told."""
_MOST_SUGGESTIONS = 50
"""Looking for what was nearly written takes time: beyond this many it is not done."""


def validate(document: Located) -> tuple[Engagement | None, tuple[Problem, ...]]:
    """Read an engagement from a document; None, and every problem, where it is not valid."""
    return _validate(Engagement, document, _unresolved)


def validate_ties(document: Located) -> tuple[TiesFile | None, tuple[Problem, ...]]:
    """Read a file of ties from a document.

    The people and sources that it names are declared in the engagement that it belongs to,
    so that only the two together can show whether they exist.
    """
    return _validate(TiesFile, document, _unresolved_ties)


def validate_as(
    model: type[AnyFile], document: Located
) -> tuple[AnyFile | None, tuple[Problem, ...]]:
    """Read any other kind of file from a document: one whose names refer to nothing outside."""
    return _validate(model, document, lambda _data, _references: iter(()))


# --- private ---------------------------------------------------------------------------


def _validate(
    model: type[AnyFile],
    document: Located,
    unresolved: Callable[[dict[str, Any], list[Reference]], Iterator[Reference]],
) -> tuple[AnyFile | None, tuple[Problem, ...]]:
    taken = TakenOut(document.data, NO_ABSENCES)
    if issubclass(model, Description):
        taken = take_out(model, document.data)
    data = taken.data
    built: AnyFile | None = None
    explanations: list[Explanation] = []
    try:
        built = validator(model).validate_python(data)
    except ValidationError as invalid:
        # Imported where there is something to explain: a run begins sooner without.
        from pitfall_audit.engagement.error_translation import explain  # noqa: PLC0415

        explanations.extend(
            explain(model, data, error, suggest=number < _MOST_SUGGESTIONS)
            for number, error in enumerate(_telling(invalid))
        )
    found = survey(model, data)
    # What stands alone for a record is told under the key that it stands for.
    already = {explanation.path[:end] for explanation in explanations for end in (None, -1)}
    already.update(taken.misplaced)
    # What is named in several places, and declared nowhere, is one problem.
    dangling: dict[tuple[str, str], list[Reference]] = {}
    for reference in unresolved(data, found.references):
        if reference.path not in already:
            dangling.setdefault((reference.kind, reference.name), []).append(reference)
    problems = [_problem(document, explanation) for explanation in explanations]
    problems.extend(
        _named_elsewhere(
            document,
            _dangling(data, first, suggest=number < _MOST_SUGGESTIONS),
            [one.path for one in others],
        )
        for number, (first, *others) in enumerate(dangling.values())
    )
    problems.extend(_duplicate(document, duplicate) for duplicate in found.duplicates)
    problems.extend(_of_two(document, *disorder) for disorder in found.disorders)
    problems.extend(_problem(document, misplaced(path)) for path in taken.misplaced)
    first, *more = looked_for_nowhere(data, taken.absences) or (None,)
    if first is not None:
        problems.append(_named_elsewhere(document, in_nothing_whole(first), more, "written"))
    if problems or built is None:
        return None, in_order(problems)
    if isinstance(built, Description):
        built.keep_absences(taken.absences)
    return built, ()


def _telling(invalid: ValidationError) -> list[ErrorDetails]:
    """What is wrong, without lists that are too short only for what is wrong in them."""
    errors = invalid.errors(include_url=False)
    if not any(one["type"] == "too_short" for one in errors):
        return errors
    above = {one["loc"][:end] for one in errors for end in range(len(one["loc"]))}
    return [one for one in errors if one["type"] != "too_short" or one["loc"] not in above]


def _problem(document: Located, explanation: Explanation) -> Problem:
    place, related = _locate(document, explanation.path, key=explanation.at_key)
    problem = Problem(explanation.id, explanation.message, place, explanation.help, related)
    from pitfall_audit.yaml.pasted import pasted_instead  # noqa: PLC0415  # little is wrong

    return pasted_instead(problem, document.line_excerpt(place.line))


def _named_elsewhere(
    document: Located, explanation: Explanation, others: list[DataPath], verb: str = "named"
) -> Problem:
    """A problem with a name, and the other places where it stands; of many, the first ones."""
    problem = _problem(document, explanation)
    places = (_locate(document, path)[0] for path in others[:_MOST_PLACES])
    related = (*problem.related, *(Related(place, f"{verb} here too") for place in places))
    more = len(others) - _MOST_PLACES
    help_text = problem.help + (f" It is {verb} in {more:,} more places." if more > 0 else "")
    return replace(problem, related=related, help=help_text)


def _locate(
    document: Located, path: DataPath, *, key: bool = False
) -> tuple[Place, tuple[Related, ...]]:
    place, related = document.locate(path, key=key)
    if any(is_private(path, step) for step in path):
        place = replace(place, path="")
    return _whole_line(document, place), tuple(
        replace(one, place=_whole_line(document, one.place)) for one in related
    )


def _whole_line(document: Located, place: Place) -> Place:
    """The place with its line for an excerpt, where the line is to be shown."""
    return replace(place, excerpt=document.line_excerpt(place.line))


# --- names that point at nothing ------------------------------------------------------

_DECLARED_IN = {
    "person": ("people", "unknown-person"),
    "body": ("bodies", "unknown-body"),
    "source": ("sources", "unknown-source"),
    "role": ("roles", "unknown-reference"),
    "tie": ("ties", "unknown-reference"),
    "view": ("views", "unknown-reference"),
    "group": ("affected_groups", "unknown-reference"),
    "promise": ("promises", "unknown-reference"),
}
_NOBODY = frozenset({"nobody", "no one", "no-one"})
_DECLARING = {
    "person": "To declare the person, write `{name}:` on a line of its own under `people`.",
    "body": "To declare the body, write `{name}:` on a line of its own under `bodies`.",
    "source": "To declare the source, write `- {{id: {name}, title: …}}` under `sources`.",
}


def declared(data: dict[str, Any], kind: str) -> list[str]:
    """The names of the things of a kind (``person``, ``role`` …) that a file declares."""
    section = data.get(_DECLARED_IN[kind][0])
    if isinstance(section, dict):
        return [name for name in section if isinstance(name, str)]
    entries = section if isinstance(section, list) else ()
    ids = (entry.get("id") for entry in entries if isinstance(entry, dict))
    return [name for name in ids if isinstance(name, str)]


def _titles_of_bodies(data: dict[str, Any]) -> dict[str, str | None]:
    """The title of each body that a file declares, as far as it is written."""
    section = data.get("bodies")
    bodies = section.items() if isinstance(section, dict) else ()
    titles = {name: body.get("title") if isinstance(body, dict) else None for name, body in bodies}
    return {name: title if isinstance(title, str) else None for name, title in titles.items()}


def _unresolved(data: dict[str, Any], references: list[Reference]) -> Iterator[Reference]:
    known = {kind: frozenset(declared(data, kind)) for kind in _DECLARED_IN}
    bodies = BodyNames(_titles_of_bodies(data))
    for reference in references:
        if reference.name in known[reference.kind]:
            continue
        if reference.kind == "body" and (
            not known["body"] or bodies.declared(reference.name) is not None
        ):
            continue  # the name is the body's title
        if reference.kind == "tie" and data.get("ties") is None:
            continue  # ties may stand in a file of their own
        yield reference


def _unresolved_ties(data: dict[str, Any], references: list[Reference]) -> Iterator[Reference]:
    ties = (reference for reference in references if reference.kind == "tie")
    return _unresolved(data, list(ties))


def _dangling(data: dict[str, Any], reference: Reference, suggest: bool) -> Explanation:
    section, problem = _DECLARED_IN[reference.kind]
    options = declared(data, reference.kind)
    parts = [did_you_mean(reference.name, options) if suggest else ""]
    if reference.kind == "person" and reference.name.casefold() in _NOBODY:
        parts = ["Where there is nobody, write `none`; in a list leave the entry out."]
    elif reference.kind in _DECLARING:
        # A body may have been named by its title, which is no id.
        name = slug(reference.name) if reference.kind == "body" else reference.name
        name = name if len(name) < 60 else "…"
        parts.append(_DECLARING[reference.kind].format(name=name))
    elif not parts[0]:
        parts.append(
            f"There are: {', '.join(options[:10])}." if options else f"Add it to `{section}`."
        )
    return Explanation(
        problem,
        f"{quoted(reference.name)} is not declared under `{section}`.",
        " ".join(part for part in parts if part),
        reference.path,
    )


# --- two things with one identity -----------------------------------------------------


def _duplicate(document: Located, duplicate: Duplicate) -> Problem:
    section = next(str(step) for step in reversed(duplicate.second) if isinstance(step, str))
    explanation = Explanation(
        "two-of-one-identity",
        f"Two entries of `{section}` {duplicate.identity}.",
        _TELL_APART.get(section, "Give one of them another id, or delete it."),
        duplicate.second,
    )
    return _of_two(document, explanation, duplicate.first, "the other one")


def _of_two(document: Located, told: Explanation, other: DataPath, says: str) -> Problem:
    """A problem with two places, both of which are as they are to be by themselves."""
    place, related = _locate(document, told.path)
    first, _ = _locate(document, other)
    return Problem(told.id, told.message, place, told.help, (Related(first, says), *related))


_TELL_APART = {
    "holders": "If the person holds it twice, say `from` when; otherwise delete one of them.",
    "support": "Put them together, with all kinds in one list: `kind: [peer, practical]`.",
    "conflicts": "Put them together, with all steps in one list under `handling`.",
    "waivers": "Delete one of them.",
}


def undeclared_in_ties(
    document: Located, ties: TiesFile, engagement: Engagement
) -> Iterator[Problem]:
    """One problem for each person whom ``ties``, read from ``document``, names in vain."""
    people = engagement.people or {}
    unknown: dict[str, list[DataPath]] = {}
    for path, person in _named(ties):
        if person not in people:
            unknown.setdefault(person, []).append(path)
    for person, (first, *others) in unknown.items():
        meant = did_you_mean(person, people) or "Declare the person there, or correct the id."
        said = worded("unknown-person/of-ties", person=person, meant=meant)
        yield _named_elsewhere(document, Explanation(*said, first), others)


def _named(ties: TiesFile) -> Iterator[tuple[DataPath, str]]:
    for index, tie in enumerate(ties.ties or ()):
        yield ("ties", index, "of"), tie.of
        if tie.with_.person is not None:
            yield ("ties", index, "with"), tie.with_.person
    for index, conflict in enumerate(ties.conflicts or ()):
        for number, party in enumerate(conflict.between):
            if party.person is not None:
                yield ("conflicts", index, "between", number), party.person
