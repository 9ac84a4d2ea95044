"""school.xlsx: who the school is, its figures, and what it says of itself."""

from dossier.read.schema.columns import KEEPER, STAGES, Column, Holds, Sheet

SCHOOL_FACTS = Sheet(
    "school.xlsx",
    "基本信息",
    (
        Column("name", "项目", required=True, width=20, comment="项目名称，模板按此名称取用。"),
        Column(
            "value",
            "内容",
            Holds.TEXT,
            width=70,
            comment="如实填写；留空的项目在文件中印“（未填）”。",
        ),
        Column("note", "说明", width=40, comment="给填写人看的说明，不参与生成。"),
    ),
    pairs=(
        "学校名称",
        "学校类型",
        "全宗号",
        "档案门类代码",
        "县（市、区）",
        "主管部门",
        "校长",
        "成文日期",
        "整理人",
        "整理日期",
        "检查人",
        "检查日期",
    ),
)

FIGURES = Sheet(
    "school.xlsx",
    "数据",
    (
        Column(
            "name",
            "数据项",
            required=True,
            aliases=("项目", "指标项"),
            width=26,
            comment="数据的名称，公式按此名称取用。",
        ),
        Column(
            "stage",
            "学段",
            Holds.CHOICE,
            True,
            choices=STAGES,
            width=10,
            comment="小学部、初中部分开统计的各填一行；共用的填“全校”。",
        ),
        Column("unit", "单位", required=True, width=10, comment="如 人、平方米、册、台、万元。"),
        Column(
            "source",
            "来源",
            aliases=("数据来源",),
            width=36,
            comment="数字出自哪张报表（表号、行列）。",
        ),
        KEEPER,
    ),
    comment="学年度各占一列，列名如 2020—2021。",
)

SELF_ASSESSMENTS = Sheet(
    "school.xlsx",
    "自评说明",
    (
        Column(
            "indicator",
            "指标代码",
            Holds.CODE,
            required=True,
            unique=True,
            aliases=("指标",),
            width=10,
            comment="被说明的指标。",
        ),
        Column(
            "verdict",
            "自评结论",
            Holds.CHOICE,
            choices=("达标", "基本达标", "未达标"),
            width=12,
            comment="学校对该指标的自评。",
        ),
        Column(
            "practice",
            "主要做法",
            Holds.PARAGRAPHS,
            width=80,
            aliases=("做法",),
            comment="每段一行（单元格内按 Alt+Enter 换行）。",
        ),
        Column(
            "problems",
            "存在问题",
            Holds.PARAGRAPHS,
            width=50,
            aliases=("问题",),
            comment="如实填写，没有则留空。",
        ),
        Column(
            "measures",
            "改进措施",
            Holds.PARAGRAPHS,
            width=50,
            aliases=("措施",),
            comment="针对问题的措施。",
        ),
    ),
)

WORDS = Sheet(
    "school.xlsx",
    "报告文字",
    (
        Column(
            "section", "小节", required=True, width=20, comment="模板按小节名称取用，如“主要做法”。"
        ),
        Column(
            "text",
            "文字",
            Holds.PARAGRAPHS,
            True,
            width=110,
            aliases=("内容",),
            comment="每段一行；同一小节可占多行。",
        ),
    ),
)
