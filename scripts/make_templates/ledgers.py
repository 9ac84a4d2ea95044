"""The tables across: statistics, ledgers and the catalogue of all boxes."""

from make_templates.package import ACROSS, ACROSS_WIDE, Template
from make_templates.parts import years_table
from make_templates.wordml import LINE_BREAK, Column, each, loop_table, para, run, when


def _title(text: str) -> str:
    return para(text, "TableTitle") + para(
        "填报单位：{{ 学校名称 }}　　　　填报日期：{{ 成文日期 }}", "TableLine"
    )


def _statistics() -> str:
    return (
        _title("{{ 学校名称 }}{{ 标题 }}")
        + years_table(
            "基本条件",
            (
                Column("序号", 11, "{{ 行.序号|合并 }}", "Small"),
                Column("指标", 58, "{{ 行.指标|合并 }}", "SmallLeft"),
                Column("学段", 15, "{{ 行.学段 }}", "Small"),
                Column("标准", 32, "{{ 行.标准 }}", "Small"),
            ),
            (
                Column("实际值", 29, "{{ 年.实际值|醒目(年.未达标) }}", "Small"),
                Column("是否达标", 18, "{{ 年.结论|醒目(年.未达标) }}", "Small"),
            ),
            whole=257,
            sizes=("HeadSmall", "Small"),
        )
        + para(
            "注：1. 是否达标按未舍入的数值判断，未达标的用粗体和底纹标出。"
            "2. 标注“未核实”的指标或标准没有文件原文可供核对。3. 达标规则：{{ 达标规则 }}。",
            "Note",
        )
    )


_LEDGER = (
    Column("序号", 11, "{{ 行.序号|合并 }}", "Small"),
    Column("指标", 44, "{{ 行.指标|合并 }}", "SmallLeft"),
    Column("学段", 15, "{{ 行.学段 }}", "Small"),
    Column("标准", 27, "{{ 行.标准 }}", "Small"),
)


# what is still open stands out, and what is overdue says so
_STATUS = (
    run('{{ 行.状态|醒目(行.状态 != "已销号") }}{% if 行.逾期 %}')
    + LINE_BREAK
    + run('{{ "逾期"|醒目 }}{% endif %}')
)


_STANDING = (
    run("{{ 行.指标 }}{% if 行.目前结果 %}") + LINE_BREAK + run("{{ 行.目前结果 }}{% endif %}")
)


def _met() -> str:
    return (
        _title("{{ 学校名称 }}{{ 标题 }}")
        + para("一、办学基本条件（{{ 评估学年度 }}）", "caption")
        + loop_table(
            "已达标",
            (
                *_LEDGER,
                Column("实际值", 27, "{{ 行.实际值 }}", "Small"),
                Column("差额", 27, "{{ 行.差额 }}", "Small"),
                Column("数据来源", 36, "{{ 行.数据来源 }}", "SmallLeft"),
                Column("时点", 22, "{{ 行.时点 }}", "Small"),
                Column("佐证位置（盒—件）", 29, "{{ 行.佐证位置 }}", "Small"),
                Column("责任人签字", 19, "{{ 行.责任人 }}", "Small"),
            ),
            height=12,
            empty="没有达标的指标",
            head="HeadSmall",
        )
        + para("二、县级政府工作相关指标（学校自评）", "caption")
        + _self("自评达标", "没有自评达标的指标")
        + para("注：责任人一栏印姓名，由本人在姓名旁签字。差额为实际值减标准。", "Note")
    )


