"""Questions as sheets to answer on: one for each who would know, and one for what is private.

A sheet holds nothing of what is asked of others. Where answers go in a file stands apart, for
whoever keeps the file. Pure functions of one result.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from msgspec import Struct

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Who
from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.spots import where
from pitfall_audit.engine.entries import steps_of
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome
from pitfall_audit.engine.who_to_ask import IN_PRIVATE
from pitfall_audit.language import ENGLISH, numbered, spoken, translated, written_in
from pitfall_audit.report.fact_words import in_words
from pitfall_audit.report.listing import plain
from pitfall_audit.report.path_words import answered_in
from pitfall_audit.report.questions import Question, asked_of, checks_of, questions_in
from pitfall_audit.report.redaction import is_reduced
from pitfall_audit.report.wording import date_in_words, joined, within_a_sentence
from pitfall_audit.rules.form.messages import form_of
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "MARK", "WORDS", "Asked", "Letters", "Part", "Sheet", "letters_of", "mark_of", "respondents",
    "seal_in",
]  # fmt: skip

WORDS: Final[Mapping[str, Any]] = packaged_data("pitfall_audit.report", "letters.yaml")
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")
_NO_ANSWER: Final = ("none", "not-stated", "other", "others")
_SEAL: Final = 12
MARK: Final = re.compile(r"\[([a-z][a-z0-9-]*)/(.*)@([0-9a-f]*)\]\s*")
"""An arrangement, a place in its file and what tells the file as it was, above an answer."""
_SLUG: Final = re.compile(r"[a-z][a-z0-9-]*")


class Part(NamedTuple):
    """What is answered by itself: its place in the file, "" where no option writes it.

    ``about`` tells it from the others of its question; ``how`` says how it may be answered.
    """

    place: str
    about: str
    how: str


class Asked(Struct, frozen=True):
    """One question on a sheet.

    Where the answer goes in the file is said by ``parts``; what no option writes, ``by_hand``.
    """

    number: str
    texts: tuple[str, ...]
    about: str
    why: str
    how: str
    ticks: tuple[str, ...]
    parts: tuple[Part, ...]
    by_hand: tuple[str, ...]

    @property
    def sets(self) -> tuple[str, ...]:
        """The options of ``answer`` that write the answer, with dots in its place."""
        return tuple(f"--set {shlex.quote(one.place)}=…" for one in self.parts if one.place)

    @property
    def lines(self) -> range:
        """The lines to write on."""
        return range(2 + len(self.texts))


class Sheet(Struct, frozen=True):
    """What one respondent is asked about one arrangement, in private or not.

    ``seal`` tells the file as it was then from any other; it is empty where that is not known.
    """

    number: int
    who: str
    kind: Literal["open", "private", "person"]
    arrangement: EngagementResult
    greeting: tuple[str, ...]
    questions: tuple[Asked, ...]
    seal: str

    @property
    def private(self) -> bool:
        """Whether it is for nobody else's eyes."""
        return self.kind != "open"

    @property
    def heading(self) -> str:
        """What it is called: its number, whether it is private, and for whom it is."""
        said = {"number": self.number, "who": self.who}
        if self.private:
            return translated("Sheet %(number)s, private: for %(who)s", **said)
        return translated("Sheet %(number)s: for %(who)s", **said)


class Letters(Struct, frozen=True):
    """All sheets of a result, numbered.

    ``for_keeper`` says whether what whoever keeps the file needs goes with them. ``left_out``
    says in words what could be put on no sheet; it is empty where there is nothing of the kind.
    """

    result: AuditResult
    sheets: tuple[Sheet, ...]
    for_keeper: bool
    left_out: str

    @property
    def by_file(self) -> list[tuple[str, list[Sheet]]]:
        """The sheets of each arrangement, with the command that asks their questions."""
        sheets = gathered(self.sheets, lambda one: one.arrangement.file)
        return [
            (f"pitfall-audit answer {shlex.quote(plain(file))}", own)
            for file, own in sheets.items()
        ]


