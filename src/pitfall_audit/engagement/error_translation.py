"""What is wrong with a value, said in plain words, with the shape of a right one.

Turns what pydantic reports into problems that somebody who has never programmed can act on.
The shapes come from the models' own fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from pydantic_core import ErrorDetails

from pitfall_audit.engagement.date_errors import instead_of_a_date, is_no_day, why_no_day
from pitfall_audit.engagement.message_words import (
    LONGEST_QUOTE,
    PRIVATE,
    SEVERAL_WORDS,
    capital,
    data_path,
    is_private,
    label,
    quoted,
    standing,
    stands_alone,
)
from pitfall_audit.engagement.model import Model, scalars
from pitfall_audit.engagement.model.base import Description, Who
from pitfall_audit.engagement.model.frequencies import either_way
from pitfall_audit.engagement.model.numbers import MOST
from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.engagement.model.records import OWN_FIELD
from pitfall_audit.engagement.name_errors import (
    NO_SPACE,
    Explanation,
    not_a_name,
    not_an_id,
    unknown_key,
)
from pitfall_audit.engagement.shapes import (
    a_word_instead,
    fields_shape,
    if_not_said,
    kinds,
    shape,
    wanted_shape,
)
from pitfall_audit.engagement.spots import where
from pitfall_audit.errors import worded
from pitfall_audit.yaml.places import DataPath

__all__ = ["Explanation", "explain"]


class _Fault(Struct, frozen=True):
    """What pydantic says is wrong, and where that is in the models and in the file.

    ``owner`` is the record that the last step of ``path`` stands in; ``field`` is the field
    it is in, None where there is none of that name; ``label`` names the value in a message.
    ``people`` are the ids under ``people``; ``described`` is whether the file describes an
    arrangement.
    """

    kind: str
    found: Any
    context: Mapping[str, Any]
    path: DataPath
    owner: type[Model]
    field: FieldOutline | None
    label: str
    people: frozenset[str]
    described: bool

    @property
    def quoted(self) -> str:
        """The value in quotation marks; of what may be private words only that they are some."""
        return SEVERAL_WORDS if is_private(self.path, self.found) else quoted(self.found)

    def explained(self, problem: str, message: str, help_text: str) -> Explanation:
        return Explanation(problem, message, help_text, self.path)


def explain(top: type[Model], data: Any, error: ErrorDetails, suggest: bool) -> Explanation:
    """Translate one pydantic error into plain words.

    ``top`` is the model of the whole file and ``data`` what was read from it. ``suggest``
    is whether to look for names that were nearly written.
    """
    path, at_key = data_path(error["loc"], data)
    if at_key:
        return not_a_name(str(path[-1]), path, error.get("ctx", {}))
    owner, field = where(top, path)
    fault = _Fault(
        kind=error["type"],
        found=error["input"],
        context=error.get("ctx", {}),
        path=path,
        owner=owner,
        field=field,
        label=label(data, path),
        people=_people(data),
        described=issubclass(top, Description),
    )
    if fault.context.get("pattern") == OWN_FIELD:
        return _no_space(data, fault) or unknown_key(
            top, fault.owner, path, suggest=suggest, blank=fault.found is None
        )
    if fault.kind == "missing" or fault.found is None:
        return _missing(fault)
    if fault.kind in _OF_WHO_IS_MEANT:
        message, help_text = _OF_WHO_IS_MEANT[fault.kind]
        problem = "missing-key" if fault.kind in ("names_none", "for_nobody") else "wrong-type"
        return fault.explained(problem, message.format(**fault.context), help_text)
    return _no_space(data, fault) or _wrong_value(fault, suggest)


def _people(data: Any) -> frozenset[str]:
    people = data.get("people") if isinstance(data, dict) else None
    return frozenset(name for name in people if isinstance(name, str)) if people else frozenset()


# --- one kind of mistake each ---------------------------------------------------------


def _no_space(data: Any, fault: _Fault) -> Explanation | None:
    """A field and its value that YAML reads as one text, for want of a space between them."""
    at_key = fault.context.get("pattern") == OWN_FIELD and fault.found is None
    found = NO_SPACE.fullmatch(str(fault.path[-1])) if at_key else None
    fields = outline(fault.owner)
    if not at_key and isinstance(fault.found, str):
        found = NO_SPACE.fullmatch(fault.found)
        if fault.field is not None and not stands_alone(data, fault.path):
            fields = outline(fault.field.model) if fault.field.model is not None else {}
    if found is None or found[1] not in fields:
        return None
    key, value = found[1], "…" if fault.path[0] in PRIVATE else found[2].strip()
    write = f"`{key}: {value}`" if len(value) <= LONGEST_QUOTE else f"`{key}: …`"
    return Explanation(*worded("wrong-type/no-space", key=key, write=write), fault.path, at_key)


def _missing(fault: _Fault) -> Explanation:
    """A field that must be there is not, or is blank; or an entry of a list is blank."""
    if fault.field is None or isinstance(fault.path[-1], int):
        return fault.explained(*worded("wrong-type/blank-entry"))
    key, example_value = fault.field.key, fault.field.examples[0]
    if fault.field.container == "mapping" and fault.path[-1] != key:
        key, example_value = str(fault.path[-1]), next(iter(example_value.values()))
    wanted = wanted_shape(fault.field, key, example_value)
    place = standing(fault.path[:-1])
    if fault.kind != "missing":
        comma = "," if wanted[0] == " " else ""
        return fault.explained(
            *worded("missing-key/blank", key=key, place=place, wanted=f"{comma}{wanted}")
        )
    return Explanation(*worded("missing-key", key=key, place=place, wanted=wanted), fault.path[:-1])


_SAY_WHO = (
    "Write it in this shape: `{person: jo}`, `{team: ward-3}`, or `{post: matron, of: the trust}`."
)
_OF_WHO_IS_MEANT = {
    "names_one": ("Only one of {accepted} can stand here, but here are {found}.", _SAY_WHO),
    "names_none": ("This is to say who: {accepted}.", _SAY_WHO),
    "of_no_post": (
        "`{key}` is said of a post, and no post is named here.",
        "Write the post beside it: `{post: head of adult services, of: the council}`.",
    ),
    "with_oneself": (
        "This tie is between “{person}” and the same person.",
        "Say under `with` who the other is: `{person: jo}`, or `{team: ward-3}`.",
    ),
    "for_nobody": (
        "This support is for nobody: neither a person nor a role is named.",
        "Say for whom, as `for: asha`, or for everybody in a role, as `role: panel-member`.",
    ),
}
"""What is said where whoever is meant can't be told, and what to write."""


