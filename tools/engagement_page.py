"""The page of the engagement file: every section and every field of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tools.field_readers import LEGEND, FieldReaders
from tools.markdown import GENERATED, anchor, code, lines_of, table
from tools.where_page import subject_links

from pitfall_audit.engagement.message_words import as_written
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.base import Model, Record, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline, all_models, own_fields
from pitfall_audit.engagement.model.scalars import FLAG
from pitfall_audit.engagement.model.vocabulary import Strength
from pitfall_audit.rules.packs import Pack

__all__ = ["engagement_page"]

_REFERS = {
    "person": "a person, by id",
    "body": "a body, by id or title",
    "source": "a source, by id",
    "role": "a role, by id",
    "tie": "a tie, by id",
    "view": "a view, by id",
    "group": "an affected group, by id",
    "promise": "a promise, by id",
}
_EVERYWHERE = (Sourced,)
"""Records that stand in place of a plain yes, explained once at the top."""
_HEADS = (
    "field", "what it says", "what to write", "for example", "read by", "`none`, `not-stated`",
)  # fmt: skip
_STRENGTHS = ", ".join(code(word) for word in get_args(Strength))


def engagement_page(pack: Pack) -> str:
    """Every section and field of an engagement file, as its models describe them.

    With each field come the checks of a pack that read it.
    """
    models = [one for one in all_models(Engagement) if one not in _EVERYWHERE]
    models += [one for one in all_models(TiesFile) if one not in (*models, *_EVERYWHERE)]
    blocks = [
        GENERATED,
        "# The engagement file",
        "One YAML file describes one arrangement. Three fields are needed: `version`, `id` and "
        "`title`. Everything else can be left out, and left out means *not stated*. For a first "
        "file of your own, see [writing an engagement](writing-an-engagement.md).",
        "By what a document says:",
        subject_links("where.md"),
        'Or by a phrase: `pitfall-audit where "expenses are paid in advance"`. Below are all '
        "records and their fields.",
        "An editor that knows the schema shows all this while you write: "
        "`pitfall-audit schema > engagement.schema.json`, and begin the file with "
        "`# yaml-language-server: $schema=engagement.schema.json`.",
        "What holds everywhere:",
        "- **Ids** are lower-case letters, digits and hyphens, beginning with a letter. People "
        "stand under ids that are no real names.\n"
        "- **Yes or no** is written `yes`, `no`, `true` or `false`. Where *yes, with its source* "
        "is accepted, a yes can say where it is written: `{source: tor}`.\n"
        "- **`none`** can stand at every field that may be left out, and says that there is none: "
        "`chair: none`, `ties: none`. Of a yes or no it means no.\n"
        "- **`not-stated`** can stand there too: it was looked for in a document that was read "
        "whole, and is not there. A source has to say `read: whole`. A blank, or a field that is "
        "left out, says nothing of either kind.\n"
        "- **Lists**: a list of plain words may be one word: `when: before`. `[]` is the same as "
        "`none`.\n"
        "- **Dates** are written `2026-06-30`.\n"
        "- **`source`** can stand in every record below that is marked *sourced*: the id of an "
        "entry under `sources`, or the id and the place, `{id: tor, at: section 4}`.\n"
        "- **`says`** can stand there too, and in a yes with its source: the sentence itself, "
        "quoted, where the fields do not hold all that it says. What is not stated beside it is "
        "then a question that quotes it.\n"
        f"- **`strength`** says how firmly a rule is stated: {_STRENGTHS}. Only what must be is "
        "taken as so; the rest is asked after. It is `must` where nothing is said.\n"
        "- **Your own fields** begin with `x-`, and are left alone.",
        LEGEND,
    ]
    readers = FieldReaders(pack)
    names = {one: _heading(one) for one in models}
    for model in models:
        blocks.append(f"## {names[model]}")
        blocks.extend(_model(model, names, readers))
    return lines_of(*blocks)


def _heading(model: type[Model]) -> str:
    """The model's name in words: ``RoleDescription`` is *Role description*."""
    words = "".join(f" {one.lower()}" if one.isupper() else one for one in model.__name__)
    return words.strip().capitalize()


def _model(
    model: type[Model], names: dict[type[Model], str], readers: FieldReaders
) -> Iterator[str]:
    says = " ".join((model.__doc__ or "").split())
    sourced = issubclass(model, Record)
    yield f"{says} *Sourced.*" if sourced else says
    rows = [
        (
            f"{code(field.key)} **needed**" if field.required else code(field.key),
            field.description,
            _value(field, names),
            "<br>".join(_shown(one, field) for one in field.examples),
            *readers.told(model, field),
        )
        for field in own_fields(model).values()
    ]
    if rows:
        yield table(_HEADS, rows)


def _value(field: FieldOutline, names: dict[type[Model], str]) -> str:
    """What may be written in a field, in words."""
    choices: list[str] = []
    if field.words:
        choices.append(" · ".join(code(word) for word in field.words))
    if field.refers is not None:
        choices.append(_REFERS[field.refers])
    else:
        choices.extend(scalar.name for scalar in field.scalars if not _only_key(field, scalar.name))
    if field.model is Sourced and FLAG in field.scalars:
        choices = ["yes or no, or yes with its source"]
    elif field.model is not None:
        name = names[field.model]
        short = f", or its {code(field.shorthand)} alone" if field.shorthand else ""
        choices.append(f"[{name.lower()}](#{anchor(name)}){short}")
    one = ", or ".join(choices) or "text"
    if field.container == "list":
        return f"a list: {one}" if not field.single else f"one or a list: {one}"
    if field.container == "mapping":
        return f"by id: {one}"
    return one


def _only_key(field: FieldOutline, scalar: str) -> bool:
    """Whether a scalar is no more than the id under which an entry stands."""
    return field.container == "mapping" and scalar == "an id"


def _shown(example: object, field: FieldOutline) -> str:
    return code(f"{field.key}: {as_written(example)}")
