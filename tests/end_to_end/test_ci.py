"""What is ready-made for pipelines: the hook by real pre-commit, templates, stdin, and Python."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from tests.engine.test_baseline import FILE

import pitfall_audit
from pitfall_audit.cli.main import main

ROOT = Path(__file__).parents[2]
TIES = (
    "version: 1\nengagement: committee\nties:\n  - {of: lee, with: jo, kind: receives-care-from}\n"
)


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(
        ["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
    ).stdout.strip()  # fmt: skip


def test_the_hook_in_real_pre_commit(tmp_path: Path) -> None:
    """A finding stops a commit; ties kept apart and other programs' YAML do not."""
    pre_commit = shutil.which("pre-commit", path=str(Path(sys.executable).parent))
    if pre_commit is None:
        pytest.skip("pre-commit is not installed; `make reader-tools` does that")
    source, here = tmp_path / "source", tmp_path / "here"
    source.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(source, "init", "-q")
    git(source, "add", ".")
    git(source, "commit", "-q", "-m", "all")
    here.mkdir()
    git(here, "init", "-q")
    (here / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {source}\n  rev: {git(source, 'rev-parse', 'HEAD')}\n"
        "  hooks: [{id: pitfall-audit, args: [--as-of, '2026-06-30', --fail-on, advice]}]\n",
        encoding="utf-8",
    )
    (here / "ties.yaml").write_text(TIES, encoding="utf-8")
    (here / "other.yaml").write_text("services: {web: {image: x}}\n", encoding="utf-8")
    git(here, "add", ".")
    # To compile all that is installed, of which little is run, takes longer than all the rest.
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PIP_NO_COMPILE": "1"}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [pre_commit, "run", "--all-files"], cwd=here, capture_output=True, text=True,
            env=environment, check=False,
        )  # fmt: skip

    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    (here / "a.yaml").write_text(FILE, encoding="utf-8")
    git(here, "add", ".")
    done = run()
    assert done.returncode == 1
    assert re.search(r"^a\.yaml:9:\d+: \w+ role-status-undefined ", done.stdout, re.MULTILINE)


def test_every_hook_and_template_names_options_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["check", "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    pip = {"--quiet", "--disable-pip-version-check"}
    for name in (".pre-commit-hooks.yaml", "action.yml", "templates/pitfall-audit.yml"):
        text = (ROOT / name).read_text("utf-8")
        assert list(yaml.compose_all(text, yaml.SafeLoader))
        used = {
            option
            for line in text.splitlines()
            if not line.lstrip().startswith("#")
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)
        }
        assert used - pip <= known, name


def script_run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script of a template as its service does, with the program as it is installed here."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, capture_output=True, text=True, check=False,
        env={"PATH": path, "HOME": str(folder)} | variables,
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_the_scripts_of_the_templates_do_as_they_say(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    audit = next(one for one in action["runs"]["steps"] if one.get("name") == "Audit")
    summary = tmp_path / "summary.md"
    done = script_run(
        audit["run"], tmp_path, PATHS="a.yaml", ARGUMENTS="--fail-on advice", AS_OF="2026-06-30",
        GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::")
    assert summary.read_text("utf-8").startswith("<!-- pitfall-audit -->")
    # What is handed in is never run.
    done = script_run(
        audit["run"], tmp_path, PATHS="a.yaml;touch$IFS.x $(touch y)", ARGUMENTS="", AS_OF=""
    )
    assert done.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "summary.md"]
    inputs, job = yaml.safe_load_all((ROOT / "templates/pitfall-audit.yml").read_text("utf-8"))
    script = job["pitfall-audit"]["script"][-1]
    given = {"paths": "a.yaml", "arguments": "--as-of 2026-06-30 --fail-on never"}
    assert set(given) <= set(inputs["spec"]["inputs"])
    for name, value in given.items():
        script = script.replace(f"$[[ inputs.{name} ]]", value)
    done = script_run(script, tmp_path)
    assert done.returncode == 0, done.stderr
    reports = job["pitfall-audit"]["artifacts"]["reports"]
    assert all((tmp_path / name).stat().st_size for name in reports.values())


@pytest.mark.parametrize("name", ["a.yaml", "not-there/b.yaml"])
def test_a_text_on_standard_input(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text("what is in the file is not looked at", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FILE.encode())))
    arguments = ["check", "-", "--stdin-name", name, "--as-of", "2026-06-30"]
    assert main([*arguments, "--fail-on", "advice", "--output", "concise"]) == 1
    assert f"{name}:9:" in capsys.readouterr().out
    assert main(["check", "-"]) == 2
    assert main(["check", "a.yaml", "--stdin-name", "a.yaml"]) == 2
    assert "check - --stdin-name FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (">=99", "These settings are for pitfall-audit >=99"),
        ("soon", "does not say which versions"),
    ],
)
def test_settings_for_another_version_end_the_run(
    wanted: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(FILE, encoding="utf-8")
    settings = Path("pitfall-audit.toml")
    # A setting of that version, which this one does not know, is not what is told.
    settings.write_text(f'required-version = "{wanted}"\nnew-thing = 1\n', encoding="utf-8")
    assert main(["check", "a.yaml"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert says in said
    assert "new-thing" not in said
    settings.write_text('required-version = ">=0.1"\n', encoding="utf-8")
    assert main(["check", "a.yaml", "--fail-on", "never", "--quiet"]) == 0


def test_each_public_name_is_there_and_the_example_in_the_guide_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in pitfall_audit.__all__:
        assert getattr(pitfall_audit, name) is not None
    (code,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"), re.DOTALL
    )
    monkeypatch.chdir(ROOT)
    exec(code, {})  # noqa: S102  # our own guide
    assert "examples/" in capsys.readouterr().out
