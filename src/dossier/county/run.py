"""`dossier county` in order: list, assess each school, reduce, write."""

from collections.abc import Sequence
from pathlib import Path

from dossier.county.cluster import outcomes_on
from dossier.county.outputs import spared, write
from dossier.county.reduce import reduced
from dossier.county.schools import listed_schools
from dossier.county.summary import failure_of, summarise
from dossier.facts import Fact
from dossier.model.county import County, Listed, SchoolFailure, Summary
from dossier.progress import Progress, silent

STAGE = "schools"
"""The name under which progress is told."""


class Asked(Fact, frozen=True):
    """What the command line asks for.

    `book` lists schools, `folders` names others; `boxes` asks for each school's boxes, too;
    `scheduler` is the address of a Dask scheduler, '' for this process. `template` is the Word
    file that the county's report is made from, where it is not the one that comes with us.
    """

    into: Path
    book: Path | None = None
    folders: tuple[Path, ...] = ()
    boxes: bool = False
    scheduler: str = ""
    template: Path | None = None


def run(asked: Asked, progress: Progress = silent) -> tuple[County, tuple[str, ...]]:
    """The county and the names of the files that were written into the folder `asked.into`.

    Raises WorkspaceError where no school is named or none can be assessed, and MissingToolError
    where a scheduler is asked for and Dask is not installed.
    """
    listed, own, findings = listed_schools(asked.book, asked.folders)
    outcomes = (
        outcomes_on(asked.scheduler, listed, asked.boxes, progress)
        if asked.scheduler
        else outcomes_here(listed, asked.boxes, progress, str(asked.into / "cache/engine"))
    )
    county = reduced(listed, outcomes, own, (*findings, *spared(asked.into)))
    return county, write(county, asked.into, asked.template)


def outcomes_here(
    listed: Sequence[Listed], boxes: bool = False, progress: Progress = silent, room: str = ""
) -> list[Summary | SchoolFailure]:
    """What became of each school, in this process, one after the other.

    `room` is the engine's, as in :func:`~dossier.county.summary.summarise`. What goes wrong in one
    school is kept from the others, as on a cluster.
    """
    found: list[Summary | SchoolFailure] = []
    for done, school in enumerate(listed, 1):
        try:
            found.append(summarise(school.place, boxes, room))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told of that school
            found.append(failure_of(school, error))
        progress(STAGE, done, len(listed), school.folder)
    return found
