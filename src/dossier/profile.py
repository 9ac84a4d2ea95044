"""Where the time of a run goes: by stage, and by the documents that were waited for longest.

Nobody measures unless :meth:`Profile.running` is entered; then the marks that are set with
:func:`timed`, wherever in the program, and the progress that is told, cut the time of the run into
intervals. Each interval counts once, for the innermost stage: the stages add up to the whole.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from dossier.progress import Progress

REST = "rest"
"""The stage of what belongs to no other."""

_SLOWEST = 10
_running: ContextVar["Profile | None"] = ContextVar("_running", default=None)


class Profile:
    """Seconds of the clock by stage, and by document.

    A document's seconds are those between the one told before and itself: where several are made
    at once, that is how long the run waited for it, not how long it took.
    """

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self._mark = clock()
        self._within: list[str] = [REST]
        self._documents: list[tuple[float, str, str]] = []
        self.stages: dict[str, float] = {}

    @contextmanager
    def running(self) -> Iterator["Profile"]:
        """Measure what is done in this context (and thread)."""
        token = _running.set(self)
        try:
            yield self
        finally:
            _running.reset(token)
            self._count(REST)

    @contextmanager
    def stage(self, name: str, document: str = "") -> Iterator[None]:
        """What is done within belongs to the stage `name`; `document` is a single one of it."""
        self._count(self._within[-1])
        self._within.append(name)
        begun = self._mark
        try:
            yield
        finally:
            self._count(self._within.pop())
            if document:
                self._documents.append((self._mark - begun, name, document))

    def listening(self, progress: Progress) -> Progress:
        """`progress`, which from now on tells this profile as well."""

        def told(stage: str, done: int, total: int, name: str) -> None:
            self._documents.append((self._count(stage), stage, name))
            progress(stage, done, total, name)

        return told

    def slowest(self) -> list[tuple[float, str, str]]:
        """Seconds, stage and name of the ten documents that were waited for longest."""
        return sorted(self._documents, key=lambda one: (-one[0], one[1:]))[:_SLOWEST]

    def _count(self, stage: str) -> float:
        now = self._clock()
        spent, self._mark = now - self._mark, now
        self.stages[stage] = self.stages.get(stage, 0.0) + spent
        return spent


@contextmanager
def timed(stage: str, document: str = "") -> Iterator[None]:
    """A mark for whoever measures (also as a decorator); without a profile it costs nothing."""
    profile = _running.get()
    if profile is None:
        yield
        return
    with profile.stage(stage, document):
        yield
