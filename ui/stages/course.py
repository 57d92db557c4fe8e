"""Which module draws which kind of stage."""

from collections.abc import Callable, Mapping

from domain.vocabulary import StageKind
from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen
from ui.stages import clinic, confidence, decisions, drafting, lessons, publish, ranking, reading, sufficiency

SHOWS: Mapping[StageKind, Callable[[Screen], None]] = {
    StageKind.LESSONS: lessons.show,
    StageKind.READING: reading.show,
    StageKind.DRAFTING: drafting.show,
    StageKind.RANKING: ranking.show,
    StageKind.CLINIC: clinic.show,
    StageKind.SUFFICIENCY: sufficiency.show,
    StageKind.CONFIDENCE: confidence.show,
    StageKind.DECISIONS: decisions.show,
    StageKind.PUBLISH: publish.show,
}
TAKES_PART: Mapping[StageKind, Callable[[Screen, ParticipantRow, str], None]] = {
    StageKind.LESSONS: lessons.take_part,
    StageKind.READING: reading.take_part,
    StageKind.DRAFTING: drafting.take_part,
    StageKind.RANKING: ranking.take_part,
    StageKind.CLINIC: clinic.take_part,
    StageKind.SUFFICIENCY: sufficiency.take_part,
    StageKind.CONFIDENCE: confidence.take_part,
    StageKind.DECISIONS: decisions.take_part,
    StageKind.PUBLISH: publish.take_part,
}
