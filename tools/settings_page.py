"""The page of the settings: every key, where settings are looked for, and which go before."""

from __future__ import annotations

from tools.markdown import GENERATED, code, fenced, lines_of, table

from pitfall_audit.settings.model import Configuration, Override, keys_of
from pitfall_audit.settings.settings_file import OWN_FILE, SHARED_FILE, SHARED_TABLE
from pitfall_audit.settings.toml_files import LONGEST_FILE

__all__ = ["settings_page"]

_FIRST = """\
level = "standard"
ignore = ["closed-recruitment"]

[severity]
unequal-membership = "error"

[thresholds.promise-overdue]
long_overdue_days = 60

[[overrides]]
paths = ["research/**"]
level = "core"
"""
_IN_PYPROJECT = """\
[tool.pitfall-audit]
level = "standard"

[tool.pitfall-audit.severity]
unequal-membership = "error"

[[tool.pitfall-audit.overrides]]
paths = ["research/**"]
level = "core"
"""
_OVERRIDES = """\
ignore = ["recruitment"]

[[overrides]]
paths = ["research/**", "**/steering-group.yaml"]
thresholds.promise-overdue.long_overdue_days = 90

[[overrides]]
paths = ["research/trials/*.yaml"]
select = ["roles", "recruitment"]
"""


def settings_page() -> str:
    """Every key of the settings, as the models describe them, and the rules between them."""
    return lines_of(
        GENERATED,
        "# Configuration",
        "Without any settings every check runs, each with its own severity and numbers. "
        f"Settings change that. They stand in a file called `{OWN_FILE}`, in a form called TOML:",
        fenced(_FIRST, "toml"),
        "Words stand in quotation marks, lists in square brackets, and what follows `#` is a "
        "remark. Below a heading such as `[severity]` everything belongs to it, so the settings "
        "without a heading come first.",
        "To see which settings hold, and where each comes from:",
        fenced("pitfall-audit config show arrangements/", "sh"),
        "Name a file instead of a folder, and its overrides are counted in. `--format json` "
        "gives the same to other programs.",
        "## Where settings are looked for",
        f"In the folder that is audited, or that holds the file that is: `{OWN_FILE}`, or "
        f"`{SHARED_FILE}` if it has a table `[tool.{SHARED_TABLE}]`. If neither is there, in the "
        "folder above, and so on. The nearest file counts, alone: it adds nothing to one further "
        "up. The search ends at a folder that holds `.git`, which is looked in too, so that a "
        "file further up, which is no part of the repository, changes nothing.",
        "- **Settings in a folder below** hold where that folder is audited, or a file in it. An "
        "audit from above does not use them, and names them at its end.\n"
        "- **Both files in one folder** are refused: keep the settings in one.\n"
        "- **Several paths that lead to different settings** are refused too: audit them one "
        "after the other, or name the file.\n"
        "- **`--config FILE`** names the file, and nothing is looked for. **`--no-config`** "
        "leaves settings out.\n"
        "- **`rules try` and `rules explain`** look in the same way, from the file that they are "
        "given; `rules list`, `rules show` and `rules facts` from the folder that you are in. So "
        "they know the packs that your settings name.",
        f"In `{SHARED_FILE}` every heading begins with `tool.{SHARED_TABLE}`:",
        fenced(_IN_PYPROJECT, "toml"),
        f"A file of settings has at most {LONGEST_FILE:,} characters.",
        "## The settings",
        _keys(),
        "Settings of the same name on the command line are `--level`, `--select`, `--ignore` and "
        "`--fail-on`.",
        "## Other settings for some files",
        fenced(_OVERRIDES, "toml"),
        "Below `[[overrides]]` may stand "
        f"{', '.join(code(key) for key in keys_of(Override) if key != 'paths')}, each as above, "
        "and there must be `paths`.",
        table(("key", "what it says", "example"), [_row("paths", Override)]),
        "`research/**` is every file below `research`, however deep; `research/*` those in the "
        "folder itself; `**/*.yaml` is every file with that ending, wherever it is. Capital "
        "letters count. A pattern that matches no file below the folder of the settings is "
        "refused.",
        "## Which goes before",
        "The default lies lowest. Over it lie the settings of the file, over these its overrides "
        "in the order in which they stand there, and over all what is said on the command line. "
        "Where two state the same thing, the upper one counts. What only one states, holds.",
        "- **`severity` and `thresholds`** are taken check by check and number by number.\n"
        "- **`ignore`** adds to what is left out below it.\n"
        "- **`select`** begins afresh: what was selected, left out or turned off below it counts "
        "no more. So `--select lone-member` runs that check, whatever the file says of it.\n"
        "- **The id of a check goes before its pitfall**, in one and the same place: with "
        '`severity = {roles = "off", vote-unstated = "advice"}` the one check of the pitfall '
        "still runs.\n"
        "- **A check selected by its own id** runs whatever the level. One selected by its "
        "pitfall runs if it is of the level.",
        "## What is refused",
        "Settings that can't be used end the run with [exit code 2](exit-codes.md), before "
        "anything is audited. What is wrong is shown with its line, and what to write instead:",
        "- names of settings, checks, pitfalls and thresholds that there are not;\n"
        "- values of the wrong type, and thresholds out of range;\n"
        "- a check that is both selected and left out in one place;\n"
        "- **settings that change nothing**: an `ignore` for a check that does not run anyway, a "
        "severity or a threshold for one that is off, an override for no file. Whoever wrote "
        "them believes that they do something. Stating the default is no such mistake.",
        "## What the report says of it",
        "The report names the file of settings, the level, each severity and number that was "
        "set, with its line, and each check that did not run, with the reason; where this differs "
        "from file to file, for which. A finding whose severity was set says so. Numbers that "
        "nobody set are marked as the program's own judgement, or as those of the pack that has "
        "them.",
    )


def _keys() -> str:
    rows = [_row(key, Configuration) for key in keys_of(Configuration)]
    return table(("key", "what it says", "example"), rows)


def _row(key: str, model: type[Configuration | Override]) -> tuple[str, str, str]:
    field = keys_of(model)[key]
    examples = [
        code(line) for example in field.examples or () for line in str(example).splitlines()
    ]
    return code(key), field.description or "", "<br>".join(examples)
