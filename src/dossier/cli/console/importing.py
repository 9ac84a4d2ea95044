"""What is told of a catalogue: what was understood of it, what was not, and what changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from dossier.assembly.reassigning import Changed
from dossier.catalogue.coded import Coded, CodedMaterial
from dossier.catalogue.differences import Difference, Differences
from dossier.catalogue.run import unsettled
from dossier.catalogue.tables import Role
from dossier.catalogue.understood import Understood
from dossier.cli.console.screen import Screen
from dossier.cli.console.standard import books_kept, codes_taken_out
from dossier.messages import Text, say
from dossier.standards import PlacedStandard


def previewed(screen: Screen, file: str, read: Understood, rows: Coded) -> None:
    """What was understood of a catalogue, before anything is written."""
    screen.answer({"file": file, "written": False, **_record(read, rows)})
    for line in (*_tree(rows), *_about(read, rows)):
        screen.say(line)
    if rows.items:
        screen.say(say("nothing was written; without --dry-run it becomes the standard"))


def made(
    screen: Screen,
    file: str,
    read: Understood,
    rows: Coded,
    done: PlacedStandard,
    taken_out: Sequence[Changed],
    copies: Sequence[str],
) -> None:
    """What was made of a catalogue."""
    kept = done.kept.name if done.kept else ""
    screen.answer(
        {
            "file": file,
            "written": True,
            "change": done.change.value,
            "kept": kept,
            "taken_out": _cells(taken_out),
            "copies": list(copies),
            **_record(read, rows),
        }
    )
    for line in (*_tree(rows), *_about(read, rows)):
        screen.say(line)
    codes_taken_out(screen, taken_out)
    books_kept(screen, [*([kept] if kept else []), *copies])
    screen.say(say("'{name}' is now {book}", name=file, book=done.book))


def updated(
    screen: Screen,
    file: str,
    read: Understood,
    found: Differences,
    cells: Sequence[Changed],
    copies: Sequence[str],
    *,
    written: bool = False,
) -> None:
    """What a newer catalogue has otherwise, and what became of what was registered."""
    screen.answer(
        {
            "file": file,
            "written": written,
            "same": found.same,
            "added": [_difference(one) for one in found.added],
            "removed": [_difference(one) for one in found.removed],
            "renamed": [_difference(one) for one in found.renamed],
            "moved": [_difference(one) for one in found.moved],
            "taken_out": _cells(cells),
            "copies": list(copies),
            **_record(read, found.rows),
        }
    )
    for change in _changes(found):
        screen.say(change)
    for cell in cells:
        screen.say(
            say(
                "{cell}: '{code}' is taken out, for '{before}' is asked for no longer",
                cell=cell.at,
                code=cell.code,
                before=cell.before,
            )
            if written
            else say("{cell}: '{code}' would be taken out", cell=cell.at, code=cell.code)
        )
    for line in _about(read, found.rows):
        screen.say(line)
    books_kept(screen, copies)
    if not written:
        screen.say(say("nothing was written; without --dry-run the standard is updated"))


def _tree(rows: Coded) -> Iterator[Text | str]:
    yield rows.title
    for item in rows.items:
        indent = "  " * item.read.level
        score = f"（{item.read.score}分）" if item.read.score else ""
        yield f"{indent}{item.code} {item.name}{score}  [{item.read.spot.place}]"
        for material in rows.materials:
            if material.indicator == item.code:
                yield f"{indent}    {_material(material)}  [{material.read.spot.place}]"


def _material(one: CodedMaterial) -> str:
    told = [one.read.every.value, *one.read.offices]
    if one.also:
        told.append("+" + "、".join(one.also))
    return f"{one.code} {one.name}（{'，'.join(told)}）"


def _about(read: Understood, rows: Coded) -> Iterator[Text | str]:
    """How much was understood, the columns, and what was not."""
    yield say(
        "understood: indicators: {items}, materials: {materials}",
        items=len(rows.items),
        materials=len(rows.materials),
    )
    for role in Role:
        heads = dict.fromkeys(c.spot.words for c in read.columns if c.role is role)
        if heads:
            yield f"  {role.value}：{'、'.join(heads)}"
    if rows.items and not rows.materials:
        yield say("no column or list of materials: write them into '材料要求' of standard.xlsx")
    for form in read.forms:
        yield say(
            "{cell}: a form for figures, which is not imported: {columns}",
            cell=form.spot.place,
            columns="，".join(f"{line} {head}" for line, head in form.columns),
        )
    if read.doubts:
        yield say("not understood, or to be looked at:")
    for doubt in read.doubts:
        yield f"  {doubt.spot.place} “{_short(doubt.spot.words)}”：{doubt.reason}"
    if strange := unsettled(read):
        yield say("settle it: --column {header}=MEANING", header=strange[0])


def _changes(found: Differences) -> Iterator[Text]:
    for one in found.added:
        yield say("added: {code} {name} ({place})", code=one.code, name=one.after, place=one.place)
    for one in found.removed:
        yield say("removed: {code} {name}", code=one.code, name=one.before)
    for one in found.renamed:
        yield say(
            "renamed: {code} {before} → {after}", code=one.code, before=one.before, after=one.after
        )
    for one in found.moved:
        yield say(
            "moved: {code} {name}, from {before} to {after}",
            code=one.code,
            name=one.after,
            before=one.parent_before or "—",
            after=one.parent_after or "—",
        )
    yield say("as it was: {count}", count=found.same)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 24 else f"{line[:23]}…"  # noqa: PLR2004


def _difference(one: Difference) -> dict[str, str]:
    return {
        "code": one.code,
        "kind": one.kind,
        "before": one.before,
        "after": one.after,
        "parent_before": one.parent_before,
        "parent_after": one.parent_after,
        "place": one.place,
    }


def _cells(cells: Sequence[Changed]) -> list[dict[str, str]]:
    return [{"cell": str(one.at), "code": one.code, "before": one.before} for one in cells]


def _record(read: Understood, rows: Coded) -> dict[str, Any]:
    return {
        "title": rows.title,
        "columns": [
            {
                "place": one.spot.place,
                "header": one.spot.words,
                "meaning": one.role.value if one.role else None,
            }
            for one in read.columns
        ],
        "indicators": [
            {
                "code": one.code,
                "parent": one.parent,
                "name": one.name,
                "points": one.read.score,
                "offices": list(one.read.offices),
                "criteria": one.read.criteria,
                "words": one.read.spot.words,
                "place": one.read.spot.place,
            }
            for one in rows.items
        ],
        "materials": [
            {
                "code": one.code,
                "indicator": one.indicator,
                "name": one.name,
                "every": one.read.every.value,
                "period": one.read.period,
                "offices": list(one.read.offices),
                "also": list(one.also),
                "words": one.read.spot.words,
                "place": one.read.spot.place,
            }
            for one in rows.materials
        ],
        "forms": [
            {"place": one.spot.place, "title": one.spot.words, "columns": dict(one.columns)}
            for one in read.forms
        ],
        "doubts": [
            {"place": one.spot.place, "words": one.spot.words, "reason": str(one.reason)}
            for one in read.doubts
        ],
    }
