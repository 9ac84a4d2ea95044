"""What can be signed as it is now, and which signatures of 签字确认 no longer fit.

A chapter is what its template prints of the facts, or the file that a person edited; a box what its
items are; a group what it has brought: its evidence, the figures that its people declare, its
tasks. Page numbers count for nothing: they are not known before a build.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from dossier.assembly.inspection import Inspection
from dossier.facts import Fact
from dossier.files import write_text
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.confirmation import Confirmation, ConfirmedKind, Signable, parts_of
from dossier.model.days import dotted_day
from dossier.model.item import Arranged, Origin, Placed
from dossier.model.school import Figure
from dossier.model.standard import Chapter
from dossier.numbers import grouped
from dossier.render.fields import Fields, Value
from dossier.render.vocabulary import chapter_fields
from dossier.store.source_hash import content_key

_LACKING = "缺"
_LONG = 60  # signs of a printed text that the list gives as it is
_NAMED = 4  # changes that a finding names
_NOW = "→"


def signables(inspection: Inspection) -> Iterator[Signable]:
    """What can be signed now: groups, chapters and boxes, each in the order of the workbooks."""
    chapters = {one.code: one for one in _chapters(inspection)}
    yield from (_of_group(inspection, group) for group in inspection.dossier.people.groups)
    yield from chapters.values()
    yield from (_of_box(inspection, box, chapters) for box in inspection.boxes)


def keep_lists(folder: Path, current: Iterable[Signable], signed: Iterable[Confirmation]) -> None:
    """Have `folder` hold the lists of what can be signed now and of what was signed, no others.

    By them it is known what has changed since.
    """
    names = {one.record: one for one in current}
    prefixes = tuple(one.digest[:12] for one in signed)
    for name, one in names.items():
        if not (folder / name).is_file():
            write_text(folder / name, one.text)
    for file in folder.glob("*.txt"):
        if file.name not in names and not file.stem.endswith(prefixes):
            file.unlink()


def told_of_confirmations(inspection: Inspection) -> Iterator[Finding]:
    """Each row of 签字确认 whose content has changed since, or that names nothing that there is."""
    rows = inspection.dossier.confirmations
    if not rows:
        return
    known = {(one.subject, one.code): one for one in signables(inspection)}
    for row in rows:
        now = known.get((row.subject, row.code))
        if now is None:
            yield _unknown(row, [code for subject, code in known if subject is row.subject])
        elif not now.digest.startswith(row.digest):
            yield _stale(row, now, inspection.workspace.signed)


def _unknown(row: Confirmation, known: list[str]) -> Finding:
    near = get_close_matches(row.code, known, n=1)
    return Finding(
        Code.CODE_UNKNOWN,
        say("there is no {kind} '{code}' to be signed", kind=row.subject.value, code=row.code),
        at=row.row.cell("code"),
        hint=say("did you mean '{near}'?", near=near[0])
        if near
        else say("known: {codes}", codes="、".join(known)),
        person=row.person,
    )


def _stale(row: Confirmation, now: Signable, folder: Path) -> Finding:
    changes = _changes(row, now, folder)
    what = say("its list in inputs/signed is not there, so what has changed is not known")
    if changes:
        more = "" if len(changes) <= _NAMED else f"…（{len(changes)}）"
        what = say("changed since: {changes}", changes="；".join(changes[:_NAMED]) + more)
    return Finding(
        Code.CONFIRMATION_STALE,
        say(
            "{person} signed {kind} '{code}' as {digest}, which is now {now}: {what}",
            person=row.person,
            kind=row.subject.value,
            code=row.code,
            digest=row.digest[:12],
            now=now.digest[:12],
            what=what,
        ),
        at=row.row.cell("digest"),
        hint=say("have it signed again: 'dossier tasks' makes the sheet"),
        group=row.code if row.subject is ConfirmedKind.GROUP else "",
        person=row.person,
    )


def _changes(row: Confirmation, now: Signable, folder: Path) -> list[str]:
    """What differs, part by part: what came, what went, and what it was before."""
    files = sorted(folder.glob(f"*-{row.digest[:12]}.txt"))
    if not files:
        return []
    before, after = parts_of(files[0].read_text(encoding="utf-8")), dict(now.parts)
    found = [
        *(_change(name, before[name], after[name]) for name in before
          if name in after and before[name] != after[name]),
        *(f"－{name}" for name in before if name not in after),
        *(f"＋{name}" for name in after if name not in before),
    ]  # fmt: skip
    return sorted(found, key=lambda change: _NOW not in change)  # what tells most comes first


def _change(name: str, before: str, after: str) -> str:
    plain = len(before) < _LONG and len(after) < _LONG
    return f"{name}：{before}{_NOW}{after}" if plain else name


def _of_group(inspection: Inspection, group: str) -> Signable:
    dossier = inspection.dossier
    asked = {one.code for one in dossier.standard.requirements.values() if one.group == group}
    keepers = {member.name for member in dossier.people.members if member.body == group}
    parts = [
        (f"材料 {entry.requirement} {entry.file}", _content(inspection, entry.file))
        for entry in dossier.entries
        if entry.requirement in asked
    ]
    figures = (*dossier.school.figures.values(), *dossier.school.funds.values())
    parts += [
        (_figure(one), f"{grouped(one.value)}{one.unit}")
        for one in figures
        if one.keeper in keepers
    ]
    parts += [
        (f"任务 {task.indicator} {task.work}", f"{task.person} {dotted_day(task.deadline)}".strip())
        for task in dossier.people.tasks
        if task.group == group
    ]
    return Signable(ConfirmedKind.GROUP, group, group, _each_once(parts))


def _figure(figure: Figure) -> str:
    return f"数据 {figure.name}（{figure.stage.value}）{figure.year}"


def _content(inspection: Inspection, file: str) -> str:
    held = inspection.evidence_files.get(file)
    return held.sha256 if held else _LACKING


def _each_once(parts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Names that come twice with their number, so that each names one part."""
    seen: dict[str, int] = {}
    told = []
    for name, value in parts:
        plain = " ".join(name.split())
        seen[plain] = seen.get(plain, 0) + 1
        number = seen[plain]
        told.append((f"{plain}（{number}）" if number > 1 else plain, " ".join(value.split())))
    return tuple(told)


