"""Amounts that are declared for one part of the school and needed for another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.amounts import lacking
from dossier.assess.kinds import kind_faults
from dossier.finding import Code
from dossier.model.amounts import amount, share
from dossier.model.kinds import SchoolKind, kind_named, kind_of
from dossier.model.school import School
from dossier.model.standard import JUDGED, PARTS, Stage
from dossier.source import Cell
from factories import F21, Y21, Y22, dossier, figure, filled


def cell(ref: str) -> Cell:
    return Cell("school.xlsx", "数据", ref)


def school(*figures) -> School:
    pupils = (
        figure("学生数", 166, Stage.PRIMARY, cell=cell("D2")),
        figure("学生数", 210, Stage.JUNIOR, cell=cell("D3")),
    )
    return dossier(figures=(*pupils, *figures)).school


BOOKS = figure("图书册数", 23226, unit="册", cell=cell("D4"))


@pytest.mark.parametrize(("stage", "value"), [(Stage.PRIMARY, "9711.6"), (Stage.JUNIOR, "13514.4")])
def test_what_both_parts_share_is_split(stage, value):
    """166 and 210 pupils share 23,226 books as 1 : 1.1 of their numbers, and the cells are told."""
    split = amount(school(BOOKS), "图书册数", stage, Y21)
    assert round(split.value, 1) == Decimal(value)
    assert split.unit == "册"
    assert split.derived == "全校23,226册按1:1.1折算"
    assert [one.ref for one in split.cells] == ["D4", "D2", "D3"]


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 10**7))
def test_the_parts_add_up(primary, junior, whole):
    """what falls to the parts is the whole, to the last place that is printed, and never less."""
    shares = [share(stage, Decimal(primary), Decimal(junior)) for stage in JUDGED]
    assert all(0 <= part <= 1 for part in shares)
    assert round(sum(shares) * whole, 12) == whole
    assert shares[1] * primary == pytest.approx(shares[0] * junior * Decimal("1.1"))


def test_what_is_declared_is_taken():
    """a figure that is declared for a part is neither split nor summed."""
    of_part = figure("图书册数", 9000, Stage.PRIMARY, unit="册", cell=cell("D5"))
    own = amount(school(BOOKS, of_part), "图书册数", Stage.PRIMARY, Y21)
    assert (own.value, own.derived, own.cells) == (9000, "", (cell("D5"),))
    whole = amount(school(BOOKS, of_part), "图书册数", Stage.SCHOOL, Y21)
    assert (whole.value, whole.cells) == (23226, (cell("D4"),))


def test_the_school_is_the_sum_of_its_parts():
    """a figure that both parts declare is summed for the school, and both cells are told."""
    pupils = amount(school(), "学生数", Stage.SCHOOL, Y21)
    assert (pupils.value, pupils.unit, pupils.derived) == (376, "人", "")
    assert [one.ref for one in pupils.cells] == ["D2", "D3"]


def test_one_part_alone_is_no_sum():
    """a figure that only one part declares is not that of the school."""
    half = figure("专任教师数", 20, Stage.PRIMARY)
    assert amount(school(half), "专任教师数", Stage.SCHOOL, Y21) is None
    assert amount(school(half), "专任教师数", Stage.JUNIOR, Y21) is None


@pytest.mark.parametrize("unit", ["%", "％", "是/否"])
def test_rates_and_answers_hold_for_both_parts(unit):
    """a rate or a yes/no of the school is that of each part, and two rates make no sum."""
    whole = figure("达标率", 98, unit=unit, cell=cell("D6"))
    for stage in JUDGED:
        found = amount(school(whole), "达标率", stage, Y21)
        assert (found.value, found.derived, found.cells) == (98, "", (cell("D6"),))
    parts = [figure("达标率", 98, stage, unit=unit) for stage in JUDGED]
    assert amount(school(*parts), "达标率", Stage.SCHOOL, Y21) is None


def test_nothing_is_guessed():
    """without the figure, its year or the pupils there is no amount."""
    assert amount(school(), "图书册数", Stage.SCHOOL, Y21) is None
    assert amount(school(BOOKS), "图书册数", Stage.SCHOOL, Y22) is None
    alone = dossier(figures=(BOOKS,)).school
    assert amount(alone, "图书册数", Stage.PRIMARY, Y21) is None
    nobody = [figure("学生数", 0, stage) for stage in JUDGED]
    empty = dossier(figures=(BOOKS, *nobody)).school
    assert amount(empty, "图书册数", Stage.JUNIOR, Y21) is None


KINDS = {
    "九年一贯制学校": (SchoolKind.NINE, "1:1.1"),
    "九年制": (SchoolKind.NINE, "1:1.1"),
    "9 年一贯制": (SchoolKind.NINE, "1:1.1"),
    "完全中学": (SchoolKind.FULL, "1:1.2"),
    "县城完中": (SchoolKind.FULL, "1:1.2"),
    "十二年一贯制": (SchoolKind.TWELVE, "1:1.1:1.32"),
    "１２年一贯制学校": (SchoolKind.TWELVE, "1:1.1:1.32"),
    "小学附设初中班": (SchoolKind.NINE, "1:1.1"),
    "乡镇中心小学": (SchoolKind.PRIMARY, ""),
    "初级中学": (SchoolKind.JUNIOR, ""),
    "单设初中": (SchoolKind.JUNIOR, ""),
    "教学点": (SchoolKind.POINT, ""),
}


@pytest.mark.parametrize("text", KINDS)
def test_the_type_of_a_school(text):
    """a type is known however it is written, and says in which proportion is split."""
    kind, ratio = KINDS[text]
    assert kind_named(text) is kind
    stages = kind.parts
    typed = of_type(text, *(figure("学生数", 100, stage) for stage in stages), BOOKS)
    found = amount(typed, "图书册数", stages[-1], Y21)
    assert found.derived == (f"全校23,226册按{ratio}折算" if ratio else "")


def of_type(text: str, *figures) -> School:
    return dossier(facts={"学校名称": "星光", "学校类型": text}, figures=figures).school


def test_types_that_nobody_knows():
    """an unknown type is a finding with the types there are, and nothing is known of it."""
    assert kind_named("幼儿园") is None
    odd = dossier(facts={"学校类型": "幼儿园"}, cells={"学校类型": cell("B3")}, figures=()).school
    (fault,) = kind_faults(odd)
    assert (fault.code, fault.at) == (Code.VALUE_INVALID, cell("B3"))
    assert "九年一贯制" in fault.text.spoken("en")


def test_figures_of_a_part_that_is_not_there():
    """a figure of 初中部 in a primary school is a finding, once; a 0 there is none."""
    junior = [figure(name, 9, Stage.JUNIOR, cell=cell("D9")) for name in ("学生数", "教师数")]
    nothing = figure("学生数", 0, Stage.SENIOR, cell=cell("D10"))
    (fault,) = kind_faults(of_type("小学", *junior, nothing))
    assert (fault.code, fault.at) == (Code.VALUE_INVALID, cell("D9"))


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ((), SchoolKind.NINE),
        ((Stage.PRIMARY,), SchoolKind.PRIMARY),
        ((Stage.JUNIOR,), SchoolKind.JUNIOR),
        ((Stage.JUNIOR, Stage.PRIMARY), SchoolKind.NINE),
        ((Stage.JUNIOR, Stage.SENIOR), SchoolKind.FULL),
        (PARTS, SchoolKind.TWELVE),
    ],
)
def test_without_a_type_the_figures_tell(declared, kind):
    """a school whose type is blank has the parts that it gives figures of."""
    assert kind_of(of_type("", *(figure("学生数", 9, stage) for stage in declared))) is kind


@pytest.mark.parametrize(
    ("kind", "stage", "value"),
    [
        ("九年一贯制", Stage.PRIMARY, "166/397"),
        ("九年一贯制", Stage.JUNIOR, "231/397"),
        ("完全中学", Stage.JUNIOR, "210/450"),
        ("完全中学", Stage.SENIOR, "240/450"),
        ("十二年一贯制", Stage.PRIMARY, "166/661"),
        ("十二年一贯制", Stage.JUNIOR, "231/661"),
        ("十二年一贯制", Stage.SENIOR, "264/661"),
    ],
)
def test_every_combined_school_is_split(kind, stage, value):
    """166 : 210 : 200 pupils share as A : 1.1B : 1.32C, and a 完全中学 as B : 1.2C."""
    pupils = zip(PARTS, (166, 210, 200), strict=True)
    whole = [figure("学生数", n, s) for s, n in pupils if s in kind_named(kind).parts]
    found = amount(of_type(kind, *whole, BOOKS), "图书册数", stage, Y21)
    over, under = map(Decimal, value.split("/"))
    assert round(found.value, 9) == round(23226 * over / under, 9)


@given(st.tuples(*[st.integers(0, 3000)] * 3), st.sampled_from(["九年制", "完中", "十二年制"]))
def test_every_split_adds_up(pupils, kind):
    """the parts of every combined school add up to the whole, senior part and all."""
    parts = kind_named(kind).parts
    counts = dict(zip(PARTS, pupils, strict=True))
    whole = of_type(kind, *(figure("学生数", counts[part], part) for part in parts), BOOKS)
    found = [amount(whole, "图书册数", part, Y21) for part in parts]
    if not any(counts[part] for part in parts):
        assert found == [None] * len(parts)
    else:
        assert round(sum(one.value for one in found), 12) == 23226


def test_the_sum_includes_every_part_that_the_school_has():
    """全校 of a 十二年一贯制 is all three parts, and without one of them there is no sum."""
    pupils = [figure("学生数", 100, stage) for stage in PARTS]
    assert amount(of_type("十二年一贯制", *pupils), "学生数", Stage.SCHOOL, Y21).value == 300
    assert amount(of_type("九年一贯制", *pupils), "学生数", Stage.SCHOOL, Y21).value == 200
    assert amount(of_type("十二年一贯制", *pupils[:2]), "学生数", Stage.SCHOOL, Y21) is None


def test_in_a_school_of_one_part_the_whole_is_the_part():
    """a primary school may give its figures under either name."""
    whole = of_type("小学", figure("教师数", 30))
    part = of_type("小学", figure("最大班额", 45, Stage.PRIMARY))
    assert amount(whole, "教师数", Stage.PRIMARY, Y21).value == 30
    assert amount(part, "最大班额", Stage.SCHOOL, Y21).value == 45
    assert amount(whole, "教师数", Stage.JUNIOR, Y21) is None


@pytest.mark.parametrize("unit", ["人", "名", "位", "班", "元/生"])
def test_what_is_not_shared_is_not_split(unit):
    """people, classes and rates of the whole school are not those of a part, and the hint says."""
    staff = figure("在编数", 80, unit=unit)
    assert amount(school(staff), "在编数", Stage.PRIMARY, Y21) is None
    hint = lacking(school(staff), "在编数", Stage.PRIMARY, Y21).spoken("en")
    assert hint == "give it for each part of the school; only what the parts share is split"


@pytest.mark.parametrize(
    ("name", "unit"), [("最大班额", "人"), ("生均经费", "元"), ("工资", "元/年")]
)
def test_means_and_extremes_do_not_add_up(name, unit):
    """the largest class of a school is not the sum of the largest classes of its parts."""
    parts = [figure(name, 50, stage, unit=unit) for stage in JUDGED]
    assert amount(school(*parts), name, Stage.SCHOOL, Y21) is None


def test_money_of_a_financial_year():
    """经费 is looked up by 财政年度, summed, and never split."""
    whole = figure("拨款", 90, unit="万元", year=F21)
    parts = [figure("工资", 40, stage, unit="万元", year=F21) for stage in JUDGED]
    paid = filled(dossier(figures=school().figures.values()), funds=(whole, *parts)).school
    assert amount(paid, "拨款", Stage.SCHOOL, F21).value == 90
    assert amount(paid, "工资", Stage.SCHOOL, F21).value == 80
    assert amount(paid, "拨款", Stage.PRIMARY, F21) is None
    assert amount(paid, "拨款", Stage.SCHOOL, Y21) is None


@pytest.mark.parametrize(
    ("name", "year", "hint"),
    [
        ("图书册书", Y21, "did you mean '图书册数'?"),
        ("教学用房", Y21, "add it to the sheet '数据' of school.xlsx"),
        ("教学用房", F21, "add it to the sheet '经费' of school.xlsx"),
    ],
)
def test_the_hint_for_what_is_missing(name, year, hint):
    """a misspelt figure is guessed at, and another is to be added to the sheet of its years."""
    assert lacking(school(BOOKS), name, Stage.SCHOOL, year).spoken("en") == hint


def test_the_hint_for_a_split_without_pupils():
    """a shared figure that cannot be split for want of pupils says so."""
    alone = of_type("九年一贯制", BOOKS)
    hint = lacking(alone, "图书册数", Stage.PRIMARY, Y21).spoken("en")
    assert hint == "splitting it needs '学生数' of each part of the school"
