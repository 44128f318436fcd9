"""``read``: a document becomes a draft of a file, in which nothing is stated that nobody said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from pypdf import PdfWriter
from tests.cli.test_interview import AtATerminal

from pitfall_audit.cli.main import main
from pitfall_audit.editing import documents
from pitfall_audit.editing.asking import BackError, Option, StopError
from pitfall_audit.editing.extracting import KINDS, RefusedError, extracted
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text

DOCUMENTS = Path(__file__).parents[1] / "workbench" / "documents"
NAMES = sorted(one.name for one in DOCUMENTS.iterdir() if one.suffix != ".yaml")
Capture = pytest.CaptureFixture[str]
SHORT = """\
# Ward forum

The forum advises the ward manager. Members are paid £20 a meeting, and should be told of changes.

The tea is good. Members have a vote.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("forum.md").write_text(SHORT, "utf-8")
    return tmp_path


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read documents in this process: to start one for each takes longest."""
    monkeypatch.setattr(documents, "_answer", extracted)


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_valid_and_states_nothing(name: str, here: None) -> None:
    assert main(["read", str(DOCUMENTS / name), "--output", "draft.yaml"]) == 0
    document = read_text(Path("draft.yaml").read_text("utf-8"), "draft.yaml")
    assert isinstance(document, Document)
    assert validate(document)[1] == ()
    assert list(document.data) == ["version", "id", "title", "sources", "also_says"]
    whole = extracted(Path(name).suffix, (DOCUMENTS / name).read_bytes())
    text = " ".join(" ".join(one.text.split()) for one in whole.paragraphs)
    for one in document.data["also_says"]:
        assert one["text"] in text
        assert one["source"]["at"].split()[-1].isdigit()


def test_a_draft_reads_so(capsys: Capture) -> None:
    assert main(["read", "forum.md"]) == 0
    shown = capsys.readouterr()
    assert shown.out == snapshot("""\
# What a document says that may matter, sentence by sentence; see docs/reading-a-document.md.
# Nothing is stated yet. Below a sentence stands where it may belong: `…` is what it does not tell.
# Write what is so at its place, and take the sentence out where nothing of it is left to say.
version: 1
id: forum
title: Ward forum
# Where the document is all that you know: described_from: published-documents
# Of the document, say of what kind it is and, once you have read it, that it was read whole:
#   {id: document, kind: terms-of-reference, read: whole}
sources:
  - {id: document, title: forum.md}
also_says:
  - about: roles
    text: The forum advises the ward manager.
    source: {id: document, at: line 3}
    # perhaps bodies[].powers: advise
  - about: payment
    text: 'Members are paid £20 a meeting, and should be told of changes.'
    source: {id: document, at: line 3}
    # perhaps payment.fee: {amount: £20, unit: meeting}
    # and beside it, strength: should
  - about: roles
    text: Members have a vote.
    source: {id: document, at: line 5}
    # perhaps roles[].voting: yes
    # perhaps bodies[].decides_by: vote
""")
    assert shown.err == snapshot("""\
What forum.md speaks of
───────────────────────
3 of its 4 sentences may matter:
  Votes and decisions: 2
  Pay and expenses: 1
For 3 of them a field is proposed. Each is to be confirmed.
""")


def test_nothing_is_written_over_and_nothing_found_is_said(capsys: Capture) -> None:
    Path("there.yaml").write_text("mine", "utf-8")
    Path("recipe.txt").write_text("Beat the eggs. Fold in the flour.", "utf-8")
    Path("book.rtf").write_text("", "utf-8")
    assert main(["read", "forum.md", "--output", "there.yaml"]) == 2
    assert main(["read", "recipe.txt"]) == 2
    assert main(["read", "book.rtf"]) == 2
    assert main(["read", "forum.md", "--review"]) == 2
    assert main(["read", "gone.pdf"]) == 4
    assert Path("there.yaml").read_text("utf-8") == "mine"
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit read
  cause: there.yaml is there already, and nothing in it is written over.
  help:  Name another file.
pitfall-audit could not run as asked.
  where: pitfall-audit read
  cause: none of the 2 sentences of recipe.txt speaks of what matters here
  help:  is it the right document?
pitfall-audit could not run as asked.
  where: pitfall-audit read
  cause: book.rtf is no document of a kind that is read
  help:  save it as .docx, .odt, .pdf, .md, .txt
pitfall-audit could not run as asked.
  where: pitfall-audit read
  cause: --review asks at a terminal, and writes into a file
  help:  run it at a terminal, and name the file with --output
not-found: There is no such file.
  → gone.pdf
  help: Check the name and the folder.
""")


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setitem(KINDS, ".md", ("not_installed_here", KINDS[".md"][1]))
    assert main(["read", "forum.md"]) == 2
    assert "pip install 'pitfall-audit[documents]'" in capsys.readouterr().err


