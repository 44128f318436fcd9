"""Reads the rule files of a folder within stated numbers, and checks them together."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Final

from pitfall_audit.errors import PackError
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.form.outcomes import SIX_PITFALLS
from pitfall_audit.rules.form.pack_file import STANDARDS_FILE, Standard
from pitfall_audit.rules.form.rule_file import Examples, RuleLogic, RuleWords
from pitfall_audit.rules.form.rule_parts import PART_NAMES, RuleText
from pitfall_audit.rules.packs.pack import Pack
from pitfall_audit.rules.packs.pack_reading import PACK_FILE
from pitfall_audit.yaml.document_limits import PROBLEMS
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import Place, Problem, Related
from pitfall_audit.yaml.reading import Document, read_file, read_source
from pitfall_audit.yaml.suggestions import did_you_mean

__all__ = [
    "MOST_CHARACTERS", "MOST_RULES", "SECONDS_TO_READ", "check_whole", "clashes",
    "named_as_its_file", "outside_the_pack", "read_rules", "rule_files",
]  # fmt: skip


def check_whole(pack: Pack) -> tuple[Problem, ...]:
    """Everything wrong in the words and examples of a pack's rules, and in its standards.

    An audit reads these only where it has something to say; a rule's author, and CI, want
    to know at once.
    """
    from pitfall_audit.rules.form.template_lint import (  # noqa: PLC0415
        curled_texts,
        cut_texts,
        unfilled_blanks,
    )

    problems: list[Problem] = []
    try:
        known = pack.standards
        problems.extend(pack.standards_taken())
    except PackError as error:
        return error.problems
    for name in (PACK_FILE, STANDARDS_FILE):
        path = pack.folder / name
        about = read_file(path, f"{pack.name}/{name}") if path.is_file() else None
        if isinstance(about, Document):
            problems.extend((*cut_texts(about), *curled_texts(about), *unfilled_blanks(about)))
    for rule in pack.rules:
        text = rule.text
        words, document, faults = text.read(1, RuleWords)
        problems.extend(faults)
        if words is not None and document is not None:
            problems.extend(_grounds(words, document, known))
            problems.extend((*cut_texts(document), *curled_texts(document)))
            problems.extend(unfilled_blanks(document))
        _, document, faults = text.read(2, Examples)
        problems.extend(map(_where_to_find_some, faults))
        if document is not None and not faults:
            problems.extend((*cut_texts(document), *curled_texts(document)))
        if text.parts() > len(PART_NAMES):
            problems.append(
                Problem(
                    "rule-part-unknown",
                    f"This rule file has more than {len(PART_NAMES)} parts.",
                    Place(rule.file, 0, 0, 0, 0),
                    "Remove the line of `---` that is one too many.",
                )
            )
    return tuple(problems)


def _where_to_find_some(problem: Problem) -> Problem:
    """A problem with examples; where there are none, what finds some."""
    if problem.place.path not in {"failed", "passed"}:
        return problem
    finds = f"pitfall-audit rules examples {problem.place.file}"
    return replace(
        problem,
        help=f"`{finds}` looks for examples; with `--from FILE` first in an arrangement of yours "
        "of which the check should say this.",
    )


def clashes(rules: Iterable[Rule], built_in: Collection[str] = ()) -> Iterator[Problem]:
    """Rules that share an id with one before them.

    ``built_in`` are the ids among them of the rules that come with the program: whoever reads
    this does not have the files of those.
    """
    first: dict[str, Rule] = {}
    for rule in rules:
        other = first.setdefault(rule.id, rule)
        if other is rule:
            continue
        if rule.id in built_in:
            yield _at_id(
                rule,
                f"The id `{rule.id}` is that of a check that comes with the program.",
                f"Give yours another id, in words of its own. `pitfall-audit rules show {rule.id} "
                "--no-config` shows the check that has it.",
            )
            continue
        problem = _at_id(
            rule,
            f"Two checks have the id `{rule.id}`.",
            "Give one of them another id, in words of its own.",
        )
        there = _at_id(other, "", "").place
        yield replace(problem, related=(Related(there, "the other is here"),))


def _at_id(rule: Rule, message: str, help_: str) -> Problem:
    """A problem with a rule's id, shown where its file gives it."""
    _, document, _ = rule.text.read(0, RuleLogic)
    assert document is not None, rule.file  # noqa: S101 - the rule was made of it
    return problem_at(document, ("id",), "rule-id-taken", message, help_)


def named_as_its_file(rule: Rule, path: Path) -> Iterator[Problem]:
    """Whether a rule's file has its name."""
    if path.stem != rule.id:
        yield Problem(
            "rule-misnamed",
            f"The file {path.name} holds the check `{rule.id}`.",
            Place(rule.file, 1, 1, 1, 1),
            f"Name the file {rule.id}{path.suffix}, so that it can be found.",
        )


