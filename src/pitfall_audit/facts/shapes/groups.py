"""The shape of facts about groups of people whom the subject touches."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import About, NamedBy
from pitfall_audit.facts.describing import Fact

__all__ = ["GroupFacts"]


class GroupFacts(TypedDict):
    """An affected group; the groups too small to name, together; or what stands for none stated.

    A group of fewer than five people has no facts of its own: all such groups are one
    subject, which names none of them.
    """

    label: Annotated[str, Fact("What the group is called, or what it stands for")]
    whole_arrangement: Annotated[
        bool, Fact("Whether this stands for an arrangement that names no affected group")
    ]
    too_small_to_name: Annotated[
        bool, Fact("Whether this stands for groups of fewer than five people")
    ]
    groups_named: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the arrangement names those whom its subject touches",
                "engagement.affected_groups",
                "Whom does the subject of this arrangement touch?",
            ),
        ]
    ]
    about: NotRequired[
        Annotated[About, Fact("Whether they are service users or carers", "affected_group.about")]
    ]
    named_by: NotRequired[
        Annotated[NamedBy, Fact("Who names the group", "affected_group.named_by")]
    ]
    seats: NotRequired[
        Annotated[
            int,
            Fact(
                "How many seats are for the group, or held by somebody who belongs to it",
                "role.groups",
                "To which of the affected groups do the people in these seats belong?",
            ),
        ]
    ]
    heard_otherwise: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the group is heard in a way that is no seat",
                "engagement.other_ways_we_listen",
                "How is this group heard, other than by a seat?",
            ),
        ]
    ]
    reason_without_seat: NotRequired[
        Annotated[str, Fact("Why it has no seat", "affected_group.reason_without_seat")]
    ]
    all_heard: NotRequired[
        Annotated[
            bool,
            Fact(
                "For groups too small to name: whether each has a seat, another way to be heard, "
                "or a reason",
                "engagement.affected_groups",
                "A group affected here is too small to name without pointing at somebody: who asks "
                "its people, in private, how they want to be heard?",
            ),
        ]
    ]
    main_subject_of: Annotated[
        list[str], Fact("The bodies that are about the group before all others")
    ]
