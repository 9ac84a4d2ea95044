"""The rows of a catalogue written as standard.xlsx, ready to check, fill in and bind.

Around them stands what every inspection has: 综合 with its materials, the chapters, the settings.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dossier import standards
from dossier.begin.drawing import comment_size, fill
from dossier.catalogue.coded import Coded, CodedItem, CodedMaterial
from dossier.model.catalogue import CATALOGUE, INDICATOR, MATERIAL
from dossier.model.columns import Sheet
from dossier.model.settings import NAMES, SETTINGS
from dossier.model.sheets import SHEETS
from dossier.model.standard import (
    BOXES,
    CHAPTERS,
    FIGURE_SPECS,
    INDICATORS,
    MEASURES,
    OF_PARTS,
    REQUIREMENTS,
    WORDING,
    BoxSpec,
    Indicator,
    Requirement,
    Standard,
)
from dossier.read.grid import read_grids
from dossier.read.standard import read_standard_file
from dossier.read.table import ReadSheet, read_table
from dossier.report.workbook import save
from dossier.text import NO, YES

BASE = "national-quality-2017"
"""The standard whose 综合, chapters and settings stand around a catalogue."""
GROUP = "档案资料组"
"""责任小组 of a material for which the catalogue names no office."""
GENERAL = "Z"
"""The code beneath which 综合 lies."""

_KEPT = (SETTINGS, CHAPTERS, FIGURE_SPECS, WORDING)
# chapters about thresholds and forms, which a catalogue has not
_NOT_SERVED = {"R11", "R12"}
_Rows = list[tuple[str, ...]]


def write_new(rows: Coded, file: str, out: Path, group: str = GROUP) -> None:
    """A standard of the catalogue `file` alone, written to `out`."""
    base = standards.path_of(BASE)
    standard, _, _ = read_standard_file(base)
    general = {c: one for c, one in standard.indicators.items() if c.startswith(GENERAL)}
    general_needs = [r for r in standard.requirements.values() if r.indicator in general]
    indicators = [_indicator(one) for one in general.values()]
    indicators += [_item(one, file) for one in rows.items]
    needs = [_requirement(one) for one in general_needs]
    needs += [_material(one, group) for one in rows.materials]
    chapters: _Rows = [
        (one.code, one.title, one.template, one.scope.value, one.indicator)
        for one in standard.chapters
        if (not one.indicator or one.indicator in general) and one.code not in _NOT_SERVED
    ]
    boxes = [_box(one) for one in standard.boxes if set(one.indicators) <= set(general)]
    book = load_workbook(base)
    sheets: dict[str, _Rows] = {
        INDICATORS.name: indicators,
        MEASURES.name: [],
        REQUIREMENTS.name: needs,
        CHAPTERS.name: chapters,
        BOXES.name: boxes + _boxes(rows, [one[0] for one in boxes]),
        CATALOGUE.name: records(rows, file),
    }
    for sheet in SHEETS:
        if sheet.book == SETTINGS.book and sheet not in _KEPT and sheet.name not in sheets:
            _drop(book, sheet)
    _replace(book, sheets)
    told = {
        NAMES["name"]: (rows.title, "印在封面和各报告中。"),
        NAMES["basis"]: (f"《{rows.title}》", "文号和省级实施办法加在后面。"),
        NAMES["pass_rule"]: (f"以《{rows.title}》的规定为准", "印在各报告中；照文件原文改写。"),
    }
    for row in book[SETTINGS.name].iter_rows(max_col=3):
        if row[0].value in told:
            row[1].value, row[2].value = told[str(row[0].value)]
    _save(book, out)


def write_updated(
    rows: Coded, before: Standard, imported: Mapping[str, str], file: str, book: Path, out: Path,
    group: str = GROUP,
) -> None:  # fmt: skip
    """The standard `before`, in the workbook `book`, with the rows of a newer catalogue.

    `imported` has the codes that came from the catalogue, with the names that they had there. What
    a person wrote into other columns stays, and so do columns that were added, and rows that came
    from no catalogue; a name that a person changed stays as well.
    """
    own_items = [one for code, one in before.indicators.items() if code not in imported]
    own_needs = [one for code, one in before.requirements.items() if code not in imported]

    def item(new: CodedItem) -> tuple[str, ...]:
        old = before.indicators.get(new.code)
        made = _item(new, file)
        if old is None:
            return made
        name = old.name if old.name != imported.get(new.code, old.name) else made[3]
        return (*made[:3], name, old.family.value, *made[5:8], _stages(old.stages))

    def material(new: CodedMaterial) -> tuple[str, ...]:
        old = before.requirements.get(new.code)
        made = _material(new, group)
        if old is None:
            return made
        name = old.name if old.name != imported.get(new.code, old.name) else made[2]
        return (new.code, new.indicator, name, *_requirement(old)[3:])

    indicators = [_indicator(one) for one in own_items] + [item(one) for one in rows.items]
    needs = [_requirement(one) for one in own_needs] + [material(one) for one in rows.materials]
    made = load_workbook(book)
    sheets = {
        INDICATORS.name: indicators,
        REQUIREMENTS.name: needs,
        BOXES.name: _reboxed(rows, before, {row[0] for row in indicators}),
        CATALOGUE.name: records(rows, file),
    }
    _replace(made, sheets)
    grids, _ = read_grids(book)
    for sheet in (INDICATORS, REQUIREMENTS, BOXES):
        _carry(made[sheet.name], sheet, sheets[sheet.name], read_table(grids, sheet))
    _save(made, out)


def _carry(page: Worksheet, sheet: Sheet, rows: _Rows, old: ReadSheet) -> None:
    """Put the columns that a person added behind the others, each cell beside its row."""
    if old.grid is None:
        return
    key = sheet.columns[0].field
    stood = {record.text(key): record.row.number for record in old.records}
    first = len(sheet.drawn) + 1
    for number, (column, texts) in enumerate(old.extra.items(), first):
        head = page.cell(1, number, texts[0])
        head.font, head.fill = copy(page["A1"].font), copy(page["A1"].fill)
        for place, row in enumerate(rows, 2):
            value = old.grid.values.get((stood.get(row[0], 0), column))
            if value is not None:
                page.cell(place, number, cast("str", value))


def records(rows: Coded, file: str) -> _Rows:
    """目录原文."""
    told: _Rows = [
        (one.code, INDICATOR, one.name, one.read.spot.words, one.read.spot.place, file)
        for one in rows.items
    ]
    return told + [
        (one.code, MATERIAL, one.name, one.read.spot.words, one.read.spot.place, file)
        for one in rows.materials
    ]


def _item(one: CodedItem, file: str) -> tuple[str, ...]:
    source = f"{file} {one.read.spot.place}"
    return (one.code, one.parent, one.level, one.name, one.family.value, one.points, "已核实",
            source, "")  # fmt: skip


def _indicator(one: Indicator) -> tuple[str, ...]:
    verified = "已核实" if one.verified else "未核实"
    return (one.code, one.parent, one.level, one.name, one.family.value, one.points, verified,
            one.source, _stages(one.stages))  # fmt: skip


def _material(one: CodedMaterial, group: str) -> tuple[str, ...]:
    asked = (YES if one.says(word) else NO for word in ("盖章", "签字", "原件"))
    offices = one.read.offices
    return (one.code, one.indicator, one.name, one.read.every.value, "1", *asked,
            offices[0] if offices else group, one.note, "")  # fmt: skip


def _requirement(one: Requirement) -> tuple[str, ...]:
    asked = (YES if said else NO for said in (one.seal, one.signature, one.original))
    return (one.code, one.indicator, one.name, one.every.value, str(one.copies), *asked, one.group,
            one.note, _stages(one.stages))  # fmt: skip


def _stages(stages: Sequence[object]) -> str:
    return next((word for word, meant in OF_PARTS.items() if meant == tuple(stages)), "")


def _box(one: BoxSpec) -> tuple[str, ...]:
    return one.number, one.title, "、".join(one.indicators), one.retention, one.office


def _boxes(rows: Coded, taken: Iterable[str]) -> _Rows:
    """A box for each indicator of the first level; what is too much for one is split later."""
    number = len(list(taken))
    made: _Rows = []
    for top in rows.items:
        if not top.parent:
            number += 1
            codes = "、".join(_beneath(rows, top.code))
            made.append((f"{number:02}", f"{top.code} {top.name}", codes, "30年", "办公室"))
    return made


def _beneath(rows: Coded, code: str) -> list[str]:
    codes = [code]
    for one in rows.items:
        if one.parent in codes:
            codes.append(one.code)
    return codes


def _reboxed(rows: Coded, before: Standard, there: set[str]) -> _Rows:
    """The boxes as they were, without what is gone; what is new goes where what is above it is."""
    boxes = {one.number: [c for c in one.indicators if c in there] for one in before.boxes}
    for one in rows.items:
        if any(one.code in codes for codes in boxes.values()):
            continue
        for codes in boxes.values():
            if one.parent in codes:
                codes.append(one.code)
                break
    kept: _Rows = [
        (one.number, one.title, "、".join(boxes[one.number]), one.retention, one.office)
        for one in before.boxes
        if boxes[one.number]
    ]
    held = {code for codes in boxes.values() for code in codes}
    last = max((int(one.number) for one in before.boxes if one.number.isdigit()), default=0)
    for top in rows.items:
        codes = [code for code in _beneath(rows, top.code) if code not in held]
        if not top.parent and codes:
            last += 1
            kept.append(
                (f"{last:02}", f"{top.code} {top.name}", "、".join(codes), "30年", "办公室")
            )
    return kept


def _replace(book: Workbook, sheets: Mapping[str, _Rows]) -> None:
    for sheet in SHEETS:
        if sheet.book == SETTINGS.book and sheet.name in sheets:
            page = book.create_sheet(sheet.name, _drop(book, sheet))
            fill(page, sheet, sheets[sheet.name])


def _drop(book: Workbook, sheet: Sheet) -> int:
    """Take a sheet out; where it stood, or the end."""
    names = {sheet.name, *sheet.aliases}
    found = next((page for page in book.worksheets if page.title.strip() in names), None)
    if found is None:
        return len(book.worksheets)
    place = book.index(found)
    book.remove(found)
    return place


def _save(book: Workbook, out: Path) -> None:
    for page in book.worksheets:
        comment_size(page)
    save(book, out)
