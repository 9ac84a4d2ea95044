"""The rules of a standard as data: when a set is passed, how points are given, what must grow.

Every rule is a named kind with parameters; a workbook names the kind and gives the numbers.
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import Enum
from typing import Self

from dossier.facts import Fact
from dossier.model.columns import VERIFIED, Column, Holds, Sheet, words_of
from dossier.model.standard import Family, Stage
from dossier.numbers import SOUND_PLACES
from dossier.source import Row


class Pass(Enum):
    """达标规则: what a set of indicators must satisfy; `words` say it with the rule's number."""

    ALL = "全部达标", "全部达标"
    AT_LEAST = "至少达标项数", "至少达标{}项"
    REST = "其余项不低于标准的百分比", "其余项不低于标准的{}%"
    POINTS = "总分不低于", "总分不低于{}分"
    EACH_CV = "每项差异系数不高于", "每项差异系数不高于{}"
    COMPOSITE_CV = "综合差异系数不高于", "综合差异系数不高于{}"
    SATISFACTION = "满意度不低于", "满意度不低于{}%"

    def __new__(cls, name: str, words: str) -> Self:
        """A rule whose value is its name, as workbooks write it."""
        rule = object.__new__(cls)
        rule._value_ = name
        rule.words = words
        return rule

    words: str

    @property
    def of_county(self) -> bool:
        """Whether it asks how schools differ, which the county alone can know."""
        return self in {Pass.EACH_CV, Pass.COMPOSITE_CV}

    @property
    def of_whole(self) -> bool:
        """Whether it asks for one number of the whole school, whatever its parts are."""
        return self in {Pass.POINTS, Pass.SATISFACTION}


BY_COUNTY = "由县级统一计算"
"""Stands where a school is asked what :attr:`Pass.of_county` tells."""


class Scoring(Enum):
    """评分规则: how points are lost (domain terms of provincial score sheets).

    `needs` are the fields of a :class:`ScoringRule` that must be filled in, and `grades` the words
    of 评分录入 that it understands, the best first.
    """

    BELOW = "每低1个百分点扣分", ("figure", "target", "deduct")
    ABOVE = "每高1个百分点扣分", ("figure", "target", "deduct")
    SYSTEM = "制度健全性", ("deduct",), ("健全", "不健全", "无")
    EACH_FALL = "每出现一次负增长扣分", ("figure", "deduct")
    CEILING = "高于控制线0分", ("figure", "target")
    FLOOR = "低于控制线0分", ("figure", "target")
    NOT_FALLING = "未逐年降低扣分", ("figure", "deduct")
    MEAN_FALL = "年均负增长0分", ("figure",)
    DONE = "落实程度", ("deduct", "most"), ("做到", "不够", "未做到")
    DISCRETION = "视情况扣分", ("deduct", "most")

    def __new__(cls, name: str, needs: tuple[str, ...], grades: tuple[str, ...] = ()) -> Self:
        """A rule whose value is its name, as workbooks write it."""
        rule = object.__new__(cls)
        rule._value_ = name
        rule.needs = needs
        rule.grades = grades
        return rule

    needs: tuple[str, ...]
    grades: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether a person judges it; the others are computed from figures."""
        return "figure" not in self.needs

    @property
    def at_least(self) -> bool:
        """Whether its figure must be what it names, or more."""
        return self in {Scoring.BELOW, Scoring.FLOOR}

    @property
    def in_percent(self) -> bool:
        """Whether it counts percentage points of its figure."""
        return self in {Scoring.BELOW, Scoring.ABOVE}

    @property
    def over_years(self) -> bool:
        """Whether it compares the years of the standard, instead of looking at the last one."""
        return self in {Scoring.EACH_FALL, Scoring.NOT_FALLING, Scoring.MEAN_FALL}


class PartialPoint(Enum):
    """取整: what a part of a percentage point costs; `rounding` is decimal's, '' for none."""

    PROPORTIONAL = "按比例", ""
    STARTED = "不足1个按1个计", ROUND_CEILING
    WHOLE = "不足1个不计", ROUND_FLOOR

    def __new__(cls, name: str, rounding: str) -> Self:
        """One whose value is its name, as workbooks write it."""
        part = object.__new__(cls)
        part._value_ = name
        part.rounding = rounding
        return part

    rounding: str


class Rising(Enum):
    """增长规则: what a part of the 三个增长 asks for."""

    OUTPACES = "增幅高于"
    RISES = "逐年增长"


class ThresholdRule(Fact, frozen=True):
    """达标值: a threshold for what its conditions name; a blank condition holds for all.

    `classes` is the least and the greatest number of classes, both counted in; None is open.
    """

    indicator: str
    stage: Stage | None
    school_type: str
    classes: tuple[int | None, int | None]
    school: str
    value: Decimal
    verified: bool
    source: str
    row: Row


