"""The same on a Dask cluster: one school is one task, and a worker that dies is survived.

Workers need this program and the schools' folders under the same paths (shared storage), and
nothing else: a task takes a path and gives a :class:`~dossier.model.county.Summary` of a few kB.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.county.summary import failure_of, summarise
from dossier.errors import DossierError, ExitCode, MissingToolError
from dossier.log import keep_in
from dossier.messages import say
from dossier.model.county import Listed, SchoolFailure, Summary
from dossier.pool import modest
from dossier.progress import Progress, silent
from dossier.workspace import Workspace

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = "30s"
_RETRIES = 2  # for what goes wrong on one machine only, such as a full disk; each school anew


class SchedulerError(DossierError):
    """The scheduler cannot be reached."""

    exit_code = ExitCode.SETUP


class WorkerError(DossierError):
    """A worker is not set up as it must be."""

    exit_code = ExitCode.SETUP


def outcomes_on(
    scheduler: str, listed: Sequence[Listed], boxes: bool = False, progress: Progress = silent
) -> list[Summary | SchoolFailure]:
    """What became of each school, in the order of `listed`, whichever came first.

    Raises MissingToolError where Dask is not installed, SchedulerError where nobody answers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise MissingToolError(
            say("'--scheduler' needs Dask, which is not installed"),
            say("install it with: {command}", command="pip install 'dossier[county]'"),
        ) from None
    try:
        client = Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, ValueError) as problem:
        raise SchedulerError(
            say("no scheduler answers at '{address}': {problem}", address=scheduler,
                problem=str(problem) or type(problem).__name__),
            say("start one with 'dask scheduler', and workers with 'dask worker ADDRESS'"),
        ) from None  # fmt: skip
    with client:
        return _gathered(client, listed, boxes, progress)


def on_worker(place: str, boxes: bool) -> Summary:
    """The task of one school.

    A worker has other workers beside it, as many as the machine has processors, and so takes one.
    """
    from distributed import get_worker  # noqa: PLC0415 - an optional extra

    if sys.getfilesystemencoding() != "utf-8":
        raise WorkerError(
            say(
                "a worker reads file names as '{encoding}', not as UTF-8: start workers with "
                "PYTHONUTF8=1",
                encoding=sys.getfilesystemencoding(),
            )
        )
    room = Path(get_worker().local_directory)  # it goes with the worker
    os.environ.setdefault("MPLCONFIGDIR", str(room / "libraries"))
    keep_in(Workspace(Path(place)).cache)
    with modest():
        return summarise(place, boxes, str(room / "engine"))


def _gathered(
    client: "Client", listed: Sequence[Listed], boxes: bool, progress: Progress
) -> list[Summary | SchoolFailure]:
    from distributed import as_completed  # noqa: PLC0415 - an optional extra

    futures = [
        client.submit(on_worker, one.place, boxes, pure=False, retries=_RETRIES) for one in listed
    ]
    numbers = {future.key: number for number, future in enumerate(futures)}
    arrived = as_completed(futures, loop=client.loop)  # type: ignore[no-untyped-call]
    found: dict[int, Summary | SchoolFailure] = {}
    for done, future in enumerate(arrived, 1):
        number = numbers[future.key]
        error = future.exception()
        found[number] = failure_of(listed[number], error) if error else future.result()
        progress("schools", done, len(listed), listed[number].folder)
        future.release()  # a province's summaries need not lie on the workers as well
    return [found[number] for number in range(len(listed))]
