"""Numbers that were printed stay, and what has to be printed again is drawn out of the boxes."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dossier.assembly.reprinting import CHANGES, SHEETS, Reprint, freeze, reprint
from dossier.errors import OutputError, UnknownTargetError, WorkspaceError
from dossier.pipeline import Built, Inspection, build, inspect
from dossier.printing.changes import Fate
from dossier.workspace import Workspace
from tiny_workspace import BOOKS, Tiny, kept_children, lines_of

REGISTER = BOOKS["evidence.xlsx"]["佐证材料登记"].rstrip()
SETTINGS = BOOKS["standard.xlsx"]["设置"].rstrip()
LATE = "| B01-1 | 2020年补充方案 | 2020-10-01 | 2020—2021学年度 | 补充.pdf | 否 |"


def made(tiny: Tiny) -> tuple[Inspection, Built]:
    with kept_children():
        seen = inspect(Workspace(tiny.root))
        return seen, build(seen, tiny.engine)


def silent(_stage: str, _done: int, _total: int, _name: str) -> None:
    pass


def frozen(tiny: Tiny, name: str = "") -> Path:
    return freeze(*made(tiny), name, silent)


def again(tiny: Tiny, since: str = "") -> Reprint:
    return reprint(*made(tiny), since, silent)


def add_late(tiny: Tiny, *settings: str) -> None:
    """Register one more file of two pages behind the plan of 2020."""
    tiny.evidence("补充.pdf", "late one", "late two")
    before, mark, after = REGISTER.partition("| B01-1 | 2021年招生方案")
    sheet = f"{before}{LATE}\n{mark}{after}"
    tiny.draw(佐证材料登记=sheet, 设置="\n".join((SETTINGS, *settings)))


def numbers(tiny: Tiny, box: str = "02") -> list[str]:
    """The bookmarks of a box that name its items, and what its pages are labelled."""
    return list(PdfReader(tiny.box(box)).page_labels)


def catalogue(tiny: Tiny, box: str = "02") -> Sequence[str]:
    return lines_of(tiny.made / f"cache/front/{box}-卷内目录.docx")


def remarks(tiny: Tiny, box: str = "02") -> Sequence[str]:
    return lines_of(tiny.made / f"cache/front/{box}-备考表.docx")


def test_a_late_item_moves_nothing(fresh: Tiny) -> None:
    """This test ensures that what comes late is numbered in between, on paper and on screen."""
    fresh.build()
    before = numbers(fresh)
    frozen(fresh)
    add_late(fresh)
    found = again(fresh)
    assert "补充0003-1件　2020年补充方案。" in remarks(fresh)
    assert before == ["i", "ii", "1", "2", "3", "4", "5", "备考表"]
    assert numbers(fresh) == ["i", "ii", "1", "2", "3", "4", "4-1", "4-2", "5", "备考表"]
    assert [row.split()[0] for row in catalogue(fresh)] == [
        "0001", "0002", "0003", "0003-1", "0004",
    ]  # fmt: skip
    assert [(one.fate, one.box, one.code, one.now) for one in found.changes] == [
        (Fate.REPRINTED, "01", "0001", "1"),
        (Fate.ADDED, "02", "0003-1", "4-1—4-2"),
    ]


def test_the_sheets_to_print_are_drawn_out(fresh: Tiny) -> None:
    """This test ensures that slip, new sheets and labels make one PDF, and nothing else is in."""
    fresh.build()
    frozen(fresh)
    add_late(fresh)
    found = again(fresh)
    pages = [page.extract_text() for page in PdfReader(fresh.made / SHEETS).pages]
    assert len(pages) == found.pages
    assert sum("换页单" in page for page in pages) >= 2
    assert [page.split()[0] for page in pages if "late" in page] == ["late", "late"]
    assert not any("2021" in page and "换页单" not in page and "盒" not in page for page in pages)
    header, *rows = openpyxl.load_workbook(fresh.made / CHANGES).active.iter_rows(values_only=True)
    assert header == ("变更", "盒号", "件号", "题名", "原页号", "现页号")
    assert ("新增", "02", "0003-1", "2020年补充方案", None, "4-1—4-2") in rows


def test_in_print_on_both_sides_every_sheet_begins_on_a_front(fresh: Tiny) -> None:
    """This test ensures that slips and single pages have blank backs."""
    fresh.draw(设置=f"{SETTINGS}\n| 单双面 | 双面 |")
    fresh.build()
    frozen(fresh)
    add_late(fresh, "| 单双面 | 双面 |")
    again(fresh)
    pages = [page.extract_text() for page in PdfReader(fresh.made / SHEETS).pages]
    late = [place for place, page in enumerate(pages) if "late one" in page]
    assert [place % 2 for place in late] == [0]
    assert "late two" in pages[late[0] + 1]
    slips = [place for place, page in enumerate(pages) if "换页单" in page]
    assert [place % 2 for place in slips] == [0] * len(slips)


def test_nothing_changed_means_nothing_to_print(fresh: Tiny) -> None:
    """This test ensures that a build of the same has no sheet to print again."""
    fresh.build()
    frozen(fresh)
    found = again(fresh)
    assert (found.slips, found.changes, found.sheets) == ((), (), 0)


def test_what_is_gone_leaves_its_number(fresh: Tiny) -> None:
    """This test ensures that 空号 stands in catalogue and 备考表, and its pages are left out."""
    add_late(fresh)
    fresh.build()
    frozen(fresh)
    fresh.draw(佐证材料登记=REGISTER)
    found = again(fresh)
    assert [(one.fate, one.code, one.before) for one in found.changes if one.box == "02"] == [
        (Fate.REMOVED, "0004", "5—6")
    ]
    assert [row.split()[:2] for row in catalogue(fresh)][3:] == [
        ["0004", "（空号）2020年补充方案"], ["0005", "2021年招生方案"],
    ]  # fmt: skip
    assert numbers(fresh) == ["i", "ii", "1", "2", "3", "4", "7", "备考表"]
    (line,) = (one for one in remarks(fresh) if one.startswith("空号"))
    assert line == "空号0004件　2020年补充方案（原第5—6页），已移出。"


def test_a_filled_gap_keeps_its_number(fresh: Tiny) -> None:
    """This test ensures that the placeholder's number is that of the evidence that comes."""
    fresh.draw(佐证材料登记=REGISTER.replace("方案2021.pdf", "未到.pdf"))
    fresh.build()
    frozen(fresh)
    fresh.draw(佐证材料登记=REGISTER)
    found = again(fresh)
    assert [(one.fate, one.code) for one in found.changes if one.box == "02"] == [
        (Fate.REPLACED, "0004")
    ]
    assert numbers(fresh) == ["i", "ii", "1", "2", "3", "4", "5", "备考表"]


