"""One audit in a process of its own: prints its seconds and its peak memory in megabytes."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import AUDIT_DAY
from pitfall_audit.cli.services import collect_rarely
from pitfall_audit.engine.auditing import audit


def peak_megabytes() -> float | None:
    """The most memory this process has held; None where the system does not tell."""
    status = Path("/proc/self/status")
    if status.is_file():
        # NOTE: Linux counts in what getrusage tells the process that started this one.
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(folder: Path) -> None:
    """Audit a folder and print what it took."""
    collect_rarely()
    start = perf_counter()
    result = audit([folder], as_of=AUDIT_DAY, base=folder, jobs=1)
    seconds = perf_counter() - start
    if result.problems:
        raise ValueError(f"The corpus is not valid: {result.problems[0]}")
    peak = peak_megabytes()
    print(f"{seconds:.4f}", "unknown" if peak is None else f"{peak:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
