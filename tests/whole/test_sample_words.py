"""What the sample's documents say, against what its workbooks say."""

import filecmp
import re
import subprocess
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from bound_box import box_of, squeezed, without_number
from docx.document import Document
from pypdf import PdfReader

from sample_build import ROOT, Sample, manifest

pytestmark = pytest.mark.engine


@cache
def rows_of(book: Path, sheet: str) -> list[list[str]]:
    """A sheet's cells as text, merged cells and blanks as ''."""
    found = openpyxl.load_workbook(book, data_only=True)[sheet]
    return [["" if v is None else str(v) for v in row] for row in found.iter_rows(values_only=True)]


def chapter_of(sample: Sample, code: str) -> Document:
    """The Word file of a chapter."""
    (name,) = (c["file"] for c in sample.report["chapters"] if c["code"] == code)
    return docx.Document(str(sample.workspace.build / name))


def tables_of(sample: Sample, code: str) -> list[list[str]]:
    """The rows of all tables of a chapter."""
    tables = chapter_of(sample, code).tables
    return [[c.text for c in row.cells] for table in tables for row in table.rows]


def figure(sample: Sample, name: str, stage: str) -> tuple[float, ...]:
    """The three years of a row of school.xlsx!数据, as a person would read them off."""
    book = sample.workspace.inputs / "school.xlsx"
    rows = rows_of(book, "数据")
    starts = [n for n, row in enumerate(rows) if row[0].strip() == name]
    # the name may be merged over the rows of its stages
    row = next(row for row in rows[starts[0] :] if row[1].strip() == stage)
    narrow = str.maketrans("０１２３４５６７８９", "0123456789", ", ")
    numbers = [cell.translate(narrow) for cell in row[3:6]]
    return tuple(float(number) for number in numbers)


def test_the_books_per_pupil_can_be_worked_out_again(sample: Sample) -> None:
    """This test ensures that the figures of J06 are those of the workbook, in all three years."""
    books = figure(sample, "图书册数", "全校")
    pupils = [
        sum(pair)
        for pair in zip(
            figure(sample, "学生数", "小学部"), figure(sample, "学生数", "初中部"), strict=True
        )
    ]
    values = [f"{b / p:.2f}册/生" for b, p in zip(books, pupils, strict=True)]
    (row,) = (r for r in tables_of(sample, "R06") if r[1] == "J06 生均图书册数")
    assert row[3:] == ["≥25册/生", *(cell for value in values for cell in (value, "达标"))]
    working = f"图书册数 {books[2]:,.0f}册÷学生数 {pupils[2]:,.0f}人={values[2]}≥25册/生"
    assert any(working in cell for row in tables_of(sample, "R01") for cell in row)


def test_what_is_not_met_is_told_in_every_document(sample: Sample) -> None:
    """This test ensures that the missing sports ground stands in report, table and ledger."""
    ground = "J02 生均体育运动场馆面积"
    table = tables_of(sample, "R06")
    (at,) = (n for n, r in enumerate(table) if r[1] == ground and r[2] == "小学部")
    row = table[at + 1]  # of the same group
    assert row[2] == "初中部"
    assert row[4:] == [
        "8.12平方米/生", "未达标", "8.22平方米/生", "未达标", "8.74平方米/生", "未达标",
    ]  # fmt: skip
    for code in ("R01", "R08"):
        assert any(ground in "".join(row) for row in tables_of(sample, code)), code
    assert not any(ground in "".join(row) and "初中部" in row for row in tables_of(sample, "R07"))


def test_the_list_of_everything_agrees_with_the_boxes(sample: Sample) -> None:
    """This test ensures that 总目录 has each item of each box with its pages, and 缺."""
    numbers = [box["number"] for box in sample.report["boxes"]]
    listed = [
        (number, row[0], squeezed(row[1]), row[6], row[7].startswith("缺"))
        for number, table in zip(numbers, chapter_of(sample, "R10").tables, strict=True)
        for row in [[cell.text for cell in row.cells] for row in table.rows[1:]]
    ]
    assert listed == [
        (
            box["number"],
            item["code"],
            squeezed(item["title"]),
            "—".join(dict.fromkeys((item["pages"][0], item["pages"][-1]))),
            item["missing"],
        )
        for box in sample.report["boxes"]
        for item in box["items"]
    ]