def outside_the_pack(path: Path, folder: Path, shown: str) -> Iterator[Problem]:
    """Whether a file of a pack is in truth a way to one outside it."""
    if path.is_dir():
        yield Problem(
            "outside-the-pack",
            "This is a link to a folder, and links to folders are not followed.",
            Place(shown, 0, 0, 0, 0),
            "Put the folder itself into the pack, or take the link out.",
        )
    elif not path.resolve().is_relative_to(folder.resolve()):
        yield Problem(
            "outside-the-pack",
            "This is a link to a file outside the pack.",
            Place(shown, 0, 0, 0, 0),
            "Put the file itself into the pack's folder.",
        )


def _grounds(words: RuleWords, document: Document, known: dict[str, Standard]) -> Iterator[Problem]:
    for index, ground in enumerate(words.grounds):
        path = ("grounds", index)
        if (ground.standard is None) == (ground.article is None):
            yield problem_at(
                document, path, "ground-unclear", "A ground names a standard or the article.",
                "Write `{standard: four-pi-standards}` or `{article: roles}`.",
            )  # fmt: skip
        elif ground.article is not None and ground.article not in SIX_PITFALLS:
            yield problem_at(
                document, (*path, "article"), "ground-unclear",
                f"The article names six pitfalls, and `{ground.article}` is none of them.",
                f"It names: {', '.join(SIX_PITFALLS)}. Name a standard, or your own policy in "
                f"{STANDARDS_FILE}.",
            )  # fmt: skip
        elif ground.standard is not None and ground.standard not in known:
            yield problem_at(
                document, (*path, "standard"), "standard-unknown",
                f"There is no standard “{ground.standard}”.",
                did_you_mean(ground.standard, known) or f"Add it to {STANDARDS_FILE}.",
            )  # fmt: skip


MOST_RULES = 1_000
"""How many rules a pack may hold."""

MOST_CHARACTERS = 5_000_000
"""How many characters its rule files may hold together."""

SECONDS_TO_READ: Final = 60.0
"""How long the rules of one pack may take to be read and checked."""


def read_rules(
    folder: Path,
    shown: str,
    files: Sequence[Path],
    compiled: Callable[[RuleText], tuple[Rule | None, tuple[Problem, ...]]],
    seconds: float,
) -> tuple[list[Rule], tuple[Problem, ...]]:
    """Read and check some rule files of a folder, in at most so many seconds.

    ``shown`` is how the folder is named, ``compiled`` what makes a rule of a text. Gives the
    rules, and everything that is wrong with them, with their number or with their size.
    """
    whole = Place(shown, 0, 0, 0, 0)
    if len(files) > MOST_RULES:
        message = f"This folder holds {len(files):,} checks; at most {MOST_RULES:,} are read."
        help_ = "Divide it into several packs."
        return [], (Problem("pack-too-large", message, whole, help_),)
    problems: list[Problem] = []
    rules: list[Rule] = []
    left = MOST_CHARACTERS
    begun = perf_counter()
    for path in files:
        if left < 0 or len(problems) > PROBLEMS:
            break
        if perf_counter() - begun > seconds:
            return [], (_too_long(shown, seconds),)
        name = f"{shown}/{path.relative_to(folder).as_posix()}"
        if away := tuple(outside_the_pack(path, folder, name)):
            problems.extend(away)
            continue
        source = read_source(path, name)
        if not isinstance(source, str):
            problems.extend(source)
            continue
        left -= len(source)
        rule, faults = compiled(RuleText(name, source))
        problems.extend(faults)
        if rule is not None:
            rules.append(rule)
            problems.extend(named_as_its_file(rule, path))
    problems.extend(clashes(rules))
    if not rules and not problems:
        help_ = "A rule file ends in .yaml and begins with `id:`."
        problems = [Problem("pack-empty", "This folder holds no checks.", whole, help_)]
    if left < 0:
        message = f"These checks have more than {MOST_CHARACTERS:,} characters together."
        help_ = "Divide them into several packs."
        problems = [Problem("pack-too-large", message, whole, help_)]
    return rules, tuple(problems[:PROBLEMS])


def _too_long(shown: str, seconds: float) -> Problem:
    return Problem(
        "pack-too-large",
        f"These checks take longer than {seconds:g} seconds to read.",
        Place(shown, 0, 0, 0, 0),
        "Divide them into several packs, and use those that you need.",
    )


def rule_files(folder: Path) -> Iterator[Path]:
    """The rule files of a folder and of the folders in it, in the order of their names."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A linked folder is not gone into, and must not be left out in silence.
        yield from (Path(root) / name for name in folders if (Path(root) / name).is_symlink())
        for name in sorted(files):
            is_yaml = name.endswith((".yaml", ".yml")) and not name.startswith(".")
            if is_yaml and name not in (PACK_FILE, STANDARDS_FILE):
                yield Path(root) / name
