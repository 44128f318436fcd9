"""A date that is not whole never makes more of an arrangement than its day does."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from tests.generators import Data, engagements, held_once, tries, verdicts_of

from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER
from pitfall_audit.rules.verdicts import Verdict

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WIDER: Final[tuple[Callable[[re.Match[str]], str], ...]] = (
    lambda found: found[0],
    lambda found: f"{found[1]}-{found[2]}",
    lambda found: f"{found[1]}-Q{(int(found[2]) + 2) // 3}",
    lambda found: found[1],
    lambda found: f"{found[1]}/{(int(found[1]) + 1) % 100:02}",
    lambda found: f"--{found[2]}-{found[3]}",
)
_WHOLE: Final = frozenset({"closed_days", "sources", "waivers"})


Read = Callable[[re.Match[str]], str]


def read_as(value: Any, read: Read, key: str = "") -> Any:
    """The same data with its dates as they are read."""
    if isinstance(value, dict):
        return {
            name: one if name in _WHOLE else read_as(one, read, name) for name, one in value.items()
        }
    if isinstance(value, list):
        return [read_as(one, read, key) for one in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return value if found is None or key == "date" else read(found)


def widened(value: Any, data: st.DataObject) -> Any:
    """The same data with less of some of its dates: mostly of a few, for each makes more readings.

    Deadlines that are widened are later ones.
    """
    dates: list[str] = []
    read_as(value, lambda found: dates.append(found[0]) or found[0])  # type: ignore[func-returns-value]
    if data.draw(st.integers(0, 3)) and dates:
        few = st.lists(st.integers(0, len(dates) - 1), min_size=1, max_size=4)
        chosen = set(data.draw(few))
    else:
        chosen = set(range(len(dates)))
    numbers = iter(range(len(dates)))
    return read_as(
        value,
        lambda found: (
            data.draw(st.sampled_from(_WIDER))(found) if next(numbers) in chosen else found[0]
        ),
    )


def gravity(verdict: Verdict) -> int:
    """How grave a verdict is: 0 for no finding, more for graver ones."""
    if verdict.outcome != "failed":
        return 0
    assert verdict.severity is not None
    return 1 + len(SEVERITY_ORDER) - SEVERITY_ORDER[verdict.severity]


@settings(max_examples=tries(40), deadline=None, phases=[Phase.generate])
@given(engagements(), st.data())
def test_less_of_a_date_never_makes_a_finding_or_a_graver_one(
    engagement: Data, data: st.DataObject
) -> None:
    of_days: dict[tuple[str, str], int] = {}
    for one in verdicts_of(engagement):
        # Who holds a role twice has two seats of one name.
        name = (one.rule.id, _by_name(one))
        of_days[name] = max(gravity(one), of_days.get(name, 0))
    less = widened(engagement, data)
    # By less of a date, somebody who holds a role twice may hold it from the same one.
    assume(held_once(deepcopy(less)) == less)
    for verdict in verdicts_of(less):
        assert verdict.outcome != "error", verdict
        before = of_days.get((verdict.rule.id, _by_name(verdict)), 0)
        assert gravity(verdict) <= before, (verdict.rule.id, verdict.subject.identity)


def _by_name(verdict: Verdict) -> str:
    """The identity of a subject without the day that tells two seats of one person apart."""
    return re.sub(r"@[^\]/]*", "", verdict.subject.identity)
