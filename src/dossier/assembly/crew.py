"""Binding several boxes at once: each in a process of its own, for it keeps a processor busy."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from dossier.bind.binding import Binding, Bound
from dossier.hands import processors, rest

# Starting a process costs as much as binding some hundred pages, so a small job is not shared out.
_WORTH_PAGES = 2_000
_WORTH_BYTES = 200_000_000


def bound_each(
    bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
) -> Iterator[Bound]:
    """Write each box to its file, and yield what was told of it, in the order given.

    `workers` is the number of processes; without it, as many as there are processors, and none
    where it is not worth it. Memory is that of one box for each. Raises OutputError as binding
    does; boxes that were written by then stay.
    """
    crew = min(workers or _crew(bindings), len(bindings))
    if crew <= 1:
        from dossier.bind.box import bind  # noqa: PLC0415 - loads pikepdf

        yield from map(bind, bindings, files)
        return
    rest()  # what other work has loaded is not wanted beside the boxes
    # a forked process would inherit the threads of the office engine's pool, half alive
    spawned = multiprocessing.get_context("spawn")
    # the largest first, so that no process is left alone with it at the end
    order = sorted(range(len(bindings)), key=lambda index: -_pages(bindings[index]))
    with ProcessPoolExecutor(crew, spawned) as pool:
        jobs = {index: pool.submit(_bind, bindings[index], files[index]) for index in order}
        try:
            for index in range(len(bindings)):
                yield jobs[index].result()
        finally:
            pool.shutdown(cancel_futures=True)


def _bind(binding: Binding, file: Path) -> Bound:
    from dossier.bind.box import bind  # noqa: PLC0415 - loads pikepdf

    return bind(binding, file)


def _crew(bindings: Sequence[Binding]) -> int:
    pages = sum(map(_pages, bindings))
    if pages >= _WORTH_PAGES or _bytes(bindings) >= _WORTH_BYTES:
        return processors()
    return 1


def _pages(binding: Binding) -> int:
    return sum(part.pages for part in binding.parts)


def _bytes(bindings: Sequence[Binding]) -> int:
    return sum(part.pdf.stat().st_size for binding in bindings for part in binding.parts)
