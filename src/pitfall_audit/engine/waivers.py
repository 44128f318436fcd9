"""Waivers: findings that are accepted for now, and what is amiss with a waiver itself.

A waiver accepts one finding, by its identity, until a day. One that is not whole, that goes further
than it may, or that somebody agreed to who is too close to it, accepts nothing. Whatever is amiss
is a finding of the same audit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from pitfall_audit.engagement.model import Engagement, Person, Waiver, WaiversFile
from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.engine.result import Accepted, Outcome, WaiverState, WaiverUse
from pitfall_audit.facts.subjects import read_identity
from pitfall_audit.rules.form.outcomes import Severity
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.settings import WaiverTerms
from pitfall_audit.yaml.disk import shown_name
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import Document, read_file

__all__ = ["WAIVER_CHECKS", "Looked", "WaiversOfRun", "Written", "read_central", "settle"]

_SOON: Final = dt.timedelta(days=30)
_SECTIONS_OF_TIES: Final = ("ties[", "conflicts[", "hats[")

WAIVER_CHECKS: Final[Mapping[str, str]] = {
    "waiver-incomplete": "A waiver does not say all that it must",
    "waiver-not-allowed": "A waiver goes further than it may",
    "waiver-not-apart": "Somebody too close to a waiver agreed to it",
    "waiver-expired": "A waiver has run out",
    "waiver-ends-soon": "A waiver runs out soon",
    "waiver-unused": "A waiver accepts nothing that is found",
}
"""What is looked at in waivers, by id, with its title."""

_SAYS_NOTHING: Final = frozenset(
    """agreed|accepted|accepted risk|approved|as above|as agreed|as discussed|known issue|later|n a|
    na|no reason|none|not applicable|not needed|ok|okay|pending|risk accepted|see above|tba|tbc|tbd|
    temporary|to be agreed|to be confirmed|to be decided|to be done|to do|todo|to follow|unknown|
    will be fixed|will fix|wip|work in progress|xxx""".replace("\n    ", "").split("|")
)
"""Reasons that tell a reader nothing, in small letters and without signs."""


class Written(NamedTuple):
    """A waiver as it is written, and where."""

    waiver: Waiver
    place: Place


class Looked(NamedTuple):
    """What an audit looked at: the rules that ran on the engagement, and all that there are.

    ``ties`` tells whether the ties of the engagement were there to look at; ``terms`` what waivers
    may do, and ``as_of`` the day of the audit.
    """

    ran: Mapping[str, Rule]
    known: Collection[str]
    ties: bool
    terms: WaiverTerms
    as_of: dt.date


class WaiversOfRun:
    """The waivers of a run: those of the ``central`` file, and what any may do.

    Where ``terms`` is None, none is applied. ``rules`` are all that there are, ``base`` the folder
    from which the central file is shown, and ``problems`` what is wrong with it.
    """

    def __init__(
        self,
        terms: WaiverTerms | None,
        central: Path | None,
        base: Path,
        rules: Sequence[Rule],
        as_of: dt.date,
    ) -> None:
        self.as_of = as_of
        self.problems: tuple[Problem, ...] = ()
        self._terms = terms
        self._central: Mapping[str, Sequence[Written]] = {}
        self._known = frozenset(rule.id for rule in rules)
        if central is not None and terms is not None:
            self._central, self.problems = read_central(central, shown_name(central, base))

    def settle(
        self,
        outcomes: tuple[Outcome, ...],
        engagement: Engagement,
        document: Document,
        ran: Iterable[Rule],
        *,
        ties: bool,
    ) -> tuple[tuple[Outcome, ...], tuple[WaiverUse, ...]]:
        """Settle the outcomes of one engagement by its own waivers and the central ones."""
        waivers = [*_written_in(engagement, document), *self._central.get(engagement.id, ())]
        if self._terms is None or not waivers:
            return outcomes, ()
        looked = Looked({one.id: one for one in ran}, self._known, ties, self._terms, self.as_of)
        return settle(outcomes, waivers, engagement.people or {}, looked)

    def settle_joined(
        self, outcomes: tuple[Outcome, ...], id_: str, ran: Iterable[Rule], ties: bool
    ) -> tuple[tuple[Outcome, ...], tuple[WaiverUse, ...]]:
        """Settle the outcomes of several files taken together by the central waivers for them."""
        waivers = self._central.get(id_)
        if self._terms is None or not waivers:
            return outcomes, ()
        subjects = (read_identity(one.waiver.subject or "") for one in waivers)
        people = {name: Person.model_construct() for one in subjects for name in one.names}
        looked = Looked({one.id: one for one in ran}, self._known, ties, self._terms, self.as_of)
        return settle(outcomes, waivers, people, looked)


def _written_in(engagement: Engagement, document: Document) -> list[Written]:
    """The waivers in an engagement's own file."""
    waivers = engagement.waivers or ()
    return [
        Written(waiver, document.locate(("waivers", number), excerpt="")[0])
        for number, waiver in enumerate(waivers)
    ]


