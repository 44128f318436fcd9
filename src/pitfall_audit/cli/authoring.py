"""What the commands for those who write checks call upon: facts, tries and explanations."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pitfall_audit.cli.packs import find_check
from pitfall_audit.engine.errors import UsageProblem
from pitfall_audit.engine.gathering import shown_name
from pitfall_audit.engine.one_file import facts_of_file
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.report.faults import COULD_NOT_RUN, CannotRunError, Fault, did_you_mean
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_rules_explain import render_explanation, render_tried
from pitfall_audit.report.terminal_rules_facts import (
    NoSuchFactError,
    render_fact_kinds,
    render_facts,
)
from pitfall_audit.rules.authoring.author_tasks import Explain
from pitfall_audit.rules.authoring.trying import Tried, compile_to_try, try_over
from pitfall_audit.rules.evaluation.evaluation import Batches, Verdict, evaluate
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.outside.rehearsing import SECONDS_TO_LOOK, rehearse
from pitfall_audit.rules.outside.tasks import Evaluate
from pitfall_audit.rules.packs.packs import Pack, in_order
from pitfall_audit.settings.settings import Settings
from pitfall_audit.settings.settings_file import SettingsFile

__all__ = ["explanation_text", "facts_text", "tried_text", "vocabulary_of"]

_Found = TypeVar("_Found", Verdict, Tried)
_SHOWN_AT_MOST = 8


def facts_text(
    route: str | None, screen: Screen, vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> str:
    """Return the kinds of subject, or the fields below a route; raises CannotRunError."""
    width, colour, unicode = screen.width, screen.colour, screen.unicode
    if route is None:
        return render_fact_kinds(width=width, colour=colour, unicode=unicode)
    try:
        return render_facts(
            route, width=width, colour=colour, unicode=unicode, shapes=vocabulary.shapes
        )
    except NoSuchFactError as problem:
        raise _fault("pitfall-audit rules facts", problem.message, problem.help) from problem


def vocabulary_of(packs: Sequence[Pack], where: str) -> Vocabulary:
    """Return what a condition may read: the built-in facts, and what one other pack adds.

    Raises CannotRunError where there are more, for each pack's fields are its own.
    """
    own = [pack for pack in packs if pack.vocabulary.fields]
    if len(own) > 1:
        raise _fault(
            where,
            f"{own[0].name} and {own[1].name} each have fields of their own",
            "name one of them with --rules, and leave settings aside with --no-config",
        )
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

    Raises PackError where the expression can't be used, UnreadableFileError where the file
    can't, and CannotRunError where either is not there, or no subject has the ``identity``.
    """
    where = "pitfall-audit rules try"
    program = compile_to_try(expression, vocabulary)
    facts = _facts(file, as_of, ties, vocabulary, where)
    tried = list(try_over(program, facts, vocabulary))
    return render_tried(
        _narrowed(tried, identity, file, where),
        kind=program.variable,
        file=shown_name(file, Path.cwd()),
        as_of=as_of.isoformat(),
        closely=identity is not None,
        width=screen.width,
        colour=screen.colour,
        unicode=screen.unicode,
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
    and CannotRunError where either is not there, or no subject has the ``identity``.
    """
    where = "pitfall-audit rules explain"
    rule, pack = find_check(name, packs, where)
    rule = _as_set(rule, packs, settings, file)
    facts = _facts(file, as_of, ties, rule.vocabulary, where)
    rehearse(pack, [_explain(rule, facts)], SECONDS_TO_LOOK)
    verdicts = list(evaluate(rule, Batches(facts)))
    return render_explanation(
        rule,
        _narrowed(verdicts, identity, file, where),
        file=shown_name(file, Path.cwd()),
        as_of=as_of.isoformat(),
        width=screen.width,
        colour=screen.colour,
        unicode=screen.unicode,
    )


def _explain(rule: Rule, facts: FactSheet) -> Explain:
    subjects = facts.subjects.get(rule.logic.subject, ())
    return Explain(Evaluate(rule.id, dict(rule.thresholds), rule.set_severity, subjects))


def _as_set(rule: Rule, packs: Sequence[Pack], file: SettingsFile | None, audited: Path) -> Rule:
    settings = Settings(in_order(one for pack in packs for one in pack.rules), file)
    setting = settings.for_file(Path.cwd() / audited).rules.get(rule.id)
    if setting is None:
        return rule
    thresholds = {
        name: setting.thresholds[name].value if name in setting.thresholds else value
        for name, value in rule.thresholds.items()
    }
    severity = None if setting.severity is None else setting.severity.value
    return rule.with_settings(thresholds, severity)


def _facts(
    file: Path, as_of: datetime.date, ties: Path | None, vocabulary: Vocabulary, where: str
) -> FactSheet:
    try:
        return facts_of_file(file, as_of=as_of, ties=ties, vocabulary=vocabulary)
    except UsageProblem as problem:
        raise _fault(where, problem.message, problem.help) from problem


def _narrowed(
    found: Sequence[_Found], identity: str | None, file: Path, where: str
) -> Sequence[_Found]:
    if identity is None:
        return found
    chosen = [one for one in found if one.subject.identity == identity]
    if chosen:
        return chosen
    known = [one.subject.identity for one in found]
    meant = did_you_mean(identity, known)
    more = f" and {len(known) - _SHOWN_AT_MOST} more" if len(known) > _SHOWN_AT_MOST else ""
    raise _fault(
        where,
        f"there is no {identity} in {file} for it to look at",
        f"did you mean {meant}?"
        if meant is not None
        else f"there is {', '.join(known[:_SHOWN_AT_MOST]) or 'nothing of that kind'}{more}",
    )


def _fault(where: str, cause: str, help_: str) -> CannotRunError:
    return CannotRunError(Fault(what=COULD_NOT_RUN, where=where, cause=cause, help=help_))
