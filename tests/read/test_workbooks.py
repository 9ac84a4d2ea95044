"""The workbook files themselves: missing, damaged, oddly saved."""

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from small_books import BOOKS, told, write_books

from dossier.errors import WorkspaceError
from dossier.read.workbooks import read
from tables import write_book

STRING = re.compile(rb't="inlineStr"><is>.*?</is>')


def changed(path, name: str, change) -> None:
    """Write the zip file at `path` again, with the part `name` changed; None takes it out."""
    with zipfile.ZipFile(path) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as book:
        for part, content in parts.items():
            if content is not None:
                book.writestr(part, content)


def test_a_folder_without_workbooks(tmp_path):
    """a folder that holds none of the workbooks is no workspace: the run ends, and says so."""
    with pytest.raises(WorkspaceError) as caught:
        read(tmp_path)
    assert caught.value.text.spoken("en") == (
        f"'{tmp_path}' holds none of the workbooks"
        " standard.xlsx、school.xlsx、evidence.xlsx、people.xlsx、ledger.xlsx"
    )
    assert caught.value.hint.spoken("en") == "name the folder above 'inputs' with --workspace"


def test_missing_workbooks_are_one_finding_each(tmp_path):
    """a workbook that is not there is one finding, not one for each of its sheets."""
    inputs = write_books(tmp_path)
    (inputs / "people.xlsx").unlink()
    (inputs / "ledger.xlsx").unlink()
    dossier, findings = read(inputs)
    assert told(findings) == [
        "people.xlsx: the workbook is not there [workbook-missing]",
        "ledger.xlsx: the workbook is not there [workbook-missing]",
    ]
    assert findings[0].hint.spoken("en") == "put 'people.xlsx' into the inputs folder"
    assert (dossier.people.members, dossier.ledger) == ((), ())
    assert dossier.evidence


def test_all_but_one_workbook_missing(tmp_path):
    """one workbook alone is read, whichever it is, and the others are told of."""
    for book, sheets in BOOKS.items():
        folder = tmp_path / book.removesuffix(".xlsx")
        folder.mkdir()
        write_book(folder / book, sheets)
        assert told(read(folder)[1]) == [
            f"{other}: the workbook is not there [workbook-missing]"
            for other in BOOKS
            if other != book
        ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),  # an .xls, or one with a password
        "材料代码,题名\n".encode("gbk"),
        b"PK\x03\x04" + bytes(100),
    ],
)
def test_what_is_no_workbook(tmp_path, content):
    """a file that is no workbook is told of with the remedy, and the others are read."""
    inputs = write_books(tmp_path)
    (inputs / "ledger.xlsx").write_bytes(content)
    dossier, findings = read(inputs)
    assert [(f.place, f.code.slug) for f in findings] == [("ledger.xlsx", "workbook-unreadable")]
    assert findings[0].hint.spoken("en") == (
        "open it in Excel or WPS and save it again as .xlsx without a password"
    )
    assert dossier.evidence


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]),
        ("xl/worksheets/sheet1.xml", lambda xml: b""),
        ("xl/worksheets/sheet1.xml", lambda xml: STRING.sub(b't="s"><v>9</v>', xml, 1)),
        ("xl/_rels/workbook.xml.rels", lambda _: None),
        ("xl/workbook.xml", lambda xml: b""),
        ("xl/styles.xml", lambda xml: xml.replace(b"<font>", b"<font odd='1'>", 1)[:-9]),
    ],
)
def test_a_workbook_that_is_damaged_within(tmp_path, part, change):
    """a half-synced or spoilt workbook is a finding, wherever the damage lies."""
    inputs = write_books(tmp_path)
    changed(inputs / "ledger.xlsx", part, change)
    _, findings = read(inputs)
    assert [(f.place, f.code.slug) for f in findings] == [("ledger.xlsx", "workbook-unreadable")]
    assert findings[0].text.spoken("en").startswith("the workbook cannot be read: ")


