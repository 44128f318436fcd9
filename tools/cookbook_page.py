"""The cookbook: the house rules of ``examples/house-rules``, each with what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.markdown import GENERATED, anchor, fenced, lines_of, table

from pitfall_audit.report.wording import PITFALLS
from pitfall_audit.rules.packs import Pack, load_pack
from pitfall_audit.rules.rule import Rule

__all__ = ["COOKBOOK", "cookbook_page"]

COOKBOOK = Path(__file__).resolve().parents[1] / "examples" / "house-rules"
"""Where the rules stand that the page goes through."""

_IN_THE_REPOSITORY = "../examples/house-rules"


def cookbook_page() -> str:
    """The page.

    Raises :class:`~pitfall_audit.errors.PackError` if a rule does not load.
    """
    pack = load_pack(COOKBOOK)
    return lines_of(
        GENERATED, *_opening(pack), *(block for one in pack.rules for block in _rule(one))
    )


def _opening(pack: Pack) -> Iterator[str]:
    yield "# A cookbook of house rules"
    yield (
        f"{len(pack.rules)} house rules to copy from, for trusts, charities, parent carer forums "
        "and universities. Between them they look at many kinds of things. They stand in "
        f"[examples/house-rules]({_IN_THE_REPOSITORY}/), a whole pack, and every one is proved by "
        "its own examples. The organisations in it are invented."
    )
    yield (
        "Here you see the first part of each file: what is looked at, and what is expected. The "
        "file goes on with why it matters, what to do, and the examples. [Writing "
        "rules](writing-rules.md) tells how such a file is made, [conditions](conditions.md) how "
        "to read the lines of `applies` and `expect`."
    )
    yield (
        "To use one, copy its file into a folder of your own, change what is not yours, and test "
        "it with `pitfall-audit rules test`."
    )
    yield table(
        ["house rule", "looks at"],
        (
            (f"[{one.logic.title}](#{anchor(one.logic.title)})", _looks_at(one))
            for one in pack.rules
        ),
    )
    yield "## The pack's own file, and its policies"
    yield (
        "Two of the rules read something that no fact tells of an engagement. The pack "
        "declares it in its `pack.yaml`, and from then on a file can hold it, as "
        "`x-papers-days-before: 7` in a body. [Packs](packs.md) says more."
    )
    yield _of_file("pack.yaml")
    yield (
        "A rule may rest on a policy of your own. Policies stand in `standards.yaml` beside the "
        "rules, and a rule names one by its id under `grounds`."
    )
    yield _of_file("standards.yaml")


def _looks_at(rule: Rule) -> str:
    kind = rule.logic.subject
    return "the engagement as a whole" if kind == "engagement" else f"each {kind}"


def _rule(rule: Rule) -> Iterator[str]:
    text = (COOKBOOK / f"{rule.id}.yaml").read_text(encoding="utf-8")
    remark, first = _divided(text)
    yield f"## {rule.logic.title}"
    yield remark
    yield fenced(first, "yaml")
    yield (
        f"Pitfall: {PITFALLS[rule.logic.pitfall].title}. The whole rule, with its examples: "
        f"[{rule.id}.yaml]({_IN_THE_REPOSITORY}/{rule.id}.yaml)."
    )


def _divided(text: str) -> tuple[str, str]:
    """The remark at the top of a rule's file, in plain words, and its first part without it."""
    first = re.split(r"^---$", text, maxsplit=1, flags=re.MULTILINE)[0]
    lines = first.splitlines()
    remark = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
    return " ".join(remark), "\n".join(line for line in lines if not line.startswith("#"))


def _of_file(name: str) -> str:
    return fenced((COOKBOOK / name).read_text(encoding="utf-8"), "yaml")