class PassRule(Fact, frozen=True):
    """达标规则 of one set. `values` is the number that the rule speaks of, by stage.

    Counts for AT_LEAST, percent for REST and SATISFACTION, points for POINTS, and coefficients of
    variation for the two others; ALL needs none. The value of 全校 holds where a stage has none.
    """

    family: Family
    rule: Pass
    values: Mapping[Stage, Decimal]
    verified: bool
    source: str
    row: Row

    def value(self, stage: Stage) -> Decimal | None:
        """The number for `stage`."""
        return self.values.get(stage, self.values.get(Stage.SCHOOL))


class ScoringRule(Fact, frozen=True):
    """评分规则: one way in which `indicator` loses points; several may stand for one indicator.

    `item` names it among the indicator's rules (项目). `full` is the 分值 of the indicator, told
    in one of its rows. `figure` is what BELOW, ABOVE, EACH_FALL, CEILING, FLOOR, NOT_FALLING and
    MEAN_FALL look at. `target` is their line, in the unit of the figure. `deduct` is what is lost
    each time (SYSTEM, DONE: where it is 不健全 or 不够); `most` the greatest loss (DISCRETION: its
    upper end, `deduct` being the lower; DONE: where it is 未做到; else a cap).
    """

    indicator: str
    item: str
    full: Decimal | None
    rule: Scoring
    figure: str
    stage: Stage
    target: Decimal | None
    deduct: Decimal | None
    most: Decimal | None
    part: PartialPoint
    verified: bool
    source: str
    row: Row


class GrowthRule(Fact, frozen=True):
    """增长规则: `figure` must rise every year, or faster than `other` (义务教育法 第四十二条)."""

    code: str
    name: str
    rule: Rising
    figure: str
    other: str
    stage: Stage
    verified: bool
    source: str
    row: Row


class FormLine(Fact, frozen=True):
    """表册: one column (L1, L2 …) of a form that is filled from figures.

    `take` is a formula over figures (数据 or 经费) or names a fact of 基本信息; `stage` the 学段 it
    is taken for.
    """

    form: str
    line: str
    caption: str
    take: str
    stage: Stage
    unit: str
    places: int
    row: Row


class Agreement(Fact, frozen=True):
    """口径核对: two ways of saying one thing.

    Each side is a formula over figures, ``基本信息:项目``, or ``登记:工作表[:列=值]`` (rows
    counted); `tolerance` is absolute.
    """

    name: str
    one: str
    other: str
    stage: Stage
    tolerance: Decimal
    row: Row


class Phrase(Fact, frozen=True):
    """文字口径: where `pattern` (``在校学生{学生数}人``) stands, its number must be the figure."""

    figure: str
    stage: Stage
    pattern: str
    row: Row


