"""The boxes of the sample school, made with the real engine, judged by reading them."""

import hashlib
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from bound_box import NUMBERS, Bookmark, BoundBox, bookmarks_of, box_of, squeezed
from docx import Document
from PIL import Image, ImageChops
from pypdf import PdfReader

from sample_build import Sample

pytestmark = pytest.mark.engine

EVIDENCE = Path(__file__).parents[2] / "inputs/evidence"
EACH_BOX = pytest.mark.parametrize("number", NUMBERS)


@pytest.fixture
def box(sample: Sample, number: str) -> BoundBox:
    return box_of(sample.workspace.build, number)


def span(item) -> str:
    pages = item["pages"]
    return pages[0] if len(pages) == 1 else f"{pages[0]}—{pages[-1]}"


@EACH_BOX
def test_every_page_is_accounted_for(box: BoundBox) -> None:
    """This test ensures that front matter, items in order and one 备考表 make up the box."""
    assert box.labels[: box.front] == ["i", "ii", "iii", "iv", "v"][: box.front]
    assert box.labels[box.front : -1] == [str(n + 1) for n in range(box.record["pages"])]
    assert box.labels[-1] == "备考表"
    assert [item["number"] for item in box.items] == list(range(1, len(box.items) + 1))
    starts = [item["start"] for item in box.items]
    assert starts == [1, *(int(item["pages"][-1]) + 1 for item in box.items[:-1])]
    assert box.items[-1]["pages"][-1] == str(box.record["pages"])


@EACH_BOX
def test_a_box_names_itself_in_chinese(box: BoundBox) -> None:
    """This test ensures that title, language and view are set for whoever opens the file."""
    assert box.record["title"] in box.reader.metadata.title
    assert box.reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert box.reader.trailer["/Root"]["/PageMode"] == "/UseOutlines"


@EACH_BOX
def test_every_page_bears_its_number(box: BoundBox) -> None:
    """This test ensures that each page ends in its own number, each item begins with its mark."""
    for item in box.items:
        for number in range(item["start"], item["start"] + len(item["pages"])):
            words = box.texts[box.page_of(number)].split()
            mark = [f"{box.number}盒", f"{item['code']}件"] if number == item["start"] else []
            assert words[-len(mark) - 1 :] == [*mark, str(number)]
            assert mark or words[-2:-1] != [f"{item['code']}件"]


@EACH_BOX
def test_every_row_of_the_catalogue_leads_to_its_item(box: BoundBox) -> None:
    """This test ensures that title and pages of each row are links to the item's first page."""
    found: dict[int, list] = {}
    for page in range(1, box.front):
        for link in box.links(page):
            found.setdefault(link.target, []).append(link)
    assert sorted(found) == [box.page_of(item["start"]) for item in box.items]
    for item in box.items:
        rows = sorted(
            found[box.page_of(item["start"])], key=lambda link: (-link.centre[1], link.centre[0])
        )
        words = [link.text for link in rows]
        assert words.count(span(item)) == 1
        words.remove(span(item))
        assert "".join(words) == squeezed(item["title"])


@EACH_BOX
def test_every_item_leads_back_to_its_row(box: BoundBox) -> None:
    """This test ensures that the mark on an item's first page is a link to its catalogue page."""
    rows = {link.target: page for page in range(1, box.front) for link in box.links(page)}
    for item in box.items:
        first = box.page_of(item["start"])
        back = [link for link in box.links(first) if link.target < box.front]
        assert [link.target for link in back] == [rows[first]]
        assert back[0].text == f"{box.number}盒{item['code']}件{item['start']}"


@EACH_BOX
def test_the_catalogue_reads_as_reported(box: BoundBox) -> None:
    """This test ensures that each row has its 件号, its pages, and 缺 where it is missing."""
    text = "\n".join(box.texts[1 : box.front])
    starts = list(re.finditer(r"^(0\d{3})(?= |\n)", text, re.MULTILINE))
    assert [int(one[1]) for one in starts] == [item["number"] for item in box.items]
    ends = [*(one.start() for one in starts[1:]), len(text)]
    for item, one, end in zip(box.items, starts, ends, strict=True):
        words = text[one.end() : end].split()
        assert span(item) in words
        assert ("缺" in words) == item["missing"]


