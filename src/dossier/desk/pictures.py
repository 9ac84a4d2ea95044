"""First pages as pictures: drawn within bounds, by a process beside, and kept for a while."""

from collections import OrderedDict
from pathlib import Path

from dossier.desk.apart import ProcessBeside
from dossier.desk.view import ShownFile
from dossier.errors import DossierError
from dossier.media.page_picture import first_page
from dossier.pool import by_size, guarded_one
from dossier.progress import Progress
from dossier.workspace import Workspace

_KEPT = 300  # of some 30 kB each


class FirstPages:
    """The pictures by content; what could not be drawn is not tried again."""

    def __init__(self, workspace: Workspace) -> None:
        self._process = ProcessBeside(workspace)
        self._kept: OrderedDict[str, bytes | None] = OrderedDict()

    async def of(self, file: ShownFile) -> bytes | None:
        """A JPEG of the first page; None where there is none."""
        if file.sha256 not in self._kept:
            try:
                drawn = await self._process.ask(_drawn, file.place, file.size)
            except DossierError:
                drawn = None
            self._kept[file.sha256] = drawn
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(file.sha256)
        return self._kept[file.sha256]

    async def close(self) -> None:
        """Let the process end."""
        await self._process.close()


def _drawn(_progress: Progress, place: Path, size: int) -> bytes | None:
    """What is foreign is opened by a child of the pool."""
    answer = guarded_one(first_page, place, by_size(size))
    return answer if isinstance(answer, bytes) else None
