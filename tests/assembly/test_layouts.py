"""The layout of a chapter: which one counts, what is told of one that is not there."""

import pytest
from docx import Document
from docx.shared import Pt

from dossier.finding import Code
from school_tables import write_book
from tiny_workspace import BOOKS, Tiny, made_by

CHAPTER = "chapters/B01-随迁子女就学自评说明.docx"
STANDARD = BOOKS["standard.xlsx"]
HEAD = "| 版式 | 样式 | 字体 | 字号 | 行距 | 首行缩进 | 加粗 | 页边距（厘米） |\n"
OWN = HEAD + "| 县局 | Normal | 宋体 | 四号 | 26磅 | 2 | 是 | |"


def layout(here: Tiny, *, everywhere: str = "", chapter: str = "", rows: str = OWN) -> None:
    """Choose a layout for all chapters, or for B01 alone, of those in `rows`."""
    settings = STANDARD["设置"] + f"    | 版式 | {everywhere} |\n"
    chapters = f"""
        | 代码 | 标题 | 模板 | 范围 | 归入指标 | 版式 |
        | R01 | 总目录 | 总目录.docx | 全校 | Z01 | |
        | B | {{指标}}自评说明 | 自评说明.docx | 每个B级指标 | | {chapter} |
    """
    sheets = {**STANDARD, "设置": settings, "章节": chapters, "版式": rows}
    write_book(here.root / "inputs/standard.xlsx", sheets)


def size(here: Tiny, product: str = CHAPTER):
    return Document(str(here.made / product)).styles["Normal"].font.size


@pytest.mark.parametrize("chosen", [{"everywhere": "县局"}, {"chapter": "县局"}])
def test_it_counts_for_all_or_for_one(fresh: Tiny, chosen: dict[str, str]) -> None:
    """This test ensures that 设置 gives all chapters a layout, and 章节 one of them."""
    layout(fresh, **chosen)
    fresh.build()

    assert size(fresh) == Pt(14)
    assert (size(fresh, "chapters/R01-总目录.docx") == Pt(14)) == ("everywhere" in chosen)


def test_another_layout_makes_the_chapter_again(built: Tiny) -> None:
    """This test ensures that `why` names the layout, and that a second build makes nothing."""
    layout(built, chapter="县局")
    assert made_by(built.build())[CHAPTER] == ("layout 县局",)
    assert CHAPTER not in made_by(built.build())


def test_one_that_is_not_there_is_told(fresh: Tiny) -> None:
    """This test ensures that a name that nobody knows has a finding, and the template counts."""
    layout(fresh, chapter="乡局")
    found = [one for one in fresh.inspect().findings if one.code is Code.CODE_UNKNOWN]

    assert [str(one.at) for one in found] == ["standard.xlsx!章节!F3"]
    fresh.build()
    assert size(fresh) != Pt(14)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("| 县局 | 正文 | 宋体 | 大号 | | | | |", "D2"),
        ("| 县局 | 正文 | 宋体 | 400 | | | | |", "D2"),
        ("| 县局 | 页边距 | | | | | | 2.54、3.17 |", "H2"),
        ("| 县局 | 页边距 | | | | | | 25、25、31、31 |", "H2"),
        ("| 县局 | 正文 | 宋体 | | 宽 | | | |", "E2"),
    ],
)
def test_what_nobody_can_mean_is_told(fresh: Tiny, row: str, cell: str) -> None:
    """This test ensures that a faulty cell of 版式 is a finding at its place."""
    layout(fresh, rows=HEAD + row)
    found = [one for one in fresh.inspect().findings if one.at and one.at.sheet == "版式"]

    assert [(one.code, one.at.ref) for one in found] == [(Code.VALUE_INVALID, cell)]
