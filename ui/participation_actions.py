"""What a participant does on a device of their own."""

from typing import Any

from ui import actions


def act(form: str, use_case: Any, token: str, *args: Any) -> Any:
    """Run a participant's use case and return its answer, or None when it was refused; the form shows why."""
    return actions.carry_out(form, lambda session: use_case(session, token, *args))
