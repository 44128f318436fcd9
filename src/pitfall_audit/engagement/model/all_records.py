"""All records of a file in one list, for whatever asks something of each of them.

Made once a file: to go through a record is to pass over the many fields that are not stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from pitfall_audit.engagement.model.part_dates import PartDate
from pitfall_audit.engagement.model.records import Model, file_keys
from pitfall_audit.yaml.places import DataPath

__all__ = ["AllRecords", "Standing", "all_records"]

_LEAVES: Final = frozenset({str, int, bool, float, dt.date})
"""Kinds of values in which nothing stands."""


class Standing(NamedTuple):
    """A record and where it stands.

    ``within`` is the number in the list of the record that it stands in, -1 for the whole file;
    ``name`` is what it is called there, if it is one of several by names.
    """

    record: Model
    path: DataPath
    within: int
    name: str | None


class AllRecords(NamedTuple):
    """The records, each after the one it stands in, otherwise in the order of the file.

    ``part_dates`` tells whether any of their dates is not whole.
    """

    found: list[Standing]
    part_dates: bool


def all_records(top: Model) -> AllRecords:
    """All records of a file, the whole first."""
    found: list[Standing] = []
    part_dates = _add(top, (), -1, None, found)
    return AllRecords(found, part_dates)


def _add(
    record: Model, path: DataPath, within: int, name: str | None, found: list[Standing]
) -> bool:
    """Add a record and those in it; whether a date of theirs is not whole."""
    here = len(found)
    found.append(Standing(record, path, within, name))
    keys = file_keys(record.__class__)
    part_dates = False
    for field, value in record.__dict__.items():
        # Most is not stated, and most of the rest is text.
        if (
            value is not None
            and value.__class__ not in _LEAVES
            and _add_below(value, (*path, keys[field]), here, None, found)
        ):
            part_dates = True
    return part_dates


def _add_below(
    value: Any, path: DataPath, within: int, name: str | None, found: list[Standing]
) -> bool:
    if isinstance(value, Model):
        return _add(value, path, within, name, found)
    part_dates = False
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            if one.__class__ not in _LEAVES:
                part_dates |= _add_below(one, (*path, index), within, name, found)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if one.__class__ not in _LEAVES:
                part_dates |= _add_below(one, (*path, key), within, str(key), found)
    else:
        part_dates = isinstance(value, PartDate)
    return part_dates
