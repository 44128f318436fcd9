"""Every vocabulary of an engagement file, in one place.

A vocabulary is the set of words a field may hold; rules compare against these words. The
many names for people with lived experience are mapped to a capacity in ``capacities``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pitfall_audit.yaml.document_parts import packaged_data

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

__all__ = ["CapacityWord", "ExperienceWord", "FieldWord", "NamedCapacity", "capacity_words"]

# fmt: off
# --- who a person is ------------------------------------------------------------------

Capacity = Literal[
    "service-user", "carer", "other-lived-experience", "staff", "lay", "independent", "office"]
"""What somebody sits as. The first three are lived experience, and stay apart."""

LIVED_EXPERIENCE: tuple[Capacity, ...] = ("service-user", "carer", "other-lived-experience")

PostKind = Literal[
    "clinical", "care-worker", "lived-experience", "involvement", "management", "executive",
    "administration", "academic", "other"]

# --- the arrangement ------------------------------------------------------------------

DescribedFrom = Literal["own-records", "published-documents"]
HowMuchRead = Literal["whole", "part"]
SourceKind = Literal[
    "terms-of-reference", "role-description", "policy", "strategy", "plan", "minutes", "advert",
    "report", "page", "law", "interview", "news", "other"]
SourceState = Literal["draft", "proposed", "issued", "superseded"]
NamedBeside = Literal[
    "health", "patienthood", "caring", "need", "tie", "dispute", "conduct", "reason-for-leaving"]
Strength = Literal["must", "should", "may", "as-a-rule", "proposed", "expected"]
Matter = Literal[
    "status", "vote", "term", "renewal", "pay", "accountability", "size", "level", "powers",
    "deciding", "chair", "escalation", "dates", "name", "meaning", "speaks-for",
    "eligibility", "other"]
ObservationWeight = Literal["most", "look-into", "consider", "ask"]
SaidAbout = Literal[
    "promises", "voices", "recruitment", "roles", "support", "interests", "payment", "access",
    "safeguarding", "training", "ending", "impact", "diversity", "privacy", "other"]
Level = Literal["inform", "consult", "involve", "co-design", "co-produce", "user-led"]
Nation = Literal["england", "scotland", "wales", "northern-ireland", "outside-uk"]
OrganisationKind = Literal[
    "nhs-trust", "nhs-foundation-trust", "integrated-care-board", "gp-practice", "local-authority",
    "social-care-provider", "government", "regulator", "university", "school",
    "research-organisation", "charity", "user-led-organisation", "social-enterprise", "company",
    "other"]
EventKind = Literal[
    "set-up", "commissioned", "agreed", "consulted", "applications-opened", "applications-closed",
    "appointed", "elected", "joined", "left", "resigned", "term-ended", "died", "launched",
    "published", "spoke", "reviewed", "other"]
About = Literal["service-users", "carers", "both", "others"]
NamedBy = Literal["arrangement", "equality-analysis"]

# --- bodies ---------------------------------------------------------------------------

BodyKind = Literal[
    "board", "council", "committee", "panel", "group", "training", "research", "social"]
Powers = Literal["decide", "advise", "scrutinise", "learn"]
DecidesBy = Literal["vote", "consensus", "scores", "chair-decides", "does-not-decide"]
DecidesOn = Literal["money", "staffing", "complaints", "services", "policy", "research", "other"]
Handles = Literal[
    "complaints", "serious-incidents", "interviews", "deaths", "personal-stories", "other"]
ScoreWeight = Literal["equal", "lower", "advisory", "veto", "none"]
UserPanelResult = Literal["scored", "considered", "binding", "veto"]
AgendaSetter = Literal["chair", "secretary", "staff", "lived-experience-members", "all-members"]
Dissent = Literal["minuted", "own-note", "published", "outside"]
RestrictedTo = Literal[
    "own-experience", "own-case", "details-of-others", "private-gain", "press", "other"]
ChosenBy = Literal[
    "staff", "own-clinicians", "lived-experience-members", "all-members", "outside", "election",
    "lot"]
Declared = Literal[
    "money", "employment", "gifts", "family-and-friends", "care", "disputes", "other"]
JudgedAs = Literal["appointment", "appraisal", "assessment", "complaint", "incident-review"]
Stage = Literal[
    "planning", "role-design", "person-specification", "advert", "questions", "shortlisting",
    "interview", "scoring", "decision", "feedback", "design", "recruitment", "delivery", "analysis",
    "teaching", "assessment", "reporting", "evaluation"]
RemovalGround = Literal[
    "conduct", "disruption", "no-confidence", "absence", "ineligibility", "end-of-term", "other"]

# --- roles and seats ------------------------------------------------------------------

Status = Literal[
    "full-member", "co-opted", "in-attendance", "observer", "adviser", "gives-testimony",
    "co-trainer", "visiting-speaker", "co-researcher", "employee"]
ContractKind = Literal[
    "employed", "worker", "zero-hours", "bank", "agency", "self-employed", "volunteer-agreement",
    "not-employed"]
Attends = Literal["always", "alongside", "in-turn", "substitute"]
SpeaksFor = Literal["own-experience", "constituency", "organisation", "everyone", "nobody"]
ConstituencyLink = Literal["elected", "nominated", "resourced", "none"]
Expectation = Literal[
    "represent-everyone", "tell-own-story", "recruit-others", "be-always-available", "other"]
Disclosure = Literal["not-asked", "optional", "willingness-to-draw-on-experience", "particulars"]
TimeUnit = Literal["hours", "half-days", "days"]
Per = Literal["week", "month", "quarter", "year", "meeting"]

# --- support, ties and how they are handled -------------------------------------------

SupportKind = Literal[
    "peer", "practical", "emotional", "on-the-job", "chair-premeet", "mentoring", "advocacy",
    "other"]
SupportWhen = Literal["before", "during", "after"]
TieKind = Literal[
    "receives-care-from", "care-coordinated-by", "detained-by", "assessed-by", "supervised-by",
    "line-managed-by", "appraised-by", "funded-by", "family", "in-dispute-with", "employed-by",
    "trustee-of", "financial", "gift", "friend", "other"]
TieReason = Literal[
    "care", "detention", "supervision", "appraisal", "funding", "family", "dispute", "two-hats",
    "employment", "money", "friendship", "other"]
TakesOver = Literal[
    "supervision", "appraisal", "decision", "funding", "chairing", "care", "support", "other"]

# --- promises, answers, voices --------------------------------------------------------

PaidBy = Literal["bank-transfer", "cash", "cheque", "payroll", "voucher"]
Affected = Literal["benefits", "tax", "immigration-status"]
PromiseKind = Literal["deliverable", "standing-rule", "aim", "step"]
BodyState = Literal["planned", "begun", "blocked", "paused", "ended"]
PromiseStatus = Literal[
    "planned", "open", "in-progress", "kept", "declined", "withdrawn", "superseded"]
ComplaintKind = Literal[
    "complaint", "concern", "appeal", "tribunal", "legal-claim", "suggestion", "other"]
ComplaintRules = Literal["nhs-and-social-care", "own-policy"]
Response = Literal["accepted", "part", "declined"]
StatementKind = Literal[
    "claim", "finding", "decision", "minute", "summary", "strategy", "report", "publicity", "other"]

# --- practice -------------------------------------------------------------------------

ChannelKind = Literal[
    "open-advert", "partner-group", "self-referral", "election", "outreach", "social-media",
    "word-of-mouth", "staff-nomination", "invitation", "existing-members", "own-website",
    "waiting-room", "other"]
Mode = Literal["online", "in-person", "hybrid", "phone", "post", "email", "visit"]
TimeBand = Literal["daytime", "evening", "weekend", "flexible"]
CriterionKind = Literal[
    "lived-experience", "board-level-experience", "qualification", "fluent-english", "email",
    "own-transport", "being-well-enough", "ease-with-professionals", "other"]
FeeUnit = Literal[
    "hour", "half-day", "day", "session", "meeting", "week", "month", "year", "task"]
FeeKind = Literal[
    "fee", "wage", "allowance", "honorarium", "voucher", "thank-you", "in-kind"]
FeeCovers = Literal[
    "meetings", "preparation", "travel-time", "training", "debriefing", "travel-costs"]
ExpensesPaid = Literal["upfront", "direct", "same-day", "with-receipts", "in-arrears"]
ExpensesCover = Literal[
    "travel", "care", "childcare", "personal-assistant", "supporter", "meals", "accommodation",
    "communication", "data-and-phone", "equipment", "lost-pay", "all", "other"]
PaidFor = Literal[
    "on-benefits", "not-on-benefits", "service-users", "carers", "lay-members", "professionals",
    "staff"]
PayDependsOn = Literal[
    "benefits-status", "team-budget", "capacity", "agreed-with-each", "experience", "host", "place",
    "task", "way-of-taking-part", "when-joined"]
PaidOnTo = Literal["host", "employer", "charity", "other"]
BenefitsAdvice = Literal["independent", "in-house", "own-responsibility", "none"]
ContactWith = Literal["children", "adults-at-risk", "both", "neither"]
ChecksAskedOf = Literal["all", "by-activity", "nobody"]
CheckLevel = Literal["basic", "standard", "enhanced", "enhanced-with-barred-list"]
FeedbackGiven = Literal["unasked", "on-request", "never"]
Effect = Literal["positive", "negative", "mixed", "none"]
Sharing = Literal["restricted", "shared", "published"]
# fmt: on


def _normal(word: str) -> str:
    """The word without its case, and with hyphens and underscores read as spaces."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


