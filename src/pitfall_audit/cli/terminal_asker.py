"""Asking somebody at a terminal: the only module that imports prompt_toolkit."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, shorten
from typing import Final

from pitfall_audit.cli.streams import write_notice
from pitfall_audit.editing.asking import BackError, Option, StopError
from pitfall_audit.report.screen import safe_line, safe_text

__all__ = ["TerminalAsker"]

_BACK, _STOP = "<back>", "<stop>"
_WIDTH, _NUMBERS = 76, 8
_WAYS_OUT: Final = ((_BACK, "Go back"), (_STOP, "Stop here; what was written stays"))


class TerminalAsker:
    """Asks on a terminal, with the arrow keys or a number for a choice."""

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        """What was chosen; raises BackError and StopError."""
        from prompt_toolkit.shortcuts import choice

        shown = [
            (value, shorten(safe_line(words), _WIDTH - _NUMBERS, placeholder="…"))
            for value, words in (*options, *_WAYS_OUT)
        ]
        try:
            chosen = choice(fill(safe_text(asks), _WIDTH), options=shown)
        except (EOFError, KeyboardInterrupt) as end:
            raise _stopped(end) from None
        if chosen == _STOP:
            raise StopError
        if chosen == _BACK:
            raise BackError
        return chosen

    def type(self, asks: str) -> str:
        """What was typed, without white space around it; raises BackError and StopError."""
        from prompt_toolkit import prompt

        try:
            typed = prompt(f"{fill(safe_text(asks), _WIDTH)} (< goes back)\n> ").strip()
        except (EOFError, KeyboardInterrupt) as end:
            raise _stopped(end) from None
        if typed == "<":
            raise BackError
        return typed

    def tell(self, text: str) -> None:
        """Show some lines, on standard error: they are no result."""
        write_notice(safe_text(text))


def _stopped(end: BaseException) -> StopError:
    """That somebody stopped; what was begun meanwhile is let go of without a word."""
    import traceback
    import warnings

    with warnings.catch_warnings():
        # Between two questions a signal finds prompt_toolkit about to begin, with its first step
        # made and not taken.
        warnings.simplefilter("ignore", RuntimeWarning)
        traceback.clear_frames(end.__traceback__)
    return StopError(interrupted=isinstance(end, KeyboardInterrupt))
