"""Lists which places of an engagement file no fact is made of yet.

A field is taken to be read where a fact is a copy of it, where it is listed as good practice, or
where its name is read as an attribute, or stands as a text, in what derives facts or in the models
themselves. So a place that
is listed is read by nothing; one that shares its name with a field that is read may be missing
from the list.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.markdown import COMMAND

from pitfall_audit import facts, workbench
from pitfall_audit.engagement import model
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.facts.fact_schema import walk_shapes
from pitfall_audit.facts.good_practice import good_practice
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.workbench.file_schema import DATA, FilePlace, file_places

__all__ = ["attribute_of", "path_of_data", "text_of_data"]

_HEAD = f"""\
# Written by `{COMMAND}`. A change here is lost: it is made from the models and the facts.
# Places of an engagement file of which no fact is made; nor of what is below them.
without_facts:
"""


def path_of_data() -> Path:
    """Where the list is written."""
    return Path(str(workbench.__file__)).parent / DATA


def text_of_data() -> str:
    """The list as it is to be."""
    return _HEAD + "".join(f"  - {path}\n" for path in _outermost())


def attribute_of(place: FilePlace) -> str:
    """The name under which a record has a field, which is not always its key."""
    return next(name for name, key in file_keys(place.owner).items() if key == place.field.key)


def _outermost() -> Iterator[str]:
    names = _names_read() | _names_copied() | _names_praised()
    without: set[str] = set()
    for place in file_places():
        above = place.path.rpartition(".")[0].removesuffix("[]")
        if above in without:
            without.add(place.path)
        elif attribute_of(place) not in names:
            without.add(place.path)
            yield place.path


def _names_read() -> set[str]:
    """Every attribute that is read, and every text, where facts are derived."""
    found: set[str] = set(vars(Model))
    for package, with_texts in ((facts, True), (model, False)):
        for file in Path(str(package.__file__)).parent.glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute):
                    found.add(node.attr)
                elif with_texts and isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def _names_copied() -> set[str]:
    """The key of every field of which a fact is a copy."""
    return {
        field.fact.made_from[1]
        for top in SUBJECT_SHAPES.values()
        for shape in walk_shapes(top)
        for field in shape.fields.values()
        if field.fact.made is not None
    }


def _names_praised() -> set[str]:
    """Every field in which something good may be stated."""
    return {one.field for one in good_practice()}
