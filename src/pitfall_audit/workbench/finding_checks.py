"""Finds the checks and packs that the ``rules`` commands name, and runs their examples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from pitfall_audit.engagement.message_words import very_near
from pitfall_audit.errors import PackError, UsageProblem, usage
from pitfall_audit.report.screen import Screen, did_you_mean
from pitfall_audit.report.wording import whose_number
from pitfall_audit.rules.pack_reading import check_file_near, folder_like, packs_below
from pitfall_audit.rules.packs import (
    Pack,
    check_built_in,
    check_whole,
    in_order,
    load_pack,
    load_rule,
)
from pitfall_audit.rules.plugins import PLUGIN, load_named, pack_folder, plugins_with
from pitfall_audit.rules.proving import Proof, prove_pack
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.settings import Settings
from pitfall_audit.settings.settings_file import SettingsFile
from pitfall_audit.workbench.author_tasks import (
    SECONDS_TO_LOOK,
    SECONDS_TO_MUTATE,
    Rehearsal,
    prove_closely,
    rehearse,
)
from pitfall_audit.workbench.check_pages import render_check
from pitfall_audit.workbench.mutation_proof import MutationProof, prove_mutants, prove_pack_mutants
from pitfall_audit.yaml.disk import is_folder, real_path, shown_name

__all__ = ["find_check", "mutation_proof_of", "page_of", "proof_of"]

_MOST_NAMED = 4


def page_of(name: str, packs: Sequence[Pack], file: SettingsFile | None, screen: Screen) -> str:
    """Return the page of a check, by its id or its file, with the numbers that settings give it.

    Raises PackError, UsageProblem, and SettingsError where the settings are not fit.
    """
    rule, pack = find_check(name, packs)
    whose = dict.fromkeys(rule.thresholds, whose_number(pack.file.name if pack.file else None))
    settings = Settings(in_order(one for pack in packs for one in pack.rules), file)
    setting = settings.base.rules.get(rule.id)
    if setting is not None:
        set_ = {
            name: stated
            for name, stated in setting.thresholds.items()
            if name in whose and stated.origin.kind != "default"
        }
        values = {name: stated.value for name, stated in set_.items()}
        rule = rule.with_settings({**rule.thresholds, **values}, None)
        whose.update((name, f"set in {stated.origin.words}") for name, stated in set_.items())
    return render_check(rule, pack.standards, whose, screen)


def find_check(name: str, packs: Sequence[Pack]) -> tuple[Rule, Pack]:
    """Return a check by its id or the path of its file, and the pack to which it belongs.

    One of a plugin that no settings name is ``plugin:NAME/ID``. Raises PackError where
    the file or the plugin is not fit to be run, and UsageProblem where there is no such check.
    """
    if name.startswith(PLUGIN):
        pack = _plugin(name)
        return pack.rules[0], pack
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        pack = load_rule(path)
        return pack.rules[0], pack
    for pack in packs:
        for rule in pack.rules:
            if rule.id == name:
                return rule, pack
    raise _no_such_check(name, packs)


def packs_named(file: SettingsFile | None, base: Path) -> tuple[Path, ...]:
    """The folders and plugins that a file of settings names; raises PackError."""
    if file is None:
        return ()
    folders = [pack_folder(one.value, file.folder, file.place(one.path)) for one in file.rules]
    return (
        *(Path(shown_name(real_path(folder), base)) for folder in folders),
        *(Path(f"{PLUGIN}{one.value}") for one in file.plugins),
    )


def proof_of(path: Path | None) -> tuple[str, Pack, Proof]:
    """Run the examples of a pack, or (None) of the built-in one; gives its name in words, too.

    Raises PackError where it does not load, or where its examples are not fit to be run.
    """
    pack = _whole(path)
    rehearse(pack, (Rehearsal(rule.id, prove_closely) for rule in pack.rules), SECONDS_TO_LOOK)
    return _in_words(path), pack, prove_pack(pack)


def mutation_proof_of(path: Path | None) -> tuple[str, MutationProof]:
    """Run the examples of a pack, or (None) of the built-in one, against its mutants.

    Returns the pack's name in words, too. Raises PackError where it does not load.
    """
    pack = _whole(path)
    rehearse(pack, (Rehearsal(rule.id, prove_mutants) for rule in pack.rules), SECONDS_TO_MUTATE)
    return _in_words(path), prove_pack_mutants(pack)


def _in_words(path: Path | None) -> str:
    return "Built-in checks" if path is None else path.as_posix()


def _whole(path: Path | None) -> Pack:
    """The pack to prove, of which the words and examples can be read, too."""
    pack = _load(path)
    if problems := check_whole(pack):
        raise PackError(problems)
    return pack


def _load(path: Path | None) -> Pack:
    """The pack to prove: a folder, a plugin, the file of one check, or the id of a built-in one."""
    if path is None:
        return check_built_in()
    if path.as_posix().startswith(PLUGIN):
        name = path.as_posix()
        return _plugin(name) if "/" in name else load_named(name)
    if is_folder(path):
        return load_pack(path)
    if path.suffix in {".yaml", ".yml"}:
        return load_rule(path)
    if path.name != str(path):
        return load_pack(path)
    built_in = check_built_in()
    rules = tuple(rule for rule in built_in.rules if rule.id == path.name)
    if not rules:
        raise _neither_check_nor_folder(path.name, built_in)
    return replace(built_in, rules=rules)


def _plugin(name: str) -> Pack:
    """The pack of ``plugin:NAME/ID`` with that one check."""
    plugin, _, id_ = name.partition("/")
    pack = load_named(plugin)
    rules = tuple(rule for rule in pack.rules if rule.id == id_)
    if not rules:
        ids = [rule.id for rule in pack.rules]
        meant = did_you_mean(id_, ids)
        there = f"name one of its checks, as {plugin}/{ids[0]}. It has: {', '.join(ids)}"
        there = there if meant is None else f"write {plugin}/{meant}"
        key = "not-of-plugin" if id_ else "not-of-plugin/whole"
        raise usage(key, name=name, plugin=plugin, id=id_, there=there)
    return replace(pack, rules=rules)


def _neither_check_nor_folder(name: str, built_in: Pack) -> UsageProblem:
    """Return the error for a name that is neither a built-in check nor a folder here."""
    if plugins_with(name):
        return _no_such_check(name, [built_in])
    here = Path.cwd()
    meant = (
        check_file_near(name, here)
        or folder_like(name, here)
        or did_you_mean(name, [rule.id for rule in built_in.rules])
    )
    packs = ", ".join(packs_below(here)[:_MOST_NAMED]) if meant is None else ""
    guess = f"did you mean {meant}? " if meant is not None else ""
    return usage(
        "no-check-nor-folder",
        name=name,
        guess=guess,
        packs=f". Folders of checks are here: {packs}" if packs else "",
    )


def _no_such_check(name: str, packs: Sequence[Pack]) -> UsageProblem:
    known = [rule.id for pack in packs for rule in pack.rules]
    meant = did_you_mean(name, known) or check_file_near(name, Path.cwd())
    may_be_own = all(pack.is_built_in for pack in packs) and very_near(name, known) is None
    # Only what is named is loaded, so that nothing runs of a package that nobody asked for.
    if plugins := plugins_with(name):
        plugin = plugins[0]
        return usage("check-of-plugin", name=name, plugin=plugin, prefix=PLUGIN)
    key = "no-check/own" if may_be_own else "no-check"
    return usage(key, name=name, meant="" if meant is None else f"did you mean {meant}? ")