def entries(bookmarks: tuple[Bookmark, ...], above: tuple[str, ...] = ()):
    """Every entry with the titles above it."""
    for one in bookmarks:
        yield above, one
        yield from entries(one.children, (*above, one.title))


@EACH_BOX
def test_the_outline_is_the_order_of_the_box(box: BoundBox) -> None:
    """This test ensures the tree 封面, 卷内目录, indicator → year → item, 备考表, in page order."""
    top = [one.title for one in box.outline]
    assert top[:2] == ["封面", "卷内目录"]
    assert top[-1] == "备考表"
    assert (box.outline[0].page, box.outline[1].page) == (0, 1)
    assert box.outline[-1].page == len(box.labels) - 1
    found = [
        (above, one)
        for above, one in entries(box.outline[2:-1])
        if re.match(r"\d{4} ", one.title) and not any(re.match(r"\d{4} ", t) for t in above)
    ]
    assert [one.title for _, one in found] == [
        f"{item['code']} {item['title']}" + ("（缺）" if item["missing"] else "")
        for item in box.items
    ]
    for (above, one), item in zip(found, box.items, strict=True):
        assert one.page == box.page_of(item["start"])
        assert above[0].startswith(f"{item['indicator']} ")
        assert above[1:] == ((item["year"],) if item["year"] else ())
        for _, inner in entries(one.children):
            assert one.page <= inner.page <= box.page_of(int(item["pages"][-1]))


def test_the_outline_of_a_source_stays_beneath_its_item(sample: Sample) -> None:
    """This test ensures that the two levels of the 文件汇编 are kept where they were."""
    path = EVIDENCE / "综合/义务教育均衡发展文件汇编（2012—2022）.pdf"
    box = box_of(sample.workspace.build, "01")
    (item,) = (i for i in box.items if i["source"].endswith(path.name))
    (kept,) = (one for _, one in entries(box.outline) if one.title.startswith("0004 "))
    offset = box.page_of(item["start"])

    def shape(one: Bookmark) -> tuple:
        return one.title, one.page - offset, [shape(child) for child in one.children]

    source = bookmarks_of(PdfReader(path))
    assert [shape(one) for one in kept.children] == [
        (top.title, top.page, [(low.title, low.page, []) for low in top.children]) for top in source
    ]
    assert len(kept.children) == 4


@EACH_BOX
def test_pages_are_of_standard_paper(box: BoundBox) -> None:
    """This test ensures that all is A4 or A3, and that front and back matter stand upright."""
    for index, page in enumerate(box.reader.pages):
        sides = sorted(round(float(side)) for side in page.mediabox[2:])
        assert sides in ([595, 842], [842, 1191])
        if index < box.front or index == len(box.labels) - 1:
            assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


@EACH_BOX
def test_gaps_are_plain_to_see(box: BoundBox) -> None:
    """This test ensures that a gap has a page that says so, and its box a cover that does."""
    gaps = [item for item in box.items if item["missing"]]
    assert len(gaps) == box.record["missing"]
    for item in gaps:
        assert len(item["pages"]) == 1
        words = box.text_of(item)
        assert "缺" in words
        assert squeezed(item["title"]) in words
    cover = squeezed(box.texts[0])
    assert (f"不完整（缺{len(gaps)}件）" in cover) == bool(gaps)
    assert gaps or "不完整" not in cover
    remarks = squeezed(box.texts[-1])
    assert f"缺{len(gaps)}件。" in remarks
    assert not re.search(r"(（[^（）]+）)\1", remarks)  # a year is told once


PICTURES = (".jpg", ".png", ".tif")


def images(page) -> tuple[str, ...]:
    """A digest of each picture that a page shows, as it is stored."""
    found = page["/Resources"].get("/XObject", {}).values()
    streams = [one.get_object() for one in found]
    return tuple(
        sorted(
            hashlib.sha256(one._data).hexdigest() for one in streams if one["/Subtype"] == "/Image"
        )
    )


