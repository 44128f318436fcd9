"""What came of each file, kept from run to run in a database in the user's own folder.

It is found again where the file, its name, and all else that it hangs on are the same: the
program, the libraries, the day, the settings, the waivers. Whatever is wrong with the database,
the audit is run as if there were none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from pitfall_audit.engine.finding_files import FoundFile
from pitfall_audit.engine.one_file import Auditor, FileAudit
from pitfall_audit.engine.portfolio import Joining, Together, ToJoin
from pitfall_audit.engine.seals import seal_of_file, seal_of_text
from pitfall_audit.kept import key_of_program
from pitfall_audit.rules.built_in import built_in_files
from pitfall_audit.settings.layers import Effective
from pitfall_audit.yaml.disk import shown_name
from pitfall_audit.yaml.reading import read_source

__all__ = ["KeptAudits", "kept_audits"]

Value = TypeVar("Value")
Kept = TypeVar("Kept", FileAudit, Together)

_MOST_BYTES: Final = 512 * 1024 * 1024
_DAYS: Final = 7
_AT_ONCE: Final = 200
_SUM: Final = 4
"""How many bytes at the beginning of a row tell whether the others are as they were written."""
_SECONDS_TO_WAIT: Final = 0.5

_LAYOUT: Final = """
    PRAGMA page_size = 32768;
    CREATE TABLE IF NOT EXISTS audits (
        number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB UNIQUE, day INTEGER, content BLOB
    )
