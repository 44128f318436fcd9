"""Advice on expressions that CEL refuses: what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pitfall_audit.engagement.facts.describing import FactShape, walk_shapes
from pitfall_audit.engagement.facts.shapes import SUBJECT_SHAPES
from pitfall_audit.engagement.facts.subjects import SubjectKind
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.rules.expressions import ThresholdValue

__all__ = ["advice_on"]

_UNKNOWN_FIELD = re.compile(
    r"undefined field '(?P<field>[^']*)' not found in struct 'facts\.(?P<shape>\w+)'"
)
_UNDECLARED = re.compile(r"undeclared reference to '(?P<name>[^'.]*)")


def advice_on(
    message: str,
    subject: SubjectKind,
    thresholds: Mapping[str, ThresholdValue],
    known: Mapping[str, FactShape] = SUBJECT_SHAPES,
) -> str:
    """What to write instead, from CEL's own word for what is wrong with an expression.

    ``subject`` is what the rule looks at, and ``thresholds`` are those it gives.
    """
    unknown = _UNKNOWN_FIELD.search(message)
    if unknown and unknown["shape"] == "Thresholds":
        near = did_you_mean(unknown["field"], thresholds)
        return near or f"Give it a number: `thresholds: {{{unknown['field']}: 3}}`."
    if unknown:
        shapes = walk_shapes(known[subject])
        shape = next((one for one in shapes if one.name == unknown["shape"]), None)
        fields = shape.fields if shape else {}
        near = did_you_mean(unknown["field"], fields)
        return near or f"A {unknown['shape'].lower()} has: {', '.join(fields)}."
    undeclared = _UNDECLARED.search(message)
    if undeclared:
        near = did_you_mean(undeclared["name"], [subject, "thresholds"])
        return near or f"Begin with `{subject}`, as `{subject}.label`; text stands in quotes."
    if "double, int" in message or "int, double" in message:
        return "Write the number with a point, as 3.0."
    if "Syntax error" in message:
        return "Text stands in quotes; “and” is &&, “or” is ||, “not” is !."
    return "See what the fields hold, and compare like with like."
