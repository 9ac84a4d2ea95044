"""ledger.xlsx: the problems found and what is done about them."""

from dossier.read.schema.columns import Column, Holds, Sheet

LEDGER = Sheet(
    "ledger.xlsx",
    "整改台账",
    (
        Column("serial", "序号", width=8, comment="顺序号。"),
        Column(
            "indicator",
            "指标代码",
            Holds.CODE,
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
        Column("deadline", "完成时限", Holds.DEADLINE, width=14, comment="日期。"),
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

WAIVERS = Sheet(
    "ledger.xlsx",
    "豁免",
    (
        Column(
            "rule",
            "规则",
            required=True,
            width=20,
            comment="核验时方括号里的规则代码，如 page-blank，或它的中文名称，如 空白页。",
        ),
        Column("box", "盒号", Holds.CODE, required=True, width=8, comment="如 03。"),
        Column(
            "item",
            "件号",
            Holds.CODE,
            width=8,
            comment="如 0012；留空即整盒适用。",
        ),
        Column(
            "reason",
            "理由",
            required=True,
            width=46,
            comment="为什么可以不改；印在备考表上。",
        ),
        Column("approver", "批准人", required=True, width=10, comment="谁同意的。"),
        Column("dated", "日期", Holds.DATE, width=14, comment="同意的日期。"),
    ),
    comment="核验（dossier verify）发现、经批准不再整改的事项。",
    optional=True,
)
