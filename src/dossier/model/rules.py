"""The rules of a standard as data: when a set is passed, how points are given, what must grow.

Every rule is a named kind with parameters; a workbook names the kind and gives the numbers.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum

from dossier.facts import Fact
from dossier.model.standard import Family, Stage
from dossier.source import Row


class Pass(Enum):
    """达标规则: what a set of indicators must satisfy."""

    ALL = "全部达标"
    AT_LEAST = "至少达标项数"
    REST = "其余项不低于标准的百分比"
    POINTS = "总分不低于"
    EACH_CV = "每项差异系数不高于"
    COMPOSITE_CV = "综合差异系数不高于"
    SATISFACTION = "满意度不低于"


class Scoring(Enum):
    """评分规则: how points are lost (domain terms of provincial score sheets)."""

    BELOW = "每低1个百分点扣分"
    ABOVE = "每高1个百分点扣分"
    SYSTEM = "制度健全性"
    EACH_FALL = "每出现一次负增长扣分"
    CEILING = "高于控制线0分"
    FLOOR = "低于控制线0分"
    NOT_FALLING = "未逐年降低扣分"
    MEAN_FALL = "年均负增长0分"
    DONE = "落实程度"
    DISCRETION = "视情况扣分"


class Part(Enum):
    """取整: what a part of a percentage point costs."""

    PROPORTIONAL = "按比例"
    STARTED = "不足1个按1个计"
    WHOLE = "不足1个不计"


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
    part: Part
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
