"""归档章 and page numbers as the settings ask for them, from the workbook to the bound page."""

import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from dossier.bind.unpack import unpack
from dossier.convert.engines import find
from dossier.verify.rules import Rule
from dossier.verify.run import verify
from dossier.workspace import Workspace
from tiny_workspace import BOOKS, Tiny, lines_of, made_by, told, write_pdf

SETTINGS = BOOKS["standard.xlsx"]["设置"].rstrip()
BOXES = """
    | 盒号 | 题名 | 指标 | 保管期限 | 机构（问题） |
    | 01 | 组织领导 | Z01 | 永久 | 办公室 |
    | 02 | 入学机会 | A1 | 30年 | 教导处 |
"""
FRONT = 2  # cover and catalogue
SHIPPED = Path(__file__).parents[2] / "templates"
# the files of the tiny workspace are on American paper, and in a font that nobody embeds
USUAL = {Rule.PAPER_ODD, Rule.FONT_UNEMBEDDED}


def drawn(tiny: Tiny, *settings: str) -> Tiny:
    """Settings are given as ``归档章 是``."""
    rows = (f"| {' | '.join(one.split(maxsplit=1))} |" for one in settings)
    tiny.draw(设置="\n".join((SETTINGS, *rows)), 档案盒=BOXES)
    return tiny


def by_archive(tiny: Tiny, *settings: str) -> Tiny:
    """The same by DA/T 22, with the template that this scheme asks for."""
    shutil.copy(SHIPPED / "归档文件目录.docx", tiny.root / "templates")
    return drawn(tiny, "组盒方案 DA/T 22", "机构代码 教导处=JDC", *settings)


def report_of(tiny: Tiny) -> list[dict[str, Any]]:
    return json.loads((tiny.made / "report.json").read_text(encoding="utf-8"))["boxes"]


def words(tiny: Tiny, number: str) -> list[list[str]]:
    """The words on each page of a box."""
    return [page.extract_text().split() for page in PdfReader(tiny.box(number)).pages]


def stamped(tiny: Tiny) -> dict[str, list[str]]:
    """The words of 归档章 on each page that bears one, by ``03盒0012件``."""
    found = {}
    for box in report_of(tiny):
        number = box["number"]
        pages = words(tiny, number)
        front = list(PdfReader(tiny.box(number)).page_labels).index("1")
        starts = {front + item["start"] - 1: item for item in box["items"]}
        for place, page in enumerate(pages):
            if place in starts:
                assert page[-3:-1] == [f"{number}盒", f"{starts[place]['code']}件"]
                found[f"{number}盒{starts[place]['code']}件"] = page[page.index("Z109") : -3]
            elif front <= place < len(pages) - 1:
                assert "Z109" not in page
    return found


