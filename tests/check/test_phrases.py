"""Numbers in running text, against the declared figures."""

from collections.abc import Sequence
from typing import Any

import pytest
from sound_school import PARTS, REGISTER, school

from dossier.check.facts import Facts
from dossier.check.phrases import invalid_phrases, words_of_the_evidence, words_of_the_workbooks
from dossier.check.quotes import compiled, quotes
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.media.passage import BREAK, CELL, Passage, clean
from dossier.messages import say
from dossier.model.assessment import Assessment
from dossier.model.rules import Phrase, Rules
from dossier.model.school import Figure
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.source import Cell
from factories import F21, Y20, Y21, assessment, evidence, figure, filled, row

ROW = row("文字口径", 2, figure="A", stage="B", pattern="C")
BOOK = "school.xlsx"


def number(name: str, value: str, unit: str, ref: str, **fields: Any) -> Figure:
    return figure(name, value, unit=unit, cell=Cell(BOOK, "数据", ref), **fields)


FIGURES = (
    number("学生数", "806", "人", "D3", stage=Stage.PRIMARY, year=Y20),
    number("学生数", "432", "人", "D4", stage=Stage.JUNIOR, year=Y20),
    number("学生数", "812", "人", "E3", stage=Stage.PRIMARY),
    number("学生数", "413", "人", "E4", stage=Stage.JUNIOR),
    number("图书册数", "31460", "册", "D5", year=Y20),
    number("图书册数", "33180", "册", "E5"),
    number("设备值", "186.4", "万元", "D6", year=Y20),
    number("设备值", "232.75", "万元", "E6"),
    number("占地", "30", "亩", "E7"),
)
FUNDS = (figure("公用经费", "93.18", unit="万元", year=F21, cell=Cell(BOOK, "经费", "C2")),)


def phrase(pattern: str, name: str = "学生数", stage: Stage = Stage.SCHOOL) -> Phrase:
    return Phrase(name, stage, pattern, ROW)


PHRASES = (
    phrase("在校学生{学生数}人"),
    phrase("藏书{图书册数}册", "图书册数"),
    phrase("设备值{设备值}万元", "设备值"),
    phrase("占地{占地}平方米", "占地"),
    phrase("公用经费支出{公用经费}万元", "公用经费"),
)


def facts(
    phrases: Sequence[Phrase] = PHRASES,
    texts: dict[str, Sequence[Passage]] | None = None,
    **parts: Any,
) -> Facts:
    whole = filled(
        school(**({"figures": FIGURES} | parts)), funds=FUNDS, rules=Rules(phrases=tuple(phrases))
    )
    return Facts(whole, {}, (), Assessment(), (), texts or {})


def line(finding: Finding) -> str:
    return f"{finding.place}: {finding.text.spoken('en')} [{finding.code}]"


def wrong(text: str, phrases: Sequence[Phrase] = PHRASES) -> list[str]:
    """The numbers that the school's own words give wrong, where a phrase is listed for them."""
    given = facts(phrases, words={"主要做法": (text,)})
    found = words_of_the_workbooks(given)
    return [dict(f.text.values)["shown"] for f in found if f.code is Code.TEXT_CONFLICT]


def strange(
    text: str, year: Year | None = None, *, page: bool = False, before: str = ""
) -> list[str]:
    """The numbers that a document of evidence, registered for `year`, gives wrong."""
    passage = Passage(say("page {page}", page=1), text, before, page)
    given = facts(
        texts={"a.pdf": (passage,)}, evidence=(evidence("a.pdf", year=year, row=REGISTER),)
    )
    return [dict(f.text.values)["shown"] for f in words_of_the_evidence(given)]


def test_a_wrong_number_in_the_words_of_a_report():
    """the sheet, the section and the sentence are named, and the declared value with its cells."""
    text = "学校位于青溪镇。2021—2022学年度，学校有在校学生1227人，均为走读。"
    (finding,) = words_of_the_workbooks(facts(words={"汇报开头": ("大家好！", text)}))
    assert line(finding) == (
        "school.xlsx!报告文字: '汇报开头', paragraph 2: '1227' in '2021—2022学年度，学校有在校学生"
        "1227人，均为走读。', but '学生数' of 全校 for 2021—2022学年度 is 1,225人 in "
        "school.xlsx!数据!E3、school.xlsx!数据!E4 [text-conflict]"
    )
    assert finding.hint.spoken("en") == "find out which is right, and correct the other"


