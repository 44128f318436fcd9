"""What reads each field of a file, and what ``none`` and ``not-stated`` change there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tools.markdown import code

from pitfall_audit.engagement.absence import NONE, NOT_STATED, may_be_absent
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.base import Model, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline, own_fields
from pitfall_audit.engagement.model.scalars import FLAG
from pitfall_audit.facts.fact_schema import record_name
from pitfall_audit.rules.packs import Pack
from pitfall_audit.workbench.file_schema import checks_by_field, file_places, places_without_facts

__all__ = ["LEGEND", "FieldReaders"]

_NO_CHECK = "no check"
_NOT_BY_ITSELF = "not by itself"
_BELOW = "what is in it"
_BOTH = "both"
_NONE_CAN = f"{code(NONE)} can"
_NO_DIFFERENCE = "no difference"
_NEITHER = "neither may stand here"
LEGEND = (
    "The last two columns of each table say which checks read a field, and whether "
    f"{code(NONE)} and {code(NOT_STATED)} make a difference to them there.\n\n"
    f"- *{_NOT_BY_ITSELF}*: no check that comes with the program asks about the field. Facts are "
    "worked out from it, as who is alone on a body follows from everybody who sits on it; or "
    "reports print it; or a check of your own can ask about it ([facts](facts.md)).\n"
    f"- *{_BELOW}*: the fields of that record say it themselves.\n"
    f"- *{_NO_CHECK}*: nothing is made of it. It is kept for readers.\n"
    f"- *{_BOTH}*: each of the two is something else than a field that is left out.\n"
    f"- *{_NONE_CAN}*: it is an empty list, or *no*, and what is worked out from that can differ; "
    f"{code(NOT_STATED)} is as if the field were left out."
)


def _links_to(checks: Iterable[str]) -> str:
    """Checks, each a link to its page."""
    return ", ".join(f"[{id_}](rules/{id_}.md)" for id_ in checks)


class FieldReaders:
    """What reads the fields of a file, among the checks of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._checks: Mapping[str, Sequence[str]] = checks_by_field(pack.rules)
        without = places_without_facts()
        self._made_into_facts = {
            (place.owner, place.field.key) for place in file_places() if place.path not in without
        }

    def told(self, model: type[Model], field: FieldOutline) -> tuple[str, str]:
        """Which checks read a field of a record, and what difference the two words make there."""
        checks = self._checks.get(f"{record_name(model)}.{field.key}", ())
        below = self._is_read_below(field, (model,))
        worked_out = (
            Engagement if model is TiesFile else model,
            field.key,
        ) in self._made_into_facts
        by = _links_to(checks) or (_BELOW if below else _NOT_BY_ITSELF if worked_out else _NO_CHECK)
        if not may_be_absent(field):
            return by, _NEITHER
        if checks or (below and field.container == "one"):
            return by, _BOTH
        itself = field.container != "one" or FLAG in field.scalars or NONE in field.words
        return by, _NONE_CAN if itself and worked_out else _NO_DIFFERENCE

    def _is_read_below(self, field: FieldOutline, above: tuple[type[Model], ...]) -> bool:
        """Whether a check reads anything of the record that stands at a field."""
        model = field.model
        if model is None or model is Sourced or model in above:
            return False
        return any(
            f"{record_name(model)}.{below.key}" in self._checks
            or self._is_read_below(below, (*above, model))
            for below in own_fields(model).values()
        )
