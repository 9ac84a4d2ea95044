"""Titles, numbers and authors, as the lines of a paper tell them."""

import pytest
from test_dates_of_papers import paper

from dossier.propose.heading import author_of, heading_of, number_of, title_of_name


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("控辍保学工作台账", "序号\t姓名"), "控辍保学工作台账"),
        (
            ("星光实验学校文件", "星光校〔2022〕14号", "关于成立领导小组的通知"),
            "关于成立领导小组的通知",
        ),
        (("附件1", "教师花名册"), "教师花名册"),
        (("关于成立义务教育均衡发展领导", "小组的通知"), "关于成立义务教育均衡发展领导小组的通知"),
        (
            ("2021学年统计报表（基础教育）学校名称：星光学校学校标识码",),
            "2021学年统计报表（基础教育）",
        ),
        (("根据2019年5月6日会议精神，现汇报如下", "一、基本情况"), ""),
        (("星光实验学校", "2021—2022学年度", "招生方案"), "2021—2022学年度招生方案"),
        (("星光实验学校", "招生方案"), "星光实验学校招生方案"),
        (("面向全镇招生。", "星光实验学校", "2021年9月1日"), ""),
        (("检查记录（2022年秋季)", "正文。"), "检查记录（2022年秋季）"),
        (("序号\t姓名\t性别",), ""),
        (("各位老师：", "现将有关事项通知如下。"), ""),
        ((), ""),
    ],
)
def test_a_heading(lines, title):
    """the first line that is a title is one, whole; red heads and sentences are none."""
    assert heading_of(paper(*lines)) == title


@pytest.mark.parametrize(
    ("lines", "name", "number"),
    [
        (("标题", "星光校〔2022〕14号"), "a.docx", "星光校〔2022〕14号"),
        (("标题", "星光校[2022]014号"), "a.docx", "星光校〔2022〕14号"),
        (("标题", "根据云财教〔2020〕12号批复，预算如下。"), "a.docx", ""),
        ((), "云教体（2022）27号 分配办法.pdf", "云教体〔2022〕27号"),
    ],
)
def test_a_number_is_the_papers_own(lines, name, number):
    """a 文号 on its own line or in the name is written with 〔〕; a quoted one is not."""
    assert number_of(paper(*lines, name=name)) == number


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (("标题", "云岭县教育局", "2022年9月7日"), "云岭县教育局"),
        (("标题", "星光实验学校教导处", "2022年9月7日"), "教导处"),
        (
            ("标题", "云岭县财政局2022年9月7日", "星光实验学校", "2022年9月8日"),
            "云岭县财政局、星光实验学校",
        ),
        (("台账", "填报单位：星光实验学校德育处填报日期：2022年9月7日"), "德育处"),
        (("云岭县教育局文件", "标题", "正文"), "云岭县教育局"),
        (("标题", "正文。"), ""),
    ],
)
def test_an_author(lines, author):
    """who closes or fills in a paper made it; of an office of the school its own name is enough."""
    assert author_of(paper(*lines), "星光实验学校") == author


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("3.送教上门记录_20220907", "送教上门记录"),
        ("云教体〔2022〕27号《分配办法》", "分配办法"),
        ("IMG_20220511_防震演练", "防震演练"),
        ("大课间 小学部 2022.10.21", "大课间 小学部"),
        ("20220907", "20220907"),
    ],
)
def test_a_name_as_a_title(stem, title):
    """what numbers, cameras and dates added to a name is left out; never all of it."""
    assert title_of_name(stem) == title
