"""Every word that a result may hold has a name on screen, and nothing else has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.engine.result import OutcomeKind, PitfallId, Severity, TieKnowledge, TieState
from pitfall_audit.report import wording
from pitfall_audit.rules.form.outcomes import Level
from pitfall_audit.rules.form.pack_file import Verified

TABLES: tuple[tuple[Mapping[Any, wording.Words], Any], ...] = (
    (wording.OUTCOMES, OutcomeKind),
    (wording.SEVERITIES, Severity),
    (wording.PITFALLS, PitfallId),
    (wording.LEVELS, Level),
    (wording.VERIFIED, Verified),
    (wording.TIES, TieKnowledge),
    (wording.TIE_STATES, TieState),
    (wording.TIES_ON_BODY, TieState),
    (wording.DESCRIBED_FROM, DescribedFrom),
)


@pytest.mark.parametrize(("table", "words"), TABLES, ids=lambda one: str(one)[:20])
def test_a_table_has_each_word_once(table: Mapping[Any, wording.Words], words: Any) -> None:
    assert set(table) == set(get_args(words))
    assert all(one.title and one.says for one in table.values())


def test_pitfalls_come_in_the_order_of_the_field() -> None:
    assert tuple(wording.PITFALLS) == get_args(PitfallId)
