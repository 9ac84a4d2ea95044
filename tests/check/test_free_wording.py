"""Figures in words that 文字口径 does not list."""

import pytest
from sound_school import PARTS, REGISTER, facts

from dossier.check.run import check
from dossier.facts import replace
from dossier.finding import Code, Severity
from dossier.media.passage import CELL, Passage, clean
from dossier.messages import say
from dossier.model.standard import Stage
from dossier.source import Cell
from factories import Y20, evidence, figure

FIGURES = (
    figure("学生数", 806, Stage.PRIMARY, year=Y20),
    figure("学生数", 432, Stage.JUNIOR, year=Y20),
    figure("学生数", 812, Stage.PRIMARY),
    figure("学生数", 413, Stage.JUNIOR),
    figure("专任教师数", 44, Stage.PRIMARY),
    figure("专任教师数", 33, Stage.JUNIOR),
    figure("图书册数", 33180, unit="册", cell=Cell("school.xlsx", "数据", "E5")),
    figure("招生数", 120, Stage.PRIMARY),
    figure("招生数", 142, Stage.JUNIOR),
)


def told(*texts: str, scanned: bool = False, author: str = "星光实验学校", **parts) -> list[tuple]:
    """Which number is told of a document that says this, and what it should be."""
    passages = tuple(
        Passage(say("paragraph {number}", number=number), clean(text), scanned=scanned)
        for number, text in enumerate(texts, 1)
    )
    entry = evidence("a.pdf", row=REGISTER, author=author)
    known = facts(
        figures=FIGURES,
        evidence=(entry, PARTS["evidence"][1]),
        facts={"学校名称": "星光实验学校"},
        **parts,
    )
    return [
        (dict(one.text.values)["shown"], dict(one.text.values)["value"], one.severity)
        for one in check(replace(known, texts={"a.pdf": passages}))
        if one.code is Code.FIGURE_DOUBTFUL
    ]


WRONG = [
    ("学校现有学生613人。", "613"),
    ("全校共有613名学生，", "613"),
    ("我校目前有在校生1,252人", "1,252"),
    ("学校占地30亩，现有学生613人。", "613"),
    ("星光实验学校共有学生1,252人、教职工80人。", "1,252"),
    ("共有1252名学生", "1252"),  # no word of the school, but near the figure
    ("小学部现有学生821人。", "821"),
    ("学校有专任教师87名。", "87"),
]


@pytest.mark.parametrize(("text", "shown"), WRONG)
def test_free_wording(text, shown):
    """a number with its unit beside a name of the figure must be the figure."""
    assert [found[0] for found in told(text)] == [shown]


def test_a_finding_names_the_figure():
    """the finding says what is declared."""
    assert told("学校馆藏图书33810册。") == [("33810", "33,180册", Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "学校现有学生1225人。",
        "全校共有1,225名学生。",
        "小学部有学生812人，初中部有学生413人。",
        "我校现有812名学生。",  # of a part that is not named
        "2020—2021学年度，学校有学生1238人。",
        # other things
        "学校现有613名学生家长。",
        "共有学生613人参加比赛。",
        "学校舞蹈社现有学生45人。",
        "学校开设社团12个，现有学生45人。",
        "活动共有45名学生，",
        "寄宿学生233人。",
        "三年级现有学生132人。",
        "每班学生45人。",
        "全县共有学生61300人。",
        "学校约有学生1200人。",
        "学校现有学生1200余人。",
        "学校资助学生613人次。",
        "学校转入学生6人。",
        "学校招生130人。",  # of one year, which flows
    ],
)
def test_what_is_right_or_another_thing(text):
    """the right number, that of a part, of another year, and numbers of other things are let be."""
    assert told(text) == []


def table(*rows: str) -> tuple[str, ...]:
    return tuple(row.replace("|", CELL) for row in rows)


HEAD = "序号|班级|学生数|男|女|班主任"
ROW = "1|一年级1班|45|20|25|王平"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((HEAD, ROW, "合计|1252|600|652"), ["1252"]),
        ((HEAD, ROW, "合计|1225|600|625"), []),
        ((HEAD, ROW, "合计|812|400|412"), []),  # of 小学部
        ((HEAD, ROW, "合计|180|90|90"), []),  # of one grade
        ((HEAD, ROW, "合计|1252"), []),  # which column it is cannot be known
        ((HEAD, ROW, "小计|1252|600|652"), []),
        (("班级|受助学生数", "一年级|45", "合计|1252"), []),
        (("学段|在校学生数（人）", "小学|812", "全校合计|1252"), ["1252"]),
    ],
)
def test_totals_of_tables(rows, expected):
    """the row 合计 under a head that names a figure must be the figure."""
    assert [found[0] for found in told(*table(*rows))] == expected


def test_what_others_wrote():
    """documents of bodies above the school count in their own way."""
    assert told("学校现有学生613人。", author="云岭县教育和体育局") == []


def test_what_was_read_on_a_scan():
    """a number that was read on a scan may be misread, and weighs less."""
    assert told("学校现有学生613人。", scanned=True) == [("613", "1,225人", Severity.NOTE)]


def test_the_schools_own_words():
    """报告文字 is held against the figures as well; a series may be of any years."""
    known = facts(figures=FIGURES, words={"学校概况": ("学校现有学生613人。", "学生数为1238人。")})
    found = [one for one in check(known) if one.code is Code.FIGURE_DOUBTFUL]
    assert [dict(one.text.values)["shown"] for one in found] == ["613", "1238"]
