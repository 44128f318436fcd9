"""What an audit read, by its SHA-256: so that it can be told later whether any of it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.result import AuditResult, PackSummary, Seal, SealedKind
from pitfall_audit.rules.built_in import built_in_folder
from pitfall_audit.yaml.disk import folders_below, is_file
from pitfall_audit.yaml.reading import Document, read_content

__all__ = [
    "Verified", "digest_of", "seal_of_file", "seal_of_folder", "seal_of_text", "verified",
    "with_seal",
]  # fmt: skip

_OF_A_PACK: Final = (".yaml", ".yml", ".py")


class Verified(Struct, frozen=True):
    """What became of one thing that was read: ``what`` is its name in words.

    ``not-told`` is what can't be found again, as an installed package; ``not-sealed`` what could
    not be read at the time.
    """

    what: str
    state: Literal["same", "changed", "gone", "unreadable", "not-told", "not-sealed"]


def seal_of_text(text: str) -> str:
    """The SHA-256 of a text as it stands in a file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(*documents: Document | None) -> str:
    """A number for the text of some files, by which it is known whether they changed."""
    digest = hashlib.sha256()
    for document in documents:
        if document is not None:
            digest.update(document.positions.source.text.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def seal_of_file(path: Path) -> str:
    """The SHA-256 of a file; empty where it can't be read."""
    content = read_content(path, "")
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""


def seal_of_folder(folder: Path) -> str:
    """The SHA-256 of the checks in a folder: of their names and contents; empty without any."""
    found = [
        (path.relative_to(folder).as_posix(), seal_of_file(path))
        for each in folders_below(folder, _passed_over)
        for name in each.files
        if (path := each.path / name).suffix in _OF_A_PACK
    ]
    lines = "".join(f"{seal} {name}\n" for name, seal in sorted(found))
    return seal_of_text(lines) if found else ""


def _passed_over(path: Path, trouble: OSError) -> None:
    """Leave out a folder that can't be looked into, as whoever loads checks has said."""
    del path, trouble


def with_seal(result: AuditResult, kind: SealedKind, path: Path) -> AuditResult:
    """Note one more file that was read."""
    return replace(result, seals=(*result.seals, Seal(kind, path.as_posix(), seal_of_file(path))))


def verified(result: AuditResult, base: Path, version: str) -> Iterator[Verified]:
    """Hold what is there now against what a result rests on; files are looked for from ``base``.

    ``version`` is that of the program that runs. Other files that lie there by now are not seen.
    """
    for seal in result.seals:
        yield Verified(
            seal.file, _state(seal.sha256, seal_of_file(base / seal.file), base / seal.file)
        )
    for pack in result.packs:
        yield _of_pack(pack, base)
    same = result.tool.version == version
    name = f"{result.tool.name} {result.tool.version}"
    yield Verified(name if same else f"{name}, now {version}", "same" if same else "changed")


def _of_pack(pack: PackSummary, base: Path) -> Verified:
    if pack.kind == "plugin":
        return Verified(f"the installed checks {pack.id} {pack.version}", "not-told")
    folder = built_in_folder() if pack.folder is None else base / pack.folder
    what = "the built-in checks" if pack.folder is None else f"the checks in {pack.folder}"
    return Verified(what, _state(pack.sha256, seal_of_folder(folder), folder))


def _state(
    then: str, now: str, path: Path
) -> Literal["same", "changed", "gone", "unreadable", "not-sealed"]:
    if not then:
        return "not-sealed"
    if not now:
        return "unreadable" if is_file(path) else "gone"
    return "same" if then == now else "changed"
