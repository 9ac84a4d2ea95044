"""The school: who it is, its figures, and what it says of itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from dossier.facts import Fact, field
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


class School(Fact, frozen=True):
    """The school as read.

    `facts` is 基本信息 as it stands (项目 → 内容); `words` the free text of reports
    (小节 → paragraphs). `dated` is 成文日期, the day that the school's own documents bear. `funds`
    are the figures of 经费, by financial year; `word_cells` has the cell of each paragraph of
    `words`. `county` marks a county that tells of itself in the
    shape of a school; its figures are totals over its schools. `years` are those
    that head a column of 数据 or 经费, None where that is not known. `days` are those of 成文日期,
    整理日期 and 检查日期 that are given.
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

    def fact(self, name: str) -> str:
        """One line of 基本信息, or '' where it is not filled in."""
        return self.facts.get(name, "")

    @property
    def name(self) -> str:
        """学校名称."""
        return self.fact("学校名称")
