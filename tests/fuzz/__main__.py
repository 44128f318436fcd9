"""More spoilt inputs than the tests try: ``python -m tests.fuzz --inputs 10000 --seed 1``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from pathlib import Path
from time import perf_counter

from tests.fuzz.classes import CLASSES, chance_of, try_one


def main() -> int:
    """Try inputs of each class; keep each that breaks something, and end with 1 if any did."""
    options = _options()
    broken = 0
    for name in options.only or CLASSES:
        longest = (0.0, 0)
        start = perf_counter()
        numbers = range(options.first, options.first + options.inputs)
        for number in numbers:
            begun = perf_counter()
            with tempfile.TemporaryDirectory() as folder:
                try:
                    try_one(name, options.seed, number, Path(folder))
                except Exception:  # whatever it is, the others are tried
                    broken += 1
                    kept = Path(options.keep) / f"{name}-{options.seed}-{number}"
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    kept.write_bytes(CLASSES[name].make(chance_of(name, options.seed, number)))
                    print(f"{name} {number} breaks something; kept as {kept}")
                    traceback.print_exc()
            longest = max(longest, (perf_counter() - begun, number))
        each = (perf_counter() - start) / len(numbers)
        print(
            f"{name}: {len(numbers):,} inputs, {1000 * each:.0f} ms each, "
            f"{longest[0]:.1f} s at the longest (number {longest[1]})",
            flush=True,
        )
    print(f"{broken:,} broke something")
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Try inputs that are spoilt at random."
    )
    parser.add_argument("--inputs", type=int, default=1_000, help="how many of each class")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the number to begin at")
    parser.add_argument("--seed", type=int, default=0, help="what they are made from")
    parser.add_argument("--only", choices=sorted(CLASSES), nargs="*", help="classes to try")
    parser.add_argument("--keep", default="fuzzed", help="folder for inputs that broke something")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
