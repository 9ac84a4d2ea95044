"""指标自评说明: what the school says of one B-level indicator, and what proves it."""

from make_templates.package import Template
from make_templates.parts import signature
from make_templates.wordml import Column, each, loop_table, para, when


def _indicator() -> str:
    return (
        para("{{ 指标 }}", "Title")
        + para("自评说明", "Title")
        + para("（{{ 学年度范围 }}）", "Subtitle")
        + when(
            "未核实",
            para("注：本指标没有文件原文可供核对，名称和要点以县级下发的标准为准。", "Note"),
        )
        + para("", "Text")
        + para("一、评估要点", "Heading1")
        + each("段", "评估要点", para("{{ 段 }}"))
        + para("二、自评结论", "Heading1")
        + para("对照评估要点，学校自评为：{{ 自评结论 }}。")
        + when(
            "计算结果",
            para("有关指标的计算结果", "caption")
            + loop_table(
                "计算结果",
                (
                    Column("学年度", 40, "{{ 行.学年度|合并 }}"),
                    Column("学段", 22, "{{ 行.学段 }}"),
                    Column("标准", 36, "{{ 行.标准 }}"),
                    Column("实际", 32, "{{ 行.实际 }}"),
                    Column("结论", 26, "{{ 行.结论|醒目(行.未达标) }}"),
                ),
            ),
        )
        + para("三、主要做法", "Heading1")
        + each("段", "主要做法", para("{{ 段 }}"))
        + para("四、存在问题", "Heading1")
        + each("段", "存在问题", para("{{ 段 }}"))
        + when("not 存在问题", para("自查未发现问题。"))
        + para("五、改进措施", "Heading1")
        + each("段", "改进措施", para("{{ 段 }}"))
        + when("not 改进措施", para("无。"))
        + para("六、佐证材料", "Heading1")
        + para(
            "本指标佐证材料共{{ 佐证件数 }}件{% if 佐证有缺 %}，其中缺{{ 缺件数 }}件，"
            "在备注中注明“缺”{% endif %}。"
        )
        + para("佐证材料清单", "caption")
        + loop_table(
            "佐证材料",
            (
                Column("学年度", 33, "{{ 行.学年度|合并 }}", "Small"),
                Column("题名", 75, "{{ 行.题名 }}", "SmallLeft"),
                Column("盒号", 12, "{{ 行.盒号 }}", "Small"),
                Column("件号", 14, "{{ 行.件号 }}", "Small"),
                Column("备注", 22, "{{ 行.备注|醒目(行.缺) }}", "Small"),
            ),
            empty="没有登记佐证材料",
            head="HeadSmall",
        )
        + para("", "Text")
        + para("责任小组：{{ 责任小组 }}", "Text", properties="<w:keepNext/>")
        + para("责任人：{{ 责任人 }}　　　　　　签字：", "Text", properties="<w:keepNext/>")
        + signature()
    )


TEMPLATES = {"指标自评说明.docx": Template(_indicator())}