def read_central(path: Path, shown: str) -> tuple[dict[str, list[Written]], tuple[Problem, ...]]:
    """Read a file of waivers: those of each engagement, by its id, and what is wrong."""
    document = read_file(path, shown)
    if not isinstance(document, Document):
        return {}, document
    file, problems = validate_as(WaiversFile, document)
    found: dict[str, list[Written]] = {}
    for number, waiver in enumerate(file.waivers if file is not None else ()):
        place, _ = document.locate(("waivers", number), excerpt="")
        found.setdefault(waiver.engagement, []).append(Written(waiver, place))
    return found, tuple(problems)


def settle(
    outcomes: Sequence[Outcome],
    waivers: Sequence[Written],
    people: Mapping[str, Person],
    looked: Looked,
) -> tuple[tuple[Outcome, ...], tuple[WaiverUse, ...]]:
    """Mark the findings that waivers accept, and add what is amiss with the waivers.

    Each waiver accepts the one finding of its check and subject, or nothing. ``people`` are those
    whom the arrangement names, by their ids.
    """
    settled = list(outcomes)
    added: list[Outcome] = []
    uses: list[WaiverUse] = []
    for waiver, place in waivers:
        amiss = next(_amiss(waiver, people, looked), None)
        state: WaiverState = "in-force" if amiss is None else amiss.state
        if state in ("in-force", "ends-soon"):
            found = _finding(settled, waiver)
            if found is not None:
                settled[found] = replace(settled[found], accepted=_accepted(waiver))
            else:
                amiss = _unused(settled, waiver, looked)
                state = "not-looked-at" if amiss is None else amiss.state
        if amiss is not None:
            private = _private(waiver, settled, looked)
            added.append(_outcome(amiss, waiver, place, private=private))
        uses.append(
            WaiverUse(
                waiver.rule, waiver.subject or "", _accepted(waiver), place, state,
                private=_private(waiver, settled, looked),
            )
        )  # fmt: skip
    return (*settled, *added), tuple(uses)


class _Amiss(NamedTuple):
    check: str
    says: str
    state: WaiverState
    severity: Severity = "error"


def _amiss(waiver: Waiver, people: Mapping[str, Person], looked: Looked) -> Iterator[_Amiss]:
    """What is amiss with a waiver as it is written, the gravest first."""
    terms, as_of = looked.terms, looked.as_of
    missing = [
        name
        for name in ("subject", "reason", "owner", "approved_by", "until")
        if getattr(waiver, name) is None
    ]
    if missing:
        said = ", ".join(f"`{name}`" for name in missing)
        yield _Amiss("waiver-incomplete", f"It does not say {said}.", "not-applied")
        return
    if _says_nothing(waiver.reason or ""):
        yield _Amiss(
            "waiver-incomplete",
            f"Its reason, “{waiver.reason}”, tells nobody why. Say what stands in the way, and "
            "what is done meanwhile.",
            "not-applied",
        )
    rule = looked.ran.get(waiver.rule)
    never = {waiver.rule, *([rule.logic.pitfall] if rule is not None else [])} & terms.never
    if never:
        yield _Amiss("waiver-not-allowed", "The settings allow none of this check.", "not-applied")
    if too_close := _too_close(waiver, people):
        yield _Amiss("waiver-not-apart", too_close, "not-applied")
    until = waiver.until or as_of
    if until < as_of:
        yield _Amiss("waiver-expired", f"It ran out on {until.isoformat()}.", "expired")
    if until > as_of + dt.timedelta(days=terms.longest_days):
        yield _Amiss(
            "waiver-not-allowed",
            f"It runs until {until.isoformat()}, and {terms.longest_days} days are the longest "
            "that the settings allow.",
            "not-applied",
        )
    if until < as_of + _SOON:
        yield _Amiss(
            "waiver-ends-soon", f"It holds until {until.isoformat()}.", "ends-soon", "warning"
        )


