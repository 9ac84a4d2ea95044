"""What there is to tell of chapters that a person edited: that they are used, and what is outdated.

Each is held against what its template would give now. That is made aside, by a process of its own,
and once for each edit and each state of the facts.
"""

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier import log
from dossier.assembly.edited import EditedChapter
from dossier.assembly.inspection import Inspection
from dossier.check.outdated import OutdatedNumber, outdated
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import passing_folder
from dossier.finding import Code, Finding
from dossier.media.text import passages
from dossier.messages import Text, say
from dossier.model.chart import Chart
from dossier.model.evidence_file import FileKind
from dossier.model.standard import Chapter
from dossier.pool import Failure, Limits, guarded
from dossier.render.fields import Fields, Value
from dossier.render.vocabulary import chapter_fields
from dossier.store.memo import KeyedMemo
from dossier.store.source_hash import content_key, source_hash

_LIMITS = Limits(seconds=120)
_EDITION = ("assembly", "check", "media", "render")
_PIXEL = (  # a PNG
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="
)
Found = tuple[OutdatedNumber, ...]


def told_of_edits(inspection: Inspection) -> Iterator[Finding]:
    """That each file in inputs/chapters is used, with what is outdated in it, or that it is not."""
    edited = inspection.edited
    found = _outdated(inspection) if edited.used else {}
    for chapter in inspection.chapters:
        if one := edited.used.get(chapter.code):
            yield _used(chapter, one)
            numbers = found.get(chapter.code, ())
            if isinstance(numbers, Text):
                yield _uncompared(chapter, one, numbers)
            else:
                yield from (_number(chapter, one, number) for number in numbers)
    for name in edited.unused:
        yield Finding(
            Code.CHAPTER_EDITED,
            say("'{file}' is used for no chapter", file=name),
            path=name,
            hint=say(
                "a name begins with the code of its chapter, and only one file counts for each: "
                "rename it, or move it elsewhere"
            ),
        )


def _used(chapter: Chapter, one: EditedChapter) -> Finding:
    return Finding(
        Code.CHAPTER_EDITED,
        say("'{file}' was edited by hand and is used as it is", file=one.name),
        path=one.name,
        hint=say(
            "'dossier chapter {code} --regenerate' makes it again from the template, and "
            "keeps this file aside",
            code=chapter.code,
        ),
        indicator=chapter.indicator,
    )


def _uncompared(chapter: Chapter, one: EditedChapter, why: Text) -> Finding:
    return Finding(
        Code.CONTENT_UNCHECKED,
        say("the numbers in '{file}' were not compared: {why}", file=one.name, why=why),
        path=one.name,
        hint=say("open it in Word or WPS and save it again as .docx"),
        indicator=chapter.indicator,
    )


def _number(chapter: Chapter, one: EditedChapter, number: OutdatedNumber) -> Finding:
    return Finding(
        Code.CHAPTER_OUTDATED,
        say(
            "{place}: “{quote}” prints {printed}, the workbooks now give {now}",
            place=number.place,
            quote=number.quote,
            printed=number.printed,
            now=number.now,
        ),
        path=one.name,
        hint=say("correct it in that file; what is right as it is may stay"),
        indicator=chapter.indicator,
    )


def _outdated(inspection: Inspection) -> dict[str, Found | Text]:
    """What is outdated in each edited chapter, by its code, or why that is not known.

    One whose template is at fault is not compared, for the template is told of.
    """
    cache = inspection.workspace.cache
    memo = KeyedMemo(cache / "outdated.json", Found, source_hash(*_EDITION))
    material = inspection.material(inspection.boxes, {})
    templates = inspection.templates
    keys: dict[str, str] = {}
    failed: dict[str, Text] = {}
    due: dict[str, tuple[EditedChapter, str, Fields]] = {}
    for chapter in inspection.chapters:
        one = inspection.edited.used.get(chapter.code)
        if one is None or chapter.template in inspection.faulty:
            continue
        try:
            fields = chapter_fields(chapter, material)
            inputs = templates.inputs(chapter.template, fields)
        except Exception as error:  # noqa: BLE001 - it costs what is said of this chapter
            log.note(one.name, f"it was not compared: {error!r}")
            failed[chapter.code] = say("an unexpected fault")
            continue
        keys[chapter.code] = key = content_key(one.sha256, inputs)
        if memo.get(key) is None:
            due[key] = one, chapter.template, fields
    with passing_folder() as room:
        tasks = []
        for number, (one, template, fields) in enumerate(due.values()):
            names = templates.names(template)
            values = {head: fields[head] for head in {name.partition(".")[0] for name in names}}
            out = Path(room, f"{number}.docx")
            tasks.append(_Comparison(one.file, templates.path(template), values, names, out))
        for key, answer in zip(due, guarded(_compared, tasks, lambda _: _LIMITS, 1), strict=True):
            name = due[key][0].name
            if isinstance(answer, Failure):
                log.note(name, f"it was not compared: {answer.detail}")
                failed |= dict.fromkeys(_codes(keys, key), told_of(name, answer)[1])
            elif answer is None:
                failed |= dict.fromkeys(_codes(keys, key), say("no words can be read in it"))
            else:
                memo.put(key, answer)
    memo.save()
    return {code: memo.get(key) or () for code, key in keys.items()} | failed


def _codes(keys: Mapping[str, str], key: str) -> list[str]:
    return [code for code, one in keys.items() if one == key]


class _Comparison(Fact, frozen=True):
    """An edited chapter, and all that it takes to make it from its template."""

    edited: Path
    template: Path
    values: dict[str, Value]
    names: frozenset[str]
    out: Path


def _compared(task: _Comparison) -> Found | None:
    """What is outdated; None where the edited file says nothing."""
    from dossier.render.word import render  # noqa: PLC0415 - loads docxtpl

    edited = passages(task.edited, FileKind.WORD)
    if not edited:
        return None
    render(task.template, task.values, task.out, _blank, task.names)
    return tuple(outdated(edited, passages(task.out, FileKind.WORD)))


def _blank(_chart: Chart) -> bytes:
    """A white pixel in place of a chart, whose words are not compared."""
    return base64.b64decode(_PIXEL)
