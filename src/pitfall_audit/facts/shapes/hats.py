"""The shape of facts about people who take part in two capacities."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact

__all__ = ["HatsFacts"]


class HatsFacts(TypedDict):
    """Two capacities that meet in one person: on a body, or in the team that employs them.

    There is one for each person and body, one for each person whose care may come from the
    team they work in, and one for each body as a whole, which says whether anybody asked.
    """

    label: Annotated[str, Fact("The person and the body, or the body")]
    whole_body: Annotated[bool, Fact("Whether this stands for a body, and not for a person")]
    person: NotRequired[Annotated[str, Fact("The id of the person")]]
    both_on_body: Annotated[
        bool, Fact("Whether the person sits on the body as staff and from lived experience")
    ]
    about_own_role: Annotated[
        bool, Fact("Whether the body decides about another role of theirs, or judges them")
    ]
    in_own_team: Annotated[
        bool, Fact("Whether this is about care from the team in which the person works")
    ]
    cared_for_there: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the team that employs the person gives them care",
                "tie.with",
                "Does this person's care come from the team in which they work?",
                who_knows="person",
            ),
        ]
    ]
    lived_experience_post: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether theirs is a post for which lived experience is required",
                "person.post_kind",
                "Is this person's post one for which lived experience is required?",
                who_knows="lead",
            ),
        ]
    ]
    care_current: Annotated[bool, Fact("Whether that care goes on at the audit date")]
    days_since_end: NotRequired[Annotated[int, Fact("Days since that care ended", "tie.until")]]
    recorded: NotRequired[
        Annotated[
            bool,
            Fact(
                "On a body: whether it is written which capacity counts when",
                "two_hats.which_when",
                "Which capacity counts when, and where is that written?",
                who_knows="body",
            ),
        ]
    ]
    handled: NotRequired[
        Annotated[
            bool,
            Fact(
                "For care from the person's own team: whether it is acknowledged, and somebody "
                "else takes a step",
                "conflict.acknowledged_by",
                "Has the person acknowledged that their care and their work meet, and who does "
                "something about it?",
                who_knows="person",
            ),
        ]
    ]
    members_asked: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a body: whether it is stated who takes part in two capacities, or members "
                "were asked",
                "body.hats",
                "Does anybody on this body also take part in another capacity, as an employee "
                "might, and is it written which counts when?",
                who_knows="body",
            ),
        ]
    ]