def full_page(path: Path, *pages: str) -> None:
    """A PDF whose pages are full of a word, from edge to edge."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for word in pages:
            pdf.add_blank_page(page_size=(595, 842))
            line = f"{word} " * 40
            page = pdf.pages[-1]
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pdf.make_stream(
                "\n".join(
                    f"BT /F1 9 Tf 2 {y} Td ({line}) Tj ET" for y in range(3, 842, 10)
                ).encode()
            )
        pdf.save(path, deterministic_id=True)


def test_the_first_page_of_each_item_bears_the_stamp(fresh: Tiny) -> None:
    """This test ensures that 归档章 says all six things in boxes by indicator, if it is asked."""
    drawn(fresh, "归档章 是").build()
    assert stamped(fresh) == {
        "01盒0001件": ["Z109", "2023", "0001", "办公室", "永久", "1"],
        "02盒0001件": ["Z109", "2023", "0001", "教导处", "30年", "1"],
        "02盒0002件": ["Z109", "2020", "0002", "教导处", "30年", "1"],
        "02盒0003件": ["Z109", "2020", "0003", "教导处", "30年", "2"],
        "02盒0004件": ["Z109", "2021", "0004", "教导处", "30年", "1"],
    }
    assert {box["stamped"] for box in report_of(fresh)} == {True}


def test_an_archive_stamps_without_being_asked(fresh: Tiny) -> None:
    """This test ensures that DA/T 22 stamps year and office of the box, and can be told not to."""
    by_archive(fresh).build()
    found = stamped(fresh)
    assert found["01盒0001件"] == ["Z109", "2020", "0001", "教导处", "30年", "1"]
    assert found["01盒0002件"] == ["Z109", "2020", "0002", "教导处", "30年", "2"]
    assert len(found) == 5
    by_archive(fresh, "归档章 否").build()
    assert not any("Z109" in page for page in words(fresh, "01")[FRONT:-1])


def test_boxes_by_indicator_are_not_stamped(fresh: Tiny) -> None:
    """This test ensures that nothing is stamped where the setting is blank."""
    fresh.build()
    assert not any("Z109" in page for page in words(fresh, "02")[FRONT:-1])
    assert not (fresh.made / "cache/places.json").exists()


def test_a_full_page_gets_a_sheet_before_it(fresh: Tiny) -> None:
    """This test ensures that this sheet is stamped, numbered, and counted wherever pages are."""
    full_page(fresh.root / "inputs/evidence/方案2020.pdf", "full", "more")
    drawn(fresh, "归档章 是").build()
    box = report_of(fresh)[1]
    assert [item["pages"] for item in box["items"]] == [["1"], ["2"], ["3", "4", "5"], ["6"]]
    assert stamped(fresh)["02盒0003件"] == ["Z109", "2020", "0003", "教导处", "30年", "3"]
    pages = words(fresh, "02")
    sheet, first, second = pages[FRONT + 2 : FRONT + 5]
    assert "归档章盖于此页" in "".join(sheet)
    assert [page.count("full") > 100 for page in (first, second)] == [True, False]
    assert [page[-1] for page in (sheet, first, second)] == ["3", "4", "5"]
    assert list(PdfReader(fresh.box("02")).page_labels)[FRONT:-1] == list("123456")
    listed = lines_of(fresh.made / "cache/front/02-卷内目录.docx")
    assert listed[2:] == ["0003 2020年招生方案 3—5", "0004 2021年招生方案 6"]


def test_where_stamps_stand_is_not_looked_for_again(fresh: Tiny) -> None:
    """This test ensures that a second build makes nothing, and a changed year stamps one box."""
    full_page(fresh.root / "inputs/evidence/方案2020.pdf", "full", "more")
    drawn(fresh, "归档章 是").build()
    before = fresh.products()
    assert made_by(fresh.build()) == {}
    shutil.rmtree(fresh.made)
    fresh.build()
    assert fresh.products() == before
    fresh.draw(
        设置=f"{SETTINGS}\n| 归档章 | 是 |",
        档案盒=BOXES.replace("办公室", "校长室"),
    )
    boxes = [product for product in made_by(fresh.build()) if product.endswith("box-02.pdf")]
    assert boxes == []
    assert stamped(fresh)["01盒0001件"][3] == "校长室"


def test_many_processes_see_what_one_does(fresh: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that others may look for places and blank pages, with one answer."""
    by_archive(fresh, "归档章 是").build()
    before = fresh.products()
    shutil.rmtree(fresh.made)
    monkeypatch.setattr("dossier.assembly.filing._WORTH", 1)
    monkeypatch.setattr("dossier.pool.run.processors", lambda: 2)
    fresh.build()
    assert fresh.products() == before


def test_pages_may_be_counted_within_each_item(fresh: Tiny) -> None:
    """This test ensures that 按件 begins with 1 in each item, on paper, on screen, in the row."""
    drawn(fresh, "页号编法 按件").build()
    assert list(PdfReader(fresh.box("02")).page_labels) == [
        "i", "ii", "1", "1", "1", "2", "1", "备考表",
    ]  # fmt: skip
    assert [page[-1] for page in words(fresh, "02")[FRONT:-1]] == ["1", "1", "1", "2", "1"]
    listed = lines_of(fresh.made / "cache/front/02-卷内目录.docx")
    assert listed[2:] == ["0003 2020年招生方案 1—2", "0004 2021年招生方案 1"]
    assert [item["start"] for item in report_of(fresh)[1]["items"]] == [1, 2, 3, 5]


