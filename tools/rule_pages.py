"""A page for each check that comes with the program, and an index of them by pitfall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tools.markdown import GENERATED, anchor, code, fenced, lines_of, table

from pitfall_audit.report.wording import (
    ARTICLE,
    BEARS,
    LEVELS,
    OUTCOMES,
    PITFALLS,
    SEVERITIES,
    SIX,
    TEXTS,
    VERIFIED,
    count,
    date_in_words,
)
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.outcomes import OutcomeKind
from pitfall_audit.rules.form.pack_file import Standard
from pitfall_audit.rules.form.rule_file import Example, Examples, GroundEntry
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.proving import EXAMPLE_DAY, example_facts
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import words_for
from pitfall_audit.workbench.check_pages import facts_read_by
from pitfall_audit.yaml.places import DataPath
from pitfall_audit.yaml.reading import Document

__all__ = ["rule_pages"]

_BLANK = re.compile(r"\{\{.*?\}\}", re.DOTALL)
"""A place in a rule's words where a value is put in."""

_SILENCE = {
    "fails": "needs attention: here the pitfall is the silence itself. In a description made "
    "from published documents it is a question",
    "asks": "a question to ask",
}


def rule_pages(pack: Pack) -> Mapping[str, str]:
    """The pages of a pack's checks, and their index, by path below ``docs/``."""
    pages = {f"rules/{rule.id}.md": _page(rule, pack.standards) for rule in pack.rules}
    return {"rules/README.md": _index(pack), **pages}


def _index(pack: Pack) -> str:
    blocks = [
        GENERATED,
        "# The checks",
        f"{count(len(pack.rules), 'check').capitalize()}, by pitfall. Each page says what its "
        "check looks at, why it matters, what to do, when it may speak though nothing is wrong, "
        "and what it rests on. On a terminal: `pitfall-audit rules list`, and "
        "`pitfall-audit rules show ID`.",
        "The six pitfalls are from " + ARTICLE.title + ". What the severities and outcomes mean "
        "is in [outcomes and severities](../outcomes-and-severities.md).",
    ]
    for pitfall, about in PITFALLS.items():
        own = [rule for rule in pack.rules if rule.logic.pitfall == pitfall]
        if not own:
            continue
        note = "" if pitfall in SIX else " Beyond the six pitfalls."
        blocks.append(f"## {about.title}")
        blocks.append(f"{about.says}{note} ({code(pitfall)})")
        rows = [
            (
                f"[{rule.id}]({rule.id}.md)",
                rule.logic.title,
                " or ".join(
                    words.title
                    for severity, words in SEVERITIES.items()
                    if any(severity == one for _, one in rule.severity)
                ),
            )
            for rule in own
        ]
        blocks.append(table(("check", "what it finds", "how serious"), rows))
    return lines_of(*blocks)


def _page(rule: Rule, standards: Mapping[str, Standard]) -> str:
    logic, words = rule.logic, rule.words
    pitfall = PITFALLS[logic.pitfall]
    level = LEVELS[logic.level]
    facts = table(
        ("", ""),
        [
            ("Check", code(rule.id)),
            ("Pitfall", f"[{pitfall.title}](README.md#{anchor(pitfall.title)})"),
            ("Level", f"{level.title}. {level.says}"),
            ("Looks at", f"each [{logic.subject}](../facts.md#{anchor(logic.subject)})"),
            ("What is not stated", f"{_SILENCE[logic.silence]}."),
            ("Private", _private(logic.private)),
        ],
    )
    return lines_of(
        GENERATED,
        f"# {logic.title}",
        facts,
        "## What it checks",
        f"Each {logic.subject}, one by one. What it finds: "
        f"{logic.title[:1].lower()}{logic.title[1:]}. Its [conditions](#the-conditions) are at "
        "the end of this page, its [examples](#examples) before them.",
        "## Why it matters",
        _prose(words.why),
        "## What to do",
        _prose(words.remedy),
        *((f"Write it in: {_prose(words.write_in)}.",) if words.write_in else ()),
        "## What to ask, where it cannot be told",
        _prose(words.question),
        "## When it may speak though nothing is wrong",
        _prose(words.false_positives),
        "## How serious it is",
        *_severity(rule),
        *_thresholds(rule),
        "## What it rests on",
        "\n".join(_ground(ground, standards) for ground in words.grounds),
        "## Examples",
        *_example(rule, "failed"),
        *_example(rule, "passed"),
        "## The conditions",
        *_conditions(rule),
    )


