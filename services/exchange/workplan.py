"""What an import does with initiatives: find or create the one that a row names, and link it to the key result."""

from services.exchange.matching import PersonRef, TeamRef, fold
from services.exchange.okrrows import OkrRow
from services.exchange.steps import InitiativeStep


class Initiatives:
    """Initiatives by team and title, and which key results they are linked to already."""

    def __init__(self) -> None:
        self.stored: dict[tuple[int, str], int] = {}
        self.links: set[tuple[int, int]] = set()
        self.steps: list[InitiativeStep] = []
        self._named: dict[tuple[TeamRef, str], InitiativeStep] = {}

    def to_link(self, row: OkrRow, team: TeamRef, owner: PersonRef, key_result_id: int | None) -> InitiativeStep | None:
        """The initiative to link a row's key result to; None when it names none or is linked to it already."""
        if not row.initiative or self.is_linked(row, team, key_result_id):
            return None
        key = self.stored.get((team.key or 0, fold(row.initiative)))
        named = self._named.get((team, fold(row.initiative)))
        if named is None:
            named = InitiativeStep(team, owner, row.initiative, key)
            self._named[team, fold(row.initiative)] = named
            self.steps.append(named)
        return named

    def is_linked(self, row: OkrRow, team: TeamRef, key_result_id: int | None) -> bool:
        """Whether the stored initiative of this name is linked to a stored key result."""
        key = self.stored.get((team.key or 0, fold(row.initiative)))
        return key is not None and (key, key_result_id or 0) in self.links
