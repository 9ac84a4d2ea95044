"""Each document that was converted, compared with its PDF once, and what that tells kept."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.convert import Converted, Source
from dossier.convert.run import OFFICE
from dossier.facts import replace
from dossier.faults import told_of
from dossier.files import write_note
from dossier.finding import Code, Remark
from dossier.messages import say
from dossier.model.holding import Kind
from dossier.pool import Failure, Limits, by_size, guarded
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
    notes: dict[Path, Path] = {}
    due: dict[Path, Task] = {}
    found: dict[Path, tuple[Remark, ...]] = {}
    for source in sources:
        one = converted[source.path]
        if source.kind not in OFFICE or one.pdf is None:
            continue
        key = content_key(source.sha256, one.sha256, source_hash("compare", "media"))
        notes[source.path] = note = cache / "compared" / f"{key}.json"
        if note in found or note in due:
            continue
        known = _known(note)
        if known is None:
            due[note] = (source.path, source.kind, one.pdf, source.name)
        else:
            found[note] = known
    found |= _made(due)
    told = dict(converted)
    for path, note in notes.items():
        if found[note]:
            told[path] = replace(told[path], remarks=(*told[path].remarks, *found[note]))
    return told


def _made(due: Mapping[Path, Task]) -> dict[Path, tuple[Remark, ...]]:
    """What comparing tells anew, by the notes in which it is kept; a fault of ours is not."""
    found: dict[Path, tuple[Remark, ...]] = {}
    tasks = list(due.values())
    answers = guarded(compare_task, tasks, _limits, None if len(tasks) >= _WORTH else 1)
    for (note, task), answer in zip(due.items(), answers, strict=True):
        if isinstance(answer, Failure):
            found[note] = (_unchecked(task[3], answer),)
        else:
            found[note] = answer
        if not isinstance(answer, Failure) or answer.exceeded:
            write_note(note, [remark.kept() for remark in found[note]])
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


def _known(note: Path) -> tuple[Remark, ...] | None:
    try:
        return tuple(map(Remark.recalled, json.loads(note.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError):
        return None