"""


def kept_audits(auditor: Auditor, path: Path) -> KeptAudits | None:
    """What the database at ``path`` keeps for the files of a run; None where nothing is to be.

    That is so of what rests on ties kept apart, and of checks from outside.
    """
    as_of = auditor.request.as_of
    from_outside = not all(pack.is_built_in for pack in auditor.packs)
    program = key_of_program(built_in_files())
    if program is None or from_outside or auditor.apart.shown:
        return None
    digested = auditor.request.digest is not None
    base, central = auditor.request.base or Path.cwd(), auditor.central
    terms = None if auditor.request.no_waivers else auditor.settings.waiver_terms
    waivers = central and (shown_name(central, base), seal_of_file(central))
    about = program, as_of, terms, waivers, auditor.request.pass_over, digested
    return KeptAudits(path, _encoded(about), as_of.toordinal(), auditor.settings.for_file)


class KeptAudits:
    """The database at ``path``, for a run of which ``about`` tells what holds for all files.

    ``day`` is that of the audit, as an ordinal: what is older is soon deleted, and the oldest
    first where there are more than ``most_bytes``. ``settings_for`` tells what else holds for a
    file.
    """

    def __init__(
        self,
        path: Path,
        about: bytes,
        day: int,
        settings_for: Callable[[Path], Effective],
        *,
        most_bytes: int = _MOST_BYTES,
    ) -> None:
        self._about = about
        self._day = day
        self._settings_for = settings_for
        self._most_bytes = most_bytes
        self._settings: dict[int, bytes] = {}
        self._waiting: list[tuple[bytes, int, bytes]] = []
        self._database = self._opened(path)

    def key_of(self, file: FoundFile) -> bytes | None:
        """By what is known what came of a file that is as it was; None where that is not known."""
        source = read_source(file.path, file.shown, file.content)
        if self._database is None or not isinstance(source, str):
            return None
        key = self._key(file, seal_of_text(source))
        query = "SELECT 1 FROM audits WHERE key = ?"
        return key if self._tried(lambda at: at.execute(query, (key,)).fetchone()) else None

    def find(self, key: bytes, kind: type[Kept]) -> Kept | None:
        """What is kept by a key; None where it is gone by now, or is not as it was written."""
        query = "SELECT content FROM audits WHERE key = ?"
        row = self._tried(lambda database: database.execute(query, (key,)).fetchone())
        if row is None:
            return None
        try:
            content = row[0][_SUM:]
            whole = row[0][:_SUM] == zlib.crc32(content).to_bytes(_SUM, "big")
            return msgspec.msgpack.decode(content, type=kind) if whole else None
        except (msgspec.DecodeError, TypeError):
            return None

    def keep(self, file: FoundFile, made: FileAudit) -> None:
        """Keep what came of a file; it is written with others, or when all is closed."""
        if self._database is None or made.seal is None or not made.seal.sha256:
            return
        if made.made and made.made.broke_off:
            return  # whatever made a check stop may be gone by then
        self._keep(self._key(file, made.seal.sha256), made)

    def key_of_group(
        self, joining: Joining, files: Sequence[ToJoin], parts: Iterable[bytes]
    ) -> bytes:
        """By what is known what some files show together: by all that it is worked out from.

        ``parts`` are what is kept of each file to be joined, as bytes.
        """
        seals = [(one.file, one.sha256) for one in joining.register_seals]
        heads = [(one.head.file, one.head.digest, one.head.described_from) for one in files]
        settings = self._encoded_settings(joining.settings)
        about = self._about, settings, sorted(joining.rules), joining.taken, seals, heads
        found = hashlib.sha256(_encoded(about))
        for part in parts:
            found.update(hashlib.sha256(part).digest())
        return found.digest()

    def keep_group(self, key: bytes, made: Together) -> None:
        """Keep what some files show together, as :meth:`keep` does."""
        if self._database is not None and not any(one.broke_off for _, one in made.results):
            self._keep(key, made)

    def _keep(self, key: bytes, made: FileAudit | Together) -> None:
        try:
            content = msgspec.msgpack.encode(made)
        except UnicodeEncodeError:
            return  # a name in it is no UTF-8, and can't be written down
        row = zlib.crc32(content).to_bytes(_SUM, "big") + content
        self._waiting.append((key, self._day, row))
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what is still to be written."""
        if self._waiting:
            self._write()
        if self._database is not None:
            self._database.close()
            self._database = None

    def _encoded_settings(self, effective: Effective) -> bytes:
        settings = self._settings.get(id(effective))
        if settings is None:
            holds = effective.level, effective.select, effective.ignore, effective.rules
            settings = self._settings[id(effective)] = _encoded(holds)
        return settings

    def _key(self, file: FoundFile, sealed: str) -> bytes:
        settings = self._encoded_settings(self._settings_for(file.path))
        about = self._about, settings, file.shown, file.named, sealed
        return hashlib.sha256(_encoded(about)).digest()

    def _write(self) -> None:
        rows, self._waiting = self._waiting, []

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.execute("BEGIN IMMEDIATE")
                database.execute("DELETE FROM audits WHERE day < ?", (self._day - _DAYS,))
                add = "INSERT OR REPLACE INTO audits (key, day, content) VALUES (?, ?, ?)"
                database.executemany(add, rows)
                while self._bytes(database) > self._most_bytes:
                    database.execute(
                        "DELETE FROM audits WHERE number <= (SELECT number FROM audits "
                        "ORDER BY number LIMIT 1 OFFSET (SELECT count(*) / 2 FROM audits))"
                    )

        self._tried(write)

    @staticmethod
    def _bytes(database: sqlite3.Connection) -> int:
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _tried(self, work: Callable[[sqlite3.Connection], Value]) -> Value | None:
        """What comes of asking the database; it is left alone once anything is wrong with it."""
        if self._database is None:
            return None
        try:
            return work(self._database)
        except sqlite3.OperationalError:
            pass  # another run writes, or there is no room
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self._path.unlink()
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        self._database = None
        return None

    def _opened(self, path: Path) -> sqlite3.Connection | None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            about = os.fstat(descriptor)
            os.close(descriptor)
            # What somebody else can write there, anybody may have made up.
            if sys.platform != "win32" and (about.st_uid != os.geteuid() or about.st_mode & 0o077):
                return None
            # NOTE: each statement is its own transaction, but where one is begun.
            self._database = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, isolation_level=None)
        except (OSError, sqlite3.Error):
            return None
        self._tried(lambda database: database.executescript(_LAYOUT))
        # What the system itself loses when it stops is only made anew.
        self._tried(lambda database: database.execute("PRAGMA synchronous = OFF"))
        return self._database


def _encoded(value: object) -> bytes:
    """Something by whose bytes it is known again; names that are no UTF-8 may be in it."""
    try:
        return msgspec.msgpack.encode(value, order="deterministic")
    except UnicodeEncodeError:
        return repr(value).encode(errors="surrogateescape")
