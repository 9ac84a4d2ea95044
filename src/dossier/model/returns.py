"""What a school (or county) returns beside its figures: judgements, answers, explanations."""

from decimal import Decimal

from dossier.facts import Fact
from dossier.model.columns import Column, Holds, Sheet, words, words_of
from dossier.model.standard import Stage
from dossier.model.years import SchoolYear, Year
from dossier.source import Row


class Judgement(Fact, frozen=True):
    """评分录入: what a person found on one rule of an indicator, and why.

    `found` is 健全, 不健全, 无, 做到, 不够 or 未做到; `deduct` the points lost where the rule
    leaves them to the judge. `evidence` names a registered file or title.
    """

    indicator: str
    item: str
    found: str
    deduct: Decimal | None
    reason: str
    evidence: str
    row: Row


class Respondents(Fact, frozen=True):
    """满意度: the questionnaires of one group of respondents (家长, 教师 …), in copies.

    `visited` and `pleased` are the people asked in person, and how many of them were satisfied.
    """

    group: str
    sent: int
    returned: int
    valid: int
    satisfied: int
    fairly: int
    unsatisfied: int
    visited: int
    pleased: int
    row: Row


class Suggestion(Fact, frozen=True):
    """意见建议: what a respondent asked for, and what was answered; open while there is none."""

    group: str
    text: str
    answer: str
    person: str
    row: Row


class Explanation(Fact, frozen=True):
    """波动说明: why a figure changed so much in `year`."""

    figure: str
    stage: Stage
    year: Year
    text: str
    row: Row


class UnitCost(Fact, frozen=True):
    """单价: what one more unit of a figure costs, in 元; `hardware` comes first (先硬件后软件).

    `ease` ranks the work, 1 being the easiest (先易后难).
    """

    figure: str
    price: Decimal | None
    hardware: bool
    ease: int
    note: str
    row: Row


class Projection(Fact, frozen=True):
    """预测: a figure as it is expected for a coming year."""

    figure: str
    stage: Stage
    year: SchoolYear
    value: Decimal
    basis: str
    row: Row


class Returns(Fact, frozen=True):
    """All of them; a workbook without such sheets has none."""

    judgements: tuple[Judgement, ...] = ()
    respondents: tuple[Respondents, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    costs: tuple[UnitCost, ...] = ()
    projections: tuple[Projection, ...] = ()


# fmt: off
_STAGE = Column("stage", "学段", choices=words_of(Stage), required=True, width=10,
               comment="小学部、初中部，或全校。")

JUDGEMENTS = Sheet("school.xlsx", "评分录入", (
    Column("indicator", "指标代码", Holds.CODE, required=True, width=10, comment="被评分的指标。"),
    Column("item", "项目", required=True, width=30, comment="“评分规则”中的项目。"),
    Column("found", "情形", choices=words("健全", "不健全", "无", "做到", "不够", "未做到"),
           width=10, comment="制度健全性：健全、不健全、无；落实程度：做到、不够、未做到。"),
    Column("deduct", "扣分", Holds.NUMBER, width=10, comment="视情况扣分时填写。"),
    Column("reason", "理由", width=60, comment="为什么这样评；视情况扣分的必须写明。"),
    Column("evidence", "佐证材料", width=30, comment="登记的题名或文件。"),
), optional=True)

SURVEY = Sheet("school.xlsx", "满意度", (
    Column("group", "对象", required=True, unique=True, comment="如 家长、教师。"),
    Column("sent", "发放", Holds.COUNT, required=True, width=10, comment="发放问卷份数。"),
    Column("returned", "回收", Holds.COUNT, required=True, width=10, comment="回收份数。"),
    Column("valid", "有效", Holds.COUNT, required=True, width=10, comment="有效份数。"),
    Column("satisfied", "满意", Holds.COUNT, required=True, width=10, comment="回答满意的份数。"),
    Column("fairly", "基本满意", Holds.COUNT, width=10, comment="回答基本满意的份数。"),
    Column("unsatisfied", "不满意", Holds.COUNT, width=10, comment="回答不满意的份数。"),
    Column("visited", "走访人数", Holds.COUNT, width=10, comment="实地走访的人数。"),
    Column("pleased", "走访满意", Holds.COUNT, width=10, comment="走访中表示满意的人数。"),
), optional=True)

SUGGESTIONS = Sheet("school.xlsx", "意见建议", (
    Column("group", "对象", required=True, comment="谁提的。"),
    Column("text", "意见建议", required=True, width=60, comment="原意摘录。"),
    Column("answer", "答复与办理", width=60, comment="没有办结的留空。"),
    Column("person", "责任人", width=12, comment="谁负责答复。"),
), optional=True)

EXPLANATIONS = Sheet("school.xlsx", "波动说明", (
    Column("figure", "数据项", required=True, width=26, comment="波动大的数据项。"),
    _STAGE,
    Column("year", "年度", Holds.YEAR, required=True, width=18,
           comment="变化发生的年度（后一年）。"),
    Column("text", "说明", required=True, width=80, comment="变化的原因，如实填写。"),
), optional=True)

UNIT_COSTS = Sheet("school.xlsx", "单价", (
    Column("figure", "数据项", required=True, unique=True, width=26, comment="要补足的数据项。"),
    Column("price", "单价", Holds.NUMBER, unit="元", width=12,
           comment="每增加一个单位所需的元数。"),
    Column("hardware", "类别", choices={"硬件": True, "软件": False}, required=True, width=10,
           comment="先硬件后软件。"),
    Column("ease", "难易", Holds.COUNT, width=10, comment="1 最易；先易后难。"),
    Column("note", "说明", width=50, comment="单价的出处。"),
), optional=True)

PROJECTIONS = Sheet("school.xlsx", "预测", (
    Column("figure", "数据项", required=True, width=26, comment="一般为 学生数。"),
    _STAGE,
    Column("year", "学年度", Holds.YEAR, required=True, width=18, comment="将来的学年度。"),
    Column("value", "预测值", Holds.NUMBER, required=True, width=12,
           comment="单位与“数据”表相同。"),
    Column("basis", "依据", width=50, comment="怎么算出来的。"),
), optional=True)
