"""The standard as data: indicators, what evidence they need, chapters and boxes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Self

from dossier.facts import Fact, field
from dossier.files import safe_name
from dossier.model.columns import VERIFIED, Column, Holds, Sheet, words, words_of
from dossier.model.layout import Layout, layouts
from dossier.model.settings import Settings
from dossier.model.years import FiscalYear, SchoolYear
from dossier.numbers import SOUND_PLACES
from dossier.source import Cell, Row
from dossier.text import verified_mark


class Family(Enum):
    """指标集: the set an indicator is judged in."""

    GENERAL = "综合"
    COUNTY = "县级政府工作"
    CONDITIONS = "办学基本条件"
    BALANCE = "校际均衡"
    QUALITY = "教育质量"
    RECOGNITION = "社会认可度"


class Stage(Enum):
    """学段: who a figure counts.

    `short` is how tables call it, `column` the field of the sheets that give a number for each
    ('' where none do), `weight` what one of its pupils counts where parts share what is declared
    for the whole (义务教育均衡发展监测指标填报口径).
    """

    PRIMARY = "小学部", "小学", "primary", "1"
    JUNIOR = "初中部", "初中", "junior", "1.1"
    SENIOR = "高中部", "高中", "", "1.32"
    SCHOOL = "全校", "全校", "school", "0"

    def __new__(cls, name: str, short: str, column: str, weight: str) -> Self:
        """A stage whose value is its name, as workbooks write it."""
        stage = object.__new__(cls)
        stage._value_ = name
        stage.short = short
        stage.column = column
        stage.weight = Decimal(weight)
        return stage

    short: str
    column: str
    weight: Decimal


RETENTIONS = words("永久", "30年", "10年")
"""保管期限: how long an archive keeps what lies in a box (DA/T 22-2015)."""
OLD_RETENTIONS = {
    "长期": "30年",
    "短期": "10年",
    "定期30年": "30年",
    "定期10年": "10年",
    "三十年": "30年",
    "十年": "10年",
    "Y": "永久",
    "D30": "30年",
    "D10": "10年",
}
"""Other ways to say them: the terms before 2006, which 30 and 10 years replaced, and the codes."""

PARTS = (Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR)
"""The 学部 that a school may have."""
JUDGED = (Stage.PRIMARY, Stage.JUNIOR)
"""The stages of 义务教育, which alone are judged; 高中部 only takes its share of what is common."""


class Every(Enum):
    """期间: how often evidence is needed."""

    SCHOOL_YEAR = "每学年度"
    FISCAL_YEAR = "每财政年度"
    ONCE = "一次"


class Scope(Enum):
    """范围: whether a chapter is made once or for each B-level indicator."""

    SCHOOL = "全校"
    EACH_B = "每个B级指标"


class Phase(Enum):
    """环节: when in the course of the work a chapter is issued; `day` is the row that dates it."""

    PLAN = "部署", "部署日期"
    REPORT = "总结", "成文日期"

    def __new__(cls, name: str, day: str) -> Self:
        """A phase whose value is its name, as workbooks write it."""
        phase = object.__new__(cls)
        phase._value_ = name
        phase.day = day
        return phase

    day: str


OF_PARTS: Mapping[str, tuple[Stage, ...]] = {
    "小学部": (Stage.PRIMARY,),
    "初中部": (Stage.JUNIOR,),
    "小学部、初中部": JUDGED,
}
"""学段 of what concerns some 学部 only; blank is everybody's."""


class Indicator(Fact, frozen=True):
    """A node of the tree A/B/C. `verified` is false where no source confirms it (未核实).

    `stages` are the 学部 that it is about; none means every school.
    """

    code: str
    parent: str
    level: str
    name: str
    family: Family
    points: str
    verified: bool
    source: str
    row: Row
    stages: tuple[Stage, ...] = ()

    @property
    def title(self) -> str:
        """Code and name, and the mark that every print of an unverified indicator carries."""
        return f"{self.code} {self.name}{verified_mark(self.verified)}"


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
    """材料要求: evidence that an indicator needs, `copies` of it in each period.

    `stages` are the 学部 of which it is asked; none means every school.
    """

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
    stages: tuple[Stage, ...] = ()


