"""The built wheel holds all it needs, and runs from any folder."""

import json
import subprocess
from pathlib import Path

import pytest
from tests.end_to_end.installing import installed

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment in which only the wheel is installed."""
    return installed(ROOT, tmp_path_factory.mktemp("wheel"))


def run(python: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", "pitfall_audit", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_wheel_audits_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    engagement = tmp_path / "seat.yaml"
    engagement.write_text(
        (ROOT / "examples" / "smallest-useful-file.yaml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    done = run(
        wheel, "check", "seat.yaml", "--as-of", "2026-06-30",
        "--html", "report.html", "--json", "result.json", "--fail-on", "never",
        folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "things need attention" in done.stdout
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in result["engagements"]] == ["board-seat"]
    assert "<title>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_wheel_proves_its_rules(wheel: Path, tmp_path: Path) -> None:
    done = run(wheel, "rules", "test", "role-status-undefined", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_holds_the_rules_and_nothing_else_runs(wheel: Path, tmp_path: Path) -> None:
    """They are proved where they stand in the source, so it is enough that they are the same."""
    code = "import pitfall_audit.rules.packs as p; print(p.built_in_folder())"
    done = subprocess.run(
        [str(wheel), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    folder = Path(done.stdout.strip())
    assert folder.name == "built_in_rules"
    assert contents(folder) == contents(ROOT / "rules")


def contents(folder: Path) -> dict[str, bytes]:
    files = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}