def test_the_cell_of_a_paragraph_is_named():
    """a section may stand in several cells; the number of the paragraph counts on."""
    cells = (Cell(BOOK, "报告文字", "B2"), Cell(BOOK, "报告文字", "B3"))
    given = facts(
        words={"汇报开头": ("大家好！", "在校学生1300人。")}, word_cells={"汇报开头": cells}
    )
    (finding,) = words_of_the_workbooks(given)
    assert finding.place == "school.xlsx!报告文字!B3"
    assert "paragraph 2" in finding.text.spoken("en")


def test_a_wrong_number_in_a_self_assessment():
    """the cell and the indicator are known; 基本信息 is read as well."""
    said = assessment(
        "B01", problems=("在校学生1200人。",), row=row("自评说明", 5, practice="C", problems="D")
    )
    given = facts(
        assessments=(said,),
        facts={"学校名称": "星光实验学校", "规模": "在校学生1300人"},
        cells={"规模": Cell(BOOK, "基本信息", "B9")},
    )
    fact, own = words_of_the_workbooks(given)
    assert (fact.place, own.place) == ("school.xlsx!基本信息!B9", "test.xlsx!自评说明!D5")
    assert own.indicator == "B01"


def test_a_wrong_number_in_evidence():
    """file, page and sentence are named, and the year and material it is registered for."""
    page = Passage(say("page {page}", page=3), f"在校学生情况{BREAK}我校在校学生1236人。", "", True)
    given = facts(texts={"a.pdf": (page,)}, evidence=(evidence("a.pdf", year=Y20, row=REGISTER),))
    (finding,) = words_of_the_evidence(given)
    assert line(finding) == (
        "evidence/a.pdf: page 3: '1236' in '我校在校学生1236人。', but '学生数' of 全校 for "
        "2020—2021学年度 is 1,238人 in school.xlsx!数据!D3、school.xlsx!数据!D4 [text-conflict]"
    )
    assert (finding.requirement, finding.year) == ("B01-1", Y20)
    assert "never rewritten" in finding.hint.spoken("en")


@pytest.mark.parametrize(
    "text",
    [
        "在校学生1225人。",
        "在校学生１２２５人。",
        "在校学生1,225人。",
        "在校学生１，２２５人。",
        "在校 学生 1225 人。",
        "在校学\n生1225\n人。",
        "在校学生0.1225万人。",
        "藏书3.318万册。",
        "藏书33180册。",
        "藏书3.32万册。",
        "设备值232.75万元。",
        "设备值232.8万元。",
        "设备值2327500元。",
        "设备值0.0232750亿元。",
        "占地20000平方米。",
        "公用经费支出93.18万元。",
        "公用经费支出931,800元。",
    ],
)
def test_right_numbers_however_they_are_written(text: str):
    """width, separators, spaces, line breaks, multiples and rounding make no conflict, …"""
    assert wrong(text) == []
    patterns = [compiled(one) for one in PHRASES]
    assert len(list(quotes(Passage(say("page"), clean(text)), patterns))) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("在校学生1226人。", "1226"),
        ("目前在校学生1226人。", "1226"),
        ("现在校学生1226人。", "1226"),
        ("在校学生１２２６人。", "1226"),
        ("在校学生1,226人。", "1,226"),
        ("在校学\n生1226\n人。", "1226"),
        ("在校学生0.1226万人。", "0.1226万"),
        ("藏书3.31万册。", "3.31万"),
        ("设备值232万元。", "232万"),
        ("设备值232.75元。", "232.75"),
        ("占地30平方米。", "30"),
        ("公用经费支出93.19万元。", "93.19万"),
    ],
)
def test_wrong_numbers_however_they_are_written(text: str, shown: str):
    """… and hide none."""
    assert wrong(text) == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "在校学生约1200人。",
        "约有在校学生1200人。",
        "在校学生近1200人。",
        "在校学生1200余人。",
        "在校学生1200多人。",
        "在校学生1200人左右。",
        "在校学生1200人以上。",
        "在校学生共1200人。",
        "比上年增加在校学生12人。",
        "新增藏书2560册。",
        "近三年新购藏书5680册。",
        "三年级在校学生138人。",
        "七（2）班在校学生50人。",
        "全县在校学生23000人。",
        "每百名在校学生100人。",
        "男在校学生640人。",
        "在校学生1226名。",
        "在校学生数1237人。",
    ],
)
def test_what_is_no_statement_of_the_figure(text: str):
    """approximations, changes, classes, the county and other words are not compared."""
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("在校学生1238人。", ["1238"]),
        ("现有在校学生1238人。", ["1238"]),
        ("2020—2021学年度在校学生1238人。", []),
        ("2020-2021学年，在校学生1225人。", ["1225"]),
        ("2020学年度在校学生1225人。", ["1225"]),
        ("2020年秋季在校学生1238人。", []),
        ("2021年春季在校学生1238人。", []),
        ("2021年秋季在校学生1238人。", ["1238"]),
        ("2020年10月在校学生1225人。", ["1225"]),
        ("2021年4月在校学生1238人。", []),
        ("2021年8月在校学生1238人。", []),
        ("2021年8月在校学生1225人。", []),
        ("2021年在校学生1238人。", []),
        ("2021年在校学生1225人。", []),
        ("2021年在校学生1226人。", ["1226"]),
        ("2012年在校学生980人。", []),
        ("在校学生1238人（2020—2021学年度）。", []),
        ("近三年来，在校学生1238人。", []),
        ("两年分别有在校学生1238人、1225人。", []),
        ("2020—2021学年度在校学生1238人，2021—2022学年度在校学生1238人。", ["1238"]),
        ("1958年创办，现有在校学生1230人。", ["1230"]),
        ("2020—2022年，在校学生1238人。", []),
    ],
)
def test_the_year_that_our_own_words_are_about(text: str, shown: list[str]):
    """the year that is named, else the latest; a calendar year touches two school years."""
    assert wrong(text) == shown