class FigureSpec(Fact, frozen=True):
    """数据项: a figure that formulas and templates use, as a school is asked for it.

    `stage` is for whom it is told; None: for each 学部 apart. `fiscal` figures stand in 经费, by
    financial year. `source` is where the number is found.
    """

    name: str
    stage: Stage | None
    unit: str
    fiscal: bool
    source: str
    row: Row


class Wording(Fact, frozen=True):
    """学段用语: how `words`, which speak of several 学部, read where there is `stage` alone."""

    words: str
    stage: Stage
    instead: str
    row: Row


class ChapterSpec(Fact, frozen=True):
    """章节: a document made from a template, and the indicator it is bound under.

    It bears the day `dated`, or else that of its `phase`, and 发文字号 `number` where it has one.
    """

    code: str
    title: str
    template: str
    scope: Scope
    indicator: str
    row: Row
    phase: Phase = Phase.REPORT
    dated: date | None = None
    number: str = ""
    layout: str = ""


class BoxSpec(Fact, frozen=True):
    """档案盒: its number, its title and the indicators it holds, in order."""

    number: str
    title: str
    indicators: tuple[str, ...]
    retention: str
    office: str
    row: Row


class Standard(Fact, frozen=True):
    """The standard as read: tree, requirements, chapters and boxes, and its settings.

    `figures` are those that a school is asked for, `wording` is how texts read in some schools,
    `layouts` are those that chapters may have, by name.
    """

    indicators: Mapping[str, Indicator]
    measures: Mapping[str, Measure]
    requirements: Mapping[str, Requirement]
    chapters: tuple[ChapterSpec, ...]
    boxes: tuple[BoxSpec, ...]
    settings: Settings = Settings()
    figures: tuple[FigureSpec, ...] = ()
    wording: tuple[Wording, ...] = ()
    layouts: Mapping[str, Layout] = field(default_factory=lambda: layouts(()))

    def layout_of(self, chapter: "Chapter") -> Layout | None:
        """The layout of a chapter, its own or that of all; None where the template's stays."""
        named = self.layouts.get(chapter.layout or self.settings.layout)
        return named if named and (named.looks or named.margins) else None

    @property
    def name(self) -> str:
        """标准名称."""
        return self.settings.name

    @property
    def basis(self) -> tuple[str, ...]:
        """评估依据."""
        return self.settings.basis

    @property
    def school_years(self) -> tuple[SchoolYear, ...]:
        """学年度, in order."""
        return self.settings.school_years

    @property
    def fiscal_years(self) -> tuple[FiscalYear, ...]:
        """财政年度, in order."""
        return self.settings.fiscal_years

    @property
    def pass_rule(self) -> str:
        """办学基本条件达标规则, in words."""
        return self.settings.pass_rule

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

    def folder_of(
        self, requirement: Requirement, year: SchoolYear | FiscalYear | None = None
    ) -> str:
        """Where a material lies beneath the evidence folder in a workspace that begins.

        The names are those of the standard; what is wanted each year has a folder for each.
        """
        line = self.lineage(requirement.indicator)
        top = self.indicators[line[-1]] if line else None
        above = (f"{top.code} {top.name}",) if top else ()
        parts = (*above, f"{requirement.code} {requirement.name}", *([str(year)] if year else []))
        return "/".join(safe_name(part.replace("\n", " ")) for part in parts)

    def requirements_of(self, indicator: str) -> tuple[Requirement, ...]:
        """The requirements that hang directly on `indicator`, in the order of the sheet."""
        return tuple(r for r in self.requirements.values() if r.indicator == indicator)


class Chapter(Fact, frozen=True):
    """One document to render. `subject` is the B-level indicator it is about, '' for the school.

    `indicator` is the one it is bound under; '' for a chapter that is bound in no box. `dated` is
    the day that it bears, which stands in the cell `day_at`; `number` is its 发文字号.
    """

    code: str
    title: str
    template: str
    subject: str
    indicator: str
    row: Row
    phase: Phase = Phase.REPORT
    dated: date | None = None
    number: str = ""
    day_at: Cell | None = None
    layout: str = ""

    @property
    def key(self) -> str:
        """The key of the item that this chapter becomes."""
        return f"chapter:{self.code}"

    @property
    def docx(self) -> str:
        """The name of its Word file."""
        return f"{safe_name(f'{self.code}-{self.title}')}.docx"


