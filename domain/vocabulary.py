"""The closed sets of words that the product uses, in code, in the database and on screen."""

from enum import StrEnum


class Measure(StrEnum):
    """How a key result is measured."""

    INCREASE = "increase"
    DECREASE = "decrease"
    STAY_AT_LEAST = "stay_at_least"
    STAY_AT_MOST = "stay_at_most"
    STAY_BETWEEN = "stay_between"
    MILESTONE = "milestone"
    BASELINE = "baseline"


class Label(StrEnum):
    """What a key result measures: a change in the world, or what the team makes."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    UNCLEAR = "unclear"


class LabelSource(StrEnum):
    """Who stands behind a label."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    OVERRIDDEN = "overridden"


class Indicator(StrEnum):
    """Whether a number moves before the business result or is the result."""

    LEADING = "leading"
    LAGGING = "lagging"


class Control(StrEnum):
    """How directly the team moves the number."""

    CONTROLLABLE = "controllable"
    INFLUENCED = "influenced"
    LAGGING_RESULT = "lagging_result"


class Exemption(StrEnum):
    """Why a key result does not count in the outcome mix."""

    NONE = "none"
    COMPLIANCE = "compliance"
    BASELINE = "baseline"
    LEARNING = "learning"
    GUARDRAIL = "guardrail"


class Status(StrEnum):
    """Computed standing of a key result today."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    TOO_EARLY = "too_early"
    NO_DATA = "no_data"


class StatusPreset(StrEnum):
    """Which rule turns progress and expected progress into a status."""

    GAP = "gap"
    RATIO_90_70 = "ratio_90_70"
    RATIO_95_75 = "ratio_95_75"


class CycleState(StrEnum):
    """Where a cycle stands."""

    PLANNING = "planning"
    ACTIVE = "active"
    CLOSING = "closing"
    CLOSED = "closed"


class ObjectiveState(StrEnum):
    """Where an objective stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    CLOSED = "closed"


class Commitment(StrEnum):
    """Whether an objective must be met or aims high."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class ObjectiveKind(StrEnum):
    """Whether an objective carries a bet that the organisation must win."""

    STANDARD = "standard"
    CRITICAL_BET = "critical_bet"


class Role(StrEnum):
    """What a person may do in a team; a role holds for the teams below it too."""

    VIEWER = "viewer"
    MEMBER = "member"
    LEAD = "lead"


class InitiativeState(StrEnum):
    """Where an initiative stands."""

    IDEA = "idea"
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Concern(StrEnum):
    """What a hint on the mix, or a flag, is about."""

    NO_OUTCOME = "no_outcome"
    OUTPUT_HEAVY = "output_heavy"
    LAG_ONLY = "lag_only"
    NO_BASELINE = "no_baseline"
    NO_GUARDRAIL = "no_guardrail"
    ALL_MILESTONES = "all_milestones"
    EXEMPTIONS_OVERUSED = "exemptions_overused"
    UNCONFIRMED_LABELS = "unconfirmed_labels"
    OTHER = "other"


class FlagState(StrEnum):
    """Where the conversation about a flag stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


class FlagMove(StrEnum):
    """What somebody did about a flag."""

    RAISED = "raised"
    REPLIED = "replied"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"
    REOPENED = "reopened"


class ConversionKind(StrEnum):
    """How a key result became something better: work under another one, a key result of its own, or two of them."""

    DEMOTED = "demoted"
    PROMOTED = "promoted"
    SPLIT = "split"


class DeliveryState(StrEnum):
    """Whether a message to a webhook has arrived."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class PointOrigin(StrEnum):
    """How a metric's value came in."""

    TYPED = "typed"
    FILE = "file"


class Verdict(StrEnum):
    """What becomes of an objective when its cycle closes."""

    KEEP = "keep"
    MODIFY = "modify"
    ABANDON = "abandon"


class LessonKind(StrEnum):
    """Whether a lesson of a cycle is something to keep or something to change."""

    PLUS = "plus"
    MINUS = "minus"


class DecisionKind(StrEnum):
    """Whether something was decided to be done, or not to be done."""

    DECISION = "decision"
    NOT_DOING = "not_doing"


class DecisionState(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class SessionState(StrEnum):
    """Where a planning session stands."""

    PREPARED = "prepared"
    RUNNING = "running"
    ENDED = "ended"


class StageKind(StrEnum):
    """What a planning session does in one of its stages."""

    LESSONS = "lessons"
    READING = "reading"
    DRAFTING = "drafting"
    RANKING = "ranking"
    CLINIC = "clinic"
    SUFFICIENCY = "sufficiency"
    CONFIDENCE = "confidence"
    DECISIONS = "decisions"
    PUBLISH = "publish"


class VoteKind(StrEnum):
    """How the participants of a planning session vote."""

    FIST = "fist"
    CONFIDENCE = "confidence"
    RANKING = "ranking"


class ContributionKind(StrEnum):
    """What a participant of a planning session wrote down."""

    QUESTION = "question"
    DRAFT = "draft"
    PARKING = "parking"
