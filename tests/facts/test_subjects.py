"""Reading what a subject's identity says of it."""

import pytest

from pitfall_audit.facts.subjects import read_identity


@pytest.mark.parametrize(
    ("text", "section", "names"),
    [
        ("engagement", "engagement", ()),
        ("bodies[panel]", "bodies", ("panel",)),
        ("seats[panel-member/asha]", "seats", ("panel-member", "asha")),
        ("conflicts[asha/jo/care]", "conflicts", ("asha", "jo", "care")),
        ("roles[panel-member].duties", "roles", ("panel-member",)),
    ],
)
def test_an_identity_is_read(text: str, section: str, names: tuple[str, ...]) -> None:
    assert read_identity(text) == (section, names)
