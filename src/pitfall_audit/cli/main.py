"""The command line: its commands, and how a run begins and ends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitfall_audit.cli.command_classes import (
    DocumentedGroup,
    GivenPath,
    LoadedWhenNamed,
    documented,
    usage_fault,
)
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import SettingsWanted, chosen_packs, rules_option, settings_options
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.stopping import Stopped, stopped_by_signals
from pitfall_audit.cli.streams import OutputGoneError, write_json, write_notice, write_result
from pitfall_audit.errors import ProblemsError, SettingsError, UnreadableFileError, UsageProblem
from pitfall_audit.report.screen import COULD_NOT_RUN, CannotRunError, Fault, fault_text, safe_text
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import looked_at
from pitfall_audit.yaml.places import Problem

if TYPE_CHECKING:
    from pitfall_audit.workbench.file_schema import FileKind

__all__ = ["command_line", "config", "main", "schema", "show_settings"]


config = DocumentedGroup("config", help="See which settings hold, and where each comes from.")


@config.command("show")
@click.argument("path", metavar="[PATH]", default=Path(), type=GivenPath())
@settings_options
@rules_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_obj
def show_settings(
    services: Services,
    *,
    path: Path,
    wanted: SettingsWanted,
    form: str,
) -> ExitCode:
    """Show the settings that hold for PATH, a file or a folder, and where each comes from.

    Without PATH they are those of the folder in which the command is run. For a folder, what
    an override changes is left out: it hangs on the file.
    """
    seen = looked_at(path, path.as_posix())
    if isinstance(seen, Problem):
        if seen.id != "not-found":
            raise SettingsError((seen,))
        raise UsageProblem(
            f"there is no file or folder {path.as_posix()}",
            "check the name, and the folder from which the command is run",
        )
    from pitfall_audit.rules.packs import in_order
    from pitfall_audit.settings.settings import Settings
    from pitfall_audit.workbench.settings_page import render_settings, shown_settings
    from pitfall_audit.yaml.disk import shown_name

    base = Path.cwd()
    file = wanted.settings([path], base)
    loaded = chosen_packs(wanted.packs, file, base)
    settings = Settings(in_order(rule for pack in loaded for rule in pack.rules), file)
    settings.check_patterns(())
    shown = shown_settings(settings, path, shown_name(path, base))
    if form == "json":
        write_json(shown)
    else:
        write_result(render_settings(shown, services.screen()))
    return ExitCode.COMPLETE


@documented()
@click.option("--result", is_flag=True)
@click.option(
    "--of",
    "kind",
    type=click.Choice(["engagement", "ties", "waivers", "rule", "pack", "settings"]),
    default="engagement",
    show_default=True,
)
def schema(*, result: bool, kind: FileKind) -> ExitCode:
    """Print the JSON Schema of an engagement file, or of another."""
    # Loaded where they are needed, so that --help answers at once.
    if result:
        from pitfall_audit.report.result_json import result_schema

        write_json(result_schema())
    else:
        from pitfall_audit.workbench.file_schema import file_schema

        write_json(file_schema(kind))
    return ExitCode.COMPLETE


_OUR_FAULT = Fault(
    what="pitfall-audit broke off.",
    where="in the program itself, as the lines above show",
    cause="a fault in pitfall-audit, not in your files",
    help="please report it with the lines above, leaving out what is private",
)


def _show_version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    del parameter
    if wanted and not context.resilient_parsing:
        write_result(f"pitfall-audit {__version__}\n")
        context.exit()


_COMMANDS = {
    "answer": "answer_command.answer",
    "baseline": "baseline_commands.baseline",
    "check": "check_command.check",
    "compare": "result_commands.compare",
    "form": "form_command.form",
    "import": "import_command.import_lists",
    "lsp": "lsp_command.lsp",
    "new": "new_command.new",
    "plan": "result_commands.plan",
    "questions": "result_commands.questions",
    "read": "document_commands.read",
    "report": "result_commands.report",
    "rules": "rules_commands.rules",
    "standards": "rules_commands.standards",
    "verify": "result_commands.verify",
    "waivers": "baseline_commands.waivers",
    "where": "document_commands.where",
}


_VERSION = click.Option(
    ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_show_version
)
command_line = DocumentedGroup(
    commands=LoadedWhenNamed("pitfall_audit.cli", _COMMANDS),
    params=[_VERSION],
    shows_exit_codes=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Audit how an organisation involves service users and carers.

    Reads YAML descriptions of an arrangement (an engagement), checks them against the known
    pitfalls of involvement, and says what needs attention, what is in place, and what to ask.
    """,
)
command_line.add_command(config)
command_line.add_command(schema)


def main(argv: Sequence[str] | None = None, *, services: Services | None = None) -> int:
    """Run the command line ``argv`` (the process's own, if None) and return its exit code.

    ``services`` is what the commands call upon; tests give one of their own.
    """
    # No plugin of pydantic's is to see what files hold, nor are any to be looked for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        with stopped_by_signals():
            return _run(argv, services or Services())
    except (click.Abort, KeyboardInterrupt, Stopped) as stopped:
        write_notice("Stopped before the end. No report was left half written.")
        return stopped.code if isinstance(stopped, Stopped) else ExitCode.INTERRUPTED
    except OutputGoneError as gone:
        if gone.reader_left:
            return ExitCode.READER_LEFT
        fault = Fault(
            what="Standard output could not be written to.",
            where="where the result was to go",
            cause=gone.cause,
            help="see that there is room and that it is open, and run it again",
        )
        write_notice(fault_text(fault))
        return ExitCode.COULD_NOT_RUN
    except OSError as trouble:
        write_notice(fault_text(_fault_of_the_system(trouble)))
        return ExitCode.COULD_NOT_RUN
    except (Exception, SystemExit):  # whatever it is, it must not pass for an audit
        import traceback  # seldom needed

        write_notice(safe_text(traceback.format_exc()))
        write_notice(fault_text(_OUR_FAULT))
        return ExitCode.COULD_NOT_RUN


def _run(argv: Sequence[str] | None, services: Services) -> int:
    try:
        return int(
            command_line.main(
                # NOTE: None, and not sys.argv, lets click expand *.yaml for Windows consoles.
                args=None if argv is None else list(argv),
                prog_name="pitfall-audit",
                standalone_mode=False,
                obj=services,
            )
        )
    except CannotRunError as problem:
        write_notice("\n".join(fault_text(fault) for fault in problem.faults))
    except ProblemsError as problem:
        _tell(problem, services)
        if isinstance(problem, UnreadableFileError):
            return ExitCode.INCOMPLETE
    except click.ClickException as problem:
        write_notice(fault_text(usage_fault(problem)))
    return ExitCode.COULD_NOT_RUN


def _tell(problem: ProblemsError, services: Services) -> None:
    """Write on standard error what can't be used, and why."""
    from pitfall_audit.report.terminal import render_problems  # seldom needed

    # Standard error may be another place than the screen: no colour there.
    text = render_problems(problem.problems, services.screen("never"))
    if problem.what:
        text = f"{COULD_NOT_RUN} The {problem.what} cannot be used as they are:\n\n{text}"
    write_notice(text)


def _fault_of_the_system(trouble: OSError) -> Fault:
    """What to say where the system refused something that no command minds by itself."""
    names = [str(one) for one in (trouble.filename, trouble.filename2) if one is not None]
    return Fault(
        what=COULD_NOT_RUN,
        where=" and ".join(names) or "in the system that pitfall-audit runs on",
        cause=f"the system says: {trouble.strerror or trouble}",
        help="put that right, and run it again",
    )
