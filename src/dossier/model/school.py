"""The school: who it is, its figures, and what it says of itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from dossier.facts import Fact, field
from dossier.model.columns import Column, Holds, Sheet, words, words_of
from dossier.model.returns import Returns
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.source import Cell, Row


class Figure(Fact, frozen=True):
    """A declared number: `value` in `unit` for one year and stage, from `cell`.

    A yes/no figure (unit 是/否) has the value 1 or 0. `unit` is as written in the workbook.
    `keeper` is the person who answers for it, '' where none is named.
    """

    name: str
    stage: Stage
    year: Year
    value: Decimal
    unit: str
    source: str
    cell: Cell
    keeper: str = ""


class SelfAssessment(Fact, frozen=True):
    """自评说明: what the school says of one indicator; each text is a run of paragraphs."""

    indicator: str
    verdict: str
    practice: tuple[str, ...]
    problems: tuple[str, ...]
    measures: tuple[str, ...]
    row: Row


class OwnWords(Fact, frozen=True):
    """What the school has written in one place (`at`), in paragraphs.

    They are of a `section` of 报告文字, whose `first` paragraph has that number, or of what is said
    of an `indicator`, in that `column` (practice, problems or measures).
    """

    paragraphs: tuple[str, ...]
    at: Cell
    section: str = ""
    first: int = 1
    indicator: str = ""
    column: str = ""


DAYS = ("部署日期", "成文日期", "整理日期", "检查日期")
"""The days of 基本信息 on which the dossier's own papers are made, in the order of the work."""

COUNTED, COMING = "督办日期", "迎检日期"
"""Rows of 基本信息: the day from which 任务单 count, and that on which the inspection comes."""


class School(Fact, frozen=True):
    """The school as read.

    `facts` is 基本信息 as it stands (项目 → 内容); `words` the free text of reports
    (小节 → paragraphs). `dated` is 成文日期, the day that the school's own documents bear. `funds`
    are the figures of 经费, by financial year; `word_cells` has the cell of each paragraph of
    `words`. `county` marks a county that tells of itself in the
    shape of a school; its figures are totals over its schools. `years` are those
    that head a column of 数据 or 经费, None where that is not known. `days` are those of DAYS that
    are given; `counted` is 督办日期 and `coming` 迎检日期. `vacant` are the cells of
    数据 and 经费 that give no figure: they are blank, or what stands in them is none.
    """

    facts: Mapping[str, str]
    cells: Mapping[str, Cell]
    figures: Mapping[tuple[str, Stage, SchoolYear], Figure]
    assessments: Mapping[str, SelfAssessment]
    words: Mapping[str, tuple[str, ...]]
    dated: date | None = None
    funds: Mapping[tuple[str, Stage, FiscalYear], Figure] = field(default_factory=dict)
    returns: Returns = field(default_factory=Returns)
    word_cells: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    county: bool = False
    years: frozenset[Year] | None = None
    days: Mapping[str, date] = field(default_factory=dict)
    vacant: Mapping[tuple[str, Stage, Year], Cell] = field(default_factory=dict)
    counted: date | None = None
    coming: date | None = None

    def fact(self, name: str) -> str:
        """One line of 基本信息, or '' where it is not filled in."""
        return self.facts.get(name, "")

    @property
    def name(self) -> str:
        """学校名称."""
        return self.fact("学校名称")

    def own_words(self) -> Iterator[OwnWords]:
        """报告文字, a paragraph at a time, and 自评说明, a cell at a time."""
        for section, paragraphs in self.words.items():
            cells = self.word_cells.get(section, ())
            for number, paragraph in enumerate(paragraphs):
                known = number < len(cells)
                at = cells[number] if known else Cell("school.xlsx", "报告文字", "")
                yield OwnWords((paragraph,), at, section, number + 1)
        for one in self.assessments.values():
            for column in ("practice", "problems", "measures"):
                at = one.row.cell(column)
                yield OwnWords(getattr(one, column), at, indicator=one.indicator, column=column)


# fmt: off
_KEEPER = Column("keeper", "核对人", aliases=("数据核对人",), width=10,
                 comment="核对这一行数字的人；数字有问题时找他，姓名与 people.xlsx 一致。")

SCHOOL_FACTS = Sheet("school.xlsx", "基本信息", (
    Column("name", "项目", required=True, width=20, comment="项目名称，模板按此名称取用。"),
    Column("value", "内容", width=70, comment="如实填写；留空的项目在文件中印“（未填）”。"),
    Column("note", "说明", width=40, comment="给填写人看的说明，不参与生成。"),
), pairs=(
    "学校名称", "学校类型", "全宗号", "档案门类代码", "县（市、区）", "主管部门",
    "校长", "成文日期", "整理人", "整理日期", "检查人", "检查日期",
))

FIGURES = Sheet("school.xlsx", "数据", (
    Column("name", "数据项", required=True, aliases=("项目", "指标项"), width=26,
           comment="数据的名称，公式按此名称取用。"),
    Column("stage", "学段", choices=words_of(Stage), required=True, width=10,
           comment="小学部、初中部分开统计的各填一行；共用的填“全校”。"),
    Column("unit", "单位", required=True, width=10, comment="如 人、平方米、册、台、万元。"),
    Column("source", "来源", aliases=("数据来源",), width=36,
           comment="数字出自哪张报表（表号、行列）。"),
    _KEEPER,
), comment="学年度各占一列，列名如 2020—2021。")

FUNDS = Sheet("school.xlsx", "经费", (
    Column("name", "数据项", required=True, width=30, comment="按自然年度统计的经费数据的名称。"),
    Column("stage", "学段", choices=words_of(Stage), required=True, width=10,
           comment="小学部、初中部，或全校。"),
    Column("unit", "单位", required=True, width=10, comment="如 万元、元、元/生。"),
    Column("source", "来源", width=36, comment="数字出自哪张报表或决算。"),
    _KEEPER,
), comment="财政年度各占一列，列名如 2021。", optional=True)

SELF_ASSESSMENTS = Sheet("school.xlsx", "自评说明", (
    Column("indicator", "指标代码", Holds.CODE, required=True, unique=True, aliases=("指标",),
           width=10, comment="被说明的指标。"),
    Column("verdict", "自评结论", choices=words("达标", "基本达标", "未达标"), width=12,
           comment="学校对该指标的自评。"),
    Column("practice", "主要做法", Holds.PARAGRAPHS, aliases=("做法",), width=80,
           comment="每段一行（单元格内按 Alt+Enter 换行）。"),
    Column("problems", "存在问题", Holds.PARAGRAPHS, aliases=("问题",), width=50,
           comment="如实填写；没有问题的写明“自查未发现问题”，留空的印“（未填）”。"),
    Column("measures", "改进措施", Holds.PARAGRAPHS, aliases=("措施",), width=50,
           comment="针对问题的措施。"),
))

WORDS = Sheet("school.xlsx", "报告文字", (
    Column("section", "小节", required=True, width=20,
           comment="模板按小节名称取用，如“主要做法”。"),
    Column("text", "文字", Holds.PARAGRAPHS, required=True, aliases=("内容",), width=110,
           comment="每段一行；同一小节可占多行。"),
))
