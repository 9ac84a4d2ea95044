"""The tables across: statistics, ledgers and the catalogue of all boxes."""

from make_templates.package import ACROSS, ACROSS_WIDE, Template
from make_templates.parts import years_table
from make_templates.wordml import Column, loop_table, para


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
                *_LEDGER,
                Column("实际值", 27, "{{ 行.实际值|醒目 }}", "Small"),
                Column("差额", 28, "{{ 行.差额|醒目 }}", "Small"),
                Column("整改措施", 46, "{{ 行.整改措施 }}", "SmallLeft"),
                Column("完成时限", 20, "{{ 行.完成时限 }}", "Small"),
                Column("佐证位置（盒—件）", 22, "{{ 行.佐证位置 }}", "Small"),
                Column("责任人签字", 17, "{{ 行.责任人 }}", "Small"),
            ),
            height=12,
            empty="没有未达标的指标",
            head="HeadSmall",
        )
        + para("二、县级政府工作相关指标（学校自评）", "caption")
        + _self("自评未达标", "没有自评未达标的指标")
        + para("注：责任人一栏印姓名，由本人在姓名旁签字。差额为实际值减标准。", "Note")
    )


def _self(loop: str, empty: str) -> str:
    return loop_table(
        loop,
        (
            Column("序号", 11, "{{ 行.序号 }}", "Small"),
            Column("指标", 62, "{{ 行.指标 }}", "SmallLeft"),
            Column("评估要点", 71, "{{ 行.评估要点 }}", "SmallLeft"),
            Column("自评结论", 20, "{{ 行.自评结论 }}", "Small"),
            Column("佐证位置（盒—件）", 40, "{{ 行.佐证位置 }}", "Small"),
            Column("责任小组", 34, "{{ 行.责任小组 }}", "Small"),
            Column("责任人签字", 19, "{{ 行.责任人 }}", "Small"),
        ),
        height=12,
        empty=empty,
        head="HeadSmall",
    )


def _rectification() -> str:
    return (
        _title("{{ 学校名称 }}{{ 标题 }}")
        + loop_table(
            "整改台账",
            (
                Column("序号", 8, "{{ 行.序号 }}", "Tiny"),
                Column("指标", 20, "{{ 行.指标 }}", "TinyLeft"),
                Column("存在问题", 30, "{{ 行.存在问题 }}", "TinyLeft"),
                Column("依据", 17, "{{ 行.依据 }}", "TinyLeft"),
                Column("来源", 9, "{{ 行.来源 }}", "Tiny"),
                Column("整改措施", 33, "{{ 行.整改措施 }}", "TinyLeft"),
                Column("所需资金（万元）", 12, "{{ 行.所需资金 }}", "Tiny"),
                Column("责任领导", 13, "{{ 行.责任领导 }}", "Tiny"),
                Column("责任人", 13, "{{ 行.责任人 }}", "Tiny"),
                Column("完成时限", 17, "{{ 行.完成时限 }}", "Tiny"),
                Column("进展", 23, "{{ 行.进展 }}", "TinyLeft"),
                Column("完成情况", 15, "{{ 行.完成情况 }}", "TinyLeft"),
                Column("佐证材料（盒—件）", 14, "{{ 行.佐证材料 }}", "Tiny"),
                Column("验收人签字", 13, "{{ 行.验收人 }}", "Tiny"),
                Column("销号日期", 17, "{{ 行.销号日期 }}", "Tiny"),
                Column("状态", 13, '{{ 行.状态|醒目(行.状态 != "已销号") }}', "Tiny"),
            ),
            height=14,
            empty="没有列入整改台账的问题",
            head="HeadTiny",
        )
        + para(
            "合计{{ 整改总数 }}项，已销号{{ 已销号数 }}项，未销号{{ 未销号数 }}项；所需资金"
            "{{ 整改资金 }}万元。",
            "Note",
        )
    )


def _catalogue() -> str:
    return (
        para("{{ 学校名称 }}{{ 标准名称 }}档案{{ 标题 }}", "TableTitle")
        + para(
            "全宗号：{{ 全宗号 }}　　　　共{{ 盒数 }}盒{{ 总件数 }}件"
            "{% if 有缺件 %}，其中缺{{ 总缺件数 }}件{% endif %}",
            "TableLine",
        )
        + loop_table(
            "总目录",
            (
                Column("盒题名", 32, "{{ 行.盒题名|合并 }}", "Small"),
                Column("盒号", 12, "{{ 行.盒号 }}", "Small"),
                Column("件号", 13, "{{ 行.件号 }}", "Small"),
                Column("题名", 70, "{{ 行.题名 }}", "SmallLeft"),
                Column("责任者", 32, "{{ 行.责任者 }}", "Small"),
                Column("文号", 26, "{{ 行.文号 }}", "Small"),
                Column("日期", 19, "{{ 行.日期 }}", "Small"),
                Column("学年度", 22, "{{ 行.学年度 }}", "Small"),
                Column("页号", 17, "{{ 行.页号 }}", "Small"),
                Column("备注", 24, "{{ 行.备注|醒目(行.缺) }}", "Small"),
            ),
            empty="没有归档的材料",
            head="HeadSmall",
        )
    )


TEMPLATES = {
    "办学条件达标情况统计表.docx": Template(_statistics(), page=ACROSS),
    "已达标台账.docx": Template(_met(), page=ACROSS),
    "未达标台账.docx": Template(_unmet(), page=ACROSS),
    "整改台账.docx": Template(_rectification(), page=ACROSS_WIDE),
    "总目录.docx": Template(_catalogue(), page=ACROSS_WIDE),
}
