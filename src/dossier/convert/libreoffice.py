"""LibreOffice as the engine: one process to a core, in the quickest way that this machine goes.

What a way could not do is tried once more in the next one of its :mod:`~dossier.convert.backends`;
only then is the document at fault. An engine that was started keeps its workers from one call to
the next, until it is closed.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from queue import SimpleQueue

from dossier import fonts
from dossier.convert.backends import Backends
from dossier.convert.batch import Batches, batches
from dossier.convert.engine import Job, Outcome
from dossier.convert.machine import Backend, Machine
from dossier.convert.office_pool import JobQueue, OfficePool, Unconverted
from dossier.convert.soffice import SETTINGS, version_of
from dossier.convert.staging import FAILED
from dossier.files import passing_folder
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily
from dossier.pool import processors
from dossier.store.memo import Memo
from dossier.store.source_hash import content_key, source_hash

# the code that prepares copies of documents, has them converted and hands their PDFs over
_CODE = (
    "convert/word", "convert/sheet", "convert/package.py", "convert/staging.py",
    "convert/modern.py", "convert/web.py", "convert/written.py",
    "media/plaintext.py", "media/webpage.py",
    "convert/batch.py", "convert/worker.py", "convert/soffice.py",
    "media/blank.py", "media/columns.py", "media/normalise.py", "media/paper.py",
    "media/pixels.py",
    "media/symbols.py", "media/workbook_parts.py", "numbers.py", "text.py",
)  # fmt: skip

PATIENCE = 30.0
"""Seconds without a sign of life after which a process counts as hung (large documents: more)."""

Answer = Outcome | Unconverted

NO_SLIDES = say(
    "Impress, the part of LibreOffice that opens presentations, is missing: run 'make setup' "
    "(Debian: apt install libreoffice-impress-nogui libreoffice-draw-nogui)"
)
"""The fault of a presentation where LibreOffice lacks what opens it."""


class _Pools:
    """The workers of an engine, by the way in which they work, and the folder that they do it in.

    Raises MissingToolError where the fonts of the project are not there.
    """

    def __init__(self, room: Path, backends: Backends, patience: float) -> None:
        self.conf = fonts.fontconfig(room)
        self._folder = passing_folder()
        self.temp = Path(self._folder.name)
        self._backends = backends
        self._patience = patience
        self._office_pools: dict[Backend, OfficePool] = {}

    def office_pool(self, backend: Backend) -> OfficePool:
        """The pool of a backend, which has no worker at first."""
        if backend not in self._office_pools:
            self._office_pools[backend] = OfficePool(
                self._backends.machine,
                backend,
                self.conf,
                self.temp,
                self._patience,
                self._backends.kept,
            )
        return self._office_pools[backend]

    def close(self) -> None:
        """End all workers and clear away what they left."""
        for office_pool in self._office_pools.values():
            office_pool.close()
        self._folder.cleanup()


class LibreOffice:
    """The engine that :mod:`dossier.convert.engines` finds."""

    def __init__(
        self,
        program: Path,
        room: Path,
        patience: float = PATIENCE,
        backends: Sequence[Backend] = tuple(Backend),
    ) -> None:
        self._program = program
        self._room = room
        self._patience = patience
        self.backends = Backends(Machine.around(program), room, backends)
        self._started = False
        self._pools: _Pools | None = None
        self.remarks: list[Text] = []
        """What is to be said of the engine itself, each once: a way that did not work."""

    @cached_property
    def identity(self) -> str:
        """Version, settings, the fonts of the project, and the code that prepares copies."""
        fonts.require()
        code = source_hash(*_CODE, shared=False)
        return f"{self._version()} {content_key(SETTINGS, fonts.identity(), code)}"

    @property
    def has_slides(self) -> bool:
        """Whether presentations can be converted."""
        return self.backends.machine.opens_slides

    def start(self) -> None:
        """Keep workers from now on, and begin to start the first one; this waits for nothing.

        Where the self-test of this machine has not been run yet, no worker is started before there
        is something to convert. Raises MissingToolError where the fonts of the project are missing.
        """
        if self._started:
            return
        self._started = True
        if self.backends.known and self.backends.backends[0] is not Backend.BATCH:
            self._pools = self._opened()
            self._pools.office_pool(self.backends.backends[0]).start()

    def close(self) -> None:
        """End the workers, at once; the engine can be used and started again."""
        self._started = False
        pools, self._pools = self._pools, None
        if pools is not None:
            pools.close()

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Convert `jobs`, in as many processes at once as there are cores.

        Raises MissingToolError where the fonts of the project are not there.
        """
        if not self.has_slides:
            slides = [job for job in jobs if job.kind.family is FileFamily.SLIDES]
            yield from (Outcome(job, NO_SLIDES) for job in slides)
            jobs = [job for job in jobs if job not in slides]
        if not jobs:
            return
        pools = self._pools or self._opened()
        if self._started:
            self._pools = pools
        try:
            yield from self._by(pools, jobs)
        finally:
            if pools is not self._pools:
                pools.close()

    def _opened(self) -> _Pools:
        return _Pools(self._room, self.backends, self._patience)

    def _by(self, pools: _Pools, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """The outcome of each job, by the next backend where one fails."""
        waiting, failed, died = list(jobs), set[Job](), set[Job]()
        above = Backend.INSIDE
        for backend in self.backends.backends:
            left: list[Unconverted] = []
            for told in self._on(backend, waiting, pools):
                final = told.job in failed or (isinstance(told, Unconverted) and told.exceeded)
                if isinstance(told, Unconverted) and not final:
                    left.append(told)
                    continue
                if told.fault is None and told.job in died:
                    self._remark(above)
                yield Outcome(
                    told.job, told.fault, told.remarks if isinstance(told, Outcome) else ()
                )
            failed |= {one.job for one in left if one.fault is not None}
            died = {one.job for one in left if one.died}
            waiting, above = [one.job for one in left], backend
            if not waiting:
                break
        else:  # there was no way below to try once more
            yield from (Outcome(one.job, one.fault or FAILED) for one in left)

    def _on(self, backend: Backend, jobs: Sequence[Job], pools: _Pools) -> Iterator[Answer]:
        """What becomes of each job on one backend."""
        told: SimpleQueue[Answer | BaseException] = SimpleQueue()
        workers = min(processors(), len(jobs))
        queue: JobQueue | None = None
        stop: Callable[[], None]
        tasks: list[Callable[[], None]]
        if backend is Backend.BATCH:
            converter = Batches(
                self._program, pools.conf, pools.temp, self._patience, told.put, self.backends.kept
            )
            tasks = [partial(converter.convert, batch) for batch in batches(jobs, workers)]
            stop = converter.stop
        else:
            office_pool, queue = pools.office_pool(backend), JobQueue(jobs, told.put)
            tasks = office_pool.tasks(queue, len(jobs), workers)
            stop = partial(office_pool.stop, queue)

        def tell(task: Future[None]) -> None:
            error = task.exception()  # a disk that is full, say
            if error is not None:
                told.put(error)

        with ThreadPoolExecutor(workers) as pool:
            try:
                for task in tasks:
                    pool.submit(task).add_done_callback(tell)
                for _ in jobs:
                    one = told.get()
                    if isinstance(one, BaseException):
                        raise one
                    yield one
            finally:  # also when nobody wants the rest
                stop()
        if queue is not None and queue.given_up:
            self._remark(backend)

    def _remark(self, backend: Backend) -> None:
        remark = say(
            "LibreOffice broke down in the quickest way ({way}); documents were converted in "
            "another one",
            way=backend.text,
        )
        if remark not in self.remarks:
            self.remarks.append(remark)

    def _version(self) -> str:
        """What ``soffice --version`` says, asked again only when the program has changed."""
        program = self._program.resolve()
        real = program.with_name("soffice.bin")
        status = (real if real.is_file() else program).stat()
        mark = [str(program), status.st_size, status.st_mtime_ns]
        memo = Memo(self._room / "soffice.json", str, content_key(mark))
        version = memo.read()
        if version is None:
            version = self._ask_version()
            memo.write(version)
        return version

    def _ask_version(self) -> str:
        hint = say("run 'make setup', or start it by hand to see what it says")
        return version_of(self._program, self._patience, hint)
