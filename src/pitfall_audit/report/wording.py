"""The words on screen: what each outcome, severity, pitfall, level and mark is called.

Every format meant for people takes its words from here, so that the report, the terminal
and the documents say the same thing. Machine formats keep the field's own words
(``failed``, ``error``) and read nothing from this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from pitfall_audit.engine.result import (
    BUILT_IN_PACK,
    Accepted,
    OutcomeKind,
    PitfallId,
    Severity,
    TieKnowledge,
    TieState,
)
from pitfall_audit.language import English, numbered, translated
from pitfall_audit.rules.form.outcomes import SEVERITY_TITLES, SIX_PITFALLS, Level
from pitfall_audit.rules.form.prose import date_in_words, joined
from pitfall_audit.yaml.document_parts import packaged_data

if TYPE_CHECKING:
    from pitfall_audit.engagement.model.vocabulary import DescribedFrom

__all__ = [
    "ACCEPTED",
    "ARTICLE",
    "BEARS",
    "BEYOND",
    "DESCRIBED_FROM",
    "LEFT_OUT_OF_PUBLIC",
    "LEVELS",
    "NOTHING_FOUND",
    "NOT_TOLD",
    "NO_AUDIT_CAN_SHOW",
    "OUTCOMES",
    "PICTURE_KEY",
    "PITFALLS",
    "SEVERITIES",
    "SIX",
    "TEXTS",
    "TIES",
    "TIES_ON_BODY",
    "TIE_STATES",
    "TIME_KEY",
    "VERIFIED",
    "Words",
    "accepted_in_words",
    "count",
    "date_in_words",
    "first_sentences",
    "is_article",
    "joined",
    "named",
    "no_finding",
    "paragraphs",
    "sentences",
    "there",
    "threshold_in_words",
    "within_a_sentence",
]  # fmt: skip


_SENTENCE_END: Final = re.compile(r"(?<=[.?])\s+(?=[A-ZÀ-ÖØ-ÞŴŶ0-9“\"'(])")


class Words(Struct, frozen=True):
    """What something is called on screen (``title``), and one sentence that explains it."""

    in_english: str
    says_in_english: str

    @property
    def title(self) -> str:
        """What it is called, in the language spoken."""
        return translated(self.in_english)

    @property
    def says(self) -> str:
        """The sentence, in the language spoken."""
        return translated(self.says_in_english)


_DATA: Final = packaged_data("pitfall_audit.report", "wording.yaml")


def _words(name: str) -> Mapping[Any, Words]:
    """A table of ``wording.yaml``: what each of some things is called, and a sentence on it."""
    return {key: Words(given["title"], given["says"]) for key, given in _DATA[name].items()}


OUTCOMES: Mapping[OutcomeKind, Words] = _words("outcomes")
TEXTS: Final[Mapping[str, str]] = _DATA["texts"]
"""Sentences and words that stand in several places, by what they are."""
_TEXT_WORDS: Mapping[str, Words] = _words("kinds")
ACCEPTED = _TEXT_WORDS["accepted"]
"""What is said of findings that a waiver accepts, or that were there before a baseline."""
NOTHING_FOUND = _TEXT_WORDS["nothing_found"]
"""What is said of passes that tell of nothing good: that nothing amiss was found."""
NOT_TOLD = _TEXT_WORDS["not_told"]
"""What is said of checks that put no questions about published papers."""
SEVERITIES: Mapping[Severity, Words] = {
    key: Words(title, _DATA["severities"][key]["says"]) for key, title in SEVERITY_TITLES.items()
}
PITFALLS: Mapping[PitfallId, Words] = _words("pitfalls")
SIX: tuple[PitfallId, ...] = SIX_PITFALLS
"""The six pitfalls of the article, in its order."""
BEYOND: tuple[PitfallId, ...] = tuple(pitfall for pitfall in PITFALLS if pitfall not in SIX)
"""What a governance lead expects beyond the six, in the order shown."""
LEVELS: Mapping[Level, Words] = _words("levels")
BEARS: Mapping[Literal["bears-on", "derived"], Words] = _words("bears")
VERIFIED: Mapping[Literal["read", "opening-read", "not-opened"], Words] = _words("verified")
TIES: Mapping[TieKnowledge, Words] = _words("ties")
TIE_STATES: Mapping[TieState, Words] = _words("tie_states")
TIES_ON_BODY: Mapping[TieState, Words] = _words("ties_on_body")
"""What is known of ties on a body as a whole; ``says`` goes on after its name."""
PICTURE_KEY: Mapping[str, str] = _DATA["picture_key"]
"""What each kind of card and line in the picture stands for."""
TIME_KEY: Mapping[str, str] = _DATA["time_key"]
"""What each mark in the picture of promises in time stands for."""
DESCRIBED_FROM: Mapping[DescribedFrom, Words] = _words("described_from")

ARTICLE = _TEXT_WORDS["article"]

LEFT_OUT_OF_PUBLIC: tuple[str, ...] = tuple(_DATA["left_out_of_public"])
NO_AUDIT_CAN_SHOW: tuple[str, ...] = tuple(_DATA["no_audit_can_show"])


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 question``, ``2 questions``, ``no questions``.

    ``many`` is the plural where adding an "s" does not make it.
    """
    noun = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {noun}"


