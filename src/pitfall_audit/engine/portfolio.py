"""The outcomes of what several files of one organisation show together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.on_demand import squeezed, squeezed_json, unpacked
from pitfall_audit.engine.questions import questions_of
from pitfall_audit.engine.result import (
    Carried,
    EngagementResult,
    Outcome,
    RuleSummary,
    Seal,
    WaiverUse,
)
from pitfall_audit.engine.seals import seal_of_text
from pitfall_audit.engine.summaries import head_of, with_severity_told
from pitfall_audit.engine.tallies import Tallied, tally_of
from pitfall_audit.facts.registers import Register, joined
from pitfall_audit.facts.subjects import Anchor, FactSheet, FileSummary
from pitfall_audit.rules.evaluation import Batches
from pitfall_audit.rules.rule import AnchorKey, Rule
from pitfall_audit.rules.rule_runner import Runner
from pitfall_audit.rules.verdicts import Verdict, Words, words_for
from pitfall_audit.settings.layers import Effective
from pitfall_audit.yaml.places import Place, Related
from pitfall_audit.yaml.reading import Document

__all__ = [
    "JOINT", "Digest", "Gathered", "Joining", "ToJoin", "Together", "gathered", "located",
    "notes_on",
]  # fmt: skip

JOINT: Final = "portfolio-"
"""With which the ids of joint results begin."""
_PART: Final = tuple[FileSummary, tuple[str, ...]]

Settle = Callable[
    [tuple[Outcome, ...], str, Iterable[Rule], bool],
    tuple[tuple[Outcome, ...], tuple[WaiverUse, ...]],
]
"""Settles outcomes by the waivers for an id; whether ties were there to look at comes last."""


class Gathered(Struct, frozen=True):
    """A file that was audited: what was made of it, and what is kept of it to be joined.

    ``result`` and ``summary`` are squeezed, and ``summary`` with the people that the file declares;
    None where there is nothing to join. ``head`` is the result without what is long in it.
    ``organisation`` is whose file it is, by the id; ``tallied`` has how often what was found.
    ``digest`` is what whoever asked for the audit wants of each result besides.
    """

    head: EngagementResult
    result: bytes
    summary: bytes | None
    organisation: str | None
    names_people: bool
    tallied: tuple[tuple[Tallied, int], ...]
    digest: bytes | None

    @property
    def broke_off(self) -> bool:
        """Whether any check could not be completed."""
        return any(one.broke_off for one, _ in self.tallied)


Digest = Callable[[EngagementResult, Mapping[str, RuleSummary]], bytes]


def gathered(
    result: EngagementResult,
    summary: FileSummary | None,
    rules: Mapping[str, RuleSummary],
    digest: Digest | None,
) -> Gathered:
    """What is kept of a file that was audited by ``rules``, with a ``digest`` if it is wanted."""
    return Gathered(
        head_of(result),
        squeezed_json(result),
        None if summary is None else squeezed((summary, result.people)),
        None if summary is None else summary.organisation,
        bool(result.people),
        tuple(tally_of((result,)).items()),
        digest(result, rules) if digest is not None else None,
    )


class ToJoin(NamedTuple):
    """What is known of a file that was audited, whose result and summary are laid aside.

    ``summary`` is the number of its summary there; None where it is not joined.
    """

    head: EngagementResult
    organisation: str | None
    names_people: bool
    summary: int | None


def located(
    summary: FileSummary | None, document: Document, ties: Document | None
) -> FileSummary | None:
    """A summary with the place of everything in it, for the file itself is not kept."""

    def place(anchor: Anchor) -> Place:
        there = ties if anchor.in_ties_file and ties is not None else document
        # What is written where somebody sits names them, and no more: nothing is quoted.
        return there.locate(anchor.path, excerpt="")[0]

    if summary is None:
        return None
    return replace(summary, places={one: place(one) for one in summary.anchors()})


class Together(Struct, frozen=True):
    """What the files of a group show together, each with the name by which it is to be sorted."""

    results: tuple[tuple[str, Gathered], ...]


class Joining(Struct, frozen=True):
    """How the files of a run are joined: with which settings, runner and waivers.

    ``rules`` are those that ran on any file, by their ids; ``taken`` are ids of files that what is
    joined might have; ``digest`` is wanted of each result. ``register`` is what the files share,
    and ``register_seals`` are of its files.
    """

    settings: Effective
    runner: Runner
    rules: Mapping[str, RuleSummary]
    taken: Sequence[str]
    settle: Settle
    digest: Digest | None
    register: Register | None = None
    register_seals: Sequence[Seal] = ()

    def groups(self, files: Iterable[ToJoin]) -> Iterator[Sequence[ToJoin]]:
        """The files of each organisation, or register, of which there are several."""
        of_whom: dict[str | None, list[ToJoin]] = {}
        for file in files:
            if file.summary is not None:
                shared = self.register and self.register.covers(file.organisation)
                of_whom.setdefault(None if shared else file.organisation, []).append(file)
        return (group for group in of_whom.values() if len(group) > 1)

    def together(self, files: Sequence[ToJoin], parts: Sequence[bytes]) -> Together:
        """What the files of a group show together; ``parts`` are what is kept of each to join it.

        What it needs is let go with it.
        """
        known: list[tuple[FileSummary, tuple[str, ...]]] = [unpacked(one, _PART) for one in parts]
        return Together(
            tuple(
                (name, gathered(result, None, self.rules, self.digest))
                for name, result in self._of_group(known, {one.head.id: one.head for one in files})
            )
        )

    def _of_group(
        self,
        known: Sequence[tuple[FileSummary, tuple[str, ...]]],
        by_id: Mapping[str, EngagementResult],
    ) -> Iterator[tuple[str, EngagementResult]]:
        people = {one.id: theirs for one, theirs in known}
        together = joined((one for one, _ in known), self.register)
        for organisation, (theirs, facts) in together.items():
            id_ = f"{JOINT}{organisation}"
            while id_ in self.taken:
                id_ += "-together"
            several = len({one.organisation for one in theirs}) > 1
            name = next((one.name for one in theirs if one.name), organisation)
            heads = sorted((by_id[one.id] for one in theirs), key=lambda one: one.file)
            named = [name for one in heads for name in people[one.id]]
            # What a register joins may be of several, and is then of none of them.
            yield organisation, self._result(id_, None if several else name, heads, named, facts)

    def _result(
        self,
        id_: str,
        name: str | None,
        files: Sequence[EngagementResult],
        people: Sequence[str],
        facts: FactSheet,
    ) -> EngagementResult:
        rules = [
            rule
            for rule in self.settings.to_run
            if rule.logic.scope == "portfolio" and rule.id in self.rules
        ]
        self.runner.next_engagement()
        batches = Batches(facts)
        verdicts = (one for rule in rules for one in self.runner.evaluate(rule, batches))
        said = [(one, words_for(one)) for one in verdicts]
        found = tuple(with_severity_told(_outcome(*one), self.settings) for one in said)
        outcomes, waivers = self.settle(found, id_, rules, facts.ties in ("in-file", "ties-file"))
        known = () if self.register is None else sorted(self.register.said.declared)
        papers = any(one.described_from == "published-documents" for one in files)
        read = *(one.digest for one in files), *(one.sha256 for one in self.register_seals)
        return EngagementResult(
            file=files[0].file,
            id=id_,
            title=f"What {len(files)} files of {name or 'several organisations'} show together",
            organisation=name,
            described_from="published-documents" if papers else "own-records",
            ties=facts.ties,
            sources=(),
            outcomes=outcomes,
            questions=questions_of(outcomes, self.rules, published=papers),
            waivers=waivers,
            digest=seal_of_text("\0".join(read))[:32],
            people=tuple(dict.fromkeys((*known, *people))),
            phrases=tuple(sorted({one for _, words in said for one in words.phrases})),
            joins=tuple(one.file for one in files),
            carrying=tuple(
                sorted(
                    (_carried(one.facts) for one in facts.subjects["member"]),
                    key=lambda one: (-one.seats_at_most, -one.hours, one.person),
                )
            ),
        )


def _carried(member: Mapping[str, Any]) -> Carried:
    return Carried(
        member["label"],
        member["file_count"],
        member["seats_at_least"],
        member["seats_at_most"],
        member["hours_at_least"],
        "hours_a_month" in member,
        member.get("hours_limit_a_month"),
    )


_WHO: Final = "Whoever looks after involvement across the organisation"


def _outcome(verdict: Verdict, words: Words) -> Outcome:
    """The outcome that a verdict on several files comes to, in the words for it."""
    rule, subject = verdict.rule, verdict.subject
    private = rule.logic.private
    if verdict.outcome == "not-applicable":
        return Outcome(rule.id, subject.identity, subject.label, verdict.outcome, "",
                       private=private)  # fmt: skip
    anchors = subject.anchors
    primary = next((at for at in rule.places_for(verdict.failing) if at.anchor in anchors), None)
    place = _place(anchors, primary or AnchorKey(next(iter(anchors)), None))
    others = [(_place(anchors, at), says) for at, says in rule.related if at.anchor in anchors]
    fields = (one.field.fact.field for one in (*verdict.unstated, *verdict.could_raise))
    asked = verdict.outcome == "cannot-tell"
    return Outcome(
        rule.id,
        subject.identity,
        subject.label,
        verdict.outcome,
        words.message,
        verdict.severity,
        place,
        tuple(Related(one, says) for one, says in others if one is not None and one != place)
        if verdict.outcome == "failed"
        else (),
        unstated=tuple(dict.fromkeys(_path(anchors, field) for field in fields if field)),
        would_raise=words.would_raise,
        details=words.details,
        attested=verdict.outcome == "passed" and subject.attested,
        private=private,
        group=subject.group if asked else None,
        who=_WHO if asked else None,
        stake=verdict.stake,
        earned=verdict.earned,
        good=words.good,
    )


def _place(anchors: Mapping[str, Anchor], at: AnchorKey) -> Place | None:
    return anchors[at.anchor].place


def _path(anchors: Mapping[str, Anchor], field: str) -> str:
    """The data path of a field that is not stated, in the file of its anchor."""
    name, _, key = field.partition(".")
    place = anchors[name].place if name in anchors else None
    # A seat stands in its role, whose field it is that would say so.
    base = place.path.partition(".holders")[0] if place is not None else name
    return f"{base}.{key}" if key else base


def notes_on(files: Sequence[ToJoin], unread: int, *, unusable: bool) -> Iterator[str]:
    """What is to be said of joining: the files that were not joined, and what was not seen.

    ``unread`` is how many files could not be read; ``unusable`` is true of a register.
    """
    naming = [one for one in files if one.names_people]
    apart = sum(one.summary is None for one in naming)
    by_register = sum(one.summary is not None and one.organisation is None for one in naming)
    if len(naming) > 1 and apart:
        yield (
            (
                "No file that names people says"
                if apart == len(naming)
                else f"{_some(apart)} not say"
            )
            + " by the id of an organisation whose it is: nobody there is taken for the same "
            "person as in another file."
        )
    if len(naming) > 1 and by_register:
        yield (
            f"{_some(by_register)} not say by the id of an organisation whose it is: there, those "
            "alone whom the register knows are taken for the same person as in another file."
        )
    if unusable:
        yield "The register could not be used, so nobody was known by it in several files."
    if unread and any(one.summary is not None for one in naming):
        yield (
            f"{unread} file{'s' if unread > 1 else ''} could not be read, so what people in "
            f"{'them' if unread > 1 else 'it'} also do in other files was not seen."
        )


def _some(number: int) -> str:
    if number == 1:
        return "One file that names people does"
    return f"{number} files that name people do"
