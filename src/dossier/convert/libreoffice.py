"""LibreOffice as the engine: many documents to a process, one process to a core.

Its exit code says nothing (0 with no file, 0 with a page of garbage): what counts is that a
whole PDF with pages is there. A document is never alone to blame for the failure of its batch,
so what a batch left over is tried once more, each document by itself.
"""

import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock

from dossier import fonts
from dossier.convert import sheets, words
from dossier.convert.engine import Job, Outcome
from dossier.convert.soffice import SETTINGS, Soffice, command, environment
from dossier.errors import EngineError
from dossier.files import key_of, write_json, written_aside
from dossier.media import UnusableError
from dossier.media.normalise import normalise
from dossier.messages import Text, say
from dossier.model.holding import Kind

# raise it when documents come out differently for the same LibreOffice and settings
_EDITION = 2

# memory is not given back between documents: a process ends after this many
_LARGEST_BATCH = 25

# without a sign of life for this long (seconds), and longer for each megabyte of XML in the
# batch's largest document, a process is taken for hung: 5,000 table rows take more than a minute
_PATIENCE = 30.0
_PER_MEGABYTE = 10.0

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_SUFFIXES = {Kind.WORD: ".docx", Kind.SHEET: ".xlsx"}

_FAILED = say(
    "LibreOffice cannot convert it: open it in Word, Excel or WPS, save it again or as PDF"
)


def _slow(seconds: float) -> Text:
    return say(
        "LibreOffice has not finished it in {seconds} s: split it, or save it as PDF",
        seconds=round(seconds),
    )


def find(room: Path, patience: float = _PATIENCE) -> "LibreOffice | None":
    """The LibreOffice of this machine: $DOSSIER_SOFFICE, on the PATH, or where it is installed.

    `room` is a folder that the engine keeps from build to build (what it knows of the program,
    and the cache of fontconfig).
    """
    named = os.environ.get("DOSSIER_SOFFICE")
    found = named or shutil.which("soffice") or shutil.which("libreoffice")
    for place in (found,) if found else _PLACES:
        if Path(place).is_file():
            return LibreOffice(Path(place), room, patience)
    return None


