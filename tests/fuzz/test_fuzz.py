"""A hundred spoilt inputs of each class; more with ``python -m tests.fuzz``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz.classes import CLASSES, chance_of, try_one

INPUTS = 100


@pytest.mark.parametrize("name", CLASSES)
def test_nothing_breaks_off_and_nothing_is_lost_in_silence(name: str, tmp_path: Path) -> None:
    for number in range(INPUTS):
        try:
            try_one(name, 0, number, tmp_path)
        except BaseException as broken:
            broken.add_note(f"again: python -m tests.fuzz --only {name} --from {number} --inputs 1")
            raise


@pytest.mark.parametrize("name", CLASSES)
def test_the_same_seed_makes_the_same_input(name: str) -> None:
    first, again, other = (CLASSES[name].make(chance_of(name, seed, 7)) for seed in (1, 1, 2))
    assert first == again != other
