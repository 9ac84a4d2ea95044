"""What the five workbooks look like: the one description that reading and the sample share.

Headers, their aliases, the comment that each header carries, and what a cell may hold.
"""

from dataclasses import dataclass
from enum import Enum


class Holds(Enum):
    """What a cell of a column holds, and so how it is read."""

    TEXT = "text"
    PARAGRAPHS = "paragraphs"  # lines of one cell
    CODES = "codes"  # codes parted by 、 , ; or spaces, ranges with — - ~
    NUMBER = "number"
    COUNT = "count"  # a whole number, at least 0
    DATE = "date"
    YEAR = "year"  # 2020—2021学年度, or 2021年度
    YES_NO = "yes-no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `field` is its name in the code, `header` and `aliases` those in the workbook."""

    field: str
    header: str
    holds: Holds = Holds.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    unique: bool = False
    comment: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook. `pairs` marks 项目/内容 sheets, whose rows are named facts."""

    book: str
    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    comment: str = ""


_YES_NO = ("是", "否")
_TEXT = Holds.TEXT

SETTINGS = Sheet(
    "standard.xlsx",
    "设置",
    (
        Column("name", "项目", required=True, width=24, comment="设置的名称，请勿改动。"),
        Column("value", "内容", width=70, aliases=("值",), comment="多个内容用顿号“、”隔开。"),
        Column("note", "说明", width=50, comment="给填写人看的说明，不参与生成。"),
    ),
    pairs=("标准名称", "评估依据", "学年度", "财政年度", "办学基本条件达标规则"),
)

INDICATORS = Sheet(
    "standard.xlsx",
    "指标",
    (
        Column(
            "code",
            "代码",
            required=True,
            unique=True,
            aliases=("指标代码", "编号"),
            comment="指标代码，如 A1、B07、J05，全表不得重复。",
            width=10,
        ),
        Column(
            "parent",
            "上级代码",
            aliases=("上级",),
            comment="上一级指标的代码；A级指标留空。",
            width=10,
        ),
        Column(
            "level",
            "级别",
            Holds.CHOICE,
            True,
            choices=("A", "B", "C"),
            comment="A、B、C 三级。",
            width=8,
        ),
        Column(
            "name",
            "名称",
            required=True,
            aliases=("指标名称", "指标"),
            width=34,
            comment="指标名称，照标准原文填写。",
        ),
        Column(
            "family",
            "指标集",
            Holds.CHOICE,
            True,
            choices=("综合", "县级政府工作", "办学基本条件", "校际均衡"),
            width=16,
            comment="指标属于哪一套标准。",
        ),
        Column(
            "points",
            "评估要点",
            aliases=("要点", "评估内容"),
            width=60,
            comment="标准对该指标的具体要求。",
        ),
        Column(
            "verified",
            "核实",
            Holds.CHOICE,
            True,
            choices=("已核实", "未核实"),
            width=10,
            comment="没有文件原文可对照的指标填“未核实”，凡引用处都会标注。",
        ),
        Column("source", "来源", aliases=("依据",), width=36, comment="指标出自哪份文件。"),
    ),
    aliases=("指标体系", "指标树"),
)

MEASURES = Sheet(
    "standard.xlsx",
    "计算指标",
    (
        Column(
            "code",
            "代码",
            required=True,
            unique=True,
            aliases=("指标代码",),
            width=10,
            comment="“指标”表中的代码。",
        ),
        Column(
            "formula",
            "公式",
            required=True,
            width=56,
            aliases=("计算公式",),
            comment="用“数据”表中的数据项和 ＋－×÷（） 写成，如：图书册数÷学生数。",
        ),
        Column(
            "unit", "单位", required=True, width=12, comment="结果的单位；是否类指标填“是/否”。"
        ),
        Column(
            "basis",
            "口径",
            Holds.CHOICE,
            True,
            choices=("分学段", "全校"),
            width=10,
            comment="分学段：小学部、初中部各自计算；全校：按学校类型整体计算。",
        ),
        Column(
            "comparison",
            "比较",
            Holds.CHOICE,
            choices=("≥", "≤"),
            width=8,
            aliases=("达标方式",),
            comment="不设标准、只作监测的指标留空。",
        ),
        Column(
            "primary",
            "小学标准",
            Holds.NUMBER,
            width=12,
            aliases=("小学",),
            comment="小学部应达到的数值。",
        ),
        Column(
            "junior",
            "初中标准",
            Holds.NUMBER,
            width=12,
            aliases=("初中",),
            comment="初中部应达到的数值。",
        ),
        Column(
            "school",
            "九年一贯制标准",
            Holds.NUMBER,
            width=14,
            aliases=("全校标准",),
            comment="口径为“全校”时应达到的数值。",
        ),
        Column(
            "places",
            "小数位",
            Holds.COUNT,
            True,
            width=8,
            comment="结果保留的小数位数；是否达标按未舍入的数值判断。",
        ),
        Column(
            "verified",
            "核实",
            Holds.CHOICE,
            True,
            choices=("已核实", "未核实"),
            width=10,
            comment="标准值没有文件原文可对照时填“未核实”。",
        ),
        Column("source", "来源", width=40, aliases=("依据",), comment="标准值出自哪份文件。"),
    ),
)

REQUIREMENTS = Sheet(
    "standard.xlsx",
    "材料要求",
    (
        Column(
            "code",
            "材料代码",
            required=True,
            unique=True,
            aliases=("代码",),
            width=12,
            comment="如 B07-1；登记佐证材料时引用。",
        ),
        Column(
            "indicator",
            "指标代码",
            required=True,
            aliases=("指标",),
            width=10,
            comment="该材料证明哪个指标。",
        ),
        Column(
            "name",
            "材料名称",
            required=True,
            aliases=("材料", "所需材料"),
            width=46,
            comment="需要什么材料。",
        ),
        Column(
            "every",
            "期间",
            Holds.CHOICE,
            True,
            choices=("每学年度", "每财政年度", "一次"),
            width=12,
            comment="每个学年度、每个财政年度各要一份，还是只要一次。",
        ),
        Column("copies", "份数", Holds.COUNT, True, width=8, comment="每期至少几件。"),
        Column(
            "seal", "盖章", Holds.YES_NO, True, choices=_YES_NO, width=8, comment="是否必须盖章。"
        ),
        Column(
            "signature",
            "签字",
            Holds.YES_NO,
            True,
            choices=_YES_NO,
            width=8,
            comment="是否必须签字。",
        ),
        Column(
            "original",
            "原件",
            Holds.YES_NO,
            True,
            choices=_YES_NO,
            width=8,
            comment="是否必须是原件。",
        ),
        Column(
            "group",
            "责任小组",
            required=True,
            aliases=("责任工作组", "工作小组"),
            width=30,
            comment="由哪个工作小组收集，名称与“工作小组”表一致。",
        ),
        Column("note", "说明", aliases=("备注",), width=40, comment="对材料的补充说明。"),
    ),
)

CHAPTERS = Sheet(
    "standard.xlsx",
    "章节",
    (
        Column(
            "code",
            "代码",
            required=True,
            unique=True,
            aliases=("章节代码",),
            width=10,
            comment="章节代码，make chapter CHAPTER=代码 时使用；范围为“每个B级指标”的填“B”。",
        ),
        Column(
            "title", "标题", required=True, width=40, comment="文件标题。{指标}处换成指标名称。"
        ),
        Column(
            "template",
            "模板",
            required=True,
            width=34,
            comment="templates 文件夹中的 Word 模板文件名。",
        ),
        Column(
            "scope",
            "范围",
            Holds.CHOICE,
            True,
            choices=("全校", "每个B级指标"),
            width=14,
            comment="全校一份，还是每个B级指标各一份。",
        ),
        Column(
            "indicator",
            "归入指标",
            width=12,
            aliases=("装入",),
            comment="装订在哪个指标之下；范围为“每个B级指标”的留空。",
        ),
    ),
)

BOXES = Sheet(
    "standard.xlsx",
    "档案盒",
    (
        Column(
            "number",
            "盒号",
            required=True,
            unique=True,
            width=8,
            comment="两位数字，按盒号顺序装订。",
        ),
        Column(
            "title",
            "题名",
            required=True,
            width=44,
            aliases=("盒题名", "标题"),
            comment="印在封面和盒脊上。",
        ),
        Column(
            "indicators",
            "指标",
            Holds.CODES,
            True,
            width=34,
            aliases=("指标代码",),
            comment="盒内指标代码，用顿号隔开；连续的写成 B01—B03。",
        ),
        Column(
            "retention",
            "保管期限",
            Holds.CHOICE,
            choices=("永久", "30年", "10年"),
            width=10,
            comment="印在盒脊上。",
        ),
        Column(
            "office",
            "机构（问题）",
            aliases=("机构", "问题", "机构(问题)"),
            width=18,
            comment="印在盒脊上，可留空。",
        ),
    ),
)

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
            choices=("小学部", "初中部", "全校"),
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

EVIDENCE = Sheet(
    "evidence.xlsx",
    "佐证材料登记",
    (
        Column(
            "requirement",
            "材料代码",
            required=True,
            aliases=("要求", "材料要求"),
            width=12,
            comment="“材料要求”表中的代码。",
        ),
        Column(
            "title",
            "题名",
            required=True,
            aliases=("文件题名", "材料题名", "标题"),
            width=50,
            comment="文件标题；没有标题的自拟，外加方括号[ ]。",
        ),
        Column(
            "author",
            "责任者",
            aliases=("形成单位", "发文单位"),
            width=26,
            comment="形成文件的单位或个人。",
        ),
        Column(
            "number",
            "文号",
            aliases=("文件编号", "发文字号"),
            width=22,
            comment="发文字号，年份用六角括号〔〕。",
        ),
        Column(
            "dated",
            "日期",
            Holds.DATE,
            aliases=("成文日期", "形成日期"),
            width=14,
            comment="落款日期，如 2022-09-01。",
        ),
        Column(
            "year",
            "学年度",
            Holds.YEAR,
            aliases=("年度", "学年"),
            width=18,
            comment="如 2021—2022学年度；经费材料填 2021年度；只要一次的留空。",
        ),
        Column(
            "retention",
            "保管期限",
            Holds.CHOICE,
            choices=("永久", "30年", "10年"),
            width=10,
            comment="永久、30年或10年。",
        ),
        Column("secrecy", "密级", width=8, comment="没有密级的留空。"),
        Column(
            "file",
            "文件",
            required=True,
            aliases=("文件名", "电子文件"),
            width=56,
            comment="evidence 文件夹内的文件名；在子文件夹中的写成 子文件夹/文件名。",
        ),
        Column(
            "original",
            "原件/复印件",
            Holds.CHOICE,
            choices=("原件", "复印件"),
            aliases=("原件／复印件", "原复印件"),
            width=12,
            comment="纸质件是原件还是复印件。",
        ),
        Column(
            "sealed", "盖章", Holds.YES_NO, choices=_YES_NO, width=8, comment="纸质件是否已盖章。"
        ),
        Column(
            "signed", "签字", Holds.YES_NO, choices=_YES_NO, width=8, comment="纸质件是否已签字。"
        ),
        Column("note", "备注", width=24, comment="缺损、补充、移出等情况。"),
    ),
    aliases=("佐证材料", "材料登记"),
)

PHOTOS = Sheet(
    "evidence.xlsx",
    "照片",
    (
        Column(
            "requirement", "材料代码", required=True, width=12, comment="照片证明哪项材料要求。"
        ),
        Column(
            "year",
            "学年度",
            Holds.YEAR,
            aliases=("学年", "年度"),
            width=18,
            comment="如 2021—2022学年度。",
        ),
        Column(
            "file",
            "文件",
            required=True,
            aliases=("文件名",),
            width=40,
            comment="evidence 文件夹内的照片文件名。",
        ),
        Column("event", "事由", width=30, comment="照片所反映的事件。"),
        Column(
            "dated",
            "时间",
            Holds.DATE,
            aliases=("拍摄时间", "日期"),
            width=14,
            comment="拍摄日期。",
        ),
        Column("place", "地点", width=18, comment="拍摄地点。"),
        Column("people", "人物", width=26, comment="照片中的主要人物。"),
        Column("background", "背景", width=30, comment="事件的背景。"),
        Column(
            "photographer", "摄影者", aliases=("拍摄者", "作者"), width=10, comment="拍摄人姓名。"
        ),
    ),
)

_MEMBER = (
    Column(
        "duty", "职务", required=True, aliases=("组内职务",), width=12, comment="在机构中的职务。"
    ),
    Column("name", "姓名", required=True, width=12, comment="姓名。"),
    Column(
        "post", "现任职务", aliases=("单位职务", "行政职务"), width=26, comment="在学校的职务。"
    ),
    Column("phone", "电话", aliases=("联系电话",), width=16, comment="联系电话，可留空。"),
)

LEADERS = Sheet("people.xlsx", "领导小组", _MEMBER)
OFFICE = Sheet("people.xlsx", "办公室", _MEMBER)
GROUPS = Sheet(
    "people.xlsx",
    "工作小组",
    (
        Column(
            "body",
            "小组",
            required=True,
            aliases=("工作小组",),
            width=36,
            comment="小组名称，其他表引用时须一致。",
        ),
        *_MEMBER,
    ),
)
DUTIES = Sheet(
    "people.xlsx",
    "小组职责",
    (
        Column("group", "小组", required=True, width=36, comment="小组名称。"),
        Column("text", "职责", required=True, width=90, comment="一行一条。"),
    ),
)
TASKS = Sheet(
    "people.xlsx",
    "任务分解表",
    (
        Column(
            "indicator",
            "指标代码",
            required=True,
            aliases=("指标",),
            width=10,
            comment="一个指标可以有多行。",
        ),
        Column("work", "工作任务", aliases=("任务",), width=50, comment="要做的事。"),
        Column(
            "group",
            "责任小组",
            required=True,
            aliases=("小组",),
            width=36,
            comment="名称与“工作小组”表一致。",
        ),
        Column("person", "责任人", required=True, width=12, comment="姓名。"),
        Column("deadline", "完成时限", Holds.DATE, aliases=("时限",), width=14, comment="日期。"),
        Column(
            "signed",
            "签字日期",
            Holds.DATE,
            aliases=("签字",),
            width=14,
            comment="责任人签字的日期；尚未签字的留空。",
        ),
    ),
)

LEDGER = Sheet(
    "ledger.xlsx",
    "整改台账",
    (
        Column("serial", "序号", width=8, comment="顺序号。"),
        Column(
            "indicator",
            "指标代码",
            required=True,
            aliases=("指标",),
            width=10,
            comment="问题属于哪个指标。",
        ),
        Column(
            "problem",
            "存在问题",
            required=True,
            aliases=("问题",),
            width=46,
            comment="问题的具体表现。",
        ),
        Column("basis", "依据", width=34, comment="不符合哪条标准或规定。"),
        Column(
            "finder",
            "来源",
            Holds.CHOICE,
            choices=("自查", "县", "市", "省", "国家"),
            width=8,
            comment="由谁发现。",
        ),
        Column("measure", "整改措施", width=46, comment="具体到事、到钱、到地点。"),
        Column(
            "money",
            "所需资金（万元）",
            Holds.NUMBER,
            aliases=("所需资金", "所需资金(万元)"),
            width=12,
            comment="万元；不需要资金的填0。",
        ),
        Column("leader", "责任领导", width=10, comment="姓名。"),
        Column("person", "责任人", required=True, width=10, comment="姓名。"),
        Column("deadline", "完成时限", Holds.DATE, width=14, comment="日期。"),
        Column("progress", "进展", width=34, comment="目前做到哪一步。"),
        Column("outcome", "完成情况", width=24, comment="结果。"),
        Column(
            "evidence",
            "佐证材料",
            width=40,
            aliases=("佐证材料（盒-件-页）",),
            comment="登记表中的题名或文件名；盒号、件号由系统填写。",
        ),
        Column("accepted_by", "验收人签字", width=12, aliases=("验收人",), comment="验收人姓名。"),
        Column("closed", "销号日期", Holds.DATE, width=14, comment="已销号的填日期。"),
        Column(
            "status",
            "状态",
            Holds.CHOICE,
            True,
            choices=("未启动", "整改中", "已完成", "已销号"),
            width=10,
            comment="当前状态。",
        ),
    ),
)

SHEETS: tuple[Sheet, ...] = (
    SETTINGS,
    INDICATORS,
    MEASURES,
    REQUIREMENTS,
    CHAPTERS,
    BOXES,
    SCHOOL_FACTS,
    FIGURES,
    SELF_ASSESSMENTS,
    WORDS,
    EVIDENCE,
    PHOTOS,
    LEADERS,
    OFFICE,
    GROUPS,
    DUTIES,
    TASKS,
    LEDGER,
)