class LibreOffice:
    """The engine of :mod:`dossier.convert`."""

    def __init__(self, program: Path, room: Path, patience: float = _PATIENCE) -> None:
        self._program = program
        self._room = room
        self._patience = patience

    @cached_property
    def identity(self) -> str:
        """Version, settings, and the fonts of the project."""
        fonts.require()
        return f"{self._version()} {key_of(_EDITION, SETTINGS, fonts.identity())}"

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Convert `jobs`, in as many processes at once as there are cores.

        Raises MissingToolError where the fonts of the project are not there.
        """
        conf = fonts.fontconfig(self._room)
        outcomes: SimpleQueue[Outcome | BaseException] = SimpleQueue()

        def tell(batch: Future[None]) -> None:
            error = batch.exception()  # a disk that is full, say
            if error is not None:
                outcomes.put(error)

        with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as temp:
            crew = _Crew(self._program, conf, Path(temp), self._patience, outcomes.put)
            workers = os.cpu_count() or 1
            with ThreadPoolExecutor(workers) as pool:
                try:
                    for batch in batches(jobs, workers):
                        pool.submit(crew.convert, batch).add_done_callback(tell)
                    for _ in jobs:
                        outcome = outcomes.get()
                        if isinstance(outcome, BaseException):
                            raise outcome
                        yield outcome
                finally:  # also when nobody wants the rest
                    crew.stop()

    def _version(self) -> str:
        """What ``soffice --version`` says, asked again only when the program has changed."""
        program = self._program.resolve()
        real = program.with_name("soffice.bin")
        status = (real if real.is_file() else program).stat()
        mark = [str(program), status.st_size, status.st_mtime_ns]
        memory = self._room / "soffice.json"
        try:
            known = json.loads(memory.read_text(encoding="utf-8"))
            if known["program"] == mark:
                return str(known["version"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # not known yet, or no longer readable
        version = self._ask_version()
        write_json(memory, {"program": mark, "version": version})
        return version

    def _ask_version(self) -> str:
        try:
            told = subprocess.run(
                [str(self._program), "--version"],
                capture_output=True,
                text=True,
                check=True,
                timeout=self._patience,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise EngineError(
                say("'{program}' does not start: {reason}", program=self._program, reason=error),
                hint=say("run 'make setup', or start it by hand to see what it says"),
            ) from error
        return told.stdout.strip()


class _Crew:
    """The batches of one call: their processes, and where their outcomes go."""

    def __init__(
        self,
        program: Path,
        conf: Path,
        temp: Path,
        patience: float,
        report: Callable[[Outcome], None],
    ) -> None:
        self._program = program
        self._conf = conf
        self._temp = temp
        self._patience = patience
        self._report = report
        self._lock = Lock()
        self._running: set[Soffice] = set()
        self._stopped = Event()

    def stop(self) -> None:
        """Kill what still runs; batches not begun end at once."""
        with self._lock:
            self._stopped.set()
            for process in self._running:
                process.kill()

    def convert(self, batch: Sequence[Job]) -> None:
        """Convert a batch and report an outcome for each job."""
        left, fault = self._pass(batch)
        for job in left:
            again, why = self._pass([job]) if len(batch) > 1 else (left, fault)
            if again:
                self._report(Outcome(job, why))

    def _pass(self, batch: Sequence[Job]) -> tuple[list[Job], Text]:
        """One process over the batch; the jobs that it left over, and why."""
        place = Path(tempfile.mkdtemp(dir=self._temp))
        home, out = place / "home", place / "out"
        home.mkdir()
        out.mkdir()
        waiting = {self._stage(job, place, n): job for n, job in enumerate(batch, 1)}
        patience = self._patience + max(map(allowance, waiting))
        argv = command(self._program, place / "profile", batch[0].kind, out, list(waiting))
        process = self._start(argv, environment(home, self._conf), patience)
        if process is None:
            return list(waiting.values()), _FAILED
        try:
            with closing(process.lines()) as lines:
                for _ in lines:
                    self._collect(waiting, out)
        finally:
            with self._lock:
                self._running.discard(process)
        self._collect(waiting, out)
        shutil.rmtree(place, ignore_errors=True)
        return list(waiting.values()), _slow(patience) if process.timed_out else _FAILED

    def _start(self, argv: list[str], env: dict[str, str], patience: float) -> Soffice | None:
        with self._lock:
            if self._stopped.is_set():
                return None
            process = Soffice(argv, env, patience)
            self._running.add(process)
            return process

    def _stage(self, job: Job, place: Path, number: int) -> Path:
        """A private copy under a short name: evidence is never opened for writing, nor locked."""
        copy = place / f"{number:04d}{_SUFFIXES[job.kind]}"
        if job.kind is Kind.SHEET:
            sheets.prepare(job.source, copy)
        else:
            words.prepare(job.source, copy)
        return copy

    def _collect(self, waiting: dict[Path, Job], out: Path) -> None:
        """Take the PDFs that are whole out of `waiting`, to their targets."""
        for copy, job in list(waiting.items()):
            made = out / f"{copy.stem}.pdf"
            # it is written from start to end: a file that has its end is whole
            if not (made.is_file() and made.read_bytes().rstrip().endswith(b"%%EOF")):
                continue
            del waiting[copy]
            try:
                with written_aside(job.target) as aside:
                    normalise(made, aside)
            except UnusableError:
                self._report(Outcome(job, _FAILED))
            else:
                self._report(Outcome(job))


def batches(jobs: Sequence[Job], workers: int) -> list[list[Job]]:
    """Split jobs by kind into batches, so that every worker has its share of the large ones.

    The same jobs give the same batches.
    """
    result: list[list[Job]] = []
    for kind in _SUFFIXES:
        queue = sorted(
            (job for job in jobs if job.kind is kind),
            key=lambda job: (-job.source.stat().st_size, str(job.source)),
        )
        count = min(len(queue), max(workers, -(-len(queue) // _LARGEST_BATCH)))
        result += [queue[start::count] for start in range(count)]
    return result


def allowance(document: Path) -> float:
    """How many seconds of silence a document may need beyond the usual, by its amount of XML."""
    try:
        with zipfile.ZipFile(document) as package:
            size = sum(i.file_size for i in package.infolist() if i.filename.endswith(".xml"))
    except zipfile.BadZipFile:
        size = 0
    return _PER_MEGABYTE * size / 1e6
