"""Fields of the school: 基本信息, 报告文字, the standard's settings and the declared figures."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from dossier.model.kinds import TYPE, has_stage
from dossier.model.school import Figure, School
from dossier.model.standard import PARTS, Stage
from dossier.model.years import SchoolYear
from dossier.numbers import grouped
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.words import (
    as_day,
    clean,
    field_name,
    filled,
    filled_paragraphs,
    joined,
    paragraphs,
    span,
    thousands,
)
from dossier.text import UNSET, YES_NO, yes_no

FACTS = (
    "学校名称",
    "学校类型",
    "全宗号",
    "档案门类代码",
    "县（市、区）",
    "主管部门",
    "校长",
    "党支部书记",
    "地址",
    "创办年份",
    "占地面积",
    "建筑面积",
    "服务范围",
    "服务人口",
    "办学理念",
    "部署日期",
    "成文日期",
    "整理人",
    "整理日期",
    "检查人",
    "检查日期",
)
"""基本信息 that every template may name; a school adds its own by adding rows."""

SECTIONS = (
    "主要做法",
    "特色亮点",
    "存在问题",
    "下一步打算",
    "汇报开头",
    "汇报结语",
    "整改原则",
    "整改目标",
)
"""报告文字 that every template may name; a school adds its own by adding rows."""

SPOKEN = {
    "汇报做法": "主要做法",
    "汇报特色": "特色亮点",
    "汇报问题": "存在问题",
    "汇报打算": "下一步打算",
}
"""报告文字 in words to be spoken; where one is blank, it is the beginnings of what is written."""
_BEGINNING = re.compile(r"(?:[^。！？；]*[。！？；]){1,2}")


def school_fields(material: Material) -> Makers:
    """基本信息 by 项目, 报告文字 by 小节, and what the standard says of itself."""
    dossier = material.dossier
    school, standard = dossier.school, dossier.standard
    facts = dict.fromkeys((*FACTS, *school.facts))
    sections = dict.fromkeys((*SECTIONS, *school.words))

    def fact(name: str) -> str:
        text = school.fact(name)
        return filled(as_day(text) if name.endswith("日期") else thousands(text))

    return {
        **{
            field_name(s): partial(lambda s: filled_paragraphs(school.words.get(s, ())), s)
            for s in sections
        },
        **{name: partial(_spoken, school, name) for name in SPOKEN},
        **{field_name(name): partial(fact, name) for name in facts},
        "加盖印章": lambda: standard.settings.sealed,
        "标准名称": lambda: filled(standard.name),
        "评估依据": lambda: paragraphs(standard.basis),
        "评估依据合并": lambda: joined(map(_sure, paragraphs(standard.basis))) or UNSET,
        "评估依据注": lambda: _unsure(paragraphs(standard.basis)),
        "达标规则": lambda: filled(standard.pass_rule),
        "学年度": lambda: tuple(str(year) for year in standard.school_years),
        "学年": lambda: tuple(year.span for year in standard.school_years),
        "学年度范围": lambda: span(standard.school_years) or UNSET,
        "评估学年度": lambda: str(material.latest) if material.latest else UNSET,
    }


def _spoken(school: School, name: str) -> tuple[str, ...]:
    said = school.words.get(name)
    if said:
        return filled_paragraphs(said)
    written = filled_paragraphs(school.words.get(SPOKEN[name], ()))
    begun = ((_BEGINNING.match(paragraph), paragraph) for paragraph in written)
    return tuple(found[0] if found else paragraph for found, paragraph in begun)


_TO_VERIFY = re.compile(r"（([^（）]*?)[，、；]文号待核实）")


def _sure(document: str) -> str:
    """A document as a sentence cites it; that its number is to be verified stands in a note."""
    return _TO_VERIFY.sub(r"（\1）", document)


def _unsure(documents: Iterable[str]) -> str:
    """The note on the numbers that nobody has verified; '' where there are none."""
    numbers = joined(found[1] for one in documents for found in _TO_VERIFY.finditer(one))
    return f"注：{numbers}的文号待核实。" if numbers else ""


def figure_fields(material: Material) -> Makers:
    """基本数据 (the figures by year), 本年 (those of the judged year), 有小学部 and 办学类型."""
    return {
        "基本数据": partial(_figures, material),
        "本年": partial(_this_year, material),
        **{
            f"有{stage.value}": partial(has_stage, material.dossier.school, stage)
            for stage in PARTS
        },
        "办学类型": lambda: _called(material.dossier.school.fact(TYPE)),
    }


_WHOLE_WORDS = ("学", "校", "中", "点", "园", "院")  # how the names of kinds end


def _called(kind: str) -> str:
    """What goes on after 是: 一所小学, 一所九年一贯制学校 however short that is written."""
    text = clean(kind)
    if not text:
        return UNSET
    name = text if text.endswith(_WHOLE_WORDS) else f"{text}学校"
    return f"一个{name}" if name.endswith("教学点") else f"一所{name}"


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return UNSET
    if figure.unit == YES_NO:
        return yes_no(figure.value)
    return grouped(figure.value)


def _figures(material: Material) -> Rows:
    school = material.dossier.school
    years = material.dossier.standard.school_years
    firsts: dict[tuple[str, Stage], Figure] = {}
    for (name, stage, _), figure in school.figures.items():
        firsts.setdefault((name, stage), figure)
    ordered = list(dict.fromkeys(name for name, _ in firsts))
    rows = [
        {
            "数据项": clean(name),
            "学段": stage.value,
            "单位": clean(figure.unit),
            "各年": tuple(_shown(school.figures.get((name, stage, year))) for year in years),
            "来源": clean(figure.source),
        }
        for (name, stage), figure in sorted(firsts.items(), key=lambda f: ordered.index(f[0][0]))
    ]
    return Rows(rows, like=columns("数据项", "学段", "单位", "来源", 各年=()))


def _this_year(material: Material) -> dict[str, Value]:
    names = dict.fromkeys(name for name, _, _ in material.dossier.school.figures)
    if material.latest is None:
        return {}
    return {field_name(name): _by_stage(material, name, material.latest) for name in names}


def _by_stage(material: Material, name: str, year: SchoolYear) -> dict[str, Value]:
    """A figure of each stage; that of the whole school is the sum where only its parts are given.

    Rates and averages (a unit with % or /) have no sum.
    """
    figures = material.dossier.school.figures
    found = {stage: figures.get((name, stage, year)) for stage in Stage}
    shown: dict[str, Value] = {
        stage.value: _shown(figure)
        for stage, figure in found.items()
        if figure or stage is not Stage.SENIOR  # few schools have one
    }
    parts = [found[part] for part in PARTS]
    given = [part for part in parts if part is not None]
    summable = given and not any(mark in given[0].unit for mark in "%％/‰")
    if found[Stage.SCHOOL] is None and summable:
        shown[Stage.SCHOOL.value] = grouped(sum((part.value for part in given), Decimal()))
    shown["单位"] = next((clean(f.unit) for f in found.values() if f), "")
    return shown