def _private(private: bool) -> str:
    if not private:
        return "No."
    return (
        "Yes: it speaks of ties or disputes, so share what it finds with care. See "
        "[privacy](../privacy.md)."
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _prose(text: str) -> str:
    """The paragraphs of a text, each on lines of its own length."""
    return text.strip()


def _severity(rule: Rule) -> Iterator[str]:
    if len(rule.logic.severity) > 1:
        yield "The first of these that holds:"
    lines = []
    for clause in rule.logic.severity:
        words = SEVERITIES[clause.severity]
        if clause.when is not None:
            said = f"where {code(clause.when)}"
        elif len(rule.logic.severity) > 1:
            said = "otherwise"
        else:
            said = "always"
        lines.append(f"- **{words.title}** ({code(clause.severity)}), {said}. {words.says}")
    yield "\n".join(lines)
    read = _facts_read(rule, [program for program, _ in rule.severity if program is not None])
    if read:
        yield "What these conditions read, in words:"
        yield read


def _thresholds(rule: Rule) -> Iterator[str]:
    if not rule.thresholds:
        return
    yield "## Numbers"
    yield "No standard sets these. They are the program's own judgement, and a finding says so."
    rows = [
        (code(name), str(value), TEXTS["own_judgement"]) for name, value in rule.thresholds.items()
    ]
    yield table(("name", "number", "whose it is"), rows)


def _ground(ground: GroundEntry, standards: Mapping[str, Standard]) -> str:
    bears = BEARS[ground.bears]
    if ground.standard is None:
        return f"- {ARTICLE.title}. {ARTICLE.says}"
    standard = standards[ground.standard]
    year = f" ({standard.year})" if standard.year is not None else ""
    return (
        f"- {bears.title}: [{standard.name}]({standard.link}), {standard.publisher}{year}. "
        f"{bears.says} {_sentence(VERIFIED[standard.verified].title)}; see "
        f"[the standards](../standards.md#{standard.id})."
    )


def _example(rule: Rule, outcome: OutcomeKind) -> Iterator[str]:
    """The first example of an outcome as a file, and what the check says of it."""
    example: Example = getattr(rule.examples, outcome)[0]
    document = rule.text.read(2, Examples)[1]
    assert document is not None  # noqa: S101 - `rule.examples` has read it
    path: DataPath = (outcome, 0)
    title = example.title or next(iter(example.files))
    yield f"### {OUTCOMES[outcome].title}: {title[:1].lower()}{title[1:]}"
    several = len(example.files) > 1
    for file in example.files:
        head = ["version: 1", "id: example", "title: An example"]
        if several:
            yield f"`{file}`:"
            head[1:] = [
                f"id: {file.removesuffix('.yaml')}", "title: An example",
                "organisation: {id: example}",
            ]  # fmt: skip
        text = "\n".join([*head, _written(document, (*path, "files", file)).rstrip()])
        yield fenced(_once(text, len(head)), "yaml")
    if example.ties is not None:
        yield "With a ties file:"
        yield fenced("version: 1\n" + _written(document, (*path, "ties")), "yaml")
    day = date_in_words((example.as_of or EXAMPLE_DAY).isoformat())
    facts = example_facts(example, document, path)[0]
    wanted = {one.subject for one in example.expect if one.outcome in (None, outcome)}
    verdicts = evaluate(rule, Batches(facts)) if facts is not None else ()
    for verdict in verdicts:
        if verdict.subject.identity not in wanted or verdict.outcome != outcome:
            continue
        said = words_for(verdict)
        title = SEVERITIES[verdict.severity].title if verdict.severity else OUTCOMES[outcome].title
        sentences = " ".join((said.message, *said.details, *filter(None, [said.would_raise])))
        yield f"On {day} it says:\n\n> **{title}.** {' '.join(sentences.split())}"
        return


def _once(text: str, first: int) -> str:
    """The file with one line for each of its first keys, the example's own kept."""
    head, rest = text.split("\n")[:first], text.split("\n")[first:]
    own = {line.split(":")[0] for line in rest}
    return "\n".join([*(line for line in head if line.split(":")[0] not in own), *rest])


def _written(document: Document, path: DataPath) -> str:
    """What stands at a path of a rule's examples, as it is written there."""
    place, _ = document.locate(path)
    lines = [document.line_text(line) for line in range(place.line, place.end_line + 1)]
    if place.end_column > 1:
        lines[-1] = lines[-1][: place.end_column - 1]
    else:
        lines.pop()
    return "\n".join(line[place.column - 1 :] for line in lines).strip("\n")


def _conditions(rule: Rule) -> Iterator[str]:
    yield f"It speaks of a {rule.logic.subject} where"
    yield fenced(rule.logic.applies, "cel")
    yield "and then expects" + (" all of these" if len(rule.logic.expect) > 1 else "")
    for condition in rule.logic.expect:
        yield fenced(condition.that, "cel")
        if condition.says is not None:
            says = " ".join(_BLANK.sub("…", condition.says).split())
            yield f"Where that does not hold, it adds: {says}"
    programs = [rule.applies, *(condition.program for condition in rule.expect)]
    read = _facts_read(rule, programs)
    if read:
        yield "What these read, in words (all of it is in [the facts](../facts.md)):"
        yield read


def _facts_read(rule: Rule, programs: list[Program]) -> str:
    """A table of the facts that conditions read, and what each means."""
    rows = facts_read_by(rule, programs)
    return (
        table(("", ""), [(code(name), f"{says}.") for name, says in rows.items()]) if rows else ""
    )
