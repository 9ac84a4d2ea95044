"""The bound boxes of the sample, judged by reading them."""

import re

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("whole")]

GAPS = 6


def _targets(reader, page):
    """(rectangle, 0-based target page) of every link on a page that leads within the file."""
    places = {p.indirect_reference.idnum: n for n, p in enumerate(reader.pages)}
    for annotation in page.get("/Annots", ArrayObject()):
        link = annotation.get_object()
        action = link.get("/A")
        if link.get("/Subtype") == "/Link" and action and action.get("/S") == "/GoTo":
            target = action["/D"][0]
            yield link["/Rect"], places[target.idnum if hasattr(target, "idnum") else -1]


def _outline(reader, entries=None, depth=0):
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            yield from _outline(reader, entry, depth + 1)
        else:
            yield depth, entry.title, reader.get_destination_page_number(entry)


def test_every_page_of_every_box_is_accounted_for(sample):
    """front matter, numbered pages and one 备考表 make up the box, and labels say so."""
    for box, reader in sample.boxes:
        labels = sample.labels[box["number"]]
        front = sample.front(box["number"])
        assert labels[front:-1] == [str(n) for n in range(1, box["pages"] + 1)]
        assert labels[:front] == ["i", "ii", "iii", "iv", "v"][:front]
        assert labels[-1] == "备考表"
        assert len(reader.pages) == front + box["pages"] + 1


def test_items_follow_each_other_without_gap_or_overlap(sample):
    """件号 run from 1, and each item starts on the page after the last."""
    for box, _ in sample.boxes:
        assert [item["number"] for item in box["items"]] == list(range(1, len(box["items"]) + 1))
        page = 1
        for item in box["items"]:
            assert item["first"] == page
            page = item["last"] + 1
        assert page == box["pages"] + 1


def test_the_printed_number_is_the_label(sample):
    """the text of every numbered page, scans included, holds its number as a stamp of its own."""
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        for number, page in enumerate(reader.pages[front:-1], 1):
            found = []
            page.extract_text(visitor_text=lambda text, *_, found=found: found.append(text.strip()))
            assert str(number) in found, (box["number"], number)


def test_catalogue_rows_lead_to_items_and_items_back(sample):
    """each item has a link from the catalogue to its first page, and one from there back."""
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        forward = {target for page in reader.pages[1:front] for _, target in _targets(reader, page)}
        firsts = {front + item["first"] - 1 for item in box["items"]}
        assert forward == firsts
        for first in firsts:
            assert any(1 <= target < front for _, target in _targets(reader, reader.pages[first]))


def test_the_catalogue_prints_the_real_page_numbers(sample):
    """each row of 卷内目录 has 件号 and pages as report.json has them."""
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        text = re.sub(r"\s+", "", "".join(p.extract_text() for p in reader.pages[1:front]))
        for item in box["items"]:
            first, last = item["first"], item["last"]
            pages = f"{first}—{last}" if last > first else str(first)
            assert f"{item['number']:04d}" in text
            assert pages in text


def test_bookmarks_lead_where_they_say(sample):
    """cover, catalogue, each item and 备考表 are bookmarked on their page."""
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        entries = list(_outline(reader))
        places = {title: page for _, title, page in entries}
        assert places["封面"] == 0
        assert places["卷内目录"] == 1
        assert places["备考表"] == len(reader.pages) - 1
        for item in box["items"]:
            suffix = "（缺）" if item["missing"] else ""
            title = f"{item['number']:04d} {item['title']}{suffix}"
            assert places[title] == front + item["first"] - 1


def test_outlines_of_sources_are_kept(sample):
    """what a source PDF bookmarks is bookmarked in the box, on the page where it is now."""
    kept = 0
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        entries = {(title, page) for _, title, page in _outline(reader)}
        for item in box["items"]:
            if not item["source"].endswith(".pdf") or item["missing"]:
                continue
            source = PdfReader(sample.workspace.evidence / item["source"])
            for _, title, page in _outline(source):
                assert (title, front + item["first"] - 1 + page) in entries
                kept += 1
    assert kept > 3


def test_gaps_are_plain_to_see(sample):
    """a missing item has a placeholder page, a row marked 缺 and a cover that says 不完整."""
    missing = 0
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        cover = reader.pages[0].extract_text().replace(" ", "")
        assert ("不完整" in cover) == (box["missing"] > 0)
        for item in box["items"]:
            if item["missing"]:
                missing += 1
                assert item["first"] == item["last"]
                text = reader.pages[front + item["first"] - 1].extract_text()
                assert "缺" in text
                assert "占位页" in text
    assert missing == GAPS


def test_boxes_name_themselves_in_chinese(sample):
    """title, language and view are set for whoever opens the file."""
    for box, reader in sample.boxes:
        assert box["title"] in reader.metadata.title
        assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
        assert reader.trailer["/Root"]["/PageMode"] == "/UseOutlines"


def test_every_page_of_the_evidence_is_bound(sample):
    """an item has as many pages as its source PDF."""
    counted = 0
    for box, _ in sample.boxes:
        for item in box["items"]:
            if item["source"].endswith(".pdf") and not item["missing"]:
                source = PdfReader(sample.workspace.evidence / item["source"])
                assert item["last"] - item["first"] + 1 == len(source.pages), item["title"]
                counted += 1
    assert counted > 60


def test_pages_show_what_their_sources_show(sample):
    """of a text PDF, each page in the box still holds the text that it had."""
    box, reader = next((b, r) for b, r in sample.boxes if b["number"] == "02")
    front = sample.front("02")
    compared = 0
    for item in box["items"]:
        if not item["source"].endswith(".pdf") or item["missing"]:
            continue
        source = PdfReader(sample.workspace.evidence / item["source"])
        for offset, page in enumerate(source.pages):
            text = page.extract_text().split()
            bound = reader.pages[front + item["first"] - 1 + offset].extract_text()
            assert all(word in bound for word in text)
            compared += len(text)
    assert compared > 100


def test_the_number_is_visible_on_every_shape_of_page(sample):
    """upright, turned or A3, dark or light: the upper right of what one sees is no longer blank."""
    seen = set()
    for box, reader in sample.boxes:
        front = sample.front(box["number"])
        document = pypdfium2.PdfDocument(sample.workspace.build / box["file"])
        for index in range(front, len(reader.pages) - 1):
            page = reader.pages[index]
            shape = (page.rotation, page.mediabox.width > page.mediabox.height,
                     round(float(max(page.mediabox.width, page.mediabox.height))))  # fmt: skip
            if shape in seen:
                continue
            seen.add(shape)
            picture = document[index].render(scale=2).to_pil().convert("L")
            width, _ = picture.size
            # the plate stands within 25 mm of the right and the upper edge of what is seen
            corner = picture.crop((width - 142, 0, width, 142))
            dark = sum(corner.histogram()[:100])
            assert dark > 20, (box["file"], index, shape)
    assert any(rotation for rotation, _, _ in seen)
    assert any(longest > 1100 for _, _, longest in seen), "no A3 page was seen"
