"""The boards, panels, committees and groups on which people sit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from . import vocabulary
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

__all__ = ["AlsoStatedOfBody", "Body"]


class AlsoStatedOfBody(Record):
    """What another document, or another passage, says of the same body."""

    powers: vocabulary.Powers | None = None
    decides_by: vocabulary.DecidesBy | None = None
    escalation: ListedText[Text] | None = None
    title: Text | None = None


class Body(Record):
    """A board, council, committee, panel or group."""

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "members": "`holders` under `roles`, in the shape "
            "`roles: [{id: …, body: …, holders: […]}]`",
        }
    )

    title: Text | None = None
    kind: vocabulary.BodyKind | None = None
    purpose: Text | None = None
    state: vocabulary.BodyState | None = None
    starts: Date | None = None
    ends: Date | None = None
    ends_with: Text | None = None
    review_due: Date | None = None
    reviewed_on: Date | None = None
    review_every: Text | None = None
    set_up_by: ListedText[Text] | None = None
    hosted_by: ListedText[Text] | None = None
    reports_to: ListedText[Text] | None = None
    fed_by: ListedText[Text] | None = None
    links_with: Listed[Annotated[Link, Shorthand("body")]] | None = None
    powers: vocabulary.Powers | None = None
    also_stated: Listed[AlsoStatedOfBody] | None = None
    decides_by: vocabulary.DecidesBy | None = None
    if_no_agreement: Text | None = None
    dissent: ListedText[vocabulary.Dissent] | None = None
    decides_on: ListedText[vocabulary.DecidesOn] | None = None
    handles: ListedText[vocabulary.Handles] | None = None
    concerns: vocabulary.About | None = None
    main_groups: ListedText[GroupId] | None = None
    one_sided_reason: Text | None = None
    scrutinises: ListedText[Text] | None = None
    judges: Listed[Judged] | None = None
    decides_about_roles: ListedText[RoleId] | None = None
    other_members: Range | None = None
    composition: Listed[Composition] | None = None
    quorum: Text | None = None
    rotation: Text | None = None
    user_led: YesOrSource | None = None
    members_use_this_service: YesOrSource | None = None
    everyone_is_a_patient_of_staff: YesOrSource | None = None
    detained_or_dependent: YesOrSource | None = None
    attendance_reveals_condition: Flag | None = None
    members_published: YesOrSource | None = None
    chair: PersonFirst | None = None
    co_chairs: ListedText[PersonFirst] | None = None
    vice_chairs: ListedText[PersonFirst] | None = None
    secretary: PersonFirst | None = None
    budget_holder: PersonFirst | None = None
    agenda_set_by: ListedText[vocabulary.AgendaSetter] | None = None
    meetings_called_by: ListedText[vocabulary.AgendaSetter] | None = None
    chair_from_service: YesOrSource | None = None
    in_the_room: InTheRoom | None = None
    restrictions: Listed[Restriction] | None = None
    members_only_slot: YesOrSource | None = None
    hats: Listed[TwoHats] | None = None
    panel: Panel | None = None
    not_at_stages: ListedText[vocabulary.Stage] | None = None
    stages: ListedText[vocabulary.Stage] | None = None
    interests: Interests | None = None
    no_detriment_stated: YesOrSource | None = None
    escalation: ListedText[PostFirst] | None = None
    removal: Removal | None = None
    papers: Papers | None = None
    meetings: Meetings | None = None
    contact: Contact | None = None
    answers_advice: YesOrSource | None = None
    answers_advice_within_days: Days | None = None
