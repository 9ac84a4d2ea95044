"""Workbooks that programs other than Excel and WPS write: read where their values can be had."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_books import told, write_books

from dossier.finding import Code, is_cause
from dossier.read.workbooks import read
from media_zoo import of_streams

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}

REGISTER = """
    | 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 |
    | B01-1 | 2020年招生方案 | @2020-09-01 | 2020—2021学年度 | 方案2020.pdf | 是 |
"""


def remade(book: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    """Write the workbook anew, with `change` done to the name and content of each part."""
    with zipfile.ZipFile(book) as source:
        parts = [change(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)


def strict(name: str, content: bytes) -> tuple[str, bytes]:
    for loose, tight in STRICT.items():
        content = content.replace(loose, tight)
    return name, content


def backslashes(name: str, content: bytes) -> tuple[str, bytes]:
    # a ZipInfo made from a name would put the slashes right again
    entry = zipfile.ZipInfo("x")
    entry.filename = name.replace("/", "\\")
    return entry, content  # type: ignore[return-value]


def styled(before: bytes, after: bytes) -> Callable[[str, bytes], tuple[str, bytes]]:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "xl/styles.xml":
            assert before in content
            content = content.replace(before, after)
        return name, content

    return change


no_fill = styled(b"<fill><patternFill/></fill>", b"<fill/>")
family_49 = styled(b'<family val="2"/>', b'<family val="49"/>')
middle = styled(
    b'xfId="0"/></cellXfs>', b'xfId="0"><alignment horizontal="middle"/></xf></cellXfs>'
)


def undated(name: str, content: bytes) -> tuple[str, bytes]:
    if name == "docProps/core.xml":
        start, end = content.index(b"<dcterms:created"), content.index(b"</dcterms:created>")
        opened = content.index(b">", start) + 1
        content = content[:opened] + b"2022/9/1" + content[end:]
    return name, content


def odd_page(name: str, content: bytes) -> tuple[str, bytes]:
    if name.startswith("xl/worksheets/"):
        content = content.replace(
            b"</worksheet>", b'<pageSetup orientation="sideways" paperSize="A4"/></worksheet>'
        )
    return name, content


def undeclared(name: str, content: bytes) -> tuple[str, bytes]:
    return name, b"<Types/>" if name == "[Content_Types].xml" else content


@pytest.mark.parametrize(
    "change", [strict, backslashes, no_fill, family_49, middle, undated, odd_page, undeclared]
)
def test_odd_workbooks_are_read(tmp_path, change):
    """a workbook is read whatever is odd about it that its values do not need."""
    inputs = write_books(tmp_path / "inputs", 佐证材料登记=REGISTER)
    before, _ = read(inputs)
    for book in inputs.glob("*.xlsx"):
        remade(book, change)
    after, findings = read(inputs)
    assert told(findings) == []
    assert after == before
    assert after.evidence[0].dated == date(2020, 9, 1)


def test_percentages_in_odd_workbooks(tmp_path):
    """number formats are kept where the other styles are not: 98% is not 0.98."""
    inputs = write_books(
        tmp_path / "inputs",
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 出勤率 | 全校 | % | #98.5% | #99% |
        """,
    )
    remade(inputs / "school.xlsx", family_49)
    dossier, findings = read(inputs)
    assert told(findings) == []
    assert [f"{f.value}" for f in dossier.school.figures.values()] == ["98.5", "99"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (of_streams({"Workbook": bytes(64)}), "it is: old Excel or WPS workbook"),
        (of_streams({"EncryptedPackage": b""}), "it needs a password"),
        (b"%PDF-1.7", "it is: PDF"),
        ("指标,数值".encode(), "it is: table as plain text"),
        (b"PK\x03\x04 cut off", "it is damaged"),
        (b"", "it has no content"),
    ],
)
def test_what_is_no_workbook(tmp_path, content, problem):
    """a file that is no workbook is told by its name, and as what it is."""
    inputs = write_books(tmp_path / "inputs")
    (inputs / "evidence.xlsx").write_bytes(content)
    dossier, findings = read(inputs)
    (line,) = told(findings)
    assert line.startswith("evidence.xlsx: the workbook cannot be read: ")
    assert line.endswith(" [workbook-unreadable]")
    assert problem in line
    assert dossier.unread >= {"佐证材料登记", "照片"}


def test_a_workbook_without_sheets(tmp_path):
    """a workbook whose sheets cannot be found is told, and not taken for an empty one."""
    inputs = write_books(tmp_path / "inputs")
    remade(
        inputs / "evidence.xlsx",
        lambda name, content: (name.replace("worksheets/", "worksheets/lost-"), content),
    )
    _, findings = read(inputs)
    assert told(findings) == [
        "evidence.xlsx: the workbook cannot be read: it has no sheets [workbook-unreadable]"
    ]


@pytest.mark.parametrize(
    ("area", "first", "told_of"),
    [
        ("A60:G1048576", None, []),
        ("A60:G1048576", "以下由档案室填写", []),
        ("H1:XFD1048576", None, []),
        ("A2:A1048576", None, []),  # equal values beneath it say the same
        ("B2:B1048576", None, ["佐证材料登记!B2"]),
    ],
)
def test_a_merge_down_a_whole_sheet(
    tmp_path: Path, area: str, first: str | None, told_of: list[str]
) -> None:
    """This test ensures that it costs nothing, and is told only where it hides cells."""
    inputs = write_books(
        tmp_path, 佐证材料登记=REGISTER + REGISTER.splitlines()[2].replace("2020", "2021")
    )
    book = load_workbook(inputs / "evidence.xlsx")
    if first:
        book["佐证材料登记"][area.partition(":")[0]] = first
    book.save(inputs / "evidence.xlsx")
    remade(inputs / "evidence.xlsx", merging(area))
    dossier, findings = read(inputs)
    merged = [one for one in findings if "merged down" in one.text.spoken("en")]
    assert [f"{one.at.sheet}!{one.at.ref}" for one in merged if one.at] == told_of
    assert told_of or [one.requirement for one in dossier.evidence] == ["B01-1", "B01-1"]


def merging(area: str) -> Callable[[str, bytes], tuple[str, bytes]]:
    """Merge an area in the XML alone: the library would take a cell for each place."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "xl/worksheets/sheet1.xml":
            merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
            content = content.replace(b"</sheetData>", b"</sheetData>" + merged, 1)
        return name, content

    return change


def test_a_workbook_that_defines_entities_comes_first(tmp_path: Path) -> None:
    """This test ensures that it is told as what it is, and as that from which much follows."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "xl/workbook.xml":
            content = content.replace(b"<workbook", b'<!DOCTYPE d [<!ENTITY a "b">]><workbook', 1)
        return name, content

    inputs = write_books(tmp_path)
    remade(inputs / "evidence.xlsx", change)
    (cause,) = (one for one in read(inputs)[1] if one.place == "evidence.xlsx")
    assert cause.code is Code.FILE_TOO_DEMANDING
    assert is_cause(cause)
    assert "xl/workbook.xml" in cause.text.spoken("zh_CN")
