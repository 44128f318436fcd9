"""The benchmark: ``python -m benchmarks``, or ``make benchmark``.

It prints ratios of times that were taken in turn on the same machine; times by themselves
say little. It asserts nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.growing import growth_of_each
from benchmarks.measuring import (
    STAGES,
    Size,
    against_parsing,
    at_size,
    kept_against_parsing,
    shares_of_stages,
    two_processes,
    unseen_against_parsing,
)
from benchmarks.starting import COMMANDS, start_up
from pitfall_audit.rules.packs import load_built_in


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one line for each thing measured as soon as it is known."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_corpus(folder, options.files, options.seed)
        sizes = [path.stat().st_size / 1000 for path in paths]
        print(
            f"corpus: {len(sizes):,} files of {min(sizes):.1f} to {max(sizes):.1f} KB, "
            f"{sum(sizes) / len(sizes):.1f} KB on average (seed {options.seed}); "
            f"{len(load_built_in().rules)} rules; medians of {options.runs} runs"
        )
        whole, first = against_parsing(folder, options.runs)
        print(
            f"audit over parsing: {whole.ratio:.2f} "
            f"({_each(whole.taken, sizes)} over {_each(whole.compared, sizes)} a file)"
        )
        print(
            f"first pass over parsing: {first / whole.compared:.2f} ({_each(first, sizes)} a file)"
        )
        # Seeds of their own: none of these files has been looked at before.
        unseen = unseen_against_parsing(options.files, options.seed + 1, options.runs)
        print(
            f"audit of other files over parsing: {unseen.ratio:.2f} "
            f"({_each(unseen.taken, sizes)} over {_each(unseen.compared, sizes)} a file)"
        )
        kept = kept_against_parsing(folder, options.runs)
        print(f"audit of what is kept over parsing: {kept.ratio:.2f} ({_each(kept.taken, sizes)})")
        shared = two_processes(folder, options.runs)
        print(
            f"two processes over one: {shared.ratio:.2f} "
            f"({shared.taken:.1f} over {shared.compared:.1f} s)"
        )
        shares = shares_of_stages(folder)
        total = sum(shares.values())
        print("of which: " + ", ".join(f"{one} {shares[one] / total:.0%}" for one in STAGES))
    commands = COMMANDS[: options.first]
    for command, start in zip(commands, start_up(commands, options.runs), strict=True):
        print(
            f"start-up over imports, {' '.join(command[:2])}: {start.ratio:.2f} "
            f"({1000 * start.taken:.0f} over {1000 * start.compared:.0f} ms)"
        )
    small, large = (at_size(files, options.seed, options.runs) for files in options.growth)
    print(
        f"growth from {small.files:,} to {large.files:,} files: "
        f"{large.seconds / small.seconds:.1f} times the time for "
        f"{large.files / small.files:.1f} times the files"
    )
    print(f"peak memory: {_peak(small)}, {_peak(large)}")
    print(
        f"what twice as much of one thing costs, up to {options.content:.0%} of what a file holds:"
    )
    for one in growth_of_each(options.content, options.first):
        costs = ", ".join(f"{cost:.1f}" for cost in one.costs)
        print(f"  {one.content:36} {one.most:7,}  {one.seconds:7.1f} s   times {costs}", flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure how fast audits are."
    )
    parser.add_argument("--files", type=int, default=300, help="files to audit in this process")
    parser.add_argument(
        "--growth", type=int, nargs=2, default=(200, 2000), metavar=("FEW", "MANY"),
        help="numbers of files to compare time and memory at",
    )  # fmt: skip
    parser.add_argument(
        "--content", type=float, default=1.0, metavar="SHARE",
        help="of how much a file may hold of one thing, the share up to which to measure growth",
    )  # fmt: skip
    parser.add_argument("--first", type=int, help="how many commands and contents to measure")
    parser.add_argument("--runs", type=int, default=3, help="runs to take the median of")
    parser.add_argument("--seed", type=int, default=1, help="what the files are made from")
    return parser.parse_args(arguments)


def _each(seconds: float, files: Sequence[object]) -> str:
    return f"{1000 * seconds / len(files):.2f} ms"


def _peak(size: Size) -> str:
    told = "unknown" if size.megabytes is None else f"{size.megabytes:.0f} MB"
    return f"{told} at {size.files:,} files"


if __name__ == "__main__":
    main()
