"""What the desk does to the evidence and its workbook, one thing after another, each on record.

These run in the process beside, under the lock of the workspace. Each can be done twice without
harm: one that was interrupted before it was on record is done again.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dossier.edit import InUseError, Value
from dossier.errors import DossierError, OutputError
from dossier.facts import Fact, asdict, field
from dossier.lock import Holder, held
from dossier.messages import say
from dossier.model.evidence import CONFIRMED, UNCONFIRMED
from dossier.progress import Progress
from dossier.register import PutBy, change_row, clear_row, register
from dossier.workspace import Workspace

OWN = ".desk"
_LOG, _WITHDRAWN = "log.jsonl", "withdrawn"

REGISTER, CONFIRM, CHANGE, WITHDRAW = "register", "confirm", "change", "withdraw"


class BusyError(OutputError):
    """Another command writes to the workspace just now."""


class Operation(Fact, frozen=True):
    """One change, by whom (`who`) and when: of the file `path` and its row.

    `requirements` and `year` are what a new row is for (none: what is likely is proposed), `fields`
    what a row is to say, `seen` what it must say until then. `undoes` is the key of the operation
    that it takes back.
    """

    key: str
    what: str
    who: str
    when: str
    path: str
    requirements: tuple[str, ...] = ()
    year: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    undoes: str = ""


class Recorded(Fact, frozen=True):
    """An operation that was done: what stood in the row `before`, where the file is `now`."""

    operation: Operation
    before: Mapping[str, str]
    now: str = ""


def own_folder(workspace: Workspace) -> Path:
    """What the desk keeps: who did what, and files that were withdrawn."""
    return workspace.inputs / OWN


def do(_progress: Progress, workspace: Workspace, one: Operation) -> Recorded:
    """Do it, and put it on record. Raises BusyError or NotWrittenError where it has to wait."""
    with alone(workspace, "dossier desk"):
        for recorded in recorded_last(workspace, 50):
            if recorded.operation.key == one.key:
                return recorded  # it was done, and its end not seen
        before, now = _done(workspace, one)
        recorded = Recorded(one, before, now)
        _record(workspace, recorded)
        return recorded


def _done(workspace: Workspace, one: Operation) -> tuple[dict[str, str], str]:
    if one.what == REGISTER:
        _put_back(workspace, one)
        put = PutBy(one.requirements, one.year) if one.requirements else None
        done = register(workspace, told={one.path: put})
        for _, why in done.left:
            raise DossierError(
                say("'{file}' has no row yet: {why}", file=one.path, why=why),
                say("put it on the cell of the material that it proves"),
            )
        return {}, one.path
    if one.what == WITHDRAW:
        before = clear_row(workspace, one.path, one.seen)
        return before, _moved_aside(workspace, one)
    # what is taken back stands as it stood
    fields = dict[str, Value](one.fields) if one.undoes else _values(one.fields)
    return change_row(workspace, one.path, fields, one.seen), one.path


def _values(fields: Mapping[str, str]) -> dict[str, Value]:
    """The same, a day as a day."""
    text = fields.get("dated")
    if not text:
        return dict(fields)
    try:
        return {**fields, "dated": date.fromisoformat(text)}
    except ValueError as error:
        raise DossierError(
            say("'{text}' is no date", text=text), say("write it like 2022-09-01")
        ) from error


def confirmation(*, back: bool = False) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a row that is confirmed, and what it must say until then; or `back`."""
    confirmed, waiting = {"unconfirmed": CONFIRMED}, {"unconfirmed": UNCONFIRMED}
    return (waiting, confirmed) if back else (confirmed, waiting)


def recorded_last(workspace: Workspace, count: int) -> list[Recorded]:
    """What was done last, the latest first; a line that cannot be read is passed over."""
    try:
        lines = (own_folder(workspace) / _LOG).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in reversed(lines[-count:]):
        try:
            told = json.loads(line)
            found.append(Recorded(operation_of(told["operation"]), told["before"], told["now"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def operation_of(told: Mapping[str, object]) -> Operation:
    """An operation as :func:`dossier.facts.asdict` has told it; raises TypeError for others."""
    made = Operation(**told)  # type: ignore[arg-type]
    return Operation(**{**asdict(made), "requirements": tuple(made.requirements)})


def _record(workspace: Workspace, recorded: Recorded) -> None:
    log = own_folder(workspace) / _LOG
    log.parent.mkdir(exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(recorded), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _moved_aside(workspace: Workspace, one: Operation) -> str:
    """Where a withdrawn file lies now, relative to the inputs; nothing is deleted."""
    source = workspace.evidence / one.path
    if not source.is_file():
        return ""
    target = own_folder(workspace) / _WITHDRAWN / one.key / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)
    return target.relative_to(workspace.inputs).as_posix()


def _put_back(workspace: Workspace, one: Operation) -> None:
    """The file of a withdrawal that is taken back lies where it was, unless another one does."""
    if not one.undoes:
        return
    source = own_folder(workspace) / _WITHDRAWN / one.undoes / Path(one.path).name
    target = workspace.evidence / one.path
    if source.is_file() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


@contextmanager
def alone(workspace: Workspace, command: str) -> Iterator[None]:
    """Be the only one that writes; where another command does, BusyError at once."""

    def waiting(holder: Holder | None) -> None:
        name = holder.command if holder else "dossier"
        raise BusyError(
            say("'{command}' writes to this workspace just now", command=name),
            say("it is done as soon as that has ended"),
        )

    with held(workspace.lock, command, waiting, lambda _reason: None):
        yield


def must_wait(error: DossierError) -> bool:
    """Whether it can be done later as it is: the workbook is open, or somebody else writes."""
    return isinstance(error, BusyError | InUseError)


def moment() -> str:
    """Now, as the record says it."""
    return time.strftime("%Y-%m-%d %H:%M:%S")
