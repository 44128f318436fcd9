"""The page of published standards, with how far each was read."""

from __future__ import annotations

from tools.markdown import GENERATED, lines_of, table

from pitfall_audit.report.wording import ARTICLE, BEARS, VERIFIED
from pitfall_audit.rules.packs import Pack

__all__ = ["standards_page"]


def standards_page(pack: Pack) -> str:
    """Every standard that a check may rest on, and which checks do."""
    users: dict[str, list[str]] = {}
    for rule in pack.rules:
        for ground in rule.words.grounds:
            if ground.standard is not None:
                users.setdefault(ground.standard, []).append(
                    f"[{rule.id}](rules/{rule.id}.md) ({BEARS[ground.bears].title.lower()})"
                )
    blocks = [
        GENERATED,
        "# The standards",
        "What the checks rest on, beside " + ARTICLE.title + ", which names the six pitfalls. "
        "Most checks are *derived from* a standard: we reason from it, and it does not say so "
        "outright. Where a check *bears on* one, the standard speaks of the matter itself. No "
        "standard found here sets a number, such as how many seats are too many: each number is "
        "the program's own judgement, and a finding says so.",
        "Before you cite a standard in a report of your own, open it. How far we have read each:",
        table(
            ("", "means", "how many"),
            [
                (
                    words.title,
                    words.says,
                    str(sum(one.verified == read for one in pack.standards.values())),
                )
                for read, words in VERIFIED.items()
            ],
        ),
    ]
    for standard in pack.standards.values():
        year = f" ({standard.year})" if standard.year is not None else ""
        used = ", ".join(users.get(standard.id, [])) or "none yet"
        blocks += [
            f"## {standard.id}",
            f"[{standard.name}]({standard.link}), {standard.publisher}{year}.",
            f"How firmly: {VERIFIED[standard.verified].title}. Checks that rest on it: {used}.",
        ]
        if standard.to_judge:
            blocks.append("No program can check, and somebody has to judge:")
            blocks.append("\n".join(f"- {one}" for one in standard.to_judge))
    return lines_of(*blocks)
