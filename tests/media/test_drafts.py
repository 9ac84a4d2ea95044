"""Traces in office files that they are not finished."""

import pytest

from dossier.finding import Code
from dossier.media.examine import examine
from raw_workbook import book, col, number, row, sheet, text
from word_file import paragraph, run, table, word_file
from word_file import row as cells
from word_file import text as words

WHO = 'w:id="1" w:author="李芳" w:date="2021-09-01T08:00:00Z"'
ENTRY = '<w:hyperlink w:anchor="{mark}" w:history="1">{words}</w:hyperlink>'
BOOKMARK = '<w:bookmarkStart w:id="7" w:name="{mark}"/>'
HEADING = '<w:pStyle w:val="2"/>'


def told(path) -> list[str]:
    return [f"{one.code}: {one.text.spoken('en')}" for one in examine(path, words=True).remarks]


def word(folder, *blocks: str, **more) -> list[str]:
    return told(word_file(folder / "a.docx", "".join(blocks), **more))


def inserted(content: str) -> str:
    return f"<w:ins {WHO}>{content}</w:ins>"


def struck(content: str) -> str:
    return f"<w:del {WHO}>{run(f'<w:delText>{content}</w:delText>')}</w:del>"


def test_tracked_changes(tmp_path):
    """changes are counted, the first is placed, and what was struck out is quoted."""
    assert word(
        tmp_path,
        paragraph("一、总体要求"),
        paragraph(words("到2022年"), struck("基本"), inserted(words("全面")), words("达标。")),
    ) == [
        "changes-tracked: it has tracked changes (2), the first in paragraph 2, struck out: '基本'"
    ]


def test_a_tracked_change_in_a_table(tmp_path):
    """a row that was put in is a change, and stands in its table."""
    added = cells(paragraph("张华"), properties=f"<w:ins {WHO}/>")
    assert word(tmp_path, table(cells(paragraph("王平")), added)) == [
        "changes-tracked: it has tracked changes (1), the first in table 1, row 2"
    ]


def test_a_change_of_format_is_none(tmp_path):
    """what was only made bold says the same."""
    bold = f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>"
    assert word(tmp_path, paragraph(words("达标。", bold))) == []


COMMENTS = {
    "parts": {
        "comments.xml": '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        f'2006/main"><w:comment {WHO}><w:p><w:r><w:t>数字请再核对</w:t></w:r></w:p></w:comment>'
        "</w:comments>"
    },
    "related": {"rIdC": "comments comments.xml"},
}


def test_comments(tmp_path):
    """comments are counted, and the first is quoted."""
    assert word(tmp_path, paragraph("正文。"), **COMMENTS) == [
        "comments-left: it has comments (1), the first: '数字请再核对'"
    ]


def test_a_part_for_comments_without_any(tmp_path):
    """WPS writes an empty part of comments: nothing is told."""
    part = COMMENTS["parts"]["comments.xml"]
    empty = part[: part.index("<w:comment ")] + "</w:comments>"
    assert (
        word(tmp_path, paragraph("正文。"), **COMMENTS | {"parts": {"comments.xml": empty}}) == []
    )


def listed(mark: str, shown: str) -> str:
    return paragraph(
        ENTRY.format(mark=mark, words=words(shown)), properties='<w:pStyle w:val="10"/>'
    )


def headed(shown: str, *marks: str) -> str:
    found = "".join(BOOKMARK.format(mark=mark) for mark in marks)
    return paragraph(found + words(shown), properties=HEADING)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # the heading was written anew
        (
            (listed("_Toc1", "一、办学条件1"), headed("办学条件与经费", "_Toc1")),
            "its contents table lists '一、办学条件1', which is no heading now",
        ),
        # the heading was deleted
        (
            (
                listed("_Toc1", "一、办学条件1"),
                listed("_Toc2", "二、师资3"),
                headed("师资", "_Toc2"),
            ),
            "its contents table lists '一、办学条件1', which is no heading now",
        ),
        # a heading was added
        (
            (listed("_Toc1", "一、办学条件1"), headed("办学条件", "_Toc1"), headed("质量")),
            "its contents table lacks the heading '质量'",
        ),
    ],
)
def test_a_stale_contents_table(tmp_path, blocks, expected):
    """what is listed and is no heading, and a heading that is not listed, are told."""
    assert word(tmp_path, *blocks) == [f"contents-stale: {expected}"]


def test_a_contents_table_that_is_right(tmp_path):
    """numbers that Word counts, page numbers, marks of older tables and tables around headings are
    no matter; nor are links to other places, and empty headings."""
    assert (
        word(
            tmp_path,
            listed("_Toc1", "一、 办学条件\t1"),
            listed("_Toc2", "二、 师资\t3"),
            headed("办学条件", "_Toc9", "_Toc1"),
            paragraph(ENTRY.format(mark="附件", words=words("见附件"))),
            table(cells(headed("师资", "_Toc2"))),
            headed(""),
            paragraph("正文。", properties='<w:pStyle w:val="3"/>'),
        )
        == []
    )


def test_headings_without_a_contents_table(tmp_path):
    """where the table was taken out, its marks mean nothing."""
    assert word(tmp_path, headed("办学条件", "_Toc1"), headed("质量")) == []


def test_hidden_cells(tmp_path):
    """sheets, rows and columns that are hidden are counted and named."""
    shown = sheet(
        row(1, text("A1", "姓名")),
        row(2, text("A2", "张华"), hidden="1"),
        columns=col(2, 3, 9).replace("/>", ' hidden="1"/>'),
    )
    path = book(
        tmp_path / "a.xlsx", {"花名册": shown, "底稿": shown}, hidden={"底稿": "veryHidden"}
    )
    assert told(path) == [
        "cells-hidden: hidden sheets are not bound (1): 底稿",
        "cells-hidden: hidden rows are not bound (2), in: 花名册、底稿",
        "cells-hidden: hidden columns are not bound (4), in: 花名册、底稿",
    ]


def test_formulas_without_a_result(tmp_path):
    """a formula that no program has worked out is told by its cell."""
    bare = '<c r="B2"><f>SUM(B1)</f></c>'
    path = book(tmp_path / "a.xlsx", {"表": sheet(row(1, number("B1", 5)), row(2, bare))})
    assert told(path) == ["cells-broken: formulas have no result (1): 表!B2"]


def test_a_workbook_that_is_whole(tmp_path):
    """results, empty ones among them, and rows that are shown again are no matter."""
    blank = '<c r="C1" t="str"><f>IF(B1=0,"","")</f><v></v></c>'
    found = sheet(row(1, number("B1", 5, formula="2+3"), blank, hidden="0"))
    assert told(book(tmp_path / "a.xlsx", {"表": found}, hidden={"表": "visible"})) == []


def test_only_an_unfinished_file_has_remarks(tmp_path):
    """the codes of this module come of no sound letter."""
    of_drafts = {Code.CHANGES_TRACKED, Code.COMMENTS_LEFT, Code.CONTENTS_STALE}
    found = examine(word_file(tmp_path / "a.docx", paragraph("正文。")), words=True)
    assert (found.fault, {one.code for one in found.remarks} & of_drafts) == (None, set())
