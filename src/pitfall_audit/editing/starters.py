"""The files that people begin with: valid as they stand, and with every other field as a comment.

What a setting begins with is data (``starters.yaml``); what a field means and takes is read from
the model, so that a starter never says otherwise than a message or the schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Template
from textwrap import wrap
from typing import Any, Final

from pitfall_audit.engagement.message_words import as_written, slug
from pitfall_audit.engagement.model import Body, Engagement, Role
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.engagement.model.scalars import FLAG
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.writing import as_flow

__all__ = ["asked_at_first", "starter", "what_settings_are"]

_WIDTH: Final = 96


def _data() -> dict[str, Any]:
    return packaged_data(__package__, "starters.yaml")


def starter(setting: str, name: str) -> str:
    """The text of a new file for a setting; ``name`` is that of the file, which its id is from."""
    data = _data()
    own = data["settings"][setting]
    body = dict(own.get("body", {}))
    role, body_id = own["role"], body.pop("id", None)
    id_ = slug(name).lstrip("0123456789-") or setting
    lines = [
        *Template(data["head"]).substitute(says=own["says"]).splitlines(),
        "version: 1",
        f"id: {id_} # a name of its own, that stays the same",
        f"title: {as_flow(id_.replace('-', ' ').capitalize())} # what the arrangement is called",
        *_offered(Engagement, data["file"]),
        *_offered(Engagement, data["people"]),
    ]
    if body_id is not None:
        lines += ["", "bodies:", f"  {body_id}:"]
        lines += [f"    {key}: {as_flow(value)}" for key, value in body.items()]
        fields = [key for key in (*data["body"], *own["fields"]) if key not in body]
        lines += _offered(Body, fields, 4)
    lines += ["", "roles:", f"  - id: {role}"]
    lines += [f"    body: {body_id}"] if body_id is not None else []
    lines += [*_offered(Role, data["role"], 4), *_offered(Engagement, data["rest"])]
    return "\n".join(lines) + "\n"


def what_settings_are() -> list[tuple[str, str]]:
    """The settings that a file can be begun for, each with what it is."""
    return [(name, one["says"]) for name, one in _data()["settings"].items()]


def asked_at_first(setting: str) -> Mapping[str, str]:
    """The places that are asked for when a file is begun, in order, each with why it is asked."""
    body = _data()["settings"][setting].get("body", {}).get("id")
    asks: dict[str, str] = _data()["asks"]
    return {
        place.replace("$body", str(body)): why
        for place, why in asks.items()
        if body is not None or "$body" not in place
    }


def _offered(model: type[Model], keys: Sequence[str], indent: int = 0) -> Iterator[str]:
    """Fields as comments: what each means and takes, and the shape in which it is written."""
    before = " " * indent
    for key in keys:
        field = outline(model)[key]
        says = f"{field.description} {_takes(field)}".strip()
        yield ""
        yield from (
            f"{before}## {line}" for line in wrap(says, _WIDTH - indent, break_on_hyphens=False)
        )
        yield f"{before}# {key}: {as_written(_shape(field))}"


def _takes(field: FieldOutline) -> str:
    if field.words:
        return f"{'Some' if field.container == 'list' else 'One'} of: {', '.join(field.words)}."
    return "Yes or no." if FLAG in field.scalars else ""


def _shape(field: FieldOutline) -> Any:
    """How a value is written, with nothing in it that could stand for somebody's arrangement."""
    example = max(field.examples, key=lambda one: isinstance(one, dict | list))
    if field.container == "mapping":
        (entry, *_) = example.values()
        return {"an-id": _open(entry)}
    return _open(example)


def _open(example: Any) -> Any:
    if isinstance(example, dict):
        return {key: _open(value) for key, value in example.items()}
    return [_open(example[0])] if isinstance(example, list) else "…"