def no_finding(questions: int) -> str:
    """Say that nothing needs attention, and never as if that settled what stands open."""
    return numbered(
        questions,
        "No finding so far: %(number)s question stands open.",
        "No finding so far: %(number)s questions stand open.",
        translated("Nothing that was looked at needs attention."),
    )


def named(parts: Sequence[str], most: int, between: str | None = None) -> str:
    """Name the first of some things, and say how many more there are.

    They stand as prose, or with what is given ``between`` them.
    """
    more = len(parts) - most
    if between is None:
        rest = [translated("%(number)s more", number=more)] if more > 0 else []
        return joined([*parts[:most], *rest])
    said = between.join(parts[:most])
    # A comma gives way to "and", a semicolon stays before it.
    rest_said = translated("and %(number)s more", number=more)
    return f"{said}{between.strip(', ')} {rest_said}" if more > 0 else said


def there(*said: tuple[object, str]) -> list[str]:
    """Of some texts those that there is something to say of: it stands before each."""
    return [text for of, text in said if of]


def whose_number(pack: str | None) -> str:
    """Return whose a threshold is that no settings set, by the id of its pack, if it has one.

    Only those that come with the program are its own; in a pack they are its authors'.
    """
    if pack is None:
        return translated("set in this file")
    if pack == BUILT_IN_PACK:
        return translated(TEXTS["own_judgement"])
    return translated("set by the pack %(pack)s", pack=pack)


def threshold_in_words(name: str, value: int | float) -> str:
    """Write a threshold for people: ``days_over`` and 30 give ``days over: 30``."""
    said = translated(name.replace("_", " ").replace("-", " "))
    return f"{said}: {value}"


def within_a_sentence(who: str) -> str:
    """Write whom to ask as it stands after “Ask”: ``Whoever runs it`` as ``whoever runs it``."""
    return f"whoever{who[7:]}" if who.startswith("Whoever ") else who


def accepted_in_words(accepted: Accepted) -> str:
    """Say why a finding does not count for now: until when, why, and who answers for it."""
    if accepted.by == "baseline":
        return translated("It was there when the baseline was written.")
    who = "; ".join(
        there(
            (accepted.owner, translated("%(who)s sees to it", who=accepted.owner)),
            (accepted.approved_by, translated("%(who)s agreed", who=accepted.approved_by)),
        )
    )
    until = (
        translated("Accepted until %(day)s", day=date_in_words(accepted.until))
        if accepted.until
        else translated("Accepted")
    )
    reason = f": {accepted.reason.rstrip('.')}" if accepted.reason else ""
    return f"{until}{reason}.{f' {who[:1].upper()}{who[1:]}.' if who else ''}"


def is_article(standard: str) -> bool:
    """Return whether a ground's ``standard`` is the article that names the pitfalls."""
    return standard == "article" or standard.startswith("article:")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    parts: list[str] = _SENTENCE_END.split(" ".join(text.split()))
    return [*map(English, parts)] if isinstance(text, English) else parts


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line."""
    kind = English if isinstance(text, English) else str
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [kind(part) for part in parts if part]


def first_sentences(text: str, enough: int = 60) -> str:
    """Return the first sentences of ``text``: one, or more until they have ``enough`` letters."""
    kind = English if isinstance(text, English) else str
    taken, *rest = sentences(text)
    for sentence in rest:
        if len(taken) >= enough:
            break
        taken = f"{taken} {sentence}"
    return kind(taken)
