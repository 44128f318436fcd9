"""The built wheel holds all it needs, and runs from any folder."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which only the wheel is installed.

    What the wheel depends on is taken from the environment that runs the tests.
    """
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "-w",
            str(folder),
            str(ROOT),
        ],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    target = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target,
         str(wheel)],
        check=True,
    )  # fmt: skip
    here = Path(next(path for path in sys.path if path.endswith("site-packages")))
    Path(target, "depends.pth").write_text(f"{here}\n", encoding="utf-8")
    return python


def run(python: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", "pitfall_audit", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_wheel_audits_from_any_folder(installed: Path, tmp_path: Path) -> None:
    engagement = tmp_path / "seat.yaml"
    engagement.write_text(
        (ROOT / "examples" / "smallest-useful-file.yaml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    done = run(
        installed, "check", "seat.yaml", "--as-of", "2026-06-30",
        "--html", "report.html", "--json", "result.json", "--fail-on", "never",
        folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "role-status-undefined" in done.stdout
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in result["engagements"]] == ["board-seat"]
    assert "<title>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_wheel_proves_its_rules(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "rules", "test", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    code = "import pitfall_audit.rules.packs as p; print(p.built_in_folder())"
    done = subprocess.run(
        [str(installed), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("built_in_rules")
