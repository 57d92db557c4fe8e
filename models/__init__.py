"""What is stored: tables, validated inputs, engine and sessions, migrations."""

from models.audit import AuditEvent, DataVersion
from models.base import Base, Editable, Record
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
from models.webhooks import Delivery, Webhook

__all__ = [
    "Annotation",
    "AuditEvent",
    "Base",
    "CheckIn",
    "ClassificationEvent",
    "Conversion",
    "Cycle",
    "DataVersion",
    "Delivery",
    "Editable",
    "Flag",
    "FlagEvent",
    "Initiative",
    "InitiativeLink",
    "KeyResult",
    "Membership",
    "Metric",
    "MetricPoint",
    "Milestone",
    "Notice",
    "Objective",
    "Person",
    "Record",
    "Team",
    "Webhook",
]
