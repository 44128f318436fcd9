"""The vocabulary of an engagement file, as models that read as its documentation.

:class:`Engagement` is the whole of a file; :class:`TiesFile` is what may be kept apart from
it. Every field's description, example and shape is stated here once: the JSON Schema, the
messages about wrong values and the documentation are made from them.

A field that is None is not stated. An empty tuple is stated: there are none.
"""

from pitfall_audit.engagement.model.payment import Expenses, Fee, PaidTask, Payment
from pitfall_audit.engagement.model.people import Conflict, HandlingStep, Support, Tie
from pitfall_audit.engagement.model.recruitment import Statement, View
from pitfall_audit.engagement.model.vocabulary import NamedCapacity

from .arrangement import (
    AffectedGroup,
    Ages,
    AlsoClaimed,
    Organisation,
    SaidDifferently,
    SaidInWords,
    Scope,
    SourceDocument,
    Waiver,
)
from .base import Audience, Citation, Hours, Model, Party, PersonOrTeam, Record, Sourced, Told
from .bodies import AlsoStatedOfBody, Body
from .body_parts import (
    HeldPrivately,
    Interests,
    Judged,
    Meeting,
    Meetings,
    Panel,
    Papers,
    Removal,
    TwoHats,
)
from .engagement import Engagement, TiesFile
from .holders import AloneByChoice, Holder, HolderEnded, WellbeingPlan
from .people import Person
from .practice import (
    Access,
    Activity,
    AdmittedGap,
    Contact,
    DataProtection,
    Ending,
    Feedback,
    Impact,
    Induction,
    Monitoring,
    Need,
    PublicDocument,
    Safeguarding,
    StaffPreparation,
)
from .promises import Complaint, Decision, FollowUp, Promise, Recommendation, Redating, SamePromise
from .recruitment import Channel, Criterion, OtherWay, Recruitment, WayIn
from .roles import AlsoStated, ExOfficio, Role, RoleDescription, SpeaksForWhom, Term, UnequalTerms

__all__ = [
    "Access", "Activity", "AdmittedGap", "AffectedGroup", "Ages", "AloneByChoice", "AlsoClaimed",
    "AlsoStated", "AlsoStatedOfBody", "Audience", "Body", "Channel", "Citation", "Complaint",
    "Conflict", "Contact", "Criterion", "DataProtection", "Decision", "Ending", "Engagement",
    "ExOfficio", "Expenses", "Fee", "Feedback", "FollowUp", "HandlingStep", "HeldPrivately",
    "Holder", "HolderEnded", "Hours", "Impact", "Induction", "Interests", "Judged", "Meeting",
    "Meetings", "Model", "Monitoring", "NamedCapacity", "Need", "Organisation", "OtherWay",
    "PaidTask", "Panel", "Papers", "Party", "Payment", "Person", "PersonOrTeam", "Promise",
    "PublicDocument", "Recommendation", "Record", "Recruitment", "Redating", "Removal", "Role",
    "RoleDescription", "Safeguarding", "SaidDifferently", "SaidInWords", "SamePromise", "Scope",
    "SourceDocument", "Sourced", "SpeaksForWhom", "StaffPreparation", "Statement", "Support",
    "Term", "Tie", "TiesFile", "Told", "TwoHats", "UnequalTerms", "View", "Waiver", "WayIn",
    "WellbeingPlan",
]  # fmt: skip
