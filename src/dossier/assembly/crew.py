"""Binding several boxes at once, each within limits: it keeps a processor busy, and opens files."""

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier import disk, faults
from dossier.bind.binding import Binding, Bound
from dossier.errors import OutputError
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import remove_asides
from dossier.finding import Code
from dossier.messages import Text
from dossier.pool import Failure, Limits, by_size, clear_away, give_back, guarded, processors, rest

# A second process has to load the libraries, too, so a small job is not shared out.
_WORTH_PAGES = 2_000
_WORTH_BYTES = 200_000_000

_SECONDS_PER_PAGE = 0.05  # ten times what a page takes


class Unbound(Fact, frozen=True):
    """A box, or an item, that was not bound, and what to do about it.

    Of a box it may be known which items are to blame, by their keys.
    """

    code: Code
    remedy: Text
    items: tuple[str, ...] = ()


CHANGED = Unbound(Code.NOT_MADE, faults.CHANGED)
"""A PDF of the evidence is bound from where it lies, and somebody has written to it."""


class Bounds:
    """Boxes that are being bound, each to its file; going through it gives what was told of each.

    They are begun at once. Memory is that of one box for each process. It is gone through to the
    end, or closed.
    """

    def __init__(
        self, bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
    ) -> None:
        self._bindings, self._files = bindings, files
        crew = min(workers or _crew(bindings), len(bindings))
        if crew > 1:
            # what other work has loaded is not wanted beside the boxes, nor a long catalogue's tree
            rest()
            clear_away()
        # the largest first, so that no process is left alone with it at the end
        order = sorted(range(len(bindings)), key=lambda one: -_pages(bindings[one]))
        self._places = {index: place for place, index in enumerate(order)}
        tasks = [(bindings[index], files[index]) for index in order]
        self._run = guarded(_bind, tasks, _limits, crew)

    def __iter__(self) -> Iterator[Bound | Unbound]:
        try:
            for index in range(len(self._bindings)):
                yield self.answer(index)
        finally:
            self.close()

    def answer(self, index: int) -> Bound | Unbound:
        """What was told of the box at that place, when it is bound; to be asked for once."""
        answer = self._run.answer(self._places[index])
        if not isinstance(answer, Failure):
            return answer
        file = self._files[index]
        remove_asides(file.parent, answer.pid)
        if disk.is_full(file.parent):  # a library may end its process of it
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        return Unbound(*told_of(self._bindings[index].title, answer))

    def close(self) -> None:
        """Begin no other box, and wait for those that are begun."""
        self._run.close()


def bound_each(
    bindings: Sequence[Binding], files: Sequence[Path], workers: int | None = None
) -> Bounds:
    """Begin to bind boxes, each to its file; their answers come in the order given.

    `workers` is the number of processes; without it, as many as there are processors, or one where
    more are not worth it.
    """
    return Bounds(bindings, files, workers)


def _bind(task: tuple[Binding, Path]) -> Bound | Unbound:
    from dossier.bind.box import bind  # noqa: PLC0415 - loads pikepdf

    try:
        return bind(*task)
    except OutputError as error:
        return Unbound(Code.NOT_MADE, error.text)
    finally:
        give_back()  # one box is large: what it took would stand beside all that follow


def _limits(task: tuple[Binding, Path]) -> Limits:
    binding, _ = task
    limits = by_size(_bytes([binding]))
    return limits._replace(seconds=limits.seconds + _SECONDS_PER_PAGE * _pages(binding))


def _crew(bindings: Sequence[Binding]) -> int:
    pages = sum(map(_pages, bindings))
    if pages >= _WORTH_PAGES or _bytes(bindings) >= _WORTH_BYTES:
        return processors()
    return 1


def _pages(binding: Binding) -> int:
    return sum(part.pages for part in binding.parts)


def _bytes(bindings: Sequence[Binding]) -> int:
    return sum(part.pdf.stat().st_size for binding in bindings for part in binding.parts)
