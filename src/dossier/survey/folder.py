"""The evidence folder, walked, hashed and examined."""

import os
import stat
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dossier import log
from dossier.errors import WorkspaceError
from dossier.faults import told_of
from dossier.files import nfc, not_a_file, sha256_of
from dossier.finding import Code
from dossier.media.samples import Samples
from dossier.messages import Text, say
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.pool import Failure, guarded
from dossier.progress import Steps, silent_steps
from dossier.refusal import refusal
from dossier.survey.examined import Answer, FileTask, examined, limits
from dossier.survey.memory import Known, Memory, held, stamp
from dossier.workspace import is_document, is_hidden_document, is_litter

# Clocks of file systems tick every few milliseconds: a file written within the same tick in
# which it was hashed could be changed again without a trace in its stat.
_TICK_NS = 20_000_000

_MANY = 400  # files that several processes open sooner than one, and photos wait among


def survey(folder: Path, memory: Path, progress: Steps = silent_steps) -> tuple[EvidenceFile, ...]:
    """Everything in the evidence folder, in the order of its paths.

    `memory` is the JSON file that keeps what an earlier survey found: only files whose stat has
    changed are opened. `progress` is told of those. The folder is only read.
    """
    return Survey(folder, memory).evidence_files(progress)


class Survey:
    """A survey that other processes begin with, while this one has something else to do.

    Where `words` are asked for, those of each file that is examined are read along with it, and
    stand in :attr:`words` by SHA-256, as :func:`~dossier.survey.texts.texts` takes them.

    Where it is known that :meth:`sample` is to come, JPEGs wait for it (`photos_wait`), if there is
    much else to look at meanwhile.
    """

    def __init__(
        self, folder: Path, memory: Path, *, words: bool = False, photos_wait: bool = False
    ) -> None:
        self.words: dict[str, bytes] = {}
        self._with_words = words
        self._known = Memory(memory)
        self._found: list[EvidenceFile] = []
        self._fresh: list[_ListedFile] = []
        for entry in _walk(folder):
            if entry.status is None:
                self._found.append(entry.unusable())
                continue
            recalled = self._known.recall(entry.path, entry.spelled, entry.place, entry.status)
            if recalled is not None:
                self._found.append(recalled)
            else:
                self._fresh.append(entry)
        # one kind after the other: each library finds its own code still in the processor's cache
        self._fresh.sort(key=lambda entry: (photos_wait and entry.is_jpeg, entry.suffix))
        _let_settle(entry.status for entry in self._fresh if entry.status)
        wait = photos_wait and len(self._fresh) >= _MANY
        self._waiting = [entry for entry in self._fresh if wait and entry.is_jpeg]
        self._answers = self._begun(self._fresh[: len(self._fresh) - len(self._waiting)])

    @property
    def photos_wait(self) -> bool:
        """Whether there are JPEGs that wait to be told which of them are photos."""
        return bool(self._waiting)

    def sample(self, photos: Collection[str], samples: Samples) -> None:
        """Go on with the JPEGs that wait; of those among `photos` (paths), make samples."""
        self._go_on(photos, samples)

    def _go_on(self, photos: Collection[str] = (), samples: Samples | None = None) -> None:
        """Begin with what waits, if anything does."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._answers = chain(self._answers, self._begun(waiting, photos, samples))

    def _begun(
        self,
        entries: Sequence["_ListedFile"],
        photos: Collection[str] = (),
        samples: Samples | None = None,
    ) -> Iterator["Answer | Failure"]:
        tasks = [
            FileTask(
                one.place,
                one.status.st_size if one.status else 0,
                self._known.content_of(one.spelled),
                self._with_words,
                samples if one.path in photos else None,
            )
            for one in entries
        ]
        few = len(self._fresh) < _MANY  # each process has to load all libraries
        return iter(guarded(examined, tasks, limits, 1 if few else None, patient=few))

    def evidence_files(self, progress: Steps = silent_steps) -> tuple[EvidenceFile, ...]:
        """What :func:`survey` gives; to be asked for once."""
        known, found = self._known, self._found
        self._go_on()
        for number, (entry, answer) in enumerate(zip(self._fresh, self._answers, strict=True), 1):
            told, words = _unread(entry, answer) if isinstance(answer, Failure) else answer
            status = entry.status
            assert status is not None
            sha256 = told.sha256
            told = known.heal(entry.spelled, sha256) or told
            if told.detail:
                log.note(entry.path, told.detail)
            # a file that changed under our eyes is opened again next time
            same = sha256 and stamp(os.stat(entry.place)) == stamp(status)  # noqa: PTH116
            if same and told.fault is not Code.NOT_MADE:
                known.remember(entry.spelled, told, status)
                if words is not None:
                    self.words[sha256] = words
            found.append(held(entry.path, entry.place, status.st_size, told))
            progress(number, len(self._fresh), entry.path)
        known.save()
        return tuple(sorted(found, key=lambda one: (one.path, one.place)))


@dataclass(slots=True)
class _ListedFile:
    """A file as the folder lists it. Without `status` it is no proper file, and `remedy` says why.

    `path` and `place` are as in EvidenceFile, `spelled` is the path as the file system writes it.
    All are strings: making a Path takes longer than asking the system for a file.
    """

    path: str
    spelled: str
    place: str
    status: os.stat_result | None = None
    fault: Code = Code.FILE_TYPE
    remedy: Text | None = None

    @property
    def suffix(self) -> str:
        """What follows the last dot of its name, in small letters."""
        return self.path.rpartition(".")[2].lower()

    @property
    def is_jpeg(self) -> bool:
        """Whether it is one by its name."""
        return self.suffix in {"jpg", "jpeg"}

    def unusable(self) -> EvidenceFile:
        return EvidenceFile(
            path=self.path,
            place=self.place,
            size=0,
            sha256="",
            kind=FileKind.OTHER,
            fault=self.fault,
            remedy=self.remedy,
        )


def _walk(folder: Path) -> Iterator[_ListedFile]:
    """Every file, not yet opened."""
    home = Path(os.path.realpath(folder))  # which a link that leads round in a circle has, too
    locked: list[OSError] = []
    root = str(folder)
    for place, folders, files in os.walk(root, onerror=locked.append):
        links = [name for name in folders if os.path.islink(f"{place}/{name}")]  # noqa: PTH114
        folders[:] = [name for name in folders if not is_litter(name) and name not in links]
        within = place[len(root) + 1 :].replace(os.sep, "/")
        named = [name for name in folders if is_document(name)]
        for name in (*files, *links, *named):
            if not is_litter(name) or is_hidden_document(name):
                spelled = f"{within}/{name}" if within else name
                yield _entry(spelled, f"{place}/{name}", home)
    for error in locked:
        if error.filename == root:
            _refuse(folder, error)
        else:
            remedy = say("the folder cannot be opened: look at its permissions")
            spelled = Path(error.filename).relative_to(folder).as_posix()
            shown = nfc(_readable(spelled))
            yield _ListedFile(shown, spelled, error.filename, None, Code.FILE_DAMAGED, remedy)


def _refuse(folder: Path, error: OSError) -> None:
    """Say that the folder cannot be opened; but that there is none yet is no error."""
    if isinstance(error, FileNotFoundError) and not folder.is_symlink():
        return
    raise WorkspaceError(
        say("'{folder}' cannot be opened: {reason}", folder=folder, reason=refusal(error)),
        say("look at its permissions; where it is no folder, put the folder itself in its place"),
    )


def _entry(spelled: str, place: str, home: Path) -> _ListedFile:
    """A directory entry, with an objection where it cannot even be opened as a file."""
    path = nfc(_readable(spelled))
    if _is_garbled(spelled):
        remedy = say("its name is not in UTF-8: rename the file")
        return _ListedFile(path, spelled, place, remedy=remedy)
    if is_hidden_document(path.rpartition("/")[2]):
        remedy = say("the dot before its name hides it: rename the file, without the dot")
        return _ListedFile(path, spelled, place, remedy=remedy)
    status = os.lstat(place)
    if stat.S_ISLNK(status.st_mode):
        if not _stays(Path(place), home):
            remedy = not_a_file(Path(place)) or say(
                "it is a link that leads elsewhere: put the file itself in its place"
            )
            return _ListedFile(path, spelled, place, remedy=remedy)
        status = os.stat(place)  # noqa: PTH116 - by string
    if not stat.S_ISREG(status.st_mode):
        return _ListedFile(path, spelled, place, remedy=not_a_file(Path(place)))
    return _ListedFile(path, spelled, place, status)


def _readable(name: str) -> str:
    """A name as a person knows it: names from old zip files are often GBK, not UTF-8."""
    return os.fsencode(name).decode("gb18030", "replace") if _is_garbled(name) else name


def _is_garbled(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8 came as lone surrogates
        return True
    return False


def _stays(link: Path, home: Path) -> bool:
    """Whether a link leads to a file within the evidence folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False
    return target.is_relative_to(home) and target.is_file()


def _unread(entry: "_ListedFile", failure: Failure) -> Answer:
    """What there is to remember of a file that took too much, or of which its reader died."""
    fault, remedy = told_of(entry.path, failure)
    try:
        sha256 = sha256_of(Path(entry.place))
    except OSError:
        sha256 = ""
    return Known(sha256, fault=fault, remedy=remedy), None


def _let_settle(stats: Iterator[os.stat_result]) -> None:
    youngest = max((status.st_ctime_ns for status in stats), default=0)
    age = time.time_ns() - youngest
    if 0 <= age < _TICK_NS:
        time.sleep((_TICK_NS - age) / 1e9)
