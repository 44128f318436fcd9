"""Texts that a word processor has put between curled quotation marks, which are then printed.

To YAML only straight quotation marks are any; curled ones are letters like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pitfall_audit.rules.form.remarks import texts_of
from pitfall_audit.rules.form.yaml_help import quoted
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document

__all__ = ["curled_texts"]

_SINGLE: Final = "\u2018\u2019\u201a\u201b"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
# Those of the other kind may stand within.
_WHOLE: Final = re.compile(
    rf"[{_SINGLE}][^{_SINGLE}]+[{_SINGLE}]|[{_DOUBLE}][^{_DOUBLE}]+[{_DOUBLE}]"
)
_APOSTROPHE: Final = re.compile(r"(?<=\w)\u2019(?=\w)")
_LONGEST_SHOWN: Final = 200


def curled_texts(document: Document) -> Iterator[Problem]:
    """The texts of a file that stand as a whole between curled quotation marks.

    Those with straight ones around, or under ``|``, are meant as they stand.
    """
    for path, key, value in texts_of(document.data):
        # An apostrophe within a word is a curled mark too, and none that closes.
        found = _WHOLE.fullmatch(_APOSTROPHE.sub("'", value.strip())) if value else None
        if value is None or found is None:
            continue
        place, related = document.locate(path)
        begins = document.line_text(place.line)[place.column - 1 : place.column]
        if related or begins in {"'", '"', "|", ">"}:
            continue
        bare = value.strip()[1:-1].strip()
        help_ = "Put straight ones in their place, one at each end of the text."
        if place.end_line == place.line and len(bare) <= _LONGEST_SHOWN:
            help_ = f"Put straight ones in their place:\n{key}: {quoted(bare)}"
        yield problem_at(
            document, path, "quotation-marks-curled",
            "The quotation marks around this text are curled, as word processors make them, and "
            "would be printed with it.",
            f"{help_}\nIf they are to be printed, put straight ones around them.",
        )  # fmt: skip