class _Words(NamedTuple):
    """What ``capacities.yaml`` says: of each word its capacity, and why others are refused."""

    capacity_of: Mapping[str, Capacity]
    ambiguous: Mapping[str, str]
    not_lived: Mapping[str, str]


@cache
def _words() -> _Words:
    """Read ``capacities.yaml``, when it is first needed."""
    data = packaged_data("pitfall_audit.engagement.model", "capacities.yaml")
    table: dict[str, Capacity] = {}
    for capacity in get_args(Capacity):
        table[_normal(capacity)] = capacity
        for word in data["words"][capacity]:
            table[_normal(word)] = capacity
            table.setdefault(_normal(word) + "s", capacity)
    return _Words(table, data["ambiguous"], data["not-lived"])


def capacity_words() -> Mapping[str, Capacity]:
    """Each word that is understood, in lower case with spaces, and its capacity."""
    return _words().capacity_of


class NamedCapacity(NamedTuple):
    """A capacity, and the word that the file used for it: rules read one, people the other."""

    capacity: Capacity
    word: str

    @property
    def lived(self) -> bool:
        """Whether the capacity is lived experience: service user, carer or another."""
        return self.capacity in LIVED_EXPERIENCE


class FieldWord(NamedTuple):
    """Reads a word of the field's as a :class:`NamedCapacity`; ``lived`` refuses the others."""

    lived: bool

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.chain_schema(
            [
                core_schema.str_schema(strict=True),
                core_schema.no_info_plain_validator_function(partial(_read, self.lived)),
            ]
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"enum": list(self.accepted)}, {"type": "string"}]}

    @property
    def accepted(self) -> tuple[Capacity, ...]:
        """The capacities that the field takes."""
        return LIVED_EXPERIENCE if self.lived else get_args(Capacity)


@lru_cache(maxsize=1024)
def _read(lived: bool, text: str) -> NamedCapacity:
    normal = _normal(text)
    capacity = capacity_words().get(normal)
    if capacity is None:
        raise PydanticCustomError(
            "capacity_unknown", "{hint}", {"hint": _words().ambiguous.get(normal, ""), "word": text}
        )
    if lived and capacity not in LIVED_EXPERIENCE:
        raise PydanticCustomError(
            "capacity_not_lived", "{hint}", {"hint": _words().not_lived[capacity], "word": text}
        )
    return NamedCapacity(capacity, text)


CapacityWord = Annotated[NamedCapacity, FieldWord(lived=False)]
"""What somebody sits as, in the field's words."""
ExperienceWord = Annotated[NamedCapacity, FieldWord(lived=True)]
"""A lived experience, in the field's words."""
