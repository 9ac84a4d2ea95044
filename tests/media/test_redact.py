"""Numbers of persons taken out of copies of PDFs, for good."""

import hashlib
import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from dossier.bind.textlayer import lay_words
from dossier.media.pdfium import PdfDocument
from dossier.media.redact import Redacted, redacted
from scan_pages import scanned, sheet
from written_pdf import written_pdf

ID, MOBILE = "510107200901011230", "13812345678"


def luhn(digits: str) -> str:
    """A card number: the digits with their check digit."""
    doubled = (int(n) * (2 - at % 2) for at, n in enumerate(reversed(digits)))
    return digits + str(-sum(n // 10 + n % 10 for n in doubled) % 10)


CARD = luhn("622202020001234567")


def words_of(path: Path) -> list[str]:
    """The words of each page, by a reader that the program itself does not use to redact."""
    return ["".join((page.extract_text() or "").split()) for page in PdfReader(path).pages]


def holds(path: Path, number: str) -> bool:
    """Whether the digits lie anywhere in the file: in its strings, or what a stream unpacks to."""
    content = path.read_bytes()
    found = [content]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    wide = number.encode("utf-16-be")
    return any(number.encode() in one or wide in one for one in found)


def seen(path: Path, page: int = 0):
    with PdfDocument(path) as document:
        return document[page].render(scale=1).to_pil().convert("L")


def copy(source: Path) -> tuple[Path, Redacted]:
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    target = source.with_name(f"public-{source.name}")
    done = redacted(source, target)
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    return target, done


@pytest.mark.parametrize("number", [ID, MOBILE, CARD])
def test_words_of_a_page(tmp_path, number):
    """the number is gone from the words, and the paragraphs around it are as they were."""
    source = written_pdf(
        tmp_path / "a.pdf",
        f"招生工作方案\n\n联系人张华，号码 {number}。\n\n坚持就近入学。",
        "第二页",
    )
    assert number in words_of(source)[0]
    target, done = copy(source)
    assert done == Redacted(1, 1, 0)
    first, second = words_of(target)
    assert number not in first
    assert ("招生工作方案" in first, "坚持就近入学。" in first, second) == (True, True, "第二页")


def test_where_the_number_stood_is_a_bar(tmp_path):
    """one sees that something was taken out."""
    source = written_pdf(tmp_path / "a.pdf", f"甲\n\n{ID}\n\n乙")
    target, _ = copy(source)
    assert seen(target).tobytes().count(150) > 500 > seen(source).tobytes().count(150)


def read_scan(folder: Path, rotate: int = 0) -> tuple[Path, tuple[int, int, int, int]]:
    """A scan of one line with an ID number, its words laid over it; and where its ink is seen."""
    scan = scanned(folder / "scan.pdf", sheet(f"身份证号{ID}"), rotate=rotate)
    picture = seen(scan)
    left, top, right, low = picture.point(lambda tone: 255 * (tone < 128)).getbbox()
    x0, x1 = left / picture.width, right / picture.width
    y0, y1 = top / picture.height, low / picture.height
    corners = (x1, y0, x1, y1, x0, y1, x0, y0) if rotate else (x0, y0, x1, y0, x1, y1, x0, y1)
    lay_words(scan, folder / "a.pdf", {1: [(f"身份证号{ID}", corners)]})
    return folder / "a.pdf", (left, top, right, low)


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_scan_with_words_over_it(tmp_path, rotate):
    """of a scan both the invisible words and the picture lose the number, which way it may lie."""
    source, (left, top, right, low) = read_scan(tmp_path, rotate)
    target, done = copy(source)
    assert (done.numbers, done.pages) == (1, 1)
    assert ID not in words_of(target)[0]
    assert not holds(target, ID)
    after = seen(target)
    assert after.size == seen(source).size
    half = (
        (left, (top + low) // 2, right, low) if rotate else ((left + right) // 2, top, right, low)
    )
    assert after.crop(half).getextrema()[0] > 100  # of the number no ink is left
    first = (left, top, right, top + 20) if rotate else (left, top, left + 20, low)
    assert after.crop(first).getextrema()[0] < 100  # of the words before it there is
    with pikepdf.open(target) as pdf:  # and the picture of before is in the file no more
        assert sum(one.get("/Subtype") == "/Image" for one in pdf.objects
                   if isinstance(one, pikepdf.Stream)) == 1  # fmt: skip


def in_form(path: Path) -> Path:
    """A page whose words stand in a form, as those of bound pages may."""
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        form = pdf.make_stream(
            page.Contents.read_bytes(),
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
            BBox=page.MediaBox, Resources=page.Resources,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        target = path.with_name("form.pdf")
        pdf.save(target)
    return target


def test_words_of_a_form(tmp_path):
    """a page whose words cannot be taken out becomes a picture."""
    source = in_form(written_pdf(tmp_path / "a.pdf", f"联系人 {MOBILE}"))
    assert MOBILE in words_of(source)[0]
    target, done = copy(source)
    assert (done.numbers, words_of(target)) == (1, [""])


def test_what_no_page_shows(tmp_path):
    """titles, bookmarks and comments lose the number as well."""
    source = written_pdf(tmp_path / "a.pdf", "正文")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = f"{ID}的材料"
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"张华{MOBILE}", 0))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
            Contents=pikepdf.String(f"电话{MOBILE}"),
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(source)
    target, _ = copy(source)
    assert not holds(target, MOBILE)
    assert not holds(target, ID)
    reader = PdfReader(target)
    assert [one.title for one in reader.outline] == ["张华138****5678"]
    assert reader.metadata.title == "5101**********1230的材料"


def test_nothing_to_take_out(tmp_path):
    """a file without such numbers keeps its words; other long numbers are let be."""
    source = written_pdf(tmp_path / "a.pdf", "订单213812345678，5199000108，510107200901011239")
    target, done = copy(source)
    assert (done, words_of(target)) == (Redacted(), words_of(source))


def test_the_same_bytes(tmp_path):
    """the copy has no clock and no chance in it."""
    source = written_pdf(tmp_path / "a.pdf", f"联系人 {MOBILE}")
    first = copy(source)[0].read_bytes()
    assert copy(source)[0].read_bytes() == first
