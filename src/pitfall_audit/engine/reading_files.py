"""Reads the files of an audit: engagements one after another, and the ties kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.validation import undeclared_in_ties, validate, validate_ties
from pitfall_audit.engine.finding_files import (
    HOLDS_CHECK_ALONE,
    HOLDS_TIES,
    FoundFile,
    keys_at_top,
    meant_as_one,
    why_no_engagement,
)
from pitfall_audit.engine.result import Seal, TieKnowledge
from pitfall_audit.engine.seals import seal_of_text
from pitfall_audit.errors import usage, worded_at, worded_in
from pitfall_audit.rules.form.rule_parts import holds_a_rule
from pitfall_audit.yaml.disk import real_path, shown_name
from pitfall_audit.yaml.places import Place, Problem
from pitfall_audit.yaml.reading import Document, read_source, read_text

__all__ = ["Read", "TiesApart", "TiesOfEngagement", "read_engagement"]


class Read(NamedTuple):
    """What came of reading a file: an engagement, or why there is none.

    ``passed_over`` is why it is left alone, in words. ``is_ties`` is true where it was given as
    ties, and holds no engagement.
    """

    document: Document | None = None
    engagement: Engagement | None = None
    problems: Sequence[Problem] = ()
    passed_over: str | None = None
    is_ties: bool = False


class TiesOfEngagement(NamedTuple):
    """The ties of one engagement, and the file that they were read from."""

    document: Document
    file: TiesFile


def read_engagement(
    file: FoundFile,
    source: str | Sequence[Problem],
    *,
    given: bool = False,
    pass_over: bool = False,
) -> Read:
    """Read the engagement in a file, whose text is ``source``, or what keeps it from being read.

    ``given`` is true of a file that was given as ties: what is wrong in it is told where ties are
    read. With ``pass_over`` a file that is named is passed over where one that is found would be.
    """
    may_pass = pass_over or not file.named
    if isinstance(source, str) and holds_a_rule(source):
        found = Read(problems=(worded_at(Place(file.shown), "not-an-engagement/check"),))
        return Read(passed_over=HOLDS_CHECK_ALONE) if may_pass else found
    # By its text, so that what is wrong with other programs' files is nobody's trouble.
    reason = why_no_engagement(keys_at_top(source)) if isinstance(source, str) else None
    if reason is not None and may_pass and not given:
        return Read(passed_over=reason)
    document = read_text(source, file.shown) if isinstance(source, str) else source
    if given and (reason or not isinstance(document, Document)):
        return Read(is_ties=True)
    if not isinstance(document, Document):
        return Read(problems=document)
    if reason == HOLDS_TIES or (reason and not meant_as_one(document.data)):
        return Read(problems=(_no_engagement(document, reason),))
    engagement, problems = validate(document)
    return Read(document, engagement, problems)


def _no_engagement(document: Document, reason: str) -> Problem:
    """The problem with a file that was named, and is no engagement for that reason."""
    if reason == HOLDS_TIES:
        return worded_in(document, (), "not-an-engagement/ties")
    return worded_in(document, (), "not-an-engagement/other")


class _Given(Struct, frozen=True):
    """A file given as ties; the document and the ties are None where it can't be used."""

    shown: str
    document: Document | None = None
    file: TiesFile | None = None


class TiesApart:
    """The files of ties kept apart, each for an engagement, and what is wrong with them.

    ``contents`` are what some are taken to hold. Raises :class:`UsageProblem` where two of them
    are for one engagement.
    """

    def __init__(
        self, paths: Sequence[Path], base: Path, contents: Mapping[Path, bytes] | None = None
    ) -> None:
        self.problems: list[Problem] = []
        self.seals: list[Seal] = []
        # The same file, whatever it is called, is given once.
        self.places = {real_path(path): path for path in reversed(paths)}
        by_name = {shown_name(path, base): path for path in reversed(self.places.values())}
        self.shown = tuple(by_name)
        self._given = [self._read(path, shown, (contents or {}).get(path))
                       for shown, path in by_name.items()]  # fmt: skip
        self._met: set[str] = set()
        self._served: dict[str, list[str]] = {one.shown: [] for one in self._given}
        self._refuse_two_for_one()

    def _read(self, path: Path, shown: str, content: bytes | None) -> _Given:
        source = read_source(path, shown, content)
        self.seals.append(
            Seal("ties", shown, seal_of_text(source) if isinstance(source, str) else "")
        )
        document = read_text(source, shown) if isinstance(source, str) else source
        if not isinstance(document, Document):
            self.problems.extend(document)
            return _Given(shown)
        if "engagement" not in document.data and why_no_engagement(document.data) is None:
            self.problems.append(worded_in(document, (), "not-a-ties-file"))
            return _Given(shown)
        file, problems = validate_ties(document)
        self.problems.extend(problems)
        return _Given(shown, document, file)

    def _refuse_two_for_one(self) -> None:
        first: dict[str, str] = {}
        for one in self._given:
            if one.file is None:
                continue
            whose = one.file.engagement
            if whose is None and len(self._given) > 1:
                raise usage("ties-of-nobody", one=one)
            if whose is not None and first.setdefault(whose, one.shown) != one.shown:
                raise usage("ties-twice", first=first[whose], one=one, whose=whose)

    def of(self, engagement: Engagement) -> TiesOfEngagement | None:
        """The ties of an engagement; None where it has none apart, or they can't be used.

        Of two engagements of one id the first has them.
        """
        if engagement.id in self._met:
            return None
        self._met.add(engagement.id)
        for one in self._given:
            file, document = one.file, one.document
            if file is None or document is None or file.engagement not in (None, engagement.id):
                continue
            served = self._served[one.shown]
            served.append(engagement.id)
            # A second one to belong to is a misuse that ends the audit.
            strangers = (
                tuple(undeclared_in_ties(document, file, engagement)) if len(served) == 1 else ()
            )
            self.problems.extend(strangers)
            return None if strangers else TiesOfEngagement(document, file)
        return None

    def knowledge_of(
        self, engagement: Engagement, used: TiesOfEngagement | None, known: TieKnowledge
    ) -> TieKnowledge:
        """What is known of the ties of an engagement, where facts say ``known`` of them.

        A file that can't be used may have been meant for any engagement without another.
        """
        if used is not None or known != "none-given":
            return known
        unusable = any(one.file is None for one in self._given)
        refused = any(engagement.id in served for served in self._served.values())
        return "not-usable" if unusable or refused else known

    def check_whose(self, *, all_read: bool = True) -> None:
        """Raise :class:`UsageProblem` where it stays open whose the ties are.

        ``all_read`` is false where an engagement could not be read, which may be theirs.
        """
        for one in self._given:
            if one.file is None or not self._met:
                continue
            if not self._served[one.shown] and all_read:
                raise usage("ties-of-another", one=one)
            if one.file.engagement is None and len(self._met) > 1:
                raise usage("ties-of-several", one=one, number=len(self._met))
