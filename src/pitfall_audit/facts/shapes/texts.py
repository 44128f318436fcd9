"""The shapes of facts about what is written: texts, and claims of what people think."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import StatementKind
from pitfall_audit.facts.describing import Fact

__all__ = ["ClaimFacts", "TextFacts", "TextKind"]

TextKind = Literal[
    StatementKind, "purpose", "promise", "recommendation", "duty", "criterion", "effect"
]  # fmt: skip


class TextFacts(TypedDict):
    """A text in which wording shapes who is thought to be heard."""

    label: Annotated[str, Fact("What it is the text of")]
    kind: NotRequired[
        Annotated[
            TextKind,
            Fact(
                "What kind of text it is; of a statement, its own kind",
                "statement.kind",
                "Is this text a claim, a finding, a decision, a minute, or something else?",
            ),
        ]
    ]
    quotation: Annotated[bool, Fact("Whether it is stated that the text quotes somebody")]
    single_voice_phrases: NotRequired[
        Annotated[
            list[str],
            Fact(
                "The phrases in it that speak of one view, voice or wish for all, five at most",
                "statement.text",
                "What does this text say, word for word, and does it speak of one view for all?",
            ),
        ]
    ]


class ClaimFacts(TypedDict):
    """A statement of what people think, or a decision that rests on what they said."""

    label: Annotated[str, Fact("The statement in its own words, or its id in words")]
    quotation: Annotated[bool, Fact("Whether it is stated that it quotes somebody")]
    says_who_thinks: NotRequired[
        Annotated[
            list[str],
            Fact(
                "The people whose view it claims to give",
                "statement.says_who_thinks",
                "Does this text claim to say what service users or carers think, and which?",
            ),
        ]
    ]
    rests_on_something: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is stated how many people were heard, or on how many occasions",
                "statement.draws_on",
                "How many people were heard for this, and on how many occasions?",
            ),
        ]
    ]
    people_heard: NotRequired[
        Annotated[
            int,
            Fact(
                "How many people it rests on, by what is stated",
                "statement.heard_from",
                "How many people were heard for this, and is it said?",
            ),
        ]
    ]
    occasions: NotRequired[
        Annotated[
            int,
            Fact("On how many occasions they were heard, by what is stated", "statement.meetings"),
        ]
    ]
