"""Rule packs: folders of rule files, loaded whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

from pitfall_audit.engagement.places import Place, Problem, Related
from pitfall_audit.engagement.reading import Document, read_file, read_source
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.errors import PackError
from pitfall_audit.rules.outcomes import PITFALLS
from pitfall_audit.rules.parts import PART_NAMES, RuleText, problem_at
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_file import Examples, RuleWords
from pitfall_audit.rules.standards import Standard, Standards

__all__ = ["Pack", "built_in_folder", "check_whole", "load_built_in", "load_pack"]

STANDARDS_FILE = "standards.yaml"


@dataclass(frozen=True)
class Pack:
    """Rules that belong together, in the order of the pitfalls and then of their ids."""

    name: str
    folder: Path
    rules: tuple[Rule, ...]

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """The standards its rules may name, by id; read when first asked for."""
        found = {one.id: one for one in _standards(self.folder, self.name)}
        if self.folder != built_in_folder():
            found = {one.id: one for one in _standards(built_in_folder(), "rules")} | found
        return found


def built_in_folder() -> Path:
    """Where the built-in rules stand: within the installed package, or beside its source.

    Raises FileNotFoundError where neither is there, which is a broken installation.
    """
    installed = Path(str(resources.files("pitfall_audit"))) / "built_in_rules"
    if installed.is_dir():
        return installed
    beside = Path(__file__).resolve().parents[3] / "rules"
    if (beside / STANDARDS_FILE).is_file():
        return beside
    raise FileNotFoundError(f"The built-in rules are missing: neither {installed} nor {beside}")


@cache
def load_built_in() -> Pack:
    """Load the rules that come with the program, once. Raises :class:`PackError`."""
    return _load(built_in_folder(), "rules")


def load_pack(folder: Path) -> Pack:
    """Load a folder of rules. Raises :class:`PackError` with every problem in it."""
    return _load(folder, folder.as_posix())


def check_whole(pack: Pack) -> tuple[Problem, ...]:
    """Everything wrong in the words and examples of a pack's rules, and in its standards.

    An audit reads these only where it has something to say; a rule's author, and CI, want
    to know at once.
    """
    problems: list[Problem] = []
    try:
        known = pack.standards
    except PackError as error:
        return error.problems
    for rule in pack.rules:
        text = rule.text
        words, document, faults = text.read(1, RuleWords)
        problems.extend(faults)
        if words is not None and document is not None:
            problems.extend(_grounds(words, document, known))
        problems.extend(text.read(2, Examples)[2])
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


def _load(folder: Path, shown: str) -> Pack:
    problems: list[Problem] = []
    rules: list[Rule] = []
    if not folder.is_dir():
        place = Place(shown, 0, 0, 0, 0)
        help_ = "Name a folder that holds rule files, one for each rule."
        raise PackError((Problem("pack-missing", "There is no such folder.", place, help_),))
    for path in _rule_files(folder):
        name = f"{shown}/{path.relative_to(folder).as_posix()}"
        source = read_source(path, name)
        if not isinstance(source, str):
            problems.extend(source)
            continue
        rule, faults = compile_rule(RuleText(name, source))
        problems.extend(faults)
        if rule is not None:
            rules.append(rule)
            problems.extend(_named_as_its_file(rule, path))
    problems.extend(_clashes(rules))
    if not rules and not problems:
        place = Place(shown, 0, 0, 0, 0)
        help_ = "A rule file ends in .yaml and begins with `id:`."
        problems.append(Problem("pack-empty", "This folder holds no rules.", place, help_))
    if problems:
        raise PackError(tuple(problems))
    rules.sort(key=lambda rule: (PITFALLS.index(rule.logic.pitfall), rule.id))
    return Pack(shown, folder, tuple(rules))


def _rule_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.y*ml")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix in {".yaml", ".yml"} and not hidden and path.name != STANDARDS_FILE:
            yield path


def _named_as_its_file(rule: Rule, path: Path) -> Iterator[Problem]:
    if path.stem != rule.id:
        yield Problem(
            "rule-misnamed",
            f"The file {path.name} holds the rule `{rule.id}`.",
            Place(rule.file, 1, 1, 1, 1),
            f"Name the file {rule.id}{path.suffix}, so that it can be found.",
        )


def _clashes(rules: list[Rule]) -> Iterator[Problem]:
    first: dict[str, Rule] = {}
    for rule in rules:
        other = first.setdefault(rule.id, rule)
        if other is not rule:
            yield Problem(
                "rule-id-taken",
                f"Two rules have the id `{rule.id}`.",
                Place(rule.file, 1, 1, 1, 1),
                "Give one of them another id, in words of its own.",
                (Related(Place(other.file, 1, 1, 1, 1), "the other is here"),),
            )


def _standards(folder: Path, shown: str) -> tuple[Standard, ...]:
    path = folder / STANDARDS_FILE
    if not path.is_file():
        return ()
    document = read_file(path, f"{shown}/{STANDARDS_FILE}")
    if not isinstance(document, Document):
        raise PackError(document)
    built, problems = validate_as(Standards, document)
    if built is None:
        raise PackError(problems)
    return built.standards


def _grounds(words: RuleWords, document: Document, known: dict[str, Standard]) -> Iterator[Problem]:
    for index, ground in enumerate(words.grounds):
        path = ("grounds", index)
        if (ground.standard is None) == (ground.article is None):
            yield problem_at(
                document, path, "ground-unclear", "A ground names a standard or the article.",
                "Write `{standard: four-pi-standards}` or `{article: roles}`.",
            )  # fmt: skip
        elif ground.standard is not None and ground.standard not in known:
            yield problem_at(
                document, (*path, "standard"), "standard-unknown",
                f"There is no standard “{ground.standard}”.",
                did_you_mean(ground.standard, known) or f"Add it to {STANDARDS_FILE}.",
            )  # fmt: skip