def letters_of(result: AuditResult, who: str | None = None) -> Letters:
    """Lay out the sheets of a result, those of each respondent together, the weightiest first.

    Those of one respondent alone, named in full or in part, keep the numbers that they have among
    all; what is for whoever keeps the file is then left out.
    """
    checks = checks_of(result.rules)
    sheets: list[Sheet] = []
    reduced = 0
    for engagement in result.engagements:
        asked: dict[str, list[tuple[str, Question]]] = {}
        for question in questions_in(engagement, checks):
            reduced += any(map(is_reduced, question.outcomes))
            for name in question.who if not any(map(is_reduced, question.outcomes)) else ():
                if (own := asked_of(question, name)).outcomes:
                    asked.setdefault(_privately(name) or name, []).append((name, own))
        for name, questions in asked.items():
            by_kind = gathered(questions, lambda one: _kind(*one))
            for kind in sorted(by_kind, key=("open", "private", "person").index):
                own_questions = [one for _, one in by_kind[kind]]
                number = len(sheets) + 1
                sheet = _sheet(number, name, kind, engagement, own_questions, result=result)
                sheets.append(sheet)
    wanted = (who or "").casefold()
    return Letters(
        result,
        tuple(one for one in sheets if wanted in one.who.casefold()),
        not who,
        numbered(
            reduced,
            "%(number)s question on ties and disputes stands on no sheet, for the result was "
            "written with --redact.",
            "%(number)s questions on ties and disputes stand on no sheet, for the result was "
            "written with --redact.",
        )
        if reduced
        else "",
    )


def respondents(result: AuditResult, language: str) -> list[str]:
    """For whom there are sheets in a language, as they are called in it."""

    def names() -> Iterator[list[str]]:
        shown = result
        if spoken() != ENGLISH:
            from pitfall_audit.report.result_language import in_language  # noqa: PLC0415

            shown = in_language(result)
        yield sorted({one.who for one in letters_of(shown).sheets})

    return next(written_in(language, names()))


def _kind(name: str, question: Question) -> Literal["open", "private", "person"]:
    if _privately(name) is not None:
        return "person"
    return "private" if question.private else "open"


def _privately(name: str) -> str | None:
    """Whom a question is for, where it is put in private; else None."""
    words = form_of(translated(IN_PRIVATE)).values_in(name)
    return words["who"] if words else None


def _sheet(
    number: int,
    who: str,
    kind: Literal["open", "private", "person"],
    engagement: EngagementResult,
    questions: Iterable[Question],
    *,
    result: AuditResult,
) -> Sheet:
    where = plain(engagement.organisation or "")
    at = translated(", at %(organisation)s", organisation=where) if where else ""
    said = {"title": f"“{plain(engagement.title)}”", "at": at, "date": date_in_words(result.as_of)}
    return Sheet(
        number,
        plain(within_a_sentence(who)),
        kind,
        engagement,
        tuple(translated(text, **said) for text in WORDS["greeting"][kind]),
        tuple(
            _asked(f"{number}.{at}", one, engagement, private=kind != "open")
            for at, one in enumerate(questions, 1)
        ),
        seal_in(result, engagement.file),
    )


def mark_of(sheet: Sheet, place: str) -> str:
    """What stands above an answer on a sheet that comes back; ``MARK`` reads it again."""
    return f"[{sheet.arrangement.id}/{place}@{sheet.seal}]"


def seal_in(result: AuditResult, file: str) -> str:
    """What tells a file of a result, as it was then, from any other: the start of its SHA-256."""
    return next((one.sha256[:_SEAL] for one in result.seals if one.file == file), "")