@EACH_BOX
def test_no_page_of_a_pdf_is_lost(box: BoundBox) -> None:
    """This test ensures that PDFs are bound page by page, with the words and scans they have."""
    for item in box.items:
        if item["missing"] or not item["source"].endswith(".pdf"):
            continue
        source = PdfReader(EVIDENCE / item["source"])
        assert len(item["pages"]) == len(source.pages)
        for number, page in enumerate(source.pages, item["start"]):
            bound = box.page_of(number)
            assert squeezed(box.texts[bound]).startswith(squeezed(page.extract_text()))
            assert images(box.reader.pages[bound]) == images(page)


@EACH_BOX
def test_no_word_of_an_office_file_is_lost(box: BoundBox) -> None:
    """This test ensures that each paragraph and cell can be read in the box."""
    for item in box.items:
        if item["source"].endswith(".docx"):
            words = [paragraph.text for paragraph in Document(EVIDENCE / item["source"]).paragraphs]
        elif item["source"].endswith(".xlsx"):
            book = openpyxl.load_workbook(EVIDENCE / item["source"], data_only=True)
            cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
            words = [cell.value for cell in cells if isinstance(cell.value, str)]
        else:
            continue
        text = box.text_of(item)
        assert words
        for word in words:
            assert squeezed(word) in text, (item["source"], word)


@EACH_BOX
def test_every_picture_is_bound(box: BoundBox) -> None:
    """This test ensures that scans have all their frames, and photo sheets all their photos."""
    for item in box.items:
        pages = [box.page_of(n) for n in range(item["start"], item["start"] + len(item["pages"]))]
        if item["source"].endswith(PICTURES):
            with Image.open(EVIDENCE / item["source"]) as picture:
                assert len(pages) == getattr(picture, "n_frames", 1)
            assert all(images(box.reader.pages[page]) for page in pages)
        if photos := re.search(r"（(\d+)张）$", item["title"]):
            shown = [one for page in pages for one in box.reader.pages[page].images]
            assert len(shown) == int(photos[1])


def test_every_sound_registered_file_is_bound_once(sample: Sample) -> None:
    """This test ensures that nothing of the register is left out without a word."""
    book = openpyxl.load_workbook(sample.workspace.inputs / "evidence.xlsx", data_only=True)
    header, *rows = book["佐证材料登记"].iter_rows(values_only=True)
    registered = [row[header.index("文件")] for row in rows if row[header.index("文件")]]
    items = [item for box in sample.report["boxes"] for item in box["items"]]
    assert sorted(item["source"] for item in items if "." in item["source"]) == sorted(registered)
    sound = [item for item in items if item["source"] in registered and not item["missing"]]
    assert len(sound) == len(registered) - 3


def plate(box: BoundBox, page: int, source: Path, scale: float = 1.0) -> tuple[float, ...]:
    """What differs from the source: the distances left, top, right, bottom, and page and plate."""
    with pypdfium2.PdfDocument(box.path) as bound, pypdfium2.PdfDocument(source) as plain:
        ours = bound[page].render(scale=scale).to_pil().convert("L")
        theirs = plain[0].render(scale=scale).to_pil().convert("L")
    assert ours.size == theirs.size
    difference = ImageChops.difference(ours, theirs).point(lambda value: 255 * (value > 24))
    left, top, right, bottom = difference.getbbox()
    return ours.width - right, top, right - left, bottom - top


@pytest.mark.parametrize(
    ("number", "name"),
    [
        pytest.param("07", "质量与管理/课程总表（2020—2021）A3.pdf", id="A3 landscape"),
        pytest.param("09", "办学条件/校舍总平面图.pdf", id="turned by 90°"),
        pytest.param("04", "保障机制/2020年度部门预算批复与决算.pdf", id="scan"),
        pytest.param("02", "入学机会/随迁子女入学接收办法.pdf", id="text"),
    ],
)
def test_the_number_stands_at_the_upper_right(box: BoundBox, name: str) -> None:
    """This test ensures that nothing but the plate is new, where a reader looks for it."""
    (item,) = (one for one in box.items if one["source"] == name)
    right, top, width, height = plate(box, box.page_of(item["start"]), EVIDENCE / name)
    assert 10 <= right <= 24
    assert 10 <= top <= 24
    assert 60 <= width <= 100
    assert 8 <= height <= 20
