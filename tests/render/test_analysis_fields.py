import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from small_school import TEMPLATES, assert_golden, material, result, text_of
from test_render_lint import template
from told_school import a_picture, growths, told_material

from dossier.facts import replace
from dossier.model.assessment import Assessment
from dossier.model.chart import Bars, Chart, Margins
from dossier.model.standard import Stage
from dossier.render.fields import Fields, Rows, charts_in, columns
from dossier.render.lint import lint
from dossier.render.vocabulary import chapter_fields
from dossier.render.word import render
from dossier.render.words import percent, signed_percent
from factories import Y21, Y22, chapter

CHART = Bars("甲", ("一",), ())
OTHER = Bars("乙", ("一",), ())
REPORTS = ("数据分析报告", "满意度调查报告")


def fields_of(assessment: Assessment | None = None) -> Fields:
    told = told_material()
    if assessment is not None:
        told = replace(told, assessment=assessment)
    return chapter_fields(chapter(), told)


def drawings(path: Path):
    return list(Document(str(path)).element.body.iter(qn("w:drawing")))


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_prints_all_that_is_known(name: str, tmp_path: Path) -> None:
    """This test ensures that the texts of a school with everything are as agreed."""
    fields = chapter_fields(chapter("R09", title=name), told_material())
    path = TEMPLATES / f"{name}.docx"
    assert lint(path, fields) == ()
    render(path, fields, tmp_path / "out.docx", a_picture)
    assert_golden(f"{name}-齐全.txt", text_of(tmp_path / "out.docx"))


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_of_nothing_says_so(name: str, tmp_path: Path) -> None:
    """This test ensures that no part of a report needs facts to be there."""
    bare = replace(material(), assessment=Assessment())
    render(
        TEMPLATES / f"{name}.docx", chapter_fields(chapter(title=name), bare), tmp_path / "o.docx"
    )
    text = text_of(tmp_path / "o.docx")
    assert "无数据" in text
    assert "None" not in text
    assert drawings(tmp_path / "o.docx") == []


def test_sentences_follow_from_the_numbers() -> None:
    """This test ensures that each count is that of the facts, by set and by stage."""
    fields = fields_of()
    assert fields["达标分析"] == (
        (
            "2022—2023学年度，办学基本条件有达标值的指标2项，各学段均达标的1项，有学段未达标的1项。"
            "其中小学部应达标2项，达标2项；初中部应达标2项，达标1项。"
        ),
    )
    assert [(row["学段"], row["达标率"], row["未达标指标"]) for row in fields["达标汇总"]] == [
        ("小学部", "100.0%", ""),
        ("初中部", "50.0%", "J02 生均体育运动场馆面积"),
    ]


def test_an_unmet_result_says_by_how_much_and_what_it_takes() -> None:
    """This test ensures that margin, share of the standard and needs stand in one sentence."""
    short = replace(
        result("J02", Stage.JUNIOR, Y22, "8.74", False, verified=False),
        value=Decimal("8.74"),
        threshold=Decimal("9.28"),
    )
    told = told_material().assessment
    fields = fields_of(replace(told, results=(short,), needs=told.needs[:1]))
    assert fields["未达标分析"] == (
        (
            "J02 生均体育运动场馆面积（初中部）：标准≥ 9.28（未核实），实际8.74，差额-0.54，"
            "相当于标准的94.2%。达标所需：体育运动场馆面积至少增加237.1平方米，按单价估算约7.11万元。"
        ),
    )


def test_trends_tell_directions_and_what_got_worse() -> None:
    """This test ensures that a gap is no trend, and that the worse end is told with both years."""
    fields = fields_of()
    assert fields["趋势分析"] == (
        "按指标和学段计共2项次，其中逐年下降的1项次，年度数据不足、不作比较的1项次。",
        (
            "对照标准，末年不如首年的1项次：J02 生均体育运动场馆面积（初中部）由9.30册/生"
            "（2021—2022学年度）变为8.74册/生（2022—2023学年度），标准≥ 9.28（未核实）。"
        ),
    )
    assert [row["单位"] for row in fields["变化趋势"]] == ["册/生", "册/生"]
    assert [row["各年"] for row in fields["变化趋势"]] == [
        ("9.30", "8.74"),
        ("无数据", "28.80"),
    ]


def test_growth_names_its_sources_and_never_prints_equal_rates() -> None:
    """This test ensures that 5.00 % beside 5.04 % is not rounded to 5.0 % beside 5.0 %."""
    fields = fields_of()
    table = fields["三个增长"]
    assert [(row["增幅"], row["对照增幅"], row["结论"]) for row in table] == [
        ("9.3%", "7.0%", "达到"),
        ("5.00%", "5.04%", "未达到"),
        ("无数据", "—", "无法判断"),
    ]
    assert table[2]["内容"] == "教职工工资逐年增长（未核实）"
    assert fields["增长分析"] == (
        "按内容和年度计共判断3项次，达到1项次，未达到1项次，无法判断1项次。",
        ("财政拨款增长高于经常性收入增长，2022年度未达到：5.00% < 5.04%（出处：财政决算报表）。"),
    )


