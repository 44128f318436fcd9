"""Where a path leads: through the data of a file, and through the models that describe it."""

from functools import cache
from typing import Any

from pitfall_audit.yaml.places import DataPath

from .model import Model
from .model.outline import FieldOutline, all_models, outline

__all__ = ["AT_THE_TOP", "data_path", "homes", "label", "standing", "stands_alone", "where"]

AT_THE_TOP = "at the top of the file"
"""Where the outermost record of a file stands, in words."""


def data_path(location: tuple[int | str, ...]) -> tuple[DataPath, bool]:
    """The path through the data, and whether the last key itself is meant.

    pydantic's location has steps that are not in the data: tags of a choice (in angle
    brackets), and ``[key]`` where the key of a mapping is wrong.
    """
    steps = [step for step in location if not (isinstance(step, str) and step[:1] == "<")]
    if steps and steps[-1] == "[key]":
        return tuple(steps[:-1]), True
    return tuple(steps), False


def where(top: type[Model], path: DataPath) -> tuple[type[Model], FieldOutline | None]:
    """The record that the last step of a path stands in, and the field that it is in."""
    owner: type[Model] = top
    field: FieldOutline | None = None
    for step in path:
        if isinstance(step, int):
            continue
        if field is not None and field.model is not None:
            owner = field.model
            if field.container == "mapping":
                field = None  # the step is an id: what follows stands in the record under it
                continue
        if field is not None and field.container == "mapping":
            continue  # the step is a name within a mapping of plain values
        field = outline(owner).get(step)
        if field is None:
            break
    return owner, field


@cache
def homes(top: type[Model]) -> dict[str, tuple[str, ...]]:
    """For each field, where it may stand in words: “under `roles`”."""
    places: dict[type[Model], dict[str, None]] = {top: {AT_THE_TOP: None}}
    for model in all_models(top):
        for key, field in outline(model).items():
            if field.model is not None:
                places.setdefault(field.model, {}).setdefault(f"under `{key}`", None)
    homes: dict[str, dict[str, None]] = {}
    for model, where in places.items():
        for key in outline(model):
            homes.setdefault(key, {}).update(where)
    return {key: tuple(where) for key, where in homes.items()}


def standing(path: DataPath) -> str:
    """Where a record stands, in words: “under `roles.holders`”."""
    keys = [step for step in path if isinstance(step, str)]
    return f"under `{'.'.join(keys)}`" if keys else AT_THE_TOP


def stands_alone(data: Any, path: DataPath) -> bool:
    """Whether the value stands for a record by itself: ``jo`` for ``{person: jo}``."""
    for step in path:
        if isinstance(data, str):
            return True
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return False


def label(data: Any, path: DataPath) -> str:
    """The value's name in a message: of the last key that stands in the file.

    Steps beyond it come from a shorthand: ``told: 2026-02-20`` for ``told: {on: 2026-02-20}``.
    """
    key, in_list = "", False
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            key, in_list, data = step, False, data.get(step)
        elif isinstance(step, int) and isinstance(data, list):
            in_list, data = True, data[step]
        else:
            break
    if not key:
        return "The file"
    return f"An entry of `{key}`" if in_list else f"`{key}`"
