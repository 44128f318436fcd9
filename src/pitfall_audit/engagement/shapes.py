"""What may be written at a field, in words and as a shape.

A shape is no answer: nobody who wrote “not stated” is told to write “yes”.
"""

from __future__ import annotations

from pitfall_audit.engagement.absence import NOT_STATED, may_be_absent
from pitfall_audit.engagement.message_words import as_written, very_near
from pitfall_audit.engagement.model import PersonOrTeam
from pitfall_audit.engagement.model.base import Model, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline, own_fields
from pitfall_audit.engagement.model.scalars import FLAG, TEXT
from pitfall_audit.engagement.model.vocabulary import LIVED_EXPERIENCE
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "a_word_instead", "fields_shape", "if_not_said", "kinds", "shape", "wanted_shape",
]  # fmt: skip

_WORD_AT = {True: "`word:` beside it", False: "`word:` under `people`"}


def kinds(field: FieldOutline, path: DataPath, *, text: bool) -> str:
    """What the value is to be, in words; ``text`` is whether a text was found there."""
    within = isinstance(path[-1], int)
    if field.container == "list" and not within:
        return "a list"
    if field.container == "mapping" and path[-1] == field.key:
        return "ids, each with its fields" if field.model is not None else "names with values"
    forms = [scalar.name for scalar in field.scalars]
    if len(field.words) == 1:
        forms.append(f"`{field.words[0]}`")
    elif field.words:
        forms.append(f"one of {', '.join(field.words)}")
    if field.model is not None and not (field.scalars and text):
        if issubclass(field.model, PersonOrTeam):
            forms.extend(["text"] if field.shorthand == "post" and not text else [])
            forms.append("a person, a team, a post or an organisation")
        else:
            forms.append("fields with their values")
    return " or ".join(dict.fromkeys(forms))


def shape(field: FieldOutline) -> str:
    """How a value of the field is written, as a sentence."""
    alone = field.container == "one"
    forms = [f"`{field.key}: {as_written(_open(example))}`" for example in field.examples]
    if alone and FLAG in field.scalars:
        if field.model in (None, Sourced):
            return "Write yes or no."
        more = [form for form in forms if form.endswith("}`")]
        return f"Write yes or no, or in this shape: {', or '.join(more)}."
    if alone and field.scalars == (TEXT,) and field.model is None:
        return f"Write text: `{field.key}: …`."
    if field.words and not field.scalars and field.model is None:
        if alone:
            return f"Write one of them: `{field.key}: …`."
        return f"Write it in this shape: `{field.key}: […]`. It takes: {', '.join(field.words)}."
    return f"Write it in this shape: {', or '.join(forms)}."


def _open(example: object) -> object:
    """An example without the yes and no in its fields: a shape states nothing."""
    if isinstance(example, dict):
        return {key: "…" if one in ("yes", "no") else _open(one) for key, one in example.items()}
    return [_open(one) for one in example] if isinstance(example, list) else example


def wanted_shape(field: FieldOutline, key: str, example: object) -> str:
    """How a field is written that has to be there; it goes on from “Add it”."""
    if field.words and not field.scalars and field.model is None:
        return f": `{key}: …`. It takes: {', '.join(field.words)}."
    return f" in this shape: `{key}: {as_written(_open(example))}`."


def fields_shape(model: type[Model]) -> str:
    """How a record is written, as a sentence."""
    key = next(iter(own_fields(model)))
    return f"Write one field to a line, in the shape `{key}: …`."


def if_not_said(field: FieldOutline) -> str:
    """What to do where it is not known what is true, as a sentence after others."""
    if not may_be_absent(field) or field.container != "one":
        return ""
    return (
        f" If the papers do not say, leave it out; if they were read whole, write `{NOT_STATED}`."
    )


def a_word_instead(found: str, field: FieldOutline, hint: str, *, suggest: bool) -> str:
    """What to write in place of a word that the field does not take.

    A slip of the pen is named. What people call themselves is never guessed at by its spelling.
    """
    of_people = "service-user" in field.words
    guess = suggest and not hint and not of_people
    close = very_near(found, field.words) if guess else None
    parts = [f"Did you mean `{close}`?"] if close is not None else []
    if of_people and not hint:
        others = [word for word in field.words if word not in LIVED_EXPERIENCE]
        parts.append(
            "Checks know three words for lived experience; write the one that fits: "
            f"{', '.join(LIVED_EXPERIENCE)}. {_WORD_AT[not others]} keeps the person's own."
        )
        parts.extend([f"It also takes: {', '.join(others)}."] if others else [])
        return " ".join(parts)
    if hint:
        parts.append(f"{hint[0].upper()}{hint[1:]}.")
    parts.append(f"It takes: {', '.join(field.words)}.")
    return " ".join(parts)
