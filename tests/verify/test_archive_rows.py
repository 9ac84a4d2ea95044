"""Rows of 归档文件目录 (DA/T 22-2015), as verification reads them off the page."""

from typing import Any

import pytest

from dossier.verify.catalogue import rows
from dossier.verify.package import BoxFile
from dossier.verify.rules import Rule

BEGUN = "Z109-WS·2023-D30-JDC-"
HEAD = "归档文件目录\n序号 档号 文号 责任者 题名 日期 密级 页数 备注\n"
FIRST = f"1 {BEGUN}0001 教导处 送教上门记录 20230616 4"
SECOND = f"2 {BEGUN}0002 教导处 初中三年巩固率测算\n表 20230705 1"


def box(*lines: str, code: str = BEGUN) -> BoxFile:
    """A box of two items, of 4 pages and of 1, whose catalogue has those lines."""

    def item(number: int, title: str, pages: int) -> dict[str, Any]:
        return {
            "code": f"{number:04d}",
            "archive_code": f"{code}{number:04d}",
            "title": title,
            "pages": [str(page) for page in range(1, pages + 1)],
        }

    # what is read off the file is given, so that no file is needed
    one = BoxFile.__new__(BoxFile)
    one.file, one.number = "boxes/box-26.pdf", "26"
    one.items = [item(1, "送教上门记录", 4), item(2, "初中三年巩固率测算表", 1)]
    one.record = {"vacant": []}
    one.front, one.texts = 2, ["封面", HEAD + "\n".join(lines)]
    return one


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ((FIRST, SECOND), []),
        ((FIRST.replace("D30-", "D30-\n"), SECOND), []),
        ((FIRST,), [(Rule.ROW_ABSENT, "0002")]),
        ((FIRST, SECOND, f"3 {BEGUN}0003 多出 1"), [(Rule.ROW_EXTRA, "")]),
        ((FIRST.replace(" 4", " 3"), SECOND), [(Rule.ROW_PAGES, "0001")]),
        ((FIRST.replace("上门", "教上"), SECOND), [(Rule.ROW_TITLE, "0001")]),
        ((FIRST.replace("D30", "Y"), SECOND), [(Rule.ROW_ABSENT, "0001")]),
    ],
)
def test_rows_are_found_by_their_code(
    lines: tuple[str, ...], faults: list[tuple[Rule, str]]
) -> None:
    """This test ensures that each item has its row with title and 页数 under its own 档号."""
    assert [(fault.rule, fault.item) for fault in rows(box(*lines))] == faults


@pytest.mark.parametrize(
    ("title", "row", "sound"),
    [
        ("陈𬭎的证明", "陈 的证明𬭎", True),
        ("陈𬭎的证明", "𬭎 陈的证明", True),
        ("陈𬭎的证明", "陈的证明", False),
        ("陈𬭎的证明", "陈𠮷的证明", False),
        ("甲😀乙😀", "甲乙😀", False),
        ("零\u200b宽软\u00ad连右\u202e左", "零宽软连右左", True),
        ("葛\U000e0100城", "葛城", True),
    ],
)
def test_characters_that_readers_move_or_leave_out(title: str, row: str, sound: bool) -> None:
    """This test ensures that a rare character makes no wrong title, and that one is missed."""
    one = box(FIRST.replace("送教上门记录", row), SECOND)
    one.items[0]["title"] = title
    assert [fault.rule for fault in rows(one)] == ([] if sound else [Rule.ROW_TITLE])
