"""Facts about claims of what people think: how many were heard, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pitfall_audit.engagement.model.promises import Decision
from pitfall_audit.engagement.model.recruitment import Statement, View
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.shapes.texts import ClaimFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["claim_subjects"]


def claim_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every statement, then every decision that says on which views it rests."""
    engagement = arrangement.engagement
    views = {view.id: view for view in engagement.views or ()}
    statements = (
        _claim(arrangement, statement, ("statements", index), views)
        for index, statement in enumerate(engagement.statements or ())
    )
    decisions = (
        _claim(arrangement, decision, ("decisions", index), views)
        for index, decision in enumerate(engagement.decisions or ())
        if decision.draws_on
    )
    return (*statements, *decisions)


def _claim(
    arrangement: Arrangement,
    record: Statement | Decision,
    path: tuple[str, int],
    views: Mapping[str, View],
) -> Subject:
    label = f"“{shortened(record.text)}”" if record.text else in_words(record.id)
    described_from = arrangement.described(record.source)
    drawn = (
        None if record.draws_on is None else [views[one] for one in record.draws_on if one in views]
    )
    people = None if drawn is None else _together([view.heard_from for view in drawn])
    occasions = None if drawn is None else _together([view.meetings for view in drawn])
    facts: ClaimFacts = {"label": label, "quotation": False}
    if isinstance(record, Statement):
        facts["quotation"] = bool(record.quotation)
        people = people if record.heard_from is None else record.heard_from
        occasions = occasions if record.meetings is None else record.meetings
        if record.says_who_thinks is not None:
            facts["says_who_thinks"] = list(record.says_who_thinks)
    else:
        of = (who for view in drawn or () for who in view.of or ())
        facts["says_who_thinks"] = list(dict.fromkeys(of)) or ["those who were heard"]
    if people is not None:
        facts["people_heard"] = people
    if occasions is not None:
        facts["occasions"] = occasions
    if people is not None or occasions is not None:
        facts["rests_on_something"] = True
    elif not drawn and described_from == "own-records":
        # What a published paper rests on, it need not say; nor do views that lack a number.
        facts["rests_on_something"] = False
    return Subject(
        kind="claim",
        identity=f"{path[0]}[{record.id}]",
        label=label,
        facts=facts,
        anchors={"statement": Anchor(path)},
        described_from=described_from,
        group=path[0],
        group_label=in_words(path[0]),
    )


def _together(numbers: Sequence[int | None]) -> int | None:
    """The sum, or None where a part of it is not stated."""
    stated = [number for number in numbers if number is not None]
    return sum(stated) if len(stated) == len(numbers) else None
