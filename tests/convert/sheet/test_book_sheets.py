"""Which sheets of a workbook are printed, and how much of each."""

import pytest

from raw_workbook import (
    RELATED,
    WRAP,
    col,
    row,
    sheet,
    styles,
    text,
)

pytestmark = pytest.mark.engine

STRICT = "http://purl.oclc.org/ooxml"
NOTE = "每名学生都有一份成长档案，由班主任负责填写，并在学期末交教导处检查归档保存，以备查考。"


def test_hidden_sheets_are_not_printed(printed):
    """A hidden sheet stays hidden, with a print area or without, and is told."""
    names = "".join(
        f'<definedName name="_xlnm.Print_Area" localSheetId="{n}">表{n + 1}!$A$1:$B$2</definedName>'
        for n in (0, 2, 3)
    )
    page = printed(
        *(sheet(row(1, text("A1", word))) for word in "甲乙丙丁戊"),
        hidden={"表3": "hidden", "表4": "veryHidden", "表5": "hidden"},
        names=names,
    )
    assert page.words == "甲乙"
    assert page.said == ["hidden sheets are not printed (3): 表3, 表4, 表5"]


@pytest.mark.parametrize(
    "space",
    [
        ("http://schemas.microsoft.com/office/excel/2006/2", RELATED),
        (f"{STRICT}/spreadsheetml/main", f"{STRICT}/officeDocument/relationships"),
    ],
)  # fmt: skip
def test_other_namespaces_are_read(printed, space):
    """Workbooks of the strict kind, and of versions before the standard, are no blank pages."""
    page = printed(sheet(row(1, text("A1", NOTE, WRAP)), columns=col(1, 1, 30)), space=space)
    assert page.words == NOTE


def test_stray_borders_are_not_printed(printed):
    """A border a thousand rows below makes no pages; blank rows of the table are kept."""
    style = styles().replace("<border/>", "<border/><border><left style='thin'/></border>")
    style = style.replace("</cellXfs>", '<xf numFmtId="0" fontId="0" borderId="1"/></cellXfs>')
    rows = [row(1, text("A1", "姓名", 2)), *(row(n, f'<c r="A{n}" s="2"/>') for n in range(2, 70))]
    page = printed(sheet(*rows, row(900, '<c r="A900" s="2"/>')), style=style)
    assert len(page.pages) == 2
    assert page.said == [
        "blank cells with borders or fillings far from the table are not printed (sheets: 1): 表1"
    ]
