"""The process in which rules from outside are run, so that a slow one can be stopped.

The program starts it, and the two talk over pipes. What goes in is pickled, since the
program can be trusted here; what comes back is JSON, since whatever runs a stranger's rules
need not be.
"""

from __future__ import annotations

import json
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO, Any, Final, Protocol

from msgspec import Struct
from msgspec.structs import asdict

from pitfall_audit.apart import command_of, watch_memory
from pitfall_audit.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.outcomes import Severity
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.form.vocabulary import OwnField, Vocabulary
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict

__all__ = [
    "LONGEST_ANSWER", "MEGABYTES", "BrokeOffError", "Evaluate", "Given", "Prove", "RuleProcess",
    "Task", "main",
]  # fmt: skip


class Task(Protocol):
    """Something to be done with one rule, which ``rule`` names."""

    @property
    def rule(self) -> str:
        """The id of the rule."""

    def done(self, rule: Rule) -> Any:
        """Do it, and give what came of it as plain data."""


class Evaluate(Struct, frozen=True):
    """Run a rule on some subjects, with the numbers and the severity that are set."""

    rule: str
    thresholds: Mapping[str, ThresholdValue]
    severity: Severity | None
    subjects: tuple[Subject, ...]

    def done(self, rule: Rule) -> list[dict[str, Any]]:
        """The verdicts, in the order of the subjects."""
        return [_plain(verdict) for verdict in self.verdicts(rule)]

    def verdicts(self, rule: Rule) -> list[Verdict]:
        """The verdicts as they are before they are made plain."""
        rule = rule.with_settings(self.thresholds, self.severity)
        sheet = FactSheet({rule.logic.subject: self.subjects}, "none-given")
        return list(evaluate(rule, Batches(sheet)))


class Prove(Struct, frozen=True):
    """Run the examples of a rule."""

    rule: str

    def done(self, rule: Rule) -> list[dict[str, Any]]:
        """The examples that do not hold."""
        from pitfall_audit.rules.proving import prove_rule  # noqa: PLC0415  # few audits need it

        return [
            {
                "example": one.example,
                "expected": one.expected,
                "happened": one.happened,
                "place": asdict(one.place),
            }
            for one in prove_rule(rule)[1]
        ]


def _plain(verdict: Verdict) -> dict[str, Any]:
    plain = asdict(verdict)
    del plain["rule"], plain["subject"]
    return plain | {
        "unstated": [one.path for one in verdict.unstated],
        "could_raise": [one.path for one in verdict.could_raise],
        "hangs": verdict.hangs and _plain(verdict.hangs),
    }


MEGABYTES = 512
"""The memory that the process may take up beyond what it has to begin with.

Whoever started it watches that it does not. On Linux the process is refused more besides: macOS
does not keep to a limit of address space, and Windows has none.
"""

READY = b"ready"
"""What the process says once it can be given work."""

_LENGTH = struct.Struct(">Q")
LONGEST_ANSWER = 1 << 26
"""How many bytes the process may say of one rule."""


class Given(Struct, frozen=True):
    """The rules that a process is to run: of each pack its own fields and its rules' texts."""

    packs: tuple[tuple[tuple[OwnField, ...], tuple[RuleText, ...]], ...]


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
        task: Task = pickle.loads(frame)  # noqa: S301  # as above
        write_frame(target, _answer(task, rules).encode())


def _answer(task: Task, rules: dict[str, Rule]) -> str:
    """What came of a task, or why nothing did, as JSON."""
    try:
        return json.dumps({"done": task.done(rules[task.rule])}, default=str)
    except MemoryError:
        return json.dumps({"broke": "it wanted too much memory."})
    except Exception as error:  # whatever it is, the next task is to be done
        return json.dumps({"broke": f"it broke off: {type(error).__name__}: {error}"})


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


def _bound_memory() -> None:
    """Be refused more memory from here on; on other systems than Linux nothing is done."""
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


_SECONDS_TO_BEGIN: Final = 60.0


class BrokeOffError(Exception):
    """A task could not be done; its text is half a sentence that says why."""


class RuleProcess:
    """A process that runs rules, and that can be ended whatever it is doing.

    It is ended where it takes up more than
    :data:`~pitfall_audit.rules.rule_process.MEGABYTES` beyond what it has once it is ready;
    ``wanted_too_much`` says then that this is why.
    """

    def __init__(self, given: Given) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            command_of(__name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._ready = False
        self._over = threading.Event()
        self.wanted_too_much = False
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self._send(given)
        except EOFError:
            self.end()
            raise

    def wait_until_ready(self) -> None:
        """Wait for it to begin; raises TimeoutError, and EOFError where it has ended."""
        if not self._ready:
            if self._next(_SECONDS_TO_BEGIN) != READY:
                raise EOFError
            self._ready = True
            watch_memory(self._process.pid, MEGABYTES, self._over, self._end_for_memory)

    def ask(self, task: Task, seconds: float) -> Any:
        """Have a task done.

        Raises TimeoutError, EOFError where the process has ended, and :class:`BrokeOffError`
        where the task was not done and the process goes on.
        """
        self._send(task)
        answer = json.loads(self._next(seconds))
        if "broke" in answer:
            raise BrokeOffError(answer["broke"])
        return answer["done"]

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._over.set()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # What could not be sent any more is of no use.
                    continue

    def _end_for_memory(self) -> None:
        self.wanted_too_much = True
        self._process.kill()

    def _send(self, what: Given | Task) -> None:
        assert self._process.stdin is not None  # noqa: S101  # it was asked for
        try:
            write_frame(self._process.stdin, pickle.dumps(what))
        except OSError:
            raise EOFError from None

    def _next(self, seconds: float) -> bytes:
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if answer is None:
            raise EOFError
        return answer

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # noqa: S101  # it was asked for
        try:
            while (frame := read_frame(stream, LONGEST_ANSWER)) is not None:
                self._answers.put(frame)
        except (OSError, ValueError):
            # It was ended while it was being listened to.
            pass
        self._answers.put(None)
