"""Drafts a rule from its conditions alone: the file, and examples that were found for it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from pitfall_audit.errors import PackError, usage
from pitfall_audit.facts.fact_schema import FactField
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import facts_read
from pitfall_audit.rules.form.outcomes import OutcomeKind, PitfallId, Severity
from pitfall_audit.rules.form.rule_form import BEGINS
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.proving import EXAMPLE_DAY, HEADINGS
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.example_search import FoundExample, Search, find_examples
from pitfall_audit.workbench.new_rule import filled_form
from pitfall_audit.workbench.samples import Sample, built_in_samples
from pitfall_audit.workbench.trying import compile_to_try
from pitfall_audit.yaml.writing import as_yaml

__all__ = ["Draft", "drafted", "examples_text", "search_for"]

_REMARKS: dict[OutcomeKind, str] = {
    "failed": "It finds this.",
    "passed": "It lets this pass.",
    "cannot-tell": "It cannot tell here, and asks.",
    "not-applicable": "It does not speak of this.",
}


class Draft(Struct, frozen=True):
    """What is known of a rule before it is written.

    ``applies`` and ``expect`` are its conditions. What it looks at is ``subject``, or the first
    name in its first condition. ``path`` is where it will be written, ``standard`` the id of
    what it rests on.
    """

    id: str
    pitfall: PitfallId
    expect: tuple[str, ...]
    applies: str = "true"
    subject: SubjectKind | None = None
    severity: Severity = "warning"
    path: str | None = None
    standard: str = ""


def drafted(
    draft: Draft, samples: Sequence[Sample] = (), vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> tuple[str, Search]:
    """Write a rule file around some conditions, with the examples that are found for them.

    ``samples`` are arrangements to look at before those that come with the program;
    ``vocabulary`` is what the conditions may read. Raises :class:`PackError` where they can't be
    used: its problems point into them.
    """
    first = compile_to_try(draft.expect[0], vocabulary, gives="condition", subject=draft.subject,
                           shown=_shown(draft, 0))  # fmt: skip
    subject = next(one for one in get_args(SubjectKind) if one == first.variable)
    for number, text in enumerate(draft.expect[1:], 1):
        compile_to_try(text, vocabulary, gives="condition", subject=subject,
                       shown=_shown(draft, number))  # fmt: skip
    compile_to_try(draft.applies, vocabulary, gives="condition", subject=subject,
                   shown="the condition after --applies")  # fmt: skip
    text = _text(draft, subject, first, vocabulary, "failed: []")
    rule, problems = compile_rule(RuleText(draft.path or f"{draft.id}.yaml", text), vocabulary)
    if rule is None:
        raise PackError(problems)
    search = search_for(rule, samples)
    return _text(draft, subject, first, vocabulary, examples_text(search)), search


def search_for(rule: Rule, samples: Sequence[Sample] = ()) -> Search:
    """Look for examples of a rule among some arrangements, then those that come with the program.

    The shortest of the latter come first: they are the examples of the built-in rules. Raises
    UsageProblem where a sample is of one file and the rule looks over several, or the other way.
    """
    several = rule.logic.scope == "portfolio"
    if any(one.several != several for one in samples):
        key = "samples-of-another-kind/folder" if several else "samples-of-another-kind/file"
        raise usage(key, logic=rule.logic)
    return find_examples(rule, [*samples, *built_in_samples(rule.vocabulary, several=several)])


def examples_text(search: Search) -> str:
    """The third part of a rule file: what was found, by outcome, each with a remark above it."""
    parts = []
    for _, outcome in HEADINGS:
        found = [one for one in search.examples if one.outcome == outcome]
        if found:
            parts.append(f"# {_REMARKS[outcome]}\n{outcome}:\n{''.join(map(_example, found))}")
        elif outcome in ("failed", "passed"):
            parts.append(
                f"# {_REMARKS[outcome]} Nothing was found that shows this: write an example here.\n"
                f"{outcome}: []\n"
            )
    return "\n" + "".join(parts)


def _shown(draft: Draft, number: int) -> str:
    return "the condition after --expect" + (f" ({number + 1})" if len(draft.expect) > 1 else "")


def _text(
    draft: Draft, subject: SubjectKind, first: Program, vocabulary: Vocabulary, examples: str
) -> str:
    words = draft.id.replace("-", " ")
    return filled_form(
        draft.id, draft.pitfall, subject, draft.standard, draft.path,
        stands="Its examples were found by trying its conditions: read them.",
        title=words[:1].upper() + words[1:],
        applies=draft.applies,
        expect=draft.expect,
        severities=f"  - is: {draft.severity}",
        when=draft.applies,
        message=f"{words}.",
        passed="this is as it should be.",
        question=json.dumps(_question(first, vocabulary), ensure_ascii=False),
        points_at=next(_places(subject, first, vocabulary)),
        examples=examples,
    )  # fmt: skip


def _question(first: Program, vocabulary: Vocabulary) -> str:
    """Return the question of the first fact that is read."""
    facts = [one.fact for one in _fields(first, vocabulary)]
    asks = next((fact.asks for fact in facts if fact.asks), None)
    if asks is not None or not facts:
        return asks or f"{BEGINS} what to ask where the file does not say."
    says = facts[0].says.rstrip(".")
    return f"Can you tell us: {says[:1].lower()}{says[1:]}?"


def _places(subject: SubjectKind, first: Program, vocabulary: Vocabulary) -> Iterator[str]:
    """Where a finding may point: what states the first fact that is read, or the subject itself."""
    anchors = SUBJECT_ANCHORS[subject]
    for one in _fields(first, vocabulary):
        place = one.fact.field
        if place is not None and place.partition(".")[0] in anchors:
            yield place
    yield subject if subject in anchors else min(anchors)


def _fields(first: Program, vocabulary: Vocabulary) -> list[FactField]:
    return [field for _, field in facts_read(first, vocabulary.shapes[first.variable])]


def _example(found: FoundExample) -> str:
    expected = json.dumps(found.subject, ensure_ascii=False)
    if found.severity is not None:
        expected = f"{{subject: {expected}, severity: {found.severity}}}"
    lines = [f"- title: {json.dumps(found.title, ensure_ascii=False)}"]
    if found.as_of != EXAMPLE_DAY:
        lines.append(f"  as_of: {found.as_of.isoformat()}")
    lines.append("  files:")
    for file, data in (found.data if found.several else {"example.yaml": found.data}).items():
        text = textwrap.indent(as_yaml(dict(data)).rstrip("\n"), " " * 6)
        lines.append(f"    {file}:\n{text}" if data else f"    {file}: {{}}")
    if found.ties is not None:
        lines.append("  ties:")
        lines.append(textwrap.indent(as_yaml(dict(found.ties)).rstrip("\n"), " " * 4))
    lines.append(f"  expect: [{expected}]")
    return textwrap.indent("\n".join(lines), "  ") + "\n"
