"""The shape of facts about panels that choose people."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import UserPanelResult
from pitfall_audit.facts.describing import Fact

__all__ = ["SelectionFacts"]


class SelectionFacts(TypedDict):
    """How a body chooses people for posts, where it does."""

    selects_with_lived_experience: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it interviews or chooses people, and people with lived experience take "
                "part, on it or on a panel of their own",
                "body.handles",
                "Does this body interview or choose people, and do people with lived experience "
                "take part?",
            ),
        ]
    ]
    selection_gaps: NotRequired[
        Annotated[
            list[str],
            Fact("What is not settled of how it comes to its choice, in words", "body.panel"),
        ]
    ]
    separate_user_panel: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether service users or carers sit on a panel of their own",
                "panel.separate_user_panel",
                "Do service users or carers sit on a panel of their own?",
            ),
        ]
    ]
    user_panel_result: NotRequired[
        Annotated[
            UserPanelResult,
            Fact(
                "What becomes of the separate panel's result",
                "panel.user_panel_result",
                "What becomes of the separate panel's result?",
            ),
        ]
    ]
