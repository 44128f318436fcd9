"""Installs one of our packages as anybody would, for tests of what is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path


def installed(source: Path, folder: Path, *beside: Path) -> Path:
    """Build the wheel of a source in a folder, install it there, and give the interpreter.

    What it depends on is taken from the environment that runs the tests, and from the folders
    ``beside`` it.
    """
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    target = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    pip(folder, "wheel", "--no-deps", "-w", str(folder), str(source))
    (wheel,) = folder.glob("*.whl")
    pip(folder, "install", "--no-deps", "--target", target, str(wheel))
    here = next(path for path in sys.path if path.endswith("site-packages"))
    Path(target, "depends.pth").write_text(
        "".join(f"{path}\n" for path in (here, *beside)), encoding="utf-8"
    )
    return python


def pip(folder: Path, *arguments: str) -> None:
    """Run pip; what it installs is compiled when it is first used, and most of it never is."""
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments],
        cwd=folder,
        check=True,
        env={**os.environ, "PIP_NO_COMPILE": "1"},
    )
