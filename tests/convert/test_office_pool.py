"""Workers that stay from one call to the next: none too many, none too few, none left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from dossier.convert import Job, office_pool
from dossier.convert.engine import Outcome
from dossier.convert.engines import find, opened
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend, Machine
from dossier.convert.samples import document
from dossier.files import sha256_of
from dossier.model.evidence_file import FileKind

# a worker that writes its number into the folder $1, and answers whatever it is asked
_SCRIPT = """#!/bin/sh
echo $$ >> {pids}
while read -r line; do {work}echo '{{"fault": null}}'; done
"""


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone(pid: int) -> bool:
    """Whether it is gone; the kernel takes its time to bury it."""
    for _ in range(250):
        if not alive(pid):
            return True
        time.sleep(0.02)
    return False


class Place:
    """A pool of shell scripts."""

    def __init__(self, folder: Path, work: str = "") -> None:
        self.folder = folder
        self.pids = folder / "pids"
        self.pids.touch()
        python = folder / "python"
        python.write_text(_SCRIPT.format(pids=self.pids, work=work))
        python.chmod(0o755)
        machine = Machine(folder / "soffice", folder, python)
        (folder / "temp").mkdir()
        self.pool = office_pool.OfficePool(machine, Backend.BESIDE, folder, folder / "temp", 9.0)

    def convert(self, count: int, workers: int = 1) -> list[object]:
        """What is told of so many jobs, done one task after the other."""
        told: list[object] = []
        queue = office_pool.JobQueue([self.job(number) for number in range(count)], told.append)
        for task in self.pool.tasks(queue, count, workers):
            task()
        self.pool.stop(queue)
        return told

    def job(self, number: int) -> Job:
        path = self.folder / f"{number}.docx"
        path.write_text("a")
        return Job(path, FileKind.WORD, self.folder / f"{number}.pdf")

    @property
    def started(self) -> list[int]:
        return [int(line) for line in self.pids.read_text().split()]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Place]]:
    monkeypatch.setattr(office_pool, "deliver", lambda job, _made: Outcome(job))
    monkeypatch.setattr(office_pool, "whole", lambda _made: True)
    made: list[Place] = []

    def make(work: str = "") -> Place:
        made.append(Place(tmp_path, work))
        return made[0]

    yield make
    for one in made:
        one.pool.close()


def test_a_worker_stays_from_call_to_call(place) -> None:
    """This test ensures that the second call starts nothing, and closing leaves nothing."""
    here = place()
    assert all(isinstance(told, Outcome) for told in (*here.convert(1), *here.convert(2)))
    (pid,) = here.started
    assert alive(pid)
    here.pool.close()
    assert not alive(pid)


def test_a_worker_that_was_started_early_is_the_one_that_works(place) -> None:
    """This test ensures that a warmed worker takes the first job, its own sample before it."""
    here = place('echo "$line" >> $(dirname $0)/lines; ')
    here.pool.start()
    assert [type(told) for told in here.convert(1)] == [Outcome]
    assert len(here.started) == 1
    lines = (here.folder / "lines").read_text().splitlines()
    assert ["sample.docx" in line for line in lines] == [True, False]


def test_one_that_died_while_it_waited_is_replaced(place) -> None:
    """This test ensures that no document pays for a worker that somebody has killed."""
    here = place()
    here.convert(1)
    os.killpg(here.started[0], signal.SIGKILL)
    assert gone(here.started[0])
    assert [type(told) for told in here.convert(1)] == [Outcome]
    assert len(here.started) == 2


def test_a_worker_is_renewed(place, monkeypatch) -> None:
    """This test ensures that memory that documents have left is given back after so many."""
    monkeypatch.setattr(office_pool, "_MOST", 2)
    here = place()
    here.convert(3)
    here.convert(2)
    first, second, third = here.started
    assert [alive(pid) for pid in (first, second, third)] == [False, False, True]


@pytest.mark.parametrize(("jobs", "tasks", "waiting"), [(1, 1, 0), (3, 2, 1), (8, 2, 0), (9, 2, 0)])
def test_few_documents_start_one_worker(place, monkeypatch, jobs, tasks, waiting) -> None:
    """This test ensures that a second worker is only started where enough is left for it."""
    monkeypatch.setattr(office_pool, "_WORTH_SECONDS", 0.01)
    here = place()
    queue = office_pool.JobQueue([here.job(number) for number in range(jobs)], lambda _told: None)
    made = here.pool.tasks(queue, jobs, 2)
    assert len(made) == tasks
    assert sum(task.keywords["patient"] for task in made) == waiting
    for task in reversed(made):  # the one that waits first: after a moment it helps
        task()
    assert len(here.started) == 1


def test_who_waits_in_vain_starts_nothing(place) -> None:
    """This test ensures that a second worker is not started when the first was quick enough."""
    here = place()
    queue = office_pool.JobQueue([here.job(0), here.job(1)], lambda _told: None)
    here.pool.stop(queue)
    here.pool.work(queue, patient=True)
    here.pool.work(queue)
    assert here.started == []


def test_stopping_a_call_ends_its_own_workers_only(place) -> None:
    """This test ensures that who stops listening to one call does not harm the next."""
    here = place("sleep 60; ")
    here.pool.start()
    queue = office_pool.JobQueue([here.job(0)], lambda _told: None)
    working = threading.Thread(target=here.pool.work, args=[queue])
    working.start()
    while not queue.busy:
        time.sleep(0.01)
    here.pool.start()
    here.pool.stop(queue)
    working.join()
    while len(here.started) < 2:
        time.sleep(0.01)
    assert [gone(here.started[0]), alive(here.started[1])] == [True, True]


def test_a_crew_that_nobody_holds_is_gone(place) -> None:
    """This test ensures that who forgets to close leaves no process behind either."""
    here = place()
    here.convert(1)
    here.pool = office_pool.OfficePool(
        Machine(Path(), Path(), None), Backend.BESIDE, Path(), Path(), 9.0
    )
    assert gone(here.started[0])


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room in which the self-test has been run."""
    folder = tmp_path_factory.mktemp("room")
    engine = find(folder)
    assert engine is not None, "LibreOffice is missing: run 'make setup'"
    assert engine.backends.backends[0] is Backend.INSIDE
    return folder


