"""Standard output and standard error: what they can show, and writing to them.

Results go to standard output; progress, notices and faults go to standard error.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, TextIO

import click

from pitfall_audit.report.screen import Screen, plain_ascii, safe_line

__all__ = [
    "NARROWEST", "WIDEST", "WIDTH_IN_A_PIPE", "ColourChoice", "OutputGoneError", "content_of_stdin",
    "progress_line", "screen_for", "write_json", "write_notice", "write_result",
    "write_result_bytes",
]  # fmt: skip

ColourChoice = Literal["auto", "always", "never"]

WIDTH_IN_A_PIPE: Final = 80
NARROWEST: Final = 40
WIDEST: Final = 100
"""Lines longer than this are hard to read, however wide the window."""

_WIDTH = re.compile(r"0*[1-9][0-9]{0,8}", re.ASCII)
_SYMBOLS_USED = "\u2192\u2500\u2502\u2026\u2019\u2022"


def screen_for(choice: ColourChoice, environ: Mapping[str, str], stream: TextIO | None) -> Screen:
    """Return what ``stream`` can show.

    ``choice`` settles colour where it is not ``auto``; then a ``NO_COLOR`` that is not empty
    forbids it, a ``FORCE_COLOR`` that is not empty asks for it, and else it is for terminals.
    The width is what ``COLUMNS`` says, or the terminal's; a pipe has 80. A ``COLUMNS`` that is
    no whole number above 0 says nothing.
    """
    is_terminal = _is_terminal(stream)
    if choice != "auto":
        colour = choice == "always"
    elif environ.get("NO_COLOR"):
        colour = False
    elif environ.get("FORCE_COLOR"):
        colour = True
    else:
        colour = is_terminal and environ.get("TERM") != "dumb"
    return Screen(
        width=max(NARROWEST, min(_columns(environ, is_terminal=is_terminal), WIDEST)),
        colour=colour,
        unicode=_can_show(stream, _SYMBOLS_USED),
    )


def _columns(environ: Mapping[str, str], *, is_terminal: bool) -> int:
    stated = environ.get("COLUMNS", "").strip()
    if _WIDTH.fullmatch(stated):
        return int(stated)
    return _terminal_width() if is_terminal else WIDTH_IN_A_PIPE


def _terminal_width() -> int:
    import shutil  # where there is no terminal it is not needed

    return shutil.get_terminal_size().columns


class OutputGoneError(Exception):
    """Standard output can't be written to any more; ``cause`` says why, as half a sentence.

    ``reader_left`` where that is because a reader such as ``head`` has read what it wanted.
    """

    def __init__(self, cause: str, *, reader_left: bool = False) -> None:
        super().__init__(cause)
        self.cause = cause
        self.reader_left = reader_left


def write_result(text: str) -> None:
    """Write ``text``, colours and all, to standard output; raises OutputGoneError."""
    with _output_may_be_gone(sys.stdout) as stream:
        _write(stream, text)


def write_result_bytes(content: bytes) -> None:
    """Write ``content`` to standard output byte for byte; raises OutputGoneError."""
    with _output_may_be_gone(sys.stdout):
        click.echo(content, nl=False)
        sys.stdout.flush()


def write_json(content: Mapping[str, Any]) -> None:
    """Write ``content`` to standard output as JSON, for other programs; raises OutputGoneError."""
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_result_bytes(text.encode("utf-8", "backslashreplace"))


def write_notice(text: str) -> None:
    """Write ``text`` to standard error: everything that is not a result.

    Where nobody can be told, nothing is said: that takes nothing from the result.
    """
    _notice(text if text.endswith("\n") else text + "\n")


def content_of_stdin() -> bytes:
    """What comes on standard input; no more is read than an arrangement may have, and a byte."""
    from pitfall_audit.yaml.document_limits import BYTES

    return sys.stdin.buffer.read(BYTES + 1) if sys.stdin is not None else b""


@contextlib.contextmanager
def progress_line() -> Iterator[Callable[[str], None] | None]:
    """Give a function that shows one line of progress, or None where nobody would see it.

    The line is rewritten in place on standard error, and gone at the end.
    """
    if not _is_terminal(sys.stderr):
        yield None
        return
    width = min(_terminal_width(), WIDEST) - 1

    def show(says: str) -> None:
        _notice("\r" + safe_line(says)[:width].ljust(width))

    try:
        yield show
    finally:
        _notice("\r" + " " * width + "\r")


def _notice(text: str) -> None:
    stream: TextIO | None = sys.stderr
    if stream is None:
        return
    try:
        _write(stream, text)
    except (OSError, ValueError):
        _lead_nowhere(stream)


def _write(stream: TextIO, text: str) -> None:
    # NOTE: click translates colours for Windows consoles; whether there are any was settled
    # when the text was made, so it is told not to take them out again.
    click.echo(_in_encoding_of(stream, text), file=stream, nl=False, color=True)
    stream.flush()


def _in_encoding_of(stream: TextIO, text: str) -> str:
    """Return ``text`` with what ``stream`` cannot spell written otherwise, so as never to stop."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plain = plain_ascii(text)
        return plain.encode(encoding, "backslashreplace").decode(encoding)
    return text


@contextlib.contextmanager
def _output_may_be_gone(stream: TextIO | None) -> Iterator[TextIO]:
    """Raise OutputGoneError for whatever keeps ``stream`` from being written to."""
    if stream is None:
        raise OutputGoneError("it is closed")
    try:
        yield stream
    except (OSError, ValueError) as trouble:
        _lead_nowhere(stream)
        number = trouble.errno if isinstance(trouble, OSError) else None
        # Windows says EINVAL where others say EPIPE.
        reader_left = number in {errno.EPIPE, errno.EINVAL}
        cause = getattr(trouble, "strerror", None) or "it is closed"
        raise OutputGoneError(cause, reader_left=reader_left) from trouble


def _lead_nowhere(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: the interpreter writes once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _can_show(stream: TextIO | None, symbols: str) -> bool:
    try:
        symbols.encode(getattr(stream, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
