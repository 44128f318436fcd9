"""``import``: what lists say gets into a file, without names, and the rest of it stays."""

from __future__ import annotations

import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.cli.test_interview import DAY, AtATerminal
from tests.editing.lists import MEMBERS, PEOPLE, SECTIONS, register
from tests.rim.program import NOT_POSIX

from pitfall_audit import audit
from pitfall_audit.cli.main import main
from pitfall_audit.editing.asking import Asker, Option, StopError

Capture = pytest.CaptureFixture[str]
OUT, KEY = Path("out.yaml"), Path("key.yaml")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("members.csv").write_bytes(MEMBERS.encode())
    Path("register.xlsx").write_bytes(register())
    Path("sections.csv").write_text(SECTIONS, "utf-8")


def import_(*arguments: str, asker: Asker | None = None) -> int:
    return main(["import", *arguments], services=AtATerminal(asker))


def test_a_list_of_members_is_written_without_names(capsys: Capture) -> None:
    assert import_("members.csv", "--output", "out.yaml", "--key", "key.yaml") == 0
    shown = capsys.readouterr()
    assert shown.err == snapshot("""\
Who is who is kept in key.yaml, which only you may read.
Written to out.yaml.
To see what it says: pitfall-audit check out.yaml
""")
    assert shown.out == snapshot("""\
What was understood
───────────────────
members.csv: cells between commas, UTF-8.
  The columns are named in row 4.
  Above them, and not read: row 1, 2.
    Name → people, under ids made in place of names
    Role → roles.title
    Comittee → roles.body
    Term Start → holders.from
    Term End (dd/mm/yyyy) → holders.until
    Declared interests → ties.what
    Email → personal, and never written

What is written
───────────────
4 people, 6 roles, 5 seats, 4 ties.
Each person has an id in place of a name; those made here follow the rows.
Read the ties through: words of interests may tell more than is meant for all.

What could not be placed (5)
────────────────────────────
members.csv, row 8, Term End (dd/mm/yyyy): “when replaced” is not a date.
members.csv, row 9, Name: what stands in brackets is not written.
members.csv, row 9, Declared interests: the tie is written without its words:
  it holds a word of somebody's name.
members.csv, row 9, Declared interests: this may tell of somebody's health,
  care or quarrel, and is not written; where it should be is for them to say.
members.csv, row 11, Name: this does not look like a name.
""")
    text = OUT.read_text("utf-8")
    assert text == snapshot("""\
version: 1
id: out
title: Out
people:
  person-1: {}
  person-2: {}
  person-3: {}
  person-4: {}
roles:
  - id: su-rep
    title: SU rep
    body: Quality Committee
    holders:
      - {person: person-1, from: 2024-04-01, until: 2027-03-31}
  - id: chair
    title: Chair
    body: Quality Committee
    holders:
      - {person: person-2, from: 2023-03}
  - {id: carer-rep, title: Carer rep, body: Quality Committee, holders: none}
  - id: carer-representative
    title: Carer representative
    body: Quality Committee
    holders:
      - {person: person-3, from: 2024-06-13}
  - id: director-of-nursing
    title: Director of Nursing
    body: Quality Committee
    holders:
      - {person: person-4, from: 2022}
  - id: audit-committee-director-of-nursing
    title: Director of Nursing
    body: Audit Committee
    holders:
      - {person: person-4, from: 2022}
ties:
  - of: person-2
    with: {organisation: Mind in Northfield}
    kind: trustee-of
    what: Trustee of Mind in Northfield
  - of: person-2
    with: {organisation: Acme Care Ltd}
    kind: financial
    what: shares in Acme Care Ltd
  - of: person-4
    with: {organisation: Northfield University}
    kind: employed-by
    what: Employed by Northfield University
  - {of: person-4, with: person-1, kind: friend}
""")
    assert not any(part in text for name in PEOPLE for part in name.split())
    assert KEY.read_text("utf-8") == snapshot("""\
# Who is who. Keep this apart from what it is the key to, and with fewer people.
person-1: Mary Okafor
person-2: Dr Tom O'Brien
person-3: Priya Shah
person-4: Jane Smith (deputy)
""")
    assert audit([OUT], as_of=DAY).problems == ()


