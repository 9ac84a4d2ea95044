"""Workbooks of millions of cells: what they take is bounded, and told."""

import zipfile
from pathlib import Path

from dossier.convert.engine import Job, Outcome
from dossier.convert.staging import Staged, stage
from dossier.finding import Code, Remark
from dossier.model.evidence_file import FileKind
from raw_workbook import book, row, sheet, styles, text

EIGHT = "<row>" + "<c><v>1</v></c>" * 8 + "</row>"


def cells(path: Path, millions: int) -> Path:
    """A small file of so many millions of cells."""
    return packed(book(path, {"表": f"<sheetData>{EIGHT * (125_000 * millions)}</sheetData>"}))


def packed(path: Path) -> Path:
    """The same workbook, small."""
    with zipfile.ZipFile(path) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_what_takes_too_much_memory_is_told(tmp_path):
    """This test ensures that no workbook is printed as it is, for want of memory to prepare it."""
    path = cells(tmp_path / "表.xlsx", 8)
    assert path.stat().st_size < 3_000_000
    staged = stage(Job(path, FileKind.SHEET, tmp_path / "a.pdf", "表.xlsx"), tmp_path, 1)
    assert isinstance(staged, Outcome)
    assert "MB of memory" in str(staged.fault)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["表.xlsx"]


_BORDER = '<border><left style="thin"/></border>'
_STYLE = '<xf numFmtId="0" fontId="0" fillId="0" borderId="1"/>'
BORDERED = (
    styles()
    .replace("<border/>", f"<border/>{_BORDER}")
    .replace("</cellXfs>", f"{_STYLE}</cellXfs>")
)


def bordered(path: Path, blank: int) -> Path:
    """A list of three names, behind which are so many rows of blank cells with borders."""
    names = "".join(row(n, text(f"A{n}", f"教师{n}")) for n in range(1, 4))
    rows = "".join(
        f'<row r="{n}">{"".join(f"""<c r="{column}{n}" s="2"/>""" for column in "ABCDEFGH")}</row>'
        for n in range(4, 4 + blank)
    )
    after = '<dataValidations count="1"><dataValidation sqref="A1"><formula1>1</formula1>'
    after += "</dataValidation></dataValidations>"
    return packed(book(path, {"名册": sheet(names, rows, after=after)}, style=BORDERED))


def copied(path: Path) -> tuple[str, tuple[Remark, ...]]:
    """The sheet in the copy that is converted, and what is told of it."""
    job = Job(path, FileKind.SHEET, path.with_suffix(".pdf"), path.name)
    staged = stage(job, path.parent, 1)
    assert isinstance(staged, Staged), staged
    with zipfile.ZipFile(staged.copy) as copy:
        return copy.read("xl/worksheets/sheet1.xml").decode(), staged.remarks


def test_a_list_with_borders_to_the_end_of_its_sheet_is_printed(tmp_path):
    """This test ensures that a million blank rows do not keep three names from their page."""
    said, remarks = copied(bordered(tmp_path / "名册.xlsx", 1_048_573))
    assert all(f"教师{n}" in said for n in (1, 2, 3))
    assert said.count("<row ") == 3 + 200
    assert "formula1" in said
    (remark,) = remarks
    assert remark.code is Code.CONTENT_ADAPTED
    assert "名册" in str(remark.text)


def test_lines_to_be_filled_in_by_hand_stay(tmp_path):
    """This test ensures that a form with blank lines has all of them."""
    said, remarks = copied(bordered(tmp_path / "表.xlsx", 300))
    assert said.count("<row ") == 303
    assert remarks == ()