def _chapters(inspection: Inspection) -> Iterator[Signable]:
    """The chapters that can be made and print no page numbers."""
    material = inspection.material(inspection.boxes, {})
    for chapter in inspection.chapters:
        edited = inspection.edited.used.get(chapter.code)
        if edited:
            parts = [("手工修改的文件", edited.sha256)]
        elif chapter.template in inspection.faulty or inspection.templates.paged(chapter.template):
            continue
        else:
            parts = _printed(inspection, chapter, chapter_fields(chapter, material))
        yield Signable(ConfirmedKind.CHAPTER, chapter.code, chapter.title, _each_once(parts))


def _printed(inspection: Inspection, chapter: Chapter, fields: Fields) -> list[tuple[str, str]]:
    """The template, and each field that it prints: a short text as it is, others by their hash."""
    templates = inspection.templates
    sha256 = templates.sha256(chapter.template)
    printed = fields.printed(templates.names(chapter.template))
    return [
        (f"模板 {templates.path(chapter.template).name}", sha256),
        *((f"栏目 {name}", _as_text(value)) for name, value in printed.items()),
    ]


def _as_text(value: Value) -> str:
    if isinstance(value, str) and len(value) <= _LONG:
        return value
    return content_key(_plain(value))


def _plain(value: object) -> object:
    """Facts by their fields: how a fact calls itself may change with the program."""
    if isinstance(value, Fact):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _of_box(inspection: Inspection, box: Arranged, chapters: Mapping[str, Signable]) -> Signable:
    keys = {chapter.key: chapter.code for chapter in inspection.chapters}
    parts = []
    for placed in box.items:
        one = chapters.get(keys.get(placed.item.key, ""))
        value = one.digest if one else _of_item(inspection, placed)
        parts.append((f"{placed.code} {placed.item.title}", value))
    return Signable(ConfirmedKind.BOX, box.spec.number, box.spec.title, _each_once(parts))


def _of_item(inspection: Inspection, placed: Placed) -> str:
    item = placed.item
    if item.origin is Origin.GAP:
        return item.gap or _LACKING
    if item.origin is Origin.REFERENCE:
        return item.remark
    if item.is_chapter:
        return "随装盒更新"  # it prints page numbers
    files = [photo.file for photo in item.photos] or [item.ref]
    contents = [_content(inspection, file) for file in files]
    return contents[0] if len(contents) == 1 else content_key(contents)
