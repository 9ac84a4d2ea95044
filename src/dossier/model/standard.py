"""The yardstick as data: indicators, what evidence they need, chapters and boxes."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum

from dossier.facts import Fact, field
from dossier.model.years import FiscalYear, SchoolYear
from dossier.source import Row


class Family(Enum):
    """指标集: the set an indicator is judged in."""

    GENERAL = "综合"
    COUNTY = "县级政府工作"
    CONDITIONS = "办学基本条件"
    BALANCE = "校际均衡"
    QUALITY = "教育质量"
    RECOGNITION = "社会认可度"


class Stage(Enum):
    """学段: who a figure counts."""

    PRIMARY = "小学部"
    JUNIOR = "初中部"
    SENIOR = "高中部"
    SCHOOL = "全校"


class Every(Enum):
    """期间: how often evidence is needed."""

    SCHOOL_YEAR = "每学年度"
    FISCAL_YEAR = "每财政年度"
    ONCE = "一次"


class Scope(Enum):
    """范围: whether a chapter is made once or for each B-level indicator."""

    SCHOOL = "全校"
    EACH_B = "每个B级指标"


class Indicator(Fact, frozen=True):
    """A node of the tree A/B/C. `verified` is false where no source confirms it (未核实)."""

    code: str
    parent: str
    level: str
    name: str
    family: Family
    points: str
    verified: bool
    source: str
    row: Row

    @property
    def title(self) -> str:
        """Code and name, and the mark that every print of an unverified indicator carries."""
        return f"{self.code} {self.name}" + ("" if self.verified else "（未核实）")


class Measure(Fact, frozen=True):
    """How an indicator is computed and judged.

    `formula` names figures (数据项) and uses + - * / and brackets; its result carries `unit`.
    `by_stage` says whether 小学部 and 初中部 are judged apart (shared figures being split) or the
    school as a whole. `thresholds` holds the value to reach for each; none means not judged here.
    `places` is the number of decimals shown; the verdict is taken on the unrounded value.
    `raised` is the figure that more of would meet the threshold; '' takes the formula's first.
    """

    code: str
    formula: str
    unit: str
    by_stage: bool
    comparison: str
    thresholds: Mapping[Stage, Decimal]
    places: int
    verified: bool
    source: str
    row: Row
    raised: str = ""


class Requirement(Fact, frozen=True):
    """材料要求: evidence that an indicator needs, `copies` of it in each period."""

    code: str
    indicator: str
    name: str
    every: Every
    copies: int
    seal: bool
    signature: bool
    original: bool
    group: str
    note: str
    row: Row


class ChapterSpec(Fact, frozen=True):
    """章节: a document made from a template, and the indicator it is bound under."""

    code: str
    title: str
    template: str
    scope: Scope
    indicator: str
    row: Row


class BoxSpec(Fact, frozen=True):
    """档案盒: its number, its title and the indicators it holds, in order."""

    number: str
    title: str
    indicators: tuple[str, ...]
    retention: str
    office: str
    row: Row


class Standard(Fact, frozen=True):
    """The standard as read: settings, tree, requirements, chapters and boxes.

    `settings` is the sheet 设置 as it stands (项目 → 内容).
    """

    name: str
    basis: tuple[str, ...]
    school_years: tuple[SchoolYear, ...]
    fiscal_years: tuple[FiscalYear, ...]
    pass_rule: str
    indicators: Mapping[str, Indicator]
    measures: Mapping[str, Measure]
    requirements: Mapping[str, Requirement]
    chapters: tuple[ChapterSpec, ...]
    boxes: tuple[BoxSpec, ...]
    settings: Mapping[str, str] = field(default_factory=dict)

    def periods(self, every: Every) -> tuple[SchoolYear | FiscalYear | None, ...]:
        """The periods for which evidence of that kind is needed; (None,) for once."""
        if every is Every.SCHOOL_YEAR:
            return self.school_years
        if every is Every.FISCAL_YEAR:
            return self.fiscal_years
        return (None,)

    def lineage(self, code: str) -> tuple[str, ...]:
        """The indicator and its ancestors, nearest first; unknown codes end the line."""
        line: list[str] = []
        while code in self.indicators and code not in line:
            line.append(code)
            code = self.indicators[code].parent
        return tuple(line)

    def requirements_of(self, indicator: str) -> tuple[Requirement, ...]:
        """The requirements that hang directly on `indicator`, in the order of the sheet."""
        return tuple(r for r in self.requirements.values() if r.indicator == indicator)
