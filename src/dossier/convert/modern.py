"""Files of other kinds made Word and Excel files, which then go the road of these.

LibreOffice opens the formats of old and of other office programs; texts and tables as text are
written here, since what they hold is known. What is made lies in the cache, never in a package.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier.convert.engine import Engine, Job
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import written_aside
from dossier.finding import Remark
from dossier.messages import Text
from dossier.model.evidence_file import FileKind
from dossier.pool import Failure, by_size, guarded, guarded_one
from dossier.store.blobs import BlobCache

# Where its locale is Chinese, LibreOffice (7.4) reads the English name of the usual number
# format letter by letter when it writes a workbook, and every number is printed as ###.
_STYLES, _MISREAD = "xl/styles.xml", b"ge\\ner&quot;al&quot;"
_SHEETS = "xl/worksheets/sheet"
# what a new workbook prints above and below its sheets
_HEADS = re.compile(
    rb"<headerFooter\b[^>]*><oddHeader>[^<]*&amp;A</oddHeader>"
    rb"<oddFooter>[^<]*Page &amp;P</oddFooter></headerFooter>"
)
_WITHOUT_HEADS = {FileKind.WEB_SHEET, FileKind.XML_SHEET}
_WRITTEN = {FileKind.TEXT, FileKind.CSV}


class Modern(Fact, frozen=True):
    """The Word or Excel file that stands for one of another kind, or why there is none."""

    path: Path | None
    fault: Text | None = None
    remarks: tuple[Remark, ...] = ()


class DueCopy(Fact, frozen=True):
    """A file that is to be made a Word or Excel file: itself, its kind and name."""

    path: Path
    kind: FileKind
    name: str


class ModernFiles:
    """The Word and Excel files that stand for others, by the keys of their PDFs."""

    def __init__(self, cache: Path) -> None:
        self._kept = {
            kind: BlobCache(cache / "office", tuple[Remark, ...], kind.suffix)
            for kind in (FileKind.WORD, FileKind.SHEET)
        }

    def find(self, key: str, kind: FileKind) -> Modern | None:
        """What stands for a file of this kind, if it has been made."""
        kept = self._kept[kind.printed_as]
        remarks = kept.find(key)
        return None if remarks is None else Modern(kept.place(key), None, remarks)

    def made(self, due: Mapping[str, DueCopy], engine: Engine) -> Iterator[tuple[str, Modern]]:
        """What is made of each file, by its key."""
        jobs: dict[Job, str] = {}
        written: dict[str, DueCopy] = {}
        for key, one in due.items():
            place = self._kept[one.kind.printed_as].place(key)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            if one.kind in _WRITTEN:
                written[key] = one
            else:
                jobs[Job(one.path, one.kind, place, one.name)] = key
        yield from self._written(written)
        for outcome in engine.to_pdf(tuple(jobs)) if jobs else ():
            key = jobs[outcome.job]
            if outcome.fault is not None:
                yield key, Modern(None, outcome.fault)
                continue
            if outcome.job.kind.printed_as is FileKind.SHEET:
                task = outcome.job.target, outcome.job.kind
                mended = guarded_one(_mend, task, by_size(_size(outcome.job.target)))
                if isinstance(mended, Failure):
                    yield key, Modern(None, told_of(outcome.job.name, mended)[1])
                    continue
            yield key, self._keep(key, outcome.job.kind, outcome.remarks)

    def _written(self, due: Mapping[str, DueCopy]) -> Iterator[tuple[str, Modern]]:
        tasks = [(one, self._kept[one.kind.printed_as].place(key)) for key, one in due.items()]
        answers = guarded(_write, tasks, lambda task: by_size(_size(task[0].path)), 1)
        for (key, one), answer in zip(due.items(), answers, strict=True):
            if isinstance(answer, Failure):
                yield key, Modern(None, told_of(one.name, answer)[1])
            else:
                yield key, self._keep(key, one.kind, ())

    def _keep(self, key: str, kind: FileKind, remarks: tuple[Remark, ...]) -> Modern:
        kept = self._kept[kind.printed_as]
        kept.keep(key, tuple(remark.masked() for remark in remarks))
        return Modern(kept.place(key), None, remarks)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is gone, as reading it will tell
        return 0


def _write(task: tuple[DueCopy, Path]) -> None:
    from dossier.convert.written import document, workbook  # noqa: PLC0415 - of few

    due, place = task
    content = due.path.read_bytes()
    with written_aside(place) as aside:
        if due.kind is FileKind.TEXT:
            document(content, aside)
        else:
            workbook(content, aside)


def _mend(task: tuple[Path, FileKind]) -> None:
    from dossier.convert.package import copy_changed  # noqa: PLC0415 - loads lxml

    book, kind = task

    def change(package: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[Remark, ...]]:
        changed = {_STYLES: package.read(_STYLES).replace(_MISREAD, b"General")}
        if kind in _WITHOUT_HEADS:  # they would get those of a new workbook
            changed |= {
                name: _HEADS.sub(b"", package.read(name))
                for name in package.namelist()
                if name.startswith(_SHEETS)
            }
        return changed, ()

    with written_aside(book) as aside:
        copy_changed(book, aside, change)