# fmt: off
_STAGES = Column("stages", "学段", choices=OF_PARTS, blank=(), width=12,
                 comment="只涉及某些学部的填写；没有这些学部的学校不受此限，也不需材料。留空为不限。")

INDICATORS = Sheet("standard.xlsx", "指标", (
    Column("code", "代码", Holds.CODE, required=True, unique=True, aliases=("指标代码", "编号"),
           width=10, comment="指标代码，如 A1、B07、J05，全表不得重复。"),
    Column("parent", "上级代码", Holds.CODE, aliases=("上级",), refers="指标", width=10,
           comment="上一级指标的代码；A级指标留空。"),
    Column("level", "级别", choices=words("A", "B", "C"), required=True, width=8,
           comment="A、B、C 三级。"),
    Column("name", "名称", required=True, aliases=("指标名称", "指标"), width=34,
           comment="指标名称，照标准原文填写。"),
    Column("family", "指标集", choices=words_of(Family), required=True, width=16,
           comment="指标属于哪一套标准。"),
    Column("points", "评估要点", aliases=("要点", "评估内容"), width=60,
           comment="标准对该指标的具体要求。"),
    Column("verified", "核实", choices=VERIFIED, required=True, width=10,
           comment="没有文件原文可对照的指标填“未核实”，凡引用处都会标注。"),
    Column("source", "来源", aliases=("依据",), width=36, comment="指标出自哪份文件。"),
    _STAGES,
), aliases=("指标体系", "指标树"))

MEASURES = Sheet("standard.xlsx", "计算指标", (
    Column("code", "代码", Holds.CODE, required=True, unique=True, aliases=("指标代码",),
           refers="指标", width=10, comment="“指标”表中的代码。"),
    Column("formula", "公式", required=True, aliases=("计算公式",), width=56,
           comment="用“数据”表中的数据项和 ＋－×÷（） 写成，如：图书册数÷学生数。"),
    Column("unit", "单位", required=True, width=12, comment="结果的单位；是否类指标填“是/否”。"),
    Column("by_stage", "口径", choices={"分学段": True, "全校": False}, required=True, width=10,
           comment="分学段：小学部、初中部各自计算；全校：按学校类型整体计算。"),
    Column("comparison", "比较", choices=words("≥", "≤"), aliases=("达标方式",), width=8,
           comment="不设标准、只作监测的指标留空。"),
    Column("primary", "小学标准", Holds.NUMBER, aliases=("小学",), width=12,
           comment="小学部应达到的数值。"),
    Column("junior", "初中标准", Holds.NUMBER, aliases=("初中",), width=12,
           comment="初中部应达到的数值。"),
    Column("school", "九年一贯制标准", Holds.NUMBER, aliases=("全校标准",),
           comment="口径为“全校”时应达到的数值。"),
    Column("places", "小数位", Holds.COUNT, required=True, most=SOUND_PLACES, width=8,
           comment="结果保留的小数位数；是否达标按未舍入的数值判断。"),
    Column("verified", "核实", choices=VERIFIED, required=True, width=10,
           comment="标准值没有文件原文可对照时填“未核实”。"),
    Column("source", "来源", aliases=("依据",), width=40, comment="标准值出自哪份文件。"),
    Column("raised", "补足项", width=20,
           comment="未达标时靠增加哪个数据项来达标；留空为公式中的第一项。"),
))

# of one material in one year; each that lacks is an item of its own
_MOST_COPIES = 500

REQUIREMENTS = Sheet("standard.xlsx", "材料要求", (
    Column("code", "材料代码", Holds.CODE, required=True, unique=True, aliases=("代码",), width=12,
           comment="如 B07-1；登记佐证材料时引用。"),
    Column("indicator", "指标代码", Holds.CODE, required=True, aliases=("指标",), refers="指标",
           width=10, comment="该材料证明哪个指标。"),
    Column("name", "材料名称", required=True, aliases=("材料", "所需材料"), width=46,
           comment="需要什么材料。"),
    Column("every", "期间", choices=words_of(Every), required=True, width=12,
           comment="每个学年度、每个财政年度各要一份，还是只要一次。"),
    Column("copies", "份数", Holds.COUNT, required=True, most=_MOST_COPIES, width=8,
           comment="每期至少几件。"),
    Column("seal", "盖章", Holds.YES_NO, required=True, width=8, comment="是否必须盖章。"),
    Column("signature", "签字", Holds.YES_NO, required=True, width=8, comment="是否必须签字。"),
    Column("original", "原件", Holds.YES_NO, required=True, width=8, comment="是否必须是原件。"),
    Column("group", "责任小组", required=True, aliases=("责任工作组", "工作小组"), width=30,
           comment="由哪个工作小组收集，名称与“工作小组”表一致。"),
    Column("note", "说明", aliases=("备注",), width=40, comment="对材料的补充说明。"),
    _STAGES,
))

