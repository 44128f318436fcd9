"""What may be wrong with the words that a pack gives for a field of its own.

A word is what stands there, whatever YAML makes of ``no``, ``on`` or ``1`` elsewhere. What is
refused is what no file could mean, or what nobody could tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pitfall_audit.rules.form.pack_file import OwnFieldEntry
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import DataPath, Problem
from pitfall_audit.yaml.reading import Document
from pitfall_audit.yaml.suggestions import plain_form

__all__ = ["word_problems"]

_BLANKS = frozenset({"~", "null", "Null", "NULL"})
"""What YAML takes for a blank, and so for not stated."""


def word_problems(
    entry: OwnFieldEntry, key: str, condition: str, document: Document
) -> Iterator[Problem]:
    """Whatever keeps the words of the field ``key`` from being what their author meant.

    ``condition`` is how a condition reads the field.
    """
    if entry.words is None:
        return
    path: DataPath = ("fields", key, "words")
    if not entry.words:
        yield problem_at(
            document, path, "words-unclear",
            f"This says nothing of which words `{key}` may be.",
            "List them, as in `words: [none, acute]`. Leave `words` out where any words will do.",
        )  # fmt: skip
        return
    alone = isinstance(document.data["fields"][key]["words"], str)
    for index, word in enumerate(entry.words):
        found = _about(word, entry.words[:index], key, condition, in_list=entry.list)
        if found is not None:
            message, help_ = found
            at = path if alone else (*path, index)
            yield problem_at(document, at, "words-unclear", message, help_)


def _about(
    word: str, before: Sequence[str], key: str, condition: str, *, in_list: bool
) -> tuple[str, str] | None:
    """What is wrong with a word, and what to do; ``before`` are those listed before it."""
    like = next((one for one in before if plain_form(one) == plain_form(word)), None)
    possible = (
        (
            "\n" in word,
            "This word goes over more than one line.",
            f"Write it on one line: `{' '.join(word.split())}`.",
        ),
        (
            word != word.strip(),
            f"“{word}” begins or ends with a space.",
            f"Write it without: `{word.strip()}`.",
        ),
        (
            word in _BLANKS,
            f"In a file `{key}: {word}` means that nothing is stated, so “{word}” is never met.",
            "Choose another word.",
        ),
        (
            in_list and word == "none",
            f"In a file `{key}: none` is an empty list: it is stated, and there are none. So the "
            "word “none” is never met.",
            f"Leave it out of the words. A condition asks for it as `size({condition}) == 0`.",
        ),
        (word in before, f"“{word}” is listed twice.", "Leave one of them out."),
        (
            like is not None,
            f"“{like}” and “{word}” differ in nothing but capitals, hyphens or spaces, and those "
            "who write files could not tell them apart.",
            "Keep the one that files are to use.",
        ),
    )
    return next(((message, help_) for wrong, message, help_ in possible if wrong), None)
