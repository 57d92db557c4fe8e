"""What is stored: tables, validated inputs, engine and sessions, migrations."""

from models.audit import AuditEvent, DataVersion
from models.base import Base, Editable, Record
from models.closing import BacklogItem, Decision, KeyResultClosing, Lesson, ObjectiveClosing, Publication
from models.conversions import Conversion
from models.flags import Flag, FlagEvent, Notice
from models.metrics import Annotation, Metric, MetricPoint
from models.okr import (
    CheckIn,
    ClassificationEvent,
    Cycle,
    Initiative,
    InitiativeLink,
    KeyResult,
    Milestone,
    Objective,
)
from models.people import Membership, Person, Team
from models.planning import Ballot, Contribution, Participant, PlanningSession, SessionTemplate, VoteRound
from models.webhooks import Delivery, Webhook

__all__ = [
    "Annotation",
    "AuditEvent",
    "BacklogItem",
    "Ballot",
    "Base",
    "CheckIn",
    "ClassificationEvent",
    "Contribution",
    "Conversion",
    "Cycle",
    "DataVersion",
    "Decision",
    "Delivery",
    "Editable",
    "Flag",
    "FlagEvent",
    "Initiative",
    "InitiativeLink",
    "KeyResult",
    "KeyResultClosing",
    "Lesson",
    "Membership",
    "Metric",
    "MetricPoint",
    "Milestone",
    "Notice",
    "Objective",
    "ObjectiveClosing",
    "Participant",
    "Person",
    "PlanningSession",
    "Publication",
    "Record",
    "SessionTemplate",
    "Team",
    "VoteRound",
    "Webhook",
]