def test_the_list_of_everything_heads_each_box(sample: Sample) -> None:
    """This test ensures that above each table of 总目录 stands its box, and what it lacks."""
    heads = [
        text for text in (p.text for p in chapter_of(sample, "R10").paragraphs) if "盒　" in text
    ]
    assert heads == [
        f"{box['number']}盒　{box['title']}（{len(box['items'])}件"
        + (f"，缺{gaps}件）" if (gaps := sum(i["missing"] for i in box["items"])) else "）")
        for box in sample.report["boxes"]
    ]


def test_every_word_of_the_self_assessments_is_bound(sample: Sample) -> None:
    """This test ensures that what the school says of an indicator stands in its box."""
    _, *rows = rows_of(sample.workspace.inputs / "school.xlsx", "自评说明")
    said = {row[0]: row[1:5] for row in rows if row[0]}
    bound = 0
    for record in sample.report["boxes"]:
        box = box_of(sample.workspace.build, record["number"])
        for item in record["items"]:
            if item["source"] in said:
                text = box.text_of(item)
                bound += 1
                for cell in said[item["source"]]:
                    for line in cell.splitlines():
                        # thousands are separated in print, whether typed so or not
                        told = squeezed(line).replace(",", "")
                        assert told in text.replace(",", ""), (item["source"], line)
    assert bound == len(said) == 23


def test_chapters_are_bound_as_they_stand_beside_the_boxes(sample: Sample) -> None:
    """This test ensures that a chapter's PDF and its pages in the box are the same."""
    files = {c["code"]: c["file"].replace(".docx", ".pdf") for c in sample.report["chapters"]}
    for record in sample.report["boxes"]:
        box = box_of(sample.workspace.build, record["number"])
        for item in record["items"]:
            if item["source"] in files:
                chapter = PdfReader(sample.workspace.build / files[item["source"]])
                assert len(chapter.pages) == len(item["pages"])
                for number, page in enumerate(chapter.pages, item["start"]):
                    text = box.texts[box.page_of(number)]
                    assert text.startswith(page.extract_text().rstrip())


ANSWERS = [
    ("file-missing", "经费保障、教育统计与学校标准化建设组", "王德成", "B09", None),
    ("evidence-missing", "素质教育推进组", "方悦", "B03", "2021—2022学年度"),
    ("evidence-missing", "教师队伍建设组", "廖永红", "B16", "2022年度"),
    ("evidence-missing", "素质教育推进组", "谭勇", "B19", "2020—2021学年度"),
    ("date-outside-year", "教师队伍建设组", "廖永红", "B16", "2021—2022学年度"),
    ("seal-missing", "教师队伍建设组", "曾玉梅", "B14", "2022—2023学年度"),
    ("signature-missing", "素质教育推进组", "雷鸣", "B23", None),
    ("photo-uncaptioned", "素质教育推进组", "雷鸣", "B23", "2021—2022学年度"),
    ("file-damaged", "对外协调与宣传报道组", "何静芝", "Z01", "2022—2023学年度"),
    ("file-encrypted", "教师队伍建设组", "曾玉梅", "B13", None),
    ("content-duplicate", "教育技术装备组", "吴海波", "J05", None),
    # no fault, but what a build says of two workbooks: one goes on A3, a row is printed higher
    ("content-adapted", "素质教育推进组", "邓志强", "B17", None),
    ("content-adapted", "经费保障、教育统计与学校标准化建设组", "赵丽君", "B08", None),
    ("task-unsigned", "经费保障、教育统计与学校标准化建设组", "赵丽君", "B12", None),
    ("task-unsigned", "素质教育推进组", "雷鸣", "B23", None),
    ("figure-jump", "经费保障、教育统计与学校标准化建设组", "赵丽君", None, "2021—2022学年度"),
]
"""The answer sheet of scripts/make_sample/README.md, with who has to act."""


def test_missing_is_the_answer_sheet(sample: Sample) -> None:
    """This test ensures that each deliberate gap stands under its owner, and nothing else."""
    book = sample.workspace.build / "missing.xlsx"
    sheet = openpyxl.load_workbook(book)["问题清单（按责任人）"]
    header, *rows = sheet.iter_rows(values_only=True)
    place = [header.index(name) for name in ("代码", "责任小组", "责任人", "指标", "学年度")]
    told = [tuple(row[column] for column in place) for row in rows]
    assert sorted(told, key=str) == sorted(ANSWERS, key=str)