def test_a_stale_number_is_called_one():
    """the number of an older year is told to be that."""
    (finding,) = words_of_the_workbooks(facts(words={"汇报开头": ("在校学生1238人。",)}))
    assert finding.hint.spoken("en") == "1238 is the number for 2020—2021学年度"


def test_a_year_far_from_the_number():
    """a year at the beginning of a long sentence allows its number, and forbids none."""
    long = "2020—2021学年度" + "，学校坚持立德树人根本任务" * 6
    assert wrong(f"{long}，在校学生1238人。") == []
    assert wrong(f"{long}，在校学生1225人。") == []
    assert wrong(f"{long}，在校学生1226人。") == ["1226"]


@pytest.mark.parametrize(
    ("year", "number", "shown"),
    [
        (Y20, "1238", []),
        (Y20, "1225", ["1225"]),
        (Y21, "1225", []),
        (None, "1238", []),
        (None, "1225", []),
        (None, "1230", ["1230"]),
        (FiscalYear(2021), "1238", []),
        (FiscalYear(2021), "1225", []),
        (FiscalYear(2020), "1225", ["1225"]),
        (SchoolYear(2015), "980", []),
    ],
)
def test_the_year_that_evidence_is_about(year: Year | None, number: str, shown: list[str]):
    """evidence speaks of the year it is filed under; where that is none, of any declared."""
    assert strange(f"在校学生{number}人。", year) == shown


def test_a_sentence_knows_its_year_better_than_the_register():
    """a plan for one year may tell the number of the year before."""
    assert strange("2020年秋季在校学生1238人，作为基数。", Y21) == []


def test_a_file_that_is_registered_for_two_years():
    """either year's number is right."""
    passage = Passage(say("page {page}", page=1), "在校学生1238人。")
    given = facts(
        texts={"a.pdf": (passage,)},
        evidence=(evidence("a.pdf", year=Y20), evidence("a.pdf", year=Y21)),
    )
    assert list(words_of_the_evidence(given)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("小学部有在校学生812人。", []),
        ("小学部有在校学生821人。", ["821"]),
        ("小学部设班18个，在校学生812人；初中部设班8个，在校学生413人。", []),
        ("学校分小学部和初中部，在校学生1225人。", []),
        ("全校有班26个（小学部18个、初中部8个），在校学生1225人。", []),
        ("全校有班26个（小学部18个、初中部8个），在校学生812人。", ["812"]),
        ("小学部藏书19000册。", []),
    ],
)
def test_a_part_of_the_school_that_is_named(text: str, shown: list[str]):
    """the number may be that of the part named last; one that is neither's is wrong."""
    assert wrong(text) == shown


