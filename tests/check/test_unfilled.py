"""Blanks that nobody filled in, and errors in place of values."""

import pytest
from sound_school import FILES, PARTS, REGISTER, facts, findings

from dossier.check.run import check
from dossier.facts import replace
from dossier.finding import Code, Remark, Severity
from dossier.media.passage import BREAK, CELL, Passage
from dossier.messages import say
from factories import assessment, evidence

A, B, P = FILES


def told(code: Code, text: str, *, scanned: bool = False, **fields) -> list[tuple[str, Severity]]:
    """What is told of a document that says this."""
    entry = evidence("a.pdf", row=REGISTER, **fields)
    passage = Passage(say("paragraph {number}", number=1), text, scanned=scanned)
    known = facts(evidence=(entry, PARTS["evidence"][1]))
    found = check(replace(known, texts={"a.pdf": (passage,)}))
    return [(one.text.spoken("en"), one.severity) for one in found if one.code is code]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("本学期共召开会议____次。", "本学期共召开会议____次。"),
        ("参加人数＿＿人，合格率达标。", "参加人数＿＿人，合格率达标。"),
        ("XX学校招生方案", "XX学校招生方案"),
        ("根据××县教育局要求，现报告如下。", "根据××县教育局要求，现报告如下。"),
        ("某某小学控辍保学方案", "某某小学控辍保学方案"),
        ("某中学的做法", "某中学的做法"),
        (f"20XX年工作总结{BREAK}一、总体情况", "20XX年工作总结"),
        (f"项目{CELL}填写__次后报送", "项目 填写__次后报送"),
    ],
)
def test_blanks(text, quoted):
    """a blank within a sentence and a name that stands for any are told."""
    assert told(Code.BLANK_UNFILLED, text) == [
        (f"paragraph 1: '{quoted}' was not filled in (places: 1)", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "家长签字：________  日期：____年__月__日",
        "校长（签章）＿＿＿＿  ＿＿＿＿年＿＿月＿＿日",
        "________",
        "姓名：____ 性别",
        "张某某同学的学校",  # a name that was made unknown
        "与结对学校的某某同志",
        "计算3××5",
        "外形尺寸20×20年检",
        "电话138****5678",
        "文件_v2_定稿",
    ],
)
def test_what_is_no_blank(text):
    """lines to sign on, names made unknown and signs of another meaning are let be."""
    assert told(Code.BLANK_UNFILLED, text) == []


@pytest.mark.parametrize("title", ["满意度调查问卷（空白）", "家访记录样表"])
def test_forms_are_blank(title):
    """a form that is meant to be blank is let be."""
    assert told(Code.BLANK_UNFILLED, "您对学校____方面是否满意", title=title) == []


def test_blanks_in_the_schools_own_words():
    """what the school writes in 自评说明 is looked at as well."""
    own = assessment("B01", practice=("XX学校坚持就近入学。",))
    found = [one for one in findings(assessments=(own,)) if one.code is Code.BLANK_UNFILLED]
    assert [one.text.spoken("en") for one in found] == ["'XX学校坚持就近入学。' was not filled in"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"合计{CELL}#REF!", "合计 #REF!"),
        (f"图书册数{CELL}######{CELL}册", "图书册数 ###### 册"),
        ("平均分#DIV/0!分", "平均分#DIV/0!分"),
        ("目录……错误！未定义书签。", "目录……错误！未定义书签。"),
    ],
)
def test_errors_in_place_of_values(text, shown):
    """an error of a spreadsheet and signs where a number should be are told."""
    assert told(Code.CELLS_BROKEN, text) == [
        (f"paragraph 1: '{shown}' stands where a value should be (places: 1)", Severity.WARNING)
    ]


@pytest.mark.parametrize("text", ["3#教学楼", "##", "1#、2#楼", "#NAME", "C###D", "话题#REF!er"])
def test_signs_that_are_no_errors(text):
    """numbers of houses and single signs are let be."""
    assert told(Code.CELLS_BROKEN, text) == []


@pytest.mark.parametrize("code", [Code.BLANK_UNFILLED, Code.CELLS_BROKEN])
def test_what_was_read_on_a_scan(code):
    """what was read on a scan may be misread, and weighs less."""
    found = told(code, "XX学校的成绩#REF!", scanned=True)
    assert [severity for _, severity in found] == [Severity.NOTE]


@pytest.mark.parametrize(
    ("author", "severity"),
    [
        ("星光实验学校", Severity.ERROR),
        ("星光实验学校办公室", Severity.ERROR),
        ("", Severity.ERROR),
        ("云岭县教育和体育局", Severity.WARNING),
    ],
)
def test_tracked_changes_of_ones_own(author, severity):
    """tracked changes are an error where the school itself, or nobody else by name, wrote."""
    draft = replace(
        A,
        remarks=(
            Remark(
                Code.CHANGES_TRACKED,
                say("it has macros, which are programs; they do not run, and are not bound"),
            ),
        ),
    )
    rows = (evidence("a.pdf", row=REGISTER, author=author), PARTS["evidence"][1])
    found = findings(files=(draft, B, P), evidence=rows, name="星光实验学校")
    assert [one.severity for one in found if one.code is Code.CHANGES_TRACKED] == [severity]
