"""How far a run is: what it tells to whoever shows it."""

from collections.abc import Callable

Steps = Callable[[int, int, str], None]
"""Of one stage: (done, of how many, what was just done)."""

Progress = Callable[[str, int, int, str], None]
"""Of a run: (stage, done, of how many, what was just done)."""


def silent_steps(_done: int, _total: int, _name: str) -> None:
    """Show nothing of a stage."""


def silent(_stage: str, _done: int, _total: int, _name: str) -> None:
    """Show nothing of a run."""
