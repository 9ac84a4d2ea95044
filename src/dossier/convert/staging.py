"""What surrounds the conversion of one document: a private copy to open, and what to hand over."""

import os
import shutil
import zipfile
from pathlib import Path
from typing import IO

from dossier.convert.engine import Job, Outcome
from dossier.convert.watch import MOST_MB
from dossier.damage import DAMAGED
from dossier.facts import Fact
from dossier.faults import CHANGED, told_of
from dossier.files import written_aside
from dossier.finding import Code, Remark
from dossier.media import UnusableError
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily, FileKind
from dossier.pool import Failure, by_size, guarded_one

FAILED = say(
    "LibreOffice cannot convert it: open it in Word, Excel or WPS, save it again or as PDF"
)
"""The fault of a document that LibreOffice refuses or does not survive."""

LARGE = say(
    "LibreOffice takes more than {megabytes} MB of memory for it: split it, or save it as PDF",
    megabytes=MOST_MB,
)
"""The fault of a document for which it was ended."""

# seconds that a document may take beyond the usual: 5,000 table rows take more than a minute
_PER_MEGABYTE = 10.0
_MOST_ALLOWED = 300.0

_PACKAGES = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}
_LARGEST_DIRECTORY = 4 << 20  # bytes: fifty thousand parts
_LONGEST_END, _END = 22 + 0xFFFF, b"PK\5\6"


def slow(seconds: float) -> Text:
    """The fault of a document that takes longer than it is given."""
    return say(
        "LibreOffice has not finished it in {seconds} s: split it, or save it as PDF",
        seconds=round(seconds),
    )


class Staged(Fact, frozen=True):
    """The copy of a document that is to be converted, and what was altered in it."""

    job: Job
    copy: Path
    remarks: tuple[Remark, ...] = ()


def stage(job: Job, place: Path, number: int) -> Staged | Outcome:
    """A copy in `place` under a short name: evidence is never opened for writing, nor locked.

    An outcome with a fault where the document takes too much, or is none of which a copy is made.
    """
    copy = place / f"{number:04d}{job.kind.suffix}"
    if not job.source.exists():
        return Outcome(job, CHANGED)
    remarks = guarded_one(_prepared, (job, copy), by_size(size_of(job.source)))
    if isinstance(remarks, Failure):
        copy.unlink(missing_ok=True)
        return Outcome(job, told_of(job.name or job.source.name, remarks)[1])
    return Staged(job, copy, remarks)


def _prepared(task: tuple[Job, Path]) -> tuple[Remark, ...]:
    from dossier.convert import sheet, web, word  # noqa: PLC0415 - loads lxml

    job, copy = task
    if job.kind is FileKind.SHEET:
        return sheet.prepare(job.source, copy, job.name)
    if job.kind is FileKind.WORD:
        return word.prepare(job.source, copy)
    if job.kind in web.PAGES:
        return web.prepare(job.source, copy, job.kind)
    shutil.copyfile(job.source, copy)
    return ()


def whole(made: Path) -> bool:
    """Whether a PDF or package is there to its end; LibreOffice writes one from start to end."""
    if not made.is_file():
        return False
    content = made.read_bytes()
    if made.suffix == ".pdf":
        return content.rstrip().endswith(b"%%EOF")
    return _END in content[-_LONGEST_END:]


def deliver(staged: Staged, made: Path) -> Outcome:
    """Put what was made in its target's place, the same bytes each time."""
    job = staged.job
    if job.target.suffix != ".pdf":
        with written_aside(job.target) as aside:
            shutil.copyfile(made, aside)
        return Outcome(job, remarks=staged.remarks)
    slides = job.kind.family is FileFamily.SLIDES
    put = guarded_one(_normalised, (made, job.target, slides), by_size(made.stat().st_size))
    if isinstance(put, Failure):
        return Outcome(job, told_of(job.name or job.source.name, put)[1])
    if put is None:
        return Outcome(job, FAILED)
    remarks = staged.remarks
    if put:
        left_out = say("empty pages at its end ({count}) are left out", count=put)
        remarks += (Remark(Code.CONTENT_ADAPTED, left_out),)
    return Outcome(job, remarks=remarks)


def _normalised(task: tuple[Path, Path, bool]) -> int | None:
    """How many pages were left out; None where there is no PDF."""
    from dossier.media.normalise import normalise  # noqa: PLC0415 - loads pikepdf

    made, target, slides = task
    try:
        with written_aside(target) as aside:
            return normalise(made, aside, slides=slides)
    except UnusableError:
        return None


def allowance(document: Path) -> float:
    """How many seconds a document may need beyond the usual, by its amount of XML.

    Of one that is no package nothing is known but its size.
    """
    packed = document.suffix in _PACKAGES
    amount = xml_size(document) if packed else size_of(document)
    return min(_PER_MEGABYTE * amount / 1e6, _MOST_ALLOWED)


def size_of(document: Path) -> int:
    """Bytes of a file; 0 where it is gone by now."""
    try:
        return document.stat().st_size
    except FileNotFoundError:
        return 0


def xml_size(document: Path) -> int:
    """Bytes of XML in an office file, unpacked; 0 where it is none.

    This process reads the list of its parts itself: one that would fill the memory is not read.
    """
    try:
        with document.open("rb") as file:
            if _directory_size(file) > _LARGEST_DIRECTORY:
                return 0
            with zipfile.ZipFile(file) as package:
                return sum(i.file_size for i in package.infolist() if i.filename.endswith(".xml"))
    except DAMAGED:
        return 0


def _directory_size(file: IO[bytes]) -> int:
    """What the end of a zip says of the list of its parts (APPNOTE.TXT 4.3.16)."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    end = file.read()
    place = end.rfind(_END)
    return int.from_bytes(end[place + 12 : place + 16], "little") if place >= 0 else 0


def biggest_first(jobs: list[Job]) -> list[Job]:
    """Jobs in the order in which several workers are done soonest; the same for the same jobs."""
    return sorted(
        jobs,
        key=lambda job: (-xml_size(job.source), -size_of(job.source), str(job.source)),
    )
