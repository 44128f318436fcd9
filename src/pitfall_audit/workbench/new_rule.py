"""Begins a rule file, and a pack: with every part explained, and examples that hold."""

from __future__ import annotations

import json
import re
import shlex
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from string import Template
from typing import Any, get_args

from pitfall_audit.facts.kinds import SUBJECT_ANCHORS
from pitfall_audit.facts.subjects import PORTFOLIO_KINDS, SubjectKind
from pitfall_audit.rules.form.outcomes import PITFALLS, PitfallId
from pitfall_audit.rules.form.rule_form import PRIVATE_SUBJECTS
from pitfall_audit.yaml.reading import Document, read_text

__all__ = [
    "SUBJECTS", "filled_form", "new_pack_text", "new_rule_text", "new_standards_text",
    "spoken_id", "what_is_wrong_with_id",
]  # fmt: skip

SUBJECTS: tuple[SubjectKind, ...] = get_args(SubjectKind)
"""The kinds of subject that a new rule may be begun with."""

_LONGEST_ID = 60
_WORD = re.compile(r"[a-z]{2,}|a|[0-9]+")
_EXAMPLES = (
    ("cannot-tell", "cannot-tell", "Where the file does not say"),
    ("not-applicable", "not-applicable", "Where it has nothing to say"),
)
_FAILED = """
# It finds this. `severity` may be left out; `says: words` asks that the finding holds them.
"""
_PASSED = "# It lets this pass.\n"
_LATER = {
    "cannot-tell": "# It cannot tell here, and asks.",
    "not-applicable": "# It does not speak of this.",
}


def what_is_wrong_with_id(id_: str) -> str | None:
    """Why a name is no id for a rule; None where it is.

    An id is spoken English in small letters, two words or more, joined with hyphens; a number
    is a word of its own.
    """
    words = id_.split("-")
    if len(id_) > _LONGEST_ID:
        return f"it has more than {_LONGEST_ID} letters"
    if not all(_WORD.fullmatch(word) for word in words) or not words[0].isalpha():
        return "it is not plain words in small letters, joined with hyphens"
    if sum(word.isalpha() for word in words) < 2:
        return "one word does not say what the problem is"
    return None


def spoken_id(name: str) -> str | None:
    """The id that a name may have been meant as; None where that can't be told."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)
    found = "-".join(re.findall(r"[a-z]+|[0-9]+", apart.lower()))
    return found if found and what_is_wrong_with_id(found) is None else None


def new_rule_text(
    id_: str, pitfall: PitfallId, subject: SubjectKind, standard: str, path: str | None = None
) -> str:
    """The text of a new rule file, which passes its own examples as it stands.

    ``standard`` is the id of what it rests on: a policy of its author's own, since nobody has
    looked yet at anything else. ``path`` is where it is written, as it is named in the commands
    that the text shows; without one they name it by its id.
    """
    start = _starts()[subject]
    worse = _indented(start["worse"], 6)
    examples = (
        f"{_FAILED}failed:\n{_examples(start['failed'], 'Where it finds something')}\n"
        f"{_PASSED}passed:\n{_examples(start['passes'], 'Where all is well')}\n"
    )
    for key, heading, title in _EXAMPLES:
        if key in start:
            examples += f"{_LATER[heading]}\n{heading}:\n{_examples(start[key], title)}\n"
    return filled_form(
        id_, pitfall, subject, standard, path,
        stands="It works as it stands.",
        applies=start["applies"],
        expect=[start["expect"]],
        severities=f"  - when: |\n{worse}\n    is: error\n  - is: warning",
        when=start["worse"],
        examples=examples,
        **{key: start[key] for key in ("title", "message", "passed", "question", "points_at")},
    )  # fmt: skip


def filled_form(
    id_: str,
    pitfall: PitfallId,
    subject: SubjectKind,
    standard: str,
    path: str | None,
    *,
    applies: str,
    expect: Sequence[str],
    when: str,
    examples: str,
    **words: str,
) -> str:
    """The text of a rule file with every part explained.

    ``applies`` and ``expect`` are its conditions, ``when`` one that a further sentence might
    have, ``examples`` its whole third part below the remarks at its top. ``words`` fill what
    else the form leaves open.
    """
    return Template(_data("new_rule_form.yaml")).substitute(
        words,
        id=id_,
        path=_in_a_comment(path or f"{id_}.yaml"),
        pitfall=pitfall,
        subject=subject,
        scope="portfolio" if subject in PORTFOLIO_KINDS else "engagement",
        file="FOLDER" if subject in PORTFOLIO_KINDS else "FILE",
        private="yes" if subject in PRIVATE_SUBJECTS else "no",
        pitfalls=_commented(f"The pitfall it belongs to: {', '.join(PITFALLS)}."),
        subjects=_commented(f"What it looks at, one by one: {', '.join(SUBJECTS)}."),
        anchors=_commented(
            "The place in the file that a finding shows; with a point and a field below it, if "
            f"you like. The places are: {', '.join(sorted(SUBJECT_ANCHORS[subject]))}."
        ),
        applies=_indented(applies, 2).removeprefix("  "),
        expectations="\n".join(f"  - that: |\n{_indented(one, 6)}" for one in expect),
        worse_quoted=json.dumps(when),
        standard=standard,
        examples=examples.rstrip("\n"),
    )


def new_pack_text(name: str) -> str:
    """The text of a ``pack.yaml`` for a folder of rules."""
    return Template(_data("new_pack_form.yaml")).substitute(name=name)


def new_standards_text(id_: str) -> str:
    """The text of a ``standards.yaml``, with an entry that is still to be filled in."""
    return Template(_data("new_standards_form.yaml")).substitute(id=id_)


def _examples(given: Mapping[str, str] | list[Mapping[str, str]], title: str) -> str:
    several = given if isinstance(given, list) else [given]
    return "\n".join(_example(one, one.get("title", title)) for one in several)


def _example(example: Mapping[str, str], title: str) -> str:
    expected = json.dumps(example["subject"])
    if "severity" in example:
        expected = f"{{subject: {expected}, severity: {example['severity']}}}"
    several = "files" in example
    lines = _indented(example["files" if several else "file"], 6 if several else 8)
    files = lines if several else f"      example.yaml:\n{lines}"
    return f"  - title: {title}\n    files:\n{files}\n    expect: [{expected}]"


def _indented(text: str, by: int) -> str:
    return textwrap.indent(text.strip(), " " * by)


def _in_a_comment(path: str) -> str:
    """A path as a shell takes it, on one line whatever it holds."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in path)
    return shlex.quote(plain) if re.search(r"[^\w./:\\-]", plain) else plain


def _commented(words: str) -> str:
    """A comment of words, on as many lines as it takes."""
    return "\n".join(f"# {line}" for line in textwrap.wrap(words, 90, break_on_hyphens=False))


@cache
def _starts() -> Mapping[Any, dict[str, Any]]:
    read = read_text(_data("new_rule_starts.yaml"), "new_rule_starts.yaml")
    assert isinstance(read, Document), read  # noqa: S101 - it comes with the program, and is tested
    return read.data


def _data(name: str) -> str:
    return (resources.files("pitfall_audit.workbench") / name).read_text(encoding="utf-8")