def _unmet() -> str:
    return (
        _title("{{ 学校名称 }}{{ 标题 }}")
        + para("一、办学基本条件（{{ 评估学年度 }}）", "caption")
        + loop_table(
            "未达标",
            (
                Column("序号", 8, "{{ 行.序号|合并 }}", "Tiny"),
                Column("指标", 24, "{{ 行.指标|合并 }}", "TinyLeft"),
                Column("学段", 12, "{{ 行.学段 }}", "Tiny"),
                Column("标准", 20, "{{ 行.标准 }}", "Tiny"),
                Column("实际值", 22, "{{ 行.实际值|醒目 }}", "Tiny"),
                Column("差额", 24, "{{ 行.差额|醒目 }}", "Tiny"),
                Column("补足测算", 31, "{{ 行.补足测算 }}", "TinyLeft"),
                Column("整改措施", 30, "{{ 行.整改措施 }}", "TinyLeft"),
                Column("所需资金（万元）", 12, "{{ 行.所需资金 }}", "Tiny"),
                Column("完成时限", 17, "{{ 行.完成时限 }}", "Tiny"),
                Column("进展", 24, "{{ 行.进展 }}", "TinyLeft"),
                Column("状态", 15, _STATUS, "Tiny"),
                Column("佐证位置（盒—件）", 14, "{{ 行.佐证位置 }}", "Tiny"),
                Column("责任人签字", 14, "{{ 行.整改责任人 or 行.责任人 }}", "Tiny"),
            ),
            height=14,
            empty="没有未达标的指标",
            head="HeadTiny",
        )
        + para("二、补足测算（先硬件后软件、先易后难）", "caption")
        + loop_table(
            "补足测算",
            (
                Column("序号", 8, "{{ 行.序号 }}", "Tiny"),
                Column("指标", 36, "{{ 行.指标|合并 }}", "TinyLeft"),
                Column("学段", 13, "{{ 行.学段 }}", "Tiny"),
                Column("需补足的数据项", 34, "{{ 行.数据项 }}", "TinyLeft"),
                Column("需增加", 21, "{{ 行.需增加 }}{{ 行.单位 }}", "Tiny"),
                Column("测算口径", 27, "{{ 行.年度 }}{{ 行.口径 }}", "Tiny"),
                Column("估算资金（万元）", 17, "{{ 行.估算资金 }}", "Tiny"),
                Column("类别", 11, "{{ 行.类别 }}", "Tiny"),
                Column("难易", 11, "{{ 行.难易 }}", "Tiny"),
                Column("测算过程", 89, "{{ 行.测算过程 }}", "TinyLeft"),
            ),
            height=10,
            empty="没有可以由数据项推算的补足数量",
            head="HeadTiny",
        )
        + para("三、县级政府工作相关指标（学校自评）", "caption")
        + _self("自评未达标", "没有自评未达标的指标", wider=10)
        + para(
            "注：1. 责任人一栏印姓名，由本人在姓名旁签字。差额为实际值减标准。"
            "2. 整改措施、资金、时限、进展和状态取自整改台账。"
            "{% if 补足测算 %}3. {{ 补足资金说明 }}难易一栏，1为最易。{% endif %}",
            "Note",
        )
    )


def _self(loop: str, empty: str, *, wider: float = 0) -> str:
    return loop_table(
        loop,
        (
            Column("序号", 11, "{{ 行.序号 }}", "Small"),
            Column("指标", 57, "{{ 行.指标 }}", "SmallLeft"),
            Column("评估要点", 71 + wider, "{{ 行.评估要点 }}", "SmallLeft"),
            Column("自评结论", 20, "{{ 行.自评结论 }}", "Small"),
            Column("佐证位置（盒—件）", 40, "{{ 行.佐证位置 }}", "Small"),
            Column("责任小组", 34, "{{ 行.责任小组 }}", "Small"),
            Column("责任人签字", 24, "{{ 行.责任人 }}", "Small"),
        ),
        height=12,
        empty=empty,
        head="HeadSmall",
    )


