"""The benchmark runs as documented, on the same files each time; speed itself is not tested."""

import datetime as dt
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from benchmarks.__main__ import main
from benchmarks.content import CONTENT
from benchmarks.starting import COMMANDS, prepare

from pitfall_audit import audit
from pitfall_audit.cli.main import command_line
from pitfall_audit.cli.main import main as program
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.reading import Document, read_text

ROOT = Path(__file__).parents[2]
MAKE_TWELVE = """
import sys
from collections.abc import Callable
from pathlib import Path
from benchmarks.corpus import write_corpus
write_corpus(Path(sys.argv[1]), 12, seed=int(sys.argv[2]))
"""


def corpus(folder: Path, seed: int) -> dict[str, bytes]:
    """Made in a process of its own, in which nothing hashes as it does elsewhere."""
    folder.mkdir()
    made = (sys.executable, "-c", MAKE_TWELVE, str(folder), str(seed))
    subprocess.run(made, cwd=ROOT, check=True)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# What runs tests has threads of its own; the program has none when it forks.
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_it_prints_a_line_for_each_thing_it_measures(capsys: pytest.CaptureFixture[str]) -> None:
    few = ("--files", "3", "--growth", "1", "2", "--runs", "1", "--content", "0.0001")
    main([*few, "--first", "2"])
    lines = capsys.readouterr().out.splitlines()
    begins = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    assert begins == [
        "corpus",
        "audit over parsing",
        "first pass over parsing",
        "audit of other files over parsing",
        "audit of what is kept over parsing",
        "two processes over one",
        "of which",
        "start-up over imports, check examples/smallest-useful-file.yaml",
        "start-up over imports, --version",
        "growth from 1 to 2 files",
        "peak memory",
        "what twice as much of one thing costs, up to 0% of what a file holds",
    ]
    table = [line for line in lines if line.startswith(" ")]
    assert len(table) == 2
    assert all(len(line.partition("times ")[2].split(", ")) == 3 for line in table)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("started")
    prepare(made)
    return made


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_that_it_starts_is_one(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert program([word.format(folder=folder, number=1) for word in command]) == 0


def test_it_starts_every_command() -> None:
    assert {command[0] for command in COMMANDS} >= set(command_line.commands)


@pytest.mark.parametrize("text", CONTENT.values(), ids=CONTENT)
def test_each_content_that_it_measures_is_an_engagement(text: Callable[[int], str]) -> None:
    document = read_text(text(8), "grown.yaml")
    assert isinstance(document, Document)
    assert validate(document)[1] == ()


def test_the_same_seed_makes_the_same_files_and_another_others(tmp_path: Path) -> None:
    first = corpus(tmp_path / "first", 1)
    assert corpus(tmp_path / "again", 1) == first
    assert corpus(tmp_path / "other", 2) != first


def test_every_file_is_an_engagement_of_the_size_it_should_have(tmp_path: Path) -> None:
    files = corpus(tmp_path / "files", 1)
    result = audit([tmp_path / "files"], as_of=dt.date(2026, 6, 30), base=tmp_path)
    assert result.problems == ()
    assert len(result.engagements) == len(files) == 12
    assert all(1_000 <= len(text) <= 12_500 for text in files.values())
    assert {one.described_from for one in result.engagements} == {
        "own-records",
        "published-documents",
    }
    assert any("ties" in yaml.safe_load(text) for text in files.values())
