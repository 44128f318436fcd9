"""The boards, panels, committees and groups on which people sit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pitfall_audit.engagement.model.records import optional

from .base import GroupId, PersonFirst, PostFirst, Record, RoleId, YesOrSource
from .body_parts import (
    Composition,
    Interests,
    InTheRoom,
    Judged,
    Link,
    Meetings,
    Panel,
    Papers,
    Removal,
    Restriction,
    TwoHats,
)
from .practice import Contact
from .scalars import Date, Days, Flag, Listed, ListedText, Range, Shorthand, Text
from .vocabulary import (
    About,
    AgendaSetter,
    BodyKind,
    BodyState,
    DecidesBy,
    DecidesOn,
    Dissent,
    Handles,
    Powers,
    Stage,
)

__all__ = ["AlsoStatedOfBody", "Body"]


# fmt: off
class AlsoStatedOfBody(Record):
    """What another document, or another passage, says of the same body."""

    powers: Powers | None = optional("What it says that the body may do.", "advise")
    decides_by: DecidesBy | None = optional("How it says that the body decides.", "consensus")
    escalation: ListedText[Text] | None = optional(
        "To whom it says that a concern goes.", ["the chair"])
    title: Text | None = optional("What it calls the body.", "Appointments panel")


class Body(Record):
    """A board, council, committee, panel or group."""

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "members": "`holders` under `roles`, in the shape "
            "`roles: [{id: …, body: …, holders: […]}]`",
        }
    )

    title: Text | None = optional("Its name.", "Interview panel")
    kind: BodyKind | None = optional(
        "What kind of body it is. A `panel` interviews, selects or judges; one that only gives "
        "its views is a `group`, and one that steers or does research is `research`.", "panel")
    purpose: Text | None = optional(
        "What this body is for. What the whole arrangement is for is `purpose` of the file.",
        "To appoint ward nurses.")
    state: BodyState | None = optional("How far it has come.", "begun")
    starts: Date | None = optional("When it begins.", "2026-01-12")
    ends: Date | None = optional("When it is to end, if it is.", "2027-01-11")
    ends_with: Text | None = optional(
        "What it ends with, or on what it depends that it goes on, where no day is named.",
        "the grant of the council")
    review_due: Date | None = optional("When it is next looked at.", "2026-12-01")
    reviewed_on: Date | None = optional("When it was last looked at.", "2025-12-01")
    review_every: Text | None = optional("How often it is looked at.", "every year")
    set_up_by: ListedText[Text] | None = optional(
        "Who set it up; kept for readers.", ["trust board"])
    hosted_by: ListedText[Text] | None = optional(
        "The organisation at which it is; kept for readers.", ["Northfield carers centre"])
    reports_to: ListedText[Text] | None = optional(
        "The bodies or posts that it reports to; kept for readers.", ["quality committee"])
    fed_by: ListedText[Text] | None = optional(
        "The groups whose views come to it; kept for readers.", ["ward forums"])
    links_with: Listed[Annotated[Link, Shorthand("body")]] | None = optional(
        "Other bodies with which it has to do, where neither reports to the other nor gives it "
        "its views.", [{"body": "safeguarding board", "how": "joint projects"}])
    powers: Powers | None = optional("The most that it may do.", "decide")
    also_stated: Listed[AlsoStatedOfBody] | None = optional(
        "What another document, or another passage, says of the same body.",
        [{"source": "page", "powers": "advise"}])
    decides_by: DecidesBy | None = optional("How it comes to a decision.", "vote")
    if_no_agreement: Text | None = optional(
        "What happens when its members can't agree, or who settles it then.",
        "the chair and the vice-chair settle it together, and say why")
    dissent: ListedText[Dissent] | None = optional(
        "What a member who disagrees can have: it is `minuted`, they may write an `own-note`, it "
        "is `published` with the advice, there is a way to somebody `outside`; `none` for nothing.",
        ["minuted", "own-note"])
    decides_on: ListedText[DecidesOn] | None = optional("What it decides on.", ["staffing"])
    handles: ListedText[Handles] | None = optional(
        "Demanding work that members take part in.", ["complaints", "serious-incidents"])
    concerns: About | None = optional("Whose experience its work is about.", "service-users")
    main_groups: ListedText[GroupId] | None = optional(
        "The affected groups that the body is about, by id.", ["inpatients"])
    one_sided_reason: Text | None = optional(
        "Why those whom the work is about do not sit on it themselves.",
        "the service is for children under 11; their parents sit")
    scrutinises: ListedText[Text] | None = optional(
        "The teams or services it advises on or scrutinises.", ["crisis-service"])
    judges: Listed[Judged] | None = optional(
        "Whom it appoints, appraises, assesses or reviews.", [{"person": "jo"}])
    decides_about_roles: ListedText[RoleId] | None = optional(
        "Roles in this file that it decides about, by id.", ["peer-worker"])
    other_members: Range | None = optional(
        "How many members without lived experience are not listed in this file.", "3")
    composition: Listed[Composition] | None = optional(
        "Of whom it is made up, by its rules, where these say it for the whole body; service "
        "users and carers in entries of their own sit apart, and are no pool.",
        [{"of": "service-user", "number": "at least 2"}, {"of": "carer", "share": "a third"}])
    quorum: Text | None = optional(
        "How many have to be there, and of whom. Kept for readers.", "half, with one carer")
    rotation: Text | None = optional(
        "How places change hands. Kept for readers.", "a third of the seats each year")
    user_led: YesOrSource | None = optional(
        "Whether people with lived experience lead it and are most of its members.", "no")
    members_use_this_service: YesOrSource | None = optional(
        "Whether members use the service that the body belongs to, as patients do in a practice's "
        "patient group.", "yes")
    everyone_is_a_patient_of_staff: YesOrSource | None = optional(
        "Whether all lived-experience members are patients of the staff present, as in a "
        "practice's patient group: one finding then speaks for the body, not one a pair.", "no")
    detained_or_dependent: YesOrSource | None = optional(
        "Whether members are detained by the service, or depend on it closely.", "no")
    attendance_reveals_condition: Flag | None = optional(
        "Whether being a member, or being seen there, tells others of a condition.", "no")
    members_published: YesOrSource | None = optional(
        "Whether anybody can see who its members are, as on a public page.", "no")
    chair: PersonFirst | None = optional(
        "The chair: the id of a person, or a post.", "jo", {"post": "director of nursing"})
    co_chairs: ListedText[PersonFirst] | None = optional("The co-chairs.", ["asha"])
    vice_chairs: ListedText[PersonFirst] | None = optional("The vice-chairs.", ["asha"])
    secretary: PersonFirst | None = optional("Its secretary.", "hr-lead")
    budget_holder: PersonFirst | None = optional("Whoever holds its budget.", "hr-lead")
    agenda_set_by: ListedText[AgendaSetter] | None = optional(
        "Who sets the agenda.", ["chair", "lived-experience-members"])
    meetings_called_by: ListedText[AgendaSetter] | None = optional(
        "Who can have a meeting called.", ["chair", "all-members"])
    chair_from_service: YesOrSource | None = optional(
        "Whether whoever chairs it or runs its meetings manages, commissions or is paid by the "
        "service that it looks at.", "no")
    in_the_room: InTheRoom | None = optional(
        "Who of the service's staff is there when people speak who depend on it.",
        {"staff": ["minute taker"], "agreed_with_members": "yes"})
    restrictions: Listed[Restriction] | None = optional(
        "What its members may not speak of, or may not do.",
        [{"on": "own-case", "instead": "the involvement lead takes it up"}])
    members_only_slot: YesOrSource | None = optional(
        "Whether lived-experience members have time of their own at meetings.", "yes")
    hats: Listed[TwoHats] | None = optional(
        "People who sit on it in two capacities, and which counts when.",
        [{"person": "sam", "hats": ["staff", "service-user"]}])
    panel: Panel | None = optional(
        "For an interview or selection panel: how it reaches its decision. What is called a panel "
        "and steers research is `kind: research`, and needs none of this.",
        {"score_weight": "equal", "tie_rule": "panel re-scores"})
    not_at_stages: ListedText[Stage] | None = optional(
        "The stages at which it is said that they take no part.", ["planning"])
    stages: ListedText[Stage] | None = optional(
        "The stages at which lived-experience members take part.",
        ["person-specification", "shortlisting", "interview", "decision"])
    interests: Interests | None = optional(
        "How interests and ties are asked for and kept.",
        {"asked_before_appointment": "yes", "register": "yes"})
    no_detriment_stated: YesOrSource | None = optional(
        "Whether it is stated that joining, disagreeing, complaining or leaving does not affect "
        "anybody's care, benefits or position.", {"source": {"id": "tor", "at": "section 4"}})
    escalation: ListedText[PostFirst] | None = optional(
        "To whom a concern goes, step by step. Whom people can ask about anything else is "
        "`contact`.", ["hr-lead", {"organisation": "advocacy service"}])
    removal: Removal | None = optional(
        "How a member can be removed.", {"by": "vote", "grounds": ["conduct"], "appeal": "yes"})
    papers: Papers | None = optional(
        "When and how papers reach the members.", {"lead_time_days": "5", "formats": ["plain"]})
    meetings: Meetings | None = optional("How it meets.", {"a_year": "6", "modes": ["in-person"]})
    contact: Contact | None = optional(
        "Whom its members can ask, if not as for the whole arrangement.",
        {"post": "involvement lead", "phone": "yes", "cover": "yes"})
    answers_advice: YesOrSource | None = optional(
        "Whether those whom it advises must answer it, and give a reason where they do otherwise.",
        "yes")
    answers_advice_within_days: Days | None = optional(
        "Days within which its recommendations are answered, by its own terms.", "60")
