"""What stands on each page of a bound box, and when two pages are the same on paper."""

import json
import shutil
from pathlib import Path

import img2pdf
import pytest
from PIL import Image

from dossier.printing.pages import pages_of
from dossier.printing.printed import PrintedPage, sheets_of
from tiny_workspace import BOOKS, Tiny, tiny
from written_pdf import written_pdf

SETTINGS = BOOKS["standard.xlsx"]["设置"].rstrip()
FIRST, SECOND = 4, 5  # where the two pages of 方案2020.pdf are bound


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tiny(tmp_path_factory.mktemp("pages") / "workspace")
    here.build()
    return here.root


@pytest.fixture
def here(pristine: Path, tmp_path: Path) -> Tiny:
    shutil.copytree(pristine, tmp_path / "workspace")
    return Tiny(tmp_path / "workspace")


def looked_at(tiny: Tiny, number: str = "02") -> tuple[PrintedPage, ...]:
    """The pages of a box as they are after a build."""
    tiny.build()
    report = json.loads((tiny.made / "report.json").read_text(encoding="utf-8"))
    (record,) = (box for box in report["boxes"] if box["number"] == number)
    return pages_of(tiny.box(number), record["items"])


def with_plan(tiny: Tiny, *pages: str) -> tuple[PrintedPage, ...]:
    """The same where the plan of 2020 has those pages."""
    plan = written_pdf(tiny.root / "plan.pdf", *pages)
    shutil.copy(plan, tiny.root / "inputs/evidence/方案2020.pdf")
    return looked_at(tiny)


def scanned(tiny: Tiny, grey: int) -> tuple[PrintedPage, ...]:
    """The same where the plan of 2020 is two scans, the second with a spot of its own."""
    pictures = [Image.new("L", (600, 800), 250), Image.new("L", (600, 800), 250)]
    for picture in pictures:
        picture.paste(30, (100, 100, 500, 300))  # a blank page would be none
    pictures[1].putpixel((300, 400), grey)
    files = []
    for number, picture in enumerate(pictures):
        files.append(tiny.root / f"{number}.png")
        picture.save(files[-1])
    plan = tiny.root / "inputs/evidence/方案2020.pdf"
    plan.write_bytes(img2pdf.convert(*map(str, files), nodate=True))
    return looked_at(tiny)


def alike(one: tuple[PrintedPage, ...], other: tuple[PrintedPage, ...]) -> list[bool]:
    """Page by page, for the two pages of the plan."""
    return [one[place].looks_like(other[place]) for place in (FIRST, SECOND)]


def test_each_page_knows_its_document_and_label(here: Tiny) -> None:
    """This test ensures that front, items and back are told apart, and pages by their numbers."""
    found = looked_at(here)
    assert [(page.document, page.label) for page in found] == [
        ("封面", "i"), ("卷内目录", "ii"), ("0001", "1"), ("0002", "2"), ("0003", "3"),
        ("0003", "4"), ("0004", "5"), ("备考表", "备考表"),
    ]  # fmt: skip
    assert [page.place for page in found] == list(range(8))
    assert len({page.content for page in found}) == 8


def test_boxes_by_archive_have_no_headings(here: Tiny) -> None:
    """This test ensures that documents are found where items stand at the top of the outline."""
    templates = Path(__file__).parents[2] / "templates"
    shutil.copy(templates / "归档文件目录.docx", here.root / "templates")
    here.draw(设置=f"{SETTINGS}\n| 组盒方案 | DA/T 22 |")
    assert [(page.document, page.label) for page in looked_at(here, "01")] == [
        ("封面", "i"), ("归档文件目录", "ii"), ("0001", "1"), ("0002", "1"), ("0002", "2"),
        ("备考表", "备考表"),
    ]  # fmt: skip


def test_blank_backs_belong_to_their_item(here: Tiny) -> None:
    """This test ensures that a blank back is on the sheet of the page before it."""
    here.draw(设置=f"{SETTINGS}\n| 单双面 | 双面 |\n| 每件起于正面 | 是 |")
    found = [page for page in looked_at(here) if page.document[:1] == "0"]
    assert [(page.document, page.label) for page in found] == [
        ("0001", "1"), ("0001", "空白背面"), ("0002", "2"), ("0002", "空白背面"), ("0003", "3"),
        ("0003", "4"), ("0004", "5"), ("0004", "空白背面"),
    ]  # fmt: skip
    sheets = sheets_of(found, duplex=True)
    assert [len(sheet.pages) for sheet in sheets] == [2, 2, 2, 2]
    assert [sheet.labels for sheet in sheets] == ["第1页", "第2页", "第3、4页", "第5页"]


def test_a_second_build_of_the_same_is_the_same(here: Tiny) -> None:
    """This test ensures that keys come from what is there, not from when or how it was made."""
    before = looked_at(here)
    shutil.rmtree(here.made)
    assert looked_at(here) == before


def test_another_subset_of_a_font_is_no_other_page(here: Tiny) -> None:
    """This test ensures that a page stays where only the drawing of its font has changed."""
    one = with_plan(here, "招生工作方案。", "共招收 160 人。")
    other = with_plan(here, "招生工作方案。", "镕喆堃昇珺，招收 160 人。")
    assert one[FIRST].content != other[FIRST].content
    assert one[FIRST].picture != ""
    assert alike(one, other) == [True, False]


@pytest.mark.parametrize("now", ["共招收 166 人。", "共招收 160 人", "共招收 160 八。"])
def test_a_changed_sign_is_seen(here: Tiny, now: str) -> None:
    """This test ensures that one digit, one stop, one stroke makes another page."""
    one = with_plan(here, "招生工作方案。", "共招收 160 人。")
    assert alike(one, with_plan(here, "招生工作方案。", now)) == [True, False]


def test_scans_are_compared_by_what_they_hold(here: Tiny) -> None:
    """This test ensures that no picture of a scan is taken, and that its last spot counts."""
    one = scanned(here, 0)
    assert [one[place].picture for place in (FIRST, SECOND)] == ["", ""]
    assert alike(one, scanned(here, 0)) == [True, True]
    assert alike(one, scanned(here, 249)) == [True, False]


def test_a_moved_number_is_another_page(here: Tiny) -> None:
    """This test ensures that the same scan with another number has to be printed again."""
    one = scanned(here, 0)
    here.draw(设置=f"{SETTINGS}\n| 页号样式 | 第N页 |")
    assert alike(one, scanned(here, 0)) == [False, False]


def test_whoever_waits_is_told(here: Tiny) -> None:
    """This test ensures that progress names the pages that were looked at, in order."""
    here.build()
    report = json.loads((here.made / "report.json").read_text(encoding="utf-8"))
    heard: list[int] = []
    pages_of(here.box("02"), report["boxes"][1]["items"], heard.append)
    assert heard == sorted(set(heard))
    assert heard[-1] == 8
