"""Odd Word files: another namespace, another prefix, damaged parts; never a crash."""

import zipfile

import pytest

from dossier.convert.word import prepare
from word_file import NAMES, field, paragraph, row, table, text, word_file

BODY = paragraph(
    "是", field("DATE", "旧日"), '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
)


def changed(path, part: str, change) -> None:
    """Write a part of a package anew."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def strict(content: bytes) -> bytes:
    """The names of strict files (ECMA-376-1, annex A)."""
    base = b"http://schemas.openxmlformats.org/"
    content = content.replace(
        base + b"wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    return content.replace(
        base + b"officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


def other_prefix(content: bytes) -> bytes:
    return (
        content.replace(b"<w:", b"<ns0:")
        .replace(b"</w:", b"</ns0:")
        .replace(b" w:", b" ns0:")
        .replace(b"xmlns:w=", b"xmlns:ns0=")
    )


def no_prefix(content: bytes) -> bytes:
    return (
        content.replace(b"<w:", b"<")
        .replace(b"</w:", b"</")
        .replace(
            b"xmlns:w=",
            b'xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w=',
        )
    )


def utf_16(content: bytes) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + content.decode()).encode("utf-16")


@pytest.mark.engine
@pytest.mark.parametrize("change", [strict, other_prefix, no_prefix, utf_16])
def test_other_ways_to_write_the_same(printed, tmp_path, change):
    """a strict file, other prefixes and other encodings are mended alike."""
    source = word_file(tmp_path / "a.docx", BODY)
    parts = ["word/document.xml", "word/styles.xml"]
    if change is strict:
        parts += ["_rels/.rels", "word/_rels/document.xml.rels"]
    if change is utf_16:
        parts = parts[:1]
    for part in parts:
        changed(source, part, change)
    assert printed(source).words == "是旧日☑"


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl/>",
        table(),
        "<w:tbl><w:tr/></w:tbl>",
        table(row(properties='<w:cantSplit/><w:tblHeader/><w:trHeight w:hRule="exact"/>')),
        ('<w:tbl><w:tblPr><w:tblpPr/></w:tblPr><w:tblGrid><w:gridCol w:w="9999999999"/></w:tblGrid>'
        "<w:tr><w:tc><w:tcPr><w:tcW/><w:gridSpan w:val='-4'/></w:tcPr></w:tc></w:tr></w:tbl>"),
        '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>',
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE</w:instrText></w:r>'),
        '<w:fldSimple w:instr=""/><w:fldSimple/>',
        '<w:altChunk/><w:altChunk r:id=""/>',
        "<w:em/><w:p><w:r><w:rPr><w:em/><w:sz/></w:rPr><w:t>x</w:t></w:r></w:p>",
        '<w:r><w:sym/><w:sym w:font="Wingdings 2" w:char="zz"/></w:r>',
        "<w:ins/><w:del/><w:rPr><w:del/></w:rPr><w:tcPr><w:cellDel/></w:tcPr>",
        ("<w:drawing><wp:anchor><wp:positionV relativeFrom='line'><wp:posOffset/></wp:positionV>"
        "</wp:anchor><wp:inline/></w:drawing><w:txbxContent/>"),
        ("<v:shape style=';:;width:1e9pt;position:absolute;left:..pt'><v:textbox><w:txbxContent/>"
        "</v:textbox></v:shape>"),
        "<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300,
        "<!-- x --><?x y?><w:p><!-- cantSplit exact --><w:r><!-- sym --></w:r></w:p>",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_no_fault(tmp_path, body):
    """elements without what they ought to have are left to the engine, and nothing is raised."""
    traces = '<w:em w:val="dot"/>:sym txbxContent altChunk gridCol cantSplit exact fldChar :ins'
    source = word_file(tmp_path / "a.docx", body + text(traces.replace("<", "&lt;")))
    prepare(source, tmp_path / "b.docx")
    with zipfile.ZipFile(tmp_path / "b.docx") as copy:
        assert copy.testzip() is None


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b"<w:document><broken cantSplit"),
        ("word/styles.xml", b""),
        ("_rels/.rels", b"\xff\xfe"),
        ("word/_rels/document.xml.rels", b"<broken"),
        ("[Content_Types].xml", b""),
    ],
)
def test_a_damaged_part_is_copied(tmp_path, part, content):
    """what cannot be prepared reaches the engine as it is."""
    source = word_file(tmp_path / "a.docx", BODY + '<w:altChunk r:id="rId1"/>')
    changed(source, part, lambda _: content)
    prepare(source, tmp_path / "b.docx")
    with zipfile.ZipFile(tmp_path / "b.docx") as copy:
        assert copy.read(part) == content


@pytest.mark.engine
def test_comments_of_xml_are_no_obstacle(printed):
    """a file that some program has commented is mended like any other."""
    noted = BODY.replace("</w:r>", "</w:r><!-- w:sym -->").replace("<w:p>", "<?x y?><w:p>")
    deleted = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr></w:p><!-- x -->'
    assert printed(noted + deleted + paragraph("终")).words == "是旧日☑终"


@pytest.mark.parametrize("fault", ["bytes", "locked"])
def test_a_part_that_cannot_be_unpacked_is_left_to_the_engine(tmp_path, fault):
    """a broken or a locked part is no crash: the file is copied as it is."""
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {NAMES}>{BODY * 50}</w:document>")
    content = bytearray(source.read_bytes())
    if fault == "bytes":
        content[60:160] = b"\xff" * 100
    else:  # the flag of encryption, in the entry and in the directory
        content[6] |= 1
        content[content.index(b"PK\1\2") + 8] |= 1
    source.write_bytes(content)
    prepare(source, copy)
    assert copy.read_bytes() == bytes(content)
