import hashlib
import io
import re
import struct
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from dossier.facts import replace
from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.examine import Examined, examine
from dossier.media.pdf import page_count
from dossier.messages import Text
from dossier.model.evidence_file import Appearance, FileKind
from media_zoo import SHEET, SLIDES, WORD, compound, office, pdf, picture, tiff, turned


def fault_of(path: Path) -> tuple[FileKind, Code | None, str]:
    examined = examine(path)
    return examined.kind, examined.fault, str(examined.remedy)


def test_sound_files_are_known_by_content_whatever_their_name(tmp_path):
    """A sound file of each kind has no fault, and its pages are counted where that can be."""
    made = {
        pdf(tmp_path / "a.txt", pages=3): Examined(FileKind.PDF, 3),
        office(tmp_path / "b.zip", WORD): Examined(FileKind.WORD),
        office(tmp_path / "c.docx", SHEET): Examined(FileKind.SHEET),
        picture(tmp_path / "d.png", format="JPEG"): Examined(FileKind.JPEG, 1),
        picture(tmp_path / "e.jpg", format="PNG"): Examined(FileKind.PNG, 1),
        tiff(tmp_path / "f.tif", pages=4): Examined(FileKind.TIFF, 4),
    }
    assert {path.name: replace(examine(path), look=Appearance()) for path in made} == {
        path.name: expected for path, expected in made.items()
    }


