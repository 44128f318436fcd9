"""Results to render in tests: a small one, one with everything, a clean one, and any at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from pitfall_audit.engine.on_demand import Headed, json_in, squeezed_json, unpacked
from pitfall_audit.engine.questions import questions_of
from pitfall_audit.engine.result import (
    Accepted,
    AuditResult,
    EngagementResult,
    Evidence,
    Ground,
    Outcome,
    OutcomeKind,
    Picture,
    PictureBody,
    PictureParty,
    PictureSeat,
    PictureSupport,
    PictureTie,
    PitfallId,
    RuleSummary,
    Severity,
    Source,
    StandardSummary,
    TieState,
    Tool,
    WaiverUse,
)
from pitfall_audit.engine.summaries import head_of
from pitfall_audit.report.engagement_view import packed_digest
from pitfall_audit.yaml.places import Place, Problem, Related

__all__ = [
    "audit_results",
    "clean_result",
    "empty_result",
    "full_result",
    "on_demand",
    "several_result",
    "small_result",
    "with_outcomes",
]

PANEL = "examples/interview-panel.yaml"
SEAT = "examples/board-seat.yaml"

STANDARDS = (
    StandardSummary(
        "involve-briefing",
        "INVOLVE briefing notes",
        "National Institute for Health Research",
        2012,
        "https://www.invo.org.uk/be-clear-with-the-people-you-want-to-involve/",
        "read",
    ),
    StandardSummary(
        "nice-lay-membership",
        "NICE lay membership, payment tiers and interests",
        "NICE",
        2019,
        "https://blogs.bmj.com/bmj/2019/04/01/angela-coulter/",
        "opening-read",
    ),
    StandardSummary(
        "4pi",
        "4Pi National Involvement Standards",
        "National Survivor User Network",
        2015,
        "https://www.nsun.org.uk/projects/4pi-involvement-standards/",
        "not-opened",
    ),
)

RULES = (
    RuleSummary(
        "promise-overdue",
        "promises",
        "A promise is past its date and nobody was told",
        "core",
        "The people it was made to are still waiting. Silence after a promise costs more trust "
        "than a plain no.",
        "Do what was promised, or tell the people it was made to the new date, or that it will "
        "not happen and why. Write down when they were told.",
        "What came of this promise, and when were people told?",
        (Ground("4pi", "bears-on"), Ground("article:promises", "bears-on")),
        {"days_over": 30},
        False,
    ),
    RuleSummary(
        "users-and-carers-merged",
        "voices",
        "Service users and carers are counted as one",
        "core",
        "A body can turn out to be all carers, or all service users, and nobody sees it.",
        "Write beside each seat whether it is for a service user or a carer, and aim for both.",
        "Which of these seats are for service users, and which for carers?",
        (Ground("4pi", "derived"),),
        {},
        False,
    ),
    RuleSummary(
        "closed-recruitment",
        "recruitment",
        "People are found by invitation only",
        "standard",
        "Those who are already known get asked again, and few are heard.",
        "Add one open route, and one partner who reaches people you do not.",
        "How do people hear that they can take part?",
        (Ground("4pi", "bears-on"),),
        {},
        False,
    ),
    RuleSummary(
        "role-status-undefined",
        "roles",
        "The status of a seat is not stated",
        "core",
        "People who do not know whether they are full members expect too much, or too little.\n"
        "\nBoth end in disappointment that a line in the terms of reference prevents.",
        "Write in the terms of reference whether the seat is a full member, co-opted, in "
        "attendance or an adviser, and tell the person before they say yes.",
        "What is the status of this seat, and has the person been told?",
        (
            Ground("involve-briefing", "derived"),
            Ground("nice-lay-membership", "bears-on"),
            Ground("article:roles", "bears-on"),
        ),
        {},
        False,
    ),
    RuleSummary(
        "vote-unstated",
        "roles",
        "It is not stated whether the seat has a vote",
        "core",
        "A vote that is discovered at the first vote divides the table.",
        "State yes, no, or that this body does not vote.",
        "Does this seat vote, score or decide as the others do?",
        (Ground("nice-lay-membership", "bears-on"),),
        {},
        False,
    ),
    RuleSummary(
        "no-peer-support",
        "support",
        "Someone sits alone, with nobody named to support them",
        "core",
        "Alone among professionals, even a confident person is easily talked past.",
        "Name someone for practical support and someone to talk to, or add a second seat.",
        "Who supports this person before, during and after the meeting?",
        (Ground("involve-briefing", "bears-on"), Ground("article:support", "bears-on")),
        {"other_members": 3},
        False,
    ),
    RuleSummary(
        "cared-for-by-colleague",
        "boundaries",
        "Someone sits with a person who cares for them, and it is not handled",
        "core",
        "It may work out well. The difference in power is real either way, and is easier to "
        "carry when it is named.",
        "Acknowledge the tie with both, agree handling that the service user chooses and that "
        "asks something of the member of staff, and set a date to look again.",
        "Has everyone on this body been asked, in private, whether they meet in care?",
        (Ground("article:boundaries", "bears-on"), Ground("4pi", "derived")),
        {},
        True,
    ),
    RuleSummary(
        "own-clinician-supervises",
        "boundaries",
        "A seat is supervised by the person's own clinician",
        "core",
        "Care and role can each come to be used against the other.",
        "Change who supervises the role. The person's care stays as it is.",
        "Does anyone who supervises a seat also treat the person in it?",
        (Ground("4pi", "derived"),),
        {},
        True,
    ),
)


def _place(file: str, line: int, path: str, excerpt: str = "") -> Place:
    return Place(file, line, 5, line, 5 + max(len(excerpt), 1), excerpt, path)


MARY = Outcome(
    rule="role-status-undefined",
    subject="seats[carer-member/mary]",
    label="Carer member (mary)",
    outcome="failed",
    message="Carer member (mary): whether this is a full and equal seat is not stated.",
    severity="error",
    place=_place(SEAT, 7, "roles[0].status", "carer-member"),
    unstated=("status",),
)


def _like_mary(rule: str, outcome: OutcomeKind, message: str) -> Outcome:
    return Outcome(rule, MARY.subject, MARY.label, outcome, message)


BOARD_PICTURE = Picture(
    bodies=(
        PictureBody(
            "quality-committee",
            "quality committee",
            (PictureSeat("Carer member", "mary", "carer", True),),
            ties="to-ask",
        ),
    )
)

BOARD_SEAT = EngagementResult(
    file=SEAT,
    id="board-seat",
    title="Carer on the quality committee",
    organisation=None,
    described_from="own-records",
    ties="none-given",
    sources=(),
    outcomes=(
        MARY,
        replace(
            _like_mary("vote-unstated", "cannot-tell", "Does Carer member (mary) vote?"),
            unstated=("decides_by",),
            place=_place(SEAT, 8, "roles[0].body", "quality committee"),
        ),
        replace(
            _like_mary(
                "no-peer-support",
                "failed",
                "Carer member (mary) sits alone on the quality committee, and nobody is named to "
                "support them.",
            ),
            severity="warning",
            would_raise="the body is a board, council, panel or committee",
            unstated=("kind",),
            place=_place(SEAT, 9, "roles[0].holders[0]", "mary"),
        ),
        replace(
            _like_mary(
                "cared-for-by-colleague",
                "cannot-tell",
                "Has everyone on the quality committee been asked whether they meet in care?",
            ),
            unstated=("ties",),
            group="bodies[quality-committee]",
            private=True,
        ),
        replace(
            _like_mary(
                "own-clinician-supervises",
                "cannot-tell",
                "Does anyone who supervises a seat on the quality committee treat the person in "
                "it?",
            ),
            unstated=("ties",),
            group="bodies[quality-committee]",
            private=True,
        ),
        replace(
            _like_mary(
                "users-and-carers-merged", "passed", "Carer member: the seat is for a carer."
            ),
            evidence=Evidence(None),
            earned=True,
        ),
        _like_mary("promise-overdue", "not-applicable", "No promise is listed."),
    ),
    picture=BOARD_PICTURE,
)


def _seat(person: str, title: str = "Panel member") -> tuple[str, str]:
    return f"seats[panel-member/{person}]", f"{title} ({person})"


PANEL_PICTURE = Picture(
    bodies=(
        PictureBody(
            "panel",
            "Interview panel",
            (
                PictureSeat("Panel member with lived experience", "asha", "survivor", True),
                PictureSeat("Panel member with lived experience", "brian", "carer", True),
                PictureSeat("Panel member", "cleo", None, None),
                PictureSeat("Panel member", "dev", "patient", True, current=False),
                PictureSeat("Panel member", None, "carer", True, True, False, places=2),
                PictureSeat("Chair", "jo", "ward nurse", False),
            ),
            other_members=3,
            ties="attested",
        ),
    ),
    others=(
        PictureParty("sam", True, "peer worker", True),
        PictureParty("involvement office", False),
    ),
    supports=(
        PictureSupport("asha", "sam"),
        PictureSupport("cleo", "involvement office", by_person=False),
        PictureSupport("asha", "involvement office", by_person=False),
        PictureSupport("brian", None, declined=True),
    ),
    ties=(
        PictureTie("asha", "jo", "handled", bodies=("panel",)),
        PictureTie("brian", "jo", "needs-attention", severity="warning", bodies=("panel",)),
        PictureTie("cleo", "jo", "to-ask", bodies=("panel",)),
        PictureTie("cleo", "involvement office", "attested", other_is_person=False),
        PictureTie("asha", "sam", "not-looked-at"),
    ),
)

PANEL_ENGAGEMENT = EngagementResult(
    file=PANEL,
    id="ward-interview-panels",
    title="Service users and carers on ward interview panels",
    organisation="Northfield Mental Health NHS Trust",
    described_from="own-records",
    ties="ties-file",
    sources=(
        Source("tor", "Panel terms of reference", "2.1", "2026-01-05"),
        Source("minutes", "Minutes of the involvement group"),
    ),
    outcomes=(
        Outcome(
            "promise-overdue",
            "promises[feedback]",
            "You will be told who was appointed",
            "failed",
            "“You will be told who was appointed, and why, within two weeks” was due on "
            "28 February 2026, and nobody has been told what came of it.",
            "error",
            _place(PANEL, 88, "promises[0].due", "2026-02-28"),
            (Related(_place(PANEL, 90, "promises[0].told"), "nobody is named as told"),),
            details=("122 days past its date.", "Made to asha and brian."),
            evidence=Evidence("Panel terms of reference, 2.1, 5 January 2026", "section 4"),
        ),
        Outcome(
            "closed-recruitment",
            "recruitment",
            "Recruitment",
            "failed",
            "People are found through staff nomination and by invitation only.",
            "warning",
            _place(PANEL, 101, "recruitment.channels", "[{kind: staff-nomination}]"),
            evidence=Evidence(None),
        ),
        *(
            Outcome(
                "role-status-undefined",
                *_seat(person),
                "failed",
                f"Panel member ({person}): whether this is a full and equal seat is not stated.",
                "error",
                _place(PANEL, line, f"roles[0].holders[{index}]", f"{{person: {person}}}"),
            )
            for index, (person, line) in enumerate((("asha", 52), ("brian", 53)))
        ),
        Outcome(
            "vote-unstated",
            *_seat("asha"),
            "passed",
            "Panel member (asha): has a vote.",
            earned=True,
            evidence=Evidence("Panel terms of reference, 2.1, 5 January 2026", "section 3"),
        ),
        Outcome(
            "vote-unstated",
            *_seat("brian"),
            "passed",
            "Panel member (brian): has a vote.",
            earned=True,
            evidence=Evidence(None),
        ),
        *(
            Outcome(
                "no-peer-support",
                *_seat(person),
                "cannot-tell",
                f"Who supports Panel member ({person}) before, during and after?",
                unstated=("support",),
                group="bodies[panel]",
                who="jo, chair of Interview panel",
            )
            for person in ("asha", "brian")
        ),
        Outcome(
            "cared-for-by-colleague",
            "ties[asha/jo/receives-care-from]",
            "asha and jo",
            "passed",
            "asha and jo know of their connection and have agreed how to handle it: Jo hands the "
            "chair to the HR lead when Asha sits. It may work out well.",
            evidence=Evidence(None),
            private=True,
            earned=True,
        ),
        Outcome(
            "own-clinician-supervises",
            "bodies[panel]",
            "Interview panel",
            "passed",
            "Everyone on the panel has been asked, and what came up is handled privately.",
            attested=True,
            private=True,
            earned=True,
        ),
        *(
            Outcome(
                "users-and-carers-merged",
                *_seat(person),
                "not-applicable",
                f"Panel member ({person}): no count of seats is given.",
            )
            for person in ("asha", "brian")
        ),
    ),
    picture=PANEL_PICTURE,
)

TIDY = EngagementResult(
    file="examples/training.yaml",
    id="training",
    title="Teaching sessions for student nurses",
    organisation="Northfield University",
    described_from="published-documents",
    ties="in-file",
    sources=(),
    outcomes=(
        Outcome(
            "role-status-undefined",
            "seats[co-trainer/sam]",
            "Co-trainer (sam)",
            "passed",
            "Co-trainer (sam): the status is stated.",
            evidence=Evidence("Handbook, 2025", None),
            earned=True,
        ),
    ),
)


def on_demand(
    engagements: Sequence[EngagementResult], rules: Sequence[RuleSummary] | None = None
) -> Headed[EngagementResult]:
    """The same engagements outside memory, as where there are many; with digests by some rules."""
    laid = [squeezed_json(one) for one in engagements]

    def make(at: int) -> EngagementResult:
        made: EngagementResult = unpacked(laid[at], EngagementResult)
        return made

    by_id = {rule.id: rule for rule in rules or ()}
    digests = None if rules is None else [packed_digest(one, by_id) for one in engagements]
    heads = tuple(map(head_of, engagements))
    if digests is None:
        return Headed(make, heads)
    return Headed(make, heads, digests, as_json=lambda at: json_in(laid[at]))


def with_outcomes(engagement: EngagementResult, *outcomes: Outcome) -> EngagementResult:
    """The engagement with other outcomes, and with the questions that these come to."""
    rules = {rule.id: rule for rule in RULES}
    return replace(engagement, outcomes=outcomes, questions=questions_of(outcomes, rules))


def small_result() -> AuditResult:
    """The smallest useful file: two findings, questions, one thing in place."""
    return AuditResult(
        schema_version=1,
        tool=Tool("pitfall-audit", "0.1.0"),
        as_of="2026-06-30",
        fail_on="error",
        files=(SEAT,),
        files_passed_over={},
        ties_files=(),
        engagements=(with_outcomes(BOARD_SEAT, *BOARD_SEAT.outcomes),),
        problems=(),
        rules=RULES,
        rules_not_run={"lone-member": "left out by --ignore"},
        standards=STANDARDS,
    )


def full_result() -> AuditResult:
    """One engagement with everything: all outcomes, a problem, a check that broke off."""
    broken = Outcome(
        "rule-error",
        "seats[panel-member/asha]",
        "Panel member (asha)",
        "error",
        "house-rule could not be completed: no such overload.",
    )
    return replace(
        small_result(),
        files=(PANEL, "examples/notes.yaml", "examples/unfinished.yaml"),
        files_passed_over={"examples/notes.yaml": "has no version, id or title"},
        ties_files=("private/ties.yaml",),
        engagements=(with_outcomes(PANEL_ENGAGEMENT, *PANEL_ENGAGEMENT.outcomes, broken),),
        problems=(
            Problem(
                "unknown-key",
                "“staus” is not a key of a role.",
                Place("examples/unfinished.yaml", 9, 5, 9, 10, "    staus: full-member"),
                "Did you mean “status”?",
                (Related(_place("examples/unfinished.yaml", 4, "roles"), "in this role"),),
            ),
        ),
    )


def several_result() -> AuditResult:
    """Three engagements of two organisations, one of them without findings."""
    return replace(
        small_result(),
        files=(SEAT, PANEL, TIDY.file),
        engagements=tuple(
            with_outcomes(each, *each.outcomes) for each in (BOARD_SEAT, PANEL_ENGAGEMENT, TIDY)
        ),
        ties_files=("private/ties.yaml",),
    )


def clean_result() -> AuditResult:
    """One engagement with nothing to attend to and nothing to ask."""
    return replace(small_result(), files=(TIDY.file,), engagements=(TIDY,))


def empty_result() -> AuditResult:
    """A run that found no engagement at all."""
    return replace(small_result(), files=(), engagements=())


def audit_results(text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[AuditResult]:
    """Any result at all, small; each of its texts is drawn from ``text``."""
    words = st.text(max_size=8) if text is None else text
    maybe = st.none() | words

    def some(of: st.SearchStrategy[object], most: int = 2) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(of, max_size=most).map(tuple)

    number = st.integers(min_value=0, max_value=10**6)
    places = st.builds(Place, words, number, number, number, number, words, words)
    related = st.builds(Related, places, words)
    problems = st.builds(Problem, words, words, places, words, some(related, 1))
    # A few fixed ids, so that outcomes often belong to a rule of the result.
    rule_ids = st.sampled_from([rule.id for rule in RULES[:3]]) | words
    outcomes = st.builds(
        Outcome,
        rule=rule_ids,
        subject=words,
        label=words,
        outcome=st.sampled_from(get_args(OutcomeKind)),
        message=words,
        severity=st.none() | st.sampled_from(get_args(Severity)),
        place=st.none() | places,
        related=some(related, 1),
        unstated=some(words),
        would_raise=maybe,
        details=some(words),
        evidence=st.none() | st.builds(Evidence, maybe, maybe),
        attested=st.booleans(),
        private=st.booleans(),
        group=maybe,
        who=maybe,
        stake=st.none() | st.sampled_from(get_args(Severity)),
        touches=st.integers(1, 9),
        earned=st.booleans(),
        accepted=st.none()
        | st.builds(Accepted, st.sampled_from(["waiver", "baseline"]), words, words, words, words),
    )
    states = st.sampled_from(get_args(TieState))
    seats = st.builds(
        PictureSeat, words, maybe, maybe, st.none() | st.booleans(), st.booleans(), st.booleans(),
        st.integers(1, 3),
    )  # fmt: skip
    bodies = st.builds(
        PictureBody, words, words, some(seats, 4), st.none() | number, st.none() | states
    )
    pictures = st.builds(
        Picture,
        bodies=some(bodies),
        others=some(st.builds(PictureParty, words, st.booleans(), maybe, st.none())),
        supports=some(st.builds(PictureSupport, words, maybe, st.booleans(), st.booleans())),
        ties=some(
            st.builds(
                PictureTie, words, words, states, st.booleans(),
                st.none() | st.sampled_from(get_args(Severity)), some(words, 1),
            )
        ),
    )  # fmt: skip
    engagements = st.builds(
        EngagementResult,
        file=words,
        id=words,
        title=words,
        organisation=maybe,
        described_from=st.sampled_from(["own-records", "published-documents"]),
        ties=st.sampled_from(["in-file", "ties-file", "none-given", "not-usable"]),
        sources=some(st.builds(Source, words, words, maybe, maybe)),
        outcomes=some(outcomes, 5),
        picture=pictures,
        waivers=some(
            st.builds(
                WaiverUse,
                words,
                words,
                st.builds(Accepted, st.just("waiver"), words),
                places,
                st.sampled_from(["in-force", "expired"]),
                st.booleans(),
            ),
            1,
        ),
    ).map(lambda each: with_outcomes(each, *each.outcomes))
    standard_ids = st.sampled_from(["4pi", "article", "article:roles"]) | words
    rules = st.builds(
        RuleSummary,
        id=rule_ids,
        pitfall=st.sampled_from(get_args(PitfallId)),
        title=words,
        level=st.sampled_from(["core", "standard", "thorough"]),
        why=words,
        remedy=words,
        question=words,
        grounds=some(st.builds(Ground, standard_ids, st.sampled_from(["bears-on", "derived"]))),
        thresholds=st.dictionaries(
            words, st.integers() | st.floats(allow_nan=False, allow_infinity=False), max_size=2
        ),
        private=st.booleans(),
    )
    standards = st.builds(
        StandardSummary,
        id=standard_ids,
        name=words,
        publisher=words,
        year=st.none() | st.integers(),
        link=words | words.map(lambda rest: f"https://{rest}"),
        verified=st.sampled_from(["read", "opening-read", "not-opened"]),
    )
    return st.builds(
        AuditResult,
        schema_version=st.just(1),
        tool=st.builds(Tool, words, words),
        as_of=words | st.dates().map(lambda date: date.isoformat()),
        fail_on=st.sampled_from(["error", "warning", "advice", "never"]),
        files=some(words),
        files_passed_over=st.dictionaries(words, words, max_size=1),
        ties_files=some(words),
        engagements=some(engagements),
        problems=some(problems),
        rules=some(rules, 3),
        rules_not_run=st.dictionaries(words, words, max_size=2),
        standards=some(standards),
    )
