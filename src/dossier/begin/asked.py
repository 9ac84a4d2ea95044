"""What a school is asked for under its standard: figures by 学部, and facts of 基本信息."""

from collections.abc import Iterator

from dossier.facts import Fact
from dossier.model.formula import FormulaError, parse
from dossier.model.kinds import has_stage, kind_of
from dossier.model.rules import Rules
from dossier.model.school import School
from dossier.model.standard import FigureSpec, Stage, Standard
from dossier.text import nfkc

TEMPLATE_FIGURES = (
    *("学生数", "教学班数", "教职工数", "专任教师数"),
    *("高于规定学历教师数", "中级及以上职务教师数"),
)
"""The figures that the templates name themselves."""
_GROWTH = "增长:"
_FACT = "基本信息:"

ARCHIVE_CODE = "档案门类代码"
COUNTY_TOLD = "县均衡办统一提供"

FACT_NOTES = {
    "学校名称": "与教育事业统计的名称一致",
    "学校类型": "从下拉列表中选择",
    "全宗号": "由县档案馆编给；没有的填学校代码",
    ARCHIVE_CODE: "文书档案为 WS",
    "县（市、区）": "如 某某县",
    "主管部门": "如 某某县教育和体育局",
    "地址": "到门牌号",
    "创办年份": "如 1958年",
    "占地面积": "带单位，如 12480平方米",
    "建筑面积": "带单位，如 6926平方米",
    "服务范围": "招生服务的村、社区",
    "服务人口": "带单位，如 8640人",
    "校长": "",
    "党支部书记": "",
    "在校学生数": "带单位，如 600人；评估学年度9月1日在册",
    "教职工人数": "带单位，如 40人；与“数据”表一致",
    "办学理念": "",
    "整改问题数": "带单位，如 8条；与整改台账的行数一致",
    "已销号问题数": "带单位，如 4条；与整改台账一致",
    "部署日期": "印在方案、分工、任务分解表落款处，早于各项完成时限，如 2023年10月10日",
    "成文日期": "印在各报告落款处，如 2024年8月20日",
    "整理人": "整理归档的人",
    "整理日期": "材料装盒完毕的日期，不早于成文日期，如 2024年8月25日",
    "检查人": "检查归档的人",
    "检查日期": "不早于整理日期，如 2024年8月28日",
}
"""The facts that every school is asked for, in order, with what is told beside each."""
_OF_AGREEMENTS = ("在校学生数", "教职工人数", "建筑面积", "整改问题数", "已销号问题数")


class AskedFigure(Fact, frozen=True):
    """A row of 数据 or 经费 that is to be filled in."""

    spec: FigureSpec
    stage: Stage


def figures_asked(standard: Standard, rules: Rules, school: School) -> tuple[AskedFigure, ...]:
    """The figures that the standard, fitted to the school, and the templates need.

    In the order of the sheet 数据项. What is told for each 学部 has a row for each that there is.
    """
    used = {*TEMPLATE_FIGURES, *_used(standard, rules, school)}
    return tuple(
        AskedFigure(spec, stage)
        for spec in standard.figures
        if spec.name in used
        for stage in (kind_of(school).parts if spec.stage is None else (spec.stage,))
        if has_stage(school, stage)
    )


def _used(standard: Standard, rules: Rules, school: School) -> Iterator[str]:
    formulas = [measure.formula for measure in standard.measures.values()]
    formulas += [rule.figure for rule in rules.scoring if has_stage(school, rule.stage)]
    formulas += [name for rule in rules.growth for name in (rule.figure, rule.other)]
    formulas += [line.take for line in rules.forms]
    formulas += [side for rule in rules.agreements for side in (rule.one, rule.other)]
    formulas += [phrase.figure for phrase in rules.phrases]
    for text in formulas:
        wanted = nfkc(text).strip().removeprefix(_GROWTH).strip()
        if not wanted or ":" in wanted:
            continue
        try:
            yield from parse(wanted).names
        except FormulaError:
            continue  # told when the workbook is checked


def facts_asked(rules: Rules) -> dict[str, str]:
    """The facts of 基本信息 that templates, forms and 口径核对 name, with what is told of each."""
    agreed = set(_named(side for rule in rules.agreements for side in (rule.one, rule.other)))
    printed = {"建筑面积"}  # by a template
    facts = {
        name: note
        for name, note in FACT_NOTES.items()
        if name not in _OF_AGREEMENTS or name in agreed | printed
    }
    for line in rules.forms:
        for name in _named((line.take,)):
            unit = f"单位：{line.unit}；" if line.unit else ""
            facts.setdefault(name, f"{unit}{COUNTY_TOLD}")
    return facts


def _named(texts: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if nfkc(text).strip().startswith(_FACT):
            yield text.strip()[len(_FACT) :].strip()
