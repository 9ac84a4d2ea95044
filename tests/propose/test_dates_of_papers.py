"""The day of a paper, and what tells it."""

from datetime import date

import pytest

from dossier.media.passage import BREAK, Passage
from dossier.messages import say
from dossier.propose import Candidate, DateSource
from dossier.propose.dates import dated

DAY = date(2022, 9, 7)
YEARS = (2018, 2024)


def paper(*lines, name="a.docx", **more):
    said = tuple(Passage(say("page {page}", page="1"), line) for line in lines)
    return Candidate(path=name, said=said, **more)


@pytest.mark.parametrize(
    "lines",
    [
        ("标题", "正文。", "星光实验学校", "2022年9月7日"),
        ("标题", "正文。", "星光实验学校", "二〇二二年九月七日"),
        ("标题", "星光实验学校 2022年9月7日", "抄送：各处室"),
        ("序号\t姓名", "填报单位：教导处填报日期：2022年9月7日"),
        ("标题", "制表时间：2022.9.7"),
        ("标题", "2022年9月7日", "县教育局办公室2022年9月9日印发"),
        (f"标题{BREAK}星光实验学校{BREAK}2022年9月7日{BREAK}",),
        ("标题", "2022年9月7日", "附件", *["一行"] * 40),
        ("标题", "根据2021年1月2日文件。", "２０２２年９月７日"),
    ],
)
def test_what_closes_a_paper_tells_its_day(lines):
    """a date in the place of 落款 counts, not one that the text speaks of."""
    assert dated(paper(*lines), YEARS) == (DAY, DateSource.CLOSING)


def test_minutes_say_when_they_were_taken():
    """a labelled date in the first lines counts where nothing closes the paper."""
    lines = ("会议记录", "时间：2022年9月7日下午", *["发言。"] * 20)
    assert dated(paper(*lines), YEARS) == (DAY, DateSource.LABELLED)


@pytest.mark.parametrize(
    "name",
    [
        "照片/IMG_20220907_183000.jpg",
        "大课间2022.9.7.jpg",
        "大课间（2022年9月7日）.jpg",
        "2022-09-07 大课间.jpg",
        "微信图片_20220907101010.jpg",
        "mmexport1662514210123.jpg",
        "演练 二〇二二年九月七日.jpg",
    ],
)
def test_a_name_tells_a_day(name):
    """names of phones, of WeChat and of people are understood."""
    assert dated(paper(name=name, is_picture=True), YEARS) == (DAY, DateSource.NAME)


@pytest.mark.parametrize("name", ["2022.9.docx", "2022.13.40.docx", "1234567890.docx", "图2.docx"])
def test_what_is_no_day_is_none(name):
    """a month, an impossible day and a long number are no dates."""
    assert dated(paper("标题", "正文", name=name), YEARS) is None


def test_the_camera_is_believed_before_the_name():
    """the name of a copy may bear the day of copying."""
    taken = paper(name="20230101.jpg", is_picture=True, taken=DAY)
    assert dated(taken, YEARS) == (DAY, DateSource.CAMERA)


def test_words_on_a_picture_are_believed_before_its_camera():
    """a paper that was photographed later is of the day that it says."""
    lines = ("招生方案", "星光实验学校", "2022年9月7日")
    taken = paper(*lines, name="扫描.jpg", is_picture=True, taken=date(2023, 1, 1))
    assert dated(taken, YEARS) == (DAY, DateSource.CLOSING)


def test_a_clock_that_nobody_set_is_not_believed():
    """a camera that says 2000 knows no day; the name may."""
    unset = paper(name="x20220907.jpg", is_picture=True, taken=date(2000, 1, 1))
    assert dated(unset, YEARS) == (DAY, DateSource.NAME)
