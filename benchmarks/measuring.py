"""The measurements: each runs in this process or in one of its own, and gives plain numbers."""

from __future__ import annotations

import datetime as dt
import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import yaml
from msgspec import Struct

from benchmarks.corpus import write_corpus
from pitfall_audit.cli.services import collect_rarely
from pitfall_audit.engagement.validation import validate
from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.outcomes import OutcomeBuilder
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.yaml.reading import Document, read_file

__all__ = [
    "STAGES",
    "Ratio",
    "Size",
    "against_parsing",
    "at_size",
    "in_turn",
    "kept_against_parsing",
    "run_in_a_process",
    "shares_of_stages",
    "two_processes",
    "unseen_against_parsing",
]

AUDIT_DAY = dt.date(2026, 6, 30)
STAGES = ("reading", "validation", "facts", "rules", "settling")
_PARSER = getattr(yaml, "CSafeLoader", None)


class Ratio(Struct, frozen=True):
    """Two times in seconds that were taken in turn, and the median of their ratios."""

    taken: float
    compared: float
    ratio: float


class Size(Struct, frozen=True):
    """What an audit of some files took: seconds and, where it is known, peak megabytes."""

    files: int
    seconds: float
    megabytes: float | None


def _audit_against_parsing(folder: Path, runs: int) -> Ratio:
    return in_turn(
        lambda: audit([folder], as_of=AUDIT_DAY, base=folder, jobs=1),
        lambda: _parse(folder),
        runs,
        # The processor's time, of which other work on the machine takes none.
        clock=process_time,
    )


def against_parsing(folder: Path, runs: int) -> tuple[Ratio, float]:
    """An audit of a folder against parsing its files with libyaml, and its first pass.

    The rules are loaded, and everything else is made, in the first pass; the ratio is without it.
    """
    if _PARSER is None:
        raise RuntimeError("PyYAML was installed without libyaml, its parser in C.")
    first = _seconds(lambda: audit([folder], as_of=AUDIT_DAY, base=folder, jobs=1), process_time)
    # Both are measured as the command runs.
    collect_rarely()
    return _audit_against_parsing(folder, runs), first


def unseen_against_parsing(files: int, seed: int, runs: int) -> Ratio:
    """Audits of files that were never looked at, each once, against parsing them with libyaml.

    Of facts, only what rules said of those of other files is remembered.
    """
    taken = []
    with tempfile.TemporaryDirectory() as name:
        for number in range(runs):
            folder = Path(name) / str(number)
            folder.mkdir()
            write_corpus(folder, files, seed + number)
            taken.append(_audit_against_parsing(folder, 1))
    return Ratio(
        median(one.taken for one in taken),
        median(one.compared for one in taken),
        median(one.ratio for one in taken),
    )


def kept_against_parsing(folder: Path, runs: int) -> Ratio:
    """An audit of a folder of which all is kept, against parsing its files with libyaml."""
    with tempfile.TemporaryDirectory() as name:

        def work() -> None:
            cache = Path(name) / "audits.sqlite"
            audit([folder], as_of=AUDIT_DAY, base=folder, jobs=1, cache=lambda: cache)

        work()
        return in_turn(work, lambda: _parse(folder), runs, clock=process_time)


def two_processes(folder: Path, runs: int) -> Ratio:
    """An audit of a folder by two processes against one, by the clock on the wall."""

    def work(jobs: int) -> None:
        audit([folder], as_of=AUDIT_DAY, base=folder, jobs=jobs)

    return in_turn(lambda: work(2), lambda: work(1), runs)


def shares_of_stages(folder: Path) -> dict[str, float]:
    """The seconds that each stage of an audit takes over all files of a folder."""
    rules = load_built_in().rules
    seconds = dict.fromkeys(STAGES, 0.0)
    for path in sorted(folder.iterdir()):
        marks = [process_time()]
        document = read_file(path, path.name)
        marks.append(process_time())
        if not isinstance(document, Document):
            raise TypeError(f"{path.name} of the corpus can't be read: {document}")
        engagement, problems = validate(document)
        marks.append(process_time())
        if engagement is None:
            raise ValueError(f"{path.name} of the corpus is not valid: {problems}")
        facts = derive_facts(engagement, None, AUDIT_DAY)
        marks.append(process_time())
        batches = Batches(facts)
        verdicts = [verdict for rule in rules for verdict in evaluate(rule, batches)]
        marks.append(process_time())
        builder = OutcomeBuilder(engagement, facts, document, None)
        for verdict in verdicts:
            builder.outcome(verdict)
        marks.append(process_time())
        for name, start, end in zip(STAGES, marks, marks[1:], strict=False):
            seconds[name] += end - start
    return seconds


def at_size(files: int, seed: int, runs: int) -> Size:
    """Audit so many files, each time in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), files, seed)
        command = (sys.executable, "-m", "benchmarks.one_audit", folder)
        told = [run_in_a_process(command).split() for _ in range(runs)]
    seconds = median(float(one[0]) for one in told)
    megabytes = [float(one[1]) for one in told if one[1] != "unknown"]
    return Size(files, seconds, median(megabytes) if megabytes else None)


def in_turn(
    one: Callable[[], object],
    other: Callable[[], object],
    runs: int,
    clock: Callable[[], float] = perf_counter,
) -> Ratio:
    """Take the two times one after the other, since a machine is not equally fast all day."""
    pairs = [(_seconds(one, clock), _seconds(other, clock)) for _ in range(runs)]
    return Ratio(
        median(first for first, _ in pairs),
        median(second for _, second in pairs),
        median(first / second for first, second in pairs),
    )


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    start = clock()
    work()
    return clock() - start


def _parse(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            yaml.compose(file, Loader=_PARSER)  # type: ignore[arg-type]  # there, or not run


def run_in_a_process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """What a command writes to standard output; raises RuntimeError where it ends with no 0."""
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(  # noqa: S603  # our own program
        command,
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
