"""The process in which rules from outside are run, so that a slow one can be stopped.

The program starts it, and the two talk over pipes. What goes in is pickled, since the
program can be trusted here; what comes back is JSON, since whatever runs a stranger's rules
need not be.
"""

from __future__ import annotations

import json
import pickle
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from pitfall_audit.engagement.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.evaluation import Batches, Verdict, evaluate
from pitfall_audit.rules.expressions import ThresholdValue
from pitfall_audit.rules.outcomes import Severity
from pitfall_audit.rules.parts import RuleText
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.vocabulary import OwnField, Vocabulary

__all__ = [
    "LONGEST_ANSWER",
    "MEGABYTES",
    "READY",
    "Given",
    "Work",
    "main",
    "read_frame",
    "write_frame",
]

MEGABYTES = 512
"""The memory that the process may take up beyond what it has to begin with.

On Linux alone: macOS does not keep to a limit of address space, nor does it tell how much of it
a process begins with, and Windows has no such limits.
"""

READY = b"ready"
"""What the process says once it can be given work."""

_LENGTH = struct.Struct(">Q")
LONGEST_ANSWER = 1 << 26
"""How many bytes the process may say of one rule."""


@dataclass(frozen=True, slots=True)
class Given:
    """The rules that a process is to run: of each pack its own fields and its rules' texts."""

    packs: tuple[tuple[tuple[OwnField, ...], tuple[RuleText, ...]], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """One rule to run on some subjects, with the numbers and the severity that are set."""

    rule: str
    thresholds: Mapping[str, ThresholdValue]
    severity: Severity | None
    subjects: tuple[Subject, ...]


def read_frame(stream: IO[bytes], longest: int | None = None) -> bytes | None:
    """The next message of a pipe; None where it has ended.

    Raises ValueError where it has more than ``longest`` bytes.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if longest is not None and length > longest:
        raise ValueError("a message over the pipe is too long")
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Send one message over a pipe."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def main() -> None:
    """Run what standard input asks for, until it ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    first = read_frame(source)
    if first is None:
        return
    rules = _rules(pickle.loads(first))  # noqa: S301  # from the program that started this one
    _bound_memory()
    write_frame(target, READY)
    while (frame := read_frame(source)) is not None:
        work: Work = pickle.loads(frame)  # noqa: S301  # as above
        rule = rules[work.rule].with_settings(work.thresholds, work.severity)
        sheet = FactSheet({rule.logic.subject: work.subjects}, "none-given")
        said = [_plain(verdict) for verdict in evaluate(rule, Batches(sheet))]
        write_frame(target, json.dumps(said, default=str).encode())


def _rules(given: Given) -> dict[str, Rule]:
    rules = {}
    for fields, texts in given.packs:
        vocabulary = Vocabulary(fields)
        for text in texts:
            rule, problems = compile_rule(text, vocabulary, checked_before=True)
            if rule is None:
                raise ValueError(f"{text.file} was loaded before, and now is not: {problems}")
            rules[rule.id] = rule
    return rules


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "failing": verdict.failing,
        "unstated": [one.path for one in verdict.unstated],
        "could_raise": [one.path for one in verdict.could_raise],
        "adds": verdict.adds,
        "values": verdict.values,
        "crash": verdict.crash,
    }


def _bound_memory() -> None:
    """Bound the memory from here on; on other systems than Linux nothing is done."""
    begun = _megabytes_now()
    if begun is not None:
        import resource  # noqa: PLC0415  # Windows has none

        most = (begun + MEGABYTES) * 1_048_576
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _megabytes_now() -> int | None:
    """The address space in use; None where the system does not tell, as Linux alone does."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            pages = int(file.read().split()[0])
    except OSError:
        return None
    import resource  # noqa: PLC0415

    return pages * resource.getpagesize() // 1_048_576
