"""What is stored: tables, validated inputs, engine and sessions, migrations."""

from models.audit import AuditEvent, DataVersion
from models.base import Base, Editable, Record
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
    "Editable",
    "Initiative",
    "InitiativeLink",
    "KeyResult",
    "Membership",
    "Milestone",
    "Objective",
    "Person",
    "Record",
    "Team",
]