def _asked(
    number: str, question: Question, engagement: EngagementResult, *, private: bool
) -> Asked:
    texts = tuple(map(_for_people, question.texts))
    labels = [plain(one) for one in question.labels if one != engagement.title]
    said = " ".join(texts)
    rules = [check.rule for check in question.checks if check.rule is not None]
    places = dict.fromkeys(
        place for one in question.outcomes if _in(engagement, one) for place in one.unstated
    )
    settable = {place: name for place in places if (name := _settable(place, engagement))}
    by_command = bool(settable) and len(settable) == len(places)
    by_hand = [plain(rule.write_in) for rule in rules[:1] if rule.write_in]
    return Asked(
        number,
        texts,
        joined(labels) if any(one not in said for one in labels) else "",
        plain(rules[0].why) if rules else "",
        _how(places),
        tuple(map(translated, (*WORDS["answer"], *([WORDS["rather"]] if private else [])))),
        tuple(_parts(settable, question)) if by_command else (Part("", "", _how(places)),),
        ()
        if by_command
        else tuple(map(plain, answered_in(engagement, question.outcomes) or by_hand)),
    )


def _parts(places: Mapping[str, str], question: Question) -> Iterator[Part]:
    """Each place as ``answer`` takes it, with what tells it from the others where there are any."""
    labels = {
        place: next(plain(one.label) for one in question.outcomes if place in one.unstated)
        for place in places
    }
    alike = Counter(labels.values())
    for place, name in places.items():
        step = translated(str(steps_of(place)[-1][0]).replace("_", " "))
        key = f": {step}" if alike[labels[place]] > 1 else ""
        yield Part(name, f"{labels[place]}{key}" if len(places) > 1 else "", _how([place]))


def _in(engagement: EngagementResult, outcome: Outcome) -> bool:
    """Whether what is not stated of an outcome would stand in the engagement's own file."""
    return outcome.place is None or outcome.place.file == engagement.file


def _for_people(text: str) -> str:
    """A question without the sentences that tell in which field its answer is written."""
    sentences = _SENTENCE.split(plain(text))
    kept = " ".join(one for one in sentences if "`" not in one)
    return kept or plain(text).replace("`", "")


def _field(place: str) -> FieldOutline | None:
    return where(Engagement, tuple([step for step, _ in steps_of(place)]))[1]


def _settable(place: str, engagement: EngagementResult) -> str | None:
    """A place as ``answer --set`` takes it; None where it is in an entry that is not there yet."""
    steps = steps_of(place)
    if len(steps) == 1 or _field(place) is None:
        return None  # a whole section, or of what the file does not hold
    written, before = "", ""
    for step, so_far in steps:
        above = _field(before) if before else None
        in_list = above is not None and above.container == "list" and before.endswith(above.key)
        if in_list and isinstance(step, str):
            return None
        entry = engagement.entries.get(so_far)
        named = isinstance(step, int) and entry is not None and _SLUG.fullmatch(entry.name)
        written += f".{entry.name}" if entry and named else so_far.removeprefix(before)
        before = so_far
    return written


def _how(places: Iterable[str]) -> str:
    """In what ways a question may be answered, in words."""
    hows = [_how_of(field) for place in places if (field := _field(place)) is not None]
    one, *other = [*dict.fromkeys(filter(None, hows))][:2] or [translated(WORDS["how"]["else"])]
    said = translated("%(one)s; and %(other)s", one=one, other=other[0]) if other else one
    return f"{said[:1].upper()}{said[1:]}."


def _how_of(field: FieldOutline) -> str:
    words = [in_words(one) for one in field.words if one not in _NO_ANSWER]
    if len(words) > 1:
        key = "several" if field.container == "list" else "words"
        return translated(WORDS["how"][key], words=joined(words))
    if field.refers == "person" or (field.model is not None and issubclass(field.model, Who)):
        return translated(WORDS["how"]["person"])
    known = (WORDS["how"][one.name] for one in field.scalars if one.name in WORDS["how"])
    return translated(next(known, ""))
