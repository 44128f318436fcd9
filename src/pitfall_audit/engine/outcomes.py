"""Makes outcomes of verdicts: gives each its place, words and evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model import Engagement, SourceDocument
from pitfall_audit.engagement.model.part_dates import as_written
from pitfall_audit.engine.questions import Touched
from pitfall_audit.engine.result import Evidence, Outcome
from pitfall_audit.engine.who_to_ask import Respondents
from pitfall_audit.facts.subjects import Anchor, FactSheet, Subject
from pitfall_audit.rules.closer_look import asks_whose_seat
from pitfall_audit.rules.conditions.fact_paths import Unstated
from pitfall_audit.rules.rule import AnchorKey
from pitfall_audit.rules.verdicts import Verdict, words_for
from pitfall_audit.yaml.places import DataPath, Place, Related, one_line
from pitfall_audit.yaml.reading import Document, path_text

__all__ = ["OutcomeBuilder", "source_words"]

_NO_SOURCE = Evidence(None)


class _Location(Struct, frozen=True):
    """A place in a file, and what the statement there rests on; None where there is none."""

    place: Place
    related: tuple[Related, ...]
    evidence: Evidence | None


class OutcomeBuilder:
    """Turns verdicts on one engagement into outcomes.

    ``document`` is the engagement's file, ``ties`` the file given with ``--ties``, if any;
    ``facts`` is what was derived from both. ``open_checks`` are the ids of those that are not
    private: what was noted of another is as private as it.
    """

    def __init__(
        self,
        engagement: Engagement,
        facts: FactSheet,
        document: Document,
        ties: Document | None,
        open_checks: Collection[str] = (),
    ) -> None:
        self._open_checks = open_checks
        self._document = document
        self._ties = ties
        self._respondents = Respondents(engagement)
        self._touched = Touched(facts)
        self.phrases: set[str] = set()
        # Many checks point at the same places.
        self._locations: dict[tuple[Anchor, str | None, bool], _Location] = {}
        # What stands at the path of an anchor, and the source cited nearest to it.
        self._stated: tuple[dict[DataPath, tuple[Any, Any]], ...] = tuple(
            {(): (one and one.data, one and one.data.get("source"))} for one in (document, ties)
        )
        self._sources = {source.id: source_words(source) for source in engagement.sources or ()}
        self._interviews = engagement.interviews

    def outcome(self, verdict: Verdict) -> Outcome:
        """The outcome that a verdict comes to."""
        rule, subject, outcome = verdict.rule, verdict.subject, verdict.outcome
        named = subject.facts.get("check") if subject.kind == "observation" else ""
        private = rule.logic.private or bool(named and named not in self._open_checks)
        if outcome == "not-applicable":
            return Outcome(rule.id, subject.identity, subject.label, outcome, "", private=private)
        words = words_for(verdict)
        self.phrases.update(words.phrases)
        if verdict.unstated:
            location = self._where_unstated(subject, verdict.unstated[0], private=private)
            evidence = None
        else:
            location = self._primary(subject, rule.places_for(verdict.failing), private=private)
            # A finding that something is missing rests on nothing that is stated.
            missing = outcome == "failed" and (
                rule.logic.silence == "fails" or verdict.silent is not None
            )
            evidence = None if missing else location.evidence
        related = location.related
        if outcome == "failed" and rule.related:
            others = self._related(subject, rule.related, location.place, private=private)
            related = (*related, *others)
        waits_for = (*verdict.unstated, *verdict.could_raise)
        unstated = self._unstated(subject, waits_for) if waits_for else ()
        attested = outcome == "passed" and subject.attested
        group = who = None
        if outcome == "cannot-tell":
            once = asks_whose_seat(verdict.unstated)
            group = "engagement" if once else subject.group
            knows = "lead" if once else words.who_knows
            who = self._respondents.who(subject, knows, private=private)
        elif outcome == "failed":
            who = self._respondents.post(subject)
        # NOTE: one of these is made for each check and subject, and by position in two thirds
        # of the time.
        return Outcome(
            rule.id, subject.identity, verdict.label, outcome, words.message, verdict.severity,
            location.place, related, unstated, words.would_raise, words.details, evidence, attested,
            private, group, who, words.hangs, verdict.stake, self._touched.by(subject),
            verdict.earned, words.good, verdict.said is not None,
        )  # fmt: skip

    def _primary(self, subject: Subject, keys: Sequence[AnchorKey], *, private: bool) -> _Location:
        """The first place that is there, else the last where it would stand."""
        last: tuple[Anchor, str | None] | None = None
        for at in keys:
            anchor = subject.anchors.get(at.anchor)
            if anchor is not None:
                last = anchor, at.key
                if self._statement(anchor, at.key)[0] is not None:
                    break
        if last is not None:
            return self._location(*last, private=private)
        location = self._location(next(iter(subject.anchors.values())), None, private=private)
        # Nothing that the rule points at is there, so nothing there is evidence.
        return _Location(location.place, location.related, None)

    def _statement(self, anchor: Anchor, key: str | None) -> tuple[Any, Any]:
        """What stands at a key below an anchor, None where nothing does, and the source cited."""
        known = self._stated[anchor.in_ties_file and self._ties is not None]
        found = known.get(anchor.path)
        if found is None:
            found = _at(anchor.path, known)
        if key is not None:
            for step in key.split("."):
                found = _below(found, step)
        return found

    def _document_of(self, anchor: Anchor) -> Document:
        return self._ties if anchor.in_ties_file and self._ties is not None else self._document

    def _location(self, anchor: Anchor, key: str | None, *, private: bool) -> _Location:
        """The place of a key below an anchor; nothing is quoted from it where it is private."""
        known = self._locations.get((anchor, key, private))
        if known is None:
            value, cited = self._statement(anchor, key)
            document = self._document_of(anchor)
            # What is not there can't be shown: the place is then that of what it would stand in.
            kept = private or _source_id(cited) in self._interviews
            quoted = "" if kept or value is None else _quoted(anchor, key, value)
            place, related = document.locate(_path_below(anchor, key), excerpt=quoted)
            if not kept and isinstance(value, list):
                place = replace(place, excerpt=_list_quoted(document, value, place))
            if anchor.shown is not None:
                place = replace(place, path=_shown_path(anchor, key))
            if private:
                related = tuple(
                    replace(one, place=replace(one.place, excerpt="")) for one in related
                )
            evidence = None if value is None else self._evidence(cited)
            known = self._locations[anchor, key, private] = _Location(place, related, evidence)
        return known

    def _related(
        self,
        subject: Subject,
        entries: Sequence[tuple[AnchorKey, str]],
        primary: Place,
        *,
        private: bool,
    ) -> tuple[Related, ...]:
        found = []
        for at, says in entries:
            anchor = subject.anchors.get(at.anchor)
            if anchor is None or self._statement(anchor, at.key)[0] is None:
                continue
            place = self._location(anchor, at.key, private=private).place
            if (place.file, place.line, place.column) != (
                primary.file, primary.line, primary.column,
            ):  # fmt: skip
                found.append(Related(place, says))
        return tuple(found)

    def _where_unstated(self, subject: Subject, unstated: Unstated, *, private: bool) -> _Location:
        name, _, key = (unstated.field.fact.field or "").partition(".")
        anchor = subject.anchors.get(name) or next(iter(subject.anchors.values()))
        return self._location(anchor, key or None, private=private)

    def _unstated(self, subject: Subject, facts: Sequence[Unstated]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self._field_name(subject, one) for one in facts]))

    def _field_name(self, subject: Subject, unstated: Unstated) -> str:
        field, then = unstated.field.fact.field, unstated.field.fact.then
        if field is None:
            return ".".join(unstated.path)
        name, _, key = field.partition(".")
        anchor = subject.anchors.get(name)
        if then and anchor is not None and self._statement(anchor, key)[0] is not None:
            name, _, key = then.partition(".")
            anchor = subject.anchors.get(name)
        if anchor is None and name == "holder":
            # Nobody is named there yet of whom it could be said.
            anchor, key = subject.anchors.get("role"), f"holders.{key}"
        return field if anchor is None else _shown_path(anchor, key or None)

    def _evidence(self, cited: Any) -> Evidence:
        """What a statement rests on: its own source, or that of the record it stands in."""
        if cited is None:
            return _NO_SOURCE
        if _source_id(cited) in self._interviews:
            return Evidence(self._source_title(_source_id(cited)))
        if isinstance(cited, dict):
            at = cited.get("at")
            return Evidence(self._source_title(cited.get("id")), None if at is None else str(at))
        return Evidence(self._source_title(cited))

    def _source_title(self, source: object) -> str | None:
        return None if source is None else self._sources.get(str(source), str(source))


def _at(path: DataPath, known: dict[DataPath, tuple[Any, Any]]) -> tuple[Any, Any]:
    """What stands at a path, worked out from what stands above it; what was met is ``known``."""
    found = known.get(path)
    if found is None:
        found = known[path] = _below(_at(path[:-1], known), path[-1])
    return found


def _below(above: tuple[Any, Any], step: str | int) -> tuple[Any, Any]:
    """What stands one step further down, and the source cited nearest to that."""
    record, cited = above
    if isinstance(record, dict):
        value = record.get(step)
    else:
        within = isinstance(record, list) and isinstance(step, int) and step < len(record)
        value = record[step] if within else None
    own = value.get("source") if isinstance(value, dict) else None
    return value, cited if own is None else own


def _source_id(cited: Any) -> str:
    """The id of a source as it is cited, by itself or with a place in it."""
    return str(cited.get("id") if isinstance(cited, dict) else cited)


def _path_below(anchor: Anchor, key: str | None) -> DataPath:
    return anchor.path if key is None else (*anchor.path, *key.split("."))


def _quoted(anchor: Anchor, key: str | None, value: object) -> str:
    """What is quoted of a value by itself: text, and nothing where that would be a bare name.

    The key of a record, its id, or an id that stands for a record as an entry of a list,
    tells no more than its line.
    """
    if not isinstance(value, str):
        return ""
    is_entry = key is None and bool(anchor.path) and isinstance(anchor.path[-1], int)
    return "" if is_entry and len(value.split()) <= 1 else one_line(value)


def _list_quoted(document: Document, value: list[Any], place: Place) -> str:
    """What is quoted of a list: words that stand together on one line."""
    written = document.line_text(place.line)[place.column - 1 : place.end_column - 1]
    whole = place.line == place.end_line and written.startswith("[")
    return one_line(written) if whole and all(isinstance(one, str) for one in value) else ""


def _shown_path(anchor: Anchor, key: str | None) -> str:
    base = anchor.shown if anchor.shown is not None else path_text(anchor.path)
    return f"{base}.{key}" if base and key else base or key or ""


def source_words(source: SourceDocument) -> str:
    """A source as reports name it; what somebody said in an interview is theirs alone."""
    if source.kind == "interview":
        return "an interview"
    title = source.title or source.id
    version = f"version {source.version}" if source.version else ""
    dated = as_written(source.dated) if source.dated else ""
    said = ", ".join(part for part in (version, dated) if part)
    return f"{title} ({said})" if said else title
