"""The county: which schools it lists, what each contributes, and what follows for all together."""

from decimal import Decimal

from dossier.facts import Fact, replace
from dossier.finding import Finding
from dossier.messages import Text
from dossier.model.assessment import Assessment
from dossier.model.columns import Column, Holds, Sheet
from dossier.model.rules import PassRule
from dossier.model.school import FIGURES, FUNDS, SCHOOL_FACTS, School
from dossier.model.standard import Family, Stage
from dossier.model.table import Form
from dossier.model.years import SchoolYear
from dossier.source import Cell, Row


class Listed(Fact, frozen=True):
    """A school as the list names it; a folder given on the command line has neither name nor row.

    `folder` is as it was written, for people; `place` is where it is on this machine.
    """

    name: str
    folder: str
    place: str
    kind: str = ""
    row: Row | None = None

    @property
    def at(self) -> Cell | None:
        """The cell that names it."""
        return self.row.cell("name") if self.row else None


class Value(Fact, frozen=True):
    """What one indicator comes to in one stage of a school, in the unit of the indicator.

    `figure` is the figure that more of would raise it, and `slope` by how much one more does.
    """

    code: str
    stage: Stage
    value: Decimal
    shown: str
    standard: str
    met: bool | None
    margin: str
    working: str
    figure: str = ""
    figure_unit: str = ""
    slope: Decimal | None = None


class Want(Fact, frozen=True):
    """What would lift an unmet indicator of a school over its threshold, in words."""

    code: str
    stage: Stage
    text: str


class Ruled(Fact, frozen=True):
    """Whether a school passes one rule of the standard, with its working."""

    family: Family
    stage: Stage
    met: bool | None
    working: str


class Summary(Fact, frozen=True):
    """What one school contributes: plain and small, so that it travels between machines.

    `name` is 学校名称 of its own school.xlsx, `standard_hash` that of the standard it was judged
    by, `codes` how often each finding was made, `gaps` how many items its boxes lack; `boxes` is
    the number of boxes that were bound, None where none were asked for.
    """

    name: str
    named: Cell | None
    kind: str
    kind_at: Cell | None
    county: str
    year: SchoolYear | None
    pupils: tuple[tuple[Stage, Decimal], ...]
    classes: tuple[tuple[Stage, Decimal], ...]
    conditions: tuple[Value, ...]
    balance: tuple[Value, ...]
    wants: tuple[Want, ...]
    verdicts: tuple[Ruled, ...]
    errors: int
    warnings: int
    notes: int
    codes: tuple[tuple[str, int], ...]
    gaps: int
    standard_hash: str
    boxes: int | None = None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that have pupils; 全校 where the school does not tell them apart."""
        parts = tuple(s for s, count in self.pupils if count > 0 and s is not Stage.SCHOOL)
        return parts or (Stage.SCHOOL,)

    def condition(self, code: str, stage: Stage) -> Value | None:
        """The condition `code` as it holds for `stage`: its own value, or that of the school."""
        found = {value.stage: value for value in self.conditions if value.code == code}
        return found.get(stage) or found.get(Stage.SCHOOL)

    def passes(self, stage: Stage) -> bool | None:
        """Whether 办学基本条件 are met in `stage`; None where it cannot be told."""
        met = [
            one.met
            for one in self.verdicts
            if one.family is Family.CONDITIONS and one.stage in {stage, Stage.SCHOOL}
        ] or [value.met for value in self.conditions if value.stage in {stage, Stage.SCHOOL}]
        if False in met:
            return False
        return None if None in met or not met else True

    @property
    def unmet(self) -> tuple[Value, ...]:
        """The conditions that are not met."""
        return tuple(value for value in self.conditions if value.met is False)


class SchoolFailure(Fact, frozen=True):
    """A school that could not be assessed, and why."""

    reason: Text


class SchoolAmount(Fact, frozen=True):
    """A school in a 差异系数: `amount` x_i of something, for `pupils` P_i."""

    name: str
    amount: Decimal
    pupils: Decimal


class Share(Fact, frozen=True):
    """A school's part in a 差异系数. `value` is X_i; `share` its part of S², 0 to 1.

    A school below the mean would need `added` more to reach it, and the coefficient would then
    be `lowered`: the mean has moved with it.
    """

    name: str
    amount: Decimal
    pupils: Decimal
    value: Decimal
    share: Decimal | None
    added: Decimal
    lowered: Decimal | None


class Variation(Fact, frozen=True):
    """差异系数: `mean` X̄, `deviation` S and `cv` = S ÷ X̄; None where they are not defined.

    `skipped` are the schools without pupils, which have no value.
    """

    mean: Decimal | None
    deviation: Decimal | None
    cv: Decimal | None
    shares: tuple[Share, ...]
    skipped: tuple[str, ...] = ()

    @property
    def best(self) -> Share | None:
        """The school that would lower it most by reaching the mean; the first of equals."""
        able = [share for share in self.shares if share.lowered is not None]
        return min(able, key=lambda share: share.lowered or Decimal(), default=None)


class Judged(Fact, frozen=True):
    """The 差异系数 of one indicator in one stage, against its limit where it has one.

    `advice` says in words which school would lower it most, and by what.
    """

    code: str
    title: str
    family: Family
    unit: str
    places: int
    stage: Stage
    variation: Variation
    rule: PassRule | None
    limit: Decimal | None
    met: bool | None
    advice: str


class Composite(Fact, frozen=True):
    """综合差异系数 of one set in one stage: the plain mean over its indicators."""

    family: Family
    stage: Stage
    value: Decimal | None
    indicators: int
    rule: PassRule | None
    limit: Decimal | None
    met: bool | None


class Counted(Fact, frozen=True):
    """A school of the county: the name that all tables print, and its summary."""

    listed: Listed
    name: str
    summary: Summary


class County(Fact, frozen=True):
    """All schools together. `schools` are those that count, in the order of the list.

    `titles` names the conditions by code; `left_out` says why other schools do not count, and
    `own` is what county.xlsx tells of the county itself, assessed in `assessment`; `forms` are the
    official 表册 of the county.
    """

    name: str
    standard: str
    basis: tuple[str, ...]
    year: SchoolYear | None
    titles: tuple[tuple[str, str], ...]
    schools: tuple[Counted, ...]
    left_out: tuple[tuple[str, Text], ...]
    variations: tuple[Judged, ...]
    composites: tuple[Composite, ...]
    findings: tuple[Finding, ...]
    own: School | None = None
    assessment: Assessment | None = None
    forms: tuple[Form, ...] = ()


# fmt: off
SCHOOLS = Sheet("county.xlsx", "学校", (
    Column("name", "学校名称", required=True, unique=True, aliases=("学校", "名称"), width=30,
           comment="教育事业统计名称；须与该校 school.xlsx 中的学校名称一致。各表按此顺序排列。"),
    Column("folder", "文件夹", Holds.FILE, required=True, unique=True, aliases=("目录", "路径"),
           width=40, comment="该校的文件夹（其中有 inputs），从本工作簿所在的文件夹写起。"),
    Column("kind", "学校类型", aliases=("类型",), width=16,
           comment="可不填；填了须与该校 school.xlsx 一致。"),
))

COUNTY_FACTS = replace(SCHOOL_FACTS, book="county.xlsx", pairs=(), optional=True)
COUNTY_FIGURES = replace(FIGURES, book="county.xlsx", optional=True)
COUNTY_FUNDS = replace(FUNDS, book="county.xlsx")
