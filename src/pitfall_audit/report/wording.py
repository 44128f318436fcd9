"""The words on screen: what each outcome, severity, pitfall, level and mark is called.

Every format meant for people takes its words from here, so that the report, the terminal
and the documents say the same thing. Machine formats keep the field's own words
(``failed``, ``error``) and read nothing from this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from pitfall_audit.engine.result import (
    BUILT_IN_PACK,
    OutcomeKind,
    PitfallId,
    Severity,
    TieKnowledge,
    TieState,
)
from pitfall_audit.rules.form.messages import date_in_words, joined
from pitfall_audit.rules.form.outcomes import SEVERITY_TITLES

__all__ = [
    "ARTICLE", "ASK_IN_PRIVATE", "AS_ATTESTED", "BEARS", "BEYOND", "DESCRIBED_FROM",
    "IF_LIVED_EXPERIENCE", "LEVELS", "NOTHING_FOUND", "NO_AUDIT_CAN_SHOW", "NO_SOURCE", "OUTCOMES",
    "OWN_JUDGEMENT", "PITFALLS", "SEVERITIES", "SHARE_WITH_CARE", "SIX", "TIES", "TIES_ON_BODY",
    "TIE_STATES", "VERIFIED", "Words", "count", "date_in_words", "is_article", "joined", "named",
    "no_finding", "threshold_in_words", "within_a_sentence",
]  # fmt: skip


class Words(Struct, frozen=True):
    """What something is called on screen (``title``), and one sentence that explains it."""

    title: str
    says: str


OUTCOMES: Mapping[OutcomeKind, Words] = {
    "failed": Words(
        "Needs attention", "Something here is a known way for involvement to go wrong."
    ),
    "cannot-tell": Words("To ask", "The description does not say, so it is a question to ask."),
    "passed": Words("In place", "Something good is stated."),
    "not-applicable": Words("Does not apply", "The check has nothing to say here."),
    "error": Words("Not completed", "The check broke off. This is a fault in the check."),
}

NOTHING_FOUND = Words("Nothing found", "looked for, and not found")
"""What is said of passes that tell of nothing good: that nothing amiss was found."""

SEVERITIES: Mapping[Severity, Words] = {
    "error": Words(
        SEVERITY_TITLES["error"],
        "Someone is likely to be misled, exposed or left alone, or a legal duty is missed.",
    ),
    "warning": Words(
        SEVERITY_TITLES["warning"],
        "A known way for involvement to go wrong. There may be a good reason for it.",
    ),
    "advice": Words(SEVERITY_TITLES["advice"], "An improvement, or too uncertain to say more."),
}

PITFALLS: Mapping[PitfallId, Words] = {
    "promises": Words(
        "Promises and honesty",
        "Promise only what can be done, follow up what was said, and be open about what "
        "cannot change.",
    ),
    "voices": Words(
        "More than one voice",
        "Service users and carers do not all agree, and no one person speaks for everyone.",
    ),
    "recruitment": Words(
        "Who is asked, and how often",
        "Reach beyond the same few people, and do not let the work rest on a few shoulders.",
    ),
    "roles": Words(
        "Clear roles and equal standing",
        "Say what each seat is, whether it is a full and equal one, and if not, say that.",
    ),
    "support": Words(
        "Support in the role",
        "Nobody should sit alone: someone beside them, and someone there to support them.",
    ),
    "boundaries": Words(
        "Blurred roles and power",
        "Where someone sits with the people who care for them, name it and handle it openly.",
    ),
    "payment": Words("Payment and expenses", "Nobody should be out of pocket, or unsure."),
    "access": Words("Access", "Papers, places and ways of working that everyone can use."),
    "safeguarding": Words("Safeguarding", "The people taking part are kept safe."),
    "induction": Words("Induction and training", "People and staff are prepared for the work."),
    "ending": Words("Ending well", "Everyone knows how and when a role ends, and what follows."),
    "impact": Words("What difference it made", "What changed is written down, and told."),
    "diversity": Words("Who takes part", "Who takes part is compared with whom it is for."),
    "privacy": Words("Privacy", "What is known of people's health and ties is kept with care."),
}

SIX: tuple[PitfallId, ...] = (
    "promises",
    "voices",
    "recruitment",
    "roles",
    "support",
    "boundaries",
)
"""The six pitfalls of the article, in its order."""

BEYOND: tuple[PitfallId, ...] = tuple(pitfall for pitfall in PITFALLS if pitfall not in SIX)
"""What a governance lead expects beyond the six, in the order shown."""

LEVELS: Mapping[Literal["core", "standard", "thorough"], Words] = {
    "core": Words("Core", "Every arrangement should meet this."),
    "standard": Words("Standard", "Expected of an arrangement that is up and running."),
    "thorough": Words("Thorough", "For those who want to look closely."),
}

BEARS: Mapping[Literal["bears-on", "derived"], Words] = {
    "bears-on": Words("Bears on", "The standard speaks of this."),
    "derived": Words("Derived from", "We reason from it; it does not say so outright."),
}

VERIFIED: Mapping[Literal["read", "opening-read", "not-opened"], Words] = {
    "read": Words("its page was read", "The page was read, and the check comes from it."),
    "opening-read": Words(
        "only its opening was read",
        "Only the opening of the page was read; the rest is from general knowledge.",
    ),
    "not-opened": Words(
        "not opened yet: check before citing",
        "From general knowledge only; the page was not opened.",
    ),
}

TIES: Mapping[TieKnowledge, Words] = {
    "in-file": Words(
        "Ties are stated in the file",
        "Ties between people (who cares for whom, who supervises whom) were read from the file.",
    ),
    "ties-file": Words(
        "Ties were given separately",
        "Ties between people were read from a separate ties file, given for this audit.",
    ),
    "not-usable": Words(
        "A file of ties was given, and could not be used",
        "No tie in it was looked at: what keeps it from being used is told with the files. "
        "Checks on ties can then only ask, or rest on what is attested as held privately.",
    ),
    "none-given": Words(
        "No ties were given",
        "No ties between people are stated in the file, and none were given separately. "
        "Checks on ties can then only ask, or rest on what is attested as held privately.",
    ),
}

TIE_STATES: Mapping[TieState, Words] = {
    "needs-attention": Words("needs attention", "The tie bears on a seat and is not yet handled."),
    "to-ask": Words("something to ask", "The tie is stated, and a question about it is open."),
    "handled": Words("known and handled", "Both know of it, and it is agreed what is done."),
    "attested": Words("handled, as attested", "Someone's word is given that it is handled."),
    "not-looked-at": Words("not looked at", "No check that speaks of it was completed."),
}

TIES_ON_BODY: Mapping[TieState, Words] = {
    "needs-attention": Words(
        "Ties here need attention", "what came up when members were asked needs attention."
    ),
    "to-ask": Words("To ask: are there ties here?", "whether there are ties is a question to ask."),
    "handled": Words("Members were asked about ties", "its members were asked about ties."),
    "attested": Words(
        "Ties are held privately, as attested",
        "ties are held and handled privately, as attested.",
    ),
    "not-looked-at": Words("Ties were not looked at", "ties were not looked at."),
}
"""What is known of ties on a body as a whole; ``says`` goes on after its name."""

PICTURE_KEY: Mapping[str, str] = {
    "lived": "sits with lived experience, as a service user or carer",
    "other": "sits or works here in another capacity",
    "unstated": "in what capacity is not stated",
    "open": "open place",
    "team": "a team, service or post",
    "support": "supports",
    "tie-needs-attention": "a tie of care that needs attention",
    "tie-to-ask": "a tie of care with something to ask",
    "tie-handled": "a tie of care that is known and handled",
    "tie-attested": "a tie of care that is handled, as attested",
    "tie-not-looked-at": "a tie of care that was not looked at",
}
"""What each kind of card and line in the picture stands for."""

DESCRIBED_FROM: Mapping[Literal["own-records", "published-documents"], Words] = {
    "own-records": Words(
        "From the organisation's own records",
        "What a good arrangement writes down, and is not written here, needs attention.",
    ),
    "published-documents": Words(
        "From published documents",
        "The organisation may hold more than it publishes, so what is not stated is a "
        "question, never a finding.",
    ),
}

ARTICLE = Words(
    "David Beckingham, “Why use the users?” (2016)",
    "The practitioner's article that names the six pitfalls.",
)

NO_SOURCE = "stated, no source"
"""Shown where the file states a thing and names no document for it."""

AS_ATTESTED = "as attested"
"""Shown on what rests on someone's word that it is held and handled privately."""