def archive(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr(name, content)
    return made.getvalue()


def pdf(*, password: str = "", pages: int = 2) -> bytes:
    made, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


HOSTILE = {
    "bomb.docx": archive("word/document.xml", b" " * 60_000_000),
    "bomb.odt": archive("content.xml", b" " * 60_000_000),
    "other.docx": archive("mimetype", b"application/epub+zip"),
    "broken.odt": b"PK\x03\x04 and no more",
    "broken.pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R >>",
    "locked.pdf": pdf(password="secret"),  # noqa: S106
    "scanned.pdf": pdf(),
    "control.txt": b"Members are paid.\nMembers \x1b[31mvote\x1b[0m.",
    "really-a-picture.md": b"\x89PNG\r\n\x1a\n\0\0\0",
    "no-encoding.txt": b"\xff\xfeM\0e\0\x00\xd8",
    "endless.txt": b"Members are paid. " * 120_000,
}


def test_a_hostile_document_is_refused_in_plain_words() -> None:
    said = {}
    for name, content in HOSTILE.items():
        try:
            extracted(Path(name).suffix, content)
        except RefusedError as refused:
            said[name] = refused.args[0]
        except Exception as other:  # the process that reads it says so in words
            said[name] = type(other).__name__
    assert said == snapshot(
        {
            "bomb.docx": "Unpacked, this comes to 60,000,000 bytes in 1 parts: more than is read.",
            "bomb.odt": "Unpacked, this comes to 60,000,000 bytes in 1 parts: more than is read.",
            "other.docx": "KeyError",
            "broken.odt": "It is not what its name says.",
            "broken.pdf": "PdfStreamError",
            "locked.pdf": "It opens with a password alone.",
            "scanned.pdf": "No text is in it: its pages are pictures, as a scanner makes them.",
            "control.txt": "Line 2 holds a control character, so this is no plain text.",
            "really-a-picture.md": "Line 2 holds a control character, so this is no plain text.",
            "no-encoding.txt": "It is in no encoding that is known.",
            "endless.txt": "It has more than 2,000,000 characters.",
        }
    )


def test_what_broke_off_or_takes_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    Path("broken.pdf").write_bytes(HOSTILE["broken.pdf"])
    assert main(["read", "broken.pdf"]) == 4
    monkeypatch.setattr(documents, "SECONDS", 0.0)
    assert main(["read", "forum.md"]) == 4
    monkeypatch.setattr(documents, "SECONDS", 60.0)
    monkeypatch.setattr("pitfall_audit.cli.document_commands._SECONDS", -1.0)
    assert main(["read", "forum.md"]) == 4
    assert capsys.readouterr().err == snapshot("""\
unreadable: It is not what its name says.
  → broken.pdf
  help: Save it again, or as PDF.
unreadable: It could not be read within 0 seconds.
  → forum.md
  help: Copy what matters into a document of its own.
too-long: Its sentences could not be gone through within -1 seconds.
  → forum.md
  help: Copy what matters into a document of its own.
""")


def test_a_text_without_an_end_is_looked_at_in_parts(here: None) -> None:
    endless = f"Members are {'paid and ' * 4_000} thanked"
    Path("endless.txt").write_text(endless, "utf-8")
    assert main(["read", "endless.txt", "--output", "endless.yaml"]) == 0
    document = read_text(Path("endless.yaml").read_text("utf-8"), "")
    assert isinstance(document, Document)
    assert max(len(one["text"]) for one in document.data["also_says"]) <= 1_000


class Reviewer:
    """Says what it was told to say, and remembers what it was asked."""

    def __init__(self, *says: str | type[Exception]) -> None:
        self.says = iter(says)
        self.asked: list[str] = []

    def _next(self) -> str:
        answer = next(self.says)
        if not isinstance(answer, str):
            raise answer
        return answer

    def choose(self, asks: str, options: Sequence[Option]) -> str:
        self.asked.append(asks)
        self.asked += [f"  {words}" for _, words in options]
        answer = self._next()
        assert answer in dict(options), (answer, options)
        return answer

    def type(self, asks: str) -> str:
        self.asked.append(asks)
        return self._next()

    def tell(self, text: str) -> None:
        self.asked.append(text)


def review(*says: str | type[Exception]) -> Reviewer:
    asker = Reviewer(*says)
    arguments = ["read", "forum.md", "--output", "forum.yaml", "--review"]
    assert main(arguments, services=AtATerminal(asker)) == 0
    return asker


def test_what_somebody_confirms_is_stated(here: None) -> None:
    asker = review("0", "forum", "keep", "0", "member")
    assert "\n".join(asker.asked) == snapshot("""\
1 of 3, line 3: “The forum advises the ward manager.”
  So it is: bodies[].powers: advise
  Keep it in words
  Leave it out: it says nothing here
An id for the body, as in: quality-committee.
2 of 3, line 3: “Members are paid £20 a meeting, and should be told of changes.”
  So it is: payment.fee: {amount: £20, unit: meeting}
  Keep it in words
  Leave it out: it says nothing here
3 of 3, line 5: “Members have a vote.”
  So it is: roles[].voting: yes
  So it is: bodies[].decides_by: vote
  Keep it in words
  Leave it out: it says nothing here
An id for the role, as in: carer-member.\
""")
    assert Path("forum.yaml").read_text("utf-8").partition("version: 1\n")[2] == snapshot("""\
id: forum
title: Ward forum
# Where the document is all that you know: described_from: published-documents
# Of the document, say of what kind it is and, once you have read it, that it was read whole:
#   {id: document, kind: terms-of-reference, read: whole}
sources:
  - {id: document, title: forum.md}
bodies:
  forum: {powers: advise}
roles:
  - {id: member, voting: yes}
also_says:
  - about: payment
    text: 'Members are paid £20 a meeting, and should be told of changes.'
    source: {id: document, at: line 3}
    # perhaps payment.fee: {amount: £20, unit: meeting}
    # and beside it, strength: should
""")


def test_where_no_id_is_typed_the_sentence_is_asked_about_again(here: None) -> None:
    asker = review("0", "", "0", "forum", StopError)
    assert not [one for one in asker.asked if "not an id" in one]
    assert "forum: {powers: advise}" in Path("forum.yaml").read_text("utf-8")


def test_one_can_go_back_and_stop(here: None) -> None:
    review("drop", BackError, "0", "forum", StopError)
    text = Path("forum.yaml").read_text("utf-8")
    assert "powers: advise" in text
    assert text.count("  - about: ") == 2


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    "quoted",
    [
        'Members are paid £5 - "by hand": see #3.',
        "The group votes \u2013 as it always did \u2013 on 10 - 12 matters.",
        "Members vote (a) on pay and (b) on dates, and see 3. below.",
        "Members have a vote on part i) and part ii) of the paper.",
    ],
)
def test_a_sentence_is_quoted_as_it_stands(quoted: str, suffix: str, here: None) -> None:
    """Of its beginning alone a mark or number of a list is taken away."""
    if suffix == ".md" and "#" in quoted:
        quoted = quoted.replace(" #3", " 3")
    path = Path(f"forum{suffix}")
    path.write_text(f"The forum\n\n- {quoted}\n", "utf-8")
    sentences = [*documents.sentences_of(documents.read_document(path, path.name))]
    assert " ".join(one.text for one in sentences).removeprefix("The forum ") == quoted


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_empty_document_is_said_to_be_empty(kind: str, here: None) -> None:
    with pytest.raises(RefusedError, match="There is nothing in it"):
        extracted(kind, b" \n" if kind in (".txt", ".md") else b"")


@pytest.mark.parametrize("ahead", [b"", b"<!--" + 5_000 * b"-x" + b"-->"])
@pytest.mark.parametrize(
    ("name", "part"),
    [("*.docx", "word/document.xml"), ("*.docx", "word/styles.xml"), ("*.odt", "content.xml"),
     ("*.odt", "styles.xml")],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_with_entities_of_its_own_is_refused(
    name: str, part: str, ahead: bytes, encoding: str
) -> None:
    """What they stand for would be left out of a sentence, and nobody would know."""
    source = zipfile.ZipFile(sorted(DOCUMENTS.glob(name))[0])
    made = io.BytesIO()
    with source, zipfile.ZipFile(made, "w") as archive:
        for each in source.namelist():
            content = source.read(each)
            if each == part:
                declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
                content = content.replace(b"?>", b"?>" + ahead + declared, 1)
                assert declared in content
                text = content.decode("utf-8").replace("UTF-8", encoding.upper(), 1)
                content = text.encode(encoding)
            archive.writestr(each, content)
    with pytest.raises(RefusedError, match="entities of its own"):
        extracted(name[1:], made.getvalue())
