"""What the screens of a planning session know: where it stands, who is here, what was written and voted."""

from dataclasses import dataclass

from domain.vocabulary import ContributionKind
from services.reporting.closing import LessonRow, lessons_of
from services.reporting.objectives import ObjectiveRow
from services.reporting.session_goals import goals_to_plan
from services.reporting.sessions import (
    ContributionRow,
    ParticipantRow,
    RoundRow,
    SessionRow,
    contributions_of,
    participants_of,
    planning_session,
    rounds_of,
)
from services.reporting.taking_part import rounds_without_voters
from ui import working_as
from ui.clock import today
from ui.database import look_up, look_up_goals, policy


@dataclass(frozen=True, slots=True)
class Screen:
    """A look at a planning session; each part is asked for where it is drawn: a screen follows what it shows."""

    session: SessionRow
    in_the_room: bool  # as the shared screen is; a participant's own does not count who has voted

    @property
    def participants(self) -> tuple[ParticipantRow, ...]:
        """Return who takes part."""
        return look_up(participants_of, self.session.key)

    @property
    def contributions(self) -> tuple[ContributionRow, ...]:
        """Return what was written and not taken back."""
        return look_up(contributions_of, self.session.key)

    @property
    def rounds(self) -> tuple[RoundRow, ...]:
        """Return the votes."""
        return look_up(rounds_of if self.in_the_room else rounds_without_voters, self.session.key)

    @property
    def objectives(self) -> tuple[ObjectiveRow, ...]:
        """Return the team's objectives in the cycle that is planned, drafts included, in the team's order."""
        return look_up_goals(goals_to_plan, self.session.team_id, self.session.cycle_id, today(), policy())

    @property
    def lessons(self) -> tuple[LessonRow, ...]:
        """Return the lessons of the cycle that is looked back on, or of the planned one where there is none."""
        return look_up(lessons_of, self.session.team_id, self.session.last_cycle_id or self.session.cycle_id)

    @property
    def open_round(self) -> RoundRow | None:
        """Return the vote that is open."""
        return next((row for row in self.rounds if row.revealed_at is None), None)

    def written(self, kind: ContributionKind) -> tuple[ContributionRow, ...]:
        """Return what was written of one kind."""
        return tuple(row for row in self.contributions if row.kind == kind)

    def may_lead(self) -> bool:
        """Tell whether the person who is here may lead the session; services check again."""
        return working_as.rights().allow(self.session.team_id)


def look(session_id: int, *, in_the_room: bool = True) -> Screen:
    """Return a planning session as it is now; raises NotFound."""
    return Screen(look_up(planning_session, session_id), in_the_room)
