"""What a result comes to, in a few words: what it is of, the outcome, and the next step."""

from __future__ import annotations

from collections.abc import Iterable

from pitfall_audit.language import numbered, translated
from pitfall_audit.report.matters import CheckGroup
from pitfall_audit.report.view import ResultView
from pitfall_audit.report.wording import SEVERITIES, joined, no_finding, there

__all__ = ["evidence_in_words", "heading", "next_step", "verdict"]


def heading(view: ResultView) -> str:
    """Return what the report is of: the arrangement, or how many."""
    if not view.briefs:
        return translated("No arrangement was audited")
    if len(view.briefs) == 1:
        return view.briefs[0].head.title
    number = len(view.result.arrangements)
    return numbered(number, "%(number)s arrangement", "%(number)s arrangements")


def verdict(view: ResultView) -> str:
    """Return the outcome in two or three sentences."""
    if not view.briefs:
        return translated("No description of an arrangement was found in what was looked at.")
    counts = view.counts
    attention = there(
        (counts.act_now, translated("%(number)s to act on now", number=counts.act_now)),
        (counts.look_into, translated("%(number)s to look into", number=counts.look_into)),
        (counts.consider, translated("%(number)s to consider", number=counts.consider)),
    )
    sentences = [
        numbered(
            counts.needs_attention,
            "%(number)s thing needs attention: %(which)s.",
            "%(number)s things need attention: %(which)s.",
            which=joined(attention),
        )
        if attention
        else no_finding(counts.to_ask)
    ]
    if attention and counts.to_ask:
        sentences.append(
            numbered(counts.to_ask, "%(number)s question to ask.", "%(number)s questions to ask.")
        )
    if counts.accepted:
        sentences.append(
            numbered(
                counts.accepted,
                "%(number)s finding is accepted for now, and not counted.",
                "%(number)s findings are accepted for now, and not counted.",
            )
        )
    several = len(view.briefs) > 1
    of_one = [each for each in view.briefs if not each.head.joins]
    some_good = sum(1 for each in of_one if each.counts.in_place)
    if some_good and several:
        # All that is good, counted beside what is not, would read as a mark.
        sentences.append(
            translated(
                "Good things are in place in %(number)s of the %(arrangements)s.",
                number=some_good,
                arrangements=heading(view),
            )
        )
    elif some_good:
        sentences.append(
            numbered(
                counts.in_place,
                "%(number)s good thing is in place.",
                "%(number)s good things are in place.",
            )
        )
    pressing = sum(1 for each in of_one if each.counts.act_now)
    if pressing and several:
        text = translated(
            "What to act on now is in %(number)s of the %(arrangements)s.",
            number=pressing,
            arrangements=heading(view),
        )
        sentences.insert(1, text)
    return " ".join(sentences)


def next_step(view: ResultView) -> str:
    """Return what to do next, as it stands after “Next:”."""
    counts = view.counts
    if view.result.problems:
        return "put right what could not be read, as the help above says, and audit again."
    if not view.briefs:
        return (
            "name a file or a folder that holds an engagement: a YAML file that begins "
            "with version, id and title."
        )
    if counts.not_completed:
        return "report the checks that broke off to those who maintain them."
    steps = []
    if counts.act_now:
        steps.append(f"begin with what is marked {SEVERITIES['error'].title}")
    elif counts.needs_attention:
        steps.append("go through what needs attention")
    if counts.to_ask:
        steps.append("put the questions to those who know, and write the answers into the file")
    if not steps:
        return "ask the people involved how it is for them, and audit again when things change."
    return f"{'; then '.join(steps)}."


def evidence_in_words(groups: Iterable[CheckGroup]) -> str:
    """Return on what the things in place rest: sources, bare statements, someone's word."""
    sourced = bare = attested = 0
    # NOTE: these may be of many arrangements, none of which is to be held.
    for each in (outcome for group in groups for outcome in group.outcomes):
        if each.attested:
            attested += 1
        elif each.evidence:
            sourced += each.evidence.source is not None
            bare += each.evidence.source is None
    one = numbered(
        sourced, "%(number)s rests on a named source", "%(number)s rest on a named source"
    )
    two = numbered(bare, "%(number)s is “stated, no source”", "%(number)s are “stated, no source”")
    three = numbered(
        attested, "%(number)s is shown as attested", "%(number)s are shown as attested"
    )
    return joined(there((sourced, one), (bare, two), (attested, three)))