def test_an_unexplained_jump_is_printed_plainly() -> None:
    """This test ensures that 未作说明 stands where nobody explained, and a cause where one did."""
    fields = fields_of()
    assert [(row["变幅"], row["说明"], row["未说明"]) for row in fields["数据波动"]] == [
        ("+40.4%", "片区调整，划入两个村。", False),
        ("上年为0", "未作说明", True),
    ]
    assert fields["波动分析"][0] == (
        "与上年相比变化超过30%的数据2项，已作书面说明1项，未作说明1项。"
    )
    assert fields["波动分析"][1] == "公用经费2022年度由0万元变为12.5万元（上年为0）：未作说明。"


def test_rules_and_scores_tell_what_is_open_and_unverified() -> None:
    """This test ensures that an open score counts nowhere, and every 未核实 is printed."""
    fields = fields_of()
    assert [(row["规则"], row["结论"]) for row in fields["达标规则结论"]] == [
        ("至少达标2项（未核实）", "未通过"),
        ("综合差异系数不高于0.65", "无法判断"),
    ]
    assert [(row["自评分"], row["扣分"], row["扣分依据"]) for row in fields["自评得分"]] == [
        ("1.5", "1.5", "不健全，扣1.5分"),
        ("待评", "待评", "尚未评判（未核实），待评"),
    ]
    assert fields["得分分析"] == (
        "有评分规则的指标2项，总分值7分。已评1项，分值3分，自评得分1.5分。",
        "待评1项，未计入自评得分。",
    )
    assert [(row["项目"], row["说明"], row["佐证"]) for row in fields["扣分明细"]] == [
        ("制度", "缺考核办法", "制度汇编"),
        ("落实", "", ""),
    ]


def test_the_survey_tells_sample_rates_and_open_suggestions() -> None:
    """This test ensures that each group is judged, and that an unanswered wish stays visible."""
    fields = fields_of()
    assert [(r["对象"], r["满意率"], r["低于要求"], r["合计"]) for r in fields["满意度"]] == [
        ("家长", "94.8%", False, False),
        ("教师", "83.3%", True, False),
        ("合计", "93.3%", False, True),
    ]
    assert fields["满意度要求"] == "≥ 85%（未核实）"
    assert fields["满意度分析"][1] == "按抽样规则应发放不少于600份，样本量不足；家长占87.0%。"
    assert fields["满意度分析"][3] == "满意率要求≥ 85%（未核实），总体达到。低于要求的对象：教师。"
    assert [row["答复"] for row in fields["未答复意见"]] == ["未答复"]
    assert [row["意见建议"] for row in fields["已答复意见"]] == ["放学时校门口拥堵。"]


def test_charts_hold_what_is_judged_and_no_yes_or_no() -> None:
    """This test ensures that a margin is in percent of its threshold, better being above 0."""
    short = replace(
        result("J06", Stage.SCHOOL, Y22, "20册/生", False), value=Decimal(20), threshold=Decimal(25)
    )
    yes = result("J02", Stage.SCHOOL, Y21, "是", True)
    results = (short, replace(yes, measure=replace(yes.measure, unit="是/否")))
    fields = fields_of(replace(told_material().assessment, results=results))
    ((_, margins),) = (tuple(row.values()) for row in fields["达标差距图"])
    assert isinstance(margins, Margins)
    assert [(m.name, m.label, m.met) for m in margins.margins] == [
        ("J06 生均图书册数", "−20.0%", False)
    ]
    ((_, years),) = (tuple(row.values()) for row in fields["三年对比图"])
    assert isinstance(years, Bars)
    ((group,),) = (panel.groups for panel in years.panels)
    assert [(bar.label, bar.striking) for bar in group.bars] == [("", False), ("20", True)]
    assert group.line == 25


def test_less_is_better_where_the_standard_says_so() -> None:
    """This test ensures that a value under its ceiling lies on the good side."""
    given = result("J06", Stage.SCHOOL, Y22, "40", True)
    low = replace(
        given,
        measure=replace(given.measure, comparison="≤"),
        value=Decimal(40),
        threshold=Decimal(50),
    )
    fields = fields_of(replace(told_material().assessment, results=(low,)))
    (chart,) = (row["图"] for row in fields["达标差距图"])
    assert chart.margins[0].percent == 20


def test_many_indicators_are_drawn_in_even_parts() -> None:
    """This test ensures that no picture grows beyond its page."""
    (one, *_) = growths()
    many = tuple(replace(one, rule=replace(one.rule, code=f"G{number}")) for number in range(10))
    fields = fields_of(replace(told_material().assessment, growths=many))
    charts = [(row["题名"], len(row["图"].panels)) for row in fields["增长图"]]
    assert charts == [("教育经费增长情况（一）", 6), ("教育经费增长情况（二）", 4)]


