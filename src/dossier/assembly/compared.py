"""Each document that was converted, compared with its PDF once, and what that tells kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.convert import Converted, Source
from dossier.convert.run import OFFICE
from dossier.facts import replace
from dossier.faults import told_of
from dossier.finding import Code, Remark
from dossier.messages import say
from dossier.model.holding import Kind
from dossier.pool import Failure, Limits, by_size, guarded
from dossier.store.blobs import BlobCache
from dossier.store.source_hash import content_key, source_hash

_WORTH = 48  # documents that several processes compare sooner than one, which each has to load

Task = tuple[Path, Kind, Path, str]
"""The original file, its kind, the PDF, and the name of the file."""


def compared(
    sources: Sequence[Source], converted: Mapping[Path, Converted], cache: Path
) -> dict[Path, Converted]:
    """The conversions by path, with the remarks of comparing those of Word and Excel files.

    What is known from an earlier run (of this file, this PDF, and by this code) is used. A file
    that takes too long or too much memory is told as not compared.
    """
    notes = BlobCache(cache / "compared", tuple[Remark, ...])
    keys: dict[Path, str] = {}
    due: dict[str, Task] = {}
    found: dict[str, tuple[Remark, ...]] = {}
    for source in sources:
        one = converted[source.path]
        if source.kind not in OFFICE or one.pdf is None:
            continue
        key = content_key(source.sha256, one.sha256, source_hash("compare", "media"))
        keys[source.path] = key
        if key in found or key in due:
            continue
        known = notes.find(key)
        if known is None:
            due[key] = (source.path, source.kind, one.pdf, source.name)
        else:
            found[key] = known
    found |= _made(due, notes)
    told = dict(converted)
    for path, key in keys.items():
        if found[key]:
            told[path] = replace(told[path], remarks=(*told[path].remarks, *found[key]))
    return told


def _made(
    due: Mapping[str, Task], notes: BlobCache[tuple[Remark, ...]]
) -> dict[str, tuple[Remark, ...]]:
    """What comparing tells anew, by the keys under which it is kept; a fault of ours is not."""
    found: dict[str, tuple[Remark, ...]] = {}
    tasks = list(due.values())
    answers = guarded(compare_task, tasks, _limits, None if len(tasks) >= _WORTH else 1)
    for (key, task), answer in zip(due.items(), answers, strict=True):
        if isinstance(answer, Failure):
            found[key] = (_unchecked(task[3], answer),)
        else:
            found[key] = answer
        if not isinstance(answer, Failure) or answer.exceeded:
            notes.keep(key, tuple(remark.masked() for remark in found[key]), blob=False)
    return found


def compare_task(task: Task) -> tuple[Remark, ...]:
    """What comparing tells of one document, in another process."""
    from dossier.compare.run import compare  # noqa: PLC0415 - loads lxml and pdfium

    office, kind, pdf, _ = task
    return compare(office, kind, pdf)


def _limits(task: Task) -> Limits:
    return by_size(task[0].stat().st_size + task[2].stat().st_size)


def _unchecked(name: str, failure: Failure) -> Remark:
    text = say(
        "the file could not be compared with its PDF: {reason}", reason=told_of(name, failure)[1]
    )
    return Remark(
        Code.CONTENT_UNCHECKED, text, say("compare the pages in the PDF with the file yourself")
    )
