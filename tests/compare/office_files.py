"""Small Word and Excel files, and PDFs that show all of them or less."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dossier.model.evidence_file import FileKind

Paragraph = str
Content = Callable[[docx.document.Document], object]

PHRASES = (
    "学校成立领导小组，校长任组长，各年级主任为成员。",
    "每学期召开专题会议两次，研究存在的问题并形成记录。",
    "随迁子女与本地学生统一编班，不另收任何费用。",
    "Teachers attend 72 hours of training a year.",
    "图书室藏书 12,480 册，生均 26.5 册。",
    "操场面积为三千二百平方米，符合规定。",
)


def kind_of(path: Path) -> FileKind:
    """The kind that a name says."""
    return FileKind.SHEET if path.suffix == ".xlsx" else FileKind.WORD


def word(path: Path, *content: Paragraph | Content) -> Path:
    """A Word file: each text is a paragraph, each function adds what it likes."""
    document = docx.Document()
    for one in content:
        if isinstance(one, str):
            document.add_paragraph(one)
        else:
            one(document)
    document.save(str(path))
    return path


def runs(*xml: str) -> Content:
    """A paragraph of runs, each the XML within `<w:r>`."""

    def add(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        for one in xml:
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{one}</w:r>"))

    return add


def block(xml: str) -> Content:
    """An element of the body; `{}` stands for its namespaces."""

    def add(document: docx.document.Document) -> None:
        spaces = nsdecls("w", "r", "m")
        document.element.body.insert(-1, parse_xml(xml.replace("{}", spaces, 1)))

    return add


def table(rows: Iterable[Iterable[str]]) -> Content:
    """A table of these cells."""

    def add(document: docx.document.Document) -> None:
        listed = [list(row) for row in rows]
        made = document.add_table(len(listed), len(listed[0]), style="Table Grid")
        for row, cells in zip(made.rows, listed, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    return add


def book(path: Path, *rows: Iterable[object], change: Callable[..., object] | None = None) -> Path:
    """A workbook of one sheet, named 表."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "表"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    workbook.save(path)
    return path


def with_parts(path: Path, parts: dict[str, Callable[[bytes], bytes]]) -> Path:
    """The same package with some parts changed; a part that is not there is made from nothing."""
    with zipfile.ZipFile(path) as package:
        content = {name: package.read(name) for name in package.namelist()}
    for name, change in parts.items():
        content[name] = change(content.get(name, b""))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in content.items():
            package.writestr(name, part)
    path.write_bytes(buffer.getvalue())
    return path
