"""Binding several boxes at once: each in a process of its own, for it keeps a processor busy."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from dossier.bind.binding import Binding, Bound
from dossier.pool import clear_away, give_back, processors, rest

# Starting a process costs as much as binding some hundred pages, so a small job is not shared out.
_WORTH_PAGES = 2_000
_WORTH_BYTES = 200_000_000


class Bounds:
    """Boxes that are being bound, each to its file; going through it gives what was told of each.

    Processes begin at once; where it is not worth any, a box is bound when its turn comes. Memory
    is that of one box for each process. Raises OutputError as binding does; boxes that were
    written by then stay. It is gone through to the end, or closed.
    """

    def __init__(
        self, bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
    ) -> None:
        self._bindings = bindings
        self._files = files
        self._pool: ProcessPoolExecutor | None = None
        self._jobs: dict[int, Future[Bound]] = {}
        crew = min(workers or _crew(bindings), len(bindings))
        if crew > 1:
            # what other work has loaded is not wanted beside the boxes, nor a long catalogue's tree
            rest()
            clear_away()
            # a forked process would inherit the threads of the office engine's pool, half alive
            self._pool = ProcessPoolExecutor(crew, multiprocessing.get_context("spawn"))
            # the largest first, so that no process is left alone with it at the end
            for index in sorted(range(len(bindings)), key=lambda one: -_pages(bindings[one])):
                self._jobs[index] = self._pool.submit(_bind, bindings[index], files[index])

    def __iter__(self) -> Iterator[Bound]:
        try:
            for index in range(len(self._bindings)):
                yield self.answer(index)
        finally:
            self.close()

    def answer(self, index: int) -> Bound:
        """What was told of the box at that place, when it is bound; to be asked for once."""
        if self._pool is None:
            return _bind(self._bindings[index], self._files[index])
        return self._jobs[index].result()

    def close(self) -> None:
        """Begin no other box, and wait for those that are begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def bound_each(
    bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
) -> Bounds:
    """Begin to bind boxes, each to its file; their answers come in the order given.

    `workers` is the number of processes; without it, as many as there are processors, and none
    where it is not worth it.
    """
    return Bounds(bindings, files, workers)


def _bind(binding: Binding, file: Path) -> Bound:
    from dossier.bind.box import bind  # noqa: PLC0415 - loads pikepdf

    try:
        return bind(binding, file)
    finally:
        give_back()  # one box is large: what it took would stand beside all that follow


def _crew(bindings: Sequence[Binding]) -> int:
    pages = sum(map(_pages, bindings))
    if pages >= _WORTH_PAGES or _bytes(bindings) >= _WORTH_BYTES:
        return processors()
    return 1


def _pages(binding: Binding) -> int:
    return sum(part.pages for part in binding.parts)


def _bytes(bindings: Sequence[Binding]) -> int:
    return sum(part.pdf.stat().st_size for binding in bindings for part in binding.parts)
