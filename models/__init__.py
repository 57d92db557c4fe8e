"""What is stored: tables, validated inputs, engine and sessions, migrations."""

from models.audit import AuditEvent, DataVersion
from models.base import Base
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

__all__ = [
    "AuditEvent",
    "Base",
    "CheckIn",
    "ClassificationEvent",
    "Cycle",
    "DataVersion",
    "Initiative",
    "InitiativeLink",
    "KeyResult",
    "Membership",
    "Milestone",
    "Objective",
    "Person",
    "Team",
]
