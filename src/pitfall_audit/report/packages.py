"""Office files: the same content gives the same bytes, whenever they are made."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["as_of_day"]

_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def as_of_day(content: bytes, day: dt.date) -> bytes:
    """Give an Office file the day of the audit, in place of the moment at which it was written."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name)  # of 1980, as all that has no time
            entry.compress_type = ZIP_DEFLATED
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>%bT00:00:00Z" % day.isoformat().encode(), part)
            new.writestr(entry, part)
    return made.getvalue()
