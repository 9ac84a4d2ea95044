"""What stands in a label or cell of a catalogue beside its name."""

import pytest

from dossier.catalogue.labels import is_rule, label_of, listed, period_of
from dossier.model.standard import Every


@pytest.mark.parametrize(
    ("text", "code", "name", "score", "offices"),
    [
        ("A 组 织 管 理 30分", "A", "组织管理", "30", ()),
        ("A1组织机构 4分", "A1", "组织机构", "4", ()),
        ("A1.1 领导小组", "A1.1", "领导小组", "", ()),
        ("B1学校设置(C1、C2)", "B1", "学校设置", "", ()),
        ("C12、制度建设（共6分）", "C12", "制度建设", "6", ()),
        ("（一）入园情况（办公室、教育股）", "(一)", "入园情况", "", ("办公室", "教育股")),
        ("一、普及普惠水平", "一", "普及普惠水平", "", ()),
        ("之三：生均图书册数", "之三", "生均图书册数", "", ()),
        ("卷① 学校概况", "卷1", "学校概况", "", ()),
        ("③ 课程表", "③", "课程表", "", ()),
        ("1.1 依法办学", "1.1", "依法办学", "", ()),
        ("26.幼儿园园舍", "26", "幼儿园园舍", "", ()),
        ("生均校舍面积（图书室、实验室）", "", "生均校舍面积（图书室、实验室）", "", ()),
        ("4.2人以上骨干教师", "", "4.2人以上骨干教师", "", ()),
        ("3 个年级", "", "3 个年级", "", ()),
    ],
)
def test_a_label_is_taken_apart(text, code, name, score, offices):
    """code, points and offices are told from the name, and nothing else is taken for them."""
    label = label_of(text)
    assert (label.code, label.name, label.score, label.offices) == (code, name, score, offices)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. 招生简章；2. 学籍表；3. 名册等。", ["招生简章", "学籍表", "名册"]),
        ("（1）计划（2）总结", ["计划", "总结"]),
        ("①计划②总结", ["计划", "总结"]),
        ("1.经费4.5万元的批复 2.凭证", ["经费4.5万元的批复", "凭证"]),
        ("1.计划\n2.总结\n2.照片\n4.名单", ["计划", "总结", "照片", "名单"]),
        ("会议记录\n签到册", ["会议记录", "签到册"]),
        ("布局规划文件、学校分布图等", ["布局规划文件", "学校分布图"]),
        ("各建筑物面积登记、统计表", ["各建筑物面积登记、统计表"]),
        ("促进公平平等", ["促进公平平等"]),
        ("2022年第3、4季度报表", ["2022年第3、4季度报表"]),
    ],
)
def test_a_list_in_a_cell_is_split(text, entries):
    """each numbered entry is one, and numbers within a sentence part nothing."""
    assert listed(text) == entries


@pytest.mark.parametrize(
    ("text", "every", "words"),
    [
        ("近三年在校学生统计表", Every.SCHOOL_YEAR, "近三年"),
        ("三个年度借阅登记表", Every.SCHOOL_YEAR, "三个年度"),
        ("每学年度课程表", Every.SCHOOL_YEAR, "每学年度"),
        ("近三年经费预算批复", Every.FISCAL_YEAR, "近三年"),
        ("每学年度经费公示", Every.SCHOOL_YEAR, "每学年度"),
        ("上一年度人口数据", Every.ONCE, "上一年度"),
        ("办学许可证", Every.ONCE, ""),
    ],
)
def test_a_period_in_words(text, every, words):
    """words say how often a material is asked for."""
    period = period_of(text)
    assert (period.every, period.words) == (every, words)


def test_a_rule_is_no_material():
    """what says how something is counted is told from what is to be handed in."""
    assert is_rule("班额=在校学生数÷班级数")
    assert is_rule("按教育事业统计口径计算")
    assert not is_rule("班级学生数统计表")
