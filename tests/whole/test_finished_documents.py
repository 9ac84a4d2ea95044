"""Chapters, labels, workbooks and manifest of the sample, judged by reading them."""

import hashlib
import re

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("whole")]


def _text(path):
    document = Document(str(path))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_manifest_holds(sample):
    """every product but the manifest itself is listed with the hash that its bytes have."""
    build = sample.workspace.build
    lines = (build / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    made = {
        file.relative_to(build).as_posix()
        for file in build.rglob("*")
        if file.is_file() and "cache" not in file.relative_to(build).parts
    }
    assert set(listed) == made - {"manifest-sha256.txt"}
    for path, digest in listed.items():
        assert hashlib.sha256((build / path).read_bytes()).hexdigest() == digest


def test_chapters_are_filled_in(sample):
    """no chapter shows a field, None, or a blank that the workbooks fill."""
    for chapter in sample.report["chapters"]:
        text = _text(sample.workspace.build / chapter["file"])
        assert not re.search(r"\{\{|\}\}|\{%|None|（未填）", text), chapter["code"]
        assert len(PdfReader(
            sample.workspace.build / chapter["file"].replace(".docx", ".pdf")).pages
        ) == chapter["pages"]  # fmt: skip
    assert len(sample.report["chapters"]) == 33


def test_the_report_prints_the_computed_figures(sample):
    """自查报告 has the working and the verdict of the indicators as they were computed."""
    chapter = next(c for c in sample.report["chapters"] if c["code"] == "R01")
    text = re.sub(r"\s+", "", _text(sample.workspace.build / chapter["file"]))
    books = next(
        r for r in sample.report["results"]
        if r["indicator"] == "J06" and r["year"] == "2022—2023学年度"
    )  # fmt: skip
    assert re.sub(r"\s+", "", books["working"]) in text
    assert "未达标" in text
    assert "J02" in text


def test_what_is_not_verified_says_so(sample):
    """the chapter of an unverified indicator carries 未核实 in its heading."""
    for chapter in sample.report["chapters"]:
        indicator = sample.seen.dossier.standard.indicators.get(chapter["code"])
        if indicator and not indicator.verified:
            assert "未核实" in _text(sample.workspace.build / chapter["file"])


def test_the_catalogue_workbook_agrees(sample):
    """catalogue.xlsx has each item of each box with its pages."""
    sheet = load_workbook(sample.workspace.build / "catalogue.xlsx").worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    place = {name: n for n, name in enumerate(header)}
    listed = {(r[place["盒号"]], r[place["件号"]]): (r[place["起页"]], r[place["止页"]])
              for r in rows}  # fmt: skip
    assert listed == {
        (box["number"], f"{item['number']:04d}"): (item["first"], item["last"])
        for box in sample.report["boxes"]
        for item in box["items"]
    }


def test_the_labels_name_every_box(sample):
    """each box number stands on the label sheets."""
    reader = PdfReader(sample.workspace.build / "labels.pdf")
    words = " ".join(page.extract_text() for page in reader.pages).split()
    assert {box["number"] for box in sample.report["boxes"]} <= set(words)


def test_the_missing_list_names_owners(sample):
    """missing.xlsx has each finding with group and person, and the matrix with 0 of N."""
    book = load_workbook(sample.workspace.build / "missing.xlsx")
    matrix, problems = book.worksheets
    assert any(cell.value == "0/1" for row in matrix.iter_rows() for cell in row)
    header, *rows = problems.iter_rows(values_only=True)
    place = {name: n for n, name in enumerate(header)}
    told = {(r[place["代码"]], r[place["责任人"]]) for r in rows}
    assert {
        ("file-missing", "王德成"),
        ("evidence-missing", "方悦"),
        ("seal-missing", "曾玉梅"),
        ("file-damaged", "何静芝"),
    } <= told
    assert len(rows) == len(sample.report["findings"])


def test_the_findings_are_the_planted_ones(sample):
    """the sample gives just the faults that were put into it."""
    codes = sorted(finding["code"] for finding in sample.report["findings"])
    assert codes == sorted(
        ["evidence-missing"] * 3
        + ["task-unsigned"] * 2
        + ["content-duplicate", "date-outside-year", "file-damaged", "file-encrypted",
           "file-missing", "file-unregistered", "photo-uncaptioned", "seal-missing",
           "signature-missing"]
    )  # fmt: skip
