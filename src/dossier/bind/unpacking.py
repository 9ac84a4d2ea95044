"""Unpacking a box, which may come from anywhere, in a process of its own and within limits."""

from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import WorkspaceError
from dossier.faults import told_of
from dossier.files import remove_asides
from dossier.messages import say
from dossier.pool import Failure, by_size, guarded_one

if TYPE_CHECKING:
    from dossier.bind.unpack import Unpacked

_SECONDS_PER_MB = 2.0  # each item is written anew


def unpacked(box: Path, folder: Path) -> "tuple[Unpacked, ...]":
    """See :func:`dossier.bind.unpack.unpack`.

    Raises :class:`~dossier.errors.WorkspaceError`, too, where `box` takes too much; of the items
    those are there then that were written before.
    """
    size = box.stat().st_size
    limits = by_size(size)
    limits = limits._replace(seconds=limits.seconds + _SECONDS_PER_MB * size / 1e6)
    answer = guarded_one(_unpack, (box, folder), limits)
    if not isinstance(answer, Failure):
        return answer
    remove_asides(folder, answer.pid)
    _, remedy = told_of(str(box), answer)
    raise WorkspaceError(say("'{file}' cannot be unpacked: {reason}", file=box, reason=remedy))


def _unpack(task: tuple[Path, Path]) -> "tuple[Unpacked, ...]":
    from dossier.bind.unpack import unpack  # noqa: PLC0415 - loads pikepdf

    return unpack(*task)