def test_the_matrix_shows_where_nothing_is(sample: Sample) -> None:
    """This test ensures that the gaps of the answer sheet are cells of the matrix."""
    book = sample.workspace.build / "missing.xlsx"
    header, *rows = rows_of(book, "缺件矩阵")
    short = {
        (row[0].split()[0], period): cell
        for row in rows
        for period, cell in zip(header[1:], row[1:], strict=True)
        if cell and cell.split("/")[0] != cell.split("/")[1]
    }
    assert short == {
        ("Z01", "2022—2023学年度"): "1/2",
        ("B03", "2021—2022学年度"): "0/1",
        ("B09", "一次"): short["B09", "一次"],
        ("B13", "一次"): short["B13", "一次"],
        ("B16", "2022年度"): "0/1",
        ("B19", "2020—2021学年度"): short["B19", "2020—2021学年度"],
    }


def test_sha256sum_accepts_the_manifest(sample: Sample) -> None:
    """This test ensures that the proof covers every product, and needs no program of ours."""
    build = sample.workspace.build
    ours = (sample.workspace.cache, build / ".dossier")
    assert set(manifest(sample.workspace)) == {
        path.relative_to(build).as_posix()
        for path in build.rglob("*")
        if path.is_file() and not any(path.is_relative_to(folder) for folder in ours)
    } - {"manifest-sha256.txt"}
    subprocess.run(
        ["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt"],
        cwd=sample.workspace.build,
        check=True,
    )


def test_the_evidence_is_as_it_was(sample: Sample) -> None:
    """This test ensures that a whole build writes nothing into inputs/ and templates/."""

    def differing(one: filecmp.dircmp) -> list[str]:
        here = [*one.left_only, *one.right_only, *one.diff_files, *one.funny_files]
        return here + [name for below in one.subdirs.values() for name in differing(below)]

    for name in ("inputs", "templates"):
        compared = filecmp.dircmp(ROOT / name, sample.workspace.root / name, ignore=[])
        assert differing(compared) == []


def test_no_sign_of_a_chapter_is_lost_in_print(sample: Sample) -> None:
    """This test ensures that each paragraph can be read in the PDF, down to the last full stop."""
    for chapter in sample.report["chapters"]:
        path = sample.workspace.build / chapter["file"]
        pages = [page.extract_text() for page in PdfReader(path.with_suffix(".pdf")).pages]
        printed = "".join(without_number(squeezed(page)) for page in pages)
        for paragraph in docx.Document(str(path)).paragraphs:
            assert squeezed(paragraph.text) in printed, chapter["code"]


def words_of(path: Path) -> str:
    """All that a Word file says, in paragraphs and tables."""
    document = docx.Document(str(path))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_chapters_are_filled_in(sample: Sample) -> None:
    """This test ensures that no chapter shows a field, None, or a blank that workbooks fill."""
    assert len(sample.report["chapters"]) == 36
    for chapter in sample.report["chapters"]:
        path = sample.workspace.build / chapter["file"]
        assert not re.search(r"\{\{|\}\}|\{%|None|（未填）", words_of(path)), chapter["code"]
        assert len(PdfReader(path.with_suffix(".pdf")).pages) == chapter["pages"]


def test_what_is_not_verified_says_so(sample: Sample) -> None:
    """This test ensures that the chapter of an unverified indicator carries 未核实."""
    unverified = [
        i.code for i in sample.seen.dossier.standard.indicators.values() if not i.verified
    ]
    chapters = [c for c in sample.report["chapters"] if c["code"] in unverified]
    assert chapters
    for chapter in chapters:
        assert "未核实" in words_of(sample.workspace.build / chapter["file"])


def test_the_catalogue_workbook_agrees(sample: Sample) -> None:
    """This test ensures that catalogue.xlsx has each item of each box with its pages."""
    book = openpyxl.load_workbook(sample.workspace.build / "catalogue.xlsx")
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    place = [header.index(name) for name in ("盒号", "件号", "起页", "止页")]
    assert [tuple(row[column] for column in place) for row in rows] == [
        (box["number"], item["code"], int(item["pages"][0]), int(item["pages"][-1]))
        for box in sample.report["boxes"]
        for item in box["items"]
    ]


def test_the_labels_name_every_box(sample: Sample) -> None:
    """This test ensures that each box number stands on the label sheets."""
    reader = PdfReader(sample.workspace.build / "labels.pdf")
    words = " ".join(page.extract_text() for page in reader.pages).split()
    assert {box["number"] for box in sample.report["boxes"]} <= set(words)