def _wrong_value(fault: _Fault, suggest: bool) -> Explanation:
    found, field = fault.found, fault.field
    if fault.path == ("version",):
        return fault.explained(*worded("wrong-version", found=quoted(found)))
    if field is None or fault.kind in ("too_short", "too_long"):
        return _wrong_shape(fault)
    text = isinstance(found, str)
    said = _wrong_text(fault, field, suggest) if text else None
    return said or fault.explained(
        "wrong-type",
        f"{fault.label} is to be {kinds(field, fault.path, text=text)}, but here is "
        f"{_shape(fault)}.",
        shape(field) + (if_not_said(field) if text and fault.described else ""),
    )


def _wrong_text(  # noqa: PLR0911  # one for each kind of text
    fault: _Fault, field: FieldOutline, suggest: bool
) -> Explanation | None:
    """What is wrong with a text that stands where a text may stand, or None where it may not."""
    scalar = scalars.SCALAR_BY_PATTERN.get(fault.context.get("pattern", ""))
    if scalar is scalars.ID:
        return _not_an_id(fault, of_person=field.refers == "person")
    if scalar in (scalars.DATE, scalars.DAY) or fault.kind.startswith("date_"):
        return _not_a_date(fault, field)
    if scalar in (scalars.COUNT, scalars.RANGE) and str(fault.found).isdigit():
        most = MOST if scalar is scalars.RANGE else 999_999_999
        return fault.explained(*worded("wrong-type/too-many", fault=fault, most=most))
    if fault.kind == "literal_error" and field.model is not None:
        return None
    if fault.kind in ("literal_error", "capacity_unknown", "capacity_not_lived"):
        return _not_one_of(fault, field, suggest)
    if scalar is scalars.FREQUENCY:
        both = either_way(fault.found)
        return (
            fault.explained(*worded("not-one-of/two-meanings", fault=fault, both=both))
            if both
            else None
        )
    if scalar is not scalars.TEXT:
        return None
    return fault.explained(*worded("wrong-type/empty", fault=fault, shape=shape(field)))


def _not_an_id(fault: _Fault, *, of_person: bool) -> Explanation:
    several = fault.found.split() if of_person else []
    if len(several) < 2 or not fault.people.issuperset(several):
        return not_an_id(
            fault.found,
            fault.path,
            said=fault.quoted,
            of_person=of_person,
            may_be_post=issubclass(fault.owner, Who),
        )
    example = "[one, two]" if fault.path[0] in PRIVATE else f"[{', '.join(several)}]"
    return fault.explained(
        *worded("not-an-id/several", said=capital(fault.quoted), example=example)
    )


def _wrong_shape(fault: _Fault) -> Explanation:
    if fault.field is not None:
        takes = (
            "is empty, and takes at least one entry"
            if fault.context.get("min_length") == 1
            else "takes two entries, no more and no fewer"
        )
        return fault.explained("wrong-type", f"{fault.label} {takes}.", shape(fault.field))
    found, right = _shape(fault), fields_shape(fault.owner)
    return fault.explained(*worded("wrong-type/no-fields", fault=fault, found=found, shape=right))


def _not_a_date(fault: _Fault, field: FieldOutline) -> Explanation:
    text = str(fault.found)
    name, why = ("not-a-date/no-day", why_no_day(text)) if is_no_day(text) else ("not-a-date", "")
    right = instead_of_a_date(text, field)
    return fault.explained(*worded(name, fault=fault, why=why, right=right))


def _not_one_of(fault: _Fault, field: FieldOutline, suggest: bool) -> Explanation:
    found, hint = str(fault.found), str(fault.context.get("hint", ""))
    meant = a_word_instead(found, field, hint, suggest=suggest)
    return fault.explained(*worded("not-one-of", fault=fault, meant=meant))


# --- words ----------------------------------------------------------------------------


def _shape(fault: _Fault) -> str:
    if isinstance(fault.found, dict):
        return "a group of fields"
    if isinstance(fault.found, (list, tuple)):
        return "a list"
    return fault.quoted
