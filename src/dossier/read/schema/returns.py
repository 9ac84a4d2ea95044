"""school.xlsx (and county.xlsx): judgements, questionnaires, explanations, prices, forecasts."""

from dossier.read.schema.columns import KEEPER, STAGES, Column, Holds, Sheet


def _stage(*, required: bool) -> Column:
    return Column(
        "stage",
        "学段",
        Holds.CHOICE,
        required,
        choices=STAGES,
        width=10,
        comment="小学部、初中部，或全校。",
    )


def _count(field: str, header: str, comment: str, *, required: bool = False) -> Column:
    return Column(field, header, Holds.COUNT, required, width=10, comment=comment)


FUNDS = Sheet(
    "school.xlsx",
    "经费",
    (
        Column(
            "name", "数据项", required=True, width=30, comment="按自然年度统计的经费数据的名称。"
        ),
        _stage(required=True),
        Column("unit", "单位", required=True, width=10, comment="如 万元、元、元/生。"),
        Column("source", "来源", width=36, comment="数字出自哪张报表或决算。"),
        KEEPER,
    ),
    comment="财政年度各占一列，列名如 2021。",
    optional=True,
)

JUDGEMENTS = Sheet(
    "school.xlsx",
    "评分录入",
    (
        Column("indicator", "指标代码", Holds.CODE, True, width=10, comment="被评分的指标。"),
        Column("item", "项目", required=True, width=30, comment="“评分规则”中的项目。"),
        Column(
            "found",
            "情形",
            Holds.CHOICE,
            choices=("健全", "不健全", "无", "做到", "不够", "未做到"),
            width=10,
            comment="制度健全性：健全、不健全、无；落实程度：做到、不够、未做到。",
        ),
        Column("deduct", "扣分", Holds.NUMBER, width=10, comment="视情况扣分时填写。"),
        Column("reason", "理由", width=60, comment="为什么这样评；视情况扣分的必须写明。"),
        Column("evidence", "佐证材料", width=30, comment="登记的题名或文件。"),
    ),
    optional=True,
)

SURVEY = Sheet(
    "school.xlsx",
    "满意度",
    (
        Column("group", "对象", required=True, unique=True, width=14, comment="如 家长、教师。"),
        _count("sent", "发放", "发放问卷份数。", required=True),
        _count("returned", "回收", "回收份数。", required=True),
        _count("valid", "有效", "有效份数。", required=True),
        _count("satisfied", "满意", "回答满意的份数。", required=True),
        _count("fairly", "基本满意", "回答基本满意的份数。"),
        _count("unsatisfied", "不满意", "回答不满意的份数。"),
        _count("visited", "走访人数", "实地走访的人数。"),
        _count("pleased", "走访满意", "走访中表示满意的人数。"),
    ),
    optional=True,
)

SUGGESTIONS = Sheet(
    "school.xlsx",
    "意见建议",
    (
        Column("group", "对象", required=True, width=14, comment="谁提的。"),
        Column("text", "意见建议", required=True, width=60, comment="原意摘录。"),
        Column("answer", "答复与办理", width=60, comment="没有办结的留空。"),
        Column("person", "责任人", width=12, comment="谁负责答复。"),
    ),
    optional=True,
)

EXPLANATIONS = Sheet(
    "school.xlsx",
    "波动说明",
    (
        Column("figure", "数据项", required=True, width=26, comment="波动大的数据项。"),
        _stage(required=True),
        Column("year", "年度", Holds.YEAR, True, width=18, comment="变化发生的年度（后一年）。"),
        Column("text", "说明", required=True, width=80, comment="变化的原因，如实填写。"),
    ),
    optional=True,
)

UNIT_COSTS = Sheet(
    "school.xlsx",
    "单价",
    (
        Column(
            "figure", "数据项", required=True, unique=True, width=26, comment="要补足的数据项。"
        ),
        Column("price", "单价", Holds.NUMBER, width=12, comment="每增加一个单位所需的元数。"),
        Column(
            "kind",
            "类别",
            Holds.CHOICE,
            True,
            choices=("硬件", "软件"),
            width=10,
            comment="先硬件后软件。",
        ),
        _count("ease", "难易", "1 最易；先易后难。"),
        Column("note", "说明", width=50, comment="单价的出处。"),
    ),
    optional=True,
)

PROJECTIONS = Sheet(
    "school.xlsx",
    "预测",
    (
        Column("figure", "数据项", required=True, width=26, comment="一般为 学生数。"),
        _stage(required=True),
        Column("year", "学年度", Holds.YEAR, True, width=18, comment="将来的学年度。"),
        Column("value", "预测值", Holds.NUMBER, True, width=12, comment="单位与“数据”表相同。"),
        Column("basis", "依据", width=50, comment="怎么算出来的。"),
    ),
    optional=True,
)
