"""One process at a time is large: whoever needs much memory waits until nobody else has it."""

from threading import Lock

_large = Lock()


class Turn:
    """The turn of one process to be large; it is taken once, and given back at its end."""

    def __init__(self) -> None:
        self._mine = False

    @property
    def taken(self) -> bool:
        """Whether it is large now."""
        return self._mine

    def take(self, patience: float = 0) -> bool:
        """Whether the turn is taken, after `patience` seconds at the most; for ever below 0."""
        if not self._mine:
            self._mine = _large.acquire(timeout=patience) if patience else _large.acquire(False)
        return self._mine

    def give_back(self) -> None:
        """Let another process be large."""
        if self._mine:
            self._mine = False
            _large.release()
