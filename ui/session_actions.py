"""What the facilitator does on the shared screen."""

from typing import Any

from ui import actions, live

FORM = "planning-session"


def act(use_case: Any, *args: Any) -> Any:
    """Run a use case for the facilitator; the screen follows at once, and a refusal stands above the controls."""
    answer = actions.act(FORM, use_case, *args)
    live.acted()
    return answer