def workers(parent: int, others: Collection[int] = ()) -> list[int]:
    """The workers of a process, by /proc: what it has started, but for `others`."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    found = [int(pid) for task in tasks for pid in task.read_text().split() if is_worker(pid)]
    return [pid for pid in found if pid not in others]


@pytest.fixture
def others() -> list[int]:
    """The workers that other tests keep for theirs."""
    return workers(os.getpid())


def only_worker(parent: int, others: Collection[int] = ()) -> int:
    """The one worker of a process; for a moment it has no command line yet."""
    for _ in range(250):
        if found := workers(parent, others):
            (pid,) = found
            return pid
        time.sleep(0.02)
    raise AssertionError("no worker was started")


def is_worker(pid: str) -> bool:
    try:
        return b"worker.py" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


@pytest.mark.engine
def test_an_opened_engine_keeps_its_worker_and_its_bytes(room, tmp_path, others) -> None:
    """This test ensures that one process serves all calls of a build, with the bytes of others."""
    job = Job(document(tmp_path), FileKind.WORD, tmp_path / "a.pdf")
    seen = []
    with opened(room) as engine:
        for _ in range(2):
            (told,) = engine.to_pdf([job])
            assert told.fault is None
            seen.append((sha256_of(job.target), *workers(os.getpid(), others)))
        assert engine.remarks == []
    assert seen[0] == seen[1]
    (digest, pid) = seen[0]
    assert not alive(pid)
    (told,) = engine.to_pdf([job])  # closed, it works as it does when it was never started
    assert sha256_of(job.target) == digest
    assert workers(os.getpid(), others) == []


@pytest.mark.engine
def test_a_worker_starts_nothing_else(room, tmp_path, monkeypatch) -> None:
    """This test ensures that the office within a worker asks no program of the user's."""
    gpgconf, asked = tmp_path / "gpgconf", tmp_path / "asked"
    gpgconf.write_text(f"#!/bin/sh\ntouch '{asked}'\n")
    gpgconf.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with opened(room) as engine:
        (told,) = engine.to_pdf([Job(document(tmp_path), FileKind.WORD, tmp_path / "a.pdf")])
    assert told.fault is None
    assert not asked.exists()


@pytest.mark.engine
def test_an_error_ends_the_workers(room, others) -> None:
    """This test ensures that whatever ends a build (here Ctrl-C) ends them, too."""
    begun: list[int] = []

    def build() -> None:
        with opened(room):
            begun.append(only_worker(os.getpid(), others))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    (pid,) = begun
    assert not alive(pid)


_PROGRAM = """
import os, sys, time
from pathlib import Path
from dossier.convert.engines import find
engine = find(Path(sys.argv[1]))
engine.start()
print("started", flush=True)
sys.stdin.readline()
{end}
"""


@pytest.mark.engine
@pytest.mark.parametrize("end", ["sys.exit(3)", "time.sleep(60)"])
def test_no_worker_outlives_the_program(room, end) -> None:
    """This test ensures that workers end with a program that does not close, or is killed."""
    command = [sys.executable, "-W", "ignore", "-c", _PROGRAM.format(end=end), str(room)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "started\n"
        pid = only_worker(process.pid)
        process.stdin.close()
        if "sleep" in end:
            process.kill()
    assert gone(pid)


def test_a_folder_without_a_self_test_stays_as_it_is(tmp_path, monkeypatch) -> None:
    """This test ensures that starting neither tests a machine nor writes where nothing was."""
    (tmp_path / "soffice").touch()
    monkeypatch.setattr("dossier.fonts.identity", lambda: "fonts")
    engine = LibreOffice(tmp_path / "soffice", tmp_path / "room")
    engine.start()
    engine.close()
    assert not (tmp_path / "room").exists()