def test_spoilt_bytes_end_no_run(tmp_path):
    """no spoilt byte in a workbook ends the run: it is read, or told of."""
    inputs = write_books(tmp_path)
    ledger = inputs / "ledger.xlsx"
    sound = ledger.read_bytes()
    for other in BOOKS:
        if other != "ledger.xlsx":
            (inputs / other).unlink()
    for place in range(0, len(sound), len(sound) // 60):
        spoilt = bytearray(sound)
        spoilt[place : place + 3] = b"\xaa\x55\xaa"
        ledger.write_bytes(spoilt)
        assert len(read(inputs)[1]) >= 4


def test_a_missing_sheet_and_its_likely_name(reading, tmp_path):
    """a sheet that is not there is told of, with the one that was perhaps meant."""
    sheets = dict(BOOKS["people.xlsx"])
    sheets["工作小組"] = sheets.pop("工作小组")
    inputs = write_books(tmp_path / "inputs", 照片=None)
    write_book(inputs / "people.xlsx", sheets)
    _, findings = read(inputs)
    assert told(findings) == [
        "evidence.xlsx: the sheet '照片' is not there [sheet-missing]",
        "people.xlsx: the sheet '工作小组' is not there [sheet-missing]",
    ]
    assert findings[0].hint is None
    assert findings[1].hint.spoken("en") == "did you mean '工作小組'?"


def test_sheets_may_have_other_names(tmp_path):
    """a sheet is known by its aliases, whatever the spaces in them."""
    sheets = dict(BOOKS["evidence.xlsx"])
    sheets[" 佐证 材料 "] = sheets.pop("佐证材料登记")
    inputs = write_books(tmp_path)
    write_book(inputs / "evidence.xlsx", sheets)
    dossier, findings = read(inputs)
    assert told(findings) == []
    assert str(dossier.evidence[0].row.cell("file")) == "evidence.xlsx!佐证 材料!E2"


def test_formulas_without_a_result(tmp_path):
    """a formula that no program has computed is named, and what to do about it."""
    inputs = write_books(
        tmp_path,
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 学生数 | 小学部 | 人 | #160 | =D2+6 |
        """,
    )
    dossier, findings = read(inputs)
    assert told(findings) == [
        "school.xlsx!数据!E2: the formula has no stored result [formula-uncomputed]"
    ]
    assert findings[0].hint.spoken("en") == "open the workbook in Excel or WPS and save it"
    assert [f.value for f in dossier.school.figures.values()] == [160]


def test_formulas_with_a_result(tmp_path):
    """a formula whose result is stored counts as that result."""
    inputs = write_books(
        tmp_path,
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 学生数 | 小学部 | 人 | =100+60 |
        """,
    )
    changed(
        inputs / "school.xlsx",
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>160</v>").replace(b"<v />", b"<v>160</v>"),
    )
    dossier, findings = read(inputs)
    assert told(findings) == []
    assert [f.value for f in dossier.school.figures.values()] == [160]


def test_a_formatted_cell_in_the_last_row(tmp_path):
    """one formatted cell in row 1,048,576 does not make a million rows."""
    inputs = write_books(tmp_path)
    book = load_workbook(inputs / "evidence.xlsx")
    book["佐证材料登记"].cell(1_048_576, 16_384).font = Font(bold=True)
    book.save(inputs / "evidence.xlsx")
    dossier, findings = read(inputs)
    assert told(findings) == []
    assert len(dossier.evidence) == 1


def test_what_openpyxl_warns_of_is_no_ones_business(tmp_path):
    """extensions that only saving would lose are passed over without a word."""
    inputs = write_books(tmp_path)
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    changed(
        inputs / "people.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</worksheet>", extension),
    )
    with pytest.warns(UserWarning, match="extension is not supported"):
        load_workbook(io.BytesIO((inputs / "people.xlsx").read_bytes()))
    assert told(read(inputs)[1]) == []


def test_quoted_percent_signs_scale_nothing(tmp_path):
    """a % that a format only prints behind the number leaves the number as it is."""
    inputs = write_books(tmp_path)
    book = load_workbook(inputs / "school.xlsx")
    for cell, form in (("D2", '0.0"%"'), ("E2", r"0\%")):
        book["数据"][cell].number_format = form
    book.save(inputs / "school.xlsx")
    dossier, _ = read(inputs)
    assert [f.value for f in dossier.school.figures.values()][:2] == [160, 166]
