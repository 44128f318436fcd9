"""Makes the pages of ``rules facts``, ``try`` and ``explain``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pitfall_audit.engagement.message_words import very_near
from pitfall_audit.errors import UsageProblem, usage
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.report.screen import Screen, did_you_mean
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, OWN, Vocabulary
from pitfall_audit.rules.packs import Pack, in_order
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_process import Evaluate
from pitfall_audit.rules.verdicts import Verdict
from pitfall_audit.settings.settings import Settings
from pitfall_audit.settings.settings_file import SettingsFile
from pitfall_audit.workbench.author_tasks import SECONDS_TO_LOOK, Rehearsal, look_closely, rehearse
from pitfall_audit.workbench.condition_pages import render_explanation, render_tried
from pitfall_audit.workbench.fact_pages import (
    reached,
    render_fact_kinds,
    render_fact_search,
    render_facts,
)
from pitfall_audit.workbench.fact_search import (
    Wanted,
    own_field_called,
    place_words,
    search_facts,
    search_places,
    searched_words,
)
from pitfall_audit.workbench.finding_checks import find_check
from pitfall_audit.workbench.samples import facts_for
from pitfall_audit.workbench.trying import Tried, compile_to_try, try_over
from pitfall_audit.yaml.disk import shown_name

__all__ = ["explanation_text", "facts_text", "searched_text", "tried_text", "vocabulary_of"]

_Found = TypeVar("_Found", Verdict, Tried)
_SHOWN_AT_MOST = 8


def facts_text(
    route: str | None, screen: Screen, vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> str:
    """Return the kinds of subject, or the fields below a route; raises UsageProblem."""
    if route is None:
        return render_fact_kinds(screen)
    return render_facts(route, screen, shapes=vocabulary.shapes)


def vocabulary_of(packs: Sequence[Pack]) -> Vocabulary:
    """Return what a condition may read: the built-in facts, and what one other pack adds.

    Raises UsageProblem where there are more, for each pack's fields are its own.
    """
    own = [pack for pack in packs if pack.vocabulary.fields]
    if len(own) > 1:
        raise usage("two-vocabularies", own=own)
    return own[0].vocabulary if own else BUILT_IN_VOCABULARY


def tried_text(
    expression: str,
    file: Path,
    *,
    as_of: datetime.date,
    ties: Path | None,
    identity: str | None,
    screen: Screen,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
) -> str:
    """Return what an expression gives for each subject of a file.

    Raises UnusableExpressionError where the expression can't be used, UnreadableFileError where
    the file can't, and UsageProblem where either is not there, or no subject has the
    ``identity``.
    """
    program = compile_to_try(expression, vocabulary)
    facts = facts_for(program.variable, file, as_of=as_of, ties=ties, vocabulary=vocabulary)
    tried = list(try_over(program, facts, vocabulary))
    return render_tried(
        _narrowed(tried, identity, file),
        screen,
        kind=program.variable,
        file=shown_name(file, Path.cwd()),
        as_of=as_of.isoformat(),
        closely=identity is not None,
    )


def explanation_text(
    name: str,
    file: Path,
    *,
    packs: Sequence[Pack],
    settings: SettingsFile | None = None,
    as_of: datetime.date,
    ties: Path | None,
    identity: str | None,
    screen: Screen,
) -> str:
    """Return why a check, by its id or its file, gave each outcome on a file.

    It has the thresholds and the severity that ``settings`` give it for the file.
    Raises PackError where the check can't be used, UnreadableFileError where the file can't,
    and UsageProblem where either is not there, or no subject has the ``identity``.
    """
    rule, pack = find_check(name, packs)
    held = Settings(in_order(one for pack in packs for one in pack.rules), settings)
    if (setting := held.for_file(Path.cwd() / file).rules.get(rule.id)) is not None:
        rule = held.as_set(rule, setting)
    kind = rule.logic.subject
    facts = facts_for(kind, file, as_of=as_of, ties=ties, vocabulary=rule.vocabulary)
    rehearse(pack, [_explain(rule, facts)], SECONDS_TO_LOOK)
    verdicts = list(evaluate(rule, Batches(facts)))
    return render_explanation(
        rule,
        _narrowed(verdicts, identity, file),
        screen,
        file=shown_name(file, Path.cwd()),
        as_of=as_of.isoformat(),
    )


def _explain(rule: Rule, facts: FactSheet) -> Rehearsal:
    subjects = facts.subjects.get(rule.logic.subject, ())
    run = Evaluate(rule.id, dict(rule.thresholds), rule.set_severity, subjects)
    return Rehearsal(rule.id, look_closely, (run,))


def _narrowed(found: Sequence[_Found], identity: str | None, file: Path) -> Sequence[_Found]:
    if identity is None:
        return found
    chosen = [one for one in found if one.subject.identity == identity]
    if chosen:
        return chosen
    known = [one.subject.identity for one in found]
    meant = did_you_mean(identity, known)
    more = f" and {len(known) - _SHOWN_AT_MOST} more" if len(known) > _SHOWN_AT_MOST else ""
    there = f"there is {', '.join(known[:_SHOWN_AT_MOST]) or 'nothing of that kind'}{more}"
    there = there if meant is None else f"did you mean {meant}?"
    raise usage("no-subject", identity=identity, file=file, there=there)


_MOST_LETTERS_OFF = 2


def searched_text(sought: str, within: str | None, screen: Screen, vocabulary: Vocabulary) -> str:
    """Return the facts in which all words of ``sought`` are found, of all kinds or ``within`` one.

    With them come the places of an engagement file that no fact speaks of yet. Raises
    UsageProblem where there is neither, and where ``within`` leads to nothing.
    """
    wanted = Wanted.of(sought)
    if not wanted.words:
        raise usage("no-word-searched")
    shapes = vocabulary.shapes
    if within is not None:
        reached(within, shapes)
    found = search_facts(wanted, shapes, within)
    places = search_places(wanted, within)
    elsewhere = within is not None and search_facts(wanted, shapes)
    if not found and (elsewhere or not places):
        raise _nothing_found(sought, wanted, within, vocabulary)
    return render_fact_search(sought, found, places, screen)


def _nothing_found(
    sought: str, wanted: Wanted, within: str | None, vocabulary: Vocabulary
) -> UsageProblem:
    shapes = vocabulary.shapes
    of = f" of a {within}" if within is not None else ""
    if within is not None and (elsewhere := search_facts(wanted, shapes)):
        kinds = ", ".join(group.kind for group in elsewhere)
        return usage("nothing-found/facts", of=of, sought=sought, kinds=kinds, within=within)
    if within is not None and search_places(wanted):
        return usage("nothing-found/place", of=of, sought=sought, within=within)
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
        return usage("nothing-found/meant", of=of, sought=sought, guess=guess)
    kind = within.partition(".")[0] if within is not None else None
    own = own_field_called(sought, kind)
    entry = own.entry
    declared = (
        f"fields: {{{own.key}: {{on: {entry.on[0]}, type: {entry.type}, says: {entry.says}}}}}"
    )
    read_as = own.condition if kind is None else f"{kind}.{OWN}.{own.name}"
    key = "nothing-found/of-several-words" if len(wanted.words) > 1 else "nothing-found"
    return usage(key, of=of, sought=sought, declared=declared, read_as=read_as)


def _of_length(word: str, known: set[str]) -> list[str]:
    """Return the words about as long as ``word``, in order: what was meant can only be one."""
    return sorted(one for one in known if abs(len(one) - len(word)) <= _MOST_LETTERS_OFF)
