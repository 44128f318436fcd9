"""The command ``form``: serves the form to a browser on this machine, until it is ended."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pitfall_audit.cli.answered_files import AnsweredFile, ties_of
from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import GivenPath, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.new_command import begin_file
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UsageProblem
from pitfall_audit.yaml.disk import is_file, is_folder, is_there, real_path

if TYPE_CHECKING:
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.engine.result import AuditResult

__all__ = ["FolderDesk", "OpenBook", "form"]

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,80}(\.ya?ml)?")
_HERE: Final = "127.0.0.1"


class OpenBook(AnsweredFile):
    """A file that is open in the form. As it was it is kept once, unless it is in ``kept``."""

    def __init__(self, file: Path, kept: set[Path]) -> None:
        super().__init__(file, keep=file not in kept)
        self._kept = kept

    @property
    def seen(self) -> str:
        """What tells what it holds, and its file of ties, from all else that they could hold."""
        ties = "" if self.ties is None else self.ties.text
        held = f"{len(self.text)}:{self.text}{ties}"
        return hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest()

    def put(self, new: str) -> None:
        """Write a text in place of what the file holds; raises UsageProblem."""
        changed = new != self.text
        super().put(new)
        if changed:
            self._kept.add(self.file)


class FolderDesk:
    """The files that the form may open: one that was named, or those that lie in a folder.

    ``asked`` is what an audit is asked besides.
    """

    def __init__(self, services: Services, path: Path, asked: dict[str, Any]) -> None:
        self.folder, self.only = (path, "") if is_folder(path) else (path.parent, path.name)
        self._services, self._asked = services, asked
        self._kept: set[Path] = set()
        self._audits: dict[tuple[Any, ...], AuditResult] = {}

    def names(self) -> Sequence[str]:
        """The files that may be opened and are there; none by a link that leads elsewhere."""
        if self.only:
            return [self.only] if is_there(self.folder / self.only) else []
        top = real_path(self.folder)
        found = (one for one in sorted(self.folder.iterdir()) if one.suffix in (".yaml", ".yml"))
        return [one.name for one in found if is_file(one) and real_path(one).parent == top]

    def open(self, name: str) -> OpenBook:
        """Open a file; raises UsageProblem where it may not be, and UnreadableFileError."""
        if name not in self.names():
            raise UsageProblem("There is no such file here.", "Choose one from the beginning.")
        book = OpenBook(self.folder / name, self._kept)
        if files := self._asked["ties"]:
            ids = [book.data().get("id")]
            book.ties = ties_of(ids, (OpenBook(file, self._kept) for file in files))
        return book

    def begin(self, setting: str, name: str) -> str:
        """Begin a file for a setting, and give its whole name; raises UsageProblem."""
        if not self.only:
            if _NAME.fullmatch(name) is None:
                raise UsageProblem("That can't be the name of a file here.", "Letters, digits, "
                                   "spaces and hyphens can stand in it.")  # fmt: skip
            name = name if name.endswith((".yaml", ".yml")) else f"{name}.yaml"
        begin_file(setting, self.folder / name)
        self._kept.add(self.folder / name)
        return name

    def audit(self, name: str, new: str | Sequence[Answer] = ()) -> AuditResult:
        """Audit a file as it is now, or would be with a text or answers in it; writes nothing."""
        from pitfall_audit.engine.seals import seal_of_file

        book = self.open(name)
        texts = [(book, new), *book.holding(())[1:]] if isinstance(new, str) else book.holding(new)
        contents = {one.file: text.encode("utf-8", "surrogatepass") for one, text in texts}
        here = Path.cwd()
        settings = self._asked["wanted"].settings([book.file], here)
        # A register may have come, or settings; of what was there, each file has its seal.
        beside = sorted(one.name for one in self.folder.iterdir())
        key = (settings.toml.text if settings else None, *beside, *contents.items())
        result = self._audits.pop(key, None)
        held = {real_path(one) for one in contents}
        if result is None or any(
            seal_of_file(path) != seal.sha256
            for seal in result.seals
            if real_path(path := here / seal.file) not in held
        ):
            result = audit_paths(
                self._services, [book.file], here, contents=contents, **self._asked
            )
        # Of what is saved, and of what is typed.
        self._audits = {**dict([*self._audits.items()][-1:]), key: result}
        return result


@documented(says="Fill in a file in the browser.", exit_codes=True)
@click.argument("file", metavar="[FILE]", default=Path(), type=GivenPath())
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER")
@click.option("--open", "opens", is_flag=True)
@audit_options
@click.pass_obj
def form(services: Services, /, *, file: Path, port: int, opens: bool, **asked: Any) -> ExitCode:
    """Fill in FILE in the browser, with what the audit says of it beside the fields.

    A FILE that is not there yet is begun. Without FILE, or with a folder, you choose among the
    files there. The page is on this machine alone, at an address that is printed and made anew each
    time, and nothing leaves the machine. What you save is written into the file at its place,
    and nothing else in it is changed; as it was, it is kept beside it, under a name that ends in
    .bak. It goes on until you end it on the page, or with Ctrl-C.
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise UsageProblem(
            "The form needs the extra `form`, which is not installed.",
            "Run: pip install 'pitfall-audit[form]'. At a terminal, pitfall-audit answer does the "
            "same.",
        )
    if not is_folder(file.parent):
        raise UsageProblem(f"There is no folder {file.parent}.", "Make it first, or name another.")
    import secrets
    import socket

    import uvicorn

    from pitfall_audit.form.app import application

    desk = FolderDesk(services, file, asked)
    token = secrets.token_urlsafe(24)
    with socket.socket() as listening:
        if os.name == "posix":
            # Elsewhere it would let another program listen there as well.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_HERE, port))
            listening.listen()  # whoever opens the address at once has to wait a little
        except OSError as trouble:
            raise UsageProblem(f"Port {port} can't be used: {trouble.strerror}.", "Name another "
                               "with --port, or none.") from trouble  # fmt: skip
        host = f"{_HERE}:{listening.getsockname()[1]}"

        def end() -> None:
            server.should_exit = True

        server = uvicorn.Server(uvicorn.Config(
            application(desk, host=host, token=token, end=end), log_config=None, access_log=False,
            lifespan="off", server_header=False, proxy_headers=False, ws="none", http="h11",
            timeout_graceful_shutdown=2,
        ))  # fmt: skip
        address = f"http://{host}/{token}/"
        write_result(f"Open this in a browser on this machine:\n\n  {address}\n\n")
        write_notice("Nobody else can open it without that address. To end it: Ctrl-C, or on the "
                     "page.")  # fmt: skip
        if opens:
            import webbrowser

            webbrowser.open(address)
        server.run(sockets=[listening])
    write_notice("The form has ended.")
    return ExitCode.COMPLETE