def test_a_register_adds_to_what_is_there_and_knows_people_again(capsys: Capture) -> None:
    import_("members.csv", "--output", "out.yaml", "--key", "key.yaml")
    mine = OUT.read_text("utf-8").replace("title: Out\n", "title: Out # mine\n\n")
    OUT.write_text(mine, "utf-8")
    capsys.readouterr()

    assert import_("register.xlsx", "--output", "out.yaml", "--key", "key.yaml") == 0

    shown = capsys.readouterr()
    assert shown.err == snapshot("""\
Who is who is kept in key.yaml, which only you may read.
Written to out.yaml; as it was, it is in out.yaml.bak.
To see what it says: pitfall-audit check out.yaml
""")
    assert shown.out == snapshot("""\
What was understood
───────────────────
register.xlsx, sheet “Quality Committee”: a sheet.
  The columns are named in row 3.
  “Quality Committee” (the name of the sheet) is the body of what follows.
  Above them, and not read: row 1.
    Name → people, under ids made in place of names
    Role → roles.title
    Description of Interest → ties.what
    Type of interest → ties.kind
    Organisation → ties.with.organisation
    Date From → ties.since
    Date To → ties.until
    Action taken to mitigate → conflicts.handling
register.xlsx, sheet “Audit Committee”: a sheet.
  The columns are named in row 1.
  “Audit Committee” (the name of the sheet) is the body of what follows.
    Name → people, under ids made in place of names
    Role → roles.title
    Sits as → holders.as
    Voting? → holders.voting
register.xlsx, sheet “Hidden notes”: a hidden sheet, which is not read.

What is written
───────────────
2 people, 4 roles, 4 seats, 2 ways in which ties are handled.
Each person has an id in place of a name; those made here follow the rows.

What could not be placed (6)
────────────────────────────
register.xlsx, sheet “Quality Committee”, row 5: `what` is said otherwise
  already: left as it is.
register.xlsx, sheet “Quality Committee”, row 6: `what` is said otherwise
  already: left as it is.
register.xlsx, sheet “Quality Committee”, row 7, Description of Interest: this
  speaks of somebody's family or friends: write by hand whose tie it is.
register.xlsx, sheet “Quality Committee”, row 8, Description of Interest: a
  formula; what it comes to is not read.
register.xlsx, sheet “Audit Committee”, row 4, Sits as: “somebody” does not
  say what they sit as: not written.
register.xlsx, sheet “Audit Committee”, row 4, Voting?: “maybe” is neither yes
  nor no.
""")
    text = OUT.read_text("utf-8")
    lines = iter(text.splitlines())
    gone = [line for line in mine.splitlines() if line not in lines]
    assert gone == [], "each line that was there is there, in its order"
    assert Path("out.yaml.bak").read_text("utf-8") == mine
    assert text[text.index("ties:") :] == snapshot("""\
ties:
  - of: person-2
    with: {organisation: Mind in Northfield}
    kind: trustee-of
    what: Trustee of Mind in Northfield
    since: 2019
  - of: person-2
    with: {organisation: Acme Care Ltd}
    kind: financial
    what: shares in Acme Care Ltd
    since: 2020-05-01
  - of: person-4
    with: {organisation: Northfield University}
    kind: employed-by
    what: Employed by Northfield University
  - {of: person-4, with: person-1, kind: friend}
conflicts:
  - between:
      - person-2
      - {organisation: Acme Care Ltd}
    because: money
    handling:
      - {step: Leaves the room when contracts are discussed}
  - between:
      - person-2
      - {organisation: Mind in Northfield}
    because: other
    handling:
      - {step: Declared at each meeting}
""")
    assert not any(part in text for name in PEOPLE for part in name.split())
    assert KEY.read_text("utf-8").count("Tom O'Brien") == 1
    assert audit([OUT], as_of=DAY).problems == ()

    assert import_("members.csv", "register.xlsx", "--output", "out.yaml", "--key", "key.yaml") == 0
    assert "Nothing was written" in capsys.readouterr().err
    assert OUT.read_text("utf-8") == text


@NOT_POSIX
def test_who_is_who_is_for_one_alone(capsys: Capture) -> None:
    KEY.write_text("p9: Mary Okafor # as she writes it\n", "utf-8")
    KEY.chmod(0o644)
    assert import_("members.csv", "--output", "out.yaml", "--key", "key.yaml") == 0
    assert stat.S_IMODE(KEY.stat().st_mode) == 0o600
    assert KEY.read_text("utf-8").startswith("p9: Mary Okafor # as she writes it\nperson-1: Dr Tom")
    assert "{person: p9, from: 2024-04-01, until: 2027-03-31}" in OUT.read_text("utf-8")


def test_without_a_file_to_write_it_goes_to_standard_output(capsys: Capture) -> None:
    assert import_("sections.csv") == 0
    shown = capsys.readouterr()
    assert shown.out == snapshot("""\
version: 1
id: arrangement
title: Arrangement
people:
  person-1: {}
  person-2: {}
roles:
  - id: chair
    title: Chair
    body: Board of Governors
    holders:
      - {person: person-1, from: 2023-09-01}
  - id: governor
    title: Governor
    body: Board of Governors
    holders:
      - {person: person-2, from: 2023-09-01}
  - id: non-executive-director
    title: Non-executive director
    body: Trust Board
    holders:
      - {person: person-1, from: 2021}
""")
    assert "“Board of Governors” (row 2) is the body of what follows." in shown.err
    assert "Who is who is kept nowhere" in shown.err
    assert import_("sections.csv") == 0
    assert capsys.readouterr() == shown