OWN_JUDGEMENT = "the program's own judgement"
"""Shown beside each threshold of a check that comes with the program: no standard sets it."""

IF_LIVED_EXPERIENCE = "If it is the seat of a service user or carer:"
ASK_IN_PRIVATE = "Ask in private, and write down no more than is needed."

SHARE_WITH_CARE = "This working report speaks of ties between people; share it with care."

NO_AUDIT_CAN_SHOW: tuple[str, ...] = (
    "A clean audit is not proof of good involvement. It says that what was looked at is "
    "written down as it should be, and no more.",
    "It cannot show whether people felt heard, whether a meeting was chaired well, whether a "
    "promise was meant, or whether the support that is named is any good. For that, ask the "
    "people involved.",
    "It reads what the description says. It does not check whether the description is true.",
)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 question``, ``2 questions``, ``no questions``.

    ``many`` is the plural where adding an "s" does not make it.
    """
    noun = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {noun}"


def no_finding(questions: int) -> str:
    """Say that nothing needs attention, and never as if that settled what stands open."""
    if not questions:
        return "Nothing that was looked at needs attention."
    stand = "stands" if questions == 1 else "stand"
    return f"No finding so far: {count(questions, 'question')} {stand} open."


def named(parts: Sequence[str], most: int, between: str | None = None) -> str:
    """Name the first of some things, and say how many more there are.

    They stand as prose, or with what is given ``between`` them.
    """
    more = len(parts) - most
    if between is None:
        return joined([*parts[:most], f"{more} more"] if more > 0 else parts)
    said = between.join(parts[:most])
    # A comma gives way to "and", a semicolon stays before it.
    return f"{said}{between.strip(', ')} and {more} more" if more > 0 else said


def whose_number(pack: str | None) -> str:
    """Return whose a threshold is that no settings set, by the id of its pack, if it has one.

    Only those that come with the program are its own; in a pack they are its authors'.
    """
    if pack is None:
        return "set in this file"
    return OWN_JUDGEMENT if pack == BUILT_IN_PACK else f"set by the pack {pack}"


def threshold_in_words(name: str, value: int | float) -> str:
    """Write a threshold for people: ``days_over`` and 30 give ``days over: 30``."""
    return f"{name.replace('_', ' ').replace('-', ' ')}: {value}"


def within_a_sentence(who: str) -> str:
    """Write whom to ask as it stands after “Ask”: ``Whoever runs it`` as ``whoever runs it``."""
    return f"whoever{who[7:]}" if who.startswith("Whoever ") else who


def is_article(standard: str) -> bool:
    """Return whether a ground's ``standard`` is the article that names the pitfalls."""
    return standard == "article" or standard.startswith("article:")