def test_macro_enabled_documents_count_as_word_and_excel(tmp_path):
    """.docm and .xlsm are of the same kind: the engine opens them with macros off."""
    word = office(tmp_path / "a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml")
    sheet = office(tmp_path / "a.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert (examine(word).kind, examine(sheet).kind) == (FileKind.WORD, FileKind.SHEET)


def test_main_part_may_take_its_type_from_its_extension(tmp_path):
    """Some programs declare the main part's type for all .xml parts."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml", f'<Types><Default Extension="xml" ContentType="{WORD}"/></Types>'
        )
        package.writestr(
            "_rels/.rels",
            '<R><Relationship Type="x/officeDocument" Target="/w.xml"/></R>',
        )
        package.writestr("w.xml", "<w/>")
    assert examine(path) == Examined(FileKind.WORD)


def test_empty_file(tmp_path):
    """A file of no bytes is FILE_EMPTY, not damaged."""
    path = tmp_path / "a.pdf"
    path.touch()
    assert examine(path).fault is Code.FILE_EMPTY


STRANGERS = [
    (b"<html><body>404</body></html>", "a.pdf", "web page"),
    ("会议纪要\n第一条".encode() * 2000, "a.pdf", "plain text"),
    ("会议纪要\n第一条".encode("gb18030") * 2001, "a.jpg", "plain text"),
    (b"Rar!\x1a\x07\x01\0", "a.rar", "unpack"),
    (b"\0\0\0\x18ftypcrx \0\0\0\0", "a.jpg", ".jpg"),
    (b"L\0\0\0\x01\x14\x02\0", "a.pdf", "shortcut"),
    (b"<svg xmlns='x'/>", "a.svg", "drawing"),
    (b"\x01\x02\x03\x04" * 99, "a.dat", "cannot be bound"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "a.xls", ".xlsx"),
    (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>', "a.doc", ".docx"),
]


@pytest.mark.parametrize(("content", "name", "advice"), STRANGERS)
def test_strange_kinds_get_advice_that_fits(tmp_path, content, name, advice):
    """A kind that is never bound is FILE_TYPE, and the remedy says what to make of it."""
    path = tmp_path / name
    path.write_bytes(content)
    kind, fault, remedy = fault_of(path)
    assert (kind, fault) == (FileKind.OTHER, Code.FILE_TYPE)
    assert advice in remedy


_WEB_TABLE = (
    b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table>'
)
_SAVED_PAGE = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html>"
_SHEET_XML = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
# what programs export under the names of office files
DISGUISED = [
    (_WEB_TABLE, "a.xls", FileKind.WEB_SHEET),
    (b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "a.xls", FileKind.WEB_SHEET),
    (b"<!-- made by x -->\n<HTML>", "a.doc", FileKind.HTML),
    ("<html><body>通知".encode("utf-16"), "a.doc", FileKind.HTML),
    (b'<?xml version="1.0"?><!DOCTYPE html><html/>', "a.htm", FileKind.HTML),
    (_SAVED_PAGE, "a.doc", FileKind.MHT),
    (_SHEET_XML, "a.xls", FileKind.XML_SHEET),
    (b"{\\rtf1 x}", "a.doc", FileKind.RTF),
    ("姓名,班级\n李芳,1\n".encode("gb18030"), "a.csv", FileKind.CSV),
    ("姓名\t班级\n李芳\t1\n".encode(), "a.xls", FileKind.CSV),
    ("姓名\t班级\n李芳\t1\n".encode("utf-16"), "a.txt", FileKind.CSV),
    ("MIME-Version 是什么：\n一份说明".encode(), "a.txt", FileKind.TEXT),
    ("会议纪要\n第一条".encode() * 2000, "a.docx", FileKind.TEXT),
    (b"\0\0\0\x18ftypmp42\0\0\0\0", "a.jpg", FileKind.FILM),
    (b"\0\0\0\x18ftypM4A \0\0\0\0", "a.mp4", FileKind.SOUND),
    (b"ID3\x03\0", "a.pdf", FileKind.SOUND),
]


@pytest.mark.parametrize(("content", "name", "kind"), DISGUISED)
def test_texts_and_films_are_known_by_content_whatever_their_name(tmp_path, content, name, kind):
    """What is no package is told apart by what it says, and is bound as that."""
    path = tmp_path / name
    path.write_bytes(content)
    assert fault_of(path)[:2] == (kind, None)


@pytest.mark.parametrize("name", ["a.pdf", "b.docx", "c.jpg"])
def test_zeros_under_a_good_name_are_damage(tmp_path, name):
    """A file of zeros, as failed copies leave, is FILE_DAMAGED: its kind was right once."""
    path = tmp_path / name
    path.write_bytes(bytes(5000))
    assert examine(path).fault is Code.FILE_DAMAGED


_DOC, _LOCKED_DOC = bytes(10) + b"\0\2", bytes(10) + b"\0\3"
_SHEET_PASSWORD = bytes.fromhex("2f000600") + bytes(6)
COMPOUNDS = [
    ({"EncryptedPackage": b""}, FileKind.OTHER, Code.FILE_ENCRYPTED),
    ({"WordDocument": _DOC, "1Table": b""}, FileKind.DOC, None),
    ({"WordDocument": _LOCKED_DOC}, FileKind.OTHER, Code.FILE_ENCRYPTED),
    ({"Workbook": b""}, FileKind.XLS, None),
    ({"Workbook": _SHEET_PASSWORD}, FileKind.OTHER, Code.FILE_ENCRYPTED),
    ({"PowerPoint Document": b""}, FileKind.PPT, None),
    (
        {"PowerPoint Document": b"", "Current User": bytes(12) + b"\xdf\xc4\xd1\xf3"},
        FileKind.OTHER, Code.FILE_ENCRYPTED,
    ),
    ({"Something": b""}, FileKind.OTHER, Code.FILE_TYPE),
]  # fmt: skip


@pytest.mark.parametrize(("streams", "kind", "code"), COMPOUNDS)
def test_compound_files(tmp_path, streams, kind, code):
    """Old office files are told apart by their streams; those with a password are told as such."""
    assert fault_of(compound(tmp_path / "a.docx", streams))[:2] == (kind, code)


def test_a_workbook_whose_structure_is_protected_needs_no_password(tmp_path):
    """Excel encrypts such a workbook with a password that it knows; nobody is asked for it."""
    salt = bytes(range(16))
    key = hashlib.md5("VelvetSweatshop".encode("utf-16-le")).digest()[:5]
    key = hashlib.md5(hashlib.md5((key + salt) * 16).digest()[:5] + bytes(4)).digest()
    verifier = b"0123456789abcdef"
    hidden = rc4(key, verifier + hashlib.md5(verifier).digest())
    told = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + hidden
    assert fault_of(compound(tmp_path / "a.xls", {"Workbook": told}))[:2] == (FileKind.XLS, None)


def rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    told, i, j = [], 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        told.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(told)


def test_an_old_document_that_was_cut_off_is_damaged(tmp_path):
    """Where the text of an old document goes on behind the end of the file, it is FILE_DAMAGED."""
    path = compound(tmp_path / "a.doc", {"WordDocument": _DOC + bytes(20_000)})
    content = path.read_bytes()
    path.write_bytes(content[:3000])
    assert fault_of(path)[1] is Code.FILE_DAMAGED


def opendocument(path: Path, kind: str, manifest: str = "<manifest/>") -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", "<document/>")
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def test_packages_of_other_programs(tmp_path):
    """Presentations and OpenDocument files are known; with a password they are told as such."""
    locked = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    made = {
        office(tmp_path / "a.docx", SLIDES): (FileKind.PPTX, None),
        opendocument(tmp_path / "b.doc", "text"): (FileKind.ODT, None),
        opendocument(tmp_path / "c.ods", "spreadsheet"): (FileKind.ODS, None),
        opendocument(tmp_path / "d.odp", "presentation"): (FileKind.ODP, None),
        opendocument(tmp_path / "e.odg", "graphics"): (FileKind.OTHER, Code.FILE_TYPE),
        opendocument(tmp_path / "f.odt", "text", locked): (FileKind.OTHER, Code.FILE_ENCRYPTED),
    }
    assert {path.name: fault_of(path)[:2] for path in made} == {
        path.name: told for path, told in made.items()
    }


def test_zip_files_that_are_no_document(tmp_path):
    """An archive is FILE_TYPE, and the remedy says to unpack it; a broken OFD is damaged."""
    archive, ofd = tmp_path / "a.zip", tmp_path / "b.ofd"
    for path, part, content in ((archive, "a.txt", b"x"), (ofd, "OFD.xml", b"<OFD>")):
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(part, content)
    assert fault_of(archive)[1] is Code.FILE_TYPE
    assert "unpack" in fault_of(archive)[2]
    assert fault_of(ofd)[1] is Code.FILE_DAMAGED


def test_macros_are_told_and_do_not_matter(tmp_path):
    """That there are programs in a file is a note; the file is bound."""
    new = office(tmp_path / "a.docm", **{"word/vbaProject.bin": b"x"})
    old = compound(tmp_path / "a.doc", {"WordDocument": _DOC, "Macros": b""})
    for path in (new, old):
        examined = examine(path)
        assert (examined.fault, [remark.code for remark in examined.remarks]) == (
            None,
            [Code.CONTENT_ADAPTED],
        )


def truncated(path: Path, part: float) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    return path


def flipped(path: Path, needle: bytes) -> Path:
    content = bytearray(path.read_bytes())
    content[content.index(needle)] ^= 0xFF
    path.write_bytes(content)
    return path


def test_damaged_office_files(tmp_path):
    """A zip cut short, a broken main part, a wrong checksum: all FILE_DAMAGED, without a word of a
    library; entities, and a part that unpacks to gigabytes, are too demanding.
    """
    made = [
        truncated(office(tmp_path / "a.docx"), 0.7),
        office(tmp_path / "b.docx", body=b"<document><p></document>"),
        office(tmp_path / "c.docx", body=b""),
        flipped(office(tmp_path / "d.docx", picture=b"PICTURE DATA"), b"PICTURE DATA"),
    ]
    assert {path.name: examine(path).fault for path in made} == dict.fromkeys(
        (path.name for path in made), Code.FILE_DAMAGED
    )
    for path in made:
        assert not re.search(r"[A-Za-z]{3}", _unnamed(examine(path).remedy)), path.name
    entities = office(tmp_path / "e.docx", body=b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>')
    assert examine(entities).fault is Code.FILE_TOO_DEMANDING
    assert "main/part.xml" in str(examine(entities).remedy)


def _unnamed(remedy: Text | None) -> str:
    """A remedy in Chinese without the names of parts and programs."""
    assert remedy is not None
    return re.sub(r"“[^”]*”|Word|Excel|WPS|PDF", "", remedy.spoken("zh_CN"))


@pytest.mark.parametrize("kind", ["jpeg", "png", "tiff"])
def test_truncated_pictures(tmp_path, kind):
    """A picture cut in half is damaged, even where a viewer would show its upper half."""
    path = tmp_path / f"a.{kind}"
    noise = Image.effect_noise((300, 300), 90)
    if kind == "tiff":
        noise.save(path, save_all=True, append_images=[noise, noise])
    else:
        noise.save(path)
    assert examine(truncated(path, 0.6)).fault is Code.FILE_DAMAGED


def test_bomb(tmp_path, monkeypatch):
    """A picture with more pixels than any scan is refused before it is unpacked."""
    monkeypatch.setattr("dossier.media.image.LARGEST", 1000)
    _, fault, remedy = fault_of(picture(tmp_path / "a.png"))
    assert fault is Code.FILE_TOO_DEMANDING
    assert "60 × 40" in remedy


def test_pictures_with_oddities_are_sound(tmp_path):
    """CMYK, 16 bits, transparency, EXIF turns and a broken EXIF block are no faults."""
    made = [
        picture(tmp_path / "a.jpg", mode="CMYK"),
        picture(tmp_path / "b.png", mode="I;16", color=30000),
        picture(tmp_path / "c.png", mode="RGBA"),
        turned(tmp_path / "d.jpg", 6),
        picture(tmp_path / "e.jpg", exif=b"Exif\0\0broken"),
    ]
    assert [examine(path).fault for path in made] == [None] * len(made)


def test_pdf_with_passwords(tmp_path):
    """A user password is a fault; an owner password alone keeps nobody from reading."""
    lock = pikepdf.Encryption(user="geheim", owner="o")
    assert examine(pdf(tmp_path / "a.pdf", encryption=lock)).fault is Code.FILE_ENCRYPTED
    soft = pikepdf.Encryption(user="", owner="o")
    assert examine(pdf(tmp_path / "b.pdf", encryption=soft)) == Examined(FileKind.PDF, 3)


def test_pdf_that_can_be_repaired(tmp_path):
    """Junk before and after, or a wrong startxref, loses no page and is no fault."""
    content = pdf(tmp_path / "a.pdf").read_bytes()
    variants = {
        "prefix.pdf": b"HTTP/1.1 200 OK\r\n\r\n" + content,
        "suffix.pdf": content + b"\0" * 3000,
        "xref.pdf": content.replace(b"startxref\n", b"startxref\n9"),
    }
    for name, variant in variants.items():
        (tmp_path / name).write_bytes(variant)
    assert {name: examine(tmp_path / name) for name in variants} == dict.fromkeys(
        variants, Examined(FileKind.PDF, 3)
    )


@pytest.mark.parametrize("part", [0.05, 0.3, 0.5, 0.7, 0.95])
def test_truncated_pdf(tmp_path, part):
    """A PDF cut short is damaged, never a shorter document."""
    assert examine(truncated(pdf(tmp_path / "a.pdf"), part)).fault is Code.FILE_DAMAGED


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 0.9])
def test_truncated_linearised_pdf(tmp_path, part):
    """The same where the page tree stands at the front and survives the cut."""
    path = pdf(tmp_path / "a.pdf", pages=9, linearize=True)
    assert examine(truncated(path, part)).fault is Code.FILE_DAMAGED


def broken_tree(path: Path, change) -> Path:
    with pikepdf.open(pdf(path), allow_overwriting_input=True) as document:
        change(document)
        document.save(path)
    return path


def test_pdf_with_a_broken_page_tree(tmp_path):
    """A loop in the page tree, or no page at all, is damage and neither hangs nor passes."""

    def none(document):
        document.Root.Pages.Kids = pikepdf.Array([])
        document.Root.Pages.Count = 0

    def no_tree(document):
        del document.Root.Pages

    # by hand, because pikepdf writes no loop: the tree becomes its own first kid
    raw = pdf(tmp_path / "raw.pdf").read_bytes()
    kid = raw.index(b"/Kids [ ") + len(b"/Kids [ ")
    end = raw.index(b" 0 R", kid)
    tree = raw[raw.index(b"/Pages ") + 7 :].split(b" ")[0]
    loop = tmp_path / "loop.pdf"
    loop.write_bytes(raw[:kid] + tree.rjust(end - kid) + raw[end:])

    made = [
        loop,
        broken_tree(tmp_path / "none.pdf", none),
        broken_tree(tmp_path / "no-tree.pdf", no_tree),
    ]
    assert [examine(path).fault for path in made] == [Code.FILE_DAMAGED] * 3


def test_remedies_never_show_a_private_path(tmp_path):
    """A remedy is read by many: it names no folder of this machine."""
    path = picture(tmp_path / "a.png", format="PNG")
    truncated(path, 0.3)
    assert str(tmp_path) not in fault_of(path)[2]
    assert str(tmp_path) not in fault_of(truncated(pdf(tmp_path / "a.pdf"), 0.5))[2]


def test_examining_reads_only(tmp_path):
    """A file is the same after it was examined."""
    path = pdf(tmp_path / "a.pdf")
    before = path.read_bytes(), path.stat().st_mtime_ns
    examine(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_phone_picture_of_two_frames_is_one_page(tmp_path):
    """A multi-picture JPEG, as phones make them, is one page: the rest are thumbnails."""
    big, small = Image.new("RGB", (80, 60), "red"), Image.new("RGB", (8, 6), "red")
    content = io.BytesIO()
    big.save(content, "MPO", save_all=True, append_images=[small])
    path = tmp_path / "a.jpg"
    path.write_bytes(content.getvalue())
    assert examine(path) == Examined(FileKind.JPEG, 1)


def test_pdf_with_a_hole(tmp_path):
    """Content that was overwritten with zeros is damage, though the file opens."""
    path = tmp_path / "a.pdf"
    content = bytearray(pdf(path, compress_streams=True).read_bytes())
    start = content.index(b"stream\n") + 7
    content[start : start + 60] = bytes(60)
    path.write_bytes(content)
    assert examine(path).fault is Code.FILE_DAMAGED


def test_pdf_bomb(tmp_path):
    """A page that unpacks to more than the library's limit is too demanding, not damaged."""
    path = tmp_path / "a.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = document.make_stream(b" " * (3 << 20))
        document.save(path, compress_streams=True)
    limits = pikepdf.settings.set_qpdf_limits(flate_max_memory=1 << 20)
    try:
        with pytest.raises(UnusableError, match=r"file-too-demanding.*unpacks to more than"):
            page_count(path)
    finally:
        pikepdf.settings.set_qpdf_limits(**limits)
    assert examine(path).fault is None


RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}} 1 \{ 2 {\pict\bin4 }}}{} \'cd\'a8\par}"
HEALTHY_RTF = [RTF, RTF + b"\0\r\n", RTF + b" }", rb"{\rtf1 \\{a}}"]


@pytest.mark.parametrize("content", HEALTHY_RTF)
def test_an_rtf_document_that_is_whole(tmp_path, content):
    """Braces that are text, and binary data, open and close nothing."""
    path = tmp_path / "a.rtf"
    path.write_bytes(content)
    assert (examine(path).kind, examine(path).fault) == (FileKind.RTF, None)


def test_an_rtf_document_that_was_cut_off(tmp_path):
    """Wherever it ends too early it is FILE_DAMAGED, before anybody tries to print it."""
    path = tmp_path / "a.rtf"
    for length in range(6, len(RTF)):
        path.write_bytes(RTF[:length])
        assert examine(path).fault is Code.FILE_DAMAGED, length