def _says_nothing(reason: str) -> bool:
    words = re.sub(r"[\W_]+", " ", reason.casefold()).strip()
    return words in _SAYS_NOTHING or len(words.split()) < 2


def _too_close(waiver: Waiver, people: Mapping[str, Person]) -> str:
    """Why whoever agreed to a waiver stands too close to it; empty where they do not."""
    approver, owner = _names(waiver.approved_by, people), _names(waiver.owner, people)
    if approver & owner:
        return "Whoever sees to it agreed to it: that is to be somebody else."
    for name in read_identity(waiver.subject or "").names:
        if name in people and approver & {name, (people[name].post or name).casefold()}:
            return "Somebody whom it is about agreed to it: that is to be somebody else."
    return ""


def _names(who: PersonOrTeam | None, people: Mapping[str, Person]) -> set[str]:
    """All that somebody goes by, in small letters: an id, a post, and the post of a person."""
    if who is None:
        return set()
    names = {text.casefold() for text in (who.name, who.person, who.post, who.team) if text}
    for id_, person in people.items():
        own = {id_, *([person.post.casefold()] if person.post else [])}
        # A text that stands alone is a post, and may be a person's id all the same.
        if id_ in names:
            names |= own
    return names


def _finding(outcomes: Sequence[Outcome], waiver: Waiver) -> int | None:
    """The one finding that a waiver is for and that no other has accepted; None without."""
    found = [
        number
        for number, one in enumerate(outcomes)
        if one.outcome == "failed" and (one.rule, one.subject) == (waiver.rule, waiver.subject)
    ]
    return found[0] if len(found) == 1 and outcomes[found[0]].accepted is None else None


def _unused(outcomes: Sequence[Outcome], waiver: Waiver, looked: Looked) -> _Amiss | None:
    """Why a waiver accepts nothing; None where this run did not look there."""
    if waiver.rule not in looked.known:
        says = f"There is no check `{waiver.rule}`."
    elif (
        (rule := looked.ran.get(waiver.rule)) is None
        or (rule.logic.private and not looked.ties)
        or any(o.outcome == "error" for o in outcomes)
    ):
        return None
    else:
        about = [one for one in outcomes if (one.rule, one.subject) == (rule.id, waiver.subject)]
        kinds = {one.outcome for one in about}
        if not about:
            says = "The check says nothing of that subject here."
        elif "failed" in kinds:
            says = "Another waiver accepts the finding already."
        elif "cannot-tell" in kinds:
            says = "What the check asks there is a question, and a question needs no waiver."
        else:
            says = "The check finds nothing amiss there."
    return _Amiss("waiver-unused", f"{says} Delete it, or correct it.", "unused")


def _accepted(waiver: Waiver) -> Accepted:
    return Accepted(
        "waiver",
        waiver.reason or "",
        waiver.owner.name if waiver.owner else "",
        waiver.approved_by.name if waiver.approved_by else "",
        waiver.until.isoformat() if waiver.until else "",
    )


def _private(waiver: Waiver, outcomes: Sequence[Outcome], looked: Looked) -> bool:
    rule, subject = looked.ran.get(waiver.rule), waiver.subject or ""
    if subject.startswith(_SECTIONS_OF_TIES) or (rule is not None and rule.logic.private):
        return True
    about = [one.private for one in outcomes if (one.rule, one.subject) == (waiver.rule, subject)]
    # Of what is not noted any more nobody can tell whether it was private.
    return any(about) or (not about and subject.startswith("observations["))


def _outcome(amiss: _Amiss, waiver: Waiver, place: Place, *, private: bool) -> Outcome:
    subject = f"waivers[{waiver.rule}/{waiver.subject or ''}]"
    label = f"The waiver of {waiver.rule} for {waiver.subject or 'no subject'}"
    return Outcome(
        amiss.check,
        subject,
        label,
        "failed",
        f"{label}: {amiss.says[:1].lower()}{amiss.says[1:]}",
        amiss.severity,
        place,
        private=private,
    )
