"""Each document that was converted, compared with its PDF once, and what that tells kept."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.assembly.identity import code_of
from dossier.convert import Converted, Source
from dossier.convert.run import OFFICE
from dossier.facts import replace
from dossier.files import key_of, write_note
from dossier.finding import Remark
from dossier.hands import each
from dossier.model.holding import Kind

_WORTH = 48  # documents that several processes compare sooner than one, which each has to load

Task = tuple[Path, Kind, Path]
"""The original file, its kind, and the PDF."""


def compared(
    sources: Sequence[Source], converted: Mapping[Path, Converted], cache: Path
) -> dict[Path, Converted]:
    """The conversions by path, with the remarks of comparing those of Word and Excel files.

    What is known from an earlier run (of this file, this PDF, and by this code) is used.
    """
    told = dict(converted)
    notes: dict[Path, Path] = {}
    due: dict[Path, Task] = {}
    for source in sources:
        one = converted[source.path]
        if source.kind not in OFFICE or one.pdf is None:
            continue
        key = key_of(source.sha256, one.sha256, code_of("compare", "media"))
        notes[source.path] = note = cache / "compared" / f"{key}.json"
        if _known(note) is None and note not in due:
            due[note] = (source.path, source.kind, one.pdf)
    for note, remarks in zip(due, each(compare_task, list(due.values()), _WORTH), strict=True):
        write_note(note, [remark.kept() for remark in remarks])
    for path, note in notes.items():
        if known := _known(note):
            told[path] = replace(told[path], remarks=(*told[path].remarks, *known))
    return told


def compare_task(task: Task) -> tuple[Remark, ...]:
    """What comparing tells of one document; for this process or another."""
    from dossier.compare.run import compare  # noqa: PLC0415 - loads lxml and pdfium

    return compare(*task)


def _known(note: Path) -> tuple[Remark, ...] | None:
    try:
        return tuple(map(Remark.recalled, json.loads(note.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError):
        return None
