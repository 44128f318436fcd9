"""The three parts of a rule file, each read as a document with true line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.engagement.whereabouts import AT_THE_TOP
from pitfall_audit.rules.form.yaml_help import (
    about_conditions,
    about_split_conditions,
    about_texts,
)
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import Document, read_text

__all__ = ["PART_NAMES", "RuleText", "holds_a_rule", "is_divider"]

PART_NAMES = ("what it checks", "what it says", "its examples")
_Part = TypeVar("_Part", bound=Model)

# A divider that is indented is a slip of the pen; the file is meant as a rule all the same.
_DIVIDER = re.compile(r"^ *---[ \t]*$", re.MULTILINE)
_PITFALL = re.compile(r"^pitfall[ \t]*:", re.MULTILINE)


def is_divider(line: str) -> bool:
    """Whether a line sets two parts apart."""
    return line.startswith("---") and line.rstrip() == "---"


def holds_a_rule(text: str) -> bool:
    """Whether a file's text is that of a rule, by its look alone: nothing of it is parsed."""
    if "pitfall" not in text or "---" not in text:
        # As nearly every file that holds none.
        return False
    pitfall = _PITFALL.search(text)
    divider = _DIVIDER.search(text)
    if divider is not None and not text[: divider.start()].strip("\ufeff \t\r\n"):
        divider = _DIVIDER.search(text, divider.end())
    return pitfall is not None and divider is not None and pitfall.start() < divider.start()


@dataclass(frozen=True, slots=True)
class RuleText:
    """The text of a rule file, and how it is to be named."""

    file: str
    text: str

    def part(self, number: int) -> str | None:
        """One part's text (from 0), with blank lines in the place of what stands before it.

        None where the file has no such part.
        """
        start = 0
        lines = self.text.splitlines(keepends=True)
        marks = [index for index, line in enumerate(lines) if is_divider(line)]
        if lines and marks[:1] == [0]:
            start, marks = 1, marks[1:]
        edges = [start - 1, *marks, len(lines)]
        if number + 1 >= len(edges):
            return None
        first, last = edges[number] + 1, edges[number + 1]
        return "\n" * first + "".join(lines[first:last])

    def parts(self) -> int:
        """How many parts the file has."""
        return sum(self.part(number) is not None for number in range(len(PART_NAMES) + 1))

    def read(
        self, number: int, model: type[_Part]
    ) -> tuple[_Part | None, Document | None, tuple[Problem, ...]]:
        """Read one part; None, and every problem, where it is missing or not valid."""
        if problems := self._divider_problems():
            return None, None, problems
        text = self.part(number)
        if text is None:
            place = Place(self.file, len(self.text.splitlines()) or 1, 1, 1, 1)
            problem = Problem(
                "rule-part-missing",
                f"This rule file has no part {number + 1}, {PART_NAMES[number]}.",
                place,
                "A rule file has three parts, set apart by lines of `---`: "
                f"{', '.join(PART_NAMES)}.",
            )
            return None, None, (problem,)
        document = read_text(text, self.file)
        if not isinstance(document, Document):
            if number == 0:
                document = tuple(about_conditions(one, text) for one in document)
            return None, None, _with_remarks(document, text)
        built, problems = validate_as(model, document)
        problems = tuple(_of_another_part(one, number) for one in _with_remarks(problems, text))
        if number == 0:
            problems = tuple(about_texts(one, text) for one in problems)
            return built, document, about_split_conditions(problems)
        return built, document, tuple(_in_part(one, number, document, text) for one in problems)

    def _divider_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the dividers of a file that lacks a part, and may have it."""
        # Nearly every file has both, which is quick to see.
        if self.text.count("\n---\n") >= len(PART_NAMES) - 1:
            return ()
        missing = len(PART_NAMES) - self.parts()
        if missing <= 0:
            return ()
        from pitfall_audit.rules.form.dividers import divider_problems  # noqa: PLC0415

        return divider_problems(self.file, self.text.splitlines(), missing)


def _with_remarks(problems: tuple[Problem, ...], text: str) -> tuple[Problem, ...]:
    if not problems:
        return ()
    from pitfall_audit.rules.form.remarks import about_remarks  # noqa: PLC0415

    return tuple(about_remarks(one, text) for one in problems)


def _of_another_part(problem: Problem, number: int) -> Problem:
    """A field that nobody knows in this part, and that belongs to another."""
    if problem.id != "unknown-key" or "." in problem.place.path:
        return problem
    from pitfall_audit.rules.form.dividers import part_with  # noqa: PLC0415

    other = part_with(problem.place.path)
    if other is None or other == number:
        return problem
    return replace(problem, help=f"It belongs in part {other + 1}, {PART_NAMES[other]}.")


def _in_part(problem: Problem, number: int, document: Document, text: str) -> Problem:
    """A problem of a later part, which is not told of the top of the whole file."""
    there = f"in part {number + 1}, {PART_NAMES[number]}"
    place = problem.place
    if place.path == "" and place.line <= len(text) - len(text.lstrip("\n")):
        # It is of the part as a whole, which begins where something is written.
        line = next(at for at, one in enumerate(text.splitlines(), 1) if one.strip())
        excerpt = document.line_excerpt(line)
        place = replace(place, line=line, column=1, end_line=line, end_column=1, excerpt=excerpt)
    return replace(
        problem,
        message=problem.message.replace(AT_THE_TOP, there),
        help=problem.help.replace(AT_THE_TOP, there),
        place=place,
    )
