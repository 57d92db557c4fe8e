"""Who reaches this server: this machine alone, or participants of planning sessions on other devices too."""

from dataclasses import dataclass, field

VISITOR, LOCAL = (
    "x-outboard-visitor",
    "local",
)  # the header by which the gate tells pages that a visit is of this machine


@dataclass(frozen=True, slots=True)
class Reach:
    """By what other devices find this machine: its numbers in the network, the likeliest first, its names, the port."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    port: int

    def addresses(self) -> tuple[str, ...]:
        """Return what to open on another device; names are left out, as phones seldom know them."""
        return tuple(f"http://{number}:{self.port}" for number in self.numbers)


@dataclass(slots=True)
class _Door:
    reach: Reach | None = field(default=None)


_door = _Door()


def open_to_participants(reach: Reach) -> None:
    """Let participants on other devices in, for as long as this process lives or until the door is closed."""
    _door.reach = reach


def close_to_participants() -> None:
    """Answer this machine only."""
    _door.reach = None


def reached_by_participants() -> Reach | None:
    """Return how other devices reach this server; None when it answers this machine only."""
    return _door.reach
