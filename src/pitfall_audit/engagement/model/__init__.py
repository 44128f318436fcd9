"""The vocabulary of an engagement file, as models that read as its documentation.

:class:`Engagement` is the whole of a file; :class:`TiesFile` is what may be kept apart from
it. Every field's description, example and shape is stated here once: the JSON Schema, the
messages about wrong values and the documentation are made from them.

A field that is None is not stated. An empty tuple is stated: there are none.
"""

from .arrangement import AffectedGroup, Event, Figure, Organisation, SourceDocument, Waiver
from .base import Model, Party, PersonOrTeam, Sourced
from .bodies import Body
from .body_parts import Removal
from .engagement import Engagement, TiesFile, WaiversFile
from .payment import Expenses, Fee, Payment
from .people import Conflict, Person, Support, Tie
from .practice import Impact
from .promises import Complaint, Decision, Promise, Recommendation
from .recruitment import Statement, View
from .roles import Holder, Role, UnequalTerms

__all__ = [
    "AffectedGroup", "Body", "Complaint", "Conflict", "Decision", "Engagement", "Event", "Expenses",
    "Fee", "Figure", "Holder", "Impact", "Model", "Organisation", "Party", "Payment", "Person",
    "PersonOrTeam", "Promise", "Recommendation", "Removal", "Role", "SourceDocument", "Sourced",
    "Statement", "Support", "Tie", "TiesFile", "UnequalTerms", "View", "Waiver", "WaiversFile",
]  # fmt: skip