FIGURE_SPECS = Sheet("standard.xlsx", "数据项", (
    Column("name", "数据项", required=True, unique=True, width=30,
           comment="公式和模板所用的数据项，一项一行。"),
    Column("stage", "学段", choices={
               "分学段": None, **{stage.value: stage for stage in (*PARTS, Stage.SCHOOL)}
           }, required=True, width=10,
           comment="分学段：每个学部各填一行；全校：全校填一行；或只由某个学部填写。"),
    Column("unit", "单位", required=True, width=10, comment="如 人、平方米、万元、是/否。"),
    Column("fiscal", "工作表", choices={"数据": False, "经费": True}, required=True, width=10,
           comment="按学年度填在“数据”表，还是按财政年度填在“经费”表。"),
    Column("source", "来源", width=44, comment="数字从哪张报表、哪本台账里来。"),
), comment="dossier new 按此建立空白的“数据”和“经费”表。", optional=True)

WORDING = Sheet("standard.xlsx", "学段用语", (
    Column("words", "原文", required=True, width=50, comment="同时说到几个学部的文字，照原文。"),
    Column("stage", "学段", choices={stage.value: stage for stage in JUDGED}, required=True,
           width=10, comment="义务教育阶段只有这一个学部的学校。"),
    Column("instead", "用语", required=True, width=50, comment="在这样的学校的文件里怎样说。"),
), comment="书名号内的文件名称不改。", optional=True)

CHAPTERS = Sheet("standard.xlsx", "章节", (
    Column("code", "代码", Holds.CODE, required=True, unique=True, aliases=("章节代码",), width=10,
           comment="章节代码，make chapter CHAPTER=代码 时使用；范围为“每个B级指标”的填“B”。"),
    Column("title", "标题", required=True, width=40, comment="文件标题。{指标}处换成指标名称。"),
    Column("template", "模板", Holds.TEMPLATE, required=True, width=34,
           comment="templates 文件夹中的 Word 模板文件名。"),
    Column("scope", "范围", choices=words_of(Scope), required=True,
           comment="全校一份，还是每个B级指标各一份。"),
    Column("indicator", "归入指标", Holds.CODE, aliases=("装入",), refers="指标", width=12,
           comment="装订在哪个指标之下；范围为“每个B级指标”的留空。"),
    Column("phase", "环节", choices=words_of(Phase), blank=Phase.REPORT, width=8,
           comment="部署：方案、分工等先印发的文件；总结：报告、台账等。留空为总结。"),
    Column("dated", "成文日期", Holds.DATE, width=14,
           comment="该文件落款的日期。留空的，部署的文件用“基本信息”的部署日期，其余用成文日期。"),
    Column("number", "文号", aliases=("发文字号",), width=18,
           comment="有正式发文字号的填写，如 星光校〔2022〕16号；没有的留空。"),
    Column("layout", "版式", width=14, added=True,
           comment="这一章单独使用的版式；留空的用“设置”中的版式。"),
))

BOXES = Sheet("standard.xlsx", "档案盒", (
    Column("number", "盒号", Holds.CODE, required=True, unique=True, width=8,
           comment="两位数字，按盒号顺序装订。"),
    Column("title", "题名", required=True, aliases=("盒题名", "标题"), width=44,
           comment="印在封面和盒脊上。"),
    Column("indicators", "指标", Holds.CODES, required=True, aliases=("指标代码",), width=34,
           comment="盒内指标代码，用顿号隔开；连续的写成 B01—B03。"),
    Column("retention", "保管期限", choices=RETENTIONS, understood=OLD_RETENTIONS, width=10,
           comment="印在盒脊上。"),
    Column("office", "机构（问题）", aliases=("机构", "问题", "机构(问题)"), width=18,
           comment="印在盒脊上，可留空。"),
))
