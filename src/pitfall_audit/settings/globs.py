"""Paths with blanks in them, as ``research/**``: which files an override speaks of.

The forms are those of ``PurePath.full_match`` in Python's standard library: ``**`` stands for
any number of folders, ``*`` and ``?`` for any characters within one name or for a single one,
``[abc]`` for one of several. Letters match as they are written, on each system alike. Time
grows with the lengths of pattern and path multiplied, never faster.
"""

from __future__ import annotations

import fnmatch

__all__ = ["LONGEST_PATTERN", "matches", "what_is_wrong_with"]

LONGEST_PATTERN = 300
"""The most characters of a pattern."""


def matches(pattern: str, path: str) -> bool:
    """Whether a path, slash-separated and from the same folder as the pattern, is meant."""
    names = path.split("/")
    # For each number of names: could the part of the pattern so far stand for these?
    reached = [True] + [False] * len(names)
    steps = pattern.split("/")
    for at, step in enumerate(steps, 1):
        if step == "**":
            first = reached.index(True) if True in reached else len(reached)
            # At the end it stands for what is below a folder, not for the folder itself.
            first += at == len(steps)
            reached = [number >= first for number in range(len(reached))]
        else:
            reached = [False] + [
                before and fnmatch.fnmatchcase(name, step)
                for before, name in zip(reached, names, strict=False)
            ]
    return reached[-1]


def what_is_wrong_with(pattern: str) -> tuple[str, str] | None:
    """What keeps a pattern from standing for any file, and what to do; None where it may."""
    if not pattern.strip() or len(pattern) > LONGEST_PATTERN:
        return (
            f"A pattern has between 1 and {LONGEST_PATTERN} characters.",
            'Write a path from the folder of these settings, as "research/**".',
        )
    if "\\" in pattern:
        return (
            "A pattern is written with forward slashes.",
            f'Write "{pattern.replace(chr(92), "/")}".',
        )
    steps = pattern.split("/")
    if pattern.startswith("/") or ":" in steps[0]:
        return (
            "A pattern begins at the folder of these settings, not at the top of the disk.",
            'Write a path from that folder, as "research/**".',
        )
    if steps[-1] == "":
        return ("This pattern names a folder, and no file in it.", f'Write "{pattern}**".')
    if any(step in ("", ".", "..") for step in steps):
        return (
            "A pattern leads downwards from the folder of these settings, name by name.",
            'Write it without `.`, `..` and double slashes, as "research/**".',
        )
    return None
