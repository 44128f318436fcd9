"""From a data path to what stands there."""

import pytest

from pitfall_audit.yaml.places import DataPath, value_at, values_along

DATA = {"roles": [{"id": "member", "holders": ["asha"], "status": None}]}


def test_values_along_a_path_end_where_it_leads_nowhere() -> None:
    role = DATA["roles"][0]
    assert values_along(DATA, ("roles", 0, "holders", 1, "person")) == [
        DATA, [role], role, ["asha"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), DATA),
        (("roles", 0, "id"), "member"),
        (("roles", 0, "status"), None),
        (("roles", 1), None),
        (("roles", "id"), None),
        (("roles", 0, "id", "of"), None),
        (("roles", 0, "id", 0), None),
    ],
)
def test_a_value_is_found_by_its_path(path: DataPath, value: object) -> None:
    assert value_at(DATA, path) == value
