"""standard.xlsx: what is asked for, what is written, and which box takes it."""

from dossier.read.schema.columns import YES_NO, Column, Holds, Sheet

REQUIREMENTS = Sheet(
    "standard.xlsx",
    "材料要求",
    (
        Column(
            "code",
            "材料代码",
            Holds.CODE,
            required=True,
            unique=True,
            aliases=("代码",),
            width=12,
            comment="如 B07-1；登记佐证材料时引用。",
        ),
        Column(
            "indicator",
            "指标代码",
            Holds.CODE,
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
            "seal", "盖章", Holds.YES_NO, True, choices=YES_NO, width=8, comment="是否必须盖章。"
        ),
        Column(
            "signature",
            "签字",
            Holds.YES_NO,
            True,
            choices=YES_NO,
            width=8,
            comment="是否必须签字。",
        ),
        Column(
            "original",
            "原件",
            Holds.YES_NO,
            True,
            choices=YES_NO,
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
            Holds.CODE,
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
            Holds.FILE,
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
            Holds.CODE,
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
            Holds.CODE,
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
