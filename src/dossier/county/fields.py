"""What the county's report may print: sentences and tables that follow from the numbers alone."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dossier.county.cells import limit_of, verdict
from dossier.county.charts import distribution_charts
from dossier.county.lists import advice, gaps
from dossier.county.tables import coefficients
from dossier.county.variations import shown
from dossier.facts import replace
from dossier.messages import CHINESE
from dossier.model.assessment import Assessment
from dossier.model.county import Composite, County
from dossier.model.standard import PARTS, Stage
from dossier.model.table import Dark, Printed, Table
from dossier.numbers import grouped, percent
from dossier.render.fields import Fields, Rows, Value, columns
from dossier.render.words import clean, joined
from dossier.text import UNSET

UNDRAWN = "本机没有安装所需字体，各校分布图没有绘制；运行 make setup 后重新汇总。"
TITLE = "义务教育均衡发展数据汇总报告"


def report_fields(county: County, *, drawn: bool = True) -> Mapping[str, Value]:
    """The vocabulary of 县域报告.docx; without charts where nothing can be `drawn`."""
    passing = [s for s in county.schools if _passes_all(s.summary.stages, s.summary.passes)]
    own = county.assessment
    return Fields({
        "标题": lambda: f"{clean(county.name)}{TITLE}",
        "县名": lambda: clean(county.name),
        "标准名称": lambda: clean(county.standard),
        "评估依据": lambda: joined(clean(one) for one in county.basis),
        "学年度": lambda: str(county.year or UNSET),
        "学校数": lambda: str(len(county.schools)),
        "规模": lambda: _sizes(county),
        "达标学校数": lambda: str(len(passing)),
        "未达标学校数": lambda: str(len(county.schools) - len(passing)),
        "达标率": lambda: percent(Decimal(100 * len(passing)) / len(county.schools), 1),
        "未达标清单": lambda: _rows(gaps(county), "学校", "学部", "指标", "标准", "实际", "差额",
                                "办法"),
        "差异系数": lambda: _rows(coefficients(county), "学段", "指标", "系数", "限值", "结论",
                               "学校数"),
        "分布图": lambda: distribution_charts(county if drawn else replace(county, variations=())),
        "图注": lambda: "" if drawn or not county.variations else UNDRAWN,
        "综合": lambda: tuple(_composite_words(one) for one in county.composites),
        "超限": lambda: _exceeding(county),
        "建议": lambda: _rows(advice(county), "学段", "指标", "系数", "学校", "占比", "建议"),
        "县级": lambda: _own_words(own) if own else (),
        "未计入": lambda: tuple(
            f"{clean(name)}：{clean(reason.spoken(CHINESE))}。" for name, reason in county.left_out
        ),
        "问题": lambda: tuple(
            f"{clean(f.place)}：{clean(f.text.spoken(CHINESE))}。" for f in county.findings
        ),
    })  # fmt: skip


def _passes_all(stages: Iterable[Stage], passes: object) -> bool:
    assert callable(passes)
    return all(passes(stage) is True for stage in stages)


def _sizes(county: County) -> str:
    """小学12校3,456人，初中…: parts and pupils by stage."""
    parts = []
    for stage in PARTS:
        pupils = [dict(s.summary.pupils).get(stage) for s in county.schools]
        counts = [count for count in pupils if count]
        if counts:
            total = grouped(sum(counts, Decimal()))
            parts.append(f"设{stage.short}学部的{len(counts)}校、{stage.short}生{total}人")
    return "；".join(parts) or f"各学段学生数{UNSET}"


def _text(value: Printed) -> str:
    return clean(value.text) if isinstance(value, Dark) else clean(str(value))


def _rows(table: Table, *names: str) -> Rows:
    """The lines of a table under short names; 醒目 where a cell is dark."""
    return Rows(
        (
            {
                **{name: _text(cell) for name, cell in zip(names, line.cells, strict=True)},
                "醒目": any(isinstance(cell, Dark) for cell in line.cells),
            }
            for line in table.lines
        ),
        like=columns(*names, flags=("醒目",)),
    )


def _composite_words(one: Composite) -> str:
    label = one.stage.short
    if one.value is None:
        return f"{label}{one.indicators}项指标中有的没有差异系数，综合差异系数不能计算。"
    words = f"{label}综合差异系数为{shown(one.value, one.limit)}（{one.indicators}项平均）"
    if one.limit is None:
        return f"{words}。"
    return f"{words}，限值{limit_of(one.rule, one.limit)}，{verdict(one.met)}。"


def _exceeding(county: County) -> tuple[str, ...]:
    """The coefficients that are above their limit, one sentence each."""
    return tuple(
        f"{one.stage.short}“{clean(one.title)}”差异系数{shown(one.variation.cv, one.limit)}，"
        f"高于限值{limit_of(one.rule, one.limit)}。"
        for one in county.variations
        if one.met is False
    )


def _own_words(own: Assessment) -> tuple[str, ...]:
    """What the county tells of itself: points, the 三个增长 and the answers of its people."""
    words: list[str] = []
    if own.scores:
        full = grouped(sum((score.full for score in own.scores), Decimal()))
        known = [score.points for score in own.scores if score.points is not None]
        missing = len(own.scores) - len(known)
        rest = f"；还有{missing}项没有评分录入" if missing else ""
        points = grouped(sum(known, Decimal()))
        words.append(f"县级政府工作自评{points}分（满分{full}分）{rest}。")
    for growth in own.growths:
        if growth.met is not True:
            state = "未实现" if growth.met is False else "不能判断"
            words.append(
                f"{growth.year}“{clean(growth.rule.name)}”{state}：{clean(growth.working)}。"
            )
    if own.growths and all(growth.met for growth in own.growths):
        words.append("教育经费“三个增长”各项逐年均已实现。")
    if own.satisfaction:
        words.append(f"公众满意度：{clean(own.satisfaction.working)}。")
    return tuple(words)