def number_at(box: Path, place: int, text: str) -> float:
    """How far from the left the number of a page stands, 0 to 1."""
    with pypdfium2.PdfDocument(box) as pdf:
        page = pdf[place]
        searched = page.get_textpage()
        # the number is drawn last
        last = searched.count_chars() - 1
        while not searched.get_text_range(last, 1).strip():
            last -= 1
        assert searched.get_text_range(last - len(text) + 1, len(text)) == text
        left, bottom, right, _ = searched.get_charbox(last)
        assert bottom > page.get_height() * 0.9
        return (left + right) / 2 / page.get_width()


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        pytest.param((), [False, False, False], id="one side"),
        pytest.param(("页号位置 外上角",), [False, True, False], id="asked for"),
        pytest.param(("单双面 双面",), [False, True, False], id="both sides"),
        pytest.param(("单双面 双面", "页号位置 右上"), [False, False, False], id="told not to"),
    ],
)
def test_the_number_of_a_back_stands_at_the_outer_corner(
    fresh: Tiny, settings: tuple[str, ...], left: list[bool]
) -> None:
    """This test ensures that the second page of an item is a back, its first a front."""
    drawn(fresh, *settings).build()
    places = [FRONT + 2, FRONT + 3, FRONT + 4]  # two pages of an item, and the next one's first
    found = [
        number_at(fresh.box("02"), place, text) for place, text in zip(places, "345", strict=True)
    ]
    assert [at < 0.2 for at in found] == left
    assert [at > 0.8 for at in found] == [not one for one in left]


def test_numbers_are_printed_in_the_style_that_is_asked_for(fresh: Tiny) -> None:
    """This test ensures that 第N页 is printed on pages, and that labels stay numbers."""
    drawn(fresh, "页号样式 第 N 页").build()
    assert [page[-1] for page in words(fresh, "02")[FRONT:-1]] == [f"第{n}页" for n in range(1, 6)]
    assert list(PdfReader(fresh.box("02")).page_labels)[FRONT:-1] == list("12345")
    assert {box["page_number"] for box in report_of(fresh)} == {"第N页"}


def test_items_may_begin_on_fronts(fresh: Tiny) -> None:
    """This test ensures that blank backs bear nothing, and every way in leads past them."""
    drawn(fresh, "单双面 双面", "每件起于正面 是", "归档章 是").build()
    box = report_of(fresh)[1]
    front = 2 * FRONT  # cover and 卷内目录 have blank backs, too
    assert list(PdfReader(fresh.box("02")).page_labels)[:front] == ["i", "ii", "iii", "iv"]
    assert [(one["start"], one["pages"], one["blank"]) for one in box["items"]] == [
        (1, ["1"], True), (3, ["2"], True), (5, ["3", "4"], False), (7, ["5"], True),
    ]  # fmt: skip
    pages = words(fresh, "02")
    assert [page[-1] if page else "" for page in pages[front:-1]] == [
        "1", "", "2", "", "3", "4", "5", "",
    ]  # fmt: skip
    assert list(PdfReader(fresh.box("02")).page_labels)[front:-1] == [
        "1", "空白背面", "2", "空白背面", "3", "4", "5", "空白背面",
    ]  # fmt: skip
    assert box["pages"] == 5
    assert len(stamped(fresh)) == 5  # each found where report.json says that it starts
    text = (fresh.made / "index.html").read_text(encoding="utf-8")
    record = json.loads(
        text.partition('<script type="application/json" id="data">')[2].partition("</script>")[0]
    )
    for told_of, shown in zip(report_of(fresh), record["boxes"], strict=True):
        assert shown["front"] == front
        assert [one["start"] for one in shown["items"]] == [
            one["start"] for one in told_of["items"]
        ]


def test_without_backs_there_are_no_blank_ones(fresh: Tiny) -> None:
    """This test ensures that 每件起于正面 means nothing in print on one side."""
    drawn(fresh, "每件起于正面 是").build()
    assert list(PdfReader(fresh.box("02")).page_labels)[FRONT:-1] == list("12345")


