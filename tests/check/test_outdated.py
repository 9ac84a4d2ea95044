"""Numbers of an edited text, beside those that it would have now."""

import pytest

from dossier.check.outdated import OutdatedNumber, outdated
from dossier.media.passage import Passage
from dossier.messages import say

HERE = say("page {page}", page="1")


def passages(*lines: str) -> list[Passage]:
    return [Passage(HERE, line) for line in lines]


def told(edited: list[str], now: list[str]) -> list[tuple[str, str, str]]:
    """Quotation, what is printed, what it would be."""
    found = outdated(passages(*edited), passages(*now))
    return [(one.quote, one.printed, one.now) for one in found]


@pytest.mark.parametrize(
    ("edited", "now", "found"),
    [
        (["在校学生613人。"], ["在校学生615人。"], [("在校学生613人。", "613", "615")]),
        (["在校学生613人。"], ["在校学生613人。"], []),
        (["经费1,250.50元"], ["经费1250.5元"], []),
        (["巩固率99.1%"], ["巩固率99.1％"], []),
        (["达99.1%以上"], ["达99.1以上"], [("达99.1%以上", "99.1%", "99.1")]),
        (["小学部\t12\t480"], ["小学部\t12\t491"], [("小学部 … 480", "480", "491")]),
        (["课程总表\t7\t30列宽"], ["课程总表\t30列宽"], []),
        (["1\t教师花名册\t3份"], ["1\t教师花名册\t4份"], [("教师花名册 … 3份", "3", "4")]),
    ],
)
def test_a_number_that_is_another_now(edited, now, found) -> None:
    """what it says counts, not how it is written; of a row the cell is quoted."""
    assert told(edited, now) == found


def test_what_a_person_wrote_is_let_be() -> None:
    """lines that were added, taken out or moved do not shift what is compared."""
    now = ["一、概况", "学校有教师81人。", "二、经费", "投入32.5万元。", "三、成效", "得分91。"]
    edited = ["一、概况", "新增：另聘教师3人。", "学校有教师78人。", "二、经费", "投入32.5万元。",
              "附：2022年另有捐赠5万元。"]  # fmt: skip
    assert told(edited, now) == [("学校有教师78人。", "78", "81")]


def test_a_sentence_that_was_reworded_still_has_its_numbers() -> None:
    """where a line is much the same, its numbers are found by the words beside them."""
    now = ["2022—2023学年度在校学生1252人，专任教师81人，生师比15.5。"]
    edited = ["2022—2023学年度我校在校学生1252人，专任教师78人（其中女教师40人），生师比16.1。"]
    assert [(printed, then) for _, printed, then in told(edited, now)] == [
        ("78", "81"), ("16.1", "15.5"),
    ]  # fmt: skip


def test_a_line_that_was_rewritten_is_not_judged() -> None:
    """other words say another thing, and a number of theirs is no other's."""
    assert told(["我们走访了12个家庭。"], ["在校学生1252人。"]) == []


def test_the_place_is_told_with_it() -> None:
    """a finding leads to the paragraph."""
    assert outdated(passages("教师78人"), passages("教师81人")) == [
        OutdatedNumber(HERE, "教师78人", "78", "81")
    ]
