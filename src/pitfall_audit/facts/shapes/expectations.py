"""The shape of facts about what is expected of people."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import CriterionKind, Disclosure
from pitfall_audit.facts.describing import Fact

__all__ = ["ExpectationFacts"]


class ExpectationFacts(TypedDict):
    """What is expected of people: of those who hold a role, or of those who apply.

    There is one for each role, and one for each criterion of the recruitment.
    """

    label: Annotated[str, Fact("The role, or the criterion in the words used")]
    of_applicants: Annotated[
        bool, Fact("Whether it is a criterion for those who apply, and not a role")
    ]
    ended: Annotated[bool, Fact("For a role: whether everybody who held it has left")]
    lived_experience: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a role: whether it is for people with lived experience",
                "role.capacity",
                "Is this role for service users or carers, or for somebody else?",
            ),
        ]
    ]
    of_nobody_else: NotRequired[
        Annotated[
            list[str],
            Fact("For a role: what no other role on the body is asked, in words", "role.expects"),
        ]
    ]
    disclosure: NotRequired[
        Annotated[
            Disclosure,
            Fact(
                "For a role: what its holders must tell of their health or history",
                "role.disclosure",
            ),
        ]
    ]
    kind: NotRequired[
        Annotated[
            CriterionKind,
            Fact(
                "For a criterion: what kind of thing it asks",
                "criterion.kind",
                "What kind of thing does this criterion ask for?",
            ),
        ]
    ]
    essential: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a criterion: whether nobody is taken without it",
                "criterion.essential",
                "Is this essential, or could somebody be taken without it?",
            ),
        ]
    ]
    reason: NotRequired[
        Annotated[str, Fact("Why it is asked, or why the terms of the role differ")]
    ]
