"""What git knows of the files: the day of the last commit, what changed, and an earlier state."""

from __future__ import annotations

import datetime
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pitfall_audit.errors import UsageProblem
from pitfall_audit.yaml.disk import real_path

__all__ = ["as_it_was", "changed_since", "day_of_last_commit"]


def day_of_last_commit(folder: Path) -> datetime.date:
    """The day of the last commit, by whoever made it; raises UsageProblem outside git."""
    said = _git(folder, "log", "-1", "--format=%cs").decode().strip()
    if not said:
        raise UsageProblem("There is no commit yet.", "Give a day with --as-of, or commit first.")
    return datetime.date.fromisoformat(said)


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """The files that are not as they were in a revision, those that git does not know among them.

    Raises UsageProblem where there is no such revision.
    """
    top = _top(folder)
    names = _git(top, "diff", "--name-only", "-z", _commit(revision, top), "--")
    others = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(real_path(top / os.fsdecode(name)) for name in (names + others).split(b"\0"))


@contextmanager
def as_it_was(revision: str, folder: Path) -> Iterator[tuple[Path, Path]]:
    """The whole tree as it was in a revision, in a folder that is gone afterwards.

    Gives the top of the real tree, and that of the earlier one. Nothing of the repository is
    changed. Raises UsageProblem where there is no such revision.
    """
    top = _top(folder)
    commit = _commit(revision, top)
    with tempfile.TemporaryDirectory(prefix="pitfall-audit-") as name:
        tree = real_path(Path(name)) / "tree"
        # Settings are looked for no further up than here.
        (tree / ".git").mkdir(parents=True)
        index = {"GIT_INDEX_FILE": str(Path(name) / "index")}
        _git(top, "read-tree", commit, environment=index)
        _git(top, "checkout-index", "--all", f"--prefix={tree}{os.sep}", environment=index)
        yield top, tree


def _top(folder: Path) -> Path:
    return real_path(Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).strip()))


def _commit(revision: str, top: Path) -> str:
    name = f"{revision}^{{commit}}"
    found = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", name, may_fail=True)
    if not found.strip():
        raise UsageProblem(
            f"git knows no revision {revision} here.",
            "Check its name. A pipeline that fetches the last commit alone has to fetch more.",
        )
    return found.decode().strip()


def _git(
    folder: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    may_fail: bool = False,
) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # git itself, and a revision that it has checked
            ["git", *arguments],  # noqa: S607  # whichever git is meant by the one who runs this
            cwd=folder,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except OSError as trouble:
        raise UsageProblem(
            f"git could not be run: {trouble.strerror}.", "Install git, or leave this out."
        ) from trouble
    if done.returncode and not may_fail:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageProblem(
            f"git could not do as asked: {said[-1] if said else done.returncode}.",
            "This works in a folder that git keeps.",
        )
    return done.stdout
