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
    _install(source, target)
    here = next(path for path in sys.path if path.endswith("site-packages"))
    Path(target, "depends.pth").write_text(
        "".join(f"{path}\n" for path in (here, *beside)), encoding="utf-8"
    )
    return python


def _install(source: Path, target: str) -> None:
    """Build the wheel and install it; what it holds is compiled when it is first used."""
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install",
         "--no-cache-dir", "--no-deps", "--target", target, str(source)],
        check=True,
        env={**os.environ, "PIP_NO_COMPILE": "1"},
    )  # fmt: skip
