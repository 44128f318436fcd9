"""Runs rules: those that come with the program here, others where they can be stopped."""

from __future__ import annotations

import json
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from types import TracebackType
from typing import Any, Final, Self

from pitfall_audit.engagement.facts.subjects import Subject
from pitfall_audit.rules.evaluation import Batches, Verdict, evaluate
from pitfall_audit.rules.fact_paths import Unstated, field_at
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.worker import (
    LONGEST_ANSWER,
    READY,
    Given,
    Work,
    read_frame,
    write_frame,
)

__all__ = ["SECONDS", "SECONDS_FOR_ALL", "Runner"]

SECONDS: Final = 2.0
"""How long a rule from outside may take over one engagement."""

SECONDS_FOR_ALL: Final = 20.0
"""How long all rules from outside together may take over one engagement."""

_SECONDS_TO_BEGIN: Final = 60.0
_BEGIN: Final = (
    "import sys; sys.path[:] = {path!r}; from pitfall_audit.rules.worker import main; main()"
)


class Runner:
    """Runs the rules of some packs; to be closed when no more are to be run.

    A rule of a pack from outside runs in a process of its own, and is stopped after
    ``seconds``; all together have ``seconds_for_all`` over one engagement. One that was
    stopped is not tried again in the same audit.
    """

    def __init__(
        self,
        packs: Sequence[Pack],
        *,
        seconds: float = SECONDS,
        seconds_for_all: float = SECONDS_FOR_ALL,
    ) -> None:
        self._seconds = seconds
        self._seconds_for_all = seconds_for_all
        self._left = seconds_for_all
        outside = [pack for pack in packs if not pack.is_built_in]
        self._outside = {rule.id for pack in outside for rule in pack.rules if not rule.python}
        self._stopped: dict[str, str] = {}
        self._given = Given(
            tuple(
                (
                    pack.vocabulary.fields,
                    tuple(rule.text for rule in pack.rules if not rule.python),
                )
                for pack in outside
            )
        )
        # Begun at once, so that it gets ready while files are read.
        self._process = _begun(self._given) if self._outside else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def next_engagement(self) -> None:
        """Say that what follows is about another engagement."""
        self._left = self._seconds_for_all

    def evaluate(self, rule: Rule, batches: Batches) -> Iterable[Verdict]:
        """One verdict for each subject that the rule looks at, in the order of the facts."""
        if rule.id not in self._outside:
            return evaluate(rule, batches)
        subjects = [one for part, _ in batches.of(rule.logic.subject) for one in part]
        return self._evaluate_outside(rule, subjects) if subjects else ()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def _evaluate_outside(self, rule: Rule, subjects: Sequence[Subject]) -> Iterator[Verdict]:
        answer = None
        if rule.id not in self._stopped and self._left > 0:
            answer = self._asked(rule, subjects)
        if answer is None:
            why = self._stopped.get(rule.id) or (
                f"the {self._seconds_for_all:g} seconds that all checks from outside have for "
                "one arrangement were over."
            )
            return (Verdict(rule, subject, "error", crash=why) for subject in subjects)
        return (
            _verdict(rule, subject, said) for subject, said in zip(subjects, answer, strict=True)
        )

    def _asked(self, rule: Rule, subjects: Sequence[Subject]) -> list[dict[str, Any]] | None:
        """What the process says; None where it was stopped, or ended by itself."""
        work = Work(rule.id, dict(rule.thresholds), rule.set_severity, tuple(subjects))
        self._process = self._process or _begun(self._given)
        if self._process is None:
            self._stopped[rule.id] = "no process could be begun that would run it."
            return None
        begun = None
        try:
            self._process.wait_until_ready()
            begun = perf_counter()
            answer = self._process.ask(work, self._seconds)
        except TimeoutError:
            self._stopped[rule.id] = f"it was ended after {self._seconds:g} seconds."
        except EOFError:
            self._stopped[rule.id] = "it ended the process that ran it (too much memory?)."
        else:
            if len(answer) == len(subjects):
                return answer
            self._stopped[rule.id] = "it gave no answer that can be used."
        finally:
            if begun is not None:
                self._left -= perf_counter() - begun
        self.close()
        return None


def _begun(given: Given) -> _Process | None:
    """The process that runs rules; None where there can be none, which each rule will tell."""
    try:
        return _Process(given)
    except (EOFError, OSError):
        return None


def _verdict(rule: Rule, subject: Subject, said: dict[str, Any]) -> Verdict:
    return Verdict(
        rule,
        subject,
        said["outcome"],
        said["severity"],
        tuple(said["failing"]),
        _unstated(rule, said["unstated"]),
        _unstated(rule, said["could_raise"]),
        tuple(said["adds"]),
        said["values"],
        said["crash"],
    )


def _unstated(rule: Rule, paths: Sequence[Sequence[str]]) -> tuple[Unstated, ...]:
    shape = rule.vocabulary.shapes[rule.logic.subject]
    found = ((tuple(path), field_at(shape, path)) for path in paths)
    return tuple(Unstated(path, field) for path, field in found if field is not None)


class _Process:
    """The process that runs rules from outside."""

    def __init__(self, given: Given) -> None:
        # NOTE: the package must be found there where it is found here.
        path = [entry or "." for entry in sys.path]
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            (sys.executable, "-c", _BEGIN.format(path=path)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._ready = False
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

    def ask(self, work: Work, seconds: float) -> list[dict[str, Any]]:
        """Have some work done; raises TimeoutError, and EOFError where the process has ended."""
        self._send(work)
        answer: list[dict[str, Any]] = json.loads(self._next(seconds))
        return answer

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # What could not be sent any more is of no use.
                    continue

    def _send(self, what: Given | Work) -> None:
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