def test_stamped_items_come_back_without_stamps(fresh: Tiny, tmp_path: Path) -> None:
    """This test ensures that unpacking takes 归档章 off again, whatever numbers look like."""
    drawn(fresh, "归档章 是", "页号样式 第N页", "单双面 双面").build()
    given = unpack(fresh.box("02"), tmp_path / "items")
    source = fresh.root / "inputs/evidence/方案2020.pdf"
    with pypdfium2.PdfDocument(given[2].file) as mine, pypdfium2.PdfDocument(source) as own:
        assert len(mine) == len(own) == given[2].pages
        for one, other in zip(mine, own, strict=True):
            assert one.get_textpage().get_text_bounded() == other.get_textpage().get_text_bounded()
            pictures = [page.render(scale=0.5).to_pil().tobytes() for page in (one, other)]
            assert pictures[0] == pictures[1]


def test_sheets_that_binding_adds_are_not_given_back(fresh: Tiny, tmp_path: Path) -> None:
    """This test ensures that neither a sheet for 归档章 nor a blank back is a page of an item."""
    full_page(fresh.root / "inputs/evidence/方案2020.pdf", "full", "more")
    drawn(fresh, "归档章 是", "单双面 双面", "每件起于正面 是").build()
    assert [item["pages"] for item in report_of(fresh)[1]["items"]][2] == ["3", "4", "5"]
    given = unpack(fresh.box("02"), tmp_path / "items")
    assert [one.pages for one in given] == [1, 1, 2, 1]
    source = fresh.root / "inputs/evidence/方案2020.pdf"
    assert [page.extract_text() for page in PdfReader(given[2].file).pages] == [
        page.extract_text() for page in PdfReader(source).pages
    ]


@pytest.mark.engine
@pytest.mark.parametrize(
    ("archive", "settings"),
    [
        (False, ("归档章 是", "页号样式 第N页", "单双面 双面", "每件起于正面 是")),
        (True, ("页号位置 外上角",)),
    ],
    ids=["by indicator", "by archive"],
)
def test_what_is_stamped_is_sound(fresh: Tiny, archive: bool, settings: tuple[str, ...]) -> None:
    """This test ensures that verification finds no fault, a sheet for 归档章 and all."""
    full_page(fresh.root / "inputs/evidence/方案2020.pdf", "full", "more")
    for name in ("封面", "卷内目录", "备考表"):
        shutil.copy(SHIPPED / f"{name}.docx", fresh.root / "templates")
    (by_archive if archive else drawn)(fresh, *settings)
    fresh.engine = find(Workspace(fresh.root).cache / "engine")
    assert told(fresh.build()) == []
    verdict = verify(fresh.made)
    assert [fault for fault in verdict.faults if fault.rule not in USUAL] == []
    assert verdict.pages > len(stamped(fresh))


def test_pages_without_content_bear_no_number_of_their_item(fresh: Tiny) -> None:
    """This test ensures that 页数 and page numbers of DA/T 22 count pages with content alone."""
    source = fresh.root / "inputs/evidence/方案2020.pdf"
    write_pdf(source, "one", "two", "three")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(b"")
        pdf.save(source)
    by_archive(fresh).build()
    (item,) = (one for box in report_of(fresh) for one in box["items"] if "2020" in one["title"])
    assert item["pages"] == ["1", "", "2"]
    (box,) = (box for box in report_of(fresh) if item in box["items"])
    first = list(PdfReader(fresh.box(box["number"])).page_labels).index("1") + item["start"] - 1
    pages = words(fresh, box["number"])[first : first + 3]
    assert [page[-1] if page else "" for page in pages] == ["1", "", "2"]
    assert list(PdfReader(fresh.box(box["number"])).page_labels)[first : first + 3] == [
        "1", "空白页", "2",
    ]  # fmt: skip
    assert "2" in stamped(fresh)[f"{box['number']}盒{item['code']}件"][-1]
    # over the box, as it is printed for the inspection, every page has its place in the count
    drawn(fresh, "归档章 是").build()
    (item,) = (one for box in report_of(fresh) for one in box["items"] if "2020年" in one["title"])
    assert len(item["pages"]) == 3
    assert "" not in item["pages"]
