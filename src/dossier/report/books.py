"""catalogue.xlsx and missing.xlsx, for people who sort and filter."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dossier.finding import Finding
from dossier.messages import say
from dossier.model.days import Month
from dossier.model.evidence import Completeness
from dossier.model.item import Arranged, Origin, Paged, Placed, bound_as
from dossier.report.matrix import Matrix
from dossier.report.workbook import blank, frame, look, print_across, put, save

_BORDER = frame("999999")
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_FILLS = {
    Completeness.COMPLETE: PatternFill("solid", fgColor="E2EFDA"),
    Completeness.PARTLY: PatternFill("solid", fgColor="FFF2CC"),
    Completeness.MISSING: PatternFill("solid", fgColor="F8CBAD"),
}
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_CENTRED = Alignment(horizontal="center")
_BOLD = Font(bold=True)
_LINK = Font(color="0563C1", underline="single")
_CODE = "档号"
_CATALOGUE = (
    ("盒号", 8), ("盒题名", 30), (_CODE, 28), ("件号", 8), ("题名", 56), ("责任者", 26),
    ("文号", 22), ("日期", 12), ("学年度", 18), ("指标", 8), ("材料代码", 10), ("保管期限", 10),
    ("密级", 8), ("起页", 8), ("止页", 8), ("页数", 8), ("备注", 24),
)  # fmt: skip
_PROBLEM = (
    (say("group in charge"), 30), (say("person in charge"), 12), (say("indicator"), 8),
    (say("school year"), 18), (say("severity"), 8), (say("problem"), 60), (say("remedy"), 50),
    (say("place"), 44), (say("code"), 24),
)  # fmt: skip
_ALONE = say("(nobody in charge)")


def catalogue_rows(boxes: Sequence[Arranged], pages: Mapping[str, Paged]) -> list[list[object]]:
    """What 总目录 prints: the names of its columns, then every item of every box."""
    coded = any(box.year for box in boxes)
    return [
        [name for name, _ in _CATALOGUE if coded or name != _CODE],
        *(
            _entry(box, placed, pages[placed.item.key], coded)
            for box in boxes
            for placed in box.items
        ),
    ]


def catalogue(rows: Sequence[Sequence[object]], out: Path) -> None:
    """总目录, as :func:`catalogue_rows` has it, with 档号 where items have one.

    题名 leads to the page of the item in its box, which lies beside the workbook.
    """
    names, *entries = rows
    book = blank()
    columns = [(name, width) for name, width in _CATALOGUE if name in names]
    sheet = book.create_sheet("总目录")
    _table(sheet, columns, entries)
    box, title = (list(names).index(name) for name in ("盒号", "题名"))
    linked = look(book, "链接", _WRAPPED, font=_LINK, border=_BORDER)
    for number, entry in enumerate(entries, 2):
        cell = sheet.cell(number, title + 1)
        cell.style = linked
        put(cell, entry[title])
        cell.hyperlink = bound_as(str(entry[box]))
    save(book, out)


def _entry(box: Arranged, placed: Placed, pages: Paged, coded: bool) -> list[object]:
    item = placed.item
    remarks = ("缺" if item.origin is Origin.GAP else "", item.remark, item.note)
    return [
        box.spec.number,
        box.spec.title,
        *([placed.archive_code] if coded else []),
        placed.code,
        item.title,
        item.author,
        item.number,
        _day(item.dated),
        str(item.year) if item.year else "",
        item.indicator,
        item.requirement,
        item.retention or box.spec.retention,
        item.secrecy,
        _sortable(pages.first),
        _sortable(pages.last),
        pages.numbered,
        "；".join(part for part in remarks if part),
    ]


def _day(dated: date | None) -> object:
    """A day as a date, by which people sort and filter; a month as it is written."""
    return (dated.isoformat() if isinstance(dated, Month) else dated) if dated else ""


def changed(changes: Sequence[Sequence[str]], out: Path) -> None:
    """变更清单: what has become of each item; six texts to a row, as the columns are named."""
    book = blank()
    columns = [
        ("变更", 12),
        ("盒号", 8),
        ("件号", 10),
        ("题名", 60),
        ("原页号", 14),
        ("现页号", 14),
    ]
    _table(book.create_sheet("变更清单"), columns, changes)
    save(book, out)


def _sortable(label: str) -> int | str:
    """A page number as a number, where it is one: 47-1 is none."""
    return int(label) if label.isdecimal() else label


def missing(matrix: Matrix, findings: Sequence[Finding], out: Path, language: str) -> None:
    """缺件: the matrix, then every finding under the group and person that own it."""
    book = blank()
    sheet = book.create_sheet(say("matrix of what is missing").spoken(language))
    once = say("once").spoken(language)
    years = [str(period) if period else once for period in matrix.periods]
    _table(
        sheet,
        [(say("indicator").spoken(language), 44), *((year, 18) for year in years)],
        [
            [title, *(f"{cell.have}/{cell.need}" if cell else "" for cell in cells)]
            for _, title, cells in matrix.rows
        ],
    )
    for row, (_, _, cells) in enumerate(matrix.rows, 2):
        for column, cell in enumerate(cells, 2):
            if cell:
                state = cell.state.text.spoken(language)
                name = look(book, state, _CENTRED, fill=_FILLS[cell.state], border=_BORDER)
                sheet.cell(row, column).style = name
    owned = sorted(findings, key=lambda f: (not f.group, f.group, f.person))
    _table(
        book.create_sheet(say("problems by person").spoken(language)),
        [(name.spoken(language), width) for name, width in _PROBLEM],
        [
            [
                finding.group or _ALONE.spoken(language),
                finding.person,
                finding.indicator,
                str(finding.year) if finding.year else "",
                finding.severity.text.spoken(language),
                finding.text.spoken(language),
                finding.hint.spoken(language) if finding.hint else "",
                finding.place,
                finding.code.slug,
            ]
            for finding in owned
        ],
    )
    save(book, out)


def _table(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]
) -> None:
    book = sheet.parent
    assert book is not None
    head = look(book, "表头", _WRAPPED, font=_BOLD, fill=_HEAD, border=_BORDER)
    body = look(book, "正文", _WRAPPED, border=_BORDER)
    for number, row in enumerate(([name for name, _ in columns], *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.style = body if number > 1 else head
            put(cell, value)
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    print_across(sheet, "1:1")
