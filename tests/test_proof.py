"""The proof within an office file that it is as it was made."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from dossier.files import repack
from dossier.proof import Proof, proof_of

CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<op:Properties xmlns:op="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<op:property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
    "<vt:lpwstr>2052-12.1.0</vt:lpwstr></op:property></op:Properties>"
)


def made(out: Path, text: str = "正文") -> Path:
    """A Word file as this program makes it."""
    document = Document()
    document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    repack(saved, out)
    return out


def rewritten(path: Path, **changed: bytes) -> None:
    """Pack a file anew, as another program would, with some parts (by their last name) changed."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in reversed(source.namelist())}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            target.writestr(name, changed.get(Path(name).stem, content))


def test_what_was_made_proves_it(tmp_path: Path) -> None:
    """This test ensures that the proof fits Word files and workbooks, which open as before."""
    docx = made(tmp_path / "a.docx")
    assert proof_of(docx) is Proof.SOUND
    assert Document(str(docx)).paragraphs[0].text == "正文"
    saved = io.BytesIO()
    Workbook().save(saved)
    repack(saved, tmp_path / "b.xlsx")
    assert proof_of(tmp_path / "b.xlsx") is Proof.SOUND
    properties = load_workbook(tmp_path / "b.xlsx").custom_doc_props
    assert [one.name for one in properties.props] == ["dossier-sha256"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that the proof brings no clock and no chance."""
    assert made(tmp_path / "a.docx").read_bytes() == made(tmp_path / "b.docx").read_bytes()


def test_packing_alone_is_no_edit(tmp_path: Path) -> None:
    """This test ensures that a copy packed anew, by a mail filter, say, is ours."""
    docx = made(tmp_path / "a.docx")
    rewritten(docx)
    assert proof_of(docx) is Proof.SOUND


def test_what_a_person_saved_is_known(tmp_path: Path) -> None:
    """This test ensures that a saved file keeps the property, which no longer fits."""
    docx = made(tmp_path / "a.docx")
    document = Document(str(docx))
    document.add_paragraph("另：已备案。")
    document.save(str(docx))
    assert proof_of(docx) is Proof.BROKEN


def test_a_part_that_is_added_or_lost_is_an_edit(tmp_path: Path) -> None:
    """This test ensures that the list of parts is within the proof."""
    docx = made(tmp_path / "a.docx")
    with zipfile.ZipFile(docx, "a") as package:
        package.writestr("word/comments.xml", b"<w:comments/>")
    assert proof_of(docx) is Proof.BROKEN


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"no office file"])
def test_what_is_no_office_file_says_nothing(tmp_path: Path, content: bytes) -> None:
    """This test ensures that a file that was cut off is known as such."""
    (tmp_path / "a.docx").write_bytes(content)
    assert proof_of(tmp_path / "a.docx") is Proof.CUT
    whole = made(tmp_path / "b.docx").read_bytes()
    (tmp_path / "b.docx").write_bytes(whole[:-4000] + bytes(4000))
    assert proof_of(tmp_path / "b.docx") is Proof.CUT


def test_a_file_of_a_person_says_nothing(tmp_path: Path) -> None:
    """This test ensures that an office file without the property is nobody's but the person's."""
    Document().save(str(tmp_path / "a.docx"))
    assert proof_of(tmp_path / "a.docx") is Proof.NONE


def test_properties_of_the_template_stay(tmp_path: Path) -> None:
    """This test ensures that WPS's own properties stay, and an older proof of ours does not."""
    base = made(tmp_path / "a.docx")
    with zipfile.ZipFile(base) as package:
        ours = package.read("docProps/custom.xml").decode()
    (old,) = re.findall("<property .*</property>", ours)
    rewritten(base, custom=CUSTOM.replace("</op:Properties>", f"{old}</op:Properties>").encode())
    with base.open("rb") as saved:
        repack(saved, tmp_path / "b.docx")
    assert proof_of(tmp_path / "b.docx") is Proof.SOUND
    with zipfile.ZipFile(tmp_path / "b.docx") as package:
        properties = package.read("docProps/custom.xml").decode()
    assert "2052-12.1.0" in properties
    assert re.findall('pid="(.)"', properties) == ["2", "3"]
    assert properties.count("dossier-sha256") == 1
    assert Document(str(tmp_path / "b.docx")).paragraphs[0].text == "正文"