def test_where_no_column_is_understood_nothing_is_written(capsys: Capture) -> None:
    Path("colours.csv").write_text("colour,size\nred,1\n", "utf-8")
    assert import_("members.csv", "colours.csv", "--output", "out.yaml", "--key", "key.yaml") == 2
    assert not OUT.exists()
    assert not KEY.exists()
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit import
  cause: no column that names people or roles was understood in colours.csv
  help:  name the columns in one row, as in: Name, Role, Committee, Term start, Interests
""")


def test_without_what_reads_workbooks_it_is_said_how_to_get_it(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert import_("register.xlsx") == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit import
  cause: register.xlsx is a workbook, and what reads those is not installed
  help:  run: pip install 'pitfall-audit[xlsx]', or save the list as CSV
""")


@pytest.mark.parametrize(
    "arguments",
    [
        ["members.csv", "--output", "members.csv"],
        ["members.csv", "--key", "members.csv"],
        ["members.csv", "--output", "out.yaml", "--key", "out.yaml"],
        ["members.csv", "--output", "out.yaml", "--ties", "out.yaml"],
    ],
)
def test_nothing_is_written_over_what_is_read(arguments: list[str], capsys: Capture) -> None:
    before = Path("members.csv").read_bytes()
    assert import_(*arguments) == 2
    assert "would write over" in capsys.readouterr().err
    assert Path("members.csv").read_bytes() == before


class Somebody:
    """Says of one column what it holds, and agrees to what is to be written, or does not."""

    def __init__(self, *, agrees: bool) -> None:
        self.agrees, self.asked = agrees, list[str]()

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        self.asked.append(asks)
        if asks != "Write this?":
            return "role"
        if not self.agrees:
            raise StopError
        return options[0][0]

    def type(self, asks: str) -> str:
        raise AssertionError(asks)

    def tell(self, text: str) -> None:
        raise AssertionError(text)


def test_at_a_terminal_it_is_asked_what_a_column_holds(capsys: Capture) -> None:
    Path("odd.csv").write_text("Name,Chapeau\nAnn Lee,Chair\n", "utf-8")
    asker = Somebody(agrees=False)
    assert import_("odd.csv", "--output", "out.yaml", asker=asker) == 0
    assert asker.asked == ["odd.csv: what does the column “Chapeau” hold?", "Write this?"]
    assert not OUT.exists()
    assert import_("odd.csv", "--output", "out.yaml", asker=Somebody(agrees=True)) == 0
    assert "title: Chair" in OUT.read_text("utf-8")


def test_a_file_that_is_not_valid_is_not_added_to(capsys: Capture) -> None:
    OUT.write_text("version: 1\nid: x\n", "utf-8")
    assert import_("members.csv", "--output", "out.yaml") == 4
    assert OUT.read_text("utf-8") == "version: 1\nid: x\n"


def test_ties_are_kept_apart_where_that_is_asked(capsys: Capture) -> None:
    apart = ("--output", "out.yaml", "--ties", "ties.yaml", "--key", "key.yaml")
    assert import_("members.csv", *apart) == 0
    shown = capsys.readouterr()
    assert shown.err == snapshot("""\
Who is who is kept in key.yaml, which only you may read.
Written to out.yaml.
Written to ties.yaml.
To see what it says: pitfall-audit check out.yaml --ties ties.yaml
""")
    assert "ties:" not in OUT.read_text("utf-8")
    ties = Path("ties.yaml")
    before = ties.read_text("utf-8")
    assert before == snapshot("""\
version: 1
engagement: out
ties:
  - of: person-2
    with: {organisation: Mind in Northfield}
    kind: trustee-of
    what: Trustee of Mind in Northfield
  - of: person-2
    with: {organisation: Acme Care Ltd}
    kind: financial
    what: shares in Acme Care Ltd
  - of: person-4
    with: {organisation: Northfield University}
    kind: employed-by
    what: Employed by Northfield University
  - {of: person-4, with: person-1, kind: friend}
""")
    assert audit([OUT], as_of=DAY, ties=[ties]).problems == ()

    assert import_("register.xlsx", *apart) == 0
    lines = iter(ties.read_text("utf-8").splitlines())
    assert [line for line in before.splitlines() if line not in lines] == []
    assert "conflicts:" in ties.read_text("utf-8")
    assert audit([OUT], as_of=DAY, ties=[ties]).problems == ()
    held = OUT.read_text("utf-8"), ties.read_text("utf-8")
    assert import_("members.csv", "register.xlsx", *apart) == 0
    assert (OUT.read_text("utf-8"), ties.read_text("utf-8")) == held

    ties.write_text("version: 1\nengagement: another\n", "utf-8")
    assert import_("members.csv", *apart) == 2


def test_a_file_with_marks_of_another_system_keeps_them(capsys: Capture) -> None:
    text = b"\xef\xbb\xbfversion: 1\r\nid: x\r\ntitle: X # mine\r\n"
    OUT.write_bytes(text)
    assert import_("sections.csv", "--output", "out.yaml") == 0
    new = OUT.read_bytes()
    assert new.startswith(text.rstrip() + b"\r\npeople:\r\n")
    assert new.count(b"\n") == new.count(b"\r\n")
