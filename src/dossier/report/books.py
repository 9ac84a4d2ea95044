"""catalogue.xlsx and missing.xlsx, for people who sort and filter."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dossier.finding import Finding, Severity
from dossier.model.coverage import State
from dossier.model.item import Arranged, Origin, Paged
from dossier.report.matrix import Matrix
from dossier.report.workbook import blank, frame, print_across, put, save

_BORDER = frame("999999")
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_FILLS = {
    State.COMPLETE: PatternFill("solid", fgColor="E2EFDA"),
    State.PARTLY: PatternFill("solid", fgColor="FFF2CC"),
    State.MISSING: PatternFill("solid", fgColor="F8CBAD"),
}
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}
_ALONE = "（未落实责任人）"


def catalogue(boxes: Sequence[Arranged], pages: Mapping[str, Paged], out: Path) -> None:
    """总目录: every item of every box with its pages, and with its 档号 where items have one."""
    coded = any(box.year for box in boxes)
    book = blank()
    sheet = book.create_sheet("总目录")
    _table(
        sheet,
        [("盒号", 8), ("盒题名", 30), *([("档号", 28)] if coded else []), ("件号", 8), ("题名", 56),
         ("责任者", 26), ("文号", 22), ("日期", 12), ("学年度", 18), ("指标", 8),
         ("材料代码", 10), ("保管期限", 10), ("密级", 8), ("起页", 8), ("止页", 8), ("页数", 8),
         ("备注", 24)],
        [
            [
                box.spec.number,
                box.spec.title,
                *([placed.archive_code] if coded else []),
                placed.code,
                placed.item.title,
                placed.item.author,
                placed.item.number,
                placed.item.dated.isoformat() if placed.item.dated else "",
                str(placed.item.year) if placed.item.year else "",
                placed.item.indicator,
                placed.item.requirement,
                placed.item.retention or box.spec.retention,
                placed.item.secrecy,
                _sortable(pages[placed.item.key].first),
                _sortable(pages[placed.item.key].last),
                pages[placed.item.key].count,
                "；".join(
                    part
                    for part in (
                        "缺" if placed.item.origin is Origin.GAP else "",
                        placed.item.remark,
                        placed.item.note,
                    )
                    if part
                ),
            ]
            for box in boxes
            for placed in box.items
        ],
    )  # fmt: skip
    save(book, out)


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


def missing(matrix: Matrix, findings: Sequence[Finding], out: Path) -> None:
    """缺件: the matrix, then every finding under the group and person that own it."""
    book = blank()
    sheet = book.create_sheet("缺件矩阵")
    years = [str(period) if period else "一次" for period in matrix.periods]
    _table(
        sheet,
        [("指标", 44), *((year, 18) for year in years)],
        [
            [title, *(f"{cell.have}/{cell.need}" if cell else "" for cell in cells)]
            for _, title, cells in matrix.rows
        ],
    )
    for row, (_, _, cells) in enumerate(matrix.rows, 2):
        for column, cell in enumerate(cells, 2):
            if cell:
                sheet.cell(row, column).fill = _FILLS[cell.state]
                sheet.cell(row, column).alignment = Alignment(horizontal="center")
    owned = sorted(findings, key=lambda f: (not f.group, f.group, f.person))
    _table(
        book.create_sheet("问题清单（按责任人）"),
        [("责任小组", 30), ("责任人", 12), ("指标", 8), ("学年度", 18), ("程度", 8), ("问题", 60),
         ("办法", 50), ("位置", 44), ("代码", 24)],
        [
            [
                finding.group or _ALONE,
                finding.person,
                finding.indicator,
                str(finding.year) if finding.year else "",
                _SEVERITIES[finding.code.severity],
                finding.text.spoken("zh_CN"),
                finding.hint.spoken("zh_CN") if finding.hint else "",
                finding.place,
                finding.code.slug,
            ]
            for finding in owned
        ],
    )  # fmt: skip
    save(book, out)


def _table(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]
) -> None:
    for number, row in enumerate(([name for name, _ in columns], *rows), 1):
        for column, value in enumerate(row, 1):
            put(sheet.cell(number, column), value)
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
        sheet.cell(1, number).fill = _HEAD
    for line in sheet.iter_rows():
        for cell in line:
            cell.border = _BORDER
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    print_across(sheet, "1:1")