@pytest.mark.parametrize(
    ("value", "others", "told"),
    [
        ("84.96", ("85",), "84.96%"),
        ("84.95", (), "85.0%"),
        ("0.004", (), "0.004%"),
        ("0", (), "0.0%"),
        ("85", ("85",), "85.0%"),
        ("1234.56", (), "1,234.6%"),
    ],
)
def test_a_percentage_never_seems_to_be_another(
    value: str, others: tuple[str, ...], told: str
) -> None:
    """This test ensures that 84.96 % does not print as the 85 % that it misses."""
    assert percent(Decimal(value), *map(Decimal, others)) == told


def test_a_change_carries_its_sign() -> None:
    """This test ensures that no change has none."""
    assert [signed_percent(Decimal(n)) for n in ("3", "-3", "0")] == ["+3.0%", "−3.0%", "0.0%"]


def test_a_chart_stands_in_its_line_with_words_for_who_cannot_see(tmp_path: Path) -> None:
    """This test ensures an inline picture of 15 cm, its words, and the text around it."""
    path = template(tmp_path, "甲{{ 图 }}乙")
    out = tmp_path / "out.docx"
    render(path, {"图": CHART}, out, a_picture)
    (drawing,) = drawings(out)
    (inline,) = drawing
    assert inline.tag == qn("wp:inline")
    assert (inline.docPr.get("descr"), inline.extent.cx) == ("甲", Mm(150))
    (paragraph,) = Document(str(out)).paragraphs
    assert paragraph.text == "甲乙"
    spacing = paragraph._p.pPr.find(qn("w:spacing"))
    assert spacing.get(qn("w:lineRule")) == "auto"


def test_a_tall_picture_is_kept_on_its_page(tmp_path: Path) -> None:
    """This test ensures that a picture higher than the text is made smaller as a whole."""
    import io

    from PIL import Image

    tall = io.BytesIO()
    Image.new("L", (100, 200)).save(tall, "PNG")
    out = tmp_path / "out.docx"
    render(template(tmp_path, "{{ 图 }}"), {"图": CHART}, out, lambda _: tall.getvalue())
    ((inline,),) = drawings(out)
    assert abs(inline.extent.cy - Mm(205)) < Mm(0.1)
    assert abs(inline.extent.cx - Mm(102.5)) < Mm(0.1)


def test_each_chart_is_drawn_once_and_only_where_it_is_printed(tmp_path: Path) -> None:
    """This test ensures that drawing costs nothing beyond the pictures that are seen."""
    drawn: list[str] = []

    def draw(chart: Chart) -> bytes:
        drawn.append(chart.title)
        return a_picture(chart)

    like = columns("题名", 图=CHART)
    table = Rows(({"题名": c.title, "图": c} for c in (CHART, OTHER)), like=like)
    path = template(
        tmp_path,
        "{% if 图 %}{{ 图 }}{{ 图 }}{% endif %}",
        "{%p for 行 in 表 if 行.题名 == '甲' %}",
        "{{ 行.图 }}{{ 行.题名 }}",
        "{%p endfor %}",
    )
    fields = {"图": CHART, "表": table}
    assert lint(path, fields) == ()
    out = tmp_path / "out.docx"
    render(path, fields, out, draw)
    assert drawn == ["甲"]
    numbers = [inline.docPr.get("id") for (inline,) in drawings(out)]
    assert len(set(numbers)) == len(numbers) == 3
    with zipfile.ZipFile(out) as file:
        assert [n for n in file.namelist() if "media" in n] == ["word/media/image1.png"]


def test_charts_give_the_same_bytes_each_time(tmp_path: Path) -> None:
    """This test ensures that names and numbers of pictures hang on nothing but the document."""
    path = TEMPLATES / "数据分析报告.docx"
    for name in ("a.docx", "b.docx"):
        render(path, fields_of(), tmp_path / name, a_picture)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    count = len(list(charts_in({n: fields_of()[n] for n in fields_of() if n.endswith("图")})))
    assert len(drawings(tmp_path / "a.docx")) == count - 1  # 满意率图 belongs to the other report


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{ 图|首句 }}", "printed as it is"),
        ("{{ 图|醒目 }}", "printed as it is"),
        ("{{ 图 ~ '。' }}", "printed as it is"),
        ("{%p for 段 in 图 %}", ""),
    ],
)
def test_a_misused_chart_is_found_before_anything_is_rendered(
    tmp_path: Path, text: str, hint: str
) -> None:
    """This test ensures that what would print the insides of a chart is a finding."""
    (fault, *_) = lint(template(tmp_path, text), {"图": CHART})
    assert "图" in fault.text.spoken("en")
    assert hint in (fault.hint.spoken("en") if fault.hint else "")


def test_a_chart_in_a_header_is_found(tmp_path: Path) -> None:
    """This test ensures that charts stand in the text alone."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ 图 }}"
    path = tmp_path / "试用.docx"
    document.save(str(path))
    (fault,) = lint(path, {"图": CHART})
    assert "not in headers" in (fault.hint.spoken("en") if fault.hint else "")
