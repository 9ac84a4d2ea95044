"""A build from the desk: by a process of its own, everybody sees how far it is and may stop it."""

import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dossier.convert.engines import opened
from dossier.desk.apart import ProcessBeside
from dossier.desk.operations import alone
from dossier.desk.state import DeskState
from dossier.errors import DossierError
from dossier.facts import Fact
from dossier.files import within
from dossier.leftovers import sweep
from dossier.messages import Text, say
from dossier.model.item import bound_as
from dossier.pipeline import Target, build, inspect
from dossier.progress import STAGES, Progress
from dossier.store.records import reason_told, remembered_account
from dossier.survey import begun
from dossier.workspace import Workspace

_EVERY = 0.2  # seconds between two tellings of how far it is
REPORT = "report.json"


class MadeBuild(Fact, frozen=True):
    """What a build came to: products that were made, how much there is, what is out of date."""

    made: tuple[str, ...]
    boxes: int
    items: int
    gaps: int
    stale: tuple[str, ...]
    notes: tuple[Text, ...]


class DeskBuild:
    """The one build that there may be at a time; `last` is what the one before came to."""

    def __init__(self, state: DeskState) -> None:
        self._state = state
        self._process = ProcessBeside(state.workspace)
        self._task: asyncio.Task[None] | None = None
        self._told = 0.0
        self.stage, self.done, self.total, self.name = "", 0, 0, ""
        self.last: MadeBuild | None = None
        self.problem: DossierError | None = None

    @property
    def running(self) -> bool:
        """Whether one is running."""
        return self._task is not None and not self._task.done()

    def start(self, target: Target) -> bool:
        """Begin one; False where one is running."""
        if self.running:
            return False
        self.stage, self.done, self.total, self.name = "", 0, 0, ""
        self._task = asyncio.create_task(self._run(target))
        return True

    def stop(self) -> None:
        """Have it end; what was made is kept."""
        self._process.stop()

    async def close(self) -> None:
        """End it, and its process."""
        await self._process.close()
        if self._task is not None:
            await self._task

    def told(self) -> dict[str, Any]:
        """How far it is, for pages."""
        words = STAGES.get(self.stage)
        return {
            "running": self.running,
            "stage": str(words) if words else "",
            "done": self.done,
            "total": self.total,
            "name": self.name,
        }

    def _progress(self, stage: str, done: int, total: int, name: str) -> None:
        anew = stage != self.stage
        self.stage, self.done, self.total, self.name = stage, done, total, name
        if anew or time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            self._state.tell("build", self.told())

    async def _run(self, target: Target) -> None:
        self._state.tell("build", self.told() | {"running": True})
        try:
            self.last, self.problem = (
                await self._process.ask(
                    made, self._state.workspace, target, progress=self._progress
                ),
                None,
            )
        except DossierError as error:
            self.problem = error
        self._state.tell("build", self.told() | {"running": False})


def made(progress: Progress, workspace: Workspace, target: Target) -> MadeBuild:
    """Build, in the process beside. Raises BusyError where another command writes."""
    with alone(workspace, "dossier build"), opened(workspace.cache / "engine") as engine:
        sweep(workspace.build, workspace.frozen, workspace.edits, flat=workspace.inputs)
        inspection = inspect(workspace, progress, begun(workspace, photos_wait=True))
        done = build(inspection, engine, target, progress)
    notes = [finding.text for finding in done.findings[len(inspection.findings) :]]
    notes += [
        say("'{file}' was changed by hand: that is kept as '{copy}'", file=file, copy=copy)
        for file, copy in done.products.kept
    ]
    return MadeBuild(
        made=tuple(
            cause.product
            for cause in done.products.causes
            if not cause.product.startswith("cache/")
        ),
        boxes=len(done.boxes),
        items=sum(len(box.items) for box in done.boxes),
        gaps=sum(box.gaps for box in done.boxes),
        stale=tuple(done.stale),
        notes=tuple(notes),
    )


def package(workspace: Workspace) -> Mapping[str, Any]:
    """What the last build told of itself: chapters and boxes; nothing where there was none."""
    try:
        told = json.loads((workspace.build / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def product_of(workspace: Workspace, kind: str, code: str) -> Path | None:
    """The PDF of the box of a number, or of the chapter of a code, where there is one."""
    told = package(workspace)
    if kind == "box":
        names = (
            [bound_as(code)] if any(one["number"] == code for one in told.get("boxes", ())) else []
        )
    else:
        names = [
            one["file"].removesuffix(".docx") + ".pdf"
            for one in told.get("chapters", ())
            if one["code"] == code
        ]
    for name in names:
        place = within(workspace.build, name)
        if place is not None and place.is_file():
            return place
    return None


def causes(workspace: Workspace) -> list[tuple[str, list[Text]]]:
    """What the last build that made anything made, and because of what."""
    return [
        (cause.product, [reason_told(one) for one in cause.reasons])
        for cause in remembered_account(workspace.build).causes
        if not cause.product.startswith("cache/")
    ]
