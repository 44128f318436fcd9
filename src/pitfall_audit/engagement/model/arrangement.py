"""The frame of an arrangement: organisation, documents, groups, scope, and waivers."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.base import (
    BodyName,
    Model,
    PersonId,
    PostFirst,
    Record,
    RoleId,
    SourceId,
    YesOrSource,
)
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.scalars import (
    Count,
    Date,
    Day,
    Flag,
    Id,
    Listed,
    ListedText,
    Range,
    Shorthand,
    Text,
)
from pitfall_audit.engagement.model.vocabulary import (
    About,
    DescribedFrom,
    HowMuchRead,
    Level,
    Matter,
    NamedBeside,
    NamedBy,
    Nation,
    ObservationWeight,
    OrganisationKind,
    SaidAbout,
    SourceKind,
    SourceState,
)

__all__ = [
    "AffectedGroup", "Ages", "AlsoClaimed", "Correction", "Merit", "Observation", "Organisation",
    "SaidDifferently", "SaidInWords", "Scope", "SourceDocument", "Waiver",
]  # fmt: skip


# fmt: off
class Organisation(Record):
    """The organisation whose arrangement it is."""

    id: Id | None = optional("A name of its own, the same in every file.", "northfield")
    name: Text | None = optional("Its name.", "Northfield Mental Health NHS Trust")
    kind: OrganisationKind | None = optional("What kind of organisation it is.", "nhs-trust")
    nation: Nation | None = optional("Where it is, since duties differ.", "england")
    staff: Count | None = optional("How many people work for it.", "12")
    year_starts: Date | None = optional(
        "The day on which its years begin. Without it, `2025/26` may mean any day of both.",
        "1 April", "--04-01")
    closed_days: ListedText[Day] | None = optional(
        "Bank holidays, which are no working days.", ["2026-12-25", "2026-12-28"])


class SourceDocument(Model):
    """A document that the file rests on."""

    id: Id = Field(description="A name of its own, for citing it.", examples=["tor"])
    title: Text | None = optional("Its title.", "Panel terms of reference")
    kind: SourceKind | None = optional(
        "What kind of document it is. A `report` is the arrangement's own: what others write of "
        "it is `other`.", "terms-of-reference")
    read: HowMuchRead | None = optional(
        "How much of it was read. What a document does not say counts only where it was read "
        "whole; `part` where nothing is said.", "whole")
    sections_read: ListedText[Text] | None = optional(
        "Its sections that were read to their end, where it was read in part. What one of these "
        "would say, and does not, may be `not-stated`.", ["membership", "conduct"])
    state: SourceState | None = optional("Whether it is in force.", "issued")
    seen: Flag | None = optional(
        "Whether it was seen at all; `no` for one that another document only mentions.", "no")
    version: Text | None = optional("Its version.", "2.1")
    edition: Text | None = optional("Its edition, where it has several.", "second edition")
    dated: Date | None = optional("Its date, or the first where it was written over a time.",
                                  "2026-01-05")
    dated_until: Date | None = optional(
        "The last date, where it was written over a time, as pages of a site are.", "2026-03")
    binding: Flag | None = optional("Whether it binds those who agreed to it.", "no")
    valid_until: Date | None = optional("The last day on which it holds.", "2027-12-31")
    review_due: Date | None = optional("When it is next looked at.", "2027-01-31")
    link: Text | None = optional("Where it can be read.", "https://example.org/tor")
    described_from: DescribedFrom | None = optional(
        "Whose description it is, for everything that cites it, if not as for the whole file.",
        "published-documents")
    who_may_see: ListedText[Text] | None = optional(
        "Who may see it: `everyone`, where it is open to all, else who. Of an interview reports "
        "say “an interview”, and neither its title nor words from it.", ["audit team"], "everyone")
    names_people_beside: ListedText[NamedBeside] | None = optional(
        "What it says of people whom it names: a condition (`health`), that they are patients "
        "(`patienthood`), for whom they care (`caring`) and so on; `none` for nothing of the "
        "kind. What post or seat they have is nothing of the kind.",
        ["patienthood", "reason-for-leaving"], "none")
    named_by_own_choice: YesOrSource | None = optional(
        "Whether those whom it names so chose that, as the authors of a signed piece did.", "yes")
    replaces: SourceId | None = optional(
        "The id of an earlier version that it replaces.", "tor-2025")


class AlsoClaimed(Record):
    """What another document, or another passage, claims of the same arrangement."""

    level: Level | None = optional("The level of involvement it claims.", "consult")
    title: Text | None = optional("What it calls the arrangement.", "Carers on interview panels")


class Passage(Record):
    """What one document, or one passage, says of a matter."""

    text: Text = Field(description="What it says.", examples=["twelve members"])


class SaidDifferently(Record):
    """A matter of which two documents, editions or passages say different things."""

    about: Matter = Field(description="What it is about.", examples=["size"])
    role: RoleId | None = optional("The id of the role of which they say it.", "panel-member")
    body: BodyName | None = optional("The body of which they say it.", "panel")
    said: Listed[Annotated[Passage, Shorthand("text")]] = Field(
        min_length=2, description="What each of them says.",
        examples=[[{"text": "twelve members", "source": "tor"}, "up to fifteen"]])


class SaidInWords(Record):
    """A sentence for which there is no field, and what it is about."""

    about: SaidAbout = Field(description="What it is about.", examples=["support"])
    text: Text = Field(description="What it says, word for word.", examples=["We help each other."])


class Merit(Record):
    """Something that is done well, by what those say who know it."""

    text: Text = Field(
        description="What is done well, in a sentence that a board could repeat.",
        examples=["Members practise their questions together before the day."])
    said_by: ListedText[Text] | None = optional(
        "Who finds so: those who take part, a visitor, the organisation itself.", ["members"])


class Observation(Record):
    """Something that struck a reader, which no field holds and the organisation can answer."""

    text: Text = Field(
        description="What struck them, in a sentence that the organisation could answer.",
        examples=["Members may claim travel, and the claim needs a car."])
    about: SaidAbout | None = optional(
        "What it is about, so that it stands there in the report.", "payment")
    noted_by: ListedText[Text] | None = optional(
        "Who noted it: whoever reads the papers, a member, a visitor.", ["a member"])
    weight: ObservationWeight | None = optional(
        "How much hangs on it, `look-into` where nothing is written; `ask` makes it a question, "
        "and it is written as one.", "consider")
    answer: Text | None = optional(
        "What came of it, or what the organisation says to it; it is then told as settled.",
        "A taxi is booked for whoever asks.")


class Correction(Record):
    """What somebody says of what is written, or was found, of them. It changes no outcome."""

    by: PersonId = Field(description="The id of the person who says it.", examples=["asha"])
    said_on: Date = Field(description="The day on which they said it.", examples=["2026-06-01"])
    text: Text = Field(
        description="What they say, in their own words.",
        examples=["I sit as a carer, and not as a service user."])
    rule: Text | None = optional(
        "The id of the check that it answers; where nothing is written it stands beside all that "
        "was found of them.", "lone-member")


class Ages(Record):
    """An age band, in whole years; both ends belong to it."""

    from_: Count | None = optional("The youngest.", "11", alias="from")
    to: Count | None = optional("The oldest.", "17")


class AffectedGroup(Record):
    """People whom the subject touches."""

    id: Id = Field(description="A name of its own within the file.", examples=["inpatients"])
    words: Text | None = optional("What they are called.", "acute inpatients")
    about: About | None = optional("Whether they are service users or carers.", "service-users")
    ages: Ages | None = optional(
        "How old they are, where that matters.", {"from": "11", "to": "17"})
    size: Range | None = optional(
        "How many they are, roughly; groups below five are not named in reports.", "200")
    named_by: NamedBy | None = optional(
        "Who names the group: this arrangement, or the organisation's own analysis of equality.",
        "equality-analysis")
    reason_without_seat: Text | None = optional(
        "Why the group has no seat.", "people in intensive care; their families sit")


class Scope(Record):
    """What involvement can change here, and what it cannot."""

    can_change: ListedText[Text] | None = optional(
        "What people can change.", ["questions asked", "final choice"])
    cannot_change: ListedText[Text] | None = optional(
        "What is fixed; `none` where nothing is.", ["pay band", "number of posts"], "none")


class Waiver(Record):
    """That a finding is accepted for now, by whom, and why."""

    rule: Text = Field(description="The id of the check.", examples=["supporter-not-independent"])
    subject: Text | None = optional(
        "What it is accepted for, as findings name it.", "seats[panel-member/brian]")
    reason: Text | None = optional("Why.", "an outside advocate starts in May")
    owner: PostFirst | None = optional("Who sees to it meanwhile.", "HR business partner")
    approved_by: PostFirst | None = optional("Who agreed to this.", "company secretary")
    until: Date | None = optional("The last day on which it holds.", "2026-05-31")
