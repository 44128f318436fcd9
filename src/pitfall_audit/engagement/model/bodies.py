"""The boards, panels, committees and groups on which people sit."""

from pydantic import Field

from .base import (
    GroupId,
    PersonId,
    Record,
    RoleId,
    YesOrSource,
)
from .body_parts import Interests, Judged, Meetings, Panel, Papers, Removal, TwoHats
from .scalars import (
    Count,
    Flag,
    Listed,
    ListedText,
    Text,
)
from .vocabulary import (
    About,
    AgendaSetter,
    BodyKind,
    DecidesBy,
    DecidesOn,
    Handles,
    Powers,
    Stage,
)

__all__ = ["Body"]


class Body(Record):
    """A board, council, committee, panel or group."""

    title: Text | None = Field(None, description="Its name.", examples=["Interview panel"])
    kind: BodyKind | None = Field(None, description="What kind of body it is.", examples=["panel"])
    purpose: Text | None = Field(
        None, description="What it is for.", examples=["To appoint ward nurses."]
    )
    powers: Powers | None = Field(None, description="The most that it may do.", examples=["decide"])
    decides_by: DecidesBy | None = Field(
        None, description="How it comes to a decision.", examples=["vote"]
    )
    decides_on: ListedText[DecidesOn] | None = Field(
        None, description="What it decides on.", examples=[["staffing"]]
    )
    handles: ListedText[Handles] | None = Field(
        None,
        description="Demanding work that members take part in.",
        examples=[["complaints", "serious-incidents"]],
    )
    concerns: About | None = Field(
        None,
        description="Whose experience its work is about.",
        examples=["service-users"],
    )
    main_groups: ListedText[GroupId] | None = Field(
        None,
        description="The affected groups that the body is about, by id.",
        examples=[["inpatients"]],
    )
    one_sided_reason: Text | None = Field(
        None,
        description="Why those whom the work is about do not sit on it themselves.",
        examples=["the service is for children under 11; their parents sit"],
    )
    scrutinises: ListedText[Text] | None = Field(
        None,
        description="The teams or services it advises on or scrutinises.",
        examples=[["crisis-service"]],
    )
    judges: Listed[Judged] | None = Field(
        None,
        description="Whom it appoints, appraises, assesses or reviews.",
        examples=[[{"person": "jo"}]],
    )
    decides_about_roles: ListedText[RoleId] | None = Field(
        None,
        description="Roles in this file that it decides about, by id.",
        examples=[["peer-worker"]],
    )
    other_members: Count | None = Field(
        None,
        description="How many members without lived experience are not listed in this file.",
        examples=["3"],
    )
    user_led: YesOrSource | None = Field(
        None,
        description="Whether people with lived experience lead it and are most of its members.",
        examples=["no"],
    )
    members_use_this_service: YesOrSource | None = Field(
        None,
        description="Whether members use the service that the body belongs to, as patients do "
        "in a practice's patient group.",
        examples=["yes"],
    )
    everyone_is_a_patient_of_staff: YesOrSource | None = Field(
        None,
        description="Whether all lived-experience members are patients of the staff present, as "
        "in a practice's patient group: one finding then speaks for the body, not one a pair.",
        examples=["no"],
    )
    detained_or_dependent: YesOrSource | None = Field(
        None,
        description="Whether members are detained by the service, or depend on it closely.",
        examples=["no"],
    )
    attendance_reveals_condition: Flag | None = Field(
        None,
        description="Whether being seen there tells others of a condition.",
        examples=["no"],
    )
    chair: PersonId | None = Field(None, description="The id of the chair.", examples=["jo"])
    co_chairs: ListedText[PersonId] | None = Field(
        None, description="The ids of co-chairs.", examples=[["asha"]]
    )
    vice_chairs: ListedText[PersonId] | None = Field(
        None, description="The ids of vice-chairs.", examples=[["asha"]]
    )
    secretary: PersonId | None = Field(
        None, description="The id of its secretary.", examples=["hr-lead"]
    )
    budget_holder: PersonId | None = Field(
        None, description="The id of whoever holds its budget.", examples=["hr-lead"]
    )
    agenda_set_by: ListedText[AgendaSetter] | None = Field(
        None,
        description="Who sets the agenda.",
        examples=[["chair", "lived-experience-members"]],
    )
    members_only_slot: YesOrSource | None = Field(
        None,
        description="Whether lived-experience members have time of their own at meetings.",
        examples=["yes"],
    )
    hats: Listed[TwoHats] | None = Field(
        None,
        description="People who sit on it in two capacities, and which counts when.",
        examples=[[{"person": "sam", "hats": ["staff", "service-user"]}]],
    )
    panel: Panel | None = Field(
        None,
        description="For an interview or selection panel: how it reaches its decision.",
        examples=[{"score_weight": "equal", "tie_rule": "panel re-scores"}],
    )
    stages: ListedText[Stage] | None = Field(
        None,
        description="The stages at which lived-experience members take part.",
        examples=[["person-specification", "shortlisting", "interview", "decision"]],
    )
    interests: Interests | None = Field(
        None,
        description="How interests and ties are asked for and kept.",
        examples=[{"asked_before_appointment": "yes", "register": "yes"}],
    )
    no_detriment_stated: YesOrSource | None = Field(
        None,
        description="Whether it is stated that joining, disagreeing, complaining or leaving "
        "does not affect anybody's care, benefits or position.",
        examples=[{"source": {"id": "tor", "at": "section 4"}}],
    )
    escalation: ListedText[Text] | None = Field(
        None,
        description="To whom a concern goes, step by step.",
        examples=[["hr-lead", "patient-advice-service"]],
    )
    removal: Removal | None = Field(
        None,
        description="How a member can be removed.",
        examples=[{"by": "vote", "grounds": ["conduct"], "appeal": "yes"}],
    )
    papers: Papers | None = Field(
        None,
        description="When and how papers reach the members.",
        examples=[{"lead_time_days": "5", "formats": ["plain"]}],
    )
    meetings: Meetings | None = Field(
        None, description="How it meets.", examples=[{"a_year": "6", "modes": ["in-person"]}]
    )
    answers_advice_within_days: Count | None = Field(
        None,
        description="Days within which its recommendations are answered, by its own terms.",
        examples=["60"],
    )
