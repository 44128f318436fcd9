"""The page of facts: everything that a check may read."""

from __future__ import annotations

from collections.abc import Iterator

from tools.markdown import GENERATED, anchor, code, lines_of, table

from pitfall_audit.facts.fact_schema import FactField, FactShape, walk_shapes
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES

__all__ = ["facts_page"]

_ANCHORS = {
    "engagement": "the top of the file",
    "recruitment": "the section `recruitment`",
    "body": "an entry of `bodies`",
    "interests": "`interests` of the body",
    "seat": "the seat: an entry of `holders`, or the role where the place is open",
    "role": "an entry of `roles`",
    "holder": "an entry of `holders` in the role",
    "person": "an entry of `people`",
    "sits_as": "`as` of the holder, or `capacity` of the role where that alone says it",
    "support": "an entry of `support`",
    "connection": "the pair, or the body",
    "tie": "an entry of `ties`",
    "conflict": "an entry of `conflicts`",
    "oversight": "whoever supervises, manages, appraises or pays in the role",
    "other_seat": "the other person's seat",
    "promise": "an entry of `promises`",
    "scope": "the section `scope`",
    "complaint": "an entry of `complaints`",
    "matter": "what the first says: the field, or an entry of `said_differently`",
    "otherwise": "what another says of it",
    "recommendation": "an entry of `recommendations`",
    "decision": "an entry of `decisions`",
    "statement": "an entry of `statements`",
    "view": "an entry of `views`",
    "group": "an entry of `affected_groups`",
    "panel": "`panel` of the body",
    "text": "the text itself",
    "affected_group": "an entry of `affected_groups`",
    "criterion": "an entry of `criteria` in `recruitment`",
    "hats": "an entry of `hats` in the body",
    "narrow_way": "the one way of joining or of taking part",
    "judged": "an entry of `judges` in the body",
    "payment": "`payment` of the role, or of the top of the file where the role states none",
    "fee": "`fee` in the `payment` that states it",
    "expenses": "`expenses` in the `payment` that states it",
}


def facts_page() -> str:
    """Every kind of subject and every fact, with its type, meaning and place."""
    blocks = [
        GENERATED,
        "# The facts",
        "What the conditions of a check can read. Facts are derived from an engagement file: "
        "who sits where, who is alone, which ties are handled. A check never loops over a whole "
        "file; what it needs is a fact.",
        "*May be absent* means that the fact is left out where the file does not state it, and "
        "reading it makes the answer a question, unless the rest of the condition settles it. An "
        "empty list means stated, and none. Dates are texts (`2026-06-30`) that compare in order "
        "of time. *Stated at* names where in the file it is written: the word before the point is "
        "explained under the table, the rest is the field there. A blank means that the fact is "
        "worked out from several places.",
        "The subjects: " + ", ".join(f"[{name}](#{anchor(name)})" for name in SUBJECT_SHAPES) + ".",
    ]
    shown: set[str] = set()
    for subject, shape in SUBJECT_SHAPES.items():
        blocks.append(f"## {subject}")
        blocks.extend(_shape(shape, shown))
        anchors = sorted(SUBJECT_ANCHORS[subject])
        blocks.append(
            "Names of places: "
            + "; ".join(
                ", ".join(filter(None, (code(name), _ANCHORS.get(name)))) for name in anchors
            )
            + "."
        )
        for below in walk_shapes(shape):
            own = any(below.name == other.name for other in SUBJECT_SHAPES.values())
            if below is shape or own or below.name in shown:
                continue
            blocks.append(f"### {_below(below)}")
            blocks.extend(_shape(below, shown))
    return lines_of(*blocks)


def _shape(shape: FactShape, shown: set[str]) -> Iterator[str]:
    shown.add(shape.name)
    yield shape.says
    rows = [
        (code(field.name), _kind(field), "yes" if field.optional else "", _says(field), _at(field))
        for field in shape.fields.values()
    ]
    yield table(("fact", "type", "may be absent", "what it means", "stated at"), rows)


def _below(shape: FactShape) -> str:
    """The heading of a shape that is no subject, apart from the subjects' own."""
    return f"{shape.name}, as a fact"


def _place(name: str) -> str:
    return f"{code(name)}, {_ANCHORS[name]}" if name in _ANCHORS else code(name)


def _kind(field: FactField) -> str:
    if field.shape is not None:
        subject = next(
            (name for name, shape in SUBJECT_SHAPES.items() if shape.name == field.shape.name),
            _below(field.shape),
        )
        kind = f"[{field.shape.name}](#{anchor(subject)})"
        return f"list of {kind}" if field.repeated else kind
    kind = f"list of {field.kind}" if field.repeated else field.kind
    if field.vocabulary:
        kind += ", one of " + ", ".join(code(word) for word in field.vocabulary)
    return kind


def _says(field: FactField) -> str:
    asks = f" *{field.fact.asks}*" if field.fact.asks else ""
    return f"{field.fact.says}.{asks}"


def _at(field: FactField) -> str:
    return code(field.fact.field) if field.fact.field else ""
