"""互见 and excerpts, bound: once, with a page that refers wherever else the document counts."""

import re

import openpyxl
import pytest
from pypdf import PdfReader

from dossier.pipeline import Built
from tiny_workspace import BOOKS, FakeEngine, Tiny, lines_of, made_by, told

ASKED = BOOKS["standard.xlsx"]["材料要求"] + (
    "    | Z01-1 | Z01 | 工作方案 | 每学年度 | 1 | 否 | 否 | 否 | 档案资料组 |\n"
)
ROWS = """
    | 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 | 互见 | 页次 |
    | B01-1 | 2020年招生方案 | 2020-09-01 | 2020—2021学年度 | 方案2020.pdf | 否 | Z01-1 | {first} |
    | B01-1 | 2021年招生方案 | 2021-09-01 | 2021—2022学年度 | 方案2021.pdf | 否 | Z01-1、B01-2 | |
    | B01-2 | 随迁子女接收办法 | 2020-08-20 | | 办法.docx | 是 | | {last} |
"""


def drawn(here: Tiny, first: str = "", last: str = "") -> Tiny:
    here.draw(材料要求=ASKED, 佐证材料登记=ROWS.format(first=first, last=last))
    return here


def words(here: Tiny, box: str) -> list[str]:
    """The words on the pages of a box between 卷内目录 and 备考表, without spaces."""
    pages = PdfReader(here.box(box)).pages
    return ["".join(page.extract_text().split()) for page in pages][2:-1]


def catalogue(here: Tiny) -> dict[tuple[str, str], str]:
    """备注 by box and 件号, as catalogue.xlsx has it."""
    rows = list(openpyxl.load_workbook(here.made / "catalogue.xlsx")["总目录"].values)
    box, number, remark = (rows[0].index(name) for name in ("盒号", "件号", "备注"))
    return {(str(row[box]), str(row[number])): str(row[remark] or "") for row in rows[1:]}


def test_a_document_is_bound_once(fresh: Tiny) -> None:
    """This test ensures that a document is bound in one box, and every other place says where."""
    assert told(drawn(fresh).build()) == []  # nothing is missing
    first, second = words(fresh, "01"), words(fresh, "02")
    assert "见02盒0004件" in first[1]
    assert "见02盒0005件" in first[2]
    assert sum("plan2020first" in page for page in (*first, *second)) == 1
    assert sum("plan2021" in page for page in (*first, *second)) == 1
    assert sum("见02盒0005件" in page for page in second) == 1  # in the very box, too


def test_the_catalogues_say_where(fresh: Tiny) -> None:
    """This test ensures that 总目录, 卷内目录, 备考表 and catalogue.xlsx bear the mark."""
    drawn(fresh).build()
    listed = catalogue(fresh)
    assert listed["01", "0002"] == listed["01", "0003"].replace("0005", "0004") == "见02盒0004件"
    assert "见" not in listed["02", "0004"]
    front = lines_of(fresh.made / "cache/front/01-卷内目录.docx")
    assert re.fullmatch(r"0002 2020年招生方案 2 见02盒0004件", front[1])
    remarks = lines_of(fresh.made / "cache/front/01-备考表.docx")
    assert remarks[0] == "本盒共3件，共3页，其中实有3件（含互见2件），缺0件。"
    assert remarks[1] == "互见0002件　2020年招生方案：见02盒0004件。"


def test_a_number_that_moves_moves_its_mark(fresh: Tiny) -> None:
    """This test ensures that a reference is made again when its document gets another number."""
    drawn(fresh).build()
    fresh.draw(材料要求=ASKED, 佐证材料登记=ROWS.format(first="", last="").replace("、B01-2", ""))
    made = made_by(fresh.build())
    assert "boxes/box-01.pdf" in made
    assert "见02盒0003件" in words(fresh, "01")[1]


def test_what_is_lost_is_missing_wherever_it_counts(fresh: Tiny) -> None:
    """This test ensures that a document that is not there is 缺 in every box that names it."""
    drawn(fresh)
    (fresh.root / "inputs/evidence/方案2021.pdf").unlink()
    fresh.build()
    listed = catalogue(fresh)
    assert [place for place, remark in listed.items() if remark == "缺"] == [
        ("01", "0003"), ("02", "0002"), ("02", "0005"),
    ]  # fmt: skip
    page = words(fresh, "01")[2]
    assert "互见的原件缺：已登记，原件未归入，待补（见02盒0005件）" in page


def test_an_excerpt_holds_just_its_pages(fresh: Tiny) -> None:
    """This test ensures that 页次 binds these pages alone, and the catalogue says so."""
    assert told(drawn(fresh, first="2").build()) == []
    second = words(fresh, "02")
    assert any("plan2020second" in page for page in second)
    assert not any("plan2020first" in page for page in second)
    assert catalogue(fresh)["02", "0004"] == "节选第2页"
    before = fresh.products()
    assert fresh.build().products.causes == []
    drawn(fresh, first="1—2").build()
    assert fresh.products() != before


def of_inputs(built: Built) -> list[str]:
    """The findings of a build but for pages that hold a line, as this engine makes them."""
    return [line for line in told(built) if not line.endswith("[page-sparse]")]


def test_pages_of_a_word_file_are_those_of_its_pdf(fresh: Tiny) -> None:
    """This test ensures that an excerpt of a Word file is cut, or missing where it is too short."""
    fresh.engine = FakeEngine(lines_per_page=1)
    fresh.evidence("办法.docx", "一", "二", "三")
    built = drawn(fresh, last="2—3").build()
    assert of_inputs(built) == []
    assert built.pages["evidence:B01-2::办法.docx:2—3"].count == 2
    assert of_inputs(drawn(fresh, last="3—4").build()) == [
        "办法.docx: pages 3—4 are asked for, and '办法.docx' has 3 [value-invalid]"
    ]
    assert catalogue(fresh)["02", "0003"].startswith("缺")


@pytest.mark.parametrize("order", [("01", "02"), ("02", "01")])
def test_references_box_by_box(fresh: Tiny, order: tuple[str, ...]) -> None:
    """This test ensures that boxes built one by one have the bytes of boxes built at once."""
    drawn(fresh, first="2")
    for number in order:
        fresh.build(box=number)
    by_parts = fresh.products()
    for path in sorted(fresh.made.rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
    fresh.build()
    assert fresh.products() == by_parts
