"""A result as a flat list, for formats that have a row, an annotation or a line for each thing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal

from msgspec import Struct

from pitfall_audit.engine.on_demand import Aside, packed, unpacked
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome, Severity
from pitfall_audit.report.questions import Check, checks_of
from pitfall_audit.report.screen import safe_line
from pitfall_audit.report.wording import accepted_in_words, count
from pitfall_audit.yaml.places import Place, Problem, Related

__all__ = ["LEVEL_OF", "Kind", "Listed", "Listing", "counts_in_words", "listing", "plain"]

Kind = Literal["finding", "question", "problem", "broke-off"]

LEVEL_OF: Final[dict[Severity | None, str]] = {
    "error": "error", "warning": "warning", "advice": "note", None: "note",
}  # fmt: skip
"""The three levels that machine formats have, for a severity, and for a question."""
_TO_DO: Final = (("error", "act on now"), ("warning", "look into"), ("advice", "consider"))
_NOUNS: Final = (
    ("question", ("question",)),
    ("accepted", ("accepted for now", "accepted for now")),
    ("problem", ("problem in the files", "problems in the files")),
    ("broke-off", ("check broken off", "checks broken off")),
)

_KINDS: Final[dict[str, Kind]] = {
    "failed": "finding", "cannot-tell": "question", "error": "broke-off",
}  # fmt: skip


class Listed(Struct, frozen=True):
    """One thing to show: a finding, a question, or what kept something from being audited.

    ``place`` always names a file; its line is 0 where the file as a whole is meant.
    ``severity`` is None for a question. ``fingerprint`` stays the same when lines move.
    ``accepted`` says of a finding why it does not count for now; empty where it counts.
    ``bears_on`` is the check of which a reader noted it; the title, help and pitfall are then of
    that.
    """

    kind: Kind
    check: str
    message: str
    help: str
    severity: Severity | None
    place: Place
    fingerprint: str
    related: tuple[Related, ...] = ()
    details: tuple[str, ...] = ()
    title: str = ""
    pitfall: str = ""
    engagement: str = ""
    subject: str = ""
    private: bool = False
    accepted: str = ""
    bears_on: str = ""

    @property
    def word(self) -> str:
        """What it is, in the words of machine formats: a severity, ``question`` or ``accepted``."""
        return "accepted" if self.accepted else self.severity or "question"

    @property
    def line(self) -> int:
        """Its line; the first where the file as a whole is meant, since many readers need one."""
        return max(self.place.line, 1)


class Listing:
    """What is listed of a result, to be gone through in the order of files, then lines.

    ``counts`` are by the kind, and for findings by the word; ``checks`` are the ids of all checks.
    """

    def __init__(self, result: AuditResult) -> None:
        self.counts: Counter[str] = Counter()
        self.checks: set[str] = set()
        self._files = {file: number for number, file in enumerate(result.files)}
        # What rests on ties kept apart is written nowhere.
        self._aside = Aside(on_disk=not result.ties_files)
        self._parts: list[tuple[int, str, int]] = []

    def add(self, found: Iterable[Listed]) -> None:
        """Add what is listed of one engagement."""
        by_file: dict[str, list[Listed]] = {}
        for one in found:
            self.counts[one.kind if one.kind != "finding" else one.word] += 1
            self.checks.add(one.check)
            by_file.setdefault(one.place.file, []).append(one)
        for file, part in by_file.items():
            number = self._files.get(file, len(self._files))
            name = "" if file in self._files else file
            self._parts.append((number, name, self._aside.put(packed(part))))

    def __len__(self) -> int:
        return self.counts.total()

    def __iter__(self) -> Iterator[Listed]:
        for _, parts in groupby(sorted(self._parts), key=itemgetter(0, 1)):
            in_file: list[Listed] = [
                one for *_, at in parts for one in unpacked(self._aside.get(at), list[Listed])
            ]
            yield from sorted(in_file, key=lambda one: one.line)

    @property
    def is_complete(self) -> bool:
        """Whether all was audited that was to be."""
        return not (self.counts["problem"] or self.counts["broke-off"])


def listing(result: AuditResult, *, questions: bool = False) -> Listing:
    """List the findings of a result and all that kept it from being complete.

    Questions are listed where they are asked for.
    """
    checks, listed = checks_of(result.rules), Listing(result)
    listed.add(map(_of_problem, result.problems))
    for one in result.engagements:
        listed.add(_of_engagement(one, checks, questions=questions))
    return listed


def counts_in_words(listed: Listing) -> str:
    """Say in one line how many there are of each."""
    words = listed.counts
    said = [
        *(f"{words[word]} to {do}" for word, do in _TO_DO if words[word]),
        *(count(words[kind], *noun) for kind, noun in _NOUNS if words[kind]),
    ]
    return ", ".join(said) or "nothing needs attention"


def plain(text: str) -> str:
    """Give a text on one line, with what cannot be seen made visible."""
    return safe_line(" ".join(text.split()))


def _of_engagement(
    engagement: EngagementResult, checks: Mapping[str, Check], *, questions: bool
) -> Iterator[Listed]:
    seen: Counter[tuple[str, ...]] = Counter()
    for outcome in engagement.outcomes:
        kind = _KINDS.get(outcome.outcome)
        if kind is None or (kind == "question" and not questions):
            continue
        identity = (kind, outcome.rule, engagement.id, outcome.subject)
        seen[identity] += 1
        yield _of_outcome(kind, outcome, engagement, checks, (*identity, str(seen[identity])))


def _of_outcome(
    kind: Kind,
    outcome: Outcome,
    engagement: EngagementResult,
    checks: Mapping[str, Check],
    identity: tuple[str, ...],
) -> Listed:
    check = checks[outcome.matter]
    return Listed(
        kind=kind,
        check=outcome.rule,
        bears_on=outcome.bears_on,
        message=plain(outcome.message),
        help=plain(check.rule.remedy) if check.rule and kind == "finding" else "",
        severity={"finding": outcome.severity or "error", "question": None}.get(kind, "error"),
        place=outcome.place or Place(engagement.file),
        fingerprint=_hash(identity),
        related=outcome.related,
        details=tuple(plain(one) for one in outcome.details),
        title=plain(check.title),
        pitfall=check.pitfall or "",
        engagement=engagement.id,
        subject=outcome.subject,
        private=outcome.private,
        accepted=plain(accepted_in_words(outcome.accepted)) if outcome.accepted else "",
    )


def _of_problem(problem: Problem) -> Listed:
    place = problem.place
    return Listed(
        kind="problem",
        check=problem.id,
        message=plain(problem.message),
        help=plain(problem.help),
        severity="error",
        place=place,
        fingerprint=_hash(("problem", problem.id, place.file, place.path or str(place.line))),
        related=problem.related,
        title=plain(problem.id.replace("-", " ").capitalize()),
    )


def _hash(parts: tuple[str, ...]) -> str:
    text = "\0".join(parts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(text).hexdigest()[:40]