class Rules(Fact, frozen=True):
    """All rules of a standard; a workbook without such sheets has none."""

    thresholds: tuple[ThresholdRule, ...] = ()
    passing: tuple[PassRule, ...] = ()
    scoring: tuple[ScoringRule, ...] = ()
    growth: tuple[GrowthRule, ...] = ()
    forms: tuple[FormLine, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    phrases: tuple[Phrase, ...] = ()


# fmt: off
_SOURCE = Column("source", "来源", aliases=("依据",), width=40, comment="出自哪份文件。")
_STAGE = Column("stage", "学段", choices=words_of(Stage), blank=Stage.SCHOOL, width=10,
                comment="留空为全校。")

THRESHOLDS = Sheet("standard.xlsx", "达标值", (
    Column("indicator", "指标代码", Holds.CODE, required=True, aliases=("代码",), refers="计算指标",
           width=10, comment="“计算指标”表中的代码。"),
    Column("stage", "学段", choices=words_of(Stage), blank=None, width=10,
           comment="只对该学段有效；留空为不限。"),
    Column("school_type", "学校类型", width=16, comment="只对该类型的学校有效；留空为不限。"),
    Column("from_classes", "班数自", Holds.COUNT, blank=None, width=10,
           comment="班数不少于；留空为不限。"),
    Column("to_classes", "班数至", Holds.COUNT, blank=None, width=10,
           comment="班数不多于；留空为不限。"),
    Column("school", "学校", width=20, comment="只对这一所学校有效；留空为不限。"),
    Column("value", "标准值", Holds.NUMBER, required=True, width=12,
           comment="应达到的数值。条件最具体的一行有效。"),
    Column("verified", "核实", choices=VERIFIED, required=True, width=10,
           comment="没有文件原文可对照时填“未核实”，凡引用处都会标注。"),
    _SOURCE,
), optional=True)

PASS_RULES = Sheet("standard.xlsx", "达标规则", (
    Column("family", "指标集", choices=words_of(Family), required=True, width=16,
           comment="对哪一套指标而言。"),
    Column("rule", "规则", choices=words_of(Pass), required=True, width=26,
           comment="同一指标集可以有几行，须全部满足。"),
    Column("primary", "小学", Holds.NUMBER, width=12,
           comment="规则对小学的数值；没有单列时填在“全校”。"),
    Column("junior", "初中", Holds.NUMBER, width=12, comment="规则对初中的数值。"),
    Column("school", "全校", Holds.NUMBER, width=12,
           comment="不分学段的数值：项数、百分比、分数或系数。"),
    Column("verified", "核实", choices=VERIFIED, required=True, width=10,
           comment="没有文件原文可对照时填“未核实”，凡引用处都会标注。"),
    _SOURCE,
), optional=True)

SCORING = Sheet("standard.xlsx", "评分规则", (
    Column("indicator", "指标代码", Holds.CODE, required=True, aliases=("代码",), refers="指标",
           width=10, comment="被评分的指标。"),
    Column("item", "项目", required=True, width=30, comment="该指标的一条评分项目，不得重复。"),
    Column("full", "分值", Holds.NUMBER, width=12, comment="该指标的满分，填在它的第一行。"),
    Column("rule", "规则", choices=words_of(Scoring), required=True, width=24,
           comment="怎样扣分。"),
    Column("figure", "数据项", width=24, comment="按数字扣分的规则所看的数据项或公式。"),
    Column("stage", "学段", choices=words_of(Stage), blank=Stage.SCHOOL, width=10,
           comment="数据项取哪个学段；留空为全校。"),
    Column("target", "控制线", Holds.NUMBER, width=12, comment="目标值或控制线，单位同数据项。"),
    Column("deduct", "扣分", Holds.NUMBER, width=12,
           comment="每次扣多少；不健全、不够时扣多少；视情况时的下限。"),
    Column("most", "最多扣", Holds.NUMBER, width=12,
           comment="扣分上限；未做到时扣多少；视情况时的上限。"),
    Column("part", "取整", choices=words_of(PartialPoint), blank=PartialPoint.PROPORTIONAL,
           width=16, comment="不足1个百分点怎么算；留空为按比例。"),
    Column("verified", "核实", choices=VERIFIED, required=True, width=10,
           comment="没有文件原文可对照时填“未核实”，凡引用处都会标注。"),
    _SOURCE,
), optional=True)

GROWTH = Sheet("standard.xlsx", "增长规则", (
    Column("code", "代码", Holds.CODE, required=True, unique=True, width=10, comment="如 G1。"),
    Column("name", "名称", required=True, width=40, comment="这一项增长的名称。"),
    Column("rule", "规则", choices=words_of(Rising), required=True,
           comment="逐年增长，或增幅高于对照数据项。"),
    Column("figure", "数据项", required=True, width=26, comment="“经费”表中的数据项。"),
    Column("other", "对照数据项", width=26, comment="增幅与之比较的数据项。"),
    _STAGE,
    Column("verified", "核实", choices=VERIFIED, required=True, width=10,
           comment="没有文件原文可对照时填“未核实”，凡引用处都会标注。"),
    _SOURCE,
), optional=True)

FORMS = Sheet("standard.xlsx", "表册", (
    Column("form", "表号", required=True, width=8, comment="如 表Ⅰ、表Ⅴ。"),
    Column("line", "栏次", required=True, width=8, comment="如 L1。"),
    Column("caption", "栏目", required=True, width=36, comment="表头上的文字。"),
    Column("take", "取数", width=40, comment="数据项、公式，或“基本信息:项目”。"),
    Column("stage", "学段", choices=words_of(Stage), blank=Stage.SCHOOL, width=10,
           comment="取哪个学段的数；留空为全校。"),
    Column("unit", "单位", width=10, comment="印在栏目下的单位。"),
    Column("places", "小数位", Holds.COUNT, most=SOUND_PLACES, width=8,
           comment="保留的小数位数。"),
), optional=True)

AGREEMENTS = Sheet("standard.xlsx", "口径核对", (
    Column("name", "核对项", required=True, width=30, comment="核对的是什么。"),
    Column("one", "数据", required=True, width=40, comment="数据项或公式。"),
    Column("other", "对照", required=True, width=40,
           comment="数据项、公式、“基本信息:项目”或“登记:工作表:列=值”（数行数）。"),
    _STAGE,
    Column("tolerance", "允许误差", Holds.NUMBER, blank=Decimal(), width=12,
           comment="两数之差不超过此数即为一致，单位同“数据”一边；留空为0。"),
), optional=True)

PHRASES = Sheet("standard.xlsx", "文字口径", (
    Column("figure", "数据项", required=True, width=26, comment="“数据”表中的数据项。"),
    _STAGE,
    Column("pattern", "文字", required=True, width=50,
           comment="数字在文字中的说法，写足限定词和单位，如：在校学生{学生数}人。"),
), optional=True)
