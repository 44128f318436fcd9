"""Looks for facts by words, for those who write checks."""

from __future__ import annotations

from pitfall_audit.report.faults import COULD_NOT_RUN, CannotRunError, Fault
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_fact_search import render_fact_search
from pitfall_audit.report.terminal_rules_facts import NoSuchFactError, reached
from pitfall_audit.rules.authoring.fact_search import Wanted, search_facts, searched_words
from pitfall_audit.rules.authoring.place_search import own_field_called, place_words, search_places
from pitfall_audit.rules.form.vocabulary import OWN, Vocabulary
from pitfall_audit.yaml.suggestions import very_near

__all__ = ["searched_text"]

_MOST_LETTERS_OFF = 2
_WHERE = "pitfall-audit rules facts"


def searched_text(sought: str, within: str | None, screen: Screen, vocabulary: Vocabulary) -> str:
    """Return the facts in which all words of ``sought`` are found, of all kinds or ``within`` one.

    With them come the places of an engagement file that no fact speaks of yet. Raises
    CannotRunError where there is neither, and where ``within`` leads to nothing.
    """
    wanted = Wanted.of(sought)
    if not wanted.words:
        raise _fault("--search: there is no word in it", "for example: --search carers")
    shapes = vocabulary.shapes
    if within is not None:
        try:
            reached(within, shapes)
        except NoSuchFactError as problem:
            raise _fault(problem.message, problem.help) from problem
    found = search_facts(wanted, shapes, within)
    places = search_places(wanted, within)
    elsewhere = within is not None and search_facts(wanted, shapes)
    if not found and (elsewhere or not places):
        raise _nothing_found(sought, wanted, within, vocabulary)
    return render_fact_search(
        sought, found, places, width=screen.width, colour=screen.colour, unicode=screen.unicode
    )


def _nothing_found(
    sought: str, wanted: Wanted, within: str | None, vocabulary: Vocabulary
) -> CannotRunError:
    shapes = vocabulary.shapes
    of = f" of a {within}" if within is not None else ""
    cause = f"no fact{of} speaks of “{sought}”, nor has an engagement file a place for it"
    if within is not None and (elsewhere := search_facts(wanted, shapes)):
        kinds = ", ".join(group.kind for group in elsewhere)
        return _fault(cause, f"there are facts that do, of: {kinds}. Leave out {within}")
    if within is not None and search_places(wanted):
        return _fault(cause, f"there is a place for it elsewhere in the file. Leave out {within}")
    known = searched_words(shapes.values()) | place_words()
    meant = [
        word if Wanted((word,)).are_in(*known) else very_near(word, _of_length(word, known))
        for word in wanted.words
    ]
    guess = " ".join(word for word in meant if word is not None)
    likely = Wanted.of(guess)
    if None not in meant and (
        search_facts(likely, shapes, within) or search_places(likely, within)
    ):
        return _fault(cause, f"did you mean {guess}? For all facts of one kind: {_WHERE} seat")
    kind = within.partition(".")[0] if within is not None else None
    own = own_field_called(sought, kind)
    entry = own.entry
    declared = (
        f"fields: {{{own.key}: {{on: {entry.on[0]}, type: {entry.type}, says: {entry.says}}}}}"
    )
    read_as = own.condition if kind is None else f"{kind}.{OWN}.{own.name}"
    return _fault(
        cause,
        ("all words must be found; look for fewer of them, or for others. "
         if len(wanted.words) > 1 else "try another word, or a part of it. ")
        + "To ask about it all the same, declare a field of your own in pack.yaml, as "
        f"{declared} (docs/packs.md tells more); a condition reads it as {read_as}",
    )  # fmt: skip


def _of_length(word: str, known: set[str]) -> list[str]:
    """The words about as long as one, in order: only among them can be what was meant."""
    return sorted(one for one in known if abs(len(one) - len(word)) <= _MOST_LETTERS_OFF)


def _fault(cause: str, help_: str) -> CannotRunError:
    return CannotRunError(Fault(what=COULD_NOT_RUN, where=_WHERE, cause=cause, help=help_))
