"""``answer``: each question of each example can be answered, and is written at its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from pitfall_audit import audit
from pitfall_audit.cli.main import main
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.terminal_asker import TerminalAsker
from pitfall_audit.editing.asking import Asker, BackError, Option, StopError

ROOT = Path(__file__).parents[2]
EXAMPLES = {path.name: path.read_text("utf-8") for path in ROOT.glob("examples/*.yaml")}
SMALLEST = EXAMPLES["smallest-useful-file.yaml"]
DAY = datetime.date(2026, 6, 30)
TYPED = {
    "A name for the file": "board.yaml",
    "a date": "2026-01-05", "a sum of money": "£20", "a number": "4", "an id": "i1",
    "An id": "somebody-new", "text": "in plain words",
}  # fmt: skip
Capture = pytest.CaptureFixture[str]


class Talkative:
    """Says something to whatever is asked: the first that there is, and no more than is needed."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        values = [value for value, _ in options]
        if asks.startswith("What is known"):
            return values[1]
        return "<new>" if "<new>" in values else values[0]

    def type(self, asks: str) -> str:
        return next(typed for kind, typed in TYPED.items() if kind in asks)

    def tell(self, text: str) -> None:
        self.heard.append(text)


class Thorough(Talkative):
    """Speaks of another entry of a list each time."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        values = [value for value, _ in options]
        entries = [value for value in values if value.isdigit()]
        if "new" in values and entries:
            return entries[self.turn % len(entries)]
        return super().choose(asks, options)


class AtATerminal(Services):
    def __init__(self, asker: Asker | None) -> None:
        self._asker = asker

    def asker(self) -> Asker | None:
        return self._asker

    def today(self) -> datetime.date:
        return DAY


def test_a_question_about_ties_kept_apart_is_answered_where_they_are(tmp_path: Path) -> None:
    file, ties = tmp_path / "a.yaml", tmp_path / "ties.yaml"
    people = "people: {asha: {experience: [service-user]}, jo: {post_kind: clinical}}"
    roles = "roles: [{id: m, body: p, holders: [asha]}, {id: c, body: p, holders: [jo]}]"
    file.write_text(f"version: 1\nid: t\ntitle: T\n{people}\n{roles}\n", "utf-8")
    tie = "ties: [{of: asha, with: jo, kind: receives-care-from}]"
    known = "{between: [asha, jo], because: care, handling: [{step: Jo leaves, by: jo}], "
    known += "acknowledged_on: 2026-01-10"
    before = f"version: 1\n# kept by Sam\n{tie}\nconflicts:\n  - {known}}}\n"
    ties.write_text(before, "utf-8")
    asker = Talkative()
    arguments = ["answer", str(file), "--ties", str(ties)]
    assert main(arguments, services=AtATerminal(asker)) == 0
    assert ties.read_text("utf-8") == before.replace(
        known, f"{known}, acknowledged_by: [somebody-new]"
    )
    assert "acknowledged_by" not in file.read_text("utf-8")
    assert "No one field holds the answer" not in "\n".join(asker.heard)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_question_of_an_example_can_be_answered(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(EXAMPLES[name], "utf-8")
    (engagement,) = audit([file], as_of=DAY).engagements
    asker = Talkative()

    assert main(["answer", str(file)], services=AtATerminal(asker)) == 0

    told = "\n".join(asker.heard)
    assert "help:" not in told, "an answer was refused"
    asked = told.split("\nQuestion ")[1:]
    assert len(asked) == len(engagement.questions)
    for question, came_of_it in zip(engagement.questions, asked, strict=True):
        assert " ".join(question.texts[0].split()) in " ".join(came_of_it.split())
        assert "\n+" in came_of_it, "nothing was written"
        assert "No one field holds the answer" not in came_of_it
    lines = file.read_text("utf-8").splitlines()
    kept = [line for line in EXAMPLES[name].splitlines() if line.lstrip().startswith("#")]
    assert [line for line in lines if line.lstrip().startswith("#")] == kept

    for turn in range(8):
        (left,) = audit([file], as_of=DAY).engagements
        if not left.questions:
            break
        assert main(["answer", str(file)], services=AtATerminal(Thorough(turn))) == 0
    assert left.questions == (), "questions that answers lead to can be answered as well"


# --- at a terminal ----------------------------------------------------------------------


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("a.yaml").write_text(SMALLEST, "utf-8")
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def run(*options: str) -> int:
    return main(["answer", "a.yaml", *options], services=AtATerminal(TerminalAsker()))


def written() -> str:
    return Path("a.yaml").read_text("utf-8").removeprefix(SMALLEST)


UP, DOWN, ENTER, INTERRUPT, END = "\x1b[A", "\x1b[B", "\r", "\x03", "\x04"


def test_what_was_written_stays_where_it_is_interrupted(keys: PipeInput, capsys: Capture) -> None:
    keys.send_text(f"{DOWN}{ENTER}{INTERRUPT}")
    assert run() == 130
    assert written().count("\n") >= 1
    assert Path("a.yaml.bak").read_text("utf-8") == SMALLEST
    shown = capsys.readouterr()
    assert shown.err.startswith("\nQuestion 1 of ")
    assert "".join(f"+{line}\n" for line in written().splitlines()) in shown.err
    assert shown.err.endswith("Written to a.yaml; as it was, it is in a.yaml.bak.\n")
    assert shown.out.startswith("--- a.yaml before\n")


def test_one_can_go_back_and_answer_otherwise_and_stop(keys: PipeInput) -> None:
    to_the_last = DOWN * 30
    back, stop = f"{to_the_last}{UP}{ENTER}", f"{to_the_last}{ENTER}"
    keys.send_text(f"{DOWN}{ENTER}{stop}")
    assert run() == 0
    second = written()
    Path("a.yaml").write_text(SMALLEST, "utf-8")
    keys.send_text(f"{ENTER}{stop}")
    assert run() == 0
    first = written()
    Path("a.yaml").write_text(SMALLEST, "utf-8")
    keys.send_text(f"{ENTER}{back}{DOWN}{ENTER}{stop}")
    assert run() == 0
    assert written() == second != first


def test_one_respondent_is_asked_alone(keys: PipeInput, capsys: Capture) -> None:
    keys.send_text(f"{DOWN}{ENTER}{INTERRUPT}")
    assert run("--who", "leads the arr") == 130
    (engagement,) = audit([Path("a.yaml")], as_of=DAY).engagements
    asked = [one for one in engagement.questions if "Whoever leads the arrangement" in one.who]
    assert 0 < len(asked) < len(engagement.questions)
    assert f"Question 1 of {len(asked)}." in capsys.readouterr().err

    assert run("--who", "nobody") == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit answer
  cause: No open question is for nobody.
  help:  There are questions for Whoever leads the arrangement, Whoever runs quality committee.
""")


def test_what_is_typed(keys: PipeInput) -> None:
    keys.send_text("  some words \r")
    assert TerminalAsker().type("Write text.") == "some words"
    keys.send_text("<\r")
    with pytest.raises(BackError):
        TerminalAsker().type("Write text.")
    keys.send_text(END)
    with pytest.raises(StopError) as stopped:
        TerminalAsker().type("Write text.")
    assert not stopped.value.interrupted


def test_without_a_terminal_nothing_is_asked(keys: PipeInput, capsys: Capture) -> None:
    assert main(["answer", "a.yaml"], services=AtATerminal(None)) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit answer
  cause: there is no terminal on which to ask
  help:  give answers with --set, as in --set roles.member.voting=yes
""")
