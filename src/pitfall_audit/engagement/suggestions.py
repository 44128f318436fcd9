"""Did you mean …? The nearest of the names that would have been right."""

import difflib
from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest", "plain_form"]

_LONGEST_WORD = 60
_MOST_OPTIONS = 1_000
_LIKENESS = 0.6


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like ``word``, or None where none is like it.

    Hyphens, underscores, spaces and case make no difference. Long words and long lists are
    not compared, so that a file made to be slow is not.
    """
    known = list(dict.fromkeys(options))
    if len(word) > _LONGEST_WORD or len(known) > _MOST_OPTIONS:
        return None
    by_plain_form: dict[str, str] = {}
    for option in known:
        by_plain_form.setdefault(plain_form(option), option)
    found = difflib.get_close_matches(plain_form(word), by_plain_form, n=1, cutoff=_LIKENESS)
    return by_plain_form[found[0]] if found else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """“Did you mean `status`?”, or an empty text where nothing is like ``word``."""
    found = nearest(word, options)
    return f"Did you mean `{found}`?" if found is not None else ""


def plain_form(word: str) -> str:
    """A word without what makes no difference: hyphens, underscores, spaces and case."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