def test_numbers_stay_through_a_second_printing(fresh: Tiny) -> None:
    """This test ensures that each record can be compared with, and the last one counts."""
    fresh.build()
    frozen(fresh, "迎省检")
    add_late(fresh)
    frozen(fresh)
    assert again(fresh).slips == ()
    assert "补充0003-1件　2020年补充方案。" in remarks(fresh)
    assert [slip.number for slip in again(fresh, "迎省检").slips] == ["01", "02"]
    assert "4-2" in numbers(fresh)


def test_a_record_is_never_overwritten(fresh: Tiny) -> None:
    """This test ensures that a name that is taken, and one that is unknown, are errors."""
    fresh.build()
    with pytest.raises(UnknownTargetError):
        again(fresh)
    frozen(fresh, "一")
    with pytest.raises(OutputError, match="一"):
        frozen(fresh, "一")
    with pytest.raises(UnknownTargetError, match="二"):
        again(fresh, "二")


@pytest.mark.parametrize("content", ["", "{", '{"schema": 99}', "[]"])
def test_a_broken_record_stops_the_build(fresh: Tiny, content: str) -> None:
    """This test ensures that printed numbers are never given to other pages in silence."""
    fresh.build()
    frozen(fresh).write_text(content, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="record"):
        inspect(Workspace(fresh.root))
