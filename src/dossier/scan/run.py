"""The pages that nobody has read yet, read by several processes; each content once."""

from collections.abc import Mapping
from pathlib import Path

from dossier import log
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import sha256_of
from dossier.media.page_picture import textless
from dossier.messages import Text, say
from dossier.pool import Failure, Limits, by_size, guarded, processors, rest
from dossier.pool.memory import free_memory
from dossier.progress import Steps, silent_steps
from dossier.scan import reader
from dossier.scan.words import ScannedPage
from dossier.store.blobs import BlobCache
from dossier.store.memo import KeyedMemo
from dossier.store.source_hash import content_key, source_hash

# one process: models and a page of A4 take 0.5 to 0.7 GB, a larger page more
_EACH, _LEFT = 800 << 20, 1 << 30
_LIMITS = Limits(seconds=120.0, megabytes=1600, most=3200)


class Scan(Fact, frozen=True):
    """A PDF of evidence: where it is, its hash, and what its file is called."""

    pdf: Path
    sha256: str
    name: str


class Scans:
    """What stands on the pages without text of some PDFs, as far as it is known in `cache`."""

    def __init__(self, cache: Path) -> None:
        self._bare: KeyedMemo[tuple[int, ...]] = KeyedMemo(
            cache / "textless.json", tuple[int, ...], source_hash("media", "scan")
        )
        self._pages: BlobCache[ScannedPage] = BlobCache(cache / "scans", ScannedPage)
        self._edition = ""

    def read(
        self, scans: Mapping[str, Scan], progress: Steps = silent_steps
    ) -> dict[str, tuple[ScannedPage, ...]]:
        """The pages without text of each of `scans`, by its key, in order.

        What nobody has read is read now, and kept page by page, so that who is interrupted goes on
        where he was; `progress` is told of these pages. The extra `scan` must be there for that.
        """
        wanted = self.wanted(scans)
        found: dict[tuple[str, int], ScannedPage] = {}
        due: dict[tuple[str, int], tuple[Path, int, str]] = {}
        for key, numbers in wanted.items():
            one = scans[key]
            for number in numbers:
                known = self._known(one.sha256, number)
                if known is not None:
                    found[one.sha256, number] = known
                else:
                    due[one.sha256, number] = (one.pdf, number, one.sha256)
        if due:
            self._read(due, {one.sha256: one.name for one in scans.values()}, found, progress)
        return {
            key: tuple(page for n in numbers if (page := found.get((scans[key].sha256, n))))
            for key, numbers in wanted.items()
        }

    def wanted(self, scans: Mapping[str, Scan]) -> dict[str, tuple[int, ...]]:
        """The numbers of the pages without text, by key, of those that have any."""
        bare: dict[str, tuple[int, ...]] = {}
        unknown = {one.sha256: one for one in scans.values() if self._bare.get(one.sha256) is None}
        tasks = [one.pdf for one in unknown.values()]
        for one, answer in zip(unknown.values(), guarded(textless, tasks, _by_size), strict=True):
            if isinstance(answer, Failure):  # the survey has told what is wrong with it
                log.note(one.name, f"no page of it was read: {_why(one.name, answer)}")
                bare[one.sha256] = ()
            elif sha256_of(one.pdf) == one.sha256:
                self._bare.put(one.sha256, answer)
        self._bare.save()
        return {
            key: numbers
            for key, one in scans.items()
            if (numbers := bare.get(one.sha256) or self._bare.get(one.sha256) or ())
        }

    def unread(self, scans: Mapping[str, Scan]) -> int:
        """How many pages without text nobody has read."""
        return sum(
            self._known(scans[key].sha256, number) is None
            for key, numbers in self.wanted(scans).items()
            for number in numbers
        )

    def _read(
        self,
        due: Mapping[tuple[str, int], tuple[Path, int, str]],
        names: Mapping[str, str],
        found: dict[tuple[str, int], ScannedPage],
        progress: Steps,
    ) -> None:
        rest()  # those who opened files have their libraries loaded, and take room
        answers = guarded(_read_page, list(due.values()), lambda _task: _LIMITS, at_once())
        for done, ((sha256, number), answer) in enumerate(zip(due, answers, strict=True), 1):
            name = names[sha256]
            if isinstance(answer, Failure):
                log.note(name, f"page {number} was not read: {_why(name, answer)}")
                page = ScannedPage(number, unread=True)
            elif answer is None:  # its file was changed while it was read
                page = None
            else:
                page = answer
            if page is not None:
                found[sha256, number] = page
                if not isinstance(answer, Failure) or answer.exceeded:
                    self._pages.keep(self._key(sha256, number), page, blob=False)
            progress(done, len(due), name)
        rest()  # each holds half a gigabyte

    def _known(self, sha256: str, number: int) -> ScannedPage | None:
        return self._pages.find(self._key(sha256, number))

    def _key(self, sha256: str, number: int) -> str:
        if not self._edition and reader.available():
            self._edition = content_key(reader.edition(), source_hash("scan", "media"))
        return content_key(sha256, number, self._edition)


def at_once() -> int:
    """How many pages are read at once: as many as there are processors, and memory for."""
    free = free_memory()
    if free is None:
        return 1
    return max(1, min(processors(), (free - _LEFT) // _EACH))


def _read_page(task: tuple[Path, int, str]) -> ScannedPage | None:
    """What stands on a page; None where the file is not what it was when it was looked at."""
    path, number, sha256 = task
    page = reader.read(path, number)
    if not path.stem.startswith(sha256) and sha256_of(path) != sha256:
        return None
    return page or ScannedPage(number)


def _by_size(path: Path) -> Limits:
    try:
        return by_size(path.stat().st_size)
    except OSError:  # it is gone, as opening it will tell
        return Limits()


def _why(name: str, failure: Failure) -> str:
    remedy: Text = told_of(name, failure)[1]
    return remedy.spoken("en")


MISSING = say("install what reads scans with: make setup SCAN=1")
"""What to do where the extra `scan` is not there."""