def _rectification() -> str:
    return (
        _title("{{ 学校名称 }}{{ 标题 }}")
        + loop_table(
            "整改台账带页",
            (
                Column("序号", 8, "{{ 行.序号 }}", "Tiny"),
                Column("指标及目前结果", 34, _STANDING, "TinyLeft"),
                Column("存在问题", 28, "{{ 行.存在问题 }}", "TinyLeft"),
                Column("依据", 16, "{{ 行.依据 }}", "TinyLeft"),
                Column("来源", 8, "{{ 行.来源 }}", "Tiny"),
                Column("整改措施", 31, "{{ 行.整改措施 }}", "TinyLeft"),
                Column("所需资金（万元）", 11, "{{ 行.所需资金 }}", "Tiny"),
                Column("责任领导", 12, "{{ 行.责任领导 }}", "Tiny"),
                Column("责任人", 12, "{{ 行.责任人 }}", "Tiny"),
                Column("完成时限", 17, "{{ 行.完成时限 }}", "Tiny"),
                Column("进展", 20, "{{ 行.进展 }}", "TinyLeft"),
                Column("完成情况", 15, "{{ 行.完成情况 }}", "TinyLeft"),
                Column("佐证材料（盒—件—页）", 14, "{{ 行.佐证材料 }}", "Tiny"),
                Column("验收人签字", 12, "{{ 行.验收人 }}", "Tiny"),
                Column("销号日期", 17, "{{ 行.销号日期 }}", "Tiny"),
                Column("状态", 12, _STATUS, "Tiny"),
            ),
            height=14,
            empty="没有列入整改台账的问题",
            head="HeadTiny",
        )
        + para(
            "注：1. 合计{{ 整改总数 }}项，已销号{{ 已销号数 }}项，未销号{{ 未销号数 }}项"
            "{% if 有逾期 %}（其中逾期{{ 逾期数 }}项，列在最前）{% endif %}；所需资金"
            "{{ 整改资金 }}万元。2. 目前结果为{{ 评估学年度 }}的计算结果。"
            "3. 是否逾期以{{ 成文日期 }}为准。",
            "Note",
            properties="<w:keepLines/>",
        )
    )


def _catalogue() -> str:
    # a table for each box: one of thousands of rows takes an office program minutes to lay out
    return (
        para("{{ 学校名称 }}{{ 标准名称 }}档案{{ 标题 }}", "TableTitle")
        + para(
            "全宗号：{{ 全宗号 }}　　　　共{{ 盒数 }}盒{{ 总件数 }}件"
            "{% if 有缺件 %}，其中缺{{ 总缺件数 }}件{% endif %}",
            "TableLine",
        )
        + when(
            "分盒目录",
            each(
                "盒",
                "分盒目录",
                para(
                    "{{ 盒.盒号 }}盒　{{ 盒.盒题名 }}（{{ 盒.件数 }}件"
                    "{% if 盒.有缺件 %}，缺{{ 盒.缺件数 }}件{% endif %}）",
                    "BoxLine",
                ),
                loop_table(
                    "盒.目录",
                    (
                        Column("件号", 15, "{{ 行.件号 }}", "Small"),
                        Column("题名", 83, "{{ 行.题名 }}", "SmallLeft"),
                        Column("责任者", 40, "{{ 行.责任者 }}", "Small"),
                        Column("文号", 40, "{{ 行.文号 }}", "Small"),
                        Column("日期", 19, "{{ 行.日期 }}", "Small"),
                        Column("学年度", 22, "{{ 行.学年度 }}", "Small"),
                        Column("页号", 20, "{{ 行.页号 }}", "Small"),
                        Column("备注", 28, "{{ 行.备注|醒目(行.缺) }}", "Small"),
                    ),
                    empty="没有归档的材料",
                    head="HeadSmall",
                ),
            ),
            para("没有归档的材料", "TableLine"),
        )
    )


TEMPLATES = {
    "办学条件达标情况统计表.docx": Template(_statistics(), page=ACROSS),
    "已达标台账.docx": Template(_met(), page=ACROSS),
    "未达标台账.docx": Template(_unmet(), page=ACROSS_WIDE),
    "整改台账.docx": Template(_rectification(), page=ACROSS_WIDE),
    "总目录.docx": Template(_catalogue(), page=ACROSS_WIDE),
}