def test_the_longest_words_win():
    """a phrase for a part of the school takes its numbers from the phrase for the whole."""
    phrases = (
        *PHRASES,
        phrase("寄宿在校学生{学生数}人"),
        phrase("小学部在校学生{学生数}人", stage=Stage.PRIMARY),
    )
    assert wrong("小学部在校学生1225人。", phrases) == ["1225"]
    assert wrong("小学部在校学生812人。", phrases) == []


def test_numbers_that_come_first():
    """a pattern may begin with its number."""
    phrases = (phrase("{学生数}名学生"),)
    assert wrong("学校有1225名学生。", phrases) == []
    assert wrong("学校有1226名学生。", phrases) == ["1226"]
    assert wrong("下列46名学生符合条件。", phrases) == []
    assert wrong("学校共有11,226.5名学生。", phrases) == ["11,226.5"]


def test_a_second_number_in_a_pattern():
    """another place stands for any number."""
    phrases = (phrase("教学班{教学班数}个、学生{学生数}人"),)
    assert wrong("现有教学班26个、学生1225人。", phrases) == []
    assert wrong("现有教学班99个、学生1226人。", phrases) == ["1226"]


def test_tables_of_evidence():
    """a label and its cell are read as one; a row of years may give the number of any."""
    assert strange(f"在校学生{CELL}1226{CELL}人", Y21) == ["1226"]
    phrases = (phrase("学生数{学生数}"),)
    texts = {"a.pdf": (Passage(say("page"), f"学生数{CELL}1238{CELL}1225"),)}
    registered = (evidence("a.pdf", year=Y21),)
    given = facts(phrases, texts, evidence=registered)
    assert list(words_of_the_evidence(given)) == []
    texts = {"a.pdf": (Passage(say("page"), f"学生数{CELL}1238{CELL}合计"),)}
    assert len(list(words_of_the_evidence(facts(phrases, texts, evidence=registered)))) == 1


def test_pages_are_read_sentence_by_sentence():
    """the lines of a table on a page are left alone; an open sentence knows how it began."""
    assert strange(f"名称在校学生40人{BREAK}备注", page=True) == []
    assert strange("学校有在校学生40人，", page=True) == ["40"]
    assert strange("在校学生1238人。", Y21, page=True) == ["1238"]
    assert strange("在校学生1238人。", Y21, page=True, before="2020—2021学年度，") == []


@pytest.mark.parametrize(
    ("one", "cell", "text"),
    [
        (phrase("在校生{在校生数}人", "在校生数"), "A2",
         "'在校生数' is no figure of '数据' or '经费' [code-unknown]"),
        (phrase("在校学生若干人"), "C2",
         "the words have no place for '学生数' [formula-invalid]"),
        (phrase("在校学生{在校生}人"), "C2",
         "the words have no place for '学生数' [formula-invalid]"),
        (phrase("{学生数}"), "C2",
         "every number would be taken for '学生数' [formula-invalid]"),
    ],
)  # fmt: skip
def test_phrases_that_say_nothing(one: Phrase, cell: str, text: str):
    """a phrase that cannot be looked for is told at its cell, and the others go on."""
    given = facts((one, *PHRASES), words={"开头": ("在校学生1226人。",)})
    (finding,) = invalid_phrases(given)
    assert line(finding) == f"test.xlsx!文字口径!{cell}: {text}"
    assert len(list(words_of_the_workbooks(given))) == 1


def test_hints_for_phrases():
    """a slip of a figure's name, and how the place of a number is written."""
    hints = [
        f.hint.spoken("en")
        for f in invalid_phrases(facts((phrase("{学生}人", "学生"), phrase("学生若干"))))
    ]
    assert hints == ["did you mean '学生数'?", "write {学生数} where the number stands"]


def test_a_hostile_number():
    """a text may hold any run of digits; what is too long is no number of a school."""
    assert wrong(f"在校学生{'9' * 400}人。") == []
    assert wrong(f"在校学生{'9' * 12}亿人。") == ["9" * 12 + "亿"]


def test_without_phrases_nothing_is_read():
    """no phrase, no finding, whatever the words say."""
    given = facts((), words={"开头": ("在校学生1人。",)})
    given = replace(given, texts={"a.pdf": (Passage(say("page"), "在校学生1人。"),)})
    assert PARTS["evidence"][0].file == "a.pdf"
    assert [*words_of_the_workbooks(given), *words_of_the_evidence(given)] == []
